/*
 * UTF-8 (RFC 3629: no surrogates, no overlong forms, nothing above U+10FFFF).
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/str.h"

/* Bytes of the code point at the start of 's' and its value in *out; 0 when 's'
 * is empty or does not start with a well-formed code point. */
size_t utf8_scan(struct str s, uint32_t *out);

/* Writes 'code' (not a surrogate, at most U+10FFFF) to 'to'; returns 1 to 4. */
size_t utf8_put(uint32_t code, char to[4]);

/* Offset of the first byte that is not well-formed, or s.n. */
size_t utf8_valid(struct str s);

/* Code points in 's'; every byte that continues one is left out of the count, so
 * that it is linear and total even on ill-formed text. */
size_t utf8_count(struct str s);

/* Start of the code point before offset 'at' (at > 0). */
size_t utf8_back(struct str s, size_t at);

/* 's' cut to 'most' bytes between two code points, with dots for the rest, for sentences. In the
 * arena; 's' itself where it is short enough. */
struct arena;
struct str utf8_brief(struct str s, size_t most, struct arena *a);

/* White space or an invisible character that no symbol or address may hold:
 * no-break and thin spaces, zero-width characters, soft hyphen, direction marks. */
bool utf8_is_invisible(uint32_t code);

/* A dash that is not the hyphen: U+2010 to U+2015, the minus sign, small and
 * full-width hyphens. */
bool utf8_is_dash(uint32_t code);

/* The digit that a raised (superscript) code point shows, 0 to 9, or -1. */
int utf8_raised_digit(uint32_t code);

#endif
