/*
 * The mandates of special rapporteurs and independent experts, and the titles that they go by.
 * Constant tables made from rules/bodies.json.
 */
#ifndef CITE_MANDATE_H
#define CITE_MANDATE_H

#include "base/str.h"

struct mandate {
	const char *slug; /* "terrorism" */
	const char *name; /* of today, with the office */
};

enum title_kind {
	TITLE_FULL,
	TITLE_FORMER, /* the mandate's name of another time */
	TITLE_SHORT,
};

/* What stands behind the office: "on the right to food". In small letters, sorted. */
struct mandate_title {
	const char *text;
	uint16_t size;
	uint16_t mandate;
	int16_t prefix; /* index of the longest title that this one begins with, or -1 */
	uint8_t kind;	/* enum title_kind */
};

extern const struct mandate mandates[];
extern const uint16_t mandates_count;
extern const struct mandate_title mandate_titles[];
extern const uint16_t mandate_titles_count;

enum { TITLE_NONE = UINT16_MAX };

/* The longest title at the start of 'text', which begins behind the name of the office, with its
 * space. Capitals do not count. Bytes used with the space, or 0; *title is its index. */
size_t mandate_scan(struct str text, uint16_t *title);

#endif
