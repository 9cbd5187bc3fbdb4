/*
 * floor: cite
 * Who speaks: the words that say it, the titles of mandates, whose an address is, and whom each
 * claim of a text names.
 */
#include "cite/apparatus.h"
#include "cite/mandate.h"
#include "cite/speech.h"
#include "read/reader.h"

#include "unit.h"

static struct arena arena;
static struct document doc;
static struct apparatus ap;

static void setup(void)
{
	arena_init(&arena);
}

static void teardown(void)
{
	arena_release(&arena);
}

/* ---- tables ------------------------------------------------------------------------------- */

static const struct {
	const char *text;
	bool speaks;
} verbs[] = {
	{" recommended that", true},	       {" also recommended that", true},
	{" was deeply concerned about", true}, {" had repeatedly expressed concern", true},
	{" was recommended", false},	       {" is a compilation", false},
	{" took note of the law", true},       {" took part in the meeting", false},
	{" remained of concern", false},       {" was of the view that", true},
	{", which recommended", false},	       {"", false},
};

START_TEST(test_verb)
{
	ck_assert_msg((speech_scan(str_of(verbs[_i].text)) > 0) == verbs[_i].speaks, "\"%s\"",
		      verbs[_i].text);
}
END_TEST

static const struct {
	const char *text, *slug; /* slug: "" for none */
	size_t size;
	uint8_t kind;
} titles[] = {
	{" on the right to food said", "food", 21, TITLE_FULL},
	{" on the Right to Food.", "food", 21, TITLE_FULL},
	{" on terrorism", "terrorism", 13, TITLE_SHORT},
	{" on terrorism-related matters", "", 0, 0},
	{" on violence against women and girls in", "violence-against-women", 36, TITLE_SHORT},
	{" on religious intolerance", "religion", 25, TITLE_FORMER},
	{" on the situation of human rights in Belarus", "", 0, 0},
	{" said", "", 0, 0},
	{" on", "", 0, 0},
};

START_TEST(test_title)
{
	uint16_t title = TITLE_NONE;
	size_t n = mandate_scan(str_of(titles[_i].text), &title);

	ck_assert_msg(n == titles[_i].size, "\"%s\": %zu bytes", titles[_i].text, n);
	if (!n)
		return;
	ck_assert_str_eq(mandates[mandate_titles[title].mandate].slug, titles[_i].slug);
	ck_assert_uint_eq(mandate_titles[title].kind, titles[_i].kind);
}
END_TEST

static const struct {
	const char *address, *slug; /* slug: "" for nobody's */
} sites[] = {
	{"https://www.unesco.org/en/x", "unesco"},
	{"https://UNESCO.org", "unesco"},
	{"https://notunesco.org/x", ""},
	{"https://normlex.ilo.org/dyn/x", "ilo-experts"},
	{"https://www.ohchr.org/en/statements/2023/03/un-high-commissioner-concludes",
	 "high-commissioner"},
	{"https://www.ohchr.org/en/countries", ""},
	{"https://spcommreports.ohchr.org/x", "special-procedures"},
	{"https://", ""},
};

START_TEST(test_site)
{
	struct body_set set = {{0}};

	body_set_of_address(str_of(sites[_i].address), &set);
	if (sites[_i].slug[0])
		ck_assert_msg(body_set_has(set, body_find(sites[_i].slug)), "%s",
			      sites[_i].address);
	else
		ck_assert_msg(body_set_is_empty(set), "%s", sites[_i].address);
}
END_TEST

/* ---- claims ------------------------------------------------------------------------------- */

static struct str slugs_of(struct body_set set)
{
	struct str out = STR("");

	for (uint16_t b = 0; b < bodies_count; b++)
		if (body_set_has(set, b))
			out = arena_printf(&arena, "%.*s%s%s", STR_ARG(out), out.n ? "+" : "",
					   bodies[b].slug);
	return out;
}

/* "cat cat+crc -": who speaks in each claim. */
static const char *speakers_of(const char *text)
{
	struct cite_options options = {STR_NONE, STR_NONE, STR_NONE, 0};
	struct err err = {0};
	struct str all = STR("");

	ck_assert_int_eq(read_bytes(&doc, &arena, str_of(text), "draft.md", &err), FF_OK);
	cite_apparatus(&ap, &doc, &options);
	for (uint32_t i = 0; i < ap.indicators.n; i++) {
		struct str slugs = slugs_of(ap.indicators.at[i].speakers);

		all = arena_printf(&arena, "%.*s%s%.*s", STR_ARG(all), i ? " " : "",
				   slugs.n ? (int)slugs.n : 1, slugs.n ? slugs.p : "-");
	}
	return all.p;
}

#define NOTES "\n\n[^1]: One.\n\n[^2]: Two.\n\n[^3]: Three.\n"

static const struct {
	const char *text, *speakers, *why;
} claims[] = {
	{"The Committee against Torture noted it.[^1]", "cat", "a subject"},
	{"UNHCR and the Committee against Torture noted it.[^1] They urged more.[^2]",
	 "cat+unhcr cat+unhcr", "two subjects, and what refers to both"},
	{"The Committee against Torture noted that[^1] and urged this.[^2]", "cat cat",
	 "a claim in mid-sentence"},
	{"Recalling its views,[^1] the Committee against Torture spoke. UNHCR urged that.[^2]",
	 "- unhcr", "no verb of ours behind the subject that follows"},
	{"Recalling its views,[^1] the Committee against Torture urged that.[^2]", "cat cat",
	 "a subject that follows"},
	{"The Committee against Torture noted it. It was recommended that all end.[^1]", "cat",
	 "a passive"},
	{"UNHCR noted it.[^1] It was recommended that all end.[^2]", "unhcr -", "a passive alone"},
	{"UNHCR noted it.[^1] However, it urged more.[^2]", "unhcr unhcr", "a small pronoun"},
	{"UNHCR noted the work of the Committee against Torture. It urged more.[^1]", "unhcr",
	 "an object is not referred to"},
	{"The Human Rights Committee noted it. UNHCR spoke. The same Committee urged more.[^1]",
	 "ccpr", "the same Committee"},
	{"The Committee of Experts requested data.[^1] The Committee noted it.[^2]",
	 "ilo-experts ilo-experts", "the Committee of Experts"},
	{"The Committee on Missing Persons met. The Committee noted it.[^1]", "-",
	 "a committee of no table"},
	{"As noted by the Committee against Torture and UNHCR, all ended.[^1]", "cat+unhcr",
	 "behind a verb"},
	{"According to UNESCO, all ended.[^1]", "unesco", "according to"},
	{"The Special Rapporteur on torture, in her report, noted it.[^1] She urged more.[^2]",
	 "special-rapporteur special-rapporteur", "an insertion"},
	{"Under CAT, art. 2, and OP-CAT nothing noted it.[^1]", "-", "instruments"},
	{"The Human Rights Committee and the Committee against Torture noted it.[^1] Both "
	 "Committees urged more.[^2]",
	 "cat+ccpr cat+ccpr", "both Committees"},
};

START_TEST(test_claim)
{
	struct str text = arena_printf(&arena, "%s" NOTES, claims[_i].text);

	ck_assert_msg(strcmp(speakers_of(text.p), claims[_i].speakers) == 0, "%s: %s",
		      claims[_i].why, speakers_of(text.p));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("attribution");
	TCase *tests = tcase_create("attribution");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_loop_test(tests, test_verb, 0, COUNT_OF(verbs));
	tcase_add_loop_test(tests, test_title, 0, COUNT_OF(titles));
	tcase_add_loop_test(tests, test_site, 0, COUNT_OF(sites));
	tcase_add_loop_test(tests, test_claim, 0, COUNT_OF(claims));
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
