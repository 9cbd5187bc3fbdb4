/*
 * Bodies of answers, made without libraries: compressed ones (RFC 1950, 1951, 1952, 7932) out of
 * stored blocks, and one that unpacks to 147 times its size. Results are the caller's to free.
 */
#ifndef LINK_FAULT_BODY_H
#define LINK_FAULT_BODY_H

#include <stddef.h>
#include <stdint.h>

struct bytes {
	unsigned char *p;
	size_t n;
};

/* Up to 65,535 bytes each. */
struct bytes body_raw_deflate(const void *p, size_t n);
struct bytes body_deflate(const void *p, size_t n);
struct bytes body_gzip(const void *p, size_t n);
struct bytes body_brotli(const void *p, size_t n);

/* The beginning of a gzip file: header and the start of a block that says BOMB_WORD. What follows
 * may be any number of bomb_period(), each of which unpacks to BOMB_UNPACKED bytes more of the
 * same, and then body_bomb_end() of so many. */
#define BOMB_WORD "word "
enum { BOMB_PERIOD = 7, BOMB_UNPACKED = 4 * 258 };
struct bytes body_bomb_begin(void);
void body_bomb_period(unsigned char out[BOMB_PERIOD]);
struct bytes body_bomb_end(size_t periods);

/* 'n' words of English in an order that depends on 'seed', as paragraphs of HTML; ends in NUL. */
char *body_words(const char *seed, unsigned n);

#endif
