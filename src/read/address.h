/*
 * Internet addresses as readers see them: where one begins and ends in a line, and
 * whether a line end has broken it. What an address is good for, cite/ decides.
 */
#ifndef READ_ADDRESS_H
#define READ_ADDRESS_H

#include "base/str.h"

/* Bytes of the address at the start of 'text' ("http://…", "https://…", "www.…"), without
 * the punctuation of the sentence around it; 0 when there is none. Ends at white space and
 * at any of <>"`[]|^ and the curly quotes; at most ADDRESS_MAX bytes are looked at. */
size_t address_scan(struct str text);

/* The same for the rest of an address that began on the line before. */
size_t address_rest_scan(struct str text);

/*
 * True when 'before', the text up to a line's end, ends in an address that goes on at the
 * start of 'after', the next line: the line end (and the white space around it) belongs to
 * nobody. Looks at ADDRESS_MAX bytes of either side.
 */
bool address_continues(struct str before, struct str after);

enum { ADDRESS_MAX = 2048 };

#endif
