#include "check/locator.h"

enum { RANGE_MOST = 50 }; /* paragraphs of a range; halves further apart are one number */

bool locator_next(struct locator_walk *w)
{
	const struct apparatus *ap = w->c->ap;

	if (w->next >= ap->locators.n)
		return false;
	w->l = &ap->locators.at[w->next++];
	w->items = ap->locator_items.n ? ap->locator_items.at + w->l->first_item : NULL;
	w->in_note = w->c->doc->blocks.at[w->l->block].kind == BLOCK_NOTE;
	return true;
}

struct finding *locator_found(struct locator_walk *w, struct locator_habit *h, const char *slug,
			      struct span span)
{
	bool habit = h->wrong >= HABIT_LEAST && h->wrong > h->right;
	struct finding *f;

	if (h->finding) {
		f = &w->c->findings.at[h->finding - 1];
		return f->fix.edits.n < FINDINGS_MOST ? f : NULL;
	}
	f = found(w->c, slug, span);
	found_str(f, "often",
		  habit ? arena_printf(w->c->arena, "; the text does so %u times, told here once",
				       h->wrong)
			: STR_NONE);
	h->finding = f && habit ? w->c->findings.n : 0;
	return f;
}

static void count_mark(struct locator_walk *w, struct str text)
{
	if (text.p[0] == '"')
		w->straight++;
	else if (str_starts(text, STR("\xe2\x80\x9c")) || str_starts(text, STR("\xc2\xab")))
		w->curly++;
	else if ((str_starts(text, STR("\xe2\x80\x9d")) || str_starts(text, STR("\xc2\xbb"))) &&
		 w->curly)
		w->curly--;
}

bool locator_is_quoted(struct locator_walk *w)
{
	uint32_t end = w->l->span.begin;

	if (w->block != w->l->block + 1) {
		w->block = w->l->block + 1;
		w->seen = w->c->doc->blocks.at[w->l->block].span.begin;
		w->curly = w->straight = 0;
	}
	for (; w->seen < end; w->seen++) {
		char c = w->c->doc->text.p[w->seen];

		if (c == '"' || c == '\xe2' || c == '\xc2')
			count_mark(w, str_part(w->c->doc->text, w->seen, end));
	}
	return w->curly > 0 || w->straight % 2 == 1;
}

struct str locator_rest(const struct locator_walk *w, uint32_t at)
{
	return str_part(w->c->doc->text, at, w->c->doc->blocks.at[w->l->block].span.end);
}

/* Stops inside the number: one in "115.113". */
static unsigned stops_in(struct str figure)
{
	unsigned n = 0;

	for (size_t i = 0; i < figure.n; i++)
		n += figure.p[i] == '.';
	return n;
}

/* Figures and stops, no letters. */
static bool is_figures(struct str figure, const struct locator_number *n)
{
	return figure.n && !n->bis && is_digit(figure.p[0]) && is_digit(figure.p[figure.n - 1]);
}

bool locator_is_plain(const struct locator_walk *w, const struct locator_number *n)
{
	struct str figure = document_str(w->c->doc, n->figure);

	return is_figures(figure, n) && stops_in(figure) < 2;
}

int locator_compare(const struct locator_number *a, const struct locator_number *b)
{
	if (a->value != b->value)
		return a->value < b->value ? -1 : 1;
	return a->minor < b->minor ? -1 : a->minor > b->minor;
}

/* "2425": halves that ascend. Bytes of the first half, or 0. */
static uint32_t halves(struct str figure)
{
	uint32_t half = (uint32_t)figure.n / 2, low, high;

	if (figure.n % 2 || figure.n < 4 || figure.p[0] == '0' || figure.p[half] == '0')
		return 0;
	if (!str_number(str_part(figure, 0, half), &low) ||
	    !str_number(str_skip(figure, half), &high))
		return 0;
	return low < high && high - low <= RANGE_MOST ? half : 0;
}

/* "7.37.4": 7.3 and 7.4, run together. */
static uint32_t pairs(struct str figure)
{
	size_t first = str_find(figure, STR("."), 0), second;
	uint32_t low, high;
	size_t split;

	if (first == SIZE_MAX || (second = str_find(figure, STR("."), first + 1)) == SIZE_MAX)
		return 0;
	/* The second part ends with the first number once more. */
	if (second < first * 2 + 2)
		return 0;
	split = second - first;
	if (memcmp(figure.p, figure.p + split, first) != 0 ||
	    !str_number(str_part(figure, first + 1, split), &low) ||
	    !str_number(str_skip(figure, second + 1), &high))
		return 0;
	return low < high ? (uint32_t)split : 0;
}

uint32_t locator_lost_dash(const struct locator_walk *w)
{
	const struct locator_number *n;
	uint8_t unit = w->l->unit;
	struct str figure;
	uint32_t at;

	if (!w->l->plural || w->l->nitems != 1 ||
	    (unit != UNIT_PARAGRAPH && unit != UNIT_PAGE && unit != UNIT_NOTE))
		return 0;
	n = &w->items[0].from;
	figure = document_str(w->c->doc, n->figure);
	if (!span_is_empty(w->items[0].to.span) || !span_is_empty(n->below) ||
	    !is_figures(figure, n))
		return 0;
	at = n->minor ? pairs(figure) : halves(figure);
	return at ? n->figure.begin + at : 0;
}

/* Both ends have figures only, or one of them a part behind a stop. */
static bool may_be_elided(const struct locator_walk *w, const struct locator_item *range)
{
	return !span_is_empty(range->to.figure) && locator_is_plain(w, &range->from) &&
	       locator_is_plain(w, &range->to) && !range->to.minor &&
	       (w->l->unit == UNIT_PARAGRAPH || w->l->unit == UNIT_PAGE || w->l->unit == UNIT_NOTE);
}

struct str locator_elided(const struct locator_walk *w, const struct locator_item *range)
{
	struct str from = document_str(w->c->doc, range->from.figure);
	struct str to = document_str(w->c->doc, range->to.figure), whole;
	uint32_t value;

	if (!may_be_elided(w, range) || range->to.value > range->from.value)
		return STR_NONE;
	if (range->from.minor) {
		if (range->to.value <= range->from.minor)
			return STR_NONE;
		return arena_printf(w->c->arena, "%u.%.*s", range->from.value, STR_ARG(to));
	}
	if (to.n >= from.n)
		return STR_NONE;
	whole = arena_printf(w->c->arena, "%.*s%.*s", (int)(from.n - to.n), from.p, STR_ARG(to));
	return str_number(whole, &value) && value > range->from.value ? whole : STR_NONE;
}

uint32_t locator_space_before(const struct locator_walk *w)
{
	struct str text = w->c->doc->text;
	uint32_t at = w->l->word.begin, least = w->c->doc->blocks.at[w->l->block].span.begin;

	while (at > least && text.p[at - 1] == ' ')
		at--;
	if (at >= least + 2 && text.p[at - 2] == '\xc2' && text.p[at - 1] == '\xa0')
		at -= 2;
	return at;
}

bool locator_symbol_ends(struct locator_walk *w, uint32_t at)
{
	const struct apparatus *ap = w->c->ap;
	uint32_t *next = &w->symbol;

	while (*next < ap->symbols.n && ap->symbols.at[*next].span.end < at)
		(*next)++;
	return *next < ap->symbols.n && ap->symbols.at[*next].span.end == at;
}

bool locator_short_form_ends(const struct locator_walk *w, struct str before)
{
	size_t n = before.n, capitals = 0;

	if (!w->in_note || (w->l->unit != UNIT_PARAGRAPH && w->l->unit != UNIT_PAGE))
		return false;
	for (; n && (is_alnum(before.p[n - 1]) || before.p[n - 1] == '-'); n--)
		capitals += is_upper(before.p[n - 1]) != 0;
	return capitals > 1 || str_eq(str_skip(before, n), STR("submission"));
}
