/*
 * Work on many items in several threads, with results taken in order whatever
 * finishes first. Memory is bounded: at most JOBS_AHEAD finished results a thread wait
 * for their turn.
 */
#ifndef CLI_JOBS_H
#define CLI_JOBS_H

#include <stdbool.h>
#include <stdint.h>

enum { JOBS_AHEAD = 8, JOBS_MOST = 256 };

struct jobs {
	uint32_t n;	  /* items */
	uint32_t threads; /* 1: all in the calling thread */
	uint32_t slots;	  /* filled by jobs_run: results that 'to' must have room for */
	void *to;
	/* In a worker: what it keeps, handed to 'work'; NULL is a failure. */
	void *(*start)(void *to);
	void (*stop)(void *state);
	/* In a worker: item 'item' into result 'slot'. */
	void (*work)(void *to, void *state, uint32_t item, uint32_t slot);
	/* In the calling thread, in the order of the items. */
	void (*take)(void *to, uint32_t item, uint32_t slot);
	/* In the calling thread, now and then while it waits. */
	void (*idle)(void *to);
};

/* Slots that a run of 'threads' threads uses. */
uint32_t jobs_slots(uint32_t threads);

/* False when no worker could be started. */
bool jobs_run(struct jobs *jobs);

/* As many threads as there are processors, JOBS_MOST at most. */
uint32_t jobs_processors(void);

#endif
