/*
 * What always holds of a Document, whatever it was read from, and of its apparatus.
 */
#ifndef FUZZ_DOCUMENT_H
#define FUZZ_DOCUMENT_H

#include "cite/apparatus.h"
#include "fuzz.h"

/* Reads the bytes as a file called 'name', cites them, and ends the process when the Document
 * is not sound. Returns 0. */
int fuzz_document(const uint8_t *bytes, size_t n, const char *name);

/* Ends the process when the apparatus is not sound: spans lie where they belong, indices point
 * into their lists, the tokens of a note cover every byte of it once. */
void fuzz_apparatus(const struct apparatus *ap);

#endif
