#include "cli/cli.h"

#include "cli/output.h"
#include "cli/setup.h"
#include "report/notes.h"

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
	if (setup_init(&s, o, a, &err) != FF_OK ||
	    setup_cite(&s, o, o->operands.at[0], a, &doc, &ap, &err) != FF_OK ||
	    output_open(&out, o, &err) != FF_OK)
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
