/* The sites of rules/hosts.json -> host_sites (cite/host.h). */
#include "rulec/rulec.h"

static const char PATH[] = "hosts.json";

enum { SPACING_MOST = 3600 };

static enum status bad(struct rulec *r, const char *host, const char *why)
{
	return err_set(r->err, FF_ECONFIG, "%s/%s: site \"%s\": %s", r->rules, PATH, host, why);
}

/* The paths of site 'at' as a list of its own, which the table points to. */
static enum status write_landing(struct rulec *r, size_t at, const json_t *site)
{
	const char *host = json_string_value(json_object_get(site, "host"));
	size_t i;
	json_t *path;

	fprintf(r->out, "static const char *const landing_%zu[] = {", at);
	json_array_foreach (json_object_get(site, "landing"), i, path) {
		const char *text = json_string_value(path);

		if (!rulec_is_lower(text) || text[0] != '/' || text[strlen(text) - 1] == '/')
			return bad(r, host,
				   "\"landing\" must be paths in small letters, without "
				   "a stroke at their end");
		rulec_literal(r->out, text);
		fputs(", ", r->out);
	}
	fputs("NULL};\n", r->out);
	return FF_OK;
}

static enum status write_site(struct rulec *r, size_t at, const json_t *site)
{
	const char *host = json_string_value(json_object_get(site, "host"));
	const char *never = json_string_value(json_object_get(site, "never"));
	const json_t *spacing = json_object_get(site, "spacing");
	double seconds = json_number_value(spacing);

	if (!json_is_number(spacing) || seconds < 0 || seconds > SPACING_MOST)
		return bad(r, host, "\"spacing\" must be a number of seconds, at most 3600");
	fputs("\t{", r->out);
	rulec_literal(r->out, host);
	fputs(", ", r->out);
	rulec_literal(r->out, never);
	fprintf(r->out, ", landing_%zu, %.0f, %d, %d, %zu},\n", at, seconds * 1000,
		json_is_true(json_object_get(site, "robots")), never && *never, strlen(host));
	return FF_OK;
}

static enum status write_all(struct rulec *r, const json_t *list)
{
	size_t n = json_array_size(list), i;
	json_t *site;

	fputs("#include \"cite/host.h\"\n\n", r->out);
	json_array_foreach (list, i, site) {
		const char *host = rulec_string(r, PATH, site, "host");

		if (!host)
			return r->err->status;
		if (!rulec_is_lower(host) || !*host || strlen(host) > UINT8_MAX)
			return bad(r, host, "must be a host in small letters");
		if ((strcmp(host, "*") == 0) != (i + 1 == n))
			return bad(r, host, "\"*\" must be the last site, and only that");
		if (write_landing(r, i, site) != FF_OK)
			return r->err->status;
	}
	if (!n)
		return bad(r, "*", "is missing");
	fputs("\nconst struct host_site host_sites[] = {\n", r->out);
	json_array_foreach (list, i, site)
		if (write_site(r, i, site) != FF_OK)
			return r->err->status;
	fputs("};\n", r->out);
	return FF_OK;
}

enum status rulec_sites(struct rulec *r)
{
	json_t *root = rulec_load(r, PATH);

	if (!root)
		return r->err->status;
	write_all(r, json_object_get(json_object_get(root, "sites"), "list"));
	json_decref(root);
	return r->err->status;
}
