/*
 * The word of a locator: its stop and its space, the comma before it, one or several.
 */
#include "check/locator.h"

static const char *const slugs[] = {
	"locator-abbreviation-spacing", "locator-abbreviation-stop", "locator-comma",
	"locator-number-agreement",	"locator-page-abbreviation", NULL,
};

static struct str word_of(const struct locator_walk *w)
{
	return document_str(w->c->doc, w->l->word);
}

/* Letters of the word, without its stop. */
static uint32_t letters_of(struct str word)
{
	uint32_t n = 0;

	while (n < word.n && is_alpha(word.p[n]))
		n++;
	return n;
}

/* ---- stop and space -------------------------------------------------------------------- */

/* "para 5". The comma of "para, 7" stands for the stop: another rule's. */
static bool lacks_stop(const struct locator_walk *w)
{
	struct str word = word_of(w);

	return !w->l->spelt && word.p[word.n - 1] != '.' &&
	       w->c->doc->text.p[w->l->word.end] != ',';
}

static void check_stop(struct locator_walk *w, struct locator_habit *h)
{
	uint32_t end = w->l->word.end;

	if (!lacks_stop(w) || locator_is_quoted(w))
		return;
	found_fix(w->c, locator_found(w, h, "locator-abbreviation-stop", w->l->word), FIX_SAFE,
		  (struct span){end, end}, STR("."));
}

/* "para.5": the number stands at the stop. */
static bool is_tight(const struct locator_walk *w)
{
	struct str word = word_of(w);

	return word.p[word.n - 1] == '.' && w->l->nitems &&
	       w->items[0].span.begin == w->l->word.end;
}

/* Stops that are lost so often are told once, however many others stand: nobody reads fifty. */
static void count_habits(struct checking *c, struct locator_habit *spaces,
			 struct locator_habit *stops)
{
	struct locator_walk w = {.c = c};

	while (locator_next(&w)) {
		if (w.l->spelt)
			continue;
		stops->wrong += lacks_stop(&w);
		if (is_tight(&w))
			spaces->wrong++;
		else
			spaces->right++;
	}
}

static void check_space(struct locator_walk *w, struct locator_habit *h)
{
	uint32_t end = w->l->word.end;

	if (!is_tight(w) || locator_is_quoted(w))
		return;
	found_fix(w->c, locator_found(w, h, "locator-abbreviation-spacing", w->l->word), FIX_SAFE,
		  (struct span){end, end}, STR(" "));
}

/* ---- the comma before ------------------------------------------------------------------ */

/* A year in brackets ends before 'at': "(2007)". */
static bool ends_in_year(struct str before)
{
	uint32_t year;

	return before.n > 6 && before.p[before.n - 1] == ')' && before.p[before.n - 6] == '(' &&
	       str_number(str_part(before, before.n - 5, before.n - 1), &year);
}

/* "2001/2010", "60/147": the number of a case or a resolution ends before 'at'. */
static bool ends_in_case(struct str before)
{
	size_t n = before.n;

	while (n && is_digit(before.p[n - 1]))
		n--;
	return n < before.n && n > 1 && before.p[n - 1] == '/' && is_digit(before.p[n - 2]);
}

/* The locator before ends at 'at': "chap. II sect. B". */
static bool locator_ends(const struct locator_walk *w, uint32_t at)
{
	const struct locator *before = w->l - 1;

	return w->next > 1 && before->span.end == at && before->block == w->l->block &&
	       before->unit != UNIT_NOTE && before->unit != w->l->unit;
}

static void check_comma(struct locator_walk *w)
{
	const struct document *d = w->c->doc;
	uint32_t at, least = d->blocks.at[w->l->block].span.begin;
	struct str before;
	struct finding *f;
	bool ends;

	if (w->l->unit == UNIT_NOTE || (w->l->spelt && w->l->unit != UNIT_ANNEX))
		return;
	at = locator_space_before(w);
	if (at == w->l->word.begin || at == least)
		return;
	before = str_part(d->text, least, at);
	ends = locator_symbol_ends(w, at);
	if (w->in_note && !ends)
		ends = locator_short_form_ends(w, before) || ends_in_year(before) ||
		       ends_in_case(before) || locator_ends(w, at) ||
		       str_ends(before, STR("\xe2\x80\x9d"));
	if (!ends || locator_is_quoted(w))
		return;
	f = found(w->c, "locator-comma", w->l->word);
	found_fix(w->c, f, FIX_SAFE, (struct span){at, at}, STR(","));
}

/* ---- one or several --------------------------------------------------------------------- */

/* What the list of numbers amounts to. */
struct amount {
	uint32_t numbers; /* in the list, without those that are only sub-paragraphs */
	bool many;	  /* they differ */
	bool range;
	bool and, either;
	bool falls; /* "article 9 (1), 2 and 3": lost brackets, perhaps */
};

static void count_item(const struct locator_walk *w, const struct locator_item *item,
		       struct amount *out)
{
	const struct locator_number *first = &w->items[0].from;
	struct str figure = document_str(w->c->doc, first->figure);

	out->numbers++;
	out->many |= !str_eq(document_str(w->c->doc, item->from.figure), figure);
	out->and |= item->joint_kind == JOINT_AND ||
		    (item->joint_kind == JOINT_COMMA_AND && w->l->nitems > 2);
	out->either |= item->joint_kind == JOINT_OR;
	out->falls |= locator_compare(&item->from, first) < 0;
}

static struct amount amount_of(const struct locator_walk *w)
{
	struct amount out = {0};

	for (uint32_t i = 0; i < w->l->nitems; i++) {
		const struct locator_item *item = &w->items[i];

		/* "p. 12-1" may be a page of chapter 12. */
		if (!span_is_empty(item->to.figure) &&
		    !str_eq(document_str(w->c->doc, item->from.figure),
			    document_str(w->c->doc, item->to.figure)) &&
		    (w->l->plural || locator_compare(&item->from, &item->to) <= 0))
			out.many = out.range = true;
		if (!item->below_only)
			count_item(w, item, &out);
	}
	return out;
}

/* "article 6 or 7" is as good as "articles 6 and 7". */
static bool wants_plural(const struct locator_walk *w, const struct amount *a)
{
	if (w->l->plural || !a->many || a->either || a->falls)
		return false;
	return a->and || (a->range && !locator_holds_dash(w->l->unit));
}

/* Nothing behind the locator goes on with it: "paras. 5 ff.", "articles 6, paragraph 1, and 7". */
static bool stands_alone(const struct locator_walk *w)
{
	static const struct str behind[] = {
		{" above", 6}, {" below", 6}, {" of the ", 8}, {" of its ", 8}, {" of this ", 9}};
	struct str rest = locator_rest(w, w->l->span.end);
	size_t n = 1;
	char mark;

	if (!rest.n)
		return true;
	mark = rest.p[0];
	for (size_t i = 0; i < COUNT_OF(behind); i++)
		if (w->l->unit == UNIT_PARAGRAPH && str_starts(rest, behind[i]))
			return true;
	if (!strchr(".;,)]", rest.p[0]))
		return false;
	while (n < rest.n && rest.p[n] == ' ')
		n++;
	rest = str_skip(rest, n);
	if (!rest.n || mark == ')' || mark == ']')
		return true;
	if (is_digit(rest.p[0]) || rest.p[0] == '(')
		return false;
	return mark != ',' || !(str_starts(rest, STR("and ")) || str_starts(rest, STR("or ")) ||
				str_starts(rest, STR("para")));
}

static bool wants_singular(const struct locator_walk *w, const struct amount *a)
{
	const struct locator_number *n = &w->items[0].from;

	if (!w->l->plural || a->many || a->numbers > 1 || locator_lost_dash(w) || !stands_alone(w))
		return false;
	/* "facts and figures 2022"; "articles 19 of both Covenants" */
	if (w->l->spelt && w->l->unit != UNIT_PARAGRAPH)
		return w->in_note && n->value < 1000 && w->l->citation != NONE;
	return true;
}

/* The word in its other number, with the capital it has. */
static struct str other_number(const struct locator_walk *w)
{
	static const struct {
		struct str one, many;
	} odd[] = {
		{{"p", 1}, {"pp", 2}},
		{{"annex", 5}, {"annexes", 7}},
		{{"box", 3}, {"boxes", 5}},
		{{"appendix", 8}, {"appendices", 10}},
	};
	struct str word = word_of(w);

	word.n = letters_of(word);
	for (size_t i = 0; i < COUNT_OF(odd); i++) {
		struct str from = w->l->plural ? odd[i].many : odd[i].one;
		struct str to = w->l->plural ? odd[i].one : odd[i].many;

		if (str_eq_nocase(word, from))
			return arena_printf(w->c->arena, "%c%.*s", word.p[0],
					    STR_ARG(str_skip(to, 1)));
	}
	if (w->l->plural)
		return str_part(word, 0, word.n - 1);
	return arena_printf(w->c->arena, "%.*ss", STR_ARG(word));
}

static void check_number(struct locator_walk *w)
{
	struct amount a = w->l->nitems ? amount_of(w) : (struct amount){0};
	bool page = w->l->unit == UNIT_PAGE && !w->l->spelt;
	struct span letters = {w->l->word.begin, 0};
	struct finding *f;
	struct str right;

	if (!w->l->nitems || !(wants_plural(w, &a) || wants_singular(w, &a)) ||
	    locator_is_quoted(w))
		return;
	letters.end = letters.begin + letters_of(word_of(w));
	f = found(w->c, page ? "locator-page-abbreviation" : "locator-number-agreement",
		  w->l->span);
	right = other_number(w);
	found_str(f, "word", word_of(w));
	found_str(f, "right",
		  w->l->spelt ? right : arena_printf(w->c->arena, "%.*s.", STR_ARG(right)));
	found_str(f, "count", w->l->plural ? STR("one") : STR("several"));
	found_fix(w->c, f, FIX_SAFE, letters, right);
}

static void run(struct checking *c)
{
	struct locator_walk w = {.c = c};
	struct locator_habit spaces = {0, 0, 0}, stops = {0, 0, 0};

	count_habits(c, &spaces, &stops);
	while (locator_next(&w)) {
		check_stop(&w, &stops);
		check_space(&w, &spaces);
		check_comma(&w);
		check_number(&w);
	}
}

const struct checker checker_locator_word = {"locator_word", slugs, run};
