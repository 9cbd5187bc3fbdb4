/*
 * floor: cite
 * Locators as the pass over a text finds them: word, unit, items, values, spans.
 */

#include "cited.h"
#include <stdlib.h>

static void read_text(struct str text)
{
	cite_text(text, "draft.md", "");
}

static const char *const units[] = {
	[UNIT_PARAGRAPH] = "para", [UNIT_PAGE] = "page",   [UNIT_CHAPTER] = "chap",
	[UNIT_SECTION] = "sect",   [UNIT_ANNEX] = "annex", [UNIT_APPENDIX] = "appendix",
	[UNIT_ARTICLE] = "art",	   [UNIT_PART] = "part",   [UNIT_VOLUME] = "vol",
	[UNIT_TABLE] = "table",	   [UNIT_FIGURE] = "fig",  [UNIT_BOX] = "box",
	[UNIT_NOTE] = "note",
};

/* A number as it was understood: "9(a) (ii)", "115.113", "2 bis", "r3" (roman), "l1" (letter). */
static struct str show_number(const struct locator_number *n)
{
	struct str minor = n->minor ? arena_printf(&arena, ".%u", n->minor) : STR_NONE;
	struct str below = document_str(&doc, n->below);

	return arena_printf(&arena, "%s%u%.*s%s%.*s",
			    n->roman	? "r"
			    : n->letter ? "l"
					: "",
			    n->value, STR_ARG(minor), n->bis ? " bis" : "", STR_ARG(below));
}

static struct str show_item(const struct locator_item *item)
{
	static const char *const joints[] = {
		[JOINT_NONE] = "",     [JOINT_COMMA] = ", ",
		[JOINT_AND] = " and ", [JOINT_COMMA_AND] = ", and ",
		[JOINT_OR] = " or ",   [JOINT_SEMICOLON] = "; ",
		[JOINT_CLOSE] = "+",
	};
	struct str from = show_number(&item->from), to = STR_NONE, below;

	if (!span_is_empty(item->to.span))
		to = arena_printf(&arena, "-%.*s", STR_ARG(show_number(&item->to)));
	below = document_str(&doc, item->from.below);
	if (item->below_only)
		from = arena_printf(&arena, "<%.*s>", STR_ARG(below));
	return arena_printf(&arena, "%s%.*s%.*s", joints[item->joint_kind], STR_ARG(from),
			    STR_ARG(to));
}

/* "paras: 5, 6 and 7-9 [paras. 5, 6 and 7–9]|" */
static struct str show(const struct locator *l)
{
	struct str out = arena_printf(&arena, "%s%s:", units[l->unit], l->plural ? "s" : "");

	for (uint32_t i = 0; i < l->nitems; i++)
		out = arena_printf(&arena, "%.*s%.*s", STR_ARG(out),
				   STR_ARG(show_item(&ap.locator_items.at[l->first_item + i])));
	return arena_printf(&arena, "%.*s [%.*s]|", STR_ARG(out),
			    STR_ARG(document_str(&doc, l->span)));
}

static const struct {
	const char *text, *locators, *why;
} rows[] = {
	{"A/1, para. 5.", "para:5 [para. 5]|", "the plain form"},
	{"A/1, Para. 5 above.", "para:5 [Para. 5]|", "a capital"},
	{"A/1, paras. 5 and 6.", "paras:5 and 6 [paras. 5 and 6]|", "two"},
	{"A/1, paras. 5, 6, and 7.", "paras:5, 6, and 7 [paras. 5, 6, and 7]|", "serial comma"},
	{"A/1, paras. 5–9 and 12.", "paras:5-9 and 12 [paras. 5–9 and 12]|", "a range"},
	{"A/1, paras. 5 - 9.", "paras:5-9 [paras. 5 - 9]|", "a spaced hyphen"},
	{"A/1, paras. 5−9.", "paras:5-9 [paras. 5−9]|", "a minus sign"},
	{"A/1, paras. 5 to 9.", "paras:5-9 [paras. 5 to 9]|", "in words"},
	{"A/1, paras. 9 (a) (ii) and 10.", "paras:9(a) (ii) and 10 [paras. 9 (a) (ii) and 10]|",
	 "depth"},
	{"A/1, paras. 34 (b) and (c).", "paras:34(b) and <(c)> [paras. 34 (b) and (c)]|",
	 "sub-paragraphs of one"},
	{"A/1, para. 34 (a)(b)(c) and (d).",
	 "para:34(a)+<(b)>+<(c)> and <(d)> [para. 34 (a)(b)(c) and (d)]|", "without joints"},
	{"A/1, para. 25 (a)–(b).", "para:25(a)-25(b) [para. 25 (a)–(b)]|", "a range of letters"},
	{"A/1, para. 12 (a)(ii).", "para:12(a)(ii) [para. 12 (a)(ii)]|", "a space is missing"},
	{"A/1, para. 4 (h) (i).", "para:4(h) (i) [para. 4 (h) (i)]|", "roman below a letter"},
	{"A/1, paras. 115.113 and 115.114.",
	 "paras:115.113 and 115.114 [paras. 115.113 and 115.114]|", "pairs"},
	{"A/1, paras. 5.1. and 5.2.", "paras:5.1 and 5.2 [paras. 5.1. and 5.2]|", "their stop"},
	{"A/1, paras. 7.3.–7.4.", "paras:7.3-7.4 [paras. 7.3.–7.4]|", "and a dash"},
	{"A/1, para. 12 bis.", "para:12 bis [para. 12 bis]|", "bis"},
	{"A/1, chap. II, sect. A.1, para. 5.",
	 "chap:r2 [chap. II]|sect:l1 [sect. A.1]|para:5 [para. 5]|", "from large to small"},
	{"A/1, chap. II.B.", "chap:r2 [chap. II.B]|", "with its section"},
	{"A/1, sects. II and III.", "sects:r2 and r3 [sects. II and III]|", "roman"},
	{"A/1, Annex III.", "annex:r3 [Annex III]|", "an annex"},
	{"A/66/93, annex.", "annex: [annex]|", "without a number"},
	{"Resolution 60/147, annex, para. 5.", "annex: [annex]|para:5 [para. 5]|", "of a number"},
	{"Resolution 217 A (III), annex.", "annex: [annex]|", "of an old number"},
	{"The rules, annex, paras. 5 and 6.", "annex: [annex]|paras:5 and 6 [paras. 5 and 6]|",
	 "before a smaller unit"},
	{"A/66/93, annex I, para. 2.", "annex:r1 [annex I]|para:2 [para. 2]|", "with its number"},
	{"Ibid., p. xii.", "page:r12 [p. xii]|", "a page of the preface"},
	{"Ibid., pp. iv–x and 3.", "pages:r4-r10 [pp. iv–x]|", "small numerals"},
	{"Ibid., pp. 1,204–1,210.", "pages:1204-1210 [pp. 1,204–1,210]|", "thousands"},
	{"Ibid., vol. II, p. 7 (1990).", "vol:r2 [vol. II]|page:7 [p. 7]|", "a year is not below"},
	{"See note 12 above.", "note:12 [note 12]|", "a cross-reference"},
	{"See footnotes 12 and 15.", "notes:12 and 15 [footnotes 12 and 15]|", "two of them"},
	{"Article 19 (3) of it.", "art:19(3) [Article 19 (3)]|", "in a text"},
	{"articles 9 (1), (3) and (4) and 14.",
	 "arts:9(1), <(3)> and <(4)> and 14 [articles 9 (1), (3) and (4) and 14]|", "a long one"},
	{"art. 34 (“Forms of reparation”).", "art:34 [art. 34]|", "a title is not below"},
	{"article 293-1 of the Code.", "art:293.1 [article 293-1]|", "the article of a code"},
	{"figures 2 and 3, table A.1, box 4.",
	 "figs:2 and 3 [figures 2 and 3]|table:l1 [table A.1]|box:4 [box 4]|", "the rest"},
	{"Ibid., part II.", "part:r2 [part II]|", "a part"},
	{"A/1, paras. 3 or 4.", "paras:3 or 4 [paras. 3 or 4]|", "or"},
	{"A/1, para.\u00a05.", "para:5 [para.\u00a05]|", "a no-break space"},
	{"A/1 (para. 5).", "para:5 [para. 5]|", "in brackets"},
	/* With flaws. */
	{"A/1, para 5.", "para:5 [para 5]|", "no stop"},
	{"A/1, para.5.", "para:5 [para.5]|", "no space"},
	{"A/1, p.7.", "page:7 [p.7]|", "nor here"},
	{"A/1,paras.5 and 6.", "paras:5 and 6 [paras.5 and 6]|", "nor before it"},
	{"Text.[^1]\n\n[^1]: A/1, para, 7.\n", "para:7 [para, 7]|", "a comma for a stop"},
	{"A/1, paras 3 and. 8.", "paras:3 and 8 [paras 3 and. 8]|", "a stray stop"},
	{"A/1, para. 42(d).", "para:42(d) [para. 42(d)]|", "no space before a bracket"},
	{"A/1, paras. 115. 23 and 115.24.", "paras:115.23 and 115.24 [paras. 115. 23 and 115.24]|",
	 "a pair come apart"},
	{"A/1, para . 5.", "para:5 [para . 5]|", "a stray space"},
	{"A/1, para. 12 ().", "para:12() [para. 12 ()]|", "a lost letter"},
	{"A/1, para. 5 and 8.", "para:5 and 8 [para. 5 and 8]|", "one word for two"},
	{"A/1, paras. 5.", "paras:5 [paras. 5]|", "two words for one"},
	{"A/1, paras. 43–36.", "paras:43-36 [paras. 43–36]|", "falling"},
	{"A/1, paras 2.11, 5.6).", "paras:2.11, 5.6 [paras 2.11, 5.6]|", "no conjunction"},
	/* What follows is not of it. */
	{"articles 6, paragraph 1, and 7 of it.", "arts:6 [articles 6]|para:1 [paragraph 1]|",
	 "the list of articles goes on"},
	{"article 6, paragraphs 1 and 7 of it.",
	 "art:6 [article 6]|paras:1 and 7 [paragraphs 1 and 7]|", "it does not"},
	{"A/1, para. 5. 23 States agreed.", "para:5 [para. 5]|", "a new sentence"},
	{"A/1, para. 80, 20 June 2006.", "para:80 [para. 80]|", "a date"},
	{"A/1, para. 5, 12 May 2010.", "para:5 [para. 5]|", "another"},
	{"A/1, para. 6.3, 1095/2002, Gomaritz.", "para:6.3 [para. 6.3]|", "a case"},
	{"A/1, para. 13, and 34/20, para. 5 (b).", "para:13 [para. 13]|para:5(b) [para. 5 (b)]|",
	 "a resolution"},
	{"A/1, p. 14 and 7amleh.", "page:14 [p. 14]|", "a name"},
	{"A/1, p. 5, A/HRC/4/5.", "page:5 [p. 5]|", "a symbol"},
	{"A/1, p. 12, 1998.", "page:12 [p. 12]|", "a year"},
	{"A/1, para. 5, 27 States agreed.", "para:5 [para. 5]|", "a number of something"},
	{"article 5 and 12 persons.", "art:5 [article 5]|", "another number of something"},
	{"article 25 and 1325 (2000).", "art:25 [article 25]|", "a resolution of the Council"},
	{"paragraph 5 – 12 States.", "para:5 [paragraph 5]|", "the dash of the sentence"},
	/* None at all. */
	{"It notes that 5 are part of 7.", "", "verbs"},
	{"To table 5/6 and box A/5.", "", "no locators"},
	{"In the figures, 5 were noted.", "", "a comma"},
	{"Agenda para 2030.", "", "Spanish"},
	{"Works of art 19 in number.", "", "art"},
	{"https://example.org/para.5 and x/page 7.", "", "in an address"},
	{"On the part I played.", "", "a pronoun"},
	{"In a note 12 May 2010.", "", "a date"},
	{"the annex to the report.", "", "prose"},
};

START_TEST(test_rows)
{
	struct str seen = STR_NONE;

	read_text(str_of(rows[_i].text));
	for (uint32_t i = 0; i < ap.locators.n; i++)
		seen = arena_printf(&arena, "%.*s%.*s", STR_ARG(seen),
				    STR_ARG(show(&ap.locators.at[i])));
	ck_assert_msg(str_eq(seen, str_of(rows[_i].locators)), "%s: %.*s", rows[_i].why,
		      STR_ARG(seen));
}
END_TEST

/* The spans of one locator with everything in it. */
START_TEST(test_spans)
{
	const struct locator *l;
	const struct locator_item *items;

	read_text(STR("See A/HRC/4/5, paras. 9 (a) (ii), 12 – 15 (b), and 17."));
	ck_assert_uint_eq(ap.locators.n, 1);
	l = &ap.locators.at[0];
	items = &ap.locator_items.at[l->first_item];
	ck_assert_uint_eq(l->nitems, 3);
	ck_assert(str_eq(document_str(&doc, l->word), STR("paras.")));
	ck_assert(str_eq(document_str(&doc, items[0].span), STR("9 (a) (ii)")));
	ck_assert(str_eq(document_str(&doc, items[0].from.figure), STR("9")));
	ck_assert(str_eq(document_str(&doc, items[0].from.below), STR("(a) (ii)")));
	ck_assert(span_is_empty(items[0].to.span) && span_is_empty(items[0].dash));
	ck_assert(str_eq(document_str(&doc, items[1].joint), STR(", ")));
	ck_assert(str_eq(document_str(&doc, items[1].span), STR("12 – 15 (b)")));
	ck_assert(str_eq(document_str(&doc, items[1].dash), STR(" – ")));
	ck_assert(str_eq(document_str(&doc, items[1].to.span), STR("15 (b)")));
	ck_assert(str_eq(document_str(&doc, items[1].to.figure), STR("15")));
	ck_assert(str_eq(document_str(&doc, items[2].joint), STR(", and ")));
	ck_assert(!l->spelt && l->plural && l->unit == UNIT_PARAGRAPH);
}
END_TEST

/* 'head' and then 'piece' over and over. */
static struct str repeated(const char *head, const char *piece, size_t times)
{
	size_t h = strlen(head), n = strlen(piece);
	char *p = arena_alloc(&arena, h + n * times);

	memcpy(p, head, h);
	for (size_t i = 0; i < times; i++)
		memcpy(p + h + i * n, piece, n);
	return (struct str){p, h + n * times};
}

/* The whole is one locator, however long or deep. */
START_TEST(test_hostile)
{
	read_text(repeated("A/1, paras. 1", ", 2", 100000));
	ck_assert_uint_eq(ap.locators.n, 1);
	ck_assert_uint_eq(ap.locators.at[0].nitems, 100001);
	read_text(repeated("A/1, para. 1", " (a)", 1000));
	ck_assert_uint_eq(ap.locators.n, 1);
	ck_assert_uint_eq(ap.locators.at[0].nitems, 1);
	read_text(repeated("A/1, para. 1", "(", 100000));
	ck_assert_uint_eq(ap.locators.at[0].nitems, 1);
	read_text(repeated("A/1, para. 1", ", para. 1", 100000));
	ck_assert_uint_eq(ap.locators.n, 100001);
	read_text(repeated("A/1, para. ", "9", 100000));
	ck_assert_uint_eq(ap.locators.n, 0);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("locators");
	TCase *tc = tcase_create("locators");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, test_rows, 0, COUNT_OF(rows));
	tcase_add_test(tc, test_spans);
	tcase_add_test(tc, test_hostile);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
