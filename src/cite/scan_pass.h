/*
 * The pass over the text, seen by its parts. scan.c finds where something may begin; these look
 * closely and put what they find into the apparatus. Each returns the bytes it took, or 0.
 */
#ifndef CITE_SCAN_PASS_H
#define CITE_SCAN_PASS_H

#include "base/bytes.h"
#include "cite/scan.h"

struct pass {
	struct apparatus *ap;
	struct arena *arena;
	struct str text;
	uint32_t block;
	uint32_t end; /* of the block */
	bool note;    /* the block is a note */
	bool cell;    /* … a cell of a table */

	const uint64_t *words;	     /* a bit a byte: letters and figures */
	struct bits_cursor openings; /* where something may begin */
};

/* What is left of the block from 'at' on. */
static inline struct str pass_rest(const struct pass *p, uint32_t at)
{
	return str_part(p->text, at, p->end);
}

/* scan_symbol.c. The word is [at, end), the block begins at 'begin'. */
bool symbol_may_begin(const struct pass *p, uint32_t at, uint32_t end, uint32_t begin);
uint32_t take_symbol(struct pass *p, uint32_t at);
uint32_t take_registrations(struct pass *p, uint32_t at, uint32_t end);
size_t figures_scan(struct str text, uint32_t *value); /* up to nine figures: bytes, or 0 */

/* scan_body.c */
uint32_t take_body(struct pass *p, uint32_t at, uint32_t begin);
uint32_t take_pronoun(struct pass *p, uint32_t at, uint32_t size);

/* scan_named.c: resolutions, general comments; scan_record.c: publications. The word at 'at' may be
 * any; the ways in make sure that few are looked at. */
uint32_t take_named(struct pass *p, uint32_t at);
uint32_t take_record(struct pass *p, uint32_t at);
uint32_t take_number(struct pass *p, uint32_t at); /* at a figure: the next of several */
struct named *add_named(struct pass *p, uint8_t form, uint32_t begin, uint32_t end);
size_t numero_scan(struct str text); /* "No. ", "Nos. ": bytes, or 0 */

/* The second letter may be that of a source's name or a law's: "Re", "General", "Of", "I.C.J.";
 * spares most capitals the rest. */
static inline bool capital_may_name(char first, char second)
{
#define BIT(letter) (1u << ((letter) - 'a'))
	static const uint32_t seconds[26] = {
		['A' - 'A'] = BIT('c'), ['C' - 'A'] = BIT('o'), ['D' - 'A'] = BIT('e'),
		['G' - 'A'] = BIT('e'), ['L' - 'A'] = BIT('a'), ['N' - 'A'] = BIT('o'),
		['O' - 'A'] = BIT('f'), ['R' - 'A'] = BIT('e'), ['S' - 'A'] = BIT('a') | BIT('u'),
		['T' - 'A'] = BIT('r'),
	};
#undef BIT

	if (!is_lower(second))
		return first == 'I' && (second == '.' || second == 'C');
	return is_upper(first) && (seconds[first - 'A'] >> (second - 'a') & 1);
}

/* scan_law.c: at a noun of 'size' bytes. */
void see_law(struct pass *p, uint32_t at, uint32_t size);

/* The small words that a named source begins with, by their first four letters. */
static inline bool named_may_begin(const struct pass *p, uint32_t at)
{
	const char *text = p->text.p + at;

	return at + 4 < p->end && (memcmp(text, "reso", 4) == 0 || memcmp(text, "gene", 4) == 0 ||
				   memcmp(text, "deci", 4) == 0);
}

/* scan_locator.c; the first two are for lists of any kind. */
size_t list_spaces_scan(struct str text, size_t n); /* offset behind the spaces at 'n' */
size_t list_joint_scan(struct str text);	    /* ", ", " and ", a dash: bytes, or 0 */

/* The locator whose number begins at 'at': its word stands before. Bytes from 'at' on. */
uint32_t take_locator(struct pass *p, uint32_t at, uint32_t begin);
/* The same where the word [at, end) may be a roman numeral or a letter; it has a capital. */
uint32_t take_numeral(struct pass *p, uint32_t at, uint32_t end, uint32_t begin);
/* "p. iv": at the "p". */
uint32_t take_roman_page(struct pass *p, uint32_t at, uint32_t begin);
/* ", annex" behind a source, without a number. */
uint32_t take_bare_annex(struct pass *p, uint32_t at);

#endif
