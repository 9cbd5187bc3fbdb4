/*
 * Word files made of the Markdown that the bench plants errors in: headings ("# "), paragraphs of
 * one line, notes ("[^12]" and "[^12]: …", further paragraphs indented) and escapes.
 *
 * Notes are footnotes of Word's own, numbered by their references; the numbers of paragraphs and
 * headings are typed. Words are cut across runs, and symbols and addresses put in hyperlinks, at
 * random. The writer says what text the file shows, so that nothing of places is asked of the
 * reader that is to be tested.
 */
#ifndef BENCH_WORD_H
#define BENCH_WORD_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/vec.h"

/* A stretch of the text shown and what it was in the Markdown: byte for byte where both are as
 * long, else as a whole. */
struct word_stretch {
	uint32_t text, text_n;
	uint32_t markdown, markdown_n;
};

struct word_file {
	struct str bytes; /* the zip file */
	struct str text;  /* what "footfault text" should print */
	VEC(struct word_stretch) map;
	VEC(uint32_t) calls; /* of note N + 1: its number in the Markdown */
};

/* Everything lives in 'a'. Equal seeds make equal files. Word files are 'packed'; those that are
 * not are made in a tenth of the time. */
void word_write(struct word_file *out, struct arena *a, struct str markdown, uint64_t seed,
		bool packed);

/* A span of the text in the Markdown: what it was made of. */
void word_place(const struct word_file *w, size_t *begin, size_t *end);

#endif
