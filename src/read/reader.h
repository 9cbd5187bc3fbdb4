/*
 * Readers: bytes in, Document out. One file a format, one line in readers.def.
 *
 * A reader yields blocks and candidates, each with its reason; it decides nothing
 * about notes and numbers (cite/ does). A text_… file is read by the words and the
 * layout alone; where a format has markup, the markup is believed.
 */
#ifndef READ_READER_H
#define READ_READER_H

#include "doc/document.h"
#include "doc/number.h"

struct reader {
	const char *name;	/* "markdown" */
	const char *extensions; /* " md markdown ": each between two spaces, lower case */
	const char *summary;	/* for --help */
	/* Of a text format. d->raw (valid UTF-8 without NUL) and d->lines are filled; fills the
	 * rest. */
	enum status (*read)(struct document *d, struct err *err);
	/* Of a binary format, which is known by its first bytes, whatever the file's name. */
	bool (*claims)(struct str bytes);
	enum status (*read_bytes)(struct document *d, struct str bytes, struct err *err);
};

#define READER(name) extern const struct reader reader_##name;
#include "read/readers.def"
#undef READER

struct read_options {
	size_t max_size; /* bytes of the file; 0: 256 MiB */
	const char
		*name; /* stands for the path when the format is chosen (--stdin-name), or NULL */
	enum changes_shown changes; /* of a format that has tracked changes */
	struct str input; /* what standard input held, where that was read already; else p NULL */
};

enum {
	READ_MAX_SIZE = 256 << 20,
	READ_MAX_LINES = 8 << 20,
	READ_MAX_NOTES = 1 << 20,
};

/* Reads the file at 'path' ("-": standard input) into 'd', which lives in 'a'. */
enum status read_document(struct document *d, struct arena *a, const char *path,
			  const struct read_options *options, struct err *err);

/* The same for bytes in memory, which must outlive 'd'; 'name' chooses the format. */
enum status read_bytes(struct document *d, struct arena *a, struct str bytes, const char *name,
		       struct err *err);

/* Reads what 'd' was read from once more, into the same arena, with other changes shown. */
enum status read_again(struct document *out, const struct document *d, enum changes_shown changes,
		       struct err *err);

/* The reader for a file's name, by its ending; plain text for any other. */
const struct reader *reader_find(const char *name);

/* True for a name whose ending some reader claims: what a folder is searched for. */
bool reader_claims(const char *name);

/* read/encoding.c: finds out the encoding (BOM, validity), fills d->raw, d->bytes,
 * d->encoding, d->lines. Binary files are FF_EFORMAT with a message that says why. */
enum status read_encoding(struct document *d, struct str bytes, struct err *err);

/*
 * read/block.c, shared by the readers of plain formats: what the start of a
 * paragraph says about itself.
 */

struct block_number {
	struct str printed; /* "12.", "12 bis.", "12A.", "5.3", "2.4.1", "44," */
	struct paragraph_number number;
	bool damaged; /* "44,": 'number' is what it should be */
};

/* The number at the start of a paragraph. Bytes used with the white space after it, 0 when there
 * is none. What no stop ends is a number only before a capital: "1.5 million" is none. */
size_t block_number_scan(struct str text, struct block_number *out);

/* The numeral at the start of a heading: "IV.", "A.", "1.", "I1." (then *damaged). */
size_t heading_number_scan(struct str text, struct str *number, bool *damaged);

/* The title of a table of contents. */
bool contents_title(struct str s);

/*
 * read/indicator.c: the indicators that plain text shows by its glyphs (raised
 * digits, [12], bare digits after a stop or a word, debris, asterisks), as candidates in
 * d->indicators. To be called when the text and the blocks stand. 'guess' allows
 * bare digits and debris; formats with markup want only raised digits and asterisks.
 */
void read_indicators(struct document *d, bool guess);

/* Puts the indicators from 'first' on in their places among those before, which are certain; what
 * overlaps is the latter's. */
void indicators_merge(struct document *d, uint32_t first);

#endif
