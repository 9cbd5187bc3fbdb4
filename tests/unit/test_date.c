/*
 * floor: base
 * Days and seconds, held against the C library, and at the ends of what a date may be.
 */
#include "base/date.h"

#include "unit.h"
#include <time.h>

static struct arena arena;

static void setup(void)
{
	arena_init(&arena);
}

static void teardown(void)
{
	arena_release(&arena);
}

START_TEST(test_days_are_those_of_the_library)
{
	/* 997 days apart: all months, leap years and none, centuries, before and after 1970. */
	for (int64_t at = -50000000000; at < 200000000000; at += (int64_t)997 * 86400 + 61) {
		time_t time = (time_t)at;
		struct date d = date_of(at);
		struct tm tm;

		gmtime_r(&time, &tm);
		ck_assert_uint_eq(d.year, (unsigned)tm.tm_year + 1900);
		ck_assert_uint_eq(d.month, (unsigned)tm.tm_mon + 1);
		ck_assert_uint_eq(d.day, (unsigned)tm.tm_mday);
		ck_assert_int_eq(date_seconds(d), at - (at % 86400 + 86400) % 86400);
	}
}
END_TEST

static const struct {
	const char *text;
	int64_t seconds; /* -1: no date */
} dates[] = {
	{"1970-01-01", 0},
	{"2024-02-29", 1709164800},
	{"2023-02-29", -1},
	{"1900-02-29", -1},
	{"2000-02-29", 951782400},
	{"2026-11-22", 1795305600},
	{"2026-13-01", -1},
	{"2026-00-01", -1},
	{"2026-01-00", -1},
	{"2026-04-31", -1},
	{"0000-01-01", -1},
	{"2026-1-01", -1},
	{"2026-11-22T", -1},
	{"26-11-22", -1},
	{"", -1},
	{"2026/11/22", -1},
	{"9999-12-31", 253402214400},
};

START_TEST(test_read)
{
	struct date d = {0};
	bool is = date_read(&d, str_of(dates[_i].text));

	ck_assert_msg(is == (dates[_i].seconds != -1), "%s", dates[_i].text);
	if (is) {
		ck_assert_int_eq(date_seconds(d), dates[_i].seconds);
		ck_assert_str_eq(date_iso(dates[_i].seconds + 86399, &arena).p, dates[_i].text);
	}
}
END_TEST

START_TEST(test_words)
{
	ck_assert_str_eq(date_words(1551657600, &arena).p, "4 March 2019");
	ck_assert_str_eq(date_iso(INT64_MIN, &arena).p, "0001-01-01");
	ck_assert_str_eq(date_iso(INT64_MAX, &arena).p, "9999-12-31");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("date");
	TCase *tc = tcase_create("all");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, test_days_are_those_of_the_library);
	tcase_add_loop_test(tc, test_read, 0, COUNT_OF(dates));
	tcase_add_test(tc, test_words);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
