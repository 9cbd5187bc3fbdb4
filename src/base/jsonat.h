/*
 * Where a key stands in a JSON text: jansson forgets it, and a message that says
 * "wrong value" without a line helps nobody.
 */
#ifndef BASE_JSONAT_H
#define BASE_JSONAT_H

#include "base/str.h"

struct json_at {
	uint32_t line, column; /* from 1; columns count bytes */
};

/*
 * The place of the key (of the element, in an array) at 'path' in 'text', which a parser has
 * accepted. Steps are divided by "/", elements of arrays are numbers from 0:
 * "suppress/2/rule". Where a step is missing, the place of the last one found.
 */
struct json_at json_at(struct str text, const char *path);

#endif
