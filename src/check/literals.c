#include "check/literals.h"

enum { TABLE = 4096, GRAM = LITERAL_LEAST, STRIDE_MOST = 64 };

/* Three bytes of a literal, by which it may be met in the text. */
struct gram {
	uint16_t literal;
	uint8_t offset; /* in it */
	uint16_t next;	/* number of the next one with this hash, or 0 */
};

struct literals {
	const struct literal *at;
	uint32_t stride;
	struct gram *grams;    /* numbered from 1 */
	uint16_t first[TABLE]; /* number of the first gram with this hash, or 0 */
};

/* Folds case, and more than that: what is found is compared afterwards. */
static inline unsigned hash_of(uint32_t three)
{
	return ((three | 0x202020u) << 8) * 0x9e3779b1u >> 20;
}

static inline unsigned gram_hash(const char *p)
{
	const unsigned char *b = (const unsigned char *)p;

	return hash_of(b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16);
}

/* The same where a fourth byte may be read: one load. */
static inline unsigned gram_hash_before(const char *p)
{
	const unsigned char *b = (const unsigned char *)p;

	return hash_of(b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24);
}

/* As far as every literal has a gram for each place of a step, and their numbers suffice. */
static uint32_t stride_for(const struct literal *at, uint32_t n)
{
	size_t stride = STRIDE_MOST;

	for (uint32_t i = 0; i < n; i++)
		if (at[i].text.n - GRAM + 1 < stride)
			stride = at[i].text.n - GRAM + 1;
	return stride * n < UINT16_MAX ? (uint32_t)stride : UINT16_MAX / n;
}

const struct literals *literals_new(struct arena *a, const struct literal *at, uint32_t n)
{
	struct literals *l;
	uint16_t k = 0;

	if (n == 0 || n >= UINT16_MAX)
		return NULL;
	l = ARENA_NEW(a, struct literals);
	l->at = at;
	l->stride = stride_for(at, n);
	l->grams = arena_alloc(a, (l->stride * n + 1) * sizeof(*l->grams));
	/* The farther into a literal, the earlier it has begun: that is put in front. */
	for (uint32_t offset = 0; offset < l->stride; offset++)
		for (uint32_t i = 0; i < n; i++) {
			uint16_t *first = &l->first[gram_hash(at[i].text.p + offset)];

			l->grams[++k] = (struct gram){(uint16_t)i, (uint8_t)offset, *first};
			*first = k;
		}
	return l;
}

static bool stands_at(struct str text, size_t begin, struct str literal)
{
	return text.n - begin >= literal.n && to_lower(text.p[begin]) == to_lower(literal.p[0]) &&
	       str_eq_nocase(str_part(text, begin, begin + literal.n), literal);
}

struct scan {
	const struct literals *l;
	struct str text;
	bool (*hit)(void *to, const struct literal *literal, size_t at);
	void *to;
};

/* What stands around the gram at 'at', whose hash leads to gram 'k'. */
static bool look_around(const struct scan *s, size_t at, uint16_t k)
{
	for (; k; k = s->l->grams[k].next) {
		const struct gram *gram = &s->l->grams[k];
		const struct literal *literal = &s->l->at[gram->literal];

		if (gram->offset <= at && stands_at(s->text, at - gram->offset, literal->text) &&
		    !s->hit(s->to, literal, at - gram->offset))
			return false;
	}
	return true;
}

void literals_scan(const struct literals *l, struct str text,
		   bool (*hit)(void *to, const struct literal *literal, size_t at), void *to)
{
	struct scan s = {l, text, hit, to};
	size_t at = 0, last = text.n - GRAM, stride;
	uint16_t k;

	if (!l || text.n < GRAM)
		return;
	for (stride = l->stride; at < last; at += stride) {
		k = l->first[gram_hash_before(text.p + at)];
		if (k && !look_around(&s, at, k))
			return;
	}
	if (at == last)
		look_around(&s, at, l->first[gram_hash(text.p + at)]);
}
