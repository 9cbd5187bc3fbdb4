/* Letters and figures that are taken for one another, in print and by machines. */
#ifndef SYMBOL_GLYPH_H
#define SYMBOL_GLYPH_H

#include "base/str.h"

/* The ASCII character that 'code' cannot be told from (Cyrillic and Greek capitals,
 * full-width forms), or '\0'. */
char glyph_ascii(uint32_t code);

/*
 * One bit a set of characters that are taken for one another:
 * O0QDo  Il1|!i/\  Z2z  S5s  B8  CGce(  EFe  PRp  UVuv  HNh  KXk  G6b  gq9
 * and three classes of their own. A table, because the search asks at every edge.
 */
enum {
	GLYPH_STROKE = 1 << 13,
	GLYPH_SEPARATOR = 1 << 14,
	GLYPH_JUNK = 1 << 15,
	GLYPH_SETS = GLYPH_STROKE - 1,
};

extern const uint16_t glyph_classes[256];

static inline uint16_t glyph_class(char c)
{
	return glyph_classes[(unsigned char)c];
}

/* A stroke, or what becomes of one: I l 1 | ! \ and the like. */
static inline bool glyph_is_stroke(char c)
{
	return glyph_class(c) & GLYPH_STROKE;
}

/* One of the signs that stand between parts: / . - and what is taken for them. */
static inline bool glyph_is_separator(char c)
{
	return glyph_class(c) & GLYPH_SEPARATOR;
}

/* What may be too many in a symbol: strokes, stops, O beside O. */
static inline bool glyph_is_junk(char c)
{
	return glyph_class(c) & GLYPH_JUNK;
}

/* 'seen' may be a bad print of 'meant': O for 0, G for C, S for 5 … */
static inline bool glyph_like(char seen, char meant)
{
	return seen == meant || (glyph_class(seen) & glyph_class(meant) & GLYPH_SETS);
}

/* The figure that 'c' may stand for, or -1. */
int glyph_digit(char c);

/* 'word' is a known first component or one cheap step from it. */
bool prefix_near(struct str word);

#endif
