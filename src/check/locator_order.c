/*
 * The order of a locator's numbers: ascending, and none twice.
 */
#include "check/locator.h"

#include <stdlib.h>

static const char *const slugs[] = {"locator-overlap", "locator-unsorted", NULL};

enum { SORTED_MOST = 64 }; /* items of a list that a fix puts in order */

static const struct locator_number *high_of(const struct locator_item *item)
{
	return span_is_empty(item->to.figure) ? &item->from : &item->to;
}

/* Items whose numbers can be compared: no "bis", no letters behind, no list of sub-paragraphs, all
 * roman or none. */
static bool is_comparable(const struct locator_walk *w)
{
	for (uint32_t i = 0; i < w->l->nitems; i++) {
		const struct locator_item *item = &w->items[i];

		if (item->below_only || item->from.roman != w->items[0].from.roman ||
		    item->from.letter || locator_compare(&item->from, high_of(item)) > 0)
			return false;
		if (!item->from.roman &&
		    !(locator_is_plain(w, &item->from) && locator_is_plain(w, high_of(item))))
			return false;
	}
	return true;
}

static bool has_below(const struct locator_item *item)
{
	return !span_is_empty(item->from.below) || !span_is_empty(item->to.below);
}

static bool overlaps(const struct locator_item *a, const struct locator_item *b)
{
	return !has_below(a) && !has_below(b) && locator_compare(&b->from, high_of(a)) <= 0 &&
	       locator_compare(&a->from, high_of(b)) <= 0;
}

static int by_value(const void *a, const void *b)
{
	const struct locator_item *const *x = a, *const *y = b;
	int order = locator_compare(&(*x)->from, &(*y)->from);

	if (order)
		return order;
	return (*x)->span.begin < (*y)->span.begin ? -1 : (*x)->span.begin > (*y)->span.begin;
}

/* Each item's place gets the words of the item that belongs there. */
static void fix_order(struct locator_walk *w, struct finding *f)
{
	const struct locator_item *sorted[SORTED_MOST];

	if (!f || w->l->nitems > SORTED_MOST)
		return;
	for (uint32_t i = 0; i < w->l->nitems; i++)
		sorted[i] = &w->items[i];
	qsort(sorted, w->l->nitems, sizeof(sorted[0]), by_value);
	for (uint32_t i = 0; i < w->l->nitems; i++)
		if (sorted[i] != &w->items[i])
			found_fix(w->c, f, FIX_SUGGESTED, w->items[i].span,
				  document_str(w->c->doc, sorted[i]->span));
}

/* Against the item before and the one that reaches furthest: a list need not be compared with
 * all of itself. */
static void check_order(struct locator_walk *w)
{
	const struct locator_item *furthest = &w->items[0];
	uint32_t unsorted = 0;

	for (uint32_t i = 1; i < w->l->nitems; i++) {
		const struct locator_item *item = &w->items[i], *before = item - 1, *other = NULL;
		struct finding *f;

		if (overlaps(before, item))
			other = before;
		else if (overlaps(furthest, item))
			other = furthest;
		else if (locator_compare(&item->from, &before->from) < 0 && !unsorted)
			unsorted = i;
		if (other) {
			f = found(w->c, "locator-overlap", item->span);
			found_str(f, "other", document_str(w->c->doc, other->span));
			found_related(w->c, f, other->span, "what it repeats");
		}
		if (locator_compare(high_of(item), high_of(furthest)) > 0)
			furthest = item;
	}
	if (!unsorted || str_starts(locator_rest(w, w->l->span.end), STR(", respectively")))
		return;
	fix_order(w, found(w->c, "locator-unsorted",
			   (struct span){w->items[0].span.begin, w->l->span.end}));
}

static void run(struct checking *c)
{
	struct locator_walk w = {.c = c};

	/* In a text the order is that of the argument: "articles 14 and 7, read together". */
	while (locator_next(&w))
		if (w.l->nitems > 1 && locator_is_formal(&w) && is_comparable(&w) &&
		    !locator_is_quoted(&w))
			check_order(&w);
}

const struct checker checker_locator_order = {"locator_order", slugs, run};
