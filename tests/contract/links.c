/*
 * links_contract OUTPUT: OUTPUT, from "footfault links --format json", keeps the machine contract:
 * every field is there and of its type, groups and verdicts are of the closed lists, sums are
 * right. Prints every breach.
 */
#include "fields.h"

#include <stdio.h>
#include <string.h>

static const struct field top_fields[] = {
	{"version", "i"}, {"tool", "s"},   {"run", "o"},     {"links", "a"},
	{"trend", "a"},	  {"errors", "a"}, {"summary", "o"},
};

static const struct field run_fields[] = {
	{"date", "s"},	     {"offline", "b"},	{"asked", "i"},
	{"remembered", "i"}, {"requests", "i"}, {"proxied", "b"},
	{"no_network", "b"}, {"memory", "sn"},	{"notices", "a"},
};

static const struct field link_fields[] = {
	{"address", "s"},    {"host", "sn"},	 {"group", "s"},     {"verdict", "s"},
	{"status", "in"},    {"why", "sn"},	 {"since", "sn"},    {"seen", "sn"},
	{"remembered", "b"}, {"permanent", "b"}, {"no_symbol", "b"}, {"no_fragment", "b"},
	{"by_name", "b"},    {"symbol", "sn"},	 {"standing", "o"},  {"final", "sn"},
	{"successor", "sn"}, {"write", "sn"},	 {"archived", "on"}, {"cited", "a"},
};

static const struct field standing_fields[] = {
	{"first_asked", "sn"},	 {"last_asked", "sn"}, {"last_live", "sn"},
	{"failing_since", "sn"}, {"failed_days", "i"}, {"dead", "b"},
};

static const struct field archived_fields[] = {
	{"address", "sn"}, {"date", "sn"}, {"archive", "sn"}, {"wording", "sn"}, {"why", "sn"},
};

static const struct field place_fields[] = {
	{"path", "s"},	     {"line", "i"},    {"column", "i"}, {"page", "in"}, {"part", "s"},
	{"paragraph", "sn"}, {"series", "sn"}, {"note", "sn"},	{"words", "s"}, {"origin", "s"},
};

static const struct field trend_fields[] = {
	{"date", "s"},
	{"live", "i"},
	{"failing", "i"},
	{"unknown", "i"},
};

static const struct field error_fields[] = {{"path", "s"}, {"message", "s"}};

static const struct field summary_fields[] = {
	{"files", "i"}, {"addresses", "i"}, {"places", "i"}, {"groups", "o"}, {"verdicts", "o"},
};

static const struct field groups_fields[] = {
	{"malformed", "i"}, {"dead", "i"},	 {"failing", "i"}, {"wrong", "i"},
	{"moved", "i"},	    {"unverified", "i"}, {"unasked", "i"}, {"ok", "i"},
};

static const struct field verdicts_fields[] = {
	{"ok", "i"},	    {"moved", "i"},   {"moved-home", "i"},   {"soft-404", "i"},
	{"gone", "i"},	    {"blocked", "i"}, {"server-error", "i"}, {"timeout", "i"},
	{"tls", "i"},	    {"dns", "i"},     {"malformed", "i"},    {"refused", "i"},
	{"unchecked", "i"},
};

/* Each group and each verdict is counted in the summary as often as it is there. */
static void check_counts(const json_t *links, const json_t *counts, const char *field)
{
	const char *name;
	json_t *count, *link;
	size_t i, all = 0;

	json_object_foreach ((json_t *)counts, name, count) {
		size_t n = 0;

		json_array_foreach (links, i, link)
			n += strcmp(words(link, field), name) == 0;
		if (n != (size_t)json_integer_value(count))
			breach("summary: %zu of %s %s", n, field, name);
		all += n;
	}
	if (all != json_array_size(links))
		breach("a %s that the summary does not know", field);
}

static size_t check_link(const json_t *link)
{
	const json_t *archived = json_object_get(link, "archived"), *place;
	const char *address = words(link, "address");
	const json_t *cited = json_object_get(link, "cited");
	size_t i;

	CHECK_FIELDS(address, link, link_fields);
	CHECK_FIELDS(address, json_object_get(link, "standing"), standing_fields);
	if (json_is_object(archived))
		CHECK_FIELDS(address, archived, archived_fields);
	json_array_foreach (cited, i, place)
		CHECK_FIELDS(address, place, place_fields);
	if (!json_array_size(cited))
		breach("%s: cited nowhere", address);
	return json_array_size(cited);
}

static void check_all(const json_t *list, const char *what, const struct field *fields, size_t n)
{
	const json_t *item;
	size_t i;

	json_array_foreach (list, i, item)
		check_fields(what, item, fields, n);
}

static void check_report(const json_t *root)
{
	const json_t *links = json_object_get(root, "links"), *link;
	const json_t *summary = json_object_get(root, "summary");
	size_t i, places = 0;

	CHECK_FIELDS("top", root, top_fields);
	CHECK_FIELDS("run", json_object_get(root, "run"), run_fields);
	CHECK_FIELDS("summary", summary, summary_fields);
	CHECK_FIELDS("groups", json_object_get(summary, "groups"), groups_fields);
	CHECK_FIELDS("verdicts", json_object_get(summary, "verdicts"), verdicts_fields);
	check_all(json_object_get(root, "trend"), "trend", trend_fields, 4);
	check_all(json_object_get(root, "errors"), "errors", error_fields, 2);
	if (number(root, "version") != 1)
		breach("version %zu", number(root, "version"));
	json_array_foreach (links, i, link)
		places += check_link(link);
	if (places != number(summary, "places") ||
	    json_array_size(links) != number(summary, "addresses"))
		breach("summary: %zu places of %zu addresses", places, json_array_size(links));
	check_counts(links, json_object_get(summary, "groups"), "group");
	check_counts(links, json_object_get(summary, "verdicts"), "verdict");
}

int main(int argc, char **argv)
{
	json_error_t error;
	json_t *root;

	if (argc != 2) {
		fprintf(stderr, "usage: links_contract OUTPUT\n");
		return 2;
	}
	root = json_load_file(argv[1], JSON_REJECT_DUPLICATES, &error);
	if (!root) {
		printf("%s:%d: %s\n", argv[1], error.line, error.text);
		return 1;
	}
	check_report(root);
	json_decref(root);
	return breaches > 0;
}
