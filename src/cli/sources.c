#include "cli/cli.h"

#include "cli/files.h"
#include "cli/output.h"
#include "cli/setup.h"
#include "report/sources.h"

/* Memory that is kept from one document to the next. */
enum { KEEP = 16 << 20 };

struct sources {
	const struct options *o;
	const struct sources_format *format;
	struct setup setup;
	struct output out;
	struct arena arena; /* of one document */
	bool began;
};

static enum status put_file(struct sources *s, const struct named_file *file, struct err *err)
{
	struct document doc;
	struct apparatus ap;
	struct where_map map;

	if (file->error)
		return err_set(err, FF_EIO, "%s: %s", file->path, file->error);
	if (setup_cite(&s->setup, s->o, file->path, &s->arena, &doc, &ap, err) != FF_OK)
		return err->status;
	where_init(&map, &ap);
	buf_add(&s->out.buf, str_of(s->began ? s->format->between : s->format->begin));
	s->began = true;
	s->format->file(&s->out.buf, &map);
	return FF_OK;
}

static int run(struct options *o, struct arena *a)
{
	struct sources s = {.o = o};
	struct err err = ERR_INIT;
	struct files files = {0};
	int status = EXIT_CLEAN;

	s.format = sources_format_find(o->format ? o->format : "text");
	if (!o->operands.n)
		return cli_fail("name a file or a folder, or \"-\" for standard input");
	if (setup_init(&s.setup, o, a, &err) != FF_OK || output_open(&s.out, o, &err) != FF_OK)
		return cli_fail(err.message);
	files_list(&files, &o->operands, a);
	arena_init(&s.arena);
	for (uint32_t i = 0; i < files.n; i++) {
		struct err failed = ERR_INIT;

		if (put_file(&s, &files.at[i], &failed) != FF_OK)
			status = cli_fail(failed.message);
		output_tick(&s.out);
		arena_reset(&s.arena, KEEP);
	}
	if (!s.began)
		buf_add(&s.out.buf, str_of(s.format->begin));
	buf_add(&s.out.buf, str_of(s.format->end));
	arena_release(&s.arena);
	return output_close(&s.out, status);
}

static const struct option own[] = {
	{"format", 'f', OPTION_TEXT, offsetof(struct options, format), "NAME",
	 "text, json or csv (default: text)", "text json csv"},
	{0},
};

const struct command command_sources = {
	.name = "sources",
	.usage = "FILE…",
	.summary = "Lists every document cited: spellings, locators, where, its address.",
	.options = (const struct option *const[]){own, options_output, options_about, options_read,
						  options_common, NULL},
	.run = run,
};
