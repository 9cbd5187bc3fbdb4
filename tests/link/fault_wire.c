/* Answers that are late, cut, no HTTP, or without end. */
#include "fault_routes.h"

#include "fault_body.h"

#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define HTML  "Content-Type: text/html\r\n"
#define START "HTTP/1.1 200 OK\r\n" HTML

/* So long lies between the bytes of what drips. */
enum { DRIP_MS = 20, MIB = 1 << 20 };

static const char opening[] = "<!DOCTYPE html><title>A page</title><p>";

static bool hang(struct talk *t)
{
	talk_wait(t, -1);
	return false;
}

/* The same bytes until the other side goes, or 'times' (0: for ever). */
static bool repeat(struct talk *t, const char *bytes, int ms, unsigned times)
{
	for (unsigned i = 0; times == 0 || i < times; i++)
		if (!talk_say(t, "%s", bytes) || (ms && !talk_wait(t, ms)))
			return false;
	return true;
}

/* ---- time ---------------------------------------------------------------------------- */

bool answer_never(struct talk *t)
{
	return hang(t);
}

bool answer_slow_headers(struct talk *t)
{
	int ms = rest_number(t);

	if (ms < 0)
		return answer_missing(t);
	if (!talk_say(t, START "Content-Length: %zu\r\n", sizeof(opening) - 1))
		return false;
	for (int i = 0; i < 5; i++)
		if (!talk_wait(t, ms) || !talk_say(t, "X-Slow: %d\r\n", i))
			return false;
	return talk_say(t, "\r\n%s", t->head ? "" : opening);
}

bool answer_slow_body(struct talk *t)
{
	static const char part[] = "<p>A part of a page that comes late, but comes.</p>";
	int ms = rest_number(t);

	if (ms < 0)
		return answer_missing(t);
	if (!talk_say(t, START "Content-Length: %zu\r\n\r\n", 5 * (sizeof(part) - 1)))
		return false;
	return t->head || repeat(t, part, ms, 5);
}

bool answer_drip_headers(struct talk *t)
{
	return talk_say(t, START "X-Drip: ") && repeat(t, "a", DRIP_MS, 0);
}

bool answer_drip_body(struct talk *t)
{
	return talk_say(t, START "Content-Length: 1000000\r\n\r\n%s", opening) &&
	       repeat(t, "a", DRIP_MS, 0);
}

bool answer_stall_headers(struct talk *t)
{
	return talk_say(t, START "X-Half: ") && hang(t);
}

bool answer_stall_body(struct talk *t)
{
	return talk_say(t, START "Content-Length: 1000000\r\n\r\n%s", opening) && hang(t);
}

/* ---- the connection ------------------------------------------------------------------ */

bool answer_close_before(struct talk *t)
{
	(void)t;
	return false;
}

bool answer_reset_before(struct talk *t)
{
	talk_reset(t);
	return false;
}

/* The pause lets what was sent arrive: a reset would overtake it. */
bool answer_reset_headers(struct talk *t)
{
	if (talk_say(t, START "X-Half: "))
		talk_wait(t, 50);
	return answer_reset_before(t);
}

bool answer_reset_body(struct talk *t)
{
	if (talk_say(t, START "Content-Length: 1000000\r\n\r\n%s", opening))
		talk_wait(t, 50);
	return answer_reset_before(t);
}

bool answer_cut_headers(struct talk *t)
{
	talk_say(t, START "X-Half: ");
	return false;
}

bool answer_cut_length(struct talk *t)
{
	talk_say(t, START "Content-Length: %zu\r\n\r\n%s", 2 * (sizeof(opening) - 1),
		 t->head ? "" : opening);
	return false;
}

bool answer_cut_chunked(struct talk *t)
{
	talk_say(t, START "Transfer-Encoding: chunked\r\n\r\n%zx\r\n%s\r\n", sizeof(opening) - 1,
		 opening);
	return false;
}

bool answer_cut_chunk(struct talk *t)
{
	talk_say(t, START "Transfer-Encoding: chunked\r\n\r\n1000\r\n%s", opening);
	return false;
}

bool answer_cut_file(struct talk *t)
{
	talk_say(t,
		 "HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nContent-Length: "
		 "1000000\r\n\r\n%s",
		 t->head ? "" : "%PDF-1.4\nhalf of");
	return false;
}

/* ---- no HTTP ------------------------------------------------------------------------- */

static const struct {
	const char *name, *bytes;
} garbage[] = {
	{"words", "Hello, this is not the protocol that you are looking for.\r\n\r\n"},
	{"header", START "this line has no colon\r\nContent-Length: 2\r\n\r\nok"},
	{"folded", START "X-Long: one\r\n two\r\nContent-Length: 2\r\n\r\nok"},
	{"status", "HTTP/1.1 20 OK\r\nContent-Length: 2\r\n\r\nok"},
	{"status-letters", "HTTP/1.1 two hundred\r\nContent-Length: 2\r\n\r\nok"},
	{"version", "HTTP/9.9 200 OK\r\nContent-Length: 2\r\n\r\nok"},
	{"chunk", START "Transfer-Encoding: chunked\r\n\r\nxyz\r\nok\r\n0\r\n\r\n"},
	{"length", START "Content-Length: many\r\n\r\nok"},
	{"negative-length", START "Content-Length: -5\r\n\r\nok"},
	{"two-lengths", START "Content-Length: 2\r\nContent-Length: 5\r\n\r\nok"},
	{"both-lengths",
	 START "Content-Length: 500\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"},
	{"smtp", "220 mail.test ESMTP ready\r\n"},
	{"preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"},
	{"bare-lf", "HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Length: "
		    "24\n\n<title>Lf</title>A page."},
};

bool answer_garbage(struct talk *t)
{
	static const char nul[] = START "X-Nul: a\0b\r\nContent-Length: 2\r\n\r\nok";
	static const char binary[] = "\x01\x80\xff\x00\x13\x37\xde\xad\xbe\xef\x00\x00\xfe\xca";

	if (rest_is(t, "nul"))
		talk_send(t, nul, sizeof(nul) - 1);
	else if (rest_is(t, "binary"))
		talk_send(t, binary, sizeof(binary) - 1);
	else
		for (size_t i = 0; i < sizeof(garbage) / sizeof(garbage[0]); i++)
			if (rest_is(t, garbage[i].name)) {
				talk_say(t, "%s", garbage[i].bytes);
				return false;
			}
	return rest_is(t, "nul") || rest_is(t, "binary") ? false : answer_missing(t);
}

bool answer_interim(struct talk *t)
{
	return talk_say(t, "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: "
			   "</a.css>\r\n\r\n") &&
	       answer_page(t);
}

bool answer_interims(struct talk *t)
{
	return repeat(t, "HTTP/1.1 100 Continue\r\n\r\n", DRIP_MS, 0);
}

/* ---- too much ------------------------------------------------------------------------ */

/* So many KiB of one letter. */
static bool letters(struct talk *t, int kib)
{
	char block[1024];

	memset(block, 'a', sizeof(block));
	for (int i = 0; kib < 0 || i < kib; i++)
		if (!talk_send(t, block, sizeof(block)))
			return false;
	return true;
}

/* An answer of which 'n' KiB stand between 'before' and the rest. */
static bool swell(struct talk *t, const char *before, const char *behind)
{
	int n = rest_number(t);

	return n < 0 ? answer_missing(t)
		     : talk_say(t, "%s", before) && letters(t, n) && talk_say(t, "%s", behind);
}

bool answer_huge_header(struct talk *t)
{
	return swell(t, START "X-Huge: ", "\r\nContent-Length: 20\r\n\r\n<p>A page of words.\n");
}

bool answer_huge_location(struct talk *t)
{
	return swell(t, "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: /page/", "\r\n\r\n");
}

bool answer_huge_title(struct talk *t)
{
	t->keep = false;
	return swell(t, START "Connection: close\r\n\r\n<!DOCTYPE html><title>",
		     "</title><p>Words behind a long title, about a page that is there.") &&
	       false;
}

bool answer_huge_headers(struct talk *t)
{
	char line[101];
	int n = rest_number(t);

	memset(line, 'a', sizeof(line));
	memcpy(line, "X-More: ", 8);
	strcpy(line + sizeof(line) - 3, "\r\n");
	if (n < 0)
		return answer_missing(t);
	return talk_say(t, START) && (n == 0 || repeat(t, line, 0, (unsigned)n)) &&
	       talk_say(t, "Content-Length: %zu\r\n\r\n%s", sizeof(opening) - 1, opening);
}

bool answer_huge_cookies(struct talk *t)
{
	int n = rest_number(t);

	if (n < 0)
		return answer_missing(t);
	if (!talk_say(t, START))
		return false;
	for (int i = 0; i < n; i++)
		if (!talk_say(t, "Set-Cookie: c%d=", i) || !letters(t, 1) || !talk_say(t, "\r\n"))
			return false;
	return talk_say(t, "Content-Length: %zu\r\n\r\n%s", sizeof(opening) - 1,
			t->head ? "" : opening);
}

static const char filler[] =
	"<p>Words for ever, in paragraphs that do not differ, of a page without end.</p>\n";

bool answer_huge_body(struct talk *t)
{
	int n = rest_number(t);
	size_t whole = n < 0 ? 0 : (size_t)n * MIB / (sizeof(filler) - 1);

	if (n < 0)
		return answer_missing(t);
	return talk_say(t, START "Content-Length: %zu\r\n\r\n%s",
			sizeof(opening) - 1 + whole * (sizeof(filler) - 1),
			t->head ? "" : opening) &&
	       (t->head || whole == 0 || repeat(t, filler, 0, (unsigned)whole));
}

/* The compressed page; 'periods' 0: for ever. */
static bool bomb(struct talk *t, size_t periods)
{
	struct bytes begin = body_bomb_begin(), end = {0};
	unsigned char block[BOMB_PERIOD * 1024];
	bool sent = talk_say(t, START "Content-Encoding: gzip\r\nConnection: close\r\n\r\n") &&
		    talk_send(t, begin.p, begin.n);

	body_bomb_period(block);
	for (size_t i = BOMB_PERIOD; i < sizeof(block); i++)
		block[i] = block[i - BOMB_PERIOD];
	for (size_t i = 0; sent && (periods == 0 || i < periods); i += 1024)
		sent = talk_send(t, block,
				 periods == 0 || periods - i >= 1024 ? sizeof(block)
								     : (periods - i) * BOMB_PERIOD);
	if (sent) {
		end = body_bomb_end(periods);
		talk_send(t, end.p, end.n);
	}
	free(begin.p);
	free(end.p);
	return false;
}

bool answer_huge_gzip(struct talk *t)
{
	int n = rest_number(t);

	return n < 1 ? answer_missing(t) : bomb(t, (size_t)n * MIB / BOMB_UNPACKED);
}

bool answer_endless_gzip(struct talk *t)
{
	return bomb(t, 0);
}

bool answer_endless_headers(struct talk *t)
{
	return talk_say(t, START) && repeat(t, "X-More: and more and more and more\r\n", 0, 0);
}

bool answer_endless_header(struct talk *t)
{
	return talk_say(t, START "X-Huge: ") && letters(t, -1);
}

bool answer_endless_body(struct talk *t)
{
	return talk_say(t, START "Connection: close\r\n\r\n%s", opening) && repeat(t, filler, 0, 0);
}

bool answer_endless_chunks(struct talk *t)
{
	return talk_say(t, START "Transfer-Encoding: chunked\r\n\r\n") &&
	       repeat(t, "1\r\na\r\n", 0, 0);
}

bool answer_endless_tag(struct talk *t)
{
	return talk_say(t, START "Connection: close\r\n\r\n<!DOCTYPE html><p class=\"") &&
	       letters(t, -1);
}

bool answer_endless_file(struct talk *t)
{
	return talk_say(t, "HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nConnection: "
			   "close\r\n\r\n%%PDF-1.7\n") &&
	       letters(t, -1);
}

/* ---- Content-Length ------------------------------------------------------------------ */

bool answer_length_short(struct talk *t)
{
	talk_say(t, START "Content-Length: 60\r\n\r\n%s%s%s", opening, filler, filler);
	return false;
}

bool answer_length_none(struct talk *t)
{
	talk_say(t, START "\r\n%s%s", t->head ? "" : opening, t->head ? "" : filler);
	return false;
}

bool answer_length_zero(struct talk *t)
{
	talk_say(t, START "Content-Length: 0\r\n\r\n%s", opening);
	return false;
}

/* ---- a proxy ------------------------------------------------------------------------- */

static bool copy_bytes(int from, int to)
{
	char block[16384];
	ssize_t n = recv(from, block, sizeof(block), 0);

	for (ssize_t at = 0, sent; n > 0 && at < n; at += sent)
		if ((sent = send(to, block + at, (size_t)(n - at), MSG_NOSIGNAL)) <= 0)
			return false;
	return n > 0;
}

bool answer_connect(struct talk *t)
{
	struct sockaddr_in at = {
		.sin_family = AF_INET,
		.sin_port = htons((uint16_t)talk_tunnel_port(t)),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	struct pollfd ends[] = {{.fd = t->fd, .events = POLLIN}, {.fd = fd, .events = POLLIN}};

	if (fd < 0 || !talk_tunnel_port(t) ||
	    connect(fd, (struct sockaddr *)&at, sizeof(at)) != 0) {
		talk_say(t, "HTTP/1.1 502 No\r\nContent-Length: 0\r\n\r\n");
	} else if (talk_say(t, "HTTP/1.1 200 Connected\r\n\r\n")) {
		while (poll(ends, 2, -1) > 0)
			if ((ends[0].revents && !copy_bytes(t->fd, fd)) ||
			    (ends[1].revents && !copy_bytes(fd, t->fd)))
				break;
	}
	if (fd >= 0)
		close(fd);
	return false;
}
