/*
 * The best-first walk behind symbol_repair: from the root of the trie, over the cells
 * of a damaged token, paying for each difference. Internal to this floor.
 */
#ifndef SYMBOL_SEARCH_H
#define SYMBOL_SEARCH_H

#include "symbol/grammar.h"

enum {
	TOKEN_MAX = 64,	       /* bytes of a token that is tried at all */
	EXPANSIONS_MAX = 2000, /* steps taken from the queue */
	STEPS_MAX = 4000,      /* steps put into it */
	COST_CAP = 18,
	CHEAP_CAP = 9, /* what look-alikes and strokes may cost together */
	FOUND_MAX = 6,
	REPAIRED_MAX = 96,
	TEXT_MAX = 12, /* bytes that one step writes */
};

/* Prices. What reading machines and quick fingers do is cheap, the rest is dear. */
enum {
	COST_HOMOGLYPH = 1, /* a Cyrillic or full-width letter */
	COST_CASE = 1,
	COST_SPACE = 1,
	COST_DOUBLED = 1, /* a stroke or stop too many */
	COST_LOOKALIKE = 2,
	COST_STROKE = 2, /* I l | for a stroke */
	COST_ONE = 3,	 /* 1 for a stroke */
	COST_LOST = 3,	 /* a stroke or stop too few */
	COST_JUNK = 3,	 /* a letter that looks like a stroke beside one */
	COST_ZERO = 3,	 /* a leading zero */
	COST_SEPARATOR = 4,
	COST_REPEATED = 4, /* a component that stands there twice */
	COST_GLUED = 4,	   /* a word behind the symbol without a space */
	COST_TRANSPOSED = 5,
	COST_SPLIT = 5, /* two numbers grown together */
	COST_STATE = 9, /* a letter of a State's code */
	COST_LETTER = 10,
	COST_COMPONENT = 11,
	COST_FIGURE = 12,
};

/* What a repair rests on. */
enum repair_flag {
	REPAIR_FIGURE = 1 << 0, /* a figure was changed: never certain */
	REPAIR_DEAR = 1 << 1,	/* a letter or a component was changed */
	REPAIR_GUESS = 1 << 2,	/* a part is missing that nobody can know */
	REPAIR_STATE = 1 << 3,	/* the State's code was changed */
};

struct cells {
	char c[TOKEN_MAX + 1];	   /* as ASCII, NUL at the end */
	uint8_t cost[TOKEN_MAX];   /* of having been something else */
	uint8_t at[TOKEN_MAX + 1]; /* offset in the token */
	uint8_t n;
	uint8_t spaces;
};

/* False: longer than TOKEN_MAX, or with characters that no token has. */
bool cells_fill(struct cells *out, struct str token);

struct found {
	char text[REPAIRED_MAX + TEXT_MAX];
	uint8_t n;
	uint8_t cost, flags;
	uint8_t end; /* cells that the repair covers */
};

struct finds {
	struct found at[FOUND_MAX];
	uint32_t n;
};

/* 'state': code to put where one is missing, or empty. 'dear': letters and components too. */
void search_run(struct finds *out, const struct cells *cells, struct str state, bool dear);

#endif
