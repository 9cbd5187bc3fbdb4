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

const uint16_t glyph_classes[256] = {
	['!'] = 0x2002, ['('] = 0x20,	[','] = 0x4000, ['-'] = 0x4000, ['.'] = 0x4000,
	['/'] = 0x6002, ['0'] = 0x1,	['1'] = 0x2002, ['2'] = 0x4,	['5'] = 0x8,
	['6'] = 0x800,	['8'] = 0x10,	['9'] = 0x1000, [':'] = 0x4000, [';'] = 0x4000,
	['B'] = 0x10,	['C'] = 0x20,	['D'] = 0x1,	['E'] = 0x40,	['F'] = 0x40,
	['G'] = 0x820,	['H'] = 0x200,	['I'] = 0x2002, ['K'] = 0x400,	['N'] = 0x200,
	['O'] = 0x1,	['P'] = 0x80,	['Q'] = 0x1,	['R'] = 0x80,	['S'] = 0x8,
	['U'] = 0x100,	['V'] = 0x100,	['X'] = 0x400,	['Z'] = 0x4,	['\\'] = 0x6002,
	['_'] = 0x4000, ['b'] = 0x800,	['c'] = 0x20,	['e'] = 0x60,	['g'] = 0x1000,
	['h'] = 0x200,	['i'] = 0x2002, ['k'] = 0x400,	['l'] = 0x2002, ['o'] = 0x1,
	['p'] = 0x80,	['q'] = 0x1000, ['s'] = 0x8,	['u'] = 0x100,	['v'] = 0x100,
	['z'] = 0x4,	['|'] = 0x6002,
};
