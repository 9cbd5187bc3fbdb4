#include "cli/cli.h"

#include "base/file.h"
#include "cli/output.h"
#include "report/symbol.h"

enum { LIST_MOST = 256 << 20, KEEP = 1 << 20 };

struct asking {
	struct output out;
	struct json j;
	struct arena arena; /* of one symbol */
	bool json, colour;
	bool some;
};

static void explain(struct asking *k, struct str input)
{
	struct symbol_context context = {.state = STR_NONE};
	struct symbol_explained explained;

	symbol_explain(&explained, input, &context, 0, &k->arena);
	if (k->json) {
		symbol_json(&k->j, &explained);
	} else {
		if (k->some)
			buf_add_char(&k->out.buf, '\n');
		symbol_text(&k->out.buf, &explained, k->colour);
	}
	k->some = true;
	arena_reset(&k->arena, KEEP);
	output_tick(&k->out);
}

/* One a line; blank lines are no symbols. */
static enum status explain_lines(struct asking *k, struct arena *a, struct err *err)
{
	struct str text;

	if (file_read(a, "-", LIST_MOST, &text, err) != FF_OK)
		return err->status;
	while (text.n) {
		size_t n = str_find(text, STR("\n"), 0);
		struct str line = str_trim(str_part(text, 0, n == SIZE_MAX ? text.n : n));

		if (line.n)
			explain(k, line);
		text = str_skip(text, n == SIZE_MAX ? text.n : n + 1);
	}
	return FF_OK;
}

static int run(struct options *o, struct arena *a)
{
	struct asking k = {.json = o->format && strcmp(o->format, "json") == 0};
	struct err err = ERR_INIT;
	int status = EXIT_CLEAN;

	if (!o->operands.n)
		return cli_fail("name a symbol, such as A/RES/70/1, or \"-\" for one a line");
	if (output_open(&k.out, o, &err) != FF_OK)
		return cli_fail(err.message);
	k.colour = output_colour(&k.out, o);
	arena_init(&k.arena);
	if (k.json) {
		json_init(&k.j, &k.out.buf);
		json_open_object(&k.j, NULL);
		json_number(&k.j, "version", 1);
		json_open_array(&k.j, "symbols");
	}
	for (uint32_t i = 0; i < o->operands.n; i++) {
		if (strcmp(o->operands.at[i], "-") != 0)
			explain(&k, str_of(o->operands.at[i]));
		else if (explain_lines(&k, a, &err) != FF_OK)
			status = cli_fail(err.message);
	}
	if (k.json) {
		json_close_array(&k.j);
		json_close_object(&k.j);
		buf_add_char(&k.out.buf, '\n');
	}
	arena_release(&k.arena);
	return output_close(&k.out, status);
}

static const struct option own[] = {
	{"format", 'f', OPTION_TEXT, offsetof(struct options, format), "NAME",
	 "text or json (default: text)", "text json"},
	{0},
};

const struct command command_symbol = {
	.name = "symbol",
	.usage = "SYMBOL…",
	.summary = "Says what a document symbol means, and whether it can exist.",
	.help = "SYMBOL is a symbol such as CAT/C/KAZ/CO/4, or \"-\" for a list on standard "
		"input,\n"
		"one a line.",
	.options = (const struct option *const[]){own, options_output, options_common, NULL},
	.run = run,
};
