/*
 * A slice of bytes: pointer and length travel together, by value. A slice owns
 * nothing, does not end in NUL, and stays valid as long as what it points into.
 * All text is UTF-8; all lengths are bytes.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
	const char *p;
	size_t n;
};

/* A string literal as a slice; a slice as the two arguments of "%.*s". */
#define STR(literal)  ((struct str){(literal), sizeof(literal) - 1})
#define STR_ARG(s)    (int)(s).n, (s).p
#define STR_NONE      ((struct str){"", 0})
#define COUNT_OF(arr) (sizeof(arr) / sizeof((arr)[0]))

static inline struct str str_of(const char *text)
{
	return (struct str){text, strlen(text)};
}

/* Equal bytes. Words are held against lists of words, of which nearly all differ in the first
 * byte: that spares a call, unless the size is known and there is none. */
static inline bool str_same(const char *a, const char *b, size_t n)
{
	if (__builtin_constant_p(n))
		return memcmp(a, b, n) == 0;
	return n == 0 || (a[0] == b[0] && memcmp(a, b, n) == 0);
}

static inline bool str_eq(struct str a, struct str b)
{
	return a.n == b.n && str_same(a.p, b.p, b.n);
}

static inline bool str_starts(struct str s, struct str with)
{
	return s.n >= with.n && str_same(s.p, with.p, with.n);
}

static inline bool str_ends(struct str s, struct str with)
{
	return s.n >= with.n && str_same(s.p + s.n - with.n, with.p, with.n);
}

/* The part [begin, end) of 's'; the caller keeps begin <= end <= s.n. */
static inline struct str str_part(struct str s, size_t begin, size_t end)
{
	return (struct str){s.p + begin, end - begin};
}

/* 's' without its first 'n' bytes, at most all of them. */
static inline struct str str_skip(struct str s, size_t n)
{
	n = n < s.n ? n : s.n;
	return (struct str){s.p + n, s.n - n};
}

/* Bytewise order, as memcmp; a prefix comes first. */
int str_compare(struct str a, struct str b);

/* ASCII letters compare without regard to case; other bytes as they are. */
bool str_eq_nocase(struct str a, struct str b);

/* Offset of the first 'what' at or after 'from', or SIZE_MAX. */
size_t str_find(struct str s, struct str what, size_t from);

/* Without ASCII white space (and no-break spaces) at both ends. */
struct str str_trim(struct str s);

/* Edit distance (one letter added, left out or changed), for words: beyond STR_DISTANCE_MOST
 * bytes of either it is STR_DISTANCE_MOST. */
enum { STR_DISTANCE_MOST = 64 };
unsigned str_distance(struct str a, struct str b);

/* Turns "%2F" into "/" and so on (RFC 3986, section 2.1), what is no such code left as it is.
 * 'to' has room for s.n bytes and may be where 's' is. Returns the bytes written. */
size_t str_percent_decode(char *to, struct str s);

/* 32-bit FNV-1a, for hash tables; not for anything an attacker must not steer. */
uint32_t str_hash(struct str s);

/* The decimal number that the whole of 's' is made of. False when it is empty,
 * holds another byte, or exceeds 32 bits. */
bool str_number(struct str s, uint32_t *out);

/* ASCII classes that do not depend on the locale. */
static inline bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static inline bool is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static inline bool is_alpha(char c)
{
	return is_upper(c) || is_lower(c);
}

static inline bool is_alnum(char c)
{
	return is_alpha(c) || is_digit(c);
}

static inline bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline char to_lower(char c)
{
	return is_upper(c) ? (char)(c + 32) : c;
}

static inline char to_upper(char c)
{
	return is_lower(c) ? (char)(c - 32) : c;
}

/* 0 to 15, or -1 for what is no hexadecimal figure. */
static inline int hex_value(char c)
{
	c = to_lower(c);
	return is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

#endif
