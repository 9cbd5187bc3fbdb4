/*
 * Many literals sought in one pass: the scan looks at three bytes, and then as many bytes
 * further on as no literal can hide in, so that rare words cost a fraction of a nanosecond a
 * byte. ASCII case does not count.
 */
#ifndef CHECK_LITERALS_H
#define CHECK_LITERALS_H

#include "base/arena.h"

enum { LITERAL_LEAST = 3 }; /* bytes of the shortest literal */

struct literal {
	struct str text;
	uint32_t which; /* what the caller calls it */
};

struct literals;

/* Keeps the slices, not copies. NULL when n is 0. */
const struct literals *literals_new(struct arena *a, const struct literal *at, uint32_t n);

/* Calls 'hit' for each occurrence, in the order in which they begin, until it returns false. NULL
 * finds nothing. */
void literals_scan(const struct literals *l, struct str text,
		   bool (*hit)(void *to, const struct literal *literal, size_t at), void *to);

#endif
