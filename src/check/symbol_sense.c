/*
 * Symbols by their meaning: what cannot exist, the document's own symbol, and the
 * State that a symbol speaks of.
 */
#include "check/check.h"

/* ---- what cannot exist ------------------------------------------------------------ */

/* The doubt that weighs most. */
static const struct symbol_doubt *worst(const struct symbol_doubt *doubts, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		if (doubts[i].certain)
			return &doubts[i];
	return n ? &doubts[0] : NULL;
}

static void found_impossible(struct checking *c, struct span span, bool certain, struct str why)
{
	struct finding *f = found(c, "symbol-impossible", span);

	found_str(f, "verdict", certain ? STR("cannot exist") : STR("is doubtful"));
	found_str(f, "why", why);
	if (!certain)
		found_guess(f);
}

/* Documents of a session are issued, and cited, in the months before it. */
static uint32_t horizon(const struct checking *c)
{
	return c->ap->year ? c->ap->year + 1 : symbol_tables_as_of();
}

static void check_possible(struct checking *c, const struct symbol_use *use)
{
	struct symbol_doubt doubts[SYMBOL_DOUBTS];
	const struct symbol_doubt *doubt;

	if (use->verdict != SYMBOL_KNOWN || use->continues != NONE)
		return;
	doubt = worst(doubts, symbol_doubts(&use->symbol, horizon(c), c->arena, doubts));
	if (doubt)
		found_impossible(c, use->span, doubt->certain, doubt->why);
}

enum {
	FIRST_COMMUNICATION = 1976, /* the Optional Protocol entered into force */
	FIRST_OPINION = 1991,	    /* the Working Group was established */
	FARTHEST_YEAR = 2049,	    /* no document of today is from beyond */
};

/* "communication No. 2001/2110": the year alone is judged, numbers have no known end. */
static void check_registration(struct checking *c, const struct registration *r)
{
	uint32_t first = r->opinion ? FIRST_OPINION : FIRST_COMMUNICATION;
	uint32_t now = horizon(c);
	const char *what = r->opinion ? "opinion" : "communication";

	/* Two figures are the style of other organs, and of the Committee's first years. */
	if (r->figures < 3 || (r->figures == 3 && r->number >= first && r->number <= now))
		return;
	if (r->figures == 4 && r->year >= first && r->year <= now)
		return;
	if (r->figures == 4 && r->year > now && r->year <= FARTHEST_YEAR)
		found_impossible(c, r->span, false,
				 arena_printf(c->arena,
					      "%u lies in the future; check the year of the %s",
					      r->year, what));
	else
		found_impossible(c, r->span, r->figures != 4 || r->year > now || r->year < 1900,
				 arena_printf(c->arena, "there was no %s of the year %0*u", what,
					      r->figures, r->year));
}

/* ---- the document's own symbol ------------------------------------------------------ */

enum { MASTHEAD_BLOCKS = 12 };

/* Index of the block with which the text itself begins: the first numbered paragraph, or where
 * a masthead surely has ended. */
static uint32_t text_begin(const struct checking *c)
{
	uint32_t i = 0;

	while (i < c->doc->blocks.n && i < MASTHEAD_BLOCKS && !c->doc->blocks.at[i].value)
		i++;
	return i;
}

/* Nothing but the symbol stands in its block. */
static bool is_alone(const struct checking *c, const struct symbol_use *use)
{
	struct span block = c->doc->blocks.at[use->block].span;

	return str_trim(str_part(c->doc->text, block.begin, use->span.begin)).n == 0 &&
	       str_trim(str_part(c->doc->text, use->span.end, block.end)).n < 2;
}

/* In a cell of its own at an end of its line: a running head that was not known as one. */
static bool is_cell(const struct checking *c, const struct symbol_use *use)
{
	struct span block = c->doc->blocks.at[use->block].span;
	struct str before = str_part(c->doc->text, block.begin, use->span.begin);

	return str_ends(before, STR("   ")) ||
	       str_starts(str_part(c->doc->text, use->span.end, block.end), STR("   "));
}

static void check_own_cited(struct checking *c)
{
	uint32_t from = text_begin(c);

	if (!c->ap->symbol.n)
		return;
	for (uint32_t i = 0; i < c->ap->symbols.n; i++) {
		const struct symbol_use *use = &c->ap->symbols.at[i];
		const struct block *b = &c->doc->blocks.at[use->block];

		if (i == c->ap->symbol_use || !str_eq(use->canonical, c->ap->symbol) ||
		    b->kind == BLOCK_FURNITURE || b->kind == BLOCK_MASTHEAD ||
		    (use->block < from && b->kind != BLOCK_NOTE) || is_alone(c, use) ||
		    is_cell(c, use))
			continue;
		found(c, "symbol-own-cited", use->span);
	}
}

/* 'half' is 'whole', or one of the symbols that a hyphen joins in it. */
static bool holds_symbol(struct str whole, struct str half)
{
	size_t at = str_find(whole, half, 0);

	return at != SIZE_MAX && (at == 0 || whole.p[at - 1] == '-') &&
	       (at + half.n == whole.n || whole.p[at + half.n] == '-');
}

static bool agree(struct str a, struct str b)
{
	return holds_symbol(a, b) || holds_symbol(b, a);
}

static struct finding *found_mismatch(struct checking *c, struct span span, const char *where,
				      struct str says, struct str own)
{
	struct finding *f = found(c, "symbol-own-mismatch", span);

	found_str(f, "where", str_of(where));
	found_str(f, "says", says);
	found_str(f, "symbol", own);
	return f;
}

static bool is_running_head(const struct checking *c, const struct symbol_use *use)
{
	return c->doc->blocks.at[use->block].kind == BLOCK_FURNITURE;
}

/* A masthead: printed alone before the text begins. Where a text has pages, the reader may
 * have taken it for the running head of the first. */
static const struct symbol_use *masthead(const struct checking *c)
{
	const struct symbol_use *own;

	if (c->ap->symbol_use == NONE)
		return NULL;
	own = &c->ap->symbols.at[c->ap->symbol_use];
	return own->block < text_begin(c) || is_running_head(c, own) ? own : NULL;
}

enum {
	OWN_SYMBOLS = 8, /* a document has two at most; the rest is room for what was told */
	OWN_LINES = 3,	 /* lines of a masthead with two symbols */
};

/* The symbols that a running head may have. */
struct own_symbols {
	struct str at[OWN_SYMBOLS];
	uint32_t n;
};

static bool is_own(const struct own_symbols *own, struct str canonical)
{
	for (uint32_t i = 0; i < own->n; i++)
		if (agree(own->at[i], canonical))
			return true;
	return own->n == OWN_SYMBOLS;
}

/* A document of two bodies prints two symbols, one below the other. */
static void own_fill(struct own_symbols *own, const struct checking *c)
{
	const struct symbol_use *first = &c->ap->symbols.at[c->ap->symbol_use];

	own->n = 0;
	for (uint32_t i = c->ap->symbol_use; i < c->ap->symbols.n && own->n < OWN_SYMBOLS / 2;
	     i++) {
		const struct symbol_use *use = &c->ap->symbols.at[i];

		if (use->block > first->block + OWN_LINES ||
		    c->doc->blocks.at[use->block].page != c->doc->blocks.at[first->block].page)
			return;
		if (use == first || is_alone(c, use))
			own->at[own->n++] = use->canonical;
	}
}

/* Told once for every symbol that the running heads have and the masthead has not. */
static void check_running_heads(struct checking *c, const struct symbol_use *own)
{
	struct own_symbols known;
	uint32_t i = c->ap->symbols.n;

	own_fill(&known, c);
	/* Running heads stand behind everything else. */
	while (i && is_running_head(c, &c->ap->symbols.at[i - 1]))
		i--;
	for (; i < c->ap->symbols.n; i++) {
		const struct symbol_use *use = &c->ap->symbols.at[i];

		if (use->verdict != SYMBOL_KNOWN || use->continues != NONE ||
		    is_own(&known, use->canonical))
			continue;
		known.at[known.n++] = use->canonical;
		found_related(c,
			      found_mismatch(c, use->span, "the running head", use->canonical,
					     own->canonical),
			      own->span, "the masthead");
	}
}

/* "A_HRC_43_46_Add.1-EN.docx" is named after A/HRC/43/46/Add.1: the symbol, or empty. */
static struct str symbol_of_name(struct str path, struct arena *a)
{
	size_t slash = path.n, n;
	struct symbol symbol;
	struct str name;
	char *p;

	while (slash && path.p[slash - 1] != '/')
		slash--;
	name = str_skip(path, slash);
	p = (char *)arena_str(a, name).p;
	for (n = 0; n < name.n && p[n] != '-'; n++)
		if (p[n] == '_')
			p[n] = '/';
	n = symbol_scan(&symbol, (struct str){p, n});
	if (!n || symbol.flaws || (n < name.n && !strchr(".-", name.p[n])))
		return STR_NONE;
	return symbol_canonical(&symbol, a);
}

static void check_own(struct checking *c)
{
	const struct symbol_use *own = masthead(c);
	struct str named;

	if (!own)
		return;
	check_running_heads(c, own);
	named = symbol_of_name(c->doc->path, c->arena);
	if (!named.n || agree(named, own->canonical))
		return;
	/* A file may be called what its owner likes. */
	found_guess(found_mismatch(c, own->span, "the name of the file", named, own->canonical));
}

/* ---- the State under review ----------------------------------------------------------- */

enum { STATE_LEAST = 4 }; /* symbols of the State under review that make it one */

/* The State that the document is about: that of its own symbol, else of most symbols. */
static struct str subject(const struct checking *c)
{
	uint32_t own = c->ap->symbol_use;

	if (own != NONE && c->ap->symbols.at[own].symbol.state.n)
		return c->ap->symbols.at[own].symbol.state;
	return c->ap->state;
}

/* The name without what stands in brackets: "Bolivia (Plurinational State of)". */
static struct str short_name(struct str code)
{
	const char *name = state_name(code, NULL);
	struct str s = name ? str_of(name) : STR_NONE;
	size_t bracket = str_find(s, STR(" ("), 0);

	return bracket == SIZE_MAX ? s : str_part(s, 0, bracket);
}

static bool names(const struct checking *c, uint32_t block, struct str name)
{
	return block != NONE &&
	       str_find(document_str(c->doc, c->doc->blocks.at[block].span), name, 0) != SIZE_MAX;
}

/* The sentence or its note says that another State is meant. */
static bool is_announced(const struct checking *c, const struct symbol_use *use)
{
	struct str name = short_name(use->symbol.state);
	uint32_t in = use->note == NONE ? NONE : c->ap->notes.at[use->note].indicator;

	return !name.n || names(c, use->block, name) ||
	       (in != NONE && names(c, c->ap->indicators.at[in].block, name));
}

static bool is_of_a_state(const struct symbol_use *use)
{
	bool odd = true;

	return use->verdict == SYMBOL_KNOWN && use->continues == NONE && use->symbol.state.n &&
	       state_name(use->symbol.state, &odd) && !odd;
}

/* One stray symbol among many is a slip; several are a comparison. */
static void check_state(struct checking *c)
{
	struct str state = subject(c);
	const struct symbol_use *odd = NULL;
	uint32_t same = 0, other = 0;
	struct finding *f;

	if (!state.n)
		return;
	for (uint32_t i = 0; i < c->ap->symbols.n; i++) {
		const struct symbol_use *use = &c->ap->symbols.at[i];

		if (!is_of_a_state(use))
			continue;
		if (str_eq(use->symbol.state, state)) {
			same++;
		} else {
			odd = use;
			other++;
		}
	}
	if (other != 1 || same < STATE_LEAST || is_announced(c, odd))
		return;
	f = found(c, "symbol-state-mismatch", odd->span);
	found_str(f, "named", str_of(state_name(odd->symbol.state, NULL)));
	found_str(f, "state", str_of(state_name(state, NULL)));
}

/* ---- the name before the symbol --------------------------------------------------------- */

enum { NAME_WORDS = 9, NAME_BYTES = 96 };

/* 'text' up to the bracket or comma before a symbol; false when there is none. */
static bool before_symbol(struct str *text)
{
	size_t n = text->n;

	while (n && text->p[n - 1] == ' ')
		n--;
	if (!n || (text->p[n - 1] != '(' && text->p[n - 1] != ','))
		return false;
	*text = str_trim(str_part(*text, 0, n - 1));
	return true;
}

static size_t word_begin(struct str text, size_t at)
{
	while (at && text.p[at - 1] != ' ')
		at--;
	return at;
}

/* The longest name of a State at the end of 'text': its code, and where it begins. */
static struct str name_before(struct str text, size_t *begin)
{
	struct str code = STR_NONE;
	size_t at = text.n;

	for (int i = 0; i < NAME_WORDS && at; i++) {
		struct str found_code;

		at = word_begin(text, at);
		if (text.n - at > NAME_BYTES)
			break;
		if (is_upper(text.p[at]) || (text.p[at] & 0x80)) {
			found_code = state_code(str_skip(text, at));
			if (found_code.n) {
				code = found_code;
				*begin = at;
			}
		}
		while (at && text.p[at - 1] == ' ')
			at--;
		if (at && strchr(".;:", text.p[at - 1]))
			break;
	}
	return code;
}

/* "on Georgia", "mission to Georgia": a document that is on this State. */
static bool is_governed(struct str text)
{
	static const struct str words[] = {
		{"on", 2}, {"to", 2}, {"of", 2}, {"for", 3}, {"concerning", 10}, {"regarding", 9},
	};
	struct str word;

	text = str_trim(text);
	if (str_ends(text, STR(" the")))
		text = str_trim(str_part(text, 0, text.n - 4));
	word = str_skip(text, word_begin(text, text.n));
	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (str_eq(word, words[i]))
			return true;
	return false;
}

/* Of the sources before, only those behind the last semicolon count. */
static struct str same_source(struct str text)
{
	for (size_t at = text.n; at > 0; at--)
		if (text.p[at - 1] == ';' || text.n - at > 400)
			return str_skip(text, at);
	return text;
}

static void check_name(struct checking *c, const struct symbol_use *use)
{
	struct str text =
		str_part(c->doc->text, c->doc->blocks.at[use->block].span.begin, use->span.begin);
	struct str code, name;
	struct finding *f;
	size_t begin = 0;
	bool odd = true;

	if (!before_symbol(&text))
		return;
	code = name_before(text, &begin);
	if (!code.n || str_eq(code, use->symbol.state) || !state_name(code, &odd) || odd ||
	    !is_governed(str_part(text, 0, begin)))
		return;
	name = short_name(use->symbol.state);
	if (str_find(same_source(text), name, 0) != SIZE_MAX)
		return;
	f = found(c, "symbol-state-name-mismatch", use->span);
	found_str(f, "named", str_skip(text, begin));
	found_str(f, "state", str_of(state_name(use->symbol.state, NULL)));
}

static void check_sense(struct checking *c)
{
	for (uint32_t i = 0; i < c->ap->symbols.n; i++) {
		const struct symbol_use *use = &c->ap->symbols.at[i];

		check_possible(c, use);
		if (is_of_a_state(use))
			check_name(c, use);
	}
	for (uint32_t i = 0; i < c->ap->registrations.n; i++)
		check_registration(c, &c->ap->registrations.at[i]);
	check_own_cited(c);
	check_own(c);
	check_state(c);
}

static const char *const slugs[] = {
	"symbol-impossible",	 "symbol-own-cited",	       "symbol-own-mismatch",
	"symbol-state-mismatch", "symbol-state-name-mismatch", NULL,
};

const struct checker checker_symbol_sense = {"symbol_sense", slugs, check_sense};
