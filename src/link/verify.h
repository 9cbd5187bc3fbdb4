/*
 * The run over all links: who is asked when, how often, and what is remembered.
 *
 * One thread. Each host has a bucket of one request at its rate, a cap on requests under way,
 * pauses that double after 429 and 5xx, and Retry-After; a fast pass, then a slow one (one at
 * a time a host, twice the patience) for what may pass. What the memory has seen alive lately
 * is not asked.
 */
#ifndef LINK_VERIFY_H
#define LINK_VERIFY_H

#include "base/err.h"
#include "link/fetch.h"
#include "link/links.h"
#include "link/memory.h"

enum { RATE_BY_HOST = -1 };

struct verify_options {
	struct fetch_options fetch;
	double rate;	      /* requests a second and host; 0: no limit; RATE_BY_HOST: as
				 rules/hosts.json says */
	uint32_t max_seconds; /* for the whole run; 0: no limit. What is left is LINK_UNCHECKED */
	const char *const *exclude; /* patterns, see link_is_excluded */
	uint32_t nexclude;
	bool offline;	     /* ask nobody: the memory and the tables alone */
	uint32_t fresh_days; /* what was live so many days ago or less is not asked */
	uint32_t dead_days;
	int64_t now; /* seconds since 1970: the time of this run, for the memory */
	void (*tick)(void *to, uint32_t done, uint32_t total); /* now and then, or NULL */
	void *to;
};

/* What a run did, for the report. */
struct verify_totals {
	uint32_t asked, remembered, requests;
	bool proxied; /* some went through a proxy: where they led could be judged by name only */
	bool no_network; /* no name could be looked up: failures of this run do not count */
};

/* 'm' may be NULL. Not FF_OK when libcurl is missing or the memory cannot be written; verdicts
 * given until then stay. */
enum status links_verify(struct web_links *ls, const struct verify_options *o, struct memory *m,
			 struct verify_totals *totals, struct err *err);

/* "*.pdf", "https://example.org/old/" followed by "*": "*" stands for anything; a pattern without
 * "*" and "/" is a host with all below it, one without "*" the beginning of an address. */
bool link_is_excluded(struct str address, const char *const *patterns, uint32_t n);

#endif
