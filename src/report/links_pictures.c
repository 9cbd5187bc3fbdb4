#include "report/links_pictures.h"

#include "base/date.h"
#include "report/html.h"

#include <stdlib.h>

/* Bars that are drawn, and the units that the widest of them is long. */
enum { HOSTS_MOST = 15, WIDTH = 1000, LEAST = 8, HEIGHT = 200 };

static void put(struct buf *out, const char *text)
{
	buf_add(out, str_of(text));
}

/* ---- hosts ----------------------------------------------------------------------------------- */

static int by_host(const void *a, const void *b)
{
	const struct link_entry *const *x = a, *const *y = b;

	return str_compare((*x)->host, (*y)->host);
}

void links_hosts(struct link_hosts *out, const struct link_report *r)
{
	const struct link_entry **sorted = arena_alloc(r->arena, (r->n + 1) * sizeof(*sorted));
	struct link_host *h = NULL;

	*out = (struct link_hosts){.at = arena_zero(r->arena, (r->n + 1) * sizeof(*out->at))};
	for (uint32_t i = 0; i < r->n; i++)
		sorted[i] = &r->at[i];
	qsort(sorted, r->n, sizeof(*sorted), by_host);
	for (uint32_t i = 0; i < r->n; i++) {
		const struct link_entry *e = sorted[i];

		if (!e->host.n)
			continue;
		if (!h || !str_eq(h->name, e->host)) {
			h = &out->at[out->n++];
			h->name = e->host;
		}
		h->n++;
		h->groups[e->group]++;
		h->unwell += link_group_is_told(e->group);
	}
}

/* Where most is unwell first. */
static int by_trouble(const void *a, const void *b)
{
	const struct link_host *x = a, *y = b;

	if (x->unwell != y->unwell)
		return x->unwell < y->unwell ? 1 : -1;
	if (x->n != y->n)
		return x->n < y->n ? 1 : -1;
	return str_compare(x->name, y->name);
}

/* "2 dead, 3 ok" */
static struct str counts_of(const struct link_host *h, struct arena *a)
{
	struct str all = STR_NONE;

	for (unsigned g = 0; g < LINK_GROUPS; g++)
		if (h->groups[g])
			all = arena_printf(a, "%.*s%s%u %s", STR_ARG(all), all.n ? ", " : "",
					   h->groups[g], link_group_name(g));
	return all;
}

/* The parts of a bar are as long as their numbers, but none too short to be seen. */
static void put_bar(struct buf *out, const struct link_host *h, uint32_t most, struct arena *a)
{
	struct str counts = counts_of(h, a);
	uint32_t x = 0;

	buf_addf(out,
		 "<svg viewBox=\"0 0 %u 10\" preserveAspectRatio=\"none\" role=\"img\" "
		 "aria-label=\"%.*s\"><title>%.*s</title>",
		 WIDTH + LINK_GROUPS * LEAST, STR_ARG(counts), STR_ARG(counts));
	for (unsigned g = 0; g < LINK_GROUPS; g++) {
		uint32_t width = (uint32_t)((uint64_t)h->groups[g] * WIDTH / most);

		if (!h->groups[g])
			continue;
		width = width < LEAST ? LEAST : width;
		buf_addf(out, "<rect class=\"%s\" x=\"%u\" width=\"%u\" height=\"10\"/>",
			 link_group_name(g), x, width);
		x += width;
	}
	put(out, "</svg>");
}

static void put_host(struct buf *out, const struct link_host *h, uint32_t most, bool link,
		     struct arena *a)
{
	put(out, "<li>");
	if (link) {
		put(out, "<a data-field=\"host\" data-host=\"");
		html_add(out, h->name);
		put(out, "\" href=\"#host=");
		html_add(out, h->name);
		put(out, "\">");
	} else {
		put(out, "<span class=\"soft\">");
	}
	html_add(out, h->name);
	put(out, link ? "</a>" : "</span>");
	put_bar(out, h, most, a);
	buf_addf(out, "<span class=\"number\">%u</span></li>\n", h->n);
}

/* All hosts behind the first ones, as if they were one. */
static struct link_host rest_of(const struct link_hosts *hosts, uint32_t from, struct arena *a)
{
	struct link_host rest = {.name = arena_printf(a, "%u other hosts", hosts->n - from)};

	for (uint32_t i = from; i < hosts->n; i++) {
		rest.n += hosts->at[i].n;
		for (unsigned g = 0; g < LINK_GROUPS; g++)
			rest.groups[g] += hosts->at[i].groups[g];
	}
	return rest;
}

void links_picture_hosts(struct buf *out, const struct link_report *r)
{
	/* One more takes the place that "1 other host" would. */
	struct link_hosts hosts;
	struct link_host rest = {0};
	uint32_t shown, most = 0;

	links_hosts(&hosts, r);
	if (!hosts.n)
		return;
	qsort(hosts.at, hosts.n, sizeof(*hosts.at), by_trouble);
	shown = hosts.n <= HOSTS_MOST + 1 ? hosts.n : HOSTS_MOST;
	if (shown < hosts.n)
		rest = rest_of(&hosts, shown, r->arena);
	for (uint32_t i = 0; i < shown; i++)
		most = hosts.at[i].n > most ? hosts.at[i].n : most;
	most = rest.n > most ? rest.n : most;
	put(out, "<section aria-labelledby=\"h-hosts\"><h2 id=\"h-hosts\">Addresses by host</h2>\n"
		 "<ul class=\"bars\">\n");
	for (uint32_t i = 0; i < shown; i++)
		put_host(out, &hosts.at[i], most, true, r->arena);
	if (rest.n)
		put_host(out, &rest, most, false, r->arena);
	put(out, "</ul></section>\n");
}

/* ---- rot over time --------------------------------------------------------------------------- */

/* 1, 2 or 5 with noughts, and not below 'n'. */
static uint32_t round_up(uint32_t n)
{
	uint64_t unit = 1;

	for (;; unit *= 10)
		for (unsigned i = 0; i < 3; i++) {
			static const unsigned steps[] = {1, 2, 5};

			if (unit * steps[i] >= n)
				return (uint32_t)(unit * steps[i]);
		}
}

struct trend {
	struct buf *out;
	const struct link_trend *at;
	uint32_t n, most;
};

/* Behind the last day is as much room as there is between two, so that its step can be seen. */
static uint32_t x_of(const struct trend *t, uint32_t i)
{
	int64_t all = t->at[t->n - 1].at - t->at[0].at, room = WIDTH * (t->n - 1) / t->n;

	return all > 0 ? (uint32_t)((t->at[i].at - t->at[0].at) * room / all) : 0;
}

static uint32_t y_of(const struct trend *t, uint32_t count)
{
	return HEIGHT - (uint32_t)((uint64_t)count * HEIGHT / t->most);
}

/* The ground under a line of steps: between two runs nothing is known to have changed. */
static void put_steps(const struct trend *t, const char *name, bool unknown)
{
	buf_addf(t->out, "<path class=\"%s\" d=\"M0 %u", name, HEIGHT);
	for (uint32_t i = 0; i < t->n; i++) {
		uint32_t count = t->at[i].failing + (unknown ? t->at[i].unknown : 0);

		buf_addf(t->out, "H%uV%u", x_of(t, i), y_of(t, count));
	}
	buf_addf(t->out, "H%uV%uZ\"/>", WIDTH, HEIGHT);
}

static void put_shape(const struct trend *t)
{
	const struct link_trend *last = &t->at[t->n - 1];

	buf_addf(t->out,
		 "<svg viewBox=\"0 0 %u %u\" preserveAspectRatio=\"none\" role=\"img\" "
		 "aria-label=\"Failing: %u at first, %u at last\">",
		 WIDTH, HEIGHT, t->at[0].failing, last->failing);
	for (uint32_t line = 0; line < 4; line++)
		buf_addf(t->out, "<path class=\"rule\" d=\"M0 %uH%u\"/>", line * HEIGHT / 4, WIDTH);
	put_steps(t, "unverified", true);
	put_steps(t, "dead", false);
	put(t->out, "</svg>");
}

static void put_day(struct buf *out, int64_t at, struct arena *a)
{
	buf_addf(out, "<time datetime=\"%s\">%s</time>", date_iso(at, a).p, date_words(at, a).p);
}

static void put_figures(const struct trend *t, struct arena *a)
{
	put(t->out, "<details><summary>The figures</summary><table><thead><tr>"
		    "<th scope=\"col\">Run of</th><th scope=\"col\">Failing</th>"
		    "<th scope=\"col\">Not verified</th><th scope=\"col\">Open</th></tr></thead>"
		    "<tbody>\n");
	for (uint32_t i = 0; i < t->n; i++) {
		put(t->out, "<tr><th scope=\"row\">");
		put_day(t->out, t->at[i].at, a);
		buf_addf(t->out, "</th><td>%u</td><td>%u</td><td>%u</td></tr>\n", t->at[i].failing,
			 t->at[i].unknown, t->at[i].live);
	}
	put(t->out, "</tbody></table></details>\n");
}

void links_picture_trend(struct buf *out, const struct link_report *r)
{
	struct trend t = {.out = out, .at = r->trend, .n = r->ntrend, .most = 1};

	if (t.n < 2)
		return;
	for (uint32_t i = 0; i < t.n; i++) {
		uint32_t count = t.at[i].failing + t.at[i].unknown;

		t.most = count > t.most ? count : t.most;
	}
	t.most = round_up(t.most);
	put(out, "<section aria-labelledby=\"h-trend\"><h2 id=\"h-trend\">Rot over time</h2>\n"
		 "<p class=\"soft\">Of the addresses of this report, how many "
		 "<span class=\"dead\"><span class=\"swatch\"></span></span> failed and "
		 "<span class=\"unverified\"><span class=\"swatch\"></span></span> could not be "
		 "verified at the end of each day on which some were asked.</p>\n"
		 "<div class=\"trend\">");
	buf_addf(out,
		 "<div class=\"scale\" aria-hidden=\"true\"><span>%u</span><span>0</span></div>",
		 t.most);
	put_shape(&t);
	put(out, "<div class=\"days\">");
	put_day(out, t.at[0].at, r->arena);
	put_day(out, t.at[t.n - 1].at, r->arena);
	put(out, "</div></div>\n");
	put_figures(&t, r->arena);
	put(out, "</section>\n");
}
