#include "rulec/rulec.h"

static enum status bad(struct rulec *r, const char *path, const char *key, const char *why)
{
	return err_set(r->err, FF_ECONFIG, "%s/%s: \"%s\": %s", r->rules, path, key, why);
}

/* A list of strings as a C array called what_index. */
static void put_list(struct rulec *r, const char *path, const json_t *root, const char *key,
		     size_t index)
{
	const json_t *list = json_object_get(root, key);
	size_t i;
	json_t *element;

	if (!json_is_array(list))
		bad(r, path, key, "must be a list of strings");
	fprintf(r->out, "static const char *const %s_%zu[] = {", key, index);
	json_array_foreach (list, i, element) {
		if (!json_is_string(element))
			bad(r, path, key, "must be a list of strings");
		rulec_literal(r->out, json_string_value(element));
		fputs(", ", r->out);
	}
	fputs("NULL};\n", r->out);
}

static const char *level_name(const char *word)
{
	static const char *const names[][2] = {
		{"off", "LEVEL_OFF"},	  {"info", "LEVEL_INFO"}, {"warning", "LEVEL_WARNING"},
		{"error", "LEVEL_ERROR"}, {"on", "LEVEL_ON"},
	};

	for (size_t i = 0; word && i < COUNT_OF(names); i++)
		if (strcmp(names[i][0], word) == 0)
			return names[i][1];
	return NULL;
}

static void put_rules(struct rulec *r, const char *path, const json_t *root, size_t index)
{
	json_t *rules = json_object_get(root, "rules"), *value;
	const char *slug;

	if (!json_is_object(rules))
		bad(r, path, "rules", "must be an object: rule to off, on, info, warning or error");
	fprintf(r->out, "static const struct profile_rule rules_%zu[] = {", index);
	json_object_foreach (rules, slug, value) {
		const char *level = level_name(json_string_value(value));

		if (!level)
			bad(r, path, slug, "must be off, on, info, warning or error");
		fputc('{', r->out);
		rulec_literal(r->out, slug);
		fprintf(r->out, ", %s}, ", level ? level : "0");
	}
	fputs("{NULL, 0}};\n", r->out);
}

static void check_keys(struct rulec *r, const char *path, json_t *root)
{
	static const char *const keys[] = {"slug", "title", "symbols", "telltales", "rules", "why"};
	const char *name;
	json_t *value;

	json_object_foreach (root, name, value) {
		bool known = false;

		for (size_t i = 0; i < COUNT_OF(keys); i++)
			known = known || strcmp(keys[i], name) == 0;
		if (!known)
			bad(r, path, name, "is no key of a profile");
	}
}

static void put_profile(struct rulec *r, const char *path, const json_t *root, size_t index)
{
	const char *slug = rulec_string(r, path, root, "slug");
	const char *title = rulec_string(r, path, root, "title");

	if (slug && !str_eq(arena_printf(r->arena, "profiles/%s.json", slug), str_of(path)))
		bad(r, path, "slug", "must be the name of its file");
	fputs("{", r->out);
	rulec_literal(r->out, slug);
	fputs(", ", r->out);
	rulec_literal(r->out, title);
	fprintf(r->out, ", symbols_%zu, telltales_%zu, rules_%zu, %zu},\n", index, index, index,
		json_object_size(json_object_get(root, "rules")));
}

enum status rulec_profiles(struct rulec *r)
{
	struct str *paths = NULL;
	size_t n = rulec_list(r, "profiles", &paths);
	json_t **roots = arena_zero(r->arena, (n + 1) * sizeof(json_t *));

	fputs("#include \"check/profile.h\"\n", r->out);
	for (size_t i = 0; i < n; i++) {
		roots[i] = rulec_load(r, paths[i].p);
		check_keys(r, paths[i].p, roots[i]);
		put_list(r, paths[i].p, roots[i], "symbols", i);
		put_list(r, paths[i].p, roots[i], "telltales", i);
		put_rules(r, paths[i].p, roots[i], i);
	}
	fputs("const struct profile profiles_builtin[] = {\n", r->out);
	for (size_t i = 0; i < n; i++)
		put_profile(r, paths[i].p, roots[i], i);
	fprintf(r->out, "{0}};\nconst uint32_t profiles_builtin_count = %zu;\n", n);
	for (size_t i = 0; i < n; i++)
		json_decref(roots[i]);
	return r->err->status;
}
