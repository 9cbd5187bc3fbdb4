/*
 * Symbols beyond the scan: whose they are, what State they speak of, and the repair
 * of what is near to a symbol. Equal tokens are repaired once a document.
 */
#include "cite/scan.h"

#include <stdlib.h>

enum { REPAIRS_MOST = 4096 }; /* distinct tokens; a text of nothing else is no draft */

struct memo {
	struct str token;
	const struct symbol_repair *repair;
};

struct repairs {
	struct apparatus *ap;
	struct symbol_context context;
	struct memo *memo; /* open addressing; a power of two of slots */
	uint32_t slots, used;
};

static uint16_t series_body(const struct series *series)
{
	return series && series->body[0] ? body_find(series->body) : BODY_NONE;
}

static void know(struct apparatus *ap, struct symbol_use *use)
{
	use->canonical = symbol_canonical(&use->symbol, ap->doc->arena);
	use->body = series_body(use->symbol.series);
}

/* The code that most symbols of States carry, if it is half of them or more. */
static struct str state_of_most(const struct apparatus *ap)
{
	struct {
		struct str code;
		uint32_t n;
	} seen[32] = {{STR_NONE, 0}};
	uint32_t n = 0, all = 0, best = 0;

	for (uint32_t i = 0; i < ap->symbols.n; i++) {
		struct str state = ap->symbols.at[i].symbol.state;
		uint32_t k = 0;
		bool odd;

		if (!state.n || !state_name(state, &odd))
			continue;
		all++;
		while (k < n && !str_eq(seen[k].code, state))
			k++;
		if (k == n && n < COUNT_OF(seen))
			seen[n++].code = state;
		if (k < n && ++seen[k].n > seen[best].n)
			best = k;
	}
	return n && all > 1 && seen[best].n * 2 >= all ? seen[best].code : STR_NONE;
}

static int by_bytes(const void *a, const void *b)
{
	return str_compare(*(const struct str *)a, *(const struct str *)b);
}

/* The canonical forms that stand clean, sorted, each once. */
static void context_fill(struct repairs *r)
{
	struct apparatus *ap = r->ap;
	struct str *clean = arena_alloc(ap->doc->arena, (ap->symbols.n + 1) * sizeof(*clean));
	uint32_t n = 0, kept = 0;

	for (uint32_t i = 0; i < ap->symbols.n; i++)
		if (ap->symbols.at[i].verdict == SYMBOL_KNOWN)
			clean[n++] = ap->symbols.at[i].canonical;
	if (n)
		qsort(clean, n, sizeof(*clean), by_bytes);
	for (uint32_t i = 0; i < n; i++)
		if (!kept || !str_eq(clean[kept - 1], clean[i]))
			clean[kept++] = clean[i];
	r->context = (struct symbol_context){.state = ap->state, .clean = clean, .nclean = kept};
}

static const struct symbol_repair *repair_once(struct repairs *r, struct str token)
{
	uint32_t slot = str_hash(token) & (r->slots - 1);
	struct symbol_repair *repair;

	for (; r->memo[slot].repair; slot = (slot + 1) & (r->slots - 1))
		if (str_eq(r->memo[slot].token, token))
			return r->memo[slot].repair;
	if (r->used == REPAIRS_MOST)
		return NULL;
	repair = arena_zero(r->ap->doc->arena, sizeof(*repair));
	symbol_repair(repair, token, &r->context, r->ap->doc->arena);
	r->memo[slot] = (struct memo){token, repair};
	r->used++;
	return repair;
}

static bool needs_repair(const struct symbol_use *use)
{
	bool odd;

	return use->verdict == SYMBOL_UNKNOWN ||
	       (use->symbol.state.n && !state_name(use->symbol.state, &odd));
}

static void repair(struct repairs *r, struct symbol_use *use)
{
	const struct symbol_repair *repaired = repair_once(r, use->symbol.whole);

	if (!repaired || (!repaired->n && use->verdict == SYMBOL_UNKNOWN))
		return;
	use->repair = repaired;
	use->verdict = SYMBOL_MALFORMED;
	if (!repaired->certain)
		return;
	use->canonical = repaired->candidate[0].symbol;
	use->body = series_body(repaired->candidate[0].series);
}

void cite_symbols(struct apparatus *ap, const struct cite_options *options)
{
	struct repairs r = {.ap = ap};
	uint32_t unknown = 0;

	for (uint32_t i = 0; i < ap->symbols.n; i++)
		if (ap->symbols.at[i].verdict == SYMBOL_KNOWN)
			know(ap, &ap->symbols.at[i]);
	ap->state = options->state.n ? options->state : state_of_most(ap);
	for (uint32_t i = 0; i < ap->symbols.n; i++)
		unknown += needs_repair(&ap->symbols.at[i]);
	if (!unknown)
		return;
	context_fill(&r);
	for (r.slots = 16; r.slots < unknown * 2 && r.slots < REPAIRS_MOST * 2; r.slots *= 2)
		;
	r.memo = arena_zero(ap->doc->arena, r.slots * sizeof(*r.memo));
	for (uint32_t i = 0; i < ap->symbols.n; i++)
		if (needs_repair(&ap->symbols.at[i]))
			repair(&r, &ap->symbols.at[i]);
}
