/*
 * Comments: what they say of a finding, those that a file has from us, and the part with the new
 * ones.
 */
#ifndef FIX_DOCX_COMMENTS_H
#define FIX_DOCX_COMMENTS_H

#include "check/run.h"
#include "fix/docx_edit.h"
#include "fix/docx_package.h"

/* A comment that the file has from us. */
struct docx_remark {
	struct str text; /* its paragraphs, "\n" between them */
	int32_t id;
	uint32_t atom; /* that its range begins before, in the document; NONE: nowhere */
	uint32_t met;  /* of the first of those that are alike: how many were met again */
};

struct docx_remarks {
	VEC(struct docx_remark) list; /* sorted by text and atom */
};

/* Those of the author in the part of comments; 'body' tells their places. */
enum status docx_remarks_read(struct docx_remarks *out, const struct docx_member *comments,
			      struct str author, const struct docx_story *body, struct str path,
			      struct arena *a, struct err *err);

/* True if a comment with this text stands there that has not been met before. */
bool docx_remark_met(struct docx_remarks *remarks, struct str text, uint32_t atom);

/* What the comment on a finding says, in the arena: paragraphs, "\n" between them. With 'quoted'
 * its words come first, for the comment does not stand at them. */
struct str docx_comment_text(const struct checked *c, const struct finding *f, bool quoted,
			     struct arena *a);

/* Appends a comment as XML. */
void docx_comment_put(struct buf *out, const struct docx_names *names,
		      const struct docx_author *author, uint32_t id, struct str text);

#endif
