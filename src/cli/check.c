#include "cli/cli.h"

#include "cli/files.h"
#include "cli/jobs.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/setup.h"
#include "cli/verify.h"
#include "report/report.h"

#include <stdio.h>
#include <stdlib.h>

/* Memory that a job keeps from one document to the next. */
enum { KEEP = 16 << 20 };

/* A file that was checked, waiting for its turn. */
struct result {
	struct buf out;
	struct err err;
	struct report_totals totals;
	VEC(struct rule_error) errors; /* in 'arena' */
	struct arena arena;
	bool fails;
};

struct check {
	const struct options *o;
	struct arena *arena;
	struct setup setup;
	struct files files;
	const struct config **configs; /* by file */
	const struct report *report;
	struct report_options how;
	struct result *results; /* by slot */
	struct output out;
	struct progress progress;
	struct verification verification; /* of --links */
	struct report_totals totals;
	VEC(struct report_error) errors;
	bool fails;
	bool began; /* a file's part has been written */
};

/* ---- in a worker ------------------------------------------------------------------ */

struct worker {
	struct check_job *job;
	struct arena lasting; /* of the job */
	struct arena arena;   /* of one document */
	jmp_buf escape;
};

static void *start(void *to)
{
	struct check *k = to;
	struct worker *w = calloc(1, sizeof(*w));

	if (!w)
		return NULL;
	arena_init(&w->lasting);
	arena_init(&w->arena);
	w->job = check_job_new(&k->setup.settings, &w->lasting);
	return w;
}

static void stop(void *state)
{
	struct worker *w = state;

	check_job_free(w->job);
	arena_release(&w->arena);
	arena_release(&w->lasting);
	free(w);
}

/* Unless told otherwise, an error fails if the same document always gets it. */
static bool is_failure(const struct options *o, const struct finding *f, unsigned lane)
{
	static const char *const words[] = {"never", "info", "warning", "error"};

	if (f->suppressed.p)
		return false;
	if (!o->fail_on)
		return f->severity == SEVERITY_ERROR && lane == LANE_DETERMINISTIC;
	for (unsigned s = SEVERITY_INFO; s <= SEVERITY_ERROR; s++)
		if (strcmp(words[s], o->fail_on) == 0)
			return f->severity >= s;
	return false;
}

static void keep_errors(struct result *result, const struct checking *c)
{
	for (uint32_t i = 0; i < c->errors.n; i++)
		*vec_push(&result->arena, &result->errors) = (struct rule_error){
			arena_str(&result->arena, c->errors.at[i].path),
			arena_str(&result->arena, c->errors.at[i].message),
		};
}

/* Standard input goes by the name that it was given. */
static const char *shown_path(const struct check *k, uint32_t item)
{
	const char *path = k->files.at[item].path;

	return k->o->stdin_name && strcmp(path, "-") == 0 ? k->o->stdin_name : path;
}

static void check_file(struct check *k, struct worker *w, uint32_t item, struct result *result)
{
	const struct named_file *file = &k->files.at[item];
	struct document doc;
	struct checked checked;

	if (file->error) {
		err_set(&result->err, FF_EIO, "%s: %s", file->path, file->error);
		return;
	}
	if (read_document(&doc, &w->arena, file->path, &k->setup.read, &result->err) != FF_OK)
		return;
	doc.path = str_of(shown_path(k, item));
	check_run(w->job, &checked, &doc, k->configs[item]);
	report_count(&result->totals, &checked);
	k->report->file(&result->out, &checked, &k->how);
	keep_errors(result, &checked.run);
	for (uint32_t i = 0; i < checked.run.findings.n && !result->fails; i++)
		result->fails = is_failure(k->o, &checked.run.findings.at[i],
					   checked.run.findings.at[i].rule->lane);
}

static void work(void *to, void *state, uint32_t item, uint32_t slot)
{
	struct check *k = to;
	struct worker *w = state;
	struct result *result = &k->results[slot];

	result->out.n = 0;
	result->err = (struct err)ERR_INIT;
	result->totals = (struct report_totals){0};
	result->fails = false;
	result->errors.n = result->errors.cap = 0;
	arena_reset(&result->arena, KEEP);
	w->arena.escape = &w->escape;
	if (setjmp(w->escape) == 0) {
		check_file(k, w, item, result);
	} else {
		result->out.n = 0;
		result->err = (struct err)ERR_INIT;
		err_set(&result->err, FF_ENOMEM, "%s: not enough memory; split the file",
			k->files.at[item].path);
	}
	w->arena.escape = NULL;
	arena_reset(&w->arena, KEEP);
}

/* ---- in order ------------------------------------------------------------------------ */

/* A rule or a configuration is complained of once, not for every file. */
static bool was_told(const struct check *k, struct str path, struct str message)
{
	for (uint32_t i = 0; i < k->errors.n; i++)
		if (str_eq(k->errors.at[i].path, path) && str_eq(k->errors.at[i].message, message))
			return true;
	return false;
}

/* 'message' may begin with the path, as it is shown to people. */
static void complain(struct check *k, struct str path, struct str message)
{
	struct str bare = message;

	if (str_starts(message, path) && str_starts(str_skip(message, path.n), STR(": ")))
		bare = str_skip(message, path.n + 2);
	if (was_told(k, path, bare))
		return;
	progress_clear(&k->progress);
	fprintf(stderr, "footfault: %.*s\n", STR_ARG(message));
	*vec_push(k->arena, &k->errors) = (struct report_error){
		arena_str(k->arena, path),
		arena_str(k->arena, bare),
	};
}

static void add_totals(struct report_totals *to, const struct report_totals *from)
{
	to->files += from->files;
	to->notes += from->notes;
	to->suppressed += from->suppressed;
	to->omitted += from->omitted;
	to->fixes += from->fixes;
	to->safe_fixes += from->safe_fixes;
	for (unsigned s = 0; s < 4; s++)
		to->counts[s] += from->counts[s];
}

static void take(void *to, uint32_t item, uint32_t slot)
{
	struct check *k = to;
	struct result *result = &k->results[slot];

	for (uint32_t i = 0; i < result->errors.n; i++)
		complain(k, result->errors.at[i].path, result->errors.at[i].message);
	if (result->err.status != FF_OK) {
		complain(k, str_of(k->files.at[item].path), str_of(result->err.message));
	} else {
		if (k->began)
			buf_add(&k->out.buf, str_of(k->report->between));
		k->began = true;
		buf_add(&k->out.buf, buf_str(&result->out));
		add_totals(&k->totals, &result->totals);
		k->fails = k->fails || result->fails;
	}
	if (result->out.n)
		progress_clear(&k->progress);
	output_tick(&k->out);
	progress_tick(&k->progress, item + 1);
}

static void idle(void *to)
{
	struct check *k = to;

	progress_tick(&k->progress, k->progress.done);
}

/* ---- before and after ------------------------------------------------------------------- */

static void find_configs(struct check *k)
{
	k->configs = arena_zero(k->arena, (k->files.n + 1) * sizeof(*k->configs));
	for (uint32_t i = 0; i < k->files.n; i++) {
		struct err err = ERR_INIT;

		k->configs[i] = setup_config(&k->setup, shown_path(k, i), &err);
		if (err.status != FF_OK) {
			struct str message = str_of(err.message);

			complain(k, (struct str){message.p, strcspn(message.p, ":")}, message);
		}
	}
}

static void warn_unused(void *to, const struct config *config)
{
	(void)to;
	for (uint32_t i = 0; i < config->nsuppressions; i++)
		if (config->suppressions[i].asked && !config->suppressions[i].used)
			fprintf(stderr, "footfault: %s:%u: this suppression suppresses nothing\n",
				config->path, config->suppressions[i].line);
}

static enum status prepare(struct check *k, struct err *err)
{
	const char *stray = k->o->links ? NULL : verification_option(k->o);

	k->report = report_find(k->o->format ? k->o->format : "text");
	if (stray)
		return err_set(err, FF_EUSAGE, "--%s says how to ask for addresses: add --links",
			       stray);
	if (!k->o->operands.n)
		return err_set(err, FF_EUSAGE,
			       "name a file or a folder, or \"-\" for standard input");
	if (setup_init(&k->setup, k->o, k->arena, err) != FF_OK ||
	    output_open(&k->out, k->o, err) != FF_OK)
		return err->status;
	k->setup.settings.no_fingerprints = !k->report->fingerprints;
	k->how = (struct report_options){output_colour(&k->out, k->o), k->o->quiet};
	files_list(&k->files, &k->o->operands, k->arena);
	for (uint32_t i = 0; i < k->setup.rules.errors.n; i++)
		complain(k, k->setup.rules.errors.at[i].path, k->setup.rules.errors.at[i].message);
	find_configs(k);
	return FF_OK;
}

/* What could not be done is told, and what was done is used. */
static enum status verify(struct check *k, struct err *err)
{
	const struct verification_watch nobody = {0};
	struct verification *v = &k->verification;
	struct err own = ERR_INIT;
	const char *notice;

	if (verification_init(v, k->o, &k->setup, &k->files, k->arena, err) != FF_OK)
		return err->status;
	if (verification_run(v, &k->files, &nobody, &own) != FF_OK)
		complain(k, STR("--links"), str_of(own.message));
	for (uint32_t i = 0; !k->o->quiet && (notice = verification_notice(v, i)); i++)
		fprintf(stderr, "footfault: %s\n", notice);
	k->setup.settings.links = &v->links;
	k->setup.settings.link_symbols = k->o->symbols;
	return FF_OK;
}

static bool run_jobs(struct check *k)
{
	uint32_t threads = k->o->jobs ? (uint32_t)k->o->jobs : jobs_processors();
	struct jobs jobs = {
		.n = k->files.n,
		.to = k,
		.start = start,
		.stop = stop,
		.work = work,
		.take = take,
		.idle = idle,
	};
	bool whole;

	jobs.threads = threads < JOBS_MOST ? threads : JOBS_MOST;
	k->results = calloc(jobs_slots(jobs.threads), sizeof(*k->results));
	whole = k->results && jobs_run(&jobs);
	for (uint32_t i = 0; k->results && i < jobs_slots(jobs.threads); i++) {
		buf_release(&k->results[i].out);
		arena_release(&k->results[i].arena);
	}
	free(k->results);
	return whole;
}

static int run(struct options *o, struct arena *a)
{
	struct check k = {.o = o, .arena = a};
	struct err err = ERR_INIT;
	int status;

	if (prepare(&k, &err) != FF_OK || (o->links && verify(&k, &err) != FF_OK))
		return cli_fail(err.message);
	progress_init(&k.progress, k.files.n, "files", o->quiet);
	if (k.report->begin)
		k.report->begin(&k.out.buf, &k.how);
	if (!run_jobs(&k))
		return cli_fail("not enough memory to begin");
	progress_clear(&k.progress);
	k.totals.errors = k.errors.at;
	k.totals.nerrors = k.errors.n;
	if (k.report->end)
		k.report->end(&k.out.buf, &k.totals, &k.how);
	configs_each(k.setup.configs, warn_unused, NULL);
	verification_close(&k.verification);
	status = k.errors.n ? EXIT_FAILURE_CODE : k.fails ? EXIT_FINDINGS : EXIT_CLEAN;
	return output_close(&k.out, status);
}

static const struct option own[] = {
	{"format", 'f', OPTION_TEXT, offsetof(struct options, format), "NAME",
	 "text, line or json (default: text)", "text line json"},
	{"fail-on", 0, OPTION_TEXT, offsetof(struct options, fail_on), "WHAT",
	 "exit with 1 from error, warning or info on, or never\n"
	 "                            (default: errors of the deterministic lane)",
	 "error warning info never"},
	{"links", 0, OPTION_FLAG, offsetof(struct options, links), NULL,
	 "ask the network which addresses open", NULL},
	{"jobs", 'j', OPTION_NUMBER, offsetof(struct options, jobs), "N",
	 "threads (default: one a processor)", NULL},
	{0},
};

const struct command command_check = {
	.name = "check",
	.usage = "FILE…",
	.summary = "Reports what is wrong with the references of documents.",
	.help = "FILE is a file, a folder (searched for .docx, .odt, .md and .txt files;\n"
		"hidden files and symbolic links are skipped) or \"-\" for standard input.",
	.options = (const struct option *const[]){own, options_output, options_rules,
						  options_profile, options_about, options_read,
						  options_links, options_common, NULL},
	.run = run,
};
