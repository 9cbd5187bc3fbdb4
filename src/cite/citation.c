/*
 * What a note cites, read from left to right: signals, sources, locators. A source ends at
 * a semicolon or at a sentence's end before a new signal.
 */
#include "cite/note.h"

struct parse {
	struct apparatus *ap;
	struct str text;
	uint32_t note;
	uint32_t symbol, address, mention, locator; /* next of each list */
	bool aside;				    /* behind "See also" */
	struct body_set council;		    /* who reports to the Human Rights Council */
};

static const struct {
	struct str text;
	bool aside;
} signals[] = {
	{{"See also ", 9}, true}, {{"see also ", 9}, true},
	{{"But see ", 8}, true},  {{"but see ", 8}, true},
	{{"Cf. ", 4}, true},	  {{"cf. ", 4}, true},
	{{"Compare ", 8}, true},  {{"See, for example, ", 18}, false},
	{{"See ", 4}, false},	  {{"see ", 4}, false},
	{{"and see ", 8}, true},
};

/* Bytes of the signal at the start of 's'; the aside it opens goes on to the note's end. */
static size_t signal_scan(struct parse *p, struct str s)
{
	for (size_t i = 0; i < COUNT_OF(signals); i++) {
		if (!str_starts(s, signals[i].text))
			continue;
		p->aside |= signals[i].aside;
		return signals[i].text.n;
	}
	return 0;
}

/* A new sentence of sources begins here: ". See also CCPR/…", ". Ibid., para. 5". */
static bool sentence_opens(struct str s)
{
	static const struct str openings[] = {
		{". See", 5}, {". Ibid", 6}, {". Cf.", 5}, {". But see", 9}, {". Compare", 9},
	};

	for (size_t i = 0; i < COUNT_OF(openings); i++)
		if (str_starts(s, openings[i]))
			return true;
	return false;
}

/* End of the source that begins at 'at': the next separator outside brackets and quotes. */
static uint32_t source_end(const struct parse *p, uint32_t at, uint32_t end)
{
	int depth = 0;

	for (; at < end; at++) {
		char c = p->text.p[at];

		depth += (c == '(') - (c == ')');
		if (depth < 0)
			depth = 0;
		if (c == ';' && depth == 0)
			return at;
		if (c == '.' && sentence_opens(str_part(p->text, at, end)))
			return at;
	}
	return end;
}

/* Index of the first element of a list sorted by span that begins at or after 'at'. */
#define SEEK(list, index, from)                                                                    \
	while ((index) < (list).n && (list).at[index].span.begin < (from))                         \
	(index)++

static bool opens_with(const struct parse *p, struct span s, struct str words)
{
	return str_starts(str_part(p->text, s.begin, s.end), words);
}

/* "United Nations country team submission": a body and the word. */
static bool is_submission(const struct parse *p, struct span s)
{
	struct str text = str_part(p->text, s.begin, s.end);

	return str_find(text, STR("submission"), 0) != SIZE_MAX;
}

static bool is_council_report(const struct symbol_use *use)
{
	return str_starts(use->canonical, STR("A/HRC/")) && use->canonical.n > 6 &&
	       is_digit(use->canonical.p[6]);
}

static uint8_t classify(const struct parse *p, const struct citation *c, bool ibid)
{
	if (ibid)
		return CITES_IBID;
	if (c->symbol != NONE)
		return CITES_SYMBOL;
	if (is_submission(p, c->source))
		return CITES_SUBMISSION;
	if (c->address != NONE)
		return CITES_URL;
	return c->nlocators ? CITES_WORK : CITES_UNKNOWN;
}

/* Takes what the scan found inside the citation's span. */
static void gather(struct parse *p, struct citation *c)
{
	struct apparatus *ap = p->ap;

	SEEK(ap->symbols, p->symbol, c->span.begin);
	for (uint32_t i = p->symbol;
	     i < ap->symbols.n && ap->symbols.at[i].span.begin < c->span.end; i++) {
		struct symbol_use *use = &ap->symbols.at[i];

		if (c->symbol == NONE)
			c->symbol = i;
		if (is_council_report(use))
			c->bodies = body_set_or(c->bodies, p->council);
		body_set_add(&c->bodies, use->body);
	}
	SEEK(ap->addresses, p->address, c->span.begin);
	if (p->address < ap->addresses.n && ap->addresses.at[p->address].span.begin < c->span.end) {
		c->address = p->address;
		body_set_of_address(ap->addresses.at[p->address].text, &c->bodies);
	}
	SEEK(ap->mentions, p->mention, c->span.begin);
	for (uint32_t i = p->mention;
	     i < ap->mentions.n && ap->mentions.at[i].span.begin < c->span.end; i++)
		if (c->symbol == NONE)
			body_set_add(&c->bodies, ap->mentions.at[i].body);
	SEEK(ap->locators, p->locator, c->span.begin);
	c->first_locator = p->locator;
	for (uint32_t i = p->locator;
	     i < ap->locators.n && ap->locators.at[i].span.begin < c->span.end; i++)
		c->nlocators++;
	if (c->nlocators)
		c->source.end = ap->locators.at[c->first_locator].span.begin;
}

/* The source that an Ibid. stands for: the one named last before it, in its note or the one before.
 */
static void resolve_ibid(struct parse *p, struct citation *c)
{
	struct apparatus *ap = p->ap;
	struct note *note = &ap->notes.at[p->note];

	if (ap->citations.n > 1 && note->ncitations) {
		c->bodies = ap->citations.at[ap->citations.n - 2].bodies;
		c->same_as_note = p->note;
		return;
	}
	if (p->note == 0 || ap->notes.at[p->note - 1].series != note->series)
		return;
	note--;
	if (!note->ncitations)
		return;
	c->bodies = ap->citations.at[note->first_citation + note->ncitations - 1].bodies;
	c->same_as_note = p->note - 1;
}

static void trim_source(const struct parse *p, struct citation *c)
{
	while (c->source.end > c->source.begin && strchr(" ,.;", p->text.p[c->source.end - 1]))
		c->source.end--;
}

static void add_citation(struct parse *p, struct span signal, struct span span)
{
	struct note *note = &p->ap->notes.at[p->note];
	struct citation *c = vec_push(p->ap->doc->arena, &p->ap->citations);
	bool ibid = opens_with(p, span, STR("Ibid")) || opens_with(p, span, STR("ibid"));

	*c = (struct citation){
		.span = span,
		.aside = p->aside,
		.source = span,
		.signal = signal,
		.symbol = NONE,
		.address = NONE,
		.same_as_note = NONE,
	};
	gather(p, c);
	trim_source(p, c);
	c->kind = classify(p, c, ibid);
	if (ibid)
		resolve_ibid(p, c);
	note->ncitations++;
	note->mentioned = body_set_or(note->mentioned, c->bodies);
	if (!c->aside)
		note->bodies = body_set_or(note->bodies, c->bodies);
}

/* Past "; and": "and see" is a signal. */
static uint32_t skip_separators(const struct parse *p, uint32_t at, uint32_t end)
{
	struct str rest;

	while (at < end && strchr(" ;.,", p->text.p[at]))
		at++;
	rest = str_part(p->text, at, end);
	return str_starts(rest, STR("and ")) && !str_starts(rest, STR("and see ")) ? at + 4 : at;
}

static void parse_note(struct parse *p)
{
	struct note *note = &p->ap->notes.at[p->note];
	uint32_t at = note->span.begin, end = note->span.end;

	p->aside = false;
	note->first_citation = p->ap->citations.n;
	while ((at = skip_separators(p, at, end)) < end) {
		struct span signal = {at, at};
		size_t n;

		while ((n = signal_scan(p, str_part(p->text, at, end))) > 0)
			at += (uint32_t)n;
		signal.end = at;
		if (at >= end)
			break;
		add_citation(p, signal, (struct span){at, source_end(p, at, end)});
		at = vec_last(&p->ap->citations)->span.end;
	}
}

/* Ties what lies in notes to them; all lists are sorted by place. */
static void tie_to_notes(struct apparatus *ap)
{
	uint32_t s = 0, a = 0, l = 0;

	for (uint32_t i = 0; i < ap->notes.n; i++) {
		struct span span = ap->notes.at[i].span;

		SEEK(ap->symbols, s, span.begin);
		for (; s < ap->symbols.n && ap->symbols.at[s].span.begin < span.end; s++)
			ap->symbols.at[s].note = i;
		SEEK(ap->addresses, a, span.begin);
		for (; a < ap->addresses.n && ap->addresses.at[a].span.begin < span.end; a++)
			ap->addresses.at[a].note = i;
		SEEK(ap->locators, l, span.begin);
		for (; l < ap->locators.n && ap->locators.at[l].span.begin < span.end; l++)
			ap->locators.at[l].note = i;
	}
}

void cite_citations(struct apparatus *ap)
{
	struct parse p = {.ap = ap, .text = ap->doc->text, .council = bodies_of_council()};

	tie_to_notes(ap);
	for (p.note = 0; p.note < ap->notes.n; p.note++)
		parse_note(&p);
}
