#include "rulec/rulec.h"

#include "base/file.h"
#include "base/jsonat.h"

#include <dirent.h>
#include <stdlib.h>

enum { MOST_FAMILIES = 64, FILE_MOST = 1 << 20 };

/* One rule file while it is compiled. */
struct source {
	struct rulec *r;
	struct str path; /* below rules/: "url/url-introduction.json" */
	struct str text;
	json_t *root;
	uint32_t index;
};

static enum status bad(struct source *s, const char *key, const char *why)
{
	struct json_at at = json_at(s->text, key);

	return err_set(s->r->err, FF_ECONFIG, "%s/%s:%u:%u: \"%s\": %s", s->r->rules, s->path.p,
		       at.line, at.column, key, why);
}

enum type { TEXT, LIST, EXAMPLES, FIGURE };

static const struct {
	const char *name;
	uint8_t type;
	bool required;
	const char *words; /* of a TEXT: what it may say, in the order of the enumeration */
} keys[] = {
	{"slug", TEXT, true, NULL},
	{"summary", TEXT, true, NULL},
	{"why", TEXT, true, NULL},
	{"how", TEXT, false, NULL},
	{"source", TEXT, true, NULL},
	{"severity", TEXT, true, "off info warning error"},
	{"lane", TEXT, true, "deterministic heuristic network"},
	{"status", TEXT, true, "stable new planned"},
	{"default", TEXT, false, "off on"},
	{"fix", TEXT, true, "none safe suggested"},
	{"languages", LIST, true, NULL},
	{"covers", LIST, true, NULL},
	{"message", TEXT, true, NULL},
	{"precision", FIGURE, false, NULL},
	{"pattern", TEXT, false, NULL},
	{"scope", TEXT, false, "body notes all"},
	{"anchor", LIST, false, NULL},
	{"replacement", TEXT, false, NULL},
	{"valid", EXAMPLES, true, NULL},
	{"invalid", EXAMPLES, true, NULL},
};

/* The ordinal of 'word' among 'words', which spaces divide, or -1. */
static int word_index(const char *words, const char *word)
{
	size_t n = strlen(word);

	for (int i = 0; *words; i++) {
		size_t w = strcspn(words, " ");

		if (w == n && memcmp(words, word, n) == 0)
			return i;
		words += w + (words[w] == ' ');
	}
	return -1;
}

static bool is_list_of(const json_t *value, json_type type)
{
	size_t i;
	json_t *element;

	if (!json_is_array(value))
		return false;
	json_array_foreach (value, i, element)
		if (json_typeof(element) != type)
			return false;
	return true;
}

static enum status check_key(struct source *s, size_t k)
{
	const json_t *value = json_object_get(s->root, keys[k].name);

	if (!value)
		return keys[k].required ? bad(s, keys[k].name, "is missing") : FF_OK;
	if (keys[k].type == TEXT && !json_is_string(value))
		return bad(s, keys[k].name, "must be a string");
	if (keys[k].words && word_index(keys[k].words, json_string_value(value)) < 0)
		return bad(s, keys[k].name, keys[k].words);
	if (keys[k].type == LIST && !is_list_of(value, JSON_STRING))
		return bad(s, keys[k].name, "must be a list of strings");
	if (keys[k].type == EXAMPLES && !is_list_of(value, JSON_OBJECT))
		return bad(s, keys[k].name, "must be a list of examples");
	if (keys[k].type == FIGURE && !json_is_number(value) && !json_is_string(value))
		return bad(s, keys[k].name, "must be a figure");
	return FF_OK;
}

static bool is_key(const char *name)
{
	for (size_t k = 0; k < COUNT_OF(keys); k++)
		if (strcmp(keys[k].name, name) == 0)
			return true;
	return false;
}

static const char *text_of(const struct source *s, const char *key)
{
	return json_string_value(json_object_get(s->root, key));
}

/* What stands near each match of a pattern; the scan for them wants three bytes. */
static enum status check_anchors(struct source *s)
{
	const json_t *list = json_object_get(s->root, "anchor");
	size_t i;
	json_t *element;

	if (text_of(s, "pattern") && json_array_size(list) == 0)
		return bad(s, "pattern", "needs an \"anchor\": words that stand near each match");
	json_array_foreach (list, i, element)
		if (json_string_length(element) < 3)
			return bad(s, "anchor", "each must have three bytes at least");
	return FF_OK;
}

static enum status check_names(struct source *s)
{
	const char *slug = text_of(s, "slug");
	struct str file = arena_printf(s->r->arena, "/%s.json", slug);

	if (!str_ends(s->path, file))
		return bad(s, "slug", "must be the name of its file");
	return check_anchors(s);
}

static enum status check_source(struct source *s)
{
	const char *name;
	json_t *value;

	if (!json_is_object(s->root))
		return bad(s, "", "must be an object");
	json_object_foreach (s->root, name, value)
		if (!is_key(name))
			return bad(s, name, "is no key of a rule");
	for (size_t k = 0; k < COUNT_OF(keys); k++)
		if (check_key(s, k) != FF_OK)
			return s->r->err->status;
	return check_names(s);
}

static void put_list(struct source *s, const char *what, const char *key)
{
	size_t i;
	json_t *element;

	fprintf(s->r->out, "static const char *const %s_%u[] = {", what, s->index);
	json_array_foreach (json_object_get(s->root, key), i, element) {
		rulec_literal(s->r->out, json_string_value(element));
		fputs(", ", s->r->out);
	}
	fputs("NULL};\n", s->r->out);
}

static void put_text(struct source *s, const char *field, const char *value)
{
	if (!value)
		return;
	fprintf(s->r->out, "\t.%s = ", field);
	rulec_literal(s->r->out, value);
	fputs(",\n", s->r->out);
}

static void put_word(struct source *s, const char *key, const char *words)
{
	fprintf(s->r->out, "\t.%s = %d,\n", key, word_index(words, text_of(s, key)));
}

static void put_languages(struct source *s)
{
	const json_t *list = json_object_get(s->root, "languages");
	size_t i;
	json_t *element;

	fputs("\t.languages = \"", s->r->out);
	json_array_foreach (list, i, element)
		fprintf(s->r->out, " %s", json_string_value(element));
	fputs(json_array_size(list) ? " \",\n" : "\",\n", s->r->out);
}

static void put_rule(struct source *s)
{
	static const char *const same[] = {"slug",    "summary", "why",	    "source",
					   "message", "status",	 "pattern", "replacement"};
	const char *scope = text_of(s, "scope"), *state = text_of(s, "default");
	struct str family = {s->path.p, strcspn(s->path.p, "/")};

	fputs("{\n", s->r->out);
	for (size_t i = 0; i < COUNT_OF(same); i++)
		put_text(s, same[i], text_of(s, same[i]));
	put_text(s, "family", arena_str(s->r->arena, family).p);
	put_text(s, "path", arena_printf(s->r->arena, "rules/%s", s->path.p).p);
	put_text(s, "scope", scope ? scope : "all");
	put_text(s, "json", s->text.p);
	put_word(s, "severity", "off info warning error");
	put_word(s, "lane", "deterministic heuristic network");
	put_word(s, "fix", "none safe suggested");
	put_languages(s);
	fprintf(s->r->out, "\t.off = %s,\n\t.covers = covers_%u,\n\t.anchors = anchors_%u,\n},\n",
		state && strcmp(state, "off") == 0 ? "true" : "false", s->index, s->index);
}

static enum status load(struct source *s)
{
	struct str full = arena_printf(s->r->arena, "%s/%s", s->r->rules, s->path.p);
	json_error_t error;

	if (file_read(s->r->arena, full.p, FILE_MOST, &s->text, s->r->err) != FF_OK)
		return s->r->err->status;
	s->text = arena_str(s->r->arena, s->text);
	s->root = json_loadb(s->text.p, s->text.n, JSON_REJECT_DUPLICATES, &error);
	if (!s->root)
		return err_set(s->r->err, FF_ECONFIG, "%s:%d:%d: %s", full.p, error.line,
			       error.column, error.text);
	return check_source(s);
}

static bool is_family(const char *name)
{
	return *name != '.' && strcmp(name, "symbols") != 0 && strcmp(name, "profiles") != 0 &&
	       strcmp(name, "lang") != 0 && !strchr(name, '.');
}

/* The folders of rules/ that hold rules; returns how many. */
static size_t list_families(struct rulec *r, struct str *out)
{
	DIR *dir = opendir(r->rules);
	size_t n = 0;

	if (!dir) {
		err_set(r->err, FF_EIO, "%s: no such folder", r->rules);
		return 0;
	}
	for (struct dirent *e; (e = readdir(dir)) && n < MOST_FAMILIES;)
		if (is_family(e->d_name))
			out[n++] = arena_str(r->arena, str_of(e->d_name));
	closedir(dir);
	return n;
}

struct sources {
	struct source *at;
	size_t n, cap;
};

static void add_family(struct rulec *r, struct sources *all, const char *family)
{
	struct str *paths;
	size_t n = rulec_list(r, family, &paths);

	for (size_t i = 0; i < n; i++) {
		if (all->n == all->cap) {
			size_t cap = all->cap * 2 + 64;
			struct source *wider = arena_alloc(r->arena, cap * sizeof(*wider));

			if (all->n)
				memcpy(wider, all->at, all->n * sizeof(*wider));
			all->at = wider;
			all->cap = cap;
		}
		all->at[all->n++] = (struct source){.r = r, .path = paths[i]};
	}
}

/* The last part of the path without its ".json": a stop comes behind a hyphen. */
static struct str slug_of(const struct source *s)
{
	struct str name = str_of(strrchr(s->path.p, '/') + 1);

	return str_part(name, 0, name.n - strlen(".json"));
}

static int by_slug(const void *a, const void *b)
{
	return str_compare(slug_of(a), slug_of(b));
}

static enum status check_unique(struct sources *all)
{
	for (size_t i = 1; i < all->n; i++)
		if (by_slug(&all->at[i - 1], &all->at[i]) == 0)
			return err_set(all->at[i].r->err, FF_ECONFIG,
				       "%s/%s: \"slug\": %s has it already", all->at[i].r->rules,
				       all->at[i].path.p, all->at[i - 1].path.p);
	return FF_OK;
}

enum status rulec_rules(struct rulec *r)
{
	struct str families[MOST_FAMILIES];
	struct sources all = {0};
	size_t n = list_families(r, families);

	for (size_t i = 0; i < n; i++)
		add_family(r, &all, families[i].p);
	if (all.n)
		qsort(all.at, all.n, sizeof(*all.at), by_slug);
	check_unique(&all);
	fputs("#include \"check/rule.h\"\n"
	      "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n",
	      r->out);
	for (size_t i = 0; i < all.n && r->err->status == FF_OK; i++) {
		all.at[i].index = (uint32_t)i;
		if (load(&all.at[i]) == FF_OK) {
			put_list(&all.at[i], "covers", "covers");
			put_list(&all.at[i], "anchors", "anchor");
		}
	}
	fputs("const struct rule rules_builtin[] = {\n", r->out);
	for (size_t i = 0; i < all.n && r->err->status == FF_OK; i++)
		put_rule(&all.at[i]);
	fprintf(r->out, "{0}};\nconst uint32_t rules_builtin_count = %zu;\n", all.n);
	for (size_t i = 0; i < all.n; i++)
		json_decref(all.at[i].root);
	return r->err->status;
}
