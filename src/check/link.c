/*
 * Links: what became known of the addresses of a document when they were asked. The asking was
 * done before (check_settings.links); here it is looked up and put in words. What is wrong with an
 * address is told at each place that must be mended; what cannot be told, once for each host.
 */
#include "check/check.h"
#include "cite/host.h"
#include "cite/same.h"
#include "link/cited.h"
#include "link/page.h"

#include "base/date.h"
#include "base/utf8.h"

#include <stdlib.h>

static const char *const slugs[] = {
	"link-gone",  "link-dns",     "link-soft-404",	       "link-moved-home",
	"link-moved", "link-blocked", "link-server-error",     "link-timeout",
	"link-tls",   "link-refused", "link-fragment-missing", "link-symbol-missing",
	NULL,
};

/* A place of the document and what is known of its address. */
struct seen {
	const struct cited *cited;
	const struct web_link *link;
	struct str host;
};

/* ---- words ------------------------------------------------------------------------------- */

/* The printed address, or NULL for what is none. */
static const struct address *printed(const struct checking *c, const struct cited *cited)
{
	const struct address *at = c->ap->addresses.at;
	uint32_t i;

	SEARCH(i, c->ap->addresses.n, at[i].span.begin < cited->span.begin);
	return cited->origin == CITED_ADDRESS && i < c->ap->addresses.n ? &at[i] : NULL;
}

/* The address stands in the text as it is, in one piece: it can be shown and edited. */
static bool is_printed(const struct checking *c, const struct cited *cited)
{
	const struct address *a = printed(c, cited);

	return a && !a->spaced;
}

/* What opens a sentence: "https://x.org/r", or "https://x.org/r, the target of "the report",". */
static struct str link_words(struct checking *c, const struct cited *cited)
{
	enum { ADDRESS_MOST = 160, WORDS_MOST = 60 };
	struct str words = str_trim(document_str(c->doc, cited->span));
	struct str address =
		utf8_brief(is_printed(c, cited) ? words : cited->address, ADDRESS_MOST, c->arena);

	switch (cited->origin) {
	case CITED_HYPERLINK:
		return arena_printf(c->arena, "%.*s, the target of \"%.*s\",", STR_ARG(address),
				    STR_ARG(utf8_brief(words, WORDS_MOST, c->arena)));
	case CITED_SYMBOL:
		return arena_printf(c->arena, "%.*s, the address of %.*s,", STR_ARG(address),
				    STR_ARG(cited->carries));
	default:
		return address;
	}
}

static struct str since_words(struct checking *c, const struct standing *s)
{
	const char *plural = s->failed_days == 1 ? "" : "s";

	if (!s->failed_days)
		return STR_NONE;
	if (!s->dead)
		return arena_printf(c->arena, ", seen on %u day%s so far", (unsigned)s->failed_days,
				    plural);
	return arena_printf(c->arena, ", seen on %u day%s since %s", (unsigned)s->failed_days,
			    plural, date_words(s->failing_since, c->arena).p);
}

/* What to write in its place, as the end of the sentence; or empty. */
static struct str instead_words(struct checking *c, const struct seen *s)
{
	if (s->cited->successor.n)
		return arena_printf(c->arena, "; the document is now at %.*s",
				    STR_ARG(s->cited->successor));
	if (s->link->archived.wording.n)
		return arena_printf(c->arena, "; %.*s", STR_ARG(s->link->archived.wording));
	return STR_NONE;
}

static struct finding *found_link(struct checking *c, const char *slug, const struct seen *s)
{
	struct finding *f = rule_on(c, slug) ? found(c, slug, s->cited->span) : NULL;

	if (!f)
		return NULL;
	found_str(f, "link", link_words(c, s->cited));
	found_str(f, "why", s->link->verdict.why);
	return f;
}

/* ---- what is wrong ------------------------------------------------------------------------- */

/* Dead when it failed on several days; before that it may come back. How one that is broken by a
 * space goes on is a guess. */
static void report_failure(struct checking *c, const struct seen *s, const char *slug)
{
	struct finding *f = found_link(c, slug, s);

	if (!f)
		return;
	if (s->cited->origin == CITED_ADDRESS && !is_printed(c, s->cited))
		found_guess(f);
	found_str(f, "since", since_words(c, &s->link->standing));
	found_str(f, "instead", instead_words(c, s));
	found_severity(f, s->link->standing.dead ? SEVERITY_ERROR : SEVERITY_WARNING);
	if (s->link->archived.wording.n && is_printed(c, s->cited))
		found_suggestion(c, f, s->cited->span,
				 arena_printf(c->arena, "%.*s, %.*s",
					      STR_ARG(document_str(c->doc, s->cited->span)),
					      STR_ARG(s->link->archived.wording)));
}

/* The new address, with what stood behind "#" unless the new page has no such place. */
static struct str new_address(struct checking *c, const struct seen *s)
{
	const struct verdict *v = &s->link->verdict;
	size_t fragment = str_find(s->cited->address, STR("#"), 0);

	if (fragment == SIZE_MAX || v->no_fragment || memchr(v->final.p, '#', v->final.n))
		return v->final;
	return arena_printf(c->arena, "%.*s%.*s", STR_ARG(v->final),
			    STR_ARG(str_skip(s->cited->address, fragment)));
}

/*
 * A move for good is told, with the new address as the fix. Not that of an address made to
 * send its reader on (a symbol's), not one that the tables know a better address for, nor one
 * that differs in its scheme alone, nor one that is good for one visit.
 */
static void report_moved(struct checking *c, const struct seen *s)
{
	struct web from, to;
	const struct host_form *form;
	struct finding *f;
	struct str final;

	if (!s->link->verdict.permanent || s->cited->origin == CITED_SYMBOL ||
	    s->cited->successor.n || !s->link->verdict.final.n)
		return;
	final = new_address(c, s);
	web_split(&from, s->cited->address);
	web_split(&to, final);
	form = host_form_find(&from);
	if ((form && form->use == HOST_CURRENT && form->symbol[0]) || host_token(&to).n ||
	    same_address(s->cited->address, final))
		return;
	f = found_link(c, "link-moved", s);
	found_str(f, "final", final);
	if (is_printed(c, s->cited))
		found_fix(c, f, FIX_SUGGESTED, s->cited->span, final);
}

/* It opens: does it hold what it is cited for? */
static void report_contents(struct checking *c, const struct seen *s)
{
	size_t fragment = str_find(s->cited->address, STR("#"), 0);

	if (s->link->verdict.no_fragment && fragment != SIZE_MAX)
		found_str(found_link(c, "link-fragment-missing", s), "place",
			  page_fragment(str_skip(s->cited->address, fragment + 1)));
	/* Beside another place of the same address another symbol may stand. */
	if (s->link->verdict.no_symbol && str_eq(s->link->carries, s->cited->carries))
		found_str(found_link(c, "link-symbol-missing", s), "symbol", s->cited->carries);
}

/* The name of a host that is misspelt is told, with the right one, by url-host-typo. */
static void report_dns(struct checking *c, const struct seen *s)
{
	struct web web;

	web_split(&web, s->link->address);
	if (!host_meant(web.host, c->arena).n)
		report_failure(c, s, "link-dns");
}

static void report(struct checking *c, const struct seen *s)
{
	switch (s->link->verdict.kind) {
	case LINK_GONE:
		report_failure(c, s, "link-gone");
		break;
	case LINK_DNS:
		report_dns(c, s);
		break;
	case LINK_SOFT_404:
		report_failure(c, s, "link-soft-404");
		break;
	case LINK_MOVED_HOME:
		report_failure(c, s, "link-moved-home");
		break;
	case LINK_MOVED:
		report_moved(c, s);
		report_contents(c, s);
		break;
	case LINK_OK:
		report_contents(c, s);
		break;
	default:
		break;
	}
}

/* ---- what cannot be told --------------------------------------------------------------------- */

/* The rule of a verdict that says more of the host than of the address, or NULL. */
static const char *untold(unsigned kind)
{
	switch (kind) {
	case LINK_BLOCKED:
		return "link-blocked";
	case LINK_SERVER_ERROR:
		return "link-server-error";
	case LINK_TIMEOUT:
		return "link-timeout";
	case LINK_TLS:
		return "link-tls";
	case LINK_REFUSED:
		return "link-refused";
	default:
		return NULL;
	}
}

/* By verdict and host, then by address. */
static int by_host(const void *a, const void *b)
{
	const struct seen *x = a, *y = b;
	int order = x->link->verdict.kind - y->link->verdict.kind;

	if (!order)
		order = str_compare(x->host, y->host);
	if (!order)
		order = str_compare(x->link->address, y->link->address);
	return order;
}

static int by_place(const void *a, const void *b)
{
	const struct seen *x = a, *y = b;

	return (x->cited->span.begin > y->cited->span.begin) -
	       (x->cited->span.begin < y->cited->span.begin);
}

/* One finding for seen[0..n), which share host and verdict, at the first place of them. */
static void report_host(struct checking *c, struct seen *seen, uint32_t n)
{
	enum { RELATED_MOST = 16 };
	uint32_t others = 0;
	struct finding *f;

	for (uint32_t i = 1; i < n; i++)
		others += seen[i].link != seen[i - 1].link;
	qsort(seen, n, sizeof(*seen), by_place);
	f = found_link(c, untold(seen->link->verdict.kind), seen);
	found_str(f, "others",
		  others ? arena_printf(c->arena, " (nor %u other address%s of its host)", others,
					others == 1 ? "" : "es")
			 : STR_NONE);
	for (uint32_t i = 1; i < n && i <= RELATED_MOST; i++)
		found_related(c, f, seen[i].cited->span, "likewise");
}

static void report_hosts(struct checking *c, struct seen *seen, uint32_t n)
{
	uint32_t begin = 0;

	if (!n)
		return;
	qsort(seen, n, sizeof(*seen), by_host);
	for (uint32_t i = 1; i <= n; i++) {
		if (i < n && seen[i].link->verdict.kind == seen[begin].link->verdict.kind &&
		    str_eq(seen[i].host, seen[begin].host))
			continue;
		report_host(c, seen + begin, i - begin);
		begin = i;
	}
}

static void run(struct checking *c)
{
	struct cited_list list;
	struct seen *hosts;
	uint32_t n = 0;

	if (!c->links)
		return;
	cited_read(&list, c->ap, c->link_symbols, c->arena);
	hosts = arena_alloc(c->arena, (list.n + 1) * sizeof(*hosts));
	for (uint32_t i = 0; i < list.n; i++) {
		struct seen s = {&list.at[i], links_find(c->links, list.at[i].address), STR_NONE};
		struct web web;

		if (!s.link)
			continue;
		if (!untold(s.link->verdict.kind)) {
			report(c, &s);
			continue;
		}
		web_split(&web, s.link->address);
		s.host = web.host;
		hosts[n++] = s;
	}
	report_hosts(c, hosts, n);
}

const struct checker checker_link = {"link", slugs, run};
