/*
 * Alignment of notes and indicators where numbers do not tie them. Both lists keep their
 * order; a note goes to one indicator, an indicator to one note at most. A pair is worth what the
 * bodies of claim and note share; notes go missing in blocks, so a gap costs more to open than to
 * widen. Weights were set on one compilation with a list that is one quarter of its
 * notes, and are meant to be coarse: order and gaps do most of the work.
 */
#include "cite/note.h"

#include <stdlib.h>

static const float SAME = 3.0f;	     /* the same bodies exactly; less for a part of them */
static const float ASIDE = 0.3f;     /* shared only with what stands behind "See also" */
static const float DISJOINT = -1.0f; /* both name bodies, and none is the same */
static const float NUMBER = 0.1f;    /* the printed number is the indicator's place in its row */
static const float NO_PLACE = -2.6f; /* a note whose indicator was not even left as debris */
static const float NEVER = -1e6f;    /* of two kinds */
static const float GAP_OPEN = -2.5f;
static const float GAP_WIDEN = -0.05f;

/* How a cell was reached: which of the three last cells was the best before it. */
enum step {
	STEP_PAIR,  /* the note is the indicator's */
	STEP_NONE,  /* the indicator has no note */
	STEP_SKIP,  /* the note has no indicator */
	STEP_START, /* nothing before */
	STEPS = STEP_START,
};

struct cell {
	float score[STEPS];
	float best;   /* the highest of them, */
	uint8_t step; /* and its step */
};

struct grid {
	const struct apparatus *ap;
	uint32_t notes, indicators;
	bool excerpt;
	uint8_t *from; /* of each cell and step, two bits each: the step before */
	/* Claims name the same few bodies again and again: each set is weighed once a note. */
	uint16_t *kind;	 /* of each indicator: which set of bodies */
	uint32_t *first; /* of each kind: an indicator that has it */
	uint32_t kinds;
	float *weighed; /* of each kind, for the note of the row */
};

static float bodies_score(const struct note *note, const struct indicator *in)
{
	struct body_set both = body_set_and(note->bodies, in->bodies);
	unsigned shared, of_note, of_claim;

	if (body_set_is_empty(note->bodies) || body_set_is_empty(in->bodies))
		return 0.0f;
	/* Most pairs share nothing; those that do are worth counting. */
	if (body_set_is_empty(both))
		return body_set_is_empty(body_set_and(note->mentioned, in->bodies)) ? DISJOINT
										    : ASIDE;
	shared = body_set_count(both);
	of_note = body_set_count(note->bodies);
	of_claim = body_set_count(in->bodies);
	/* A Council report stands for all mandates at once: one source, many bodies. */
	if (of_note > 8)
		of_note = shared;
	return SAME * 2.0f * (float)shared / (float)(of_note + of_claim);
}

/* The place in the row that the printed number of note 'j' claims, from 1; 0 for none. */
static uint32_t place_of(const struct grid *g, uint32_t j)
{
	uint32_t number = g->ap->notes.at[j].number;

	return number && g->excerpt ? j + 1 : number;
}

/* Asterisks call the notes of asterisks and no others. */
static bool is_star(uint8_t series)
{
	return series == SERIES_ASTERISKS;
}

static bool same_bodies(struct body_set a, struct body_set b)
{
	return a.bits[0] == b.bits[0] && a.bits[1] == b.bits[1];
}

enum { KINDS_MOST = 64 }; /* a text that names more sets of bodies is weighed pair by pair */

static void kinds_find(struct grid *g)
{
	const struct apparatus *ap = g->ap;

	for (uint32_t i = 0; i < g->indicators && g->kinds <= KINDS_MOST; i++) {
		uint32_t k = 0;

		while (k < g->kinds && !same_bodies(ap->indicators.at[g->first[k]].bodies,
						    ap->indicators.at[i].bodies))
			k++;
		if (k == g->kinds)
			g->first[g->kinds++] = i;
		g->kind[i] = (uint16_t)k;
	}
}

static void kinds_weigh(struct grid *g, uint32_t j)
{
	for (uint32_t k = 0; g->kinds <= KINDS_MOST && k < g->kinds; k++)
		g->weighed[k] =
			bodies_score(&g->ap->notes.at[j], &g->ap->indicators.at[g->first[k]]);
}

static float pair_score(const struct grid *g, uint32_t j, uint32_t i)
{
	const struct note *note = &g->ap->notes.at[j];
	const struct indicator *in = &g->ap->indicators.at[i];
	float score = g->kinds <= KINDS_MOST ? g->weighed[g->kind[i]] : bodies_score(note, in);

	if (is_star(note->series) != is_star(in->series))
		return NEVER;
	if (is_star(note->series))
		return SAME;
	return place_of(g, j) == i + 1 ? score + NUMBER : score;
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

static enum step best_of(const struct cell *c, float pair, float none, float skip, float *score)
{
	enum step best = STEP_PAIR;

	*score = c->score[STEP_PAIR] + pair;
	if (c->score[STEP_NONE] + none > *score) {
		*score = c->score[STEP_NONE] + none;
		best = STEP_NONE;
	}
	if (c->score[STEP_SKIP] + skip > *score) {
		*score = c->score[STEP_SKIP] + skip;
		best = STEP_SKIP;
	}
	return best;
}

/*
 * Row by row, a row a note, a column an indicator, row and column 0 before the first. Gaps
 * in the indicators cost GAP_OPEN and then GAP_WIDEN for each; one at the start and one at
 * the end are not opened. Each cell is made of three neighbours: notes times indicators.
 */
static void grid_fill(struct grid *g, struct cell *above, struct cell *row)
{
	const float never = -1e9f;

	for (uint32_t j = 0; j <= g->notes; j++) {
		uint8_t *from = g->from + (size_t)j * (g->indicators + 1);
		struct cell *swap = above;

		if (j)
			kinds_weigh(g, j - 1);
		for (uint32_t i = 0; i <= g->indicators; i++) {
			struct cell *c = &row[i];
			enum step pair = STEP_START, none = STEP_START, skip = STEP_START;

			c->score[STEP_PAIR] = c->score[STEP_NONE] = c->score[STEP_SKIP] = never;
			if (!i && !j)
				c->score[STEP_PAIR] = 0.0f;
			if (i && j) {
				pair = above[i - 1].step;
				c->score[STEP_PAIR] =
					above[i - 1].best + pair_score(g, j - 1, i - 1);
			}
			if (i)
				none = best_of(&row[i - 1], j ? GAP_OPEN + GAP_WIDEN : GAP_WIDEN,
					       GAP_WIDEN, GAP_OPEN + GAP_WIDEN,
					       &c->score[STEP_NONE]);
			if (j) {
				skip = above[i].step;
				c->score[STEP_SKIP] = above[i].best + NO_PLACE;
			}
			c->step = (uint8_t)best_of(c, 0, 0, 0, &c->best);
			from[i] = (uint8_t)(pair | none << 2 | skip << 4);
		}
		above = row;
		row = swap;
	}
	/* The last row is 'above' now; what follows the last note costs nothing to open. */
}

static void tie(struct apparatus *ap, uint32_t j, uint32_t i)
{
	struct note *note = &ap->notes.at[j];
	struct indicator *in = &ap->indicators.at[i];
	float score = bodies_score(note, in);

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
	note->certainty = score >= SAME ? 0.97f : score > 0.5f ? 0.9f : score >= 0.0f ? 0.7f : 0.4f;
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

static void trace(struct apparatus *ap, const struct grid *g, uint32_t i, enum step step)
{
	uint32_t j = g->notes;

	while (j || i) {
		uint8_t from = g->from[(size_t)j * (g->indicators + 1) + i];
		enum step before = (enum step)(from >> (2 * step) & 3);

		if (step == STEP_PAIR && (!i || !j))
			return;
		if (step == STEP_PAIR)
			tie(ap, --j, --i);
		else if (step == STEP_NONE)
			i--;
		else
			j--;
		if (before == STEP_START)
			return;
		step = before;
	}
}

void cite_align(struct apparatus *ap)
{
	struct grid g = {.ap = ap, .notes = ap->notes.n, .indicators = ap->indicators.n};
	size_t cells = (size_t)(g.notes + 1) * (g.indicators + 1);
	struct cell *rows, *last;
	uint32_t best = 0;
	enum step step = STEP_PAIR;
	float score, highest = -1e9f;

	if (!g.notes || !g.indicators)
		return;
	if (cells > ALIGN_CELLS || (g.notes == g.indicators && !ap->ocr)) {
		tie_in_order(ap);
		return;
	}
	g.excerpt = is_excerpt(ap);
	g.from = arena_alloc(ap->doc->arena, cells);
	g.kind = arena_alloc(ap->doc->arena, (g.indicators + 1) * sizeof(*g.kind));
	g.first = arena_alloc(ap->doc->arena, (KINDS_MOST + 2) * sizeof(*g.first));
	g.weighed = arena_alloc(ap->doc->arena, (KINDS_MOST + 1) * sizeof(*g.weighed));
	kinds_find(&g);
	rows = arena_alloc(ap->doc->arena, 2 * (g.indicators + 1) * sizeof(*rows));
	last = g.notes % 2 ? rows : rows + g.indicators + 1;
	grid_fill(&g, rows, rows + g.indicators + 1);
	for (uint32_t i = 0; i <= g.indicators; i++) {
		enum step s = best_of(&last[i], 0, -1e9f, 0, &score);

		if (score > highest) {
			highest = score;
			best = i;
			step = s;
		}
	}
	trace(ap, &g, best, step);
	if (ap->inferred && ap->ocr)
		numbers_shift(ap);
}
