#include "fault_body.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Bytes and bits that are added up; bits go in from the lowest of each byte. */
struct writer {
	struct bytes out;
	size_t cap;
	unsigned bit; /* of the last byte that are used; 0: all */
};

static void put(struct writer *w, const void *p, size_t n)
{
	if (w->out.n + n > w->cap) {
		w->cap = 2 * w->cap + n + 64;
		w->out.p = realloc(w->out.p, w->cap);
		if (!w->out.p)
			abort();
	}
	memcpy(w->out.p + w->out.n, p, n);
	w->out.n += n;
	w->bit = 0;
}

static void put_byte(struct writer *w, unsigned value)
{
	unsigned char c = (unsigned char)value;

	put(w, &c, 1);
}

static void put_number(struct writer *w, uint32_t value, unsigned bytes)
{
	for (; bytes > 0; bytes--, value >>= 8)
		put_byte(w, value & 0xff);
}

/* 'value' from its lowest bit. */
static void put_bits(struct writer *w, unsigned value, unsigned bits)
{
	for (unsigned i = 0; i < bits; i++) {
		if (w->bit == 0)
			put_byte(w, 0);
		w->out.p[w->out.n - 1] |= (unsigned char)((value >> i & 1) << w->bit);
		w->bit = (w->bit + 1) % 8;
	}
}

/* A Huffman code, from its highest bit. */
static void put_code(struct writer *w, unsigned code, unsigned bits)
{
	while (bits-- > 0)
		put_bits(w, code >> bits & 1, 1);
}

/* ---- checksums ----------------------------------------------------------------------- */

static uint32_t crc_more(uint32_t crc, const unsigned char *p, size_t n)
{
	static uint32_t table[256];

	if (!table[1]) /* the same values whoever fills it */
		for (uint32_t i = 0; i < 256; i++) {
			uint32_t c = i;

			for (int k = 0; k < 8; k++)
				c = c & 1 ? 0xedb88320u ^ c >> 1 : c >> 1;
			__atomic_store_n(&table[i], c, __ATOMIC_RELAXED);
		}
	for (size_t i = 0; i < n; i++)
		crc = __atomic_load_n(&table[(crc ^ p[i]) & 0xff], __ATOMIC_RELAXED) ^ crc >> 8;
	return crc;
}

static uint32_t adler(const unsigned char *p, size_t n)
{
	uint32_t a = 1, b = 0;

	for (size_t i = 0; i < n; i++) {
		a = (a + p[i]) % 65521;
		b = (b + a) % 65521;
	}
	return b << 16 | a;
}

/* ---- stored -------------------------------------------------------------------------- */

static void put_stored(struct writer *w, const void *p, size_t n)
{
	put_byte(w, 1); /* the last block, stored */
	put_number(w, (uint32_t)n, 2);
	put_number(w, ~(uint32_t)n, 2);
	put(w, p, n);
}

static void put_gzip_header(struct writer *w)
{
	put(w, "\x1f\x8b\x08\0\0\0\0\0\0\xff", 10);
}

struct bytes body_raw_deflate(const void *p, size_t n)
{
	struct writer w = {0};

	put_stored(&w, p, n);
	return w.out;
}

struct bytes body_deflate(const void *p, size_t n)
{
	struct writer w = {0};
	uint32_t sum = adler(p, n);

	put(&w, "\x78\x01", 2);
	put_stored(&w, p, n);
	for (int shift = 24; shift >= 0; shift -= 8)
		put_byte(&w, sum >> shift & 0xff);
	return w.out;
}

struct bytes body_gzip(const void *p, size_t n)
{
	struct writer w = {0};

	put_gzip_header(&w);
	put_stored(&w, p, n);
	put_number(&w, ~crc_more(~0u, p, n), 4);
	put_number(&w, (uint32_t)n, 4);
	return w.out;
}

struct bytes body_brotli(const void *p, size_t n)
{
	struct writer w = {0};

	/* A window of 64 KiB (0); not the last (0); four digits of length (00); the length; not
	 * compressed (1). Then an empty last one. RFC 7932, sections 9.1 and 9.2. */
	put_bits(&w, 0, 4);
	put_bits(&w, (unsigned)(n - 1), 16);
	put_bits(&w, 1, 1);
	put(&w, p, n);
	put_byte(&w, 3);
	return w.out;
}

/* ---- the bomb ------------------------------------------------------------------------ */

/* Four times: 258 bytes (code 285) from 5 bytes back (code 4 and a bit). 56 bits, of which the
 * last three are 0. */
static void put_period(struct writer *w)
{
	for (int i = 0; i < 4; i++) {
		put_code(w, 0xc5, 8);
		put_code(w, 4, 5);
		put_bits(w, 0, 1);
	}
}

/* One stored word, then a last block with fixed codes. The three bits of its header shift all
 * periods: the bytes repeat, each beginning with the three last bits of the period before. */
struct bytes body_bomb_begin(void)
{
	struct writer w = {0};

	put_gzip_header(&w);
	put_byte(&w, 0); /* not the last, stored */
	put_number(&w, sizeof(BOMB_WORD) - 1, 2);
	put_number(&w, ~(uint32_t)(sizeof(BOMB_WORD) - 1), 2);
	put(&w, BOMB_WORD, sizeof(BOMB_WORD) - 1);
	put_bits(&w, 3, 3);
	put_period(&w);
	w.out.n--; /* the three bits over are 0, as those of the next byte's start */
	return w.out;
}

void body_bomb_period(unsigned char out[BOMB_PERIOD])
{
	struct writer w = {0};

	put_bits(&w, 0, 3);
	put_period(&w);
	memcpy(out, w.out.p, BOMB_PERIOD);
	free(w.out.p);
}

struct bytes body_bomb_end(size_t periods)
{
	struct writer w = {0};
	size_t word = sizeof(BOMB_WORD) - 1, n = word + (periods + 1) * BOMB_UNPACKED;
	uint32_t crc = ~0u;

	put_number(&w, 0, 2); /* three bits of the period, seven of the end of the block */
	for (size_t at = 0; at < n; at += word)
		crc = crc_more(crc, (const unsigned char *)BOMB_WORD,
			       n - at < word ? n - at : word);
	put_number(&w, ~crc, 4);
	put_number(&w, (uint32_t)n, 4);
	return w.out;
}

/* ---- words --------------------------------------------------------------------------- */

static const char *const lexicon[] = {
	"the",		"committee", "session",	    "report",	   "state",	  "party",
	"rights",	"women",     "children",    "education",   "adopted",	  "measures",
	"national",	"law",	     "policy",	    "health",	   "persons",	  "with",
	"disabilities", "housing",   "water",	    "climate",	   "recommended", "that",
	"government",	"review",    "detention",   "torture",	   "labour",	  "migrants",
	"minorities",	"language",  "culture",	    "media",	   "freedom",	  "expression",
	"assembly",	"religion",  "court",	    "prosecution", "remedies",	  "victims",
	"training",	"police",    "prison",	    "budget",	   "statistics",  "rural",
	"services",	"access",    "information", "protection",  "framework",	  "agency",
	"programme",	"country",   "team",	    "noted",	   "concern",	  "progress",
	"made",		"in",	     "of",	    "and",
};

char *body_words(const char *seed, unsigned n)
{
	uint64_t state = 1469598103934665603u;
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);

	if (!out)
		abort();
	for (; *seed; seed++)
		state = (state ^ (unsigned char)*seed) * 1099511628211u;
	for (unsigned i = 0; i < n; i++) {
		state = state * 6364136223846793005u + 1442695040888963407u;
		if (i % 40 == 0)
			fputs(i ? ".</p>\n<p>" : "<p>", out);
		fprintf(out, "%s ", lexicon[state >> 33 & 63]);
	}
	fputs("</p>\n", out);
	fclose(out);
	return text;
}
