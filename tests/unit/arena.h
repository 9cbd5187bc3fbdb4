/*
 * The arena of a unit test: fresh for every case.
 */
#ifndef UNIT_ARENA_H
#define UNIT_ARENA_H

#include "base/arena.h"

#include "unit.h"

static struct arena arena;

static inline void setup(void)
{
	arena_init(&arena);
}

static inline void teardown(void)
{
	arena_release(&arena);
}

#endif
