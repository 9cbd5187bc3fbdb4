/*
 * "mandates" of rules/bodies.json -> mandates[] and mandate_titles[] (cite/mandate.h). Titles are
 * kept without the office before them and in small letters, sorted, and each knows the longest
 * other that it begins with.
 */
#include "rulec/rulec.h"

#include <stdlib.h>

enum { TITLES_MOST = 1024 };

struct title {
	struct str text;
	uint16_t mandate;
	uint8_t kind; /* enum title_kind of cite/mandate.h */
};

struct titles {
	struct title at[TITLES_MOST];
	size_t n;
};

/* "Special Rapporteur on torture" without its first two words, which are the office. */
static struct str without_office(struct str s)
{
	for (int words = 0; words < 2; words++) {
		size_t space = str_find(s, STR(" "), 0);

		s = str_skip(s, space == SIZE_MAX ? s.n : space + 1);
	}
	return s;
}

static struct str lower(struct rulec *r, struct str s)
{
	char *p = arena_alloc(r->arena, s.n + 1);

	for (size_t i = 0; i < s.n; i++)
		p[i] = to_lower(s.p[i]);
	return (struct str){p, s.n};
}

/* One office followed another under one title: the first counts. */
static void add_title(struct rulec *r, struct titles *titles, struct title title)
{
	title.text = lower(r, title.text);
	for (size_t i = 0; i < titles->n; i++)
		if (str_eq(titles->at[i].text, title.text))
			return;
	if (titles->n < TITLES_MOST)
		titles->at[titles->n++] = title;
}

static void add_titles(struct rulec *r, struct titles *titles, const json_t *mandate,
		       uint16_t index)
{
	static const char *const keys[] = {"former", "short"};
	const char *name = json_string_value(json_object_get(mandate, "name"));

	add_title(r, titles, (struct title){without_office(str_of(name)), index, 0});
	for (uint8_t kind = 1; kind <= COUNT_OF(keys); kind++) {
		const json_t *list = json_object_get(mandate, keys[kind - 1]);

		for (size_t i = 0; i < json_array_size(list); i++) {
			struct str s = str_of(json_string_value(json_array_get(list, i)));

			add_title(r, titles,
				  (struct title){kind == 1 ? without_office(s) : s, index, kind});
		}
	}
}

static int by_text(const void *a, const void *b)
{
	return str_compare(((const struct title *)a)->text, ((const struct title *)b)->text);
}

/* Index of the longest title that title 'i' begins with, or -1: it stands before it. */
static int prefix_of(const struct titles *titles, size_t i)
{
	for (size_t k = i; k > 0; k--)
		if (str_starts(titles->at[i].text, titles->at[k - 1].text))
			return (int)(k - 1);
	return -1;
}

enum status rulec_mandates(struct rulec *r)
{
	json_t *root = rulec_load(r, "bodies.json"), *mandate;
	struct titles *titles = arena_zero(r->arena, sizeof(*titles));
	size_t i;

	if (!root)
		return r->err->status;
	fputs("#include \"cite/mandate.h\"\n\nconst struct mandate mandates[] = {\n", r->out);
	json_array_foreach (json_object_get(root, "mandates"), i, mandate) {
		const char *slug = rulec_string(r, "bodies.json", mandate, "slug");
		const char *name = rulec_string(r, "bodies.json", mandate, "name");

		if (!slug || !name)
			break;
		fputs("\t{", r->out);
		rulec_literal(r->out, slug);
		fputs(", ", r->out);
		rulec_literal(r->out, name);
		fputs("},\n", r->out);
		add_titles(r, titles, mandate, (uint16_t)i);
	}
	if (titles->n)
		qsort(titles->at, titles->n, sizeof(titles->at[0]), by_text);
	fprintf(r->out,
		"};\nconst uint16_t mandates_count = %zu;\n\n"
		"const struct mandate_title mandate_titles[] = {\n",
		json_array_size(json_object_get(root, "mandates")));
	for (i = 0; i < titles->n; i++) {
		const struct title *t = &titles->at[i];

		fprintf(r->out, "\t{\"%.*s\", %zu, %u, %d, %u},\n", STR_ARG(t->text), t->text.n,
			t->mandate, prefix_of(titles, i), t->kind);
	}
	fprintf(r->out, "};\nconst uint16_t mandate_titles_count = %zu;\n", titles->n);
	json_decref(root);
	return r->err->status;
}
