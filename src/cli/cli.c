#include "cli/cli.h"

#include <signal.h>
#include <stdio.h>

const struct command *const commands[] = {
#define COMMAND(name) &command_##name,
#include "cli/commands.def"
#undef COMMAND
	NULL,
};

int cli_fail(const char *message)
{
	fprintf(stderr, "footfault: %s\n", message);
	return EXIT_FAILURE_CODE;
}

static const struct command *command_find(const char *name)
{
	for (const struct command *const *c = commands; *c; c++)
		if (strcmp((*c)->name, name) == 0)
			return *c;
	return NULL;
}

static int no_command(const char *word)
{
	char names[256] = "help";
	struct str near;

	for (const struct command *const *c = commands; *c; c++) {
		size_t n = strlen(names);

		snprintf(names + n, sizeof(names) - n, " %s", (*c)->name);
	}
	near = nearest_word(names, str_of(word));
	if (near.n)
		fprintf(stderr, "footfault: no command \"%s\"; did you mean \"footfault %.*s\"?\n",
			word, STR_ARG(near));
	else
		fprintf(stderr, "footfault: no command \"%s\"; see \"footfault --help\"\n", word);
	return EXIT_FAILURE_CODE;
}

/* What was printed must have arrived. */
static int finish(int status)
{
	if (fflush(stdout) != 0 || ferror(stdout))
		return EXIT_FAILURE_CODE;
	return status;
}

static int help(int argc, char **argv)
{
	const struct command *command = argc > 0 ? command_find(argv[0]) : NULL;

	if (argc > 0 && !command)
		return no_command(argv[0]);
	if (command)
		help_command(command);
	else
		help_all();
	return finish(EXIT_CLEAN);
}

static int run(const struct command *command, int argc, char **argv)
{
	struct err err = ERR_INIT;
	struct options options;
	struct arena arena;
	int status;

	arena_init(&arena);
	if (options_read_argv(&options, command, argc, argv, &arena, &err) != FF_OK)
		status = cli_fail(err.message);
	else if (options.help)
		status = help(1, (char *[]){(char *)command->name, NULL});
	else
		status = command->run(&options, &arena);
	arena_release(&arena);
	return status;
}

int cli_main(int argc, char **argv)
{
	const struct command *command;

	/* A closed pipe is an error of write(), to be handled where writing is done. */
	signal(SIGPIPE, SIG_IGN);
	if (argc < 2) {
		help_all();
		return EXIT_FAILURE_CODE;
	}
	if (strcmp(argv[1], "--version") == 0) {
		printf("footfault %s\n", FOOTFAULT_VERSION);
		return finish(EXIT_CLEAN);
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
	    strcmp(argv[1], "help") == 0)
		return help(argc - 2, argv + 2);
	command = command_find(argv[1]);
	return command ? run(command, argc - 2, argv + 2) : no_command(argv[1]);
}
