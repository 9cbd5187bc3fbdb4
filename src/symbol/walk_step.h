/*
 * The inside of the walk, shared by walk.c (the trie), walk_parts.c (its typed edges)
 * and walk_tail.c (what may follow a series). 'pos' is where the walk stands in w->p,
 * 'o' in w->out.
 */
#ifndef SYMBOL_WALK_STEP_H
#define SYMBOL_WALK_STEP_H

#include "symbol/walk.h"

static inline char cell(const struct walk *w, size_t pos)
{
	return pos < w->n ? w->p[pos] : '\0';
}

static inline void emit(struct walk *w, size_t o, char c)
{
	if (w->out && o < CANONICAL_MAX)
		w->out[o] = c;
}

/* On from node 'at'. True when a symbol was read to its end; then the fields are filled. */
bool walk_on(struct walk *w, uint32_t at, size_t pos, size_t o, uint8_t flaws);

/* Over a typed edge, and on. */
bool walk_typed(struct walk *w, const struct trie_typed *e, size_t pos, size_t o, uint8_t flaws);

/* The figures at 'pos': their end, their value (saturated), the first ten of them. */
size_t digits_end(const struct walk *w, size_t pos, uint32_t *value, char digits[12],
		  size_t *ndigits);

/* A series ends at 'pos'; what may still follow is read, then the word must end. */
bool walk_end(struct walk *w, const struct series *series, size_t pos, size_t o, uint8_t flaws);

#endif
