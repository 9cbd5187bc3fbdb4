/*
 * Sentence and note: does the note cite those that the sentence names? What the checkers of
 * attributions and of shifted numbers share.
 */
#ifndef CHECK_ATTRIBUTION_H
#define CHECK_ATTRIBUTION_H

#include "check/check.h"

enum fit { FIT_UNKNOWN, FIT_AGREES, FIT_DISAGREES };

/* True in the genre in which every sentence names its source. */
bool is_compilation(const struct checking *c);

/* Bodies whose documents a sentence that names 'bodies' may cite: they and their kin. */
struct body_set attribution_kin(struct body_set bodies);

/* True when it is known who speaks in the citation, and only that. */
bool attribution_is_known(const struct citation *c);

/* How the claim of 'in' and 'note' fit. Asides ("See also") do not count; one source that
 * anybody may have written makes a disagreement unknown. */
enum fit attribution_fit(const struct checking *c, const struct indicator *in,
			 const struct note *note);

/* "the Committee against Torture and UNHCR", "the Special Rapporteur": in the arena. */
struct str attribution_names(struct checking *c, struct body_set bodies);

#endif
