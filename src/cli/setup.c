#include "cli/setup.h"

const struct option options_rules[] = {
	{"rules", 0, OPTION_LIST, offsetof(struct options, rules), "DIR",
	 "add the rules in this folder; may be repeated", NULL},
	{"rule", 'r', OPTION_LIST, offsetof(struct options, only), "RULE",
	 "look for this one only; may be repeated", NULL},
	{"baseline", 0, OPTION_TEXT, offsetof(struct options, baseline), "FILE",
	 "a JSON report made earlier: what it has is suppressed", NULL},
	{0},
};

const struct option options_profile[] = {
	{"profile", 'p', OPTION_TEXT, offsetof(struct options, profile), "NAME",
	 "genre of the documents (default: found out)", NULL},
	{0},
};

static struct str text_or_none(const char *text)
{
	return text ? str_of(text) : STR_NONE;
}

static enum status set_profile(struct setup *s, const char *slug, struct arena *a, struct err *err)
{
	struct str names = STR_NONE, near;

	if (!slug)
		return FF_OK;
	s->settings.profile = profile_find(str_of(slug));
	if (s->settings.profile)
		return FF_OK;
	for (uint32_t i = 0; i < profiles_builtin_count; i++)
		names = arena_printf(a, "%s%s%s", names.p, i ? " " : "", profiles_builtin[i].slug);
	near = nearest_word(names.p, str_of(slug));
	return err_set(err, FF_EUSAGE, "--profile: \"%s\" is none of: %s%s%.*s%s", slug, names.p,
		       near.n ? "; did you mean " : "", STR_ARG(near), near.n ? "?" : "");
}

static enum status set_only(struct setup *s, const struct words *slugs, struct arena *a,
			    struct err *err)
{
	bool *only;

	if (!slugs->n)
		return FF_OK;
	s->settings.only = only = arena_zero(a, s->rules.n + 1);
	for (uint32_t i = 0; i < slugs->n; i++) {
		uint32_t rule = ruleset_find(&s->rules, str_of(slugs->at[i]));
		const char *near = ruleset_nearest(&s->rules, str_of(slugs->at[i]));

		if (rule == NONE)
			return err_set(err, FF_EUSAGE, "--rule: no rule \"%s\"; %s%s%s",
				       slugs->at[i],
				       near ? "did you mean " : "see \"footfault rules\"",
				       near ? near : "", near ? "?" : "");
		only[rule] = true;
	}
	return FF_OK;
}

struct read_options setup_read(const struct options *o)
{
	struct str changes = text_or_none(o->changes);

	return (struct read_options){
		.max_size = o->max_size,
		.name = o->stdin_name,
		.changes = str_eq(changes, STR("all"))	      ? CHANGES_ALL
			   : str_eq(changes, STR("original")) ? CHANGES_ORIGINAL
							      : CHANGES_FINAL,
	};
}

enum status setup_init(struct setup *s, const struct options *o, struct arena *a, struct err *err)
{
	*s = (struct setup){0};
	ruleset_init(&s->rules, a, o->rules.at, o->rules.n);
	s->configs = configs_new(a, &s->rules);
	s->no_config = o->no_config;
	s->read = setup_read(o);
	s->settings = (struct check_settings){
		.rules = &s->rules,
		.baseline = &s->baseline,
		.language = text_or_none(o->language),
		.state = text_or_none(o->state),
		.symbol = text_or_none(o->symbol),
	};
	if (set_profile(s, o->profile, a, err) != FF_OK || set_only(s, &o->only, a, err) != FF_OK)
		return err->status;
	if (o->baseline && baseline_read(&s->baseline, a, o->baseline, err) != FF_OK)
		return err->status;
	if (o->config)
		s->config = config_read(s->configs, o->config, err);
	return err->status;
}

const struct config *setup_config(struct setup *s, const char *path, struct err *err)
{
	if (s->config || s->no_config)
		return s->config;
	return config_for(s->configs, path, err);
}

enum status setup_cite(struct setup *s, const struct options *o, const char *path, struct arena *a,
		       struct document *doc, struct apparatus *ap, struct err *err)
{
	const struct config *config;
	struct cite_options about;

	if (read_document(doc, a, path, &s->read, err) != FF_OK)
		return err->status;
	if (o->stdin_name && strcmp(path, "-") == 0)
		doc->path = str_of(o->stdin_name);
	config = setup_config(s, arena_str(a, doc->path).p, err);
	if (err->status != FF_OK)
		return err->status;
	about = check_cite_options(&s->settings, config);
	cite_apparatus(ap, doc, &about);
	return FF_OK;
}
