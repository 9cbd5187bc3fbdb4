/*
 * The rule compiler: a program of the build, never of the user. It turns the JSON
 * of rules/ into constant C tables, so that the linter starts without reading
 * anything. Each kind of table is one function in rulec_<kind>.c and one line in
 * kinds.def; the table it writes is declared on the floor that reads it.
 */
#ifndef RULEC_RULEC_H
#define RULEC_RULEC_H

#include "base/arena.h"
#include "base/err.h"

#include <jansson.h>
#include <stdio.h>

struct rulec {
	const char *rules; /* the folder rules/ */
	FILE *out;	   /* the C file to write */
	struct arena *arena;
	struct err *err;
};

#define KIND(name) enum status rulec_##name(struct rulec *r);
#include "rulec/kinds.def"
#undef KIND

/* The JSON at rules/'path', to be json_decref'ed, or NULL with err set (file, line, column). */
json_t *rulec_load(struct rulec *r, const char *path);

/* Paths below rules/ of all .json files of 'folder' (not of its folders), sorted, in the arena. */
size_t rulec_list(struct rulec *r, const char *folder, struct str **out);

/* Writes 'text' as a C string literal with its quotes; NULL as an empty one. */
void rulec_literal(FILE *out, const char *text);

/* The string at 'key', or an error that names file and key; NULL then. */
const char *rulec_string(struct rulec *r, const char *path, const json_t *object, const char *key);

/* A string without capitals of ASCII; NULL is none. */
bool rulec_is_lower(const char *text);

#endif
