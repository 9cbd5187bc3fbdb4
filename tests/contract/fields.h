/*
 * What a JSON output is held against: fields and their types. Every breach is printed and counted.
 */
#ifndef CONTRACT_FIELDS_H
#define CONTRACT_FIELDS_H

#include <jansson.h>

/* A field and the letters of the types it may have: string, integer, boolean, object, array,
 * null. */
struct field {
	const char *key, *types;
};

extern unsigned breaches;

void breach(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* 'object' has these fields and no others. */
void check_fields(const char *what, const json_t *object, const struct field *fields, size_t n);

#define CHECK_FIELDS(what, object, fields)                                                         \
	check_fields(what, object, fields, sizeof(fields) / sizeof((fields)[0]))

/* A field as a number, 0 where it is none; as words, "" where it is none. */
size_t number(const json_t *object, const char *key);
const char *words(const json_t *object, const char *key);

#endif
