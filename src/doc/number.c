#include "doc/number.h"

/* In the order of 'more', from 2 on. */
static const struct str multiples[] = {
	{"bis", 3},    {"ter", 3},     {"quater", 6}, {"quinquies", 9},
	{"sexies", 6}, {"septies", 7}, {"octies", 6},
};

enum {
	FIRST_MULTIPLE = 2,
	LATER_DIGITS = 3,
	KEY_LATIN = 1 << 7, /* in a key: 'more' is no letter */
};

/* " bis", "bis", a no-break space before it; bytes, or 0. */
static size_t multiple_scan(struct str text, uint8_t *more)
{
	size_t space = str_starts(text, STR(" ")) ? 1 : str_starts(text, STR("\xc2\xa0")) ? 2 : 0;
	struct str word = str_skip(text, space);

	for (size_t i = 0; i < COUNT_OF(multiples); i++) {
		size_t n = multiples[i].n;

		if (!str_starts(word, multiples[i]) || (word.n > n && is_alnum(word.p[n])))
			continue;
		*more = (uint8_t)(FIRST_MULTIPLE + i);
		return space + n;
	}
	return 0;
}

/* "A" of "12A.": one letter that a stop or nothing follows. */
static size_t letter_scan(struct str text, uint8_t *more)
{
	if (!text.n || !is_alpha(text.p[0]) || (text.n > 1 && text.p[1] != '.'))
		return 0;
	*more = (uint8_t)(to_lower(text.p[0]) - 'a' + 1);
	return 1;
}

/* ".1" to ".999"; bytes, or 0. */
static size_t figure_scan(struct str text, uint32_t *figure)
{
	uint32_t value = 0;
	size_t n = 1;

	if (!text.n || text.p[0] != '.')
		return 0;
	while (n < text.n && is_digit(text.p[n]) && n <= LATER_DIGITS)
		value = value * 10 + (uint32_t)(text.p[n++] - '0');
	if (!value || (n < text.n && is_digit(text.p[n])))
		return 0;
	*figure = value;
	return n;
}

size_t number_rest_scan(struct str text, struct paragraph_number *out)
{
	size_t n = 0, taken;

	for (size_t i = 1; i < NUMBER_FIGURES; i++) {
		taken = figure_scan(str_skip(text, n), &out->figures[i]);
		if (!taken)
			break;
		n += taken;
	}
	taken = multiple_scan(str_skip(text, n), &out->more);
	out->latin = taken > 0;
	if (!taken)
		taken = letter_scan(str_skip(text, n), &out->more);
	return n + taken;
}

bool number_parse(struct str s, struct paragraph_number *out)
{
	size_t n = 0;

	*out = (struct paragraph_number){.more = 0};
	while (n < s.n && n < NUMBER_DIGITS && is_digit(s.p[n]))
		out->figures[0] = out->figures[0] * 10 + (uint32_t)(s.p[n++] - '0');
	if (!out->figures[0])
		return false;
	n += number_rest_scan(str_skip(s, n), out);
	return n == s.n || (n + 1 == s.n && s.p[n] == '.');
}

uint64_t number_key(const struct paragraph_number *n)
{
	return (uint64_t)n->figures[0] << 36 | (uint64_t)n->figures[1] << 22 |
	       (uint64_t)n->figures[2] << 8 | (n->latin ? KEY_LATIN : 0) | n->more;
}

uint64_t number_key_end(const struct paragraph_number *n)
{
	struct paragraph_number next = *n;
	size_t i = NUMBER_FIGURES - 1;

	if (n->more)
		return number_key(n) + 1;
	while (i && !n->figures[i])
		i--;
	next.figures[i]++;
	return number_key(&next);
}

void number_of_key(uint64_t key, struct paragraph_number *out)
{
	*out = (struct paragraph_number){
		.figures = {(uint32_t)(key >> 36), (uint32_t)(key >> 22) & 0x3fff,
			    (uint32_t)(key >> 8) & 0x3fff},
		.more = key & (KEY_LATIN - 1),
		.latin = key & KEY_LATIN,
	};
}

struct str number_show(struct arena *a, const struct paragraph_number *n)
{
	struct str s = arena_printf(a, "%u", n->figures[0]);

	for (size_t i = 1; i < NUMBER_FIGURES && n->figures[i]; i++)
		s = arena_printf(a, "%.*s.%u", STR_ARG(s), n->figures[i]);
	if (n->latin)
		return arena_printf(a, "%.*s %.*s", STR_ARG(s),
				    STR_ARG(multiples[n->more - FIRST_MULTIPLE]));
	return n->more ? arena_printf(a, "%.*s%c", STR_ARG(s), (char)('A' + n->more - 1)) : s;
}

bool number_starts(const struct paragraph_number *n)
{
	return n->figures[0] == 1 && n->figures[1] <= 1 && n->figures[2] <= 1 && !n->more;
}

bool number_follows(const struct paragraph_number *n, const struct paragraph_number *next)
{
	uint8_t first_more = next->latin ? FIRST_MULTIPLE : 1;

	/* The first figure that differs is one higher, and what comes behind it begins anew: with
	 * nothing or 1. */
	for (size_t i = 0; i < NUMBER_FIGURES; i++) {
		if (next->figures[i] == n->figures[i])
			continue;
		if (next->more || (next->figures[i] != n->figures[i] + 1 &&
				   !(i && !n->figures[i] && next->figures[i] == 2)))
			return false;
		for (size_t k = i + 1; k < NUMBER_FIGURES; k++)
			if (next->figures[k] > 1)
				return false;
		return true;
	}
	return next->more == (n->more ? n->more + 1 : first_more);
}

static const char *const roman_digits[3][10] = {
	{"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"},
	{"", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"},
	{"", "C", "CC", "CCC", "", "", "", "", "", ""},
};

/* How many of 'letter', three at most, stand at the start of '*s'; they are taken off. */
static uint32_t roman_row(struct str *s, char letter)
{
	uint32_t n = 0;

	while (n < 3 && n < s->n && s->p[n] == letter)
		n++;
	*s = str_skip(*s, n);
	return n;
}

/* The digit of tens or of ones at the start of '*s', the longest there is; it is taken off. */
static uint32_t roman_digit(struct str *s, char one, char five, char ten)
{
	if (s->n > 1 && s->p[0] == one && (s->p[1] == five || s->p[1] == ten)) {
		uint32_t digit = s->p[1] == five ? 4 : 9;

		*s = str_skip(*s, 2);
		return digit;
	}
	if (s->n && s->p[0] == five) {
		*s = str_skip(*s, 1);
		return 5 + roman_row(s, one);
	}
	return roman_row(s, one);
}

uint32_t roman_parse(struct str s)
{
	uint32_t total = roman_row(&s, 'C') * 100;

	total += roman_digit(&s, 'X', 'L', 'C') * 10;
	total += roman_digit(&s, 'I', 'V', 'X');
	return s.n ? 0 : total;
}

struct str roman_of(struct arena *a, uint32_t value)
{
	const char *const digits[] = {roman_digits[2][value / 100 % 10],
				      roman_digits[1][value / 10 % 10],
				      roman_digits[0][value % 10]};
	char text[16];
	size_t n = 0;

	for (size_t i = 0; i < COUNT_OF(digits); i++)
		for (const char *p = digits[i]; *p; p++)
			text[n++] = *p;
	return arena_str(a, (struct str){text, n});
}
