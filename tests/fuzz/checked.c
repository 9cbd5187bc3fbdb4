#include "checked.h"

#include "check/edit.h"
#include "document.h"

static void check_findings(const struct checked *checked)
{
	const struct document *d = checked->doc;

	for (uint32_t i = 0; i < checked->run.findings.n; i++) {
		const struct finding *f = &checked->run.findings.at[i];

		FUZZ_HOLDS(f->span.begin <= f->span.end && f->span.end <= d->text.n);
		FUZZ_HOLDS(f->source.begin <= f->source.end && f->source.end <= d->raw.n);
		FUZZ_HOLDS(f->message.n && str_find(f->message, STR("\n"), 0) == SIZE_MAX);
		for (uint32_t k = 0; k < f->fix.edits.n; k++) {
			const struct edit *e = &f->fix.edits.at[k];
			struct span file;

			if (e->source)
				continue;
			FUZZ_HOLDS(e->span.begin <= e->span.end && e->span.end <= d->text.n);
			FUZZ_HOLDS(k == 0 || e[-1].span.end <= e->span.begin);
			if (edit_in_file(d, e, &file))
				FUZZ_HOLDS(file.begin <= file.end && file.end <= d->file_size);
		}
	}
}

struct check_job *fuzz_job(void)
{
	static struct check_settings settings;
	static struct check_job *job;
	static struct ruleset rules;
	static struct arena a;
	bool *on;

	if (job)
		return job;
	arena_init(&a);
	ruleset_init(&rules, &a, NULL, 0);
	on = arena_alloc(&a, rules.n);
	memset(on, true, rules.n);
	settings.rules = &rules;
	settings.on = on;
	job = check_job_new(&settings, &a);
	return job;
}

void fuzz_check(struct checked *out, struct document *d)
{
	check_run(fuzz_job(), out, d, NULL);
	fuzz_apparatus(&out->ap);
	check_findings(out);
}
