/*
 * floor: base
 * The ground floor: slices, UTF-8, the arena, the JSON writer.
 */
#include "base/json.h"
#include "base/utf8.h"
#include "base/vec.h"

#include "unit.h"
#include <stdlib.h>

static const struct {
	const char *text, *what;
	size_t at;
	const char *why;
} finds[] = {
	{"para. 5", "5", 6, "at the end"},
	{"aab", "ab", 1, "after a false start"},
	{"abc", "abcd", SIZE_MAX, "longer than the text"},
	{"abc", "", SIZE_MAX, "nothing is found nowhere"},
};

START_TEST(test_find)
{
	ck_assert_msg(str_find(str_of(finds[_i].text), str_of(finds[_i].what), 0) == finds[_i].at,
		      "%s", finds[_i].why);
}
END_TEST

static const struct {
	const char *bytes;
	size_t valid;
	const char *why;
} encodings[] = {
	{"plain text of twenty bytes", 26, "ASCII, by eights"},
	{"caf\xc3\xa9", 5, "two bytes"},
	{"\xf0\x9f\x98\x80", 4, "four bytes"},
	{"12345678\xff", 8, "a byte that never occurs"},
	{"\xc0\xaf", 0, "overlong"},
	{"\xed\xa0\x80", 0, "a surrogate"},
	{"\xf4\x90\x80\x80", 0, "above U+10FFFF"},
	{"ab\xe2\x80", 2, "cut short"},
};

START_TEST(test_utf8)
{
	ck_assert_msg(utf8_valid(str_of(encodings[_i].bytes)) == encodings[_i].valid, "%s",
		      encodings[_i].why);
}
END_TEST

START_TEST(test_arena_keeps_and_limits)
{
	struct arena a;
	jmp_buf escape;
	VEC(uint32_t) numbers = {0};

	arena_init(&a);
	for (uint32_t i = 0; i < 100000; i++)
		*vec_push(&a, &numbers) = i;
	for (uint32_t i = 0; i < 100000; i++)
		ck_assert_uint_eq(numbers.at[i], i);
	arena_reset(&a, 0);
	ck_assert_uint_eq(a.reserved, 0);
	a.limit = 1 << 20;
	a.escape = &escape;
	if (setjmp(escape) == 0) {
		arena_alloc(&a, 512 * 1024); /* below the limit */
		arena_alloc(&a, 2 << 20);    /* above it */
		ck_abort_msg("the limit was passed");
	}
	arena_release(&a);
}
END_TEST

START_TEST(test_json_is_always_json)
{
	struct buf out = BUF_INIT;
	struct json j;

	json_init(&j, &out);
	json_open_object(&j, NULL);
	json_str(&j, "a\"b", STR("line\n\x01\xff\xc3\xa9"));
	json_open_array(&j, "list");
	json_number(&j, NULL, 0);
	json_nothing(&j, NULL);
	json_close_array(&j);
	json_close_object(&j);
	ck_assert(str_eq(buf_str(&out), STR("{\"a\\\"b\": \"line\\n\\u0001\xef\xbf\xbd\xc3\xa9\", "
					    "\"list\": [0, null]}")));
	buf_release(&out);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("base");
	TCase *tests = tcase_create("base");

	tcase_add_loop_test(tests, test_find, 0, COUNT_OF(finds));
	tcase_add_loop_test(tests, test_utf8, 0, COUNT_OF(encodings));
	tcase_add_test(tests, test_arena_keeps_and_limits);
	tcase_add_test(tests, test_json_is_always_json);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
