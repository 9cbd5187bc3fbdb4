/*
 * The answers that fault_routes.def and fault_sites.def name: answer_NAME. Each says its part on
 * the connection of 't'; false when that is to be closed.
 */
#ifndef LINK_FAULT_ROUTES_H
#define LINK_FAULT_ROUTES_H

#include "fault_talk.h"

#define ROUTE(prefix, function, what) bool answer_##function(struct talk *t);
#define SITE(host, function, what)    bool answer_##function(struct talk *t);
#include "fault_routes.def"
#include "fault_sites.def"
#undef ROUTE
#undef SITE

/* An honest 404; the front page; CONNECT as a proxy does. */
bool answer_missing(struct talk *t);
bool answer_home(struct talk *t);
bool answer_connect(struct talk *t);

/* The number at the start of 't->rest', which is moved behind it and a "/"; -1 where there is
 * none. */
int rest_number(struct talk *t);

/* 't->rest' up to "?" is this. */
bool rest_is(const struct talk *t, const char *word);

#endif
