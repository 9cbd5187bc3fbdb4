#include "cli/cli.h"

#include <stdio.h>
#include <stdlib.h>

#define FIELD(name) offsetof(struct options, name)

const struct option options_common[] = {
	{"help", 'h', OPTION_FLAG, FIELD(help), NULL, "print this and stop", NULL},
	{0},
};

const struct option options_output[] = {
	{"output", 'o', OPTION_TEXT, FIELD(output), "FILE", "write the report there", NULL},
	{"color", 0, OPTION_TEXT, FIELD(color), "WHEN", "auto, always or never",
	 "auto always never"},
	{"quiet", 'q', OPTION_FLAG, FIELD(quiet), NULL, "no summary, no progress", NULL},
	{0},
};

const struct option options_read[] = {
	{"stdin-name", 0, OPTION_TEXT, FIELD(stdin_name), "NAME",
	 "what to call standard input; its ending tells the format", NULL},
	{"changes", 0, OPTION_TEXT, FIELD(changes), "WHICH",
	 "tracked changes: final, original or all (default: final)", "final original all"},
	{"max-size", 0, OPTION_SIZE, FIELD(max_size), "SIZE",
	 "largest file to read: 10M, 1G (default: 256M)", NULL},
	{0},
};

const struct option options_about[] = {
	{"language", 0, OPTION_TEXT, FIELD(language), "CODE",
	 "language of the documents: en, fr, es, ru, zh, ar (default: found out)", NULL},
	{"state", 0, OPTION_TEXT, FIELD(state), "CODE",
	 "State that they are about, such as KAZ (default: found out)", NULL},
	{"symbol", 0, OPTION_TEXT, FIELD(symbol), "SYMBOL",
	 "the document's own symbol (default: found out)", NULL},
	{"config", 0, OPTION_TEXT, FIELD(config), "FILE",
	 "use this configuration, not the nearest .footfault.json", NULL},
	{"no-config", 0, OPTION_FLAG, FIELD(no_config), NULL, "use no configuration", NULL},
	{0},
};

/* ---- near misses -------------------------------------------------------------- */

static void nearer(struct str *best, unsigned *least, struct str candidate, struct str word)
{
	unsigned d = str_distance(word, candidate);

	/* "--formt" and "--form" both mean "--format". */
	if (word.n >= 2 && str_starts(candidate, word))
		d = 1;
	if (d < *least) {
		*least = d;
		*best = candidate;
	}
}

struct str nearest_word(const char *words, struct str word)
{
	struct str best = STR_NONE;
	unsigned least = (unsigned)word.n / 3 + 2;

	while (*words) {
		size_t n = strcspn(words, " ");

		nearer(&best, &least, (struct str){words, n}, word);
		words += n + (words[n] == ' ');
	}
	return best;
}

static struct str nearest_option(const struct command *command, struct str name)
{
	struct str best = STR_NONE;
	unsigned least = (unsigned)name.n / 3 + 2;

	for (const struct option *const *list = command->options; *list; list++)
		for (const struct option *o = *list; o->name; o++)
			nearer(&best, &least, str_of(o->name), name);
	return best;
}

/* ---- values ----------------------------------------------------------------------- */

static bool has_word(const char *words, const char *word)
{
	size_t n = strlen(word);

	while (*words) {
		size_t w = strcspn(words, " ");

		if (w == n && memcmp(words, word, n) == 0)
			return true;
		words += w + (words[w] == ' ');
	}
	return false;
}

/* "10", "10K", "10M", "10G", with or without "iB" or "B" behind. */
static bool read_size(const char *text, uint64_t *out)
{
	struct str digits = {text, strspn(text, "0123456789")};
	const char *unit = text + digits.n;
	uint32_t value;
	unsigned shift = 0;

	if (!str_number(digits, &value))
		return false;
	if (*unit) {
		const char *at = strchr("KMG", to_upper(*unit));

		if (!at)
			return false;
		shift = (unsigned)(at - "KMG" + 1) * 10;
		unit++;
	}
	*out = (uint64_t)value << shift;
	return *unit == '\0' || strcmp(unit, "B") == 0 || strcmp(unit, "iB") == 0;
}

/* "30", "0.5": figures with one stop among them at most. */
static bool read_decimal(const char *text, struct decimal *out)
{
	size_t whole = strspn(text, "0123456789");
	size_t part = text[whole] == '.' ? 1 + strspn(text + whole + 1, "0123456789") : 0;

	if (whole + part > 12 || text[whole + part] || (!whole && part < 2))
		return false;
	*out = (struct decimal){strtod(text, NULL), true};
	return true;
}

static enum status set_text(struct options *o, const struct option *option, const char *value,
			    struct err *err)
{
	struct str near;

	if (option->words && !has_word(option->words, value)) {
		near = nearest_word(option->words, str_of(value));
		return err_set(err, FF_EUSAGE, "--%s: \"%s\" is none of: %s%s%.*s%s", option->name,
			       value, option->words, near.n ? "; did you mean " : "", STR_ARG(near),
			       near.n ? "?" : "");
	}
	memcpy((char *)o + option->field, &value, sizeof(value));
	return FF_OK;
}

static enum status set_value(struct options *o, const struct option *option, const char *value,
			     struct arena *a, struct err *err)
{
	char *field = (char *)o + option->field;
	struct decimal decimal;
	uint64_t number = 0;
	uint32_t small;

	if (option->kind == OPTION_DECIMAL) {
		if (!read_decimal(value, &decimal))
			return err_set(err, FF_EUSAGE, "--%s: \"%s\" is no number, such as 0.5",
				       option->name, value);
		memcpy(field, &decimal, sizeof(decimal));
		return FF_OK;
	}
	if (option->kind == OPTION_TEXT)
		return set_text(o, option, value, err);
	if (option->kind == OPTION_LIST) {
		*vec_push(a, (struct words *)(void *)field) = value;
		return FF_OK;
	}
	if (option->kind == OPTION_SIZE && !read_size(value, &number))
		return err_set(err, FF_EUSAGE, "--%s: \"%s\" is no size, such as 10M", option->name,
			       value);
	if (option->kind == OPTION_NUMBER) {
		if (!str_number(str_of(value), &small) || small == 0)
			return err_set(err, FF_EUSAGE, "--%s: \"%s\" is no number from 1",
				       option->name, value);
		number = small;
	}
	memcpy(field, &number, sizeof(number));
	return FF_OK;
}

/* ---- argv ------------------------------------------------------------------------- */

static const struct option *find_long(const struct command *command, struct str name)
{
	for (const struct option *const *list = command->options; *list; list++)
		for (const struct option *o = *list; o->name; o++)
			if (str_eq(str_of(o->name), name))
				return o;
	return NULL;
}

static const struct option *find_letter(const struct command *command, char letter)
{
	for (const struct option *const *list = command->options; *list; list++)
		for (const struct option *o = *list; o->name; o++)
			if (o->letter == letter)
				return o;
	return NULL;
}

/* The command line while it is read. */
struct argv {
	struct options *o;
	const struct command *command;
	int argc, at;
	char **argv;
	struct arena *arena;
	struct err *err;
};

/* 'glued' is a value in the same word, or NULL. */
static enum status take(struct argv *v, const struct option *option, const char *glued)
{
	bool yes = true;

	if (option->kind == OPTION_FLAG) {
		if (glued)
			return err_set(v->err, FF_EUSAGE, "--%s takes no value", option->name);
		memcpy((char *)v->o + option->field, &yes, sizeof(yes));
		return FF_OK;
	}
	if (!glued && v->at + 1 >= v->argc)
		return err_set(v->err, FF_EUSAGE, "--%s needs a value: %s", option->name,
			       option->argument);
	return set_value(v->o, option, glued ? glued : v->argv[++v->at], v->arena, v->err);
}

static enum status unknown(struct argv *v, const char *word, struct str name)
{
	struct str near = nearest_option(v->command, name);

	if (near.n)
		return err_set(v->err, FF_EUSAGE, "no option \"%s\"; did you mean --%.*s?", word,
			       STR_ARG(near));
	return err_set(v->err, FF_EUSAGE, "no option \"%s\"; see \"footfault help %s\"", word,
		       v->command->name);
}

static enum status take_long(struct argv *v, const char *word)
{
	struct str name = {word + 2, strcspn(word + 2, "=")};
	const struct option *option = find_long(v->command, name);

	if (!option)
		return unknown(v, word, name);
	return take(v, option, name.p[name.n] == '=' ? name.p + name.n + 1 : NULL);
}

/* "-q", "-qo FILE", "-oFILE" */
static enum status take_letters(struct argv *v, const char *word)
{
	for (const char *p = word + 1; *p; p++) {
		const struct option *option = find_letter(v->command, *p);

		if (!option)
			return unknown(v, word, str_of(word + 1));
		if (option->kind != OPTION_FLAG)
			return take(v, option, p[1] ? p + 1 + (p[1] == '=') : NULL);
		take(v, option, NULL);
	}
	return FF_OK;
}

enum status options_read_argv(struct options *o, const struct command *command, int argc,
			      char **argv, struct arena *a, struct err *err)
{
	struct argv v = {o, command, argc, 0, argv, a, err};
	bool only_operands = false;

	*o = (struct options){0};
	for (v.at = 0; v.at < argc && err->status == FF_OK; v.at++) {
		const char *word = argv[v.at];

		if (only_operands || word[0] != '-' || !word[1])
			*vec_push(a, &o->operands) = word;
		else if (strcmp(word, "--") == 0)
			only_operands = true;
		else if (word[1] == '-')
			take_long(&v, word);
		else
			take_letters(&v, word);
	}
	return err->status;
}
