/*
 * Document symbols such as "CAT/C/KAZ/CO/4": read, judge, write in canonical form.
 *
 * This floor knows strings only. The grammar is data (rules/symbols/<organ>.json, a
 * template a series, with states.json and sessions.json beside it), compiled by the
 * build into one constant trie; see symbol/grammar.h. Nothing here allocates
 * unless an arena is handed in, and everything is safe to call from any thread.
 */
#ifndef SYMBOL_SYMBOL_H
#define SYMBOL_SYMBOL_H

#include "base/arena.h"

/* A family of symbols with one shape. Constant data made by the build. */
struct series {
	const char *template; /* "CAT/C/{state}/CO/{reports}" */
	const char *title;    /* what such a document is: "concluding observations" */
	const char *body;     /* slug of rules/bodies.json that speaks in it, or "" */
	uint16_t body_index;  /* its place there, or UINT16_MAX */
	const char *organ;    /* name of the file it came from: "treaty-bodies" */
	bool never_cited;     /* restricted or draft forms that nobody should cite */
	bool closed;	      /* of a complete list: what is near to it and in no series is wrong */
	uint8_t check;	      /* for this floor: which plausibility check fits, and */
	uint8_t sessions;     /* in which table its sessions count; see symbol/grammar.h */
};

/* What of the printed form is not as it should be though the symbol can be read.
 * The canonical form has none of these. */
enum symbol_flaw {
	SYMBOL_FLAW_SPACE = 1 << 0, /* white space or an invisible character inside */
	SYMBOL_FLAW_CASE = 1 << 1,  /* wrong capitals: "A/Res/70/175", "/ADD.1" */
	SYMBOL_FLAW_DASH = 1 << 2,  /* a dash other than the hyphen: "CO/8–10" */
};

enum symbol_verdict {
	SYMBOL_KNOWN,
	SYMBOL_UNKNOWN,	   /* of no listed series and near to none: nothing is said of it */
	SYMBOL_MALFORMED,  /* near to a listed series and not in it */
	SYMBOL_IMPOSSIBLE, /* of a listed series, with a part that cannot exist */
};

/*
 * One symbol as it was read. Slices point into the text it was read from. Fields
 * that the series does not have are empty or 0.
 */
struct symbol {
	struct str whole;	     /* as printed, with all its flaws */
	const struct series *series; /* NULL: no listed shape */
	const struct series *second; /* of the other half of a joint symbol, or NULL */
	struct str state;	     /* code of a State or an entity, as printed */
	struct str head;	     /* 'whole' without its modifiers */
	struct str modifiers;	     /* "Add.1/Corr.2", without the first stroke, or empty */
	uint32_t session;	     /* of the organ or body; roman ones as numbers */
	bool special;		     /* S-n or ES-n session */
	uint32_t year;		     /* that the symbol states: of issue or of registration */
	uint32_t number;	     /* the last number before the modifiers */
	uint32_t number_end;	     /* end of a range ("8-10"), else 0 */
	uint8_t flaws;		     /* enum symbol_flaw, or-ed */
	bool canonical;		     /* 'whole' surely is the canonical form already */
};

/*
 * Reads the longest symbol of a listed series at the start of 'text', which must be
 * the start of a word (the caller has seen that no letter, digit, hyphen or stroke
 * stands before). Flawed forms are read and their flaws noted. Trailing sentence
 * punctuation, brackets and quotes are left alone, and the symbol ends at a word's
 * end: no letter or digit follows it. A joint symbol is read whole.
 * Returns bytes used, or 0 with *out untouched.
 */
size_t symbol_scan(struct symbol *out, struct str text);

/*
 * Bytes of the symbol-shaped token at the start of 'text': components joined by
 * strokes, beginning with a capital, holding a stroke and a digit, its first component
 * a known prefix or one cheap step from it ("CATI", "CEDAWI"), and not prose ("T/PCCs",
 * "A/C/E/F/R/S", "and/or", a file path, a treaty-body database key such as INT/CCPR/…). 0 when
 * there is none. For tokens that symbol_scan does not read; symbol_repair then says whether such a
 * token is near to a series.
 */
size_t symbol_token(struct str text);

/* Writes the canonical form: capitals, hyphens, no inner spaces but those of the
 * series, e.g. "S/RES/1325 (2000)". In the arena; equal for equal documents. */
struct str symbol_canonical(const struct symbol *s, struct arena *a);

/* The public address, "https://docs.un.org/en/…", percent-encoded where needed. */
struct str symbol_address(const struct symbol *s, struct arena *a);

/* One reason why a symbol cannot exist, or may not. */
struct symbol_doubt {
	bool certain;	 /* structure or a certain table decides; false: a warning only */
	struct str part; /* the words of the symbol it is about, inside symbol.whole */
	struct str why;	 /* half a sentence: "session 120 of the Human Rights Council lies in the
			    future" */
};

enum { SYMBOL_DOUBTS = 4 };

/*
 * Plausibility, by symbols.md 13: registration year after the session's year, number
 * outside its year, a resolution beyond its session, a range that descends, a State
 * that had no such review … 'as_of' is the year of the document, or 0: the tables'
 * own. Returns how many of 'out' were filled. Upper edges of mined tables are not limits.
 */
uint32_t symbol_doubts(const struct symbol *s, uint32_t as_of, struct arena *a,
		       struct symbol_doubt out[SYMBOL_DOUBTS]);

/* What makes one repair likelier than another. Any field may be empty. */
struct symbol_context {
	struct str state;	 /* code of the State under review: "KAZ" */
	const char *body;	 /* slug of the body that the sentence names, or NULL */
	const struct str *clean; /* canonical forms that stand clean in the document, */
	uint32_t nclean;	 /* sorted bytewise */
};

enum { SYMBOL_SUGGESTIONS = 3 };

struct symbol_repair {
	struct str
		token; /* the part of the token that is repaired: text glued behind is left out */
	bool certain;  /* the first candidate is a clear winner: a fix */
	bool near;  /* near to a series; true with n == 0: a part is missing that nobody can know */
	uint32_t n; /* candidates, best first */
	struct {
		struct str symbol; /* canonical, in the arena */
		uint32_t cost;	   /* 10 is about one dear letter */
		const struct series *series;
	} candidate[SYMBOL_SUGGESTIONS];
};

/*
 * Repairs 'token' (from symbol_token, or a symbol whose State is none) by a best-first walk of the
 * trie with weighted edit distance. Bounds: 64 bytes, 2,000 expansions, a cost cap, a margin over
 * the second.
 */
void symbol_repair(struct symbol_repair *out, struct str token, const struct symbol_context *ctx,
		   struct arena *a);

/* How a State's code stands: its name ("Kazakhstan"), or NULL for no known code.
 * Old and odd codes of real mastheads are known ('*odd' true): only for symbols. */
const char *state_name(struct str code, bool *odd);

/* The State in 's' is a code that can stand there; true when the series has none. Odd codes
 * are known in the symbols that carry them only: "CERD/C/DEN/CO/17", not "CAT/C/DEN/1". */
bool symbol_state_known(const struct symbol *s);

/* The code for a State's name as UN texts write it ("the Republic of Moldova" too),
 * or an empty slice. 'name' is matched whole. */
struct str state_code(struct str name);

/* The year in which 'session' of the organ or body of 's' met, or 0 when no table
 * says. The tables' own edge: symbol_tables_as_of. */
uint32_t symbol_session_year(const struct symbol *s);
uint32_t symbol_tables_as_of(void);

#endif
