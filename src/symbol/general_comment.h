/*
 * General comments and general recommendations of the treaty bodies, compiled from
 * rules/general-comments.json.
 */
#ifndef SYMBOL_GENERAL_COMMENT_H
#define SYMBOL_GENERAL_COMMENT_H

#include "base/str.h"

struct general_comment {
	uint16_t year;	    /* of adoption */
	uint16_t again;	    /* of its revision, or 0 */
	const char *symbol; /* canonical, or "" */
};

struct comment_table {
	const char *body;			/* slug of rules/bodies.json */
	bool recommendation;			/* what the body calls them */
	const struct general_comment *comments; /* by number, from 1 */
	uint32_t ncomments;
};

extern const struct comment_table comment_tables[];
extern const uint32_t comment_tables_count;

/* The body's table, or NULL. */
const struct comment_table *comment_table_find(const char *body);

/* The comment with this number, or NULL. */
const struct general_comment *comment_find(const struct comment_table *t, uint32_t number);

/* The comment was adopted or revised in 'year', or the year before or after: adoption and issue are
 * often two years. */
bool comment_year_fits(const struct general_comment *comment, uint32_t year);

/* The highest number that any body has reached with comments, or with recommendations. */
uint32_t comment_highest(bool recommendation);

/* Some body adopted a comment with this number about 'year'; one that is called otherwise counts
 * where the year is the same, for the two names are confused. */
bool comment_exists(bool recommendation, uint32_t number, uint32_t year);

#endif
