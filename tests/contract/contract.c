/*
 * contract FILE OUTPUT: OUTPUT, from "footfault check --format json FILE", keeps the machine
 * contract: every field is there and of its type, places agree with the bytes of FILE (UTF-8),
 * findings are in order, sums are right. Prints every breach.
 */
#include "fields.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *source;
static size_t source_size;

/* ---- shapes --------------------------------------------------------------- */

static const struct field top_fields[] = {
	{"version", "i"}, {"tool", "s"}, {"files", "a"}, {"errors", "a"}, {"summary", "o"},
};

static const struct field file_fields[] = {
	{"path", "s"},	   {"format", "s"},  {"encoding", "s"}, {"language", "sn"},
	{"profile", "sn"}, {"symbol", "sn"}, {"state", "sn"},	{"findings", "a"},
};

static const struct field finding_fields[] = {
	{"rule", "s"},	      {"family", "s"},	    {"severity", "s"},	  {"lane", "s"},
	{"certain", "b"},     {"in_change", "osn"}, {"message", "s"},	  {"text", "s"},
	{"start", "o"},	      {"end", "o"},	    {"related", "a"},	  {"fix", "on"},
	{"suggestions", "a"}, {"suppressed", "sn"}, {"fingerprint", "s"},
};

static const struct field place_fields[] = {
	{"offset", "i"},  {"line", "i"},  {"column", "i"},
	{"page", "in"},	  {"part", "sn"}, {"paragraph", "sn"},
	{"series", "sn"}, {"note", "sn"}, {"note_index", "in"},
};

static const struct field summary_fields[] = {
	{"files", "i"}, {"notes", "i"}, {"error", "i"}, {"warning", "i"}, {"info", "i"},
};

static const struct field edit_fields[] = {{"start", "i"}, {"end", "i"}, {"text", "s"}};

/* ---- places --------------------------------------------------------------- */

/* The line and the column of a place are those of its offset. */
static void check_place(const char *what, const json_t *place)
{
	size_t offset = number(place, "offset"), line = 1, column = 1;

	CHECK_FIELDS(what, place, place_fields);
	if (offset > source_size) {
		breach("%s: offset %zu of %zu bytes", what, offset, source_size);
		return;
	}
	for (size_t i = 0; i < offset; i++) {
		column += (source[i] & 0xc0) != 0x80;
		if (source[i] == '\n') {
			line++;
			column = 1;
		}
	}
	if (line != number(place, "line") || column != number(place, "column"))
		breach("%s: offset %zu is %zu:%zu, not %zu:%zu", what, offset, line, column,
		       number(place, "line"), number(place, "column"));
}

/* The words of a finding stand at its place; across a line end they may be joined. */
static void check_words(const char *rule, const json_t *finding)
{
	size_t begin = number(json_object_get(finding, "start"), "offset");
	size_t end = number(json_object_get(finding, "end"), "offset");
	const char *text = words(finding, "text");

	if (begin > end || end > source_size) {
		breach("%s: from %zu to %zu", rule, begin, end);
		return;
	}
	if (memchr(source + begin, '\n', end - begin))
		return;
	if (strlen(text) != end - begin || memcmp(text, source + begin, end - begin) != 0)
		breach("%s: \"%s\" stands where \"%.*s\" is", rule, text, (int)(end - begin),
		       source + begin);
}

static void check_edits(const char *rule, const json_t *edits)
{
	const json_t *edit;
	size_t i;

	json_array_foreach (edits, i, edit) {
		CHECK_FIELDS(rule, edit, edit_fields);
		if (number(edit, "start") > number(edit, "end") ||
		    number(edit, "end") > source_size)
			breach("%s: an edit from %zu to %zu", rule, number(edit, "start"),
			       number(edit, "end"));
	}
}

/* ---- findings -------------------------------------------------------------- */

static void check_finding(const json_t *finding, const json_t *before)
{
	const json_t *start = json_object_get(finding, "start"), *fix, *related;
	const char *rule = words(finding, "rule");
	size_t i, at = number(start, "offset"), at_before;

	CHECK_FIELDS(rule, finding, finding_fields);
	check_place(rule, start);
	check_place(rule, json_object_get(finding, "end"));
	check_words(rule, finding);
	json_array_foreach (json_object_get(finding, "related"), i, related) {
		check_place(rule, json_object_get(related, "start"));
		check_place(rule, json_object_get(related, "end"));
	}
	fix = json_object_get(finding, "fix");
	if (json_is_object(fix)) {
		check_edits(rule, json_object_get(fix, "edits"));
		if (strcmp(words(fix, "kind"), "safe") != 0 &&
		    strcmp(words(fix, "kind"), "suggested") != 0)
			breach("%s: a fix of the kind \"%s\"", rule, words(fix, "kind"));
	}
	if (!before)
		return;
	at_before = number(json_object_get(before, "start"), "offset");
	if (at < at_before || (at == at_before && strcmp(rule, words(before, "rule")) < 0))
		breach("%s at %zu comes after %s at %zu", rule, at, words(before, "rule"),
		       at_before);
}

static void check_report(const json_t *root, const char *path)
{
	const json_t *files = json_object_get(root, "files"), *file = json_array_get(files, 0);
	const json_t *findings = json_object_get(file, "findings"), *finding;
	const json_t *summary = json_object_get(root, "summary");
	static const char *const severities[] = {"error", "warning", "info"};
	size_t counts[3] = {0}, i;

	CHECK_FIELDS("top", root, top_fields);
	CHECK_FIELDS("summary", summary, summary_fields);
	if (number(root, "version") != 1)
		breach("version %zu", number(root, "version"));
	if (json_array_size(files) != 1 || number(summary, "files") != 1)
		breach("%zu files", json_array_size(files));
	CHECK_FIELDS("file", file, file_fields);
	if (strcmp(words(file, "path"), path) != 0)
		breach("path \"%s\"", words(file, "path"));
	json_array_foreach (findings, i, finding) {
		check_finding(finding, i ? json_array_get(findings, i - 1) : NULL);
		if (!json_is_null(json_object_get(finding, "suppressed")))
			continue;
		for (int k = 0; k < 3; k++)
			counts[k] += strcmp(words(finding, "severity"), severities[k]) == 0;
	}
	for (int k = 0; k < 3; k++)
		if (counts[k] != number(summary, severities[k]))
			breach("summary: %zu of severity %s, not %zu",
			       number(summary, severities[k]), severities[k], counts[k]);
}

static void read_source(const char *path)
{
	FILE *in = fopen(path, "rb");

	source = malloc(1 << 24);
	if (!in || !source) {
		perror(path);
		exit(2);
	}
	source_size = fread(source, 1, 1 << 24, in);
	fclose(in);
}

int main(int argc, char **argv)
{
	json_error_t error;
	json_t *root;

	if (argc != 3) {
		fprintf(stderr, "usage: contract FILE OUTPUT\n");
		return 2;
	}
	root = json_load_file(argv[2], JSON_REJECT_DUPLICATES, &error);
	if (!root) {
		printf("%s:%d: %s\n", argv[2], error.line, error.text);
		return 1;
	}
	read_source(argv[1]);
	check_report(root, argv[1]);
	json_decref(root);
	free(source);
	if (breaches)
		printf("^ %u breaches on %s\n", breaches, argv[1]);
	return breaches > 0;
}
