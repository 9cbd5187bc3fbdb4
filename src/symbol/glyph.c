#include "symbol/glyph.h"

char glyph_ascii(uint32_t code)
{
	/* In pairs: the code point as UTF-8, the letter that it looks like. */
	static const struct {
		uint16_t code;
		char ascii;
	} table[] = {
		{0x391, 'A'}, {0x392, 'B'},  {0x395, 'E'},  {0x396, 'Z'}, {0x397, 'H'},
		{0x399, 'I'}, {0x39a, 'K'},  {0x39c, 'M'},  {0x39d, 'N'}, {0x39f, 'O'},
		{0x3a1, 'P'}, {0x3a4, 'T'},  {0x3a5, 'Y'},  {0x3a7, 'X'}, {0x3bf, 'o'},
		{0x405, 'S'}, {0x406, 'I'},  {0x408, 'J'},  {0x410, 'A'}, {0x412, 'B'},
		{0x415, 'E'}, {0x417, '3'},  {0x41a, 'K'},  {0x41c, 'M'}, {0x41d, 'H'},
		{0x41e, 'O'}, {0x420, 'P'},  {0x421, 'C'},  {0x422, 'T'}, {0x423, 'Y'},
		{0x425, 'X'}, {0x430, 'a'},  {0x435, 'e'},  {0x43e, 'o'}, {0x440, 'p'},
		{0x441, 'c'}, {0x443, 'y'},  {0x445, 'x'},  {0x455, 's'}, {0x456, 'i'},
		{0x458, 'j'}, {0x2044, '/'}, {0x2215, '/'},
	};

	if (code >= 0xff01 && code <= 0xff5e)
		return (char)(code - 0xff00 + 0x20);
	for (size_t i = 0; i < COUNT_OF(table); i++)
		if (table[i].code == code)
			return table[i].ascii;
	return '\0';
}

bool glyph_is_stroke(char c)
{
	return c != '\0' && strchr("/Il1|!\\i", c);
}

int glyph_digit(char c)
{
	switch (c) {
	case 'O':
	case 'o':
	case 'Q':
	case 'D':
		return 0;
	case 'I':
	case 'l':
	case '|':
	case 'i':
	case '!':
		return 1;
	case 'Z':
	case 'z':
		return 2;
	case 'S':
	case 's':
		return 5;
	case 'G':
	case 'b':
		return 6;
	case 'B':
		return 8;
	case 'g':
	case 'q':
		return 9;
	default:
		return is_digit(c) ? c - '0' : -1;
	}
}

bool glyph_like(char seen, char meant)
{
	static const char *const sets[] = {"O0QDo",  "Il1|!i/\\JjLt", "Z2z", "S5s",
					   "B8",     "CGce(",	      "EFe", "PRp",
					   "UVYvyu", "MNmn",	      "KXk", "HNh"};

	if (seen == meant)
		return true;
	for (size_t i = 0; i < COUNT_OF(sets); i++)
		if (seen && meant && strchr(sets[i], seen) && strchr(sets[i], meant))
			return true;
	return is_digit(meant) && glyph_digit(seen) == meant - '0';
}
