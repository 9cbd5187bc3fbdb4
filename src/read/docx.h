/*
 * Word files (.docx, .docm, .dotx …). The work goes in steps, each in its file:
 *
 *   package.c         the zip file and its relationships
 *   xml.c             a part as elements with their bytes
 *   docx_walk.c       a story as events: paragraphs, runs, text, references …
 *   docx_styles.c, docx_numbering.c, docx_settings.c
 *   docx.c            the parts one behind the other as document.raw; the stories in order
 *   docx_text.c       events -> the Document's text, its map, blocks and links
 *   docx_typed.c      asterisks and raised letters that are typed, and their texts
 *   docx_notes.c      the numbers that references show, and the notes in the order of their calls
 *   docx_fields.c     fields, bookmarks, and what a cross-reference would show today
 *
 * Everything is linear. Only what stands in the middle of other text (a text box) or in another
 * order than it is called (a note) is kept as events until its time comes.
 */
#ifndef READ_DOCX_H
#define READ_DOCX_H

#include "read/docx_styles.h"
#include "read/package.h"
#include "read/reader.h"

enum {
	DOCX_OPEN_MOST = 64, /* links, changes and fields that nest */
	DOCX_MAX_BLOCKS = 8 << 20,
	DOCX_KEPT_CHUNK = 256,	  /* events */
	DOCX_LEAD_MOST = 24,	  /* events before the first word of a paragraph */
	DOCX_STARS_MOST = 4,	  /* "****" */
	DOCX_BOOKMARKS_OPEN = 64, /* that are looked through for the one that ends */
	DOCX_FOOTNOTES = 0,
	DOCX_ENDNOTES = 1,
};

/* Events that wait: a stretch of docx.kept. Only the last one that was begun can grow. */
struct docx_record {
	uint32_t first, n;
};

enum docx_open_kind { OPEN_LINK, OPEN_CHANGE, OPEN_FIELD };

/* A link, change or field whose end has not come. */
struct docx_open {
	uint8_t kind;	/* enum docx_open_kind */
	bool begun;	/* something of it stands in the text, from 'begin' on */
	bool in_result; /* of a field */
	uint32_t begin;
	struct str text; /* target, or instruction */
	const struct tracked_change *change;
};

struct docx_bookmark {
	struct str name;
	int32_t id;
	uint32_t begin, end; /* in the text; end is NONE while it is open */
	uint32_t block, page;
};

/* A reference to a note, as it was met. */
struct docx_call {
	int32_t id;
	uint32_t indicator; /* index */
	struct str label;
	uint32_t number;
	uint32_t restart;
	uint32_t page;
	uint8_t kind; /* enum indicator_kind */
	bool custom;
};

/*
 * The beginning of a paragraph, until its first words tell whether it is the text of a typed mark:
 * "* Reissued for technical reasons", "a Excluding travel". These stand in the body, and are
 * notes all the same.
 */
struct docx_lead {
	struct docx_event events[DOCX_LEAD_MOST];
	struct docx_run runs[DOCX_LEAD_MOST];
	struct docx_paragraph paragraph;
	unsigned n;
	bool waits;
	bool typed; /* it is one: 'record' takes the rest of it */
	struct docx_record record;
	unsigned boxes;
	char letter; /* its mark, where that is one */
};

/* The text of a typed mark, to be written with the notes. */
struct docx_typed {
	struct docx_record record;
	uint32_t page;
	uint32_t letters; /* how many raised letters stand before it */
	uint32_t note;	  /* its first, in document.notes */
};

/* One of the two series of notes. */
struct docx_notes {
	VEC(struct docx_call) calls; /* in order */
	VEC(int32_t) dropped;	     /* ids that only text calls which is not shown */
	uint32_t last;		     /* the number given last */
	uint32_t restart;
	uint32_t section, page; /* of the call before */
	bool any;
};

struct docx {
	struct document *d;
	struct text_writer w;
	struct err *err;
	struct package *package;
	struct docx_styles styles;
	struct docx_numbering numbering;
	struct docx_settings settings;
	struct relationships main;
	struct relationships *all; /* by index of document.parts */
	struct relationships own;  /* of the story that is read */
	VEC(const struct docx_section *) sections;
	uint32_t section; /* that we are in */

	/* The story. */
	uint8_t part; /* enum part */
	uint32_t page, row_page, row_page_most;
	bool pages; /* Word has recorded where they end */
	unsigned tables;
	unsigned boxes; /* > 0: events are recorded */
	struct docx_record box;
	VEC(struct docx_event *) kept; /* in chunks, which stay where they are */
	uint32_t nkept;
	const struct docx_run *kept_run; /* that was copied last */
	const struct docx_paragraph *kept_paragraph;
	VEC(struct docx_record) waiting; /* boxes of the open paragraph */

	/* The paragraph. */
	struct docx_paragraph paragraph;
	const struct docx_style *style;
	uint32_t block; /* that it has opened, or NONE */
	bool joining;	/* the mark of the paragraph before is gone: this one goes on with it */
	bool counted;	/* its number has been given */
	bool skip_space;
	bool all_bold;
	uint32_t text_begin;		   /* of the w:t */
	uint32_t raised_words;		   /* where such end in the text that are no marks */
	uint32_t first_link, first_change; /* of the block */
	uint32_t numbered, heading;	   /* the last such block, or NONE */
	uint32_t last_value;		   /* of the last numbered paragraph, or 0 */

	struct docx_lead lead;
	VEC(struct docx_typed) typed;
	VEC(uint32_t) letters;	   /* indicators that are raised letters, in order */
	uint32_t letter_calls[26]; /* of each letter: how many of them wait for their note */
	unsigned stars;		   /* a bit each: "*" is called, "**" is */

	/* Runs. */
	struct docx_open open[DOCX_OPEN_MOST];
	unsigned nopen, lost;
	unsigned inserted, deleted; /* how deep we are in such */
	bool new_run;

	/* Notes. */
	struct docx_notes notes[2];
	bool in_note, label_due;
	bool typed_note;	      /* the text of a typed mark is written */
	const struct docx_call *call; /* of the note that is written, or NULL */
	struct span printed;
	uint32_t note_begin;
	uint32_t mark; /* index of the call whose own mark follows, or NONE */
	uint32_t mark_begin;
	VEC(struct docx_bookmark) bookmarks;
	VEC(uint32_t) open_bookmarks;
	const char *beyond; /* the limit that was passed, or NULL */
};

/* ---- docx_text.c --------------------------------------------------------------------- */

/* Takes one event of a story. */
void docx_take(struct docx *r, const struct docx_event *e);

/* The same behind the look at the beginning of paragraphs. */
void docx_take_now(struct docx *r, const struct docx_event *e);

/* The run is above the line, by itself or by its style. */
bool docx_is_raised(const struct docx *r, const struct docx_run *run);

/* Opens the block of the paragraph, if it is not open, with its number. */
void docx_block_open(struct docx *r, uint32_t raw);

/* Ends the open block, if there is one. */
void docx_block_close(struct docx *r);

/* What stands in no w:t: a tab, a mark. */
void docx_put(struct docx *r, const struct docx_event *e, struct str as, enum fixity fixed);

/* Text of this moment belongs to what is shown. */
bool docx_is_shown(const struct docx *r, const struct docx_event *e);

/* Keeps an event; plays what was kept. */
void docx_record_add(struct docx *r, struct docx_record *to, const struct docx_event *e);
void docx_record_play(struct docx *r, const struct docx_record *record);
const struct docx_event *docx_record_at(const struct docx *r, const struct docx_record *record,
					uint32_t i);

/* ---- docx_typed.c ----------------------------------------------------------------------- */

/* Looks at the beginning of paragraphs; true when it keeps the event. */
bool docx_lead_take(struct docx *r, const struct docx_event *e);

/* A stretch that has been written: whether asterisks call something in it. */
void docx_stars_seen(struct docx *r, uint32_t from);

/* A raised letter calls a note where it stands behind a word or a number: "Total^a", "2,500^b". */
bool docx_letter_may_call(const struct docx *r);
void docx_letter_put(struct docx *r, const struct docx_event *e, struct str letter);

/* Writes the texts of typed marks as notes, behind the body. */
void docx_typed_write(struct docx *r);

/* When all ties are made: raised letters that no note answers are letters. */
void docx_letters_drop(struct docx *r);

/* ---- docx_notes.c ----------------------------------------------------------------------- */

/* A reference: its number, its glyphs, its candidate. */
void docx_reference(struct docx *r, const struct docx_event *e);

/* The text of the mark of its own has been written up to here. */
void docx_mark_close(struct docx *r);

/* w:footnoteRef. */
void docx_note_mark(struct docx *r, const struct docx_event *e);

/* The first text of a note that has no mark. */
void docx_note_begins(struct docx *r);

/* The notes of a series, in the order of their calls; 'part' is an index of d->parts. */
enum status docx_notes_write(struct docx *r, unsigned series, uint32_t part);

/* The same where the notes were kept as they were met: 'records' by the ids of their calls. */
void docx_notes_play(struct docx *r, unsigned series, const struct docx_record *records,
		     uint32_t n);

/* ---- docx.c ----------------------------------------------------------------------------- */

/* Makes ready for a story of the part with this index; ends the whole Document. */
void docx_story_open(struct docx *r, uint32_t part);
void docx_finish(struct docx *r);

/* ---- docx_fields.c -------------------------------------------------------------------------- */

void docx_open_push(struct docx *r, enum docx_open_kind kind, struct str text,
		    const struct tracked_change *change);
void docx_open_pop(struct docx *r, enum docx_open_kind kind);

/* Something is about to be written: what has been opened begins here. */
void docx_open_begin(struct docx *r);

void docx_field_result(struct docx *r, struct str instruction);
void docx_bookmark_open(struct docx *r, const struct docx_event *e);
void docx_bookmark_close(struct docx *r, int32_t id);

/* When the text stands: sorts links, changes and fields, and says what fields would show. */
void docx_fields_finish(struct docx *r);

#endif
