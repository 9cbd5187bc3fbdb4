#include "report/links.h"

#include "base/date.h"
#include "base/json.h"
#include "report/report.h"

static const char *origin_name(unsigned origin)
{
	static const char *const names[] = {
		[CITED_ADDRESS] = "address",
		[CITED_HYPERLINK] = "hyperlink",
		[CITED_SYMBOL] = "symbol",
	};

	return names[origin];
}

static void put_number(struct json *j, const char *key, uint32_t value)
{
	if (value)
		json_number(j, key, value);
	else
		json_nothing(j, key);
}

/* A day, or null where it never was. */
static void put_day(struct json *j, const char *key, int64_t seconds, struct arena *a)
{
	json_str_or_null(j, key, seconds ? date_iso(seconds, a) : STR_NONE);
}

static void put_run(struct json *j, const struct link_report *r)
{
	const struct link_run *run = r->run;

	json_open_object(j, "run");
	put_day(j, "date", run->now, r->arena);
	json_bool(j, "offline", run->offline);
	json_number(j, "asked", run->totals.asked);
	json_number(j, "remembered", run->totals.remembered);
	json_number(j, "requests", run->totals.requests);
	json_bool(j, "proxied", run->totals.proxied);
	json_bool(j, "no_network", run->totals.no_network);
	json_text(j, "memory", run->memory);
	json_open_array(j, "notices");
	for (uint32_t i = 0; i < run->nnotices; i++)
		json_text(j, NULL, run->notices[i]);
	json_close_array(j);
	json_close_object(j);
}

static void put_standing(struct json *j, const struct standing *s, struct arena *a)
{
	json_open_object(j, "standing");
	put_day(j, "first_asked", s->first_asked, a);
	put_day(j, "last_asked", s->last_asked, a);
	put_day(j, "last_live", s->last_live, a);
	put_day(j, "failing_since", s->failing_since, a);
	json_number(j, "failed_days", s->failed_days);
	json_bool(j, "dead", s->dead);
	json_close_object(j);
}

static void put_archived(struct json *j, const struct archived *c)
{
	if (!c->address.n && !c->why.n) {
		json_nothing(j, "archived");
		return;
	}
	json_open_object(j, "archived");
	json_str_or_null(j, "address", c->address);
	json_str_or_null(j, "date", c->date);
	json_str_or_null(j, "archive", c->archive);
	json_str_or_null(j, "wording", c->wording);
	json_str_or_null(j, "why", c->why);
	json_close_object(j);
}

static void put_place(struct json *j, const struct link_place *p)
{
	json_open_object(j, NULL);
	json_str(j, "path", p->path);
	json_number(j, "line", p->line);
	json_number(j, "column", p->column);
	put_number(j, "page", p->page);
	json_text(j, "part", p->part);
	json_str_or_null(j, "paragraph", p->paragraph);
	json_text(j, "series", p->series);
	json_str_or_null(j, "note", p->note);
	json_str(j, "words", p->words);
	json_text(j, "origin", origin_name(p->origin));
	json_close_object(j);
}

static void put_entry(struct json *j, const struct link_entry *e, struct arena *a)
{
	const struct web_link *l = e->link;
	const struct verdict *v = &l->verdict;

	json_open_object(j, NULL);
	json_str(j, "address", l->address);
	json_str_or_null(j, "host", e->host);
	json_text(j, "group", link_group_name(e->group));
	json_text(j, "verdict", verdict_name(v->kind));
	put_number(j, "status", v->status);
	json_str_or_null(j, "why", v->why);
	put_day(j, "since", l->standing.failing_since, a);
	put_day(j, "seen", l->seen, a);
	json_bool(j, "remembered", l->remembered);
	json_bool(j, "permanent", v->permanent);
	json_bool(j, "no_symbol", v->no_symbol);
	json_bool(j, "no_fragment", v->no_fragment);
	json_bool(j, "by_name", v->by_name);
	json_str_or_null(j, "symbol", l->carries);
	put_standing(j, &l->standing, a);
	json_str_or_null(j, "final", v->final);
	json_str_or_null(j, "successor", l->successor);
	json_str_or_null(j, "write", link_better(l));
	put_archived(j, &l->archived);
	json_open_array(j, "cited");
	for (uint32_t i = 0; i < e->nplaces; i++)
		put_place(j, &e->places[i]);
	json_close_array(j);
	json_close_object(j);
}

static void put_trend(struct json *j, const struct link_report *r)
{
	json_open_array(j, "trend");
	for (uint32_t i = 0; i < r->ntrend; i++) {
		json_open_object(j, NULL);
		put_day(j, "date", r->trend[i].at, r->arena);
		json_number(j, "live", r->trend[i].live);
		json_number(j, "failing", r->trend[i].failing);
		json_number(j, "unknown", r->trend[i].unknown);
		json_close_object(j);
	}
	json_close_array(j);
}

static void put_errors(struct json *j, const struct link_run *run)
{
	json_open_array(j, "errors");
	for (uint32_t i = 0; i < run->nerrors; i++) {
		json_open_object(j, NULL);
		json_str(j, "path", run->errors[i].path);
		json_str(j, "message", run->errors[i].message);
		json_close_object(j);
	}
	json_close_array(j);
}

static void put_summary(struct json *j, const struct link_report *r)
{
	json_open_object(j, "summary");
	json_number(j, "files", r->run->files);
	json_number(j, "addresses", r->n);
	json_number(j, "places", r->places);
	json_open_object(j, "groups");
	for (unsigned g = 0; g < LINK_GROUPS; g++)
		json_number(j, link_group_name(g), r->groups[g]);
	json_close_object(j);
	json_open_object(j, "verdicts");
	for (unsigned v = 0; v < VERDICTS; v++)
		json_number(j, verdict_name(v), r->verdicts[v]);
	json_close_object(j);
	json_close_object(j);
}

static void json_put(struct buf *out, const struct link_report *r, const struct links_options *o)
{
	struct json j;

	(void)o;
	json_init(&j, out);
	json_open_object(&j, NULL);
	json_number(&j, "version", 1);
	json_text(&j, "tool", "footfault " FOOTFAULT_VERSION);
	put_run(&j, r);
	json_open_array(&j, "links");
	for (uint32_t i = 0; i < r->n; i++)
		put_entry(&j, &r->at[i], r->arena);
	json_close_array(&j);
	put_trend(&j, r);
	put_errors(&j, r->run);
	put_summary(&j, r);
	json_close_object(&j);
	buf_add_char(out, '\n');
}

const struct links_format links_json = {
	.name = "json",
	.summary = "for other programs; the fields are promised",
	.put = json_put,
};
