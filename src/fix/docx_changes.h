/*
 * Changes of a Word file between their three forms: of the Document's text, of the raw bytes of
 * its parts, and as they are tracked.
 */
#ifndef FIX_DOCX_CHANGES_H
#define FIX_DOCX_CHANGES_H

#include "fix/docx_edit.h"
#include "fix/pieces.h"

/* A Word file as it was read, and the stories of the parts that may change. */
struct docx_source {
	struct document *doc;
	struct docx_story *stories; /* by index of doc->parts; empty of headers and footers */
};

enum status docx_source_read(struct docx_source *s, struct document *d, struct err *err);

/* Index of the part that holds the byte at 'raw'. */
uint32_t docx_part_of(const struct document *d, uint32_t raw);

/* True if the file may be edited so. 'with' is a struct docx_source. */
bool docx_may_edit(const void *with, const struct edit *edit);

/* Changes of the text as changes of document.raw, with what they ask for in the tags around. */
void docx_changes_lower(struct changes *out, const struct docx_source *s,
			const struct changes *of_text);

/* All that has changed in 'p', of which s->doc->raw is the original, part by part: 'edits' has as
 * many as there are parts. What has changed in tags only is left out. */
void docx_changes_collect(struct docx_edits *edits, const struct docx_source *s,
			  const struct pieces *p);

#endif
