/*
 * Where a place lies in the terms of an editor: paragraph, note, series, page. Line and
 * column are the business of doc/place.h.
 */
#ifndef CHECK_WHERE_H
#define CHECK_WHERE_H

#include "cite/apparatus.h"

struct finding;

struct where {
	const char *part;     /* "body", "footnotes", "endnotes", "header", "footer" */
	struct str paragraph; /* its number, "12"; for a note, of the one that calls it; or empty */
	const char *series;   /* "footnotes" …, or NULL outside of notes and indicators */
	struct str note;      /* label, printed or inferred, or empty */
	uint32_t note_index;  /* ordinal in its series from 1, or 0 */
	uint32_t page;	      /* 0: not known */
};

/* Made once a document, in its arena. */
struct where_map {
	const struct apparatus *ap;
	uint32_t *ordinals; /* of the notes, in their series */
};

void where_init(struct where_map *map, const struct apparatus *ap);

/* Of the byte at 'at'. */
struct where where_of(const struct where_map *map, uint32_t at);

/* Of a finding: one about an indicator lies in the note that this indicator calls. */
struct where where_of_finding(const struct where_map *map, const struct finding *f);

/* "footnotes", "endnotes", "asterisks", "letters". */
const char *series_name(enum note_series series);

/* The number of the numbered paragraph that holds block 'block', or empty. */
struct str where_paragraph(const struct apparatus *ap, uint32_t block);

#endif
