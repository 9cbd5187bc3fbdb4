/*
 * The surface of notes: one walk over the text of each, from mark to mark and from word to word.
 * Symbols, addresses and quotations are stepped over: a quotation keeps the form it was printed
 * in.
 */
#ifndef CHECK_SURFACE_H
#define CHECK_SURFACE_H

#include "check/check.h"

struct surface {
	struct checking *c;
	const struct apparatus *ap;
	struct str text;  /* of the Document */
	struct span note; /* without white space at its ends */
	uint32_t kept;	  /* end of what was stepped over last, or where the note begins */
	uint32_t quoted;  /* end of the quotation stepped over last, or NONE */
	uint32_t clause;  /* behind the last stop or semicolon, or where the note begins */
	uint32_t symbol;  /* next of ap->symbols */
	uint32_t address; /* … of ap->addresses */
	uint32_t locator; /* … of ap->locators */
	bool no_straight; /* no straight quotation mark follows in this note */
	bool no_single;	  /* no closing single one */
};

/* Where the white space before 'at' begins, where that at 'at' ends; within the note. No-break and
 * thin spaces count. */
uint32_t surface_before(const struct surface *s, uint32_t at);
uint32_t surface_after(const struct surface *s, uint32_t at);

/* Nothing but white space and closing marks follows in the note. */
bool surface_is_end(const struct surface *s, uint32_t at);

/* The stop at 'stop' belongs to the word before it: "Ibid.", "No.", "S.A.", an initial. Of words
 * that no list knows the short ones are taken for abbreviations. */
bool surface_is_abbreviation(const struct surface *s, uint32_t stop);

/* A symbol, an address or a locator ends right before 'at'. */
bool surface_is_source_end(struct surface *s, uint32_t at);

/* The words of a message: what stands before 'at' up to white space, what follows; cut to a few
 * letters. */
struct str surface_word_before(const struct surface *s, uint32_t at);
struct str surface_word_after(const struct surface *s, uint32_t at);

/* The words on both sides of the white space at 'at' were none's neighbours in the source: a line
 * ends there. An edit would join two lines. */
bool surface_is_seam(const struct surface *s, struct span space);

/*
 * Each looks at what begins at 'at' and returns where to go on, always beyond 'at'.
 * punctuation.c: one of ".,;:", one of "([", one of ")]".
 */
uint32_t surface_mark(struct surface *s, uint32_t at);
uint32_t surface_open(struct surface *s, uint32_t at);
uint32_t surface_close(struct surface *s, uint32_t at);

/* punctuation.c: the quotation [begin, end) has been stepped over. */
void surface_quotation(struct surface *s, struct span quotation);

/* note_word.c: a word that may be "see", "ibid." or another of the few that have rules. */
uint32_t surface_word(struct surface *s, uint32_t at);

#endif
