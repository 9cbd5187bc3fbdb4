/*
 * What stands around the stories of a Word file and is needed to write them: its comments, the
 * lists that a new part of comments is entered in, when the file was saved last; and whether it
 * may be written at all.
 */
#ifndef FIX_DOCX_FRAME_H
#define FIX_DOCX_FRAME_H

#include "fix/docx_edit.h"
#include "fix/docx_package.h"

struct docx_frame {
	struct str main;		  /* the member that holds the document */
	struct docx_member types;	  /* [Content_Types].xml */
	struct docx_member relationships; /* of the document; no bytes: there are none */
	struct docx_member comments;	  /* no bytes: there are none, and this is their name */
	struct str relationship;	  /* an id that is free */
	struct str saved;		  /* "2026-11-22T08:30:51Z", or empty */
};

/* Reads it from the package; signed and protected files are FF_EFORMAT. */
enum status docx_frame_read(struct docx_frame *f, struct str package, struct str path,
			    struct arena *a, struct err *err);

/* Appends 'part' with 'more' at the end of its root element. */
enum status docx_root_append(struct buf *out, const struct docx_member *part, struct str more,
			     struct str path, struct arena *a, struct err *err);

/* The start tag of the root element of a part. */
enum status docx_root_tag(struct str *out, const struct docx_member *part, struct str path,
			  struct arena *a, struct err *err);

/* Enters the part of comments in the lists of the package; 'strict' as the document is. Both
 * become members to write. */
enum status docx_frame_enter(const struct docx_frame *f, struct docx_members *members, bool strict,
			     struct str path, struct arena *a, struct err *err);

/* Adds the numbers that the elements of a part have to a list. */
struct docx_used {
	VEC(uint32_t) list;
};
enum status docx_used_add(struct docx_used *used, const struct docx_member *part, struct str path,
			  struct arena *a, struct err *err);

#endif
