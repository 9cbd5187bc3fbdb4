/*
 * The steps between scan and apparatus, each in its file; only apparatus.c calls them,
 * in this order.
 */
#ifndef CITE_NOTE_H
#define CITE_NOTE_H

#include "cite/apparatus.h"

/* note.c: notes from candidates, with series, printed labels and restarts. */
void cite_notes(struct apparatus *ap);

/* sources_list.c: the document's own lists of sources and abbreviations; after cite_notes. */
void cite_sources_lists(struct apparatus *ap);

/* submission.c: where notes and text name a submission; after cite_sources_lists. */
void cite_submissions(struct apparatus *ap);

/* outline.c: what cross-references can point at; needs the Document alone. */
void cite_outline(struct apparatus *ap);

/* named.c: whose the named sources are and the symbols they stand for; after cite_symbols. */
void cite_named(struct apparatus *ap);

/* token.c: what every byte of a note is; after cite_notes and cite_symbols. Ties what the scan
 * found to the notes. */
void cite_tokens(struct apparatus *ap);

/* crossref.c: which locators point inside the document; after cite_scan. */
void cite_cross_references(struct apparatus *ap);

/* citation.c: what each note cites; after cite_tokens. */
void cite_citations(struct apparatus *ap);

/* resolve.c: what each source is, and what Ibid. and short forms stand for; after
 * cite_citations. */
void cite_resolve(struct apparatus *ap);

/* indicator.c: which candidates are indicators, with their numbers. */
void cite_indicators(struct apparatus *ap);

/* How many candidates are of the kind that the text's indicators are. */
uint32_t cite_candidates(const struct document *d);

/* speaker.c: who speaks of those that are named, and what references back stand for; after
 * cite_scan. */
void cite_speakers(struct apparatus *ap);

/* claim.c: the text that each indicator supports and the bodies named in it. */
void cite_claims(struct apparatus *ap);

/* link.c: ties by format or by printed number. */
void cite_link(struct apparatus *ap);

/*
 * align.c: ties where the notes carry no numbers. A monotone alignment of notes and
 * indicators by dynamic programming over the bodies that the claims name and the notes
 * cite; see the file for weights. Work is bounded: beyond ALIGN_CELLS pairs notes
 * are tied in plain order.
 */
enum { ALIGN_CELLS = 4 << 20 };
void cite_align(struct apparatus *ap);

#endif
