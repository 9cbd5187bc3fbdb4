/*
 * Planted errors: what the files of the tool "plant" share. A text is read into sites, places
 * where an error can be planted; a damage picks one at random and edits it. See plant.c.
 */
#ifndef BENCH_PLANT_H
#define BENCH_PLANT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/vec.h"

/* A place of a text. Which fields count depends on what it is. */
struct site {
	size_t begin, end;   /* the glyphs: label, numeral, symbol, address */
	size_t text, finish; /* note: its words; paragraph and heading: the rest of its line */
	struct str label;    /* of an indicator or a note */
	unsigned number;     /* its number; of a paragraph or heading too */
	unsigned second;     /* "5.3": 3 */
};

struct sites {
	VEC(struct site) list;
};

/* A clean document. */
struct text {
	struct arena *arena;
	struct str s;
	bool markdown;
	size_t notes_begin; /* where the list of notes starts, or the end */
	struct sites indicators, notes, paragraphs, headings, symbols, addresses, asterisks;
	struct sites lines;   /* of the text, without notes and blank ones */
	struct sites entries; /* short forms in a list of sources: "    JS1 – Joint …" */
};

/* Finds the sites. The slice must last. */
void text_read(struct text *t, struct arena *a, struct str s, bool markdown);

/* The symbol at the start of 'at' is one of a listed series, without any flaw. */
size_t text_symbol(struct str at);

struct plant_edit {
	size_t begin, end;
	struct str with;
};

/* One planted error: the edits that make it, and where it should be reported. */
struct plant {
	const struct text *t;
	uint64_t random;
	VEC(struct plant_edit) edits; /* ascending */
	size_t begin, end;	      /* in the clean text: a finding that touches it is right */
	struct str labels[3];	      /* or one in these notes */
	unsigned nlabels;
};

/* Starts a plant of 'name' in 't'; equal names and seeds make equal plants. */
void plant_init(struct plant *p, const struct text *t, const char *name, uint64_t seed);

/* The damaged text, in 'a'. */
struct str plant_apply(const struct plant *p, struct arena *a);

/* A place of the clean text in the damaged one; behind what stands there if 'after'. */
size_t plant_moved(const struct plant *p, size_t at, bool after);

struct damage {
	const char *name;
	const char *lane;  /* "deterministic" or "heuristic" */
	const char *rules; /* any of these is right; a space between */
	bool (*make)(struct plant *p);
};

/* Below 'n'; 'n' is not 0. */
unsigned plant_random(struct plant *p, size_t n);

/* A site for which 'fits' holds, at random, or NULL. */
const struct site *plant_pick(struct plant *p, const struct sites *from,
			      bool (*fits)(const struct plant *, const struct site *));

/* Replaces [begin, end) by 'with'; the first edit makes itself the place of the error. */
void plant_edit(struct plant *p, size_t begin, size_t end, struct str with);

/* The indicator of note 'number': "[^12]", or raised figures. */
struct str plant_indicator(struct arena *a, bool markdown, unsigned number);

/* A finding in the note called 'label' is right too. */
void plant_label(struct plant *p, struct str label);

/* The site with this number, or NULL. */
const struct site *plant_find(const struct sites *in, unsigned number);

/* Of a note or an indicator: one indicator calls one note, so what happens to either is one
 * error. */
bool plant_tied(const struct plant *p, const struct site *site);

/* The note and the sentence that calls it speak of one body. */
bool plant_agrees(const struct plant *p, const struct site *note);

/* A NULL name ends each list. */
extern const struct damage damages_of_words[], damages_of_notes[], damages_of_numbers[],
	damages_of_sources[], damages_of_lists[];

/*
 * A damage that a pattern (PCRE2) describes. In one of its matches, at random, the group called
 * "x" (or what 'edit' says of it) is replaced by 'with', in which $1 … $9 are groups. The place
 * of the error is the match.
 */
struct match;
struct rewriting {
	struct damage is; /* without 'make' */
	enum { IN_NOTES, IN_TEXT } where;
	const char *pattern, *with;
	bool (*edit)(struct plant *p, const struct match *m); /* instead of 'with'; or NULL */
};

bool plant_rewrite(struct plant *p, const struct rewriting *r);

/* For an 'edit'. */
struct str match_group(const struct match *m, const char *number_or_x);
unsigned match_number(const struct match *m, const char *number_or_x);
bool match_replace(struct plant *p, const struct match *m, struct str with);

extern const struct rewriting rewritings_of_locators[], rewritings_of_sources[];

/*
 * A whole document made of an excerpt in Markdown: notes numbered through in the order of the
 * text, paragraphs numbered, headings given numerals, a title with an asterisk. As Markdown or as
 * plain text with raised figures and a list of notes.
 */
struct str compose_whole(struct arena *a, struct str markdown, bool as_markdown);

/* A compilation of 'paragraphs' paragraphs in Markdown, as clean as real ones; the notes cite
 * what the sentences name. */
struct str compose_compilation(struct arena *a, uint64_t seed, unsigned paragraphs);

/* A summary of submissions with a list of sources, in Markdown or as plain text. */
struct str compose_summary(struct arena *a, uint64_t seed, unsigned paragraphs, bool markdown);

/* A report in Markdown, as clean, whose notes cite in every form that reports use. */
struct str compose_report(struct arena *a, uint64_t seed, unsigned paragraphs);

#endif
