/*
 * Packages for tests, made as they are needed: what is kept is readable XML.
 */
#ifndef SUPPORT_ZIPPED_H
#define SUPPORT_ZIPPED_H

#include "base/arena.h"

struct zipped_member {
	struct str name, bytes;
};

/* A zip file of these members, in the arena. Ends the process where that cannot be done. */
struct str zipped(struct arena *a, const struct zipped_member *members, size_t n);

/* The same without compression, which takes longer than all else. */
struct str zipped_open(struct arena *a, const struct zipped_member *members, size_t n);

#endif
