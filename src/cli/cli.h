/*
 * The command line. A command is one file of this folder and one line in commands.def;
 * its options are a table, from which parsing and --help are both made.
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "base/arena.h"
#include "base/err.h"
#include "base/vec.h"

enum { EXIT_CLEAN = 0, EXIT_FINDINGS = 1, EXIT_FAILURE_CODE = 2 };

/* Words in the order in which they were given. */
struct words {
	const char **at;
	uint32_t n, cap;
};

struct decimal {
	double value; /* 0 or more */
	bool given;
};

/* Everything that any option sets. NULL, 0 and false: not given. */
struct options {
	const char *format, *output, *stdin_name, *color, *fail_on, *changes;
	const char *profile, *language, *state, *symbol;
	const char *baseline, *config;
	const char *compare_runs;
	uint64_t jobs, max_size;
	bool quiet, no_config, test, help, suggested, diff, accept, all, runs;
	struct words rules; /* folders */
	struct words only;  /* slugs */
	struct words operands;

	/* of links */
	bool links, symbols, offline, allow_private, archive;
	const char *ca_file, *contact, *memory, *date;
	struct decimal timeout, max_time, rate;
	struct words connect_to, exclude;
};

enum option_kind {
	OPTION_FLAG,
	OPTION_TEXT,
	OPTION_LIST,
	OPTION_NUMBER,
	OPTION_SIZE,
	OPTION_DECIMAL
};

struct option {
	const char *name;
	char letter; /* or 0 */
	uint8_t kind;
	uint16_t field;	      /* offset in struct options */
	const char *argument; /* "FILE", or NULL */
	const char *help;
	const char *words; /* the words that it takes, spaces between, or NULL for any */
};

struct command {
	const char *name;
	const char *usage;   /* what follows the name: "FILE…" */
	const char *summary; /* one line */
	const char *help;    /* more, or NULL */
	const struct option *const
		*options; /* lists, NULL at the end; each ends with a NULL name */
	int (*run)(struct options *o, struct arena *a); /* returns the exit status */
};

#define COMMAND(name) extern const struct command command_##name;
#include "cli/commands.def"
#undef COMMAND

extern const struct command *const commands[]; /* NULL at the end */

/* Options that several commands share. */
extern const struct option options_common[]; /* --help */
extern const struct option options_output[]; /* --output, --color, --quiet */
extern const struct option options_read[];   /* --stdin-name, --changes … */
extern const struct option options_about[];  /* --language, --state, --symbol, --config … */

/* Reads argv of one command into 'o'. */
enum status options_read_argv(struct options *o, const struct command *command, int argc,
			      char **argv, struct arena *a, struct err *err);

/* The whole program: returns the exit status. */
int cli_main(int argc, char **argv);

/* One line "footfault: …" on standard error; returns EXIT_FAILURE_CODE. */
int cli_fail(const char *message);

/* The word of 'words' (spaces between) nearest to a misspelt one, or an empty str. */
struct str nearest_word(const char *words, struct str word);

/* What --help prints for one command, and for all. */
void help_command(const struct command *command);
void help_all(void);

#endif
