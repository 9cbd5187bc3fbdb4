/*
 * Locators: "paras. 9 (a) and 10", "p. 7".
 */
#include "cite/scan_pass.h"

size_t list_spaces_scan(struct str text, size_t n)
{
	while (n < text.n && (text.p[n] == ' ' || str_starts(str_skip(text, n), STR("\xc2\xa0"))))
		n += text.p[n] == ' ' ? 1 : 2;
	return n;
}

/* "9", "5.1", "12 bis", "(a) (ii)", "12 ()": one item of a list; bytes, or 0. */
static size_t item_scan(struct str text)
{
	size_t n = 0, next;

	while (n < text.n && n < 12 &&
	       (is_digit(text.p[n]) ||
		(text.p[n] == '.' && n > 0 && n + 1 < text.n && is_digit(text.p[n + 1]))))
		n++;
	if (!n)
		return 0;
	if (str_starts(str_skip(text, n), STR(" bis")))
		n += 4;
	/* Sub-paragraphs, to any depth: letters, roman numerals, or nothing at all. */
	while ((next = list_spaces_scan(text, n)) < text.n && text.p[next] == '(') {
		size_t close = next + 1;

		while (close < text.n && close - next < 7 && is_alnum(text.p[close]))
			close++;
		if (close >= text.n || text.p[close] != ')')
			break;
		/* "(1990)" behind a number is a year, not a sub-paragraph. */
		if (close - next > 3 && is_digit(text.p[next + 1]))
			break;
		n = close + 1;
	}
	return n;
}

/* What joins two items of a list, with its white space; bytes, or 0. */
size_t list_joint_scan(struct str text)
{
	static const struct str joints[] = {
		{", and ", 6},	     {" and ", 5}, {", ", 2},
		{"\xe2\x80\x93", 3}, {"-", 1},	   {" \xe2\x80\x93 ", 5},
	};

	for (size_t i = 0; i < COUNT_OF(joints); i++)
		if (str_starts(text, joints[i]))
			return joints[i].n;
	return 0;
}

size_t locator_scan(struct str text, size_t *word)
{
	static const struct str words[] = {
		{"paras", 5}, {"para", 4},	  {"pp", 2},
		{"p", 1},     {"paragraphs", 10}, {"paragraph", 9},
	};
	size_t n = 0, joint, item;

	for (size_t i = 0; i < COUNT_OF(words) && !n; i++)
		if (str_starts(text, words[i]) && text.n > words[i].n &&
		    !is_alnum(text.p[words[i].n]))
			n = words[i].n;
	if (!n)
		return 0;
	if (text.p[n] == '.')
		n++;
	*word = n;
	n = list_spaces_scan(text, n);
	item = item_scan(str_skip(text, n));
	if (!item)
		return 0;
	n += item;
	while ((joint = list_joint_scan(str_skip(text, n))) > 0 &&
	       (item = item_scan(str_skip(text, n + joint))) > 0)
		n += joint + item;
	return n;
}

uint32_t take_locator(struct pass *p, uint32_t at)
{
	size_t word, n = locator_scan(pass_rest(p, at), &word);
	struct locator *l;

	if (!n)
		return 0;
	l = vec_push(p->arena, &p->ap->locators);
	l->span = (struct span){at, at + (uint32_t)n};
	l->word = (struct span){at, at + (uint32_t)word};
	l->note = NONE;
	return (uint32_t)n;
}
