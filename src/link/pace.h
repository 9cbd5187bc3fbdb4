/*
 * How fast one host is asked. Pure: the caller brings the time, in microseconds of any
 * steady clock.
 *
 * A token bucket of one request; a cap on requests under way; a pause after 429 and 5xx that
 * doubles each time, with a jitter so that several runs do not come back at one moment; and
 * Retry-After, up to PACE_PATIENCE. An answer in order ends the doubling.
 */
#ifndef LINK_PACE_H
#define LINK_PACE_H

#include <stdbool.h>
#include <stdint.h>

enum {
	PACE_FIRST_MS = 250,  /* the first pause */
	PACE_MOST_MS = 30000, /* the longest that doubling makes */
	PACE_PATIENCE = 60,   /* seconds of a Retry-After that are waited for; a longer one
				 closes the host for this run */
};

struct pace {
	uint64_t interval; /* between the beginnings of two requests; 0: no limit */
	uint64_t next;	   /* not before */
	uint32_t pause_ms; /* the last one; 0: all was in order */
	uint32_t under_way, most;
	uint32_t seed; /* of the jitter */
};

/* It may be asked at 'now'. */
bool pace_may(const struct pace *p, uint64_t now);

void pace_begin(struct pace *p, uint64_t now);

/* The request that began is over. 'sent': when the host had it; a handshake may have come before,
 * and the next one has none. 'busy': 429 or 5xx; 'retry_after' in seconds, or -1. */
void pace_end(struct pace *p, uint64_t now, uint64_t sent, bool busy, int64_t retry_after);

#endif
