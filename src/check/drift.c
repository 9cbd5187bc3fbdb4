/*
 * A note that was lost or added when only one side was numbered anew: from there on the
 * notes fit the text better when they are moved by one.
 */
#include "check/indicator.h"

enum {
	DRIFT_AGREE = 4,   /* notes that must fit when moved: texts that cite loosely have fewer */
	DRIFT_WINDOW = 10, /* notes within which a shift must show itself twice */
};

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

		if (note < 0 || note >= (int64_t)ap->notes.n || !indicator_is_numbered(in))
			continue;
		fit = fit_of(in, &ap->notes.at[note]);
		*agree += fit == FIT_AGREES;
		*disagree += fit == FIT_DISAGREES;
	}
}

/* Two disagreements within ten notes that a shift by one removes: told once, at the first. */
static void run(struct checking *c)
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

static const char *const slugs[] = {"note-number-drift", NULL};

const struct checker checker_drift = {"drift", slugs, run};
