/*
 * The one walker of a Word story (document, footnotes, endnotes, comments, header, footer): the
 * XML of a part as a row of events, in the order of the file, no tree. The reader makes the
 * Document of them; who writes walks the same part again, so that the two cannot disagree.
 *
 * What the walker settles by itself: properties come with the paragraph or run that they are of,
 * before its text; the records of old properties, mathematics and the second branch of
 * AlternateContent are passed over; the instruction of a field is no text. What depends on taste
 * (deleted text, hidden text) is reported as it stands.
 *
 * Offsets count in document.raw. Strings live in the arena, but TEXT's 'text' only until the
 * callback returns; so do paragraphs and runs.
 */
#ifndef READ_DOCX_WALK_H
#define READ_DOCX_WALK_H

#include "base/err.h"
#include "doc/document.h"

enum docx_kind {
	DOCX_NOTE, /* a footnote, endnote or comment: 'id'; 'of': 1 for separators and the like */
	DOCX_NOTE_END,
	DOCX_PARAGRAPH, /* 'paragraph' */
	DOCX_PARAGRAPH_END,
	DOCX_SECTION, /* 'section': of the paragraphs up to here */
	DOCX_RUN,     /* 'run' */
	DOCX_RUN_END,
	DOCX_TEXT,     /* 'raw' the bytes, 'text' what they say; 'of': 1 for w:delText */
	DOCX_TEXT_END, /* of a w:t; 'of': 1 where white space at its ends counts */
	DOCX_TAB,
	DOCX_BREAK,	  /* 'of': enum docx_break */
	DOCX_HYPHEN,	  /* that does not break */
	DOCX_SOFT_HYPHEN, /* a place where a word may be broken */
	DOCX_SYMBOL,	  /* 'id' the code in the font 'text' */
	DOCX_PAGE,	  /* a page began here when Word last laid the text out */
	DOCX_REFERENCE,	  /* 'part' PART_FOOTNOTES or PART_ENDNOTES, 'id'; 'of': 1 where the mark is
			     what follows in the run */
	DOCX_MARK,	  /* the number of the note that we are in */
	DOCX_COMMENT,	  /* where a comment is anchored: 'id' */
	DOCX_FIELD,
	DOCX_FIELD_RESULT, /* 'text': the whole instruction */
	DOCX_FIELD_END,
	DOCX_LINK, /* 'text' the id of its relationship, 'name' its anchor; either may be empty;
		      'of': 1 where 'text' is the address itself */
	DOCX_LINK_END,
	DOCX_BOOKMARK, /* 'id', 'text' its name */
	DOCX_BOOKMARK_END,
	DOCX_CHANGE, /* 'change' */
	DOCX_CHANGE_END,
	DOCX_CONTROL, /* a content control */
	DOCX_CONTROL_END,
	DOCX_TABLE,
	DOCX_TABLE_END,
	DOCX_ROW,
	DOCX_ROW_END,
	DOCX_CELL,
	DOCX_CELL_END,
	DOCX_BOX, /* a text box: what lies in it stands in the middle of another paragraph */
	DOCX_BOX_END,
	DOCX_MATH,
	DOCX_KINDS,
};

enum docx_break { DOCX_BREAK_LINE, DOCX_BREAK_PAGE, DOCX_BREAK_COLUMN };

/* A paragraph's own properties; what its style says stands in docx_styles.h. */
struct docx_paragraph {
	struct str style;   /* id, or empty */
	int32_t num_id;	    /* of its numbering; -1: it says nothing, 0: it has none */
	int32_t level;	    /* of its numbering from 0; -1: it says nothing */
	int32_t outline;    /* from 0; -1: it says nothing */
	bool mark_inserted; /* its end was inserted … */
	bool mark_deleted;  /* … or deleted, with changes tracked */
	bool mark_hidden;   /* what follows stands on the same line */
	bool centred;
	struct span raw;     /* of its start tag */
	uint32_t properties; /* where w:pPr begins, or NONE */
};

struct docx_run {
	struct str style; /* id, or empty */
	bool raised, hidden, bold;
	bool not_bold; /* it says that it is not */
	bool not_hidden;
	bool in_insertion;	/* w:ins is what it is a child of */
	struct span raw;	/* of its start tag */
	struct span properties; /* w:rPr from < to >, or empty */
};

enum docx_format_of { DOCX_NUMBERS_FOOTNOTES, DOCX_NUMBERS_ENDNOTES };

/* How notes are numbered; each field is -1 or empty where nothing is said. */
struct docx_note_numbers {
	struct str format; /* "decimal", "lowerRoman" … */
	int32_t start;
	struct str restart; /* "continuous", "eachSect", "eachPage" */
};

struct docx_section {
	struct docx_note_numbers notes[2]; /* footnotes, endnotes */
};

struct docx_event {
	uint8_t kind; /* enum docx_kind */
	uint8_t of;
	uint8_t part;  /* enum part: of a REFERENCE */
	uint8_t fixed; /* enum fixity: why text that stands here may not be edited */
	bool nested;   /* TEXT, TAB …: not a child of its run but deeper in it */
	int32_t id;
	bool loose;	  /* of TEXT: white space at the ends of its w:t does not count */
	struct span raw;  /* the start tag, or the bytes of TEXT, or the end tag */
	uint32_t element; /* of TEXT: where its w:t begins */
	struct str text, name;
	const struct docx_paragraph *paragraph;
	const struct docx_run *run; /* of all events inside a run */
	const struct docx_section *section;
	const struct tracked_change *change; /* 'span' is not filled */
};

struct docx_handler {
	void *to;
	void (*event)(void *to, const struct docx_event *e);
};

/* Walks the part with this index in d->parts. */
enum status docx_walk(struct document *d, uint32_t part, const struct docx_handler *handler,
		      struct err *err);

#endif
