/*
 * Numbers at the start of paragraphs and headings.
 */
#include "read/reader.h"

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

static size_t spaces_scan(struct str text)
{
	size_t n = 0;

	while (n < text.n && is_space(text.p[n]))
		n++;
	return n;
}

/* What follows a number that no stop ends: "5.3 The", "12 bis The", but "1.5 million". */
static bool may_lack_stop(const struct paragraph_number *n, struct str after)
{
	return (n->figures[1] || n->latin) && (!after.n || !is_lower(after.p[0]));
}

size_t block_number_scan(struct str text, struct block_number *out)
{
	struct paragraph_number *number = &out->number;
	size_t n, plain, space;
	bool stop = false;

	*out = (struct block_number){.damaged = false};
	if (!text.n || !is_digit(text.p[0]))
		return 0;
	n = plain = figures_scan(text, &number->figures[0], &out->damaged);
	if (!n)
		return 0;
	n += number_rest_scan(str_skip(text, n), number);
	if (n < text.n && text.p[n] == '.') {
		stop = true;
		n++;
	} else if (n < text.n && (text.p[n] == ',' || text.p[n] == ':') && n == plain) {
		out->damaged = stop = true;
		n++;
	}
	space = spaces_scan(str_skip(text, n));
	if (n < text.n && !space)
		return 0;
	if (!stop && !may_lack_stop(number, str_skip(text, n + space)))
		return 0;
	out->printed = str_part(text, 0, n);
	return n + space;
}

static const char roman_letters[] = "IVXLC";

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
		*damaged = roman_parse(s) == 0;
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
