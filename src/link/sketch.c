#include "link/sketch.h"

void sketch_add(struct sketch *s, uint32_t hash)
{
	uint32_t i = s->n;

	if (s->n == SKETCH_MOST && hash >= s->at[SKETCH_MOST - 1])
		return;
	while (i && s->at[i - 1] > hash)
		i--;
	if (i && s->at[i - 1] == hash)
		return;
	s->n += s->n < SKETCH_MOST;
	memmove(&s->at[i + 1], &s->at[i], (s->n - 1 - i) * sizeof(*s->at));
	s->at[i] = hash;
}

/* Of the least hashes of both texts together, how many are in both. */
unsigned sketch_alike(const struct sketch *a, const struct sketch *b)
{
	uint32_t i = 0, k = 0, both = 0, seen = 0;

	while (seen < SKETCH_MOST && (i < a->n || k < b->n)) {
		uint32_t x = i < a->n ? a->at[i] : UINT32_MAX;
		uint32_t y = k < b->n ? b->at[k] : UINT32_MAX;
		bool from_a = i < a->n && (k == b->n || x <= y);
		bool from_b = k < b->n && (i == a->n || y <= x);

		both += from_a && from_b;
		i += from_a;
		k += from_b;
		seen++;
	}
	return seen ? 100 * both / seen : 0;
}
