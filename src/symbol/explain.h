/*
 * Everything about one string that may be a symbol, for "footfault symbol" and for
 * whoever wants the whole verdict at once.
 */
#ifndef SYMBOL_EXPLAIN_H
#define SYMBOL_EXPLAIN_H

#include "symbol/symbol.h"

/* Slices point into the input or the arena; what does not apply is empty or 0. */
struct symbol_explained {
	struct str input;
	enum symbol_verdict verdict;
	bool certain;		     /* of a wrong one: suggestions[0] is the one clear repair */
	const struct series *series; /* template, title, body; NULL when unknown or malformed */
	const struct series *second; /* of a joint symbol */
	struct str canonical;	     /* empty when no symbol was read */
	struct str address;
	struct str state; /* as the canonical form has it */
	uint32_t session, year, number, number_end;
	bool special;		 /* a special session */
	struct str modifiers[4]; /* "Add.1", "Corr.2" */
	uint32_t nmodifiers;
	struct str reasons[2 * SYMBOL_DOUBTS]; /* half sentences: flaws, doubts, what is wrong */
	uint32_t nreasons;
	struct {
		struct str symbol;
		uint32_t cost;
	} suggestions[SYMBOL_SUGGESTIONS];
	uint32_t nsuggestions;
};

/*
 * Judges the whole of 'input', white space around it left out. A symbol with text glued
 * behind it is malformed. 'as_of' as in symbol_doubts.
 */
void symbol_explain(struct symbol_explained *out, struct str input,
		    const struct symbol_context *ctx, uint32_t as_of, struct arena *a);

/* "known", "unknown", "malformed", "impossible". */
const char *symbol_verdict_name(enum symbol_verdict verdict);

#endif
