#include "cli/cli.h"

#include "check/example.h"
#include "cli/output.h"
#include "cli/setup.h"
#include "report/rules.h"

#include <stdio.h>

static int test(struct setup *s, struct output *out)
{
	struct example_count count;
	struct buf lines = BUF_INIT;

	examples_run(&s->rules, s->settings.only, &lines, &count);
	buf_add(&out->buf, buf_str(&lines));
	buf_release(&lines);
	buf_addf(&out->buf, "%u rules, %u examples, %u failures\n", count.rules, count.examples,
		 count.failures);
	return count.failures ? EXIT_FINDINGS : EXIT_CLEAN;
}

static int run(struct options *o, struct arena *a)
{
	struct err err = ERR_INIT;
	struct setup s;
	struct output out;
	int status = EXIT_CLEAN;

	if (o->operands.n)
		return cli_fail(
			"rules takes no FILE; \"footfault explain RULE\" tells of one rule");
	if (setup_init(&s, o, a, &err) != FF_OK || output_open(&out, o, &err) != FF_OK)
		return cli_fail(err.message);
	if (o->test)
		status = test(&s, &out);
	else if (o->format && strcmp(o->format, "json") == 0)
		rules_json(&out.buf, &s.rules, s.settings.only);
	else
		rules_text(&out.buf, &s.rules, s.settings.only, output_colour(&out, o));
	for (uint32_t i = 0; i < s.rules.errors.n; i++)
		status = cli_fail(s.rules.errors.at[i].message.p);
	return output_close(&out, status);
}

static const struct option own[] = {
	{"test", 0, OPTION_FLAG, offsetof(struct options, test), NULL,
	 "run the examples of every rule; exit with 1 when one fails", NULL},
	{"format", 'f', OPTION_TEXT, offsetof(struct options, format), "NAME",
	 "text or json (default: text)", "text json"},
	{0},
};

const struct command command_rules = {
	.name = "rules",
	.usage = "",
	.summary = "Lists the rules, or runs their examples.",
	.options = (const struct option *const[]){own, options_rules, options_output,
						  options_common, NULL},
	.run = run,
};
