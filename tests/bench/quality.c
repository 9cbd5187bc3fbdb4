/*
 * quality CORPUS TEXTS [--show WHAT [N [SEED]]]: what is found in real documents that are no part
 * of the project.
 *
 * CORPUS/INDEX.tsv lists files and how many notes each has: printed beside what is found. TEXTS is
 * a folder of edited texts as Markdown, from jsonl_to_md: findings of each rule for 1,000 of
 * their notes, and how the notes were read.
 *
 * --show prints N findings of the rule WHAT, drawn at random, with the words around them; "missed"
 * shows what patterns find in notes and no token of its kind holds, "unknown" unknown sources.
 */
#include "quality.h"

#include "base/file.h"
#include "doc/place.h"
#include "read/reader.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

enum { SHOWN = 20, AROUND = 70, LEAST_COVERED = 99 };

/* A rule and what it says of the texts. */
struct tally {
	const struct rule *rule;
	unsigned counts[4]; /* by severity */
	unsigned documents[4];
	const struct document *last[4]; /* in which it was counted */
};

static struct {
	struct arena arena; /* for what lasts */
	struct ruleset rules;
	struct check_settings settings;
	struct check_job *job;
	struct tally *tallies; /* by index of the rule */
	struct token_figures tokens;
	const char *corpus, *texts, *show;
	struct samples samples;
	uint64_t notes, files;
} run;

/* ---- samples -------------------------------------------------------------------------------- */

char *samples_slot(struct samples *s)
{
	uint64_t at = s->seen++;

	if (!s->most)
		return NULL;
	s->random ^= s->random << 13;
	s->random ^= s->random >> 7;
	s->random ^= s->random << 17;
	if (at >= s->most)
		at = (s->random >> 11) % s->seen;
	return at < s->most ? s->at[at] : NULL;
}

void sample_write(char *out, size_t size, const struct document *d, struct span span)
{
	const char *base = strrchr(d->path.p, '/');
	uint32_t end = span.end - span.begin > 200 ? span.begin + 200 : span.end;
	uint32_t from = span.begin > AROUND ? span.begin - AROUND : 0;
	uint32_t to = end + AROUND < d->text.n ? end + AROUND : (uint32_t)d->text.n;

	snprintf(out, size, "%s:%u: …%.*s[[%.*s]]%.*s…", base ? base + 1 : d->path.p,
		 document_line(d, document_raw_begin(d, span.begin)) + 1,
		 STR_ARG(str_part(d->text, from, span.begin)),
		 STR_ARG(str_part(d->text, span.begin, end)), STR_ARG(str_part(d->text, end, to)));
	for (char *p = out; *p; p++)
		*p = *p == '\n' ? ' ' : *p;
}

static void show_finding(const struct document *d, const struct finding *f)
{
	char *slot = samples_slot(&run.samples);
	size_t n;

	if (!slot)
		return;
	sample_write(slot, 1024, d, f->span);
	n = strlen(slot);
	snprintf(slot + n, 1024 - n, "\n        %.*s", STR_ARG(f->message));
	if (!f->fix.edits.n)
		return;
	n = strlen(slot);
	snprintf(slot + n, 1024 - n, "\n        fix: \"%.*s\"", STR_ARG(f->fix.edits.at[0].text));
}

/* ---- checking ---------------------------------------------------------------------------------
 */

static bool check(struct checked *out, struct document *d, struct arena *a, const char *path)
{
	struct err err = ERR_INIT;
	struct str bytes;

	if (file_read(a, path, 1 << 28, &bytes, &err) != FF_OK ||
	    read_bytes(d, a, bytes, path, &err) != FF_OK) {
		fprintf(stderr, "quality: %s\n", err.message);
		return false;
	}
	check_run(run.job, out, d, NULL);
	return true;
}

static const char *path_in(struct arena *a, const char *folder, const char *name)
{
	return arena_printf(a, "%s/%s", folder, name).p;
}

/* ---- documents of the index ---------------------------------------------------------------------
 */

static void print_document(const char *file, const char *counted)
{
	uint32_t tied = 0, lost = 0;
	struct checked checked;
	struct document d;
	struct arena a;

	arena_init(&a);
	if (check(&checked, &d, &a, path_in(&a, run.corpus, file))) {
		const struct apparatus *ap = &checked.ap;

		for (uint32_t i = 0; i < ap->notes.n; i++)
			tied += ap->notes.at[i].indicator != NONE;
		for (uint32_t i = 0; i < ap->indicators.n; i++)
			lost += ap->indicators.at[i].evidence == EVIDENCE_LOST;
		printf("%-42s %-18s %6u %6u %6u %6u %6u %6u %6u\n", file, counted, ap->notes.n,
		       tied, ap->indicators.n - lost, lost, checked.counts[SEVERITY_ERROR],
		       checked.counts[SEVERITY_WARNING], checked.counts[SEVERITY_INFO]);
	}
	arena_release(&a);
}

static void print_index(void)
{
	char line[4096];
	FILE *index = fopen(path_in(&run.arena, run.corpus, "INDEX.tsv"), "r");

	if (!index) {
		perror("INDEX.tsv");
		exit(2);
	}
	printf("%-42s %-18s %6s %6s %6s %6s %6s %6s %6s\n", "file", "notes in INDEX.tsv", "notes",
	       "tied", "called", "lost", "error", "warn", "info");
	while (fgets(line, sizeof(line), index)) {
		char *rest = line, *file = strsep(&rest, "\t"), *field[4] = {0};

		for (int i = 0; i < 4; i++)
			field[i] = rest ? strsep(&rest, "\t") : NULL;
		if (field[3] && (strncmp(file, "txt/", 4) == 0 || strncmp(file, "ocr/", 4) == 0) &&
		    !strstr(file, ".json"))
			print_document(file, field[3]);
	}
	fclose(index);
}

/* ---- edited texts
 * --------------------------------------------------------------------------------- */

static void count_findings(const struct checked *checked)
{
	for (uint32_t i = 0; i < checked->run.findings.n; i++) {
		const struct finding *f = &checked->run.findings.at[i];
		struct tally *t = &run.tallies[f->index];

		t->counts[f->severity & 3]++;
		t->documents[f->severity & 3] += t->last[f->severity & 3] != checked->doc;
		t->last[f->severity & 3] = checked->doc;
		if (run.show && strcmp(run.show, f->rule->slug) == 0)
			show_finding(checked->doc, f);
	}
}

static void count_text(const char *path)
{
	struct samples none = {0}, *missed = &none, *unknown = &none;
	struct checked checked;
	struct document d;
	struct arena a;

	if (run.show && strcmp(run.show, "missed") == 0)
		missed = &run.samples;
	if (run.show && strcmp(run.show, "unknown") == 0)
		unknown = &run.samples;
	arena_init(&a);
	if (check(&checked, &d, &a, path)) {
		run.files++;
		run.notes += checked.ap.notes.n;
		for (uint32_t i = 0; i < run.rules.n; i++)
			memset(run.tallies[i].last, 0, sizeof(run.tallies[i].last));
		count_findings(&checked);
		tokens_count(&run.tokens, &checked.ap, missed, unknown);
	}
	arena_release(&a);
}

static int is_markdown(const struct dirent *entry)
{
	return str_ends(str_of(entry->d_name), STR(".md"));
}

static void count_texts(void)
{
	struct dirent **names;
	int n = scandir(run.texts, &names, is_markdown, alphasort);

	if (n <= 0) {
		fprintf(stderr, "quality: %s: no texts\n", run.texts);
		exit(2);
	}
	for (int i = 0; i < n; i++) {
		count_text(path_in(&run.arena, run.texts, names[i]->d_name));
		free(names[i]);
	}
	free(names);
}

/* By family, then by slug. */
static int by_family(const void *a, const void *b)
{
	const struct tally *x = a, *y = b;
	int order = strcmp(x->rule->family, y->rule->family);

	return order ? order : strcmp(x->rule->slug, y->rule->slug);
}

static void print_tallies(void)
{
	static const char *const names[] = {"off", "info", "warning", "error"};
	unsigned sums[4] = {0};

	qsort(run.tallies, run.rules.n, sizeof(*run.tallies), by_family);
	printf("%-12s %-34s %-8s %8s %10s %10s\n", "family", "rule", "severity", "findings",
	       "per 1,000", "documents");
	for (uint32_t i = 0; i < run.rules.n; i++)
		for (unsigned k = 3; k > 0; k--) {
			const struct tally *t = &run.tallies[i];

			sums[k] += t->counts[k];
			if (t->counts[k])
				printf("%-12s %-34s %-8s %8u %10.2f %10u\n", t->rule->family,
				       t->rule->slug, names[k], t->counts[k],
				       1e3 * t->counts[k] / (double)run.notes, t->documents[k]);
		}
	for (unsigned k = 3; k > 0; k--)
		printf("%-12s %-34s %-8s %8u %10.2f\n", "all", "", names[k], sums[k],
		       1e3 * sums[k] / (double)run.notes);
	printf("%lu texts, %lu notes\n\n", run.files, run.notes);
}

static double percent(uint64_t part, uint64_t whole)
{
	return whole ? 100.0 * (double)part / (double)whole : 100;
}

/* False when too little of what patterns find was read as what it is. */
static bool print_tokens(void)
{
	const struct token_figures *f = &run.tokens;
	bool well = f->uneven == 0;

	printf("unknown sources: %lu of %lu citations (%.1f %%), in %lu notes (%.1f %%)\n",
	       f->unknown, f->citations, percent(f->unknown, f->citations), f->unknown_notes,
	       percent(f->unknown_notes, f->notes));
	printf("notes whose tokens do not cover each byte once: %lu\n", f->uneven);
	for (size_t k = 0; k < COUNT_OF(token_patterns); k++) {
		double share = percent(f->kinds[k].covered, f->kinds[k].found);

		printf("%-10s found by patterns %6lu, in a token of the kind %6lu: %6.2f %%%s\n",
		       token_patterns[k], f->kinds[k].found, f->kinds[k].covered, share,
		       share < LEAST_COVERED ? "  too few" : "");
		well = well && share >= LEAST_COVERED;
	}
	return well;
}

static void print_samples(void)
{
	printf("%lu of \"%s\"\n", run.samples.seen, run.show);
	for (uint64_t i = 0; i < run.samples.most && i < run.samples.seen; i++)
		printf("%3lu  %s\n", i + 1, run.samples.at[i]);
}

static void read_arguments(int argc, char **argv)
{
	if (argc < 3 || argc > 6 + (argc > 3) ||
	    (argc > 3 && (argc < 5 || strcmp(argv[3], "--show") != 0))) {
		fprintf(stderr, "usage: quality CORPUS TEXTS [--show WHAT [N [SEED]]]\n");
		exit(2);
	}
	run.corpus = argv[1];
	run.texts = argv[2];
	if (argc == 3)
		return;
	run.show = argv[4];
	run.samples.most = argc > 5 ? (unsigned)atoi(argv[5]) : SHOWN;
	run.samples.random = 88172645463325252u + (argc > 6 ? strtoull(argv[6], NULL, 10) : 1);
	run.samples.at = arena_alloc(&run.arena, (size_t)run.samples.most * 1024);
}

int main(int argc, char **argv)
{
	bool well = true;

	arena_init(&run.arena);
	read_arguments(argc, argv);
	ruleset_init(&run.rules, &run.arena, NULL, 0);
	run.settings.rules = &run.rules;
	run.job = check_job_new(&run.settings, &run.arena);
	run.tallies = arena_zero(&run.arena, run.rules.n * sizeof(*run.tallies));
	for (uint32_t i = 0; i < run.rules.n; i++)
		run.tallies[i].rule = run.rules.rules[i];
	if (!run.show)
		print_index();
	count_texts();
	if (run.show) {
		print_samples();
	} else {
		print_tallies();
		well = print_tokens();
	}
	check_job_free(run.job);
	arena_release(&run.arena);
	return well ? 0 : 1;
}
