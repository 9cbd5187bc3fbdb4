/* Letters and figures that are taken for one another, in print and by machines. */
#ifndef SYMBOL_GLYPH_H
#define SYMBOL_GLYPH_H

#include "base/str.h"

/* The ASCII character that 'code' cannot be told from (Cyrillic and Greek capitals,
 * full-width forms), or '\0'. */
char glyph_ascii(uint32_t code);

/* A stroke, or what becomes of one: I l 1 | ! \ and the like. */
bool glyph_is_stroke(char c);

/* One of the signs that stand between parts: / . - and what is taken for them. */
bool glyph_is_separator(char c);

/* 'seen' may be a bad print of 'meant': O for 0, G for C, S for 5 … */
bool glyph_like(char seen, char meant);

/* The figure that 'c' may stand for, or -1. */
int glyph_digit(char c);

/* 'word' is a known first component or one cheap step from it. */
bool prefix_near(struct str word);

#endif
