/*
 * rules/bodies.json -> bodies[], body_names[] and body_hosts[] (cite/body.h). Names are sorted,
 * so that those that begin alike stand together.
 */
#include "rulec/rulec.h"

#include <stdlib.h>

struct name {
	const char *text;
	uint16_t body;
	bool abbreviation;
};

enum { NAMES_MOST = 1024, BODIES_MOST = 128, HOSTS_MOST = 256 };

struct names {
	struct name at[NAMES_MOST];
	size_t n;
};

static void add_name(struct names *names, const char *text, uint16_t body, bool abbreviation)
{
	if (text && strlen(text) >= 3 && names->n < NAMES_MOST)
		names->at[names->n++] = (struct name){text, body, abbreviation};
}

/* The first three bytes as one number: what the scan compares. */
static uint32_t head_of(const char *text)
{
	const unsigned char *p = (const unsigned char *)text;

	return (uint32_t)p[0] << 16 | (uint32_t)p[1] << 8 | p[2];
}

static int by_text(const void *a, const void *b)
{
	const struct name *x = a, *y = b;

	return strcmp(x->text, y->text);
}

/* The sets of two words at most that cite/body.h has. */
static void write_set(struct rulec *r, const uint64_t *bits)
{
	fputs("{{", r->out);
	for (size_t i = 0; i < BODIES_MOST / 64; i++)
		fprintf(r->out, "0x%llxull, ", (unsigned long long)bits[i]);
	fputs("}}", r->out);
}

/* The body itself and its kin. */
static void write_kin(struct rulec *r, const json_t *bodies, const json_t *body, uint16_t index)
{
	const json_t *list = json_object_get(body, "kin");
	uint64_t bits[BODIES_MOST / 64] = {0};

	bits[index / 64] |= 1ull << index % 64;
	for (size_t i = 0; i < json_array_size(list); i++) {
		const char *slug = json_string_value(json_array_get(list, i));
		size_t k = 0;

		while (k < json_array_size(bodies) &&
		       strcmp(slug, json_string_value(json_object_get(json_array_get(bodies, k),
								      "slug"))) != 0)
			k++;
		if (k == json_array_size(bodies))
			err_set(r->err, FF_ECONFIG, "bodies.json: no body is called \"%s\"", slug);
		else
			bits[k / 64] |= 1ull << k % 64;
	}
	fputs(", ", r->out);
	write_set(r, bits);
}

static enum status write_body(struct rulec *r, const json_t *bodies, uint16_t index,
			      struct names *names)
{
	static const char file[] = "bodies.json";
	static const char *const flags[] = {"committee",  "person", "submits",
					    "instrument", "forum",  "office"};
	const json_t *body = json_array_get(bodies, index);
	const char *slug = rulec_string(r, file, body, "slug");
	const char *name = rulec_string(r, file, body, "name");
	const char *short_name = json_string_value(json_object_get(body, "short"));
	const json_t *list;
	size_t i;

	if (!slug || !name)
		return r->err->status;
	fputs("\t{", r->out);
	rulec_literal(r->out, slug);
	fputs(", ", r->out);
	rulec_literal(r->out, name);
	fputs(", ", r->out);
	rulec_literal(r->out, short_name);
	for (i = 0; i < COUNT_OF(flags); i++)
		fprintf(r->out, ", %d", json_is_true(json_object_get(body, flags[i])));
	write_kin(r, bodies, body, index);
	fputs("},\n", r->out);
	add_name(names, name, index, false);
	list = json_object_get(body, "names");
	for (i = 0; i < json_array_size(list); i++)
		add_name(names, json_string_value(json_array_get(list, i)), index, false);
	list = json_object_get(body, "abbreviations");
	for (i = 0; i < json_array_size(list); i++)
		add_name(names, json_string_value(json_array_get(list, i)), index, true);
	return FF_OK;
}

/* One bit for the head of each name; the bit is that of body_may_begin in cite/body.h. */
static void write_filter(struct rulec *r, const struct names *names)
{
	uint64_t filter[32] = {0};

	for (size_t i = 0; i < names->n; i++) {
		uint32_t bit = (head_of(names->at[i].text) * 0x9e3779b1u) >> 21;

		filter[bit / 64] |= 1ull << bit % 64;
	}
	fputs("const uint64_t body_names_filter[32] = {", r->out);
	for (size_t i = 0; i < COUNT_OF(filter); i++)
		fprintf(r->out, "0x%llxull, ", (unsigned long long)filter[i]);
	fputs("};\n", r->out);
}

static size_t shared(const char *a, const char *b)
{
	size_t n = 0;

	while (a[n] && a[n] == b[n])
		n++;
	return n;
}

static size_t shared_before(const struct names *names, size_t i)
{
	return i ? shared(names->at[i - 1].text, names->at[i].text) : 0;
}

/* The next name that shares less with the one before it than name 'i'. */
static size_t past(const struct names *names, size_t i)
{
	size_t least = shared_before(names, i);

	for (i++; i < names->n && shared_before(names, i) >= least; i++)
		;
	return i;
}

/* Long enough to be known from a slip. */
static bool is_phrase(const struct name *name)
{
	enum { PHRASE_LEAST = 12 };

	return !name->abbreviation && strlen(name->text) >= PHRASE_LEAST &&
	       is_upper(name->text[0]) && strchr(name->text, ' ');
}

/* Where each head first stands, for body_names_from in cite/body.h. */
static void write_heads(struct rulec *r, const struct names *names)
{
	enum { HEADS = 2048 };
	uint16_t heads[HEADS] = {0};

	for (size_t i = 0; i < names->n; i++) {
		uint32_t at = (head_of(names->at[i].text) * 0x9e3779b1u) >> 21;

		if (i && head_of(names->at[i].text) == head_of(names->at[i - 1].text))
			continue;
		while (heads[at])
			at = (at + 1) % HEADS;
		heads[at] = (uint16_t)(i + 1);
	}
	fputs("const uint16_t body_names_by[27] = {", r->out);
	for (char letter = 'A'; letter <= 'Z' + 1; letter++) {
		size_t i = 0;

		while (i < names->n && names->at[i].text[0] < letter)
			i++;
		fprintf(r->out, "%zu,", i);
	}
	fputs("};\nconst uint16_t body_names_at[BODY_HEADS] = {", r->out);
	for (size_t i = 0; i < HEADS; i++)
		fprintf(r->out, "%u,%s", heads[i], i % 32 == 31 ? "\n" : "");
	fputs("};\n", r->out);
}

static void write_names(struct rulec *r, struct names *names)
{
	qsort(names->at, names->n, sizeof(names->at[0]), by_text);
	fputs("};\n\nconst struct body_name body_names[] = {\n", r->out);
	for (size_t i = 0; i < names->n; i++) {
		fputs("\t{", r->out);
		rulec_literal(r->out, names->at[i].text);
		fprintf(r->out, ", 0x%06x, %zu, %zu, %zu, %u, %d, %d},\n",
			head_of(names->at[i].text), strlen(names->at[i].text),
			shared_before(names, i), past(names, i), names->at[i].body,
			names->at[i].abbreviation, is_phrase(&names->at[i]));
	}
	fprintf(r->out,
		"\t{\"\", 0, 0, 0, 0, 0, 0, 0},\n};\nconst uint16_t body_names_count = %zu;\n",
		names->n);
	write_filter(r, names);
	write_heads(r, names);
}

/* For what is nearly a name: abbreviations apart, and a filter on the heads of full names, which
 * is that of body_head_bit. */
static void write_slips(struct rulec *r, const struct names *names, const json_t *not_names)
{
	uint64_t heads[4] = {0};
	size_t n = 0, i;
	json_t *word;

	fputs("const struct body_name body_abbreviations[] = {\n", r->out);
	for (i = 0; i < names->n; i++) {
		const struct name *name = &names->at[i];
		uint32_t bit = (head_of(name->text) * 0x9e3779b1u) >> 24;

		if (!name->abbreviation) {
			heads[bit / 64] |= 1ull << bit % 64;
			continue;
		}
		fprintf(r->out, "\t{\"%s\", 0x%06x, %zu, 0, 0, %u, 1, 0},\n", name->text,
			head_of(name->text), strlen(name->text), name->body);
		n++;
	}
	fprintf(r->out, "};\nconst uint16_t body_abbreviations_count = %zu;\n", n);
	fputs("const uint64_t body_heads[4] = {", r->out);
	for (i = 0; i < COUNT_OF(heads); i++)
		fprintf(r->out, "0x%llxull, ", (unsigned long long)heads[i]);
	fputs("};\nconst char *const body_not_names[] = {", r->out);
	json_array_foreach (not_names, i, word) {
		rulec_literal(r->out, json_string_value(word));
		fputs(", ", r->out);
	}
	fputs("NULL};\n", r->out);
}

/* ---- what else speaks for a body ------------------------------------------------------ */

struct host {
	struct str name, words;
	uint16_t body;
};

struct hosts {
	struct host at[HOSTS_MOST];
	size_t n;
};

static int by_host(const void *a, const void *b)
{
	const struct host *x = a, *y = b;
	int order = str_compare(x->name, y->name);

	if (!order)
		order = str_compare(x->words, y->words);
	return order ? order : (x->body > y->body) - (x->body < y->body);
}

/* "ohchr.org/un-expert": a host, and words of its paths. */
static void add_hosts(struct hosts *hosts, const json_t *list, uint16_t body)
{
	for (size_t i = 0; i < json_array_size(list) && hosts->n < HOSTS_MOST; i++) {
		struct str s = str_of(json_string_value(json_array_get(list, i)));
		size_t stroke = str_find(s, STR("/"), 0);

		stroke = stroke == SIZE_MAX ? s.n : stroke;
		hosts->at[hosts->n++] =
			(struct host){str_part(s, 0, stroke), str_skip(s, stroke + 1), body};
	}
}

static void write_hosts(struct rulec *r, struct hosts *hosts)
{
	qsort(hosts->at, hosts->n, sizeof(hosts->at[0]), by_host);
	fputs("const struct body_host body_hosts[] = {\n", r->out);
	for (size_t i = 0; i < hosts->n; i++) {
		const struct host *h = &hosts->at[i];

		fprintf(r->out, "\t{{\"%.*s\", %zu}, {\"%.*s\", %zu}, %u},\n", STR_ARG(h->name),
			h->name.n, STR_ARG(h->words), h->words.n, h->body);
	}
	fprintf(r->out, "};\nconst uint16_t body_hosts_count = %zu;\n", hosts->n);
}

static bool reports_to(const json_t *body, const char *organ)
{
	const json_t *list = json_object_get(body, "reports_to");

	for (size_t i = 0; i < json_array_size(list); i++)
		if (strcmp(json_string_value(json_array_get(list, i)), organ) == 0)
			return true;
	return false;
}

static void write_owners(struct rulec *r, const json_t *list)
{
	struct hosts *hosts = arena_zero(r->arena, sizeof(*hosts));
	uint64_t council[BODIES_MOST / 64] = {0}, forums[BODIES_MOST / 64] = {0};

	for (uint16_t i = 0; i < json_array_size(list); i++) {
		const json_t *body = json_array_get(list, i);

		add_hosts(hosts, json_object_get(body, "hosts"), i);
		if (reports_to(body, "hrc"))
			council[i / 64] |= 1ull << i % 64;
		if (json_is_true(json_object_get(body, "forum")))
			forums[i / 64] |= 1ull << i % 64;
	}
	write_hosts(r, hosts);
	fputs("const struct body_set bodies_council = ", r->out);
	write_set(r, council);
	fputs(";\nconst struct body_set bodies_forums = ", r->out);
	write_set(r, forums);
	fputs(";\n", r->out);
}

enum status rulec_bodies(struct rulec *r)
{
	json_t *root = rulec_load(r, "bodies.json");
	const json_t *list = json_object_get(root, "bodies");
	struct names *names = arena_zero(r->arena, sizeof(*names));
	size_t n = json_array_size(list);

	if (!root)
		return r->err->status;
	if (n == 0 || n > BODIES_MOST)
		err_set(r->err, FF_ECONFIG, "bodies.json: \"bodies\" must list 1 to %d bodies",
			BODIES_MOST);
	fprintf(r->out,
		"#include \"cite/body.h\"\n\nconst uint16_t bodies_count = %zu;\n"
		"const struct body bodies[] = {\n",
		n);
	for (size_t i = 0; i < n && r->err->status == FF_OK; i++)
		write_body(r, list, (uint16_t)i, names);
	write_names(r, names);
	write_slips(r, names, json_object_get(root, "not_names"));
	write_owners(r, list);
	json_decref(root);
	return r->err->status;
}
