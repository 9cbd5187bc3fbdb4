#include "check/ruleset.h"

#include "check/literals.h"

#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { ROUTE_DEPTH = 2 };

/* ---- finding ------------------------------------------------------------- */

uint32_t ruleset_find(const struct ruleset *rs, struct str slug)
{
	for (uint32_t at = str_hash(slug) & rs->mask; rs->slots[at]; at = (at + 1) & rs->mask) {
		uint32_t i = rs->slots[at] - 1u;

		if (str_eq(str_of(rs->rules[i]->slug), slug))
			return i;
	}
	return NONE;
}

const char *ruleset_nearest(const struct ruleset *rs, struct str slug)
{
	unsigned least = (unsigned)slug.n / 3 + 1;
	const char *nearest = NULL;

	for (uint32_t i = 0; i < rs->n; i++) {
		unsigned d = str_distance(slug, str_of(rs->rules[i]->slug));

		if (d < least) {
			least = d;
			nearest = rs->rules[i]->slug;
		}
	}
	return nearest;
}

uint8_t language_bit(struct str language)
{
	static const char *const known[] = {"en", "fr", "es", "ru", "zh", "ar"};

	if (language.n == 0)
		return 1;
	for (unsigned i = 0; i < COUNT_OF(known); i++)
		if (str_eq(str_of(known[i]), language))
			return (uint8_t)(1u << i);
	return 1u << COUNT_OF(known);
}

/* ---- the rules of the user ------------------------------------------------- */

struct loading {
	struct ruleset *rs;
	VEC(const struct rule *) rules;
};

static void complain(struct loading *l, const char *path, const char *message)
{
	struct arena *a = l->rs->arena;

	*vec_push(a, &l->rs->errors) = (struct rule_error){
		arena_str(a, str_of(path)),
		arena_str(a, str_of(message)),
	};
}

static bool is_taken(const struct loading *l, const char *slug)
{
	for (uint32_t i = 0; i < l->rules.n; i++)
		if (strcmp(l->rules.at[i]->slug, slug) == 0)
			return true;
	return false;
}

static void load_file(struct loading *l, const char *path, struct str family)
{
	struct err err = ERR_INIT;
	const struct rule *rule = rule_read(l->rs->arena, path, family, &err);

	if (rule && is_taken(l, rule->slug))
		err_set(&err, FF_ECONFIG, "%s: \"slug\": another rule is called %s already", path,
			rule->slug);
	if (err.status != FF_OK)
		complain(l, path,
			 arena_printf(l->rs->arena, "%s; the rule is switched off", err.message).p);
	else
		*vec_push(l->rs->arena, &l->rules) = rule;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The entries of a folder that are not hidden, sorted; NULL at the end. */
static const char **list_folder(struct loading *l, const char *folder)
{
	VEC(const char *) names = {0};
	DIR *dir = opendir(folder);

	if (!dir) {
		complain(l, folder,
			 arena_printf(l->rs->arena,
				      "%s: cannot be opened as a folder of "
				      "rules",
				      folder)
				 .p);
		return NULL;
	}
	for (struct dirent *e; (e = readdir(dir));)
		if (e->d_name[0] != '.')
			*vec_push(l->rs->arena, &names) =
				arena_str(l->rs->arena, str_of(e->d_name)).p;
	closedir(dir);
	if (names.n)
		qsort(names.at, names.n, sizeof(*names.at), by_text);
	*vec_push(l->rs->arena, &names) = NULL;
	return names.at;
}

/* The rules of a folder; those of its folders are families of that name. */
static void load_folder(struct loading *l, const char *folder, struct str family, int depth)
{
	const char **names = list_folder(l, folder);

	for (; names && *names; names++) {
		const char *path = arena_printf(l->rs->arena, "%s/%s", folder, *names).p;
		struct stat st;

		if (stat(path, &st) < 0)
			continue;
		if (S_ISDIR(st.st_mode) && depth > 1)
			load_folder(l, path, str_of(*names), depth - 1);
		else if (S_ISREG(st.st_mode) && str_ends(str_of(path), STR(".json")))
			load_file(l, path, family);
	}
}

/* ---- tables ---------------------------------------------------------------- */

static int by_slug(const void *a, const void *b)
{
	const struct rule *const *x = a, *const *y = b;

	return strcmp((*x)->slug, (*y)->slug);
}

static void make_index(struct ruleset *rs)
{
	uint32_t size = 16;

	while (size < rs->n * 4)
		size *= 2;
	rs->mask = size - 1;
	rs->slots = arena_zero(rs->arena, size * sizeof(*rs->slots));
	for (uint32_t i = 0; i < rs->n; i++) {
		uint32_t at = str_hash(str_of(rs->rules[i]->slug)) & rs->mask;

		while (rs->slots[at])
			at = (at + 1) & rs->mask;
		rs->slots[at] = (uint16_t)(i + 1);
	}
}

static uint8_t languages_of(const char *list)
{
	uint8_t bits = 0;

	while (*list) {
		size_t n = strcspn(list, " ");

		if (n)
			bits |= language_bit((struct str){list, n});
		list += n + (list[n] == ' ');
	}
	return bits;
}

static void make_sets(struct ruleset *rs)
{
	rs->words = (rs->n + 63) / 64;
	rs->languages = arena_zero(rs->arena, rs->n);
	rs->covering = arena_zero(rs->arena, rs->n);
	rs->covers = arena_zero(rs->arena, (size_t)rs->n * rs->words * sizeof(*rs->covers));
	for (uint32_t i = 0; i < rs->n; i++) {
		rs->languages[i] = languages_of(rs->rules[i]->languages);
		for (const char *const *c = rs->rules[i]->covers; *c; c++) {
			uint32_t covered = ruleset_find(rs, str_of(*c));

			if (covered == NONE)
				continue;
			rs->covering[i] = true;
			rs->covers[(size_t)i * rs->words + covered / 64] |= 1ull << covered % 64;
		}
	}
}

static void make_profiles(struct ruleset *rs)
{
	rs->profiles = arena_zero(rs->arena, profiles_builtin_count * sizeof(*rs->profiles));
	for (uint32_t p = 0; p < profiles_builtin_count; p++) {
		const struct profile *profile = &profiles_builtin[p];

		rs->profiles[p] = arena_alloc(rs->arena, rs->n);
		memset(rs->profiles[p], LEVEL_SILENT, rs->n);
		for (uint32_t k = 0; k < profile->nrules; k++) {
			uint32_t i = ruleset_find(rs, str_of(profile->rules[k].slug));

			if (i != NONE)
				rs->profiles[p][i] = profile->rules[k].level;
		}
	}
}

/* The anchors of all patterns that look at the part 'scope' of the text. */
static const struct literals *make_anchors(struct ruleset *rs, const char *scope)
{
	VEC(struct literal) anchors = {0};

	for (uint32_t i = 0; i < rs->n; i++) {
		const struct rule *rule = rs->rules[i];

		if (!rule->pattern ||
		    (strcmp(rule->scope, scope) != 0 && strcmp(rule->scope, "all") != 0))
			continue;
		for (const char *const *t = rule->anchors; *t; t++)
			*vec_push(rs->arena, &anchors) = (struct literal){str_of(*t), i};
	}
	return literals_new(rs->arena, anchors.at, anchors.n);
}

void ruleset_init(struct ruleset *rs, struct arena *a, const char *const *folders, uint32_t n)
{
	struct loading l = {.rs = rs};

	*rs = (struct ruleset){.arena = a};
	for (uint32_t i = 0; i < rules_builtin_count; i++)
		*vec_push(a, &l.rules) = &rules_builtin[i];
	for (uint32_t i = 0; i < n; i++)
		load_folder(&l, folders[i], STR("house"), ROUTE_DEPTH);
	if (l.rules.n)
		qsort(l.rules.at, l.rules.n, sizeof(*l.rules.at), by_slug);
	rs->rules = l.rules.at;
	rs->n = l.rules.n;
	make_index(rs);
	make_sets(rs);
	make_profiles(rs);
	rs->body_anchors = make_anchors(rs, "body");
	rs->notes_anchors = make_anchors(rs, "notes");
	rs->finder = profile_finder_new(a);
}
