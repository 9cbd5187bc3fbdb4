/*
 * One address from the first request to the verdict: HEAD or GET, redirects one by one, a
 * probe where only that can tell. A state machine that asks nobody itself: the run (verify.c)
 * and recordings (replies.c) bring the answers.
 *
 * A page is asked with GET at once, because its words are needed; a file (by its name) with
 * HEAD, then with a GET of its first bytes, because HEAD lies on some servers.
 */
#ifndef LINK_VISIT_H
#define LINK_VISIT_H

#include "link/judge.h"
#include "link/fetch.h"
#include "link/target.h"

/* Redirects that are followed, as browsers do about twice as many. */
enum { VISIT_HOPS = 10 };

struct visit {
	struct web_target target;  /* what is asked next, or was asked last */
	struct page_wanted wanted; /* filled by the caller, before the first request */
	struct str address;	   /* where it began */
	struct reply replies[VISIT_HOPS + 1];
	uint32_t n;
	struct reply probe;
	bool probed, circle, done;
	uint8_t method; /* of the next request */
	bool probing;	/* the next answer is that of the probe */
};

/* 'address' is canonical; strings live in the caller's arena. */
void visit_begin(struct visit *v, const struct web_target *target);

/* What to ask next; false when nothing is left to ask. */
bool visit_next(struct visit *v, struct request *out, struct arena *a);

/* The answer to it. A failed one that may pass can be asked again: the last answer counts. */
void visit_take(struct visit *v, const struct reply *r, struct arena *a);

/* What there is to judge by, for one of the fragments asked for (NONE: none). */
struct trail visit_trail(const struct visit *v, struct str carries, uint32_t fragment);

#endif
