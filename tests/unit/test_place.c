/*
 * floor: read
 * Places and edits: lines and columns of the file for bytes of the text, and the way back.
 */
#include "doc/place.h"
#include "read/reader.h"

#include "unit.h"
#include <stdlib.h>

static struct arena arena;
static struct document doc;

static void read_md(const char *text)
{
	struct err err = ERR_INIT;

	arena_reset(&arena, 1 << 20);
	ck_assert_int_eq(read_bytes(&doc, &arena, str_of(text), "draft.md", &err), FF_OK);
}

/* The first 'what' of the text. */
static struct span find(const char *what)
{
	size_t at = str_find(doc.text, str_of(what), 0);

	ck_assert_msg(at != SIZE_MAX, "%s", what);
	return (struct span){(uint32_t)at, (uint32_t)(at + strlen(what))};
}

static const struct {
	const char *markdown, *what;
	uint32_t offset, line, column;
	const char *why;
} places[] = {
	{"CAT/C/1", "CAT", 0, 1, 1, "the first byte"},
	{"a\nb", "b", 2, 2, 1, "the line end has become a space"},
	{"a\r\nb", "b", 3, 2, 1, "a line end of two bytes"},
	{"\xc3\xa9t\xc3\xa9 x", "x", 6, 1, 5, "columns count code points"},
	{"\xef\xbb\xbf"
	 "ax",
	 "x", 4, 1, 2, "offsets count the BOM, columns do not"},
	{"*a* x", "x", 4, 1, 5, "dropped marks are columns of the file"},
	{"&sect;&nbsp;x", "x", 12, 1, 13, "references are as long as they are written"},
	{"> > x", "x", 4, 1, 5, "behind the marks of containers"},
	{"b[^1]\n\n[^1]: x\n", "x", 13, 3, 7, "in a note"},
	{"a[^2]\n\n[^1]: y\n[^2]: x\n", "y", 13, 3, 7, "notes in another order than in the file"},
};

START_TEST(test_place)
{
	struct place_cursor cursor = {0};
	struct place p;

	read_md(places[_i].markdown);
	p = document_place(&doc, document_raw_begin(&doc, find(places[_i].what).begin), &cursor);
	ck_assert_msg(p.offset == places[_i].offset, "%s: offset %u", places[_i].why, p.offset);
	ck_assert_msg(p.line == places[_i].line, "%s: line %u", places[_i].why, p.line);
	ck_assert_msg(p.column == places[_i].column, "%s: column %u", places[_i].why, p.column);
}
END_TEST

/* In whatever order they are asked for, a shared cursor gives the same places. */
START_TEST(test_cursor)
{
	struct place_cursor shared = {0};
	uint32_t raw = 0;

	read_md("\xc3\xa9\xc3\xa9 one two\n\n\xe4\xb8\xad three\nfour\n");
	for (int i = 0; i < 200; i++) {
		struct place_cursor fresh = {0};
		struct place a = document_place(&doc, raw, &shared);
		struct place b = document_place(&doc, raw, &fresh);

		ck_assert_uint_eq(a.line, b.line);
		ck_assert_uint_eq(a.column, b.column);
		raw = (raw + (i % 3 ? 1 : 17)) % ((uint32_t)doc.raw.n + 1);
	}
}
END_TEST

START_TEST(test_past_the_end)
{
	struct place_cursor cursor = {0};

	read_md("ab");
	ck_assert_uint_eq(document_place(&doc, 99, &cursor).column, 3);
	cursor = (struct place_cursor){0};
	read_md("");
	ck_assert_uint_eq(document_place(&doc, 0, &cursor).line, 1);
	ck_assert_uint_eq(document_place(&doc, 0, &cursor).column, 1);
}
END_TEST

static const struct {
	const char *markdown, *what;
	const char *raw; /* that the edit replaces; NULL where it is refused */
	const char *why;
} edits[] = {
	{"CATI/C/KAZ", "CATI", "CATI", "plain"},
	{"a *CATI* b", "CATI", "CATI", "inside emphasis"},
	{"a CAT*I* b", "CATI", NULL, "over a mark that would be lost"},
	{"CAT &amp; C", "CAT & C", "CAT &amp; C", "over a reference"},
	{"5&nbsp;x", "5\xc2\xa0", "5&nbsp;", "up to the end of a reference"},
	{"5&nbsp;x", "\xc2", NULL, "into the middle of a reference"},
	{"CAT\\_C", "CAT_C", "CAT\\_C", "over an escape"},
	{"un-high-\ncom", "high- com", "high-\ncom", "over a line end"},
	{"> a\n> b", "a b", "a\n> b", "over a line end in a quotation"},
	{"https://x.org/a-\nb-c", "a-b-c", "a-\nb-c", "over a line end that was dropped"},
	{"a\n\nb", "a\nb", NULL, "from block to block"},
	{"a\n\nb", "\n", NULL, "what is not in the source"},
	{"[a b](c) d", "a b", "a b", "the words of a link"},
	{"[a b](c) d", "b d", NULL, "over the address of a link"},
	{"a<!-- x -->b", "ab", NULL, "over a comment"},
};

START_TEST(test_edit)
{
	struct span raw;
	bool can;

	read_md(edits[_i].markdown);
	can = source_edit(&doc, find(edits[_i].what), &raw);
	ck_assert_msg(can == (edits[_i].raw != NULL), "%s", edits[_i].why);
	if (can)
		ck_assert_msg(str_eq(str_part(doc.raw, raw.begin, raw.end), str_of(edits[_i].raw)),
			      "%s: %u to %u", edits[_i].why, raw.begin, raw.end);
}
END_TEST

static const struct {
	const char *markdown, *before; /* the insertion comes behind this */
	uint32_t raw;
	const char *why;
} insertions[] = {
	{"*Ibid*, x", "Ibid", 5, "inside the emphasis"},
	{"see\nIbid", "Ibid", 8, "at the end"},
	{"[^1]: Ibid\n\nx", "Ibid", 10, "at a block's end, not in the next one"},
	{"a\nb", "a ", 2, "behind a line end"},
	{"5&nbsp;x", "5\xc2\xa0", 7, "behind a reference"},
};

START_TEST(test_insertion)
{
	struct span raw;
	uint32_t at;

	read_md(insertions[_i].markdown);
	at = find(insertions[_i].before).end;
	ck_assert_msg(source_edit(&doc, (struct span){at, at}, &raw), "%s", insertions[_i].why);
	ck_assert_msg(raw.begin == insertions[_i].raw && raw.end == raw.begin, "%s: %u",
		      insertions[_i].why, raw.begin);
}
END_TEST

START_TEST(test_seams)
{
	read_md("a *b* c\nd https://x.org/e-\nf\n\nz");
	ck_assert_uint_eq(document_seams(&doc, find("a b")), SEAM_RUN);
	ck_assert_uint_eq(document_seams(&doc, find("c d")), SEAM_LINE);
	ck_assert_uint_eq(document_seams(&doc, find("e-f")), SEAM_LINE);
	ck_assert_uint_eq(document_seams(&doc, find("b")), 0);
	ck_assert(document_seams(&doc, find("f\nz")) & SEAM_BLOCK);
	ck_assert_uint_eq(document_block(&doc, find("a").begin), 0);
	ck_assert_uint_eq(document_block(&doc, find("z").begin), 1);
	ck_assert_uint_eq(document_block(&doc, find("\n").begin), NONE);
}
END_TEST

static void open_arena(void)
{
	arena_init(&arena);
}

static void close_arena(void)
{
	arena_release(&arena);
}

int main(void)
{
	Suite *suite = suite_create("place");
	TCase *tests = tcase_create("place");

	tcase_add_checked_fixture(tests, open_arena, close_arena);
	tcase_add_loop_test(tests, test_place, 0, COUNT_OF(places));
	tcase_add_test(tests, test_cursor);
	tcase_add_test(tests, test_past_the_end);
	tcase_add_loop_test(tests, test_edit, 0, COUNT_OF(edits));
	tcase_add_loop_test(tests, test_insertion, 0, COUNT_OF(insertions));
	tcase_add_test(tests, test_seams);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
