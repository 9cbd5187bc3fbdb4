#include "check/run.h"

#include "check/changes.h"
#include "check/pattern.h"
#include "read/reader.h"

enum { FINDINGS_LIKELY = 64 };

static const struct checker *const checkers[] = {
#define CHECKER(name) &checker_##name,
#include "check/checkers.def"
#undef CHECKER
	NULL,
};

struct check_job {
	const struct check_settings *settings;
	struct pattern_job *patterns;
	uint8_t *levels;
	uint32_t *counts;
};

struct check_job *check_job_new(const struct check_settings *settings, struct arena *a)
{
	struct check_job *job = ARENA_NEW(a, struct check_job);
	uint32_t n = settings->rules->n + 1;

	job->settings = settings;
	job->patterns = pattern_job_new(settings->rules, a);
	job->levels = arena_zero(a, n);
	job->counts = arena_zero(a, n * sizeof(*job->counts));
	return job;
}

void check_job_free(struct check_job *job)
{
	if (job)
		pattern_job_free(job->patterns);
}

/* What the configuration says of a rule, else the profile, else the rule itself. */
static uint8_t level_for(const struct check_job *job, uint32_t i, const struct config *config,
			 const uint8_t *profile)
{
	uint8_t level = config ? config->levels[i] : LEVEL_SILENT;

	if (level == LEVEL_SILENT && profile)
		level = profile[i];
	if (level != LEVEL_SILENT)
		return level;
	if (job->settings->on && job->settings->on[i])
		return LEVEL_ON;
	return job->settings->rules->rules[i]->off ? LEVEL_OFF : LEVEL_ON;
}

static void set_levels(struct check_job *job, const struct config *config,
		       const struct profile *profile, struct str language)
{
	const struct ruleset *rs = job->settings->rules;
	const uint8_t *said = profile ? rs->profiles[profile - profiles_builtin] : NULL;
	const bool *only = job->settings->only;
	uint8_t bit = language_bit(language);

	for (uint32_t i = 0; i < rs->n; i++) {
		uint8_t level = level_for(job, i, config, said);

		if (only && only[i] && level == LEVEL_OFF)
			level = LEVEL_ON;
		if ((only && !only[i]) || (rs->languages[i] && !(rs->languages[i] & bit)))
			level = LEVEL_OFF;
		job->levels[i] = level;
	}
}

static struct str either(struct str first, struct str second)
{
	return first.n ? first : second;
}

struct cite_options check_cite_options(const struct check_settings *s, const struct config *config)
{
	struct cite_options o = {s->state, s->symbol, s->language, 0};

	if (config) {
		o.state = either(o.state, config->state);
		o.symbol = either(o.symbol, config->symbol);
		o.language = either(o.language, config->language);
	}
	return o;
}

static const struct profile *profile_for(const struct check_settings *s,
					 const struct config *config, const struct apparatus *ap)
{
	if (s->profile)
		return s->profile;
	if (config && config->profile)
		return config->profile;
	return profile_of(s->rules->finder, ap);
}

static void count_findings(struct checked *out)
{
	for (uint32_t i = 0; i < out->run.findings.n; i++) {
		const struct finding *f = &out->run.findings.at[i];

		if (f->suppressed.p)
			out->suppressed++;
		else
			out->counts[f->severity & 3]++;
	}
}

static void check_text(struct check_job *job, struct checked *out, struct document *d,
		       const struct config *config)
{
	const struct check_settings *settings = job->settings;
	struct cite_options options = check_cite_options(settings, config);
	bool baseline = settings->baseline && settings->baseline->n;
	struct settling with = {config, settings->baseline, baseline || !settings->no_fingerprints};
	struct checking *c = &out->run;

	*out = (struct checked){.doc = d};
	cite_apparatus(&out->ap, d, &options);
	where_init(&out->where, &out->ap);
	*c = (struct checking){
		.doc = d,
		.ap = &out->ap,
		.rules = settings->rules,
		.profile = profile_for(settings, config, &out->ap),
		.links = settings->links,
		.link_symbols = settings->link_symbols,
		.arena = d->arena,
		.levels = job->levels,
		.counts = job->counts,
	};
	vec_reserve(d->arena, &c->findings, FINDINGS_LIKELY);
	set_levels(job, config, c->profile, str_of(out->ap.language));
	memset(job->counts, 0, settings->rules->n * sizeof(*job->counts));
	for (const struct checker *const *checker = checkers; *checker; checker++)
		(*checker)->run(c);
	pattern_run(job->patterns, c);
	settle(c, &out->where, &with);
}

/* In the text with all changes words stand side by side that nobody wrote so. */
static void check_changes(struct check_job *job, struct checked *out, const struct config *config)
{
	static const uint8_t states[] = {CHANGES_FINAL, CHANGES_ORIGINAL};

	out->run.findings.n = 0;
	for (size_t i = 0; i < COUNT_OF(states); i++) {
		struct document *d = ARENA_NEW(out->doc->arena, struct document);
		struct checked state;
		struct err err = ERR_INIT;

		if (read_again(d, out->doc, states[i], &err) != FF_OK)
			continue;
		check_text(job, &state, d, config);
		changes_merge(&out->run, &state.run);
	}
}

void check_run(struct check_job *job, struct checked *out, struct document *d,
	       const struct config *config)
{
	check_text(job, out, d, config);
	if (d->changes_shown == CHANGES_ALL && d->changes.n)
		check_changes(job, out, config);
	count_findings(out);
}
