/* Answers that lead elsewhere or depend on what was asked before: redirects, cookies, rates. */
#include "fault_routes.h"

#include "fault_body.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* ---- redirects ----------------------------------------------------------------------- */

/* An answer with one header of its own, NAME: VALUE. */
static bool lead(struct talk *t, int status, const char *name, const char *value, const char *more)
{
	char *headers;
	bool said;

	if (asprintf(&headers, "%s: %s\r\n%s", name, value, more) < 0)
		abort();
	said = talk_html(t, status, headers,
			 "<title>Elsewhere</title><p>What you want is elsewhere.</p>");
	free(headers);
	return said;
}

/* In place: "%20" is a blank. */
static char *percent_decode(char *text)
{
	char *out = text, hex[3] = "";

	for (char *p = text; *p; p++) {
		if (*p == '%' && isxdigit((unsigned char)p[1]) && isxdigit((unsigned char)p[2])) {
			hex[0] = p[1];
			hex[1] = p[2];
			*out++ = (char)strtol(hex, NULL, 16);
			p += 2;
		} else {
			*out++ = *p;
		}
	}
	*out = '\0';
	return text;
}

bool answer_to(struct talk *t)
{
	int status = rest_number(t);
	char *where = percent_decode(strdup(t->query));
	bool said = status < 300 ? answer_missing(t) : lead(t, status, "Location", where, "");

	free(where);
	return said;
}

bool answer_nowhere(struct talk *t)
{
	int status = rest_number(t);

	return status < 300 ? answer_missing(t) : talk_html(t, status, "", "<title>Moved</title>");
}

bool answer_two_locations(struct talk *t)
{
	return lead(t, 302, "Location", "/page/first", "Location: /page/second\r\n");
}

bool answer_chain(struct talk *t)
{
	char where[64];
	int n = rest_number(t), status = rest_number(t);

	if (n < 0)
		return answer_missing(t);
	if (n == 0)
		return talk_page(t, 200, "The end of a chain", "chain");
	if (status < 0)
		snprintf(where, sizeof(where), "/chain/%d", n - 1);
	else
		snprintf(where, sizeof(where), "/chain/%d/%d", n - 1, status);
	return lead(t, status < 0 ? 302 : status, "Location", where, "");
}

bool answer_circle(struct talk *t)
{
	char where[64];
	int n = rest_number(t), i = rest_number(t);

	if (n < 1 || i < 0)
		return answer_missing(t);
	snprintf(where, sizeof(where), "/circle/%d/%d", n, (i + 1) % n);
	return lead(t, 302, "Location", where, "");
}

bool answer_grow(struct talk *t)
{
	char *where;
	bool said;

	if (asprintf(&where, "/grow?%sa", t->query) < 0)
		abort();
	said = lead(t, 302, "Location", where, "");
	free(where);
	return said;
}

static bool refresh_to(struct talk *t, int seconds, const char *where, const char *words)
{
	char *html;
	bool said;

	if (asprintf(&html,
		     "<!DOCTYPE html><html><head><title>Elsewhere</title>"
		     "<META HTTP-EQUIV=refresh content=\"%d; "
		     "URL='%s'\"></head><body>%s</body></html>",
		     seconds, where, words) < 0)
		abort();
	said = talk_html(t, 200, "", html);
	free(html);
	return said;
}

bool answer_refresh(struct talk *t)
{
	return refresh_to(t, 0, t->query,
			  "<p>If you have not been redirected, follow the link.</p>");
}

bool answer_refresh_late(struct talk *t)
{
	char *words = body_words(t->target, 200);
	bool said = refresh_to(t, 300, t->query, words);

	free(words);
	return said;
}

bool answer_refresh_header(struct talk *t)
{
	char *value;
	bool said;

	if (asprintf(&value, "0; url=%s", t->query) < 0)
		abort();
	said = lead(t, 200, "Refresh", value, "");
	free(value);
	return said;
}

bool answer_refresh_circle(struct talk *t)
{
	char where[64];
	int n = rest_number(t), i = rest_number(t);

	if (n < 1 || i < 0)
		return answer_missing(t);
	snprintf(where, sizeof(where), "/refresh-circle/%d/%d", n, (i + 1) % n);
	return refresh_to(t, 0, where, "");
}

bool answer_refresh_then_circle(struct talk *t)
{
	return refresh_to(t, 0, "/to/302?/refresh-then-circle", "");
}

bool answer_script_redirect(struct talk *t)
{
	char *html;
	bool said;

	if (asprintf(&html, "<html><head><script>location.replace('%s')</script></head></html>",
		     t->query) < 0)
		abort();
	said = talk_html(t, 200, "", html);
	free(html);
	return said;
}

/* ---- cookies ------------------------------------------------------------------------- */

bool answer_cookie_needed(struct talk *t)
{
	char *cookies = talk_header(t, "Cookie");
	bool there = cookies && strstr(cookies, "wall=passed");

	free(cookies);
	return there ? talk_page(t, 200, "Behind the cookie wall", "cookie")
		     : lead(t, 302, "Location", t->target, "Set-Cookie: wall=passed; Path=/\r\n");
}

bool answer_cookie_never(struct talk *t)
{
	return lead(t, 302, "Location", t->target, "Set-Cookie: wall=never; Path=/\r\n");
}

bool answer_cookie_give(struct talk *t)
{
	return talk_html(
		t, 200, "Set-Cookie: secret=of-this-host; Path=/\r\n",
		"<title>A cookie</title><p>This page comes with a cookie that no other host may "
		"see, as is the custom with cookies of any kind.</p>");
}

bool answer_cookie_for(struct talk *t)
{
	char *header;
	bool said;

	if (asprintf(&header, "Set-Cookie: secret=of-%s; Path=/; Domain=%s\r\n", t->host,
		     t->query) < 0)
		abort();
	said = talk_html(
		t, 200, header,
		"<title>A cookie</title><p>This page comes with a cookie that claims to be "
		"for more hosts than the one that gives it.</p>");
	free(header);
	return said;
}

/* ---- rates --------------------------------------------------------------------------- */

/* The first N requests of "N/KEY" are still to come. */
static bool comes_before(struct talk *t, int n)
{
	return n > 0 && talk_before(t, t->target) < (unsigned)n;
}

static bool refuse_with(struct talk *t, int status)
{
	static const char *const day[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
	char header[FAULT_NAME] = "", *value = percent_decode(strdup(t->query));
	static const char html[] = "<title>Too much</title><p>Come again later.</p>";

	if (strncmp(value, "date+", 5) == 0) {
		time_t at = time(NULL) + atoi(value + 5);
		struct tm tm;
		char when[64];

		gmtime_r(&at, &tm);
		strftime(when, sizeof(when), "%d %b %Y %H:%M:%S GMT", &tm);
		snprintf(header, sizeof(header), "Retry-After: %s, %s\r\n", day[tm.tm_wday], when);
	} else if (*value) {
		snprintf(header, sizeof(header), "Retry-After: %s\r\n", value);
	}
	free(value);
	return talk_html(t, status, header, html);
}

bool answer_limit(struct talk *t)
{
	return comes_before(t, rest_number(t)) ? refuse_with(t, 429) : answer_page(t);
}

bool answer_busy(struct talk *t)
{
	return comes_before(t, rest_number(t)) ? refuse_with(t, 503) : answer_page(t);
}

bool answer_flaky(struct talk *t)
{
	int status = *t->query ? atoi(t->query) : 503;

	return comes_before(t, rest_number(t))
		       ? talk_html(t, status, "", "<title>Try again</title>")
		       : answer_page(t);
}

bool answer_cut_then(struct talk *t)
{
	return comes_before(t, rest_number(t)) ? answer_cut_length(t) : answer_page(t);
}

bool answer_reset_then(struct talk *t)
{
	return comes_before(t, rest_number(t)) ? answer_reset_before(t) : answer_page(t);
}
