/* rules/sessions.json -> the tables of symbol/session.h. */
#include "rulec/rulec.h"

static const char PATH[] = "sessions.json";

static json_t *part_find(struct rulec *r, const json_t *file, const char *key, const char *list)
{
	json_t *rows = json_object_get(json_object_get(file, key), list);

	if (!json_is_array(rows))
		err_set(r->err, FF_ECONFIG, "%s/%s: \"%s\" must hold a list \"%s\"", r->rules, PATH,
			key, list);
	return rows;
}

/* Rows of numbers, each number as it stands; a row that is too short is filled with 0. */
static void rows_write(struct rulec *r, const json_t *rows, const char *type, const char *name,
		       size_t width)
{
	json_t *row;
	size_t i;

	fprintf(r->out, "static const struct %s %s[] = {\n", type, name);
	json_array_foreach (rows, i, row) {
		fprintf(r->out, "{");
		for (size_t k = 0; k < width; k++) {
			const json_t *value = json_array_get(row, k);

			if (json_is_string(value)) {
				rulec_literal(r->out, json_string_value(value));
				fprintf(r->out, ", ");
			} else {
				fprintf(r->out, "%d, ",
					json_is_true(value) ? 1 : (int)json_integer_value(value));
			}
		}
		fprintf(r->out, "},\n");
	}
	fprintf(r->out, "};\n\n");
}

static void treaty_rows(struct rulec *r, const json_t *file)
{
	const json_t *sessions = json_object_get(file, "treaty_bodies");
	json_t *communications = json_object_get(file, "communications"), *rows;
	const char *body;

	json_object_foreach (communications, body, rows) {
		if (!json_is_array(rows))
			continue;
		rows_write(r, rows, "year_span",
			   arena_printf(r->arena, "communications_%s", body).p, 3);
		rows_write(r, json_object_get(sessions, body), "treaty_session",
			   arena_printf(r->arena, "sessions_%s", body).p, 2);
	}
	fprintf(r->out, "static const struct treaty_table treaties[] = {\n");
	json_object_foreach (communications, body, rows)
		if (json_is_array(rows))
			fprintf(r->out, "{\"%s\", sessions_%s, %zu, communications_%s, %zu},\n",
				body, body, json_array_size(json_object_get(sessions, body)), body,
				json_array_size(rows));
	fprintf(r->out, "};\n\n");
}

enum status rulec_sessions(struct rulec *r)
{
	static const struct {
		const char *key, *list, *type;
		size_t width;
	} parts[] = {
		{"security_council", "years", "year_span", 3},
		{"general_assembly_old", "sessions", "old_session", 4},
		{"human_rights_council", "sessions", "council_session", 4},
		{"commission_on_human_rights", "years", "year_span", 3},
		{"universal_periodic_review", "sessions", "review_session", 4},
	};
	json_t *file = rulec_load(r, PATH);

	if (!file)
		return r->err->status;
	fprintf(r->out, "#include \"symbol/session.h\"\n\n");
	for (size_t i = 0; i < COUNT_OF(parts); i++) {
		const json_t *rows = part_find(r, file, parts[i].key, parts[i].list);

		if (!rows)
			return r->err->status;
		rows_write(r, rows, parts[i].type, parts[i].key, parts[i].width);
	}
	treaty_rows(r, file);
	fprintf(r->out, "const struct session_tables session_tables = {\n%d,\n",
		(int)json_integer_value(json_object_get(file, "as_of")));
	for (size_t i = 0; i < COUNT_OF(parts); i++)
		fprintf(r->out, "%s, COUNT_OF(%s),\n", parts[i].key, parts[i].key);
	fprintf(r->out, "treaties, COUNT_OF(treaties),\n};\n");
	json_decref(file);
	return r->err->status;
}
