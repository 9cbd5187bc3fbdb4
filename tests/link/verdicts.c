/*
 * verdicts TABLE REPORT: holds the verdicts of "links --format json" against a table, see
 * faults.txt. Prints each row that differs and ends with 1 when there is one. "verdicts --document
 * TABLE" prints a document that cites all its addresses, each twice; "verdicts --hosts TABLE" the
 * hosts ("name:port") that it names, each once; "verdicts --field ADDRESS KEY REPORT" what the
 * report has of an address; "verdicts --list REPORT" a line an address: verdict, address, status,
 * why, where it ends.
 */
#include <jansson.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE = 4096, ROWS = 1024 };

struct row {
	char *address, *verdict, *flag, *words, *final; /* the last three may be NULL */
};

struct table {
	struct row rows[ROWS];
	size_t n;
};

static char *trim(char *text)
{
	char *end = text + strlen(text);

	while (end > text && strchr(" \t\n", end[-1]))
		*--end = '\0';
	return text + strspn(text, " \t");
}

/* The part of 'line' behind 'mark', which ends the line before it; NULL where there is none. */
static char *cut_off(char *line, const char *mark)
{
	char *at = strstr(line, mark);

	if (!at)
		return NULL;
	*at = '\0';
	return trim(at + strlen(mark));
}

/* "address verdict +flag : words -> final" */
static void read_row(struct table *t, char *line)
{
	struct row *r = &t->rows[t->n];
	char *copy = strdup(trim(line)), *rest;

	if (!*copy || *copy == '#') {
		free(copy);
		return;
	}
	r->address = copy;
	rest = copy + strcspn(copy, " \t");
	if (*rest)
		*rest++ = '\0';
	r->final = cut_off(rest, " -> ");
	r->words = cut_off(rest, " : ");
	r->flag = cut_off(rest, " +");
	r->verdict = trim(rest);
	if (!*r->verdict || ++t->n == ROWS) {
		fprintf(stderr, "verdicts: no verdict, or too many rows: %s\n", line);
		exit(2);
	}
}

static void read_table(struct table *t, const char *path)
{
	char line[LINE];
	FILE *in = fopen(path, "r");

	if (!in) {
		perror(path);
		exit(2);
	}
	while (fgets(line, sizeof(line), in))
		read_row(t, line);
	fclose(in);
}

static void print_document(const struct table *t)
{
	for (int times = 0; times < 2; times++)
		for (size_t i = 0; i < t->n; i++)
			printf("See <%s>.\n\n", t->rows[i].address);
}

static void print_hosts(const struct table *t)
{
	char seen[1 << 16] = "\n";

	for (size_t i = 0; i < t->n; i++)
		for (const char *p = t->rows[i].address; (p = strstr(p, "://")); p += 3) {
			bool secure = p[-1] == 's';
			char host[LINE];
			size_t n = strcspn(p + 3, "/?#");

			snprintf(host, sizeof(host), "\n%.*s%s\n", (int)n, p + 3,
				 memchr(p + 3, ':', n) ? ""
				 : secure	       ? ":443"
						       : ":80");
			if (strstr(host, ".test:") && !strstr(seen, host) &&
			    strlen(seen) + strlen(host) < sizeof(seen)) {
				strcat(seen, host + 1);
				fputs(host + 1, stdout);
			}
		}
}

/* ---- comparing ----------------------------------------------------------------------- */

static const char *text_of(json_t *link, const char *key)
{
	const char *text = json_string_value(json_object_get(link, key));

	return text ? text : "";
}

/* The link of a row: the canonical address may differ from the one printed, its words do not. */
static json_t *find(json_t *links, const char *address)
{
	json_t *link, *place;
	size_t i, k;

	json_array_foreach (links, i, link) {
		if (strcmp(text_of(link, "address"), address) == 0)
			return link;
		json_array_foreach (json_object_get(link, "cited"), k, place) {
			if (strcmp(text_of(place, "words"), address) == 0)
				return link;
		}
	}
	return NULL;
}

static bool agrees(const struct row *r, json_t *link)
{
	static const char *const flags[] = {"no_fragment", "no_symbol"};

	for (size_t i = 0; i < sizeof(flags) / sizeof(flags[0]); i++)
		if (json_is_true(json_object_get(link, flags[i])) !=
		    (r->flag && strcmp(r->flag, flags[i]) == 0))
			return false;
	return strcmp(text_of(link, "verdict"), r->verdict) == 0 &&
	       (!r->words || strstr(text_of(link, "why"), r->words)) &&
	       (!r->final || strcmp(text_of(link, "final"), r->final) == 0);
}

static json_t *load(const char *path)
{
	json_error_t error;
	json_t *report = json_load_file(path, 0, &error);

	if (!json_is_array(json_object_get(report, "links"))) {
		fprintf(stderr, "%s:%d: no report: %s\n", path, error.line, error.text);
		exit(2);
	}
	return report;
}

static int compare(const struct table *t, const char *path)
{
	json_t *report = load(path), *links = json_object_get(report, "links");
	size_t wrong = 0;

	for (size_t i = 0; i < t->n; i++) {
		const struct row *r = &t->rows[i];
		json_t *link = find(links, r->address);

		if (link && agrees(r, link))
			continue;
		wrong++;
		printf("%s\n  wanted: %s%s%s%s%s%s%s\n", r->address, r->verdict,
		       r->flag ? " +" : "", r->flag ? r->flag : "", r->words ? " : " : "",
		       r->words ? r->words : "", r->final ? " -> " : "", r->final ? r->final : "");
		if (link)
			printf("  is:     %s%s%s : %s -> %s\n", text_of(link, "verdict"),
			       json_is_true(json_object_get(link, "no_fragment")) ? " +no_fragment"
										  : "",
			       json_is_true(json_object_get(link, "no_symbol")) ? " +no_symbol"
										: "",
			       text_of(link, "why"), text_of(link, "final"));
		else
			printf("  is:     not in the report\n");
	}
	printf("%zu of %zu verdicts are right\n", t->n - wrong, t->n);
	json_decref(report);
	return wrong > 0 || t->n == 0;
}

/* Words as they are, other values as JSON. */
static int print_field(const char *address, const char *key, const char *path)
{
	json_t *report = load(path), *link = find(json_object_get(report, "links"), address);
	json_t *value = json_object_get(link, key);
	char *text = value ? json_dumps(value, JSON_ENCODE_ANY) : NULL;

	puts(!link		     ? "no such address"
	     : json_is_string(value) ? json_string_value(value)
	     : text		     ? text
				     : "no such key");
	free(text);
	json_decref(report);
	return 0;
}

static void print_list(const char *path)
{
	json_t *report = load(path), *link;
	size_t i;

	json_array_foreach (json_object_get(report, "links"), i, link)
		printf("%s\t%s\t%d\t%s\t%s\n", text_of(link, "verdict"), text_of(link, "address"),
		       (int)json_integer_value(json_object_get(link, "status")),
		       text_of(link, "why"), text_of(link, "final"));
	json_decref(report);
}

int main(int argc, char **argv)
{
	static struct table table;

	if (argc == 5 && strcmp(argv[1], "--field") == 0)
		return print_field(argv[2], argv[3], argv[4]);
	if (argc != 3) {
		fprintf(stderr, "usage: verdicts TABLE REPORT | --document TABLE | --hosts TABLE | "
				"--field ADDRESS KEY REPORT | --list REPORT\n");
		return 2;
	}
	if (strcmp(argv[1], "--document") == 0 || strcmp(argv[1], "--hosts") == 0) {
		read_table(&table, argv[2]);
		if (argv[1][2] == 'd')
			print_document(&table);
		else
			print_hosts(&table);
		return 0;
	}
	if (strcmp(argv[1], "--list") == 0) {
		print_list(argv[2]);
		return 0;
	}
	read_table(&table, argv[1]);
	return compare(&table, argv[2]);
}
