/*
 * Bodies: who speaks or issues. A constant table made from rules/bodies.json, with
 * every name that a UN text uses for one.
 */
#ifndef CITE_BODY_H
#define CITE_BODY_H

#include "base/bytes.h"

enum { BODY_NONE = UINT16_MAX, BODY_MOST = 128 };

struct body_set {
	uint64_t bits[BODY_MOST / 64];
};

struct body {
	const char *slug;	/* "cat" */
	const char *name;	/* "Committee against Torture" */
	const char *short_name; /* its own abbreviation, or "" */
	bool committee;		/* "the Committee", "the same Committee" may mean it */
	bool person;	 /* "she", "he" may mean it: rapporteurs, experts, the High Commissioner */
	bool submits;	 /* "… submission" is its document */
	bool instrument; /* its abbreviations are those of a treaty too */
	bool forum;	 /* others report to it: its symbols are theirs too */
	bool office;	 /* a person's, with a mandate behind the name (cite/mandate.h) */
	struct body_set kin; /* whose documents speak for it: itself, and its like */
};

/* A name of a body, for the scan; sorted, and an empty one at the end. */
struct body_name {
	const char *text;
	uint32_t head; /* its first three bytes as one number, the first highest */
	uint16_t size;
	uint16_t shared; /* bytes that the name before it begins with, too */
	uint16_t past;	 /* the next name that shares less */
	uint16_t body;
	bool abbreviation;
	bool phrase; /* several words, the first a capital: long enough to be known from a slip */
};

extern const struct body_name body_names[];
extern const uint16_t body_names_count;
extern const struct body bodies[];
extern const uint16_t bodies_count;

static inline void body_set_add(struct body_set *s, uint16_t body)
{
	if (body < BODY_MOST)
		s->bits[body / 64] |= 1ull << (body % 64);
}

static inline bool body_set_has(struct body_set s, uint16_t body)
{
	return body < BODY_MOST && (s.bits[body / 64] >> (body % 64) & 1);
}

static inline bool body_set_is_empty(struct body_set s)
{
	return !(s.bits[0] | s.bits[1]);
}

static inline struct body_set body_set_or(struct body_set a, struct body_set b)
{
	return (struct body_set){{a.bits[0] | b.bits[0], a.bits[1] | b.bits[1]}};
}

static inline struct body_set body_set_and(struct body_set a, struct body_set b)
{
	return (struct body_set){{a.bits[0] & b.bits[0], a.bits[1] & b.bits[1]}};
}

/* Sets hold a body or two: clearing the lowest bit until none is left is the short way. */
static inline unsigned body_set_count(struct body_set s)
{
	unsigned n = 0;

	for (size_t i = 0; i < BODY_MOST / 64; i++)
		for (uint64_t bits = s.bits[i]; bits; bits &= bits - 1)
			n++;
	return n;
}

/* Adds the bodies that an internet address speaks for: those whose site it lies on. */
void body_set_of_address(struct str address, struct body_set *set);

/* Who issues reports under A/HRC/{session}/{number}: one symbol serves them all. */
struct body_set bodies_of_council(void);

/* Index of the body with this slug, or BODY_NONE. */
uint16_t body_find(const char *slug);

/* One bit for the first three bytes of each name, by their hash. */
extern const uint64_t body_names_filter[32];

/* False where no name can begin, nor an abbreviation that is nearly one: one look at a table
 * that spares most words the rest. */
static inline bool body_may_begin(struct str text)
{
	const uint8_t *p = (const uint8_t *)text.p;
	uint32_t bit;

	if (text.n < 3)
		return false;
	if (is_upper(text.p[1]))
		return true;
	bit = (((uint32_t)p[0] << 16 | (uint32_t)p[1] << 8 | p[2]) * 0x9e3779b1u) >> 21;
	return body_names_filter[bit / 64] >> bit % 64 & 1;
}

/* By the hash of its head: index + 1 of the first name with that head, 0 for none; open
 * addressing. */
enum { BODY_HEADS = 2048 };
extern const uint16_t body_names_at[BODY_HEADS];

/* By capital: the first name that begins with it or a later one. */
extern const uint16_t body_names_by[27];

/* Index of the first name with this head, or of an empty one behind all names. */
static inline uint16_t body_names_from(uint32_t head)
{
	uint32_t at = (head * 0x9e3779b1u) >> 21;

	while (body_names_at[at] && body_names[body_names_at[at] - 1].head != head)
		at = (at + 1) % BODY_HEADS;
	return body_names_at[at] ? (uint16_t)(body_names_at[at] - 1) : body_names_count;
}

/* How many bytes 'text' has in common with a name, when it has 'same' with the name before: many
 * names begin alike, and what they share is compared once. */
static inline size_t body_name_same(const struct body_name *name, struct str text, size_t same)
{
	if (name->shared != same)
		return name->shared < same ? name->shared : same;
	return same +
	       bytes_same(str_skip(text, same), (struct str){name->text + same, name->size - same});
}

/* The longest name of a body at the start of 'text' (a word's start); bytes used, or 0.
 * A name ends at a word's end. */
size_t body_scan(struct str text, uint16_t *body, bool *abbreviation);

/* What words nearly say: a body's name or abbreviation with one slip in it. */
struct body_slip {
	struct str meant; /* constant */
	uint16_t body;
	bool abbreviation;
};

/* body_slip.c: the one name that the words at the start of 'text' (a word's start; body_scan
 * found nothing there) are one slip away from; bytes of the words, or 0. Well-known
 * abbreviations that are near to one ("not_names" of the table) are none. */
size_t body_slip_scan(struct str text, struct body_slip *out);

/* False where 'text', whose first letters begin no name, cannot be one with a slip in them. */
bool body_slip_may_begin(struct str text);

/* Whose a site is: its host and all below, where the path holds the words. Sorted by host and
 * words, in small letters. */
struct body_host {
	struct str host, words;
	uint16_t body;
};

extern const struct body_host body_hosts[];
extern const uint16_t body_hosts_count;
extern const struct body_set bodies_council, bodies_forums;

/* Abbreviations for body_slip.c, the list of those that are none, and a filter on the first three
 * bytes of full names. */
extern const struct body_name body_abbreviations[];
extern const uint16_t body_abbreviations_count;
extern const char *const body_not_names[]; /* NULL at the end */
extern const uint64_t body_heads[4];

static inline unsigned body_head_bit(uint32_t head)
{
	return (head * 0x9e3779b1u) >> 24;
}

#endif
