/*
 * The numbers of paragraphs and headings, whatever their shape: "12", "12 bis", "12A", "5.3",
 * "2.4.1"; "IV", "B", "3". Readers find them, cross-references look for them.
 */
#ifndef DOC_NUMBER_H
#define DOC_NUMBER_H

#include "base/arena.h"
#include "base/str.h"

enum {
	NUMBER_DIGITS = 4,  /* no paragraph is numbered 10,000 */
	NUMBER_FIGURES = 3, /* "2.4.1"; no text goes deeper */
};

struct paragraph_number {
	uint32_t figures[NUMBER_FIGURES]; /* those that are missing are 0 */
	uint8_t more; /* "A" is 1 and so on; "bis" 2, "ter" 3 and so on; 0 for neither */
	bool latin;   /* 'more' is "bis", "ter" … */
};

/* The second and the third figure with their stops, a letter or "bis" behind the first figure,
 * which ended before 'text'. Bytes, 0 where nothing of it follows. */
size_t number_rest_scan(struct str text, struct paragraph_number *out);

/* The whole of 's' as the number of a paragraph; a stop at its end is allowed. */
bool number_parse(struct str s, struct paragraph_number *out);

/* Ascends as the text counts: 5, 5 bis, 5.1, 5.1 bis, 5.2, 6. */
uint64_t number_key(const struct paragraph_number *n);

/* The key behind those of 'n' and of all that is counted under it: "5" holds 5.1 and 5 bis. */
uint64_t number_key_end(const struct paragraph_number *n);

void number_of_key(uint64_t key, struct paragraph_number *out);

/* "5.3 bis", without a stop. */
struct str number_show(struct arena *a, const struct paragraph_number *n);

/* 1, 1.1, 1.1.1: what a text's numbers begin with. */
bool number_starts(const struct paragraph_number *n);

/* 'next' stands directly behind 'n' in a text that leaves nothing out. */
bool number_follows(const struct paragraph_number *n, const struct paragraph_number *next);

/* The value of a well-formed roman numeral below 400, else 0; and the numeral of a value. */
uint32_t roman_parse(struct str s);
struct str roman_of(struct arena *a, uint32_t value);

#endif
