/*
 * The notes of one document: where each is called, what it supports, what it cites and
 * what that resolves to. The table an editor works from.
 */
#ifndef REPORT_NOTES_H
#define REPORT_NOTES_H

#include "base/buf.h"
#include "check/where.h"

void notes_text(struct buf *out, const struct where_map *map, bool colour);
void notes_json(struct buf *out, const struct where_map *map);

#endif
