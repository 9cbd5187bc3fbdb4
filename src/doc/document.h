/*
 * The Document: one UTF-8 text for everything a draft says, with sorted arrays
 * over it, and the source map that leads every byte back to where it was read.
 *
 * The text is logical: a block holds no line ends (a line end became one space,
 * or nothing where it broke a word or an address). Blocks are separated by one
 * "\n", which belongs to none. Order: body, then notes, then page furniture.
 * Offsets are bytes, 32 bits; spans are half-open. The arrays live in 'arena' and are written by
 * readers only; later floors read the Document and never ask what format it came from.
 */
#ifndef DOC_DOCUMENT_H
#define DOC_DOCUMENT_H

#include "base/err.h"
#include "base/vec.h"

struct span {
	uint32_t begin, end;
};

static inline bool span_is_empty(struct span s)
{
	return s.begin >= s.end;
}

static inline bool span_holds(struct span outer, struct span inner)
{
	return outer.begin <= inner.begin && inner.end <= outer.end;
}

#define NONE UINT32_MAX /* an index that points nowhere */

enum part {
	PART_BODY,
	PART_FOOTNOTES,
	PART_ENDNOTES,
	PART_HEADER,
	PART_FOOTER,
};

/* ---- the source map ---------------------------------------------------- */

enum segment_kind {
	SEGMENT_COPY,	  /* byte for byte */
	SEGMENT_DECODED,  /* stands for raw bytes as a whole: a line end, an entity */
	SEGMENT_INSERTED, /* nothing in the source: the stop between blocks */
	SEGMENT_DROPPED,  /* nothing in the text: a page number, a broken line end */
	/* In document.bytes only. The place within such a segment is found by counting the
	 * code points of raw from its start, so that a map costs one segment a stretch of
	 * text and not one a character. */
	SEGMENT_BYTES, /* one byte of the file a code point: Windows-1252 */
	SEGMENT_UNITS, /* UTF-16: two bytes, four above U+FFFF */
};

/* What lies between two neighbours of the text that were none in the source. */
enum seam {
	SEAM_NONE = 0,
	SEAM_LINE = 1 << 0,   /* a line end */
	SEAM_PAGE = 1 << 1,   /* a page's end */
	SEAM_HYPHEN = 1 << 2, /* a hyphen that only the line's end had put there */
	SEAM_RUN = 1 << 3,
	SEAM_CHANGE = 1 << 4,
	SEAM_FIELD = 1 << 5,
	SEAM_BLOCK = 1 << 6,
};

/* Why an edit may not touch a stretch of text; see struct segment. */
enum fixity {
	FIXED_NOT,
	FIXED_MARK,	/* an indicator, a label, a number that Word computes */
	FIXED_FIELD,	/* the result of a field, which the next update writes anew */
	FIXED_DELETED,	/* tracked as deleted */
	FIXED_MOVED,	/* tracked as moved away */
	FIXED_CONTROL,	/* a content control that is locked or bound to data */
	FIXED_TWICE,	/* it stands in the file once more, for older programs */
	FIXED_ENCODING, /* of a part that is not UTF-8 */
};

/* Sorted by 'text'; a segment reaches to the next one's 'text'. Dropped ones have
 * the 'text' of the segment after them. */
struct segment {
	uint32_t text;	   /* offset in the Document's text */
	uint32_t raw;	   /* offset in document.raw */
	uint32_t raw_size; /* bytes of the source it covers */
	uint8_t kind;	   /* enum segment_kind */
	uint8_t seam;	   /* enum seam: what stands before its first byte */
	uint8_t fixed;	   /* enum fixity */
};

/* A file within the file, of which 'raw' holds the inflated bytes. */
struct document_part {
	struct str name; /* of the member: "word/footnotes.xml" */
	struct span raw;
	uint8_t part; /* enum part */
	bool utf8;    /* it may be written */
};

/* ---- what lies over the text ------------------------------------------- */

enum block_kind {
	BLOCK_MASTHEAD,
	BLOCK_HEADING,
	BLOCK_PARAGRAPH,
	BLOCK_CELL,
	BLOCK_CONTENTS, /* an entry of a table of contents */
	BLOCK_NOTE,
	BLOCK_FURNITURE, /* running heads, page numbers */
};

struct block {
	struct span span;
	struct span number; /* printed number with its punctuation ("12.", "IV."), or empty */
	uint8_t kind;	    /* enum block_kind */
	uint8_t part;	    /* enum part */
	uint8_t level;	    /* of a heading: 1 for chapters; 0 when not known */
	bool damaged;	/* the number is misprinted ("44,", "I1."): 'value' is what it should be */
	uint32_t value; /* of the number of a numbered paragraph: 12; else 0 */
	uint32_t paragraph; /* index of the block with the number of the paragraph it lies in, or
			       NONE */
	uint32_t section;   /* index of the heading it lies under, or NONE */
	uint32_t page;	    /* on which it begins, from 1; 0 when not known */
};

enum indicator_kind {
	INDICATOR_NUMBER,
	INDICATOR_LETTER,
	INDICATOR_ASTERISK,
	INDICATOR_DEBRIS, /* OCR left something that was a number */
};

/* How the reader knows. The order is that of certainty. */
enum evidence {
	EVIDENCE_FORMAT,   /* the format says so: [^12], w:footnoteReference */
	EVIDENCE_RAISED,   /* raised Unicode digits */
	EVIDENCE_BRACKETS, /* [12] */
	EVIDENCE_BARE,	   /* digits glued to a word or a stop */
	EVIDENCE_DEBRIS,   /* glyphs that are no prose */
	EVIDENCE_LOST,	   /* nothing printed; the place is inferred */
};

/* Something that may be an indicator. cite/ decides. */
struct indicator_candidate {
	struct span span; /* the glyphs, brackets and all */
	struct str label; /* what they say ("12", "a", "**"), or empty for debris */
	uint32_t number;  /* the value of a number, else 0 */
	uint32_t block;	  /* index of the block it stands in */
	uint8_t kind;	  /* enum indicator_kind */
	uint8_t evidence; /* enum evidence */
	uint8_t part;	  /* the notes it calls where the format says that, else PART_BODY */
	uint32_t note;	  /* where the format ties it to a note candidate, its index; else NONE */
};

/* A stretch of text that may be a note; cite/ may merge it into the one before. */
struct note_candidate {
	struct span span;    /* the text, without the label */
	struct span printed; /* the printed label ("12.", "*", "[^a]:"), or empty */
	struct str label;    /* "12", "*", "a"; empty when nothing is printed */
	uint32_t number;     /* the value of a number, else 0 */
	uint32_t block;	     /* index of its block (its first, if it has several) */
	uint8_t part;	     /* PART_FOOTNOTES or PART_ENDNOTES */
	uint8_t kind;	     /* enum indicator_kind of its label */
	bool weak;	     /* its beginning rests on the words alone, not on layout or a label */
	bool certain;	     /* the format says that it is a note */
	uint32_t restart;    /* … and how often numbering has begun anew before it */
};

struct link {
	struct span span;
	struct str target;
};

enum change_kind { CHANGE_INSERTED, CHANGE_DELETED, CHANGE_MOVED_HERE, CHANGE_MOVED_AWAY };

/* What somebody has changed with changes tracked. */
struct tracked_change {
	struct span span; /* empty where the text leaves it out */
	struct str author, date;
	uint8_t kind; /* enum change_kind */
};

/* Which text a format with tracked changes shows. */
enum changes_shown {
	CHANGES_FINAL,	  /* as if all were accepted */
	CHANGES_ORIGINAL, /* as if all were rejected */
	CHANGES_ALL,
};

enum field_kind {
	FIELD_TEXT,	 /* REF: the words at a bookmark */
	FIELD_PARAGRAPH, /* REF \\r: the number of its paragraph */
	FIELD_NOTE,	 /* NOTEREF */
	FIELD_PAGE,	 /* PAGEREF */
};

/* A cross-reference that Word computes: what it shows, and what it would show if it were
 * updated now. */
struct field_reference {
	struct span span;    /* the result that is stored in the file */
	struct str bookmark; /* "_Ref123" */
	struct span target;  /* where it points, or empty */
	struct str want;     /* what stands there; empty where that cannot be told */
	uint8_t kind;	     /* enum field_kind */
	bool missing;	     /* there is no such bookmark */
	bool stale;	     /* 'want' is known and is not what the span shows */
};

/* A page that begins within a block. */
struct page_begin {
	uint32_t at;   /* offset in the text */
	uint32_t page; /* from 1 */
};

struct document {
	struct arena *arena;
	struct str path;      /* as given on the command line, for messages */
	const char *format;   /* name of the reader: "text", "markdown" */
	const char *encoding; /* "utf-8", "utf-16le", "utf-16be", "windows-1252" */
	struct str raw; /* the source in UTF-8, or all 'parts' one behind the other; offsets of
			   segments count in it */
	struct str text;
	VEC(struct segment) map;
	VEC(struct document_part) parts; /* of a format that is a package; else none */
	VEC(uint32_t) lines; /* offset of each line's first byte in document_source; one at least */
	VEC(struct segment) bytes;    /* raw ('text') -> the file ('raw'), if they differ */
	VEC(struct block) blocks;     /* sorted */
	VEC(struct page_begin) pages; /* sorted; of a format that records them within blocks */
	VEC(struct indicator_candidate) indicators; /* sorted by span */
	VEC(struct note_candidate) notes;	    /* sorted by span */
	VEC(struct link) links;			    /* sorted by span */
	VEC(struct tracked_change) changes;	    /* sorted by span */
	VEC(struct field_reference) fields;	    /* sorted by span */
	uint8_t changes_shown;			    /* enum changes_shown: which were asked for */
	VEC(struct span) comments; /* raw spans of <!-- … -->, for suppressions */
	bool scanned; /* the text went through OCR or a PDF: spaces and glyphs prove little */
	uint32_t notes_heading; /* index of the block with the heading "Notes", or NONE */
	struct str file;	/* its bytes */
	uint32_t file_size;	/* bytes of the file as it was read */
};

/* How many of 'n' ascending numbers, each 'stride' bytes behind the one before, are 'most' or
 * less. Halves without a branch: where to go on is what no processor foresees. */
static inline uint32_t sorted_until(const void *numbers, size_t stride, uint32_t n, uint32_t most)
{
	const char *p = numbers;
	uint32_t low = 0, number;

	while (n) {
		uint32_t half = n - n / 2;

		memcpy(&number, p + (low + half - 1) * stride, sizeof(number));
		low += half & (0 - (uint32_t)(number <= most));
		n /= 2;
	}
	return low;
}

#define SORTED_UNTIL(array, member, most)                                                          \
	((array).n ? sorted_until(&(array).at->member, sizeof(*(array).at), (array).n, (most)) : 0)

void document_init(struct document *d, struct arena *a, struct str path);

static inline struct str document_str(const struct document *d, struct span s)
{
	return str_part(d->text, s.begin, s.end);
}

/* The block that holds 'at', or NONE. */
uint32_t document_block(const struct document *d, uint32_t at);

/* The page of the byte at 'at' in the block with this index; 0 when it is not known. */
uint32_t document_page(const struct document *d, uint32_t block, uint32_t at);

/* The seams strictly inside 'span' (after its first byte, up to before its last). */
unsigned document_seams(const struct document *d, struct span span);

/* The tracked change that 'span' lies in or touches, or NULL. */
const struct tracked_change *document_change(const struct document *d, struct span span);

/* ---- writing, for readers ------------------------------------------------ */

/*
 * The text is written front to back into a buffer of known bound. A reader calls
 * text_open once, then the others; each adds text and its segment together, so
 * the map is never searched for afterwards.
 */
struct text_writer {
	struct document *d;
	char *p;
	uint32_t n, cap;
	uint8_t seam;  /* to be noted on the next segment */
	uint8_t fixed; /* enum fixity, of all segments from here on */
	bool grows;    /* 'cap' is where to begin, not a bound; the text moves as it grows */
};

/* 'most' bounds the bytes to come; FF_ELIMIT beyond 32 bits. */
enum status text_open(struct text_writer *w, struct document *d, size_t most, struct err *err);
void text_copy(struct text_writer *w, struct span raw);
void text_decoded(struct text_writer *w, struct span raw, struct str as);
void text_inserted(struct text_writer *w, struct str text, uint32_t raw);
void text_dropped(struct text_writer *w, struct span raw);
void text_seam(struct text_writer *w, unsigned seam);
/* Takes back the white space behind 'from' that the text ends with. */
void text_trim(struct text_writer *w, uint32_t from);
/* Hands the text to the document. */
void text_close(struct text_writer *w);

#endif
