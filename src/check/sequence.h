/*
 * What the rules on numbering share: which numbers of a sequence stand out of order.
 */
#ifndef CHECK_SEQUENCE_H
#define CHECK_SEQUENCE_H

#include "base/arena.h"

/*
 * Marks the members of the longest strictly ascending run (left to right, not
 * neighbours necessarily): in[i] is true for those. What is left is out of order, so
 * that one stray number is one finding and not a finding for all behind it.
 * Time n log n.
 */
void sequence_ascending(struct arena *a, const uint64_t *numbers, uint32_t n, bool *in);

/* "1, 5–7 and 33–102" for a sorted list of numbers. In the arena; at most 12 ranges are
 * named, then "and others". */
struct str sequence_ranges(struct arena *a, const uint32_t *numbers, uint32_t n);

#endif
