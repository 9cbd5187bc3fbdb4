/*
 * Indicators and notes: each calls one, in order, without gaps; and where an indicator
 * stands in its sentence.
 */
#include "check/check.h"

#include "base/utf8.h"
#include "check/sequence.h"

#include <stdlib.h>

enum {
	MISSING_MANY = 3, /* from here on missing notes are named together, once */
	THROUGHOUT = 4,	  /* so often is no slip, but a habit: told once */
	DRIFT_AGREE =
		4, /* notes in it that must fit when moved: texts that cite loosely have fewer */
	DRIFT_WINDOW = 10, /* notes within which a shift must show itself twice */
};

static bool is_numbered(const struct indicator *in)
{
	return in->series <= SERIES_ENDNOTES && in->number > 0;
}

static struct finding *found_at_indicator(struct checking *c, const char *slug, uint32_t i)
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

static void side_settle(struct side *s)
{
	uint32_t kept = 0;

	if (s->n)
		qsort(s->numbers, s->n, sizeof(*s->numbers), by_number);
	for (uint32_t i = 0; i < s->n; i++)
		if (!kept || s->numbers[kept - 1] != s->numbers[i])
			s->numbers[kept++] = s->numbers[i];
	s->n = kept;
}

/* One run of numbering: from a 1 to the next. Both lists are in order of restarts, so a
 * run is a stretch of each. */
struct run_of_numbers {
	uint32_t restart;
	uint32_t text_from, text_to;
	uint32_t notes_from, notes_to;
};

/* Moves to the next run; false behind the last. */
static bool run_next(const struct apparatus *ap, struct run_of_numbers *r)
{
	r->text_from = r->text_to;
	r->notes_from = r->notes_to;
	while (r->text_to < ap->indicators.n &&
	       (!is_numbered(&ap->indicators.at[r->text_to]) ||
		ap->indicators.at[r->text_to].restart == r->restart))
		r->text_to++;
	while (r->notes_to < ap->notes.n && (ap->notes.at[r->notes_to].series > SERIES_ENDNOTES ||
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
		if (is_numbered(&ap->indicators.at[i]))
			text->numbers[text->n++] = ap->indicators.at[i].number;
	for (uint32_t i = r->notes_from; i < r->notes_to; i++)
		if (ap->notes.at[i].series <= SERIES_ENDNOTES && ap->notes.at[i].number)
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
 * high is a slip.
 */
static uint32_t absent_from_both(const struct side *a, const struct side *b)
{
	uint32_t i = 0, j = 0, seen = 0, highest = 0;

	if (!a->n || !b->n)
		return 0;
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
		if (is_numbered(&ap->indicators.at[i]))
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
	uint32_t low = 0, high = n;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (numbers[mid] < limit)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* The numbers from 'first' to 'last' that stand on one side only; told at what follows them. */
static struct finding *gap(struct checking *c, struct span at, uint32_t first, uint32_t last,
			   struct str problem)
{
	struct finding *f = found(c, "note-sequence-gap", at);

	found_str(f, "numbers",
		  arena_printf(c->arena, last > first + 1 ? "%u\xe2\x80\x93%u" : "%u and %u", first,
			       last));
	found_str(f, "problem", problem);
	if (c->ap->indicators.at[0].evidence >= EVIDENCE_BARE)
		found_guess(f);
	return f;
}

/*
 * This side goes on from 'last' to 'number', and the other has all that lies between. One number
 * alone is told at its indicator or note.
 */
static bool skips(const uint32_t *missing, uint32_t n, uint32_t last, uint32_t number)
{
	return number > last + 2 &&
	       count_below(missing, n, number) - count_below(missing, n, last + 1) ==
		       number - last - 1;
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

		if (is_numbered(in) && in->number >= first && in->number <= last)
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

		if (n->series > SERIES_ENDNOTES || n->number < first || n->number > last)
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
	uint32_t last = 0;

	for (uint32_t i = r->notes_from; n && i < r->notes_to; i++) {
		const struct note *note = &c->ap->notes.at[i];

		if (note->series > SERIES_ENDNOTES || !note->number)
			continue;
		if (skips(missing, n, last, note->number))
			found_reach(gap(c, note->printed, last + 1, note->number - 1,
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
	uint32_t last = 0;

	for (uint32_t i = r->text_from; n && i < r->text_to; i++) {
		const struct indicator *in = &c->ap->indicators.at[i];

		if (!is_numbered(in))
			continue;
		if (skips(missing, n, last, in->number))
			found_reach(gap(c, in->span, last + 1, in->number - 1,
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
	absent = absent_from_both(&text, &notes);
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
		return;
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
		found_str(f, "label", n->label);
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

static void check_order(struct checking *c)
{
	const struct apparatus *ap = c->ap;
	uint64_t *numbers = arena_alloc(c->arena, (ap->indicators.n + 1) * sizeof(*numbers));
	uint32_t *index = arena_alloc(c->arena, (ap->indicators.n + 1) * sizeof(*index));
	bool *in_order = arena_alloc(c->arena, ap->indicators.n + 1);
	uint32_t n = 0;

	for (uint32_t i = 0; i < ap->indicators.n; i++) {
		const struct indicator *in = &ap->indicators.at[i];

		if (!is_numbered(in) || c->doc->blocks.at[in->block].kind == BLOCK_CELL ||
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
		f = found_at_indicator(c, "indicator-order", index[k]);
		found_str(f, "where", wrong_side(c, numbers, n, k));
		if (ap->indicators.at[index[k]].evidence >= EVIDENCE_BARE)
			found_guess(f);
	}
}

/* ---- where an indicator stands ------------------------------------------------------- */

static bool is_printed(const struct indicator *in)
{
	return in->evidence <= EVIDENCE_BRACKETS && in->series != SERIES_ASTERISKS;
}

static bool is_clause_mark(char ch)
{
	return ch == '.' || ch == ',' || ch == ';' || ch == ':';
}

/* The mark stands behind the indicator: "rights¹." ; not a decimal, an ellipsis or a time. */
static bool stands_before_mark(const struct checking *c, const struct indicator *in)
{
	struct str text = c->doc->text;
	uint32_t end = c->doc->blocks.at[in->block].span.end, at = in->span.end;

	if (at >= end || !is_clause_mark(text.p[at]))
		return false;
	return at + 1 >= end || !(is_digit(text.p[at + 1]) || text.p[at + 1] == '.' ||
				  (text.p[at] == ',' && text.p[at + 1] != ' '));
}

static bool stands_behind_mark(const struct checking *c, const struct indicator *in)
{
	uint32_t begin = c->doc->blocks.at[in->block].span.begin;

	return in->span.begin > begin && is_clause_mark(c->doc->text.p[in->span.begin - 1]);
}

static void misplaced(struct checking *c, uint32_t i, bool should_follow, struct str more)
{
	const struct indicator *in = &c->ap->indicators.at[i];
	uint32_t mark = should_follow ? in->span.end : in->span.begin - 1;
	struct span both = {should_follow ? in->span.begin : mark,
			    should_follow ? mark + 1 : in->span.end};
	struct str glyphs = document_str(c->doc, in->span);
	struct finding *f = found(c, "indicator-before-punctuation", both);
	char ch = c->doc->text.p[mark];

	found_str(f, "label", in->label);
	found_str(f, "mark", str_part(c->doc->text, mark, mark + 1));
	found_str(f, "side", should_follow ? STR("behind") : STR("before"));
	found_str(f, "more", more);
	found_fix(c, f, FIX_SAFE, both,
		  should_follow ? arena_printf(c->arena, "%c%.*s", ch, STR_ARG(glyphs))
				: arena_printf(c->arena, "%.*s%c", STR_ARG(glyphs), ch));
}

/* English puts the indicator behind the mark, French and Spanish before it. */
static void check_marks(struct checking *c)
{
	const struct apparatus *ap = c->ap;
	bool should_follow = strcmp(ap->language, "fr") != 0 && strcmp(ap->language, "es") != 0;
	uint32_t wrong = 0, right = 0, first = NONE;

	if (!rule_on(c, "indicator-before-punctuation"))
		return;
	for (uint32_t i = 0; i < ap->indicators.n; i++) {
		const struct indicator *in = &ap->indicators.at[i];
		bool before = is_printed(in) && stands_before_mark(c, in);
		bool behind = is_printed(in) && stands_behind_mark(c, in);

		/* Between two marks ("etc.¹,") nothing can be said. */
		if (before == behind)
			continue;
		if (before != should_follow) {
			right++;
			continue;
		}
		if (!wrong++)
			first = i;
	}
	if (wrong >= THROUGHOUT && wrong > right) {
		misplaced(c, first, should_follow,
			  arena_printf(c->arena, "; the text does so %u times, told here once",
				       wrong));
		return;
	}
	for (uint32_t i = first; wrong && i < ap->indicators.n; i++) {
		const struct indicator *in = &ap->indicators.at[i];
		bool before = is_printed(in) && stands_before_mark(c, in);
		bool behind = is_printed(in) && stands_behind_mark(c, in);

		if (before != behind && before == should_follow)
			misplaced(c, i, should_follow, STR_NONE);
	}
}

/* White space in front of the indicator, no-break spaces too; its first byte. */
static uint32_t space_before(const struct checking *c, const struct indicator *in)
{
	uint32_t begin = c->doc->blocks.at[in->block].span.begin, at = in->span.begin;
	struct str text = c->doc->text;

	while (at > begin) {
		uint32_t code, back = (uint32_t)utf8_back(text, at);

		if (!utf8_scan(str_part(text, back, at), &code) ||
		    !(code == ' ' || code == '\t' || utf8_is_invisible(code)))
			break;
		at = back;
	}
	return at > begin ? at : in->span.begin;
}

/* The indicator before, when nothing but white space or a comma parts the two. */
static const struct indicator *neighbour(const struct checking *c, uint32_t i, bool *comma)
{
	const struct indicator *in = &c->ap->indicators.at[i], *before = i ? in - 1 : NULL;
	uint32_t at;

	*comma = false;
	if (!before || before->block != in->block || before->span.end > in->span.begin)
		return NULL;
	for (at = before->span.end; at < in->span.begin; at++) {
		if (c->doc->text.p[at] == ',' && !*comma)
			*comma = true;
		else if (c->doc->text.p[at] != ' ')
			return NULL;
	}
	return before;
}

/* "text [12]" with a space throughout is a style of plain text, not a slip. */
static bool spaces_are_style(const struct checking *c)
{
	uint32_t spaced = 0, all = 0;

	for (uint32_t i = 0; i < c->ap->indicators.n; i++) {
		const struct indicator *in = &c->ap->indicators.at[i];

		if (in->evidence != EVIDENCE_BRACKETS)
			continue;
		all++;
		spaced += space_before(c, in) < in->span.begin;
	}
	return all && spaced * 2 >= all;
}

static void check_spacing(struct checking *c)
{
	const struct apparatus *ap = c->ap;
	bool style = spaces_are_style(c), comma;

	for (uint32_t i = 0; i < ap->indicators.n; i++) {
		const struct indicator *in = &ap->indicators.at[i];
		const struct indicator *before;
		uint32_t from;

		if (!is_printed(in) || (style && in->evidence == EVIDENCE_BRACKETS))
			continue;
		before = neighbour(c, i, &comma);
		if (before && is_printed(before) && !comma) {
			struct span both = {before->span.begin, in->span.end};
			struct span gap = {before->span.end, in->span.begin};
			struct finding *f = found(c, "indicator-adjacent", both);

			found_str(f, "label", before->label);
			found_str(f, "next", in->label);
			found_fix(c, f, FIX_SAFE, gap, STR(","));
			continue;
		}
		from = space_before(c, in);
		if (from < in->span.begin && !before) {
			struct span all = {from, in->span.end}, gap = {from, in->span.begin};
			struct finding *f = found(c, "indicator-spacing", all);

			found_str(f, "label", in->label);
			found_fix(c, f, FIX_SAFE, gap, STR_NONE);
		}
	}
}

/* Letters belong to tables, asterisks to masthead and title. Labels of a markup are not shown. */
static void check_kind(struct checking *c)
{
	const struct apparatus *ap = c->ap;

	if (ap->ocr)
		return;
	for (uint32_t i = 0; i < ap->indicators.n; i++) {
		const struct indicator *in = &ap->indicators.at[i];
		const struct block *b = &c->doc->blocks.at[in->block];

		if (in->evidence == EVIDENCE_FORMAT || in->kind == INDICATOR_NUMBER ||
		    in->kind == INDICATOR_DEBRIS || b->kind != BLOCK_PARAGRAPH || !b->value)
			continue;
		if (in->kind == INDICATOR_ASTERISK && in->note == NONE)
			continue;
		found_at_indicator(c, "indicator-kind", i);
	}
}

/* ---- paragraphs that end without one ---------------------------------------------------- */

/* A sentence ends before 'at': a stop, and perhaps the indicator behind it. 'k' is the last
 * indicator that ends at or before 'at', plus one. */
static bool sentence_ends_at(const struct checking *c, const struct block *b, uint32_t at,
			     uint32_t *k)
{
	const struct apparatus *ap = c->ap;
	char stop;

	while (*k && ap->indicators.at[*k - 1].span.end > at)
		--*k;
	if (*k && ap->indicators.at[*k - 1].span.end == at &&
	    ap->indicators.at[*k - 1].span.begin > b->span.begin)
		at = ap->indicators.at[*k - 1].span.begin;
	stop = at > b->number.end ? c->doc->text.p[at - 1] : ' ';
	return stop == '.' || stop == '?' || stop == '!';
}

/* Where the last sentence of a block begins. 'k' is one past the block's last indicator. */
static uint32_t last_sentence(const struct checking *c, const struct block *b, uint32_t k)
{
	struct str text = c->doc->text;

	for (uint32_t at = b->span.end; at-- > b->number.end + 1;)
		if (text.p[at] == ' ' && at + 1 < b->span.end && is_upper(text.p[at + 1]) &&
		    sentence_ends_at(c, b, at, &k))
			return at;
	return b->span.begin;
}

static struct span last_word(const struct checking *c, const struct block *b)
{
	struct span span = {b->span.end, b->span.end};

	while (span.begin > b->span.begin && c->doc->text.p[span.begin - 1] != ' ')
		span.begin--;
	return span;
}

/* The last block of a numbered paragraph after the first. */
static bool ends_paragraph(const struct document *d, uint32_t i)
{
	const struct block *b = &d->blocks.at[i];

	if (b->kind != BLOCK_PARAGRAPH || b->paragraph == NONE ||
	    d->blocks.at[b->paragraph].value < 2 || span_is_empty(b->span))
		return false;
	return i + 1 == d->blocks.n || d->blocks.at[i + 1].paragraph != b->paragraph ||
	       d->blocks.at[i + 1].part != PART_BODY;
}

static void check_paragraphs(struct checking *c)
{
	const struct apparatus *ap = c->ap;
	uint32_t next = 0;

	if (!rule_on(c, "paragraph-without-indicator") || !ap->indicators.n)
		return;
	for (uint32_t i = 0; i < c->doc->blocks.n; i++) {
		const struct block *b = &c->doc->blocks.at[i];
		uint32_t from;
		bool covered = false;

		if (!ends_paragraph(c->doc, i) || c->doc->text.p[b->span.end - 1] == ':')
			continue;
		while (next < ap->indicators.n && ap->indicators.at[next].span.begin <= b->span.end)
			next++;
		/* Most paragraphs end in one: no need to look where their last sentence begins. */
		if (next && ap->indicators.at[next - 1].evidence != EVIDENCE_LOST &&
		    ap->indicators.at[next - 1].span.end == b->span.end)
			continue;
		from = last_sentence(c, b, next);
		for (uint32_t k = next;
		     k-- > 0 && !covered && ap->indicators.at[k].span.begin >= from;)
			covered = ap->indicators.at[k].evidence != EVIDENCE_LOST;
		if (!covered) {
			struct finding *f =
				found(c, "paragraph-without-indicator", last_word(c, b));
			const struct block *first = &c->doc->blocks.at[b->paragraph];

			found_number(c, f, "paragraph", first->value);
		}
	}
}

/* ---- drift ----------------------------------------------------------------------------------- */

enum fit { FIT_UNKNOWN, FIT_AGREES, FIT_DISAGREES };

static enum fit fit_of(const struct indicator *in, const struct note *note)
{
	if (body_set_is_empty(in->bodies) || body_set_is_empty(note->bodies))
		return FIT_UNKNOWN;
	return body_set_is_empty(body_set_and(in->bodies, note->mentioned)) ? FIT_DISAGREES
									    : FIT_AGREES;
}

/* In the window from 'i', notes moved by 'shift': how many agree and disagree. */
static void window_fit(const struct apparatus *ap, uint32_t i, int shift, uint32_t *agree,
		       uint32_t *disagree)
{
	*agree = *disagree = 0;
	for (uint32_t k = i; k < ap->indicators.n && k < i + DRIFT_WINDOW; k++) {
		const struct indicator *in = &ap->indicators.at[k];
		int64_t note = in->note == NONE ? -1 : (int64_t)in->note + shift;
		enum fit fit;

		if (note < 0 || note >= (int64_t)ap->notes.n || !is_numbered(in))
			continue;
		fit = fit_of(in, &ap->notes.at[note]);
		*agree += fit == FIT_AGREES;
		*disagree += fit == FIT_DISAGREES;
	}
}

/* Two disagreements within ten notes that a shift by one removes: told once, at the first. */
static void check_drift(struct checking *c)
{
	const struct apparatus *ap = c->ap;
	uint32_t agree, disagree, shifted_agree, shifted_disagree;

	if (ap->inferred || !rule_on(c, "note-number-drift"))
		return;
	for (uint32_t i = 0; i < ap->indicators.n; i++) {
		const struct indicator *in = &ap->indicators.at[i];

		if (in->note == NONE || fit_of(in, &ap->notes.at[in->note]) != FIT_DISAGREES)
			continue;
		window_fit(ap, i, 0, &agree, &disagree);
		for (int shift = -1; shift <= 1 && disagree >= 2; shift += 2) {
			struct finding *f;

			/* The claim whose note was lost fits neither way. */
			window_fit(ap, i + 1, shift, &shifted_agree, &shifted_disagree);
			if (shifted_disagree || shifted_agree <= agree ||
			    shifted_agree < DRIFT_AGREE)
				continue;
			f = found_at_indicator(c, "note-number-drift", i);
			found_str(f, "direction", shift > 0 ? STR("next") : STR("previous"));
			found_related(c, f, ap->notes.at[in->note].span, "the note it calls");
			return;
		}
	}
}

/* ------------------------------------------------------------------------------------------------
 */

static void run(struct checking *c)
{
	const struct apparatus *ap = c->ap;
	struct run_of_numbers r = {0};

	check_notes(c);
	if (!ap->indicators.n)
		return;
	if (ap->inferred) {
		struct finding *f = found(c, "notes-unnumbered", list_start(c));

		found_number(c, f, "count", ap->notes.n);
	}
	while (run_next(ap, &r))
		check_run_of_numbers(c, &r);
	check_indicators(c);
	check_duplicates(c);
	if (!ap->inferred)
		check_order(c);
	check_marks(c);
	check_spacing(c);
	check_kind(c);
	check_paragraphs(c);
	check_drift(c);
}

static const char *const slugs[] = {
	"indicator-without-note",
	"note-without-indicator",
	"note-sequence-gap",
	"indicator-duplicate",
	"indicator-order",
	"indicator-before-punctuation",
	"indicator-spacing",
	"indicator-adjacent",
	"indicator-kind",
	"paragraph-without-indicator",
	"note-number-drift",
	"notes-missing",
	"notes-unnumbered",
	"notes-excerpt",
	NULL,
};

const struct checker checker_indicator = {"indicator", slugs, run};
