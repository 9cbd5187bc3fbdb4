/*
 * A document of a unit test with its apparatus.
 */
#ifndef UNIT_CITED_H
#define UNIT_CITED_H

#include "cite/apparatus.h"
#include "read/reader.h"

#include "arena.h"

static struct document doc;
static struct apparatus ap;

/* Reads 'text' as a file called 'name'; 'symbol' is the document's own, or "". */
static inline void cite_text(struct str text, const char *name, const char *symbol)
{
	struct cite_options options = {
		.state = STR_NONE, .symbol = str_of(symbol), .language = STR_NONE};
	struct err err = ERR_INIT;

	ck_assert_int_eq(read_bytes(&doc, &arena, text, name, &err), FF_OK);
	cite_apparatus(&ap, &doc, &options);
}

#endif
