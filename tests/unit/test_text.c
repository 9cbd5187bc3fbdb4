/*
 * floor: read
 * Plain text: where notes begin, what labels them, what may be an indicator, what the
 * blocks are. Each row is a whole small document.
 */
#include "read/reader.h"

#include "arena.h"
#include <stdlib.h>

static struct document doc;

static void read_as_text(const char *text)
{
	struct err err = {0};

	ck_assert_int_eq(read_bytes(&doc, &arena, str_of(text), "draft.txt", &err), FF_OK);
}

/* "1:Ibid.|2:See …": label and text of each note. */
static const char *notes_of(void)
{
	struct str all = STR("");

	for (uint32_t i = 0; i < doc.notes.n; i++) {
		const struct note_candidate *n = &doc.notes.at[i];
		struct str text = document_str(&doc, n->span);

		all = arena_printf(&arena, "%.*s%s%.*s:%.*s", STR_ARG(all), i ? "|" : "",
				   STR_ARG(n->label), STR_ARG(text));
	}
	return all.p;
}

/* "1 2 ®": the indicator candidates as they are printed. */
static const char *indicators_of(void)
{
	struct str all = STR("");

	for (uint32_t i = 0; i < doc.indicators.n; i++) {
		struct str glyphs = document_str(&doc, doc.indicators.at[i].span);

		all = arena_printf(&arena, "%.*s%s%.*s", STR_ARG(all), i ? " " : "",
				   STR_ARG(glyphs));
	}
	return all.p;
}

/* One letter a block: H, P (numbered: its number), N, F, C. */
static const char *blocks_of(void)
{
	struct str all = STR("");

	for (uint32_t i = 0; i < doc.blocks.n; i++) {
		const struct block *b = &doc.blocks.at[i];
		struct str number = document_str(&doc, b->number);

		all = arena_printf(&arena, "%.*s%s%s%.*s", STR_ARG(all), i ? " " : "",
				   b->kind == BLOCK_HEADING	? "H"
				   : b->kind == BLOCK_NOTE	? "N"
				   : b->kind == BLOCK_FURNITURE ? "F"
				   : b->kind == BLOCK_CONTENTS	? "C"
								: "P",
				   STR_ARG(number));
	}
	return all.p;
}

/* ---- notes ------------------------------------------------------------------------ */

static const struct {
	const char *text, *notes, *why;
} notes[] = {
	{"A.¹ B.²\n\nNotes\n\n1 One.\n2 Two.\n", "1:One.|2:Two.", "bare labels"},
	{"A.¹ B.²\n\nNotes\n\n1. One.\n2. Two.\n", "1:One.|2:Two.", "labels with a stop"},
	{"A.¹ B.²\n\nEndnotes\n\n1) One.\n2) Two.\n", "1:One.|2:Two.", "labels with a bracket"},
	{"A.¹ B.²\n\nNotes\n\n(1) One.\n(2) Two.\n", "1:One.|2:Two.", "round brackets"},
	{"A.[1] B.[2]\n\nNotes\n\n[1] One.\n[2] Two.\n", "1:One.|2:Two.", "square brackets"},
	{"A.¹ B.²\n\nNotes\n\n¹ One.\n²Two.\n", "1:One.|2:Two.", "raised labels, one that touches"},
	{"A.¹ B.²\n\nNotes\n\n1\nOne.\n2\nTwo.\n", "1:One.|2:Two.", "labels alone on their lines"},
	{"A.¹ B.²\n\nNotes\n\n1\tOne.\n2\tTwo.\n", "1:One.|2:Two.", "tabulators"},
	{"A.¹ B.²\r\n\r\nNotes\r\n\r\n1 One.\r\n2 Two.\r\n", "1:One.|2:Two.",
	 "line ends of two bytes"},
	{"A.¹ B.²\n\nNotes\n\nOne.\n\nTwo.\n", ":One.|:Two.", "no labels"},
	{"A.¹ B.²\n\nNotes\n\n1 See Decree No.\n5 of May.\n2 Two.\n",
	 "1:See Decree No. 5 of May.|2:Two.", "a number that only wrapping put first"},
	{"A.¹ B.²\n\nNotes\n\n1 Adopted in\n2012 and later. See\n14 May.\n2 Two.\n",
	 "1:Adopted in 2012 and later. See 14 May.|2:Two.", "years and days"},
	{"A.¹ B.²\n\nNotes\n\n1 One.\nSee A/RES/75/1, para. 5.\n2 Two.\n",
	 "1:One. See A/RES/75/1, para. 5.|2:Two.", "a source on its own line, among labels"},
	{"A.²¹ B.²²\n\nNotes\n\n21 see below.\n22 and above.\n", "21:see below.|22:and above.",
	 "small letters, and a list cut at its head"},
	{"A.¹ B.³\n\nNotes\n\n1 One.\n3 Three.\n", "1:One.|3:Three.", "a number that is missing"},
	{"A.¹ B.²\n\nNotes\n\n1 One.\n\n1 Two.\n\n3 Three.\n", "1:One.|1:Two.|3:Three.",
	 "a label that stands twice"},
	{"A.¹ B.² C.³\n\nNotes\n\n1 One.\n\nTwo.\n\n3 Three.\n", "1:One.|:Two.|3:Three.",
	 "a label that was lost"},
	{"1. A.¹\n\n2. B.²\n\n1. One.\n2. Two.\n", "1:One.|2:Two.",
	 "no heading, labels like the paragraphs' numbers"},
	{"1. A.[1]\n\n2. B.[2]\n\n[1] One.\n\n[2] Two.\n", "1:One.|2:Two.", "no heading, brackets"},
	{"A.¹\n\n1\n\fA/HRC/1/2\nPage 2\nNotes\n1 One.\n", "1:One.",
	 "a heading below a running head"},
	{"He took these\nnotes.\n\nHe left.\n", "", "a last word is no heading"},
	{"1. First paragraph.\n\n2. Second paragraph.\n", "", "numbered paragraphs are no notes"},
	{"A.1\n\n____________________\n1 One.\n", "1:One.", "a rule"},
	{"A body line.1\n\n1 One note.\n\fA page.2 B.3\n\n2 Two.\n3 Three.\n",
	 "1:One note.|2:Two.|3:Three.", "feet of pages, without a rule"},
	{"A body line.1\n\n_____\n1 One note that\n\fA page.2\n\n_____\ngoes on here.\n2 Two.\n",
	 "1:One note that goes on here.|2:Two.", "a footnote that runs on to the next page"},
	{"Title*\n\n* Reissued.\n\nText.¹\n\nNotes\n\n1 One.\n", "*:Reissued.|1:One.",
	 "an asterisk"},
	{"A.¹\n\nNotes\n\n1 One.\n\nAnnex I\n\nText of the annex.\n", "1:One.",
	 "an annex ends the list"},
};

START_TEST(test_notes)
{
	read_as_text(notes[_i].text);
	ck_assert_msg(strcmp(notes_of(), notes[_i].notes) == 0, "%s: \"%s\"", notes[_i].why,
		      notes_of());
}
END_TEST

/* ---- indicators --------------------------------------------------------------------- */

static const struct {
	const char *text, *indicators, *why;
} indicators[] = {
	{"liberty.¹² The", "¹²", "raised"},
	{"of 25 km² and 3 m³.", "", "units"},
	{"liberty.[12] The [sic]", "[12]", "brackets"},
	{"liberty.12 The", "12", "behind a stop"},
	{"\"liberty\".12 The", "12", "behind a quotation"},
	{"liberty.12", "12", "at the end"},
	{"reports,3 and submissions4 to", "3 4", "behind a comma and a word"},
	{"(the Fund)5 said", "5", "behind a bracket"},
	{"in 2022.3 The", "3", "behind a year and a stop"},
	{"in 2017,87 while", "87", "behind a year and a comma"},
	{"on 8 June 200627 and", "27", "glued to a year"},
	{"the LTTE2-controlled area", "2", "before a hyphen"},
	{"U.S.3 The", "3", "behind an abbreviation"},
	{"paid 1,000.50 dollars at 3.5 per cent", "", "decimals"},
	{"an area of 9 m2 with", "", "a unit"},
	{"liberty.® The", "®", "debris behind a stop"},
	{"liberty.%’ The", "%’", "two glyphs of it"},
	{"services® and", "®", "debris behind a word"},
	{"in 2017,*® while", "*®", "debris behind a comma"},
	{"said “liberty.” The", "", "a quotation mark that closes"},
	{"liberty.” The", "”", "one that closes nothing"},
	{"e.g. five, i.e. 5 of", "", "abbreviations"},
	{"Title of a report*\n\nText", "*", "an asterisk"},
};

START_TEST(test_indicators)
{
	read_as_text(indicators[_i].text);
	ck_assert_msg(strcmp(indicators_of(), indicators[_i].indicators) == 0, "%s: \"%s\"",
		      indicators[_i].why, indicators_of());
}
END_TEST

/* ---- blocks --------------------------------------------------------------------------- */

static const struct {
	const char *text, *blocks, *why;
} blocks[] = {
	{"I. Background\n\n1. One.\n\n2. Two.\n", "HI. P1. P2.", "heading and paragraphs"},
	{"I1. Scope\n\n1. One.\n", "HI1. P1.", "a damaged numeral"},
	{"1. One.\n\n2, Two goes on.\n", "P1. P2,", "a damaged number"},
	{"1. One.\n2. Two.\n3. Three.\n", "P1. P2. P3.", "no blank lines"},
	{"1.1 One.\n\n1.2 Two.\n", "P1.1 P1.2", "numbers in pairs"},
	{"1. One is on\npage one.\n\f2. Two.\n", "P1. P2.", "a page ends between paragraphs"},
	{"1. One goes\n\fon here.\n\n2. Two.\n", "P1. P2.", "a page ends within one"},
	{"A/HRC/1/2\n\n1. One.\n\n1\n\fA/HRC/1/2\n\n2. Two.\n\n2\n", "P1. P2. F F F F",
	 "heads and page numbers"},
	{"1. One.\n\fThe title of the report on many things and some others   A/HRC/1/2\n\n2. "
	 "Two.\n"
	 "\fThe title of the report on many things and some others   A/HRC/1/2\n\n3. Three.\n"
	 "\fThe title of the report on many things and some others   A/HRC/1/2\n\n4. Four.\n",
	 "P1. P2. P3. P4. F F F", "a running head with the title in it"},
	{"1. One.\n\n2\n   A/HRC/1/2\n\n2. Two goes\n\nA/HRC/1/2    3\n\non here.\n\n4\n",
	 "P1. P2. F F F F", "pages whose form feeds were dropped"},
	{"1. One.\n\nA/HRC/1/2\n\n2. Two.\n", "P1. H P2.", "a symbol alone, only once"},
	{"10. Ten.\n\n 1.   Right to life\n    11.  Eleven.\n 12.  Twelve.\n", "P10. H1. P11. P12.",
	 "a heading with a number of its own between paragraphs"},
	{"4.   Minorities\n   61.  One is a long line.\n   62.  Two.\n", "H4. P61. P62.",
	 "a heading first, in an excerpt"},
	{"1. One:\n\n(a) first;\n\n(b) second.\n", "P1. P P", "sub-paragraphs are no headings"},
	{"5.1. One.\n5.2. Two.\n5.3. Three.\n", "P5.1. P5.2. P5.3.", "pairs, no blank lines"},
	{"5.2. It is said in paragraph\n5.3. The end.\n", "P5.2.", "a reference that was wrapped"},
	{"12. One.\n12 bis. Two.\n12A. Three.\n13. Four.\n", "P12. P12 bis. P12A. P13.",
	 "numbers put in between"},
	{"2.4.1 One.\n\n115.113 Two.\n", "P2.4.1 P115.113", "three figures, long second ones"},
	{"1.5 million came.\n\n12.10.2023 was the day.\n", "P P", "neither sums nor dates"},
	{"103. One.\n104. Two:\n   1. First;\n   2. Second;\n105. Three.\n",
	 "P103. P104. P1. P2. P105.", "a list within a paragraph"},
	{"Contents\n             Paragraphs  Page\nI.  Scope .....  1–2  3\nII. A title of\n    "
	 "two "
	 "lines ...  3  4\n\nI. Scope\n\n1. One.\n",
	 "H C C C HI. P1.", "a table of contents"},
	{"Contents\n\nIt holds 3\n", "H H", "a title without a table"},
};

START_TEST(test_blocks)
{
	read_as_text(blocks[_i].text);
	ck_assert_msg(strcmp(blocks_of(), blocks[_i].blocks) == 0, "%s: \"%s\"", blocks[_i].why,
		      blocks_of());
}
END_TEST

/* ---- joins ------------------------------------------------------------------------------ */

static const struct {
	const char *text, *joined, *why;
} joins[] = {
	{"one\ntwo", "one two", "a space"},
	{"asylum-\nseekers", "asylum-seekers", "a hyphen at a line's end stays, no space comes"},
	{"See https://www.ohchr.org/en/foo-\nbar-baz.", "See https://www.ohchr.org/en/foo-bar-baz.",
	 "an address"},
	{"in 2019-\n2024", "in 2019- 2024", "figures keep theirs"},
	{"  indented\n  lines", "indented lines", "leading spaces"},
};

START_TEST(test_joins)
{
	read_as_text(joins[_i].text);
	ck_assert_msg(str_eq(document_str(&doc, doc.blocks.at[0].span), str_of(joins[_i].joined)),
		      "%s: \"%.*s\"", joins[_i].why, STR_ARG(doc.text));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("text");
	TCase *tests = tcase_create("text");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_loop_test(tests, test_notes, 0, COUNT_OF(notes));
	tcase_add_loop_test(tests, test_indicators, 0, COUNT_OF(indicators));
	tcase_add_loop_test(tests, test_blocks, 0, COUNT_OF(blocks));
	tcase_add_loop_test(tests, test_joins, 0, COUNT_OF(joins));
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
