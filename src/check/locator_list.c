/*
 * The numbers of a locator: ranges and their dashes, sub-paragraphs, what joins them.
 */
#include "check/locator.h"

static const char *const slugs[] = {
	"locator-list-and",
	"locator-malformed",
	"locator-range-dash",
	"locator-range-descending",
	"locator-range-elided",
	"locator-range-lost-dash",
	"locator-subparagraph-spacing",
	NULL,
};

static struct str text_of(const struct locator_walk *w, struct span span)
{
	return document_str(w->c->doc, span);
}

/* ---- ranges ------------------------------------------------------------------------------ */

/* The dash of a range without the stop of "7.3.–7.4." before it. */
static struct span dash_of(const struct locator_walk *w, const struct locator_item *item)
{
	struct span dash = item->dash;

	dash.begin += w->c->doc->text.p[dash.begin] == '.';
	return dash;
}

/* True for "to": the range is in words. */
static bool is_word(const struct locator_walk *w, struct span dash)
{
	return str_eq(str_trim(text_of(w, dash)), STR("to"));
}

/* A dash that is none of a range's; and of which the rule speaks. */
static bool is_odd_dash(const struct locator_walk *w, const struct locator_item *item)
{
	struct span dash = dash_of(w, item);

	/* "--" is how Markdown and TeX write it. */
	if (str_eq(text_of(w, dash), STR("\xe2\x80\x93")) || str_eq(text_of(w, dash), STR("--")) ||
	    is_word(w, dash))
		return false;
	/* A line may end behind the right dash: its end is read as a space. */
	if (str_eq(str_trim(text_of(w, dash)), STR("\xe2\x80\x93")) &&
	    document_seams(w->c->doc, (struct span){dash.begin, dash.end + 1}))
		return false;
	/* "table 2-1", "p. 12-1" */
	if (!w->l->plural &&
	    (locator_holds_dash(w->l->unit) || locator_compare(&item->from, &item->to) > 0))
		return false;
	return locator_is_formal(w) || w->l->plural;
}

static struct locator_habit dash_habit(struct checking *c)
{
	struct locator_walk w = {.c = c};
	struct locator_habit h = {0, 0, 0};

	while (locator_next(&w))
		for (uint32_t i = 0; i < w.l->nitems; i++) {
			if (span_is_empty(w.items[i].to.span))
				continue;
			if (is_odd_dash(&w, &w.items[i]))
				h.wrong++;
			else
				h.right++;
		}
	return h;
}

static void check_dash(struct locator_walk *w, const struct locator_item *item,
		       struct locator_habit *h)
{
	struct span dash = dash_of(w, item);
	bool told = h->finding > 0;
	struct finding *f;

	if (!is_odd_dash(w, item) || locator_is_quoted(w))
		return;
	f = locator_found(w, h, "locator-range-dash", dash);
	if (!told)
		found_str(f, "range", text_of(w, item->span));
	found_fix(w->c, f, FIX_SAFE, dash, STR("\xe2\x80\x93"));
}

/* "pp. 12-1 to 12-9": the dash was none of a range. */
static bool range_follows(const struct locator_walk *w, const struct locator_item *item)
{
	struct str rest = locator_rest(w, item->span.end);

	rest = str_skip(rest, rest.n && rest.p[0] == ' ');
	return str_starts(rest, STR("to ")) || str_starts(rest, STR("-")) ||
	       str_starts(rest, STR("\xe2\x80\x93"));
}

/* "293–1": the article of a code, "2-1" a table or a page of chapter 2; several of them are a
 * range. */
static bool may_fall(const struct locator_walk *w, const struct locator_item *item)
{
	bool hyphen = str_find(text_of(w, item->dash), STR("-"), 0) != SIZE_MAX;

	if (range_follows(w, item))
		return true;
	if (w->l->unit == UNIT_PARAGRAPH || w->l->unit == UNIT_PAGE || w->l->unit == UNIT_NOTE ||
	    item->from.roman)
		return !w->l->plural && hyphen;
	return !w->l->plural || item->to.value < 10;
}

/* One letter or figure in brackets: its place in the alphabet, or 0. */
static unsigned letter_of(struct str below)
{
	return below.n == 3 && is_lower(below.p[1]) ? (unsigned)(below.p[1] - 'a') + 1 : 0;
}

static bool falls(const struct locator_walk *w, const struct locator_item *item)
{
	struct str low = text_of(w, item->from.below), high = text_of(w, item->to.below);
	int order = locator_compare(&item->from, &item->to);

	if (span_is_empty(item->to.figure))
		return letter_of(low) && letter_of(high) && letter_of(low) > letter_of(high);
	if (item->from.bis || item->to.bis || item->from.roman != item->to.roman)
		return false;
	if (!item->from.roman && !item->from.letter &&
	    !(locator_is_plain(w, &item->from) && locator_is_plain(w, &item->to)))
		return false;
	if (order)
		return order > 0;
	return str_eq(text_of(w, item->from.figure), text_of(w, item->to.figure)) &&
	       (str_eq(low, high) ||
		(letter_of(low) && letter_of(low) > letter_of(high) && letter_of(high)));
}

static void check_order(struct locator_walk *w, const struct locator_item *item)
{
	struct str whole = locator_elided(w, item);
	bool elided = whole.n > 0;
	struct finding *f;

	if ((!elided && !falls(w, item)) || may_fall(w, item))
		return;
	if (locator_is_quoted(w))
		return;
	f = found(w->c, elided ? "locator-range-elided" : "locator-range-descending", item->span);
	found_str(f, "low", text_of(w, item->from.span));
	found_str(f, "high", text_of(w, item->to.span));
	if (!elided)
		return;
	found_str(f, "whole", whole);
	found_fix(w->c, f, FIX_SUGGESTED, item->to.figure, whole);
}

static void check_lost_dash(struct locator_walk *w)
{
	uint32_t at = locator_lost_dash(w);
	struct str figure;
	struct finding *f;

	if (!at || locator_is_quoted(w))
		return;
	figure = text_of(w, w->items[0].from.figure);
	f = found(w->c, "locator-range-lost-dash", w->l->span);
	found_guess(f);
	at -= w->items[0].from.figure.begin;
	found_str(f, "range",
		  arena_printf(w->c->arena, "%.*s\xe2\x80\x93%.*s", (int)at, figure.p,
			       STR_ARG(str_skip(figure, at))));
	at += w->items[0].from.figure.begin;
	found_fix(w->c, f, FIX_SUGGESTED, (struct span){at, at}, STR("\xe2\x80\x93"));
}

/* ---- sub-paragraphs ------------------------------------------------------------------------ */

/* The next place at or after 'at' where a bracket opens without a space, or NONE. */
static uint32_t tight_bracket(const struct locator_walk *w, const struct locator_number *n,
			      uint32_t at)
{
	struct str text = w->c->doc->text;

	for (; at < n->below.end; at++)
		if (text.p[at] == '(' && at > n->span.begin &&
		    (is_alnum(text.p[at - 1]) || text.p[at - 1] == ')'))
			return at;
	return NONE;
}

static void check_bracket(struct locator_walk *w, const struct locator_number *n)
{
	uint32_t at = tight_bracket(w, n, n->below.begin);
	struct finding *f;

	/* "vol. 6(2)" of a journal; "12()" has lost its letter. */
	if (at == NONE || w->l->unit == UNIT_VOLUME || w->c->doc->text.p[at + 1] == ')' ||
	    locator_is_quoted(w))
		return;
	f = found(w->c, "locator-subparagraph-spacing", n->span);
	for (; at != NONE; at = tight_bracket(w, n, at + 1))
		found_fix(w->c, f, FIX_SAFE, (struct span){at, at}, STR(" "));
}

/* ---- what joins the numbers ---------------------------------------------------------------- */

static const struct str joint_forms[] = {
	[JOINT_NONE] = {"", 0},	    [JOINT_COMMA] = {", ", 2},
	[JOINT_AND] = {" and ", 5}, [JOINT_COMMA_AND] = {", and ", 6},
	[JOINT_OR] = {" or ", 4},   [JOINT_SEMICOLON] = {"; ", 2},
	[JOINT_CLOSE] = {"", 0},
};

/* The joint without the stop of "5.1. and 5.2.". */
static struct span joint_of(const struct locator_walk *w, const struct locator_item *item)
{
	struct span joint = item->joint;

	joint.begin += joint.begin < joint.end && w->c->doc->text.p[joint.begin] == '.';
	return joint;
}

/* A stray mark or space: one before the comma, none behind it, a stop behind "and". */
static bool joint_is_odd(struct str joint)
{
	size_t comma = str_find(joint, STR(","), 0), word = 0;

	if (comma != SIZE_MAX && (comma > 0 || joint.n == 1))
		return true;
	while (word < joint.n && !is_alpha(joint.p[word]))
		word++;
	while (word < joint.n && (is_alpha(joint.p[word]) || joint.p[word] == '/'))
		word++;
	return word < joint.n && (joint.p[word] == '.' || joint.p[word] == ',');
}

static void found_malformed(struct locator_walk *w, struct span span, struct str right)
{
	struct finding *f;

	if (locator_is_quoted(w))
		return;
	f = found(w->c, "locator-malformed", w->l->span);
	found_str(f, "what", text_of(w, span));
	found_str(f, "right", right);
	found_fix(w->c, f, FIX_SUGGESTED, span, right);
}

/* "para, 7", "para . 7". */
static bool word_is_odd(struct locator_walk *w)
{
	struct str word = text_of(w, w->l->word);
	struct span span = w->l->word;
	size_t n = 0;

	while (n < word.n && is_alpha(word.p[n]))
		n++;
	if (w->l->spelt || (n + 1 >= word.n && w->c->doc->text.p[w->l->word.end] != ','))
		return false;
	span.end += n == word.n;
	found_malformed(w, span, arena_printf(w->c->arena, "%.*s.", (int)n, word.p));
	return true;
}

/* "para. 5 above" */
static bool points_inside(const struct locator_walk *w)
{
	struct str rest = str_trim(locator_rest(w, w->l->span.end));

	return str_starts(rest, STR("above")) || str_starts(rest, STR("below")) ||
	       str_starts(rest, STR("of "));
}

/* "JS2; para. 5": the mark parts a source from its own locator. */
static void check_semicolon(struct locator_walk *w)
{
	uint32_t begin = w->c->doc->blocks.at[w->l->block].span.begin,
		 end = locator_space_before(w);
	struct str before = str_part(w->c->doc->text, begin, end);
	struct finding *f;

	if (!w->in_note || end == w->l->word.begin || !str_ends(before, STR(";")))
		return;
	before.n--;
	end--;

	if (!(locator_symbol_ends(w, end) || locator_short_form_ends(w, before)) ||
	    points_inside(w) || locator_is_quoted(w))
		return;
	f = found(w->c, "locator-malformed", w->l->word);
	found_str(f, "what", STR(";"));
	found_str(f, "right", STR(","));
	found_fix(w->c, f, FIX_SUGGESTED, (struct span){end, end + 1}, STR(","));
}

/* "115. 23": without the white space in it. */
static bool figure_is_odd(struct locator_walk *w, const struct locator_number *n)
{
	struct str figure = text_of(w, n->figure);
	char *plain;
	size_t size = 0;

	if (!n->minor || str_find(figure, STR(" "), 0) == SIZE_MAX)
		return false;
	plain = arena_alloc(w->c->arena, figure.n);
	for (size_t i = 0; i < figure.n; i++)
		if (is_alnum(figure.p[i]) || figure.p[i] == '.')
			plain[size++] = figure.p[i];
	found_malformed(w, n->figure, (struct str){plain, size});
	return true;
}

static bool item_is_odd(struct locator_walk *w, const struct locator_item *item)
{
	struct span joint = joint_of(w, item);

	if (item->joint_kind != JOINT_CLOSE && joint_is_odd(text_of(w, joint))) {
		found_malformed(w, joint, joint_forms[item->joint_kind]);
		return true;
	}
	return figure_is_odd(w, &item->from) || figure_is_odd(w, &item->to);
}

/* The first flaw of form; more in one locator are mended with it. */
static bool check_form(struct locator_walk *w)
{
	if (!locator_is_formal(w))
		return false;
	check_semicolon(w);
	if (word_is_odd(w))
		return true;
	for (uint32_t i = 0; i < w->l->nitems; i++)
		if (item_is_odd(w, &w->items[i]))
			return true;
	return false;
}

/* "34 (a)(b)(c) and (d)": commas are missing. */
static bool check_close(struct locator_walk *w)
{
	struct finding *f = NULL;
	bool any = false;

	for (uint32_t i = 1; i < w->l->nitems; i++)
		any |= w->items[i].joint_kind == JOINT_CLOSE;
	if (!any || locator_is_quoted(w))
		return any;
	f = found(w->c, "locator-list-and", w->l->span);
	for (uint32_t i = 1; i < w->l->nitems; i++) {
		bool last = i + 1 == w->l->nitems;

		if (w->items[i].joint_kind == JOINT_CLOSE)
			found_fix(w->c, f, FIX_SAFE, w->items[i].joint,
				  last ? STR(" and ") : STR(", "));
	}
	return true;
}

/* What follows goes on with the list: "paras. 5, 8 and annex II", "paras. 5, 8 ff.". */
static bool list_goes_on(const struct locator_walk *w)
{
	struct str rest = locator_rest(w, w->l->span.end);
	size_t n = 1;
	char mark;

	if (!rest.n)
		return false;
	mark = rest.p[0];
	if (!strchr(".;,)", mark))
		return true;
	while (n < rest.n && rest.p[n] == ' ')
		n++;
	rest = str_skip(rest, n);
	if (!rest.n || mark == ')')
		return false;
	return is_digit(rest.p[0]) || rest.p[0] == '(' || (mark == ',' && is_lower(rest.p[0]));
}

/* "paras. 5, 6, 9": commas alone; "paras. 5, 6, and 9": one too many. */
static void check_last_joint(struct locator_walk *w)
{
	uint32_t n = w->l->nitems, at;
	const struct locator_item *last = &w->items[n - 1];
	struct span span = {w->items[n - 2].span.begin, last->span.end};
	bool serial = last->joint_kind == JOINT_COMMA_AND;
	struct finding *f;

	if (!serial && last->joint_kind != JOINT_COMMA)
		return;
	for (uint32_t i = 1; i + 1 < n; i++)
		if (w->items[i].joint_kind != JOINT_COMMA)
			return;
	if ((!serial && list_goes_on(w)) || locator_is_quoted(w))
		return;
	f = found(w->c, "locator-list-and", span);
	at = last->joint.begin;
	at += w->c->doc->text.p[at] == '.';
	found_fix(w->c, f, FIX_SAFE, (struct span){at, at + 1}, serial ? STR_NONE : STR(" and"));
}

static void check_joints(struct locator_walk *w)
{
	bool odd = check_form(w);

	if (w->l->nitems < 2 || check_close(w) || odd)
		return;
	/* Bodies of text list articles with their paragraphs, which end lists early. */
	if (w->l->plural && locator_is_formal(w))
		check_last_joint(w);
}

static void run(struct checking *c)
{
	struct locator_walk w = {.c = c};
	struct locator_habit dashes = dash_habit(c);

	while (locator_next(&w)) {
		for (uint32_t i = 0; i < w.l->nitems; i++) {
			check_bracket(&w, &w.items[i].from);
			if (span_is_empty(w.items[i].to.span))
				continue;
			check_bracket(&w, &w.items[i].to);
			check_dash(&w, &w.items[i], &dashes);
			check_order(&w, &w.items[i]);
		}
		check_lost_dash(&w);
		check_joints(&w);
	}
}

const struct checker checker_locator_list = {"locator_list", slugs, run};
