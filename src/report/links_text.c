#include "report/links.h"

#include "check/rule.h"
#include "report/plain.h"

/* An address may be cited on every page; an editor who replaces it searches for it. */
enum { PLACES_MOST = 12 };

struct text_links {
	struct buf *out;
	const struct link_report *r;
	bool colour;
};

static void put(struct text_links *t, const char *text)
{
	buf_add(t->out, str_of(text));
}

/* ---- colours --------------------------------------------------------------------------------- */

static void paint(struct text_links *t, const char *colour)
{
	if (t->colour)
		put(t, colour);
}

static const char *colour_of(unsigned group)
{
	switch (link_group_severity(group)) {
	case SEVERITY_ERROR:
		return "\033[1;31m";
	case SEVERITY_WARNING:
		return "\033[33m";
	case SEVERITY_INFO:
		return "\033[36m";
	default:
		return "\033[32m";
	}
}

/* ---- one address ----------------------------------------------------------------------------- */

/* A row below the address: "    write     https://…"; none where there is nothing to say. */
static void put_row(struct text_links *t, const char *label, struct str text)
{
	if (!text.n)
		return;
	paint(t, "\033[2m");
	buf_addf(t->out, "    %-12s ", label);
	paint(t, "\033[0m");
	plain_add(t->out, text);
	buf_add_char(t->out, '\n');
}

/* "note 5, para. 12; annex.md: line 3": the document where there are several. */
static struct str places_of(struct text_links *t, const struct link_entry *e)
{
	struct arena *a = t->r->arena;
	struct str all = STR_NONE, path = STR_NONE;

	for (uint32_t i = 0; i < e->nplaces && i < PLACES_MOST; i++) {
		const struct link_place *p = &e->places[i];
		struct str where = link_place_says(p, a);
		bool other = t->r->run->files > 1 && !str_eq(p->path, path);

		if (other)
			where = arena_printf(a, "%.*s: %.*s", STR_ARG(p->path), STR_ARG(where));
		all = arena_printf(a, "%.*s%s%.*s", STR_ARG(all),
				   i == 0  ? ""
				   : other ? "; "
					   : ", ",
				   STR_ARG(where));
		path = p->path;
	}
	if (e->nplaces > PLACES_MOST)
		all = arena_printf(a, "%.*s and %u more", STR_ARG(all), e->nplaces - PLACES_MOST);
	return all;
}

static void put_entry(struct text_links *t, const struct link_entry *e)
{
	const struct web_link *l = e->link;

	paint(t, "\033[1m");
	plain_add(t->out, l->address);
	paint(t, "\033[0m");
	buf_add_char(t->out, '\n');
	put_row(t, verdict_name(l->verdict.kind), link_why(l));
	put_row(t, "history", link_history(l, t->r->arena));
	put_row(t, "cited in", places_of(t, e));
	put_row(t, "leads to", link_led_to(l));
	put_row(t, "write", link_better(l));
	put_row(t, "paste", l->archived.wording);
	if (!l->archived.address.n)
		put_row(t, "archives", l->archived.why);
}

static void put_group(struct text_links *t, unsigned group)
{
	paint(t, colour_of(group));
	buf_addf(t->out, "%s (%u)", link_group_what(group), t->r->groups[group]);
	paint(t, "\033[0m");
	if (group != GROUP_OK)
		buf_addf(t->out, ": %s", link_group_todo(group));
	put(t, "\n\n");
	for (uint32_t i = 0; i < t->r->n; i++) {
		if (t->r->at[i].group != group)
			continue;
		put_entry(t, &t->r->at[i]);
		buf_add_char(t->out, '\n');
	}
}

static void text_put(struct buf *out, const struct link_report *r, const struct links_options *o)
{
	struct text_links t = {.out = out, .r = r, .colour = o->colour};

	for (unsigned g = 0; g < LINK_GROUPS; g++)
		if (r->groups[g] && (o->all || link_group_is_told(g)))
			put_group(&t, g);
	if (o->quiet)
		return;
	for (uint32_t i = 0; i < r->run->nnotices; i++)
		buf_addf(out, "note: %s\n", r->run->notices[i]);
	if (r->groups[GROUP_UNASKED] && !o->all)
		buf_addf(out, "note: --all lists the %u not asked\n", r->groups[GROUP_UNASKED]);
	buf_add(out, link_summary(r));
	buf_add_char(out, '\n');
}

const struct links_format links_text = {
	.name = "text",
	.summary = "for people: what to do, with wording to paste",
	.put = text_put,
};
