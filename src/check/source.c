/*
 * Sources that are named in words: whether number and year, session, supplement and symbol agree,
 * and whether a resolution is named at all.
 */
#include "check/check.h"

#include "symbol/general_comment.h"
#include "symbol/session.h"

enum {
	SESSIONS_FROM = 31,	 /* of the General Assembly, in the symbols of its documents */
	SUPPLEMENTS_FROM = 1991, /* the council's Supplement No. 3 is E/{year}/23 since */
	SUPPLEMENTS_MOST = 29,
	OTHERS_MOST = 12,
	PROSE_LEAST = 40, /* bytes beside a symbol that make its block running text */
};

static bool is_digits(struct str s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (i >= s.n || !is_digit(s.p[i]))
			return false;
	return true;
}

/* ---- resolutions of the Security Council -------------------------------------------------- */

/* The year of " of 31 October 2000" behind a resolution; empty if there is none. */
static struct span date_year(const struct checking *c, const struct named *named)
{
	uint32_t at = named->span.end, end = c->doc->blocks.at[named->block].span.end;
	struct str text = str_part(c->doc->text, at, end);
	size_t n = 4;

	if (!str_starts(text, STR(" of ")) || !is_digits(str_skip(text, n), 1))
		return (struct span){at, at};
	n += is_digits(str_skip(text, n), 2) ? 2 : 1;
	if (n + 1 >= text.n || text.p[n] != ' ' || !is_upper(text.p[n + 1]))
		return (struct span){at, at};
	for (n++; n < text.n && is_alpha(text.p[n]); n++)
		;
	n++;
	if (!is_digits(str_skip(text, n), 4) || is_digits(str_skip(text, n), 5))
		return (struct span){at, at};
	return (struct span){at + (uint32_t)n, at + (uint32_t)n + 4};
}

/* The first year that a resolution beyond the last complete year can be of; 0 for others. */
static uint32_t earliest_year(uint32_t number)
{
	const struct year_span *last = &session_tables.resolutions[session_tables.nresolutions - 1];

	return !last->last && number >= last->first ? last->year : 0;
}

static void judge_year(struct checking *c, const struct named *named, struct span span)
{
	uint32_t year, adopted = resolution_year(named->ordinal);
	uint32_t least = earliest_year(named->ordinal);
	struct finding *f;

	if (span_is_empty(span) || !str_number(document_str(c->doc, span), &year) ||
	    year == adopted || (!adopted && year >= least))
		return;
	f = found(c, "resolution-year-mismatch", span);
	found_number(c, f, "number", named->ordinal);
	found_number(c, f, "year", adopted ? adopted : least);
	if (named->guessed)
		found_guess(f);
	if (adopted)
		found_fix(c, f, FIX_SUGGESTED, span, arena_number(c->arena, adopted));
}

static void check_resolution(struct checking *c, const struct named *named, uint16_t council)
{
	if (named->body != council || named->session)
		return;
	if (named->year)
		judge_year(c, named, named->year_span);
	judge_year(c, named, date_year(c, named));
}

/* ---- general comments --------------------------------------------------------------------- */

/* Bodies beside the treaty bodies whose general comments have numbers too, low ones. */
static bool has_others(const struct checking *c)
{
	static const char *const others[] = {"wgeid", "african-commission"};

	for (size_t i = 0; i < COUNT_OF(others); i++) {
		uint16_t body = body_find(others[i]);

		for (uint32_t k = 0; k < c->ap->mentions.n; k++)
			if (c->ap->mentions.at[k].body == body)
				return true;
	}
	return false;
}

static void check_comment(struct checking *c, const struct named *named, bool others)
{
	const struct comment_table *table = NULL;
	const struct general_comment *comment;
	struct finding *f;

	if (!named->year)
		return;
	if (named->body != BODY_NONE)
		table = comment_table_find(bodies[named->body].slug);
	comment = comment_find(table, named->ordinal);
	if (comment ? comment_year_fits(comment, named->year) : named->body != BODY_NONE)
		return;
	/* Where it is not said whose it is, the year must be nobody's. */
	if ((named->guessed || !comment) &&
	    ((others && named->ordinal <= OTHERS_MOST) ||
	     named->ordinal > comment_highest(named->recommendation) ||
	     named->year + 1 >= session_tables.as_of ||
	     comment_exists(named->recommendation, named->ordinal, named->year)))
		return;
	f = found(c, "general-comment-year-mismatch", named->year_span);
	found_str(f, "called",
		  named->recommendation ? STR("General recommendation") : STR("General comment"));
	found_number(c, f, "number", named->ordinal);
	if (!comment) {
		found_str(f, "is", arena_printf(c->arena, "of %u is no committee's", named->year));
		return;
	}
	found_str(f, "is",
		  arena_printf(c->arena, "of the %s is of %u", bodies[named->body].name,
			       comment->year));
	found_fix(c, f, FIX_SUGGESTED, named->year_span, arena_number(c->arena, comment->year));
}

/* ---- Official Records --------------------------------------------------------------------- */

static bool assembly_agrees(const struct named *named, const struct symbol *symbol)
{
	if (symbol->session != named->session && named->session)
		return false;
	if (symbol->special != named->special && named->session)
		return false;
	/* Of a special session the number of the document is no supplement's. */
	return !named->ordinal || symbol->special || symbol->number == named->ordinal;
}

/* "1997, Supplement No. 3 (E/1997/23)". */
static bool council_agrees(const struct named *named, const struct symbol *symbol)
{
	if (named->year && symbol->year != named->year)
		return false;
	return symbol->year < SUPPLEMENTS_FROM || !named->ordinal || symbol->number < 20 ||
	       symbol->number > 20 + SUPPLEMENTS_MOST || symbol->number == 20 + named->ordinal;
}

static void check_records(struct checking *c, const struct named *named, uint16_t assembly,
			  uint16_t council)
{
	const struct symbol_use *use;
	const struct symbol *symbol;
	struct finding *f;
	bool agrees = true;

	if (named->beside == NONE)
		return;
	use = &c->ap->symbols.at[named->beside];
	symbol = &use->symbol;
	if (use->verdict != SYMBOL_KNOWN || !symbol->series)
		return;
	if (named->body == assembly && symbol->session >= (symbol->special ? 1 : SESSIONS_FROM) &&
	    strcmp(symbol->series->body, "ga") == 0)
		agrees = assembly_agrees(named, symbol);
	else if (named->body == council && symbol->year &&
		 strcmp(symbol->series->body, "ecosoc") == 0)
		agrees = council_agrees(named, symbol);
	if (agrees)
		return;
	f = found(c, "official-records-mismatch", (struct span){named->span.begin, use->span.end});
	found_str(f, "records", document_str(c->doc, named->span));
	found_str(f, "symbol", document_str(c->doc, use->span));
}

/* ---- resolutions by their symbol ---------------------------------------------------------- */

static const struct {
	const char *head, *organ;
} organs[] = {
	{"A/RES/", "General Assembly"},
	{"S/RES/", "Security Council"},
	{"A/HRC/RES/", "Human Rights Council"},
	{"E/RES/", "Economic and Social Council"},
	{"E/CN.4/RES/", "Commission on Human Rights"},
};

/* The resolution's number as the text would have it: "60/147", "1325 (2000)"; empty if the symbol
 * is none of a resolution. */
static struct str resolution_number(const struct symbol_use *use, const char **organ)
{
	for (size_t i = 0; i < COUNT_OF(organs); i++) {
		if (!str_starts(use->canonical, str_of(organs[i].head)))
			continue;
		*organ = organs[i].organ;
		return str_skip(use->canonical, strlen(organs[i].head));
	}
	return STR_NONE;
}

/* A sentence goes on behind the symbol, or ends there; behind that of a running head stands
 * a title, a gap, or nothing. */
static bool goes_on(struct str behind)
{
	return behind.n && (behind.p[0] != ' ' || behind.n < 2 ||
			    !(is_upper(behind.p[1]) || behind.p[1] == ' '));
}

/* A sentence holds the symbol: no running head, whose symbol stands at either end and is mostly
 * the document's own. */
static bool is_running_text(const struct checking *c, const struct symbol_use *use)
{
	const struct block *b = &c->doc->blocks.at[use->block];

	return use->note == NONE && b->kind == BLOCK_PARAGRAPH && b->part == PART_BODY &&
	       b->span.end - b->span.begin >= use->span.end - use->span.begin + PROSE_LEAST &&
	       use->span.begin > b->span.begin &&
	       goes_on(str_part(c->doc->text, use->span.end, b->span.end)) &&
	       !str_eq(use->canonical, c->ap->symbol);
}

/* "General Assembly resolution 47/133 (A/RES/47/133)": the name stands before symbol 'i'. Symbols
 * are asked for in their order, and so is what stands beside them. */
static bool is_named(const struct checking *c, uint32_t i, uint32_t *named)
{
	const struct apparatus *ap = c->ap;

	while (*named < ap->named.n &&
	       (ap->named.at[*named].beside == NONE || ap->named.at[*named].beside < i))
		++*named;
	return *named < ap->named.n && ap->named.at[*named].beside == i;
}

static void check_form(struct checking *c, uint32_t i, uint32_t *named)
{
	const struct symbol_use *use = &c->ap->symbols.at[i];
	struct str before =
		str_part(c->doc->text, c->doc->blocks.at[use->block].span.begin, use->span.begin);
	const char *organ = "";
	struct str number = resolution_number(use, &organ), words;
	bool noun = str_ends(before, STR("esolution ")) || str_ends(before, STR("esolutions "));
	struct finding *f;

	/* What is wrong with the symbol itself comes first. */
	if (!number.n || use->verdict != SYMBOL_KNOWN || use->continues != NONE ||
	    use->symbol.flaws || use->symbol.modifiers.n || !is_running_text(c, use) ||
	    str_ends(before, STR("Doc. ")) || str_ends(before, STR("doc. ")) ||
	    is_named(c, i, named))
		return;
	words = noun ? number
		     : arena_printf(c->arena, "%s resolution %.*s", organ, STR_ARG(number));
	f = found(c, "resolution-form", use->span);
	found_str(f, "words", words);
	found_fix(c, f, FIX_SUGGESTED, use->span, words);
}

static void check_source(struct checking *c)
{
	uint16_t assembly = body_find("ga"), security = body_find("sc"),
		 council = body_find("ecosoc");
	bool others = c->ap->named.n && has_others(c);
	uint32_t named = 0;

	for (uint32_t i = 0; i < c->ap->named.n; i++) {
		const struct named *n = &c->ap->named.at[i];

		if (n->form == FORM_RESOLUTION)
			check_resolution(c, n, security);
		else if (n->form == FORM_COMMENT)
			check_comment(c, n, others);
		else if (n->form == FORM_OFFICIAL_RECORDS)
			check_records(c, n, assembly, council);
	}
	if (!rule_on(c, "resolution-form"))
		return;
	for (uint32_t i = 0; i < c->ap->symbols.n; i++)
		if (c->ap->symbols.at[i].note == NONE)
			check_form(c, i, &named);
}

static const char *const slugs[] = {
	"general-comment-year-mismatch",
	"official-records-mismatch",
	"resolution-form",
	"resolution-year-mismatch",
	NULL,
};

const struct checker checker_source = {"source", slugs, check_source};
