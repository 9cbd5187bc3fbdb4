#include "check/literals.h"

enum { TABLE = 4096, SHIFT_MOST = 255 };

struct literals {
	const struct literal *at;
	uint32_t n;
	uint32_t least;	       /* bytes of the shortest */
	uint8_t shift[TABLE];  /* how far to go on, by block */
	uint16_t first[TABLE]; /* index + 1 of the first literal with this block at its end */
	uint16_t *next;	       /* by index */
};

/* Folds case, and more than that: what is found is compared afterwards. */
static inline unsigned block_at(const char *p)
{
	return (((unsigned char)p[0] | 0x20u) << 5 ^ ((unsigned char)p[1] | 0x20u)) % TABLE;
}

const struct literals *literals_new(struct arena *a, const struct literal *at, uint32_t n)
{
	struct literals *l;

	if (n == 0 || n >= UINT16_MAX)
		return NULL;
	l = ARENA_NEW(a, struct literals);
	l->at = at;
	l->n = n;
	l->next = arena_zero(a, n * sizeof(*l->next));
	l->least = SHIFT_MOST;
	for (uint32_t i = 0; i < n; i++)
		l->least = at[i].text.n < l->least ? (uint32_t)at[i].text.n : l->least;
	memset(l->shift, (int)l->least - 1, sizeof(l->shift));
	for (uint32_t i = 0; i < n; i++) {
		unsigned last = block_at(at[i].text.p + l->least - 2);

		for (uint32_t j = 0; j + 1 < l->least; j++) {
			unsigned b = block_at(at[i].text.p + j);
			uint8_t far = (uint8_t)(l->least - 2 - j);

			l->shift[b] = far < l->shift[b] ? far : l->shift[b];
		}
		l->next[i] = l->first[last];
		l->first[last] = (uint16_t)(i + 1);
	}
	return l;
}

void literals_scan(const struct literals *l, struct str text,
		   bool (*hit)(void *to, const struct literal *literal, size_t at), void *to)
{
	size_t i;

	if (!l)
		return;
	for (i = l->least - 2; i + 1 < text.n;) {
		unsigned b = block_at(text.p + i);
		size_t begin = i + 2 - l->least;

		if (l->shift[b]) {
			i += l->shift[b];
			continue;
		}
		for (uint32_t k = l->first[b]; k; k = l->next[k - 1]) {
			const struct literal *t = &l->at[k - 1];

			if (text.n - begin >= t->text.n &&
			    str_eq_nocase(str_part(text, begin, begin + t->text.n), t->text) &&
			    !hit(to, t, begin))
				return;
		}
		i++;
	}
}
