/*
 * Sixty-four bytes looked at together: a question about each byte is answered with one bit
 * a byte, the lowest bit for the first. Passes over a whole text ask so what no byte of most
 * stretches is, and what the few are that matter, without a branch a byte.
 *
 * Questions are put to sixteen bytes at a time, in the vectors that gcc and clang have on
 * every target; where there are none these become plain arithmetic.
 */
#ifndef BASE_BYTES_H
#define BASE_BYTES_H

#include "base/str.h"

enum {
	BYTES_CHUNK = 64,
	BYTES_VECTOR = 16,
	BYTES_BEYOND = 16, /* what may be read behind a chunk: neighbours of its last byte */
};

typedef uint8_t bytes16 __attribute__((vector_size(16)));
typedef int8_t truth16 __attribute__((vector_size(16))); /* each 0 or -1 */

static inline bytes16 bytes_all(char c)
{
	uint8_t b = (uint8_t)c;

	return (bytes16){b, b, b, b, b, b, b, b, b, b, b, b, b, b, b, b};
}

static inline truth16 bytes_equal(bytes16 v, char c)
{
	return (truth16)(v == bytes_all(c));
}

static inline truth16 bytes_between(bytes16 v, char low, char high)
{
	return (truth16)((v - bytes_all(low)) <= bytes_all((char)(high - low)));
}

/* ASCII letters, of either case. */
static inline truth16 bytes_alpha(bytes16 v)
{
	return bytes_between(v | bytes_all(' '), 'a', 'z');
}

static inline truth16 bytes_alnum(bytes16 v)
{
	return bytes_alpha(v) | bytes_between(v, '0', '9');
}

static inline truth16 bytes_high(bytes16 v)
{
	return (truth16)v < (truth16)bytes_all(0);
}

static inline uint64_t bytes_bits16(truth16 t)
{
#ifdef __SSE2__
	return (uint64_t)(uint32_t)__builtin_ia32_pmovmskb128(
		(char __attribute__((vector_size(16))))t);
#else
	/* Bit 7 of byte k, wherever the machine keeps the first byte, becomes bit k. */
	uint64_t bits = 0;

	for (int k = 0; k < BYTES_VECTOR; k++)
		bits |= (uint64_t)(t[k] & 1) << k;
	return bits;
#endif
}

/* The answers to 'is' for the 64 bytes at 'p'. */
static inline __attribute__((always_inline)) uint64_t bytes_bits(const char *p,
								 truth16 (*is)(bytes16))
{
	uint64_t bits = 0;

	for (int k = 0; k < BYTES_CHUNK; k += BYTES_VECTOR) {
		bytes16 v;

		memcpy(&v, p + k, sizeof(v));
		bits |= bytes_bits16(is(v)) << k;
	}
	return bits;
}

/* The 64 bytes of 's' at 'at' and BYTES_BEYOND more, for reading; at the end what is left,
 * filled up in 'room' with spaces. */
static inline const char *bytes_chunk(struct str s, size_t at,
				      char room[BYTES_CHUNK + BYTES_BEYOND])
{
	if (s.n - at >= BYTES_CHUNK + BYTES_BEYOND)
		return s.p + at;
	memset(room, ' ', BYTES_CHUNK + BYTES_BEYOND);
	memcpy(room, s.p + at, s.n - at);
	return room;
}

/* How many bytes two texts have in common at their starts. */
static inline size_t bytes_same(struct str a, struct str b)
{
	size_t n = 0, least = a.n < b.n ? a.n : b.n;
	bytes16 x, y;

	for (; least - n >= sizeof(x); n += sizeof(x)) {
		uint64_t differ;

		memcpy(&x, a.p + n, sizeof(x));
		memcpy(&y, b.p + n, sizeof(y));
		differ = bytes_bits16((truth16)(x != y));
		if (differ)
			return n + (unsigned)__builtin_ctzll(differ);
	}
	while (n < least && a.p[n] == b.p[n])
		n++;
	return n;
}

/* The place of the lowest bit; 'bits' is not 0. */
static inline unsigned bits_first(uint64_t bits)
{
	return (unsigned)__builtin_ctzll(bits);
}

/* … of the highest. */
static inline unsigned bits_last(uint64_t bits)
{
	return 63u - (unsigned)__builtin_clzll(bits);
}

static inline unsigned bits_count(uint64_t bits)
{
	return (unsigned)__builtin_popcountll(bits);
}

/* The answers for the chunk looked at last; begin with that of none. */
struct bits_cursor {
	uint32_t chunk;
	uint64_t bits;
};

#define BITS_NONE ((struct bits_cursor){UINT32_MAX, 0})

/* The first byte in [at, end) for which 'bits_of' answers yes, or 'end'. It is asked once a
 * chunk as long as 'at' ascends. */
static inline __attribute__((always_inline)) uint32_t bits_next(
	struct bits_cursor *c, uint32_t at, uint32_t end,
	uint64_t (*bits_of)(const void *of, uint32_t chunk), const void *of)
{
	while (at < end) {
		uint64_t bits;

		if (at / BYTES_CHUNK != c->chunk) {
			c->chunk = at / BYTES_CHUNK;
			c->bits = bits_of(of, at - at % BYTES_CHUNK);
		}
		bits = c->bits >> at % BYTES_CHUNK;
		if (bits) {
			at += bits_first(bits);
			return at < end ? at : end;
		}
		if (end - at <= BYTES_CHUNK - at % BYTES_CHUNK)
			break;
		at += BYTES_CHUNK - at % BYTES_CHUNK;
	}
	return end;
}

#endif
