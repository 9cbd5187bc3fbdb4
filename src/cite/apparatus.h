/*
 * The apparatus of a document: which indicator calls which note, and what each
 * note cites. Built once from the Document; read by the checkers and reports.
 *
 * Everything lives in the document's arena. Lists are sorted by span; indices
 * (NONE for nothing) tie them together. Labels are only what is shown: a note is a
 * series and an ordinal.
 */
#ifndef CITE_APPARATUS_H
#define CITE_APPARATUS_H

#include "cite/body.h"
#include "doc/document.h"
#include "symbol/symbol.h"

/* One symbol, or what should be one, as it stands in the text. */
struct symbol_use {
	struct span span;
	struct symbol symbol;		    /* of what was read; series NULL if nothing was */
	const struct symbol_repair *repair; /* for what no series fits, else NULL */
	struct str canonical; /* of the symbol, or of its certain repair; else empty */
	uint16_t body;	      /* who speaks in it, or BODY_NONE */
	uint8_t verdict;      /* enum symbol_verdict: known, unknown or malformed */
	uint32_t block;
	uint32_t note;	    /* the note it stands in, or NONE */
	uint32_t continues; /* "and Add.1": index of the symbol that it goes on from, else NONE. Its
			       span holds these words only; 'canonical' is whole */
};

/* A case cited by its number, in words: "communication No. 2001/2010", "opinion No. 28/2024". */
struct registration {
	struct span span; /* of number and year */
	uint32_t number;
	uint32_t year;	 /* as printed */
	uint8_t figures; /* of the year */
	bool opinion;	 /* of the Working Group on Arbitrary Detention */
};

/* One internet address, joined where a line end broke it. */
struct address {
	struct span span; /* without the sentence's own punctuation */
	struct str text;  /* joined: without spaces and invisible characters */
	bool broken;	  /* by a line end of the source, or by a space or an invisible character */
	bool spaced;	  /* … by a space or an invisible character inside the text */
	uint32_t block, note;
};

/* A body that is named. */
struct mention {
	struct span span;
	uint16_t body;
	bool back; /* "the same Committee", "it": 'body' is what it refers to, or BODY_NONE */
	bool abbreviation;
};

/* Words that are one slip away from the name of a body. */
struct near_name {
	struct span span;
	struct body_slip slip;
};

enum citation_kind {
	CITES_SYMBOL,
	CITES_SUBMISSION,
	CITES_WORK,
	CITES_URL,
	CITES_IBID,
	CITES_UNKNOWN,
};

/* A source with its locators. */
struct citation {
	struct span span;
	uint8_t kind;	       /* enum citation_kind */
	bool aside;	       /* after "See also", "Cf.": does not count for attribution */
	struct span source;    /* the words that name it */
	struct span signal;    /* "See", "See also", or empty */
	uint32_t symbol;       /* index into symbols, or NONE */
	uint32_t address;      /* index into addresses, or NONE */
	uint32_t same_as_note; /* Ibid.: index of the note it stands for; NONE if it cannot be told
				*/
	uint32_t first_locator, nlocators;
	struct body_set bodies; /* who speaks in it; an Ibid. inherits */
};

/* "paras. 9 (a) and 10", "p. 7": the word and what follows, unanalysed lists and all. */
struct locator {
	struct span span;
	struct span word; /* "paras.", or empty after a comma list */
	uint32_t note;
};

enum note_series {
	SERIES_FOOTNOTES,
	SERIES_ENDNOTES,
	SERIES_ASTERISKS, /* of masthead and title */
	SERIES_LETTERS,	  /* of tables */
};

struct note {
	struct span span;    /* the text, without the label */
	struct span printed; /* the printed label, or empty */
	struct str label;    /* printed or inferred; empty if neither */
	uint32_t number;     /* of a numbered note; 0 if none */
	uint8_t series;	     /* enum note_series */
	uint32_t restart;    /* 0, or how often numbering has begun anew in its series */
	bool inferred;	     /* label and indicator were inferred from the content */
	bool beheaded;	     /* starts in the middle of a reference */
	float certainty;     /* of the tie to its indicator, 0 to 1 */
	uint32_t block;	     /* its first block */
	uint32_t indicator;  /* first indicator that calls it, or NONE */
	uint32_t nindicators;
	uint32_t first_citation, ncitations;
	struct body_set bodies;	   /* of its citations that are no asides */
	struct body_set mentioned; /* all of them */
};

struct indicator {
	struct span span; /* the glyphs; empty span at its inferred place when lost */
	struct str label; /* printed or inferred */
	uint32_t number;
	uint8_t series; /* enum note_series */
	uint32_t restart;
	uint8_t kind;	  /* enum indicator_kind */
	uint8_t evidence; /* enum evidence */
	bool inferred;	  /* the number is not what is printed */
	uint32_t block;
	uint32_t note; /* index, or NONE */
	struct span
		claim; /* the text it supports: from the indicator before, within the paragraph */
	struct body_set bodies; /* named in the claim, or referred back to */
};

struct apparatus {
	struct document *doc;
	VEC(struct symbol_use) symbols;
	VEC(struct registration) registrations;
	VEC(struct address) addresses;
	VEC(struct mention) mentions;
	VEC(struct near_name) near_names;
	VEC(struct locator) locators;
	VEC(struct citation) citations;
	VEC(struct note) notes;
	VEC(struct indicator) indicators;
	bool inferred;	      /* notes carry no numbers; all were inferred */
	bool ocr;	      /* OCR left debris where the indicators were */
	uint32_t last_number; /* the highest number that the text calls */
	struct str state;     /* code of the State under review, or empty */
	struct str symbol;    /* the document's own symbol in canonical form, or empty */
	uint32_t symbol_use;  /* where it stands, or NONE */
	uint32_t year;	      /* of the document, or 0 */
	char language[4];     /* "en", "fr", "es", "ru", "zh", "ar"; "" when it cannot be told */
};

/* What is known from outside; empty fields are found in the text. */
struct cite_options {
	struct str state, symbol, language;
	uint32_t year;
};

/* Reads the whole apparatus of 'd' into 'ap' (in the document's arena). */
void cite_apparatus(struct apparatus *ap, struct document *d, const struct cite_options *options);

#endif
