/*
 * floor: report
 * What the memory of links holds, as people and programs get it.
 */
#include "report/link_runs.h"

#include "unit.h"
#include <jansson.h>

enum { DAY = 86400, TODAY = 1795305600 /* 2026-11-22 */ };

#define HOSTILE "a\"<b>\033[31m\r\nb"

/* As STR, for what is constant. */
#define LITERAL(text)                                                                              \
	{                                                                                          \
		(text), sizeof(text) - 1                                                           \
	}

static struct arena arena;
static struct buf out;

static void setup(void)
{
	arena_init(&arena);
	out = (struct buf)BUF_INIT;
}

static void teardown(void)
{
	buf_release(&out);
	arena_release(&arena);
}

static const char *text(void)
{
	buf_add_char(&out, '\0');
	out.n--;
	return out.p;
}

static struct memory_run run_list[] = {
	{1, TODAY - DAY, TODAY - DAY, {[LINK_OK] = 3, [LINK_GONE] = 1}, {[LINK_OK] = 3}},
	{2, TODAY, 0, {0}, {[LINK_OK] = 3}},
};
static const struct memory_runs runs = {run_list, 2, 2};

START_TEST(test_runs)
{
	json_t *json, *run;

	link_runs_text(&out, &(struct memory_runs){0}, &arena);
	ck_assert_str_eq(text(), "no runs yet\n");
	out.n = 0;
	link_runs_text(&out, &runs, &arena);
	ck_assert_str_eq(text(), "1  2026-11-21  4 asked: 3 ok, 1 gone\n"
				 "2  2026-11-22  0 asked (did not end)\n");
	out.n = 0;
	link_runs_json(&out, &runs, &arena);
	json = json_loads(text(), 0, NULL);
	ck_assert_int_eq(json_integer_value(json_object_get(json, "version")), 1);
	run = json_array_get(json_object_get(json, "runs"), 0);
	ck_assert_int_eq(json_integer_value(json_object_get(run, "asked")), 4);
	ck_assert(json_is_true(json_object_get(run, "ended")));
	ck_assert_uint_eq(json_object_size(json_object_get(run, "verdicts")), VERDICTS);
	json_decref(json);
}
END_TEST

static struct memory_change change_list[] = {
	{LITERAL("https://a.example/"),
	 {.kind = LINK_OK},
	 {.kind = LINK_GONE, .status = 404, .why = LITERAL("the server answers 404")}},
	{LITERAL("https://b.example/"), {.kind = LINK_GONE}, {.kind = LINK_OK}},
	{LITERAL("https://c.example/"), {.kind = LINK_UNCHECKED}, {.kind = LINK_DNS}},
	{LITERAL("https://d.example/"), {.kind = LINK_TLS}, {.kind = LINK_TIMEOUT}},
	{LITERAL("https://e.example/"), {.kind = LINK_TIMEOUT}, {.kind = LINK_GONE}},
	{LITERAL("https://f.example/"), {.kind = LINK_GONE}, {.kind = LINK_BLOCKED}},
	{LITERAL("https://g.example/"),
	 {.kind = LINK_OK},
	 {.kind = LINK_MOVED, .final = LITERAL("https://h.example/")}},
	{LITERAL(HOSTILE), {.kind = LINK_DNS}, {.kind = LINK_GONE, .why = LITERAL(HOSTILE)}},
};
static const struct memory_changes changes = {change_list,
					      COUNT_OF(change_list),
					      0,
					      {.id = 1, .began = TODAY - DAY},
					      {.id = 2, .began = TODAY}};

START_TEST(test_changes)
{
	static const char *const turns[] = {"worse", "better", "new",	"other",
					    "worse", "other",  "other", "other"};
	json_t *json, *list;

	link_changes_text(&out, &changes, &arena);
	ck_assert_str_eq(text(),
			 "Worse (2)\n\n"
			 "https://a.example/\n    was ok, is gone: the server answers 404\n\n"
			 "https://e.example/\n    was timeout, is gone\n\n"
			 "Better (1)\n\n"
			 "https://b.example/\n    was gone, is ok\n\n"
			 "New (1)\n\n"
			 "https://c.example/\n    dns\n\n"
			 "Neither (4)\n\n"
			 "https://d.example/\n    was tls, is timeout\n\n"
			 "https://f.example/\n    was gone, is blocked\n\n"
			 "https://g.example/\n    was ok, is moved\n    leads to "
			 "https://h.example/\n\n"
			 "a\"<b>\xef\xbf\xbd[31m\xef\xbf\xbd "
			 "b\n    was dns, is gone: a\"<b>\xef\xbf\xbd[31m\xef\xbf\xbd "
			 "b\n\n"
			 "From run 1 (21 November 2026) to run 2 (22 November 2026): 2 worse, 1 "
			 "better, 1 new, 4 other\n");
	out.n = 0;
	link_changes_json(&out, &changes, &arena);
	json = json_loads(text(), 0, NULL);
	list = json_object_get(json, "changes");
	ck_assert_uint_eq(json_array_size(list), COUNT_OF(turns));
	for (size_t i = 0; i < COUNT_OF(turns); i++)
		ck_assert_str_eq(
			json_string_value(json_object_get(json_array_get(list, i), "turn")),
			turns[i]);
	ck_assert_int_eq(json_integer_value(json_object_get(json_object_get(json, "to"), "run")),
			 2);
	json_decref(json);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("report_link_runs");
	TCase *tc = tcase_create("all");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, test_runs);
	tcase_add_test(tc, test_changes);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
