/*
 * quality FOOTFAULT CORPUS TEXTS: what is found in real documents that are no part of the project.
 *
 * CORPUS/INDEX.tsv lists files and how many notes each has: printed beside what is found. TEXTS is
 * a folder of edited texts as Markdown, from jsonl_to_md: their findings are counted for each 1,000
 * notes.
 */
#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_RULES = 256, EXAMPLES = 3 };

static const char *footfault, *corpus, *texts;

/* How often a rule spoke, and the first words it spoke of. */
struct tally {
	char rule[64], severity[16];
	unsigned count;
	char examples[EXAMPLES][400];
};

static struct tally tallies[MOST_RULES];
static unsigned ntallies;

static const char *text_of(const json_t *object, const char *key)
{
	const char *value = json_string_value(json_object_get(object, key));

	return value ? value : "";
}

/* The output of a shell command. */
__attribute__((format(printf, 1, 2))) static FILE *ask(const char *format, ...)
{
	char command[8192];
	va_list args;
	FILE *out;

	va_start(args, format);
	vsnprintf(command, sizeof(command), format, args);
	va_end(args);
	out = popen(command, "r");
	if (!out) {
		perror(command);
		exit(2);
	}
	return out;
}

/* One JSON value from 'in', which is closed; NULL with a message when it is none. */
static json_t *answer(FILE *in, const char *what)
{
	json_error_t error;
	json_t *root = json_loadf(in, 0, &error);

	if (!root)
		fprintf(stderr, "quality: %s: %s\n", what, error.text);
	pclose(in);
	return root;
}

/* ---- documents of the index --------------------------------------------- */

/* Notes, notes that are tied, and indicators, as "footfault notes" tells them. */
struct tied {
	size_t notes, tied, indicators, lost;
};

static struct tied count_tied(const json_t *root)
{
	json_t *notes = json_object_get(root, "notes"), *note;
	size_t loose = json_array_size(json_object_get(root, "indicators_without_note")), i;
	struct tied t = {.notes = json_array_size(notes), .indicators = loose};

	json_array_foreach (notes, i, note) {
		json_t *indicator = json_object_get(note, "indicator");

		if (!json_is_object(indicator))
			continue;
		t.tied++;
		if (json_is_null(json_object_get(indicator, "printed")))
			t.lost++;
		else
			t.indicators++;
		t.indicators += json_array_size(json_object_get(note, "also_called"));
	}
	return t;
}

static void print_document(const char *file, const char *counted)
{
	json_t *notes =
		answer(ask("'%s' notes --format json '%s/%s'", footfault, corpus, file), file);
	json_t *report =
		answer(ask("'%s' check --format json '%s/%s'", footfault, corpus, file), file);
	json_t *summary = json_object_get(report, "summary");
	struct tied t = count_tied(notes);

	printf("%-42s %-18s %6zu %6zu %6zu %6zu %6lld %6lld %6lld\n", file, counted, t.notes,
	       t.tied, t.indicators, t.lost, json_integer_value(json_object_get(summary, "error")),
	       json_integer_value(json_object_get(summary, "warning")),
	       json_integer_value(json_object_get(summary, "info")));
	json_decref(notes);
	json_decref(report);
}

static void print_index(void)
{
	char line[4096], path[4096];
	FILE *index;

	snprintf(path, sizeof(path), "%s/INDEX.tsv", corpus);
	index = fopen(path, "r");
	if (!index) {
		perror(path);
		exit(2);
	}
	printf("%-42s %-18s %6s %6s %6s %6s %6s %6s %6s\n", "file", "notes in INDEX.tsv", "notes",
	       "tied", "called", "lost", "error", "warn", "info");
	while (fgets(line, sizeof(line), index)) {
		char *rest = line, *file = strsep(&rest, "\t"), *field[4] = {0};

		for (int i = 0; i < 4; i++)
			field[i] = rest ? strsep(&rest, "\t") : NULL;
		if (field[3] && (strncmp(file, "txt/", 4) == 0 || strncmp(file, "ocr/", 4) == 0) &&
		    !strstr(file, ".json"))
			print_document(file, field[3]);
	}
	fclose(index);
}

/* ---- edited texts -------------------------------------------------------- */

static void count_finding(const char *path, const json_t *finding)
{
	const char *rule = text_of(finding, "rule"), *severity = text_of(finding, "severity");
	const json_t *start = json_object_get(finding, "start");
	struct tally *t = tallies;

	while (t < tallies + ntallies &&
	       (strcmp(t->rule, rule) != 0 || strcmp(t->severity, severity) != 0))
		t++;
	if (t == tallies + ntallies) {
		if (++ntallies == MOST_RULES)
			exit(2);
		snprintf(t->rule, sizeof(t->rule), "%s", rule);
		snprintf(t->severity, sizeof(t->severity), "%s", severity);
	}
	if (t->count < EXAMPLES)
		snprintf(t->examples[t->count], sizeof(t->examples[0]), "%s:%lld: \"%.120s\" %s",
			 strrchr(path, '/') + 1, json_integer_value(json_object_get(start, "line")),
			 text_of(finding, "text"), text_of(finding, "message"));
	t->count++;
}

static int by_severity(const void *a, const void *b)
{
	const struct tally *x = a, *y = b;
	int order = strcmp(x->severity, y->severity); /* error, info, warning */

	return order ? order : (int)y->count - (int)x->count;
}

static void print_tallies(size_t notes)
{
	unsigned errors = 0;

	qsort(tallies, ntallies, sizeof(tallies[0]), by_severity);
	for (unsigned i = 0; i < ntallies; i++) {
		const struct tally *t = &tallies[i];

		if (strcmp(t->severity, "error") == 0)
			errors += t->count;
		printf("%-8s %-34s %6u %8.2f for 1,000 notes\n", t->severity, t->rule, t->count,
		       1e3 * t->count / (double)notes);
		for (unsigned k = 0; k < EXAMPLES && k < t->count; k++)
			printf("         %s\n", t->examples[k]);
	}
	printf("\n%u errors in %zu notes: %.2f for 1,000\n", errors, notes,
	       1e3 * errors / (double)notes);
}

static void print_findings(void)
{
	json_t *root = answer(ask("'%s' check --format json '%s'", footfault, texts), texts), *file,
	       *finding;
	size_t i, k;

	json_array_foreach (json_object_get(root, "files"), i, file)
		json_array_foreach (json_object_get(file, "findings"), k, finding)
			count_finding(text_of(file, "path"), finding);
	print_tallies((size_t)json_integer_value(
		json_object_get(json_object_get(root, "summary"), "notes")));
	json_decref(root);
}

int main(int argc, char **argv)
{
	if (argc != 4) {
		fprintf(stderr, "usage: quality FOOTFAULT CORPUS TEXTS\n");
		return 2;
	}
	footfault = argv[1];
	corpus = argv[2];
	texts = argv[3];
	print_index();
	printf("\n");
	print_findings();
	return 0;
}
