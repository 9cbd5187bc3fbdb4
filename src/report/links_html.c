#include "report/links.h"

#include "base/date.h"
#include "report/embedded.h"
#include "report/html.h"
#include "report/links_pictures.h"

/* More places of one address are folded away. */
enum { PLACES_MOST = 8 };

struct html_page {
	struct buf *out;
	const struct link_report *r;
	struct str title;
};

static void put(struct html_page *p, const char *markup)
{
	buf_add(p->out, str_of(markup));
}

static void put_str(struct html_page *p, struct str text)
{
	html_add(p->out, text);
}

/* ---- head ------------------------------------------------------------------------------------ */

static struct str title_of(const struct link_report *r)
{
	if (r->run->files == 1 && r->places)
		return arena_printf(r->arena, "Links of %.*s", STR_ARG(r->at[0].places->path));
	return arena_printf(r->arena, "Links of %u documents", r->run->files);
}

static void put_head(struct html_page *p)
{
	put(p, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
	buf_addf(p->out,
		 "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
		 "style-src 'sha256-%s'; script-src 'sha256-%s'; base-uri 'none'; "
		 "form-action 'none'\">\n",
		 links_page_css.sha256, links_page_js.sha256);
	put(p, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	       "<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
	put_str(p, p->title);
	put(p, "</title>\n<style>");
	buf_add(p->out, links_page_css.text);
	put(p, "</style>\n</head>\n");
}

static void put_intro(struct html_page *p)
{
	const struct link_run *run = p->r->run;

	put(p, "<body>\n<a class=\"skip\" href=\"#links\">To the list</a>\n<header>\n<h1>");
	put_str(p, p->title);
	buf_addf(p->out, "</h1>\n<p>%.*s.</p>\n", STR_ARG(link_summary(p->r)));
	buf_addf(p->out,
		 "<p class=\"soft\"><time datetime=\"%s\">%s</time>: %u %s, %u known from the "
		 "memory; footfault %s</p>\n",
		 date_iso(run->now, p->r->arena).p, date_words(run->now, p->r->arena).p,
		 run->totals.asked, run->totals.asked == 1 ? "address asked" : "addresses asked",
		 run->totals.remembered, FOOTFAULT_VERSION);
	for (uint32_t i = 0; i < run->nnotices; i++)
		buf_addf(p->out, "<p class=\"notice\">Note: %s</p>\n", run->notices[i]);
	for (uint32_t i = 0; i < run->nerrors; i++) {
		put(p, "<p class=\"notice\">");
		put_str(p, run->errors[i].path);
		put(p, ": ");
		put_str(p, run->errors[i].message);
		put(p, "</p>\n");
	}
	put(p, "</header>\n<main>\n");
}

static void put_tiles(struct html_page *p)
{
	put(p, "<nav aria-label=\"Groups\"><ul class=\"tiles\">\n");
	for (unsigned g = 0; g < LINK_GROUPS; g++) {
		const char *name = link_group_name(g);

		if (p->r->groups[g])
			buf_addf(
				p->out,
				"<li><a data-field=\"group\" data-group=\"%s\" href=\"#group=%s\">"
				"<b>%u</b><span class=\"%s\"><span class=\"swatch\"></span></span> "
				"%s</a></li>\n",
				name, name, p->r->groups[g], name, link_group_what(g));
	}
	if (p->r->n)
		buf_addf(p->out,
			 "<li><a data-field=\"group\" data-group=\"\" href=\"#links\"><b>%u</b>"
			 "All</a></li>\n",
			 p->r->n);
	put(p, "</ul></nav>\n");
}

/* ---- controls -------------------------------------------------------------------------------- */

static void put_verdicts(struct html_page *p)
{
	put(p, "<div><label for=\"by-verdict\">Verdict</label><select id=\"by-verdict\">"
	       "<option value=\"\">all</option>");
	for (unsigned v = 0; v < VERDICTS; v++)
		if (p->r->verdicts[v])
			buf_addf(p->out, "<option value=\"%s\">%s (%u)</option>", verdict_name(v),
				 verdict_name(v), p->r->verdicts[v]);
	put(p, "</select></div>\n");
}

static void put_hosts(struct html_page *p)
{
	struct link_hosts hosts;

	links_hosts(&hosts, p->r);
	put(p, "<div><label for=\"by-host\">Host</label><select id=\"by-host\">"
	       "<option value=\"\">all</option>");
	for (uint32_t i = 0; i < hosts.n; i++) {
		put(p, "<option value=\"");
		put_str(p, hosts.at[i].name);
		put(p, "\">");
		put_str(p, hosts.at[i].name);
		buf_addf(p->out, " (%u)</option>", hosts.at[i].n);
	}
	put(p, "</select></div>\n");
}

/* Hidden until there is a script that they move. */
static void put_controls(struct html_page *p)
{
	put(p, "<div class=\"controls\" id=\"controls\" role=\"search\" hidden>\n"
	       "<div class=\"wide\"><label for=\"by-text\">Words, address or place</label>"
	       "<input id=\"by-text\" type=\"search\" autocomplete=\"off\"></div>\n");
	put_verdicts(p);
	put_hosts(p);
	put(p, "<button type=\"button\" id=\"clear\">Show all</button>\n"
	       "<p id=\"shown\" role=\"status\"></p>\n</div>\n");
}

/* ---- the list -------------------------------------------------------------------------------- */

static bool is_web(struct str address)
{
	return str_starts(address, STR("https://")) || str_starts(address, STR("http://"));
}

/* An address of a document or an answer leads somewhere only if the web is there. */
static void put_address(struct html_page *p, struct str address)
{
	if (is_web(address)) {
		put(p, "<a rel=\"noreferrer noopener\" href=\"");
		put_str(p, address);
		put(p, "\">");
	}
	put_str(p, address);
	if (is_web(address))
		put(p, "</a>");
}

static void put_advice(struct html_page *p, const char *label, struct str address)
{
	if (!address.n)
		return;
	put(p, "<p>");
	put(p, label);
	put(p, " ");
	put_address(p, address);
	put(p, "</p>");
}

static void put_what(struct html_page *p, const struct web_link *l)
{
	put(p, "<th scope=\"row\" role=\"rowheader\" class=\"what\">");
	put_address(p, l->address);
	put(p, "<p class=\"soft\">");
	put_str(p, link_why(l));
	put(p, "</p>");
	put_advice(p, "Leads to", link_led_to(l));
	put_advice(p, "Write", link_better(l));
	if (l->archived.wording.n) {
		put(p, "<p>Paste <span class=\"paste\">");
		put_str(p, l->archived.wording);
		put(p, "</span></p>");
	} else if (l->archived.why.n) {
		put(p, "<p class=\"soft\">");
		put_str(p, l->archived.why);
		put(p, "</p>");
	}
	put(p, "</th>");
}

static void put_since(struct html_page *p, const struct standing *s)
{
	struct arena *a = p->r->arena;

	put(p, "<td role=\"cell\" class=\"since\">");
	if (s->failing_since) {
		buf_addf(p->out, "<time datetime=\"%s\">%s</time><small>seen on %u %s</small>",
			 date_iso(s->failing_since, a).p, date_words(s->failing_since, a).p,
			 s->failed_days, s->failed_days == 1 ? "day" : "days");
		if (s->last_live)
			buf_addf(p->out, "<small>last alive on %s</small>",
				 date_words(s->last_live, a).p);
	}
	put(p, "</td>");
}

/* An item a document: "draft.docx: note 5, note 12"; of one document without its name. */
static void put_places(struct html_page *p, const struct link_entry *e)
{
	struct str path = STR_NONE;

	put(p, "<td role=\"cell\" class=\"cited\"><ul>");
	for (uint32_t i = 0; i < e->nplaces; i++) {
		const struct link_place *at = &e->places[i];
		bool folded = i == PLACES_MOST, begins = i == 0 || folded;

		if (folded)
			buf_addf(p->out, "</li></ul><details><summary>%u more</summary><ul>",
				 e->nplaces - i);
		if (begins || !str_eq(at->path, path)) {
			put(p, begins ? "<li>" : "</li><li>");
			if (p->r->run->files > 1) {
				put_str(p, at->path);
				put(p, ": ");
			}
		} else {
			put(p, ", ");
		}
		put_str(p, link_place_says(at, p->r->arena));
		path = at->path;
	}
	put(p, e->nplaces ? "</li></ul>" : "</ul>");
	put(p, e->nplaces > PLACES_MOST ? "</details></td>" : "</td>");
}

/* 'first' of its group has the name that its tile leads to where there is no script. */
static void put_row(struct html_page *p, const struct link_entry *e, bool first)
{
	const struct web_link *l = e->link;
	const char *group = link_group_name(e->group), *verdict = verdict_name(l->verdict.kind);

	put(p, "<tr role=\"row\"");
	if (first)
		buf_addf(p->out, " id=\"group=%s\"", group);
	buf_addf(p->out, " data-group=\"%s\" data-verdict=\"%s\" data-cited=\"%u\" data-host=\"",
		 group, verdict, e->nplaces);
	put_str(p, e->host);
	put(p, "\"");
	if (l->standing.failing_since)
		buf_addf(p->out, " data-since=\"%s\"",
			 date_iso(l->standing.failing_since, p->r->arena).p);
	buf_addf(p->out,
		 "><td role=\"cell\" class=\"verdict\"><b><span class=\"%s\">"
		 "<span class=\"swatch\"></span></span> %s</b><small>%s</small></td>",
		 group, verdict, link_group_what(e->group));
	put(p, "<td role=\"cell\" class=\"host\">");
	put_str(p, e->host);
	put(p, "</td>");
	put_what(p, l);
	put_since(p, &l->standing);
	put_places(p, e);
	put(p, "</tr>\n");
}

static void put_list(struct html_page *p)
{
	put(p, "<section aria-labelledby=\"h-list\"><h2 id=\"h-list\">All addresses</h2>\n");
	put_controls(p);
	put(p, "<table id=\"links\" role=\"table\" aria-labelledby=\"h-list\"><thead "
	       "role=\"rowgroup\"><tr role=\"row\">"
	       "<th scope=\"col\" role=\"columnheader\" data-sort=\"verdict\">Verdict</th>"
	       "<th scope=\"col\" role=\"columnheader\" data-sort=\"host\">Host</th>"
	       "<th scope=\"col\" role=\"columnheader\" data-sort=\"address\">Address</th>"
	       "<th scope=\"col\" role=\"columnheader\" data-sort=\"since\">Failing since</th>"
	       "<th scope=\"col\" role=\"columnheader\" data-sort=\"cited\">Cited in</th>"
	       "</tr></thead><tbody role=\"rowgroup\">\n");
	for (uint32_t i = 0; i < p->r->n; i++)
		put_row(p, &p->r->at[i], i == 0 || p->r->at[i - 1].group != p->r->at[i].group);
	put(p, "</tbody></table>\n");
	if (p->r->n)
		put(p, "<p id=\"nothing\" hidden>No address is like that.</p>\n");
	else
		put(p, "<p id=\"nothing\">No address is cited.</p>\n");
	put(p, "</section>\n");
}

/* What the groups that are there ask of an editor. */
static void put_legend(struct html_page *p)
{
	put(p, "</main>\n<footer>\n<h2>What to do</h2>\n<dl>\n");
	for (unsigned g = 0; g < LINK_GROUPS; g++)
		if (p->r->groups[g])
			buf_addf(p->out,
				 "<dt><span class=\"%s\"><span class=\"swatch\"></span></span> "
				 "%s</dt><dd>%s</dd>\n",
				 link_group_name(g), link_group_what(g), link_group_todo(g));
	put(p, "</dl>\n</footer>\n<script>");
	buf_add(p->out, links_page_js.text);
	put(p, "</script>\n</body>\n</html>\n");
}

static void html_put(struct buf *out, const struct link_report *r, const struct links_options *o)
{
	struct html_page p = {.out = out, .r = r, .title = title_of(r)};

	(void)o;
	put_head(&p);
	put_intro(&p);
	put_tiles(&p);
	put(&p, "<div class=\"pictures\">\n");
	links_picture_hosts(out, r);
	links_picture_trend(out, r);
	put(&p, "</div>\n");
	put_list(&p);
	put_legend(&p);
}

const struct links_format links_html = {
	.name = "html",
	.summary = "one page for a browser, with pictures, filter and sort",
	.put = html_put,
};
