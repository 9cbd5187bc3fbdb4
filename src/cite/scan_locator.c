/*
 * Locators: "paras. 9 (a) and 10", "p. 7", "chap. II". A locator is found at its number and read
 * from the word before it: numbers are rare, while half of all words begin like "annex",
 * "section" or "note".
 */
#include "cite/scan_pass.h"

#include "cite/locator.h"

enum {
	WORD_MOST = 10,	 /* letters of the longest word: "paragraphs" */
	SPACES_MOST = 4, /* between word and number; more is a gap in a table */
};

size_t list_spaces_scan(struct str text, size_t n)
{
	for (; n < text.n; n++) {
		if (text.p[n] == ' ')
			continue;
		if (text.p[n] != '\xc2' || n + 1 == text.n || text.p[n + 1] != '\xa0')
			break;
		n++;
	}
	return n;
}

/* What joins two items of a list, with its white space; bytes, or 0. */
size_t list_joint_scan(struct str text)
{
	static const struct str joints[] = {
		{", and ", 6},	     {" and ", 5}, {", ", 2},
		{"\xe2\x80\x93", 3}, {"-", 1},	   {" \xe2\x80\x93 ", 5},
	};

	for (size_t i = 0; i < COUNT_OF(joints); i++)
		if (str_starts(text, joints[i]))
			return joints[i].n;
	return 0;
}

/* ---- the word before a number ---------------------------------------------------------- */

/* A word as it stands before a number. */
struct opening {
	const struct locator_word *word;
	struct span span; /* with its stop */
	char mark;	  /* what stands between word and number beside spaces: '.', ',' or 0 */
};

/* Where the spaces before 'at' begin. */
static uint32_t before_spaces(struct str text, uint32_t at, uint32_t least)
{
	for (int i = 0; i < SPACES_MOST; i++)
		if (at > least && text.p[at - 1] == ' ')
			at--;
		else if (at > least && !(text.p[at - 1] & 0x80))
			break;
		else if (at >= least + 2 && locator_space(text, at - 2) == 2)
			at -= 2;
		else if (at >= least + 3 && locator_space(text, at - 3) == 3)
			at -= 3;
		else
			break;
	return at;
}

/* The last letters of the words; nearly all words before a number fail here. */
static bool may_end_word(char c)
{
	const uint32_t letters = 1u << ('a' - 'a') | 1u << ('c' - 'a') | 1u << ('e' - 'a') |
				 1u << ('g' - 'a') | 1u << ('h' - 'a') | 1u << ('l' - 'a') |
				 1u << ('n' - 'a') | 1u << ('p' - 'a') | 1u << ('r' - 'a') |
				 1u << ('s' - 'a') | 1u << ('t' - 'a') | 1u << ('x' - 'a');

	return (is_lower(c) && (letters >> (c - 'a') & 1)) || c == 'P';
}

/* A word begins behind a space, a bracket, a dash, a quotation mark; not inside a path, nor in what
 * belongs to a symbol: "Rev.1(Vol.I)". */
static bool may_begin(struct str text, uint32_t at, uint32_t begin)
{
	if (at == begin || text.p[at - 1] == ' ')
		return true;
	if (text.p[at - 1] == '(')
		return at < begin + 2 || !is_alnum(text.p[at - 2]);
	return !is_alnum(text.p[at - 1]) && !strchr("/&=#?@-_.", text.p[at - 1]);
}

/* "par.", "párr.", "págs." */
static bool is_romance(const struct locator_word *word)
{
	return str_eq(word->text, STR("par")) || (word->text.n > 2 && word->text.p[1] == '\xc3');
}

/* An abbreviation that stands as one: "art" and "p" are words of their own without a stop. */
static bool mark_fits(const struct pass *p, const struct opening *o, bool spaced)
{
	const struct locator_word *word = o->word;
	bool usual = word->unit == UNIT_PARAGRAPH || word->unit == UNIT_CHAPTER ||
		     (word->unit == UNIT_SECTION && word->text.n > 4);

	if (word->spelt)
		return !o->mark && spaced;
	if (is_romance(word))
		return o->mark == '.' && p->note &&
		       (!strcmp(p->ap->language, "fr") || !strcmp(p->ap->language, "es"));
	if (o->mark == ',')
		return p->note && spaced && (usual || word->unit == UNIT_PAGE);
	if (o->mark == '.')
		return true;
	return spaced && (usual || p->note);
}

/* The word of a locator whose number begins at 'at'. */
static bool opening_find(const struct pass *p, uint32_t at, uint32_t begin, struct opening *o)
{
	struct str text = p->text;
	uint32_t end = before_spaces(text, at, begin), stop, from;
	bool spaced = end < at;

	o->mark = '\0';
	if (end > begin && (text.p[end - 1] == '.' || text.p[end - 1] == ','))
		o->mark = text.p[--end];
	stop = end;
	/* "para . 5", "para.. 5" */
	while (o->mark == '.' && end > begin &&
	       (text.p[end - 1] == ' ' || text.p[end - 1] == '.') && stop - end < SPACES_MOST)
		end--;
	if (end == begin || !may_end_word(text.p[end - 1]))
		return false;
	for (from = end - 1; from > begin && end - from <= WORD_MOST; from--)
		if (from > begin + 1 && text.p[from - 1] == '\xa1' && text.p[from - 2] == '\xc3')
			from--; /* "párr" */
		else if (!is_alpha(text.p[from - 1]))
			break;
	if (!may_begin(text, from, begin))
		return false;
	o->word = locator_word_find(str_part(text, from, end));
	o->span = (struct span){from, stop + (o->mark == '.')};
	return o->word && mark_fits(p, o, spaced);
}

/* "Agenda para 2030": the word of another language before a year. */
static bool is_foreign(const struct pass *p, const struct opening *o, uint32_t at, uint32_t end)
{
	return !o->mark && o->word->unit == UNIT_PARAGRAPH && !o->word->spelt && end == at + 4 &&
	       (str_starts(pass_rest(p, at), STR("19")) || str_starts(pass_rest(p, at), STR("20")));
}

static void add_locator(struct pass *p, const struct opening *o)
{
	struct locator *l = vec_push(p->arena, &p->ap->locators);

	*l = (struct locator){
		.span = o->span,
		.word = o->span,
		.unit = o->word->unit,
		.plural = o->word->plural,
		.spelt = o->word->spelt,
		.first_item = p->ap->locator_items.n,
		.block = p->block,
		.note = NONE,
		.citation = NONE,
	};
}

/* ---- without a number ---------------------------------------------------------------------- */

/* What may stand behind "annex" that goes on to a smaller unit. */
static bool smaller_follows(struct str text)
{
	static const struct str units[] = {
		{"para", 4}, {"sect", 4}, {"chap", 4}, {"art", 3},   {"part", 4},
		{"p. ", 3},  {"pp. ", 4}, {"appe", 4}, {"table", 5}, {"princ", 5},
	};

	for (size_t i = 0; i < COUNT_OF(units); i++)
		if (str_starts(text, units[i]))
			return true;
	return false;
}

/* ", annex" behind a symbol or a number, and no number behind it: bytes with the comma, or 0. */
static uint32_t bare_scan(const struct pass *p, uint32_t at)
{
	static const struct str bare[] = {
		{", annex", 7}, {", appendix", 10}, {", annexes", 9}, {", Annex", 7}};
	struct str text = pass_rest(p, at), rest;

	if (text.n < 7 || text.p[0] != ',' || (text.p[3] != 'n' && text.p[3] != 'p'))
		return 0;
	for (size_t i = 0; i < COUNT_OF(bare); i++) {
		if (!str_starts(text, bare[i]))
			continue;
		rest = str_skip(text, bare[i].n);
		if (!rest.n || strchr(".;)]:", rest.p[0]))
			return (uint32_t)bare[i].n;
		if (rest.p[0] == ',' && (p->note || smaller_follows(str_skip(rest, 2))))
			return (uint32_t)bare[i].n;
	}
	return 0;
}

static void add_bare(struct pass *p, uint32_t begin, uint32_t end)
{
	struct opening o = {.word = locator_word_find(str_part(p->text, begin, end)),
			    .span = {begin, end},
			    .mark = '\0'};

	add_locator(p, &o);
}

uint32_t take_bare_annex(struct pass *p, uint32_t at)
{
	uint32_t n = bare_scan(p, at);

	if (n)
		add_bare(p, at + 2, at + n);
	return n;
}

/* "60/147, annex", "217 A (III), annex": behind a number that is none of a locator. */
static uint32_t annex_behind(struct pass *p, uint32_t at)
{
	uint32_t end = at, n;

	while (end < p->end && end - at < 16 &&
	       (is_alnum(p->text.p[end]) || p->text.p[end] == '/' || p->text.p[end] == ')'))
		end++;
	if (end >= p->end || p->text.p[end] != ',')
		return 0;
	n = take_bare_annex(p, end);
	return n ? end + n - at : 0;
}

/* "annex, para. 5": the word before that of a smaller unit; its place, or 'at'. */
static uint32_t bare_before(const struct pass *p, uint32_t at, uint32_t begin)
{
	static const struct str bare[] = {
		{"annex, ", 7}, {"Annex, ", 7}, {"appendix, ", 10}, {"Appendix, ", 10}};
	struct str before = str_part(p->text, begin, at);
	const struct locator *last = p->ap->locators.n ? vec_last(&p->ap->locators) : NULL;

	if (before.n < 7 || before.p[before.n - 2] != ',' || before.p[before.n - 3] != 'x')
		return at;
	for (size_t i = 0; i < COUNT_OF(bare); i++) {
		uint32_t from = at - (uint32_t)bare[i].n;

		if (!str_ends(before, bare[i]) || (last && last->span.end > from))
			continue;
		return may_begin(p->text, from, begin) ? from : at;
	}
	return at;
}

/* ---- a number -------------------------------------------------------------------------------- */

/* The locator of the word 'o' and the numbers at 'at'; bytes of them, or 0. */
static uint32_t take_list(struct pass *p, const struct opening *o, uint32_t at, uint32_t begin)
{
	struct apparatus *ap = p->ap;
	struct str text = {p->text.p, p->end};
	uint32_t n = ap->locators.n, annex = bare_before(p, o->span.begin, begin), end;

	if (annex < o->span.begin)
		add_bare(p, annex, o->span.begin - 2);
	add_locator(p, o);
	end = locator_list_read(ap, text, at);
	if (end == at || is_foreign(p, o, at, end)) {
		ap->locators.n = n;
		ap->locator_items.n = ap->locators.at[n].first_item;
		return 0;
	}
	vec_last(&ap->locators)->span.end = end;
	return end - at;
}

uint32_t take_locator(struct pass *p, uint32_t at, uint32_t begin)
{
	struct opening o;

	return opening_find(p, at, begin, &o) ? take_list(p, &o, at, begin) : annex_behind(p, at);
}

uint32_t take_numeral(struct pass *p, uint32_t at, uint32_t end, uint32_t begin)
{
	if (end - at > WORD_MOST || (end - at > 1 && !is_upper(p->text.p[at + 1])) || at == begin)
		return 0;
	return is_alnum(p->text.p[at - 1]) ? 0 : take_locator(p, at, begin);
}

uint32_t take_roman_page(struct pass *p, uint32_t at, uint32_t begin)
{
	uint32_t from = at + (p->text.p[at + 1] == 'p' ? 2 : 1), n;
	struct opening o;

	if (from >= p->end || p->text.p[from] != '.')
		return 0;
	from = (uint32_t)list_spaces_scan(str_part(p->text, 0, p->end), from + 1);
	if (from >= p->end || !strchr("ivxl", p->text.p[from]) ||
	    !opening_find(p, from, begin, &o) || o.span.begin != at)
		return 0;
	n = take_list(p, &o, from, begin);
	return n ? from + n - at : 0;
}
