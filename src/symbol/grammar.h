/*
 * The grammar as the build compiles it from rules/symbols/<organ>.json.
 *
 * A file holds "about", "source", "closed" (its list is complete: what is near to a
 * series and in none is wrong; otherwise only look-alikes are reported), "families"
 * (name -> table of prefix -> body, for templates that many bodies share) and "series":
 * objects with "template", "title", "body" (slug of bodies.json or ""), and where they
 * apply "never_cited" and "check" (the plausibility check of doubt.c that fits).
 *
 * A template is literal text with typed parts and choices:
 *   {state}           a State's code (states.json)
 *   {number:1-99}     a number without leading zeros, the range may be left out
 *   {reports}         a number or a range of them, "8-10"
 *   {session:ga,1-99} as number, with the table of sessions.json that it counts in
 *   {year:registered,1976-2049}  four figures; "registered": year of registration
 *   {roman:ga}        a Roman numeral
 *   {part}            "A" or "A-B", with a space before it
 *   {communications}  several numbers in one symbol: "1461,1462&1477"
 *   {digits:1-4}      so many figures, leading zeros too
 *   {committee}       any name of "families"
 *   [L.|CRP.|]        one of these, here also nothing; choices do not nest
 *   < >               square brackets
 * A space before "(" may be left out in print; it belongs to the canonical form.
 */
#ifndef SYMBOL_GRAMMAR_H
#define SYMBOL_GRAMMAR_H

#include "base/bytes.h"
#include "symbol/symbol.h"

/* Kinds of typed edges, in the order in which they are tried. */
enum edge_kind {
	EDGE_STATE,
	EDGE_ROMAN,
	EDGE_YEAR,
	EDGE_COMMUNICATIONS,
	EDGE_REPORTS,
	EDGE_SESSION,
	EDGE_NUMBER,
	EDGE_DIGITS,
	EDGE_PART,
};

/* The word "check" of a series. */
enum series_check {
	CHECK_NONE,
	CHECK_GA_SESSION,
	CHECK_GA_OLD_RESOLUTION,
	CHECK_SC_RESOLUTION,
	CHECK_HRC_SESSION,
	CHECK_HRC_RESOLUTION,
	CHECK_HRC_DECISION,
	CHECK_CHR_RESOLUTION,
	CHECK_UPR_STATE,
	CHECK_COMMUNICATION,
	CHECK_TREATY_SESSION,
	CHECK_LONE, /* never a range: "A/RES/76-174" has a dash for a stroke */
};

/* The table that a session counts in. */
enum session_table {
	SESSION_OTHER,
	SESSION_GA,
	SESSION_HRC,
	SESSION_UPR,
	SESSION_TREATY, /* by the series' body */
};

/* One place in the trie. Literal edges come first, sorted by their character. */
struct trie_node {
	uint32_t literal; /* first of 'nliteral' in grammar.literal_ch and literal_to */
	uint16_t typed;	  /* first of 'ntyped' in grammar.typed */
	uint16_t series;  /* 1 + index of the series that ends here, or 0 */
	uint8_t nliteral, ntyped;
};

enum { SERIES_MODIFIER = UINT16_MAX }; /* trie_node.series of grammar.modifier_end: none */

struct trie_typed {
	uint32_t to;
	uint32_t min, max;
	uint8_t kind; /* enum edge_kind */
};

struct grammar_modifier {
	const char *word; /* "Add." */
	uint32_t then;	  /* bit i: modifier i may follow */
};

struct grammar_prefix {
	const char *text; /* "CEDAW", without its stroke */
	uint8_t n;
};

struct grammar {
	const struct trie_node *nodes; /* nodes[0] is the root */
	const char *literal_ch;	       /* a vector more than there are may be read */
	const uint16_t *literal_to;
	const struct trie_typed *typed;
	const struct series *series;
	uint32_t nnodes, nseries;
	const struct grammar_modifier *modifiers;
	uint32_t nmodifiers, most_modifiers;
	uint32_t modifier_root, modifier_end; /* nodes: "/Add.{number}" laid out for repair */
	const char *const *parts;	      /* words that open a parenthesis: "Vol." */
	uint32_t nparts;
	const struct grammar_prefix *prefixes; /* sorted */
	uint32_t nprefixes;
};

extern const struct grammar grammar;

/* The literal edge of 'node' over 'c' as an index, or LITERAL_NONE. */
#define LITERAL_NONE UINT32_MAX

static inline uint32_t literal_find(const struct trie_node *node, char c)
{
	for (uint32_t i = 0; i < node->nliteral; i += BYTES_VECTOR) {
		bytes16 v;
		uint64_t hits;

		memcpy(&v, grammar.literal_ch + node->literal + i, sizeof(v));
		hits = bytes_bits16(bytes_equal(v, c));
		if (hits && i + bits_first(hits) < node->nliteral)
			return node->literal + i + bits_first(hits);
	}
	return LITERAL_NONE;
}

#endif
