#include "link/words.h"

#include "base/bytes.h"
#include "base/utf8.h"

enum class {
	PLAIN,	/* part of a word */
	WIDE,	/* between words */
	JOIN,	/* between words, and within symbols */
	STOP,	/* "<", "&": not ours to read */
	LEAD_2, /* opens a character of two bytes that may be no letter */
	LEAD_3, /* … of three */
};

/* 0xC2: signs of Latin-1; 0xE2: punctuation; 0xE3 to 0xE9: Chinese and Japanese; 0xEF:
 * full-width forms. All other bytes from 0x80 on are letters, or no UTF-8. 32 bytes a row. */
#define W WIDE
#define J JOIN
#define S STOP
#define L LEAD_2
#define M LEAD_3
/* clang-format off */
static const uint8_t classes[256] = {
	W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W,
	W, W, W, W, W, W, S, W, W, W, W, W, W, J, J, J, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, W, W, S, W, W, W,
	W, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, W, J, W, W, J,
	W, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, W, W, W, W, W,
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	0, 0, L, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	0, 0, M, M, M, M, M, M, M, M, 0, 0, 0, 0, 0, M, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
};
/* clang-format on */
#undef W
#undef J
#undef S
#undef L
#undef M

/* ---- hashes ------------------------------------------------------------------------------- */

/*
 * A word is hashed eight bytes at a time from its start, so that it makes no difference how it
 * comes in. Small and capital letters are one: bit 5 parts them, and digits have it.
 */
static const uint64_t SEED = 0xcbf29ce484222325u, PRIME = 0x9e3779b97f4a7c15u;

static uint64_t hash_eight(uint64_t hash, uint64_t block)
{
	hash = (hash ^ block) * PRIME;
	return hash ^ hash >> 29;
}

static void add_byte(struct words *w, unsigned char c)
{
	w->block |= (uint64_t)(c | 0x20) << 8 * (w->size++ % 8);
	if (w->size % 8 == 0) {
		w->hash = hash_eight(w->hash, w->block);
		w->block = 0;
	}
}

static uint64_t eight_at(const unsigned char *p)
{
	return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24 |
	       (uint64_t)p[4] << 32 | (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 |
	       (uint64_t)p[7] << 56;
}

/* The first 'n' of eight bytes, folded. */
static uint64_t part_of_eight(uint64_t eight, unsigned n)
{
	return n == 0 ? 0 : (eight | 0x2020202020202020u) & UINT64_MAX >> (64 - 8 * n);
}

/* A whole word of 'n' bytes, at most 15, with as many behind it that may be read. */
static void set_word(struct words *w, const unsigned char *p, unsigned n)
{
	w->size = n;
	if (n < 8) {
		w->block = part_of_eight(eight_at(p), n);
		return;
	}
	w->hash = hash_eight(SEED, part_of_eight(eight_at(p), 8));
	w->block = part_of_eight(eight_at(p + 8), n - 8);
}

static uint64_t hash_of(const struct words *w)
{
	return hash_eight(w->hash, w->block ^ (uint64_t)w->size << 56);
}

static uint64_t hash_word(struct str word)
{
	struct words w = {.hash = SEED};

	for (size_t i = 0; i < word.n; i++)
		add_byte(&w, (unsigned char)word.p[i]);
	return hash_of(&w);
}

/* ---- the symbol --------------------------------------------------------------------------- */

/* What need not fit anew: as in the search of Knuth, Morris and Pratt. */
static void fill_back(struct needle *n)
{
	for (uint32_t i = 1, k = 0; i < n->n; i++) {
		n->back[i] = (uint8_t)k;
		while (k && n->part[i] != n->part[k])
			k = n->back[k];
		k += n->part[i] == n->part[k];
	}
}

void needle_init(struct needle *out, struct str symbol)
{
	size_t bracket = str_find(symbol, STR("("), 0), at = 0;

	*out = (struct needle){.n = 0};
	if (bracket != SIZE_MAX && bracket)
		symbol = str_part(symbol, 0, bracket);
	while (at < symbol.n) {
		size_t begin = at;

		while (at < symbol.n && classes[(unsigned char)symbol.p[at]] == PLAIN)
			at++;
		if (at == begin) {
			if (symbol.p[at] == ' ' && out->n < 32)
				out->blanks |= 1u << out->n;
			at++;
		} else if (out->n == NEEDLE_PARTS) {
			out->n = 0;
			return;
		} else {
			out->part[out->n++] = hash_word(str_part(symbol, begin, at));
		}
	}
	fill_back(out);
}

/* Behind a symbol, "/Add.1" makes it that of another document. */
static bool is_modifier(uint64_t hash)
{
	return hash == hash_word(STR("Add")) || hash == hash_word(STR("Corr")) ||
	       hash == hash_word(STR("Rev")) || hash == hash_word(STR("Amend"));
}

static void seek(struct words *w, uint64_t hash)
{
	const struct needle *n = w->needle;
	uint32_t k = w->fits;

	w->found |= w->held && !(w->gap == GAP_JOIN && is_modifier(hash));
	while (k && (n->part[k] != hash || (w->gap != GAP_JOIN && !(n->blanks >> k & 1))))
		k = n->back[k];
	k += n->part[k] == hash;
	w->held = k == n->n;
	w->fits = (uint8_t)(w->held ? 0 : k);
}

/* ---- words -------------------------------------------------------------------------------- */

static void count(struct words *w, uint64_t hash)
{
	struct sketch *s = w->sketch;
	uint32_t run;

	/* A run needs its three words. */
	if (++s->words >= 3) {
		run = (uint32_t)(hash_eight(w->before[0] * 3 + w->before[1], hash) >> 32);
		/* Nearly all are too large: that spares a call. */
		if (s->n < SKETCH_MOST || run < s->at[SKETCH_MOST - 1])
			sketch_add(s, run);
	}
	w->before[0] = w->before[1];
	w->before[1] = hash;
}

static void end_word(struct words *w)
{
	uint64_t hash = hash_of(w);

	if (w->sketch)
		count(w, hash);
	if (w->needle->n && !w->found)
		seek(w, hash);
	w->hash = SEED;
	w->block = 0;
	w->size = 0;
	w->gap = GAP_NONE;
}

static void widen_gap(struct words *w, bool joins)
{
	if (w->size)
		end_word(w);
	w->gap = joins && w->gap == GAP_NONE ? GAP_JOIN : GAP_WIDE;
}

/* Bytes that turned out to be letters, or no UTF-8. */
static void add_lead(struct words *w)
{
	for (unsigned i = 0; i < w->nlead; i++)
		add_byte(w, w->lead[i]);
}

static void add_ascii(struct words *w, unsigned char c)
{
	if (classes[c] == PLAIN)
		add_byte(w, c);
	else
		widen_gap(w, classes[c] == JOIN);
}

/* Soft hyphens, zero-width characters, marks of direction: seen by nobody. */
static bool is_nothing(uint32_t code)
{
	return utf8_is_invisible(code) && code != 0xA0 && code != 0x202F && code != 0x205F &&
	       code != 0x3000 && (code < 0x2000 || code > 0x200A);
}

/* The character in 'lead', of which all bytes are there. */
static void end_lead(struct words *w)
{
	uint32_t code = 0;
	bool known = utf8_scan((struct str){(const char *)w->lead, w->nlead}, &code) != 0;

	if (!known || code == 0xAA || code == 0xB5 || code == 0xBA) {
		add_lead(w);
	} else if (code > 0xFF00 && code < 0xFF5F) {
		add_ascii(w, (unsigned char)(code - 0xFEE0));
	} else if (is_nothing(code)) {
		w->nlead = 0;
	} else if (code < 0x2E80 || (code >= 0x3000 && code <= 0x303F)) {
		widen_gap(w, code == 0x2010 || code == 0x2011 || code == 0x2044 || code == 0x2215);
	} else if (w->lead[0] == 0xEF) {
		add_lead(w);
	} else {
		widen_gap(w, false);
		add_lead(w);
		widen_gap(w, false);
	}
	w->nlead = 0;
}

/* One byte more of the character in 'lead'; false when it is of another one. */
static bool read_lead(struct words *w, unsigned char c)
{
	if ((c & 0xC0) != 0x80) {
		add_lead(w);
		w->nlead = 0;
		return false;
	}
	w->lead[w->nlead++] = c;
	if (w->nlead == (w->lead[0] == 0xC2 ? 2 : 3))
		end_lead(w);
	return true;
}

/* Bytes of ASCII letters and digits at 'p', of which 16 may be read: 16 at most. */
static unsigned plain_run(const unsigned char *p)
{
	bytes16 v;

	memcpy(&v, p, sizeof(v));
	return bits_first(~bytes_bits16(bytes_alnum(v)));
}

/* From a byte that is part of a word on: as far as that goes. */
static const unsigned char *read_word(struct words *w, const unsigned char *p,
				      const unsigned char *end)
{
	unsigned n = w->size == 0 && end - p >= BYTES_VECTOR ? plain_run(p) : BYTES_VECTOR;

	/* Nearly all words are short, and whole. */
	if (n && n < BYTES_VECTOR) {
		set_word(w, p, n);
		p += n;
	}
	while (p < end && classes[*p] == PLAIN)
		add_byte(w, *p++);
	return p;
}

struct str words_read(struct words *w, struct str text)
{
	const unsigned char *p = (const unsigned char *)text.p, *end = p + text.n;

	while (p < end) {
		uint8_t class = classes[*p];

		if (w->nlead) {
			p += read_lead(w, *p);
		} else if (class == PLAIN) {
			p = read_word(w, p, end);
		} else if (class == STOP) {
			break;
		} else if (class >= LEAD_2) {
			w->lead[w->nlead++] = *p++;
		} else {
			widen_gap(w, class == JOIN);
			p++;
		}
	}
	return (struct str){(const char *)p, (size_t)(end - p)};
}

void words_character(struct words *w, uint32_t code)
{
	char bytes[4];
	struct str text = {bytes, utf8_put(code, bytes)};

	/* "&lt;" and "&amp;" stand for what the reading stops at. */
	if (words_read(w, text).n)
		widen_gap(w, false);
}

void words_begin(struct words *w, const struct needle *needle, struct sketch *sketch)
{
	*w = (struct words){.hash = SEED, .gap = GAP_WIDE, .needle = needle, .sketch = sketch};
}

void words_break(struct words *w)
{
	add_lead(w);
	w->nlead = 0;
	widen_gap(w, false);
	w->found |= w->held;
	w->held = false;
	w->fits = 0;
}
