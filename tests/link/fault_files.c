/* Files that are what they are called or not, compressed bodies, and HEAD that lies. */
#include "fault_routes.h"

#include "fault_body.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A file as its name ends: type, first bytes; padded with 'FILE_SIZE' bytes in all. */
enum { FILE_SIZE = 20000 };

struct kind {
	const char *ending, *type, *magic;
	size_t n;
};

#define KIND(ending, type, magic)                                                                  \
	{                                                                                          \
		ending, type, magic, sizeof(magic) - 1                                             \
	}
static const struct kind kinds[] = {
	KIND(".pdf", "application/pdf", "%PDF-1.4\n"),
	KIND(".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	     "PK\x03\x04\x14\0"),
	KIND(".zip", "application/zip", "PK\x03\x04\x14\0"),
	KIND(".doc", "application/msword", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
	KIND(".wpd", "application/wordperfect", "\xffWPC"),
	KIND(".png", "image/png", "\x89PNG\r\n\x1a\n"),
};
#undef KIND

/* The kind by the end of the target before its query; NULL for none. */
static const struct kind *kind_of(const struct talk *t)
{
	size_t n = strcspn(t->target, "?");

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		size_t e = strlen(kinds[i].ending);

		if (n >= e && strncmp(t->target + n - e, kinds[i].ending, e) == 0)
			return &kinds[i];
	}
	return NULL;
}

/* Bytes 'from' to 'to' of "bytes=0-99" within FILE_SIZE; false without such a header. */
static bool range_of(const struct talk *t, size_t *from, size_t *to)
{
	char *value = talk_header(t, "Range");
	unsigned long first = 0, last = 0;
	bool is = value && sscanf(value, "bytes=%lu-%lu", &first, &last) == 2 && first <= last &&
		  first < FILE_SIZE;

	free(value);
	*from = first;
	*to = last < FILE_SIZE ? last : FILE_SIZE - 1;
	return is;
}

/* The file 'bytes' of FILE_SIZE. */
static bool say_file(struct talk *t, const char *type, const char *bytes, bool ranges)
{
	size_t from, to;

	if (!ranges || t->head || !range_of(t, &from, &to))
		return talk_say(t, "HTTP/1.1 200 OK\r\n%s%s%sContent-Length: %d\r\n\r\n",
				type ? "Content-Type: " : "", type ? type : "", type ? "\r\n" : "",
				FILE_SIZE) &&
		       (t->head || talk_send(t, bytes, FILE_SIZE));
	return talk_say(t,
			"HTTP/1.1 206 Part\r\n%s%s%sContent-Range: bytes "
			"%zu-%zu/%d\r\nContent-Length: %zu\r\n\r\n",
			type ? "Content-Type: " : "", type ? type : "", type ? "\r\n" : "", from,
			to, FILE_SIZE, to - from + 1) &&
	       talk_send(t, bytes + from, to - from + 1);
}

static bool say_chunked(struct talk *t, const char *type, const char *bytes)
{
	return talk_say(t,
			"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nTransfer-Encoding: chunked\r\n\r\n",
			type) &&
	       (t->head || (talk_say(t, "%x\r\n", FILE_SIZE) && talk_send(t, bytes, FILE_SIZE) &&
			    talk_say(t, "\r\n0\r\n\r\n")));
}

/* A file of the kind, or an honest page. */
static bool say_honest(struct talk *t)
{
	const struct kind *k = kind_of(t);
	char bytes[FILE_SIZE];

	if (!k)
		return answer_page(t);
	memset(bytes, 'x', sizeof(bytes));
	memcpy(bytes, k->magic, k->n);
	return say_file(t, k->type, bytes, true);
}

bool answer_file(struct talk *t)
{
	const struct kind *k = kind_of(t);
	char how[32], bytes[FILE_SIZE];

	if (!k || sscanf(t->rest, "%31[^/]", how) != 1)
		return answer_missing(t);
	memset(bytes, 'x', sizeof(bytes));
	memcpy(bytes, k->magic, k->n);
	if (strcmp(how, "plain") == 0)
		return say_file(t, k->type, bytes, true);
	if (strcmp(how, "octet") == 0)
		return say_file(t, "application/octet-stream", bytes, true);
	if (strcmp(how, "html-type") == 0)
		return say_file(t, "text/html", bytes, true);
	if (strcmp(how, "no-type") == 0)
		return say_file(t, NULL, bytes, true);
	if (strcmp(how, "no-range") == 0)
		return say_file(t, k->type, bytes, false);
	if (strcmp(how, "chunked") == 0)
		return say_chunked(t, k->type, bytes);
	if (strcmp(how, "416") == 0 && strcasestr(t->headers, "Range:"))
		return talk_html(t, 416, "", "<title>416</title>");
	if (strcmp(how, "416") == 0)
		return say_file(t, k->type, bytes, false);
	if (strcmp(how, "html") == 0)
		return talk_page(t, 200, "A viewer of documents", t->target);
	if (strcmp(how, "html-missing") == 0)
		return answer_soft_page(t);
	if (strcmp(how, "empty") == 0)
		return talk_say(t,
				"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: 0\r\n\r\n",
				k->type);
	memset(bytes, 0, sizeof(bytes));
	return strcmp(how, "zeros") == 0 ? say_file(t, k->type, bytes, true) : answer_missing(t);
}

/* ---- HEAD ---------------------------------------------------------------------------- */

bool answer_head(struct talk *t)
{
	const struct kind *k = kind_of(t);
	int status = rest_number(t);

	if (strncmp(t->rest, "ok/", 3) == 0) {
		if (!t->head)
			return answer_missing(t);
		return talk_say(t,
				"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n",
				k ? k->type : "text/html", FILE_SIZE);
	}
	if (!t->head)
		return say_honest(t);
	if (status >= 200)
		return talk_html(t, status, "", "");
	if (strncmp(t->rest, "hang/", 5) == 0)
		return talk_wait(t, -1) && false;
	if (strncmp(t->rest, "close/", 6) == 0)
		return false;
	if (strncmp(t->rest, "length/", 7) == 0)
		return talk_say(
			t,
			"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 7\r\n\r\n");
	if (strncmp(t->rest, "body/", 5) == 0)
		return talk_say(t, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: "
				   "7\r\n\r\nbody!!!");
	return answer_missing(t);
}

/* ---- encodings ----------------------------------------------------------------------- */

static struct bytes copy_of(const char *text, size_t n)
{
	struct bytes b = {malloc(n), n};

	memcpy(b.p, text, n);
	return b;
}

static struct bytes gzip_twice(const char *text, size_t n)
{
	struct bytes once = body_gzip(text, n), twice = body_gzip(once.p, once.n);

	free(once.p);
	return twice;
}

/* gzip with the byte at 'at' (from the end where negative) changed. */
static struct bytes gzip_bent(const char *text, size_t n, int at)
{
	struct bytes b = body_gzip(text, n);

	b.p[at < 0 ? (int)b.n + at : at] ^= 0x55;
	return b;
}

/* Changes the length of its one block. */
static struct bytes brotli_bent(const char *text, size_t n)
{
	struct bytes b = body_brotli(text, n);

	b.p[0] ^= 0xff;
	b.p[1] ^= 0xff;
	return b;
}

static struct bytes gzip_trailing(const char *text, size_t n)
{
	struct bytes b = body_gzip(text, n);

	b.p = realloc(b.p, b.n + 8);
	memcpy(b.p + b.n, "trailing", 8);
	b.n += 8;
	return b;
}

static struct bytes encode(const char *how, const char *text, size_t n)
{
	if (strcmp(how, "gzip") == 0 || strcmp(how, "unknown") == 0)
		return body_gzip(text, n);
	if (strcmp(how, "deflate") == 0)
		return body_deflate(text, n);
	if (strcmp(how, "raw-deflate") == 0)
		return body_raw_deflate(text, n);
	if (strcmp(how, "br") == 0)
		return body_brotli(text, n);
	if (strcmp(how, "bad-br") == 0)
		return brotli_bent(text, n);
	if (strcmp(how, "twice") == 0)
		return gzip_twice(text, n);
	if (strcmp(how, "bad-gzip") == 0)
		return gzip_bent(text, n, 11); /* the length of the stored block */
	if (strcmp(how, "bad-crc") == 0)
		return gzip_bent(text, n, -6);
	if (strcmp(how, "trailing") == 0)
		return gzip_trailing(text, n);
	if (strcmp(how, "plain") == 0)
		return copy_of(text, n);
	return (struct bytes){0};
}

static const struct {
	const char *how, *header;
} names[] = {
	{"deflate", "deflate"}, {"raw-deflate", "deflate"}, {"br", "br"},
	{"bad-br", "br"},	{"unknown", "x-squeeze"},   {"twice", "gzip, gzip"},
};

static bool say_encoded(struct talk *t, const char *how, const struct bytes *b)
{
	const char *name = "gzip";
	char *headers;
	bool said;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(names[i].how, how) == 0)
			name = names[i].header;
	if (asprintf(&headers, "Content-Type: text/html\r\nContent-Encoding: %s\r\n", name) < 0)
		abort();
	said = talk_answer(t, 200, headers, (const char *)b->p, b->n);
	free(headers);
	return said;
}

static char *encoded_page(const struct talk *t)
{
	char *words = body_words(t->target, 300), *html;

	if (asprintf(&html, "<!DOCTYPE html><title>Encoded</title><h1 id=packed>Encoded</h1>%s",
		     words) < 0)
		abort();
	free(words);
	return html;
}

bool answer_encoded(struct talk *t)
{
	char how[32], *html = encoded_page(t);
	struct bytes b = {0};
	bool said;

	if (sscanf(t->rest, "%31[^/?]", how) == 1)
		b = encode(how, html, strlen(html));
	said = b.p ? say_encoded(t, how, &b) : answer_missing(t);
	free(b.p);
	free(html);
	return said;
}

bool answer_cut_gzip(struct talk *t)
{
	char *html = encoded_page(t);
	struct bytes b = body_gzip(html, strlen(html));
	bool said;

	b.n /= 2;
	said = say_encoded(t, "gzip", &b);
	free(b.p);
	free(html);
	return said;
}
