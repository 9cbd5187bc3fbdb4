#include "report/links.h"

#include "base/date.h"
#include "check/rule.h"
#include "doc/place.h"

#include <stdlib.h>

static const struct {
	const char *name, *what, *todo;
	uint8_t severity;
} groups[LINK_GROUPS] = {
#define LINK_GROUP(constant, name, severity, what, todo) {name, what, todo, severity},
#include "report/link_groups.def"
#undef LINK_GROUP
};

const char *link_group_name(unsigned group)
{
	return groups[group].name;
}

const char *link_group_what(unsigned group)
{
	return groups[group].what;
}

const char *link_group_todo(unsigned group)
{
	return groups[group].todo;
}

unsigned link_group_severity(unsigned group)
{
	return groups[group].severity;
}

bool link_group_is_told(unsigned group)
{
	return group != GROUP_OK && group != GROUP_UNASKED;
}

static const struct links_format *const formats[] = {
#define LINKS_FORMAT(name) &links_##name,
#include "report/links_formats.def"
#undef LINKS_FORMAT
};

const struct links_format *links_format_find(const char *name)
{
	for (size_t i = 0; i < COUNT_OF(formats); i++)
		if (strcmp(formats[i]->name, name) == 0)
			return formats[i];
	return NULL;
}

/* ---- where addresses are cited ------------------------------------------------------------- */

void link_places_add(struct link_places *to, const struct apparatus *ap,
		     const struct cited_list *cited, const struct web_links *ls, struct arena *a)
{
	const struct document *d = ap->doc;
	struct str path = arena_str(a, d->path);
	struct place_cursor cursor = {0};
	struct where_map map;

	where_init(&map, ap);
	for (uint32_t i = 0; i < cited->n; i++) {
		const struct cited *c = &cited->at[i];
		uint32_t begin = document_source_begin(d, c->span.begin);
		struct place at = document_place(d, begin, &cursor);
		struct where w = where_of(&map, c->span.begin);
		uint32_t order = to->n;

		*vec_push(a, to) = (struct link_place){
			.link = links_find(ls, c->address),
			.path = path,
			.words = arena_str(a, document_str(d, c->span)),
			.paragraph = arena_str(a, w.paragraph),
			.note = arena_str(a, w.note),
			.part = w.part,
			.series = w.series,
			.line = at.line,
			.column = at.column,
			.page = at.page,
			.order = order,
			.origin = c->origin,
		};
	}
}

/* ---- the report ------------------------------------------------------------------------------ */

enum link_group link_group_of(const struct web_link *l)
{
	const struct verdict *v = &l->verdict;

	if (v->kind == LINK_MALFORMED)
		return GROUP_MALFORMED;
	if (verdict_is_live(v->kind) && (v->no_symbol || v->no_fragment))
		return GROUP_WRONG;
	if (verdict_is_live(v->kind))
		return link_better(l).n ? GROUP_MOVED : GROUP_OK;
	if (l->standing.dead)
		return GROUP_DEAD;
	if (verdict_is_failure(v->kind) || l->standing.failing_since)
		return GROUP_FAILING;
	if (link_better(l).n)
		return GROUP_MOVED;
	/* A page that only a browser can build was asked, and is still unchecked. */
	return v->kind == LINK_UNCHECKED && !l->seen ? GROUP_UNASKED : GROUP_UNVERIFIED;
}

struct str link_better(const struct web_link *l)
{
	if (l->successor.n)
		return l->successor;
	return l->verdict.kind == LINK_MOVED && l->verdict.permanent ? l->verdict.final : STR_NONE;
}

static int by_link(const void *a, const void *b)
{
	const struct link_place *x = a, *y = b;
	uintptr_t p = (uintptr_t)x->link, q = (uintptr_t)y->link;

	return p == q ? (x->order > y->order) - (x->order < y->order) : (p > q) - (p < q);
}

/* The places of 'l' among those sorted by their link. */
static void find_places(struct link_entry *e, const struct link_place *places, uint32_t n)
{
	uintptr_t l = (uintptr_t)e->link;
	uint32_t i, end;

	SEARCH(i, n, (uintptr_t)places[i].link < l);
	for (end = i; end < n && places[end].link == e->link; end++)
		;
	e->places = places + i;
	e->nplaces = end - i;
}

/* Of a canonical address, which has neither user nor default port; a port is part of it. What is
 * no address has none. */
static struct str host_of(const struct web_link *l)
{
	size_t begin = str_find(l->address, STR("://"), 0), end;

	if (l->verdict.kind == LINK_MALFORMED || begin == SIZE_MAX)
		return STR_NONE;
	begin += 3;
	for (end = begin; end < l->address.n && !strchr("/?#", l->address.p[end]); end++)
		;
	return str_part(l->address, begin, end);
}

/* Puts each entry behind those of its group that came before it. */
static void place_entries(struct link_report *r, const struct web_links *ls,
			  const struct link_place *places)
{
	uint32_t next[LINK_GROUPS] = {0};

	for (unsigned g = 1; g < LINK_GROUPS; g++)
		next[g] = next[g - 1] + r->groups[g - 1];
	for (uint32_t i = 0; i < ls->all.n; i++) {
		const struct web_link *l = ls->all.at[i];
		struct link_entry *e = &r->at[next[link_group_of(l)]++];

		e->link = l;
		e->group = (uint8_t)link_group_of(l);
		e->host = host_of(l);
		find_places(e, places, r->places);
	}
}

static struct link_trend trend_of(const struct memory_run *run)
{
	struct link_trend t = {.at = date_seconds(date_of(run->began))};

	for (unsigned v = 0; v < VERDICTS; v++) {
		if (verdict_is_live(v))
			t.live += run->known[v];
		else if (verdict_is_failure(v))
			t.failing += run->known[v];
		else
			t.unknown += run->known[v];
	}
	return t;
}

/* Of several runs on one day the last counts; one that is dated back is of the day before it. */
static void make_trend(struct link_report *r, const struct memory_runs *history)
{
	r->trend = arena_zero(r->arena, (history->n + 1) * sizeof(*r->trend));
	for (uint32_t i = 0; i < history->n; i++) {
		struct link_trend t = trend_of(&history->at[i]);

		if (t.live + t.failing + t.unknown == 0)
			continue;
		if (r->ntrend && t.at <= r->trend[r->ntrend - 1].at)
			t.at = r->trend[--r->ntrend].at;
		r->trend[r->ntrend++] = t;
	}
}

void link_report_make(struct link_report *r, const struct web_links *ls,
		      const struct link_places *places, const struct link_run *run, struct arena *a)
{
	struct link_place *sorted = arena_alloc(a, (places->n + 1) * sizeof(*sorted));

	*r = (struct link_report){.run = run, .n = ls->all.n, .places = places->n, .arena = a};
	r->at = arena_zero(a, (r->n + 1) * sizeof(*r->at));
	for (uint32_t i = 0; i < ls->all.n; i++) {
		r->groups[link_group_of(ls->all.at[i])]++;
		r->verdicts[ls->all.at[i]->verdict.kind]++;
	}
	if (places->n) {
		memcpy(sorted, places->at, places->n * sizeof(*sorted));
		qsort(sorted, places->n, sizeof(*sorted), by_link);
	}
	place_entries(r, ls, sorted);
	make_trend(r, &run->history);
}

/* ---- words ----------------------------------------------------------------------------------- */

struct str link_why(const struct web_link *l)
{
	const struct verdict *v = &l->verdict;

	if (l->successor.n && link_group_of(l) == GROUP_MOVED)
		return verdict_is_live(v->kind)
			       ? STR("it opens, and this form of address is retired")
			       : STR("this form of address is retired");
	return v->why.n ? v->why : str_of(verdict_meaning(v->kind));
}

struct str link_led_to(const struct web_link *l)
{
	struct str final = l->verdict.final;
	bool told = str_eq(final, link_better(l)) || str_find(link_why(l), final, 0) != SIZE_MAX;

	return told ? STR_NONE : final;
}

struct str link_history(const struct web_link *l, struct arena *a)
{
	const struct standing *s = &l->standing;
	struct str live = STR_NONE;

	if (!s->failing_since)
		return STR_NONE;
	if (s->last_live)
		live = arena_printf(a, "; last alive on %s", date_words(s->last_live, a).p);
	return arena_printf(a, "failing since %s, seen on %u %s%s",
			    date_words(s->failing_since, a).p, s->failed_days,
			    s->failed_days == 1 ? "day" : "days", live.p);
}

struct str link_place_says(const struct link_place *p, struct arena *a)
{
	struct str where = p->note.n	    ? arena_printf(a, "note %.*s", STR_ARG(p->note))
			   : p->paragraph.n ? arena_printf(a, "para. %.*s", STR_ARG(p->paragraph))
					    : arena_printf(a, "line %u", p->line);

	/* A symbol is in the address that stands for it. */
	if (p->origin == CITED_ADDRESS ||
	    (p->origin == CITED_SYMBOL && str_eq(p->words, p->link->carries)))
		return where;
	return arena_printf(a, "%.*s (%.*s)", STR_ARG(where), STR_ARG(p->words));
}

static const char *plural(uint64_t n, const char *one, const char *many)
{
	return n == 1 ? one : many;
}

struct str link_summary(const struct link_report *r)
{
	/* In the words of the groups; those without addresses are left out. */
	static const char *const words[LINK_GROUPS] = {
		"malformed", "dead",	     "failing",	  "open without what is cited",
		"moved",     "not verified", "not asked", "ok",
	};
	struct str all = arena_printf(r->arena, "%u %s, cited %u %s in %u %s", r->n,
				      plural(r->n, "address", "addresses"), r->places,
				      plural(r->places, "time", "times"), r->run->files,
				      plural(r->run->files, "document", "documents"));
	const char *before = ": ";

	for (unsigned g = 0; g < LINK_GROUPS; g++) {
		if (!r->groups[g])
			continue;
		all = arena_printf(r->arena, "%.*s%s%u %s", STR_ARG(all), before, r->groups[g],
				   words[g]);
		before = ", ";
	}
	return all;
}
