/*
 * Findings as comments: where the ends of their ranges stand, and what they say.
 */
#ifndef FIX_DOCX_REMARK_H
#define FIX_DOCX_REMARK_H

#include "fix/docx_changes.h"
#include "fix/docx_comments.h"

/* Comments of the findings of a checked document, which stands in 'now', in the file that is
 * written, 'base'. Both are one where nothing is tracked; else 'pieces' lead from one to the other
 * and 'edits' hold the changes. */
struct docx_remarking {
	const struct checked *checked;
	const struct docx_source *base;
	const struct pieces *pieces; /* or NULL */
	struct docx_edits *edits;    /* of each part; marks are added */
	struct docx_remarks *ours;
	struct docx_ids *ids;
	const struct docx_author *author;
	struct docx_names names; /* of the part of comments */
	struct buf *out;	 /* comments as XML */
	uint32_t added;
};

/* Adds a comment for each finding that is not suppressed and has none. */
void docx_remark_all(struct docx_remarking *r, struct arena *a);

#endif
