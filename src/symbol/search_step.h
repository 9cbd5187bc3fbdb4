/*
 * The inside of the search: its steps, and the moves that make them. Shared by
 * search.c (the queue), search_letters.c, search_parts.c and search_components.c.
 */
#ifndef SYMBOL_SEARCH_STEP_H
#define SYMBOL_SEARCH_STEP_H

#include "symbol/search.h"

/* A search of look-alikes alone sees few states; clearing a large table would cost more. */
enum { VISITED = 4096, VISITED_CHEAP = 512 };

/* One step of a way through the trie: where it stands, and what it wrote. */
struct step {
	uint16_t node, parent, next;
	uint16_t written; /* hash of what typed edges wrote: ways that differ there stay apart */
	uint8_t pos, cost, flags;
	uint8_t n;
	char text[TEXT_MAX];
};

struct search {
	const struct cells *cells;
	struct str state;
	struct finds *out;
	bool dear;
	uint8_t cap;
	uint32_t nsteps;
	uint16_t bucket[COST_CAP + 1]; /* 1 + index of the newest step of that cost */
	uint32_t visited[VISITED];
	struct step steps[STEPS_MAX];
};

/* A move: on from 'from' to 'node' and 'pos', at a price, with what it writes. */
struct move {
	uint32_t node;
	size_t pos;
	uint32_t cost;
	uint8_t flags;
	struct str text;
	bool typed;
};

static inline char cell(const struct search *s, size_t pos)
{
	return s->cells->c[pos < s->cells->n ? pos : s->cells->n];
}

/* Puts the step that 'm' makes from step 'from' into the queue, unless it costs too much. */
void push(struct search *s, uint16_t from, struct move m);

/* As push, for a move that writes one character, or none ('\0'). */
void push_char(struct search *s, uint16_t from, uint32_t node, size_t pos, uint32_t cost,
	       uint8_t flags, char c);

/* The character written last before 'step', or '\0' at the start. */
char written_last(const struct search *s, uint16_t step);

/* Where the component at 'pos' ends: at a stroke or at the end. */
size_t component_end(const struct search *s, size_t pos);

/* All moves of one kind from step 'from', which stands at 'node' and cell 'pos'. */
void moves_letters(struct search *s, uint16_t from, uint32_t node, size_t pos);
void moves_typed(struct search *s, uint16_t from, const struct trie_node *node, size_t pos);
/* … at the start of a component: a stroke stands before it, in the cells and as written. */
void moves_component(struct search *s, uint16_t from, uint32_t node, size_t pos);

#endif
