/*
 * What memory.c (answers) and memory_runs.c (looking back) share.
 */
#ifndef LINK_MEMORY_PARTS_H
#define LINK_MEMORY_PARTS_H

#include "link/memory.h"
#include "link/store.h"

struct memory {
	struct store store;
	int64_t run;	  /* the one that has begun, or 0 */
	int64_t now;	  /* of its last answer, or of its beginning */
	uint32_t waiting; /* answers that are not yet in the file, at most */
};

/* The verdict's name in a column; of none, and of one that is not known, LINK_UNCHECKED. */
unsigned memory_kind(sqlite3_stmt *st, int column);

/* The columns verdict, status, flags, why, final and sketch from 'column' on. */
void memory_verdict(struct verdict *out, sqlite3_stmt *st, int column, struct arena *a);

#endif
