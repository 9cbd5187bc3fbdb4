#include "fields.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

unsigned breaches;

void breach(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
	breaches++;
}

static char letter_of(const json_t *value)
{
	switch (json_typeof(value)) {
	case JSON_OBJECT:
		return 'o';
	case JSON_ARRAY:
		return 'a';
	case JSON_STRING:
		return 's';
	case JSON_INTEGER:
		return 'i';
	case JSON_NULL:
		return 'n';
	case JSON_TRUE:
	case JSON_FALSE:
		return 'b';
	case JSON_REAL:
		break;
	}
	return 'r';
}

void check_fields(const char *what, const json_t *object, const struct field *fields, size_t n)
{
	if (json_object_size(object) != n)
		breach("%s: %zu fields instead of %zu", what, json_object_size(object), n);
	for (size_t i = 0; i < n; i++) {
		const json_t *value = json_object_get(object, fields[i].key);

		if (!value)
			breach("%s: no \"%s\"", what, fields[i].key);
		else if (!strchr(fields[i].types, letter_of(value)))
			breach("%s: \"%s\" has the type %c, not one of %s", what, fields[i].key,
			       letter_of(value), fields[i].types);
	}
}

size_t number(const json_t *object, const char *key)
{
	return (size_t)json_integer_value(json_object_get(object, key));
}

const char *words(const json_t *object, const char *key)
{
	const char *value = json_string_value(json_object_get(object, key));

	return value ? value : "";
}
