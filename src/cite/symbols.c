/*
 * Symbols beyond the scan: whose they are, what State they speak of, and the repair
 * of what is near to a symbol. Equal tokens are repaired once a document.
 */
#include "cite/scan.h"

#include "base/utf8.h"

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
	return series ? series->body_index : BODY_NONE;
}

/* "Adds. 1–3" as a modifier is written: "Add.1-3". */
static struct str plain_modifier(struct str words, struct arena *a)
{
	char *p = arena_alloc(a, words.n);
	size_t n = 0;

	for (size_t i = 0; i < words.n; i++) {
		unsigned char c = (unsigned char)words.p[i];

		if (c == 0xe2) /* the en dash of a range */
			p[n++] = '-';
		if (is_alnum((char)c) || c == '.' || c == '-')
			p[n++] = (char)c;
		if (c == '.' && n > 1 && p[n - 2] == 's') /* of the plural */
			p[--n - 1] = '.';
	}
	return (struct str){p, n};
}

/* 'head' without its last modifier where that is of the kind of 'modifier': behind
 * "…/Add.1", "and Add.2" stands beside it and not below. */
static struct str without_like(struct str head, struct str modifier)
{
	size_t stroke = head.n, word = 0;

	while (stroke && head.p[stroke - 1] != '/')
		stroke--;
	while (word < modifier.n && is_alpha(modifier.p[word]))
		word++;
	if (stroke && str_starts(str_skip(head, stroke), str_part(modifier, 0, word + 1)))
		head.n = stroke - 1;
	return head;
}

/* The whole symbol that "and Add.1", "and 2812" stands for. */
static struct str continued(const struct symbol_use *use, struct str head, struct arena *a)
{
	struct str words = use->symbol.whole;

	if (is_digit(words.p[0])) {
		head.n -= words.n < head.n ? words.n : head.n;
		return arena_printf(a, "%.*s%.*s", STR_ARG(head), STR_ARG(words));
	}
	words = plain_modifier(words, a);
	head = without_like(head, words);
	return arena_printf(a, "%.*s/%.*s", STR_ARG(head), STR_ARG(words));
}

/* A code with a space or a wrong dash inside is still that code: they are flaws of their own. */
static struct str squeezed(struct str code, struct arena *a)
{
	char *p = arena_alloc(a, code.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < code.n; i++) {
		uint32_t wide = 0;

		if (is_alpha(code.p[i]) || code.p[i] == '-')
			p[n++] = code.p[i];
		else if (utf8_scan(str_skip(code, i), &wide) > 1 && utf8_is_dash(wide))
			p[n++] = '-';
	}
	return n == code.n ? code : (struct str){p, n};
}

static void know(struct apparatus *ap, struct symbol_use *use)
{
	struct arena *a = ap->doc->arena;

	if (use->symbol.flaws & (SYMBOL_FLAW_SPACE | SYMBOL_FLAW_DASH))
		use->symbol.state = squeezed(use->symbol.state, a);
	use->canonical = use->continues == NONE
				 ? symbol_canonical(&use->symbol, a)
				 : continued(use, ap->symbols.at[use->continues].canonical, a);
	use->body = series_body(use->symbol.series);
}

/* ---- the State under review --------------------------------------------------------- */

enum { STATE_LEAST = 3 }; /* fewer symbols of States say nothing of the document */

/* The symbol of a State: of a code that some State has, and not one with the words before it. */
static bool counts_for_state(const struct symbol_use *use)
{
	return use->symbol.state.n && use->continues == NONE && state_name(use->symbol.state, NULL);
}

/* The code that two in three symbols of States carry. Only one code can: the one that is left
 * when each symbol is set off against one of another code. */
static struct str state_of_most(const struct apparatus *ap)
{
	struct str left = STR_NONE;
	uint32_t all = 0, over = 0, n = 0;

	for (uint32_t i = 0; i < ap->symbols.n; i++) {
		const struct symbol_use *use = &ap->symbols.at[i];

		if (!counts_for_state(use))
			continue;
		all++;
		if (!over)
			left = use->symbol.state;
		over = str_eq(left, use->symbol.state) ? over + 1 : over - 1;
	}
	if (all < STATE_LEAST)
		return STR_NONE;
	for (uint32_t i = 0; i < ap->symbols.n; i++)
		n += str_eq(left, ap->symbols.at[i].symbol.state) &&
		     ap->symbols.at[i].continues == NONE;
	return n * 3 >= all * 2 ? left : STR_NONE;
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
	return use->continues == NONE &&
	       (use->verdict == SYMBOL_UNKNOWN || !symbol_state_known(&use->symbol));
}

static void repair(struct repairs *r, struct symbol_use *use)
{
	const struct symbol_repair *repaired = repair_once(r, use->symbol.whole);

	if (!repaired || (!repaired->near && use->verdict == SYMBOL_UNKNOWN))
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
