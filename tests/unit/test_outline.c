/*
 * floor: cite
 * What cross-references can point at, and which locators are cross-references.
 */

#include "cited.h"

static void read_text(const char *text)
{
	cite_text(str_of(text), "draft.md", "");
}

/* "T:1 2 3! A:1 2": the divisions with their numbers, a mark for each hole. */
static const char *divisions_of(void)
{
	static const char kinds[] = "TAIQ";
	struct str all = STR("");

	for (uint32_t i = 0; i < ap.outline.divisions.n; i++) {
		const struct division *d = &ap.outline.divisions.at[i];

		all = arena_printf(&arena, "%.*s%s%c:", STR_ARG(all), i ? " " : "", kinds[d->kind]);
		for (uint32_t k = d->first; k < d->first + d->n; k++)
			all = arena_printf(
				&arena, "%.*s%s%.*s", STR_ARG(all), k > d->first ? " " : "",
				STR_ARG(number_show(&arena, &ap.outline.paragraphs.at[k].number)));
		for (uint32_t k = 0; k < d->holes; k++)
			all = arena_printf(&arena, "%.*s!", STR_ARG(all));
	}
	return all.p;
}

static const struct {
	const char *text, *divisions, *why;
} outlines[] = {
	{"1. A.\n\n2. B.\n\n3. C.\n", "T:1 2 3", "one row"},
	{"1. A.\n\n2. B.\n\n5. C.\n\n6. D.\n", "T:1 2 5 6!", "a hole"},
	{"7. A.\n\n8. B.\n", "T:7 8!", "the beginning is missing"},
	{"1. A.\n\n2. B.\n\n# Annex\n\n1. C.\n\n2. D.\n", "T:1 2 A:1 2", "an annex"},
	{"1. A.\n\n2. B.\n\n# Annex I\n\n1. C.\n\n# Appendix\n\n1. D.\n\n# Annex II\n\n1. E.\n",
	 "T:1 2 A:1 I:1 A:1", "an appendix belongs to its annex"},
	{"1. A.\n\n2. B.\n\n# Individual opinion of Ms. X\n\n1. C.\n\n2. D.\n", "T:1 2 I:1 2",
	 "an opinion"},
	{"1. A.\n\n2. B.\n\n3. C:\n\n   1. c;\n\n   2. d.\n\n4. E.\n\n5. F.\n", "T:1 2 3 4 5 Q:1 2",
	 "a list that is quoted"},
	{"1. A.\n\n2. B.\n\n# Work\n\n1. C.\n\n4. D.\n\n5. E.\n",
	 "T:1 2 1 4 5! Q:", "a misprint is no quotation"},
	{"1. A.\n\n2. B.\n\n2 bis. C.\n\n3. D.\n", "T:1 2 2 bis 3", "a number put in between"},
	{"1.1 A.\n\n1.2 B.\n\n2. C.\n\n3.1 D.\n\n3.2 E.\n", "T:1.1 1.2 2 3.1 3.2", "pairs"},
	{"No numbers.\n", "T:", "nothing"},
};

START_TEST(test_outlines)
{
	read_text(outlines[_i].text);
	ck_assert_msg(strcmp(divisions_of(), outlines[_i].divisions) == 0, "%s: \"%s\"",
		      outlines[_i].why, divisions_of());
}
END_TEST

/* "para. 12 above|…": a side and the words of each cross-reference. */
static const char *references_of(void)
{
	static const char *const sides[] = {"", "above ", "below "};
	struct str all = STR("");

	for (uint32_t i = 0; i < ap.cross_references.n; i++) {
		const struct cross_reference *r = &ap.cross_references.at[i];
		struct str words = document_str(&doc, ap.locators.at[r->locator].span);

		all = arena_printf(&arena, "%.*s%s%s%.*s", STR_ARG(all), i ? "|" : "",
				   sides[r->side], STR_ARG(words));
	}
	return all.p;
}

static const struct {
	const char *text, *references, *why;
} references[] = {
	{"See paragraph 12 above.", "above paragraph 12", "behind"},
	{"See paras. 5 and 6–8, above.", "above paras. 5 and 6–8", "behind a comma"},
	{"As in table 1 (below).", "below table 1", "in brackets"},
	{"See above, para. 4, and below paras. 5–7.", "above para. 4", "before"},
	{"See infra, sect. IV.", "below sect. IV", "Latin"},
	{"Text.[^1]\n\n[^1]: Smith, supra note 12, para. 5.\n", "above note 12",
	 "the paragraph is of Smith's"},
	{"Text.[^1]\n\n[^1]: Warsame, supra, para. 5.\n", "", "so is this one"},
	{"As stated in paragraph 3 of the present report.", "paragraph 3", "the present report"},
	{"Under article 4, paragraph 3 of the present Covenant.", "", "the Covenant is quoted"},
	{"It was noted (see para. 5).", "para. 5", "brackets that hold nothing else"},
	{"General comment No. 3 (para. 5) says so.", "", "brackets without \"see\""},
	{"See paragraph 5 above-mentioned.", "", "another word"},
	{"He said \xe2\x80\x9csee paragraph 5 above\xe2\x80\x9d.", "", "a quotation"},
	{"He \xe2\x80\x9cleft\xe2\x80\x9d; see paragraph 5 above.", "above paragraph 5",
	 "behind a quotation"},
	{"Growth fell in table 3 as well.", "table 3", "an own table"},
	{"Growth fell in table 3 of the survey.", "", "another's table"},
	{"The above paragraph 5 of the law.", "", "a word before it that belongs to nothing"},
};

START_TEST(test_references)
{
	read_text(references[_i].text);
	ck_assert_msg(strcmp(references_of(), references[_i].references) == 0, "%s: \"%s\"",
		      references[_i].why, references_of());
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("outline");
	TCase *tests = tcase_create("outline");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_loop_test(tests, test_outlines, 0, (int)COUNT_OF(outlines));
	tcase_add_loop_test(tests, test_references, 0, (int)COUNT_OF(references));
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
