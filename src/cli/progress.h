/*
 * A progress bar on standard error: only on a terminal, and only when the work takes
 * more than half a second.
 */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
	const char *noun; /* what is counted: "files" */
	bool wanted, shown;
	uint32_t done, total;
	uint64_t began, drawn; /* milliseconds */
};

void progress_init(struct progress *p, uint32_t total, const char *noun, bool quiet);
void progress_tick(struct progress *p, uint32_t done);

/* Before anything else is written to the terminal. */
void progress_clear(struct progress *p);

#endif
