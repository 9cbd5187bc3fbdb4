#include "base/utf8.h"

#include "base/arena.h"

size_t utf8_scan(struct str s, uint32_t *out)
{
	const uint8_t *p = (const uint8_t *)s.p;
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	uint32_t code;
	size_t n;

	if (s.n == 0)
		return 0;
	if (p[0] < 0x80) {
		*out = p[0];
		return 1;
	}
	n = p[0] >= 0xf0 ? 4 : p[0] >= 0xe0 ? 3 : 2;
	if (p[0] < 0xc2 || p[0] > 0xf4 || s.n < n)
		return 0;
	code = p[0] & (0x7fu >> n);
	for (size_t i = 1; i < n; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0;
		code = code << 6 | (p[i] & 0x3f);
	}
	if (code < least[n] || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
		return 0;
	*out = code;
	return n;
}

size_t utf8_put(uint32_t code, char to[4])
{
	if (code < 0x80) {
		to[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		to[0] = (char)(0xc0 | code >> 6);
		to[1] = (char)(0x80 | (code & 0x3f));
		return 2;
	}
	if (code < 0x10000) {
		to[0] = (char)(0xe0 | code >> 12);
		to[1] = (char)(0x80 | (code >> 6 & 0x3f));
		to[2] = (char)(0x80 | (code & 0x3f));
		return 3;
	}
	to[0] = (char)(0xf0 | code >> 18);
	to[1] = (char)(0x80 | (code >> 12 & 0x3f));
	to[2] = (char)(0x80 | (code >> 6 & 0x3f));
	to[3] = (char)(0x80 | (code & 0x3f));
	return 4;
}

size_t utf8_valid(struct str s)
{
	size_t at = 0;

	while (at < s.n) {
		uint64_t eight;
		uint32_t code;
		size_t n;

		/* Eight ASCII bytes at a time: most of any draft. */
		if (s.n - at >= 8) {
			memcpy(&eight, s.p + at, 8);
			if (!(eight & 0x8080808080808080u)) {
				at += 8;
				continue;
			}
		}
		n = utf8_scan(str_skip(s, at), &code);
		if (!n)
			break;
		at += n;
	}
	return at;
}

size_t utf8_count(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += ((uint8_t)s.p[i] & 0xc0) != 0x80;
	return n;
}

size_t utf8_back(struct str s, size_t at)
{
	at--;
	while (at > 0 && ((uint8_t)s.p[at] & 0xc0) == 0x80)
		at--;
	return at;
}

bool utf8_is_invisible(uint32_t code)
{
	return code == 0xa0 || code == 0xad || code == 0x61c || code == 0x180e ||
	       (code >= 0x2000 && code <= 0x200f) || (code >= 0x202a && code <= 0x202f) ||
	       (code >= 0x205f && code <= 0x2064) || (code >= 0x2066 && code <= 0x2069) ||
	       code == 0x3000 || code == 0xfeff;
}

bool utf8_is_dash(uint32_t code)
{
	return (code >= 0x2010 && code <= 0x2015) || code == 0x2212 || code == 0xfe58 ||
	       code == 0xfe63 || code == 0xff0d;
}

int utf8_raised_digit(uint32_t code)
{
	switch (code) {
	case 0xb9:
		return 1;
	case 0xb2:
		return 2;
	case 0xb3:
		return 3;
	case 0x2070:
		return 0;
	default:
		return code >= 0x2074 && code <= 0x2079 ? (int)(code - 0x2070) : -1;
	}
}

struct str utf8_brief(struct str s, size_t most, struct arena *a)
{
	if (s.n <= most)
		return s;
	return arena_printf(a, "%.*s\xe2\x80\xa6", (int)utf8_back(s, most + 1), s.p);
}
