#include "cli/cli.h"

#include "cli/output.h"
#include "cli/verify.h"
#include "report/link_runs.h"
#include "report/links.h"

#include <stdio.h>

struct links {
	const struct options *o;
	struct arena *arena;
	struct setup setup;
	struct files files;
	struct verification v;
	struct output out;
	struct link_places places;
	struct link_run run;
	VEC(struct report_error) errors;
	VEC(const char *) notices;
};

/* ---- while the files are read ---------------------------------------------------------------- */

static void take_document(void *to, const struct apparatus *ap, const struct cited_list *cited)
{
	struct links *k = to;

	link_places_add(&k->places, ap, cited, &k->v.links, k->arena);
	k->run.files++;
}

static void take_error(void *to, const char *path, const char *message)
{
	struct links *k = to;
	struct str bare = str_of(message), prefix = arena_printf(k->arena, "%s: ", path);

	cli_fail(message);
	if (str_starts(bare, prefix))
		bare = str_skip(bare, prefix.n);
	*vec_push(k->arena, &k->errors) = (struct report_error){
		arena_str(k->arena, str_of(path)),
		arena_str(k->arena, bare),
	};
}

/* ---- the report ------------------------------------------------------------------------------ */

/* Everything about the run that is known when it has ended. */
static enum status describe_run(struct links *k, struct err *err)
{
	const char *notice;

	for (uint32_t i = 0; (notice = verification_notice(&k->v, i)); i++)
		*vec_push(k->arena, &k->notices) = notice;
	k->run.notices = k->notices.at;
	k->run.nnotices = k->notices.n;
	k->run.errors = k->errors.at;
	k->run.nerrors = k->errors.n;
	k->run.now = k->v.how.now;
	k->run.offline = k->v.how.offline;
	k->run.totals = k->v.totals;
	if (!k->v.memory)
		return FF_OK;
	k->run.memory = memory_path(k->v.memory);
	return memory_runs(k->v.memory, &k->v.links, &k->run.history, k->arena, err);
}

/* There is an address that --fail-on is about. */
static bool fails(const struct links *k, const struct link_report *r)
{
	struct str on = k->o->fail_on ? str_of(k->o->fail_on) : STR("dead");

	if (str_eq(on, STR("never")))
		return false;
	return r->groups[GROUP_MALFORMED] || r->groups[GROUP_DEAD] ||
	       (str_eq(on, STR("failing")) && r->groups[GROUP_FAILING]);
}

/* What can be said is said, also where something could not be done. */
static int put_report(struct links *k, struct err *err)
{
	const struct verification_watch watch = {k, take_document, take_error};
	const struct links_format *format = links_format_find(k->o->format ? k->o->format : "text");
	struct links_options options = {
		.all = k->o->all,
		.quiet = k->o->quiet,
		.colour = output_colour(&k->out, k->o),
	};
	struct link_report report;
	enum status done = verification_run(&k->v, &k->files, &watch, err);

	if (done == FF_OK)
		done = describe_run(k, err);
	link_report_make(&report, &k->v.links, &k->places, &k->run, k->arena);
	format->put(&k->out.buf, &report, &options);
	if (done != FF_OK)
		return cli_fail(err->message);
	if (k->errors.n)
		return EXIT_FAILURE_CODE;
	return fails(k, &report) ? EXIT_FINDINGS : EXIT_CLEAN;
}

/* ---- looking back ---------------------------------------------------------------------------- */

static int put_runs(struct links *k, bool json, struct err *err)
{
	struct memory_runs runs;

	if (memory_runs(k->v.memory, NULL, &runs, k->arena, err) != FF_OK)
		return cli_fail(err->message);
	if (json)
		link_runs_json(&k->out.buf, &runs, k->arena);
	else
		link_runs_text(&k->out.buf, &runs, k->arena);
	return EXIT_CLEAN;
}

/* From the run of the option to that of the operand. */
static int put_changes(struct links *k, bool json, struct err *err)
{
	struct str from = str_of(k->o->compare_runs);
	struct str to = k->o->operands.n ? str_of(k->o->operands.at[0]) : STR("last");
	struct memory_changes changes;

	if (memory_compare(k->v.memory, from, to, &changes, k->arena, err) != FF_OK)
		return cli_fail(err->message);
	if (json)
		link_changes_json(&k->out.buf, &changes, k->arena);
	else
		link_changes_text(&k->out.buf, &changes, k->arena);
	return EXIT_CLEAN;
}

static int look_back(struct links *k, struct err *err)
{
	const char *format = k->o->format ? k->o->format : "text";
	bool json = strcmp(format, "json") == 0;

	if (!k->v.memory)
		return cli_fail("there are no runs without a memory: leave --memory out, or name "
				"its file");
	if (!json && strcmp(format, "text") != 0)
		return cli_fail("runs are shown as text or json");
	if (k->o->operands.n > (k->o->compare_runs ? 1 : 0))
		return cli_fail(k->o->compare_runs ? "--compare-runs takes two runs, no files"
						   : "--runs takes no files");
	return k->o->runs ? put_runs(k, json, err) : put_changes(k, json, err);
}

/* ---- the command ----------------------------------------------------------------------------- */

static int run(struct options *o, struct arena *a)
{
	struct links k = {.o = o, .arena = a};
	bool back = o->runs || o->compare_runs;
	struct err err = ERR_INIT;
	int status;

	if (!o->operands.n && !back)
		return cli_fail("name a file or a folder, or \"-\" for standard input");
	if (!back)
		files_list(&k.files, &o->operands, a);
	if (setup_init(&k.setup, o, a, &err) != FF_OK ||
	    verification_init(&k.v, o, &k.setup, &k.files, a, &err) != FF_OK)
		return cli_fail(err.message);
	if (output_open(&k.out, o, &err) == FF_OK)
		status = output_close(&k.out, back ? look_back(&k, &err) : put_report(&k, &err));
	else
		status = cli_fail(err.message);
	verification_close(&k.v);
	return status;
}

static const struct option own[] = {
	{"format", 'f', OPTION_TEXT, offsetof(struct options, format), "NAME",
	 "text, line, json, csv or html (default: text)", "text line json csv html"},
	{"fail-on", 0, OPTION_TEXT, offsetof(struct options, fail_on), "WHAT",
	 "what ends with 1: dead, failing or never (default: dead)", "dead failing never"},
	{"all", 0, OPTION_FLAG, offsetof(struct options, all), NULL,
	 "list the addresses that open, and those not asked, too", NULL},
	{"runs", 0, OPTION_FLAG, offsetof(struct options, runs), NULL,
	 "list the runs that the memory holds, and stop", NULL},
	{"compare-runs", 0, OPTION_TEXT, offsetof(struct options, compare_runs), "RUN",
	 "what changed since that run (a number, a day, -2), or up to a second one", NULL},
	{0},
};

const struct command command_links = {
	.name = "links",
	.usage = "FILE…",
	.summary =
		"Verifies the addresses that documents cite, and reports what has become of them.",
	.help = "An address that fails (gone, no such host, a page that says \"not found\", the "
		"front "
		"page\ninstead) counts as dead when it did so on three different days: run it "
		"again on "
		"other\ndays. What is seen is remembered; what was alive is not asked again for "
		"seven "
		"days.\nNothing but the address itself is sent, to its own host; hosts that do not "
		"want "
		"to be\nasked are not.",
	.options = (const struct option *const[]){own, options_links, options_output, options_about,
						  options_read, options_common, NULL},
	.run = run,
};
