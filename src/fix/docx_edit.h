/*
 * A part of a Word file with tracked changes and the ends of comments put in: runs are closed and
 * opened again around them, and every other byte stays as it is.
 */
#ifndef FIX_DOCX_EDIT_H
#define FIX_DOCX_EDIT_H

#include "base/buf.h"
#include "fix/docx_story.h"

/* Numbers for what is new: none of those in use. */
struct docx_ids {
	const uint32_t *used; /* sorted */
	uint32_t n, i;
	uint32_t next;
};

uint32_t docx_id_new(struct docx_ids *ids);

/* How the elements of a part are named: "w:" and "w:", or nothing and "ff:" where the part has no
 * prefix for them and elements must bring their own for attributes. */
struct docx_names {
	struct str prefix;	/* of elements, with its colon */
	struct str attribute;	/* of attributes, with its colon */
	struct str declaration; /* of that one, with a space before it; or empty */
};

/* Those of an element, given its start tag; 'strict' after the names of the part, see docx_strict.
 */
struct docx_names docx_names_of(struct str tag, bool strict);

/* True for a part of the strict variant of the format, which has other names. */
bool docx_strict(struct str part);

/* Who has changed it, and when: "" leaves the date out. */
struct docx_author {
	struct str name, initials, date;
};

/* The bytes 'at', which lie in one atom, go; 'text' (as XML) comes. */
struct docx_change {
	struct span at;
	struct str text;
	uint32_t atom;
};

/* An end of a comment's range. */
struct docx_mark {
	uint32_t at;   /* an offset of the part's raw bytes */
	uint32_t atom; /* that it stands before (a start) or behind (an end) or in */
	uint32_t id;
	bool end;
	bool empty; /* both ends are here */
};

struct docx_edits {
	VEC(struct docx_change) changes; /* sorted, none touch */
	VEC(struct docx_mark) marks;	 /* in any order */
};

/* Index of the atom that is shown behind the place where a mark is put, or NONE. */
uint32_t docx_mark_atom(const struct docx_story *s, const struct docx_mark *m);

/* Appends the bytes of the part after the edits. 'a' is for what is needed meanwhile. */
void docx_edit(struct buf *out, const struct document *d, const struct docx_story *s,
	       struct docx_edits *edits, const struct docx_author *author, struct docx_ids *ids,
	       struct arena *a);

/* Appends 'text' as XML, in content or between double quotes. */
void docx_escape(struct buf *out, struct str text);

#endif
