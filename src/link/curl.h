/*
 * libcurl, loaded when it is first needed: it brings thirty libraries with it, which
 * would treble the time that every "check" needs to start. Called as libcurl.easy_init().
 *
 * Linked against is 7.88 (2023); an older one that lacks a function is refused.
 */
#ifndef LINK_CURL_H
#define LINK_CURL_H

#include <curl/curl.h>

#define CURL_FUNCTION(name) __typeof__(&curl_##name) name;
struct libcurl {
#include "link/curl.def"
};
#undef CURL_FUNCTION

/* Complete once curl_load has said NULL. */
extern struct libcurl libcurl;

/* NULL, or why there is no libcurl, and what to do. Safe from several threads. */
const char *curl_load(void);

#endif
