/*
 * A part of a Word file as far as edits and comments go: its runs, and in them, in the order of
 * the file, what the text was read from (atoms). Made by the reader's own walker, so that what
 * was read and what is written cannot disagree. All offsets count in document.raw.
 */
#ifndef FIX_DOCX_STORY_H
#define FIX_DOCX_STORY_H

#include "read/docx_walk.h"

/* What something may be cut out of, or stand beside. */
struct docx_atom {
	struct span raw;     /* of a w:t the bytes that count, else the element */
	struct span element; /* from < to > */
	struct span inside;  /* of a w:t all that lies between its tags */
	uint32_t run;	     /* index of its run */
	uint32_t field;	     /* index of the outermost field around it in its paragraph, or NONE */
	uint32_t shown_before, shown_next; /* indices: itself, or the next that is part of
			      the text; or NONE */
	int32_t note;			   /* id of the note that it lies in; -1: in none */
	uint8_t kind;			   /* enum docx_kind */
	bool preserve;			   /* white space at the ends of the w:t counts */
	bool whole;			   /* it may not be cut, nor the run beside it */
	bool free;			   /* an edit may change it */
	bool deleted;			   /* it is no part of the text any more */
	bool bound; /* it lies in a content control that is written from data */
};

struct docx_run_place {
	struct span tag;	/* the start tag */
	struct span properties; /* w:rPr from < to >, or empty at the end of the tag */
	struct span end;	/* the end tag; NONE where other runs lie in it */
	uint32_t outer;		/* index of the run that holds the outermost text box, or its own */
	uint32_t control; /* index of the outermost control around it in its paragraph, or NONE */
	struct span insertion; /* the start tag of the w:ins that it is a child of, or empty */
};

struct docx_reference {
	uint8_t part; /* PART_FOOTNOTES or PART_ENDNOTES */
	int32_t id;
	uint32_t atom;
};

struct docx_anchor {
	int32_t id;  /* of a comment */
	uint32_t at; /* behind its start */
};

struct docx_story {
	uint32_t part; /* index in document.parts */
	VEC(struct docx_atom) atoms;
	VEC(struct docx_run_place) runs;
	VEC(struct span) fields;   /* with the runs of their marks; 'end' may be NONE: not known */
	VEC(struct span) controls; /* from < to > */
	VEC(struct docx_reference) references; /* by part, then id; the first of several */
	VEC(struct docx_anchor) anchors;       /* sorted by id; the first of several */
};

enum status docx_story_read(struct docx_story *s, struct document *d, uint32_t part,
			    struct err *err);

/* Index of the atom that holds the byte at 'raw', or else of the next one; atoms.n beyond. */
uint32_t docx_atom_at(const struct docx_story *s, uint32_t raw);

/* Index of the reference to a note, or NONE. */
uint32_t docx_reference_of(const struct docx_story *s, uint8_t part, int32_t id);

/* The start of the comment with this id, or NULL. */
const struct docx_anchor *docx_anchor_of(const struct docx_story *s, int32_t id);

/* What xml:space="preserve" with a space before it replaces in the start tag of a w:t: what the tag
 * says of that, or nothing at its end. 'raw' is document.raw. */
struct span docx_space_place(struct str raw, const struct docx_atom *atom);

/* The atom that an edit of these bytes changes, or NONE where that may not be. */
uint32_t docx_atom_to_edit(const struct docx_story *s, struct span raw);

#endif
