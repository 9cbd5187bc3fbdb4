/*
 * Indicators and notes: each calls one, in order, without gaps.
 */
#include "check/indicator.h"

#include "check/sequence.h"

#include <stdlib.h>

enum { MISSING_MANY = 3 }; /* from here on missing notes are named together, once */

struct finding *found_at_indicator(struct checking *c, const char *slug, uint32_t i)
{
	const struct indicator *in = &c->ap->indicators.at[i];
	struct finding *f = found(c, slug, in->span);

	found_str(f, "label", in->label);
	return f;
}

/* ---- numbers on both sides -------------------------------------------------------- */

struct side {
	uint32_t *numbers; /* sorted, each once */
	uint32_t n;
};

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

static bool is_sorted(const struct side *s)
{
	for (uint32_t i = 1; i < s->n; i++)
		if (s->numbers[i] < s->numbers[i - 1])
			return false;
	return true;
}

/* Numbers mostly stand in their order already. */
static void side_settle(struct side *s)
{
	uint32_t kept = 0;

	if (!is_sorted(s))
		qsort(s->numbers, s->n, sizeof(*s->numbers), by_number);
	for (uint32_t i = 0; i < s->n; i++)
		if (!kept || s->numbers[kept - 1] != s->numbers[i])
			s->numbers[kept++] = s->numbers[i];
	s->n = kept;
}

/* One run of numbering of a series: from a 1 to the next. Both lists are in order of restarts, so
 * a run is a stretch of each, with what belongs to other series in between. */
struct run_of_numbers {
	uint8_t series;
	uint32_t restart; /* of the next run */
	uint32_t text_from, text_to;
	uint32_t notes_from, notes_to;
};

static bool in_series(const struct indicator *in, uint8_t series)
{
	return indicator_is_numbered(in) && in->series == series;
}

/* Moves to the next run; false behind the last. */
static bool run_next(const struct apparatus *ap, struct run_of_numbers *r)
{
	r->text_from = r->text_to;
	r->notes_from = r->notes_to;
	while (r->text_to < ap->indicators.n &&
	       (!in_series(&ap->indicators.at[r->text_to], r->series) ||
		ap->indicators.at[r->text_to].restart == r->restart))
		r->text_to++;
	while (r->notes_to < ap->notes.n && (ap->notes.at[r->notes_to].series != r->series ||
					     ap->notes.at[r->notes_to].restart == r->restart))
		r->notes_to++;
	r->restart++;
	return r->text_from < r->text_to;
}

static void sides_fill(struct checking *c, const struct run_of_numbers *r, struct side *text,
		       struct side *notes)
{
	const struct apparatus *ap = c->ap;

	text->numbers = arena_alloc(c->arena, (r->text_to - r->text_from + 1) * sizeof(uint32_t));
	notes->numbers =
		arena_alloc(c->arena, (r->notes_to - r->notes_from + 1) * sizeof(uint32_t));
	text->n = notes->n = 0;
	for (uint32_t i = r->text_from; i < r->text_to; i++)
		if (in_series(&ap->indicators.at[i], r->series))
			text->numbers[text->n++] = ap->indicators.at[i].number;
	for (uint32_t i = r->notes_from; i < r->notes_to; i++)
		if (ap->notes.at[i].series == r->series && ap->notes.at[i].number)
			notes->numbers[notes->n++] = ap->notes.at[i].number;
	side_settle(text);
	side_settle(notes);
}

/* Numbers of 'a' that 'b' lacks; returns how many went to 'out'. */
static uint32_t side_minus(const struct side *a, const struct side *b, uint32_t *out)
{
	uint32_t n = 0, j = 0;

	for (uint32_t i = 0; i < a->n; i++) {
		while (j < b->n && b->numbers[j] < a->numbers[i])
			j++;
		if (j == b->n || b->numbers[j] != a->numbers[i])
			out[n++] = a->numbers[i];
	}
	return n;
}

/*
 * Numbers that neither side has, below the highest of both: one number of the text that is far too
 * high is a slip. Word lets a section begin with any number, the 'first' only with 1.
 */
static uint32_t absent_from_both(const struct side *a, const struct side *b, bool first)
{
	uint32_t i = 0, j = 0, seen = 0, highest = 0;

	if (!a->n || !b->n)
		return 0;
	if (!first)
		seen = (a->numbers[0] < b->numbers[0] ? a->numbers[0] : b->numbers[0]) - 1;
	while (i < a->n && j < b->n) {
		uint32_t x = a->numbers[i], y = b->numbers[j];

		highest = x < y ? x : y;
		seen++;
		i += x == highest;
		j += y == highest;
	}
	return highest - seen;
}

/* ---- notes that are missing ------------------------------------------------------- */

/* Where the list of notes begins: its first words, or the first indicator if there is none. */
static struct span list_start(const struct checking *c)
{
	const struct apparatus *ap = c->ap;
	struct span span = ap->indicators.at[0].span;

	for (uint32_t i = 0; i < ap->notes.n; i++) {
		if (ap->notes.at[i].series > SERIES_ENDNOTES)
			continue;
		span = span_is_empty(ap->notes.at[i].printed) ? ap->notes.at[i].span
							      : ap->notes.at[i].printed;
		while (span.end - span.begin > 1 &&
		       memchr(c->doc->text.p + span.begin, ' ', span.end - span.begin))
			span.end = (uint32_t)((const char *)memchr(c->doc->text.p + span.begin, ' ',
								   span.end - span.begin) -
					      c->doc->text.p);
		break;
	}
	return span;
}

static bool numbers_are_bare(const struct apparatus *ap)
{
	for (uint32_t i = 0; i < ap->indicators.n; i++)
		if (indicator_is_numbered(&ap->indicators.at[i]))
			return ap->indicators.at[i].evidence >= EVIDENCE_BARE && !ap->inferred;
	return false;
}

static void notes_missing(struct checking *c, const uint32_t *missing, uint32_t n, uint32_t all)
{
	struct finding *f = found(c, "notes-missing", list_start(c));

	found_reach(f, (struct span){0, (uint32_t)c->doc->text.n});
	found_number(c, f, "count", n);
	found_number(c, f, "all", all);
	found_str(f, "numbers", sequence_ranges(c->arena, missing, n));
	if (c->ap->notes.n && c->ap->notes.at[0].beheaded)
		found_str(f, "head",
			  arena_printf(c->arena, ", and the beginning of note %.*s",
				       STR_ARG(c->ap->notes.at[0].label)));
	else
		found_str(f, "head", STR_NONE);
	/* Bare figures that hardly any note answers may be no indicators at all. */
	if (numbers_are_bare(c->ap) && n * 2 > all)
		found_guess(f);
}

/* How many of the sorted numbers lie below 'limit'. */
static uint32_t count_below(const uint32_t *numbers, uint32_t n, uint32_t limit)
{
	uint32_t low;

	SEARCH(low, n, numbers[low] < limit);
	return low;
}

/* 'n' numbers in a row that stand on one side only; told at what follows them. */
static struct finding *gap(struct checking *c, struct span at, const uint32_t *numbers, uint32_t n,
			   struct str problem)
{
	struct finding *f = found(c, "note-sequence-gap", at);

	found_str(f, "numbers", sequence_ranges(c->arena, numbers, n));
	found_str(f, "problem", problem);
	if (c->ap->indicators.at[0].evidence >= EVIDENCE_BARE)
		found_guess(f);
	return f;
}

/*
 * This side goes on from 'last' to 'number': how many of the numbers between does the other have,
 * and where do they begin in 'missing'? One number alone is told at its indicator or note.
 */
static uint32_t skips(const uint32_t *missing, uint32_t n, uint32_t last, uint32_t number,
		      uint32_t *first)
{
	uint32_t count;

	if (number < last + 3)
		return 0;
	*first = count_below(missing, n, last + 1);
	count = count_below(missing, n, number) - *first;
	return count > 1 ? count : 0;
}

static void widen(struct span *span, struct span by)
{
	span->begin = span->end == 0 || by.begin < span->begin ? by.begin : span->begin;
	span->end = by.end > span->end ? by.end : span->end;
}

/* The indicators of this run that are numbered from 'first' to 'last'. */
static struct span indicators_between(const struct apparatus *ap, const struct run_of_numbers *r,
				      uint32_t first, uint32_t last)
{
	struct span all = {0, 0};

	for (uint32_t i = r->text_from; i < r->text_to; i++) {
		const struct indicator *in = &ap->indicators.at[i];

		if (in_series(in, r->series) && in->number >= first && in->number <= last)
			widen(&all, in->span);
	}
	return all;
}

static struct span notes_between(const struct apparatus *ap, const struct run_of_numbers *r,
				 uint32_t first, uint32_t last)
{
	struct span all = {0, 0};

	for (uint32_t i = r->notes_from; i < r->notes_to; i++) {
		const struct note *n = &ap->notes.at[i];

		if (n->series != r->series || n->number < first || n->number > last)
			continue;
		widen(&all, n->span);
		if (!span_is_empty(n->printed))
			widen(&all, n->printed);
	}
	return all;
}

/* 'missing' are the numbers that only the text has. */
static void gaps_of_notes(struct checking *c, const struct run_of_numbers *r,
			  const uint32_t *missing, uint32_t n)
{
	uint32_t last = 0, many, first = 0;

	for (uint32_t i = r->notes_from; n && i < r->notes_to; i++) {
		const struct note *note = &c->ap->notes.at[i];

		if (note->series != r->series || !note->number)
			continue;
		many = skips(missing, n, last, note->number, &first);
		if (many)
			found_reach(gap(c, note->printed, missing + first, many,
					STR("are called in the text, and the list goes on without "
					    "them: restore them")),
				    indicators_between(c->ap, r, last + 1, note->number - 1));
		last = note->number > last ? note->number : last;
	}
}

/* 'missing' are the numbers that only the notes have. */
static void gaps_of_text(struct checking *c, const struct run_of_numbers *r,
			 const uint32_t *missing, uint32_t n)
{
	uint32_t last = 0, many, first = 0;

	for (uint32_t i = r->text_from; n && i < r->text_to; i++) {
		const struct indicator *in = &c->ap->indicators.at[i];

		if (!in_series(in, r->series))
			continue;
		many = skips(missing, n, last, in->number, &first);
		if (many)
			found_reach(gap(c, in->span, missing + first, many,
					STR("stand in the list, and nothing in the text calls "
					    "them: put their indicators back before this one")),
				    notes_between(c->ap, r, last + 1, in->number - 1));
		last = in->number > last ? in->number : last;
	}
}

static void gaps(struct checking *c, const struct run_of_numbers *r, const struct side *text,
		 const struct side *notes)
{
	uint32_t *missing = arena_alloc(c->arena, (text->n + notes->n + 1) * sizeof(*missing));

	gaps_of_notes(c, r, missing, side_minus(text, notes, missing));
	gaps_of_text(c, r, missing, side_minus(notes, text, missing));
}

static void check_run_of_numbers(struct checking *c, const struct run_of_numbers *r)
{
	struct side text, notes;
	uint32_t *missing, n, absent;

	sides_fill(c, r, &text, &notes);
	if (!text.n)
		return;
	missing = arena_alloc(c->arena, (text.n + 1) * sizeof(*missing));
	n = side_minus(&text, &notes, missing);
	absent = absent_from_both(&text, &notes, r->restart == 1);
	if (n >= MISSING_MANY)
		notes_missing(c, missing, n, text.n);
	if (c->ap->inferred || !notes.n)
		return;
	if (absent) {
		struct finding *f = found(c, "notes-excerpt", list_start(c));

		found_str(f, "numbers",
			  arena_printf(c->arena,
				       absent == 1 ? "%u note number is" : "%u note numbers are",
				       absent));
	}
	gaps(c, r, &text, &notes);
}

/* ---- each to each ------------------------------------------------------------------- */

static void check_indicators(struct checking *c)
{
	const struct apparatus *ap = c->ap;

	for (uint32_t i = 0; i < ap->indicators.n; i++)
		if (ap->indicators.at[i].note == NONE &&
		    ap->indicators.at[i].series != SERIES_ASTERISKS && !ap->inferred) {
			struct finding *f = found_at_indicator(c, "indicator-without-note", i);

			if (ap->indicators.at[i].evidence >= EVIDENCE_BARE)
				found_guess(f);
		}
}

/* The label that is printed; the first words of a note that shows none because nothing calls it. */
static struct str name_of(struct checking *c, const struct note *n)
{
	enum { WORDS_MOST = 40 };
	struct str words = document_str(c->doc, n->span);
	size_t end = words.n < WORDS_MOST ? words.n : WORDS_MOST;

	if (!str_eq(n->label, STR("?")) || !words.n)
		return n->label;
	while (end < words.n && end && words.p[end] != ' ')
		end--;
	return arena_printf(c->arena, "\"%.*s%s\"", (int)end, words.p,
			    end < words.n ? " \xe2\x80\xa6" : "");
}

/* In a text without any indicator only the format knows that a note is one. */
static void check_notes(struct checking *c)
{
	const struct apparatus *ap = c->ap;

	for (uint32_t i = 0; i < ap->notes.n; i++) {
		const struct note *n = &ap->notes.at[i];
		struct finding *f;

		/* A note without a label has lost it with all the others: that is told once. */
		if (n->indicator != NONE || n->series == SERIES_ASTERISKS || !n->label.n ||
		    (!ap->indicators.n && !c->doc->notes.at[i].certain))
			continue;
		f = found(c, "note-without-indicator",
			  span_is_empty(n->printed) ? n->span : n->printed);
		found_str(f, "label", name_of(c, n));
		if (n->inferred ||
		    (ap->indicators.n && ap->indicators.at[0].evidence >= EVIDENCE_BARE))
			found_guess(f);
	}
}

static void check_duplicates(struct checking *c)
{
	const struct apparatus *ap = c->ap;

	for (uint32_t i = 0; i < ap->indicators.n; i++) {
		const struct indicator *in = &ap->indicators.at[i];
		const struct note *note = in->note == NONE ? NULL : &ap->notes.at[in->note];
		struct finding *f;

		/* Tables repeat their indicators by right. */
		if (!note || note->indicator == i ||
		    c->doc->blocks.at[in->block].kind == BLOCK_CELL)
			continue;
		f = found_at_indicator(c, "indicator-duplicate", i);
		found_related(c, f, ap->indicators.at[note->indicator].span, "called here first");
	}
}

/* "after 12" or "before 12": the neighbour that is on the wrong side. */
static struct str wrong_side(struct checking *c, const uint64_t *numbers, uint32_t n, uint32_t k)
{
	if ((k && numbers[k - 1] > numbers[k]) || k + 1 == n)
		return arena_printf(c->arena, "after %u", k ? (uint32_t)numbers[k - 1] : 0);
	return arena_printf(c->arena, "before %u", (uint32_t)numbers[k + 1]);
}

/*
 * Notes of a printed list that stand out of order though the text calls them in order; 'told' are
 * those whose indicators have been told. Where the format ties them, their place is nobody's.
 */
static void check_list_order(struct checking *c, const bool *told)
{
	const struct apparatus *ap = c->ap;
	uint64_t *numbers = arena_alloc(c->arena, (ap->notes.n + 1) * sizeof(*numbers));
	uint32_t *index = arena_alloc(c->arena, (ap->notes.n + 1) * sizeof(*index));
	bool *in_order = arena_alloc(c->arena, ap->notes.n + 1);
	uint32_t n = 0;

	for (uint32_t i = 0; i < ap->notes.n; i++) {
		const struct note *note = &ap->notes.at[i];

		if (!note->number || note->inferred || span_is_empty(note->printed) ||
		    note->series == SERIES_ASTERISKS || note->series == SERIES_LETTERS ||
		    note->indicator == NONE ||
		    ap->indicators.at[note->indicator].evidence == EVIDENCE_FORMAT)
			continue;
		numbers[n] =
			(uint64_t)note->series << 56 | (uint64_t)note->restart << 32 | note->number;
		index[n++] = i;
	}
	sequence_ascending(c->arena, numbers, n, in_order);
	for (uint32_t k = 0; k < n; k++) {
		const struct note *note = &ap->notes.at[index[k]];
		struct finding *f;

		if (in_order[k] || told[note->indicator])
			continue;
		f = found(c, "indicator-order", note->printed);
		found_str(f, "what", STR("Note"));
		found_str(f, "label", note->label);
		found_str(f, "where", wrong_side(c, numbers, n, k));
	}
}

static void check_order(struct checking *c, uint8_t series, bool *told)
{
	const struct apparatus *ap = c->ap;
	uint64_t *numbers = arena_alloc(c->arena, (ap->indicators.n + 1) * sizeof(*numbers));
	uint32_t *index = arena_alloc(c->arena, (ap->indicators.n + 1) * sizeof(*index));
	bool *in_order = arena_alloc(c->arena, ap->indicators.n + 1);
	uint32_t n = 0;

	for (uint32_t i = 0; i < ap->indicators.n; i++) {
		const struct indicator *in = &ap->indicators.at[i];

		if (!in_series(in, series) || c->doc->blocks.at[in->block].kind == BLOCK_CELL ||
		    (in->note != NONE && ap->notes.at[in->note].indicator != i))
			continue;
		numbers[n] = (uint64_t)in->restart << 32 | in->number;
		index[n++] = i;
	}
	sequence_ascending(c->arena, numbers, n, in_order);
	for (uint32_t k = 0; k < n; k++) {
		struct finding *f;

		if (in_order[k])
			continue;
		told[index[k]] = true;
		f = found_at_indicator(c, "indicator-order", index[k]);
		found_str(f, "what", STR("Indicator"));
		found_str(f, "where", wrong_side(c, numbers, n, k));
		if (ap->indicators.at[index[k]].evidence >= EVIDENCE_BARE)
			found_guess(f);
	}
}

static void check_series(struct checking *c, uint8_t series, bool *told)
{
	struct run_of_numbers r = {.series = series};

	while (run_next(c->ap, &r))
		check_run_of_numbers(c, &r);
	if (!c->ap->inferred)
		check_order(c, series, told);
}

static void run(struct checking *c)
{
	const struct apparatus *ap = c->ap;
	bool *told = arena_zero(c->arena, ap->indicators.n + 1);

	check_notes(c);
	if (!ap->indicators.n)
		return;
	if (ap->inferred) {
		struct finding *f = found(c, "notes-unnumbered", list_start(c));

		found_number(c, f, "count", ap->notes.n);
	}
	check_series(c, SERIES_FOOTNOTES, told);
	check_series(c, SERIES_ENDNOTES, told);
	check_indicators(c);
	check_duplicates(c);
	if (!ap->inferred)
		check_list_order(c, told);
}

static const char *const slugs[] = {
	"indicator-without-note", "note-without-indicator", "note-sequence-gap",
	"indicator-duplicate",	  "indicator-order",	    "notes-missing",
	"notes-unnumbered",	  "notes-excerpt",	    NULL,
};

const struct checker checker_indicator = {"indicator", slugs, run};
