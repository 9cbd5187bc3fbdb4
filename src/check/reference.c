/*
 * Cross-references: what "para. 12 above", "section IV below" and "note 5 above" point at must be
 * there, on the side that the words say.
 *
 * What is missing is told only where the numbers of the text are whole: in an excerpt the paragraph
 * may have been left out.
 */
#include "check/check.h"

#include <stdlib.h>

enum {
	NUMBERS_LEAST = 3, /* numbered paragraphs that make a numbered text */
	NOTES_LEAST = 2,
	HOLES_FEW = 2,	   /* more make an excerpt */
	NUMBERS_MANY = 20, /* … unless this many stand for each hole */
	SHOWN = 60,	   /* bytes of what a field would show */
	CHAIN_MOST = 4,	   /* divisions around one another */
	ALIKE_MOST = 64,   /* headings with one numeral that are looked at */
	DIGITS_LONG = 4,   /* of a number that may be two */
	PATH_MOST = 4,	   /* parts of "II.B.3" */
};

enum proof { PROOF_NONE, PROOF_GUESS, PROOF_SURE };

/* Where a target lies, seen from the reference. */
enum stand { STAND_ABOVE = 1 << 0, STAND_HERE = 1 << 1, STAND_BELOW = 1 << 2 };

struct judge {
	struct checking *c;
	const struct apparatus *ap;
	const struct cross_reference *ref;
	const struct locator *l;
	uint32_t block; /* where the reference stands; for a note, where it is called; or NONE */
};

static const char *side_name(unsigned side)
{
	return side == SIDE_ABOVE ? "above" : "below";
}

static bool is_right(const struct judge *j, unsigned stands)
{
	return j->ref->side == SIDE_NONE || (stands & STAND_HERE) ||
	       (stands & (j->ref->side == SIDE_ABOVE ? STAND_ABOVE : STAND_BELOW));
}

/* The block whose number the block's text is counted under, or the block itself. */
static uint32_t counted_under(const struct document *d, uint32_t block)
{
	uint32_t paragraph = d->blocks.at[block].paragraph;

	return paragraph == NONE ? block : paragraph;
}

static unsigned stand_of(const struct judge *j, uint32_t block)
{
	uint32_t here;

	if (j->block == NONE)
		return STAND_HERE;
	here = counted_under(j->c->doc, j->block);
	return block < here ? STAND_ABOVE : block > here ? STAND_BELOW : STAND_HERE;
}

/* ---- paragraphs -------------------------------------------------------------------------------
 */

/* Where the targets of one number stand, in all divisions around the reference; 0: nowhere. */
static unsigned paragraph_stands(const struct judge *j, const struct paragraph_number *n)
{
	const struct outline *o = &j->ap->outline;
	uint32_t division = outline_division(o, j->block == NONE ? 0 : j->block), found;
	unsigned stands = 0;

	for (int i = 0; division != NONE && i < CHAIN_MOST; i++) {
		const struct target *t =
			outline_find(o, division, number_key(n), number_key_end(n), &found);

		/* Between the first and the last lies nothing that they do not tell. */
		if (found)
			stands |= stand_of(j, t[0].block) | stand_of(j, t[found - 1].block);
		division = o->divisions.at[division].parent;
	}
	return stands;
}

/* How surely a number is missing that is not found in this division. */
static enum proof division_proof(const struct outline *o, uint32_t division,
				 const struct paragraph_number *n)
{
	const struct division *d = &o->divisions.at[division];
	const struct target *before = outline_before(o, division, number_key(n));
	struct paragraph_number low, high;

	if (d->holes > HOLES_FEW || (d->holes && d->n < d->holes * NUMBERS_MANY) || !before)
		return PROOF_NONE;
	number_of_key(before->key, &low);
	if (before + 1 < o->targets.at + o->targets.n && before[1].space == division) {
		number_of_key(before[1].key, &high);
		if (!number_follows(&low, &high))
			return PROOF_NONE;
	}
	if (!d->holes)
		return PROOF_SURE;
	/* Of 2.1 to 2.9 the last may be missing without a trace. */
	return low.figures[1] || n->figures[1] ? PROOF_NONE : PROOF_GUESS;
}

/* The least of all divisions around the reference that number paragraphs. */
static enum proof paragraph_proof(const struct judge *j, const struct paragraph_number *n)
{
	const struct outline *o = &j->ap->outline;
	uint32_t division = outline_division(o, j->block == NONE ? 0 : j->block);
	enum proof proof = PROOF_NONE, one;
	uint32_t numbers = 0;

	for (int i = 0; division != NONE && i < CHAIN_MOST; i++) {
		if (o->divisions.at[division].n &&
		    o->divisions.at[division].kind != DIVISION_QUOTED) {
			one = division_proof(o, division, n);
			proof = !numbers || one < proof ? one : proof;
			numbers += o->divisions.at[division].n;
		}
		division = o->divisions.at[division].parent;
	}
	return numbers < NUMBERS_LEAST ? PROOF_NONE : proof;
}

/* "paragraphs 7577" for 75–77, "2.202.22": both halves are there and ascend, so only the dash was
 * lost. Short numbers beside others are what they seem. */
static bool lost_dash(const struct judge *j, const struct locator_number *n, struct str figure)
{
	const struct locator_item *item = &j->ap->locator_items.at[j->l->first_item];

	if (!j->l->plural || !span_is_empty(item->to.span) ||
	    (j->l->nitems > 1 && figure.n < DIGITS_LONG) || n->bis)
		return false;
	for (size_t at = 1; at < figure.n; at++) {
		struct paragraph_number from, to;

		if (number_parse(str_part(figure, 0, at), &from) && is_digit(figure.p[at - 1]) &&
		    number_parse(str_skip(figure, at), &to) && !from.figures[1] == !to.figures[1] &&
		    number_key(&from) < number_key(&to) && paragraph_stands(j, &from) &&
		    paragraph_stands(j, &to))
			return true;
	}
	return false;
}

static bool paragraph_missing(const struct judge *j, const struct locator_number *at,
			      const struct paragraph_number *n)
{
	struct str figure = document_str(j->c->doc, at->figure);
	enum proof proof = paragraph_proof(j, n);
	struct finding *f;

	if (proof == PROOF_NONE || lost_dash(j, at, figure))
		return false;
	f = found(j->c, "reference-paragraph-missing", at->figure);
	found_str(f, "number", figure);
	if (proof == PROOF_GUESS)
		found_guess(f);
	return true;
}

/* In an excerpt the place of a paragraph that was left out is told by the number of the one in
 * which the reference stands. */
static unsigned number_stands(const struct judge *j, const struct paragraph_number *n)
{
	const struct outline *o = &j->ap->outline;
	const struct document *d = j->c->doc;
	struct paragraph_number here;
	const struct block *b;
	uint32_t division;

	if (j->block == NONE || d->blocks.at[j->block].paragraph == NONE)
		return 0;
	b = &d->blocks.at[d->blocks.at[j->block].paragraph];
	division = outline_division(o, j->block);
	if (division || o->divisions.at[0].n < NUMBERS_LEAST || b->damaged ||
	    !number_parse(document_str(d, b->number), &here) || here.figures[0] == n->figures[0])
		return 0;
	return n->figures[0] < here.figures[0] ? STAND_ABOVE : STAND_BELOW;
}

/* Whether the end of an item stands where the words say. */
enum verdict { VERDICT_RIGHT, VERDICT_WRONG, VERDICT_UNKNOWN };

static enum verdict paragraph_end(const struct judge *j, const struct locator_number *at)
{
	struct str figure = document_str(j->c->doc, at->figure);
	struct paragraph_number n;
	unsigned stands;

	if (span_is_empty(at->span) || !number_parse(figure, &n))
		return VERDICT_UNKNOWN;
	stands = paragraph_stands(j, &n);
	if (!stands) {
		if (paragraph_missing(j, at, &n))
			return VERDICT_UNKNOWN;
		stands = number_stands(j, &n);
	}
	if (!stands)
		return VERDICT_UNKNOWN;
	return is_right(j, stands) ? VERDICT_RIGHT : VERDICT_WRONG;
}

/* A range is on the wrong side when both its ends are. */
static enum verdict paragraph_item(const struct judge *j, const struct locator_item *item)
{
	enum verdict from = paragraph_end(j, &item->from), to;

	if (span_is_empty(item->to.span))
		return from;
	to = paragraph_end(j, &item->to);
	return from == to ? from : VERDICT_RIGHT;
}

static struct finding *wrong_side(const struct judge *j, struct span numbers, struct span at)
{
	unsigned right = j->ref->side == SIDE_ABOVE ? SIDE_BELOW : SIDE_ABOVE;
	struct finding *f = found(j->c, "reference-paragraph-direction", at);

	found_str(f, "number", document_str(j->c->doc, numbers));
	found_str(f, "side", str_of(side_name(right)));
	found_str(f, "said", document_str(j->c->doc, j->ref->word));
	return f;
}

static struct str other_word(const struct judge *j)
{
	struct str said = document_str(j->c->doc, j->ref->word);

	if (to_lower(said.p[0]) == 's' || to_lower(said.p[0]) == 'i')
		return j->ref->side == SIDE_ABOVE ? STR("infra") : STR("supra");
	return j->ref->side == SIDE_ABOVE ? STR("below") : STR("above");
}

static void check_paragraphs(const struct judge *j)
{
	const struct locator_item *items = &j->ap->locator_items.at[j->l->first_item];
	uint32_t wrong = 0, first = 0, judged = 0;
	struct span numbers;

	for (uint32_t i = 0; i < j->l->nitems; i++) {
		enum verdict v =
			items[i].below_only ? VERDICT_UNKNOWN : paragraph_item(j, &items[i]);

		if (v == VERDICT_WRONG && !wrong++)
			first = i;
		judged += v != VERDICT_UNKNOWN;
	}
	if (!wrong)
		return;
	numbers = (struct span){items[0].span.begin, items[j->l->nitems - 1].span.end};
	if (wrong == judged)
		found_fix(j->c, wrong_side(j, numbers, j->ref->word), FIX_SUGGESTED, j->ref->word,
			  other_word(j));
	else
		wrong_side(j, items[first].span, items[first].span);
}

/* ---- notes
 * ---------------------------------------------------------------------------------------- */

struct note_row {
	uint32_t number, note;
};

struct note_rows {
	struct note_row *at;
	uint32_t n;
	uint32_t holes, restarts;
};

static int row_compare(const void *a, const void *b)
{
	const struct note_row *x = a, *y = b;

	if (x->number != y->number)
		return x->number < y->number ? -1 : 1;
	return x->note < y->note ? -1 : x->note > y->note;
}

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/* The numbers that the text calls, sorted, each once. */
static uint32_t numbers_called(const struct checking *c, uint32_t **out)
{
	const struct apparatus *ap = c->ap;
	uint32_t *numbers = arena_alloc(c->arena, (ap->indicators.n + 1) * sizeof(*numbers));
	uint32_t n = 0, kept = 0;

	for (uint32_t i = 0; i < ap->indicators.n; i++)
		if (ap->indicators.at[i].series <= SERIES_ENDNOTES)
			numbers[n++] = ap->indicators.at[i].number;
	if (n)
		qsort(numbers, n, sizeof(*numbers), by_number);
	for (uint32_t i = 0; i < n; i++)
		if (!kept || numbers[kept - 1] != numbers[i])
			numbers[kept++] = numbers[i];
	*out = numbers;
	return kept;
}

/* Where numbers are left out that the text does not call either, as in an excerpt. A note that is
 * called and lost is no hole. */
static void holes_count(struct note_rows *rows, const struct checking *c)
{
	uint32_t *called, n = numbers_called(c, &called), k = 0, last = 0;

	for (uint32_t i = 0; i < rows->n; last = rows->at[i++].number) {
		uint32_t missing = rows->at[i].number > last ? rows->at[i].number - last - 1 : 0;

		for (; k < n && called[k] < rows->at[i].number; k++)
			missing -= missing && called[k] > last;
		rows->holes += missing > 0;
	}
}

/* The numbered notes, by their numbers. */
static void rows_init(struct note_rows *rows, const struct checking *c)
{
	const struct apparatus *ap = c->ap;

	*rows = (struct note_rows){
		.at = arena_alloc(c->arena, (ap->notes.n + 1) * sizeof(*rows->at))};
	for (uint32_t i = 0; i < ap->notes.n; i++) {
		const struct note *n = &ap->notes.at[i];

		rows->restarts += n->restart > 0;
		if (n->number && n->series <= SERIES_ENDNOTES)
			rows->at[rows->n++] = (struct note_row){n->number, i};
	}
	if (rows->n)
		qsort(rows->at, rows->n, sizeof(*rows->at), row_compare);
	holes_count(rows, c);
}

/* The first row at or above 'number'. */
static uint32_t row_place(const struct note_rows *rows, uint32_t number)
{
	uint32_t low;

	SEARCH(low, rows->n, rows->at[low].number < number);
	return low;
}

static unsigned note_stands(const struct judge *j, uint32_t note)
{
	const struct note *n = &j->ap->notes.at[note];

	/* A note that names itself is on neither side. */
	if (j->l->note != NONE)
		return note < j->l->note ? STAND_ABOVE : note > j->l->note ? STAND_BELOW : 0;
	if (n->indicator == NONE)
		return STAND_HERE;
	return j->ap->indicators.at[n->indicator].span.begin < j->l->span.begin ? STAND_ABOVE
										: STAND_BELOW;
}

static void found_note(const struct judge *j, const struct locator_number *at, const char *problem)
{
	struct finding *f = found(j->c, "reference-note-missing", at->figure);

	found_str(f, "number", document_str(j->c->doc, at->figure));
	found_str(f, "problem", str_of(problem));
}

/* The number of the note that holds the reference, or of the last one called before it; 0 where
 * that is not known. */
static uint32_t number_here(const struct judge *j)
{
	uint32_t low = 0, high = j->ap->indicators.n;

	if (j->l->note != NONE)
		return j->ap->notes.at[j->l->note].number;
	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (j->ap->indicators.at[mid].span.begin < j->l->span.begin)
			low = mid + 1;
		else
			high = mid;
	}
	return low ? j->ap->indicators.at[low - 1].number : 0;
}

/* What is wrong with a number that no note has; NULL where that cannot be told. */
static const char *note_problem(const struct judge *j, const struct note_rows *rows,
				uint32_t number)
{
	uint32_t here = number_here(j);

	if (!rows->holes)
		return number > j->ap->last_number ? "is not there" : NULL;
	/* Even in an excerpt no higher number stands above, and no lower one below. */
	if (!here || rows->restarts)
		return NULL;
	if (j->ref->side == SIDE_ABOVE && number > here)
		return "cannot stand above";
	return j->ref->side == SIDE_BELOW && number <= here ? "cannot stand below" : NULL;
}

static void check_note(const struct judge *j, const struct note_rows *rows,
		       const struct locator_number *at)
{
	unsigned stands = 0;
	bool self = false;
	uint32_t i;

	if (span_is_empty(at->span) || !at->value)
		return;
	i = row_place(rows, at->value);
	if (i == rows->n || rows->at[i].number != at->value) {
		const char *problem = note_problem(j, rows, at->value);

		if (problem)
			found_note(j, at, problem);
		return;
	}
	for (uint32_t k = 0; k < ALIKE_MOST && i + k < rows->n; k++) {
		if (rows->at[i + k].number != at->value)
			break;
		stands |= note_stands(j, rows->at[i + k].note);
		self |= rows->at[i + k].note == j->l->note;
	}
	if (is_right(j, stands) && !(self && !stands))
		return;
	found_note(j, at,
		   self && !stands		? "is this note itself"
		   : j->ref->side == SIDE_ABOVE ? "comes later, not above"
						: "comes earlier, not below");
}

static void check_notes(const struct judge *j, const struct note_rows *rows)
{
	const struct locator_item *items = &j->ap->locator_items.at[j->l->first_item];

	if (j->ap->inferred || j->ap->ocr || rows->n < NOTES_LEAST)
		return;
	for (uint32_t i = 0; i < j->l->nitems; i++) {
		check_note(j, rows, &items[i].from);
		check_note(j, rows, &items[i].to);
	}
}

/* ---- sections, annexes, tables
 * ------------------------------------------------------------------------ */

/* The kind of target that a unit means here, or TARGETS. */
static enum target_kind kind_of(const struct outline *o, uint8_t unit)
{
	switch (unit) {
	case UNIT_SECTION:
		return TARGET_SECTION;
	case UNIT_CHAPTER:
		return o->kinds[TARGET_CHAPTER] ? TARGET_CHAPTER : TARGET_SECTION;
	case UNIT_PART:
		return TARGET_PART;
	case UNIT_ANNEX:
		return TARGET_ANNEX;
	case UNIT_APPENDIX:
		return TARGET_APPENDIX;
	case UNIT_TABLE:
		return TARGET_TABLE;
	case UNIT_FIGURE:
		return TARGET_FIGURE;
	case UNIT_BOX:
		return TARGET_BOX;
	default:
		return TARGETS;
	}
}

/* The last part of "II.B.3", and the one before it. */
static void path_read(struct str figure, uint64_t *key, uint64_t *parent)
{
	*parent = *key = 0;
	for (int i = 0; i < PATH_MOST && figure.n; i++) {
		size_t n = 0;

		while (n < figure.n && is_alnum(figure.p[n]))
			n++;
		*parent = *key;
		*key = numeral_key(str_part(figure, 0, n));
		figure = str_skip(figure, n + 1);
	}
}

/* Where the headings with this numeral stand; 0: there is none. */
static unsigned section_stands(const struct judge *j, uint64_t key, uint64_t parent)
{
	uint32_t n;
	const struct target *t =
		outline_find(&j->ap->outline, SPACE_OTHER + TARGET_SECTION, key, key + 1, &n);
	unsigned stands = 0;

	if (n > ALIKE_MOST)
		return STAND_HERE;
	for (uint32_t i = 0; i < n; i++)
		if (!parent || t[i].parent == parent)
			stands |= stand_of(j, t[i].block);
	return stands;
}

/* The row of numerals that a number of this form would stand in has others. */
static bool row_exists(const struct outline *o, enum target_kind kind, uint64_t key)
{
	const uint64_t forms[] = {1, numeral_key(STR("A")), numeral_key(STR("1")), UINT64_MAX};
	size_t form = COUNT_OF(forms) - 2;
	uint32_t n;

	while (form && key < forms[form])
		form--;
	outline_find(o, SPACE_OTHER + kind, forms[form], forms[form + 1], &n);
	return n > 0;
}

/* Even in an excerpt no higher numeral than the highest stands above. */
static bool is_beyond(const struct judge *j, enum target_kind kind, uint64_t key)
{
	uint64_t letters = numeral_key(STR("A"));
	uint32_t n;

	if (j->ref->side != SIDE_ABOVE)
		return false;
	outline_find(&j->ap->outline, SPACE_OTHER + kind, key,
		     key >= letters ? UINT64_MAX : letters, &n);
	return n == 0;
}

static void found_section(const struct judge *j, const struct locator_number *at, bool side)
{
	struct finding *f = found(j->c, "reference-section-missing", at->figure);
	struct str word = document_str(j->c->doc, j->l->word);
	char first = word.n && is_lower(word.p[0]) ? (char)(word.p[0] - 'a' + 'A') : '\0';

	/* It begins a sentence. */
	found_str(f, "what",
		  first ? arena_printf(j->c->arena, "%c%.*s", first, STR_ARG(str_skip(word, 1)))
			: word);
	found_str(f, "number", document_str(j->c->doc, at->figure));
	found_str(f, "problem",
		  !side			       ? STR("is not there")
		  : j->ref->side == SIDE_ABOVE ? STR("stands below, not above")
					       : STR("stands above, not below"));
}

static void check_section(const struct judge *j, enum target_kind kind,
			  const struct locator_number *at)
{
	const struct outline *o = &j->ap->outline;
	struct str figure = document_str(j->c->doc, at->figure);
	uint64_t key = numeral_key(figure), parent = 0;
	unsigned stands;
	uint32_t n;

	if (span_is_empty(at->span) || !key)
		return;
	if (kind == TARGET_SECTION) {
		path_read(figure, &key, &parent);
		stands = section_stands(j, key, parent);
	} else {
		outline_find(o, SPACE_OTHER + kind, key, key + 1, &n);
		stands = n ? STAND_HERE : 0;
		/* A sole annex carries no number. */
		outline_find(o, SPACE_OTHER + kind, 0, 1, &n);
		stands |= n ? STAND_HERE : 0;
	}
	if (stands ? !is_right(j, stands)
		   : (!o->holes[kind] || is_beyond(j, kind, key)) && row_exists(o, kind, key))
		found_section(j, at, stands != 0);
}

static void check_sections(const struct judge *j)
{
	const struct locator_item *items = &j->ap->locator_items.at[j->l->first_item];
	enum target_kind kind = kind_of(&j->ap->outline, j->l->unit);

	if (kind == TARGETS || !j->ap->outline.kinds[kind])
		return;
	for (uint32_t i = 0; i < j->l->nitems; i++) {
		check_section(j, kind, &items[i].from);
		check_section(j, kind, &items[i].to);
	}
}

/* ---- all
 * ------------------------------------------------------------------------------------------------
 */

/* The block that the reference stands in, or NONE where it cannot be told. */
static uint32_t block_of(const struct apparatus *ap, const struct locator *l)
{
	const struct note *n;

	if (l->note == NONE)
		return l->block;
	n = &ap->notes.at[l->note];
	return n->indicator == NONE || n->nindicators > 1 ? NONE
							  : ap->indicators.at[n->indicator].block;
}

/* The words that a field would show, cut at a character. */
static struct str shown_words(const struct field_reference *field, struct arena *a)
{
	size_t n = field->want.n;

	if (n <= SHOWN)
		return arena_printf(a, "points to \"%.*s\"", STR_ARG(field->want));
	for (n = SHOWN; n && (field->want.p[n] & 0xc0) == 0x80;)
		n--;
	return arena_printf(a, "points to \"%.*s…\"", (int)n, field->want.p);
}

/* What a word processor computes and has not computed again. */
static void check_fields(struct checking *c)
{
	for (uint32_t i = 0; i < c->doc->fields.n; i++) {
		const struct field_reference *field = &c->doc->fields.at[i];
		struct finding *f;

		if (!field->missing && !field->stale)
			continue;
		f = found(c, "reference-field-stale", field->span);
		found_str(f, "problem",
			  field->missing ? STR("points to what is no longer there")
					 : shown_words(field, c->arena));
	}
}

static void run(struct checking *c)
{
	const struct apparatus *ap = c->ap;
	struct note_rows rows;

	check_fields(c);
	if (!ap->cross_references.n)
		return;
	rows_init(&rows, c);
	for (uint32_t i = 0; i < ap->cross_references.n; i++) {
		struct judge j = {.c = c, .ap = ap, .ref = &ap->cross_references.at[i]};

		j.l = &ap->locators.at[j.ref->locator];
		j.block = block_of(ap, j.l);
		if (j.l->unit == UNIT_PARAGRAPH)
			check_paragraphs(&j);
		else if (j.l->unit == UNIT_NOTE)
			check_notes(&j, &rows);
		else
			check_sections(&j);
	}
}

static const char *const slugs[] = {"reference-note-missing",	     "reference-paragraph-missing",
				    "reference-paragraph-direction", "reference-section-missing",
				    "reference-field-stale",	     NULL};

const struct checker checker_reference = {"reference", slugs, run};
