/*
 * Alignment of notes without numbers. Both lists keep their order; a note goes to one
 * indicator, an indicator to one note at most. A pair is worth what the bodies of
 * claim and note share; notes go missing in blocks, so a gap costs more to open than to
 * widen. Weights were set on one compilation with a list that is one quarter of its
 * notes, and are meant to be coarse: order and gaps do most of the work.
 */
#include "cite/note.h"

static const float SAME = 3.0f;	     /* the same bodies exactly; less for a part of them */
static const float ASIDE = 0.3f;     /* shared only with what stands behind "See also" */
static const float DISJOINT = -2.5f; /* both name bodies, and none is the same */
static const float GAP_OPEN = -1.0f;
static const float GAP_WIDEN = -0.05f;

struct grid {
	const struct apparatus *ap;
	uint32_t notes, indicators;
	float *score;	/* best total with note j on indicator i */
	uint32_t *from; /* the indicator of the note before */
};

static float pair_score(const struct note *note, const struct indicator *in)
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

/*
 * Row by row. For a gap of k indicators the cost is GAP_OPEN + k * GAP_WIDEN, so the best
 * start left of i is kept as a running maximum: notes times indicators in all.
 */
static void grid_fill(struct grid *g)
{
	for (uint32_t j = 0; j < g->notes; j++) {
		const struct note *note = &g->ap->notes.at[j];
		float *row = g->score + (size_t)j * g->indicators;
		const float *above = j ? row - g->indicators : NULL;
		float best = -1e9f;
		uint32_t best_at = NONE;

		for (uint32_t i = 0; i < g->indicators; i++) {
			float start = j == 0 ? GAP_WIDEN * (float)i : -1e9f;
			uint32_t from = NONE;

			if (j && i && above[i - 1] > start) {
				start = above[i - 1];
				from = i - 1;
			}
			if (best_at != NONE && best + GAP_OPEN + GAP_WIDEN * (float)i > start) {
				start = best + GAP_OPEN + GAP_WIDEN * (float)i;
				from = best_at;
			}
			row[i] = start + pair_score(note, &g->ap->indicators.at[i]);
			g->from[(size_t)j * g->indicators + i] = from;
			/* From the next column on, the one before this counts as a gap. */
			if (j && i && above[i - 1] - GAP_WIDEN * (float)i > best) {
				best = above[i - 1] - GAP_WIDEN * (float)i;
				best_at = i - 1;
			}
		}
	}
}

static void tie(struct apparatus *ap, uint32_t j, uint32_t i)
{
	struct note *note = &ap->notes.at[j];
	struct indicator *in = &ap->indicators.at[i];
	float score = pair_score(note, in);

	in->note = j;
	note->indicator = i;
	note->nindicators = 1;
	note->inferred = true;
	note->number = in->number;
	note->label = in->label;
	note->series = in->series;
	note->certainty = score >= SAME ? 0.97f : score > 0.5f ? 0.9f : score >= 0.0f ? 0.7f : 0.4f;
}

/* As many notes as indicators, or too many pairs to weigh: first come, first tied. */
static void tie_in_order(struct apparatus *ap)
{
	for (uint32_t i = 0; i < ap->notes.n && i < ap->indicators.n; i++)
		tie(ap, i, i);
}

void cite_align(struct apparatus *ap)
{
	struct grid g = {.ap = ap, .notes = ap->notes.n, .indicators = ap->indicators.n};
	size_t cells = (size_t)g.notes * g.indicators;
	uint32_t best = 0;

	if (!cells)
		return;
	if (cells > ALIGN_CELLS || g.notes >= g.indicators) {
		tie_in_order(ap);
		return;
	}
	g.score = arena_alloc(ap->doc->arena, cells * sizeof(*g.score));
	g.from = arena_alloc(ap->doc->arena, cells * sizeof(*g.from));
	grid_fill(&g);
	for (uint32_t i = 0; i < g.indicators; i++)
		if (g.score[cells - g.indicators + i] > g.score[cells - g.indicators + best])
			best = i;
	for (uint32_t j = g.notes; j-- > 0;) {
		tie(ap, j, best);
		best = g.from[(size_t)j * g.indicators + best];
		if (best == NONE)
			break;
	}
}
