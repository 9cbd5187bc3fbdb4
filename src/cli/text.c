#include "cli/cli.h"

#include "cli/output.h"
#include "cli/setup.h"

static int run(struct options *o, struct arena *a)
{
	struct read_options how = setup_read(o);
	struct err err = ERR_INIT;
	struct document doc;
	struct output out;

	if (o->operands.n != 1)
		return cli_fail("name one file, or \"-\" for standard input");
	if (read_document(&doc, a, o->operands.at[0], &how, &err) != FF_OK ||
	    output_open(&out, o, &err) != FF_OK)
		return cli_fail(err.message);
	buf_add(&out.buf, doc.text);
	if (doc.text.n && doc.text.p[doc.text.n - 1] != '\n')
		buf_add_char(&out.buf, '\n');
	return output_close(&out, EXIT_CLEAN);
}

static const struct option own[] = {
	{"output", 'o', OPTION_TEXT, offsetof(struct options, output), "FILE",
	 "write the text there", NULL},
	{0},
};

const struct command command_text = {
	.name = "text",
	.usage = "FILE",
	.summary = "Prints the text of a document, as the rules see it.",
	.options = (const struct option *const[]){own, options_read, options_common, NULL},
	.run = run,
};
