#include "report/links.h"

#include "check/rule.h"
#include "report/plain.h"
#include "report/report.h"

/* The rule that "check" reports it by. */
static void put_slug(struct buf *out, const struct link_entry *e)
{
	const struct web_link *l = e->link;
	const struct verdict *v = &l->verdict;

	buf_add(out, STR(" ["));
	if (v->kind == LINK_MALFORMED)
		buf_add(out, STR("url-malformed"));
	else if (e->group == GROUP_MOVED && l->successor.n)
		buf_add(out, STR("url-legacy-form"));
	else if (verdict_is_live(v->kind) && v->no_symbol)
		buf_add(out, STR("link-symbol-missing"));
	else if (verdict_is_live(v->kind) && v->no_fragment)
		buf_add(out, STR("link-fragment-missing"));
	else
		buf_addf(out, "link-%s", verdict_name(v->kind));
	buf_add(out, STR("]\n"));
}

static void put_line(struct buf *out, const struct link_report *r, const struct link_entry *e,
		     const struct link_place *p)
{
	const struct web_link *l = e->link;
	struct str history = link_history(l, r->arena), better = link_better(l);
	/* What is well has none of its own, and programs know no other word for it. */
	unsigned severity = e->group == GROUP_OK ? SEVERITY_INFO : link_group_severity(e->group);

	plain_add(out, p->path);
	buf_addf(out, ":%u:%u: %s: ", p->line, p->column, severity_name(severity));
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
	put_slug(out, e);
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
