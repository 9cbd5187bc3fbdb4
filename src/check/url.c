/*
 * Addresses: what of them can be judged without asking the network. Each address is taken
 * apart once; what is no address, or has a misspelt host, is not judged further.
 */
#include "check/check.h"
#include "check/url.h"
#include "cite/host.h"
#include "cite/same.h"

static const char *const slugs[] = {
	"url-broken",	       "url-host-typo",		 "url-language-mismatch", "url-legacy-form",
	"url-malformed",       "url-nonproduction-host", "url-opaque-token",	  "url-search-page",
	"url-symbol-mismatch", "url-text-mismatch",	 "url-truncated",	  NULL,
};

/* One address that is judged: of the text, or the target of a link. */
struct judged {
	struct span span; /* the address, or the words of its link */
	struct str text;
	struct web web;
	const struct host_form *form;
	struct str symbol; /* that it carries, in canonical form; empty if none */
	bool printed;	   /* it stands in the text itself, as it is: edits can be made in it */
	uint32_t block;
};

/* The span of a part of a printed address. Of one with spaces in it, and of a link's target,
 * only the whole can be named. */
static struct span part_span(const struct judged *j, struct str part)
{
	uint32_t at;

	if (!j->printed || part.p < j->text.p || part.p + part.n > j->text.p + j->text.n)
		return j->span;
	at = j->span.begin + (uint32_t)(part.p - j->text.p);
	return (struct span){at, at + (uint32_t)part.n};
}

/* Puts 'with' in the place of 'part', which is a part of the address. */
static void fix_part(struct checking *c, struct finding *f, const struct judged *j,
		     enum fix_kind kind, struct str part, struct str with)
{
	if (j->printed)
		found_fix(c, f, kind, part_span(j, part), with);
}

/* ---- no address ----------------------------------------------------------------- */

static void report_malformed(struct checking *c, const struct judged *j)
{
	struct str scheme = web_scheme_meant(j->web.scheme);
	struct finding *f = found(c, "url-malformed", j->span);

	found_str(f, "why", str_of(web_fault_words(j->web.fault)));
	if (j->web.fault == WEB_SCHEME && scheme.n && j->printed)
		found_suggestion(c, f, part_span(j, j->web.scheme), scheme);
}

/* "https://dos.un.org/en/A/HRC/49/50": only one host has addresses with a symbol as their path, so
 * that of this one two letters may be wrong, in whatever part. */
static const struct str host_of_symbols = {"docs.un.org", 11};

static bool is_like_host_of_symbols(struct str host)
{
	enum { SLIPS = 2 };

	return host.n + SLIPS >= host_of_symbols.n && host.n <= host_of_symbols.n + SLIPS &&
	       !str_eq_nocase(host, host_of_symbols) &&
	       str_distance(host, host_of_symbols) <= SLIPS;
}

static struct str symbol_host(struct checking *c, const struct judged *j)
{
	struct web web = j->web;

	web.host = host_of_symbols;
	return host_symbol(host_form_find(&web), &web, c->arena).n ? host_of_symbols : STR_NONE;
}

static bool report_typo(struct checking *c, const struct judged *j, bool like_symbols)
{
	struct str meant = host_meant(j->web.host, c->arena);
	struct finding *f;

	if (!meant.n && like_symbols)
		meant = symbol_host(c, j);
	if (!meant.n)
		return false;
	f = found(c, "url-host-typo", part_span(j, j->web.host));
	found_str(f, "host", j->web.host);
	found_str(f, "meant", meant);
	fix_part(c, f, j, FIX_SUGGESTED, j->web.host, meant);
	return true;
}

static bool report_test_host(struct checking *c, const struct judged *j)
{
	struct finding *f;
	struct str meant;

	if (!host_is_test(j->web.host, &meant, c->arena))
		return false;
	f = found(c, "url-nonproduction-host", part_span(j, j->web.host));
	found_str(f, "host", j->web.host);
	if (meant.n)
		fix_part(c, f, j, FIX_SUGGESTED, j->web.host, meant);
	return true;
}

/* ---- forms ------------------------------------------------------------------------ */

static void report_retired(struct checking *c, const struct judged *j)
{
	struct finding *f = found(c, "url-legacy-form", j->span);
	struct str successor = STR_NONE;

	found_str(f, "host", j->web.host);
	if (f && j->symbol.n)
		successor =
			host_successor(j->symbol, web_language(&j->web, c->ap->language), c->arena);
	if (successor.n) {
		found_str(f, "advice", arena_printf(c->arena, "write %.*s", STR_ARG(successor)));
		fix_part(c, f, j, j->form->safe ? FIX_SAFE : FIX_SUGGESTED, j->text, successor);
	} else {
		found_str(f, "advice",
			  j->form->advice[0] ? str_of(j->form->advice)
					     : STR("look up where the document is now"));
	}
	if (!successor.n || !j->printed)
		found_severity(f, SEVERITY_INFO);
}

static void report_opaque(struct checking *c, const struct judged *j, struct str token)
{
	struct finding *f = found(c, "url-opaque-token", part_span(j, token));

	found_str(f, "advice",
		  token.p == j->text.p ? str_of(j->form->advice)
				       : STR("its value is good for one visit; cite the address "
					     "without it"));
}

/* True when the form says all that there is to say of the address. */
static bool report_form(struct checking *c, const struct judged *j)
{
	struct str token = host_token(&j->web);

	if (token.n)
		report_opaque(c, j, token);
	if (!j->form)
		return false;
	switch (j->form->use) {
	case HOST_RETIRED:
		/* A form that carries a symbol by its parameter, and another thing in it, is a key
		 * of the database: nothing is known to be wrong with that. */
		if (!j->form->safe || j->symbol.n)
			report_retired(c, j);
		return true;
	case HOST_OPAQUE:
		report_opaque(c, j, j->text);
		return true;
	case HOST_SEARCH:
		found_str(found(c, "url-search-page", j->span), "host", j->web.host);
		return true;
	default:
		return false;
	}
}

/* ---- language ------------------------------------------------------------------------ */

static const char *language_name(const char *code)
{
	static const char *const names[] = {"English", "French",  "Spanish",
					    "Russian", "Chinese", "Arabic"};

	for (size_t i = 0; i < HOST_LANGUAGES; i++)
		if (memcmp(code, host_codes[i], 2) == 0)
			return names[i];
	return "";
}

/* "(in French)", "French only", "en français": the text says so itself. */
static bool language_is_said(const struct checking *c, const struct judged *j, const char *name)
{
	enum { REACH = 160 };
	struct span block = c->doc->blocks.at[j->block].span, near = j->span;
	struct str words;

	near.begin = near.begin - block.begin > REACH ? near.begin - REACH : block.begin;
	near.end = block.end - near.end > REACH ? near.end + REACH : block.end;
	words = document_str(c->doc, near);
	return str_find(words, str_of(name), 0) != SIZE_MAX;
}

/* The word for this document's language in the same way of writing. */
static struct str language_word(const struct checking *c, const struct host_language *said)
{
	for (size_t i = 0; i < HOST_LANGUAGES; i++) {
		struct str word;

		if (memcmp(c->ap->language, host_codes[i], 2) != 0)
			continue;
		word = arena_str(c->arena, str_of(said->row[i]));
		for (size_t k = 0; is_upper(said->words.p[0]) && k < word.n; k++)
			((char *)word.p)[k] = to_upper(word.p[k]);
		return word;
	}
	return STR_NONE;
}

static void report_language(struct checking *c, const struct judged *j)
{
	struct host_language said;
	const char *name;
	struct finding *f;

	if (!c->ap->language[0] || !host_language(&j->web, &said) ||
	    memcmp(said.code, c->ap->language, 2) == 0)
		return;
	/* Much is published in English only: what has a symbol is there in all languages. */
	if (memcmp(said.code, "en", 2) == 0 && !j->symbol.n)
		return;
	name = language_name(said.code);
	if (!name[0] || language_is_said(c, j, name))
		return;
	f = found(c, "url-language-mismatch", part_span(j, said.words));
	found_str(f, "language", str_of(name));
	found_str(f, "document", str_of(language_name(c->ap->language)));
	fix_part(c, f, j, FIX_SUGGESTED, said.words, language_word(c, &said));
}

/* ---- one address ------------------------------------------------------------------------ */

/* Most addresses of a text have one host: 'sound' is the last one of which nothing is to be said,
 * whatever the path behind it. */
static bool report_host(struct checking *c, const struct judged *j, struct str *sound)
{
	bool like_symbols;

	if (str_eq(j->web.host, *sound))
		return false;
	like_symbols = is_like_host_of_symbols(j->web.host);
	if (report_typo(c, j, like_symbols) || report_test_host(c, j))
		return true;
	*sound = like_symbols ? STR_NONE : j->web.host;
	return false;
}

static void judge(struct checking *c, struct judged *j, struct str *sound)
{
	web_split(&j->web, j->text);
	if (j->web.fault) {
		report_malformed(c, j);
		return;
	}
	if (report_host(c, j, sound))
		return;
	j->form = host_form_find(&j->web);
	j->symbol = host_symbol(j->form, &j->web, c->arena);
	if (!report_form(c, j))
		report_language(c, j);
}

static struct str broken_by(const struct address *a, struct str printed)
{
	if (!a->spaced)
		return STR("a line end");
	return memchr(printed.p, ' ', printed.n) ? STR("a space") : STR("an invisible character");
}

/* "AnnualReport 2012.pdf": the space may be of the file's own name, which is then written "%20". */
static struct str with_space_encoded(struct checking *c, struct str printed)
{
	size_t at = str_find(printed, STR(" "), 0);

	if (at == SIZE_MAX || at + 1 >= printed.n || !is_alnum(printed.p[at - 1]) ||
	    !is_alnum(printed.p[at + 1]))
		return STR_NONE;
	return arena_printf(c->arena, "%.*s%%20%.*s", (int)at, printed.p,
			    STR_ARG(str_skip(printed, at + 1)));
}

static void report_broken(struct checking *c, const struct address *a)
{
	struct finding *f = found(c, "url-broken", a->span);
	struct str printed = document_str(c->doc, a->span), encoded = STR_NONE;

	found_str(f, "whole", a->text);
	found_str(f, "by", broken_by(a, printed));
	if (f && a->spaced)
		encoded = with_space_encoded(c, printed);
	if (encoded.n) {
		found_suggestion(c, f, a->span, a->text);
		found_suggestion(c, f, a->span, encoded);
	} else {
		found_fix(c, f, FIX_SUGGESTED, a->span, a->text);
	}
	if (!a->spaced)
		found_severity(f, SEVERITY_INFO);
}

/* The address and the symbol that the note cites right beside it. */
static void report_symbol(struct checking *c, const struct judged *j, uint32_t *symbol)
{
	const struct symbol_use *use = symbol_beside(c->ap, j->span, j->block, symbol);
	struct finding *f;

	if (!use || !j->symbol.n || same_document(use->canonical, j->symbol))
		return;
	f = found(c, "url-symbol-mismatch", j->span);
	found_str(f, "symbol", j->symbol);
	found_str(f, "cited", use->canonical);
	found_related(c, f, use->span, "cited here");
}

static void judge_addresses(struct checking *c)
{
	struct str sound = STR_NONE;
	uint32_t symbol = 0;

	for (uint32_t i = 0; i < c->ap->addresses.n; i++) {
		const struct address *a = &c->ap->addresses.at[i];
		struct judged j = {
			.span = a->span,
			.text = a->text,
			.printed = !a->spaced,
			.block = a->block,
		};

		if (a->broken)
			report_broken(c, a);
		judge(c, &j, &sound);
		if (j.web.fault == WEB_FINE)
			report_symbol(c, &j, &symbol);
	}
}

/* ---- links: what is printed, and where it leads ------------------------------------------ */

static bool is_web(struct str target)
{
	size_t scheme;

	return web_opens(target, &scheme) && scheme;
}

/* True when the words of the link are its target, or nearly: it has been judged as text. */
static bool printed_as_target(const struct checking *c, const struct link *link)
{
	return same_address(document_str(c->doc, link->span), link->target);
}

static void report_text(struct checking *c, const struct link *link, struct str printed)
{
	struct finding *f = found(c, "url-text-mismatch", link->span);

	found_str(f, "printed", printed);
	found_str(f, "target", link->target);
}

static void compare_link(struct checking *c, const struct link *link, const struct judged *target)
{
	struct str words = str_trim(document_str(c->doc, link->span));
	struct symbol symbol;
	size_t scheme;

	if (web_opens(words, &scheme)) {
		/* More than an address, or one that says itself that it is cut, promises nothing.
		 */
		if (!memchr(words.p, ' ', words.n) && !url_is_shortened(words))
			report_text(c, link, words);
		return;
	}
	if (!target->symbol.n || symbol_scan(&symbol, words) != words.n)
		return;
	if (!same_document(symbol_canonical(&symbol, c->arena), target->symbol))
		report_text(c, link, words);
}

static void judge_links(struct checking *c)
{
	struct str sound = STR_NONE;

	for (uint32_t i = 0; i < c->doc->links.n; i++) {
		const struct link *link = &c->doc->links.at[i];
		struct judged j = {.span = link->span, .text = link->target};

		j.block = document_block(c->doc, link->span.begin);
		if (span_is_empty(link->span) || j.block == NONE || !is_web(link->target) ||
		    printed_as_target(c, link))
			continue;
		judge(c, &j, &sound);
		compare_link(c, link, &j);
	}
}

static void run(struct checking *c)
{
	judge_addresses(c);
	judge_links(c);
	url_truncated(c);
}

const struct checker checker_url = {"url", slugs, run};
