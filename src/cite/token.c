/*
 * What every byte of a note is. The scan found symbols, addresses, locators and sources named
 * in words; the stretches between them hold signals, Ibid., quotations, separators and prose.
 * One walk a note, to the right only.
 */
#include "cite/note.h"

/* A sorted list of elements, each of which begins with its span. It only goes forward, from note
 * to note. */
struct row {
	const char *at;
	size_t size; /* of an element */
	uint32_t n, next;
	uint32_t begin; /* of the next one, or NONE */
	uint8_t kind;	/* enum token_kind */
};

/* Of two that begin at one place the sooner in this order is taken. */
enum { ROW_SYMBOLS, ROW_NAMED, ROW_SUBMISSIONS, ROW_ADDRESSES, ROW_LOCATORS, ROWS };

struct lexer {
	struct apparatus *ap;
	struct str text;
	struct note *note;
	struct row rows[ROWS];
	uint32_t at;	/* everything before it has its token */
	uint32_t quote; /* end of the quotation that 'at' stands in, or 0 */
	bool open;	/* no mark closes the quotations from here on */
};

/* ---- ties -------------------------------------------------------------------------- */

/* Ties the elements of a list within 'bounds' to their note; 'next' goes forward. */
#define TIE(list, next, owner, bounds)                                                             \
	do {                                                                                       \
		while ((next) < (list).n && (list).at[next].span.begin < (bounds).begin)           \
			(next)++;                                                                  \
		for (; (next) < (list).n && (list).at[next].span.begin < (bounds).end; (next)++)   \
			(list).at[next].note = (owner);                                            \
	} while (0)

/* Ties what lies in notes to them; all lists are sorted by place. */
static void tie_to_notes(struct apparatus *ap)
{
	uint32_t symbol = 0, address = 0, locator = 0, named = 0;

	for (uint32_t i = 0; i < ap->notes.n; i++) {
		struct span span = ap->notes.at[i].span;

		TIE(ap->symbols, symbol, i, span);
		TIE(ap->addresses, address, i, span);
		TIE(ap->locators, locator, i, span);
		TIE(ap->named, named, i, span);
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
	static const bool separators[256] = {
		[' '] = true, ['\t'] = true, ['\n'] = true, [','] = true,
		[';'] = true, ['.'] = true,  [':'] = true,  ['('] = true,
		[')'] = true, ['['] = true,  [']'] = true,  ['\0'] = true,
	};

	return separators[(uint8_t)c];
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
	{{"But see", 7}, true},
	{{"but see", 7}, true},
	{{"and see", 7}, true},
	{{"See", 3}, false},
	{{"see", 3}, false},
	{{"Cf.", 3}, true},
	{{"cf.", 3}, true},
	{{"Compare", 7}, true},
	{{"Contra", 6}, true},
	{{"For example", 11}, false},
	{{"E.g.", 4}, false},
	{{"e.g.", 4}, false},
	{{"Voir", 4}, false},
	{{"voir aussi", 10}, true},
	{{"voir \xc3\xa9galement", 15}, true},
	{{"V\xc3\xa9"
	  "ase",
	  6},
	 false},
	{{"v\xc3\xa9"
	  "ase",
	  6},
	 false},
	{{"V\xc3\xa9"
	  "anse",
	  7},
	 false},
};

static const struct opener riders[] = {
	{{" also", 5}, true},
	{{", also", 6}, true},
	{{" aussi", 6}, true},
	{{" \xc3\xa9galement", 11}, true},
	{{" tambi\xc3\xa9n", 9}, true},
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
	static const bool letters[256] = {
		['S'] = true, ['s'] = true, ['C'] = true, ['c'] = true, ['B'] = true, ['b'] = true,
		['a'] = true, ['I'] = true, ['i'] = true, ['F'] = true, ['E'] = true, ['e'] = true,
		['o'] = true, ['l'] = true, ['L'] = true, ['V'] = true, ['v'] = true,
	};

	return letters[(uint8_t)c];
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

static struct span row_span(const struct row *row)
{
	struct span span = {NONE, NONE};

	if (row->next < row->n)
		memcpy(&span, row->at + row->next * row->size, sizeof(span));
	return span;
}

static struct row row_of(const void *at, uint32_t n, size_t size, enum token_kind kind)
{
	struct row row = {.at = at, .size = size, .n = n, .kind = (uint8_t)kind};

	row.begin = row_span(&row).begin;
	return row;
}

#define ROW(list, kind) row_of((list).at, (list).n, sizeof(*(list).at), kind)

static void rows_fill(struct lexer *l)
{
	const struct apparatus *ap = l->ap;

	l->rows[ROW_SYMBOLS] = ROW(ap->symbols, TOKEN_SYMBOL);
	l->rows[ROW_NAMED] = ROW(ap->named, TOKEN_NAMED);
	l->rows[ROW_SUBMISSIONS] = ROW(ap->submissions, TOKEN_SUBMISSION);
	l->rows[ROW_ADDRESSES] = ROW(ap->addresses, TOKEN_ADDRESS);
	l->rows[ROW_LOCATORS] = ROW(ap->locators, TOKEN_LOCATOR);
}

/* The list that has the first element at or behind 'at' and before the note's end, or NULL. */
static const struct row *row_next(struct lexer *l)
{
	uint32_t best = l->note->span.end;
	const struct row *found = NULL;

	for (struct row *row = l->rows; row < l->rows + ROWS; row++) {
		while (row->begin < l->at) {
			row->next++;
			row->begin = row_span(row).begin;
		}
		if (row->begin < best) {
			best = row->begin;
			found = row;
		}
	}
	return found;
}

static void take_note(struct lexer *l)
{
	uint32_t end = l->note->span.end;

	l->at = l->note->span.begin;
	l->quote = 0;
	l->open = false;
	l->note->first_token = l->ap->tokens.n;
	while (l->at < end) {
		const struct row *row = row_next(l);
		struct span span = row ? row_span(row) : (struct span){end, end};

		take_stretch(l, span.begin);
		if (!row)
			break;
		emit(l, span.end < end ? span.end : end, row->kind, row->next);
		if (l->quote && l->at >= l->quote)
			l->quote = 0;
	}
	l->note->ntokens = l->ap->tokens.n - l->note->first_token;
}

void cite_tokens(struct apparatus *ap)
{
	struct lexer l = {.ap = ap, .text = ap->doc->text};

	tie_to_notes(ap);
	rows_fill(&l);
	for (uint32_t i = 0; i < ap->notes.n; i++) {
		l.note = &ap->notes.at[i];
		take_note(&l);
	}
}
