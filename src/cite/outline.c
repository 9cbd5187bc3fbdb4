#include "cite/outline.h"

#include "cite/note.h"

#include <stdlib.h>

enum {
	OPEN_MOST = 4,	    /* text, annex, appendix or opinion, quoted text */
	LOOK_AHEAD = 20,    /* blocks in which the next number is looked for */
	HEADING_SIZE = 160, /* bytes; no heading of an annex or opinion is longer */
	LETTER_KEY = 1000,  /* "A" is 1001: no numeral of a heading is as high */
	FIGURE_KEY = 2000,  /* "1" is 2001: sections "1" and "I" are not the same */
	KEY_PARTS = 3,	    /* "A.1.2" */
	KEY_BITS = 16,
};

/* ---- numerals ------------------------------------------------------------------------------ */

/* One part of a numeral: "II", "4", "B"; 0 where it is none. */
static uint32_t part_value(struct str s)
{
	uint32_t value;

	if (s.n && s.n <= 3 && str_number(s, &value))
		return value ? FIGURE_KEY + value : 0;
	value = roman_parse(s);
	if (value)
		return value;
	return s.n == 1 && is_upper(s.p[0]) ? LETTER_KEY + (uint32_t)(s.p[0] - 'A') + 1 : 0;
}

uint64_t numeral_key(struct str s)
{
	uint64_t key = 0;
	uint32_t parts = 0;

	while (s.n) {
		size_t n = 0;
		uint32_t value;

		while (n < s.n && is_alnum(s.p[n]))
			n++;
		value = part_value(str_part(s, 0, n));
		if (!value || parts == KEY_PARTS)
			return 0;
		key |= (uint64_t)value << (KEY_BITS * (KEY_PARTS - 1 - parts++));
		s = str_skip(s, n);
		if (s.n)
			s = str_skip(s, 1);
	}
	return key;
}

static uint32_t key_part(uint64_t key, uint32_t i)
{
	return (uint32_t)(key >> (KEY_BITS * (KEY_PARTS - 1 - i))) & ((1u << KEY_BITS) - 1);
}

static bool part_is_first(uint32_t part)
{
	return part <= 1 || part == LETTER_KEY + 1 || part == FIGURE_KEY + 1;
}

/* 'next' is the numeral behind 'key' in its row: "II.4" behind "II.3", "III.1" behind it. */
static bool key_follows(uint64_t key, uint64_t next)
{
	uint32_t i = 0;

	while (i < KEY_PARTS && key_part(key, i) == key_part(next, i))
		i++;
	if (i == KEY_PARTS)
		return true;
	if (key_part(next, i) != key_part(key, i) + 1 && !part_is_first(key_part(next, i)))
		return false;
	for (i++; i < KEY_PARTS; i++)
		if (!part_is_first(key_part(next, i)))
			return false;
	return true;
}

/* ---- building ------------------------------------------------------------------------------- */

struct open_division {
	uint32_t index;
	struct paragraph_number last; /* of its paragraphs; all 0 before the first */
	uint32_t last_block;
	uint32_t n;
};

/* The numeral of the last heading of each form, and of what it stands under. */
struct row {
	uint32_t roman, letter, figure;
};

struct builder {
	struct apparatus *ap;
	struct outline *o;
	struct document *d;
	struct open_division open[OPEN_MOST];
	uint32_t depth;
	struct row row;
	VEC(struct numbered) found; /* as they stand */
	VEC(struct target) titled;  /* what is no paragraph, as it stands */
};

static struct open_division *top(struct builder *b)
{
	return &b->open[b->depth - 1];
}

static const struct division *top_division(struct builder *b)
{
	return &b->o->divisions.at[top(b)->index];
}

static void turn(struct builder *b, uint32_t block)
{
	*vec_push(b->d->arena, &b->o->turns) = block;
	*vec_push(b->d->arena, &b->o->turned) = top(b)->index;
}

static void division_open(struct builder *b, enum division_kind kind, uint32_t block)
{
	/* A division ends those of its own kind and those that lie deeper. */
	while (b->depth && (b->depth == OPEN_MOST || top_division(b)->kind >= kind))
		b->depth--;
	*vec_push(b->d->arena, &b->o->divisions) = (struct division){
		.kind = (uint8_t)kind,
		.parent = b->depth ? top(b)->index : NONE,
		.block = block,
	};
	b->open[b->depth++] = (struct open_division){
		.index = b->o->divisions.n - 1,
		.last_block = NONE,
	};
	turn(b, block);
}

static void titled_add(struct builder *b, enum target_kind kind, uint64_t key, uint64_t parent,
		       uint32_t block)
{
	*vec_push(b->d->arena, &b->titled) = (struct target){
		.space = SPACE_OTHER + kind, .key = key, .parent = parent, .block = block};
	b->o->kinds[kind]++;
}

/* ---- paragraphs ------------------------------------------------------------------------------ */

/* The next numbered paragraph behind 'block' is 'number', or "1.number". */
static bool next_is(const struct document *d, uint32_t block, uint32_t number)
{
	for (uint32_t i = block + 1; i < d->blocks.n && i < block + LOOK_AHEAD; i++) {
		const struct block *b = &d->blocks.at[i];
		struct paragraph_number n;

		if (b->kind != BLOCK_PARAGRAPH || !b->value)
			continue;
		return b->value == number ||
		       (b->value == 1 && number_parse(document_str(d, b->number), &n) &&
			n.figures[1] == number);
	}
	return false;
}

/* Numbering begins anew: at 1, with 2 behind it or a heading before. */
static bool starts_anew(struct builder *b, uint32_t i, const struct paragraph_number *n)
{
	const struct document *d = b->d;
	const struct block *block = &d->blocks.at[i];
	const struct open_division *t = top(b);

	if (!t->n || !number_starts(n))
		return false;
	if (t->last.figures[0] == 1)
		return !n->figures[1] && d->blocks.at[i - 1].kind == BLOCK_HEADING &&
		       !next_is(d, i, 3);
	return d->blocks.at[i - 1].kind != BLOCK_PARAGRAPH || next_is(d, i, 2) ||
	       (block->section != NONE && block->section != d->blocks.at[t->last_block].section);
}

/*
 * Behind a quoted text the numbers of the text around it go on. A lone "1." that leaves a hole of
 * one there is no quoted text: it is a misprint.
 */
static void quotation_close(struct builder *b, uint32_t block, const struct paragraph_number *n)
{
	const struct open_division *t = top(b), *outer = t - 1;
	bool hole;

	if (top_division(b)->kind != DIVISION_QUOTED || number_follows(&t->last, n))
		return;
	hole = n->figures[0] == outer->last.figures[0] + 2 && !n->figures[1];
	if (!number_follows(&outer->last, n) && !hole)
		return;
	if (t->n == 1 && hole)
		vec_last(&b->found)->division = outer->index;
	b->depth--;
	turn(b, block);
}

static void add_paragraph(struct builder *b, uint32_t i)
{
	const struct block *block = &b->d->blocks.at[i];
	struct paragraph_number n;
	struct open_division *t;

	if (block->damaged || !number_parse(document_str(b->d, block->number), &n))
		n = (struct paragraph_number){.figures = {block->value}};
	quotation_close(b, i, &n);
	if (starts_anew(b, i, &n))
		division_open(b, DIVISION_QUOTED, i);
	t = top(b);
	t->last = n;
	t->last_block = i;
	t->n++;
	*vec_push(b->d->arena, &b->found) =
		(struct numbered){.block = i, .division = t->index, .number = n};
}

/* ---- headings and captions ---------------------------------------------------------------------
 */

static const struct word {
	struct str text;
	uint8_t kind; /* enum target_kind */
} words[] = {
	{{"Annex", 5}, TARGET_ANNEX},	  {{"Appendix", 8}, TARGET_APPENDIX},
	{{"Table", 5}, TARGET_TABLE},	  {{"Figure", 6}, TARGET_FIGURE},
	{{"Box", 3}, TARGET_BOX},	  {{"Chapter", 7}, TARGET_CHAPTER},
	{{"Section", 7}, TARGET_SECTION}, {{"Part", 4}, TARGET_PART},
};

/* The word at the start of a block, in small letters or capitals; bytes, or 0. */
static size_t word_scan(struct str s, uint8_t *kind)
{
	for (size_t i = 0; i < COUNT_OF(words); i++) {
		size_t n = words[i].text.n;

		if (s.n < n || s.p[0] != words[i].text.p[0] || (s.n > n && is_alnum(s.p[n])) ||
		    !str_eq_nocase(str_part(s, 0, n), words[i].text))
			continue;
		*kind = words[i].kind;
		return n;
	}
	return 0;
}

/* The numeral behind the word: "II", "4", "II.3", "A"; its end, or 'at'. */
static size_t numeral_scan(struct str s, size_t at)
{
	size_t n = at;

	while (n < s.n && (is_alnum(s.p[n]) || ((s.p[n] == '.' || s.p[n] == '-') && n + 1 < s.n &&
						n > at && is_alnum(s.p[n + 1]))))
		n++;
	return numeral_key(str_part(s, at, n)) ? n : at;
}

/* What may stand behind the numeral of a title: nothing, a stop, or words that begin large. */
static bool title_follows(struct str s, size_t n)
{
	if (n == s.n || strchr(".:,;)\xe2", s.p[n]))
		return true;
	while (n < s.n && s.p[n] == ' ')
		n++;
	return n == s.n || !is_lower(s.p[n]);
}

static bool is_opinion(struct str s)
{
	static const struct str openings[] = {
		{"Individual", 10}, {"Joint", 5},  {"Separate", 8},  {"Dissenting", 10},
		{"Concurring", 10}, {"Partly", 6}, {"Partially", 9}, {"Opinion", 7},
	};

	for (size_t i = 0; i < COUNT_OF(openings); i++)
		if (str_starts(s, openings[i]))
			return str_find(s, STR("pinion"), 0) != SIZE_MAX;
	return false;
}

/* A block that begins with "Annex", "Table" and the like; false where that says nothing. */
static bool add_titled(struct builder *b, uint32_t i, struct str s)
{
	bool heading = b->d->blocks.at[i].kind == BLOCK_HEADING;
	uint8_t kind;
	size_t n = word_scan(s, &kind), end;
	bool apart;

	if (!n)
		return false;
	apart = kind == TARGET_ANNEX || kind == TARGET_APPENDIX;
	end = numeral_scan(s, n + (n < s.n));
	if (end == n + (n < s.n))
		end = n;
	if (!title_follows(s, end) || (end == n && !apart) ||
	    (!heading && end + 1 < s.n && (apart || kind >= TARGETS || kind <= TARGET_PART)) ||
	    (end == n && !heading && n < s.n))
		return false;
	if (apart) {
		division_open(b, kind == TARGET_ANNEX ? DIVISION_ANNEX : DIVISION_INNER, i);
		b->row = (struct row){0};
	}
	titled_add(b, kind, end == n ? 0 : numeral_key(str_part(s, n + 1, end)), 0, i);
	return true;
}

/* A letter may be roman: the row that it continues decides. */
static bool is_letter(const struct row *row, struct str s)
{
	uint32_t value = s.n == 1 && is_upper(s.p[0]) ? (uint32_t)(s.p[0] - 'A') + 1 : 0;
	uint32_t roman = roman_parse(s);

	if (!value || !roman)
		return value > 0;
	return roman != row->roman + 1 && (value == row->letter + 1 || roman > 10);
}

static struct str numeral_of(const struct document *d, const struct block *b)
{
	struct str s = document_str(d, b->number);

	while (s.n && !is_alnum(s.p[s.n - 1]))
		s.n--;
	return s;
}

/* Puts the next numeral into its row; a row that leaves something out is no proof of anything. */
static void row_advance(struct builder *b, uint32_t *last, uint32_t value)
{
	b->o->holes[TARGET_SECTION] += value != *last + 1 && value != 1;
	*last = value;
}

static void add_section(struct builder *b, uint32_t i)
{
	const struct block *block = &b->d->blocks.at[i];
	struct str s = numeral_of(b->d, block);
	struct row *row = &b->row;
	uint64_t key, parent = 0;
	uint32_t value;

	if (block->damaged)
		s = roman_of(b->d->arena, row->roman + 1);
	key = numeral_key(s);
	if (!key)
		return;
	if (is_letter(row, s)) {
		row_advance(b, &row->letter, (uint32_t)(s.p[0] - 'A') + 1);
		row->figure = 0;
		parent = row->roman;
	} else if (str_number(s, &value)) {
		row_advance(b, &row->figure, value);
		parent = row->letter ? LETTER_KEY + row->letter : row->roman;
	} else {
		row_advance(b, &row->roman, roman_parse(s));
		row->letter = row->figure = 0;
	}
	parent <<= KEY_BITS * (KEY_PARTS - 1);
	titled_add(b, TARGET_SECTION, key, parent, i);
}

static void add_heading(struct builder *b, uint32_t i, struct str s)
{
	if (s.n <= HEADING_SIZE && is_opinion(s)) {
		division_open(b, DIVISION_INNER, i);
		b->row = (struct row){0};
		return;
	}
	if (!add_titled(b, i, s) && !span_is_empty(b->d->blocks.at[i].number))
		add_section(b, i);
}

static void add_block(struct builder *b, uint32_t i)
{
	const struct block *block = &b->d->blocks.at[i];
	struct str s = document_str(b->d, block->span);

	if (block->kind == BLOCK_HEADING)
		add_heading(b, i, s);
	else if (block->kind == BLOCK_PARAGRAPH && block->value)
		add_paragraph(b, i);
	else if (block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_CELL)
		add_titled(b, i, s);
}

/* ---- in order
 * ------------------------------------------------------------------------------------ */

/* By division, each in the order of the text. */
static void paragraphs_settle(struct builder *b)
{
	struct outline *o = b->o;
	uint32_t at = 0;

	for (uint32_t i = 0; i < b->found.n; i++)
		o->divisions.at[b->found.at[i].division].n++;
	for (uint32_t i = 0; i < o->divisions.n; i++) {
		o->divisions.at[i].first = at;
		at += o->divisions.at[i].n;
		o->divisions.at[i].n = 0;
	}
	o->paragraphs.at = arena_alloc(b->d->arena, (at + 1) * sizeof(*o->paragraphs.at));
	o->paragraphs.n = o->paragraphs.cap = at;
	for (uint32_t i = 0; i < b->found.n; i++) {
		const struct numbered *n = &b->found.at[i];
		struct division *division = &o->divisions.at[n->division];

		o->paragraphs.at[division->first + division->n++] = *n;
	}
}

static void paragraph_target(struct builder *b, uint32_t division, const struct numbered *n)
{
	*vec_push(b->d->arena, &b->o->targets) = (struct target){
		.space = division, .key = number_key(&n->number), .block = n->block};
}

static int target_compare(const void *a, const void *b)
{
	const struct target *x = a, *y = b;

	if (x->space != y->space)
		return x->space < y->space ? -1 : 1;
	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return x->block < y->block ? -1 : x->block > y->block;
}

/* Paragraphs most often stand in order already. */
static void targets_sort(struct target *targets, uint32_t n)
{
	for (uint32_t i = 1; i < n; i++)
		if (target_compare(&targets[i - 1], &targets[i]) > 0) {
			qsort(targets, n, sizeof(*targets), target_compare);
			return;
		}
}

/* The paragraphs' come first: their spaces are lower. */
static void targets_fill(struct builder *b)
{
	struct outline *o = b->o;

	for (uint32_t i = 0; i < o->paragraphs.n; i++)
		paragraph_target(b, o->paragraphs.at[i].division, &o->paragraphs.at[i]);
	targets_sort(o->targets.at, o->targets.n);
	targets_sort(b->titled.at, b->titled.n);
	for (uint32_t i = 0; i < b->titled.n; i++)
		*vec_push(b->d->arena, &o->targets) = b->titled.at[i];
}

/* How often the numbers of a sorted row leave something out. */
static void holes_count(struct outline *o)
{
	for (uint32_t i = 0; i < o->targets.n; i++) {
		const struct target *t = &o->targets.at[i];
		bool first = !i || t[-1].space != t->space;

		if (t->space < SPACE_OTHER) {
			struct paragraph_number n, before;

			number_of_key(t->key, &n);
			if (!first)
				number_of_key(t[-1].key, &before);
			o->divisions.at[t->space].holes +=
				first ? !number_starts(&n)
				      : t->key != t[-1].key && !number_follows(&before, &n);
		} else if (t->space != SPACE_OTHER + TARGET_SECTION && t->key) {
			o->holes[t->space - SPACE_OTHER] +=
				!key_follows(first ? 0 : t[-1].key, t->key);
		}
	}
}

/* What is quoted may be the text itself, where its numbers were misread: it is found from there
 * as well. */
static void quotations_share(struct builder *b)
{
	uint32_t before = b->o->targets.n;

	for (uint32_t i = 0; i < b->found.n; i++) {
		const struct numbered *n = &b->found.at[i];
		const struct division *division = &b->o->divisions.at[n->division];

		if (division->kind == DIVISION_QUOTED)
			paragraph_target(b, division->parent, n);
	}
	if (b->o->targets.n > before)
		targets_sort(b->o->targets.at, b->o->targets.n);
}

void cite_outline(struct apparatus *ap)
{
	struct builder b = {.ap = ap, .o = &ap->outline, .d = ap->doc};

	division_open(&b, DIVISION_TEXT, 0);
	for (uint32_t i = 0; i < b.d->blocks.n; i++)
		add_block(&b, i);
	paragraphs_settle(&b);
	targets_fill(&b);
	holes_count(b.o);
	quotations_share(&b);
}

/* ---- finding
 * -------------------------------------------------------------------------------------- */

uint32_t outline_division(const struct outline *o, uint32_t block)
{
	uint32_t low;

	SEARCH(low, o->turns.n, o->turns.at[low] <= block);
	return low ? o->turned.at[low - 1] : 0;
}

/* The first target of 'space' at or above 'key', or of what comes behind that. */
static uint32_t place_of(const struct outline *o, uint32_t space, uint64_t key)
{
	uint32_t low = 0, high = o->targets.n;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		const struct target *t = &o->targets.at[mid];

		if (t->space < space || (t->space == space && t->key < key))
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

const struct target *outline_find(const struct outline *o, uint32_t space, uint64_t low,
				  uint64_t high, uint32_t *n)
{
	uint32_t first = place_of(o, space, low);

	*n = place_of(o, space, high) - first;
	return *n ? &o->targets.at[first] : NULL;
}

const struct target *outline_before(const struct outline *o, uint32_t space, uint64_t key)
{
	uint32_t at = place_of(o, space, key);

	return at && o->targets.at[at - 1].space == space ? &o->targets.at[at - 1] : NULL;
}
