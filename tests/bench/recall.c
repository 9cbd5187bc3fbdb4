/*
 * recall [-v] [--class NAME] [--each N] [--seed N] [--keep FOLDER] [--together] [TEXT...]: how many
 * planted errors are found, and what else is said of the damaged texts that was not said of the
 * clean ones.
 *
 * Errors are planted one at a time: N of each class in generated texts (compilations and reports,
 * as Markdown and as plain text), and N in the TEXTs (as they are, and made whole: numbered
 * through, as Markdown and as plain text, with long lines or wrapped; what is no Markdown as it
 * is). Then as many in Word files made of the same Markdown, but for the classes that Word's own
 * numbering of notes rules out. The same arguments plant the same errors everywhere.
 *
 * By class: planted; found, that is by a finding of one of the right rules that was not there
 * before and touches the place or lies in the note; new findings elsewhere or of other rules, for
 * each 100 errors; all new findings for each error; then the same of Word files. -v shows what was
 * missed and what else was said, --keep writes the damaged texts in which an error was missed.
 * --together plants ten errors of different kinds in each text, far from each other. 1 when fewer
 * than 98 in 100 of a deterministic class, or 90 of a heuristic one, are found.
 */
#include "plant.h"
#include "word.h"

#include "base/file.h"
#include "check/run.h"
#include "read/reader.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

enum {
	DETERMINISTIC_LEAST = 98,
	HEURISTIC_LEAST = 90,
	EACH = 100,
	TIMES = 3, /* of a class in one generated text */
	PARAGRAPHS = 60,
	COLUMNS = 90,
	GENERATED = 12,
};

enum kind { KIND_GENERATED, KIND_REAL, KINDS };

/* What is read: text and Markdown, or Word files. */
enum medium { MEDIUM_TEXT, MEDIUM_WORD, MEDIA };

struct figures {
	unsigned in[KINDS]; /* planted */
	unsigned planted, found, collateral, fresh;
};

/* A class of error and how it fares. */
struct class
{
	struct damage is;
	const struct rewriting *rewriting; /* or NULL */
	bool landed;			   /* the project has one of its rules */
	bool in_word;			   /* can be made in a Word file */
	struct figures figures[MEDIA];
};

enum form { FORM_MARKDOWN, FORM_TEXT, FORM_WRAPPED, FORM_WORD };

/* What makes a finding the same in two texts. */
struct key {
	const struct rule *rule;
	uint32_t text, message;
};

/* A finding of a damaged text. */
struct said {
	struct key key;
	size_t begin, end;
	bool old; /* was said of the clean text */
	char note[32], text[80], message[200];
};

struct saids {
	VEC(struct said) list;
};

static struct {
	VEC(struct class) classes;
	struct ruleset rules;
	struct check_settings settings;
	struct check_job *job;
	struct arena arena;
	bool verbose, together;
	unsigned each;
	uint64_t seed;
	const char *only, *keep;
} run = {.each = EACH, .seed = 1};

/* ---- checking ------------------------------------------------------------------------------ */

static void must(bool well, const char *why)
{
	if (well)
		return;
	fprintf(stderr, "recall: %s\n", why);
	exit(2);
}

/* The text in the document as it was written, or what follows would be judged at wrong places. */
static void compare_text(const struct document *d, const struct word_file *w)
{
	size_t at = 0, from;

	if (str_eq(d->text, w->text))
		return;
	while (at < d->text.n && at < w->text.n && d->text.p[at] == w->text.p[at])
		at++;
	from = at > 60 ? at - 60 : 0;
	fprintf(stderr,
		"recall: the text of a Word file is not what was written in it:\n%.*s\n%.*s\n",
		STR_ARG(str_part(d->text, from, at + 60 < d->text.n ? at + 60 : d->text.n)),
		STR_ARG(str_part(w->text, from, at + 60 < w->text.n ? at + 60 : w->text.n)));
	exit(2);
}

/* Places and labels in the Markdown that the Word file was made of. */
static void place_in_markdown(struct said *s, const struct word_file *w)
{
	unsigned call = (unsigned)strtoul(s->note, NULL, 10);

	word_place(w, &s->begin, &s->end);
	if (call && call <= w->calls.n)
		snprintf(s->note, sizeof(s->note), "%u", w->calls.at[call - 1]);
}

static void check(struct saids *out, struct arena *a, struct str text, enum form form)
{
	static const char *const names[] = {"text.md", "text.txt", "text.txt", "text.docx"};
	struct err err = ERR_INIT;
	struct word_file word;
	struct checked checked;
	struct document d;

	*out = (struct saids){0};
	if (form == FORM_WORD) {
		word_write(&word, a, text, run.seed, false);
		text = word.bytes;
	}
	must(read_bytes(&d, a, text, names[form], &err) == FF_OK, err.message);
	if (form == FORM_WORD)
		compare_text(&d, &word);
	check_run(run.job, &checked, &d, NULL);
	for (uint32_t i = 0; i < checked.run.findings.n; i++) {
		const struct finding *f = &checked.run.findings.at[i];
		struct said *s = vec_push(a, &out->list);
		struct str words = finding_text(&d, f);

		s->key = (struct key){f->rule, str_hash(words), str_hash(f->message)};
		s->begin = f->source.begin;
		s->end = f->source.end;
		snprintf(s->note, sizeof(s->note), "%.*s",
			 STR_ARG(where_of_finding(&checked.where, f).note));
		snprintf(s->text, sizeof(s->text), "%.*s", STR_ARG(words));
		snprintf(s->message, sizeof(s->message), "%.*s", STR_ARG(f->message));
		if (form == FORM_WORD)
			place_in_markdown(s, &word);
	}
}

static bool is_like(const struct key *x, const struct key *y)
{
	return x->rule == y->rule && (x->text == y->text || x->message == y->message);
}

/*
 * Which findings of 'now' were there before: each of 'before' stands for one, that at its own place
 * if there is one, else, as what is told once of a whole text may move, the first that is like it.
 */
static void match_before(struct saids *now, const struct saids *before, const struct plant *p)
{
	for (uint32_t i = 0; i < before->list.n; i++) {
		const struct said *old = &before->list.at[i];
		size_t begin = plant_moved(p, old->begin, false);
		struct said *same = NULL;

		for (uint32_t k = 0; k < now->list.n; k++) {
			struct said *s = &now->list.at[k];

			if (s->old || !is_like(&s->key, &old->key))
				continue;
			if (!same || s->begin == begin)
				same = s;
			if (s->begin == begin)
				break;
		}
		if (same)
			same->old = true;
	}
}

static bool has_word(const char *list, const char *word)
{
	size_t n = strlen(word);

	for (const char *p = list; (p = strstr(p, word)) != NULL; p += n)
		if ((p == list || p[-1] == ' ') && (p[n] == ' ' || !p[n]))
			return true;
	return false;
}

/* 'all' is what was done to the text: 'p', and maybe more. */
static bool is_right(const struct plant *p, const struct plant *all, const struct class *c,
		     const struct said *s)
{
	if (!has_word(c->is.rules, s->key.rule->slug))
		return false;
	for (unsigned i = 0; i < p->nlabels; i++)
		if (*s->note && str_eq(p->labels[i], str_of(s->note)))
			return true;
	return s->begin <= plant_moved(all, p->end, true) &&
	       s->end >= plant_moved(all, p->begin, false);
}

/* ---- one error ------------------------------------------------------------------------------- */

/* One document in which errors are planted. */
struct subject {
	struct text text;
	enum form form;
	struct saids clean;
	const char *name;
	enum kind kind;
	unsigned ordinal;
};

static void show(const char *what, const struct subject *s, const struct class *c,
		 const struct plant *p, const struct plant *all, struct str damaged,
		 const struct said *said)
{
	size_t at = plant_moved(all, p->begin, false), from = at > 60 ? at - 60 : 0;
	size_t to = at + 100 < damaged.n ? at + 100 : damaged.n, line = 1;

	if (!run.verbose)
		return;
	for (size_t i = 0; i < at; i++)
		line += damaged.p[i] == '\n';
	printf("%-10s %-24s %s:%zu: ", what, c->is.name, s->name, line);
	for (size_t i = from; i < to; i++)
		putchar(damaged.p[i] == '\n' ? ' ' : damaged.p[i]);
	if (said)
		printf("\n           said: \"%s\" %s [%s, note %s]", said->text, said->message,
		       said->key.rule->slug, said->note);
	putchar('\n');
}

static enum medium medium_of(const struct subject *s)
{
	return s->form == FORM_WORD ? MEDIUM_WORD : MEDIUM_TEXT;
}

static void keep(const struct subject *s, const struct class *c, struct str damaged,
		 struct arena *a)
{
	static const char *const endings[] = {"md", "txt", "txt", "docx"};
	char path[4096];
	FILE *out;

	if (!run.keep)
		return;
	if (s->form == FORM_WORD) {
		struct word_file word;

		word_write(&word, a, damaged, run.seed, true);
		damaged = word.bytes;
	}
	snprintf(path, sizeof(path), "%s/%s.%s.%u.%s", run.keep, c->is.name, s->name,
		 c->figures[medium_of(s)].planted, endings[s->form]);
	out = fopen(path, "wb");
	if (!out || fwrite(damaged.p, 1, damaged.n, out) != damaged.n || fclose(out) != 0) {
		perror(path);
		exit(2);
	}
}

/* Lines of some 90 columns, as files of text have them; every byte keeps its place. */
static struct str wrap(struct str text, struct arena *a)
{
	struct str copy = arena_str(a, text);
	char *p = (char *)copy.p;
	size_t begin = 0, space = 0;

	for (size_t i = 0; i < copy.n; i++) {
		if (p[i] == '\n')
			begin = i + 1;
		if (i - begin >= COLUMNS && space > begin) {
			p[space] = '\n';
			begin = space + 1;
		}
		if (p[i] == ' ')
			space = i;
	}
	return copy;
}

static void judge(struct subject *s, struct class *c, const struct plant *p, struct arena *a)
{
	struct figures *f = &c->figures[medium_of(s)];
	struct str damaged = plant_apply(p, a);
	bool found = false;
	struct saids now;

	if (s->form == FORM_WRAPPED)
		damaged = wrap(damaged, a);
	check(&now, a, damaged, s->form);
	match_before(&now, &s->clean, p);
	f->planted++;
	f->in[s->kind]++;
	for (uint32_t i = 0; i < now.list.n; i++) {
		const struct said *said = &now.list.at[i];

		if (said->old)
			continue;
		f->fresh++;
		if (is_right(p, p, c, said)) {
			found = true;
			continue;
		}
		f->collateral++;
		show("collateral", s, c, p, p, damaged, said);
	}
	f->found += found;
	if (found)
		return;
	show("missed", s, c, p, p, damaged, NULL);
	keep(s, c, damaged, a);
}

static bool can_plant(const struct subject *s, const struct class *c)
{
	return c->landed && (c->in_word || s->form != FORM_WORD);
}

static void plant_class(struct subject *s, struct class *c)
{
	unsigned times = s->kind == KIND_GENERATED ? TIMES : 1;
	struct figures *f = &c->figures[medium_of(s)];
	struct arena a;

	arena_init(&a);
	for (unsigned k = 0; k < times && f->in[s->kind] < run.each; k++) {
		struct text t = s->text;
		struct plant p;

		arena_reset(&a, 1 << 24);
		t.arena = &a;
		plant_init(&p, &t, c->is.name,
			   run.seed + str_hash(str_of(s->name)) + 1000 * s->ordinal + k);
		if (c->rewriting ? plant_rewrite(&p, c->rewriting) : c->is.make(&p))
			judge(s, c, &p, &a);
	}
	arena_release(&a);
}

/* ---- several errors in one text ------------------------------------------------------------ */

enum { TOGETHER = 10, TRIES = 80, APART = 300, REACH_MOST = 2000, EDITS_FEW = 3 };

struct planted {
	struct plant p;
	struct class *c;
};

/* So far from all others that each stands for itself. */
static bool is_apart(const struct plant *p, const struct plant *all)
{
	if (p->edits.n > EDITS_FEW || p->end > p->begin + REACH_MOST)
		return false;
	for (uint32_t i = 0; i < p->edits.n; i++)
		for (uint32_t k = 0; k < all->edits.n; k++)
			if (p->edits.at[i].begin < all->edits.at[k].end + APART &&
			    all->edits.at[k].begin < p->edits.at[i].end + APART)
				return false;
	return true;
}

/* One of a kind ("symbol-…"): two errors in the numbers of paragraphs are another error. */
static bool is_new_kind(const struct class *c, const struct planted *planted, uint32_t n)
{
	size_t kind = strcspn(c->is.name, "-");

	for (uint32_t i = 0; i < n; i++)
		if (strncmp(planted[i].c->is.name, c->is.name, kind) == 0)
			return false;
	return true;
}

static int by_place(const void *a, const void *b)
{
	const struct plant_edit *x = a, *y = b;

	return (x->begin > y->begin) - (x->begin < y->begin);
}

static uint32_t plant_some(struct subject *s, struct plant *all, struct planted out[TOGETHER])
{
	uint32_t n = 0;

	for (unsigned k = 0; k < TRIES && n < TOGETHER; k++) {
		struct class *c = &run.classes.at[plant_random(all, run.classes.n)];
		struct plant *p = &out[n].p;

		plant_init(p, all->t, c->is.name, run.seed + 1000 * s->ordinal + k);
		if (!can_plant(s, c) || !is_new_kind(c, out, n) ||
		    !(c->rewriting ? plant_rewrite(p, c->rewriting) : c->is.make(p)) ||
		    !is_apart(p, all))
			continue;
		out[n++].c = c;
		for (uint32_t i = 0; i < p->edits.n; i++)
			*vec_push(all->t->arena, &all->edits) = p->edits.at[i];
	}
	qsort(all->edits.at, all->edits.n, sizeof(*all->edits.at), by_place);
	return n;
}

static void plant_together(struct subject *s)
{
	struct planted planted[TOGETHER];
	struct text t = s->text;
	struct saids now;
	struct arena a;
	struct plant all;
	struct str damaged;
	uint32_t n;

	arena_init(&a);
	t.arena = &a;
	plant_init(&all, &t, s->name, run.seed + s->ordinal);
	n = plant_some(s, &all, planted);
	damaged = plant_apply(&all, &a);
	if (s->form == FORM_WRAPPED)
		damaged = wrap(damaged, &a);
	check(&now, &a, damaged, s->form);
	match_before(&now, &s->clean, &all);
	for (uint32_t i = 0; i < n; i++) {
		struct class *c = planted[i].c;
		struct figures *f = &c->figures[medium_of(s)];
		bool found = false;

		for (uint32_t k = 0; k < now.list.n && !found; k++)
			found = !now.list.at[k].old &&
				is_right(&planted[i].p, &all, c, &now.list.at[k]);
		f->planted++;
		f->in[s->kind]++;
		f->found += found;
		if (found)
			continue;
		show("missed", s, c, &planted[i].p, &all, damaged, NULL);
		keep(s, c, damaged, &a);
	}
	arena_release(&a);
}

/* ---- documents ---------------------------------------------------------------------------------
 */

static void plant_in(struct str text, enum form form, const char *name, enum kind kind)
{
	static unsigned ordinal;
	struct subject s = {.form = form, .name = name, .kind = kind, .ordinal = ordinal++};
	struct arena a;

	arena_init(&a);
	text_read(&s.text, &a, text, form == FORM_MARKDOWN || form == FORM_WORD);
	check(&s.clean, &a, form == FORM_WRAPPED ? wrap(text, &a) : text, form);
	if (run.verbose && kind == KIND_GENERATED)
		for (uint32_t i = 0; i < s.clean.list.n; i++)
			printf("clean      %s: \"%s\" %s [%s]\n", name, s.clean.list.at[i].text,
			       s.clean.list.at[i].message, s.clean.list.at[i].key.rule->slug);
	if (run.together)
		plant_together(&s);
	for (uint32_t i = 0; i < run.classes.n && !run.together; i++)
		if (can_plant(&s, &run.classes.at[i]))
			plant_class(&s, &run.classes.at[i]);
	arena_release(&a);
}

static void plant_generated(void)
{
	for (unsigned k = 0; k < GENERATED; k++) {
		enum form plain = k % 2 ? FORM_WRAPPED : FORM_TEXT;
		struct str compilation, report, summary;
		char name[64];
		struct arena a;

		arena_init(&a);
		compilation = compose_compilation(&a, run.seed + k, PARAGRAPHS);
		report = compose_report(&a, run.seed + k, PARAGRAPHS);
		snprintf(name, sizeof(name), "compilation-%u", k);
		plant_in(compilation, FORM_MARKDOWN, name, KIND_GENERATED);
		plant_in(compilation, FORM_WORD, name, KIND_GENERATED);
		plant_in(compose_whole(&a, compilation, false), plain, name, KIND_GENERATED);
		snprintf(name, sizeof(name), "report-%u", k);
		plant_in(report, FORM_MARKDOWN, name, KIND_GENERATED);
		plant_in(report, FORM_WORD, name, KIND_GENERATED);
		plant_in(compose_whole(&a, report, false), plain, name, KIND_GENERATED);
		snprintf(name, sizeof(name), "summary-%u", k);
		summary = compose_summary(&a, run.seed + k, PARAGRAPHS, true);
		plant_in(summary, FORM_MARKDOWN, name, KIND_GENERATED);
		plant_in(summary, FORM_WORD, name, KIND_GENERATED);
		plant_in(compose_summary(&a, run.seed + k, PARAGRAPHS, false), plain, name,
			 KIND_GENERATED);
		arena_release(&a);
	}
}

static void plant_real(const char *path, uint32_t i)
{
	const char *base = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
	struct err err = ERR_INIT;
	struct arena a;
	struct str s;

	arena_init(&a);
	if (file_read(&a, path, 1 << 26, &s, &err) != FF_OK) {
		fprintf(stderr, "recall: %s\n", err.message);
		exit(2);
	}
	if (!str_ends(str_of(path), STR(".md"))) {
		plant_in(s, FORM_TEXT, base, KIND_REAL);
		arena_release(&a);
		return;
	}
	plant_in(s, FORM_MARKDOWN, base, KIND_REAL);
	plant_in(compose_whole(&a, s, i % 3 == FORM_MARKDOWN), (enum form)(i % 3), base, KIND_REAL);
	plant_in(compose_whole(&a, s, true), FORM_WORD, base, KIND_REAL);
	arena_release(&a);
}

/* Every so many of the files, so that few plants spread over all of them. */
static void plant_files(char **paths, uint32_t n)
{
	enum { STEP = 7 };

	for (uint32_t from = 0, i = 0; from < STEP; from++)
		for (uint32_t k = from; k < n; k += STEP)
			plant_real(paths[k], i++);
}

/* ---- classes and figures ------------------------------------------------------------------------
 */

static bool has_landed(const char *rules)
{
	for (uint32_t i = 0; i < run.rules.n; i++)
		if (has_word(rules, run.rules.rules[i]->slug))
			return true;
	return false;
}

/* Word numbers notes by their references, in order; each has its own, and goes with it. */
static const char not_in_word[] = "note-duplicated note-renumbered notes-swapped "
				  "notes-numbers-removed notes-drift indicator-twice "
				  "indicator-renumbered indicator-moved indicators-swapped "
				  "indicator-deleted";

static void class_add(const struct damage *d, const struct rewriting *r)
{
	struct class *c;

	if (run.only && strcmp(run.only, d->name) != 0)
		return;
	c = vec_push(&run.arena, &run.classes);
	c->is = *d;
	c->rewriting = r;
	c->landed = has_landed(d->rules);
	c->in_word = !has_word(not_in_word, d->name);
}

static void list_classes(void)
{
	static const struct damage *const damages[] = {damages_of_words, damages_of_notes,
						       damages_of_numbers, damages_of_sources,
						       damages_of_lists};
	static const struct rewriting *const rewritings[] = {rewritings_of_locators,
							     rewritings_of_sources};

	for (size_t i = 0; i < COUNT_OF(damages); i++)
		for (const struct damage *d = damages[i]; d->name; d++)
			class_add(d, NULL);
	for (size_t i = 0; i < COUNT_OF(rewritings); i++)
		for (const struct rewriting *r = rewritings[i]; r->is.name; r++)
			class_add(&r->is, r);
}

static bool is_heuristic(const struct class *c)
{
	return strcmp(c->is.lane, "heuristic") == 0;
}

/* False when too few were found. */
static bool print_figures(const struct class *c, const struct figures *f)
{
	unsigned least = is_heuristic(c) ? HEURISTIC_LEAST : DETERMINISTIC_LEAST;
	bool low = f->found * 100 < least * f->planted;

	if (!f->planted) {
		printf(" | %37s", c->in_word ? "no place" : "not in Word");
		return true;
	}
	printf(" | %5u %5u %5u %6.1f %6.1f %5.2f", f->in[KIND_GENERATED], f->in[KIND_REAL],
	       f->found, 100.0 * f->found / f->planted, 100.0 * f->collateral / f->planted,
	       (double)f->fresh / f->planted);
	if (low)
		printf(" too few");
	return !low;
}

static bool print_class(const struct class *c)
{
	bool well = true;

	printf("%-24s %-13s", c->is.name, c->is.lane);
	for (int m = 0; m < MEDIA; m++)
		well = print_figures(c, &c->figures[m]) && well;
	putchar('\n');
	return well;
}

static void figures_add(struct figures *sum, const struct figures *f)
{
	for (int k = 0; k < KINDS; k++)
		sum->in[k] += f->in[k];
	sum->planted += f->planted;
	sum->found += f->found;
	sum->collateral += f->collateral;
	sum->fresh += f->fresh;
}

static void print_head(void)
{
	static const char *const media[MEDIA] = {"Markdown and text", "Word"};

	printf("%-24s %-13s", "", "");
	for (int m = 0; m < MEDIA; m++)
		printf(" | %-37s", media[m]);
	printf("\n%-24s %-13s", "class", "lane");
	for (int m = 0; m < MEDIA; m++)
		printf(" | %5s %5s %5s %6s %6s %5s", "made", "real", "found", "%", "other", "all");
	printf("\n%38s", "");
	for (int m = 0; m < MEDIA; m++)
		printf(" | %23s %6s %6s %5s", "", "", "/100", "/1");
	putchar('\n');
}

static int print_classes(void)
{
	struct class all[2] = {{.is = {.name = "all", .lane = "deterministic"}},
			       {.is = {.name = "all", .lane = "heuristic"}}};
	bool well = true;

	print_head();
	for (uint32_t i = 0; i < run.classes.n; i++) {
		const struct class *c = &run.classes.at[i];

		if (!c->landed) {
			printf("%-24s no such rule\n", c->is.name);
			continue;
		}
		well = print_class(c) && well;
		for (int m = 0; m < MEDIA; m++)
			figures_add(&all[is_heuristic(c)].figures[m], &c->figures[m]);
	}
	for (size_t i = 0; i < COUNT_OF(all); i++)
		print_class(&all[i]);
	return well ? 0 : 1;
}

static void usage(void)
{
	fprintf(stderr, "usage: recall [-v] [--class NAME] [--each N] [--seed N] [--keep FOLDER] "
			"[--together] [TEXT...]\n");
	exit(2);
}

static void read_options(int argc, char **argv)
{
	static const struct option options[] = {
		{"class", required_argument, NULL, 'c'}, {"each", required_argument, NULL, 'e'},
		{"seed", required_argument, NULL, 's'},	 {"keep", required_argument, NULL, 'k'},
		{"together", no_argument, NULL, 't'},	 {0}};
	int option;

	while ((option = getopt_long(argc, argv, "v", options, NULL)) != -1) {
		if (option == 'v')
			run.verbose = true;
		else if (option == 'c')
			run.only = optarg;
		else if (option == 'e')
			run.each = (unsigned)atoi(optarg);
		else if (option == 's')
			run.seed = strtoull(optarg, NULL, 10);
		else if (option == 'k')
			run.keep = optarg;
		else if (option == 't')
			run.together = true;
		else
			usage();
	}
}

int main(int argc, char **argv)
{
	int status;

	read_options(argc, argv);
	arena_init(&run.arena);
	ruleset_init(&run.rules, &run.arena, NULL, 0);
	run.settings.rules = &run.rules;
	run.job = check_job_new(&run.settings, &run.arena);
	list_classes();
	plant_generated();
	plant_files(argv + optind, (uint32_t)(argc - optind));
	status = print_classes();
	check_job_free(run.job);
	arena_release(&run.arena);
	return status;
}
