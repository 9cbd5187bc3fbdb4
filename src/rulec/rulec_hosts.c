/*
 * rules/hosts.json -> host_tables (cite/host.h). Hosts are sorted by length, so that those
 * one letter longer or shorter stand together.
 */
#include "rulec/rulec.h"

#include <stdlib.h>

static const char PATH[] = "hosts.json";

enum { HOSTS_MOST = 2048, LANGUAGES = 6 };

static enum status bad(struct rulec *r, const char *key, const char *why)
{
	return err_set(r->err, FF_ECONFIG, "%s/%s: \"%s\" %s", r->rules, PATH, key, why);
}

/* What is compared without regard to case is kept in small letters. */
static const char *lower(struct rulec *r, const char *text)
{
	struct str copy = arena_str(r->arena, str_of(text ? text : ""));

	for (size_t i = 0; i < copy.n; i++)
		((char *)copy.p)[i] = to_lower(copy.p[i]);
	return copy.p;
}

/* ---- forms ------------------------------------------------------------------- */

/* The place of a word in a list that ends in NULL, or -1. */
static int place_of(const char *word, const char *const *words)
{
	for (int i = 0; word && words[i]; i++)
		if (strcmp(word, words[i]) == 0)
			return i;
	return -1;
}

static enum status write_form(struct rulec *r, const json_t *form)
{
	static const char *const lowered[] = {"host", "path", "holds", "ends", "symbol"};
	static const char *const uses[] = {"current", "retired", "opaque", "search", NULL};
	static const char *const answers[] = {"either", "file", "page", NULL};
	const char *advice = json_string_value(json_object_get(form, "advice"));
	const char *host = json_string_value(json_object_get(form, "host"));
	const json_t *said = json_object_get(form, "answer");
	int use = place_of(json_string_value(json_object_get(form, "use")), uses);
	int answer = said ? place_of(json_string_value(said), answers) : 0;

	if (!rulec_string(r, PATH, form, "host"))
		return r->err->status;
	if (strlen(host) > UINT8_MAX)
		return bad(r, host, "is longer than 255 bytes");
	if (use < 0)
		return bad(r, "use", "must be current, retired, opaque or search");
	if (answer < 0)
		return bad(r, "answer", "must be either, file or page");
	fputs("\t{", r->out);
	for (size_t i = 0; i < COUNT_OF(lowered); i++) {
		rulec_literal(r->out,
			      lower(r, json_string_value(json_object_get(form, lowered[i]))));
		fputs(", ", r->out);
	}
	rulec_literal(r->out, advice);
	fprintf(r->out, ", %d, %d, %d, %zu},\n", use, answer,
		json_is_true(json_object_get(form, "safe")), strlen(host));
	return FF_OK;
}

static enum status write_forms(struct rulec *r, const json_t *list)
{
	size_t i;
	json_t *form;

	if (!json_array_size(list))
		return bad(r, "forms", "must be a list of forms");
	fputs("static const struct host_form forms[] = {\n", r->out);
	json_array_foreach (list, i, form)
		if (write_form(r, form) != FF_OK)
			return r->err->status;
	fputs("};\n\n", r->out);
	return FF_OK;
}

/* ---- hosts and words ------------------------------------------------------------ */

static int by_size(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;
	size_t n = strlen(*x), m = strlen(*y);

	return n == m ? strcmp(*x, *y) : n < m ? -1 : 1;
}

static enum status write_hosts(struct rulec *r, const json_t *list)
{
	const char **names = arena_zero(r->arena, HOSTS_MOST * sizeof(*names));
	size_t n = json_array_size(list);

	if (n == 0 || n > HOSTS_MOST)
		return bad(r, "hosts", "must be a list of hosts");
	for (size_t i = 0; i < n; i++)
		names[i] = lower(r, json_string_value(json_array_get(list, i)));
	qsort(names, n, sizeof(*names), by_size);
	fputs("static const struct host_known hosts[] = {\n", r->out);
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && strcmp(names[i - 1], names[i]) == 0)
			return bad(r, names[i], "stands twice among the hosts");
		fputs("\t{", r->out);
		rulec_literal(r->out, names[i]);
		fprintf(r->out, ", %zu},\n", strlen(names[i]));
	}
	fputs("};\n\n", r->out);
	return FF_OK;
}

static enum status write_words(struct rulec *r, const char *name, const json_t *list, bool keep)
{
	size_t i;
	json_t *word;

	if (!json_is_array(list))
		return bad(r, name, "must be a list of words");
	fprintf(r->out, "static const char *const %s[] = {", name);
	json_array_foreach (list, i, word) {
		if (!json_is_string(word))
			return bad(r, name, "must be a list of words");
		rulec_literal(r->out,
			      keep ? json_string_value(word) : lower(r, json_string_value(word)));
		fputs(", ", r->out);
	}
	fputs("NULL};\n", r->out);
	return FF_OK;
}

static enum status write_rows(struct rulec *r, const char *name, const json_t *rows)
{
	size_t i, k;
	json_t *row, *word;

	if (!json_array_size(rows))
		return bad(r, name, "must be rows of six words");
	fprintf(r->out, "static const char *const %s[][%d] = {\n", name, LANGUAGES);
	json_array_foreach (rows, i, row) {
		if (json_array_size(row) != LANGUAGES)
			return bad(r, name, "must be rows of six words");
		fputs("\t{", r->out);
		json_array_foreach (row, k, word) {
			rulec_literal(r->out, lower(r, json_string_value(word)));
			fputs(", ", r->out);
		}
		fputs("},\n", r->out);
	}
	fputs("\t{NULL},\n};\n", r->out);
	return FF_OK;
}

/* "https://docs.un.org/{language}/{symbol}": what stands before and between. */
static enum status write_successor(struct rulec *r, const char *text)
{
	struct str s = str_of(text ? text : "");
	size_t language = str_find(s, STR("{language}"), 0);
	size_t symbol = str_find(s, STR("{symbol}"), 0);

	if (language == SIZE_MAX || symbol == SIZE_MAX || symbol < language ||
	    symbol + strlen("{symbol}") != s.n)
		return bad(r, "successor", "must hold {language} and end in {symbol}");
	fputs("\t.successor_before = ", r->out);
	rulec_literal(r->out, arena_str(r->arena, str_part(s, 0, language)).p);
	fputs(",\n\t.successor_between = ", r->out);
	language += strlen("{language}");
	rulec_literal(r->out, arena_str(r->arena, str_part(s, language, symbol)).p);
	fputs(",\n", r->out);
	return FF_OK;
}

static enum status write_lists(struct rulec *r, const json_t *root)
{
	static const struct {
		const char *name, *object, *key;
		bool keep; /* capitals count */
	} lists[] = {
		{"domains", NULL, "domains", false},
		{"distinct", "distinct", "parts", false},
		{"not_typos", "distinct", "not", false},
		{"tokens", "tokens", "parameters", false},
		{"test_domains", "nonproduction", "domains", false},
		{"test_words", "nonproduction", "words", false},
		{"language_parameters", "languages", "parameters", false},
		{"not_published", NULL, "not_published", true},
	};

	for (size_t i = 0; i < COUNT_OF(lists); i++) {
		const json_t *in = lists[i].object ? json_object_get(root, lists[i].object) : root;

		if (write_words(r, lists[i].name, json_object_get(in, lists[i].key),
				lists[i].keep) != FF_OK)
			return r->err->status;
	}
	return FF_OK;
}

static enum status write_all(struct rulec *r, const json_t *root)
{
	const json_t *languages = json_object_get(root, "languages");
	const json_t *least = json_object_get(json_object_get(root, "tokens"), "least");

	fputs("#include \"cite/host.h\"\n\n", r->out);
	if (write_forms(r, json_object_get(root, "forms")) != FF_OK ||
	    write_hosts(r, json_object_get(root, "hosts")) != FF_OK ||
	    write_lists(r, root) != FF_OK ||
	    write_rows(r, "path_words", json_object_get(languages, "path")) != FF_OK ||
	    write_rows(r, "query_words", json_object_get(languages, "query")) != FF_OK)
		return r->err->status;
	fputs("\nconst struct host_tables host_tables = {\n"
	      "\t.forms = forms, .hosts = hosts, .domains = domains, .distinct = distinct,\n"
	      "\t.not_typos = not_typos, .tokens = tokens, .test_domains = test_domains,\n"
	      "\t.test_words = test_words, .language_parameters = language_parameters,\n"
	      "\t.path_words = path_words, .query_words = query_words,\n"
	      "\t.not_published = not_published,\n",
	      r->out);
	if (write_successor(r, json_string_value(json_object_get(root, "successor"))) != FF_OK)
		return r->err->status;
	fprintf(r->out,
		"\t.nforms = COUNT_OF(forms), .nhosts = COUNT_OF(hosts), .token_least = %d,\n};\n",
		(int)json_integer_value(least));
	return FF_OK;
}

enum status rulec_hosts(struct rulec *r)
{
	json_t *root = rulec_load(r, PATH);

	if (!root)
		return r->err->status;
	write_all(r, root);
	json_decref(root);
	return r->err->status;
}
