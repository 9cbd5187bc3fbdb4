/*
 * floor: cite
 * Notes and indicators: which candidates count, and what is tied to what. Small documents
 * by rows; then the whole truth of the compilation on Kazakhstan, of which OCR left glyphs
 * for indicators and 28 notes without a number.
 */

#include "base/file.h"
#include "doc/place.h"

#include "cited.h"
#include <stdlib.h>

static void build(struct str text)
{
	cite_text(text, "draft.txt", "");
}

/* "1>0 2>-": the label of each indicator and the index of its note. */
static const char *ties_of(void)
{
	struct str all = STR("");

	for (uint32_t i = 0; i < ap.indicators.n; i++) {
		const struct indicator *in = &ap.indicators.at[i];
		struct str note = in->note == NONE ? STR("-") : arena_number(&arena, in->note);

		all = arena_printf(&arena, "%.*s%s%.*s>%.*s", STR_ARG(all), i ? " " : "",
				   STR_ARG(in->label), STR_ARG(note));
	}
	return all.p;
}

static const struct {
	const char *text, *ties, *why;
} rows[] = {
	{"A.¹ B.²\n\nNotes\n\n1 One.\n2 Two.\n", "1>0 2>1", "raised"},
	{"Alpha.1 Beta.2\n\nNotes\n\n1 One.\n2 Two.\n", "1>0 2>1", "bare"},
	{"In 2012,1 in 2013.2 On article 21.3 The\n\nNotes\n\n1 One.\n2 Two.\n3 Three.\n",
	 "1>0 2>1 3>2", "bare, behind figures"},
	{"It paid 5,3 per cent.1 In the G20 area2 it\n\nNotes\n\n1 One.\n2 Two.\n", "1>0 2>1",
	 "figures that no note has"},
	{"Alpha.1 Beta.3 Gamma.4 Delta\n\nNotes\n\n1 One.\n3 Three.\n4 Four.\n", "1>0 3>1 4>2",
	 "numbers that both sides lack cost nothing"},
	{"A.¹ B.³\n\nNotes\n\n1 One.\n2 Two.\n", "1>0 3>-", "an indicator without a note"},
	{"A.¹ B.¹ C.²\n\nNotes\n\n1 One.\n2 Two.\n", "1>0 1>0 2>1", "a note called twice"},
	{"A.¹ B.²\n\nNotes\n\nOne.\n\nTwo.\n", "1>0 2>1", "as many notes as indicators: by order"},
	{"A.¹ B.²\n\nNotes\n\nFirst sentence.\nSee A/RES/75/1, para. 5.\n\nTwo.\n", "1>0 2>1",
	 "a second sentence is no note"},
	{"Title*\n\nText.¹\n\n* Reissued.\n\nNotes\n\n1 One.\n", "*>0 1>1",
	 "an asterisk of its own"},
};

START_TEST(test_ties)
{
	build(str_of(rows[_i].text));
	ck_assert_msg(strcmp(ties_of(), rows[_i].ties) == 0, "%s: \"%s\"", rows[_i].why, ties_of());
}
END_TEST

/* ---- the compilation ----------------------------------------------------------------- */

/* Line and glyphs of indicators 1 to 102; NULL for one that left nothing. */
static const struct {
	uint32_t line;
	const char *glyphs;
} truth[] = {
	{4, "!"},    {16, "?"},	  {20, "?"},	{25, NULL},  {31, ">"},	  {35, "6"},   {37, "”"},
	{43, "®"},   {44, "®"},	  {48, "©"},	{51, "1"},   {54, "%2"},  {61, "3"},   {65, "*4"},
	{71, "®>"},  {74, "®"},	  {79, "%”"},	{84, "'®"},  {88, "®"},	  {102, "?"},  {109, "?*"},
	{113, "??"}, {116, "%"},  {127, "?*"},	{130, "?®"}, {133, "%"},  {139, "?”"}, {153, "?"},
	{157, "?®"}, {163, "*®"}, {165, "®!"},	{177, "*?"}, {184, NULL}, {197, "3"},  {203, "®"},
	{216, NULL}, {219, "®”"}, {224, "3"},	{227, "*"},  {242, "*"},  {242, "*"},  {247, "*?"},
	{253, "®"},  {260, "*"},  {266, "*®"},	{272, NULL}, {279, "*’"}, {282, "*"},  {286, "*®"},
	{287, NULL}, {294, ">"},  {302, "2"},	{307, "%"},  {315, "5"},  {322, "%"},  {332, "56"},
	{336, "%’"}, {342, "%"},  {345, "*®*"}, {347, "5°"}, {353, "5!"}, {361, "52"}, {368, NULL},
	{371, "®"},  {373, "®"},  {381, "e"},	{384, "®”"}, {386, "5®"}, {397, "®*"}, {399, "™"},
	{405, "™"},  {411, "”?"}, {418, "”"},	{421, "™"},  {427, "™"},  {437, "’"},  {444, "”"},
	{448, "”"},  {450, "™"},  {453, "®"},	{458, "8!"}, {464, "®?"}, {471, "®"},  {477, "®"},
	{487, NULL}, {493, NULL}, {503, "®"},	{511, "®"},  {521, "®®"}, {527, "®"},  {534, "®"},
	{538, "?"},  {545, "%"},  {554, "®*"},	{561, "%"},  {571, "®"},  {576, "®”"}, {580, "®®"},
	{585, "®®"}, {587, "®"},  {593, "'%*"}, {595, "1%"},
};

/* Number and first line of the notes that are there. */
static const struct {
	uint32_t number, line;
} list[] = {
	{2, 596},  {3, 601},  {4, 603},	 {8, 604},  {9, 606},  {10, 608}, {11, 610},
	{12, 613}, {13, 619}, {14, 621}, {15, 624}, {16, 625}, {17, 627}, {18, 629},
	{19, 632}, {20, 634}, {21, 635}, {22, 637}, {23, 639}, {24, 641}, {25, 643},
	{26, 647}, {27, 649}, {28, 651}, {29, 654}, {30, 657}, {31, 659}, {32, 660},
};

/* The line that holds the byte at 'at', or the one before it: a lost indicator stands behind
 * the last byte of its paragraph. */
static uint32_t line_of(uint32_t at, bool behind)
{
	return document_line(&doc, behind ? document_raw_end(&doc, at) - 1
					  : document_raw_begin(&doc, at)) +
	       1;
}

static void open_compilation(void)
{
	static const char path[] = "fixtures/documents/kazakhstan-compilation/input.txt";
	struct err err = {0};
	struct str text;

	ck_assert_msg(file_read(&arena, path, 1 << 20, &text, &err) == FF_OK, "%s", err.message);
	build(text);
}

START_TEST(test_compilation_indicators)
{
	uint32_t lost = 0;

	open_compilation();
	ck_assert_uint_eq(ap.indicators.n, COUNT_OF(truth));
	for (uint32_t i = 0; i < COUNT_OF(truth); i++) {
		const struct indicator *in = &ap.indicators.at[i];
		struct str glyphs = document_str(&doc, in->span);
		uint32_t line;

		ck_assert_uint_eq(in->number, i + 1);
		line = line_of(in->span.begin, !truth[i].glyphs);
		ck_assert_msg(line == truth[i].line, "indicator %u on line %u", i + 1, line);
		ck_assert_msg(truth[i].glyphs ? str_eq(glyphs, str_of(truth[i].glyphs))
					      : in->evidence == EVIDENCE_LOST,
			      "indicator %u is \"%.*s\"", i + 1, STR_ARG(glyphs));
		lost += in->evidence == EVIDENCE_LOST;
	}
	ck_assert_uint_eq(lost, 8);
}
END_TEST

START_TEST(test_compilation_notes)
{
	open_compilation();
	ck_assert_uint_eq(ap.notes.n, COUNT_OF(list));
	for (uint32_t i = 0; i < COUNT_OF(list); i++) {
		const struct note *n = &ap.notes.at[i];

		ck_assert_msg(n->number == list[i].number, "note on line %u is %u, not %u",
			      list[i].line, n->number, list[i].number);
		ck_assert_uint_eq(line_of(n->span.begin, false), list[i].line);
		ck_assert(n->inferred && n->indicator == n->number - 1);
	}
	ck_assert(ap.notes.at[0].beheaded);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("notes");
	TCase *tests = tcase_create("notes");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_loop_test(tests, test_ties, 0, COUNT_OF(rows));
	tcase_add_test(tests, test_compilation_indicators);
	tcase_add_test(tests, test_compilation_notes);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
