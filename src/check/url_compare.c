#include "check/url.h"

#include "cite/host.h"

#include <stdlib.h>

/* ---- two addresses ------------------------------------------------------------------ */

/* Without scheme and "www.". */
static struct str bare(struct str address)
{
	size_t scheme = 0;

	if (web_opens(address, &scheme))
		address = str_skip(address, scheme);
	if (str_starts(address, STR("www.")))
		address = str_skip(address, 4);
	return address;
}

static struct str without_stroke(struct str s)
{
	while (s.n && s.p[s.n - 1] == '/')
		s.n--;
	return s;
}

static int hex(char c)
{
	c = to_lower(c);
	return is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The next byte, decoded; white space (of a broken address) is passed over. */
static int next_byte(struct str *s)
{
	int high, low, byte;

	while (s->n && is_space(s->p[0]))
		*s = str_skip(*s, 1);
	if (!s->n)
		return -1;
	byte = (uint8_t)s->p[0];
	high = byte == '%' && s->n > 2 ? hex(s->p[1]) : -1;
	low = high >= 0 ? hex(s->p[2]) : -1;
	*s = str_skip(*s, low >= 0 ? 3 : 1);
	return low >= 0 ? high << 4 | low : byte;
}

bool url_same_address(struct str a, struct str b)
{
	bool host = true;

	a = without_stroke(bare(str_trim(a)));
	b = without_stroke(bare(str_trim(b)));
	for (;;) {
		int x = next_byte(&a), y = next_byte(&b);

		host = host && x != '/';
		if (x != y && !(host && x >= 0 && y >= 0 && to_lower((char)x) == to_lower((char)y)))
			return false;
		if (x < 0)
			return true;
	}
}

bool url_is_shortened(struct str text)
{
	return str_ends(text, STR("\xe2\x80\xa6")) || str_ends(text, STR("...")) ||
	       str_find(text, STR("\xe2\x80\xa6"), 0) != SIZE_MAX ||
	       str_find(text, STR("[...]"), 0) != SIZE_MAX;
}

bool url_same_document(struct str a, struct str b)
{
	struct str shorter = a.n < b.n ? a : b, longer = a.n < b.n ? b : a;
	size_t rest = longer.n - shorter.n;

	if (str_eq(a, b))
		return true;
	return rest > 1 && ((str_starts(longer, shorter) && longer.p[shorter.n] == '-' &&
			     !is_digit(longer.p[shorter.n + 1])) ||
			    (str_ends(longer, shorter) && longer.p[rest - 1] == '-'));
}

/* ---- the symbol beside --------------------------------------------------------------- */

/* Words that may stand between a symbol and its address. */
static bool is_joint_word(struct str word)
{
	static const char *const words[] = {
		"available", "accessible", "online", "at",   "from", "on",  "para", "paras", "p",
		"pp",	     "annex",	   "sect",   "chap", "link", "url", "in",   NULL};

	for (const char *const *w = words; *w; w++)
		if (str_eq_nocase(word, str_of(*w)))
			return true;
	return false;
}

/* Only a locator, brackets and "available at"; no other source. */
static bool is_joint(struct str between)
{
	enum { JOINT_MOST = 80 };
	size_t begin = 0;

	if (between.n > JOINT_MOST || memchr(between.p, ';', between.n))
		return false;
	for (size_t i = 0; i <= between.n; i++) {
		struct str word;

		if (i < between.n && (is_alpha(between.p[i]) || (between.p[i] & 0x80)))
			continue;
		word = str_part(between, begin, i);
		/* One letter is a sub-paragraph's, roman letters are an annex's; a dash is wide. */
		if (word.n > 1 && !is_joint_word(word) && !(word.p[0] & 0x80) &&
		    strspn(word.p, "ivxIVX") < word.n)
			return false;
		begin = i + 1;
	}
	return true;
}

const struct symbol_use *url_symbol_beside(const struct apparatus *ap, struct span span,
					   uint32_t block, uint32_t *from)
{
	const struct symbol_use *use;

	while (*from < ap->symbols.n && ap->symbols.at[*from].span.end <= span.begin)
		++*from;
	if (*from == 0)
		return NULL;
	use = &ap->symbols.at[*from - 1];
	/* "X and Add.1": which of them the address opens cannot be told. */
	if (use->block != block || use->verdict != SYMBOL_KNOWN || use->continues != NONE)
		return NULL;
	/* "X and Y, available at": likewise. */
	if (*from > 1 && ap->symbols.at[*from - 2].block == block &&
	    use->span.begin - ap->symbols.at[*from - 2].span.end < 8)
		return NULL;
	return is_joint(str_part(ap->doc->text, use->span.end, span.begin)) ? use : NULL;
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
		e[i] = (struct entry){bare(c->ap->addresses.at[i].text), i};
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
