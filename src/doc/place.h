/*
 * Places: where a byte of the Document lies, for people and for other programs.
 *
 * In text formats an offset counts bytes of the file itself, lines and columns
 * are those of the file (from 1; columns count code points). In other formats
 * offsets count in the Document's text and the line is the ordinal of the block.
 */
#ifndef DOC_PLACE_H
#define DOC_PLACE_H

#include "doc/document.h"

struct place {
	uint32_t offset; /* bytes of the file */
	uint32_t line, column;
	uint32_t page; /* 0: not known */
};

/* Remembers how far columns were counted, so that places asked for in order of
 * their offsets cost one pass over the lines they lie in. Zero it to begin. */
struct place_cursor {
	uint32_t raw, line, column;
};

/* Offset in document.raw of the byte at 'at' of the text, and of the end of the
 * byte before 'at' (for the ends of spans). */
uint32_t document_raw_begin(const struct document *d, uint32_t at);
uint32_t document_raw_end(const struct document *d, uint32_t at);

/*
 * What places and the lines of reports count in: document.raw, but of a package the Document's
 * text, for nobody reads its XML. The offsets below count in it.
 */
struct str document_source(const struct document *d);
uint32_t document_source_begin(const struct document *d, uint32_t at);

/* … of a span: it ends where it begins if it is empty, and never before. */
struct span document_source_span(const struct document *d, struct span span);

/* Index in document.lines of the line that holds byte 'at' of the source. */
uint32_t document_line(const struct document *d, uint32_t at);

/* Offset in the file (of a package: in the text) of an offset in the source. */
uint32_t document_file_offset(const struct document *d, uint32_t at);

struct place document_place(const struct document *d, uint32_t at, struct place_cursor *cursor);

/*
 * An edit of the Document as one edit of document.raw. False where that cannot be
 * done without touching what is not part of it: the span crosses a page, a block,
 * markup or a change, cuts an entity in two, or lies where nothing stands in the
 * source. A line end inside the span is replaced with it. An empty span is an
 * insertion, right behind the byte before it.
 */
bool source_edit(const struct document *d, struct span span, struct span *raw);

/*
 * The same for a package, where an edit may go over several runs: whether all of 'span' may be
 * replaced. source_next lists the stretches of 'raw' that it is made of, the first for *at =
 * span.begin; false at the end. Each lies in one w:t; of an insertion there is one, empty.
 */
bool source_is_free(const struct document *d, struct span span);
bool source_next(const struct document *d, struct span span, uint32_t *at, struct span *raw);

#endif
