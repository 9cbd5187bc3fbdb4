/*
 * made_links N [DOCUMENTS]: the HTML link report of N made-up addresses, always the same ones:
 * of every group and verdict, cited in several places, with histories, copies and hostile words.
 */
#include "report/links.h"

#include <stdio.h>
#include <stdlib.h>

enum { DAY = 86400, TODAY = 1795305600 /* 2026-11-22 */ };

static struct arena arena;
static uint32_t seed = 1;

static uint32_t dice(uint32_t sides)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % sides;
}

/* Hosts as UN documents cite them: few very often, many once. */
static struct str host(void)
{
	static const char *const known[] = {
		"www.ohchr.org",	"www.ohchr.org",    "www.ohchr.org",   "docs.un.org",
		"docs.un.org",		"www.refworld.org", "www.un.org",      "www.ilo.org",
		"tbinternet.ohchr.org", "www.unhcr.org",    "data.unicef.org", "treaties.un.org",
	};

	if (dice(4) == 0)
		return arena_printf(&arena, "www.journal-%u.example", dice(40));
	return str_of(known[dice(COUNT_OF(known))]);
}

static void fail(struct web_link *l, unsigned kind, uint16_t status, const char *why)
{
	uint32_t days = 1 + dice(6);

	l->verdict = (struct verdict){.kind = (uint8_t)kind, .status = status, .why = str_of(why)};
	l->standing.failed_days = days;
	l->standing.failing_since = TODAY - (int64_t)days * DAY * (1 + dice(30));
	l->standing.last_live = l->standing.failing_since - (int64_t)dice(300) * DAY;
	l->standing.dead = days >= 3;
	if (l->standing.dead && dice(2)) {
		l->archived.address =
			arena_printf(&arena, "https://web.archive.org/web/20190304120000/%.*s",
				     STR_ARG(l->address));
		l->archived.date = STR("2019-03-04");
		l->archived.archive = STR("Wayback Machine");
		l->archived.wording = arena_printf(&arena, "archived on 4 March 2019 at %.*s",
						   STR_ARG(l->archived.address));
	}
}

static void judge_failed(struct web_link *l)
{
	switch (dice(5)) {
	case 0:
		fail(l, LINK_DNS, 0, "there is no host of this name");
		break;
	case 1:
		fail(l, LINK_SOFT_404, 200, "the page says \"Page not found\"");
		break;
	case 2:
		fail(l, LINK_MOVED_HOME, 200, "it leads to the front page of the site");
		l->verdict.final = STR("https://www.ohchr.org/en/ohchr_homepage");
		break;
	default:
		fail(l, LINK_GONE, 404, "the server answers 404 (not found)");
	}
}

static void judge_other(struct web_link *l)
{
	struct verdict *v = &l->verdict;

	switch (dice(7)) {
	case 0:
		*v = (struct verdict){.kind = LINK_MOVED,
				      .status = 200,
				      .permanent = true,
				      .why = STR("moved for good to another address"),
				      .final = STR("https://www.ohchr.org/en/new/place")};
		break;
	case 1:
		*v = (struct verdict){.kind = LINK_BLOCKED,
				      .status = 403,
				      .why = STR("the server answers 403 to programs")};
		break;
	case 2:
		*v = (struct verdict){.kind = LINK_TIMEOUT, .why = STR("no answer in 20 seconds")};
		break;
	case 3:
		*v = (struct verdict){.kind = LINK_OK, .status = 200, .no_symbol = true};
		l->carries = STR("CAT/C/KAZ/CO/4");
		break;
	case 4:
		*v = (struct verdict){.kind = LINK_UNCHECKED,
				      .why = STR("not asked in the time of --max-time")};
		l->seen = 0;
		break;
	case 5:
		*v = (struct verdict){.kind = LINK_TLS, .why = STR("its certificate has expired")};
		break;
	default:
		l->successor = STR("https://docs.un.org/en/CAT/C/KAZ/CO/4");
	}
}

/* The first one is hostile, the second no address. */
static struct web_link *make(struct web_links *ls, uint32_t i)
{
	struct str at = host();
	struct str address =
		arena_printf(&arena, "https://%.*s/en/documents/%04u/some-report-on-%u.pdf",
			     STR_ARG(at), 2000 + dice(26), i);
	struct web_link *l;

	if (i == 0)
		address = STR("https://a.example/\"><script>document.title='broken'</script>");
	if (i == 1)
		address = STR("http:/www.ohchr.org<b>&amp;");
	l = links_add(ls, address);
	l->seen = TODAY;
	l->verdict = (struct verdict){.kind = LINK_OK, .status = 200};
	l->standing.last_live = TODAY;
	if (i == 1)
		l->verdict = (struct verdict){.kind = LINK_MALFORMED,
					      .why = STR("it has \"/\" once behind \"http:\"")};
	else if (i == 0 || dice(6) == 0)
		judge_failed(l);
	else if (dice(4) == 0)
		judge_other(l);
	return l;
}

static void cite(struct link_places *places, const struct web_link *l, uint32_t documents)
{
	uint32_t times = dice(5) == 0 ? 1 + dice(14) : 1;

	for (uint32_t i = 0; i < times; i++) {
		bool hidden = dice(4) == 0;
		uint32_t order = places->n;

		*vec_push(&arena, places) = (struct link_place){
			.link = l,
			.path = documents == 1 ? STR("A_HRC_56_52-draft.docx")
					       : arena_printf(&arena, "drafts/chapter-%02u.docx",
							      1 + dice(documents)),
			.words = hidden ? STR("the <b>report</b>") : l->address,
			.note = arena_printf(&arena, "%u", order + 1),
			.part = "footnotes",
			.series = "footnotes",
			.line = 100 + order,
			.column = 5,
			.order = order,
			.origin = hidden ? CITED_HYPERLINK : CITED_ADDRESS,
		};
	}
}

int main(int argc, char **argv)
{
	uint32_t n = argc > 1 ? (uint32_t)atoi(argv[1]) : 50;
	uint32_t documents = argc > 2 ? (uint32_t)atoi(argv[2]) : 1;
	static const char *const notices[] = {"the addresses are made up"};
	struct memory_run history[12] = {0};
	struct link_run run = {.now = TODAY, .files = documents, .notices = notices, .nnotices = 1};
	struct links_options options = {0};
	struct link_places places = {0};
	struct link_report report;
	struct buf out = BUF_INIT;
	struct web_links ls;

	arena_init(&arena);
	links_init(&ls, &arena);
	for (uint32_t i = 0; i < n; i++)
		cite(&places, make(&ls, i), documents);
	for (uint32_t i = 0; i < COUNT_OF(history); i++) {
		uint32_t failing = n * i * i / 800 + dice(2), unknown = n / 20;

		history[i].began = TODAY - (int64_t)(11 - i) * 17 * DAY;
		history[i].known[LINK_GONE] = failing;
		history[i].known[LINK_TIMEOUT] = unknown;
		history[i].known[LINK_OK] = n > failing + unknown ? n - failing - unknown : 0;
	}
	run.history = (struct memory_runs){history, COUNT_OF(history), COUNT_OF(history)};
	run.totals.asked = n;
	link_report_make(&report, &ls, &places, &run, &arena);
	links_format_find("html")->put(&out, &report, &options);
	fwrite(out.p, 1, out.n, stdout);
	buf_release(&out);
	arena_release(&arena);
	return 0;
}
