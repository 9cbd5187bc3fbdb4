/*
 * floor: report
 * Reports: what reaches a terminal, where the caret stands, what the JSON holds.
 */
#include "report/report.h"

#include "base/utf8.h"
#include "read/reader.h"
#include "report/notes.h"
#include "report/plain.h"
#include "report/rules.h"

#include "unit.h"
#include <jansson.h>
#include <stdlib.h>

static struct bench {
	struct arena arena, documents;
	struct ruleset rules;
	struct check_settings settings;
	struct check_job *job;
	struct document doc;
	struct checked checked;
	struct buf out;
} b;

static void open_bench(void)
{
	memset(&b, 0, sizeof(b));
	arena_init(&b.arena);
	arena_init(&b.documents);
	ruleset_init(&b.rules, &b.arena, NULL, 0);
	b.settings = (struct check_settings){.rules = &b.rules};
	b.job = check_job_new(&b.settings, &b.arena);
}

static void close_bench(void)
{
	check_job_free(b.job);
	arena_release(&b.arena);
	arena_release(&b.documents);
	buf_release(&b.out);
}

static void check(const char *name, struct str text)
{
	struct err err = ERR_INIT;

	arena_reset(&b.documents, 0);
	ck_assert_msg(read_bytes(&b.doc, &b.documents, text, name, &err) == FF_OK, "%s",
		      err.message);
	b.doc.path = str_of(name);
	check_run(b.job, &b.checked, &b.doc, NULL);
}

/* The whole report of one file, ending in NUL. */
static const char *report(const char *format, bool colour)
{
	const struct report *r = report_find(format);
	struct report_options how = {.colour = colour};
	struct report_totals totals = {0};

	b.out.n = 0;
	if (r->begin)
		r->begin(&b.out, &how);
	r->file(&b.out, &b.checked, &how);
	report_count(&totals, &b.checked);
	if (r->end)
		r->end(&b.out, &totals, &how);
	buf_add_char(&b.out, '\0');
	b.out.n--;
	return b.out.p;
}

static const char colon[] = "It was said.[^1]\n\n[^1]: Available at: https://x.org/a.\n";

START_TEST(test_plain)
{
	static const struct {
		const char *text, *plain;
	} rows[] = {
		{"plain", "plain"},
		{"a\033[31mb", "a\xef\xbf\xbd[31mb"},
		{"a\tb\n", "a b "},
		{"a\xc2\x9b"
		 "31m",
		 "a\xef\xbf\xbd"
		 "31m"},
		{"\xc2\xa0\xe2\x80\x93", "\xc2\xa0\xe2\x80\x93"},
		{"a\xe2\x80\xae"
		 "b",
		 "a\xef\xbf\xbd"
		 "b"},
		{"\xff", "\xff"},
	};

	plain_add(&b.out, str_of(rows[_i].text));
	ck_assert_msg(str_eq(buf_str(&b.out), str_of(rows[_i].plain)), "%d: %.*s", _i,
		      STR_ARG(buf_str(&b.out)));
}
END_TEST

START_TEST(test_line)
{
	check("a.md", STR(colon));
	ck_assert_str_eq(
		report("line", false),
		"a.md:3:7: info: \"Available at\" is followed by the address without a colon "
		"[url-introduction]\n");
}
END_TEST

START_TEST(test_text)
{
	check("a.md", STR(colon));
	ck_assert_str_eq(report("text", false),
			 "a.md:3:7: info: \"Available at\" is followed by the address without a "
			 "colon (note 1) "
			 "[url-introduction]\n"
			 "     3 | [^1]: Available at: https://x.org/a.\n"
			 "       |       ^~~~~~~~~~~~~\n"
			 "       | safe fix: write \"Available at\" for \"Available at:\"\n"
			 "\n"
			 "1 info in 1 file with 1 note; 1 can be fixed, 1 safely\n");
	ck_assert_ptr_nonnull(strstr(report("text", true), "\033[36minfo\033[0m"));
}
END_TEST

/* Where the caret stands below the words, whatever stands before them. */
START_TEST(test_caret)
{
	static const char *const before[] = {
		"",
		"\xd0\x9f\xd1\x80\xd0\xb8\xd0\xb2\xd0\xb5\xd1\x82. ",
		"\xe4\xba\xba\xe6\x9d\x83. ",
		"Word after word after word after word after word after word after word after. ",
	};
	struct buf text = BUF_INIT;
	const char *line, *caret, *at;
	unsigned columns = 0;

	buf_addf(&text, "It was.[^1]\n\n[^1]: %sAvailable at: https://x.org/a.\n", before[_i]);
	check("a.md", buf_str(&text));
	line = strchr(report("text", false), '\n') + 1;
	caret = strchr(strchr(line, '\n'), '^');
	at = strstr(line, "Available at:");
	for (struct str s = {line, (size_t)(at - line)}; s.n;) {
		uint32_t code;
		size_t n = utf8_scan(s, &code);

		columns += plain_width(code);
		s = str_skip(s, n);
	}
	ck_assert_int_eq((int)columns, (int)(caret - strchr(line, '\n') - 1));
	buf_release(&text);
}
END_TEST

static json_t *parsed(const char *text)
{
	json_error_t error;
	json_t *root = json_loads(text, 0, &error);

	ck_assert_msg(root != NULL, "%s at %d:%d\n%s", error.text, error.line, error.column, text);
	return root;
}

static json_int_t integer(json_t *object, const char *key)
{
	ck_assert_msg(json_is_integer(json_object_get(object, key)), "%s", key);
	return json_integer_value(json_object_get(object, key));
}

START_TEST(test_json)
{
	json_t *root, *file, *finding, *start, *edit;

	check("a.md", STR(colon));
	root = parsed(report("json", false));
	file = json_array_get(json_object_get(root, "files"), 0);
	finding = json_array_get(json_object_get(file, "findings"), 0);
	start = json_object_get(finding, "start");
	ck_assert_int_eq(integer(root, "version"), 1);
	ck_assert_str_eq(json_string_value(json_object_get(finding, "rule")), "url-introduction");
	ck_assert_int_eq(integer(start, "offset"), 24);
	ck_assert_int_eq(integer(start, "line"), 3);
	ck_assert_int_eq(integer(start, "column"), 7);
	ck_assert(json_is_null(json_object_get(start, "page")));
	ck_assert_str_eq(json_string_value(json_object_get(start, "note")), "1");
	ck_assert_int_eq(integer(start, "note_index"), 1);
	ck_assert_int_eq(integer(json_object_get(finding, "end"), "offset"), 37);
	edit = json_array_get(json_object_get(json_object_get(finding, "fix"), "edits"), 0);
	ck_assert_int_eq(integer(edit, "start"), 36);
	ck_assert_int_eq(integer(edit, "end"), 37);
	ck_assert_int_eq(integer(json_object_get(root, "summary"), "info"), 1);
	json_decref(root);
}
END_TEST

/* Offsets count in the file, whatever its encoding. */
START_TEST(test_json_utf16)
{
	struct buf wide = BUF_INIT;
	json_t *root, *file, *finding;

	buf_add(&wide, STR("\xff\xfe"));
	for (const char *p = colon; *p; p++) {
		buf_add_char(&wide, *p);
		buf_add_char(&wide, '\0');
	}
	check("a.md", buf_str(&wide));
	root = parsed(report("json", false));
	file = json_array_get(json_object_get(root, "files"), 0);
	finding = json_array_get(json_object_get(file, "findings"), 0);
	ck_assert_int_eq(integer(json_object_get(finding, "start"), "offset"), 2 + 2 * 24);
	ck_assert_int_eq(integer(json_object_get(finding, "end"), "offset"), 2 + 2 * 37);
	ck_assert_int_eq(integer(json_object_get(finding, "start"), "column"), 7);
	json_decref(root);
	buf_release(&wide);
}
END_TEST

START_TEST(test_suppressed_stays_in_json)
{
	static const char text[] =
		"It was said.[^1]\n\n<!-- footfault-ignore url-introduction: \"so\" "
		"-->\n[^1]: Available at: https://x.org/a.\n";
	json_t *root, *finding;

	check("a.md", STR(text));
	ck_assert_str_eq(report("line", false), "");
	root = parsed(report("json", false));
	finding = json_array_get(
		json_object_get(json_array_get(json_object_get(root, "files"), 0), "findings"), 0);
	ck_assert_str_eq(json_string_value(json_object_get(finding, "suppressed")), "\"so\"");
	ck_assert_int_eq(integer(json_object_get(root, "summary"), "info"), 0);
	json_decref(root);
}
END_TEST

START_TEST(test_notes)
{
	static const char text[] = "1. The Committee met.[^1] It rose.[^2] Again.[^1]\n\n"
				   "[^1]: CAT/C/KAZ/CO/4, paras. 7 and 8; see also A/RES/70/1.\n"
				   "[^2]: Ibid.\n[^3]: A/RES/70/2.\n";
	json_t *root, *notes, *note, *citation;

	check("a.md", STR(text));
	notes_json(&b.out, &b.checked.where);
	buf_add_char(&b.out, '\0');
	root = parsed(b.out.p);
	notes = json_object_get(root, "notes");
	ck_assert_uint_eq(json_array_size(notes), 3);
	note = json_array_get(notes, 0);
	ck_assert_str_eq(json_string_value(json_object_get(note, "label")), "1");
	ck_assert_int_eq(integer(note, "line"), 3);
	ck_assert_int_eq(integer(json_object_get(note, "indicator"), "column"), 22);
	ck_assert_uint_eq(json_array_size(json_object_get(note, "also_called")), 1);
	citation = json_array_get(json_object_get(note, "citations"), 0);
	ck_assert_str_eq(json_string_value(json_object_get(citation, "symbol")), "CAT/C/KAZ/CO/4");
	ck_assert_str_eq(json_string_value(json_object_get(citation, "body")), "cat");
	ck_assert_uint_eq(json_array_size(json_object_get(citation, "locators")), 1);
	ck_assert(json_is_null(json_object_get(json_array_get(notes, 2), "indicator")));
	ck_assert_uint_eq(json_array_size(json_object_get(root, "notes_without_indicator")), 1);
	json_decref(root);
	b.out.n = 0;
	notes_text(&b.out, &b.checked.where, false);
	ck_assert(str_find(buf_str(&b.out), STR("3 notes, 3 indicators, 1 note never called\n"),
			   0) != SIZE_MAX);
}
END_TEST

START_TEST(test_rules)
{
	uint32_t rule = ruleset_find(&b.rules, STR("url-introduction"));
	json_t *root;

	rules_json(&b.out, &b.rules, NULL);
	buf_add_char(&b.out, '\0');
	root = parsed(b.out.p);
	ck_assert_uint_eq(json_array_size(json_object_get(root, "rules")), b.rules.n);
	json_decref(root);
	b.out.n = 0;
	explain_json(&b.out, &b.rules, &rule, 1);
	buf_add_char(&b.out, '\0');
	root = parsed(b.out.p);
	ck_assert_ptr_nonnull(
		json_object_get(json_array_get(json_object_get(root, "rules"), 0), "why"));
	json_decref(root);
	b.out.n = 0;
	explain_text(&b.out, &b.rules, rule, false);
	ck_assert(str_find(buf_str(&b.out), STR("reported, at \"Available at:\""), 0) != SIZE_MAX);
	/* Of a link, what the network answered makes the difference. */
	b.out.n = 0;
	explain_text(&b.out, &b.rules, ruleset_find(&b.rules, STR("link-gone")), false);
	ck_assert(str_find(buf_str(&b.out),
			   STR("\n  where https://www.example.org/reports/visit answers 404, on 4 "
			       "days\n"),
			   0) != SIZE_MAX);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("report");
	TCase *t = tcase_create("report");

	tcase_add_checked_fixture(t, open_bench, close_bench);
	suite_add_tcase(s, t);
	tcase_add_loop_test(t, test_plain, 0, 7);
	tcase_add_test(t, test_line);
	tcase_add_test(t, test_text);
	tcase_add_loop_test(t, test_caret, 0, 4);
	tcase_add_test(t, test_json);
	tcase_add_test(t, test_json_utf16);
	tcase_add_test(t, test_suppressed_stays_in_json);
	tcase_add_test(t, test_notes);
	tcase_add_test(t, test_rules);
	return unit_run(s);
}
