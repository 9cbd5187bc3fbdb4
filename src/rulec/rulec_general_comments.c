/* rules/general-comments.json -> the tables of symbol/general_comment.h. */
#include "rulec/rulec.h"

static const char PATH[] = "general-comments.json";

static enum status write_rows(struct rulec *r, const char *body, const json_t *rows)
{
	json_t *row;
	size_t i;

	if (!json_array_size(rows))
		return err_set(r->err, FF_ECONFIG, "%s/%s: \"%s\" must hold a list \"rows\"",
			       r->rules, PATH, body);
	fprintf(r->out, "static const struct general_comment comments_%s[] = {\n", body);
	json_array_foreach (rows, i, row) {
		const char *symbol = json_string_value(json_array_get(row, 1));

		fprintf(r->out, "\t{%d, %d, ", (int)json_integer_value(json_array_get(row, 0)),
			(int)json_integer_value(json_array_get(row, 2)));
		rulec_literal(r->out, symbol);
		fputs("},\n", r->out);
	}
	fputs("};\n\n", r->out);
	return FF_OK;
}

static enum status write_tables(struct rulec *r, json_t *tables)
{
	const char *body;
	json_t *table;

	json_object_foreach (tables, body, table)
		if (write_rows(r, body, json_object_get(table, "rows")) != FF_OK)
			return r->err->status;
	fputs("const struct comment_table comment_tables[] = {\n", r->out);
	json_object_foreach (tables, body, table) {
		const char *called = rulec_string(r, PATH, table, "called");

		if (!called)
			return r->err->status;
		fprintf(r->out, "\t{\"%s\", %d, comments_%s, COUNT_OF(comments_%s)},\n", body,
			strcmp(called, "general recommendation") == 0, body, body);
	}
	fprintf(r->out, "};\n\nconst uint32_t comment_tables_count = %zu;\n",
		json_object_size(tables));
	return FF_OK;
}

enum status rulec_general_comments(struct rulec *r)
{
	json_t *root = rulec_load(r, PATH);

	if (!root)
		return r->err->status;
	fputs("#include \"symbol/general_comment.h\"\n\n", r->out);
	write_tables(r, json_object_get(root, "bodies"));
	json_decref(root);
	return r->err->status;
}
