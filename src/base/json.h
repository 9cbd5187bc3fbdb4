/*
 * A streaming JSON writer over a buf: commas and quotes are put where they
 * belong, nothing is built in memory. Ill-formed UTF-8 in a string comes out as
 * U+FFFD, so that the output is JSON whatever went in. Nesting: 32 at most.
 * No name here is one of jansson: the linker would give it ours.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/buf.h"

struct json {
	struct buf *out;
	uint32_t depth;
	bool filled[32]; /* by depth: something stands there already */
};

void json_init(struct json *j, struct buf *out);

/* 'key' is NULL inside an array and at the top. */
void json_open_object(struct json *j, const char *key);
void json_close_object(struct json *j);
void json_open_array(struct json *j, const char *key);
void json_close_array(struct json *j);
void json_str(struct json *j, const char *key, struct str value);
void json_text(struct json *j, const char *key, const char *value); /* NULL: null */
void json_number(struct json *j, const char *key, uint64_t value);
void json_decimal(struct json *j, const char *key, double value); /* two decimals */
void json_bool(struct json *j, const char *key, bool value);
void json_nothing(struct json *j, const char *key);

/* A string with its quotes, outside of any writer: for objects of one shape that are
 * written piece by piece because there are many of them. */
void json_quote(struct buf *out, struct str value);

/* A str, or null when it is empty: for fields that do not apply. */
void json_str_or_null(struct json *j, const char *key, struct str value);

#endif
