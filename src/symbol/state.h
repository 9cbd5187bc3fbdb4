/* The table of States and other entities, compiled from rules/states.json. */
#ifndef SYMBOL_STATE_H
#define SYMBOL_STATE_H

#include "base/str.h"

struct state {
	const char *code; /* "KAZ"; a few odd ones have two, four or seven letters */
	const char *name; /* as the United Nations writes it */
	const char *only; /* odd codes: the symbols that carry it, with a space between, or "" */
	uint16_t until;	  /* former codes: year of withdrawal, else 0 */
	bool odd;	  /* former, or only of certain mastheads */
	bool member;	  /* a State today, no territory */
};

struct state_alias {
	const char *name; /* lower case, without a leading "the " */
	uint16_t state;	  /* index in states_table */
};

extern const struct state states_table[];	/* sorted by code */
extern const struct state_alias states_names[]; /* sorted by name */
extern const uint32_t states_nnames;
extern const uint16_t states_by_code[26 * 26 * 26]; /* 1 + index by its three letters, or 0 */

extern const uint16_t states_others[]; /* indices of codes that have not three letters */
extern const uint32_t states_nothers;

/* The entry for 'code', or NULL. */
const struct state *state_find(struct str code);

#endif
