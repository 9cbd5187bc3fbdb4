#include "cli/cli.h"

#include <stdio.h>

static void put_option(const struct option *o)
{
	char left[64];
	int n = snprintf(left, sizeof(left), "  %c%c%s --%s%s%s", o->letter ? '-' : ' ',
			 o->letter ? o->letter : ' ', o->letter ? "," : " ", o->name,
			 o->argument ? " " : "", o->argument ? o->argument : "");

	if (n < 26)
		printf("%-26s  %s\n", left, o->help);
	else
		printf("%s\n%28s%s\n", left, "", o->help);
}

void help_command(const struct command *command)
{
	printf("usage: footfault %s [OPTION…] %s\n\n%s\n", command->name, command->usage,
	       command->summary);
	if (command->help)
		printf("\n%s\n", command->help);
	printf("\nOptions:\n");
	for (const struct option *const *list = command->options; *list; list++)
		for (const struct option *o = *list; o->name; o++)
			put_option(o);
}

void help_all(void)
{
	printf("usage: footfault COMMAND [OPTION…] FILE…\n\n"
	       "Finds what is wrong with the references of United Nations documents: symbols,\n"
	       "notes, locators, cross-references, addresses.\n\nCommands:\n");
	for (const struct command *const *c = commands; *c; c++)
		printf("  %-10s %s\n", (*c)->name, (*c)->summary);
	printf("  %-10s %s\n\n", "help",
	       "this, or the options of one command: footfault help check");
	printf("  --version  the version\n\n"
	       "Exit status: 0 nothing that fails, 1 findings that fail (see --fail-on),\n"
	       "2 something could not be read or done.\n");
}
