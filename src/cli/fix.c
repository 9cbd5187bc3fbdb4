#include "cli/cli.h"

#include "base/file.h"
#include "cli/files.h"
#include "cli/output.h"
#include "cli/setup.h"
#include "fix/docx.h"
#include "read/package.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

/* Memory that is kept from one document to the next. */
enum { KEEP = 16 << 20 };

struct fix_command {
	const struct options *o;
	struct setup setup;
	struct check_job *job;
	struct output out; /* of --diff, and of what comes from standard input */
	struct arena arena;
	char date[32]; /* of what is written into Word files, from SOURCE_DATE_EPOCH; or empty */
};

static bool is_stdin(const char *path)
{
	return strcmp(path, "-") == 0;
}

/* "draft.md: 12 fixed, 3 left, 2 of them with --suggested" on standard error. */
static void tell(const struct fix_command *k, const char *name, const struct fixed *f)
{
	if (k->o->quiet)
		return;
	fprintf(stderr, "%s: %u %s, %u left", name, f->fixes, k->o->diff ? "to fix" : "fixed",
		f->left);
	if (f->possible && !k->o->suggested)
		fprintf(stderr, "; --suggested fixes %u of them", f->possible);
	if (f->comments)
		fprintf(stderr, "; %u %s added", f->comments,
			f->comments == 1 ? "comment" : "comments");
	fputc('\n', stderr);
}

/* The date of what is built, as other tools take it; without it the file's own date counts. */
static enum status read_date(struct fix_command *k, struct err *err)
{
	const char *text = getenv("SOURCE_DATE_EPOCH");
	struct tm tm;
	time_t at;
	char *end;

	if (!text || !*text)
		return FF_OK;
	at = (time_t)strtoll(text, &end, 10);
	if (*end || at < 0 || at > 253402300799 || !gmtime_r(&at, &tm))
		return err_set(err, FF_EUSAGE,
			       "SOURCE_DATE_EPOCH: \"%s\" is not a number of seconds since 1970",
			       text);
	strftime(k->date, sizeof(k->date), "%Y-%m-%dT%H:%M:%SZ", &tm);
	return FF_OK;
}

static enum status put_diff(struct fix_command *k, const char *name, const struct fixed *f,
			    struct err *err)
{
	if (strncmp(f->encoding, "utf-16", 6) == 0 && f->fixes)
		return err_set(err, FF_EFORMAT,
			       "%s: a diff of UTF-16 is no text; use -o, or save it as UTF-8",
			       name);
	pieces_diff(&f->pieces, str_of(name), &k->out.buf);
	return FF_OK;
}

static enum status put(struct fix_command *k, const char *path, const char *name,
		       const struct fixed *f, struct err *err)
{
	if (k->o->diff)
		return put_diff(k, name, f, err);
	if (k->o->output && !is_stdin(k->o->output))
		return file_replace(k->o->output, pieces_text(&f->pieces), err);
	if (k->o->output || is_stdin(path)) {
		buf_add(&k->out.buf, pieces_text(&f->pieces));
		return FF_OK;
	}
	return f->fixes || f->comments ? file_replace(path, pieces_text(&f->pieces), err) : FF_OK;
}

static enum status fix_bytes(struct fix_command *k, struct fixed *out, const struct config *config,
			     struct str bytes, const char *name, struct err *err)
{
	const struct docx_options how = {k->o->suggested, k->o->accept, str_of(k->date)};

	if (!package_is_zip(bytes))
		return fix_text(out, k->job, config, bytes, name, k->o->suggested, &k->arena, err);
	if (k->o->diff)
		return err_set(err, FF_EFORMAT,
			       "%s: a Word file has no diff; write it with -o, and look at the "
			       "tracked changes in Word",
			       name);
	return fix_docx(out, k->job, config, bytes, name, &how, &k->arena, err);
}

static enum status fix_file(struct fix_command *k, const struct named_file *file, struct err *err)
{
	const char *name = is_stdin(file->path) && k->o->stdin_name ? k->o->stdin_name : file->path;
	size_t max = k->setup.read.max_size ? k->setup.read.max_size : READ_MAX_SIZE;
	const struct config *config;
	struct fixed fixed;
	struct str bytes;

	if (file->error)
		return err_set(err, FF_EIO, "%s: %s", file->path, file->error);
	config = setup_config(&k->setup, name, err);
	if (err->status != FF_OK || file_read(&k->arena, file->path, max, &bytes, err) != FF_OK ||
	    fix_bytes(k, &fixed, config, bytes, name, err) != FF_OK ||
	    put(k, file->path, name, &fixed, err) != FF_OK)
		return err->status;
	tell(k, name, &fixed);
	return FF_OK;
}

static enum status prepare(struct fix_command *k, struct files *files, struct arena *a,
			   struct err *err)
{
	const struct options *o = k->o;
	/* -o names the file; the report goes to standard output only for --diff. */
	struct options plain = *o;

	plain.output = NULL;
	if (!o->operands.n)
		return err_set(err, FF_EUSAGE,
			       "name a file or a folder, or \"-\" for standard input");
	if (o->changes && strcmp(o->changes, "final") != 0)
		return err_set(err, FF_EUSAGE,
			       "--changes: only the text with all changes accepted can be fixed");
	if (setup_init(&k->setup, o, a, err) != FF_OK || read_date(k, err) != FF_OK ||
	    output_open(&k->out, o->diff ? o : &plain, err) != FF_OK)
		return err->status;
	files_list(files, &o->operands, a);
	if (o->output && !o->diff && files->n != 1)
		return err_set(err, FF_EUSAGE, "-o takes one file, and here are %u", files->n);
	return FF_OK;
}

static int run(struct options *o, struct arena *a)
{
	struct fix_command k = {.o = o};
	struct err err = ERR_INIT;
	struct files files = {0};
	int status = EXIT_CLEAN;

	if (prepare(&k, &files, a, &err) != FF_OK)
		return cli_fail(err.message);
	arena_init(&k.arena);
	k.job = check_job_new(&k.setup.settings, a);
	for (uint32_t i = 0; i < files.n; i++) {
		struct err failed = ERR_INIT;

		if (fix_file(&k, &files.at[i], &failed) != FF_OK)
			status = cli_fail(failed.message);
		output_tick(&k.out);
		arena_reset(&k.arena, KEEP);
	}
	check_job_free(k.job);
	arena_release(&k.arena);
	return output_close(&k.out, status);
}

static const struct option own[] = {
	{"suggested", 0, OPTION_FLAG, offsetof(struct options, suggested), NULL,
	 "apply the fixes that want an eye, too", NULL},
	{"accept", 0, OPTION_FLAG, offsetof(struct options, accept), NULL,
	 "in Word files: plain edits, not tracked changes", NULL},
	{"diff", 0, OPTION_FLAG, offsetof(struct options, diff), NULL,
	 "print what would change as a unified diff; change nothing", NULL},
	{"output", 'o', OPTION_TEXT, offsetof(struct options, output), "FILE",
	 "write the fixed file (or the diff) there", NULL},
	{"quiet", 'q', OPTION_FLAG, offsetof(struct options, quiet), NULL, "no summary", NULL},
	{0},
};

const struct command command_fix = {
	.name = "fix",
	.usage = "FILE…",
	.summary = "Mends what is safe to mend, in the files themselves.",
	.help = "A file is replaced as a whole when everything is written, or stays as it was.\n"
		"Of a Word file (.docx) fixes are tracked changes, and what is left are comments.\n"
		"\"-\" fixes standard input to standard output.",
	.options =
		(const struct option *const[]){own, options_rules, options_profile, options_about,
					       options_read, options_common, NULL},
	.run = run,
};
