/*
 * Fixes of formats whose file is its text: plain text and Markdown.
 */
#ifndef FIX_TEXT_H
#define FIX_TEXT_H

#include "fix/pieces.h"

/* A fix may make room for another (some faults are told once a document), so the text is checked
 * again until nothing is left to do. Each round mends something; a text that is not at rest
 * after so many keeps what they did. */
enum { FIX_ROUNDS = 64 };

struct fixed {
	struct pieces pieces;	 /* the file's bytes, before and now */
	uint32_t fixes;		 /* findings that were mended */
	uint32_t left, possible; /* findings that are left, and those of them that can be mended */
	uint32_t comments;	 /* that were added, to Word files */
	const char *encoding;
};

/* Counts what is left of the findings, and what --suggested would mend of it. 'filter' may be NULL.
 */
void fixed_count(struct fixed *out, const struct checked *c, const struct change_filter *filter);

/*
 * Fixes the file's bytes 'original' (kept as long as 'out'), called 'name', in 'a'. A text that
 * cannot be read is an error; after the first round that cannot happen, since fixes change words
 * only.
 */
enum status fix_text(struct fixed *out, struct check_job *job, const struct config *config,
		     struct str original, const char *name, bool suggested, struct arena *a,
		     struct err *err);

#endif
