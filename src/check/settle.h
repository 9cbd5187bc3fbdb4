/*
 * The end of a run: findings are given their place in the source, their severity,
 * their message and their fingerprint; what is covered by another or said twice goes.
 */
#ifndef CHECK_SETTLE_H
#define CHECK_SETTLE_H

#include "check/suppress.h"

struct settling {
	/* What suppresses; any may be NULL. */
	const struct config *config;
	const struct baseline *baseline;
	bool fingerprints; /* are asked for; a baseline needs them */
};

void settle(struct checking *c, const struct where_map *map, const struct settling *with);

/* The words that a finding is about. */
struct str finding_text(const struct document *d, const struct finding *f);

/*
 * The rule's message with its {names} filled in. False when the template has a name
 * that the checker did not give; it then stands there as it is.
 */
bool finding_message(struct str *out, const struct document *d, const struct finding *f,
		     struct arena *a);

#endif
