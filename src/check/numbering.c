/*
 * Numbers of paragraphs and numerals of headings. References point at them in six
 * languages, so a wrong one breaks more than the page it stands on.
 */
#include "check/check.h"

#include "check/contents.h"
#include "check/sequence.h"

enum {
	PROBLEMS_FEW = 2, /* wrong numerals that are told in any text */
	ROMAN_MOST = 40,  /* chapters; "C" is a letter, and no document has a hundred */
	SKIPS_FEW = 2,	  /* more skips than these make an excerpt of the text */
};

/* ---- paragraphs ------------------------------------------------------------------------- */

/* The numbers of all divisions, one behind the other. */
struct paragraphs {
	const struct numbered *list;
	uint32_t n;
	uint64_t *values; /* ascend where the numbers of a division do; later divisions are above */
	bool *in_order;
};

/* How far a number is from the one before it, in the last figure that either has; 0 for another
 * division and for what does not ascend. */
static uint32_t distance(const struct numbered *before, const struct numbered *after)
{
	const uint32_t *from = before->number.figures, *to = after->number.figures;
	size_t i = 0;

	if (before->division != after->division)
		return 0;
	while (i + 1 < NUMBER_FIGURES && from[i] == to[i])
		i++;
	return to[i] > from[i] ? to[i] - from[i] : 0;
}

/* The number that may follow 'n', in the text's own shape. */
static bool may_follow(const struct numbered *n, const struct numbered *next)
{
	return n->division != next->division || number_follows(&n->number, &next->number);
}

static struct finding *found_paragraph(struct checking *c, const struct numbered *n,
				       struct str problem)
{
	struct finding *f =
		found(c, "paragraph-number-sequence", c->doc->blocks.at[n->block].number);

	found_str(f, "problem", problem);
	return f;
}

static struct str shown(struct checking *c, const struct numbered *n)
{
	struct str s = document_str(c->doc, c->doc->blocks.at[n->block].number);

	while (s.n && strchr(".,: ", s.p[s.n - 1]))
		s.n--;
	return s;
}

/* "44,": the figure is right, its stop is not. */
static void check_misprints(struct checking *c, const struct paragraphs *p)
{
	for (uint32_t i = 0; i < p->n; i++) {
		const struct numbered *n = &p->list[i];
		const struct block *b = &c->doc->blocks.at[n->block];
		struct str right;

		if (!b->damaged)
			continue;
		right = arena_printf(c->arena, "%u.", b->value);
		found_fix(c,
			  found_paragraph(c, n,
					  arena_printf(c->arena, "is misprinted: write \"%.*s\"",
						       STR_ARG(right))),
			  FIX_SUGGESTED, b->number, right);
	}
}

/* One number has its place between the two, or none: "5.3" and "5.5", 13 and 15, 13 and 14. */
static bool is_close(const struct numbered *before, const struct numbered *after)
{
	uint32_t far = distance(before, after);

	return far == 1 || far == 2;
}

static bool is_repeated(const struct numbered *before, const struct numbered *n)
{
	return before->division == n->division &&
	       number_key(&before->number) == number_key(&n->number);
}

/*
 * One number that fits nowhere between two that follow each other, or a repetition.
 * Several in a row are paragraphs of another text that is quoted here.
 */
static bool is_stray(const struct numbered *before, const struct numbered *n,
		     const struct numbered *after, const bool *in_order)
{
	if (!in_order[-1] || (after && !in_order[1]))
		return false;
	if (is_repeated(before, n))
		return true;
	return after && is_close(before, after);
}

/* The only number that has its place between the two, as it is printed; empty if there is none. */
static struct str number_between(struct checking *c, const struct numbered *before,
				 const struct numbered *n, const struct numbered *after)
{
	struct str s = document_str(c->doc, c->doc->blocks.at[n->block].number);
	const char *stop = s.n && s.p[s.n - 1] != '.' ? "" : ".";
	struct paragraph_number between;
	size_t i = NUMBER_FIGURES - 1;

	if (!after || before->number.more || after->number.more || distance(before, after) != 2)
		return STR_NONE;
	between = before->number;
	while (i && !between.figures[i])
		i--;
	between.figures[i]++;
	if (!number_follows(&between, &after->number))
		return STR_NONE;
	s = number_show(c->arena, &between);
	return arena_printf(c->arena, "%.*s%s", STR_ARG(s), stop);
}

static struct str stray_problem(struct checking *c, const struct numbered *before,
				const struct numbered *n, struct str right)
{
	const char *advice = right.n ? "write" : "correct it";
	struct str quoted =
		right.n ? arena_printf(c->arena, " \"%.*s\"", STR_ARG(right)) : STR_NONE;

	if (is_repeated(before, n))
		return arena_printf(c->arena, "repeats the number of the paragraph before: %s%.*s",
				    advice, STR_ARG(quoted));
	return arena_printf(c->arena, "stands after paragraph %.*s: %s%.*s",
			    STR_ARG(shown(c, before)), advice, STR_ARG(quoted));
}

/* Numbers that repeat, descend or are misprinted: those outside the ascending run. */
static void check_order(struct checking *c, const struct paragraphs *p)
{
	for (uint32_t i = 0; i < p->n; i++) {
		const struct numbered *n = &p->list[i];
		const struct numbered *before = i ? n - 1 : NULL;
		const struct numbered *after = i + 1 < p->n ? n + 1 : NULL;
		struct finding *f;
		struct str right;

		if (p->in_order[i] || !before || !is_stray(before, n, after, &p->in_order[i]))
			continue;
		right = number_between(c, before, n, after);
		f = found_paragraph(c, n, stray_problem(c, before, n, right));
		found_related(c, f, c->doc->blocks.at[before->block].number,
			      "the paragraph before");
		if (right.n)
			found_fix(c, f, FIX_SUGGESTED, c->doc->blocks.at[n->block].number, right);
	}
}

/* The skips between neighbours that are both in order; at most 'most' are told. */
static uint32_t skips(struct checking *c, const struct paragraphs *p, uint32_t most, uint32_t all)
{
	uint32_t n = 0;

	for (uint32_t i = 1; i < p->n; i++) {
		const struct numbered *at = &p->list[i];
		struct finding *f;
		struct str before;

		if (!p->in_order[i] || !p->in_order[i - 1] || may_follow(at - 1, at) || n++ >= most)
			continue;
		before = shown(c, at - 1);
		if (all <= SKIPS_FEW) {
			found_paragraph(
				c, at,
				arena_printf(c->arena,
					     "follows %.*s, so a number is skipped: restore "
					     "the paragraph between, or number anew",
					     STR_ARG(before)));
			continue;
		}
		f = found_paragraph(c, at,
				    arena_printf(c->arena,
						 "follows %.*s, and numbers are skipped in %u "
						 "places, so this seems to be an excerpt",
						 STR_ARG(before), all));
		found_severity(f, SEVERITY_INFO);
	}
	return n;
}

/* Neighbours that follow each other: a text in which most do not is not numbered through. */
static bool is_numbered_through(const struct paragraphs *p, uint32_t skipped)
{
	uint32_t pairs = 0;

	for (uint32_t i = 1; i < p->n; i++)
		pairs += p->in_order[i] && p->in_order[i - 1];
	return pairs >= 2 * skipped;
}

static void collect(struct checking *c, struct paragraphs *p)
{
	const struct outline *o = &c->ap->outline;

	p->list = o->paragraphs.at;
	p->n = o->paragraphs.n;
	p->values = arena_alloc(c->arena, (p->n + 1) * sizeof(*p->values));
	p->in_order = arena_alloc(c->arena, p->n + 1);
	for (uint32_t i = 0; i < p->n; i++)
		p->values[i] =
			((uint64_t)p->list[i].division << 50) + number_key(&p->list[i].number);
	sequence_ascending(c->arena, p->values, p->n, p->in_order);
}

static void check_paragraphs(struct checking *c)
{
	struct paragraphs p = {0};
	uint32_t skipped;

	if (!rule_on(c, "paragraph-number-sequence"))
		return;
	collect(c, &p);
	check_misprints(c, &p);
	skipped = skips(c, &p, 0, 0);
	if (!is_numbered_through(&p, skipped))
		return;
	if (skipped <= SKIPS_FEW)
		check_order(c, &p);
	if (skipped)
		skips(c, &p, skipped <= SKIPS_FEW ? skipped : 1, skipped);
}

/* ---- headings ---------------------------------------------------------------------------------
 */

enum form { FORM_ROMAN, FORM_LETTER, FORM_FIGURE, FORMS };

/* The value of a numeral in one form; 0 where it is none of it. */
static uint32_t value_in(enum form form, struct str s)
{
	uint32_t value;

	if (form == FORM_FIGURE)
		return str_number(s, &value) ? value : 0;
	if (form == FORM_LETTER)
		return s.n == 1 && is_upper(s.p[0]) ? (uint32_t)(s.p[0] - 'A') + 1 : 0;
	value = roman_parse(s);
	return value < ROMAN_MOST ? value : 0;
}

static struct str numeral_of(struct arena *a, enum form form, uint32_t value)
{
	if (form == FORM_ROMAN)
		return roman_of(a, value);
	if (form == FORM_LETTER)
		return arena_printf(a, "%c", (char)('A' + (value - 1) % 26));
	return arena_printf(a, "%u", value);
}

/*
 * The numeral that a damaged one was: look-alikes of I turned back, then one letter
 * too many taken out. 0 where that leaves no numeral.
 */
static uint32_t repaired_roman(struct str s, uint32_t expected)
{
	char letters[12];
	uint32_t value, best = 0;
	size_t n = s.n < sizeof(letters) ? s.n : sizeof(letters);

	for (size_t i = 0; i < n; i++)
		letters[i] = s.p[i] == '1' || s.p[i] == 'l' || s.p[i] == '|' ? 'I' : s.p[i];
	value = roman_parse((struct str){letters, n});
	if (value)
		return value;
	for (size_t skip = 0; skip < n; skip++) {
		char shorter[12];
		size_t k = 0;

		for (size_t i = 0; i < n; i++)
			if (i != skip)
				shorter[k++] = letters[i];
		value = roman_parse((struct str){shorter, k});
		if (value && (!best || value == expected))
			best = value;
	}
	return best;
}

struct headings {
	struct checking *c;
	uint32_t last[FORMS]; /* value of the last numeral of each form */
	uint32_t unnumbered;  /* headings without a numeral since the last roman one */
	uint32_t numbered, all;
	enum form form; /* of the last numeral */
	uint32_t problems;
	bool count_only;
	bool late; /* the text begins in the middle of a document */
};

static struct str bare(struct str number)
{
	while (number.n && !is_alnum(number.p[number.n - 1]) && number.p[number.n - 1] != '|')
		number.n--;
	return number;
}

/* The value of the next heading's numeral in 'form', where its row goes on; else 0. */
static uint32_t next_numeral(const struct headings *h, uint32_t block, enum form form)
{
	const struct document *d = h->c->doc;

	for (uint32_t i = block + 1; i < d->blocks.n; i++) {
		struct str numeral;
		uint32_t value;

		if (d->blocks.at[i].kind != BLOCK_HEADING || d->blocks.at[i].damaged)
			continue;
		numeral = bare(document_str(d, d->blocks.at[i].number));
		value = value_in(form, numeral);
		if (value)
			return value;
		/* A letter's row ends at the next chapter, a chapter's row goes on behind letters.
		 */
		if (form > FORM_ROMAN && value_in(FORM_ROMAN, numeral))
			return 0;
	}
	return 0;
}

/* Behind a chapter sections begin at A, behind a section sub-sections at 1. */
static void advance(struct headings *h, enum form form, uint32_t value)
{
	h->last[form] = value;
	h->form = form;
	if (form == FORM_ROMAN)
		h->unnumbered = 0;
	for (uint32_t lower = form + 1; lower < FORMS; lower++)
		h->last[lower] = 0;
}

/* Letters are romans too: the form in which the numeral is the next one wins. */
static enum form form_of(const struct headings *h, struct str s, uint32_t *value)
{
	enum form best = FORMS;

	for (uint32_t form = 0; form < FORMS; form++) {
		uint32_t v = value_in(form, s);

		if (!v)
			continue;
		if (best == FORMS || v == h->last[form] + 1) {
			best = form;
			*value = v;
		}
		if (v == h->last[form] + 1)
			return best;
	}
	return best;
}

/* A problem more; true where it is to be told as well. */
static bool is_told(struct headings *h)
{
	h->problems++;
	return !h->count_only;
}

static struct finding *found_words(struct headings *h, struct span span, struct str what,
				   struct str problem)
{
	struct finding *f = found(h->c, "heading-number-sequence", span);

	found_str(f, "what", what);
	found_str(f, "problem", problem);
	return f;
}

static struct finding *found_heading(struct headings *h, struct span span, struct str problem)
{
	return found_words(h, span, STR("The numeral"), problem);
}

static void tell_misprint(struct headings *h, const struct block *b, bool empty, uint32_t value)
{
	struct arena *a = h->c->arena;
	const char *problem = empty ? "is what is left of a numeral, probably \"%.*s\""
				    : "is misprinted: write \"%.*s\"";
	struct str right = arena_printf(a, "%.*s.", STR_ARG(numeral_of(a, FORM_ROMAN, value)));
	struct finding *f = found_heading(h, b->number, arena_printf(a, problem, STR_ARG(right)));

	found_fix(h->c, f, FIX_SUGGESTED, b->number, right);
}

static void misprinted(struct headings *h, const struct block *b, struct str numeral)
{
	uint32_t expected = h->last[FORM_ROMAN] + 1;
	uint32_t value = numeral.n ? repaired_roman(numeral, expected) : expected;
	bool told = is_told(h);

	if (told && value)
		tell_misprint(h, b, !numeral.n, value);
	else if (told)
		found_heading(h, b->number, STR("is no numeral"));
	if (value)
		advance(h, FORM_ROMAN, value);
}

static struct str numeral_problem(struct arena *a, enum form form, uint32_t before, uint32_t value)
{
	struct str expected = numeral_of(a, form, before + 1);

	if (!before)
		return arena_printf(a, "is the first of its kind here: write \"%.*s.\"",
				    STR_ARG(expected));
	if (value == before)
		return arena_printf(a, "repeats the numeral of the heading before: write \"%.*s.\"",
				    STR_ARG(expected));
	return arena_printf(a, "follows \"%.*s.\": write \"%.*s.\", or restore what stood between",
			    STR_ARG(numeral_of(a, form, before)), STR_ARG(expected));
}

static void tell_numeral(struct headings *h, const struct block *b, enum form form, uint32_t value)
{
	struct arena *a = h->c->arena;
	uint32_t before = h->last[form];
	struct finding *f = found_heading(h, b->number, numeral_problem(a, form, before, value));

	found_suggestion(h->c, f, b->number,
			 arena_printf(a, "%.*s.", STR_ARG(numeral_of(a, form, before + 1))));
}

static void check_numeral(struct headings *h, uint32_t block, struct str numeral)
{
	const struct block *b = &h->c->doc->blocks.at[block];
	uint32_t value = 0, before;
	enum form form = form_of(h, numeral, &value);

	if (form == FORMS)
		return;
	before = h->last[form];
	if (value == before + 1 || (value == 1 && form != FORM_ROMAN) ||
	    (!before && value > 1 && h->late)) {
		/* Not told, but a text with many such is pieced together. */
		h->problems += h->count_only && !before && value > 1;
		advance(h, form, value);
		return;
	}
	/* Numerals of headings in between were lost: they are told where they are missing. */
	if (form == FORM_ROMAN && value > before && value - before - 1 <= h->unnumbered &&
	    h->c->ap->ocr) {
		advance(h, form, value);
		return;
	}
	if (is_told(h))
		tell_numeral(h, b, form, value);
	/* Where the row goes on as if this one were right, only this one is wrong. */
	if (before && next_numeral(h, block, form) == before + 2)
		value = before + 1;
	advance(h, form, value);
}

/* OCR eats numerals: a heading without one, in a text whose headings have them. */
static void lost(struct headings *h, const struct block *b)
{
	struct span first = b->span;
	const char *text = h->c->doc->text.p;
	const char *space = memchr(text + first.begin, ' ', first.end - first.begin);

	h->unnumbered++;
	if (!h->c->ap->ocr || h->numbered * 3 < h->all * 2)
		return;
	if (space)
		first.end = (uint32_t)(space - text);
	if (is_told(h))
		found_words(h, first, STR("The heading that begins with"),
			    STR("has lost its numeral: restore it"));
}

static bool is_apart(const struct checking *c, uint32_t i)
{
	static const struct str words[] = {{"Annex", 5}, {"ANNEX", 5},	  {"Summary", 7},
					   {"Notes", 5}, {"Contents", 8}, {"Appendix", 8}};
	struct str s = document_str(c->doc, c->doc->blocks.at[i].span);

	for (size_t k = 0; k < COUNT_OF(words); k++)
		if (str_starts(s, words[k]))
			return true;
	return false;
}

/* One walk over the headings; 'h' has the counts of all. Returns how many are wrong. */
static uint32_t walk_headings(struct headings h)
{
	const struct document *d = h.c->doc;

	for (uint32_t i = 0; i < d->blocks.n; i++) {
		const struct block *b = &d->blocks.at[i];
		struct str numeral;

		if (b->kind != BLOCK_HEADING)
			continue;
		numeral = bare(document_str(d, b->number));
		if (is_apart(h.c, i))
			memset(h.last, 0, sizeof(h.last));
		else if (b->damaged)
			misprinted(&h, b, numeral);
		else if (numeral.n)
			check_numeral(&h, i, numeral);
		else
			lost(&h, b);
	}
	return h.problems;
}

/* The first numbered paragraph is not the first of its document. */
static bool begins_late(const struct document *d)
{
	for (uint32_t i = 0; i < d->blocks.n; i++)
		if (d->blocks.at[i].kind == BLOCK_PARAGRAPH && d->blocks.at[i].value)
			return d->blocks.at[i].value > 1;
	return false;
}

/* A text in which most numerals are wrong is pieced together: nothing can be said of any. */
static void check_headings(struct checking *c)
{
	struct headings h = {.c = c, .count_only = true, .late = begins_late(c->doc)};
	const struct document *d = c->doc;
	uint32_t problems;

	if (!rule_on(c, "heading-number-sequence"))
		return;
	for (uint32_t i = 0; i < d->blocks.n; i++) {
		h.all += d->blocks.at[i].kind == BLOCK_HEADING;
		h.numbered += d->blocks.at[i].kind == BLOCK_HEADING &&
			      !span_is_empty(d->blocks.at[i].number);
	}
	problems = walk_headings(h);
	h.count_only = false;
	if (problems <= PROBLEMS_FEW || problems * 2 <= h.numbered)
		walk_headings(h);
}

static void run(struct checking *c)
{
	check_paragraphs(c);
	check_headings(c);
	if (rule_on(c, "heading-number-sequence"))
		check_contents(c);
}

static const char *const slugs[] = {"paragraph-number-sequence", "heading-number-sequence", NULL};

const struct checker checker_numbering = {"numbering", slugs, run};
