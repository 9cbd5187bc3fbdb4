/*
 * Markdown: CommonMark as far as the references of a document need it, with footnotes and
 * tables. The work goes in steps, each in its file:
 *
 *   markdown_block.c     lines -> leaves (paragraphs, headings, rows …) and notes
 *   markdown_inline.c    one leaf -> tokens: what is markup, and what it means
 *   markdown_emphasis.c  which asterisks and underscores are emphasis
 *   markdown_write.c     tokens -> the Document's text, its map and its candidates
 *   markdown.c           body, then notes in the order of their first calls
 *
 * Where it leaves CommonMark, it does so for the sake of United Nations drafts:
 *   "12. " at a line's start is a numbered paragraph: its number stays in the text, and what
 *   is indented under it belongs to it; "5.3 " and "12 bis. " likewise.
 *   What HTML tags stand around is text; comments are kept apart for suppressions.
 *   Definitions of link references stay in the text, where their addresses are found.
 *   YAML between two lines "---" at the very start is no text.
 *
 * Everything is linear. What bounds it: containers nest MD_DEPTH deep (deeper marks are
 * text); the markup of a leaf is resolved in stretches of MD_WINDOW tokens (a pair whose
 * ends lie in two stretches is text); inline notes nest MD_NOTE_DEPTH deep.
 */
#ifndef READ_MARKDOWN_H
#define READ_MARKDOWN_H

#include "read/reader.h"

enum {
	MD_DEPTH = 32,
	MD_WINDOW = 4096,
	MD_NOTE_DEPTH = 4,
	MD_LABEL_MAX = 200,	    /* bytes of a note's label */
	MD_MAX_SEGMENTS = 16 << 20, /* of the map; a page of plain prose has fifty */
	MD_MAX_BLOCKS = 8 << 20,
};

/* ---- blocks ------------------------------------------------------------------- */

enum md_kind {
	MD_PARAGRAPH,
	MD_HEADING,
	MD_CODE,
	MD_ROW, /* one line of a table */
};

/* A paragraph or the like: lines without what their containers put before them. */
struct md_leaf {
	uint32_t first, n; /* lines */
	uint32_t note;	   /* that it belongs to, or NONE */
	uint32_t next;	   /* leaf of the same note, or NONE */
	uint8_t kind;	   /* enum md_kind */
	uint8_t level;	   /* of a heading */
};

/* A definition, or an inline note. */
struct md_note {
	struct span printed; /* "[^12]:" in raw, "\\*" of an asterisk; empty for an inline note */
	struct str label;
	uint32_t first, last; /* leaves, or NONE */
	uint32_t same;	      /* the next definition with the same label, or NONE */
	uint32_t index;	      /* in document.notes once it is called, else NONE */
	uint8_t depth;	      /* of inline notes */
};

struct markdown {
	struct document *d;
	VEC(struct span) lines; /* of all leaves, in raw, without white space around them */
	VEC(struct md_leaf) leaves;
	VEC(struct md_note) notes;
	VEC(uint32_t) queue; /* notes in the order in which the text has them */
	uint32_t *by_label;  /* definitions with different labels, sorted */
	uint32_t nlabels;
};

/* markdown_block.c: fills lines, leaves and notes, and the comments between blocks. */
void markdown_blocks(struct markdown *m);

/* Bytes of "[^label]" at the start of 'text', or 0. */
size_t markdown_call_scan(struct str text);

/* Offset of the next "|" that parts cells at or after 'at' in raw, or 'end'. */
uint32_t markdown_bar(struct str raw, uint32_t at, uint32_t end);

/* ---- tokens ------------------------------------------------------------------- */

enum md_token_kind {
	MD_TEXT, /* what looked like markup and is none */
	MD_LINE_END,
	MD_LINE_JOIN, /* a line end inside an address */
	MD_ESCAPE,
	MD_ENTITY,
	MD_DELIMITER,
	MD_TICKS,
	MD_CODE_END, /* both ends of a code span */
	MD_CALL,
	MD_RAISED, /* "^12^", "<sup>12</sup>" */
	MD_OPEN,
	MD_CLOSE,
	MD_IMAGE_OPEN,
	MD_NOTE_OPEN,
	MD_NOTE, /* its beginning; 'mate' is the token of its end */
	MD_LINK_OPEN,
	MD_LINK_CLOSE, /* "](…)"; the address is the raw span opened, closed */
	MD_TAG,	       /* of HTML, or an angle bracket around an address */
	MD_COMMENT,
	MD_URL_BEGIN, /* of no length */
	MD_URL_END,
};

struct md_token {
	uint32_t at, end; /* in raw */
	uint32_t mate;
	uint32_t opened, closed; /* delimiters used: from its end, from its beginning */
	uint8_t kind;		 /* enum md_token_kind */
	bool can_open, can_close;
	bool lines; /* a comment that goes over several lines */
};

/* Reads the tokens of some lines, a window at a time. */
struct md_scanner {
	struct document *d;
	const struct span *lines;
	uint32_t nlines, line, at;
	uint32_t url_end;    /* bytes before it are part of an address */
	bool in_url;	     /* an address has not ended yet */
	bool url_continues;  /* … and goes on in the next line */
	bool no_comment_end; /* no "-->" lies ahead */
	bool notes;	     /* inline notes may stand here */
	struct md_token tokens[MD_WINDOW];
	uint32_t n;
	/* Tokens by their index: open brackets, each with the number of runs before it; runs of
	 * delimiters that are not resolved yet; their neighbours. */
	uint16_t brackets[MD_WINDOW], runs_before[MD_WINDOW];
	uint16_t runs[MD_WINDOW], nruns;
	uint16_t before[MD_WINDOW], after[MD_WINDOW];
};

void md_scan_open(struct md_scanner *s, struct document *d, const struct span *lines, uint32_t n,
		  bool notes);

/* Fills the window with resolved tokens; false when there are no more and none were read. */
bool md_scan_window(struct md_scanner *s);

/* markdown_emphasis.c: whether the run of delimiters at [at, end) of a line can open or close. */
void md_flanks(struct md_token *t, struct str raw, struct span line);

/* Resolves the runs of delimiters from the 'first' on, and takes them off the list. */
void md_emphasis(struct md_scanner *s, uint16_t first);

/* ---- writing ------------------------------------------------------------------ */

struct md_writer {
	struct markdown *m;
	struct text_writer w;
	struct md_scanner *scanner;
	VEC(uint32_t) code;	     /* blocks that are code */
	uint32_t paragraph, section; /* indices of blocks, or NONE */
	uint32_t number;	     /* of the last numbered paragraph */
	uint32_t note;		     /* that is being written, or NONE */
	bool contents;		     /* the last heading was the title of a table of contents */
	bool label_due;		     /* its label has not been written yet */
	struct span printed;	     /* its label in the text */
	uint32_t note_begin;	     /* of its text */
	const char *beyond;	     /* the limit that was passed, or NULL */
};

/* Writes a leaf of the body, or all leaves of a note. */
void markdown_write_leaf(struct md_writer *mw, uint32_t leaf);
void markdown_write_note(struct md_writer *mw, uint32_t note);

/* The definition that a label calls, put into the queue at its first call; its index in
 * document.notes, or NONE. */
uint32_t markdown_note_called(struct markdown *m, struct str label);

/* Puts a note and its namesakes into the queue. */
void markdown_note_queue(struct markdown *m, uint32_t note);

#endif
