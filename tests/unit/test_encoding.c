/*
 * floor: read
 * Encodings: what bytes are taken for, and that every character leads back to the bytes it was.
 */
#include "base/utf8.h"
#include "doc/place.h"
#include "read/reader.h"

#include "unit.h"
#include <stdlib.h>

#define BYTES(literal)                                                                             \
	{                                                                                          \
		(literal), sizeof(literal) - 1                                                     \
	}

static struct arena arena;
static struct document doc;

static enum status encode(struct str bytes, struct err *err)
{
	*err = (struct err)ERR_INIT;
	arena_reset(&arena, 1 << 20);
	document_init(&doc, &arena, STR("draft.txt"));
	return read_encoding(&doc, bytes, err);
}

static const struct {
	struct str bytes;
	const char *encoding;
	struct str raw;
	const char *why;
} texts[] = {
	{BYTES(""), "utf-8", BYTES(""), "an empty file is an empty text"},
	{BYTES("CAT/C/KAZ/CO/4"), "utf-8", BYTES("CAT/C/KAZ/CO/4"), "ASCII"},
	{BYTES("caf\xc3\xa9"), "utf-8", BYTES("caf\xc3\xa9"), "UTF-8"},
	{BYTES("\xef\xbb\xbfItem"), "utf-8", BYTES("Item"), "the BOM is no text"},
	{BYTES("\xef\xbb\xbf"), "utf-8", BYTES(""), "nothing but a BOM"},
	{BYTES("\xff\xfeI\0t\0"), "utf-16le", BYTES("It"), "little-endian with BOM"},
	{BYTES("\xfe\xff\0I\0t"), "utf-16be", BYTES("It"), "big-endian with BOM"},
	{BYTES("I\0t\0e\0m\0"), "utf-16le", BYTES("Item"), "every second byte is NUL"},
	{BYTES("\0I\0t\0e\0m"), "utf-16be", BYTES("Item"), "every first byte is NUL"},
	{BYTES("\xff\xfe\x3d\xd8\x00\xde"), "utf-16le", BYTES("\xf0\x9f\x98\x80"), "a pair"},
	{BYTES("\xff\xfe\x3d\xd8I\0"), "utf-16le", BYTES("\xef\xbf\xbdI"), "half a pair"},
	{BYTES("\xff\xfe\x00\xdeI\0"), "utf-16le", BYTES("\xef\xbf\xbdI"), "the other half"},
	{BYTES("\xff\xfeI\0\x3d\xd8"), "utf-16le", BYTES("I\xef\xbf\xbd"),
	 "half a pair at the end"},
	{BYTES("\xff\xfeI\0t"), "utf-16le", BYTES("I\xef\xbf\xbd"), "half a unit at the end"},
	{BYTES("\xff\xfeI\0\0\0t\0"), "utf-16le", BYTES("I\xef\xbf\xbdt"), "no NUL reaches raw"},
	{BYTES("caf\xe9"), "windows-1252", BYTES("caf\xc3\xa9"), "one byte, no UTF-8 anywhere"},
	{BYTES("\x93no\x94 \x96 \x80"), "windows-1252",
	 BYTES("\xe2\x80\x9cno\xe2\x80\x9d \xe2\x80\x93 \xe2\x82\xac"), "quotes, dash, euro"},
	{BYTES("a\x81z\xff"), "windows-1252", BYTES("a\xef\xbf\xbdz\xc3\xbf"), "81 is not defined"},
	{BYTES("\xc3\xa9t\xc3\xa9 \xe9"), "utf-8", BYTES("\xc3\xa9t\xc3\xa9 \xef\xbf\xbd"),
	 "more well-formed than bad: damaged UTF-8"},
	{BYTES("\xc3\xa9 \xe2\x80"), "windows-1252", BYTES("\xc3\x83\xc2\xa9 \xc3\xa2\xe2\x82\xac"),
	 "more bad bytes than well-formed characters"},
	{BYTES("\xef\xbb\xbf\xe9"), "utf-8", BYTES("\xef\xbf\xbd"), "a BOM leaves no choice"},
	{BYTES("a\x0c"
	       "b\x1a"),
	 "utf-8",
	 BYTES("a\x0c"
	       "b\x1a"),
	 "a few controls are no crime"},
};

START_TEST(test_text)
{
	struct err err;

	ck_assert_msg(encode(texts[_i].bytes, &err) == FF_OK, "%s: %s", texts[_i].why, err.message);
	ck_assert_msg(strcmp(doc.encoding, texts[_i].encoding) == 0, "%s: %s", texts[_i].why,
		      doc.encoding);
	ck_assert_msg(str_eq(doc.raw, texts[_i].raw), "%s: %.*s", texts[_i].why, STR_ARG(doc.raw));
	ck_assert_uint_eq(doc.file_size, texts[_i].bytes.n);
	ck_assert_uint_ge(doc.lines.n, 1);
}
END_TEST

static const struct {
	struct str bytes;
	const char *says, *why;
} refused[] = {
	{BYTES("%PDF-1.7\n"), "PDF", "the commonest mistake"},
	{BYTES("PK\003\004\024\0\6\0"), "Word document", "a .docx named .txt"},
	{BYTES("\xd0\xcf\x11\xe0\xa1\xb1"), "old Word document", "a .doc"},
	{BYTES("{\\rtf1\\ansi"), "Rich Text", "text, but not to be read as such"},
	{BYTES("\x1f\x8b\x08"), "gzip", "packed"},
	{BYTES("\x89PNG\r\n"), "PNG", "a scanned page"},
	{BYTES("\xff\xd8\xff\xe0"), "JPEG", "a scanned page"},
	{BYTES("\xff\xfe\0\0I\0\0\0"), "UTF-32", "its BOM begins like that of UTF-16"},
	{BYTES("text\0text"), "NUL", "no text holds NUL"},
	{BYTES("\1\2\3\4\5\6\7\10"), "control", "no text is made of these"},
};

START_TEST(test_refused)
{
	struct err err;

	ck_assert_msg(encode(refused[_i].bytes, &err) == FF_EFORMAT, "%s", refused[_i].why);
	ck_assert_msg(strstr(err.message, refused[_i].says) != NULL, "%s: %s", refused[_i].why,
		      err.message);
	ck_assert_msg(strncmp(err.message, "draft.txt: ", 11) == 0, "%s", err.message);
}
END_TEST

static const struct {
	struct str bytes;
	uint32_t lines[4], n;
	const char *why;
} line_ends[] = {
	{BYTES("a\nb\n"), {0, 2}, 2, "no line after the last line end"},
	{BYTES("a\r\nb"), {0, 3}, 2, "one line end of two bytes"},
	{BYTES("a\rb\r"), {0, 2}, 2, "an old Macintosh"},
	{BYTES("a\n\r\nb"), {0, 2, 4}, 3, "an empty line between"},
	{BYTES("a\fb\nc"), {0, 4}, 2, "a form feed ends a page, not a line"},
	{BYTES("a\xc2\x85"
	       "b\xe2\x80\xa8"
	       "c"),
	 {0},
	 1,
	 "NEL and LS are no line ends here"},
	{BYTES("\xff\xfe"
	       "a\0\n\0b\0"),
	 {0, 2},
	 2,
	 "counted in raw, not in the file"},
};

START_TEST(test_lines)
{
	struct err err;

	ck_assert_int_eq(encode(line_ends[_i].bytes, &err), FF_OK);
	ck_assert_msg(doc.lines.n == line_ends[_i].n, "%s: %u", line_ends[_i].why, doc.lines.n);
	for (uint32_t i = 0; i < doc.lines.n; i++)
		ck_assert_msg(doc.lines.at[i] == line_ends[_i].lines[i], "%s", line_ends[_i].why);
}
END_TEST

/* ---- places ------------------------------------------------------------------- */

static const uint32_t alphabet[] = {'a', ' ', '\n', 0xe9, 0x2013, 0x431, 0x4e2d, 0x1f600};

/* A text of 'n' code points out of the first 'kinds' of the alphabet. */
static uint32_t letter(uint32_t i, uint32_t kinds)
{
	return alphabet[(i * 2654435761u >> 13) % kinds];
}

static size_t put_unit(char *p, uint32_t unit, bool big)
{
	p[big] = (char)(unit & 0xff);
	p[!big] = (char)(unit >> 8);
	return 2;
}

static size_t put_utf16(char *p, uint32_t code, bool big)
{
	if (code < 0x10000)
		return put_unit(p, code, big);
	put_unit(p, 0xd800 + ((code - 0x10000) >> 10), big);
	return 2 + put_unit(p + 2, 0xdc00 + (code & 0x3ff), big);
}

/* Loop: 0 and 1 little- and big-endian, 2 Windows-1252, 3 UTF-8 with a BOM. */
START_TEST(test_every_place)
{
	enum { N = 3000 };
	static char bytes[N * 4 + 3];
	static uint32_t at[N + 1];
	size_t n = 0, raw = 0;
	struct err err;

	if (_i < 2)
		n += put_unit(bytes, 0xfeff, _i);
	if (_i == 3)
		n += utf8_put(0xfeff, bytes);
	for (uint32_t i = 0; i < N; i++) {
		uint32_t code = letter(i, _i == 2 ? 5 : COUNT_OF(alphabet));

		at[i] = (uint32_t)n;
		if (_i < 2)
			n += put_utf16(bytes + n, code, _i);
		else if (_i == 3)
			n += utf8_put(code, bytes + n);
		else
			bytes[n++] = (char)(code == 0x2013 ? 0x96 : code);
	}
	at[N] = (uint32_t)n;
	ck_assert_int_eq(encode((struct str){bytes, n}, &err), FF_OK);
	for (uint32_t i = 0; i < N; i++) {
		uint32_t code;

		ck_assert_uint_eq(document_file_offset(&doc, (uint32_t)raw), at[i]);
		raw += utf8_scan(str_skip(doc.raw, raw), &code);
		ck_assert_uint_eq(code, letter(i, _i == 2 ? 5 : COUNT_OF(alphabet)));
	}
	ck_assert_uint_eq(raw, doc.raw.n);
	ck_assert_uint_eq(document_file_offset(&doc, (uint32_t)raw), at[N]);
	ck_assert_msg(doc.bytes.n <= doc.raw.n / 64 + 1, "the map is no small part of the text");
}
END_TEST

START_TEST(test_damaged_places)
{
	struct err err;

	/* raw: é é FFFD é; file: 2 2 1 2 bytes, after a BOM of 3 */
	ck_assert_int_eq(encode(STR("\xef\xbb\xbf\xc3\xa9\xc3\xa9\xff\xc3\xa9"), &err), FF_OK);
	ck_assert_uint_eq(document_file_offset(&doc, 0), 3);
	ck_assert_uint_eq(document_file_offset(&doc, 4), 7);
	ck_assert_uint_eq(document_file_offset(&doc, 7), 8);
	ck_assert_uint_eq(document_file_offset(&doc, 9), 10);
}
END_TEST

/* ---- limits -------------------------------------------------------------------- */

START_TEST(test_line_limit)
{
	size_t n = READ_MAX_LINES;
	char *bytes = malloc(n + 1);
	struct err err;

	memset(bytes, '\n', n + 1);
	ck_assert_int_eq(encode((struct str){bytes, n}, &err), FF_OK);
	bytes[n] = 'a';
	ck_assert_int_eq(encode((struct str){bytes, n + 1}, &err), FF_ELIMIT);
	ck_assert(strstr(err.message, "lines") != NULL);
	free(bytes);
}
END_TEST

/* One bad byte in 64 and sixteen more are damage; one more than that is another encoding. */
START_TEST(test_damage_limit)
{
	char bytes[128 * 3];
	struct err err;

	for (size_t i = 0; i < sizeof(bytes); i += 2)
		memcpy(bytes + i, "\xc3\xa9", 2);
	for (size_t i = 0; i < 16 + sizeof(bytes) / 64; i++)
		bytes[2 * i + 1] = 'e';
	ck_assert_int_eq(encode((struct str){bytes, sizeof(bytes)}, &err), FF_OK);
	ck_assert_str_eq(doc.encoding, "utf-8");
	bytes[sizeof(bytes) - 1] = 'e';
	ck_assert_int_eq(encode((struct str){bytes, sizeof(bytes)}, &err), FF_OK);
	ck_assert_str_eq(doc.encoding, "windows-1252");
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
	Suite *suite = suite_create("encoding");
	TCase *tests = tcase_create("encoding");

	tcase_add_checked_fixture(tests, open_arena, close_arena);
	tcase_add_loop_test(tests, test_text, 0, COUNT_OF(texts));
	tcase_add_loop_test(tests, test_refused, 0, COUNT_OF(refused));
	tcase_add_loop_test(tests, test_lines, 0, COUNT_OF(line_ends));
	tcase_add_loop_test(tests, test_every_place, 0, 4);
	tcase_add_test(tests, test_damaged_places);
	tcase_add_test(tests, test_line_limit);
	tcase_add_test(tests, test_damage_limit);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
