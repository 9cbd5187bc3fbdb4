/*
 * floor: read
 * OpenDocument texts: the same Document that a Word file would make.
 */
#include "read/reader.h"
#include "zipped.h"

#include "unit.h"

static struct arena arena;
static struct document doc;
static struct err err;

#define OASIS "urn:oasis:names:tc:opendocument:xmlns:"

static struct str odt(const char *styles, const char *body)
{
	struct zipped_member members[] = {
		{STR("mimetype"), STR("application/vnd.oasis.opendocument.text")},
		{STR("content.xml"), STR_NONE},
	};

	err = (struct err)ERR_INIT;
	arena_reset(&arena, (size_t)1 << 30);
	members[1].bytes = arena_printf(
		&arena,
		"<office:document-content xmlns:office=\"" OASIS "office:1.0\" xmlns:text=\"" OASIS
		"text:1.0\" xmlns:style=\"" OASIS "style:1.0\" xmlns:table=\"" OASIS
		"table:1.0\" xmlns:fo=\"" OASIS "xsl-fo-compatible:1.0\" "
		"xmlns:xlink=\"http://www.w3.org/1999/xlink\"><office:automatic-styles>%s"
		"</office:automatic-styles><office:body><office:text>%s</office:text></office:body>"
		"</office:document-content>",
		styles, body);
	return zipped(&arena, members, COUNT_OF(members));
}

static enum status read_odt(const char *styles, const char *body)
{
	return read_bytes(&doc, &arena, odt(styles, body), "draft.odt", &err);
}

#define P(content) "<text:p>" content "</text:p>"
#define NOTE(class, label, content)                                                                \
	"<text:note text:note-class=\"" class "\"><text:note-citation>" label                      \
					      "</text:note-citation><text:note-body>" content      \
					      "</text:note-body></text:note>"
#define LIST                                                                                       \
	"<text:list-style style:name=\"L1\"><text:list-level-style-number text:level=\"1\" "       \
	"style:num-format=\"1\" style:num-suffix=\".\"/></text:list-style>"
#define ITEM(text)   "<text:list-item>" P(text) "</text:list-item>"
#define ITEMS(items) "<text:list text:style-name=\"L1\">" items "</text:list>"

static const struct {
	const char *styles, *body, *text, *why;
} rows[] = {
	{"", "", "", "nothing"},
	{"", P("a<text:s text:c=\"2\"/>b<text:tab/>c<text:line-break/>d"), "a  b\tc d\n", "spaces"},
	{"", P("a <text:span>b</text:span>\n   <text:a xlink:href=\"x\">c</text:a>"), "a b c\n",
	 "white space that lays out the XML"},
	{"", P("a" NOTE("footnote", "1", P("x") P("y")) " b") P("c" NOTE("endnote", "i", P("z"))),
	 "a\xc2\xb9 b\nc[i]\n1 x\ny\ni z\n", "notes of both kinds"},
	{"",
	 "<text:tracked-changes><text:changed-region><text:deletion>" P(
		 "old") "</text:deletion></text:changed-region></text:tracked-changes>" P("new"),
	 "new\n", "what was deleted"},
	{"", P("a<office:annotation>" P("why?") "</office:annotation>b"), "ab\n", "a comment"},
	{LIST, ITEMS(ITEM("a") ITEM("b")) ITEMS(ITEM("c")), "1. a\n2. b\n1. c\n", "lists"},
	{"",
	 "<table:table><table:table-row><table:table-cell>" P(
		 "a") "</table:table-cell></table:table-row></table:table>",
	 "a\n", "a table"},
	{"<style:style style:name=\"T1\" style:family=\"text\"><style:text-properties "
	 "style:text-position=\"super 58%\"/></style:style>",
	 P("m<text:span text:style-name=\"T1\">2</text:span>"), "m\xc2\xb2\n", "raised figures"},
};

START_TEST(test_text)
{
	ck_assert_msg(read_odt(rows[_i].styles, rows[_i].body) == FF_OK, "%s: %s", rows[_i].why,
		      err.message);
	ck_assert_msg(str_eq(doc.text, str_of(rows[_i].text)), "%s: \"%.*s\"", rows[_i].why,
		      STR_ARG(doc.text));
}
END_TEST

START_TEST(test_notes)
{
	ck_assert_int_eq(
		read_odt("", P("a" NOTE("footnote", "1", P("x")) "b" NOTE(
				     "endnote", "i", P("z")) "c" NOTE("footnote", "2", P("y")))),
		FF_OK);
	ck_assert_uint_eq(doc.indicators.n, 3);
	ck_assert_uint_eq(doc.notes.n, 3);
	ck_assert_uint_eq(doc.indicators.at[1].note, 2);
	ck_assert_uint_eq(doc.indicators.at[2].note, 1);
	ck_assert(str_eq(document_str(&doc, doc.notes.at[1].span), STR("y")));
	ck_assert_int_eq(doc.notes.at[2].part, PART_ENDNOTES);
}
END_TEST

START_TEST(test_heading)
{
	ck_assert_int_eq(read_odt("", "<text:h text:outline-level=\"2\">II. Mandate</text:h>"),
			 FF_OK);
	ck_assert_uint_eq(doc.blocks.n, 1);
	ck_assert_int_eq(doc.blocks.at[0].kind, BLOCK_HEADING);
	ck_assert_uint_eq(doc.blocks.at[0].level, 2);
}
END_TEST

#define DC "http://purl.org/dc/elements/1.1/"
#define REGION(id, kind, content)                                                                  \
	"<text:changed-region text:id=\"" id "\"><text:" kind                                      \
	"><office:change-info><dc:creator>A. Editor</dc:creator><dc:date>2026-03-01T10:00:00"      \
	"</dc:date></office:change-info>" content "</text:" kind "></text:changed-region>"
#define TRACKED(regions)                                                                           \
	"<text:tracked-changes xmlns:dc=\"" DC "\">" regions "</text:tracked-changes>"
#define START(id) "<text:change-start text:change-id=\"" id "\"/>"
#define END(id)	  "<text:change-end text:change-id=\"" id "\"/>"
#define GONE(id)  "<text:change text:change-id=\"" id "\"/>"

static const struct {
	const char *body, *final, *original, *all, *why;
} changed[] = {
	{TRACKED(REGION("1", "insertion", "")) P("a" START("1") "b" END("1") "c"), "abc\n", "ac\n",
	 "abc\n", "words that were inserted"},
	{TRACKED(REGION("1", "deletion", P("b  <text:span>x</text:span>"))) P("a" GONE("1") "c"),
	 "ac\n", "ab xc\n", "ab xc\n", "words that were deleted"},
	{TRACKED(REGION("2", "deletion", P("b") P("c")) REGION("1", "insertion", ""))
		 P("a" GONE("2") "d" START("1") "e" END("1")),
	 "ade\n", "ab\ncd\n", "ab\ncde\n", "the end of a paragraph that was deleted"},
	{TRACKED(REGION("1", "insertion", "")) P("a" START("1")) P(END("1") "b"), "a\nb\n", "ab\n",
	 "a\nb\n", "one that was inserted"},
	{TRACKED(REGION("1", "format-change", "")) P("a" START("1") "b" END("1") "c"), "abc\n",
	 "abc\n", "abc\n", "a format that was changed"},
	{TRACKED(REGION("1", "deletion", P("x"))) P("a" GONE("2") START("3") "b" END("1")), "ab\n",
	 "ab\n", "ab\n", "changes that are not listed, or as something else"},
	{TRACKED(REGION("1", "deletion", P("x")))
		 P("a" NOTE("footnote", "1", P("n" GONE("1"))) "b"),
	 "a\xc2\xb9"
	 "b\n1 n\n",
	 "a\xc2\xb9"
	 "b\n1 nx\n",
	 "a\xc2\xb9"
	 "b\n1 nx\n",
	 "words of a note"},
};

START_TEST(test_changes)
{
	const char *want[] = {changed[_i].final, changed[_i].original, changed[_i].all};

	for (unsigned shown = CHANGES_FINAL; shown <= CHANGES_ALL; shown++) {
		struct str bytes = odt("", changed[_i].body);

		document_init(&doc, &arena, STR("draft.odt"));
		doc.changes_shown = (uint8_t)shown;
		ck_assert_int_eq(reader_odt.read_bytes(&doc, bytes, &err), FF_OK);
		ck_assert_msg(str_eq(doc.text, str_of(want[shown])), "%s, %u: \"%.*s\"",
			      changed[_i].why, shown, STR_ARG(doc.text));
	}
}
END_TEST

START_TEST(test_change_spans)
{
	const struct tracked_change *change;

	ck_assert_int_eq(
		read_odt("", TRACKED(REGION("1", "insertion", "")) P("a" START("1") "b" END("1"))),
		FF_OK);
	change = document_change(&doc, (struct span){1, 2});
	ck_assert_ptr_nonnull(change);
	ck_assert_int_eq(change->kind, CHANGE_INSERTED);
	ck_assert(str_eq(change->author, STR("A. Editor")));
	ck_assert(str_eq(change->date, STR("2026-03-01T10:00:00")));
	ck_assert_ptr_null(document_change(&doc, (struct span){0, 1}));
}
END_TEST

static Suite *odt_suite(void)
{
	Suite *s = suite_create("odt");
	TCase *t = tcase_create("odt");

	suite_add_tcase(s, t);
	tcase_add_loop_test(t, test_text, 0, COUNT_OF(rows));
	tcase_add_test(t, test_notes);
	tcase_add_test(t, test_heading);
	tcase_add_loop_test(t, test_changes, 0, COUNT_OF(changed));
	tcase_add_test(t, test_change_spans);
	return s;
}

int main(void)
{
	int status;

	arena_init(&arena);
	status = unit_run(odt_suite());
	arena_release(&arena);
	return status;
}
