/*
 * lists ROOT: what is listed in several places is listed in all of them: rules in rules/, in the
 * program, in the checkers and in the README; folders of fixtures/rules. Prints every difference.
 */
#include "base/arena.h"
#include "base/file.h"
#include "check/check.h"
#include "check/rule.h"

#include <dirent.h>
#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static const struct checker *const checkers[] = {
#define CHECKER(name) &checker_##name,
#include "check/checkers.def"
#undef CHECKER
};

/* Folders of rules/ that hold other tables. */
static const char *const not_families[] = {"symbols", "lang", "profiles"};

static const char *root;
static unsigned differences;

__attribute__((format(printf, 1, 2))) static void differs(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
	differences++;
}

static const struct rule *rule_named(struct str slug)
{
	for (uint32_t i = 0; i < rules_builtin_count; i++)
		if (str_eq(str_of(rules_builtin[i].slug), slug))
			return &rules_builtin[i];
	return NULL;
}

/* Calls 'each' with the name of everything in the folder; false when there is no such folder. */
static bool walk(const char *path, void (*each)(const char *path, const char *name))
{
	DIR *dir = opendir(path);

	if (!dir)
		return false;
	for (struct dirent *e; (e = readdir(dir));)
		if (e->d_name[0] != '.')
			each(path, e->d_name);
	closedir(dir);
	return true;
}

/* ---- rules/ and the program ------------------------------------------------ */

/* The slug is the file's name, the family its folder's, and the program holds that very file. */
static void check_rule_file(const char *folder, const char *name)
{
	const char *family = strrchr(folder, '/') + 1, *slug, *said_family;
	struct str stem = str_part(str_of(name), 0, strcspn(name, "."));
	const struct rule *rule;
	char path[8192];
	json_t *file, *built;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = json_load_file(path, 0, NULL);
	slug = json_string_value(json_object_get(file, "slug"));
	said_family = json_string_value(json_object_get(file, "family"));
	if (!slug || !str_eq(str_of(slug), stem))
		differs("%s: its slug is \"%s\"", path, slug ? slug : "");
	if (said_family && strcmp(said_family, family) != 0)
		differs("%s: its family is \"%s\"", path, said_family);
	rule = rule_named(stem);
	if (!rule) {
		differs("%s: not in the program", path);
	} else {
		built = json_loads(rule->json, 0, NULL);
		if (strcmp(rule->family, family) != 0)
			differs("%s: of family \"%s\" in the program", path, rule->family);
		if (!json_equal(built, file))
			differs("%s: not what the program holds", path);
		json_decref(built);
	}
	json_decref(file);
}

static void check_family(const char *rules, const char *name)
{
	char path[4096];

	for (size_t i = 0; i < COUNT_OF(not_families); i++)
		if (strcmp(name, not_families[i]) == 0)
			return;
	if (strchr(name, '.')) /* a table of its own: states.json */
		return;
	snprintf(path, sizeof(path), "%s/%s", rules, name);
	walk(path, check_rule_file);
}

static void check_rules(void)
{
	char path[4096];

	snprintf(path, sizeof(path), "%s/rules", root);
	if (!walk(path, check_family) || rules_builtin_count == 0)
		differs("%s: no rules", path);
	for (uint32_t i = 0; i < rules_builtin_count; i++) {
		const struct rule *r = &rules_builtin[i];
		FILE *file;

		snprintf(path, sizeof(path), "%s/rules/%s/%s.json", root, r->family, r->slug);
		file = fopen(path, "r");
		if (file)
			fclose(file);
		else
			differs("%s: in the program, but there is no such file", path);
		if (i > 0 && strcmp(r[-1].slug, r->slug) >= 0)
			differs("%s: out of order, or twice", r->slug);
		for (const char *const *slug = r->covers; slug && *slug; slug++)
			if (!rule_named(str_of(*slug)))
				differs("%s covers \"%s\", which is no rule", r->slug, *slug);
	}
}

/* ---- checkers ------------------------------------------------------------- */

static void check_checkers(void)
{
	for (size_t i = 0; i < COUNT_OF(checkers); i++)
		for (const char *const *slug = checkers[i]->slugs; *slug; slug++)
			if (!rule_named(str_of(*slug)))
				differs("src/check: %s names \"%s\", which is no rule",
					checkers[i]->name, *slug);
	for (uint32_t r = 0; r < rules_builtin_count; r++) {
		const struct rule *rule = &rules_builtin[r];
		unsigned named = 0;

		for (size_t i = 0; i < COUNT_OF(checkers); i++)
			for (const char *const *slug = checkers[i]->slugs; *slug; slug++)
				named += strcmp(*slug, rule->slug) == 0;
		if (named != (rule->pattern ? 0 : 1))
			differs("%s: %s pattern, and named by %u checkers", rule->slug,
				rule->pattern ? "a" : "no", named);
	}
}

/* ---- README and fixtures --------------------------------------------------- */

static void check_fixture(const char *folder, const char *name)
{
	if (!rule_named(str_of(name)))
		differs("%s/%s: no rule is called so", folder, name);
}

/* The rows "| `slug` | …" of the table whose first heading is "rule". */
static void check_readme(struct arena *a)
{
	bool *listed = arena_zero(a, rules_builtin_count + 1);
	struct err err = ERR_INIT;
	struct str text, line;
	bool table = false;
	char path[4096];

	snprintf(path, sizeof(path), "%s/README.md", root);
	if (file_read(a, path, 1 << 24, &text, &err) != FF_OK) {
		differs("%s", err.message);
		return;
	}
	for (size_t at = 0; at < text.n; at += line.n + 1) {
		size_t end = str_find(text, STR("\n"), at), quote;
		const struct rule *rule;

		line = str_part(text, at, end == SIZE_MAX ? text.n : end);
		if (str_starts(line, STR("| rule ")))
			table = true;
		else if (!str_starts(line, STR("|")))
			table = false;
		else if (table && str_starts(line, STR("| `"))) {
			quote = str_find(line, STR("`"), 3);
			rule = quote == SIZE_MAX ? NULL : rule_named(str_part(line, 3, quote));
			if (rule)
				listed[rule - rules_builtin] = true;
			else
				differs("README.md lists no rule: %.*s", STR_ARG(line));
		}
	}
	for (uint32_t i = 0; i < rules_builtin_count; i++)
		if (!listed[i])
			differs("README.md: the table \"| rule |\" lacks %s",
				rules_builtin[i].slug);
}

int main(int argc, char **argv)
{
	struct arena a;
	char path[4096];

	if (argc != 2) {
		fprintf(stderr, "usage: lists ROOT\n");
		return 2;
	}
	root = argv[1];
	arena_init(&a);
	check_rules();
	check_checkers();
	check_readme(&a);
	snprintf(path, sizeof(path), "%s/fixtures/rules", root);
	walk(path, check_fixture);
	arena_release(&a);
	printf("%u rules, %zu checkers, %u differences\n", rules_builtin_count, COUNT_OF(checkers),
	       differences);
	return differences > 0;
}
