/*
 * floor: base
 * The ground floor: slices, UTF-8, the arena, the JSON writer.
 */
#include "base/bytes.h"
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
	{"0123456789abcdef0123456789abcdef0123para", "para", 36, "in the last sixteen places"},
	{"par par par par par par par par par para", "para", 36, "behind many false starts"},
	{"0123456789abcdef0123456789abcdef0123par", "para", SIZE_MAX, "cut off at the end"},
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

/* Small and large arrays keep what they hold, what stands beside them too. */
START_TEST(test_arena_widens)
{
	struct arena a;
	size_t size = 16;
	char *p, *beside;

	arena_init(&a);
	p = arena_alloc(&a, size);
	memset(p, 'a', size);
	for (; size < 8 << 20; size *= 2) {
		beside = arena_alloc(&a, 100);
		memset(beside, 'b', 100);
		p = arena_widen(&a, p, size, 2 * size);
		memset(p + size, 'a', size);
		ck_assert(beside[0] == 'b' && beside[99] == 'b');
		ck_assert(p[0] == 'a' && p[size - 1] == 'a');
	}
	/* What is large leaves no old array behind. */
	ck_assert_uint_lt(a.reserved, 10 << 20);
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

/* Every place of a text longer than a chunk, where one byte in it is sought. */
static uint64_t strokes_of(const void *of, uint32_t chunk)
{
	const struct str *text = of;
	char room[BYTES_CHUNK + BYTES_BEYOND];
	const char *p = bytes_chunk(*text, chunk, room);
	uint64_t bits = 0;

	for (unsigned k = 0; k < BYTES_CHUNK; k++)
		bits |= (uint64_t)(p[k] == '/') << k;
	return bits;
}

START_TEST(test_bits_find_every_place)
{
	char text[200];

	for (uint32_t at = 0; at < sizeof(text); at++) {
		struct str s = {text, sizeof(text)};
		struct bits_cursor c = BITS_NONE;

		memset(text, ' ', sizeof(text));
		text[at] = '/';
		ck_assert(bits_next(&c, 0, sizeof(text), strokes_of, &s) == at);
		ck_assert(bits_next(&c, at, sizeof(text), strokes_of, &s) == at);
		ck_assert(bits_next(&c, at + 1, sizeof(text), strokes_of, &s) == sizeof(text));
		ck_assert(bits_next(&c, 0, at, strokes_of, &s) == at);
	}
}
END_TEST

START_TEST(test_questions_of_bytes)
{
	char bytes[BYTES_CHUNK];

	for (unsigned from = 0; from < 256; from += BYTES_CHUNK) {
		uint64_t alnum, high;

		for (unsigned k = 0; k < BYTES_CHUNK; k++)
			bytes[k] = (char)(from + k);
		alnum = bytes_bits(bytes, bytes_alnum);
		high = bytes_bits(bytes, bytes_high);
		for (unsigned k = 0; k < BYTES_CHUNK; k++) {
			ck_assert((alnum >> k & 1) == is_alnum(bytes[k]));
			ck_assert((high >> k & 1) == (from + k >= 0x80));
		}
	}
}
END_TEST

START_TEST(test_bytes_in_common)
{
	char a[40], b[40];

	for (size_t n = 0; n < sizeof(a); n++) {
		memset(a, 'x', sizeof(a));
		memset(b, 'x', sizeof(b));
		b[n] = 'y';
		ck_assert(bytes_same((struct str){a, sizeof(a)}, (struct str){b, sizeof(b)}) == n);
		ck_assert(bytes_same((struct str){a, sizeof(a)}, (struct str){b, n}) == n);
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("base");
	TCase *tests = tcase_create("base");

	tcase_add_loop_test(tests, test_find, 0, COUNT_OF(finds));
	tcase_add_loop_test(tests, test_utf8, 0, COUNT_OF(encodings));
	tcase_add_test(tests, test_arena_keeps_and_limits);
	tcase_add_test(tests, test_arena_widens);
	tcase_add_test(tests, test_json_is_always_json);
	tcase_add_test(tests, test_bits_find_every_place);
	tcase_add_test(tests, test_questions_of_bytes);
	tcase_add_test(tests, test_bytes_in_common);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
