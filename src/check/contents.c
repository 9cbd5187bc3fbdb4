/*
 * Entries and headings are paired by their words: first those that stand once on both sides, then
 * what lies between two such pairs, in order. What is left over is judged only in a table most of
 * whose entries are paired: anything else is the table of another text.
 */
#include "check/contents.h"

#include <stdlib.h>

enum {
	PAIRED_LEAST = 3,
	TITLE_LEAST = 3,      /* letters and figures of a title */
	LOOKED_MOST = 100000, /* blocks looked at for titles that are no headings */
	LEVEL_NONE = 0,	      /* "Introduction", "Annex": as high as a chapter */
};

struct entry {
	struct span title, numeral;
	struct span from, to; /* the numbers of its paragraphs, or empty */
	uint32_t hash;
	uint32_t heading; /* index into headings, or NONE */
	struct span gap;  /* of headings, among which its own should be */
	bool paged;	  /* the number of a page stands behind it */
	uint8_t level;	  /* 1 for a chapter, 2 below it …; LEVEL_NONE */
};

struct heading {
	uint32_t block;
	struct span title, numeral;
	uint32_t hash;
	uint32_t entry; /* or NONE */
};

struct table {
	struct checking *c;
	const struct document *d;
	VEC(struct entry) entries;
	VEC(struct heading) headings;
	uint32_t paired, numbered; /* entries with a heading, with a numeral */
	uint32_t looked;
};

/* ---- words ------------------------------------------------------------------------------------
 */

/* Letters and figures without regard to case; marks, spaces and dashes do not count. */
static bool counts(char c)
{
	return is_alnum(c) || (uint8_t)c >= 0xc3;
}

static uint32_t title_hash(struct str s, uint32_t *letters)
{
	uint32_t hash = 2166136261u;

	*letters = 0;
	for (size_t i = 0; i < s.n; i++) {
		if ((uint8_t)s.p[i] >= 0xe0 && (uint8_t)s.p[i] < 0xe3) {
			i += 2; /* punctuation */
			continue;
		}
		if (!counts(s.p[i]))
			continue;
		hash = (hash ^ (uint8_t)to_lower(s.p[i])) * 16777619u;
		++*letters;
	}
	return hash;
}

static struct str bare(struct str s)
{
	while (s.n && !is_alnum(s.p[s.n - 1]))
		s.n--;
	return s;
}

static struct span trimmed(const struct document *d, struct span s)
{
	struct str t = str_trim(document_str(d, s));

	if (!t.n)
		return (struct span){s.begin, s.begin};
	s.begin = (uint32_t)(t.p - d->text.p);
	s.end = s.begin + (uint32_t)t.n;
	return s;
}

/* ---- entries -----------------------------------------------------------------------------------
 */

/* "IV.", "A.", "1." at the start: bytes with the space behind, or 0. */
static size_t numeral_scan(struct str s)
{
	size_t n = 0, end;

	while (n < s.n && n < 8 && is_alnum(s.p[n]))
		n++;
	if (!n || n >= s.n || s.p[n] != '.' || !numeral_key(str_part(s, 0, n)))
		return 0;
	end = n + 1;
	while (end < s.n && is_space(s.p[end]))
		end++;
	return end > n + 1 || end == s.n ? end : 0;
}

static bool is_dash(struct str s, size_t *n)
{
	if (str_starts(s, STR("-")))
		*n = 1;
	else if (str_starts(s, STR("\xe2\x80\x93")))
		*n = 3;
	else
		return false;
	return true;
}

/* "12–45", "12" as the whole of a column. */
static bool range_read(struct entry *e, struct str s, uint32_t at)
{
	size_t n = 0, dash, to;

	while (n < s.n && is_digit(s.p[n]))
		n++;
	if (!n)
		return false;
	e->from = e->to = (struct span){at, at + (uint32_t)n};
	if (n == s.n)
		return true;
	if (!is_dash(str_skip(s, n), &dash))
		return false;
	for (to = n + dash; to < s.n && is_digit(s.p[to]); to++)
		;
	e->to = (struct span){at + (uint32_t)(n + dash), at + (uint32_t)to};
	return to == s.n && to > n + dash;
}

/* Where the last column of 's' begins: behind a gap or dots; or 's.n' if there is none. */
static size_t column_begin(struct str s)
{
	size_t at = s.n;

	while (at && (is_digit(s.p[at - 1]) || s.p[at - 1] == '-' || (uint8_t)s.p[at - 1] >= 0x80))
		at--;
	if (at == s.n || !at || !strchr(" .\t", s.p[at - 1]))
		return s.n;
	return at;
}

static struct str without_leader(struct str s)
{
	while (s.n && (strchr(" .\t", s.p[s.n - 1]) || str_ends(s, STR("\xe2\x80\xa6"))))
		s.n -= s.p[s.n - 1] == '\xa6' ? 3 : 1;
	return s;
}

static uint8_t level_of(struct str numeral)
{
	uint32_t value;

	if (!numeral.n)
		return LEVEL_NONE;
	if (str_number(numeral, &value))
		return 3;
	return numeral.n == 1 && !strchr("IVX", numeral.p[0]) ? 2 : 1;
}

/* "Paragraphs  Page" over the columns, "Annexes" over the last entries. */
static bool is_caption(struct str s)
{
	static const struct str words[] = {{"page", 4},	       {"pages", 5}, {"paragraph", 9},
					   {"paragraphs", 10}, {"annex", 5}, {"annexes", 7}};
	size_t n;

	for (; s.n; s = str_trim(str_skip(s, n))) {
		bool known = false;

		for (n = 0; n < s.n && is_alpha(s.p[n]); n++)
			;
		for (size_t i = 0; i < COUNT_OF(words); i++)
			known |= str_eq_nocase(str_part(s, 0, n), words[i]);
		if (!known)
			return false;
	}
	return true;
}

/* A cell that continues the entry before: its paragraphs, or its page. */
static bool add_cell(struct table *t, struct span span)
{
	struct str s = document_str(t->d, span);
	struct entry *e = t->entries.n ? vec_last(&t->entries) : NULL, one = {.level = 0};

	if (!e || !range_read(&one, s, span.begin))
		return false;
	e->paged = true;
	/* A single number is the page, where the column of paragraphs came before it. */
	if (span_is_empty(e->from) && one.from.begin != one.to.begin) {
		e->from = one.from;
		e->to = one.to;
	}
	return true;
}

static void add_entry(struct table *t, uint32_t block, struct span *pending)
{
	struct span span = trimmed(t->d, t->d->blocks.at[block].span);
	struct str s = document_str(t->d, span);
	struct entry e = {.heading = NONE};
	size_t numeral = numeral_scan(s), page, range;
	uint32_t letters;

	if (add_cell(t, span))
		return;
	if (numeral == s.n) {
		*pending = (struct span){span.begin, span.end};
		return;
	}
	if (numeral)
		e.numeral = (struct span){span.begin,
					  span.begin + (uint32_t)bare(str_part(s, 0, numeral)).n};
	else
		e.numeral = *pending;
	*pending = (struct span){0, 0};
	page = column_begin(s);
	e.paged = page < s.n;
	s.n = page;
	s = without_leader(s);
	if (is_caption(s))
		return;
	range = column_begin(s);
	if (e.paged && range < s.n && range > numeral &&
	    range_read(&e, str_skip(s, range), span.begin + (uint32_t)range)) {
		s.n = range;
		s = without_leader(s);
	}
	if (s.n <= numeral)
		return;
	e.title = (struct span){span.begin + (uint32_t)numeral, span.begin + (uint32_t)s.n};
	e.hash = title_hash(document_str(t->d, e.title), &letters);
	e.level = level_of(bare(document_str(t->d, e.numeral)));
	if (letters < TITLE_LEAST)
		return;
	t->numbered += !span_is_empty(e.numeral);
	*vec_push(t->c->arena, &t->entries) = e;
}

/* ---- headings -----------------------------------------------------------------------------------
 */

/* Offset of the first indicator in [at, end), or 'end'. */
static uint32_t before_indicator(const struct document *d, uint32_t at, uint32_t end)
{
	uint32_t low;

	SEARCH(low, d->indicators.n, d->indicators.at[low].span.begin < at);
	if (low < d->indicators.n && d->indicators.at[low].span.begin < end)
		return d->indicators.at[low].span.begin;
	return end;
}

static void add_heading(struct table *t, uint32_t block)
{
	const struct block *b = &t->d->blocks.at[block];
	struct heading h = {.block = block, .entry = NONE};
	struct str numeral = bare(document_str(t->d, b->number));
	uint32_t letters;

	h.numeral = (struct span){b->number.begin, b->number.begin + (uint32_t)numeral.n};
	h.title = trimmed(t->d,
			  (struct span){b->number.end,
					before_indicator(t->d, b->number.end + 1, b->span.end)});
	h.hash = title_hash(document_str(t->d, h.title), &letters);
	*vec_push(t->c->arena, &t->headings) = h;
}

/* ---- pairs
 * --------------------------------------------------------------------------------------- */

struct word {
	uint32_t hash;
	uint32_t index;
	bool heading;
};

static int word_compare(const void *a, const void *b)
{
	const struct word *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return x->index < y->index ? -1 : x->index > y->index;
}

static void pair(struct table *t, uint32_t entry, uint32_t heading)
{
	t->entries.at[entry].heading = heading;
	t->headings.at[heading].entry = entry;
	t->paired++;
}

/* Titles that stand once in the table and once over the text. */
static void pair_unique(struct table *t)
{
	uint32_t n = t->entries.n + t->headings.n, k = 0, end;
	struct word *words = arena_alloc(t->c->arena, (n + 1) * sizeof(*words));

	for (uint32_t i = 0; i < t->entries.n; i++)
		words[k++] = (struct word){t->entries.at[i].hash, i, false};
	for (uint32_t i = 0; i < t->headings.n; i++)
		words[k++] = (struct word){t->headings.at[i].hash, i, true};
	qsort(words, n, sizeof(*words), word_compare);
	for (uint32_t i = 0; i < n; i = end) {
		for (end = i + 1; end < n && words[end].hash == words[i].hash; end++)
			;
		if (end - i == 2 && words[i].heading != words[i + 1].heading)
			pair(t, words[words[i].heading ? i + 1 : i].index,
			     words[words[i].heading ? i : i + 1].index);
	}
}

/* Where pairs cross each other the table is of another text. */
static bool pairs_ascend(const struct table *t)
{
	uint32_t last = 0;

	for (uint32_t i = 0; i < t->entries.n; i++) {
		uint32_t h = t->entries.at[i].heading;

		if (h == NONE)
			continue;
		if (h < last)
			return false;
		last = h;
	}
	return true;
}

/* Between which headings each entry has its place: behind the pair before it, before the one behind
 * it. */
static void gaps_fill(struct table *t)
{
	uint32_t from = 0, to = t->headings.n;

	for (uint32_t i = 0; i < t->entries.n; i++) {
		struct entry *e = &t->entries.at[i];

		e->gap.begin = from;
		from = e->heading == NONE ? from : e->heading + 1;
	}
	for (uint32_t i = t->entries.n; i-- > 0;) {
		struct entry *e = &t->entries.at[i];

		e->gap.end = to;
		to = e->heading == NONE ? to : e->heading;
	}
}

/* Titles that stand more often, "Conclusions": in order between the pairs around them. */
static void pair_in_order(struct table *t)
{
	uint32_t from = 0;

	for (uint32_t i = 0; i < t->entries.n; i++) {
		struct entry *e = &t->entries.at[i];

		if (e->heading != NONE) {
			from = e->heading + 1;
			continue;
		}
		for (uint32_t h = from; h < e->gap.end && t->looked++ < LOOKED_MOST; h++)
			if (t->headings.at[h].hash == e->hash) {
				pair(t, i, h);
				from = h + 1;
				break;
			}
	}
}

/* ---- findings
 * -------------------------------------------------------------------------------------- */

static struct finding *found_entry(struct table *t, struct span span, const char *what,
				   struct str problem)
{
	struct finding *f = found(t->c, "heading-number-sequence", span);

	found_str(f, "what", str_of(what));
	found_str(f, "problem", problem);
	return f;
}

static void check_numeral(struct table *t, const struct entry *e)
{
	const struct heading *h = &t->headings.at[e->heading];
	struct str here = bare(document_str(t->d, e->numeral));
	struct str there = document_str(t->d, h->numeral);
	struct finding *f;

	if (!here.n || !there.n || str_eq(here, there) || t->d->blocks.at[h->block].damaged)
		return;
	f = found_entry(t, e->numeral, "In the contents,",
			arena_printf(t->c->arena,
				     "stands before \"%.*s\", which is \"%.*s.\" in the text: make "
				     "them agree",
				     STR_ARG(document_str(t->d, e->title)), STR_ARG(there)));
	found_related(t->c, f, h->title, "the heading");
	found_suggestion(t->c, f, e->numeral, there);
}

/* The title begins a block between two headings that is no heading to the reader. */
static bool stands_elsewhere(struct table *t, const struct entry *e, uint32_t from, uint32_t to)
{
	uint32_t first = from ? t->headings.at[from - 1].block : 0;
	uint32_t last = to < t->headings.n ? t->headings.at[to].block : t->d->blocks.n;
	struct str title = document_str(t->d, e->title);
	uint32_t letters;
	size_t at;

	for (uint32_t i = first; i < last; i++) {
		const struct block *b = &t->d->blocks.at[i];
		struct str s = document_str(t->d, b->span);

		if (t->looked++ > LOOKED_MOST)
			return true;
		if (b->kind == BLOCK_CONTENTS || b->kind == BLOCK_FURNITURE)
			continue;
		s = str_skip(s, numeral_scan(s));
		/* A long heading may have become two blocks. */
		at = (size_t)(s.p - t->d->text.p);
		if (at + title.n <= t->d->text.n &&
		    title_hash(str_part(t->d->text, at, at + title.n), &letters) == e->hash)
			return true;
	}
	return false;
}

static bool same_numeral(const struct table *t, const struct entry *e, const struct heading *h)
{
	return str_eq(bare(document_str(t->d, e->numeral)), document_str(t->d, h->numeral));
}

/* No other entry has lost its heading in the same gap, and the one there has no numeral. */
static bool is_sole(const struct table *t, uint32_t i)
{
	const struct entry *e = &t->entries.at[i];

	return (!i || e[-1].heading != NONE) && (i + 1 == t->entries.n || e[1].heading != NONE) &&
	       span_is_empty(t->headings.at[e->gap.begin].numeral);
}

/* An entry without a heading: another wording of the one that is left there, or of none. */
static void check_unpaired(struct table *t, uint32_t i)
{
	const struct entry *e = &t->entries.at[i];
	uint32_t from = e->gap.begin, to = e->gap.end, left = 0, candidate = NONE;
	struct finding *f;

	for (uint32_t h = from; h < to && t->looked++ < LOOKED_MOST; h++) {
		left++;
		if (same_numeral(t, e, &t->headings.at[h]))
			candidate = candidate == NONE ? h : t->headings.n;
	}
	/* The only one left, in a text whose headings carry no numerals. */
	if (candidate == NONE && left == 1 && is_sole(t, i))
		candidate = from;
	if (candidate == t->headings.n || stands_elsewhere(t, e, from, to))
		return;
	if (candidate != NONE) {
		f = found_entry(
			t, e->title, "In the contents,",
			arena_printf(t->c->arena,
				     "has other words than its heading, \"%.*s\": make "
				     "them agree",
				     STR_ARG(document_str(t->d, t->headings.at[candidate].title))));
		found_related(t->c, f, t->headings.at[candidate].title, "the heading");
		found_suggestion(t->c, f, e->title,
				 document_str(t->d, t->headings.at[candidate].title));
	} else if (!left && (!span_is_empty(e->numeral) || e->paged || !t->numbered)) {
		found_entry(t, e->title, "In the contents,",
			    STR("names a heading that is not in the text: correct it, or take "
				"it out"));
	}
}

/* The first numbered paragraph at or behind 'block' and before 'end'; the last one there. */
static bool paragraphs_between(const struct table *t, uint32_t block, uint32_t end,
			       const struct numbered **first, const struct numbered **last)
{
	const struct outline *o = &t->c->ap->outline;
	uint32_t low = 0, high = o->divisions.at[0].n;

	*first = *last = NULL;
	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (o->paragraphs.at[mid].block < block)
			low = mid + 1;
		else
			high = mid;
	}
	if (low == o->divisions.at[0].n || o->paragraphs.at[low].block >= end)
		return false;
	*first = &o->paragraphs.at[low];
	for (high = o->divisions.at[0].n; high - low > 1;) {
		uint32_t mid = low + (high - low) / 2;

		if (o->paragraphs.at[mid].block < end)
			low = mid;
		else
			high = mid;
	}
	*last = &o->paragraphs.at[low];
	return true;
}

/* Where the section of entry 'i' ends: at the heading of the next entry that is as high. */
static uint32_t section_end(const struct table *t, uint32_t i)
{
	const struct entry *e = &t->entries.at[i];

	for (uint32_t k = i + 1; k < t->entries.n; k++) {
		const struct entry *next = &t->entries.at[k];

		if (next->level > e->level && e->level)
			continue;
		return next->heading == NONE ? NONE : t->headings.at[next->heading].block;
	}
	return t->d->blocks.n;
}

/* "5–103" of a section that has other paragraphs. */
static void check_range(struct table *t, uint32_t i)
{
	const struct entry *e = &t->entries.at[i];
	const struct numbered *first, *last;
	uint32_t from, to, end = section_end(t, i);
	struct finding *f;

	if (span_is_empty(e->from) || end == NONE ||
	    !str_number(document_str(t->d, e->from), &from) ||
	    !str_number(document_str(t->d, e->to), &to) ||
	    !paragraphs_between(t, t->headings.at[e->heading].block, end, &first, &last) ||
	    first->number.figures[1] ||
	    (first->number.figures[0] == from && last->number.figures[0] == to))
		return;
	f = found_entry(t, (struct span){e->from.begin, e->to.end}, "In the contents,",
			arena_printf(t->c->arena,
				     "stands for \"%.*s\", which has paragraphs "
				     "%u\xe2\x80\x93%u: correct it",
				     STR_ARG(document_str(t->d, e->title)),
				     first->number.figures[0], last->number.figures[0]));
	found_related(t->c, f, t->d->blocks.at[first->block].number, "its first paragraph");
	found_suggestion(t->c, f, (struct span){e->from.begin, e->to.end},
			 arena_printf(t->c->arena, "%u\xe2\x80\x93%u", first->number.figures[0],
				      last->number.figures[0]));
}

/* ---- all
 * ---------------------------------------------------------------------------------------------- */

static void collect(struct table *t)
{
	struct span pending = {0, 0};
	bool behind = false;

	for (uint32_t i = 0; i < t->d->blocks.n; i++) {
		uint8_t kind = t->d->blocks.at[i].kind;

		if (kind == BLOCK_CONTENTS)
			add_entry(t, i, &pending);
		else if (kind == BLOCK_HEADING && behind)
			add_heading(t, i);
		behind |= kind == BLOCK_CONTENTS;
	}
}

void check_contents(struct checking *c)
{
	struct table t = {.c = c, .d = c->doc};
	bool whole = c->ap->outline.divisions.at[0].holes == 0;

	collect(&t);
	if (t.entries.n < PAIRED_LEAST || c->ap->ocr)
		return;
	pair_unique(&t);
	if (!pairs_ascend(&t))
		return;
	gaps_fill(&t);
	pair_in_order(&t);
	gaps_fill(&t);
	if (t.paired < PAIRED_LEAST || t.paired * 3 < t.entries.n * 2)
		return;
	for (uint32_t i = 0; i < t.entries.n; i++) {
		if (t.entries.at[i].heading == NONE) {
			check_unpaired(&t, i);
			continue;
		}
		check_numeral(&t, &t.entries.at[i]);
		if (whole)
			check_range(&t, i);
	}
}
