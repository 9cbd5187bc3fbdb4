#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { BLOCK_SIZE = 256 * 1024, ALIGNMENT = 16 };

struct arena_block {
	struct arena_block *next;
	size_t size; /* usable bytes */
	_Alignas(16) char bytes[];
};

void arena_init(struct arena *a)
{
	*a = (struct arena){0};
}

void arena_release(struct arena *a)
{
	for (struct arena_block *b = a->first, *next; b; b = next) {
		next = b->next;
		free(b);
	}
	arena_init(a);
}

static void arena_use(struct arena *a, struct arena_block *b)
{
	a->block = b;
	a->next = b ? b->bytes : NULL;
	a->end = b ? b->bytes + b->size : NULL;
}

void arena_reset(struct arena *a, size_t keep)
{
	struct arena_block **link = &a->first;
	size_t kept = 0;

	while (*link) {
		struct arena_block *b = *link;

		if (kept + b->size <= keep) {
			kept += b->size;
			link = &b->next;
			continue;
		}
		*link = b->next;
		a->reserved -= b->size;
		free(b);
	}
	arena_use(a, a->first);
}

static _Noreturn void arena_exhausted(struct arena *a)
{
	if (a->escape)
		longjmp(*a->escape, 1);
	fprintf(stderr, "footfault: out of memory\n");
	exit(2);
}

_Noreturn void arena_fail(struct arena *a)
{
	arena_exhausted(a);
}

bool arena_try(struct arena *a, void (*work)(void *to), void *to)
{
	jmp_buf *outer = a->escape, here;
	volatile bool whole = true;

	a->escape = &here;
	if (setjmp(here) == 0)
		work(to);
	else
		whole = false;
	a->escape = outer;
	return whole;
}

/* A block with room for 'size' bytes becomes the one in use: a later one that
 * an earlier reset has kept, or a new one put behind the present. */
static void arena_grow(struct arena *a, size_t size)
{
	struct arena_block *after = a->block, *b;
	size_t want = size > BLOCK_SIZE ? size : BLOCK_SIZE;

	while (after && after->next) {
		after = after->next;
		if (after->size >= size) {
			arena_use(a, after);
			return;
		}
	}
	if (a->limit && (want > a->limit || a->reserved > a->limit - want))
		arena_exhausted(a);
	b = malloc(sizeof(*b) + want);
	if (!b)
		arena_exhausted(a);
	b->size = want;
	b->next = NULL;
	if (after)
		after->next = b;
	else
		a->first = b;
	a->reserved += want;
	arena_use(a, b);
}

void *arena_alloc(struct arena *a, size_t size)
{
	char *p;

	if (size > SIZE_MAX / 2)
		arena_exhausted(a);
	size = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
	if ((size_t)(a->end - a->next) < size)
		arena_grow(a, size);
	p = a->next;
	a->next += size;
	return p;
}

/* The link to the block that holds these 'size' bytes and nothing else, or NULL. */
static struct arena_block **block_of_its_own(struct arena *a, const void *p, size_t size)
{
	struct arena_block **link = &a->first;

	if (size < BLOCK_SIZE)
		return NULL;
	while (*link && (*link)->bytes != p)
		link = &(*link)->next;
	return *link && (*link)->size == size ? link : NULL;
}

void *arena_widen(struct arena *a, void *old, size_t size, size_t wider)
{
	struct arena_block **link = block_of_its_own(a, old, size), *b;
	size_t more = wider - size;
	bool used;

	if (!link || wider % ALIGNMENT) {
		void *fresh = arena_alloc(a, wider);

		if (size)
			memcpy(fresh, old, size);
		return fresh;
	}
	if (wider > SIZE_MAX / 2 ||
	    (a->limit && (more > a->limit || a->reserved > a->limit - more)))
		arena_exhausted(a);
	used = a->block == *link;
	b = realloc(*link, sizeof(*b) + wider);
	if (!b)
		arena_exhausted(a);
	*link = b;
	b->size = wider;
	a->reserved += more;
	if (used) {
		arena_use(a, b);
		a->next = a->end;
	}
	return b->bytes;
}

void *arena_zero(struct arena *a, size_t size)
{
	return memset(arena_alloc(a, size), 0, size);
}

struct str arena_str(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1);

	if (s.n)
		memcpy(p, s.p, s.n);
	p[s.n] = '\0';
	return (struct str){p, s.n};
}

struct str arena_printf(struct arena *a, const char *format, ...)
{
	char small[512];
	va_list args, again;
	char *p;
	int n;

	va_start(args, format);
	va_copy(again, args);
	n = vsnprintf(small, sizeof(small), format, args);
	va_end(args);
	if (n < 0)
		n = 0;
	p = arena_alloc(a, (size_t)n + 1);
	if ((size_t)n < sizeof(small))
		memcpy(p, small, (size_t)n + 1);
	else
		vsnprintf(p, (size_t)n + 1, format, again);
	va_end(again);
	return (struct str){p, (size_t)n};
}

struct str arena_number(struct arena *a, uint64_t value)
{
	char digits[20];
	size_t n = sizeof(digits);

	do
		digits[--n] = (char)('0' + value % 10);
	while (value /= 10);
	return arena_str(a, (struct str){digits + n, sizeof(digits) - n});
}
