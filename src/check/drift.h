/*
 * Where the numbers of text and notes have come apart.
 */
#ifndef CHECK_DRIFT_H
#define CHECK_DRIFT_H

#include "check/check.h"

/* From indicator 'from' on, the notes fit when taken 'shift' places further down the list (up, if
 * below 0): 'before' is the shift that held until then. */
struct drift_step {
	uint32_t from;
	int8_t shift, before;
};

struct drift {
	VEC(struct drift_step) steps; /* ascending */
};

/* In the document's arena; without steps where the rule note-number-drift is off. */
const struct drift *drift_find(struct checking *c);

/* True where the note of indicator 'i' is not its own. */
bool drift_holds(const struct drift *d, uint32_t i);

#endif
