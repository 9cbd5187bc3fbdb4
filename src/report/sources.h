/*
 * The index of the documents that a document cites: each source under one key, with its
 * spellings, its locators, where it is cited and its address. Ibid. and short forms count
 * for what they stand for.
 */
#ifndef REPORT_SOURCES_H
#define REPORT_SOURCES_H

#include "base/buf.h"
#include "check/where.h"

/* One format: what stands before, between and after the parts of the files. The part of a file
 * is written from its apparatus. */
struct sources_format {
	const char *name; /* "text", "json", "csv" */
	const char *begin, *between, *end;
	void (*file)(struct buf *out, const struct where_map *map);
};

/* The format called 'name'; NULL for another. */
const struct sources_format *sources_format_find(const char *name);

#endif
