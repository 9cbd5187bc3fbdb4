/*
 * Copies in web archives for what fails: the one nearest to the date of the document that
 * cites it, not the latest, for pages drift.
 *
 * Asked in turn until one answers with a copy: the Wayback Machine's CDX server, its
 * availability API (with and without "https://", which differ), and Memento TimeGates
 * (RFC 7089). None of them proves by silence that there is no copy; 'archived.why' says
 * what was asked and what it answered. One request at a time; whoever answers 429, or fails a few
 * times in a row, is not asked again in this run.
 */
#ifndef LINK_ARCHIVE_H
#define LINK_ARCHIVE_H

#include "link/fetch.h"
#include "link/links.h"

enum {
	ARCHIVE_SPACING_MS = 1000, /* what is polite */
	ARCHIVE_FAILURES = 3,	   /* in a row, and an archive is not asked again */
	ARCHIVE_HOPS = 5,	   /* redirects on the way to a Memento */
};

struct archive_options {
	const char *cdx;	      /* base address of a CDX server; NULL: the Wayback Machine's;
					 "": none is asked */
	const char *availability;     /* likewise */
	const char *copies;	      /* what stands before "20190304120000/https://…"; NULL: the
					 Wayback Machine's */
	const char *const *timegates; /* bases, to which the address is added; NULL and 0: the
					 Memento aggregator's; "": none */
	uint32_t ntimegates;
	uint32_t spacing_ms;				       /* between two requests; 0: none */
	void (*tick)(void *to, uint32_t done, uint32_t total); /* or NULL */
	void *to;
};

/* The link wants a copy: it is dead, or failed when it was asked last. */
bool archive_is_wanted(const struct web_link *l);

/* Fills 'archived' of all links that want one. 'f' has nothing under way. */
void archive_find(struct web_links *ls, struct fetch *f, const struct archive_options *o);

#endif
