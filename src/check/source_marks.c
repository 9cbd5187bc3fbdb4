/*
 * What stands between sources, and the year of an address. Both rules are off by default: commas
 * were the style of whole years, and a path often says when a file was put there.
 */
#include "check/check.h"

/* ---- separators --------------------------------------------------------------------------- */

/* A token that names a source, so that one more makes several. */
static bool is_source(const struct apparatus *ap, const struct token *t)
{
	if (t->quoted)
		return false;
	if (t->kind == TOKEN_SYMBOL)
		return ap->symbols.at[t->index].continues == NONE;
	if (t->kind == TOKEN_NAMED)
		return !ap->named.at[t->index].continues;
	return t->kind == TOKEN_SUBMISSION || t->kind == TOKEN_IBID;
}

/* The mark that should stand for a comma or an "and"; empty where none is wrong. */
static struct str right_mark(struct str between)
{
	static const struct {
		struct str wrong, right;
	} marks[] = {
		{{", ", 2}, {"; ", 2}},
		{{" and ", 5}, {"; and ", 6}},
		{{", and ", 6}, {"; and ", 6}},
	};

	for (size_t i = 0; i < COUNT_OF(marks); i++)
		if (str_eq(between, marks[i].wrong))
			return marks[i].right;
	return STR_NONE;
}

static void check_separators(struct checking *c, const struct note *note)
{
	const struct apparatus *ap = c->ap;

	for (uint32_t i = 1; i + 1 < note->ntokens; i++) {
		const struct token *t = &ap->tokens.at[note->first_token + i];
		struct str right;
		struct finding *f;

		/* Bare symbols may stand in one list: "A/74/161, A/75/161 and A/76/179". */
		if (t->kind != TOKEN_SEPARATOR || t[-1].kind != TOKEN_LOCATOR ||
		    !is_source(ap, t + 1))
			continue;
		right = right_mark(document_str(c->doc, t->span));
		if (!right.n)
			continue;
		f = found(c, "source-separator", t->span);
		found_fix(c, f, FIX_SUGGESTED, t->span, right);
	}
}

/* ---- years of addresses -------------------------------------------------------------------- */

enum { YEAR_FIRST = 1990, YEAR_LAST = 2049 };

/* The next year of four figures in 'text' at or behind *at, which moves past it; 0: no more. */
static uint32_t next_year(struct str text, size_t *at)
{
	while (*at < text.n) {
		size_t begin = *at;
		uint32_t year;

		while (*at < text.n && is_digit(text.p[*at]))
			++*at;
		if (*at == begin) {
			++*at;
			continue;
		}
		if (*at - begin == 4 && str_number(str_part(text, begin, *at), &year) &&
		    year >= YEAR_FIRST && year <= YEAR_LAST)
			return year;
	}
	return 0;
}

/* "2023" of ".../press-releases/2023/04/...": its place in the address, or SIZE_MAX. */
static size_t path_year(struct str address, uint32_t *year)
{
	size_t at = str_find(address, STR("://"), 0);

	at = at == SIZE_MAX ? 0 : at + 3;
	while ((*year = next_year(address, &at)) != 0)
		if (address.p[at - 5] == '/' && at < address.n && address.p[at] == '/')
			return at - 4;
	return SIZE_MAX;
}

/* Whether 'text' names years, and among them this one. */
static void see_years(struct str text, uint32_t year, bool *any, bool *same)
{
	size_t at = 0;
	uint32_t seen;

	while ((seen = next_year(text, &at)) != 0) {
		*any = true;
		*same |= seen == year;
	}
}

static void check_address(struct checking *c, const struct citation *cited,
			  const struct address *address, const struct note *note)
{
	const struct document *d = c->doc;
	bool any = false, same = false;
	uint32_t year;
	size_t at = path_year(document_str(d, address->span), &year);
	struct finding *f;

	if (at == SIZE_MAX || address->span.begin < cited->span.begin ||
	    address->span.end > cited->span.end)
		return;
	see_years(str_part(d->text, cited->span.begin, address->span.begin), year, &any, &same);
	see_years(str_part(d->text, address->span.end, cited->span.end), year, &any, &same);
	if (!any && note->indicator != NONE)
		see_years(document_str(d, c->ap->indicators.at[note->indicator].claim), year, &any,
			  &same);
	if (!any || same)
		return;
	at += address->span.begin;
	f = found(c, "date-url-year-mismatch", (struct span){(uint32_t)at, (uint32_t)at + 4});
	found_number(c, f, "year", year);
}

static void check_marks(struct checking *c)
{
	const struct apparatus *ap = c->ap;
	bool separators = rule_on(c, "source-separator");
	bool years = rule_on(c, "date-url-year-mismatch");

	for (uint32_t i = 0; separators && i < ap->notes.n; i++)
		check_separators(c, &ap->notes.at[i]);
	for (uint32_t i = 0; years && i < ap->citations.n; i++) {
		const struct citation *cited = &ap->citations.at[i];
		const struct address *address =
			cited->address == NONE ? NULL : &ap->addresses.at[cited->address];

		if (address && address->note != NONE)
			check_address(c, cited, address, &ap->notes.at[address->note]);
	}
}

static const char *const slugs[] = {"date-url-year-mismatch", "source-separator", NULL};

const struct checker checker_source_marks = {"source_marks", slugs, check_marks};
