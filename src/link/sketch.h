/*
 * A sketch of a text: the least of the hashes of all its runs of three words (a bottom-k
 * sketch; Broder, "On the resemblance and containment of documents", 1997). Two texts are as
 * alike as their sketches; an error of a tenth is usual.
 */
#ifndef LINK_SKETCH_H
#define LINK_SKETCH_H

#include "base/str.h"

enum { SKETCH_MOST = 32 };

struct sketch {
	uint32_t n;		  /* hashes held */
	uint32_t words;		  /* words of the text */
	uint32_t at[SKETCH_MOST]; /* ascending, all different */
};

/* One run of words more, by its hash. */
void sketch_add(struct sketch *s, uint32_t hash);

/* How alike, in per cent. Two empty ones are not alike: nothing is known of them. */
unsigned sketch_alike(const struct sketch *a, const struct sketch *b);

#endif
