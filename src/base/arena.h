/*
 * An arena: memory that is handed out in order and freed all at once. One arena
 * serves one job; it is reset between documents and keeps its blocks, so that a
 * warm job allocates nothing. Not safe to share between threads.
 *
 * Out of memory (or past 'limit' bytes) there is one way out: the arena jumps to
 * 'escape' when that is set, and ends the process with a message otherwise. So
 * nobody who allocates has to look at the result.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/str.h"

#include <setjmp.h>

struct arena_block;

struct arena {
	struct arena_block *first, *block; /* all blocks; the one in use */
	char *next, *end;		   /* the free part of the block in use */
	size_t reserved;		   /* bytes of all blocks */
	size_t limit;			   /* most bytes to reserve; 0: no limit */
	jmp_buf *escape;		   /* where to go when there is no more, or NULL */
};

void arena_init(struct arena *a);
void arena_release(struct arena *a);

/* Forgets everything that was handed out. Keeps up to 'keep' bytes of blocks. */
void arena_reset(struct arena *a, size_t keep);

/* 'size' bytes, aligned for any type, with the bytes undefined. Never NULL. */
void *arena_alloc(struct arena *a, size_t size);

/*
 * The 'size' bytes at 'old' with room for 'wider', the rest undefined. What is large has a block
 * of its own, which is made wider: there 'old' is no more.
 */
void *arena_widen(struct arena *a, void *old, size_t size, size_t wider);

/* As arena_alloc, all bytes zero. */
void *arena_zero(struct arena *a, size_t size);

/* A copy of 's', NUL-terminated for the sake of C functions. */
struct str arena_str(struct arena *a, struct str s);

struct str arena_printf(struct arena *a, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* A number in decimal figures; as arena_printf with "%u", without its cost. */
struct str arena_number(struct arena *a, uint64_t value);

/*
 * Does 'work'; false when that ran out of memory. For what must be released beside the arena:
 * release it, then go the way out with arena_fail.
 */
bool arena_try(struct arena *a, void (*work)(void *to), void *to);
_Noreturn void arena_fail(struct arena *a);

#define ARENA_NEW(a, type) ((type *)arena_zero((a), sizeof(type)))

#endif
