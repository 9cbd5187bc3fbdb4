#include "rulec/rulec.h"

#include <dirent.h>
#include <stdlib.h>

json_t *rulec_load(struct rulec *r, const char *path)
{
	struct str full = arena_printf(r->arena, "%s/%s", r->rules, path);
	json_error_t error;
	json_t *root = json_load_file(full.p, JSON_REJECT_DUPLICATES, &error);

	if (!root)
		err_set(r->err, FF_ECONFIG, "%s:%d:%d: %s", full.p, error.line, error.column,
			error.text);
	return root;
}

static int by_name(const void *a, const void *b)
{
	return str_compare(*(const struct str *)a, *(const struct str *)b);
}

size_t rulec_list(struct rulec *r, const char *folder, struct str **out)
{
	struct str full = arena_printf(r->arena, "%s/%s", r->rules, folder);
	DIR *dir = opendir(full.p);
	struct str *names = NULL;
	size_t n = 0, cap = 0;

	if (!dir) {
		err_set(r->err, FF_EIO, "%s: no such folder", full.p);
		return 0;
	}
	for (struct dirent *e; (e = readdir(dir));) {
		if (!str_ends(str_of(e->d_name), STR(".json")))
			continue;
		if (n == cap) {
			struct str *wider = arena_alloc(r->arena, (cap * 2 + 16) * sizeof(*wider));

			if (n)
				memcpy(wider, names, n * sizeof(*wider));
			names = wider;
			cap = cap * 2 + 16;
		}
		names[n++] = arena_printf(r->arena, "%s/%s", folder, e->d_name);
	}
	closedir(dir);
	if (n)
		qsort(names, n, sizeof(*names), by_name);
	*out = names;
	return n;
}

void rulec_literal(FILE *out, const char *text)
{
	fputc('"', out);
	for (const char *p = text ? text : ""; *p; p++) {
		if (*p == '"' || *p == '\\')
			fprintf(out, "\\%c", *p);
		else if (*p == '?') /* no trigraphs */
			fputs("\\?", out);
		else if ((unsigned char)*p < 0x20 || (unsigned char)*p >= 0x7f)
			fprintf(out, "\\%03o", (unsigned char)*p);
		else
			fputc(*p, out);
	}
	fputc('"', out);
}

bool rulec_is_lower(const char *text)
{
	for (; text && *text; text++)
		if (is_upper(*text))
			return false;
	return text;
}

const char *rulec_string(struct rulec *r, const char *path, const json_t *object, const char *key)
{
	const char *value = json_string_value(json_object_get(object, key));

	if (!value)
		err_set(r->err, FF_ECONFIG, "%s/%s: \"%s\" must be a string", r->rules, path, key);
	return value;
}

static const struct {
	const char *name;
	enum status (*run)(struct rulec *r);
} kinds[] = {
#define KIND(name) {#name, rulec_##name},
#include "rulec/kinds.def"
#undef KIND
};

static enum status run_kind(struct rulec *r, const char *name)
{
	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		if (strcmp(kinds[i].name, name) == 0)
			return kinds[i].run(r);
	return err_set(r->err, FF_EUSAGE, "rulec: no kind of table is called \"%s\"", name);
}

int main(int argc, char **argv)
{
	struct err err = ERR_INIT;
	struct arena arena;
	struct rulec r = {.arena = &arena, .err = &err};

	if (argc != 4) {
		fprintf(stderr, "usage: rulec KIND RULES OUT.c\n");
		return 2;
	}
	r.rules = argv[2];
	arena_init(&arena);
	r.out = fopen(argv[3], "w");
	if (!r.out) {
		perror(argv[3]);
		return 2;
	}
	fprintf(r.out, "/* Made by rulec from rules/; do not edit. */\n");
	run_kind(&r, argv[1]);
	if (fclose(r.out) != 0)
		err_set(&err, FF_EIO, "%s: cannot be written", argv[3]);
	if (err.status != FF_OK) {
		fprintf(stderr, "%s\n", err.message);
		remove(argv[3]);
	}
	arena_release(&arena);
	return err.status == FF_OK ? 0 : 1;
}
