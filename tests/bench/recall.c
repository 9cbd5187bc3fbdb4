/*
 * recall TRUTH.jsonl REPORT.json [-v]: how many planted errors were found, and what else was
 * said of the damaged copies that the clean documents did not have. TRUTH.jsonl is from plant.c,
 * REPORT.json from "footfault check --format json" on the folder that it wrote.
 *
 * By class: planted; found at the right place (the finding touches it, or lies in a note that is
 * named) by one of the right rules; new findings elsewhere or of other rules (collateral), for
 * each 100 errors; all new findings for each error. -v lists what was missed, and the collateral.
 * 1 when fewer than 98 in 100 of a deterministic class, or 90 of a heuristic one, were found.
 */
#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_CLASSES = 128, DETERMINISTIC_LEAST = 98, HEURISTIC_LEAST = 90 };

struct tally {
	char name[64];
	bool heuristic;
	unsigned planted, found, collateral, fresh;
};

static struct tally tallies[MOST_CLASSES];
static unsigned ntallies;
static bool verbose;

static const char *text_of(const json_t *object, const char *key)
{
	const char *value = json_string_value(json_object_get(object, key));

	return value ? value : "";
}

static json_t *load(const char *path)
{
	json_error_t error;
	json_t *root = json_load_file(path, 0, &error);

	if (!root) {
		fprintf(stderr, "recall: %s:%d: %s\n", path, error.line, error.text);
		exit(2);
	}
	return root;
}

/* The report's files by the last part of their names. */
static json_t *index_files(const json_t *report)
{
	json_t *index = json_object(), *file;
	size_t i;

	json_array_foreach (json_object_get(report, "files"), i, file) {
		const char *path = text_of(file, "path"), *base = strrchr(path, '/');

		json_object_set(index, base ? base + 1 : path, json_object_get(file, "findings"));
	}
	return index;
}

static bool is_same(const json_t *a, const json_t *b, const char *key)
{
	return strcmp(text_of(a, key), text_of(b, key)) == 0;
}

/*
 * How many findings of 'in' up to and with number 'last' are like 'finding': rule, and words or
 * message. What is told once of a whole text may move.
 */
static unsigned count_like(const json_t *in, size_t last, const json_t *finding)
{
	unsigned n = 0;

	for (size_t i = 0; i <= last && i < json_array_size(in); i++) {
		const json_t *other = json_array_get(in, i);

		n += is_same(other, finding, "rule") &&
		     (is_same(other, finding, "text") || is_same(other, finding, "message"));
	}
	return n;
}

static bool has_word(const char *list, const char *word)
{
	size_t n = strlen(word);

	for (const char *p = list; (p = strstr(p, word)) != NULL; p += n)
		if ((p == list || p[-1] == ' ') && (p[n] == ' ' || !p[n]))
			return true;
	return false;
}

static json_int_t offset_of(const json_t *finding, const char *side)
{
	return json_integer_value(json_object_get(json_object_get(finding, side), "offset"));
}

static bool is_right(const json_t *truth, const json_t *finding)
{
	json_int_t begin = json_integer_value(json_object_get(truth, "begin"));
	json_int_t end = json_integer_value(json_object_get(truth, "end"));
	const char *note = text_of(json_object_get(finding, "start"), "note");
	json_t *label;
	size_t i;

	if (!has_word(text_of(truth, "rules"), text_of(finding, "rule")))
		return false;
	json_array_foreach (json_object_get(truth, "labels"), i, label)
		if (*note && strcmp(json_string_value(label), note) == 0)
			return true;
	return offset_of(finding, "start") <= end && offset_of(finding, "end") >= begin;
}

static struct tally *tally_of(const json_t *truth)
{
	const char *name = text_of(truth, "class");
	struct tally *t = tallies;

	while (t < tallies + ntallies && strcmp(t->name, name) != 0)
		t++;
	if (t == tallies + ntallies) {
		if (++ntallies == MOST_CLASSES)
			exit(2);
		snprintf(t->name, sizeof(t->name), "%s", name);
		t->heuristic = strcmp(text_of(truth, "lane"), "heuristic") == 0;
	}
	return t;
}

static void tell(const char *what, const json_t *truth, const json_t *finding)
{
	if (!verbose)
		return;
	printf("%-10s %-26s %s:%lld", what, text_of(truth, "class"), text_of(truth, "file"),
	       json_integer_value(json_object_get(truth, "line")));
	if (finding)
		printf(": %lld: \"%.60s\" %s [%s]",
		       json_integer_value(
			       json_object_get(json_object_get(finding, "start"), "line")),
		       text_of(finding, "text"), text_of(finding, "message"),
		       text_of(finding, "rule"));
	putchar('\n');
}

static void judge(const json_t *truth, const json_t *files)
{
	json_t *clean = json_object_get(files, text_of(truth, "clean"));
	json_t *damaged = json_object_get(files, text_of(truth, "file")), *finding;
	struct tally *t = tally_of(truth);
	bool found = false;
	size_t i;

	t->planted++;
	json_array_foreach (damaged, i, finding) {
		if (count_like(damaged, i, finding) <= count_like(clean, SIZE_MAX, finding))
			continue;
		t->fresh++;
		if (is_right(truth, finding)) {
			found = true;
			continue;
		}
		t->collateral++;
		tell("collateral", truth, finding);
	}
	t->found += found;
	if (!found)
		tell("missed", truth, NULL);
}

static int print_tallies(void)
{
	struct tally all[2] = {{.name = "deterministic"}, {.name = "heuristic", .heuristic = true}};
	int status = 0;

	printf("%-28s %8s %8s %8s %14s %14s\n", "class", "planted", "found", "%", "collateral/100",
	       "findings/error");
	for (unsigned i = 0; i < ntallies + 2; i++) {
		const struct tally *t = i < ntallies ? &tallies[i] : &all[i - ntallies];
		unsigned least = t->heuristic ? HEURISTIC_LEAST : DETERMINISTIC_LEAST;
		bool low = t->found * 100 < least * t->planted;

		if (!t->planted)
			continue;
		printf("%-28s %8u %8u %8.1f %14.1f %14.2f%s\n", t->name, t->planted, t->found,
		       100.0 * t->found / t->planted, 100.0 * t->collateral / t->planted,
		       (double)t->fresh / t->planted, low ? "  too few" : "");
		status |= low;
		if (i < ntallies) {
			all[t->heuristic].planted += t->planted;
			all[t->heuristic].found += t->found;
			all[t->heuristic].collateral += t->collateral;
			all[t->heuristic].fresh += t->fresh;
		}
	}
	return status;
}

int main(int argc, char **argv)
{
	char *line = NULL;
	size_t size = 0;
	json_t *report, *files;
	FILE *truths;

	verbose = argc == 4 && strcmp(argv[3], "-v") == 0;
	if (argc != 3 && !verbose) {
		fprintf(stderr, "usage: recall TRUTH.jsonl REPORT.json [-v]\n");
		return 2;
	}
	report = load(argv[2]);
	files = index_files(report);
	truths = fopen(argv[1], "r");
	if (!truths) {
		perror(argv[1]);
		return 2;
	}
	while (getline(&line, &size, truths) > 0) {
		json_t *truth = json_loads(line, 0, NULL);

		if (truth)
			judge(truth, files);
		json_decref(truth);
	}
	free(line);
	fclose(truths);
	json_decref(files);
	json_decref(report);
	return print_tallies();
}
