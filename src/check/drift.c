/*
 * Notes that were lost or added when only one side was numbered anew: from there on the notes fit
 * the text better when they are moved.
 *
 * A path through the indicators is sought on which each claim fits its note moved by some shift, -3
 * to 3; a change of the shift costs as much as a disagreement and a half. It is kept where it shows
 * itself within ten notes by two disagreements that it removes. Work is seven fits a note, and
 * none where no two disagreements are that near to each other.
 */
#include "check/drift.h"

#include "check/attribution.h"
#include "check/indicator.h"

enum {
	SHIFT_MOST = 3,
	SHIFTS = 2 * SHIFT_MOST + 1,
	HERE = SHIFT_MOST,  /* state of no shift */
	WINDOW = 10,	    /* notes within which a shift must show itself */
	SHOWN = 2,	    /* … by so many disagreements that it removes */
	AGREE_COMPILED = 2, /* notes that must fit when moved, in compilations, */
	AGREE_LOOSE = 4,    /* and in texts that cite more loosely */
};

static const int GAIN = 2, LOSS = -4, CHANGE = -6, WIDER = -1;

struct shifting {
	struct checking *c;
	uint32_t *numbered;   /* indices of numbered notes, in order */
	uint32_t *places;     /* by note: where it stands in 'numbered' */
	uint32_t *indicators; /* indices of those that call them */
	uint32_t nnumbered, n;
};

static enum fit fit_at(const struct shifting *s, uint32_t k, int shift)
{
	const struct apparatus *ap = s->c->ap;
	const struct indicator *in = &ap->indicators.at[s->indicators[k]];
	const struct note *own = &ap->notes.at[in->note], *note;
	int64_t place = (int64_t)s->places[in->note] + shift;

	if (place < 0 || place >= s->nnumbered)
		return FIT_UNKNOWN;
	note = &ap->notes.at[s->numbered[place]];
	if (note->series != own->series || note->restart != own->restart)
		return FIT_UNKNOWN;
	return attribution_fit(s->c, in, note);
}

static void gather(struct shifting *s)
{
	const struct apparatus *ap = s->c->ap;

	s->numbered = arena_alloc(s->c->arena, (ap->notes.n + 1) * sizeof(uint32_t));
	s->places = arena_alloc(s->c->arena, (ap->notes.n + 1) * sizeof(uint32_t));
	s->indicators = arena_alloc(s->c->arena, (ap->indicators.n + 1) * sizeof(uint32_t));
	for (uint32_t i = 0; i < ap->notes.n; i++)
		if (ap->notes.at[i].series <= SERIES_ENDNOTES && ap->notes.at[i].number) {
			s->places[i] = s->nnumbered;
			s->numbered[s->nnumbered++] = i;
		}
	for (uint32_t i = 0; i < ap->indicators.n; i++) {
		const struct indicator *in = &ap->indicators.at[i];

		if (in->note != NONE && indicator_is_numbered(in) &&
		    ap->notes.at[in->note].series <= SERIES_ENDNOTES &&
		    ap->notes.at[in->note].number)
			s->indicators[s->n++] = i;
	}
}

/* Two disagreements within the window: without them there is nothing to look for. */
static bool may_drift(const struct shifting *s)
{
	uint32_t last = NONE;

	for (uint32_t k = 0; k < s->n; k++) {
		if (fit_at(s, k, 0) != FIT_DISAGREES)
			continue;
		if (last != NONE && k - last < WINDOW)
			return true;
		last = k;
	}
	return false;
}

/* ---- the path ------------------------------------------------------------------------------- */

static int worth(enum fit fit)
{
	return fit == FIT_AGREES ? GAIN : fit == FIT_DISAGREES ? LOSS : 0;
}

static int change(int from, int to)
{
	int wide = from < to ? to - from : from - to;

	return wide ? CHANGE + WIDER * (wide - 1) : 0;
}

/* The best state at each indicator. Before the first one nothing has moved yet. */
static uint8_t *path_find(const struct shifting *s)
{
	uint8_t *from = arena_alloc(s->c->arena, ((size_t)s->n + 1) * SHIFTS);
	uint8_t *path = arena_alloc(s->c->arena, s->n + 1);
	int64_t score[SHIFTS], next[SHIFTS];
	int best = HERE;

	for (int to = 0; to < SHIFTS; to++)
		score[to] = change(HERE, to);
	for (uint32_t k = 0; k < s->n; k++) {
		for (int to = 0; to < SHIFTS; to++) {
			int via = to;

			for (int state = 0; k && state < SHIFTS; state++)
				if (score[state] + change(state, to) > score[via] + change(via, to))
					via = state;
			from[(size_t)k * SHIFTS + (size_t)to] = (uint8_t)via;
			next[to] = score[via] + change(via, to) + worth(fit_at(s, k, to - HERE));
		}
		memcpy(score, next, sizeof(score));
	}
	for (int state = 0; state < SHIFTS; state++)
		if (score[state] > score[best])
			best = state;
	for (uint32_t k = s->n; k > 0; k--) {
		path[k - 1] = (uint8_t)best;
		best = from[(size_t)(k - 1) * SHIFTS + (size_t)best];
	}
	return path;
}

/* ---- what the path says ------------------------------------------------------------------------
 */

/* The first indicator that no longer fits: about 'k', where the path changes. */
static uint32_t first_misfit(const struct shifting *s, uint32_t k, int before)
{
	uint32_t first = NONE;

	for (uint32_t i = k; i > 0 && k - i < WINDOW; i--) {
		enum fit fit = fit_at(s, i - 1, before);

		if (fit == FIT_AGREES)
			break;
		if (fit == FIT_DISAGREES)
			first = i - 1;
	}
	for (uint32_t i = k; first == NONE && i < s->n && i - k < WINDOW; i++)
		if (fit_at(s, i, before) == FIT_DISAGREES)
			first = i;
	return first == NONE ? k : first;
}

static bool shows(const struct shifting *s, uint32_t first, int before, int after)
{
	int removed = 0, agree = 0, wanted = is_compilation(s->c) ? AGREE_COMPILED : AGREE_LOOSE;

	for (uint32_t k = first; k < s->n && k - first < WINDOW; k++) {
		enum fit old = fit_at(s, k, before), new = fit_at(s, k, after);

		removed += (old == FIT_DISAGREES) - (new == FIT_DISAGREES);
		agree += new == FIT_AGREES;
	}
	/* The claim whose note was lost fits neither way. */
	removed += fit_at(s, first, after) == FIT_DISAGREES;
	return removed >= SHOWN && agree >= wanted;
}

/* Two notes that were lost together may look like one and one more: a single step then. */
static void add_step(const struct shifting *s, struct drift *d, struct drift_step step)
{
	struct drift_step *last = d->steps.n ? vec_last(&d->steps) : NULL;

	if (last && step.from - last->from <= SHIFT_MOST + 1 && last->shift &&
	    (step.shift < step.before) == (last->shift < last->before))
		last->shift = step.shift;
	else
		*vec_push(s->c->arena, &d->steps) = step;
}

static void read_path(const struct shifting *s, const uint8_t *path, struct drift *d)
{
	int held = HERE;

	for (uint32_t k = 0; k < s->n; k++) {
		uint32_t first;

		if (path[k] == held)
			continue;
		first = first_misfit(s, k, held - HERE);
		if (!shows(s, first, held - HERE, path[k] - HERE))
			continue;
		add_step(s, d,
			 (struct drift_step){s->indicators[first], (int8_t)(path[k] - HERE),
					     (int8_t)(held - HERE)});
		held = path[k];
	}
}

const struct drift *drift_find(struct checking *c)
{
	struct drift *d = ARENA_NEW(c->arena, struct drift);
	struct shifting s = {.c = c};

	*d = (struct drift){0};
	if (c->ap->inferred || c->ap->ocr || !rule_on(c, "note-number-drift"))
		return d;
	gather(&s);
	if (may_drift(&s))
		read_path(&s, path_find(&s), d);
	return d;
}

bool drift_holds(const struct drift *d, uint32_t i)
{
	uint32_t low;

	SEARCH(low, d->steps.n, d->steps.at[low].from <= i);
	return low && d->steps.at[low - 1].shift != 0;
}

/* ---- the rule ------------------------------------------------------------------------------- */

static struct str moved_by(struct checking *c, int by)
{
	static const char *const words[] = {"", "one", "two", "three", "four", "five", "six"};
	int n = by < 0 ? -by : by;

	return arena_printf(c->arena, "%s %s", words[n], by < 0 ? "lower" : "higher");
}

/* What happened just before: which is meant only the author knows. */
static const char *cause(int by)
{
	if (by == -1)
		return "a note was lost or an indicator added";
	if (by == 1)
		return "a note was added or an indicator lost";
	return by < 0 ? "notes were lost or indicators added"
		      : "notes were added or indicators lost";
}

static void run(struct checking *c)
{
	const struct drift *d = drift_find(c);

	for (uint32_t i = 0; i < d->steps.n; i++) {
		const struct drift_step *step = &d->steps.at[i];
		const struct indicator *in = &c->ap->indicators.at[step->from];
		struct finding *f = found_at_indicator(c, "note-number-drift", step->from);
		int by = step->shift - step->before;

		found_str(f, "fits", step->shift ? moved_by(c, step->shift) : STR_NONE);
		found_str(f, "by", moved_by(c, by));
		found_str(f, "cause", str_of(cause(by)));
		found_related(c, f, in->claim, "the sentence");
		found_related(c, f, c->ap->notes.at[in->note].span, "the note it calls");
	}
}

static const char *const slugs[] = {"note-number-drift", NULL};

const struct checker checker_drift = {"drift", slugs, run};
