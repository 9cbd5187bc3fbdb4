#include "cli/cli.h"

static int run(struct options *o, struct arena *a)
{
	(void)o;
	(void)a;
	return cli_fail("not built yet");
}

const struct command command_text = {
	.name = "text",
	.usage = "FILE",
	.summary = "text",
	.options = (const struct option *const[]){options_common, NULL},
	.run = run,
};
