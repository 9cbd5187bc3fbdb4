#include "base/json.h"

#include "base/utf8.h"

void json_init(struct json *j, struct buf *out)
{
	*j = (struct json){.out = out};
}

void json_quote(struct buf *b, struct str s)
{
	size_t plain = 0;

	buf_add_char(b, '"');
	for (size_t i = 0; i < s.n;) {
		unsigned char c = (unsigned char)s.p[i];
		uint32_t code;
		size_t n = 1;

		if (c >= 0x20 && c < 0x7f && c != '"' && c != '\\') {
			i++;
			continue;
		}
		if (c >= 0x80 && (n = utf8_scan(str_skip(s, i), &code)) > 0) {
			i += n;
			continue;
		}
		buf_add(b, str_part(s, plain, i));
		if (c >= 0x80)
			buf_add(b, STR("\xef\xbf\xbd"));
		else if (c == '"' || c == '\\')
			buf_addf(b, "\\%c", c);
		else if (c == '\n')
			buf_add(b, STR("\\n"));
		else if (c == '\t')
			buf_add(b, STR("\\t"));
		else
			buf_addf(b, "\\u%04x", c);
		plain = ++i;
	}
	buf_add(b, str_part(s, plain, s.n));
	buf_add_char(b, '"');
}

static void item(struct json *j, const char *key)
{
	if (j->filled[j->depth])
		buf_add(j->out, STR(", "));
	j->filled[j->depth] = true;
	if (!key)
		return;
	json_quote(j->out, str_of(key));
	buf_add(j->out, STR(": "));
}

static void open_nest(struct json *j, const char *key, char bracket)
{
	item(j, key);
	buf_add_char(j->out, bracket);
	j->depth++;
	j->filled[j->depth] = false;
}

void json_open_object(struct json *j, const char *key)
{
	open_nest(j, key, '{');
}

void json_close_object(struct json *j)
{
	j->depth--;
	buf_add_char(j->out, '}');
}

void json_open_array(struct json *j, const char *key)
{
	open_nest(j, key, '[');
}

void json_close_array(struct json *j)
{
	j->depth--;
	buf_add_char(j->out, ']');
}

void json_str(struct json *j, const char *key, struct str value)
{
	item(j, key);
	json_quote(j->out, value);
}

void json_text(struct json *j, const char *key, const char *value)
{
	if (value)
		json_str(j, key, str_of(value));
	else
		json_nothing(j, key);
}

void json_number(struct json *j, const char *key, uint64_t value)
{
	item(j, key);
	buf_add_number(j->out, value);
}

void json_decimal(struct json *j, const char *key, double value)
{
	item(j, key);
	buf_addf(j->out, "%.2f", value);
}

void json_bool(struct json *j, const char *key, bool value)
{
	item(j, key);
	buf_add(j->out, value ? STR("true") : STR("false"));
}

void json_nothing(struct json *j, const char *key)
{
	item(j, key);
	buf_add(j->out, STR("null"));
}

void json_str_or_null(struct json *j, const char *key, struct str value)
{
	if (value.n)
		json_str(j, key, value);
	else
		json_nothing(j, key);
}
