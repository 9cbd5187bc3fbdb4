/*
 * jsonl_to_md FOLDER: edited texts with their notes, one JSON object a line on standard input
 * {symbol, kind, paragraphs: [{label, section, text}], notes: {number: text}}, become Markdown
 * files in FOLDER. "[[fn:N]]" becomes "[^N]"; the paragraph numbers of a "report" are left off,
 * since such texts are excerpts.
 *
 * Each file is read back by the reader: indicators and notes must be those of the JSON, in
 * their order and with their words. Prints every difference and the totals; 1 if there is any.
 */
#include "base/buf.h"
#include "doc/place.h"
#include "read/reader.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

struct totals {
	size_t texts, indicators, notes, differences;
};

/* One text on its way. */
struct converter {
	struct buf out;
	struct buf calls; /* the labels that were called, one a line */
	struct totals *totals;
	const char *symbol;
};

static const char *text_of(const json_t *object, const char *key)
{
	const char *value = json_string_value(json_object_get(object, key));

	return value ? value : "";
}

/* "](", "^[", "^1": what would become a link, a note or a raised figure. */
static bool is_markup(const char *p, bool start)
{
	if (strchr("*_<\\|`", *p))
		return true;
	if (start && strchr("#>-+=~", *p))
		return true;
	if (*p == '^' || (*p == '&' && (is_alpha(p[1]) || p[1] == '#')))
		return true;
	return *p == ']' && p[1] == '(';
}

/* 'text' as Markdown that means it, with "[^N]" for "[[fn:N]]". */
static void put_text(struct converter *c, const char *text)
{
	bool start = true;

	for (const char *p = text; *p; p++) {
		const char *end = strncmp(p, "[[fn:", 5) == 0 ? strstr(p, "]]") : NULL;

		if (end) {
			struct str label = {p + 5, (size_t)(end - p - 5)};

			buf_addf(&c->out, "[^%.*s]", STR_ARG(label));
			buf_addf(&c->calls, "%.*s\n", STR_ARG(label));
			c->totals->indicators++;
			p = end + 1;
			continue;
		}
		if (is_markup(p, start))
			buf_add_char(&c->out, '\\');
		buf_add_char(&c->out, is_space(*p) ? ' ' : *p);
		start &= is_space(*p);
	}
}

static void put_paragraph(struct converter *c, const json_t *paragraph, bool report)
{
	const char *text = text_of(paragraph, "text"), *label = text_of(paragraph, "label");
	size_t digits = strspn(label, "0123456789.");
	bool printed;

	while (digits > 0 && label[digits - 1] == '.')
		digits--;
	printed = digits > 0 && strncmp(text, label, digits) == 0;
	if (report && printed) {
		text += digits;
		text += strspn(text, ". ");
	} else if (!report && !printed && *label) {
		buf_addf(&c->out, "%s ", label);
	}
	put_text(c, text);
	buf_add(&c->out, STR("\n\n"));
}

static void put_document(struct converter *c, const json_t *text)
{
	bool report = strcmp(text_of(text, "kind"), "report") == 0;
	const char *section = "", *label;
	json_t *value;
	size_t i;

	json_array_foreach (json_object_get(text, "paragraphs"), i, value) {
		const char *now = text_of(value, "section");

		if (strcmp(now, section) != 0) {
			buf_add(&c->out, STR("## "));
			put_text(c, now);
			buf_add(&c->out, STR("\n\n"));
			section = now;
		}
		put_paragraph(c, value, report);
	}
	json_object_foreach (json_object_get(text, "notes"), label, value) {
		buf_addf(&c->out, "[^%s]: ", label);
		put_text(c, json_string_value(value));
		buf_add(&c->out, STR("\n\n"));
		c->totals->notes++;
	}
}

/* ---- reading back ---------------------------------------------------------- */

__attribute__((format(printf, 2, 3))) static void differs(struct converter *c, const char *format,
							  ...)
{
	va_list args;

	va_start(args, format);
	printf("%s: ", c->symbol);
	vprintf(format, args);
	printf("\n");
	va_end(args);
	c->totals->differences++;
}

static void compare_calls(struct converter *c, const struct document *d)
{
	struct str rest = buf_str(&c->calls);

	for (uint32_t i = 0; i < d->indicators.n; i++) {
		const struct indicator_candidate *got = &d->indicators.at[i];
		size_t n = str_find(rest, STR("\n"), 0);

		if (got->evidence != EVIDENCE_FORMAT)
			continue;
		if (n == SIZE_MAX || !str_eq(got->label, str_part(rest, 0, n)))
			differs(c, "indicator %u is [^%.*s]", i + 1, STR_ARG(got->label));
		rest = n == SIZE_MAX ? rest : str_skip(rest, n + 1);
	}
	if (rest.n)
		differs(c, "indicators not found: %.*s", STR_ARG(rest));
}

/* The same words; white space at the ends apart. */
static bool is_same(struct str got, const char *want)
{
	struct str wanted = str_trim(str_of(want));
	size_t i = 0;

	got = str_trim(got);
	if (got.n != wanted.n)
		return false;
	while (i < got.n && (got.p[i] == wanted.p[i] || is_space(wanted.p[i])))
		i++;
	return i == got.n;
}

static void compare_notes(struct converter *c, const struct document *d, const json_t *notes)
{
	if (d->notes.n != json_object_size(notes))
		differs(c, "%u notes of %zu", d->notes.n, json_object_size(notes));
	for (uint32_t i = 0; i < d->notes.n; i++) {
		const struct note_candidate *got = &d->notes.at[i];
		struct str text = document_str(d, got->span);
		char label[32];
		const char *want;

		snprintf(label, sizeof(label), "%.*s", STR_ARG(got->label));
		want = json_string_value(json_object_get(notes, label));
		if (!want || !is_same(text, want))
			differs(c, "note %s is \"%.*s\"", label, STR_ARG(text));
	}
}

static void read_back(struct converter *c, const json_t *text)
{
	struct document d;
	struct arena arena;
	struct err err = ERR_INIT;

	arena_init(&arena);
	if (read_bytes(&d, &arena, buf_str(&c->out), "text.md", &err) != FF_OK) {
		differs(c, "%s", err.message);
	} else {
		compare_calls(c, &d);
		compare_notes(c, &d, json_object_get(text, "notes"));
	}
	arena_release(&arena);
}

/* ---- files -------------------------------------------------------------------- */

static void write_file(const char *folder, const struct converter *c)
{
	char name[256], path[4096];
	FILE *out;

	snprintf(name, sizeof(name), "%s", c->symbol);
	for (char *p = name; *p; p++)
		if (!is_alnum(*p) && !strchr("-.", *p))
			*p = '_';
	snprintf(path, sizeof(path), "%s/%s.md", folder, name);
	out = fopen(path, "w");
	if (!out || fwrite(c->out.p, 1, c->out.n, out) != c->out.n || fclose(out) != 0) {
		perror(path);
		exit(2);
	}
}

static void convert(const char *folder, const json_t *text, struct totals *totals)
{
	struct converter c = {.totals = totals, .symbol = text_of(text, "symbol")};

	put_document(&c, text);
	totals->texts++;
	read_back(&c, text);
	write_file(folder, &c);
	buf_release(&c.out);
	buf_release(&c.calls);
}

int main(int argc, char **argv)
{
	struct totals totals = {0};
	char *line = NULL;
	size_t cap = 0;

	if (argc != 2) {
		fprintf(stderr, "usage: jsonl_to_md FOLDER <TEXTS\n");
		return 2;
	}
	while (getline(&line, &cap, stdin) > 0) {
		json_error_t error;
		json_t *text = json_loads(line, 0, &error);

		if (!text) {
			fprintf(stderr, "jsonl_to_md: text %zu: %s\n", totals.texts + 1,
				error.text);
			return 2;
		}
		convert(argv[1], text, &totals);
		json_decref(text);
	}
	free(line);
	printf("%zu texts, %zu indicators, %zu notes; %zu differences\n", totals.texts,
	       totals.indicators, totals.notes, totals.differences);
	return totals.differences ? 1 : 0;
}
