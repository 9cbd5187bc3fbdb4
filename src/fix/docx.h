/*
 * Fixes of Word files: what is safe to mend as tracked changes, the other findings as comments at
 * their places. Only the stories that hold them change, and the part of comments with its entries;
 * every other byte of the package stays as it is. A second fix adds nothing.
 *
 *   change.c          which fixes are applied
 *   docx.c            rounds of checking and fixing; what the new package is made of
 *   docx_changes.c    edits of the text <-> edits of raw bytes
 *   docx_remark.c     findings -> ends of ranges in the document, comments
 *   docx_comments.c   what comments say, the part of comments
 *   docx_story.c      a story as runs and what may be cut in them
 *   docx_edit.c       a story with changes and ranges put in
 *   docx_frame.c      what stands around the stories; files that may not be written
 *   docx_package.c    the zip file
 */
#ifndef FIX_DOCX_H
#define FIX_DOCX_H

#include "fix/text.h"

struct docx_options {
	bool suggested;	 /* apply those fixes, too */
	bool accept;	 /* plain edits, nothing tracked */
	struct str date; /* of changes and comments, "2026-11-22T08:30:51Z"; empty: when the file
			    was saved last */
};

/* As fix_text; out->pieces becomes the new file as one piece. 'original' is a Word file. Signed
 * and protected files, and what cannot be read, are errors. */
enum status fix_docx(struct fixed *out, struct check_job *job, const struct config *config,
		     struct str original, const char *name, const struct docx_options *options,
		     struct arena *a, struct err *err);

#endif
