/*
 * The pictures of the link report's page: inline SVG for what has a shape, HTML for words, so
 * that words keep their size on a phone. Each says the same in words or in a table.
 */
#ifndef REPORT_LINKS_PICTURES_H
#define REPORT_LINKS_PICTURES_H

#include "report/links.h"

/* A bar a host, made of its groups; nothing where no address has a host. */
void links_picture_hosts(struct buf *out, const struct link_report *r);

/* How many failed at the end of each day of the trend; nothing for less than two days. */
void links_picture_trend(struct buf *out, const struct link_report *r);

/* The hosts of a report, by name, each once. */
struct link_host {
	struct str name;
	uint32_t groups[LINK_GROUPS];
	uint32_t n, unwell; /* addresses; those that are neither ok nor unasked */
};

struct link_hosts {
	struct link_host *at;
	uint32_t n;
};

void links_hosts(struct link_hosts *out, const struct link_report *r);

#endif
