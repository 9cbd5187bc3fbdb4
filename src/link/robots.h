/*
 * robots.txt (RFC 9309): which paths of a host a program may ask for.
 *
 * The groups that name the program count, together; where none does, those for "*". Of the
 * rules that match, the longest wins, "Allow" before "Disallow"; "*" and "$" in them mean what
 * the RFC says. "Crawl-delay" is no part of it and is heeded all the same. Lines that make no
 * sense are passed over; the text may be cut anywhere.
 */
#ifndef LINK_ROBOTS_H
#define LINK_ROBOTS_H

#include "base/str.h"

/* What of a robots.txt is read, in bytes (RFC 9309, 2.5). */
enum { ROBOTS_BYTES = 500 << 10, ROBOTS_DELAY_MOST = 30 };

/* 'agent' is the product's name ("footfault"); 'path' with its query, percent-encoded. */
bool robots_allow(struct str text, struct str agent, struct str path);

/* Seconds between two requests that are asked for, ROBOTS_DELAY_MOST at most; 0: not said. */
uint32_t robots_delay(struct str text, struct str agent);

#endif
