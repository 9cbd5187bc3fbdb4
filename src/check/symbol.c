/*
 * Symbols by their form: damaged ones, flaws of printing (spaces, capitals, dashes),
 * codes that no State has, and "UN Doc." before a symbol. What a symbol means is
 * symbol_sense.c; what several symbols say of one another is symbol_twins.c.
 */
#include "check/check.h"

#include "base/utf8.h"

/* ---- flaws of printing ---------------------------------------------------------- */

/* How the character of the text at one place differs from the canonical form. */
enum step { STEP_SAME, STEP_SPACE, STEP_CASE, STEP_DASH, STEP_OMITTED, STEP_OTHER };

static const struct flaw {
	const char *slug;
	uint8_t flaw; /* enum symbol_flaw */
	uint8_t step; /* enum step: what it mends */
} flaws[] = {
	{"symbol-spacing", SYMBOL_FLAW_SPACE, STEP_SPACE},
	{"symbol-case", SYMBOL_FLAW_CASE, STEP_CASE},
	{"symbol-dash", SYMBOL_FLAW_DASH, STEP_DASH},
};

/*
 * A symbol laid beside its canonical form. Every difference belongs to one flaw and to
 * bytes of its own, so each rule mends what it reports and no two fixes touch.
 */
struct pair {
	struct str whole, canonical;
	size_t i, k;   /* where the comparison stands in each */
	size_t size;   /* bytes of the character at 'i' */
	uint32_t code; /* of that character */
};

static bool is_blank(uint32_t code)
{
	return code == ' ' || (code >= '\t' && code <= '\r') || utf8_is_invisible(code);
}

static enum step pair_look(struct pair *w)
{
	char want = w->k < w->canonical.n ? w->canonical.p[w->k] : '\0';

	w->size = utf8_scan(str_skip(w->whole, w->i), &w->code);
	if (!w->size)
		return STEP_OTHER;
	if (w->code == (unsigned char)want)
		return STEP_SAME;
	if (is_blank(w->code))
		return want == ' ' ? STEP_SAME : STEP_SPACE;
	if (want == ' ')
		return STEP_OMITTED;
	if (want == '-' && utf8_is_dash(w->code))
		return STEP_DASH;
	if (w->size == 1 && is_alpha((char)w->code) && to_upper((char)w->code) == to_upper(want))
		return STEP_CASE;
	return STEP_OTHER;
}

static void pair_on(struct pair *w, enum step step)
{
	if (step != STEP_OMITTED)
		w->i += w->size;
	if (step != STEP_SPACE)
		w->k++;
}

/* The two forms differ in flaws alone: edits can be told apart. */
static bool can_align(const struct symbol_use *use)
{
	struct pair w = {.whole = use->symbol.whole, .canonical = use->canonical};

	while (w.i < w.whole.n) {
		enum step step = pair_look(&w);

		if (step == STEP_OTHER)
			return false;
		pair_on(&w, step);
	}
	return w.k == w.canonical.n;
}

/* White space that a line end of the source left is no flaw of the draft. */
static bool is_line_end(const struct document *d, uint32_t at, size_t size)
{
	struct span around = {at ? at - 1 : 0, at + (uint32_t)size + 1};

	return document_seams(d, around) & (SEAM_LINE | SEAM_PAGE | SEAM_HYPHEN);
}

static bool only_line_ends(const struct document *d, const struct symbol_use *use)
{
	struct str whole = use->symbol.whole;
	size_t size;

	for (size_t i = 0; i < whole.n; i += size) {
		uint32_t code;

		size = utf8_scan(str_skip(whole, i), &code);
		if (!size)
			return false;
		if (is_blank(code) && !is_line_end(d, use->span.begin + (uint32_t)i, size))
			return false;
	}
	return true;
}

/* The space or dash by its name, for people who cannot see it. */
static struct str name_of(uint32_t code)
{
	static const struct {
		uint32_t from, to;
		const char *name;
	} names[] = {
		{' ', ' ', "a space"},
		{0xa0, 0xa0, "a no-break space"},
		{0x202f, 0x202f, "a no-break space"},
		{0xad, 0xad, "a soft hyphen"},
		{0x200b, 0x200d, "a zero-width character"},
		{0x2060, 0x2064, "a zero-width character"},
		{0xfeff, 0xfeff, "a zero-width character"},
		{0x200e, 0x200f, "a direction mark"},
		{0x202a, 0x202e, "a direction mark"},
		{0x2066, 0x2069, "a direction mark"},
		{0x61c, 0x61c, "a direction mark"},
		{0x2000, 0x200a, "a typographic space"},
		{0x2011, 0x2011, "a no-break hyphen"},
		{0x2013, 0x2013, "an en dash"},
		{0x2014, 0x2014, "an em dash"},
		{0x2212, 0x2212, "a minus sign"},
	};

	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (code >= names[i].from && code <= names[i].to)
			return str_of(names[i].name);
	return utf8_is_dash(code) ? STR("a dash") : STR("white space");
}

/* The first space or dash that is at fault, by its name. */
static struct str culprit(struct str whole, enum step flaw)
{
	uint32_t code;
	size_t size;

	for (size_t i = 0; i < whole.n; i += size) {
		size = utf8_scan(str_skip(whole, i), &code);
		if (!size)
			break;
		if (flaw == STEP_SPACE ? is_blank(code) : utf8_is_dash(code))
			return name_of(code);
	}
	return STR("a character");
}

/* Mends what is of this flaw, and leaves the rest to the rules it belongs to. */
static void mend(struct checking *c, struct finding *f, const struct symbol_use *use,
		 enum step flaw)
{
	struct pair w = {.whole = use->symbol.whole, .canonical = use->canonical};

	while (w.i < w.whole.n) {
		enum step step = pair_look(&w);
		uint32_t at = use->span.begin + (uint32_t)w.i;
		struct str text = STR_NONE;

		if (step == flaw) {
			if (step != STEP_SPACE)
				text = str_part(w.canonical, w.k, w.k + 1);
			found_fix(c, f, FIX_SAFE, (struct span){at, at + (uint32_t)w.size}, text);
		}
		pair_on(&w, step);
	}
}

/* "A/HRC/43/46–A/HRC/43/49": the dash stands between two symbols of one series and may
 * well be the sentence's own. */
static bool is_between(const struct symbol_use *use)
{
	return use->symbol.second && use->symbol.second == use->symbol.series;
}

/* "A/C.6/72/SR.18–26", "A/CN.4/725/Add.1–2": several documents, so a range and no symbol. */
static bool is_range_of_documents(struct str whole)
{
	size_t dash = str_find(whole, STR("\xe2\x80\x93"), 0), n = dash;

	if (dash == SIZE_MAX || dash + 3 >= whole.n || !is_digit(whole.p[dash + 3]))
		return false;
	while (n && is_digit(whole.p[n - 1]))
		n--;
	return n < dash && n && whole.p[n - 1] == '.' &&
	       str_find(whole, STR("\xe2\x80\x93"), dash + 1) == SIZE_MAX;
}

static void check_flaws(struct checking *c, const struct symbol_use *use)
{
	bool aligned = can_align(use);

	for (size_t k = 0; k < COUNT_OF(flaws); k++) {
		struct finding *f;

		if (!(use->symbol.flaws & flaws[k].flaw))
			continue;
		if ((flaws[k].step == STEP_SPACE && only_line_ends(c->doc, use)) ||
		    (flaws[k].step == STEP_DASH &&
		     (is_between(use) || is_range_of_documents(use->symbol.whole))))
			continue;
		f = found(c, flaws[k].slug, use->span);
		found_str(f, "symbol", use->canonical);
		found_str(f, "what", culprit(use->symbol.whole, flaws[k].step));
		if (f && aligned)
			mend(c, f, use, flaws[k].step);
	}
}

/* "A/53/44 and Corr. 1": the modifier that goes on from a symbol has no space either. */
static void check_continuation(struct checking *c, const struct symbol_use *use)
{
	struct str words = use->symbol.whole;
	size_t stop = str_find(words, STR("."), 0), next;
	uint32_t at = use->span.begin;
	struct finding *f;

	/* The plural stands apart: "Adds. 1-3". */
	if (stop == SIZE_MAX || words.p[stop - 1] == 's')
		return;
	for (next = stop + 1; next < words.n && !is_digit(words.p[next]); next++)
		;
	if (next == stop + 1)
		return;
	f = found(c, "symbol-spacing", use->span);
	found_str(f, "what", culprit(words, STEP_SPACE));
	found_str(f, "symbol",
		  arena_printf(c->arena, "%.*s.%.*s", (int)stop, words.p,
			       STR_ARG(str_skip(words, next))));
	found_fix(c, f, FIX_SAFE, (struct span){at + (uint32_t)stop + 1, at + (uint32_t)next},
		  STR_NONE);
}

/* ---- damage ------------------------------------------------------------------------ */

static struct str joined(const struct str *parts, uint32_t n, struct arena *a)
{
	struct str out = {NULL, 0};
	char *p;

	for (uint32_t i = 0; i < n; i++)
		out.n += parts[i].n;
	out.p = p = arena_alloc(a, out.n);
	for (uint32_t i = 0; i < n; i++) {
		memcpy(p, parts[i].p, parts[i].n);
		p += parts[i].n;
	}
	return out;
}

/* did you mean "A", "B" or "C"? */
static struct str advice_question(const struct symbol_repair *repair, struct arena *a)
{
	struct str parts[1 + 2 * SYMBOL_SUGGESTIONS] = {STR("did you mean \"")};
	uint32_t n = 1;

	for (uint32_t left = repair->n; left > 0; left--) {
		parts[n++] = repair->candidate[repair->n - left].symbol;
		parts[n++] = left == 1 ? STR("\"?") : left == 2 ? STR("\" or \"") : STR("\", \"");
	}
	return joined(parts, n, a);
}

/* Letters that only look right, Cyrillic or Greek: nobody can see them. */
static bool is_foreign(struct str whole)
{
	for (size_t i = 0; i < whole.n; i++)
		if ((unsigned char)whole.p[i] >= 0xcd && (unsigned char)whole.p[i] <= 0xd4)
			return true;
	return false;
}

static struct str advice_right(struct str printed, struct str right, struct arena *a)
{
	struct str parts[] = {is_foreign(printed) ? STR("it holds letters of another alphabet; ")
						  : STR_NONE,
			      STR("write \""), right, STR("\"")};

	return joined(parts, COUNT_OF(parts), a);
}

/* The part of the use that is repaired: text glued behind it stays. */
static struct span repaired_span(const struct symbol_use *use)
{
	uint32_t n = (uint32_t)use->repair->token.n;
	uint32_t whole = use->span.end - use->span.begin;

	return (struct span){use->span.begin, use->span.begin + (n && n < whole ? n : whole)};
}

/* What to do about a symbol that is none, as words and as fix or suggestions. */
static void advise(struct checking *c, struct finding *f, const struct symbol_use *use)
{
	const struct symbol_repair *repair = use->repair;
	struct span span;

	if (!f)
		return;
	if (!repair || !repair->n) {
		found_str(f, "advice",
			  repair && repair->near && !use->symbol.series
				  ? STR("a part is missing; take it from the document itself")
				  : STR("check it against the document itself"));
		return;
	}
	span = repaired_span(use);
	if (repair->certain) {
		struct str right = repair->candidate[0].symbol;

		found_str(f, "advice", advice_right(use->symbol.whole, right, c->arena));
		found_fix(c, f, FIX_SUGGESTED, span, right);
		return;
	}
	found_str(f, "advice", advice_question(repair, c->arena));
	for (uint32_t i = 0; i < repair->n; i++)
		found_suggestion(c, f, span, repair->candidate[i].symbol);
}

/* A whole symbol with the next word run on to it: "A/HRC/24/L.34/Rev.1as". */
static bool is_glued(const struct symbol_use *use)
{
	const struct symbol_repair *repair = use->repair;
	struct str symbol = repair->n ? repair->candidate[0].symbol : STR_NONE;
	struct str behind = str_skip(use->symbol.whole, symbol.n);

	return symbol.n && behind.n && str_starts(use->symbol.whole, symbol) &&
	       (repair->token.n <= symbol.n || is_alpha(behind.p[0]));
}

static void check_glued(struct checking *c, const struct symbol_use *use)
{
	struct finding *f = found(c, "symbol-malformed", use->span);
	uint32_t size = (uint32_t)use->repair->candidate[0].symbol.n;
	uint32_t at = use->span.begin + size;

	if (!f)
		return;
	found_str(f, "advice",
		  arena_printf(c->arena, "\"%.*s\" is run on to \"%.*s\"; part them",
			       STR_ARG(document_str(c->doc, (struct span){at, use->span.end})),
			       (int)size, use->symbol.whole.p));
	found_suggestion(c, f, (struct span){at, at}, STR(" "));
}

/* "WHO, A74/32": the World Health Assembly puts no stroke behind its letter. */
static bool is_health_assembly(const struct checking *c, const struct symbol_use *use)
{
	static const struct str names[] = {
		{"WHO, ", 5}, {"WHO document ", 13}, {"Health Assembly, ", 17}, {"(WHO) ", 6}};
	struct str before =
		str_part(c->doc->text, c->doc->blocks.at[use->block].span.begin, use->span.begin);
	struct str whole = use->symbol.whole;

	if (whole.n < 4 || whole.p[0] != 'A' || !is_digit(whole.p[1]))
		return false;
	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (str_ends(before, names[i]))
			return true;
	return false;
}

static void check_damage(struct checking *c, const struct symbol_use *use)
{
	struct finding *f;

	if (is_health_assembly(c, use))
		return;

	if (use->repair && is_glued(use)) {
		check_glued(c, use);
		return;
	}
	f = found(c, "symbol-malformed", use->span);
	advise(c, f, use);
}

/* "CEDAW/C/MLI/CO/5/, para. 7": a stroke at the end, with nothing behind it. */
static void check_last_stroke(struct checking *c, const struct symbol_use *use)
{
	uint32_t at = use->span.end;
	struct str rest = str_part(c->doc->text, at, c->doc->blocks.at[use->block].span.end);
	struct finding *f;

	if (use->verdict != SYMBOL_KNOWN || !rest.n || rest.p[0] != '/' ||
	    (rest.n > 1 && !strchr(",;.)", rest.p[1])) || (rest.n > 2 && rest.p[2] != ' '))
		return;
	f = found(c, "symbol-malformed", (struct span){use->span.begin, at + 1});
	found_str(f, "advice",
		  advice_right(str_part(c->doc->text, use->span.begin, at + 1), use->symbol.whole,
			       c->arena));
	found_fix(c, f, FIX_SUGGESTED, (struct span){at, at + 1}, STR_NONE);
}

/* The code as it stands in the text. */
static void check_state(struct checking *c, const struct symbol_use *use)
{
	struct finding *f = found(c, "symbol-state-unknown", use->span);

	found_str(f, "code", use->symbol.state);
	advise(c, f, use);
}

/* ---- "UN Doc." ---------------------------------------------------------------------- */

/* Bytes of the blanks at the end of 'text'. */
static size_t blanks_before(struct str text)
{
	size_t n = text.n;

	while (n && (text.p[n - 1] == ' ' ||
		     (n > 1 && text.p[n - 1] == (char)0xa0 && text.p[n - 2] == (char)0xc2)))
		n -= text.p[n - 1] == ' ' ? 1 : 2;
	return text.n - n;
}

/* Bytes of the "UN Doc." at the end of 'text', with the blanks behind it; or 0. */
static size_t prefix_before(struct str text)
{
	static const struct str prefixes[] = {
		{"UN Doc.", 7},	    {"U.N. Doc.", 9}, {"UN doc.", 7},  {"U.N. doc.", 9},
		{"UN Docs.", 8},    {"UN Doc", 6},    {"U.N. Doc", 8}, {"UN-Doc.", 7},
		{"U. N. Doc.", 10}, {"UN. Doc.", 8},  {"U.N.Doc.", 8},
	};
	size_t blanks = blanks_before(text);

	text.n -= blanks;
	for (size_t i = 0; i < COUNT_OF(prefixes); i++) {
		size_t n = prefixes[i].n;

		if (str_ends(text, prefixes[i]) &&
		    (text.n == n || !is_alnum(text.p[text.n - n - 1])))
			return blanks + n;
	}
	return 0;
}

static void check_prefix(struct checking *c, const struct symbol_use *use)
{
	uint32_t at = use->span.begin, block = c->doc->blocks.at[use->block].span.begin;
	struct str text = str_part(c->doc->text, block, at);
	size_t n = prefix_before(text), blanks = n ? blanks_before(text) : 0;
	struct finding *f;

	if (!n)
		return;
	f = found(c, "symbol-prefix", (struct span){at - (uint32_t)n, at - (uint32_t)blanks});
	found_str(f, "symbol", use->symbol.whole);
	found_fix(c, f, FIX_SAFE, (struct span){at - (uint32_t)n, at}, STR_NONE);
}

enum { HEADS = 4 }; /* running heads of left and right pages, of text and annex */

/* A running head is the same on every page: told once. */
static bool is_repeated(const struct checking *c, const struct symbol_use *use,
			struct str heads[HEADS])
{
	if (c->doc->blocks.at[use->block].kind != BLOCK_FURNITURE)
		return false;
	for (int i = 0; i < HEADS; i++) {
		if (!heads[i].n) {
			heads[i] = use->symbol.whole;
			return false;
		}
		if (str_eq(heads[i], use->symbol.whole))
			return true;
	}
	return false;
}

static void check_form(struct checking *c)
{
	struct str heads[HEADS] = {STR_NONE, STR_NONE, STR_NONE, STR_NONE};

	for (uint32_t i = 0; i < c->ap->symbols.n; i++) {
		const struct symbol_use *use = &c->ap->symbols.at[i];

		if (use->continues != NONE) {
			check_continuation(c, use);
			continue;
		}
		if (is_repeated(c, use, heads))
			continue;
		if (!symbol_state_known(&use->symbol))
			check_state(c, use);
		else if (use->verdict == SYMBOL_MALFORMED)
			check_damage(c, use);
		if (use->symbol.flaws)
			check_flaws(c, use);
		check_last_stroke(c, use);
		check_prefix(c, use);
	}
}

static const char *const slugs[] = {
	"symbol-malformed",	"symbol-spacing", "symbol-case", "symbol-dash",
	"symbol-state-unknown", "symbol-prefix",  NULL,
};

const struct checker checker_symbol = {"symbol", slugs, check_form};
