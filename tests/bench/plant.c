/*
 * plant INPUT FOLDER COPIES SEED: damaged copies of a clean document, each with one planted error,
 * COPIES for each class of error that the document has a place for. INPUT is Markdown (*.md) or
 * plain text. Writes to FOLDER "NAME.CLASS.K.EXT", the clean document as "NAME.clean.EXT", and a
 * line for each copy to FOLDER/truth.jsonl: file, clean, class, lane, rules (any of them is
 * right), begin and end (bytes of the file), line, labels of the notes where it may be told.
 *
 * plant --whole md|txt EXCERPT.md OUTPUT: a whole document made of an excerpt: notes, paragraphs
 * and headings numbered through.
 * plant --compilation PARAGRAPHS SEED OUTPUT.md: a clean compilation, made up.
 *
 * The same input and seed give the same copies everywhere. How to measure recall (recall.c):
 *
 *	plant text.md planted 3 1
 *	footfault check --format json planted >report.json
 *	recall planted/truth.jsonl report.json
 */
#include "plant.h"

#include "base/file.h"
#include "base/json.h"

#include <stdio.h>
#include <stdlib.h>

unsigned plant_random(struct plant *p, size_t n)
{
	p->random ^= p->random << 13;
	p->random ^= p->random >> 7;
	p->random ^= p->random << 17;
	return (unsigned)((p->random >> 33) % n);
}

const struct site *plant_pick(struct plant *p, const struct sites *from,
			      bool (*fits)(const struct plant *, const struct site *))
{
	uint32_t n = from->list.n, first;

	if (!n)
		return NULL;
	first = plant_random(p, n);
	for (uint32_t i = 0; i < n; i++) {
		const struct site *site = &from->list.at[(first + i) % n];

		if (!fits || fits(p, site))
			return site;
	}
	return NULL;
}

void plant_edit(struct plant *p, size_t begin, size_t end, struct str with)
{
	if (!p->edits.n) {
		p->begin = begin;
		p->end = end;
	}
	*vec_push(p->t->arena, &p->edits) = (struct plant_edit){begin, end, with};
}

void plant_label(struct plant *p, struct str label)
{
	if (p->nlabels < COUNT_OF(p->labels))
		p->labels[p->nlabels++] = label;
}

/* ---- output ------------------------------------------------------------------------------- */

struct output {
	struct str folder, name, extension;
	FILE *truth;
};

static void write_file(const char *path, struct str s)
{
	FILE *out = fopen(path, "wb");

	if (!out || fwrite(s.p, 1, s.n, out) != s.n || fclose(out) != 0) {
		perror(path);
		exit(2);
	}
}

/* The damaged text. */
static struct str apply(const struct plant *p)
{
	struct buf out = BUF_INIT;
	struct str s = p->t->s, done;
	size_t at = 0;

	for (uint32_t i = 0; i < p->edits.n; i++) {
		buf_add(&out, str_part(s, at, p->edits.at[i].begin));
		buf_add(&out, p->edits.at[i].with);
		at = p->edits.at[i].end;
	}
	buf_add(&out, str_skip(s, at));
	done = arena_str(p->t->arena, buf_str(&out));
	buf_release(&out);
	return done;
}

/* The place 'at' of the clean text in the damaged one; behind what stands there if 'after'. */
static size_t moved(const struct plant *p, size_t at, bool after)
{
	size_t to = at;

	for (uint32_t i = 0; i < p->edits.n; i++) {
		const struct plant_edit *e = &p->edits.at[i];

		if (e->end < at || (e->end == at && (after || e->begin < at)))
			to += e->with.n - (e->end - e->begin);
	}
	return to;
}

static size_t line_of(struct str s, size_t at)
{
	size_t line = 1;

	for (size_t i = 0; i < at && i < s.n; i++)
		line += s.p[i] == '\n';
	return line;
}

static void write_truth(const struct output *o, const struct plant *p, const struct damage *d,
			const char *file, struct str damaged)
{
	struct buf line = BUF_INIT;
	struct json j;
	size_t begin = moved(p, p->begin, false), end = moved(p, p->end, true);

	json_init(&j, &line);
	json_open_object(&j, NULL);
	json_text(&j, "file", file);
	json_str(&j, "clean",
		 arena_printf(p->t->arena, "%.*s.clean.%.*s", STR_ARG(o->name),
			      STR_ARG(o->extension)));
	json_text(&j, "class", d->name);
	json_text(&j, "lane", d->lane);
	json_text(&j, "rules", d->rules);
	json_number(&j, "begin", begin);
	json_number(&j, "end", end);
	json_number(&j, "line", line_of(damaged, begin));
	json_open_array(&j, "labels");
	for (unsigned i = 0; i < p->nlabels; i++)
		json_str(&j, NULL, p->labels[i]);
	json_close_array(&j);
	json_close_object(&j);
	fprintf(o->truth, "%.*s\n", STR_ARG(buf_str(&line)));
	buf_release(&line);
}

static void plant_all(const struct output *o, const struct text *t, const struct damage *d,
		      unsigned copies, uint64_t seed)
{
	for (unsigned k = 0; k < copies; k++) {
		struct plant p = {.t = t, .random = seed};
		struct str file, damaged;

		p.random += ((uint64_t)str_hash(str_of(d->name)) << 20) + str_hash(o->name) + k;
		p.random *= 0x9e3779b97f4a7c15;
		for (int i = 0; i < 8; i++)
			plant_random(&p, 2);
		if (!d->make(&p) || !p.edits.n)
			continue;
		file = arena_printf(t->arena, "%.*s.%s.%u.%.*s", STR_ARG(o->name), d->name, k,
				    STR_ARG(o->extension));
		damaged = apply(&p);
		write_file(arena_printf(t->arena, "%.*s/%.*s", STR_ARG(o->folder), STR_ARG(file)).p,
			   damaged);
		write_truth(o, &p, d, file.p, damaged);
	}
}

/* ---- the command line -------------------------------------------------------------------- */

static struct str read_input(struct arena *a, const char *path)
{
	struct err err = {0};
	struct str s;

	if (file_read(a, path, 1 << 26, &s, &err) != FF_OK) {
		fprintf(stderr, "plant: cannot read %s\n", path);
		exit(2);
	}
	return s;
}

/* "folder/A_66_290.md" as folder, name and extension. */
static void name_output(struct output *o, struct arena *a, const char *input, const char *folder)
{
	const char *base = strrchr(input, '/') ? strrchr(input, '/') + 1 : input;
	const char *dot = strrchr(base, '.');

	o->folder = str_of(folder);
	o->extension = dot ? str_of(dot + 1) : STR("txt");
	o->name = dot ? (struct str){base, (size_t)(dot - base)} : str_of(base);
	o->truth = fopen(arena_printf(a, "%s/truth.jsonl", folder).p, "ab");
	if (!o->truth) {
		perror(folder);
		exit(2);
	}
}

static int plant_document(struct arena *a, const char *input, const char *folder, unsigned copies,
			  uint64_t seed)
{
	static const struct damage *const lists[] = {damages_of_words, damages_of_notes,
						     damages_of_numbers};
	struct output o = {0};
	struct text t;

	name_output(&o, a, input, folder);
	text_read(&t, a, read_input(a, input), str_eq(o.extension, STR("md")));
	write_file(
		arena_printf(a, "%s/%.*s.clean.%.*s", folder, STR_ARG(o.name), STR_ARG(o.extension))
			.p,
		t.s);
	for (size_t i = 0; i < COUNT_OF(lists); i++)
		for (const struct damage *d = lists[i]; d->name; d++)
			plant_all(&o, &t, d, copies, seed);
	return fclose(o.truth) == 0 ? 0 : 2;
}

int main(int argc, char **argv)
{
	struct arena a;
	int status = 0;

	arena_init(&a);
	if (argc == 5 && strcmp(argv[1], "--whole") == 0) {
		write_file(argv[4],
			   compose_whole(&a, read_input(&a, argv[3]), strcmp(argv[2], "md") == 0));
	} else if (argc == 5 && strcmp(argv[1], "--compilation") == 0) {
		write_file(argv[4], compose_compilation(&a, strtoull(argv[3], NULL, 10),
							(unsigned)atoi(argv[2])));
	} else if (argc == 5) {
		status = plant_document(&a, argv[1], argv[2], (unsigned)atoi(argv[3]),
					strtoull(argv[4], NULL, 10));
	} else {
		fprintf(stderr, "usage: plant INPUT FOLDER COPIES SEED\n"
				"       plant --whole md|txt EXCERPT.md OUTPUT\n"
				"       plant --compilation PARAGRAPHS SEED OUTPUT.md\n");
		status = 2;
	}
	arena_release(&a);
	return status;
}
