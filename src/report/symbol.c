#include "report/symbol.h"

#include "cite/body.h"
#include "report/plain.h"

#include <stdio.h>

static const char *body_slug(const struct symbol_explained *s)
{
	return s->series && *s->series->body ? s->series->body : NULL;
}

static void put_number_or_null(struct json *j, const char *key, uint32_t value)
{
	if (value)
		json_number(j, key, value);
	else
		json_nothing(j, key);
}

void symbol_json(struct json *j, const struct symbol_explained *s)
{
	json_open_object(j, NULL);
	json_str(j, "input", s->input);
	json_text(j, "verdict", symbol_verdict_name(s->verdict));
	json_str_or_null(j, "canonical", s->canonical);
	json_text(j, "series", s->series ? s->series->template : NULL);
	json_text(j, "title", s->series ? s->series->title : NULL);
	json_text(j, "body", body_slug(s));
	json_str_or_null(j, "state", s->state);
	put_number_or_null(j, "session", s->session);
	put_number_or_null(j, "year", s->year);
	put_number_or_null(j, "number", s->number);
	json_open_array(j, "modifiers");
	for (uint32_t i = 0; i < s->nmodifiers; i++)
		json_str(j, NULL, s->modifiers[i]);
	json_close_array(j);
	json_str_or_null(j, "address", s->address);
	json_open_array(j, "reasons");
	for (uint32_t i = 0; i < s->nreasons; i++)
		json_str(j, NULL, s->reasons[i]);
	json_close_array(j);
	json_open_array(j, "suggestions");
	for (uint32_t i = 0; i < s->nsuggestions; i++) {
		json_open_object(j, NULL);
		json_str(j, "symbol", s->suggestions[i].symbol);
		json_number(j, "cost", s->suggestions[i].cost);
		json_close_object(j);
	}
	json_close_array(j);
	json_close_object(j);
}

static void put(struct buf *out, const char *text)
{
	buf_add(out, str_of(text));
}

static void put_field(struct buf *out, const char *title, struct str value)
{
	if (!value.n)
		return;
	put(out, "  ");
	put(out, title);
	for (size_t n = strlen(title); n < 14; n++)
		buf_add_char(out, ' ');
	plain_add(out, value);
	buf_add_char(out, '\n');
}

static void put_number_field(struct buf *out, const char *title, uint32_t value)
{
	char digits[10];
	size_t n = sizeof(digits);

	if (!value)
		return;
	do
		digits[--n] = (char)('0' + value % 10);
	while (value /= 10);
	put_field(out, title, (struct str){digits + n, sizeof(digits) - n});
}

static void put_state(struct buf *out, struct str code)
{
	bool odd;
	const char *name = code.n ? state_name(code, &odd) : NULL;
	char line[160];
	int n;

	if (!name) {
		put_field(out, "State", code);
		return;
	}
	n = snprintf(line, sizeof(line), "%s (%.*s)", name, STR_ARG(code));
	put_field(out, "State",
		  (struct str){line, n < (int)sizeof(line) ? (size_t)n : sizeof(line) - 1});
}

static void put_verdict(struct buf *out, const struct symbol_explained *s, bool colour)
{
	static const char *const colours[] = {"\033[32m", "\033[33m", "\033[1;31m", "\033[1;31m"};

	plain_add(out, s->input);
	put(out, ": ");
	if (colour)
		put(out, colours[s->verdict & 3]);
	put(out, symbol_verdict_name(s->verdict));
	if (colour)
		put(out, "\033[0m");
	buf_add_char(out, '\n');
}

void symbol_text(struct buf *out, const struct symbol_explained *s, bool colour)
{
	const char *slug = body_slug(s);
	uint16_t body = slug ? body_find(slug) : BODY_NONE;

	put_verdict(out, s, colour);
	if (!str_eq(s->canonical, s->input))
		put_field(out, "written", s->canonical);
	if (s->series)
		put_field(out, "what", str_of(s->series->title));
	if (body != BODY_NONE)
		put_field(out, "body", str_of(bodies[body].name));
	put_state(out, s->state);
	put_number_field(out, s->special ? "special s." : "session", s->session);
	put_number_field(out, "year", s->year);
	put_number_field(out, "number", s->number);
	for (uint32_t i = 0; i < s->nmodifiers; i++)
		put_field(out, i ? "" : "modifiers", s->modifiers[i]);
	if (s->series)
		put_field(out, "series", str_of(s->series->template));
	put_field(out, "address", s->address);
	for (uint32_t i = 0; i < s->nreasons; i++)
		put_field(out, i ? "" : "because", s->reasons[i]);
	for (uint32_t i = 0; i < s->nsuggestions; i++)
		put_field(out, i ? "" : "did you mean", s->suggestions[i].symbol);
}
