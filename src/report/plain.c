#include "report/plain.h"

#include "base/bytes.h"
#include "base/utf8.h"

static bool is_unsafe(uint32_t code)
{
	return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x2028 || code == 0x2029 ||
	       (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

size_t plain_run(struct str s)
{
	for (size_t i = 0; i < s.n && s.n >= BYTES_VECTOR; i += BYTES_VECTOR) {
		/* The last sixteen overlap those before. */
		size_t at = s.n - i < BYTES_VECTOR ? s.n - BYTES_VECTOR : i;
		uint64_t plain;
		bytes16 v;

		memcpy(&v, s.p + at, sizeof(v));
		plain = bytes_bits16(bytes_between(v, ' ', '~'));
		if (plain != 0xffff)
			return at + bits_first(~plain);
	}
	if (s.n < BYTES_VECTOR)
		for (size_t i = 0; i < s.n; i++)
			if (s.p[i] < ' ' || s.p[i] > '~')
				return i;
	return s.n;
}

/* All that is unsafe beyond ASCII starts with one of these two bytes. */
static bool may_be_unsafe(unsigned char c)
{
	return c < 0x80 || c == 0xc2 || c == 0xe2;
}

static size_t plain_from(struct str s, size_t at)
{
	return at + plain_run(str_skip(s, at));
}

void plain_add(struct buf *out, struct str text)
{
	size_t plain = 0, n;

	for (size_t i = plain_run(text); i < text.n; i = plain_from(text, i + n)) {
		unsigned char c = (unsigned char)text.p[i];
		uint32_t code = c;

		n = 1;
		if (!may_be_unsafe(c))
			continue;
		if (c >= 0x80 && (n = utf8_scan(str_skip(text, i), &code)) > 0 && !is_unsafe(code))
			continue;
		buf_add(out, str_part(text, plain, i));
		buf_add(out, c == '\t' || c == '\n' ? STR(" ") : STR("\xef\xbf\xbd"));
		n = n ? n : 1;
		plain = i + n;
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
