/*
 * What a Word file says of its paragraphs apart from their text: styles, numbering, settings.
 * Each part is read once; what it lacks is as Word's own defaults have it.
 */
#ifndef READ_DOCX_STYLES_H
#define READ_DOCX_STYLES_H

#include "read/docx_walk.h"

/* ---- docx_styles.c ------------------------------------------------------------------ */

enum docx_role {
	STYLE_PLAIN,
	STYLE_HEADING,
	STYLE_MASTHEAD,
	STYLE_CONTENTS, /* a line of a table of contents */
	STYLE_NOTE,	/* footnote text, endnote text */
};

struct docx_style {
	struct str id, based_on;
	struct str name; /* as Word shows it: "heading 1", "_ H_1_G" */
	uint8_t role;	 /* enum docx_role */
	uint8_t level;	 /* of a heading, from 1 */
	bool bold, hidden, raised, centred;
	int32_t num_id, num_level; /* -1: none of its own */
	bool resolved;		   /* what it is based on has been taken over */
	bool named;		   /* its role comes from its own name */
	uint8_t said;		   /* which of the four it says itself, a bit each */
};

struct docx_styles {
	VEC(struct docx_style) list; /* sorted by id, resolved */
	uint32_t normal;	     /* the default of paragraphs, or NONE */
};

enum status docx_styles_read(struct docx_styles *s, struct arena *a, struct str part,
			     struct str path, struct str name, struct err *err);

/* For who reads styles from elsewhere: what a name says of a style; sorts and resolves all. */
void docx_style_name(struct docx_style *s, struct str name);
void docx_styles_resolve(struct docx_styles *s);

/* The style with this id; of paragraphs without one the default. NULL if there is none. */
const struct docx_style *docx_style_find(const struct docx_styles *s, struct str id);

/* The same for runs, which have no default. */
const struct docx_style *docx_run_style(const struct docx_styles *s, struct str id);

/* ---- docx_numbering.c --------------------------------------------------------------------- */

enum {
	DOCX_LEVELS = 9,
	DOCX_LISTS_MOST = 1 << 16,
	DOCX_LABEL_MOST = 96, /* bytes of a computed number */
};

struct docx_list_level {
	struct str format; /* "decimal", "lowerLetter", "bullet" … */
	struct str text;   /* "%1.%2." */
	struct str style;  /* of paragraphs that this level belongs to, or empty */
	int32_t start;
	int32_t restart; /* the level behind which it restarts, from 1; 0: never; -1: any above */
	bool legal;	 /* all its numbers are decimal */
	bool no_space;	 /* nothing stands between number and text */
	bool known;
};

struct docx_list {
	int32_t id;
	struct str style_link; /* its levels are those of the list that has this style */
	struct str own_style;
	struct docx_list_level levels[DOCX_LEVELS];
	int32_t last[DOCX_LEVELS]; /* the numbers given last; below 'start' before the first */
	bool begun[DOCX_LEVELS];
};

struct docx_num {
	int32_t id, list_id;
	uint32_t list;				     /* index, or NONE */
	int32_t starts[DOCX_LEVELS];		     /* overrides, or -1 */
	struct docx_list_level *levels[DOCX_LEVELS]; /* overrides, or NULL */
	bool used;
};

struct docx_numbering {
	VEC(struct docx_list) lists; /* sorted by id */
	VEC(struct docx_num) nums;   /* sorted by id */
};

enum status docx_numbering_read(struct docx_numbering *n, struct arena *a, struct str part,
				struct str path, struct str name, struct err *err);

/* Counts one paragraph and writes its number; bytes, 0 for bullets and for no number. *space
 * tells whether something stands between it and the text. */
size_t docx_number_next(struct docx_numbering *n, int32_t num_id, int32_t level,
			char label[DOCX_LABEL_MOST], bool *space);

/* The level of a list that belongs to a style of paragraphs, or -1. */
int32_t docx_number_level(const struct docx_numbering *n, int32_t num_id, struct str style);

/* 'value' in one of Word's formats; bytes. What we do not know is decimal. */
size_t docx_number_show(struct str format, uint32_t value, char *to, size_t room);

/* ---- docx_settings.c ------------------------------------------------------------------------ */

struct docx_settings {
	struct docx_note_numbers notes[2]; /* footnotes, endnotes */
};

enum status docx_settings_read(struct docx_settings *s, struct arena *a, struct str part,
			       struct str path, struct str name, struct err *err);

#endif
