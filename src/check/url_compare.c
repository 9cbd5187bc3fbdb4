#include "check/url.h"

#include "cite/same.h"

#include <stdlib.h>

bool url_is_shortened(struct str text)
{
	return str_ends(text, STR("\xe2\x80\xa6")) || str_ends(text, STR("...")) ||
	       str_find(text, STR("\xe2\x80\xa6"), 0) != SIZE_MAX ||
	       str_find(text, STR("[...]"), 0) != SIZE_MAX;
}

/* ---- truncated ---------------------------------------------------------------------------- */

enum { LONGER_MOST = 64 }; /* addresses looked at for a second way to go on */

struct entry {
	struct str text; /* without scheme and "www." */
	uint32_t address;
};

static int by_text(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int order = str_compare(x->text, y->text);

	return order ? order : (x->address > y->address) - (x->address < y->address);
}

/* Letters from 'at' on. */
static size_t word_from(struct str s, size_t at)
{
	size_t n = 0;

	while (at + n < s.n && is_lower(s.p[at + n]))
		n++;
	return n;
}

/* The last part of the path holds several words: "covid-19-joint-statemen". */
static bool ends_in_words(struct str s)
{
	size_t joints = 0;

	for (size_t i = s.n; i-- > 0 && s.p[i] != '/';)
		joints += s.p[i] == '-' || s.p[i] == '_';
	return joints >= 2;
}

/* 's', a proper beginning of 'longer', breaks off where no address ends. */
static bool breaks_off(struct str s, struct str longer)
{
	enum { SUFFIX_MOST = 3 }; /* "report" and "reports", "index.htm" and "index.html" are two */
	char end = s.p[s.n - 1];
	size_t more = word_from(longer, s.n);

	if (!memchr(s.p, '/', s.n - 1))
		return false;
	if (strchr("-_=%&?", end))
		return true;
	if (!is_alpha(end) || !more)
		return false;
	return more > SUFFIX_MOST || ends_in_words(s) ||
	       (s.n + more < longer.n && strchr("-_.", longer.p[s.n + more]));
}

static void report_truncated(struct checking *c, const struct entry *e, uint32_t n, uint32_t i)
{
	const struct address *a = &c->ap->addresses.at[e[i].address];
	const struct address *longer = &c->ap->addresses.at[e[n].address];
	struct finding *f = found(c, "url-truncated", a->span);

	found_str(f, "whole", longer->text);
	found_related(c, f, longer->span, "the whole address");
	/* The same beginning goes on in two ways: both are proposals. */
	for (uint32_t k = n + 1; k < c->ap->addresses.n && k < n + LONGER_MOST; k++) {
		if (!str_starts(e[k].text, e[i].text))
			break;
		if (!str_eq(e[k].text, e[n].text)) {
			found_suggestion(c, f, a->span, longer->text);
			found_suggestion(c, f, a->span, c->ap->addresses.at[e[k].address].text);
			return;
		}
	}
	found_fix(c, f, FIX_SUGGESTED, a->span, longer->text);
}

void url_truncated(struct checking *c)
{
	uint32_t n = c->ap->addresses.n, next = 0;
	struct entry *e;

	if (n < 2 || !rule_on(c, "url-truncated"))
		return;
	e = arena_alloc(c->arena, n * sizeof(*e));
	for (uint32_t i = 0; i < n; i++)
		e[i] = (struct entry){address_bare(c->ap->addresses.at[i].text), i};
	qsort(e, n, sizeof(*e), by_text);
	/* What goes on from an address stands right behind it. */
	for (uint32_t i = 0; i < n; i++) {
		next = next > i ? next : i + 1;
		while (next < n && str_eq(e[next].text, e[i].text))
			next++;
		if (next < n && e[i].text.n && str_starts(e[next].text, e[i].text) &&
		    breaks_off(e[i].text, e[next].text))
			report_truncated(c, e, next, i);
	}
}
