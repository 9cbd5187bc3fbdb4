#include "report/plain.h"

#include "base/utf8.h"

static bool is_unsafe(uint32_t code)
{
	return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x2028 || code == 0x2029 ||
	       (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

/* A byte is printable ASCII when its highest bit is clear and stays so when 1 is added (0x7f),
 * and, once set, is left by taking 0x20 away (below the space). Here of eight bytes at once. */
static bool is_plain(uint64_t eight)
{
	const uint64_t ones = 0x0101010101010101, high = ones * 0x80;

	return !((eight | (eight + ones) | ~((eight | high) - ones * ' ')) & high);
}

size_t plain_run(struct str s)
{
	uint64_t eight;
	size_t i = 0;

	for (; s.n - i >= sizeof(eight); i += sizeof(eight)) {
		memcpy(&eight, s.p + i, sizeof(eight));
		if (!is_plain(eight))
			break;
	}
	return i;
}

void plain_add(struct buf *out, struct str text)
{
	size_t plain = 0;

	for (size_t i = plain_run(text); i < text.n;) {
		unsigned char c = (unsigned char)text.p[i];
		uint32_t code = c;
		size_t n = 1;

		/* All that is unsafe beyond ASCII starts with one of these two bytes. */
		if ((c >= 0x20 && c < 0x7f) || (c >= 0x80 && c != 0xc2 && c != 0xe2)) {
			i++;
			continue;
		}
		if (c >= 0x80 && (n = utf8_scan(str_skip(text, i), &code)) > 0 &&
		    !is_unsafe(code)) {
			i += n;
			i += plain_run(str_skip(text, i));
			continue;
		}
		buf_add(out, str_part(text, plain, i));
		buf_add(out, c == '\t' ? STR(" ") : STR("\xef\xbf\xbd"));
		plain = i += n ? n : 1;
	}
	buf_add(out, str_part(text, plain, text.n));
}

unsigned plain_width(uint32_t code)
{
	if (code < 0x300)
		return 1;
	if (code < 0x370 || code == 0x200b || code == 0x200c || code == 0x200d || code == 0x2060 ||
	    code == 0xfeff || (code >= 0xfe00 && code <= 0xfe0f))
		return 0;
	if ((code >= 0x1100 && code <= 0x115f) || (code >= 0x2e80 && code <= 0xa4cf) ||
	    (code >= 0xac00 && code <= 0xd7a3) || (code >= 0xf900 && code <= 0xfaff) ||
	    (code >= 0xfe30 && code <= 0xfe6f) || (code >= 0xff00 && code <= 0xff60) ||
	    (code >= 0x20000 && code <= 0x3fffd))
		return 2;
	return 1;
}
