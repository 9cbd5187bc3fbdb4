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

/* Those of 'bodies' for whom nobody in 'cited' speaks. */
struct body_set attribution_lacking(struct body_set bodies, struct body_set cited);

/* Whose document the citation may be; of an Ibid. any that it may stand for. */
struct body_set attribution_cited(const struct apparatus *ap, const struct citation *c);

/* True when it is known who speaks in the citation, and only that. */
bool attribution_is_known(const struct citation *c);

/* How the claim of 'in' and 'note' fit. Asides ("See also") do not count; one source that
 * anybody may have written makes a disagreement unknown. */
enum fit attribution_fit(const struct checking *c, const struct indicator *in,
			 const struct note *note);

/* Beyond compilations: the last sentence of the claim itself says who speaks, and none of those is
 * an organ of States or the holder of an office that is not said. */
bool attribution_is_plain(const struct checking *c, const struct indicator *in);

/* A sentence that cites for one speaker what another sentence cites for another. */
struct stray {
	uint32_t indicator, owner; /* indices of indicators */
};

struct strays {
	VEC(struct stray) list; /* ascending */
};

/* Of each source at most so many sentences are compared with each other. */
enum { STRAYS_LOOK = 64 };
void attribution_strays(struct checking *c, struct strays *out);

/* "the Committee against Torture and UNHCR", "the Special Rapporteur": in the arena. */
struct str attribution_names(struct checking *c, struct body_set bodies);

#endif
