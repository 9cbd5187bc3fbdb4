/*
 * floor: doc
 * Numbers of paragraphs: their shapes, their order, what follows what.
 */
#include "doc/number.h"

#include "arena.h"

static const struct {
	const char *text, *shown, *why;
} shapes[] = {
	{"12", "12", "plain"},
	{"12.", "12", "with its stop"},
	{"5.3", "5.3", "a pair"},
	{"5.3.", "5.3", "a pair with its stop"},
	{"115.113", "115.113", "a recommendation"},
	{"2.4.1", "2.4.1", "three figures"},
	{"12 bis", "12 bis", "put in between"},
	{"12bis.", "12 bis", "without the space"},
	{"5.3 octies", "5.3 octies", "the last of its kind"},
	{"12A.", "12A", "a letter"},
	{"12345", "", "no paragraph has five figures"},
	{"1.2.3.4", "", "too deep"},
	{"12 biscuits", "", "a word"},
	{"IV", "", "a numeral"},
	{"", "", "nothing"},
};

START_TEST(test_shapes)
{
	struct paragraph_number n, again;
	bool good = number_parse(str_of(shapes[_i].text), &n);
	struct str shown = good ? number_show(&arena, &n) : STR_NONE;

	ck_assert_msg(str_eq(shown, str_of(shapes[_i].shown)), "%s: \"%.*s\"", shapes[_i].why,
		      STR_ARG(shown));
	if (!good)
		return;
	number_of_key(number_key(&n), &again);
	ck_assert_msg(str_eq(number_show(&arena, &again), shown), "%s: its key", shapes[_i].why);
}
END_TEST

static const struct {
	const char *one, *next;
	bool follows;
	const char *why;
} pairs[] = {
	{"12", "13", true, "the next"},
	{"12", "14", false, "one is left out"},
	{"12", "12 bis", true, "one put in between"},
	{"12 bis", "12 ter", true, "another"},
	{"12 bis", "13", true, "the row goes on"},
	{"12", "12 ter", false, "no bis"},
	{"12", "12A", true, "a letter"},
	{"12A", "12B", true, "the next letter"},
	{"5.9", "5.10", true, "figures count, not decimals"},
	{"5.9", "6", true, "a paragraph alone"},
	{"5.9", "6.1", true, "the next group"},
	{"5.9", "6.2", false, "its first is left out"},
	{"5", "5.2", true, "5 counts as 5.1"},
	{"2.4", "2.4.1", true, "deeper"},
	{"2.4.1", "2.5", true, "and up again"},
};

START_TEST(test_follows)
{
	struct paragraph_number one, next;

	ck_assert(number_parse(str_of(pairs[_i].one), &one));
	ck_assert(number_parse(str_of(pairs[_i].next), &next));
	ck_assert_msg(number_follows(&one, &next) == pairs[_i].follows, "%s", pairs[_i].why);
	ck_assert_msg(number_key(&one) < number_key(&next), "%s: keys", pairs[_i].why);
	ck_assert_msg(!number_follows(&next, &one), "%s: backward", pairs[_i].why);
}
END_TEST

static const struct {
	const char *text;
	uint32_t value;
} romans[] = {
	{"I", 1},     {"IV", 4},   {"IX", 9}, {"XIV", 14}, {"XL", 40}, {"XCIX", 99},
	{"CCC", 300}, {"IIII", 0}, {"VX", 0}, {"IVV", 0},  {"", 0},    {"A", 0},
};

START_TEST(test_romans)
{
	ck_assert_uint_eq(roman_parse(str_of(romans[_i].text)), romans[_i].value);
	if (romans[_i].value)
		ck_assert(str_eq(roman_of(&arena, romans[_i].value), str_of(romans[_i].text)));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("number");
	TCase *tests = tcase_create("number");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_loop_test(tests, test_shapes, 0, (int)COUNT_OF(shapes));
	tcase_add_loop_test(tests, test_follows, 0, (int)COUNT_OF(pairs));
	tcase_add_loop_test(tests, test_romans, 0, (int)COUNT_OF(romans));
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
