/*
 * HTML as it arrives, cut anywhere: tags, attributes, comments and raw text as the HTML
 * standard's tokenizer takes them (section 13.2.5), without a tree. What a reader of the page
 * sees goes to words.h; what tells this page from others is kept.
 *
 * Words of script, style, noscript, svg, template and comments are not there; those of nav and
 * footer are searched for the symbol but not counted, for every page of a site has the same.
 */
#ifndef LINK_SKIM_H
#define LINK_SKIM_H

#include "link/page.h"
#include "link/words.h"

enum {
	SKIM_VALUE = 2048,  /* bytes of an attribute's value that are looked at */
	SKIM_TITLE = 1024,  /* … of a title */
	SKIM_HEADING = 256, /* a longer heading says nothing */
	SKIM_OPENING = 640, /* first bytes of the words: about a hundred words */
	SKIM_HEADINGS = 16, /* that are looked at */
	SKIM_REFRESH = 10,  /* seconds; a later refresh is for the reader's sake */
	SKIM_ENTITY = 12,   /* no character reference that is known is longer */
	SKIM_NAME = 16,	    /* bytes of a name that are kept: those that matter are shorter */
};

/* Bytes put one after the other up to 'most'; white space as single blanks. */
struct gathered {
	char *at;
	uint32_t n, most;
	bool over; /* there was more */
};

/* A name as it is read, in small letters; zeros behind it. */
struct skim_name {
	char at[SKIM_NAME];
	uint32_t n;
};

struct skim {
	const struct page_wanted *wanted;
	struct sketch *sketch;
	struct needle needle;
	struct words words;
	uint64_t lengths; /* bit n: the name of a wanted fragment has n bytes (modulo 64) */

	/* where we are */
	uint8_t state;	   /* enum state of skim.c */
	uint8_t tag;	   /* enum tag under way; of raw text, whose it is */
	uint8_t attribute; /* enum attribute under way, where its value matters */
	uint8_t escape;	   /* of a script: 1 within "<!--", 2 within "<script" in that */
	uint8_t dashes;	   /* in a row */
	bool fresh;	   /* nothing but dashes since "<!--" */
	bool closing;	   /* "</" */
	bool closed;	   /* "/" before ">" */
	bool in_svg;
	uint8_t aside;	 /* bits: within nav, within footer */
	uint8_t heading; /* 1, 2: within <h1>, <h2> */
	uint32_t templates;
	bool is_refresh, has_content; /* of this <meta> */
	struct skim_name name;
	struct gathered value, content, entity;

	/* what was found */
	struct gathered title, words_of_heading, opening;
	bool has_symbol, has_password, has_script;
	uint8_t headings;	   /* looked at */
	unsigned says_h1, says_h2; /* bits: enum says */
	uint64_t fragments;
	struct gathered refresh;

	char room_value[SKIM_VALUE], room_content[SKIM_VALUE], room_refresh[SKIM_VALUE];
	char room_title[SKIM_TITLE], room_heading[SKIM_HEADING], room_opening[SKIM_OPENING];
	char room_entity[SKIM_ENTITY];
};

/* 'wanted' may be NULL. 'sketch' is emptied, and filled as words go by. */
void skim_begin(struct skim *k, const struct page_wanted *wanted, struct sketch *sketch);

/* The text is no HTML: "<" and "&" are what they are. To be said before it is read. */
void skim_plain(struct skim *k);

void skim_read(struct skim *k, struct str bytes);
void skim_end(struct skim *k);

#endif
