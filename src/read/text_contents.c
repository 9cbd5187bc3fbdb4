/*
 * Plain text: which lines are those of a table of contents. A line of it ends with the number of a
 * page behind dots or a gap; a long entry begins on the line above.
 */
#include "read/text.h"

enum {
	ENTRIES_LEAST = 2, /* one line with a number at its end is no table */
	ENTRY_LINES = 3,   /* of the longest entry */
	PAGE_DIGITS = 4,
};

bool contents_title(struct str s)
{
	static const struct str titles[] = {
		{"contents", 8}, {"table of contents", 17}, {"contents (continued)", 20}};

	while (s.n && (s.p[s.n - 1] == ':' || s.p[s.n - 1] == ' '))
		s.n--;
	for (size_t i = 0; i < COUNT_OF(titles); i++)
		if (str_eq_nocase(s, titles[i]))
			return true;
	return false;
}

/* Dots or a gap before the last 'n' bytes. */
static bool leader_before(struct str s, size_t n)
{
	struct str before = str_part(s, 0, s.n - n);

	return str_ends(before, STR("  ")) || str_ends(before, STR("\t")) ||
	       str_ends(before, STR("..")) || str_ends(before, STR(".. ")) ||
	       str_ends(before, STR(". . ")) || str_ends(before, STR("\xe2\x80\xa6")) ||
	       str_ends(before, STR("\xe2\x80\xa6 "));
}

static bool ends_entry(struct str s)
{
	size_t n = 0;

	while (n < s.n && n <= PAGE_DIGITS && is_digit(s.p[s.n - n - 1]))
		n++;
	return n && n <= PAGE_DIGITS && n < s.n && leader_before(s, n);
}

/* "Paragraphs  Page" above the columns, "Annex" or "Annexes" above what comes last. */
static bool is_caption(struct str s)
{
	static const struct str words[] = {
		{"page", 4}, {"pages", 5}, {"annex", 5}, {"annexes", 7}, {"paragraphs", 10}};
	struct str last = s;

	for (size_t i = s.n; i-- > 0;)
		if (is_space(s.p[i])) {
			last = str_skip(s, i + 1);
			break;
		}
	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (str_eq_nocase(last, words[i]) && s.n <= 240)
			return true;
	return false;
}

/* The last line of the entry that begins on line 'i', or r->n. */
static uint32_t entry_end(const struct text_reader *r, uint32_t i)
{
	for (uint32_t k = 0; k < ENTRY_LINES && i < r->n; k++, i = line_next(r, i, ROLE_BODY)) {
		if (ends_entry(line_str(r, &r->lines[i])))
			return i;
		if (is_caption(line_str(r, &r->lines[i])))
			break;
	}
	return r->n;
}

static void mark(struct text_reader *r, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i <= to; i = line_next(r, i, ROLE_BODY))
		r->lines[i].contents = i == from ? CONTENTS_BEGINS : CONTENTS_GOES_ON;
}

/* The lines below the title on line 'title'; returns the first behind them. */
static uint32_t mark_table(struct text_reader *r, uint32_t title)
{
	uint32_t first = line_next(r, title, ROLE_BODY), entries = 0, end;

	for (uint32_t pass = 0; pass < 2; pass++) {
		uint32_t i = first;

		while (i < r->n) {
			bool caption = is_caption(line_str(r, &r->lines[i])) ||
				       contents_title(line_str(r, &r->lines[i]));

			end = caption ? i : entry_end(r, i);
			if (end == r->n)
				break;
			entries += !caption;
			if (pass)
				mark(r, i, end);
			i = line_next(r, end, ROLE_BODY);
		}
		if (pass || entries < ENTRIES_LEAST)
			return i;
	}
	return first;
}

void text_contents(struct text_reader *r)
{
	uint32_t i = line_next(r, UINT32_MAX, ROLE_BODY), next;

	while (i < r->n) {
		next = line_next(r, i, ROLE_BODY);
		if (contents_title(line_str(r, &r->lines[i]))) {
			uint32_t behind = mark_table(r, i);

			if (next < r->n && r->lines[next].contents)
				r->lines[i].contents = CONTENTS_BEGINS;
			next = behind;
		}
		i = next;
	}
}
