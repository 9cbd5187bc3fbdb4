/*
 * Runs a command and tells what it cost. For the bench and for the tests that bound
 * memory and growth; nothing here judges absolute time.
 */
#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H

#include <stdbool.h>

struct cost {
	double wall, cpu; /* seconds; cpu is user and system time together */
	double peak;	  /* MiB of resident memory at its highest, at least this program's own */
	int status;	  /* exit status, or 128 + the signal that ended it */
};

/* Runs argv (NULL at the end). 'discard' sends its standard output to /dev/null.
 * A command that cannot be started has the status 127. */
struct cost measure(const char *const argv[], bool discard);

/* The cheapest of 'times' runs by CPU time, output discarded. */
struct cost measure_cheapest(const char *const argv[], int times);

#endif
