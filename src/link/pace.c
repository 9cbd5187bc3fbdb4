#include "link/pace.h"

enum { MICROSECONDS = 1000, SECOND = 1000000 };

bool pace_may(const struct pace *p, uint64_t now)
{
	return p->under_way < p->most && now >= p->next;
}

static void wait_until(struct pace *p, uint64_t at)
{
	p->next = p->next > at ? p->next : at;
}

/* The next request comes an interval behind one at 'at'. Without a limit several begin at one
 * moment, of which the caller may have an older notion. */
static void keep_interval(struct pace *p, uint64_t at)
{
	if (p->interval)
		wait_until(p, at + p->interval);
}

void pace_begin(struct pace *p, uint64_t now)
{
	p->under_way++;
	keep_interval(p, now);
}

/* Up to half as long again: a linear congruential step is random enough to part two runs. */
static uint64_t with_jitter(struct pace *p)
{
	p->seed = p->seed * 1664525 + 1013904223;
	return (uint64_t)p->pause_ms * MICROSECONDS +
	       (uint64_t)(p->seed >> 16) * p->pause_ms * MICROSECONDS / 2 / 65536;
}

void pace_end(struct pace *p, uint64_t now, uint64_t sent, bool busy, int64_t retry_after)
{
	p->under_way--;
	keep_interval(p, sent);
	if (!busy) {
		p->pause_ms = 0;
		return;
	}
	p->pause_ms = p->pause_ms ? p->pause_ms * 2 : PACE_FIRST_MS;
	if (p->pause_ms > PACE_MOST_MS)
		p->pause_ms = PACE_MOST_MS;
	wait_until(p, now + with_jitter(p));
	if (retry_after > 0 && retry_after <= PACE_PATIENCE)
		wait_until(p, now + (uint64_t)retry_after * SECOND);
}
