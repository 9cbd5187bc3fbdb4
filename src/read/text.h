/*
 * Plain text: as typed, as pdftotext prints it, as OCR leaves it. Nothing but layout
 * and words says what a line is, so the work goes in steps, each in its file:
 *
 *   text_page.c   lines, pages, page furniture
 *   text_zone.c   which lines belong to notes
 *   text_called.c … where only their labels, called from the text, tell it
 *   text_label.c  the labels of notes
 *   text_notes.c  where each note begins
 *   text_contents.c  which lines are a table of contents
 *   text.c        blocks of the body, and the writing of the Document
 *
 * A line is never decided twice: its role is settled before blocks are built.
 */
#ifndef READ_TEXT_H
#define READ_TEXT_H

#include "read/reader.h"

enum role {
	ROLE_BLANK,
	ROLE_BODY,
	ROLE_NOTE,
	ROLE_FURNITURE, /* running heads, page numbers, the rule above footnotes */
};

enum { UNWRAPPED = 255 }; /* a width from which on each line is a paragraph */

struct line {
	struct span span; /* in raw, without white space at both ends */
	uint32_t page;	  /* from 1 */
	uint16_t indent;  /* white space before it; at most UINT16_MAX */
	uint8_t role;	  /* enum role */
	bool page_top;	  /* the first line of a page */
	bool after_blank; /* a blank line stands before it */
	bool starts_note; /* a note begins here */
	bool labelled;	  /* … with a label */
	bool starred;	  /* of the note of an asterisk */
	bool zone_top;	  /* the first line of a stretch of notes */
	bool weak;	  /* … by its words alone */
	uint8_t part;	  /* of a note's line: enum part */
	uint8_t contents; /* enum contents_line */
};

enum contents_line {
	CONTENTS_NONE,
	CONTENTS_BEGINS, /* an entry of a table of contents, its title or a caption in it */
	CONTENTS_GOES_ON,
};

struct text_reader {
	struct document *d;
	struct line *lines;
	uint32_t n;
	uint32_t pages;
	bool spaced_pages; /* a single leading space is what is left of a page break */
	uint32_t width;	   /* length that most full lines have, in bytes */
};

static inline struct str line_str(const struct text_reader *r, const struct line *l)
{
	return str_part(r->d->raw, l->span.begin, l->span.end);
}

/* The next line after 'i' with this role, or r->n. */
static inline uint32_t line_next(const struct text_reader *r, uint32_t i, enum role role)
{
	for (i++; i < r->n; i++)
		if (r->lines[i].role == role)
			return i;
	return r->n;
}

/* text_page.c: fills r->lines with spans, pages, blank and furniture roles. */
void text_pages(struct text_reader *r);

/* text_zone.c: gives lines of notes their role and part. */
void text_zones(struct text_reader *r);

/* text_notes.c: marks where notes begin. */
void text_notes(struct text_reader *r);

/* text_contents.c: marks the lines of tables of contents. */
void text_contents(struct text_reader *r);

/* text_notes.c: the words of 's' are those of a note. */
bool note_like(struct str s);

/* text_notes.c: a sentence ends at the end of 's', and no abbreviation does. */
bool paragraph_ends(struct str s);

/* text_notes.c: line 'i' would have begun on the line above if it went on from it: a short
 * line ends a paragraph. */
bool line_is_short(const struct text_reader *r, uint32_t above, uint32_t i);

/* ---- text_label.c -------------------------------------------------------------- */

enum label_style {
	LABEL_RAISED,
	LABEL_BRACKETS, /* "[12] Text" */
	LABEL_PLAIN,	/* "12 Text" */
	LABEL_STOP,	/* "12. Text" */
	LABEL_PAREN,	/* "12) Text" */
	LABEL_ROUND,	/* "(12) Text" */
	LABEL_STYLES,
};

enum { LABEL_NUMBERS = 10000 }; /* no document has more notes of one series */

struct line_label {
	uint32_t line;
	uint32_t number;
	uint32_t size; /* bytes, with the white space after it */
	float weight;  /* 1 for what surely begins something; less where the line above runs on */
	uint8_t style; /* enum label_style */
	bool taken;    /* it belongs to the chain */
	bool called;   /* the text above it on its page holds its number as an indicator */
};

/* The label at the start of a note's line: "12 ", "12.", "[12]", raised digits, "*".
 * Bytes used with the white space after it; 0 when there is none. */
size_t note_label_scan(struct str text, struct str *printed, struct str *label, uint32_t *number,
		       enum indicator_kind *kind);

enum label_style label_style_of(struct str printed);

/* The number that line 'i' begins with, as a label; false when it begins with none. */
bool line_label(const struct text_reader *r, uint32_t i, struct line_label *out);

/* Marks the labels that make the best ascending chain and returns how many; 'again'
 * allows numbering to begin anew. */
uint32_t labels_chain(struct arena *a, struct line_label *labels, uint32_t n, bool again);

/* text_zone.c: makes lines [from, to) of the body lines of notes. */
void zone_mark(struct text_reader *r, uint32_t from, uint32_t to, enum part part);

/* text_called.c: finds notes by labels that the text above them calls; false when there are
 * none. */
bool text_called_notes(struct text_reader *r);

/* True when a sentence ends at the end of 's', whatever indicator stands after its stop. */
bool sentence_ends(struct str s);

#endif
