/*
 * Numbers at the start of paragraphs and headings.
 */
#include "read/reader.h"

enum { NUMBER_DIGITS = 4 }; /* no paragraph is numbered 10,000 */

/* Letters that stand for a figure where a figure is due. */
static int figure_of(char c)
{
	switch (c) {
	case 'l':
	case 'I':
	case '|':
		return 1;
	case 'O':
	case 'o':
		return 0;
	case 'S':
		return 5;
	default:
		return is_digit(c) ? c - '0' : -1;
	}
}

/* Figures at the start of 'text', look-alikes among them only after a true one. */
static size_t figures_scan(struct str text, uint32_t *value, bool *damaged)
{
	size_t n = 0;

	*value = 0;
	while (n < text.n && n < NUMBER_DIGITS + 1u && figure_of(text.p[n]) >= 0) {
		if (!is_digit(text.p[n])) {
			if (n == 0)
				return 0;
			*damaged = true;
		}
		*value = *value * 10 + (uint32_t)figure_of(text.p[n]);
		n++;
	}
	return n <= NUMBER_DIGITS ? n : 0;
}

/* " bis", " ter" after a number; bytes, or 0. */
static size_t multiple_scan(struct str text)
{
	static const struct str words[] = {{" bis", 4}, {" ter", 4}, {" quater", 7}};

	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (str_starts(text, words[i]))
			return words[i].n;
	return 0;
}

static size_t spaces_scan(struct str text)
{
	size_t n = 0;

	while (n < text.n && is_space(text.p[n]))
		n++;
	return n;
}

/* ".1" to ".99" after a number: paragraphs of Views are numbered in pairs. */
static size_t second_figure_scan(struct str text)
{
	size_t n = 1;

	if (text.n < 2 || text.p[0] != '.' || !is_digit(text.p[1]))
		return 0;
	while (n < text.n && n < 3 && is_digit(text.p[n]))
		n++;
	return n < text.n && is_digit(text.p[n]) ? 0 : n;
}

size_t block_number_scan(struct str text, struct str *number, uint32_t *value, bool *damaged)
{
	size_t n, pair, space;
	bool stop = false;

	*damaged = false;
	n = figures_scan(text, value, damaged);
	if (!n)
		return 0;
	pair = second_figure_scan(str_skip(text, n));
	n += pair;
	n += multiple_scan(str_skip(text, n));
	if (n < text.n && text.p[n] == '.') {
		stop = true;
		n++;
	} else if (n < text.n && (text.p[n] == ',' || text.p[n] == ':') && !pair) {
		*damaged = stop = true;
		n++;
	}
	if (!stop && !pair)
		return 0;
	space = spaces_scan(str_skip(text, n));
	if (n < text.n && !space)
		return 0;
	*number = str_part(text, 0, n);
	return n + space;
}

static const char roman_letters[] = "IVXLC";

/* The value of a well-formed roman numeral up to CCCXCIX, else 0. */
static uint32_t roman_value(struct str s)
{
	static const struct {
		const char *text;
		uint32_t value;
	} steps[] = {{"C", 100}, {"XC", 90}, {"L", 50}, {"XL", 40}, {"X", 10},
		     {"IX", 9},	 {"V", 5},   {"IV", 4}, {"I", 1}};
	uint32_t total = 0;

	for (size_t i = 0; i < COUNT_OF(steps); i++) {
		struct str step = str_of(steps[i].text);
		uint32_t most = steps[i].value == 100 || steps[i].value == 10 || steps[i].value == 1
					? 3
					: 1;

		while (most-- && str_starts(s, step)) {
			total += steps[i].value;
			s = str_skip(s, step.n);
		}
	}
	return s.n ? 0 : total;
}

/* A token that is a numeral, or was one before it was damaged ("I1", "IVV", "lV"). */
static bool numeral_like(struct str s, bool *damaged)
{
	uint32_t value;

	*damaged = false;
	if (s.n == 1 && is_upper(s.p[0]))
		return true;
	if (str_number(s, &value))
		return s.n <= 2 && value > 0;
	for (size_t i = 0; i < s.n; i++) {
		if (strchr(roman_letters, s.p[i]))
			continue;
		if (s.p[i] != '1' && s.p[i] != 'l' && s.p[i] != '|')
			return false;
		*damaged = true;
	}
	if (!*damaged)
		*damaged = roman_value(s) == 0;
	return s.n <= 8;
}

size_t heading_number_scan(struct str text, struct str *number, bool *damaged)
{
	size_t n = 0, space;

	while (n < text.n && n < 9 && (is_alnum(text.p[n]) || text.p[n] == '|'))
		n++;
	if (n >= text.n || text.p[n] != '.')
		return 0;
	space = spaces_scan(str_skip(text, n + 1));
	if (!space)
		return 0;
	if (n == 0)
		*damaged = true; /* ". Background": the numeral is lost */
	else if (!numeral_like(str_part(text, 0, n), damaged))
		return 0;
	*number = str_part(text, 0, n + 1);
	return n + 1 + space;
}
