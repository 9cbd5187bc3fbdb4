#include "checked.h"

#include "check/edit.h"
#include "document.h"

#include "link/cited.h"

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

static struct check_settings settings; /* of the one job */

struct check_job *fuzz_job(void)
{
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
	settings.links = NULL;
	fuzz_apparatus(&out->ap);
	check_findings(out);
}

/* Some verdict, always the same for one address. */
static void make_up(struct web_link *l)
{
	uint32_t h = str_hash(l->address);
	struct verdict *v = &l->verdict;

	v->kind = (uint8_t)(h % VERDICTS);
	v->why = STR("so it is");
	v->permanent = h >> 8 & 1;
	v->no_symbol = h >> 9 & 1;
	v->no_fragment = h >> 10 & 1;
	v->final = h >> 11 & 1 ? STR("https://example.org/a#b") : STR("https://example.org/c");
	l->standing.failed_days = h >> 12 & 7;
	l->standing.dead = h >> 15 & 1;
	if (h >> 16 & 1)
		l->archived.wording = STR("archived on 4 March 2019");
}

void fuzz_links(struct document *d)
{
	struct web_links *links = ARENA_NEW(d->arena, struct web_links);
	struct cite_options options = {STR_NONE, STR_NONE, STR_NONE, 0};
	struct cited_list cited;
	struct apparatus ap;

	cite_apparatus(&ap, d, &options);
	cited_read(&cited, &ap, true, d->arena);
	links_init(links, d->arena);
	for (uint32_t i = 0; i < cited.n; i++) {
		FUZZ_HOLDS(cited.at[i].span.begin <= cited.at[i].span.end &&
			   cited.at[i].span.end <= d->text.n);
		FUZZ_HOLDS(i == 0 || cited.at[i - 1].span.begin <= cited.at[i].span.begin);
		FUZZ_HOLDS(cited.at[i].address.n);
		make_up(cited_add(links, &cited.at[i], ap.year));
	}
	fuzz_job();
	settings.links = links;
	settings.link_symbols = true;
}
