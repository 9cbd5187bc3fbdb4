/*
 * Numbers of paragraphs and numerals of headings. References point at them in six
 * languages, so a wrong one breaks more than the page it stands on.
 */
#include "check/check.h"

#include "check/sequence.h"

enum {
	PROBLEMS_FEW = 2, /* wrong numerals that are told in any text */
	SKIPS_FEW = 2,	  /* more skips than these make an excerpt of the text */
	ROMAN_MOST = 40,  /* chapters; "XL" is beyond any document */
	PAIRS = 1000,	  /* "5.3" counts as 5 * PAIRS + 3 */
};

/* ---- paragraphs ------------------------------------------------------------------------- */

struct numbered {
	uint32_t block;
	uint64_t value; /* whole * PAIRS + second figure; sections that start anew above */
	uint32_t whole, second;
	bool bis;
};

struct paragraphs {
	VEC(struct numbered) list;
	uint32_t restart;
};

/* "5.3" behind "5": the second figure, or 0. */
static uint32_t second_figure(struct str number)
{
	const char *stop = memchr(number.p, '.', number.n);
	size_t at = stop ? (size_t)(stop - number.p) + 1 : number.n;
	uint32_t value = 0;

	for (; at < number.n && is_digit(number.p[at]) && value < PAIRS / 10; at++)
		value = value * 10 + (uint32_t)(number.p[at] - '0');
	return value;
}

/* The next numbered paragraph behind 'block' is 'number', or "1.number". */
static bool follows(const struct document *d, uint32_t block, uint32_t number)
{
	for (uint32_t i = block + 1; i < d->blocks.n && i < block + 20; i++) {
		const struct block *b = &d->blocks.at[i];

		if (b->kind == BLOCK_PARAGRAPH && b->value)
			return b->value == number ||
			       (b->value == 1 &&
				second_figure(document_str(d, b->number)) == number);
	}
	return false;
}

/* Numbering begins anew in annexes and opinions: at 1, with 2 behind it or a heading before. */
static bool starts_anew(const struct paragraphs *p, const struct document *d, uint32_t block,
			uint32_t whole, uint32_t second)
{
	const struct block *b = &d->blocks.at[block];

	if (!p->list.n || whole != 1 || second > 1)
		return false;
	if (vec_last(&p->list)->whole == 1)
		return !second && d->blocks.at[block - 1].kind == BLOCK_HEADING &&
		       !follows(d, block, 3);
	return d->blocks.at[block - 1].kind != BLOCK_PARAGRAPH || follows(d, block, 2) ||
	       (b->section != NONE &&
		b->section != d->blocks.at[vec_last(&p->list)->block].section);
}

static void collect(struct checking *c, struct paragraphs *p)
{
	const struct document *d = c->doc;

	for (uint32_t i = 0; i < d->blocks.n; i++) {
		const struct block *b = &d->blocks.at[i];
		struct str number = document_str(d, b->number);
		uint32_t second;

		if (b->kind != BLOCK_PARAGRAPH || !b->value)
			continue;
		second = second_figure(number);
		if (starts_anew(p, d, i, b->value, second))
			p->restart++;
		*vec_push(c->arena, &p->list) = (struct numbered){
			.block = i,
			.value = ((uint64_t)p->restart << 32) + (uint64_t)b->value * PAIRS + second,
			.whole = b->value,
			.second = second,
			.bis = memchr(number.p, ' ', number.n) != NULL,
		};
	}
}

/* The number that may follow 'n', in the text's own shape. */
static bool may_follow(const struct numbered *n, const struct numbered *next)
{
	if (next->bis || n->value >> 32 != next->value >> 32)
		return true;
	if (next->whole == n->whole)
		return next->second == n->second + 1 || (!n->second && next->second == 2);
	return next->whole == n->whole + 1 && next->second <= 1;
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
	for (uint32_t i = 0; i < p->list.n; i++) {
		const struct numbered *n = &p->list.at[i];
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
	if (after->value >> 32 != before->value >> 32)
		return false;
	if (after->whole == before->whole)
		return after->second > before->second && after->second <= before->second + 2;
	return after->whole > before->whole && after->whole <= before->whole + 2;
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
	if (before->value == n->value)
		return true;
	return after && is_close(before, after);
}

/* The only number that has its place between the two, as it is printed; empty if there is none. */
static struct str number_between(struct checking *c, const struct numbered *before,
				 const struct numbered *n, const struct numbered *after)
{
	struct str s = document_str(c->doc, c->doc->blocks.at[n->block].number);
	const char *stop = s.n && s.p[s.n - 1] != '.' ? "" : ".";

	if (!after || before->bis || after->bis)
		return STR_NONE;
	if (!before->second && !after->second && after->whole == before->whole + 2)
		return arena_printf(c->arena, "%u%s", before->whole + 1, stop);
	if (before->second && before->whole == after->whole && after->second == before->second + 2)
		return arena_printf(c->arena, "%u.%u%s", before->whole, before->second + 1, stop);
	return STR_NONE;
}

static struct str stray_problem(struct checking *c, const struct numbered *before,
				const struct numbered *n, struct str right)
{
	const char *advice = right.n ? "write" : "correct it";
	struct str quoted =
		right.n ? arena_printf(c->arena, " \"%.*s\"", STR_ARG(right)) : STR_NONE;

	if (before->value == n->value)
		return arena_printf(c->arena, "repeats the number of the paragraph before: %s%.*s",
				    advice, STR_ARG(quoted));
	return arena_printf(c->arena, "stands after paragraph %.*s: %s%.*s",
			    STR_ARG(shown(c, before)), advice, STR_ARG(quoted));
}

/* Numbers that repeat, descend or are misprinted: those outside the ascending run. */
static void check_order(struct checking *c, const struct paragraphs *p, const bool *in_order)
{
	for (uint32_t i = 0; i < p->list.n; i++) {
		const struct numbered *n = &p->list.at[i];
		const struct numbered *before = i ? n - 1 : NULL;
		const struct numbered *after = i + 1 < p->list.n ? n + 1 : NULL;
		struct finding *f;
		struct str right;

		if (in_order[i] || n->bis || !before || !is_stray(before, n, after, &in_order[i]))
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
static uint32_t skips(struct checking *c, const struct paragraphs *p, const bool *in_order,
		      uint32_t most, uint32_t all)
{
	uint32_t n = 0;

	for (uint32_t i = 1; i < p->list.n; i++) {
		const struct numbered *at = &p->list.at[i];
		struct finding *f;
		struct str before;

		if (!in_order[i] || !in_order[i - 1] || may_follow(at - 1, at) || n++ >= most)
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
static bool is_numbered_through(const struct paragraphs *p, const bool *in_order, uint32_t skipped)
{
	uint32_t pairs = 0;

	for (uint32_t i = 1; i < p->list.n; i++)
		pairs += in_order[i] && in_order[i - 1];
	return pairs >= 2 * skipped;
}

static void check_paragraphs(struct checking *c)
{
	struct paragraphs p = {0};
	uint32_t skipped;
	uint64_t *values;
	bool *in_order;

	if (!rule_on(c, "paragraph-number-sequence"))
		return;
	collect(c, &p);
	values = arena_alloc(c->arena, (p.list.n + 1) * sizeof(*values));
	in_order = arena_alloc(c->arena, p.list.n + 1);
	for (uint32_t i = 0; i < p.list.n; i++)
		values[i] = p.list.at[i].value;
	sequence_ascending(c->arena, values, p.list.n, in_order);
	check_misprints(c, &p);
	skipped = skips(c, &p, in_order, 0, 0);
	if (!is_numbered_through(&p, in_order, skipped))
		return;
	if (skipped <= SKIPS_FEW)
		check_order(c, &p, in_order);
	skips(c, &p, in_order, skipped <= SKIPS_FEW ? skipped : 1, skipped);
}

/* ---- headings ---------------------------------------------------------------------------------
 */

enum form { FORM_ROMAN, FORM_LETTER, FORM_FIGURE, FORMS };

static struct str roman_of(struct arena *a, uint32_t value)
{
	static const char *const tens[] = {"", "X", "XX", "XXX"};
	static const char *const ones[] = {"",	"I",  "II",  "III",  "IV",
					   "V", "VI", "VII", "VIII", "IX"};

	return arena_printf(a, "%s%s", value < ROMAN_MOST ? tens[value / 10] : "",
			    ones[value % 10]);
}

/* Bytes of 'step' at the start of 's', as often as it stands there and may. */
static uint32_t roman_step(struct str *s, struct str step, uint32_t worth, uint32_t most)
{
	uint32_t total = 0;

	while (most-- && str_starts(*s, step)) {
		*s = str_skip(*s, step.n);
		total += worth;
	}
	return total;
}

/* The value of a well-formed roman numeral below ROMAN_MOST, else 0. */
static uint32_t roman_value(struct str s)
{
	uint32_t total = roman_step(&s, STR("X"), 10, 3);

	total += roman_step(&s, STR("IX"), 9, 1);
	if (total % 10 == 0)
		total += roman_step(&s, STR("IV"), 4, 1);
	if (total % 10 == 0) {
		total += roman_step(&s, STR("V"), 5, 1);
		total += roman_step(&s, STR("I"), 1, 3);
	}
	return s.n ? 0 : total;
}

/* The value of a numeral in one form; 0 where it is none of it. */
static uint32_t value_in(enum form form, struct str s)
{
	uint32_t value;

	if (form == FORM_FIGURE)
		return str_number(s, &value) ? value : 0;
	if (form == FORM_LETTER)
		return s.n == 1 && is_upper(s.p[0]) ? (uint32_t)(s.p[0] - 'A') + 1 : 0;
	return roman_value(s);
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
	value = roman_value((struct str){letters, n});
	if (value)
		return value;
	for (size_t skip = 0; skip < n; skip++) {
		char shorter[12];
		size_t k = 0;

		for (size_t i = 0; i < n; i++)
			if (i != skip)
				shorter[k++] = letters[i];
		value = roman_value((struct str){shorter, k});
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
		struct str numeral = bare(document_str(d, d->blocks.at[i].number));
		uint32_t value;

		if (d->blocks.at[i].kind != BLOCK_HEADING || d->blocks.at[i].damaged)
			continue;
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

static struct finding *found_words(struct headings *h, struct span span, struct str what,
				   struct str problem)
{
	struct finding *f = NULL;

	h->problems++;
	if (!h->count_only)
		f = found(h->c, "heading-number-sequence", span);
	found_str(f, "what", what);
	found_str(f, "problem", problem);
	return f;
}

static struct finding *found_heading(struct headings *h, struct span span, struct str problem)
{
	return found_words(h, span, STR("The numeral"), problem);
}

static void misprinted(struct headings *h, const struct block *b, struct str numeral)
{
	struct arena *a = h->c->arena;
	uint32_t expected = h->last[FORM_ROMAN] + 1;
	uint32_t value = numeral.n ? repaired_roman(numeral, expected) : expected;
	struct str right;
	struct finding *f;

	if (!value) {
		found_heading(h, b->number, STR("is no numeral"));
		return;
	}
	right = arena_printf(a, "%.*s.", STR_ARG(numeral_of(a, FORM_ROMAN, value)));
	f = found_heading(h, b->number,
			  arena_printf(a,
				       numeral.n
					       ? "is misprinted: write \"%.*s\""
					       : "is what is left of a numeral, probably \"%.*s\"",
				       STR_ARG(right)));
	found_fix(h->c, f, FIX_SUGGESTED, b->number, right);
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

static void check_numeral(struct headings *h, uint32_t block, struct str numeral)
{
	const struct block *b = &h->c->doc->blocks.at[block];
	struct arena *a = h->c->arena;
	uint32_t value = 0, before;
	enum form form = form_of(h, numeral, &value);

	if (form == FORMS)
		return;
	before = h->last[form];
	if (value == before + 1 || (value == 1 && form != FORM_ROMAN) ||
	    (!before && value > 1 && !h->all)) {
		advance(h, form, value);
		return;
	}
	/* Numerals of headings in between were lost: they are told where they are missing. */
	if (form == FORM_ROMAN && value > before && value - before - 1 <= h->unnumbered &&
	    h->c->ap->ocr) {
		advance(h, form, value);
		return;
	}
	found_suggestion(h->c, found_heading(h, b->number, numeral_problem(a, form, before, value)),
			 b->number,
			 arena_printf(a, "%.*s.", STR_ARG(numeral_of(a, form, before + 1))));
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
		struct str numeral = bare(document_str(d, b->number));

		if (b->kind != BLOCK_HEADING)
			continue;
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

/* A text in which most numerals are wrong is pieced together: nothing can be said of any. */
static void check_headings(struct checking *c)
{
	struct headings h = {.c = c, .count_only = true};
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
}

static const char *const slugs[] = {"paragraph-number-sequence", "heading-number-sequence", NULL};

const struct checker checker_numbering = {"numbering", slugs, run};
