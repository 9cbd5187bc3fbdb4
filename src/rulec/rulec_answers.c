/* "answers" of rules/hosts.json -> answer_tables (link/answers.h). */
#include "link/answers.h"
#include "rulec/rulec.h"

#include <stdlib.h>

static const char PATH[] = "hosts.json";

enum { PHRASES_MOST = 2048 };

static enum status bad(struct rulec *r, const char *what, const char *why)
{
	return err_set(r->err, FF_ECONFIG, "%s/%s: answers: \"%s\" %s", r->rules, PATH, what, why);
}

static int by_words(const void *a, const void *b)
{
	const struct answer_phrase *x = a, *y = b;
	int order = strcmp(x->words, y->words);

	return order ? order : x->says - y->says;
}

static struct answer_phrase phrase_of(const char *words, uint8_t says, bool sentence)
{
	const char *star = words ? strstr(words, " * ") : NULL;

	return (struct answer_phrase){words, words ? (uint8_t)strlen(words) : 0,
				      star ? (uint8_t)(star - words) : 0, says, sentence};
}

static size_t take_phrases(struct rulec *r, struct answer_phrase *out, const json_t *phrases)
{
	/* In the order of enum says. */
	static const char *const keys[] = {"missing", "parked", "failed", "challenge", "login"};
	static const char *const wheres[] = {"headings", "sentences"};
	size_t n = 0, i;
	json_t *phrase;

	for (uint8_t says = 0; says < COUNT_OF(keys); says++)
		for (size_t where = 0; where < COUNT_OF(wheres); where++) {
			const json_t *list = json_object_get(json_object_get(phrases, keys[says]),
							     wheres[where]);

			if (!json_array_size(list) || n + json_array_size(list) > PHRASES_MOST) {
				bad(r, keys[says], "must have headings and sentences");
				return 0;
			}
			json_array_foreach (list, i, phrase)
				out[n++] = phrase_of(json_string_value(phrase), says, where != 0);
		}
	return n;
}

static void write_first(struct rulec *r, const struct answer_phrase *phrases, size_t n)
{
	fputs("static const uint16_t first[257] = {", r->out);
	for (size_t b = 0, i = 0; b <= 256; b++) {
		while (i < n && (unsigned char)phrases[i].words[0] < b)
			i++;
		fprintf(r->out, "%zu,%s", i, b % 32 == 31 ? "\n" : "");
	}
	fputs("};\n", r->out);
}

static enum status write_phrases(struct rulec *r, const json_t *list)
{
	struct answer_phrase *phrases = arena_zero(r->arena, PHRASES_MOST * sizeof(*phrases));
	size_t n = take_phrases(r, phrases, list);

	for (size_t i = 0; i < n; i++)
		if (!rulec_is_lower(phrases[i].words) || !phrases[i].size ||
		    strlen(phrases[i].words) > UINT8_MAX)
			return bad(r, "phrases", "must be short texts in small letters");
	qsort(phrases, n, sizeof(*phrases), by_words);
	fputs("static const struct answer_phrase phrases[] = {\n", r->out);
	for (size_t i = 0; i < n; i++) {
		if (i && by_words(&phrases[i - 1], &phrases[i]) == 0)
			return bad(r, phrases[i].words, "stands twice");
		fputs("\t{", r->out);
		rulec_literal(r->out, phrases[i].words);
		fprintf(r->out, ", %d, %d, %d, %d},\n", phrases[i].size, phrases[i].head,
			phrases[i].says, phrases[i].sentence);
	}
	fputs("};\n", r->out);
	write_first(r, phrases, n);
	return r->err->status;
}

static enum status write_walls(struct rulec *r, const json_t *list)
{
	size_t i;
	json_t *wall;

	fputs("static const struct answer_wall walls[] = {\n", r->out);
	json_array_foreach (list, i, wall) {
		const char *header = rulec_string(r, PATH, wall, "header");
		const char *value = json_string_value(json_object_get(wall, "value"));

		if (!header)
			return r->err->status;
		if (!rulec_is_lower(header) || !rulec_is_lower(value))
			return bad(r, header, "must be in small letters, and so must its value");
		fputs("\t{", r->out);
		rulec_literal(r->out, header);
		fputs(", ", r->out);
		rulec_literal(r->out, value);
		fputs("},\n", r->out);
	}
	fputs("\t{NULL, NULL},\n};\n", r->out);
	return FF_OK;
}

static enum status write_list(struct rulec *r, const char *name, const json_t *list, bool keep)
{
	size_t i;
	json_t *word;

	if (!json_array_size(list))
		return bad(r, name, "must be a list of words");
	fprintf(r->out, "static const char *const %s[] = {", name);
	json_array_foreach (list, i, word) {
		if (!json_is_string(word) || (!keep && !rulec_is_lower(json_string_value(word))))
			return bad(r, name, "must be a list of words in small letters");
		rulec_literal(r->out, json_string_value(word));
		fputs(", ", r->out);
	}
	fputs("NULL};\n", r->out);
	return FF_OK;
}

static enum status write_all(struct rulec *r, const json_t *answers)
{
	const json_t *paths = json_object_get(answers, "paths");

	fputs("#include \"link/answers.h\"\n\n#include <stddef.h>\n\n", r->out);
	if (write_phrases(r, json_object_get(answers, "phrases")) != FF_OK ||
	    write_walls(r, json_object_get(answers, "walls")) != FF_OK ||
	    write_list(r, "beside", json_object_get(answers, "beside"), false) != FF_OK ||
	    write_list(r, "marks", json_object_get(answers, "marks"), true) != FF_OK ||
	    write_list(r, "reloads", json_object_get(answers, "reloads"), true) != FF_OK ||
	    write_list(r, "missing", json_object_get(paths, "missing"), false) != FF_OK ||
	    write_list(r, "login", json_object_get(paths, "login"), false) != FF_OK ||
	    write_list(r, "consent", json_object_get(paths, "consent"), false) != FF_OK ||
	    write_list(r, "pointers", json_object_get(answers, "pointers"), false) != FF_OK)
		return r->err->status;
	fputs("\nconst struct answer_tables answer_tables = {\n"
	      "\t.phrases = phrases, .first = first, .walls = walls, .beside = beside,\n"
	      "\t.marks = marks, .reloads = reloads, .paths_missing = missing, .paths_login = "
	      "login,\n"
	      "\t.paths_consent = consent, .pointers = pointers,\n};\n",
	      r->out);
	return FF_OK;
}

enum status rulec_answers(struct rulec *r)
{
	json_t *root = rulec_load(r, PATH);

	if (!root)
		return r->err->status;
	write_all(r, json_object_get(root, "answers"));
	json_decref(root);
	return r->err->status;
}
