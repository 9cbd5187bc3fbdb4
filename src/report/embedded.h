/*
 * Files of this folder that are no C, put into the program by the build (cmake/embed.cmake).
 */
#ifndef REPORT_EMBEDDED_H
#define REPORT_EMBEDDED_H

#include "base/str.h"

struct embedded {
	struct str text;
	const char *sha256; /* in base64, for a Content-Security-Policy */
};

extern const struct embedded links_page_css, links_page_js;

#endif
