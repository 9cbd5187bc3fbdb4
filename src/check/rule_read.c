#include "check/ruleset.h"

#include "base/file.h"
#include "base/jsonat.h"
#include "check/literals.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <jansson.h>
#include <pcre2.h>

enum { RULE_FILE_MOST = 1 << 20 };

/* A rule file of a user while it is read. */
struct source {
	struct arena *arena;
	const char *path;
	struct str text;
	json_t *root;
	struct err *err;
};

static enum status bad(struct source *s, const char *key, const char *why)
{
	struct json_at at = json_at(s->text, key);

	return err_set(s->err, FF_ECONFIG, "%s:%u:%u: \"%s\": %s", s->path, at.line, at.column, key,
		       why);
}

static const char *const severities[] = {"off", "info", "warning", "error", NULL};
static const char *const lanes[] = {"deterministic", "heuristic", "network", NULL};
static const char *const fixes[] = {"none", "safe", "suggested", NULL};
static const char *const defaults[] = {"on", "off", NULL};
static const char *const scopes[] = {"body", "notes", "all", NULL};

enum type { TEXT, LIST, ANY };

/* What a house rule may say. It must say what it is called, how bad it is, what to look
 * for and what to tell the reader; the rest has a default. */
static const struct {
	const char *name;
	uint8_t type;
	bool required;
	const char *const *words;
} keys[] = {
	{"slug", TEXT, true, NULL},	    {"summary", TEXT, true, NULL},
	{"why", TEXT, false, NULL},	    {"how", TEXT, false, NULL},
	{"source", TEXT, false, NULL},	    {"severity", TEXT, true, severities},
	{"lane", TEXT, false, lanes},	    {"status", TEXT, false, NULL},
	{"default", TEXT, false, defaults}, {"fix", TEXT, false, fixes},
	{"languages", LIST, false, NULL},   {"covers", LIST, false, NULL},
	{"message", TEXT, true, NULL},	    {"precision", ANY, false, NULL},
	{"pattern", TEXT, true, NULL},	    {"scope", TEXT, false, scopes},
	{"anchor", LIST, true, NULL},	    {"replacement", TEXT, false, NULL},
	{"valid", ANY, false, NULL},	    {"invalid", ANY, false, NULL},
};

static int word_index(const char *const *words, const char *word)
{
	for (int i = 0; words[i]; i++)
		if (strcmp(words[i], word) == 0)
			return i;
	return -1;
}

static enum status bad_word(struct source *s, const char *key, const char *const *words)
{
	struct str list = STR_NONE;

	for (; *words; words++)
		list = arena_printf(s->arena, "%s%s%s", list.p, list.n ? ", " : "", *words);
	return bad(s, key, arena_printf(s->arena, "must be one of: %s", list.p).p);
}

static bool is_list(const json_t *value)
{
	size_t i;
	json_t *element;

	if (!json_is_array(value))
		return false;
	json_array_foreach (value, i, element)
		if (!json_is_string(element))
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
	if (keys[k].type == LIST && !is_list(value))
		return bad(s, keys[k].name, "must be a list of strings");
	if (keys[k].words && word_index(keys[k].words, json_string_value(value)) < 0)
		return bad_word(s, keys[k].name, keys[k].words);
	return FF_OK;
}

static bool is_key(const char *name)
{
	for (size_t k = 0; k < COUNT_OF(keys); k++)
		if (strcmp(keys[k].name, name) == 0)
			return true;
	return false;
}

static bool is_slug(const char *text)
{
	for (const char *p = text; *p; p++)
		if (!is_lower(*p) && !is_digit(*p) && *p != '-')
			return false;
	return *text != '\0';
}

static const char *text_at(const struct source *s, const char *key, const char *otherwise)
{
	const char *value = json_string_value(json_object_get(s->root, key));

	return value ? arena_str(s->arena, str_of(value)).p : otherwise;
}

static enum status check_anchors(struct source *s)
{
	const json_t *list = json_object_get(s->root, "anchor");
	size_t i;
	json_t *element;

	if (json_array_size(list) == 0)
		return bad(s, "anchor", "must name words that stand near each match");
	json_array_foreach (list, i, element)
		if (json_string_length(element) < LITERAL_LEAST)
			return bad(s, "anchor", "each must have three bytes at least");
	return FF_OK;
}

static enum status check_source(struct source *s)
{
	const char *name, *file = strrchr(s->path, '/');
	json_t *value;

	if (!json_is_object(s->root))
		return bad(s, "", "a rule is an object");
	json_object_foreach (s->root, name, value)
		if (!is_key(name))
			return bad(s, name, "is no key of a rule");
	for (size_t k = 0; k < COUNT_OF(keys); k++)
		if (check_key(s, k) != FF_OK)
			return s->err->status;
	name = text_at(s, "slug", "");
	if (!is_slug(name))
		return bad(s, "slug", "must be made of small letters, digits and hyphens");
	file = file ? file + 1 : s->path;
	if (strncmp(file, name, strlen(name)) != 0 || strcmp(file + strlen(name), ".json") != 0)
		return bad(s, "slug", "must be the name of its file");
	return check_anchors(s);
}

static const char *const *list_at(const struct source *s, const char *key)
{
	const json_t *list = json_object_get(s->root, key);
	const char **out = arena_zero(s->arena, (json_array_size(list) + 1) * sizeof(*out));
	size_t i;
	json_t *element;

	json_array_foreach (list, i, element)
		out[i] = arena_str(s->arena, str_of(json_string_value(element))).p;
	return out;
}

static const char *languages_at(const struct source *s)
{
	struct str out = STR_NONE;

	for (const char *const *l = list_at(s, "languages"); *l; l++)
		out = arena_printf(s->arena, "%s%s ", out.n ? out.p : " ", *l);
	return out.p;
}

static const struct rule *make_rule(const struct source *s, struct str family)
{
	struct rule *rule = ARENA_NEW(s->arena, struct rule);
	const char *replacement = text_at(s, "replacement", NULL);

	*rule = (struct rule){
		.slug = text_at(s, "slug", ""),
		.family = arena_str(s->arena, family).p,
		.summary = text_at(s, "summary", ""),
		.why = text_at(s, "why", ""),
		.source = text_at(s, "source", ""),
		.message = text_at(s, "message", ""),
		.status = text_at(s, "status", "stable"),
		.path = s->path,
		.severity = (uint8_t)word_index(severities, text_at(s, "severity", "")),
		.lane = (uint8_t)word_index(lanes, text_at(s, "lane", "deterministic")),
		.fix = (uint8_t)word_index(fixes,
					   text_at(s, "fix", replacement ? "suggested" : "none")),
		.off = strcmp(text_at(s, "default", "on"), "off") == 0,
		.languages = languages_at(s),
		.covers = list_at(s, "covers"),
		.json = s->text.p,
		.pattern = text_at(s, "pattern", ""),
		.scope = text_at(s, "scope", "all"),
		.anchors = list_at(s, "anchor"),
		.replacement = replacement,
	};
	return rule;
}

enum status pattern_check(const struct rule *rule, struct err *err)
{
	int code;
	size_t offset;
	pcre2_code *compiled =
		pcre2_compile((PCRE2_SPTR)rule->pattern, PCRE2_ZERO_TERMINATED,
			      PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C, &code, &offset, NULL);
	struct json_at at;
	char why[160];

	if (compiled) {
		pcre2_code_free(compiled);
		return FF_OK;
	}
	at = json_at(str_of(rule->json), "pattern");
	pcre2_get_error_message(code, (PCRE2_UCHAR *)why, sizeof(why));
	return err_set(err, FF_ECONFIG, "%s:%u:%u: \"pattern\": %s, at byte %zu of it", rule->path,
		       at.line, at.column, why, offset);
}

const struct rule *rule_read(struct arena *a, const char *path, struct str family, struct err *err)
{
	struct source s = {.arena = a, .path = arena_str(a, str_of(path)).p, .err = err};
	const struct rule *rule = NULL;
	json_error_t error;

	if (file_read(a, path, RULE_FILE_MOST, &s.text, err) != FF_OK)
		return NULL;
	s.text = arena_str(a, s.text);
	s.root = json_loadb(s.text.p, s.text.n, JSON_REJECT_DUPLICATES, &error);
	if (!s.root) {
		err_set(err, FF_ECONFIG, "%s:%d:%d: %s", path, error.line, error.column,
			error.text);
		return NULL;
	}
	if (check_source(&s) == FF_OK)
		rule = make_rule(&s, family);
	json_decref(s.root);
	return rule && pattern_check(rule, err) == FF_OK ? rule : NULL;
}
