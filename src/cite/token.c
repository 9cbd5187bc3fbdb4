/*
 * What every byte of a note is. The scan found symbols, addresses, locators and sources named
 * in words; the stretches between them hold signals, Ibid., quotations, separators and prose.
 * One walk a note, to the right only.
 */
#include "cite/note.h"

/* The next element of each sorted list. They only go forward, from note to note. */
struct cursors {
	uint32_t symbol, named, address, locator, submission;
};

struct lexer {
	struct apparatus *ap;
	struct str text;
	struct note *note;
	struct cursors next;
	uint32_t at;	/* everything before it has its token */
	uint32_t quote; /* end of the quotation that 'at' stands in, or 0 */
	bool open;	/* no mark closes the quotations from here on */
};

/* ---- ties -------------------------------------------------------------------------- */

#define SEEK(list, index, from)                                                                    \
	while ((index) < (list).n && (list).at[index].span.begin < (from))                         \
	(index)++

#define TIE(list, index, owner, bounds)                                                            \
	do {                                                                                       \
		SEEK(list, index, (bounds).begin);                                                 \
		for (; (index) < (list).n && (list).at[index].span.begin < (bounds).end;           \
		     (index)++)                                                                    \
			(list).at[index].note = (owner);                                           \
	} while (0)

/* Ties what lies in notes to them; all lists are sorted by place. */
static void tie_to_notes(struct apparatus *ap)
{
	struct cursors next = {0};

	for (uint32_t i = 0; i < ap->notes.n; i++) {
		struct span span = ap->notes.at[i].span;

		TIE(ap->symbols, next.symbol, i, span);
		TIE(ap->addresses, next.address, i, span);
		TIE(ap->locators, next.locator, i, span);
		TIE(ap->named, next.named, i, span);
	}
}

/* ---- tokens ------------------------------------------------------------------------ */

static struct token *emit(struct lexer *l, uint32_t end, enum token_kind kind, uint32_t index)
{
	struct token *t = vec_push(l->ap->doc->arena, &l->ap->tokens);

	*t = (struct token){
		.span = {l->at, end},
		.kind = (uint8_t)kind,
		.quoted = l->at < l->quote,
		.index = index,
	};
	l->at = end;
	return t;
}

static bool is_separator(char c)
{
	return strchr(" \t\n,;.:()[]", c) != NULL;
}

static bool word_ends(struct str text, uint32_t at)
{
	return at >= text.n || !(is_alnum(text.p[at]) || (text.p[at] & 0x80));
}

/* Prose from 'l->at' to 'end', its punctuation at both sides apart. */
static void emit_prose(struct lexer *l, uint32_t end)
{
	uint32_t from = l->at, to = end;

	if (from == end)
		return;
	if (from < l->quote) {
		emit(l, end, TOKEN_QUOTATION, NONE);
		return;
	}
	while (from < to && is_separator(l->text.p[from]))
		from++;
	while (to > from && is_separator(l->text.p[to - 1]))
		to--;
	if (to - from == 3 && memcmp(l->text.p + from, "and", 3) == 0)
		from = to = end;
	if (from == to)
		from = to = end;
	if (from > l->at)
		emit(l, from, TOKEN_SEPARATOR, NONE);
	if (to > from)
		emit(l, to, TOKEN_PROSE, NONE);
	if (end > to)
		emit(l, end, TOKEN_SEPARATOR, NONE);
}

/* ---- signals ----------------------------------------------------------------------- */

struct opener {
	struct str words;
	bool aside;
};

/* The longer first. Where a word in small letters opens, something must have ended before it. */
static const struct opener openers[] = {
	{{"But see", 7}, true},	      {{"but see", 7}, true}, {{"and see", 7}, true},
	{{"See", 3}, false},	      {{"see", 3}, false},    {{"Cf.", 3}, true},
	{{"cf.", 3}, true},	      {{"Compare", 7}, true}, {{"Contra", 6}, true},
	{{"For example", 11}, false}, {{"E.g.", 4}, false},   {{"e.g.", 4}, false},
};

static const struct opener riders[] = {
	{{" also", 5}, true},
	{{", also", 6}, true},
	{{" further", 8}, true},
	{{", further", 9}, true},
	{{", for example", 13}, false},
	{{" for example", 12}, false},
	{{", e.g.", 6}, false},
	{{" e.g.", 5}, false},
	{{", inter alia", 12}, false},
	{{" inter alia", 11}, false},
	{{" generally", 10}, false},
	{{", generally", 11}, false},
	{{", in particular", 15}, false},
	{{" in particular", 14}, false},
	{{", among others", 14}, false},
	{{" especially", 11}, false},
	{{", notably", 9}, false},
	{{" in general", 11}, false},
};

static const struct opener *opener_find(const struct opener *list, size_t n, struct str text)
{
	for (size_t i = 0; i < n; i++)
		if (str_starts(text, list[i].words) && word_ends(text, (uint32_t)list[i].words.n))
			return &list[i];
	return NULL;
}

/* Something ends before 'at': the note begins there, or punctuation or "and" stands before. */
static bool may_open(const struct lexer *l, uint32_t at)
{
	uint32_t begin = l->note->span.begin;

	while (at > begin && l->text.p[at - 1] == ' ')
		at--;
	if (at == begin || strchr(".;,:([\n", l->text.p[at - 1]))
		return true;
	return str_ends(str_part(l->text, begin, at), STR(" and")) ||
	       str_ends(str_part(l->text, begin, at), STR(" but")) || (l->text.p[at - 1] & 0x80);
}

/* Bytes of the signal at 'at', or 0. */
static uint32_t signal_scan(const struct lexer *l, uint32_t at, bool *aside)
{
	struct str text = str_part(l->text, at, l->note->span.end);
	const struct opener *o = opener_find(openers, COUNT_OF(openers), text);
	uint32_t n;

	if (!o || !may_open(l, at))
		return 0;
	*aside = o->aside;
	n = (uint32_t)o->words.n;
	while ((o = opener_find(riders, COUNT_OF(riders), str_skip(text, n))) != NULL) {
		*aside |= o->aside;
		n += (uint32_t)o->words.n;
	}
	return n;
}

/* ---- Ibid. and other Latin ---------------------------------------------------------- */

/* "Ibid.", "Ibid", "ibid.", "Ibidem": bytes with the stop, or 0. */
static uint32_t ibid_scan(struct str text)
{
	uint32_t n = 4;

	if (!str_starts(text, STR("Ibid")) && !str_starts(text, STR("ibid")) &&
	    !str_starts(text, STR("IBID")))
		return 0;
	if (str_starts(str_skip(text, n), STR("em")))
		n += 2;
	if (!word_ends(text, n))
		return 0;
	return n + (n < text.n && text.p[n] == '.');
}

static uint32_t latin_scan(struct str text)
{
	static const struct str words[] = {
		{"op. cit.", 8}, {"op.cit.", 7}, {"op cit", 6}, {"Op. cit.", 8}, {"loc. cit.", 9},
		{"supra", 5},	 {"Supra", 5},	 {"infra", 5},	{"Infra", 5},	 {"Idem", 4},
		{"idem", 4},	 {"Id.", 3},	 {"id.", 3},
	};

	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (str_starts(text, words[i]) && word_ends(text, (uint32_t)words[i].n) &&
		    (text.n == words[i].n || text.p[words[i].n] != '-'))
			return (uint32_t)words[i].n;
	return 0;
}

/* ---- stretches between elements ------------------------------------------------------ */

static const struct str marks[] = {{"\xe2\x80\x9c", 3}, {"\xe2\x80\x9d", 3}};

/* End of the quotation that opens at 'at', or 0. A mark that nothing closes opens none. */
static uint32_t quotation_end(struct lexer *l, uint32_t at)
{
	struct str rest = str_part(l->text, at, l->note->span.end);
	bool straight = rest.p[0] == '"';
	struct str close = straight ? STR("\"") : marks[1];
	size_t end;

	if (l->open || (!straight && !str_starts(rest, marks[0])))
		return 0;
	end = str_find(rest, close, straight ? 1 : marks[0].n);
	l->open = end == SIZE_MAX;
	return l->open ? 0 : at + (uint32_t)(end + close.n);
}

/* What begins at the word or mark at 'at' takes its token there; false: prose. */
static bool take_words(struct lexer *l, uint32_t at)
{
	struct str rest = str_part(l->text, at, l->note->span.end);
	bool aside = false;
	uint32_t n;

	if ((n = ibid_scan(rest)) > 0) {
		emit_prose(l, at);
		emit(l, at + n, TOKEN_IBID, NONE);
	} else if ((n = latin_scan(rest)) > 0) {
		emit_prose(l, at);
		emit(l, at + n, TOKEN_LATIN, NONE);
	} else if (at >= l->quote && (n = signal_scan(l, at, &aside)) > 0) {
		emit_prose(l, at);
		emit(l, at + n, TOKEN_SIGNAL, NONE)->aside = aside;
	} else {
		return false;
	}
	return true;
}

/* Letters with which take_words has to do. */
static bool may_be_words(char c)
{
	return strchr("SsCcBbaIiFEeolL", c) != NULL;
}

/* Tokens up to 'end', where the next element begins. */
static void take_stretch(struct lexer *l, uint32_t end)
{
	uint32_t at = l->at;

	while (at < end) {
		char c = l->text.p[at];
		bool starts = at == l->note->span.begin || word_ends(l->text, at - 1);
		uint32_t quote = 0;

		if (at == l->quote && l->quote) {
			emit_prose(l, at);
			l->quote = 0;
		}
		if (!l->quote && (c == '"' || c == marks[0].p[0]))
			quote = quotation_end(l, at);
		if (quote) {
			emit_prose(l, at);
			l->quote = quote;
			at += c == '"' ? 1 : (uint32_t)marks[0].n;
		} else if (starts && may_be_words(c) && take_words(l, at)) {
			at = l->at;
		} else {
			at++;
		}
	}
	emit_prose(l, end);
	if (l->quote && end >= l->quote)
		l->quote = 0;
}

/* ---- elements ------------------------------------------------------------------------ */

struct element {
	struct span span;
	uint8_t kind;
	uint32_t index;
};

static void sooner(struct element *best, struct span span, enum token_kind kind, uint32_t index)
{
	if (span.begin < best->span.begin)
		*best = (struct element){span, (uint8_t)kind, index};
}

/* The first element at or behind 'at'. */
static struct element element_next(struct lexer *l)
{
	struct apparatus *ap = l->ap;
	struct element best = {.span = {l->note->span.end, l->note->span.end}, .index = NONE};

	SEEK(ap->symbols, l->next.symbol, l->at);
	SEEK(ap->named, l->next.named, l->at);
	SEEK(ap->addresses, l->next.address, l->at);
	SEEK(ap->locators, l->next.locator, l->at);
	SEEK(ap->submissions, l->next.submission, l->at);
	if (l->next.symbol < ap->symbols.n)
		sooner(&best, ap->symbols.at[l->next.symbol].span, TOKEN_SYMBOL, l->next.symbol);
	if (l->next.named < ap->named.n)
		sooner(&best, ap->named.at[l->next.named].span, TOKEN_NAMED, l->next.named);
	if (l->next.submission < ap->submissions.n)
		sooner(&best, ap->submissions.at[l->next.submission].span, TOKEN_SUBMISSION,
		       l->next.submission);
	if (l->next.address < ap->addresses.n)
		sooner(&best, ap->addresses.at[l->next.address].span, TOKEN_ADDRESS,
		       l->next.address);
	if (l->next.locator < ap->locators.n)
		sooner(&best, ap->locators.at[l->next.locator].span, TOKEN_LOCATOR,
		       l->next.locator);
	return best;
}

static void take_note(struct lexer *l)
{
	uint32_t end = l->note->span.end;

	l->at = l->note->span.begin;
	l->quote = 0;
	l->open = false;
	l->note->first_token = l->ap->tokens.n;
	while (l->at < end) {
		struct element e = element_next(l);

		take_stretch(l, e.span.begin);
		if (e.index == NONE)
			break;
		emit(l, e.span.end < end ? e.span.end : end, e.kind, e.index);
		if (l->quote && l->at >= l->quote)
			l->quote = 0;
	}
	l->note->ntokens = l->ap->tokens.n - l->note->first_token;
}

void cite_tokens(struct apparatus *ap)
{
	struct lexer l = {.ap = ap, .text = ap->doc->text};

	tie_to_notes(ap);
	for (uint32_t i = 0; i < ap->notes.n; i++) {
		l.note = &ap->notes.at[i];
		take_note(&l);
	}
}
