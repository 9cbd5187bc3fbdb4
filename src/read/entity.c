#include "read/entity.h"

enum { NAME_MAX_BYTES = 8, NUMBER_MAX_DIGITS = 7 };

static const struct {
	const char *name;
	uint16_t code;
} names[] = {
	/* sorted by bytes */
	{"AElig", 0xc6},    {"Aacute", 0xc1},	{"Acirc", 0xc2},    {"Agrave", 0xc0},
	{"Aring", 0xc5},    {"Atilde", 0xc3},	{"Auml", 0xc4},	    {"Ccedil", 0xc7},
	{"Dagger", 0x2021}, {"ETH", 0xd0},	{"Eacute", 0xc9},   {"Ecirc", 0xca},
	{"Egrave", 0xc8},   {"Euml", 0xcb},	{"Iacute", 0xcd},   {"Icirc", 0xce},
	{"Igrave", 0xcc},   {"Iuml", 0xcf},	{"NewLine", 0xa},   {"Ntilde", 0xd1},
	{"OElig", 0x152},   {"Oacute", 0xd3},	{"Ocirc", 0xd4},    {"Ograve", 0xd2},
	{"Oslash", 0xd8},   {"Otilde", 0xd5},	{"Ouml", 0xd6},	    {"Prime", 0x2033},
	{"Scaron", 0x160},  {"THORN", 0xde},	{"Tab", 0x9},	    {"Uacute", 0xda},
	{"Ucirc", 0xdb},    {"Ugrave", 0xd9},	{"Uuml", 0xdc},	    {"Yacute", 0xdd},
	{"Yuml", 0x178},    {"aacute", 0xe1},	{"acirc", 0xe2},    {"acute", 0xb4},
	{"aelig", 0xe6},    {"agrave", 0xe0},	{"amp", 0x26},	    {"apos", 0x27},
	{"aring", 0xe5},    {"ast", 0x2a},	{"asymp", 0x2248},  {"atilde", 0xe3},
	{"auml", 0xe4},	    {"bdquo", 0x201e},	{"brvbar", 0xa6},   {"bsol", 0x5c},
	{"bull", 0x2022},   {"ccedil", 0xe7},	{"cedil", 0xb8},    {"cent", 0xa2},
	{"circ", 0x2c6},    {"colon", 0x3a},	{"comma", 0x2c},    {"copy", 0xa9},
	{"curren", 0xa4},   {"dagger", 0x2020}, {"dash", 0x2010},   {"deg", 0xb0},
	{"divide", 0xf7},   {"eacute", 0xe9},	{"ecirc", 0xea},    {"egrave", 0xe8},
	{"emsp", 0x2003},   {"ensp", 0x2002},	{"eth", 0xf0},	    {"euml", 0xeb},
	{"euro", 0x20ac},   {"fnof", 0x192},	{"frac12", 0xbd},   {"frac14", 0xbc},
	{"frac34", 0xbe},   {"frasl", 0x2044},	{"ge", 0x2265},	    {"grave", 0x60},
	{"gt", 0x3e},	    {"hairsp", 0x200a}, {"harr", 0x2194},   {"hellip", 0x2026},
	{"hyphen", 0x2010}, {"iacute", 0xed},	{"icirc", 0xee},    {"iexcl", 0xa1},
	{"igrave", 0xec},   {"infin", 0x221e},	{"iquest", 0xbf},   {"iuml", 0xef},
	{"laquo", 0xab},    {"larr", 0x2190},	{"lbrack", 0x5b},   {"ldquo", 0x201c},
	{"le", 0x2264},	    {"lowbar", 0x5f},	{"lpar", 0x28},	    {"lrm", 0x200e},
	{"lsaquo", 0x2039}, {"lsqb", 0x5b},	{"lsquo", 0x2018},  {"lt", 0x3c},
	{"macr", 0xaf},	    {"mdash", 0x2014},	{"micro", 0xb5},    {"middot", 0xb7},
	{"minus", 0x2212},  {"nbsp", 0xa0},	{"ndash", 0x2013},  {"ne", 0x2260},
	{"not", 0xac},	    {"ntilde", 0xf1},	{"num", 0x23},	    {"numsp", 0x2007},
	{"oacute", 0xf3},   {"ocirc", 0xf4},	{"oelig", 0x153},   {"ograve", 0xf2},
	{"oline", 0x203e},  {"ordf", 0xaa},	{"ordm", 0xba},	    {"oslash", 0xf8},
	{"otilde", 0xf5},   {"ouml", 0xf6},	{"para", 0xb6},	    {"period", 0x2e},
	{"permil", 0x2030}, {"plusmn", 0xb1},	{"pound", 0xa3},    {"prime", 0x2032},
	{"puncsp", 0x2008}, {"quot", 0x22},	{"raquo", 0xbb},    {"rarr", 0x2192},
	{"rbrack", 0x5d},   {"rdquo", 0x201d},	{"reg", 0xae},	    {"rlm", 0x200f},
	{"rpar", 0x29},	    {"rsaquo", 0x203a}, {"rsqb", 0x5d},	    {"rsquo", 0x2019},
	{"sbquo", 0x201a},  {"scaron", 0x161},	{"sect", 0xa7},	    {"semi", 0x3b},
	{"shy", 0xad},	    {"sol", 0x2f},	{"sup1", 0xb9},	    {"sup2", 0xb2},
	{"sup3", 0xb3},	    {"szlig", 0xdf},	{"thinsp", 0x2009}, {"thorn", 0xfe},
	{"tilde", 0x2dc},   {"times", 0xd7},	{"trade", 0x2122},  {"uacute", 0xfa},
	{"ucirc", 0xfb},    {"ugrave", 0xf9},	{"uml", 0xa8},	    {"uuml", 0xfc},
	{"vert", 0x7c},	    {"yacute", 0xfd},	{"yen", 0xa5},	    {"yuml", 0xff},
	{"zwj", 0x200d},    {"zwnj", 0x200c},
};

static uint32_t code_of(struct str name)
{
	size_t low = 0, high = COUNT_OF(names);

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int order = str_compare(str_of(names[mid].name), name);

		if (order == 0)
			return names[mid].code;
		if (order < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return 0;
}

static int figure(char c, uint32_t base)
{
	if (is_digit(c))
		return c - '0';
	c = to_lower(c);
	return base == 16 && c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "#8211;" or "#x2013;" behind the ampersand. */
static size_t number_scan(struct str text, uint32_t *code)
{
	bool hex = text.n > 1 && to_lower(text.p[1]) == 'x';
	uint32_t base = hex ? 16 : 10, value = 0;
	size_t first = hex ? 2 : 1, n = first;

	while (n < text.n && n - first < NUMBER_MAX_DIGITS && figure(text.p[n], base) >= 0)
		value = value * base + (uint32_t)figure(text.p[n++], base);
	if (n == first || n == text.n || text.p[n] != ';')
		return 0;
	if (!value || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
		value = 0xfffd;
	*code = value;
	return n + 1;
}

size_t entity_scan(struct str text, uint32_t *code)
{
	struct str rest = str_skip(text, 1);
	size_t n = 0;
	uint32_t found;

	if (!str_starts(text, STR("&")) || !rest.n)
		return 0;
	if (rest.p[0] == '#') {
		n = number_scan(rest, code);
		return n ? n + 1 : 0;
	}
	while (n < rest.n && n <= NAME_MAX_BYTES && is_alnum(rest.p[n]))
		n++;
	if (!n || n == rest.n || rest.p[n] != ';')
		return 0;
	found = code_of(str_part(rest, 0, n));
	if (found)
		*code = found;
	return found ? n + 2 : 0;
}
