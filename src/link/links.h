/*
 * All addresses of a run, each once however often it is cited, with what became known of
 * them.
 */
#ifndef LINK_LINKS_H
#define LINK_LINKS_H

#include "base/vec.h"
#include "link/verdict.h"

struct web_target;

struct web_link {
	struct str address;	   /* canonical (target.h), with its fragment */
	struct str carries;	   /* symbol that the document behind it should carry, or empty */
	struct web_target *target; /* the address taken apart; NULL: verify.c does it */
	struct str successor;	   /* the address of today, known without asking; or empty */
	uint32_t year; /* of the oldest document that cites it: the copy to look for; 0: unknown */
	struct verdict verdict;
	struct standing standing;
	struct archived archived;
	int64_t seen;	 /* when the verdict was given (seconds since 1970); 0: not yet */
	bool remembered; /* the verdict is the memory's: it was not asked in this run */
};

/* Links stay where they are while others are added. */
struct web_links {
	struct arena *arena;
	VEC(struct web_link *) all; /* in the order in which they were added */
	uint32_t *slots;	    /* hash table of indices + 1 */
	uint32_t nslots;
};

void links_init(struct web_links *ls, struct arena *a);

/* The link of this address; a new one is LINK_UNCHECKED. 'address' is copied. */
struct web_link *links_add(struct web_links *ls, struct str address);

/* NULL where there is none. Safe from several threads while nobody adds. */
const struct web_link *links_find(const struct web_links *ls, struct str address);

#endif
