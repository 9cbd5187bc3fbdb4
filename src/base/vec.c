#include "base/vec.h"

void vec_grow(struct arena *a, void *at, uint32_t *cap, size_t size)
{
	size_t wider = *cap ? (size_t)*cap * 2 : 16;
	void *old, *fresh;

	if (wider > UINT32_MAX)
		wider = SIZE_MAX / size; /* makes the arena give up in its one place */
	memcpy(&old, at, sizeof(old));
	fresh = arena_widen(a, old, (size_t)*cap * size, wider * size);
	memcpy(at, &fresh, sizeof(fresh));
	*cap = (uint32_t)wider;
}
