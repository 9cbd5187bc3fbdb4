#include "report/rules.h"

#include "base/json.h"
#include "report/plain.h"
#include "report/report.h"

#include <jansson.h>

static void put(struct buf *out, const char *text)
{
	buf_add(out, str_of(text));
}

static void put_bold(struct buf *out, const char *text, bool colour)
{
	if (colour)
		put(out, "\033[1m");
	put(out, text);
	if (colour)
		put(out, "\033[0m");
}

static void pad(struct buf *out, size_t from, size_t to)
{
	do
		buf_add_char(out, ' ');
	while (++from < to);
}

/* ---- the list --------------------------------------------------------------------- */

/* "error", "warning off", "info planned" */
static void put_standing(struct buf *out, const struct rule *rule)
{
	size_t before = out->n;

	put(out, severity_name(rule->severity));
	if (rule->off)
		put(out, ", off");
	if (strcmp(rule->status, "planned") == 0)
		put(out, ", planned");
	pad(out, out->n - before, 14);
}

void rules_text(struct buf *out, const struct ruleset *rs, const bool *only, bool colour)
{
	for (uint32_t i = 0; i < rs->n; i++) {
		const struct rule *rule = rs->rules[i];

		if (only && !only[i])
			continue;
		put_bold(out, rule->slug, colour);
		pad(out, strlen(rule->slug), 32);
		put_standing(out, rule);
		put(out, rule->fix == FIX_NONE	 ? "          "
			 : rule->fix == FIX_SAFE ? "safe fix  "
						 : "fix       ");
		plain_add(out, str_of(rule->summary));
		buf_add_char(out, '\n');
	}
}

static void put_list(struct json *j, const char *key, const char *words)
{
	json_open_array(j, key);
	while (*words) {
		size_t n = strcspn(words, " ");

		if (n)
			json_str(j, NULL, (struct str){words, n});
		words += n + (words[n] == ' ');
	}
	json_close_array(j);
}

static void put_rule(struct json *j, const struct rule *rule)
{
	json_text(j, "rule", rule->slug);
	json_text(j, "family", rule->family);
	json_text(j, "severity", severity_name(rule->severity));
	json_text(j, "lane", lane_name(rule->lane));
	json_text(j, "fix", fix_name(rule->fix));
	json_text(j, "default", rule->off ? "off" : "on");
	json_text(j, "status", rule->status);
	put_list(j, "languages", rule->languages);
	json_open_array(j, "covers");
	for (const char *const *c = rule->covers; *c; c++)
		json_text(j, NULL, *c);
	json_close_array(j);
	json_text(j, "summary", rule->summary);
}

static void open_rules(struct json *j, struct buf *out)
{
	json_init(j, out);
	json_open_object(j, NULL);
	json_number(j, "version", 1);
	json_open_array(j, "rules");
}

static void close_rules(struct json *j)
{
	json_close_array(j);
	json_close_object(j);
	buf_add_char(j->out, '\n');
}

void rules_json(struct buf *out, const struct ruleset *rs, const bool *only)
{
	struct json j;

	open_rules(&j, out);
	for (uint32_t i = 0; i < rs->n; i++) {
		if (only && !only[i])
			continue;
		json_open_object(&j, NULL);
		put_rule(&j, rs->rules[i]);
		json_close_object(&j);
	}
	close_rules(&j);
}

/* ---- one rule ------------------------------------------------------------------------- */

static void put_wrapped(struct buf *out, const char *text)
{
	size_t column = 0;

	while (*text) {
		size_t n = strcspn(text, " ");

		if (column && column + 1 + n > 78) {
			buf_add_char(out, '\n');
			column = 0;
		} else if (column) {
			buf_add_char(out, ' ');
			column++;
		}
		plain_add(out, (struct str){text, n});
		column += n;
		text += n;
		text += *text == ' ';
	}
	buf_add_char(out, '\n');
}

/* A small document, each line behind a bar. */
static void put_document(struct buf *out, const char *text)
{
	while (*text) {
		size_t n = strcspn(text, "\n");

		put(out, "    | ");
		plain_add(out, (struct str){text, n});
		buf_add_char(out, '\n');
		text += n + (text[n] == '\n');
	}
}

/* What the network answered in an example: "  where https://… answers 404, on 4 days". */
static void put_replies(struct buf *out, const json_t *replies)
{
	size_t i;
	json_t *reply;

	json_array_foreach (replies, i, reply) {
		const char *address = json_string_value(json_object_get(reply, "address"));
		const char *trouble = json_string_value(json_object_get(reply, "trouble"));
		const char *location = json_string_value(
			json_object_get(json_object_get(reply, "headers"), "Location"));
		int days = (int)json_integer_value(json_object_get(reply, "days"));

		put(out, i ? "    and " : "  where ");
		plain_add(out, str_of(address ? address : ""));
		if (trouble)
			buf_addf(out, " gives no answer (%s)", trouble);
		else
			buf_addf(out, " answers %d",
				 (int)json_integer_value(json_object_get(reply, "status")));
		if (location) {
			put(out, ", to ");
			plain_add(out, str_of(location));
		}
		if (days)
			buf_addf(out, ", on %d days", days);
		buf_add_char(out, '\n');
	}
}

static void put_examples(struct buf *out, const json_t *root, const char *kind, const char *title,
			 bool colour)
{
	size_t i;
	json_t *example;

	json_array_foreach (json_object_get(root, kind), i, example) {
		const char *text = json_string_value(json_object_get(example, "text"));
		const char *finds = json_string_value(json_object_get(example, "finds"));
		const char *fixed = json_string_value(json_object_get(example, "fixed"));

		buf_add_char(out, '\n');
		put_bold(out, title, colour);
		if (finds) {
			put(out, ", at \"");
			plain_add(out, str_of(finds));
			buf_add_char(out, '"');
		}
		buf_add_char(out, '\n');
		put_document(out, text ? text : "");
		put_replies(out, json_object_get(example, "replies"));
		if (fixed) {
			put(out, "  becomes\n");
			put_document(out, fixed);
		}
	}
}

static void put_paragraph(struct buf *out, const char *title, const char *text, bool colour)
{
	if (!text || !*text)
		return;
	buf_add_char(out, '\n');
	if (title) {
		put_bold(out, title, colour);
		put(out, ": ");
	}
	put_wrapped(out, text);
}

static const char *how_of(const struct rule *rule, const json_t *root)
{
	const char *how = json_string_value(json_object_get(root, "how"));

	if (how)
		return how;
	if (rule->fix == FIX_SAFE)
		return "the fix is safe: it may be applied unasked.";
	if (rule->fix == FIX_SUGGESTED)
		return "a fix is suggested; look at it before it is applied.";
	return "by hand: what is right cannot be told from the document alone.";
}

/* Where it speaks: languages, and the genres that say something of it. */
static void put_where(struct buf *out, const struct ruleset *rs, uint32_t index, bool colour)
{
	static const char *const words[] = {"off", "info", "warning", "error", "on"};
	const struct rule *rule = rs->rules[index];

	buf_add_char(out, '\n');
	put_bold(out, "where", colour);
	put(out, rule->off ? ": off by default; languages:" : ": languages:");
	put(out, *rule->languages ? rule->languages : " all");
	for (uint32_t p = 0; p < profiles_builtin_count; p++) {
		uint8_t level = rs->profiles[p][index];

		if (level < COUNT_OF(words))
			buf_addf(out, "; %s in %s", words[level], profiles_builtin[p].slug);
	}
	for (const char *const *c = rule->covers; *c; c++)
		buf_addf(out, "%s%s", c == rule->covers ? "\ncovers: " : ", ", *c);
	buf_add_char(out, '\n');
}

void explain_text(struct buf *out, const struct ruleset *rs, uint32_t index, bool colour)
{
	const struct rule *rule = rs->rules[index];
	json_t *root = json_loads(rule->json, 0, NULL);

	put_bold(out, rule->slug, colour);
	buf_addf(out, " (%s, %s, %s)\n", severity_name(rule->severity), lane_name(rule->lane),
		 rule->status);
	put_wrapped(out, rule->summary);
	put_paragraph(out, NULL, rule->why, colour);
	put_paragraph(out, "how to fix", how_of(rule, root), colour);
	put_paragraph(out, "source", rule->source, colour);
	put_where(out, rs, index, colour);
	put_examples(out, root, "invalid", "reported", colour);
	put_examples(out, root, "valid", "not reported", colour);
	json_decref(root);
}

static void put_example_list(struct json *j, const json_t *root, const char *kind)
{
	static const char *const keys[] = {"format", "text", "finds", "fixed"};
	size_t i;
	json_t *example;

	json_open_array(j, kind);
	json_array_foreach (json_object_get(root, kind), i, example) {
		json_open_object(j, NULL);
		for (size_t k = 0; k < COUNT_OF(keys); k++)
			json_text(j, keys[k], json_string_value(json_object_get(example, keys[k])));
		json_close_object(j);
	}
	json_close_array(j);
}

void explain_json(struct buf *out, const struct ruleset *rs, const uint32_t *rules, uint32_t n)
{
	struct json j;

	open_rules(&j, out);
	for (uint32_t i = 0; i < n; i++) {
		const struct rule *rule = rs->rules[rules[i]];
		json_t *root = json_loads(rule->json, 0, NULL);

		json_open_object(&j, NULL);
		put_rule(&j, rule);
		json_text(&j, "why", rule->why);
		json_text(&j, "how", how_of(rule, root));
		json_text(&j, "source", rule->source);
		json_text(&j, "message", rule->message);
		put_example_list(&j, root, "valid");
		put_example_list(&j, root, "invalid");
		json_close_object(&j);
		json_decref(root);
	}
	close_rules(&j);
}
