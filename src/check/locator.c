/*
 * Locators: "12 ()", a sub-paragraph that lost its letter. The brackets must stand in the
 * source: a reader may have left out what was between them.
 */
#include "check/check.h"

#include "doc/place.h"

static const char *const slugs[] = {"locator-subparagraph-empty", NULL};

enum { MARKUP_MOST = 400 }; /* between two runs */

/* "()", "( )": bytes of the empty brackets at the start of 'text', or 0. */
static size_t empty_scan(struct str text)
{
	size_t n = 1;

	if (!text.n || text.p[0] != '(')
		return 0;
	while (n < text.n && n < 4 && text.p[n] == ' ')
		n++;
	return n < text.n && text.p[n] == ')' ? n + 1 : 0;
}

/* "(</w:t></w:r><w:r><w:t>)": brackets with nothing but short markup between them. */
static bool only_markup(struct str raw)
{
	struct str blank;

	if (raw.n < 2 || raw.n > MARKUP_MOST || raw.p[0] != '(' || raw.p[raw.n - 1] != ')')
		return false;
	blank = str_trim(str_part(raw, 1, raw.n - 1));
	for (size_t at = 0; at < blank.n; at++) {
		const char *end;

		if (is_space(blank.p[at]))
			continue;
		end = blank.p[at] == '<' ? memchr(blank.p + at, '>', blank.n - at) : NULL;
		if (!end)
			return false;
		at = (size_t)(end - blank.p);
	}
	return true;
}

/* True when the brackets are as empty in the source as in the Document, but for where one run ends
 * and the next begins: what a reader leaves out, a picture or a deletion, is more than that. */
static bool stands_so(const struct document *d, struct span brackets)
{
	uint32_t begin = document_raw_begin(d, brackets.begin);
	uint32_t end = document_raw_end(d, brackets.end);
	struct str raw = str_part(d->raw, begin, end);

	if (document_seams(d, brackets) == SEAM_RUN)
		return only_markup(raw);
	return raw.n <= 8 && empty_scan(raw) == raw.n;
}

/* Where the number before 'at' begins; 'at' itself when there is none. */
static uint32_t number_begin(const struct document *d, uint32_t from, uint32_t at)
{
	uint32_t end = at;

	while (end > from && d->text.p[end - 1] == ' ')
		end--;
	at = end;
	while (at > from && (is_digit(d->text.p[at - 1]) ||
			     (at < end && d->text.p[at - 1] == '.' && is_digit(d->text.p[at]))))
		at--;
	return at;
}

/* The first opening bracket in [at, end), or 'end'. */
static uint32_t bracket_from(struct str text, uint32_t at, uint32_t end)
{
	const char *p = at < end ? memchr(text.p + at, '(', end - at) : NULL;

	return p ? (uint32_t)(p - text.p) : end;
}

/* Empty brackets between 'from' and 'end', behind a number of the locator. */
static void look_at(struct checking *c, struct span locator, uint32_t from, uint32_t end)
{
	struct str text = c->doc->text;

	for (uint32_t at = from; (at = bracket_from(text, at, end)) < end; at++) {
		size_t n = empty_scan(str_part(text, at, end));
		struct span brackets = {at, at + (uint32_t)n};
		uint32_t begin = n ? number_begin(c->doc, locator.begin, at) : at;
		struct finding *f;

		if (!n || begin == at || !is_digit(text.p[begin]) || !stands_so(c->doc, brackets))
			continue;
		f = found(c, "locator-subparagraph-empty", (struct span){begin, brackets.end});
		found_str(f, "number", str_trim(str_part(text, begin, at)));
	}
}

/* "art. 5 ()": in a note empty brackets behind a number mean the same whatever stands before. */
static void look_at_notes(struct checking *c)
{
	struct str text = c->doc->text;
	uint32_t end = (uint32_t)text.n, block;

	for (uint32_t at = 1; (at = bracket_from(text, at, end)) < end; at++) {
		if (at + 1 == end || text.p[at + 1] != ')')
			continue;
		block = document_block(c->doc, at);
		if (block != NONE && c->doc->blocks.at[block].kind == BLOCK_NOTE)
			look_at(c, (struct span){c->doc->blocks.at[block].span.begin, at}, at,
				at + 2);
	}
}

static void run(struct checking *c)
{
	if (!rule_on(c, "locator-subparagraph-empty"))
		return;
	look_at_notes(c);
	for (uint32_t i = 0; i < c->ap->locators.n; i++) {
		struct span span = c->ap->locators.at[i].span, block;
		uint32_t end = span.end;

		/* The scan takes no brackets with a space in them: they stand behind the locator.
		 */
		block = c->doc->blocks.at[c->ap->locators.at[i].block].span;
		while (end < block.end && end - span.end < 6 && strchr(" ()", c->doc->text.p[end]))
			end++;
		/* In notes "()" is found already. */
		look_at(c, span, span.begin, end);
	}
}

const struct checker checker_locator = {"locator", slugs, run};
