#include "symbol/symbol.h"
#include "base/buf.h"

struct str symbol_address(const struct symbol *s, struct arena *a)
{
	static const char plain[] = "/.-_~()!*',;:@+";
	struct str canonical = symbol_canonical(s, a), kept;
	struct buf out = BUF_INIT;

	buf_add(&out, STR("https://docs.un.org/en/"));
	for (size_t i = 0; i < canonical.n; i++) {
		char c = canonical.p[i];

		if (is_alnum(c) || strchr(plain, c))
			buf_add_char(&out, c);
		else
			buf_addf(&out, "%%%02X", (unsigned)(unsigned char)c);
	}
	kept = arena_str(a, buf_str(&out));
	buf_release(&out);
	return kept;
}
