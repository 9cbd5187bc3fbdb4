/*
 * Many addresses to their ends, each host at its own pace: the loop between visits
 * (visit.h), hosts (pace.h) and the network (fetch.h).
 *
 * A fast pass, then a slow one for what failed and may pass: one request at a time a host, with
 * twice the patience. What holds for a whole host (its name does not resolve, it never
 * answered, it asked for a long pause) is not asked again for each of its addresses.
 */
#ifndef LINK_SCHEDULE_H
#define LINK_SCHEDULE_H

#include "link/fetch.h"
#include "link/visit.h"

/* One address to visit. */
struct errand {
	struct web_target target;
	struct page_wanted wanted;
};

struct schedule_options {
	double rate; /* as in struct verify_options */
	uint32_t under_way;
	uint32_t max_seconds; /* 0: no limit */
	/* An errand is over. 'visit' lasts until this returns; NULL: the time was over before. */
	void (*done)(void *to, uint32_t errand, const struct visit *visit);
	void (*tick)(void *to); /* some times a second */
	void *to;
};

struct schedule_totals {
	uint32_t requests;
	bool proxied;  /* some request went through a proxy */
	bool resolved; /* some name could be looked up */
};

/* Everything needed is in 'a'. */
void schedule_run(struct fetch *f, const struct errand *errands, uint32_t n,
		  const struct schedule_options *o, struct schedule_totals *totals,
		  struct arena *a);

#endif
