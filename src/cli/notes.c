#include "cli/cli.h"

#include "cli/output.h"
#include "cli/setup.h"
#include "report/notes.h"

static struct str text_or(const char *text, struct str otherwise)
{
	return text ? str_of(text) : otherwise;
}

static enum status cite(struct setup *s, const struct options *o, struct document *doc,
			struct apparatus *ap, struct arena *a, struct err *err)
{
	const struct config *config;
	struct cite_options about = {0};

	if (setup_init(s, o, a, err) != FF_OK ||
	    read_document(doc, a, o->operands.at[0], &s->read, err) != FF_OK)
		return err->status;
	if (o->stdin_name && strcmp(o->operands.at[0], "-") == 0)
		doc->path = str_of(o->stdin_name);
	config = setup_config(s, arena_str(a, doc->path).p, err);
	if (err->status != FF_OK)
		return err->status;
	about.state = text_or(o->state, config ? config->state : STR_NONE);
	about.symbol = text_or(o->symbol, config ? config->symbol : STR_NONE);
	about.language = text_or(o->language, config ? config->language : STR_NONE);
	cite_apparatus(ap, doc, &about);
	return FF_OK;
}

static int run(struct options *o, struct arena *a)
{
	struct err err = ERR_INIT;
	struct setup s;
	struct document doc;
	struct apparatus ap;
	struct where_map map;
	struct output out;

	if (o->operands.n != 1)
		return cli_fail("name one file, or \"-\" for standard input");
	if (cite(&s, o, &doc, &ap, a, &err) != FF_OK || output_open(&out, o, &err) != FF_OK)
		return cli_fail(err.message);
	where_init(&map, &ap);
	if (o->format && strcmp(o->format, "json") == 0)
		notes_json(&out.buf, &map);
	else
		notes_text(&out.buf, &map, output_colour(&out, o));
	return output_close(&out, EXIT_CLEAN);
}

static const struct option own[] = {
	{"format", 'f', OPTION_TEXT, offsetof(struct options, format), "NAME",
	 "text or json (default: text)", "text json"},
	{0},
};

const struct command command_notes = {
	.name = "notes",
	.usage = "FILE",
	.summary = "Shows each note: where it is called, what it supports, what it cites.",
	.options = (const struct option *const[]){own, options_output, options_about, options_read,
						  options_common, NULL},
	.run = run,
};
