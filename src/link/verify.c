#include "link/verify.h"

#include "cite/host.h"
#include "doc/document.h"
#include "link/gate.h"
#include "link/judge.h"
#include "link/schedule.h"

#include <fnmatch.h>
#include <stdlib.h>

/* Answers that a killed run may lose. */
enum { BATCH = 256 };

enum { DAY = 24 * 60 * 60 };

/* Links that differ in what stands behind "#" only: one address to ask. */
struct group {
	struct web_target target;
	uint32_t first; /* index into 'wanting' */
	uint32_t n;
};

/* A link that is to be asked. */
struct wanting {
	struct web_target target;
	struct web_link *link;
	uint32_t at; /* among all links */
};

struct verify {
	struct web_links *links;
	const struct verify_options *o;
	struct memory *memory;
	struct verify_totals *totals;
	struct err *err;
	struct arena *arena;	 /* of the links */
	struct wanting *wanting; /* sorted by address */
	VEC(struct group) groups;
	struct errand *errands;
	uint32_t done, unsaved, nerrands;
	struct web_link **doubtful; /* names that did not resolve: whether the network is there is
				       known at the end */
	uint32_t ndoubtful;
	int64_t now;
};

/* ---- what is not asked --------------------------------------------------------------------- */

static struct str host_part(struct str address)
{
	size_t begin = str_find(address, STR("//"), 0);
	struct str rest = str_skip(address, begin == SIZE_MAX ? address.n : begin + 2);

	return str_part(rest, 0, rest.n ? strcspn(rest.p, "/:?#") : 0);
}

static bool fits(struct str address, const char *pattern)
{
	struct str host = host_part(address), name = str_of(pattern);

	if (strpbrk(pattern, "*?["))
		return fnmatch(pattern, address.p, 0) == 0;
	if (memchr(name.p, '/', name.n))
		return str_starts(address, name);
	return host.n >= name.n && str_eq_nocase(str_skip(host, host.n - name.n), name) &&
	       (host.n == name.n || host.p[host.n - name.n - 1] == '.');
}

bool link_is_excluded(struct str address, const char *const *patterns, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		if (*patterns[i] && fits(address, patterns[i]))
			return true;
	return false;
}

static void set_verdict(struct web_link *l, unsigned kind, const char *why)
{
	l->verdict = (struct verdict){.kind = (uint8_t)kind, .why = str_of(why)};
}

/* What the memory holds is enough: it was alive lately, or nobody may be asked. */
static bool recall(struct verify *v, struct web_link *l)
{
	struct verdict verdict;
	int64_t at;

	if (!v->memory || !memory_last(v->memory, l->address, &verdict, &at, v->arena))
		return false;
	if (!v->o->offline && (!verdict_is_live(verdict.kind) ||
			       v->now - at >= (int64_t)v->o->fresh_days * DAY || at > v->now))
		return false;
	l->verdict = verdict;
	l->seen = at;
	l->remembered = true;
	v->totals->remembered++;
	return true;
}

/* Nobody is asked: some need not be. */
static void settle_offline(const struct verify *v, struct web_link *l, const struct web_target *t)
{
	const struct host_site *site = host_site(t->host);
	const char *why = site->never ? site->reason : NULL;

	if (!why && !v->o->fetch.allow_private)
		why = gate_port(t->port);
	if (!why && !v->o->fetch.allow_private)
		why = gate_name(t->host);
	if (why)
		set_verdict(l, LINK_REFUSED, why);
	else
		set_verdict(l, LINK_UNCHECKED, "nobody was asked in this run");
}

/* Takes a link apart; false when it is settled without asking. */
static bool wants_asking(struct verify *v, struct web_link *l, struct web_target *target)
{
	const char *why = NULL;

	/* As the document has it; nobody asks for what it may have meant. */
	if (l->verdict.kind == LINK_MALFORMED)
		return false;
	if (l->target)
		*target = *l->target;
	else
		why = web_target_read(target, l->address, STR_NONE, v->arena);
	if (why)
		set_verdict(l, LINK_MALFORMED, why);
	else if (link_is_excluded(l->address, v->o->exclude, v->o->nexclude))
		set_verdict(l, LINK_REFUSED, "it is excluded from this run");
	else if (recall(v, l))
		return false;
	else if (v->o->offline)
		settle_offline(v, l, target);
	else
		return true;
	return false;
}

/* ---- groups ---------------------------------------------------------------------------------- */

static int by_address(const void *a, const void *b)
{
	const struct wanting *x = a, *y = b;
	int order = str_compare(x->target.address, y->target.address);

	return order ? order : x->at < y->at ? -1 : x->at > y->at;
}

/* What is to be asked, one group an address, in the order of the addresses. */
static void make_groups(struct verify *v)
{
	struct wanting *all = arena_alloc(v->arena, (v->links->all.n + 1) * sizeof(*all));
	uint32_t n = 0;

	for (uint32_t i = 0; i < v->links->all.n; i++) {
		all[n].link = v->links->all.at[i];
		all[n].at = i;
		n += wants_asking(v, all[n].link, &all[n].target);
	}
	qsort(all, n, sizeof(*all), by_address);
	v->wanting = all;
	for (uint32_t i = 0; i < n; i++) {
		if (!i || !str_eq(all[i].target.address, all[i - 1].target.address))
			*vec_push(v->arena, &v->groups) =
				(struct group){.target = all[i].target, .first = i};
		v->groups.at[v->groups.n - 1].n++;
	}
}

/* What to look for in the page: the symbol and the places that its links name. */
static void fill_wanted(struct verify *v, const struct group *g, struct page_wanted *out)
{
	const struct wanting *all = v->wanting + g->first;
	struct str *fragments = arena_alloc(v->arena, g->n * sizeof(*fragments));

	*out = (struct page_wanted){.fragments = fragments};
	for (uint32_t i = 0; i < g->n; i++) {
		if (!out->symbol.n)
			out->symbol = all[i].link->carries;
		if (all[i].target.fragment.n && out->nfragments < PAGE_FRAGMENTS)
			fragments[out->nfragments++] = all[i].target.fragment;
	}
}

/* ---- verdicts ----------------------------------------------------------------------------------
 */

static void remember(struct verify *v, struct web_link *l)
{
	if (!v->memory || v->err->status != FF_OK)
		return;
	memory_put(v->memory, l->address, v->now, &l->verdict, v->err);
	if (++v->unsaved % BATCH == 0 && v->err->status == FF_OK)
		memory_flush(v->memory, v->err);
}

static uint32_t fragment_index(const struct page_wanted *wanted, struct str fragment)
{
	for (uint32_t i = 0; fragment.n && i < wanted->nfragments; i++)
		if (str_eq(wanted->fragments[i], fragment))
			return i;
	return NONE;
}

static void judge_link(struct verify *v, const struct wanting *w, const struct visit *visit)
{
	uint32_t fragment = fragment_index(&visit->wanted, w->target.fragment);
	struct web_link *l = w->link;
	/* Only one symbol can be looked for: of another nothing is known. */
	struct str carries = str_eq(l->carries, visit->wanted.symbol) ? l->carries : STR_NONE;
	struct trail trail = visit_trail(visit, carries, fragment);

	judge(&l->verdict, &trail, v->arena);
	l->seen = v->now;
	v->totals->asked++;
	if (l->verdict.kind == LINK_DNS)
		v->doubtful[v->ndoubtful++] = l;
	else if (l->verdict.kind != LINK_REFUSED)
		remember(v, l);
}

static void done(void *to, uint32_t errand, const struct visit *visit)
{
	struct verify *v = to;
	const struct group *g = &v->groups.at[errand];

	for (uint32_t i = g->first; i < g->first + g->n; i++)
		if (visit)
			judge_link(v, &v->wanting[i], visit);
		else
			set_verdict(v->wanting[i].link, LINK_UNCHECKED,
				    "the time for this run was over");
	v->done++;
}

static void tick(void *to)
{
	struct verify *v = to;

	if (v->o->tick)
		v->o->tick(v->o->to, v->done, v->groups.n);
}

/* Without a memory, this run is all there is to go by. */
static void set_standing(struct verify *v, struct web_link *l)
{
	bool fails = verdict_is_failure(l->verdict.kind);

	if (v->memory && memory_standing(v->memory, l->address, v->o->dead_days, &l->standing))
		return;
	if (!l->seen)
		return;
	l->standing = (struct standing){
		.first_asked = l->seen,
		.last_asked = l->seen,
		.last_live = verdict_is_live(l->verdict.kind) ? l->seen : 0,
		.failing_since = fails ? l->seen : 0,
		.failed_days = fails,
		.dead = fails && v->o->dead_days <= 1,
	};
}

/* ---- the run
 * -------------------------------------------------------------------------------------- */

static enum status ask_all(struct verify *v)
{
	struct schedule_options how = {
		.rate = v->o->rate,
		.under_way = v->o->fetch.under_way,
		.max_seconds = v->o->max_seconds,
		.done = done,
		.tick = tick,
		.to = v,
	};
	struct schedule_totals totals;
	struct fetch *f;

	if (fetch_new(&f, &v->o->fetch, v->err) != FF_OK)
		return v->err->status;
	v->errands = arena_zero(v->arena, v->groups.n * sizeof(*v->errands));
	for (uint32_t i = 0; i < v->groups.n; i++) {
		v->errands[i].target = v->groups.at[i].target;
		fill_wanted(v, &v->groups.at[i], &v->errands[i].wanted);
	}
	schedule_run(f, v->errands, v->groups.n, &how, &totals, v->arena);
	fetch_free(f);
	v->totals->requests = totals.requests;
	v->totals->proxied = totals.proxied;
	v->totals->no_network = v->ndoubtful && !totals.resolved;
	return FF_OK;
}

enum status links_verify(struct web_links *ls, const struct verify_options *o, struct memory *m,
			 struct verify_totals *totals, struct err *err)
{
	struct verify v = {
		.links = ls,
		.o = o,
		.memory = m,
		.totals = totals,
		.err = err,
		.arena = ls->arena,
		.now = o->now,
	};

	*totals = (struct verify_totals){0};
	make_groups(&v);
	v.doubtful = arena_alloc(v.arena, (ls->all.n + 1) * sizeof(*v.doubtful));
	if (v.groups.n && ((m && memory_begin(m, o->now, err) != FF_OK) || ask_all(&v) != FF_OK))
		return err->status;
	for (uint32_t i = 0; i < v.ndoubtful && !totals->no_network; i++)
		remember(&v, v.doubtful[i]);
	if (m && v.groups.n && err->status == FF_OK)
		memory_flush(m, err);
	for (uint32_t i = 0; i < ls->all.n; i++)
		set_standing(&v, ls->all.at[i]);
	return err->status;
}
