/*
 * What a note cites: its tokens, from left to right, gathered into sources with their locators.
 *
 * An anchor is a token that names a source by itself: a symbol, an address, "Ibid.", a resolution.
 * A citation runs from where its words begin to the next semicolon, sentence's end, signal, or
 * coordinate anchor; words without an anchor are a source where they read like one (a title, a
 * case, a letter), else an explanation.
 */
#include "cite/note.h"
#include "cite/phrase.h"

struct group {
	struct apparatus *ap;
	struct str text;
	struct note *note;
	uint32_t inote;
	struct citation c; /* the open one; its span's end is not known yet */
	bool open;
	bool anchored;	   /* something names its source */
	bool ibid, latin;  /* … in Latin */
	bool titled;	   /* words in quotation marks */
	bool pointed;	   /* "para. 12 above": points into the document itself */
	uint32_t to_note;  /* locator "note 12" in it, or NONE */
	uint32_t named_at; /* where its first anchor begins */
	uint32_t bracket;  /* where the last bracket opened, and, */
	uint32_t
		words_end; /* if "note 12" stands in it, where the words before it end; else NONE */
	struct span
		cut;	/* the joint at which it ends if another source follows; begin NONE: none */
	unsigned depth; /* of brackets */
	unsigned base;	/* … where the citation began */
	unsigned signal_depth; /* … in which a signal stands, or 0 */
	bool aside, outer_aside;
	struct span signal;
	struct body_set council; /* who reports to the Human Rights Council */
};

/* ---- who speaks ------------------------------------------------------------------------ */

static bool is_council_report(const struct symbol_use *use)
{
	return str_starts(use->canonical, STR("A/HRC/")) && use->canonical.n > 6 &&
	       is_digit(use->canonical.p[6]);
}

static void add_symbol_bodies(struct group *g, const struct symbol_use *use)
{
	if (is_council_report(use))
		g->c.bodies = body_set_or(g->c.bodies, g->council);
	body_set_add(&g->c.bodies, use->body);
}

/* ---- one citation -------------------------------------------------------------------------- */

/* What a byte of a note may be; it is asked of each of them. */
enum {
	BYTE_TRAILS = 1 << 0, /* no part of a source at its end, */
	BYTE_LEADS = 1 << 1,  /* or at its beginning */
	BYTE_MARK = 1 << 2,   /* may end or join citations */
};

static const uint8_t byte_kinds[256] = {
	[' '] = BYTE_TRAILS | BYTE_LEADS | BYTE_MARK,
	['\0'] = BYTE_TRAILS | BYTE_LEADS,
	['\t'] = BYTE_TRAILS | BYTE_LEADS,
	['\n'] = BYTE_TRAILS | BYTE_LEADS,
	[':'] = BYTE_TRAILS | BYTE_LEADS,
	[','] = BYTE_TRAILS | BYTE_LEADS | BYTE_MARK,
	['.'] = BYTE_TRAILS | BYTE_LEADS | BYTE_MARK,
	[';'] = BYTE_TRAILS | BYTE_LEADS | BYTE_MARK,
	['('] = BYTE_TRAILS | BYTE_MARK,
	[')'] = BYTE_LEADS | BYTE_MARK,
};

static bool byte_is(char c, uint8_t kind)
{
	return byte_kinds[(uint8_t)c] & kind;
}

/* How many brackets open in it less how many close. */
static int brackets_of(const struct group *g, const struct span *s)
{
	int open = 0;

	for (uint32_t at = s->begin; at < s->end; at++)
		open += (g->text.p[at] == '(') - (g->text.p[at] == ')');
	return open;
}

/* Without the marks around it, and a bracket that closes nothing. Each byte is counted once. */
static void trim(const struct group *g, struct span *s)
{
	static const struct str joints[] = {{"and ", 4}, {"or ", 3}};
	bool counted = false;
	int open = 0;

	if (s->begin > s->end)
		s->begin = s->end;
	for (; s->end > s->begin; s->end--) {
		char c = g->text.p[s->end - 1];

		if (c == ')' && !counted) {
			open = brackets_of(g, s);
			counted = true;
		}
		if (c == ')' ? open >= 0 : !byte_is(c, BYTE_TRAILS))
			break;
		open += (c == ')') - (c == '(');
	}
	while (s->begin < s->end && byte_is(g->text.p[s->begin], BYTE_LEADS))
		s->begin++;
	for (size_t i = 0; i < COUNT_OF(joints); i++)
		if (str_starts(str_part(g->text, s->begin, s->end), joints[i]))
			s->begin += (uint32_t)joints[i].n;
}

/* Where the words end that name a source with an address: before "available at"; the end of 's'
 * where no words stand before it. */
static uint32_t before_address(const struct group *g, struct span s)
{
	static const struct str words[] = {{"at", 2},	       {"from", 4},	 {"on", 2},
					   {"available", 9},   {"Available", 9}, {"accessible", 10},
					   {"Accessible", 10}, {"online", 6},	 {"see", 3},
					   {"also", 4}};
	struct span before = {s.begin, g->ap->addresses.at[g->c.address].span.begin};
	bool cut = true;

	if (before.begin >= before.end || before.end >= s.end)
		return s.end;
	while (cut && before.begin < before.end) {
		struct str rest;

		cut = false;
		trim(g, &before);
		rest = document_str(g->ap->doc, before);
		for (size_t i = 0; i < COUNT_OF(words) && !cut; i++)
			cut = str_ends(rest, words[i]) &&
			      (rest.n == words[i].n || rest.p[rest.n - words[i].n - 1] == ' ');
		while (cut && before.end > before.begin && is_alpha(g->text.p[before.end - 1]))
			before.end--;
	}
	return before.begin < before.end ? before.end : s.end;
}

/* The words that name the source: before its first locator, or behind locators that lead
 * ("paras. 5–6 of general comment No. 3"). */
static struct span source_of(const struct group *g)
{
	const struct citation *c = &g->c;
	struct span s = c->span;
	static const struct str of[] = {{" of the ", 8}, {" of ", 4}, {" to the ", 8}};

	if (g->words_end != NONE)
		s.end = g->words_end;
	/* "The author cites communication No. …": the sentence is no name of the source. */
	if (g->anchored && g->named_at > s.begin &&
	    !phrase_is_reference(str_part(g->text, s.begin, g->named_at)))
		s.begin = g->named_at;
	if (c->address != NONE)
		s.end = before_address(g, s);
	if (!c->nlocators || g->ap->locators.at[c->first_locator].span.begin > s.end)
		return s;
	s.end = g->ap->locators.at[c->first_locator].span.begin;
	trim(g, &s);
	if (s.begin < s.end)
		return s;
	s = (struct span){g->ap->locators.at[c->first_locator].span.end, c->span.end};
	if (s.begin > s.end)
		s.begin = s.end;
	for (size_t i = 0; i < COUNT_OF(of); i++)
		if (str_starts(str_part(g->text, s.begin, s.end), of[i])) {
			s.begin += (uint32_t)of[i].n;
			break;
		}
	trim(g, &s);
	return s;
}

/* A source that only an address anchors: described in words, or the address alone. */
static void classify_address(struct group *g)
{
	struct span address = g->ap->addresses.at[g->c.address].span;
	struct str words = document_str(g->ap->doc, g->c.source);
	bool described = g->c.source.end <= address.begin && (g->titled || phrase_words(words) > 3);

	if (!described && !g->c.nlocators)
		g->c.source = address;
	g->c.form = described ? FORM_WORK : FORM_URL;
	g->c.kind = described ? CITES_WORK : CITES_URL;
}

static void classify_named(struct group *g)
{
	const struct named *named = &g->ap->named.at[g->c.named];

	g->c.form = named->form;
	g->c.kind = g->c.symbol != NONE || named->symbol.n ? CITES_SYMBOL : CITES_WORK;
}

/* Form and kind of what has no anchor; false for an explanation. */
static bool classify_words(struct group *g)
{
	struct str words = document_str(g->ap->doc, g->c.source);
	uint8_t unit =
		g->c.nlocators ? g->ap->locators.at[g->c.first_locator].unit : UNIT_PARAGRAPH;

	g->c.kind = CITES_WORK;
	g->c.form = FORM_WORK;
	if (g->pointed && !g->c.nlocators && !g->titled)
		return false;
	if (g->c.nlocators && (unit == UNIT_ARTICLE || unit == UNIT_SECTION) && !g->titled) {
		g->c.form = FORM_INSTRUMENT;
		return true;
	}
	if (g->c.nlocators || (g->titled && phrase_is_reference(words)) ||
	    (phrase_has_imprint(words) && phrase_is_reference(words)))
		return true;
	g->c.kind = CITES_UNKNOWN;
	g->c.form = FORM_UNKNOWN;
	return !span_is_empty(g->c.signal) ? words.n > 0 : phrase_is_reference(words);
}

static bool classify(struct group *g)
{
	struct citation *c = &g->c;
	struct str words = document_str(g->ap->doc, c->span);

	if (c->address != NONE)
		words = document_str(
			g->ap->doc,
			(struct span){c->span.begin, g->ap->addresses.at[c->address].span.begin});
	if (c->named != NONE) {
		classify_named(g);
	} else if (c->symbol != NONE) {
		c->form = FORM_SYMBOL;
		c->kind = CITES_SYMBOL;
	} else if (g->ibid) {
		c->form = FORM_IBID;
		c->kind = CITES_IBID;
	} else if (c->submission != NONE ||
		   (phrase_is_submission(words) &&
		    (phrase_is_reference(words) || !span_is_empty(c->signal)))) {
		c->form = FORM_SUBMISSION;
		c->kind = CITES_SUBMISSION;
	} else if (g->latin) {
		c->form = FORM_LATIN;
		c->kind = phrase_words(document_str(g->ap->doc, c->source)) > 1 ? CITES_WORK
										: CITES_IBID;
	} else if (g->to_note != NONE) {
		c->form = FORM_NOTE;
		c->kind = CITES_UNKNOWN;
	} else if (c->address != NONE) {
		classify_address(g);
	} else {
		return classify_words(g);
	}
	return true;
}

/* Bodies that are named in the words of what has no symbol. Lists of mentions are sorted. */
static void gather_bodies(struct group *g)
{
	const struct apparatus *ap = g->ap;
	uint32_t low = 0, high = ap->mentions.n;

	if (g->c.symbol != NONE)
		return;
	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (ap->mentions.at[mid].span.begin < g->c.span.begin)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < ap->mentions.n && ap->mentions.at[low].span.begin < g->c.span.end; low++)
		body_set_add(&g->c.bodies, ap->mentions.at[low].body);
	if (g->c.named != NONE)
		body_set_add(&g->c.bodies, ap->named.at[g->c.named].body);
}

static void emit(struct group *g)
{
	gather_bodies(g);
	g->note->ncitations++;
	*vec_push(g->ap->doc->arena, &g->ap->citations) = g->c;
}

/* "Ibid., para. 22 (a). See also para. 32 (b).": more locators of the source before. */
static bool goes_on(struct group *g)
{
	struct citation *before;

	if (!g->note->ncitations || !g->c.nlocators || g->anchored || !span_is_empty(g->c.source))
		return false;
	before = vec_last(&g->ap->citations);
	for (uint32_t i = 0; i < g->c.nlocators; i++)
		g->ap->locators.at[g->c.first_locator + i].citation = g->ap->citations.n - 1;
	if (!before->nlocators)
		before->first_locator = g->c.first_locator;
	if (before->first_locator + before->nlocators == g->c.first_locator)
		before->nlocators += g->c.nlocators;
	return true;
}

/* "The text is available at https://…": the address of the source before. */
static bool tells_address(struct group *g)
{
	struct citation *c = &g->c, *before;
	struct str words = document_str(g->ap->doc, c->span);

	if (!g->note->ncitations || c->form > FORM_URL || c->address == NONE || g->titled ||
	    c->symbol != NONE || c->named != NONE ||
	    (str_find(words, STR("vailable "), 0) == SIZE_MAX &&
	     str_find(words, STR("ccessible "), 0) == SIZE_MAX))
		return false;
	before = vec_last(&g->ap->citations);
	if (before->address != NONE)
		return false;
	before->address = c->address;
	before->bodies = body_set_or(before->bodies, c->bodies);
	return true;
}

/* What was no source has no locators: "art. 5" of a sentence. */
static void drop(struct group *g)
{
	for (uint32_t i = 0; i < g->c.nlocators; i++)
		g->ap->locators.at[g->c.first_locator + i].citation = NONE;
}

/* "Ibid., and David Banisar, Title (Place, 2008)": a work joined to what has an anchor. */
static uint32_t work_joined(const struct group *g, uint32_t end)
{
	struct span rest = g->cut;
	struct str words;

	if (!g->anchored || rest.begin == NONE || rest.end > end)
		return NONE;
	rest = (struct span){rest.begin, end};
	while (rest.begin < end && strchr(" ,", g->text.p[rest.begin]))
		rest.begin++;
	words = document_str(g->ap->doc, rest);
	if (!str_starts(words, STR("and ")))
		return NONE;
	words = str_skip(words, 4);
	return (phrase_has_imprint(words) || str_find(words, STR("\xe2\x80\x9c"), 0) != SIZE_MAX) &&
			       is_upper(words.p[0]) && phrase_is_reference(words)
		       ? rest.begin + 4
		       : NONE;
}

/* The open citation ends before 'end'. */
static void finish_one(struct group *g, uint32_t end)
{
	struct citation *c = &g->c;

	if (!g->open)
		return;
	g->open = false;
	c->span.end = end;
	trim(g, &c->span);
	c->source = source_of(g);
	trim(g, &c->source);
	if (g->ibid && c->source.end < end && g->text.p[c->source.end] == '.')
		c->source.end++;
	if (!goes_on(g)) {
		if (c->span.begin < c->span.end && classify(g) && !tells_address(g))
			emit(g);
		else
			drop(g);
	}
	g->signal = (struct span){end, end};
}

static void begin(struct group *g, uint32_t at)
{
	if (g->open)
		return;
	g->c = (struct citation){
		.span = {at, at},
		.aside = g->aside,
		.signal = g->signal,
		.key = STR_NONE,
		.symbol = NONE,
		.named = NONE,
		.submission = NONE,
		.address = NONE,
		.antecedent = NONE,
		.same_as_note = NONE,
	};
	g->open = true;
	g->anchored = g->ibid = g->latin = g->titled = g->pointed = false;
	g->to_note = g->words_end = NONE;
	g->cut.begin = NONE;
	g->base = g->depth;
}

static void finish(struct group *g, uint32_t end)
{
	uint32_t work = g->open ? work_joined(g, end) : NONE;
	bool titled = g->titled;

	finish_one(g, work == NONE ? end : g->cut.begin);
	if (work == NONE)
		return;
	begin(g, work);
	g->titled = titled;
	finish_one(g, end);
}

/* The stop at 'at' ends a sentence: white space and the beginning of another follow. */
static bool sentence_ends(const struct group *g, uint32_t at)
{
	struct str rest = str_part(g->text, at + 1, g->note->span.end);
	uint32_t from = at;

	if (rest.n < 2 || !is_space(rest.p[0]))
		return rest.n == 0;
	if (!is_upper(rest.p[1]) && !is_digit(rest.p[1]) && !(rest.p[1] & 0x80) &&
	    rest.p[1] != '"' && !str_starts(rest, STR(" http")) && !str_starts(rest, STR(" www")))
		return false;
	while (from > g->note->span.begin && is_alpha(g->text.p[from - 1]))
		from--;
	/* An initial; but "sect. A." and "9 (a)." end. */
	if (at - from == 1 && is_upper(g->text.p[from]))
		return false;
	return !phrase_is_abbreviation(str_part(g->text, from, at)) && at - from != 1;
}

/* ---- anchors ------------------------------------------------------------------------------- */

/* "resolution 60/147 (A/RES/60/147)", "communication No. 40/2018, X v. Y, CRC/C/…/D/40/2018" */
static bool symbol_is_apposed(const struct group *g, const struct symbol_use *use)
{
	const struct named *named;

	if (g->ibid || g->c.named == NONE || g->c.symbol != NONE || g->c.nlocators)
		return false;
	named = &g->ap->named.at[g->c.named];
	return !named->symbol.n || str_eq(named->symbol, use->canonical);
}

/* "general comment No. 31 (2004), Official Records of …": one source with two names. */
static bool named_is_apposed(const struct group *g, const struct named *named)
{
	if (g->ibid)
		return named->form == FORM_OFFICIAL_RECORDS;
	if (g->c.named == NONE)
		return g->c.symbol == NONE;
	return !g->c.nlocators && named->form >= FORM_OFFICIAL_RECORDS &&
	       named->form != g->ap->named.at[g->c.named].form;
}

/* True when the token names once more what the open citation names already. */
static bool is_apposed(const struct group *g, const struct token *t)
{
	if (!g->open || !g->anchored)
		return true;
	/* "in Fedotova (CCPR/…) and Alekseev (CCPR/…)": another bracket behind a joint. */
	if (g->depth > g->base)
		return g->cut.begin == NONE || t->kind != TOKEN_SYMBOL || g->c.symbol == NONE;
	switch (t->kind) {
	case TOKEN_SYMBOL:
		return symbol_is_apposed(g, &g->ap->symbols.at[t->index]);
	case TOKEN_NAMED:
		return named_is_apposed(g, &g->ap->named.at[t->index]);
	case TOKEN_ADDRESS:
		return g->c.address == NONE &&
		       (g->cut.begin == NONE || g->text.p[g->cut.begin] == ',');
	default:
		return t->kind == TOKEN_LATIN;
	}
}

/* "Smith, Title (2009), p. 5, and A/HRC/40/1": what has locators and a joint behind them is whole.
 */
static bool is_behind_work(const struct group *g, const struct token *t)
{
	struct str words;

	if (!g->open || g->anchored || !g->c.nlocators || g->cut.begin == NONE ||
	    g->depth > g->base)
		return false;
	/* ", available at https://…" goes on with the work. */
	words = str_trim(str_part(g->text, g->cut.end, t->span.begin));
	return t->kind != TOKEN_ADDRESS || !words.n || !is_lower(words.p[0]) ||
	       str_starts(words, STR("and"));
}

/* "X v. Y, para. 5, Z v. W, para. 7": words between a joint and a locator name another source. */
static bool names_another(const struct group *g, uint32_t at)
{
	struct str words;

	if (!g->open || !(g->c.nlocators || g->ibid) || g->cut.begin == NONE ||
	    g->depth > g->base || g->cut.end > at)
		return false;
	words = str_trim(str_part(g->text, g->cut.end, at));
	if (str_starts(words, STR("and ")))
		words = str_skip(words, 4);
	return words.n && is_upper(words.p[0]) && phrase_words(words) > 1 &&
	       (phrase_has_imprint(words) || phrase_words(words) > 2);
}

/* The open citation ends at its last joint, or before 'at'; another begins. */
static void split(struct group *g, uint32_t at)
{
	struct span cut = g->cut;

	if (cut.begin == NONE)
		cut = (struct span){at, at};
	finish(g, cut.begin);
	begin(g, cut.end);
}

static void anchor(struct group *g, const struct token *t)
{
	struct apparatus *ap = g->ap;

	if (!is_apposed(g, t) || is_behind_work(g, t))
		split(g, t->span.begin);
	begin(g, t->span.begin);
	switch (t->kind) {
	case TOKEN_SYMBOL:
		if (g->c.symbol == NONE)
			g->c.symbol = t->index;
		add_symbol_bodies(g, &ap->symbols.at[t->index]);
		break;
	case TOKEN_NAMED:
		if (g->c.named == NONE)
			g->c.named = t->index;
		break;
	case TOKEN_ADDRESS:
		if (g->c.address == NONE)
			g->c.address = t->index;
		body_set_of_address(ap->addresses.at[t->index].text, &g->c.bodies);
		break;
	case TOKEN_SUBMISSION:
		if (g->c.submission == NONE)
			g->c.submission = t->index;
		body_set_add(&g->c.bodies, ap->submissions.at[t->index].body);
		break;
	case TOKEN_IBID:
		g->ibid = true;
		break;
	default:
		g->latin = true;
		break;
	}
	if (!g->anchored)
		g->named_at = t->span.begin;
	g->anchored = true;
	g->cut.begin = NONE;
	/* "Ibid. To be clear, …": the stop of "Ibid." ends its sentence, too. */
	if (t->kind == TOKEN_IBID && g->text.p[t->span.end - 1] == '.' &&
	    sentence_ends(g, t->span.end - 1))
		finish(g, t->span.end);
}

/* ---- locators ------------------------------------------------------------------------------ */

/* "para. 12 above", "see above, para. 4": points into the document itself. */
static bool points_inside(const struct group *g, struct span locator)
{
	static const struct str behind[] = {
		{" above", 6}, {" below", 6}, {" of the present", 15}, {" of this report", 15}};
	static const struct str before[] = {{"above, ", 7}, {"below, ", 7}, {"below ", 6},
					    {"above ", 6},  {"supra ", 6},  {"infra ", 6}};
	struct str after = str_part(g->text, locator.end, g->note->span.end);
	struct str head = str_part(g->text, g->note->span.begin, locator.begin);

	for (size_t i = 0; i < COUNT_OF(behind); i++)
		if (str_starts(after, behind[i]))
			return true;
	/* "note 12 above, p. 5" is a page of what that note cites. */
	for (size_t i = 0; i < COUNT_OF(before); i++)
		if (str_ends(head, before[i]) && !(g->open && g->to_note != NONE))
			return true;
	return false;
}

/* "Article 19 submission", "submission from ARTICLE 19": an organization of that name. */
static bool is_article_19(const struct group *g, struct span locator)
{
	struct str head = str_part(g->text, g->note->span.begin, locator.begin);

	return str_starts(str_part(g->text, locator.end, g->note->span.end), STR(" submission")) ||
	       str_ends(head, STR(" from ")) || str_ends(head, STR("ubmission by ")) ||
	       str_ends(head, STR("ubmission of "));
}

static void locate(struct group *g, const struct token *t)
{
	struct locator *l = &g->ap->locators.at[t->index];
	struct citation *c = &g->c;

	if (l->unit == UNIT_NOTE) {
		begin(g, t->span.begin);
		if (g->to_note == NONE && g->depth > g->base)
			g->words_end = g->bracket;
		g->to_note = g->to_note == NONE ? t->index : g->to_note;
		return;
	}
	if (l->unit == UNIT_ARTICLE && is_article_19(g, l->span)) {
		begin(g, t->span.begin);
		return;
	}
	if (points_inside(g, l->span)) {
		begin(g, t->span.begin);
		g->pointed = true;
		return;
	}
	if ((g->open && g->anchored && g->cut.begin != NONE && g->depth == g->base &&
	     str_starts(str_skip(g->text, l->span.end), STR(" of "))) ||
	    names_another(g, t->span.begin))
		split(g, t->span.begin);
	begin(g, t->span.begin);
	if (!c->nlocators)
		c->first_locator = t->index;
	if (t->index != c->first_locator + c->nlocators)
		return;
	c->nlocators++;
	l->citation = g->ap->citations.n;
	g->cut.begin = NONE;
}

/* ---- words and what separates -------------------------------------------------------------- */

/* "Available at", "Accessible from": the address that follows is of the source before. */
static bool introduces_address(struct str s)
{
	static const struct str words[] = {
		{" Available ", 11}, {" available ", 11}, {" Accessible ", 12},
		{" Accessed ", 10},  {" www", 4},	  {" http", 5},
	};

	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (str_starts(s, words[i]))
			return true;
	return false;
}

static void close_bracket(struct group *g, uint32_t at)
{
	if (g->depth)
		g->depth--;
	if (g->signal_depth && g->depth < g->signal_depth) {
		finish(g, at);
		g->aside = g->outer_aside;
		g->signal_depth = 0;
	}
	if (g->base > g->depth)
		g->base = g->depth;
}

/* Where the open citation may end if another anchor follows: at its last joint; behind its
 * locators, at the first. */
static void joint(struct group *g, uint32_t at, uint32_t end)
{
	if (g->open && g->depth <= g->base &&
	    !(g->cut.begin != NONE && (g->c.nlocators || g->ibid)))
		g->cut = (struct span){at, end};
}

/* One byte of punctuation; what it ends or joins. */
static void punctuate(struct group *g, uint32_t at, uint32_t end)
{
	switch (g->text.p[at]) {
	case '(':
		begin(g, at + 1);
		g->bracket = at;
		g->depth++;
		break;
	case ')':
		close_bracket(g, at);
		break;
	case ';':
		if (g->depth <= g->base)
			finish(g, at);
		break;
	case '.':
		if (g->open && g->depth <= g->base && sentence_ends(g, at) &&
		    !introduces_address(str_part(g->text, at + 1, g->note->span.end)))
			finish(g, at);
		break;
	case ',':
		joint(g, at, at + 1);
		break;
	case ' ':
		if (at + 5 <= g->note->span.end && at < end &&
		    memcmp(g->text.p + at, " and ", 5) == 0)
			joint(g, at, at + 5);
		break;
	default:
		break;
	}
}

static void walk(struct group *g, struct span span)
{
	for (uint32_t at = span.begin; at < span.end; at++) {
		char c = g->text.p[at];

		if (byte_is(c, BYTE_MARK))
			punctuate(g, at, span.end);
		else if (!g->open && (is_alnum(c) || (c & 0x80)))
			begin(g, at);
	}
}

/* "(see note 12 above)" behind a short form says where its full form stands. */
static bool leads_to_note(const struct group *g, const struct token *t, uint32_t rest)
{
	if (!g->open || g->depth <= g->base)
		return false;
	for (uint32_t i = 1; i < rest && i < 4; i++)
		if (t[i].kind != TOKEN_SEPARATOR)
			return t[i].kind == TOKEN_LOCATOR &&
			       g->ap->locators.at[t[i].index].unit == UNIT_NOTE;
	return false;
}

/* A signal opens a citation; one in brackets holds until they close. What a signal in small
 * letters interrupts and names no source introduces it: "For the criteria, see …". */
static void signal(struct group *g, const struct token *t)
{
	if (g->open && !g->anchored && !g->c.nlocators && is_lower(g->text.p[t->span.begin]) &&
	    g->text.p[t->span.begin - 1] == ' ')
		g->open = false;
	finish(g, t->span.begin);
	if (g->depth && !g->signal_depth) {
		g->signal_depth = g->depth;
		g->outer_aside = g->aside;
	}
	g->aside |= t->aside;
	g->signal = t->span;
}

/* Takes one token; 'rest' counts it and those behind it in the note. */
static void take(struct group *g, const struct token *t, uint32_t rest)
{
	if (t->quoted) {
		begin(g, t->span.begin);
		g->titled = true;
		return;
	}
	switch (t->kind) {
	case TOKEN_SIGNAL:
		if (!leads_to_note(g, t, rest))
			signal(g, t);
		break;
	case TOKEN_LOCATOR:
		locate(g, t);
		break;
	case TOKEN_PROSE:
	case TOKEN_SEPARATOR:
		walk(g, t->span);
		break;
	case TOKEN_SYMBOL:
		if (g->ap->symbols.at[t->index].continues != NONE && g->open)
			break;
		/* fallthrough */
	default:
		anchor(g, t);
		break;
	}
}

/* True when the token stands in the document's own list of sources: it explains, and cites
 * nothing. '*list' is the next list that may hold one. */
static bool is_listed(const struct apparatus *ap, uint32_t *list, const struct token *t)
{
	while (*list < ap->sources_lists.n && ap->sources_lists.at[*list].span.end <= t->span.begin)
		++*list;
	return *list < ap->sources_lists.n &&
	       ap->sources_lists.at[*list].span.begin <= t->span.begin;
}

void cite_citations(struct apparatus *ap)
{
	uint32_t list = 0;
	struct group g = {.ap = ap, .text = ap->doc->text, .council = bodies_of_council()};

	for (g.inote = 0; g.inote < ap->notes.n; g.inote++) {
		g.note = &ap->notes.at[g.inote];
		g.open = g.aside = false;
		g.depth = g.signal_depth = 0;
		g.signal = (struct span){g.note->span.begin, g.note->span.begin};
		g.note->first_citation = ap->citations.n;
		for (uint32_t i = 0; i < g.note->ntokens; i++) {
			const struct token *t = &ap->tokens.at[g.note->first_token + i];

			if (is_listed(ap, &list, t))
				finish(&g, t->span.begin);
			else
				take(&g, t, g.note->ntokens - i);
		}
		finish(&g, g.note->span.end);
	}
}
