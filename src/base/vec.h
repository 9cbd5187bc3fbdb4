/*
 * Arrays that grow in an arena: VEC(struct note) notes = {0}; then
 * *vec_push(arena, &notes) = note, notes.at[i], notes.n. Growing doubles and
 * leaves the old array to the arena, so pointers into the array last only until
 * the next push; indices last for ever. At most UINT32_MAX elements.
 */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include "base/arena.h"

#define VEC(type)                                                                                  \
	struct {                                                                                   \
		type *at;                                                                          \
		uint32_t n;                                                                        \
		uint32_t cap;                                                                      \
	}

/* Points to one more element, its bytes zero. */
#define vec_push(arena, v)                                                                         \
	((v)->n == (v)->cap ? vec_grow((arena), (void *)&(v)->at, &(v)->cap, sizeof(*(v)->at))     \
			    : (void)0,                                                             \
	 memset(&(v)->at[(v)->n], 0, sizeof(*(v)->at)), &(v)->at[(v)->n++])

/* Room for 'most' elements in an empty array, where so many are likely. */
#define vec_reserve(arena, v, most)                                                                \
	((v)->at = arena_alloc((arena), (size_t)(most) * sizeof(*(v)->at)),                        \
	 (v)->cap = (uint32_t)(most))

/*
 * The search by halves: 'i' becomes the first index below 'n' for which 'before', an
 * expression of 'i', does not hold, or 'n'. It must hold for all before that and none behind.
 */
#define SEARCH(i, n, before)                                                                       \
	for (uint32_t search_low = 0, search_high = (n);                                           \
	     (i) = search_low + (search_high - search_low) / 2, search_low < search_high;)         \
		if (before)                                                                        \
			search_low = (i) + 1;                                                      \
		else                                                                               \
			search_high = (i)

/* The last element; the array must not be empty. */
#define vec_last(v) (&(v)->at[(v)->n - 1])

/* Room for at least one more element. 'at' points to the array's pointer. */
void vec_grow(struct arena *a, void *at, uint32_t *cap, size_t size);

#endif
