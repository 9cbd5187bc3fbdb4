/*
 * What the symbols of one document say of one another: one document under two
 * spellings, two that differ in one character, one whose revision is cited elsewhere.
 * Uses are sorted by canonical form once; nothing here compares each with each.
 */
#include "check/check.h"

#include <stdlib.h>

/* The uses of one document: a stretch of the sorted list. */
struct group {
	struct str canonical;
	uint32_t first, n; /* in twins.order */
};

struct twins {
	struct checking *c;
	const struct symbol_use *uses;
	const struct symbol_use **order; /* by canonical form, then by place */
	struct group *groups;		 /* sorted */
	uint32_t norder, ngroups;
};

static int by_canonical(const void *a, const void *b)
{
	const struct symbol_use *x = *(const struct symbol_use *const *)a;
	const struct symbol_use *y = *(const struct symbol_use *const *)b;
	int order = str_compare(x->canonical, y->canonical);

	if (order)
		return order;
	return (x->span.begin > y->span.begin) - (x->span.begin < y->span.begin);
}

/* What is printed on every page is no citation. */
static bool is_citation(const struct checking *c, const struct symbol_use *use)
{
	return use->canonical.n && c->doc->blocks.at[use->block].kind != BLOCK_FURNITURE;
}

static void twins_fill(struct twins *t, struct checking *c)
{
	const struct apparatus *ap = c->ap;
	size_t size = (size_t)ap->symbols.n + 1;

	*t = (struct twins){.c = c, .uses = ap->symbols.at};
	t->order = arena_alloc(c->arena, size * sizeof(const struct symbol_use *));
	t->groups = arena_alloc(c->arena, size * sizeof(*t->groups));
	for (uint32_t i = 0; i < ap->symbols.n; i++)
		if (is_citation(c, &ap->symbols.at[i]))
			t->order[t->norder++] = &ap->symbols.at[i];
	if (t->norder)
		qsort(t->order, t->norder, sizeof(const struct symbol_use *), by_canonical);
	for (uint32_t i = 0; i < t->norder; i++) {
		struct str canonical = t->order[i]->canonical;
		struct group *last = t->ngroups ? &t->groups[t->ngroups - 1] : NULL;

		if (last && str_eq(last->canonical, canonical))
			last->n++;
		else
			t->groups[t->ngroups++] = (struct group){canonical, i, 1};
	}
}

static const struct group *group_find(const struct twins *t, struct str canonical)
{
	uint32_t low = 0, high = t->ngroups;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		int order = str_compare(t->groups[mid].canonical, canonical);

		if (order == 0)
			return &t->groups[mid];
		if (order < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

/* ---- two spellings ---------------------------------------------------------------- */

/* Printed in full and without a flaw that has a rule of its own. */
static bool is_clean(const struct symbol_use *use)
{
	return use->verdict == SYMBOL_KNOWN && !use->symbol.flaws && use->continues == NONE;
}

static int by_print(const void *a, const void *b)
{
	const struct symbol_use *x = *(const struct symbol_use *const *)a;
	const struct symbol_use *y = *(const struct symbol_use *const *)b;
	int order = str_compare(x->symbol.whole, y->symbol.whole);

	if (order)
		return order;
	return (x->span.begin > y->span.begin) - (x->span.begin < y->span.begin);
}

/* The spelling that most have; among equals the one that comes first in the text. */
static const struct symbol_use *most_printed(const struct symbol_use **clean, uint32_t n)
{
	const struct symbol_use *best = NULL;
	uint32_t most = 0;

	qsort(clean, n, sizeof(*clean), by_print);
	for (uint32_t i = 0, k; i < n; i = k) {
		for (k = i + 1; k < n && str_eq(clean[k]->symbol.whole, clean[i]->symbol.whole);)
			k++;
		if (k - i > most || (k - i == most && clean[i]->span.begin < best->span.begin)) {
			most = k - i;
			best = clean[i];
		}
	}
	return best;
}

static bool differ(const struct group *g, const struct twins *t)
{
	const struct symbol_use *seen = NULL;

	for (uint32_t i = g->first; i < g->first + g->n; i++) {
		if (!is_clean(t->order[i]))
			continue;
		if (seen && !str_eq(seen->symbol.whole, t->order[i]->symbol.whole))
			return true;
		seen = t->order[i];
	}
	return false;
}

static void check_spellings(const struct twins *t, const struct group *g)
{
	struct checking *c = t->c;
	const struct symbol_use **clean, *best;
	uint32_t n = 0;

	if (!differ(g, t))
		return;
	clean = arena_alloc(c->arena, g->n * sizeof(*clean));
	for (uint32_t i = g->first; i < g->first + g->n; i++)
		if (is_clean(t->order[i]))
			clean[n++] = t->order[i];
	best = most_printed(clean, n);
	for (uint32_t i = 0; i < n; i++) {
		struct finding *f;

		if (str_eq(clean[i]->symbol.whole, best->symbol.whole))
			continue;
		f = found(c, "symbol-two-spellings", clean[i]->span);
		found_str(f, "other", best->symbol.whole);
		found_related(c, f, best->span, "the other spelling");
		found_fix(c, f, FIX_SUGGESTED, clean[i]->span, best->symbol.whole);
	}
}

/* ---- revisions ---------------------------------------------------------------------- */

/* The symbol that a "/Rev.1" or "/Corr.1" at the end of 'canonical' revises, or empty. */
static struct str revised(struct str canonical)
{
	size_t stroke = canonical.n;
	struct str last;

	while (stroke && canonical.p[stroke - 1] != '/')
		stroke--;
	last = str_skip(canonical, stroke);
	if (!stroke || !(str_starts(last, STR("Rev.")) || str_starts(last, STR("Corr."))))
		return STR_NONE;
	return str_part(canonical, 0, stroke - 1);
}

/* 'use' stands alone: no use of 'later' in its note or block. Both are in order of place;
 * 'at' moves along the later ones. */
static bool stands_alone(const struct twins *t, const struct symbol_use *use,
			 const struct group *later, uint32_t *at)
{
	while (*at < later->n && t->order[later->first + *at]->block < use->block)
		++*at;
	return *at == later->n || t->order[later->first + *at]->block != use->block;
}

/* Said once, where the older one stands alone for the first time. */
static void check_revision(const struct twins *t, const struct group *later)
{
	struct str older = revised(later->canonical);
	const struct group *g = older.n ? group_find(t, older) : NULL;
	uint32_t at = 0;

	if (!g)
		return;
	for (uint32_t i = g->first; i < g->first + g->n; i++) {
		const struct symbol_use *use = t->order[i];
		struct finding *f;

		if (!stands_alone(t, use, later, &at))
			continue;
		f = found(t->c, "symbol-superseded", use->span);
		found_str(f, "later", later->canonical);
		found_related(t->c, f, t->order[later->first]->span, "the later version");
		return;
	}
}

/* ---- near duplicates ------------------------------------------------------------------ */

enum { NEAR_MOST = 4096 }; /* distinct symbols; beyond that nobody reads a list of pairs */

/* A canonical form with one character left open. */
struct open {
	uint32_t hash;
	uint32_t group;
	uint32_t at; /* the character */
};

static int by_hash(const void *a, const void *b)
{
	const struct open *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return (x->group > y->group) - (x->group < y->group);
}

static bool are_near(const struct twins *t, const struct open *x, const struct open *y)
{
	const struct group *a = &t->groups[x->group], *b = &t->groups[y->group];

	return x->hash == y->hash && x->at == y->at && a->canonical.n == b->canonical.n &&
	       t->order[a->first]->symbol.series == t->order[b->first]->symbol.series &&
	       memcmp(a->canonical.p, b->canonical.p, x->at) == 0 &&
	       memcmp(a->canonical.p + x->at + 1, b->canonical.p + x->at + 1,
		      a->canonical.n - x->at - 1) == 0;
}

/* Told at the one that is cited less. */
static void found_near(const struct twins *t, const struct open *x, const struct open *y)
{
	const struct group *a = &t->groups[x->group], *b = &t->groups[y->group];
	const struct group *rare = a->n < b->n ? a : b, *other = rare == a ? b : a;
	struct finding *f = found(t->c, "symbol-near-duplicate", t->order[rare->first]->span);

	found_str(f, "other", other->canonical);
	found_related(t->c, f, t->order[other->first]->span, "the other one");
}

/* Every form with each of its characters left open in turn; equal ones come together. */
static void check_near(const struct twins *t)
{
	struct arena *a = t->c->arena;
	struct open *all;
	uint32_t n = 0, bytes = 0, groups = t->ngroups < NEAR_MOST ? t->ngroups : NEAR_MOST;

	for (uint32_t g = 0; g < groups; g++)
		bytes += (uint32_t)t->groups[g].canonical.n;
	all = arena_alloc(a, (bytes + 1) * sizeof(*all));
	for (uint32_t g = 0; g < groups; g++) {
		struct str s = t->groups[g].canonical;

		for (uint32_t at = 0; at < s.n; at++) {
			uint32_t hash =
				str_hash(str_part(s, 0, at)) * 31 + str_hash(str_skip(s, at + 1));

			all[n++] = (struct open){hash, g, at};
		}
	}
	if (n)
		qsort(all, n, sizeof(*all), by_hash);
	for (uint32_t i = 1; i < n; i++)
		if (are_near(t, &all[i - 1], &all[i]))
			found_near(t, &all[i - 1], &all[i]);
}

static void check_twins(struct checking *c)
{
	struct twins t;

	if (c->ap->symbols.n < 2)
		return;
	twins_fill(&t, c);
	for (uint32_t i = 0; i < t.ngroups; i++) {
		if (t.groups[i].n > 1)
			check_spellings(&t, &t.groups[i]);
		check_revision(&t, &t.groups[i]);
	}
	if (rule_on(c, "symbol-near-duplicate"))
		check_near(&t);
}

static const char *const slugs[] = {
	"symbol-two-spellings",
	"symbol-near-duplicate",
	"symbol-superseded",
	NULL,
};

const struct checker checker_symbol_twins = {"symbol_twins", slugs, check_twins};
