/*
 * The words of a text that goes by in pieces: counted, sketched, and searched for a document
 * symbol. Where the pieces are cut makes no difference.
 *
 * A word is a run of ASCII letters and digits and of other letters in UTF-8; each Chinese or
 * Japanese character is a word of its own. Bytes of other encodings are parts of words. Soft
 * hyphens and zero-width characters are not there at all; full-width letters are plain ones.
 */
#ifndef LINK_WORDS_H
#define LINK_WORDS_H

#include "link/sketch.h"

/* More parts no symbol has; what is longer is not found. */
enum { NEEDLE_PARTS = 24 };

/* A symbol as the words between its strokes and stops. */
struct needle {
	uint64_t part[NEEDLE_PARTS]; /* their hashes */
	uint8_t back[NEEDLE_PARTS];  /* [i]: parts that hold still when part i does not fit */
	uint32_t blanks;	     /* bit i: a blank may stand before part i */
	uint32_t n;
};

/* What stood since the last word. */
enum word_gap {
	GAP_NONE,
	GAP_JOIN, /* one stroke, stop, hyphen or underscore: within a symbol or its file name */
	GAP_WIDE,
};

struct words {
	uint64_t hash, block;	/* of the word under way: of its whole eights; what is left */
	uint64_t before[2];	/* hashes of the words before it */
	uint32_t size;		/* bytes of the word under way */
	uint8_t gap;		/* enum word_gap before it */
	uint8_t nlead, lead[3]; /* first bytes of a character under way */
	uint8_t fits;		/* parts of the needle that the last words were */
	bool held;		/* all of them were: found, unless "/Add.1" or its like follows */
	bool found;
	const struct needle *needle; /* its 'n' is 0 where nothing is looked for */
	struct sketch *sketch;	     /* to count and sketch in, or NULL */
};

/* The symbol in canonical form; what stands in brackets at its end ("(2000)") need not be found. */
void needle_init(struct needle *out, struct str symbol);

void words_begin(struct words *w, const struct needle *needle, struct sketch *sketch);

/* Reads on to "<" or "&" or the end; returns what is left from there. */
struct str words_read(struct words *w, struct str text);

/* One character of the text, such as an entity stands for. */
void words_character(struct words *w, uint32_t code);

/* A word ends here whatever follows; at the end of a text too. */
void words_break(struct words *w);

#endif
