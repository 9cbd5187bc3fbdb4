/*
 * What the body of an answer is and says, read as it arrives: its kind by the first
 * bytes, and of a page (HTML or plain text) title, words, places and telltale phrases. The body
 * itself is not kept. Input is hostile; work is linear, memory fixed but for the title.
 *
 * HTML is skimmed, not parsed: tags, attributes, comments and raw text (script, style) as the
 * HTML standard's tokenizer takes them (section 13.2.5), without building a tree.
 */
#ifndef LINK_PAGE_H
#define LINK_PAGE_H

#include "base/arena.h"
#include "link/sketch.h"

enum body_kind {
	BODY_EMPTY,
	BODY_HTML,
	BODY_TEXT,
	BODY_PDF,   /* "%PDF" within the first 1,024 bytes */
	BODY_ZIP,   /* "PK": Word, Excel, archives */
	BODY_OLE,   /* D0 CF 11 E0: Word before 2007 */
	BODY_WPD,   /* FF 57 50 43: WordPerfect */
	BODY_IMAGE, /* PNG, JPEG, GIF, TIFF, WebP */
	BODY_OTHER,
};

/* What of a page is read, in bytes after decoding; what follows is as if it were not there. */
enum { PAGE_BYTES = 4 << 20 };

enum { PAGE_FRAGMENTS = 64, PAGE_TITLE = 200 };

/* What is looked for while a page goes by. Must outlive the reading. */
struct page_wanted {
	struct str symbol;	     /* a document symbol in canonical form, or empty */
	const struct str *fragments; /* names behind "#", percent-decoded; PAGE_FRAGMENTS at most */
	uint32_t nfragments;
};

struct page {
	uint8_t kind;	    /* enum body_kind */
	bool has_symbol;    /* the symbol stands in it, in text or in an address */
	bool says_missing;  /* title, heading or first words say that there is no such page */
	bool says_parked;   /* … that the name of the host is for sale, or its site was closed */
	bool says_failed;   /* … that the site does not work now */
	bool is_challenge;  /* it wants to know whether a person asks */
	bool wants_login;   /* it is a form for a name and a password, and little else */
	bool is_script;	    /* hardly any words and much script: it is built in the browser */
	uint64_t fragments; /* bit i: fragments[i] is the id or name of something in it */
	uint64_t bytes;	    /* read */
	struct str title;   /* PAGE_TITLE bytes at most, white space as single blanks; or empty */
	struct str refresh; /* address of a <meta http-equiv="refresh"> of 10 seconds or less, as
			       written and decoded; or empty */
	struct sketch sketch;
};

struct page_reader;

/*
 * One reader serves one page after the other; it and what it finds live in 'a'. 'type' is the
 * media type that the answer claims ("text/html"), or empty; the first bytes win over it.
 * Names of encodings are not needed: what is looked for is ASCII, other bytes are
 * parts of words; UTF-16 is known by its byte order mark, or by a "<" of two bytes.
 */
struct page_reader *page_reader_new(struct arena *a);
void page_begin(struct page_reader *r, const struct page_wanted *wanted, struct str type);
void page_feed(struct page_reader *r, struct str bytes);
/* More bytes would tell nothing new: it is no page and its first bytes were seen, or it is longer
 * than PAGE_BYTES. The transfer may stop. */
bool page_is_enough(const struct page_reader *r);
/* Strings of 'out' are put into 'a'. */
void page_end(struct page_reader *r, struct page *out, struct arena *a);

/* The name that a fragment looks for: without the text that a browser shall search
 * (":~:text=…", WICG scroll-to-text-fragment). */
struct str page_fragment(struct str fragment);

#endif
