/*
 * The verdict on an address, from all that was seen on the way. Pure: the same evidence
 * always gives the same verdict.
 *
 * Status alone proves nothing: type, first bytes, length, title and words of the page, headers
 * of bot walls, where it ended, and the answer to an address of the same host that cannot
 * exist (the probe) are weighed together. What cannot be told is said so; only what is certain
 * is a failure.
 */
#ifndef LINK_JUDGE_H
#define LINK_JUDGE_H

#include "link/reply.h"
#include "link/verdict.h"

/* Where an address led: the last answer at each address on the way, in order. A meta refresh
 * is a hop like any other. */
struct trail {
	struct str address;   /* asked, without fragment */
	struct str carries;   /* the symbol that the document behind it should carry, or empty */
	struct str fragment;  /* name behind "#", or empty */
	uint32_t fragment_at; /* … its index in page_wanted.fragments */
	const struct reply *replies;
	uint32_t n;		   /* 0: it was not asked */
	bool circle;		   /* the redirects came round, or were too many */
	const struct reply *probe; /* or NULL */
};

/* The strings of 'out' are in 'a': answers may go. */
void judge(struct verdict *out, const struct trail *t, struct arena *a);

/* The answer to a HEAD does not settle the matter (refused, or not to be believed): ask with GET.
 */
bool judge_wants_get(const struct reply *head);

/* The answer opens, and only the probe can tell whether it means something. */
bool judge_wants_probe(const struct trail *t);

/* The reply beside whose address the probe is to be asked, an index: the last one at the document
 * itself. Where that leads elsewhere, the probe tells whether all is led there. */
uint32_t judge_probe_beside(const struct trail *t);

/* What is wrong may pass: 429, 5xx, time-outs, cut connections, names not found, empty answers. */
bool judge_may_pass(const struct reply *r);

#endif
