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
#include "cite/outline.h"
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

/* How a mention refers. */
enum reference {
	REFERS_NOT,	       /* it names its body */
	REFERS_OTHER,	       /* a committee that the tables do not know */
	REFERS_COMMITTEE,      /* "the Committee" */
	REFERS_SAME_COMMITTEE, /* "the same Committee" */
	REFERS_COMMITTEES,     /* "both Committees", "the two Committees": the last two */
	REFERS_PERSON,	       /* "she", "he" */
	REFERS_SAME_PERSON,    /* "the same Special Rapporteur" */
	REFERS_IT,	       /* the subject before, whatever it is */
	REFERS_THEY,	       /* the subjects before */
};

/* A body that is named or referred to. */
struct mention {
	struct span span;
	uint16_t body;	/* or BODY_NONE; of a reference back what it stands for */
	uint16_t other; /* of "both Committees" the one named before, else BODY_NONE */
	uint16_t title; /* of its mandate (cite/mandate.h), or TITLE_NONE */
	uint8_t refers; /* enum reference */
	bool back;	/* … other than REFERS_NOT */
	bool abbreviation;
	bool speaks;	     /* is the subject of a reporting verb, alone or with others */
	bool joined;	     /* shares its verb with the mention behind it */
	uint32_t antecedent; /* mention that a reference back stands for, or NONE */
	uint32_t block;
};

/* Words that are one slip away from the name of a body. */
struct near_name {
	struct span span;
	struct body_slip slip;
};

enum citation_kind {
	CITES_SYMBOL, /* what has a symbol: printed, or that of the resolution or comment named */
	CITES_SUBMISSION,
	CITES_WORK,
	CITES_URL,
	CITES_IBID,
	CITES_UNKNOWN,
};

/* What a source is called by. */
enum source_form {
	FORM_SYMBOL,
	FORM_RESOLUTION,    /* "General Assembly resolution 60/147", "resolutions 31/6 A and B" */
	FORM_DECISION,	    /* "decision 2/102" */
	FORM_COMMENT,	    /* "general comment No. 36 (2018)", "general recommendation No. 19" */
	FORM_COMMUNICATION, /* "communication No. 2001/2010" */
	FORM_OPINION,	    /* "opinion No. 28/2024" */
	FORM_OFFICIAL_RECORDS, /* "Official Records of the General Assembly, …" */
	FORM_SALES,	       /* "United Nations publication, Sales No. E.04.II.D.7" */
	FORM_TREATY_SERIES,    /* "United Nations, Treaty Series, vol. 999, No. 14668" */
	FORM_ICJ,	       /* "I.C.J. Reports 2004, p. 136" */
	FORM_INSTRUMENT,       /* "art. 14 of the Covenant", a law, a constitution; in 'named' only
				  laws of the text */
	FORM_SUBMISSION,
	FORM_WORK, /* author and title, or a judgment */
	FORM_URL,
	FORM_IBID,
	FORM_NOTE,    /* "see note 12 above" */
	FORM_LATIN,   /* op. cit., loc. cit., supra, idem */
	FORM_UNKNOWN, /* letters, interviews, meetings; words that name no source we know */
};

/* A source with its locators. */
struct citation {
	struct span span;
	uint8_t kind;	       /* enum citation_kind: what the machine contract calls it */
	uint8_t form;	       /* enum source_form */
	bool aside;	       /* after "See also", "Cf.": does not count for attribution */
	struct span source;    /* the words that name it */
	struct span signal;    /* "See", "See also", or empty */
	struct str key;	       /* equal for equal sources: the canonical symbol, else the words in a
				  plain form; of an Ibid. and a short form, what it stands for.
				  Empty where it cannot be told */
	uint32_t symbol;       /* index of its first symbol, or NONE */
	uint32_t named;	       /* index into named, or NONE */
	uint32_t submission;   /* index into submissions, or NONE */
	uint32_t address;      /* index into addresses, or NONE */
	uint32_t antecedent;   /* the citation that names what an Ibid., "note 12 above", a short
				  form stands for, through all of them that lie between; NONE if
				  it stands for itself or cannot be told */
	uint32_t same_as_note; /* Ibid.: index of the note it stands for; NONE if it cannot be told
				*/
	uint32_t first_locator, nlocators;
	struct body_set bodies; /* who speaks in it; an Ibid. inherits */
};

/* A source that is named in words, wherever it stands; see enum source_form. Each number of a list
 * ("resolutions 60/147 and 60/148") is one of its own. */
struct named {
	struct span span;    /* "Security Council resolution 1325 (2000)" without locators */
	uint8_t form;	     /* enum source_form */
	bool continues;	     /* "60/148": goes on from the one before it, whose noun it shares */
	bool recommendation; /* a general recommendation, not a general comment */
	bool special;	     /* of a special or emergency session: "S-10/2" */
	bool guessed;  /* the body stands in the sentence or is the document's, not beside it */
	uint16_t body; /* whose, or BODY_NONE */
	struct span number; /* "60/147", "36", "E.04.II.D.7": as printed, or empty */
	uint32_t session;   /* "60/…"; of Official Records the ordinal in words; else 0 */
	uint32_t ordinal; /* the number itself: 147, 36; of Official Records the supplement's; else
			     0 */
	uint32_t year;	  /* in brackets behind it, of a registration behind its stroke, else 0 */
	struct span year_span; /* of the year, or of the roman session in its place: "XXI" */
	struct str symbol;     /* the canonical symbol that it stands for, or empty */
	uint32_t beside;       /* index of the symbol in brackets behind it, or NONE */
	uint32_t block, note;
};

enum list_kind {
	LIST_SOURCES,	    /* who has submitted what: what the notes cite */
	LIST_ABBREVIATIONS, /* what letters stand for: nothing that must be cited */
};

/* A list that explains the document's own short forms, in a note or in the body. */
struct sources_list {
	struct span span;
	uint8_t kind;  /* enum list_kind */
	uint32_t note; /* the note it stands in, or NONE */
	uint32_t first_entry, nentries;
};

/* One line of it: "JS1  Joint submission 1 submitted by: …", "ILO  International Labour …". */
struct list_entry {
	struct span short_form; /* "JS1", "CoE-ECRI" */
	struct span name;	/* the full name, with place and State; empty where it cannot be
				   told */
	uint32_t list;
	uint32_t same;	/* the entry before it with the same short form, or NONE */
	uint32_t cited; /* how often the notes name it, by short form or name */
	bool attached;	/* "(CoE-ECRI) …": a document of the entry before it */
	bool weak;	/* where it begins is a guess: it may be words of the entry before */
};

/*
 * A submission that is named, in a note or in the text: by the body that made it ("UNHCR submission
 * for the universal periodic review of …", later "UNHCR submission") or by a short form of the
 * document's own list ("JS1"). Locators are no part of it.
 */
struct submission {
	struct span span;
	struct span name; /* who made it: "UNHCR", "country team", "JS1"; empty where nobody is
			     named */
	uint16_t body;	  /* or BODY_NONE */
	uint32_t entry;	  /* first entry of the list with this short form, or NONE */
	bool full;	  /* it says for what: the form of the first mention */
	bool unlisted;	  /* stands where a short form would, and no list of the document has it */
	uint32_t meant;	  /* … the one entry that is nearest to it, or NONE */
	struct str key;	  /* equal for equal submissions; empty where it cannot be told */
	uint32_t note;	  /* or NONE: in the text */
};

enum locator_unit {
	UNIT_PARAGRAPH,
	UNIT_PAGE,
	UNIT_CHAPTER,
	UNIT_SECTION,
	UNIT_ANNEX,
	UNIT_APPENDIX,
	UNIT_ARTICLE,
	UNIT_PART,
	UNIT_VOLUME,
	UNIT_TABLE,
	UNIT_FIGURE,
	UNIT_BOX,
	UNIT_NOTE, /* "note 12 above": a cross-reference, never a locator of a source */
};

/* One number of a list, with its sub-paragraphs: "12", "115.113", "12 bis", "9 (a) (ii)", "II.A.3".
 */
struct locator_number {
	struct span span;   /* with the sub-paragraphs */
	struct span figure; /* "9", "115.113", "II.A.3" */
	struct span below;  /* "(a) (ii)", or empty */
	uint32_t
		value; /* 9; of 115.113 the 115; of a roman numeral its value; of a letter 1 … 26 */
	uint32_t minor;	    /* of 115.113 the 113; else 0 */
	bool bis;	    /* "12 bis", "12 ter" */
	bool roman, letter; /* how it is written */
};

enum locator_joint {
	JOINT_NONE,	 /* the first item */
	JOINT_COMMA,	 /* ", " */
	JOINT_AND,	 /* " and " */
	JOINT_COMMA_AND, /* ", and " */
	JOINT_OR,	 /* " or " */
	JOINT_SEMICOLON,
	JOINT_CLOSE, /* nothing: "(a)(b)" */
};

/* "12", or a range "12–15", and what joins it to the item before. */
struct locator_item {
	struct span span;
	struct span joint;	    /* what stands before it, with its white space */
	uint8_t joint_kind;	    /* enum locator_joint */
	struct locator_number from; /* the number, or the lower end */
	struct locator_number to; /* the upper end of a range; its span is empty if there is none */
	struct span dash;	  /* of a range, with the white space around it */
	bool below_only; /* "(c)" of "34 (b) and (c)": a sub-paragraph of the item before */
};

/* "paras. 9 (a) and 10", "p. 7", "chap. II", "annex III", in a note or in the text. */
struct locator {
	struct span span;
	struct span word; /* "paras." */
	uint8_t unit;	  /* enum locator_unit */
	bool plural;	  /* "paras.", "pp.", "articles" */
	bool spelt;	  /* in full: "paragraph", "section" */
	uint32_t first_item, nitems;
	uint32_t block, note;
	uint32_t citation; /* whose it is, or NONE: a cross-reference, or in the text */
};

enum reference_side { SIDE_NONE, SIDE_ABOVE, SIDE_BELOW };

/* A locator that points inside this document: "para. 12 above", "section III of the present
 * report". */
struct cross_reference {
	uint32_t locator;
	uint8_t side;	  /* enum reference_side: where the words say that it stands */
	struct span word; /* "above", "infra"; of SIDE_NONE "of the present report", or empty for
			     "(see para. 12)" */
};

/* What the bytes of a note are; every byte belongs to one token. */
enum token_kind {
	TOKEN_PROSE,	  /* words, also those that name a work or a letter */
	TOKEN_SIGNAL,	  /* "See also" */
	TOKEN_SYMBOL,	  /* index into symbols; also "and Add.1" */
	TOKEN_NAMED,	  /* index into named */
	TOKEN_ADDRESS,	  /* index into addresses */
	TOKEN_LOCATOR,	  /* index into locators */
	TOKEN_IBID,	  /* "Ibid.", with its stop */
	TOKEN_SUBMISSION, /* index into submissions */
	TOKEN_LATIN,	  /* "op. cit.", "supra" */
	TOKEN_QUOTATION,  /* with its marks */
	TOKEN_SEPARATOR,  /* commas, semicolons, stops, "and" between sources, white space around
			     them */
};

struct token {
	struct span span;
	uint8_t kind;	/* enum token_kind */
	bool quoted;	/* inside a quotation: nothing that the note cites */
	bool aside;	/* of a signal: what follows does not count for attribution */
	uint32_t index; /* into the list of its kind, or NONE */
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
	uint32_t first_token, ntokens;
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
	uint32_t first_mention, nmentions; /* in the claim */
	struct body_set bodies;		   /* named in the claim, or referred back to */
	struct body_set speakers; /* of them those that say it, in the claim or, where that stands
				     in mid-sentence, as the subject of its sentence */
	bool inherited; /* the claim has no subject of its own: it is that of its sentence */
	bool loose;	/* names nobody: 'bodies' are those of the claim before, a guess */
};

struct apparatus {
	struct document *doc;
	VEC(struct symbol_use) symbols;
	VEC(struct registration) registrations;
	VEC(struct address) addresses;
	VEC(struct mention) mentions;
	VEC(struct near_name) near_names;
	VEC(struct named) named;
	VEC(struct sources_list) sources_lists;
	VEC(struct list_entry) entries; /* of all lists, by place */
	VEC(struct submission) submissions;
	VEC(struct locator) locators;
	VEC(struct locator_item) locator_items;
	VEC(struct token) tokens;
	VEC(struct citation) citations;
	VEC(struct note) notes;
	VEC(struct indicator) indicators;
	VEC(struct cross_reference) cross_references; /* in the order of their locators */
	struct outline outline;
	bool inferred;	      /* notes carry no numbers; all were inferred */
	bool ocr;	      /* OCR left debris where the indicators were */
	uint32_t last_number; /* the highest number that the text calls */
	struct str state;     /* code of the State under review, or empty */
	struct str symbol;    /* the document's own symbol in canonical form, or empty */
	uint32_t symbol_use;  /* where it stands, or NONE */
	uint32_t year;	      /* of the document, or 0 */
	char language[4];     /* "en", "fr", "es", "ru", "zh", "ar"; "" when it cannot be told */
};

/* Note 'i' follows note 'i' - 1 in one series, with no number left out between them as far as can
 * be told: its "Ibid." means a source of that note. */
bool note_follows(const struct apparatus *ap, uint32_t i);

/* What the citation is called by people: the canonical symbol it is or stands for, else the words
 * of the source that it stands for or is; empty where it cannot be told. */
struct str citation_name(const struct apparatus *ap, const struct citation *c);

/* What is known from outside; empty fields are found in the text. */
struct cite_options {
	struct str state, symbol, language;
	uint32_t year;
};

/* Reads the whole apparatus of 'd' into 'ap' (in the document's arena). */
void cite_apparatus(struct apparatus *ap, struct document *d, const struct cite_options *options);

#endif
