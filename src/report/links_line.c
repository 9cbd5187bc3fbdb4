#include "report/links.h"

#include "check/rule.h"
#include "report/plain.h"
#include "report/report.h"

/* The rule that "check" reports it by; of what it is silent about, what such a one would be. */
static struct str slug_of(const struct link_entry *e, struct arena *a)
{
	const struct verdict *v = &e->link->verdict;

	if (v->kind == LINK_MALFORMED)
		return STR("url-malformed");
	if (e->group == GROUP_MOVED && e->link->successor.n)
		return STR("url-legacy-form");
	if (verdict_is_live(v->kind) && v->no_symbol)
		return STR("link-symbol-missing");
	if (verdict_is_live(v->kind) && v->no_fragment)
		return STR("link-fragment-missing");
	return arena_printf(a, "link-%s", verdict_name(v->kind));
}

/* How bad a failure is depends on its days; what else there is, on the rule. */
static unsigned severity_of(const struct link_entry *e, struct str slug)
{
	if (link_group_severity(e->group) == SEVERITY_ERROR || e->group == GROUP_FAILING)
		return link_group_severity(e->group);
	for (uint32_t i = 0; i < rules_builtin_count; i++)
		if (str_eq(str_of(rules_builtin[i].slug), slug))
			return rules_builtin[i].severity;
	return SEVERITY_INFO;
}

static void put_line(struct buf *out, const struct link_report *r, const struct link_entry *e,
		     const struct link_place *p)
{
	const struct web_link *l = e->link;
	struct str history = link_history(l, r->arena), better = link_better(l);
	struct str slug = slug_of(e, r->arena);

	plain_add(out, p->path);
	buf_addf(out, ":%u:%u: %s: ", p->line, p->column, severity_name(severity_of(e, slug)));
	plain_add(out, l->address);
	buf_add(out, STR(": "));
	plain_add(out, link_why(l));
	if (history.n)
		buf_addf(out, " (%.*s)", STR_ARG(history));
	if (better.n) {
		buf_add(out, STR("; write "));
		plain_add(out, better);
	} else if (l->archived.wording.n) {
		buf_add(out, STR("; "));
		plain_add(out, l->archived.wording);
	}
	buf_addf(out, " [%.*s]\n", STR_ARG(slug));
}

static void line_put(struct buf *out, const struct link_report *r, const struct links_options *o)
{
	for (uint32_t i = 0; i < r->n; i++) {
		const struct link_entry *e = &r->at[i];

		if (!o->all && !link_group_is_told(e->group))
			continue;
		for (uint32_t k = 0; k < e->nplaces; k++)
			put_line(out, r, e, &e->places[k]);
	}
}

const struct links_format links_line = {
	.name = "line",
	.summary = "a line for each place, for editors of text and CI",
	.put = line_put,
};
