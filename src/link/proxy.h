/*
 * Which proxy the environment asks for: http_proxy, https_proxy, all_proxy and no_proxy, as
 * curl reads them. Asked here and not left to libcurl, because whether a proxy stands between
 * decides what can be judged of an address (gate.h).
 */
#ifndef LINK_PROXY_H
#define LINK_PROXY_H

#include "base/str.h"

/* The proxy for this host, or NULL: it is asked directly. The text is the environment's. */
const char *proxy_for(struct str host, bool https);

/* 'list' is that of no_proxy: names divided by commas or blanks, each with all below it; "*" for
 * all. */
bool proxy_is_spared(struct str host, const char *list);

#endif
