/*
 * floor: link
 * What the tables know of answers: the headers of walls.
 */
#include "link/reply.h"
#include "link/wall.h"
#include "unit.h"

static const struct {
	const char *name, *value;
	unsigned wall;
	const char *why;
} walls[] = {
	{"x-amzn-waf-action", "challenge", WALL_CHALLENGE, "Amazon's wall"},
	{"X-Amzn-Waf-Action", "Captcha", WALL_CHALLENGE, "capitals do not count, nor the value"},
	{"x-amzn-waf-action", "", WALL_NONE, "an empty header says nothing"},
	{"x-amzn-requestid", "challenge", WALL_NONE, "another header of Amazon's"},
	{"cf-mitigated", "challenge", WALL_CHALLENGE, "Cloudflare's wall"},
	{"CF-Mitigated", "a Challenge", WALL_CHALLENGE, "the value holds the word"},
	{"cf-mitigated", "none", WALL_NONE, "another value"},
	{"cf-ray", "challenge", WALL_NONE, "every answer of Cloudflare has it"},
	{"", "challenge", WALL_NONE, "no header"},
};

START_TEST(wall_headers_are_known)
{
	ck_assert_msg(wall_of_header(str_of(walls[_i].name), str_of(walls[_i].value)) ==
			      walls[_i].wall,
		      "%s", walls[_i].why);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("answers");
	TCase *tc = tcase_create("walls");

	tcase_add_loop_test(tc, wall_headers_are_known, 0, COUNT_OF(walls));
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
