#include "check/literals.h"

enum { TABLE = 4096, BLOCK = LITERAL_LEAST, SHIFT_MOST = 255 };

struct literals {
	const struct literal *at;
	uint32_t n;
	uint32_t least;	       /* bytes of the shortest */
	uint8_t shift[TABLE];  /* how far to go on, by block */
	uint16_t first[TABLE]; /* index + 1 of the first literal with this block at its end */
	uint16_t *next;	       /* by index */
};

/* Folds case, and more than that: what is found is compared afterwards. */
static inline unsigned block_hash(uint32_t bytes)
{
	return (bytes | 0x202020u) * 0x9e3779b1u >> 20;
}

static inline unsigned block_at(const char *p)
{
	const unsigned char *b = (const unsigned char *)p;

	return block_hash(b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16);
}

/* The same where a fourth byte may be read: one load. */
static inline unsigned block_before(const char *p)
{
	const unsigned char *b = (const unsigned char *)p;
	uint32_t four = b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;

	return block_hash(four & 0xffffffu);
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
	memset(l->shift, (int)l->least - BLOCK + 1, sizeof(l->shift));
	for (uint32_t i = 0; i < n; i++) {
		unsigned last = block_at(at[i].text.p + l->least - BLOCK);

		for (uint32_t j = 0; j + BLOCK <= l->least; j++) {
			unsigned b = block_at(at[i].text.p + j);
			uint8_t far = (uint8_t)(l->least - BLOCK - j);

			l->shift[b] = far < l->shift[b] ? far : l->shift[b];
		}
		l->next[i] = l->first[last];
		l->first[last] = (uint16_t)(i + 1);
	}
	return l;
}

/* ---- the scan -------------------------------------------------------------------- */

/*
 * Each step waits for the one before: what it reads tells where to read next. So a long
 * text is scanned in eight places at once, and what the later ones find is held back
 * until its turn; when that is much, the rest is done one after the other.
 */
enum { LANES = 8, HELD_MOST = 32, LONG_TEXT = 4096 };

struct lane {
	size_t i, end; /* of the blocks that are its own */
	uint32_t n;
	struct {
		const struct literal *literal;
		size_t at;
	} held[HELD_MOST];
};

struct scan {
	const struct literals *l;
	struct str text;
	bool (*hit)(void *to, const struct literal *literal, size_t at);
	void *to;
	struct lane lanes[LANES];
};

/* The next literal, from number 'k' on, that stands at 'begin'; 0 when there is none. */
static uint32_t literal_at(const struct scan *s, uint32_t k, size_t begin)
{
	for (; k; k = s->l->next[k - 1]) {
		struct str t = s->l->at[k - 1].text;

		if (s->text.n - begin >= t.n &&
		    str_eq_nocase(str_part(s->text, begin, begin + t.n), t))
			break;
	}
	return k;
}

/* Holds back what stands at block 'i'; false when there is no more room. */
static bool hold(struct scan *s, struct lane *lane, size_t i)
{
	size_t begin = i + BLOCK - s->l->least;
	uint32_t k = s->l->first[block_at(s->text.p + i)], before = lane->n;

	for (; (k = literal_at(s, k, begin)) > 0; k = s->l->next[k - 1]) {
		if (lane->n == HELD_MOST) {
			lane->n = before; /* it will be found again */
			return false;
		}
		lane->held[lane->n].literal = &s->l->at[k - 1];
		lane->held[lane->n++].at = begin;
	}
	return true;
}

/* All lanes, until one is through or full. Positions are kept in variables of their own
 * for the sake of speed: this loop is all the time that anchors cost. */
static void run_together(struct scan *s)
{
	const uint8_t *shift = s->l->shift;
	const char *text = s->text.p;
	size_t at[LANES], end[LANES];
	bool going = true;

	for (unsigned k = 0; k < LANES; k++) {
		at[k] = s->lanes[k].i;
		end[k] = s->lanes[k].end;
	}
	/* The last lane's last block has no byte behind it. */
	end[LANES - 1]--;
	while (going) {
		uint8_t far[LANES];
		bool stop = false;

		for (unsigned k = 0; k < LANES; k++)
			stop = stop || at[k] >= end[k];
		if (stop)
			break;
		for (unsigned k = 0; k < LANES; k++)
			far[k] = shift[block_before(text + at[k])];
		for (unsigned k = 0; going && k < LANES; k++) {
			if (!far[k])
				going = hold(s, &s->lanes[k], at[k]);
			at[k] += far[k] ? far[k] : going;
		}
	}
	for (unsigned k = 0; k < LANES; k++)
		s->lanes[k].i = at[k];
}

/* One lane: what is held back, then the rest. False when 'hit' has had enough. */
static bool run_alone(struct scan *s, struct lane *lane)
{
	for (uint32_t h = 0; h < lane->n; h++)
		if (!s->hit(s->to, lane->held[h].literal, lane->held[h].at))
			return false;
	while (lane->i < lane->end) {
		unsigned b = block_at(s->text.p + lane->i);
		size_t begin = lane->i + BLOCK - s->l->least;

		if (s->l->shift[b]) {
			lane->i += s->l->shift[b];
			continue;
		}
		for (uint32_t k = s->l->first[b]; (k = literal_at(s, k, begin)) > 0;
		     k = s->l->next[k - 1])
			if (!s->hit(s->to, &s->l->at[k - 1], begin))
				return false;
		lane->i++;
	}
	return true;
}

void literals_scan(const struct literals *l, struct str text,
		   bool (*hit)(void *to, const struct literal *literal, size_t at), void *to)
{
	struct scan s;
	size_t first, n;
	unsigned lanes = text.n >= LONG_TEXT ? LANES : 1;

	if (!l || text.n < l->least)
		return;
	s.l = l;
	s.text = text;
	s.hit = hit;
	s.to = to;
	first = l->least - BLOCK;
	n = text.n - BLOCK + 1 - first;
	for (unsigned k = 0; k < lanes; k++) {
		s.lanes[k].i = first + n / lanes * k;
		s.lanes[k].end = k + 1 < lanes ? first + n / lanes * (k + 1) : first + n;
		s.lanes[k].n = 0;
	}
	if (lanes > 1)
		run_together(&s);
	for (unsigned k = 0; k < lanes && run_alone(&s, &s.lanes[k]); k++)
		continue;
}
