/*
 * One walk down the trie of the grammar over a text: the common ground of
 * symbol_scan (exact letters), of its second try for flawed forms ("bent": wrong
 * capitals, spaces inside) and of symbol_canonical. Internal to this floor.
 */
#ifndef SYMBOL_WALK_H
#define SYMBOL_WALK_H

#include "symbol/grammar.h"

enum { CANONICAL_MAX = 256 };

struct walk {
	const char *p; /* what is walked over; in a bent walk one byte a character */
	size_t n;
	bool bent;   /* capitals and spaces may be wrong */
	bool absorb; /* a space between figures too: the last resort */
	char *out;   /* CANONICAL_MAX bytes for the canonical form, or NULL */
	uint8_t joints;

	/* Filled when the walk succeeds; offsets are into 'p'. */
	const struct series *series, *second;
	size_t end, head_end, modifiers; /* 'modifiers': where they begin, or 0 */
	size_t state, state_end;
	size_t out_n;
	uint32_t session, year, number, number_end;
	bool special, has_number;
	uint8_t flaws;
};

/* Walks from the root over the start of w->p. False: no symbol starts there. */
bool walk_run(struct walk *w);

/* Classes of the bytes of a bent text beyond ASCII. */
enum { CELL_LETTER = 0x80, CELL_OTHER = 0x81 };

/* A known first component and its stroke stand at the start of 'text'. */
bool prefix_stands(const char *p, size_t n);

/* The modifiers at 'pos' ("/Add.1/Corr.2"): their end, or 'pos'. Used by walk and repair. */
size_t modifiers_end(const struct walk *w, size_t pos, char *out, size_t *out_n, uint8_t *flaws);

/* A letter, a digit or what else would go on with the word at 'pos'. */
bool word_goes_on(const char *p, size_t n, size_t pos);

#endif
