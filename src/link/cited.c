#include "link/cited.h"

#include "cite/host.h"
#include "cite/same.h"
#include "link/curl.h"
#include "link/target.h"

#include <stdlib.h>

struct reading {
	struct cited_list *out;
	const struct apparatus *ap;
	struct arena *arena;
};

static struct str text_of(const struct reading *r, struct span span)
{
	return str_part(r->ap->doc->text, span.begin, span.end);
}

/* ---- one address ------------------------------------------------------------------------- */

/* Fragments may hold these beside letters and figures (RFC 3986, 3.5). */
static bool is_plain(char c)
{
	return is_alnum(c) || (c && strchr("-._~!$&'()*+,;=:@/?", c));
}

/* With its fragment, encoded in one way only. */
static struct str with_fragment(const struct web_target *t, struct arena *a)
{
	static const char figures[] = "0123456789ABCDEF";
	char *to;
	size_t n = t->address.n;

	if (!t->fragment.n)
		return t->address;
	to = arena_alloc(a, n + 1 + 3 * t->fragment.n);
	memcpy(to, t->address.p, n);
	to[n++] = '#';
	for (size_t i = 0; i < t->fragment.n; i++) {
		uint8_t c = (uint8_t)t->fragment.p[i];

		if (is_plain((char)c)) {
			to[n++] = (char)c;
			continue;
		}
		to[n++] = '%';
		to[n++] = figures[c >> 4];
		to[n++] = figures[c & 15];
	}
	return (struct str){to, n};
}

/* The symbol that the document behind it should carry: its own, else 'beside', unless it is a
 * front page, which is cited for the whole site. */
static void set_symbol(struct cited *c, const struct web *web, const struct web_target *t,
		       struct str beside, const struct reading *r)
{
	const struct host_form *form = host_form_find(web);

	c->carries = host_symbol(form, web, r->arena);
	if (!c->carries.n && !web_target_is_home(t))
		c->carries = beside;
	if (c->carries.n && form && (form->use == HOST_RETIRED || form->use == HOST_OPAQUE))
		c->successor =
			host_successor(c->carries, web_language(web, r->ap->language), r->arena);
}

/* Fills what 'text', an address as it is written, says. */
static void read_address(struct cited *c, const struct reading *r, struct str text,
			 struct str beside)
{
	/* Without libcurl nobody can ask, which is no fault of the address. */
	const char *no_curl = curl_load(), *why = NULL;
	struct web_target *target = ARENA_NEW(r->arena, struct web_target);
	struct web web;
	bool figures;

	c->address = text;
	web_split(&web, text);
	if (!no_curl)
		why = web_target_read(target, text, STR_NONE, r->arena);
	/* No document means such a host, and yet it can be asked. */
	figures = !no_curl && !why && web.fault == WEB_HOST && web_target_is_literal(target);
	if (web.fault && !figures)
		why = arena_printf(r->arena, "it %s", web_fault_words(web.fault)).p;
	c->fault = why;
	if (why || no_curl)
		return;
	c->address = with_fragment(target, r->arena);
	c->target = target;
	set_symbol(c, &web, target, beside, r);
}

/* ---- printed addresses --------------------------------------------------------------------- */

/* "https://www.ohchr.org/en/…": it says itself that it is not whole. */
static bool is_cut(const struct reading *r, struct span span)
{
	static const char *const ends[] = {"\xe2\x80\xa6", "...", "[...", "[\xe2\x80\xa6", NULL};
	struct str rest = str_skip(r->ap->doc->text, span.end);

	for (const char *const *e = ends; *e; e++)
		if (str_starts(rest, str_of(*e)))
			return true;
	return false;
}

static void read_addresses(struct reading *r)
{
	uint32_t symbol = 0;

	for (uint32_t i = 0; i < r->ap->addresses.n; i++) {
		const struct address *a = &r->ap->addresses.at[i];
		const struct symbol_use *use = symbol_beside(r->ap, a->span, a->block, &symbol);
		struct cited *c;

		if (is_cut(r, a->span))
			continue;
		c = vec_push(r->arena, r->out);
		*c = (struct cited){.span = a->span, .origin = CITED_ADDRESS};
		read_address(c, r, a->text, use ? use->canonical : STR_NONE);
	}
}

/* ---- hyperlinks --------------------------------------------------------------------------------
 */

static bool is_web(struct str target)
{
	size_t scheme;

	return web_opens(target, &scheme) && scheme;
}

/* An address printed within the words, or that they are a part of, is the same: it is asked as
 * printed. */
static bool is_printed(const struct reading *r, const struct link *link)
{
	const struct address *at = r->ap->addresses.at;
	uint32_t i;

	SEARCH(i, r->ap->addresses.n, at[i].span.end <= link->span.begin);
	for (; i < r->ap->addresses.n && at[i].span.begin < link->span.end; i++)
		if (!is_cut(r, at[i].span) && same_address(at[i].text, link->target))
			return true;
	return false;
}

/* The words of a link are a symbol, and nothing else. */
static struct str symbol_of_words(const struct reading *r, struct span span)
{
	struct str words = str_trim(text_of(r, span));
	struct symbol symbol;

	if (!words.n || symbol_scan(&symbol, words) != words.n)
		return STR_NONE;
	return symbol_canonical(&symbol, r->arena);
}

/* Word cuts a link in pieces where its format changes: 'link' goes on with the one before it. */
static bool goes_on(const struct reading *r, const struct link *before, const struct link *link)
{
	return str_eq(before->target, link->target) && before->span.end <= link->span.begin &&
	       !str_trim(str_part(r->ap->doc->text, before->span.end, link->span.begin)).n;
}

static void read_hyperlinks(struct reading *r)
{
	const struct document *d = r->ap->doc;
	const struct link *before = NULL; /* its address is the last of the list */

	for (uint32_t i = 0; i < d->links.n; i++) {
		const struct link *link = &d->links.at[i];
		struct cited *c;

		if (span_is_empty(link->span) || !is_web(link->target) || is_printed(r, link)) {
			before = NULL;
			continue;
		}
		if (before && goes_on(r, before, link)) {
			vec_last(r->out)->span.end = link->span.end;
			before = link;
			continue;
		}
		c = vec_push(r->arena, r->out);
		*c = (struct cited){.span = link->span, .origin = CITED_HYPERLINK};
		read_address(c, r, link->target, symbol_of_words(r, link->span));
		before = link;
	}
}

/* ---- symbols --------------------------------------------------------------------------------- */

/* "Adds. 1–3" are several documents, and none has this address. */
static bool is_several(struct str canonical)
{
	static const char *const words[] = {"/Add.", "/Corr.", "/Rev.", "/Amend.", NULL};

	for (const char *const *w = words; *w; w++)
		for (size_t at = 0; (at = str_find(canonical, str_of(*w), at)) != SIZE_MAX; at++) {
			struct str rest = str_skip(canonical, at + 1);
			const char *end = memchr(rest.p, '/', rest.n);

			if (memchr(rest.p, '-', end ? (size_t)(end - rest.p) : rest.n))
				return true;
		}
	return false;
}

/* The address that stands over the symbol or right behind it opens it: what is asked already.
 * '*from' walks through the 'n' addresses, which are sorted. */
static bool is_linked(const struct reading *r, const struct symbol_use *use, uint32_t *from,
		      uint32_t n)
{
	const struct cited *at = r->out->at;
	uint32_t end = r->ap->doc->blocks.at[use->block].span.end;

	while (*from < n && at[*from].span.end <= use->span.begin)
		++*from;
	return *from < n && at[*from].span.begin < end &&
	       same_document(at[*from].carries, use->canonical);
}

static void read_symbols(struct reading *r)
{
	const char *language = r->ap->language[0] ? r->ap->language : "en";
	uint32_t from = 0, n = r->out->n;

	for (uint32_t i = 0; i < r->ap->symbols.n; i++) {
		const struct symbol_use *use = &r->ap->symbols.at[i];
		struct cited *c;
		struct str address;

		if (use->verdict != SYMBOL_KNOWN || !use->canonical.n ||
		    str_eq(use->canonical, r->ap->symbol) || is_several(use->canonical) ||
		    is_linked(r, use, &from, n))
			continue;
		address = host_successor(use->canonical, language, r->arena);
		if (!address.n)
			continue;
		c = vec_push(r->arena, r->out);
		*c = (struct cited){.span = use->span, .origin = CITED_SYMBOL};
		read_address(c, r, address, STR_NONE);
	}
}

/* ---- all of them -------------------------------------------------------------------------------
 */

static int by_place(const void *a, const void *b)
{
	const struct cited *x = a, *y = b;

	if (x->span.begin != y->span.begin)
		return x->span.begin < y->span.begin ? -1 : 1;
	if (x->span.end != y->span.end)
		return x->span.end < y->span.end ? -1 : 1;
	return x->origin - y->origin;
}

static void sort(struct cited_list *list)
{
	if (list->n)
		qsort(list->at, list->n, sizeof(*list->at), by_place);
}

void cited_read(struct cited_list *out, const struct apparatus *ap, bool symbols, struct arena *a)
{
	struct reading r = {out, ap, a};

	*out = (struct cited_list){0};
	read_addresses(&r);
	read_hyperlinks(&r);
	sort(out);
	if (symbols) {
		read_symbols(&r);
		sort(out);
	}
}

struct web_link *cited_add(struct web_links *ls, const struct cited *c, uint32_t year)
{
	struct web_link *l = links_add(ls, c->address);

	/* Who prints the scheme once, means it. */
	if (c->target && !l->target)
		l->target = web_target_keep(c->target, ls->arena);
	else if (c->target && !c->target->guessed)
		l->target->guessed = false;
	if (!l->carries.n)
		l->carries = arena_str(ls->arena, c->carries);
	if (!l->successor.n)
		l->successor = arena_str(ls->arena, c->successor);
	if (year && (!l->year || year < l->year))
		l->year = year;
	if (c->fault) {
		l->verdict.kind = LINK_MALFORMED;
		l->verdict.why = arena_str(ls->arena, str_of(c->fault));
	}
	return l;
}
