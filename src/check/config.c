#include "check/config.h"

#include "base/file.h"
#include "base/jsonat.h"
#include "link/verify.h"

#include <jansson.h>
#include <stdlib.h>
#include <unistd.h>

enum { CONFIG_MOST = 4 << 20, DAYS_MOST = 3650, TIMEOUT_MOST = 3600, RATE_MOST = 10000 };

static const char config_name[] = ".footfault.json";

const struct config_links config_links_default = {
	.rate = RATE_BY_HOST,
	.timeout = 30,
	.dead_days = 3,
	.fresh_days = 7,
};

/* What is known of one folder. */
struct folder {
	struct str path;
	const struct config *config;
};

struct configs {
	struct arena *arena;
	const struct ruleset *rs;
	VEC(struct config *) all;
	VEC(struct folder) folders;
	/* The folder asked for last: files come folder by folder. */
	bool asked;
	struct str asked_folder;
	const struct config *answer;
};

/* One file while it is read. */
struct source {
	struct configs *cs;
	struct config *config;
	struct str text;
	uint8_t *levels;
	struct err *err;
};

/* What a path is called: its last key. The elements of lists have no name of their own. */
static struct str name_of(struct str path)
{
	size_t at = path.n;

	while (at && path.p[at - 1] != '/')
		at--;
	return at && is_digit(path.p[at]) ? name_of(str_part(path, 0, at - 1)) : str_skip(path, at);
}

static enum status bad(struct source *s, const char *path, const char *why)
{
	struct json_at at = json_at(s->text, path);

	return err_set(s->err, FF_ECONFIG, "%s:%u:%u: \"%.*s\": %s", s->config->path, at.line,
		       at.column, STR_ARG(name_of(str_of(path))), why);
}

static enum status read_rule_level(struct source *s, const char *slug, const json_t *value)
{
	struct arena *a = s->cs->arena;
	const char *path = arena_printf(a, "rules/%s", slug).p, *near;
	uint32_t i = ruleset_find(s->cs->rs, str_of(slug));
	int level = level_of(json_string_value(value));

	if (i == NONE) {
		near = ruleset_nearest(s->cs->rs, str_of(slug));
		return bad(s, path,
			   near ? arena_printf(a, "no such rule; did you mean %s?", near).p
				: "no such rule; see \"footfault rules\"");
	}
	if (level < 0)
		return bad(s, path, "must be off, on, info, warning or error");
	s->levels[i] = (uint8_t)level;
	return FF_OK;
}

static enum status read_rules(struct source *s, const json_t *value)
{
	const char *slug;
	json_t *level;

	if (!json_is_object(value))
		return bad(s, "rules",
			   "must be an object: rule to off, on, info, warning or error");
	json_object_foreach ((json_t *)value, slug, level)
		if (read_rule_level(s, slug, level) != FF_OK)
			break;
	return s->err->status;
}

static enum status read_text(struct source *s, const char *path, const json_t *value,
			     struct str *out)
{
	if (!json_is_string(value) || json_string_length(value) == 0)
		return bad(s, path, "must be a string");
	*out = arena_str(s->cs->arena, str_of(json_string_value(value)));
	return FF_OK;
}

static enum status read_profile(struct source *s, const json_t *value)
{
	struct str slug, list = STR_NONE;

	if (read_text(s, "profile", value, &slug) != FF_OK)
		return s->err->status;
	s->config->profile = profile_find(slug);
	if (s->config->profile)
		return FF_OK;
	for (uint32_t i = 0; i < profiles_builtin_count; i++)
		list = arena_printf(s->cs->arena, "%s%s%s", list.p, i ? ", " : "",
				    profiles_builtin[i].slug);
	return bad(s, "profile",
		   arena_printf(s->cs->arena, "no such profile; there are %s", list.p).p);
}

static enum status read_suppression_key(struct source *s, struct config_suppression *one,
					const char *path, const char *key, const json_t *value)
{
	struct str slug = STR_NONE;

	if (strcmp(key, "label") == 0)
		return read_text(s, path, value, &one->label);
	if (strcmp(key, "paragraph") == 0)
		return read_text(s, path, value, &one->paragraph);
	if (strcmp(key, "file") == 0)
		return read_text(s, path, value, &one->file);
	if (strcmp(key, "reason") == 0)
		return read_text(s, path, value, &one->reason);
	if (strcmp(key, "rule") != 0)
		return bad(s, path,
			   "is no key of a suppression; there are rule, label, paragraph, "
			   "file, reason");
	if (read_text(s, path, value, &slug) != FF_OK)
		return s->err->status;
	one->rule = ruleset_find(s->cs->rs, slug);
	return one->rule == NONE ? bad(s, path, "no such rule") : FF_OK;
}

static enum status read_suppression(struct source *s, size_t index, json_t *value)
{
	struct config_suppression *one = &s->config->suppressions[index];
	struct str path = arena_printf(s->cs->arena, "suppress/%zu", index);
	const char *key;
	json_t *member;

	*one = (struct config_suppression){
		.rule = NONE,
		.label = STR_NONE,
		.paragraph = STR_NONE,
		.file = STR_NONE,
		.reason = STR_NONE,
		.line = json_at(s->text, path.p).line,
	};
	if (!json_is_object(value))
		return bad(s, path.p, "must be an object with rule and reason");
	json_object_foreach (value, key, member)
		if (read_suppression_key(s, one, arena_printf(s->cs->arena, "%s/%s", path.p, key).p,
					 key, member) != FF_OK)
			return s->err->status;
	if (one->rule == NONE)
		return bad(s, path.p, "a suppression needs a \"rule\"");
	if (!one->reason.n)
		return bad(s, path.p, "a suppression needs a \"reason\"");
	return FF_OK;
}

static enum status read_suppressions(struct source *s, const json_t *list)
{
	size_t n = json_array_size(list);

	if (!json_is_array(list))
		return bad(s, "suppress", "must be a list");
	s->config->suppressions =
		arena_zero(s->cs->arena, (n + 1) * sizeof(*s->config->suppressions));
	for (size_t i = 0; i < n; i++)
		if (read_suppression(s, i, json_array_get(list, i)) != FF_OK)
			return s->err->status;
	s->config->nsuppressions = (uint32_t)n;
	return FF_OK;
}

/* ---- links ---------------------------------------------------------------------- */

static enum status read_string(struct source *s, const char *path, const json_t *value,
			       const char **out)
{
	struct str text;

	if (read_text(s, path, value, &text) == FF_OK)
		*out = text.p;
	return s->err->status;
}

/* The base address of a service. */
static enum status read_base(struct source *s, const char *path, const json_t *value,
			     const char **out)
{
	if (read_string(s, path, value, out) != FF_OK)
		return s->err->status;
	if (!str_starts(str_of(*out), STR("https://")) && !str_starts(str_of(*out), STR("http://")))
		return bad(s, path, "must be an address that begins with https:// or http://");
	return FF_OK;
}

static enum status read_strings(struct source *s, const char *path, const json_t *list,
				const char *const **out, uint32_t *n,
				enum status (*read)(struct source *, const char *, const json_t *,
						    const char **))
{
	const char **strings =
		arena_zero(s->cs->arena, (json_array_size(list) + 1) * sizeof(*strings));

	if (!json_is_array(list))
		return bad(s, path, "must be a list of strings");
	for (size_t i = 0; i < json_array_size(list); i++)
		if (read(s, arena_printf(s->cs->arena, "%s/%zu", path, i).p,
			 json_array_get(list, i), &strings[i]) != FF_OK)
			return s->err->status;
	*out = strings;
	*n = (uint32_t)json_array_size(list);
	return FF_OK;
}

static enum status read_amount(struct source *s, const char *path, const json_t *value,
			       double least, double most, double *out)
{
	double amount = json_number_value(value);

	if (!json_is_number(value) || amount < least || amount > most)
		return bad(s, path,
			   arena_printf(s->cs->arena, "must be a number from %g to %g", least, most)
				   .p);
	*out = amount;
	return FF_OK;
}

static enum status read_days(struct source *s, const char *path, const json_t *value,
			     uint32_t least, uint32_t *out)
{
	if (!json_is_integer(value) || json_integer_value(value) < least ||
	    json_integer_value(value) > DAYS_MOST)
		return bad(s, path,
			   arena_printf(s->cs->arena, "must be a number of days from %u to %d",
					least, DAYS_MOST)
				   .p);
	*out = (uint32_t)json_integer_value(value);
	return FF_OK;
}

static enum status read_archive_key(struct source *s, struct config_links *links, const char *path,
				    const char *key, const json_t *value)
{
	if (strcmp(key, "cdx") == 0)
		return read_base(s, path, value, &links->cdx);
	if (strcmp(key, "availability") == 0)
		return read_base(s, path, value, &links->availability);
	if (strcmp(key, "copies") == 0)
		return read_base(s, path, value, &links->copies);
	if (strcmp(key, "timegates") == 0)
		return read_strings(s, path, value, &links->timegates, &links->ntimegates,
				    read_base);
	return bad(s, path,
		   "is no key of an archive; there are cdx, availability, copies, timegates");
}

static enum status read_archive(struct source *s, struct config_links *links, const char *path,
				const json_t *value)
{
	const char *key;
	json_t *member;

	if (!json_is_object(value))
		return bad(s, path, "must be an object with cdx, availability, copies, timegates");
	json_object_foreach ((json_t *)value, key, member)
		if (read_archive_key(s, links, arena_printf(s->cs->arena, "%s/%s", path, key).p,
				     key, member) != FF_OK)
			break;
	return s->err->status;
}

static enum status read_link_key(struct source *s, struct config_links *links, const char *path,
				 const char *key, const json_t *value)
{
	if (strcmp(key, "contact") == 0)
		return read_string(s, path, value, &links->contact);
	if (strcmp(key, "rate") == 0)
		return read_amount(s, path, value, 0, RATE_MOST, &links->rate);
	if (strcmp(key, "timeout") == 0)
		return read_amount(s, path, value, 0.001, TIMEOUT_MOST, &links->timeout);
	if (strcmp(key, "exclude") == 0)
		return read_strings(s, path, value, &links->exclude, &links->nexclude, read_string);
	if (strcmp(key, "dead_days") == 0)
		return read_days(s, path, value, 1, &links->dead_days);
	if (strcmp(key, "fresh_days") == 0)
		return read_days(s, path, value, 0, &links->fresh_days);
	if (strcmp(key, "archive") == 0)
		return read_archive(s, links, path, value);
	return bad(s, path,
		   "is no key of links; there are contact, rate, timeout, exclude, dead_days, "
		   "fresh_days, archive");
}

static enum status read_links(struct source *s, const json_t *value)
{
	struct config_links *links = ARENA_NEW(s->cs->arena, struct config_links);
	const char *key;
	json_t *member;

	*links = config_links_default;
	if (!json_is_object(value))
		return bad(s, "links", "must be an object");
	json_object_foreach ((json_t *)value, key, member)
		if (read_link_key(s, links, arena_printf(s->cs->arena, "links/%s", key).p, key,
				  member) != FF_OK)
			break;
	s->config->links = links;
	return s->err->status;
}

/* ---- the whole ------------------------------------------------------------------- */

static enum status read_key(struct source *s, const char *key, const json_t *value)
{
	if (strcmp(key, "rules") == 0)
		return read_rules(s, value);
	if (strcmp(key, "profile") == 0)
		return read_profile(s, value);
	if (strcmp(key, "language") == 0)
		return read_text(s, key, value, &s->config->language);
	if (strcmp(key, "state") == 0)
		return read_text(s, key, value, &s->config->state);
	if (strcmp(key, "symbol") == 0)
		return read_text(s, key, value, &s->config->symbol);
	if (strcmp(key, "suppress") == 0)
		return read_suppressions(s, value);
	if (strcmp(key, "links") == 0)
		return read_links(s, value);
	return bad(s, key,
		   "is no key of the configuration; there are rules, profile, language, "
		   "state, symbol, suppress, links");
}

static enum status read_source(struct source *s, json_t *root)
{
	const char *key;
	json_t *value;

	if (!json_is_object(root))
		return bad(s, "", "a configuration is an object");
	json_object_foreach (root, key, value)
		if (read_key(s, key, value) != FF_OK)
			break;
	return s->err->status;
}

static struct config *config_empty(struct configs *cs, const char *path)
{
	struct config *config = ARENA_NEW(cs->arena, struct config);
	uint8_t *levels = arena_alloc(cs->arena, cs->rs->n + 1);

	memset(levels, LEVEL_SILENT, cs->rs->n + 1);
	*config = (struct config){
		.path = arena_str(cs->arena, str_of(path)).p,
		.levels = levels,
		.language = STR_NONE,
		.state = STR_NONE,
		.symbol = STR_NONE,
	};
	return config;
}

/* Half a configuration would be worse than none. */
static const struct config *settle_config(struct configs *cs, struct config *config,
					  const struct err *own, struct err *err)
{
	if (own->status != FF_OK) {
		err_set(err, own->status, "%s", own->message);
		config = config_empty(cs, config->path);
		config->status = own->status;
	}
	*vec_push(cs->arena, &cs->all) = config;
	return config;
}

static void parse(struct source *s)
{
	json_error_t error;
	json_t *root = json_loadb(s->text.p, s->text.n, JSON_REJECT_DUPLICATES, &error);

	if (root)
		read_source(s, root);
	else
		err_set(s->err, FF_ECONFIG, "%s:%d:%d: %s", s->config->path, error.line,
			error.column, error.text);
	json_decref(root);
}

const struct config *config_parse(struct configs *cs, const char *path, struct str text,
				  struct err *err)
{
	struct config *config = config_empty(cs, path);
	struct err own = ERR_INIT;
	struct source s = {cs, config, text, (uint8_t *)config->levels, &own};

	parse(&s);
	return settle_config(cs, config, &own, err);
}

const struct config *config_read(struct configs *cs, const char *path, struct err *err)
{
	struct err own = ERR_INIT;
	struct str text;

	if (file_read(cs->arena, path, CONFIG_MOST, &text, &own) != FF_OK)
		return settle_config(cs, config_empty(cs, path), &own, err);
	return config_parse(cs, path, text, err);
}

struct configs *configs_new(struct arena *a, const struct ruleset *rs)
{
	struct configs *cs = ARENA_NEW(a, struct configs);

	cs->arena = a;
	cs->rs = rs;
	return cs;
}

/* A folder is known by its absolute path; a configuration of each one is read once. */
static const struct config *of_folder(struct configs *cs, struct str folder, struct err *err)
{
	const struct config *config = NULL;
	struct str file;
	const char *up;

	for (uint32_t i = cs->folders.n; i--;)
		if (str_eq(cs->folders.at[i].path, folder))
			return cs->folders.at[i].config;
	file = arena_printf(cs->arena, "%.*s%s%s", STR_ARG(folder), folder.n > 1 ? "/" : "",
			    config_name);
	up = memrchr(folder.p, '/', folder.n);
	if (access(file.p, F_OK) == 0)
		config = config_read(cs, file.p, err);
	else if (folder.n > 1 && up)
		config = of_folder(
			cs, str_part(folder, 0, up == folder.p ? 1 : (size_t)(up - folder.p)), err);
	*vec_push(cs->arena, &cs->folders) = (struct folder){folder, config};
	return config;
}

/* The folder of a path as it is written; "." for a bare name and standard input. */
static struct str folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return STR(".");
	return (struct str){path, slash > path ? (size_t)(slash - path) : 1};
}

const struct config *config_for(struct configs *cs, const char *path, struct err *err)
{
	struct str folder = folder_of(path);
	char *real;

	if (cs->asked && str_eq(cs->asked_folder, folder))
		return cs->answer;
	cs->asked_folder = arena_str(cs->arena, folder);
	cs->asked = true;
	real = realpath(cs->asked_folder.p, NULL);
	cs->answer = real ? of_folder(cs, arena_str(cs->arena, str_of(real)), err) : NULL;
	free(real);
	return cs->answer;
}

void configs_each(const struct configs *cs, void (*each)(void *to, const struct config *), void *to)
{
	for (uint32_t i = 0; i < cs->all.n; i++)
		each(to, cs->all.at[i]);
}
