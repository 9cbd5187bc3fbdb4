/*
 * Headers by which a site says that it wants to know whether a person asks ("walls" of
 * rules/hosts.json).
 */
#ifndef LINK_WALL_H
#define LINK_WALL_H

#include "base/str.h"

/* What one header of an answer says: enum wall (reply.h). Capitals do not count. */
unsigned wall_of_header(struct str name, struct str value);

#endif
