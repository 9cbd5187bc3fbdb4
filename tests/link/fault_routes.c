/* Which fault is meant, and answers that are whole: pages, statuses, walls, whole sites. */
#include "fault_routes.h"

#include "fault_body.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *prefix, *what;
	bool (*answer)(struct talk *t);
} routes[] = {
#define ROUTE(prefix, function, what) {prefix, what, answer_##function},
#include "fault_routes.def"
#undef ROUTE
};

static const struct {
	const char *host, *what;
	bool (*answer)(struct talk *t);
} sites[] = {
#define SITE(host, function, what) {host, what, answer_##function},
#include "fault_sites.def"
#undef SITE
};

enum { ROUTES = sizeof(routes) / sizeof(routes[0]), SITES = sizeof(sites) / sizeof(sites[0]) };

void fault_list(void)
{
	for (int i = 0; i < ROUTES; i++)
		printf("%-24s %s\n", routes[i].prefix, routes[i].what);
	for (int i = 0; i < SITES; i++)
		printf("%-24s %s\n", sites[i].host, sites[i].what);
}

/* "/page/" begins it, "/login" is it but for a query. */
static bool route_fits(const char *prefix, const char *target)
{
	size_t n = strlen(prefix);

	return strncmp(prefix, target, n) == 0 &&
	       (prefix[n - 1] == '/' || prefix[n - 1] == '?' || strchr("?", target[n]));
}

bool fault_answer(struct talk *t)
{
	if (strcmp(t->method, "CONNECT") == 0)
		return answer_connect(t);
	for (int i = 0; i < ROUTES; i++)
		if (route_fits(routes[i].prefix, t->target)) {
			t->rest = t->target + strlen(routes[i].prefix);
			return routes[i].answer(t);
		}
	if (strcmp(t->target, "/") == 0)
		return answer_home(t);
	for (int i = 0; i < SITES; i++)
		if (strcmp(sites[i].host, t->host) == 0)
			return sites[i].answer(t);
	return answer_missing(t);
}

int rest_number(struct talk *t)
{
	char *end;
	long n = strtol(t->rest, &end, 10);

	if (end == t->rest || n < 0 || n > 1000000000 || (*end && *end != '/' && *end != '?'))
		return -1;
	t->rest = end + (*end == '/');
	return (int)n;
}

bool rest_is(const struct talk *t, const char *word)
{
	size_t n = strlen(word);

	return strncmp(t->rest, word, n) == 0 && (!t->rest[n] || t->rest[n] == '?');
}

/* ---- whole answers ------------------------------------------------------------------- */

bool talk_answer(struct talk *t, int status, const char *headers, const char *body, size_t n)
{
	bool none = status == 204 || status == 304;

	if (!body)
		n = 0;
	if (!talk_say(t, "HTTP/1.1 %d %s\r\n%s", status, status < 400 ? "Yes" : "No", headers))
		return false;
	if (none ? !talk_say(t, "\r\n") : !talk_say(t, "Content-Length: %zu\r\n\r\n", n))
		return false;
	return none || t->head || talk_send(t, body, n);
}

bool talk_html(struct talk *t, int status, const char *headers, const char *body)
{
	char *all;
	bool said;

	if (asprintf(&all, "Content-Type: text/html; charset=utf-8\r\n%s", headers) < 0)
		abort();
	said = talk_answer(t, status, all, body, strlen(body));
	free(all);
	return said;
}

/* talk_html of a text that is made by printf. */
static bool say_html(struct talk *t, int status, const char *headers, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

static bool say_html(struct talk *t, int status, const char *headers, const char *format, ...)
{
	char *body;
	va_list args;
	bool said;

	va_start(args, format);
	if (vasprintf(&body, format, args) < 0)
		abort();
	va_end(args);
	said = talk_html(t, status, headers, body);
	free(body);
	return said;
}

/* A copy in which all but letters and digits is a blank. */
static char *plain_words(const char *text)
{
	char *copy = strdup(text);

	for (char *p = copy; *p; p++)
		if (!isalnum((unsigned char)*p))
			*p = ' ';
	return copy;
}

/* An honest page: 'extra' is HTML of its own. */
static bool page_with(struct talk *t, int status, const char *title, const char *seed,
		      const char *extra)
{
	char *words = body_words(seed, 300), *name = plain_words(title);
	bool said = say_html(
		t, status, "",
		"<!DOCTYPE html>\n<html lang=\"en\"><head><title>%s</title></head>\n"
		"<body id=\"top\"><h1>%s</h1>%s\n%s"
		"<p id=note-1>First note. <span id='note-2'>Second note.</span></p>"
		"<a name=\"old-anchor\"></a><p ID=\"note-3\">Third note.</p></body></html>\n",
		name, name, extra, words);

	free(words);
	free(name);
	return said;
}

bool talk_page(struct talk *t, int status, const char *title, const char *seed)
{
	return page_with(t, status, title, seed, "");
}

bool answer_missing(struct talk *t)
{
	return talk_html(
		t, 404, "",
		"<title>Not found</title><h1>Not found</h1><p>There is no such page here.</p>\n");
}

bool answer_home(struct talk *t)
{
	return page_with(
		t, 200, "Welcome to our site", t->host,
		"<ul><li><a href=\"/section/all\">All</a></li><li><a href=\"/login\">Sign in"
		"</a></li></ul>");
}

bool answer_page(struct talk *t)
{
	return talk_page(t, 200, t->rest, t->target);
}

bool answer_symbol(struct talk *t)
{
	char *line;
	bool said;

	if (asprintf(&line, "<p>Distr.: General. Symbol: <b>%s</b></p>", t->rest) < 0)
		abort();
	said = page_with(t, 200, "A document", t->target, line);
	free(line);
	return said;
}

bool answer_delay(struct talk *t)
{
	int ms = rest_number(t);

	return ms < 0 ? answer_missing(t) : talk_wait(t, ms) && answer_page(t);
}

bool answer_text(struct talk *t)
{
	char *words = body_words(t->target, 30) + 3; /* one paragraph, behind its tag */
	bool said = talk_answer(t, 200, "Content-Type: text/plain\r\n", words, strcspn(words, "<"));

	free(words - 3);
	return said;
}

bool answer_echo(struct talk *t)
{
	return say_html(t, 200, "", "<title>Headers</title><pre>%s %s\n%s</pre>", t->method,
			t->target, t->headers);
}

bool answer_section(struct talk *t)
{
	if (!rest_is(t, "all"))
		return answer_missing(t);
	return page_with(t, 200, "All documents", "section",
			 "<ul><li><a href=\"/page/1\">One</a></li><li><a "
			 "href=\"/page/2\">Two</a></li></ul>");
}

static bool say_utf16(struct talk *t)
{
	static const char html[] =
		"<!DOCTYPE html><title>Sixteen bits</title><body id=\"wide\"><p>Words in "
		"sixteen bits each, about treaties and their bodies, of which there are "
		"ten, with reports of the States parties every four years.</p>";
	char wide[2 * sizeof(html)] = {'\xff', '\xfe'};

	for (size_t i = 0; html[i]; i++) {
		wide[2 + 2 * i] = html[i];
		wide[3 + 2 * i] = 0;
	}
	return talk_answer(t, 200, "Content-Type: text/html\r\n", wide, sizeof(wide));
}

bool answer_language(struct talk *t)
{
	static const char latin[] =
		"<!DOCTYPE html><title>Comit\xe9</title><p>Le Comit\xe9 a \xe9t\xe9 cr\xe9\xe9 "
		"pour surveiller la mise en oeuvre du trait\xe9 par les \xc9tats parties.";
	static const char untyped[] =
		"<!DOCTYPE html><title>No type</title><p>Words of a page that has no type "
		"at all in its headers, and is a page all the same.";

	if (rest_is(t, "utf-16"))
		return say_utf16(t);
	if (rest_is(t, "latin-1"))
		return talk_answer(t, 200, "Content-Type: text/html; charset=iso-8859-1\r\n", latin,
				   sizeof(latin) - 1);
	if (rest_is(t, "russian"))
		return talk_html(
			t, 200, "",
			"<!DOCTYPE html><title>Комитет</title><p>Комитет по правам человека "
			"рассмотрел доклад государства-участника и принял замечания.</p>");
	if (rest_is(t, "untyped"))
		return talk_answer(t, 200, "", untyped, sizeof(untyped) - 1);
	return answer_missing(t);
}

bool answer_robots(struct talk *t)
{
	const char *text = talk_robots(t);
	int status = text ? atoi(text) : 404;

	if (status)
		return talk_html(t, status, "", "<title>No robots.txt</title>");
	return talk_answer(t, 200, "Content-Type: text/plain\r\n", text, strlen(text));
}

bool answer_status(struct talk *t)
{
	int status = rest_number(t);

	if (status < 200 || status > 999)
		return answer_missing(t);
	if (rest_is(t, "empty"))
		return talk_answer(t, status, "", NULL, 0);
	return say_html(t, status, "",
			"<title>Status %d</title><p>The status of this page is %d.</p>", status,
			status);
}

bool answer_phrase(struct talk *t)
{
	int status = rest_number(t);

	return status < 200 ? answer_missing(t)
			    : talk_say(t,
				       "HTTP/1.1 %d\r\nContent-Type: text/html\r\nContent-Length: "
				       "30\r\n\r\n%s",
				       status, t->head ? "" : "<title>Phrase</title>No words.");
}

bool answer_auth(struct talk *t)
{
	char *value = talk_header(t, "Authorization");

	if (!value)
		return talk_html(t, 401, "WWW-Authenticate: Basic realm=\"papers\"\r\n",
				 "<title>401</title><p>Name and password, please.</p>");
	free(value);
	return answer_page(t);
}

/* ---- pages that are not what was asked ----------------------------------------------- */

bool answer_login(struct talk *t)
{
	return talk_html(
		t, 200, "",
		"<!DOCTYPE html><title>Sign in</title><form method=post action=/login>"
		"<label>User name <input name=user></label><label>Password "
		"<input type=\"password\" name=password></label><button>Sign in</button></form>");
}

bool answer_soft_page(struct talk *t)
{
	return talk_html(
		t, 200, "",
		"<!DOCTYPE html><title>Page not found</title><h1>Page not found</h1>"
		"<p>We are sorry, but the page you are looking for does not exist. It may have "
		"been "
		"moved, or it may have been removed altogether. Use the search or go to the "
		"front page.</p>");
}

static const char script[] =
	"<!DOCTYPE html><html><head><script>window.k='f0';(function(){var "
	"a=document.cookie;function b(c){return c.split('').reverse().join('')}"
	"document.cookie='t='+b(a);location.reload()})()</script></head><body></body></"
	"html>";

bool answer_wall(struct talk *t)
{
	if (rest_is(t, "202"))
		return talk_html(t, 202, "x-amzn-waf-action: challenge\r\n", "");
	if (rest_is(t, "202-plain"))
		return talk_html(t, 202, "", script);
	if (rest_is(t, "403"))
		return answer_site_wall(t);
	if (rest_is(t, "503"))
		return talk_html(
			t, 503, "Server: cloudflare\r\n",
			"<title>Just a moment...</title><p>Checking your browser before accessing "
			"the site. Please enable JavaScript and cookies to continue.</p>");
	if (rest_is(t, "script"))
		return talk_html(t, 200, "", script);
	if (rest_is(t, "999"))
		return talk_html(t, 999, "", script);
	if (rest_is(t, "captcha"))
		return talk_html(
			t, 200, "",
			"<title>Security check</title><p>Please verify you are a human.</p>"
			"<div class=\"g-recaptcha\" data-sitekey=\"k\"></div>");
	return answer_missing(t);
}

bool answer_app(struct talk *t)
{
	return answer_site_app(t);
}

/* ---- sites --------------------------------------------------------------------------- */

static const char sorry[] =
	"<p>The documents of the committee are kept in the archive of the secretariat. "
	"Choose a session and a country in the list on the left hand to see what was "
	"submitted, and by whom, or write to the address below.</p>";

bool answer_site_soft(struct talk *t)
{
	return say_html(t, 200, "",
			"<!DOCTYPE html><title>The archive</title><h1>The archive</h1>%s", sorry);
}

bool answer_site_echo(struct talk *t)
{
	char *words = body_words("archive", 300);
	bool said = say_html(
		t, 200, "",
		"<!DOCTYPE html><title>The archive: %s</title><h1>The archive</h1><p>%s</p>%s",
		t->target, t->target, words);

	free(words);
	return said;
}

bool answer_site_vary(struct talk *t)
{
	char *words = body_words("archive", 150);
	bool said = say_html(
		t, 200, "",
		"<!DOCTYPE html><title>The archive</title><h1>The archive</h1>%s<p>You are "
		"visitor %u.</p>",
		words, 4711 + talk_before(t, "vary"));

	free(words);
	return said;
}

bool answer_site_says(struct talk *t)
{
	return answer_soft_page(t);
}

static bool redirect(struct talk *t, int status, const char *where)
{
	char *header;
	bool said;

	if (asprintf(&header, "Location: %s\r\n", where) < 0)
		abort();
	said = talk_html(t, status, header, "<title>Moved</title>");
	free(header);
	return said;
}

bool answer_site_home(struct talk *t)
{
	return redirect(t, 301, "/");
}

bool answer_site_login(struct talk *t)
{
	return redirect(t, 302, "/login");
}

bool answer_site_section(struct talk *t)
{
	return redirect(t, 301, "/section/all");
}

bool answer_site_error(struct talk *t)
{
	return redirect(t, 302, "/404");
}

bool answer_site_empty(struct talk *t)
{
	return talk_html(t, 200, "", "");
}

bool answer_site_app(struct talk *t)
{
	return talk_html(
		t, 200, "",
		"<!DOCTYPE html><html><head><title>Portal</title><script src=\"/main.9f2.js\" "
		"defer>"
		"</script></head><body><div id=\"root\"></div><noscript>You need to enable "
		"JavaScript to run this app.</noscript></body></html>");
}

bool answer_site_robot(struct talk *t)
{
	char *agent = talk_header(t, "User-Agent");
	bool browser = agent && strstr(agent, "Mozilla/5.0 (Windows");

	free(agent);
	return browser ? talk_page(t, 200, t->target, t->target) : answer_missing(t);
}

bool answer_site_down(struct talk *t)
{
	return talk_html(t, 503, "", "<title>Down</title><p>Down for maintenance.</p>");
}

bool answer_site_wall(struct talk *t)
{
	return talk_html(
		t, 403, "cf-mitigated: challenge\r\nServer: cloudflare\r\n",
		"<title>Just a moment...</title><p>Enable JavaScript and cookies to continue</p>");
}

bool answer_site_script(struct talk *t)
{
	return talk_html(t, 200, "", script);
}

bool answer_site_auth(struct talk *t)
{
	return talk_html(t, 401, "WWW-Authenticate: Basic realm=\"papers\"\r\n",
			 "<title>401</title>");
}
