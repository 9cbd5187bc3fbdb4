/* rules/states.json -> the tables of symbol/state.h. */
#include "rulec/rulec.h"
#include "base/vec.h"
#include "symbol/state.h"

#include <stdlib.h>

struct name {
	struct str text;
	const char *code;
};

struct gathering {
	struct rulec *r;
	VEC(struct state) states;
	VEC(struct name) names;
};

static const char PATH[] = "states.json";

/* As state.c folds what it looks for: lower case, no "the " before it. */
static struct str name_fold(struct rulec *r, const char *text)
{
	struct str copy = arena_str(r->arena, str_of(text));
	char *p = (char *)copy.p;

	for (size_t i = 0; i < copy.n; i++)
		p[i] = to_lower(p[i]);
	return str_starts(copy, STR("the ")) ? str_skip(copy, 4) : copy;
}

static void name_add(struct gathering *g, const char *text, const char *code)
{
	struct name name = {name_fold(g->r, text), code};

	for (uint32_t i = 0; i < g->names.n; i++)
		if (str_eq(g->names.at[i].text, name.text))
			return; /* the earlier list wins */
	*vec_push(g->r->arena, &g->names) = name;
}

static const char *only_join(struct rulec *r, const json_t *list)
{
	struct str all = STR_NONE;
	json_t *one;
	size_t i;

	json_array_foreach (list, i, one)
		all = arena_printf(r->arena, "%.*s%s%s", STR_ARG(all), all.n ? " " : "",
				   json_string_value(one));
	return all.p;
}

static bool entry_add(struct gathering *g, const json_t *object, bool member)
{
	const char *code = rulec_string(g->r, PATH, object, "code");
	const char *name = rulec_string(g->r, PATH, object, "name");
	const json_t *until = json_object_get(object, "until");
	struct state state = {0};
	json_t *one;
	size_t i;

	if (!code || !name)
		return false;
	state.code = arena_str(g->r->arena, str_of(code)).p;
	state.name = arena_str(g->r->arena, str_of(name)).p;
	state.only = only_join(g->r, json_object_get(object, "only"));
	state.until = (uint16_t)json_integer_value(until);
	state.odd = state.until || state.only[0];
	state.member = member;
	*vec_push(g->r->arena, &g->states) = state;
	name_add(g, name, state.code);
	json_array_foreach (json_object_get(object, "also"), i, one)
		name_add(g, json_string_value(one), state.code);
	return true;
}

static int by_code(const void *a, const void *b)
{
	return strcmp(((const struct state *)a)->code, ((const struct state *)b)->code);
}

static int by_text(const void *a, const void *b)
{
	return str_compare(((const struct name *)a)->text, ((const struct name *)b)->text);
}

static uint32_t state_index(const struct gathering *g, const char *code)
{
	for (uint32_t i = 0; i < g->states.n; i++)
		if (strcmp(g->states.at[i].code, code) == 0)
			return i;
	return 0;
}

static void write_codes(const struct gathering *g)
{
	FILE *out = g->r->out;
	uint32_t others = 0;

	fprintf(out, "const uint16_t states_by_code[26 * 26 * 26] = {\n");
	for (uint32_t i = 0; i < g->states.n; i++) {
		const char *c = g->states.at[i].code;

		if (strlen(c) == 3)
			fprintf(out, "[%d] = %u,\n",
				(c[0] - 'A') * 676 + (c[1] - 'A') * 26 + c[2] - 'A', i + 1);
	}
	fprintf(out, "};\n\nconst uint16_t states_others[] = {\n");
	for (uint32_t i = 0; i < g->states.n; i++)
		if (strlen(g->states.at[i].code) != 3) {
			fprintf(out, "%u, ", i);
			others++;
		}
	fprintf(out, "0};\nconst uint32_t states_nothers = %u;\n\n", others);
}

static void write_states(const struct gathering *g)
{
	FILE *out = g->r->out;

	fprintf(out, "const struct state states_table[] = {\n");
	for (uint32_t i = 0; i < g->states.n; i++) {
		const struct state *s = &g->states.at[i];

		fprintf(out, "{\"%s\", ", s->code);
		rulec_literal(out, s->name);
		fprintf(out, ", \"%s\", %u, %d, %d},\n", s->only, s->until, s->odd, s->member);
	}
	fprintf(out, "};\n\n");
	write_codes(g);
	fprintf(out, "const struct state_alias states_names[] = {\n");
	for (uint32_t i = 0; i < g->names.n; i++) {
		fprintf(out, "{");
		rulec_literal(out, g->names.at[i].text.p);
		fprintf(out, ", %u},\n", state_index(g, g->names.at[i].code));
	}
	fprintf(out, "};\nconst uint32_t states_nnames = %u;\n", g->names.n);
}

enum status rulec_states(struct rulec *r)
{
	static const char *const lists[] = {"states", "territories", "entities", "odd", "former"};
	struct gathering g = {.r = r};
	json_t *file = rulec_load(r, PATH), *object;
	size_t k;

	if (!file)
		return r->err->status;
	for (size_t i = 0; i < COUNT_OF(lists); i++)
		json_array_foreach (json_object_get(file, lists[i]), k, object)
			if (!entry_add(&g, object, i == 0))
				return r->err->status;
	qsort(g.states.at, g.states.n, sizeof(*g.states.at), by_code);
	qsort(g.names.at, g.names.n, sizeof(*g.names.at), by_text);
	for (uint32_t i = 1; i < g.states.n; i++)
		if (strcmp(g.states.at[i - 1].code, g.states.at[i].code) == 0)
			return err_set(r->err, FF_ECONFIG, "%s/%s: code \"%s\" stands there twice",
				       r->rules, PATH, g.states.at[i].code);
	fprintf(r->out, "#include \"symbol/state.h\"\n\n");
	write_states(&g);
	json_decref(file);
	return FF_OK;
}
