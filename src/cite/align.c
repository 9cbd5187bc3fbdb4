/*
 * Alignment of notes and indicators where numbers do not tie them. Both lists keep their
 * order; a note goes to one indicator, an indicator to one note at most. A pair is worth what the
 * bodies of claim and note share; notes go missing in blocks, so a gap costs more to open than to
 * widen. Weights were set on one compilation with a list that is one quarter of its
 * notes, and are meant to be coarse: order and gaps do most of the work.
 */
#include "cite/note.h"

#include <stdlib.h>

enum {
	UNIT = 5040,	 /* of a score: the thirds, sevenths … of a weight are whole numbers */
	SAME = 3 * UNIT, /* the same bodies exactly; less for a part of them */
	ASIDE = 3 * UNIT / 10,	    /* shared only with what stands behind "See also" */
	DISJOINT = -UNIT,	    /* both name bodies, and none is the same */
	NUMBER = UNIT / 10,	    /* the printed number is the indicator's place in its row */
	NO_PLACE = -26 * UNIT / 10, /* a note whose indicator was not even left as debris */
	GAP_OPEN = -25 * UNIT / 10,
	GAP_WIDEN = -UNIT / 20,
	NEVER = INT32_MIN / 4, /* of two kinds; beyond what NOTES_MOST notes can cost */
	NOTES_MOST = 32 * 1024,
	KINDS_MOST = 64, /* a text that names more sets of bodies is weighed pair by pair */
	KIND_SLOTS = 256,
};

/* How a cell was reached: which of the three last cells was the best before it. */
enum step {
	STEP_PAIR, /* the note is the indicator's */
	STEP_NONE, /* the indicator has no note */
	STEP_SKIP, /* the note has no indicator */
};

/* What the trace must know of a cell: how its three steps compare. Of equals a pair is the best,
 * then an indicator without a note. */
enum {
	CELL_SKIP = 1 << 0,  /* to skip is better than to pair */
	CELL_NONE = 1 << 1,  /* no note is better than both */
	CELL_WIDEN = 1 << 2, /* … even if they need not open a gap behind them */
};

/* What a set of bodies in claims is worth is weighed once a note: they name the same few again and
 * again. */
struct kind {
	struct body_set bodies;
	uint32_t count;
	bool star;
};

/* A row a note, a column an indicator, row and column 0 before the first. */
struct grid {
	const struct apparatus *ap;
	uint32_t notes, indicators;
	bool excerpt;
	uint8_t *cells; /* of each cell, CELL_… */
	uint8_t *kind;	/* of each indicator */
	struct kind kinds[KINDS_MOST];
	uint32_t nkinds; /* KINDS_MOST + 1: too many */
	/* Of the row at hand, and before it is filled of that above: */
	int32_t *pair;	 /* what its pairs are worth; of column i with indicator i - 1 */
	int32_t *best;	 /* the highest score of each cell */
	int32_t *paired; /* … that ends with a pair or a skipped note */
	int32_t *none;	 /* … that ends with an indicator without a note */
};

/* Asterisks call the notes of asterisks and no others. */
static bool is_star(uint8_t series)
{
	return series == SERIES_ASTERISKS;
}

static struct kind kind_of(const struct indicator *in)
{
	return (struct kind){in->bodies, body_set_count(in->bodies), is_star(in->series)};
}

static inline int32_t bodies_score(const struct note *note, uint32_t of_note,
				   const struct kind *claim)
{
	struct body_set both = body_set_and(note->bodies, claim->bodies);
	uint32_t shared;

	if (!of_note || !claim->count)
		return 0;
	/* Most pairs share nothing; those that do are worth counting. */
	if (body_set_is_empty(both))
		return body_set_is_empty(body_set_and(note->mentioned, claim->bodies)) ? DISJOINT
										       : ASIDE;
	shared = body_set_count(both);
	/* A Council report stands for all mandates at once: one source, many bodies. */
	if (of_note > 8)
		of_note = shared;
	return SAME * 2 * (int32_t)shared / (int32_t)(of_note + claim->count);
}

static int32_t pair_score(const struct note *note, uint32_t of_note, const struct kind *claim)
{
	if (is_star(note->series) != claim->star)
		return NEVER;
	return claim->star ? SAME : bodies_score(note, of_note, claim);
}

static bool same_bodies(struct body_set a, struct body_set b)
{
	return a.bits[0] == b.bits[0] && a.bits[1] == b.bits[1];
}

static uint32_t kind_find(struct grid *g, uint8_t *slots, const struct kind *kind)
{
	uint64_t hash = (kind->bodies.bits[0] + kind->bodies.bits[1] * 31) * 0x9e3779b97f4a7c15u;
	uint32_t slot = (uint32_t)(hash >> 56) ^ kind->star;

	for (; slots[slot]; slot = (slot + 1) % KIND_SLOTS) {
		const struct kind *k = &g->kinds[slots[slot] - 1];

		if (k->star == kind->star && same_bodies(k->bodies, kind->bodies))
			return slots[slot] - 1u;
	}
	if (g->nkinds < KINDS_MOST) {
		g->kinds[g->nkinds] = *kind;
		slots[slot] = (uint8_t)(g->nkinds + 1);
	}
	return g->nkinds++;
}

static void kinds_find(struct grid *g)
{
	uint8_t slots[KIND_SLOTS] = {0};

	for (uint32_t i = 0; i < g->indicators && g->nkinds <= KINDS_MOST; i++) {
		struct kind kind = kind_of(&g->ap->indicators.at[i]);

		g->kind[i] = (uint8_t)kind_find(g, slots, &kind);
	}
}

/* The place in the row that the printed number of note 'j' claims, from 1; 0 for none. */
static uint32_t place_of(const struct grid *g, uint32_t j)
{
	const struct note *note = &g->ap->notes.at[j];
	uint32_t place = note->number && g->excerpt ? j + 1 : note->number;

	if (!place || place > g->indicators || is_star(note->series) ||
	    is_star(g->ap->indicators.at[place - 1].series))
		return 0;
	return place;
}

/* What each cell is worth that pairs note 'j' with its indicator. */
static void pairs_fill(struct grid *g, uint32_t j)
{
	const struct note *note = &g->ap->notes.at[j];
	uint32_t place = place_of(g, j), of_note = body_set_count(note->bodies);
	int32_t weighed[KINDS_MOST];

	g->pair[0] = NEVER;
	if (g->nkinds <= KINDS_MOST) {
		for (uint32_t k = 0; k < g->nkinds; k++)
			weighed[k] = pair_score(note, of_note, &g->kinds[k]);
		for (uint32_t i = 0; i < g->indicators; i++)
			g->pair[i + 1] = g->best[i] + weighed[g->kind[i]];
	} else {
		for (uint32_t i = 0; i < g->indicators; i++) {
			struct kind kind = kind_of(&g->ap->indicators.at[i]);

			g->pair[i + 1] = g->best[i] + pair_score(note, of_note, &kind);
		}
	}
	if (place)
		g->pair[place] += NUMBER;
}

/* Text and notes lack the same numbers: then notes count by their order. */
static bool is_excerpt(const struct apparatus *ap)
{
	uint32_t most = 0;

	for (uint32_t i = 0; i < ap->notes.n; i++)
		most = ap->notes.at[i].number > most ? ap->notes.at[i].number : most;
	return labs((long)ap->indicators.n - (long)ap->notes.n) <=
	       labs((long)ap->indicators.n - (long)most);
}

static inline int32_t greater(int32_t a, int32_t b)
{
	return a > b ? a : b;
}

/*
 * The cells of a row from those above them, where 'pair' is filled. Gaps in
 * the indicators cost 'open' and then GAP_WIDEN for each. Only the middle loop goes from cell to
 * cell; the others are made for the vectors of the machine.
 */
static void row_fill(struct grid *g, uint8_t *restrict cells, int32_t open)
{
	const int32_t *restrict pair = g->pair;
	int32_t *restrict best = g->best, *restrict paired = g->paired, *restrict none = g->none;
	uint32_t n = g->indicators + 1;
	int32_t gap = NEVER;

	for (uint32_t i = 0; i < n; i++)
		paired[i] = greater(pair[i], best[i] + NO_PLACE);
	for (uint32_t i = 0; i < n; i++) {
		none[i] = gap;
		gap = greater(paired[i] + open, gap) + GAP_WIDEN;
	}
	for (uint32_t i = 0; i < n; i++) {
		/* Of equals the skipped note is the last: the other need not be greater. */
		int32_t skips = paired[i] > pair[i], other = none[i] + skips;

		best[i] = greater(paired[i], none[i]);
		cells[i] = (uint8_t)((skips ? CELL_SKIP : 0) | (other > paired[i] ? CELL_NONE : 0) |
				     (other > paired[i] + open ? CELL_WIDEN : 0));
	}
}

/* Notes times indicators. A gap before the first note is not opened, nor one behind the last. */
static void grid_fill(struct grid *g)
{
	for (uint32_t i = 0; i <= g->indicators; i++)
		g->best[i] = g->pair[i] = NEVER;
	g->pair[0] = 0;
	row_fill(g, g->cells, 0);
	for (uint32_t j = 1; j <= g->notes; j++) {
		pairs_fill(g, j - 1);
		row_fill(g, g->cells + (size_t)j * (g->indicators + 1), GAP_OPEN);
	}
}

static void tie(struct apparatus *ap, uint32_t j, uint32_t i)
{
	struct note *note = &ap->notes.at[j];
	struct indicator *in = &ap->indicators.at[i];
	struct kind claim = kind_of(in);
	int32_t score = bodies_score(note, body_set_count(note->bodies), &claim);

	in->note = j;
	note->indicator = i;
	note->nindicators = 1;
	note->inferred = true;
	if (note->number) {
		in->number = note->number;
		in->label = note->label;
	} else {
		note->number = in->number;
		note->label = in->label;
		note->series = in->series;
	}
	note->certainty = score >= SAME	     ? 0.97f
			  : score > UNIT / 2 ? 0.9f
			  : score >= 0	     ? 0.7f
					     : 0.4f;
}

/* As many notes as sure indicators, or too many pairs to weigh: first come, first tied. */
static void tie_in_order(struct apparatus *ap)
{
	for (int star = 0; star < 2; star++)
		for (uint32_t i = 0, j = 0;; i++, j++) {
			while (i < ap->indicators.n && is_star(ap->indicators.at[i].series) != star)
				i++;
			while (j < ap->notes.n && is_star(ap->notes.at[j].series) != star)
				j++;
			if (i >= ap->indicators.n || j >= ap->notes.n)
				break;
			tie(ap, j, i);
		}
}

/* A note that found no indicator had one: it counts in the row of those behind it. */
static void numbers_shift(struct apparatus *ap)
{
	uint32_t skipped = 0, next = 0, stars = 0;

	for (uint32_t i = 0; i < ap->indicators.n; i++) {
		struct indicator *in = &ap->indicators.at[i];

		for (; in->note != NONE && next <= in->note; next++) {
			struct note *note = &ap->notes.at[next];

			if (next < in->note && note->indicator == NONE && !is_star(note->series)) {
				skipped++;
				note->number = i - stars + skipped;
				note->label = arena_printf(ap->doc->arena, "%u", note->number);
				note->inferred = true;
			}
		}
		stars += is_star(in->series);
		if (!skipped || is_star(in->series))
			continue;
		in->number = i + 1 - stars + skipped;
		in->label = arena_printf(ap->doc->arena, "%u", in->number);
		if (in->note != NONE) {
			ap->notes.at[in->note].number = in->number;
			ap->notes.at[in->note].label = in->label;
		}
	}
}

/* The best step that ends in a cell; 'none': the bit that says when it is to have no note. */
static enum step step_of(const uint8_t *cell, int none)
{
	return *cell & none ? STEP_NONE : *cell & CELL_SKIP ? STEP_SKIP : STEP_PAIR;
}

static void trace(struct apparatus *ap, const struct grid *g, uint32_t i)
{
	uint32_t j = g->notes;
	const uint8_t *cell = g->cells + (size_t)j * (g->indicators + 1) + i;
	enum step step = step_of(cell, 0);

	while (j || i) {
		switch (step) {
		case STEP_PAIR:
			if (!i || !j)
				return;
			tie(ap, --j, --i);
			cell -= g->indicators + 2;
			step = step_of(cell, CELL_NONE);
			break;
		case STEP_NONE:
			i--;
			cell--;
			step = step_of(cell, CELL_WIDEN);
			break;
		case STEP_SKIP:
			j--;
			cell -= g->indicators + 1;
			step = step_of(cell, CELL_NONE);
			break;
		}
	}
}

void cite_align(struct apparatus *ap)
{
	struct grid g = {.ap = ap, .notes = ap->notes.n, .indicators = ap->indicators.n};
	size_t columns = (size_t)g.indicators + 1, cells = (g.notes + 1) * columns;
	struct arena *a = ap->doc->arena;
	uint32_t best = 0;

	if (!g.notes || !g.indicators)
		return;
	if (cells > ALIGN_CELLS || g.notes > NOTES_MOST || (g.notes == g.indicators && !ap->ocr)) {
		tie_in_order(ap);
		return;
	}
	g.excerpt = is_excerpt(ap);
	g.cells = arena_alloc(a, cells);
	g.kind = arena_alloc(a, g.indicators);
	g.pair = arena_alloc(a, 4 * columns * sizeof(*g.pair));
	g.best = g.pair + columns;
	g.paired = g.best + columns;
	g.none = g.paired + columns;
	kinds_find(&g);
	grid_fill(&g);
	for (uint32_t i = 1; i <= g.indicators; i++)
		if (g.paired[i] > g.paired[best])
			best = i;
	trace(ap, &g, best);
	if (ap->inferred && ap->ocr)
		numbers_shift(ap);
}
