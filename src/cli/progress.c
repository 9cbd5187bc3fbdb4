#include "cli/progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE = 500, BETWEEN = 100, WIDTH = 30 };

static uint64_t now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

void progress_init(struct progress *p, uint32_t total, const char *noun, bool quiet)
{
	const char *term = getenv("TERM");

	*p = (struct progress){.noun = noun, .total = total};
	p->wanted = !quiet && isatty(STDERR_FILENO) && term && strcmp(term, "dumb") != 0;
	p->began = p->wanted ? now() : 0;
}

static void draw(struct progress *p)
{
	char bar[WIDTH + 1];
	uint32_t filled = (uint32_t)((uint64_t)p->done * WIDTH / (p->total ? p->total : 1));

	memset(bar, ' ', WIDTH);
	memset(bar, '#', filled < WIDTH ? filled : WIDTH);
	bar[WIDTH] = '\0';
	fprintf(stderr, "\r[%s] %u of %u %s", bar, p->done, p->total, p->noun);
	p->shown = true;
}

void progress_tick(struct progress *p, uint32_t done)
{
	uint64_t t;

	p->done = done;
	if (!p->wanted)
		return;
	t = now();
	if (t - p->began < PATIENCE || t - p->drawn < BETWEEN)
		return;
	p->drawn = t;
	draw(p);
}

void progress_clear(struct progress *p)
{
	if (!p->shown)
		return;
	fputs("\r\033[K", stderr);
	p->shown = false;
	p->drawn = 0;
}
