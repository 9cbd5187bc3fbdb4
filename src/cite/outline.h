/*
 * What a cross-reference can point at: numbered paragraphs, headings with numerals, annexes,
 * tables, figures and boxes, each with the block it stands in.
 *
 * Numbers resolve in the innermost division first. A division is a stretch of text that numbers
 * its paragraphs anew: the text itself, an annex, an individual opinion, a text that is quoted.
 */
#ifndef CITE_OUTLINE_H
#define CITE_OUTLINE_H

#include "base/vec.h"
#include "doc/document.h"
#include "doc/number.h"

enum division_kind {
	DIVISION_TEXT,
	DIVISION_ANNEX,
	DIVISION_INNER,	 /* an appendix, an opinion: of the text, or of the annex before it */
	DIVISION_QUOTED, /* numbers begin at 1 again, and no heading says why */
};

struct division {
	uint8_t kind;	   /* enum division_kind */
	uint32_t parent;   /* index of the division around it; NONE for the text */
	uint32_t block;	   /* its first */
	uint32_t first, n; /* its paragraphs in outline.paragraphs */
	uint32_t holes;	   /* places where its numbers leave something out */
};

struct numbered {
	uint32_t block;
	uint32_t division;
	struct paragraph_number number;
};

/* What is told apart besides the numbers of paragraphs. */
enum target_kind {
	TARGET_SECTION, /* a heading with a numeral; also "Section 3" */
	TARGET_CHAPTER, /* "Chapter II" */
	TARGET_PART,
	TARGET_ANNEX,
	TARGET_APPENDIX,
	TARGET_TABLE,
	TARGET_FIGURE,
	TARGET_BOX,
	TARGETS,
};

struct target {
	uint64_t key;	 /* number_key() or numeral_key() */
	uint64_t parent; /* of a section: key of the numeral it stands under, or 0 */
	uint32_t space;	 /* of a paragraph: its division; else SPACE_OTHER + enum target_kind */
	uint32_t block;
};

enum { SPACE_OTHER = 1 << 30 };

struct outline {
	VEC(struct division) divisions;	 /* [0] is the text itself */
	VEC(struct numbered) paragraphs; /* by division, then as they stand */
	VEC(struct target) targets;	 /* sorted by space, key, block */
	VEC(uint32_t) turns, turned;	 /* from block turns[i] on the division is turned[i] */
	uint32_t kinds[TARGETS];	 /* how many there are */
	uint32_t holes[TARGETS];	 /* where their numerals leave something out */
};

uint32_t outline_division(const struct outline *o, uint32_t block);

/* The targets of 'space' with keys from 'low' to below 'high': the first of them (NULL if there is
 * none), and how many. */
const struct target *outline_find(const struct outline *o, uint32_t space, uint64_t low,
				  uint64_t high, uint32_t *n);

/* The last target of 'space' below 'key', or NULL. */
const struct target *outline_before(const struct outline *o, uint32_t space, uint64_t key);

/* A numeral in figures, in roman letters or as a letter, "II.3", "A.1", as one number that tells
 * the three forms apart; 0 where it is none. A letter that may be roman is read as roman. */
uint64_t numeral_key(struct str s);

#endif
