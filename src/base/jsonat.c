#include "base/jsonat.h"

/* Offset after the string whose opening quote stands at 'i'. */
static size_t skip_string(struct str s, size_t i)
{
	for (i++; i < s.n && s.p[i] != '"'; i++)
		if (s.p[i] == '\\')
			i++;
	return i < s.n ? i + 1 : s.n;
}

static size_t skip_blank(struct str s, size_t i)
{
	while (i < s.n && (is_space(s.p[i]) || s.p[i] == ':' || s.p[i] == ','))
		i++;
	return i;
}

/* Offset after the value that starts at 'i'. */
static size_t skip_value(struct str s, size_t i)
{
	size_t depth = 0;

	while (i < s.n) {
		char c = s.p[i];

		if (c == '"') {
			i = skip_string(s, i);
		} else {
			if (depth == 0 && (c == ',' || c == ']' || c == '}'))
				return i;
			depth += c == '{' || c == '[';
			depth -= c == '}' || c == ']';
			i++;
		}
		if (depth == 0 && (c == '"' || c == '}' || c == ']'))
			return i;
	}
	return s.n;
}

/* The value of member 'key' of the object at *value. Moves *value there and *key_at
 * to the key; false when there is none. */
static bool step_member(struct str s, size_t *value, size_t *key_at, struct str key)
{
	size_t i = skip_blank(s, *value + 1);

	while (i < s.n && s.p[i] == '"') {
		size_t end = skip_string(s, i);
		size_t begin = skip_blank(s, end);

		if (str_eq(str_part(s, i + 1, end - 1), key)) {
			*key_at = i;
			*value = begin;
			return true;
		}
		i = skip_blank(s, skip_value(s, begin));
	}
	return false;
}

static bool step_element(struct str s, size_t *value, size_t *key_at, uint32_t index)
{
	size_t i = skip_blank(s, *value + 1);

	while (i < s.n && s.p[i] != ']') {
		if (index-- == 0) {
			*key_at = *value = i;
			return true;
		}
		i = skip_blank(s, skip_value(s, i));
	}
	return false;
}

static bool step(struct str s, size_t *value, size_t *key_at, struct str name)
{
	uint32_t index;

	if (*value >= s.n)
		return false;
	if (s.p[*value] == '{')
		return step_member(s, value, key_at, name);
	return s.p[*value] == '[' && str_number(name, &index) &&
	       step_element(s, value, key_at, index);
}

struct json_at json_at(struct str text, const char *path)
{
	struct json_at at = {1, 1};
	size_t value = skip_blank(text, 0), key = value;

	while (*path) {
		size_t n = strcspn(path, "/");

		if (!step(text, &value, &key, (struct str){path, n}))
			break;
		path += n + (path[n] == '/');
	}
	for (size_t i = 0; i < key && i < text.n; i++) {
		at.column = text.p[i] == '\n' ? 1 : at.column + 1;
		at.line += text.p[i] == '\n';
	}
	return at;
}
