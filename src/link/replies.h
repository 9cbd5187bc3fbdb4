/*
 * Recorded answers in place of the network: for the examples of link rules and for tests of
 * the verdicts. The same visit (visit.h) is made, of answers that a file has.
 *
 *   [ { "address": "https://example.org/a", "status": 302, "headers": { "Location": "/b" } },
 *     { "address": "https://example.org/b", "status": 200,
 *       "headers": { "Content-Type": "text/html" }, "body": "<title>…" },
 *     { "address": "https://example.org/c", "trouble": "dns" } ]
 *
 * "address": canonical or not; with "*" at its end it answers for all that begin so and have no
 * answer of their own (among them the probe of one that cannot exist). What has no answer at all
 * is as if the server said 404.
 * "method": "GET" (the default: it answers HEAD too, without its body) or "HEAD".
 * "status", "headers" and "body" as the server sends them; instead of "body", which is text,
 * "hex" has bytes as figures.
 * "trouble": why there is no answer, or no whole one: "dns", "connect", "tls", "timeout", "cut",
 * "garbage" or "refused"; "detail" says more.
 * "days": N repeats it as seen on N days, so that a failure counts as dead (on three).
 * "why": a remark for those who read the file.
 */
#ifndef LINK_REPLIES_H
#define LINK_REPLIES_H

#include "base/err.h"
#include "link/links.h"

/* Gives every link of 'ls' its verdict and standing from the recording in 'json'. FF_ECONFIG with
 * place and key when it makes no sense. */
enum status replies_verify(struct web_links *ls, struct str json, struct err *err);

#endif
