#include "fault_talk.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { BACKLOG = 1024, STACK = 512 << 10, LINE = 4096 };

/* A name with a number: requests under way of a host, requests before of a key. */
struct count {
	struct count *next;
	unsigned n;
	char name[];
};

struct connection {
	struct connection *next, **link;
	struct fault_server *server;
	int fd;
	unsigned ordinal;
	char *head; /* what was read, FAULT_HEAD bytes at most and a NUL */
	size_t have;
	bool asked;
	int64_t came; /* when the first byte of the head was here */
};

struct fault_server {
	struct fault_options options;
	int fd, port;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t ended;
	struct connection *connections;
	unsigned ordinals;
	bool stopping;
	struct count *hosts, *keys;
	struct fault_seen *seen;
	unsigned nseen, cap;
	FILE *log;
};

/* ---- counting and remembering -------------------------------------------------------- */

static void *need(void *p)
{
	if (!p) {
		perror("fault_server");
		abort();
	}
	return p;
}

static unsigned *count_of(struct count **list, const char *name)
{
	struct count *c = *list;

	while (c && strcmp(c->name, name) != 0)
		c = c->next;
	if (!c) {
		c = need(calloc(1, sizeof(*c) + strlen(name) + 1));
		strcpy(c->name, name);
		c->next = *list;
		*list = c;
	}
	return &c->n;
}

static void counts_free(struct count **list)
{
	for (struct count *c = *list, *next; c; c = next) {
		next = c->next;
		free(c);
	}
	*list = NULL;
}

static void forget(struct fault_server *s)
{
	for (unsigned i = 0; i < s->nseen; i++) {
		free((char *)s->seen[i].method);
		free((char *)s->seen[i].host);
		free((char *)s->seen[i].target);
		free((char *)s->seen[i].headers);
	}
	s->nseen = 0;
	counts_free(&s->keys);
}

static void remember(struct connection *c, const struct talk *t)
{
	struct fault_server *s = c->server;
	struct fault_seen *seen;

	pthread_mutex_lock(&s->lock);
	if (s->nseen == s->cap) {
		s->cap = s->cap ? 2 * s->cap : 64;
		s->seen = need(realloc(s->seen, s->cap * sizeof(*s->seen)));
	}
	seen = &s->seen[s->nseen++];
	*seen = (struct fault_seen){
		.at = c->came,
		.connection = c->ordinal,
		.under_way = ++*count_of(&s->hosts, t->host),
		.method = need(strdup(t->method)),
		.host = need(strdup(t->host)),
		.target = need(strdup(t->target)),
		.headers = need(strdup(t->headers)),
	};
	if (s->log) {
		fprintf(s->log, "%lld\t%u\t%u\t%s\t%s\t%s\t%s\n", (long long)seen->at,
			seen->connection, seen->under_way, seen->method, seen->host, seen->target,
			seen->headers);
		fflush(s->log);
	}
	pthread_mutex_unlock(&s->lock);
}

static void answered(struct fault_server *s, const struct talk *t)
{
	pthread_mutex_lock(&s->lock);
	--*count_of(&s->hosts, t->host);
	pthread_mutex_unlock(&s->lock);
}

unsigned talk_before(struct talk *t, const char *key)
{
	char *whole;
	unsigned n;

	if (asprintf(&whole, "%s %s", t->host, key) < 0)
		need(NULL);
	pthread_mutex_lock(&t->server->lock);
	n = (*count_of(&t->server->keys, whole))++;
	pthread_mutex_unlock(&t->server->lock);
	free(whole);
	return n;
}

int talk_tunnel_port(const struct talk *t)
{
	return t->server->options.tunnel_to;
}

const char *talk_robots(const struct talk *t)
{
	return t->server->options.robots;
}

/* ---- sending ------------------------------------------------------------------------- */

bool talk_send(struct talk *t, const void *bytes, size_t n)
{
	for (const char *p = bytes; n > 0;) {
		ssize_t sent = send(t->fd, p, n, MSG_NOSIGNAL);

		if (sent < 0 && errno == EINTR)
			continue;
		if (sent <= 0)
			return false;
		p += sent;
		n -= (size_t)sent;
	}
	return true;
}

bool talk_say(struct talk *t, const char *format, ...)
{
	char *text = NULL;
	va_list args;
	bool sent;
	int n;

	va_start(args, format);
	n = vasprintf(&text, format, args);
	va_end(args);
	sent = n >= 0 && talk_send(t, text, (size_t)n);
	free(text);
	return sent;
}

bool talk_wait(struct talk *t, int ms)
{
	struct pollfd p = {.fd = t->fd, .events = POLLRDHUP};

	return poll(&p, 1, ms) == 0;
}

void talk_reset(struct talk *t)
{
	struct linger hard = {.l_onoff = 1, .l_linger = 0};

	setsockopt(t->fd, SOL_SOCKET, SO_LINGER, &hard, sizeof(hard));
	t->keep = false;
}

char *talk_header(const struct talk *t, const char *name)
{
	size_t n = strlen(name);

	for (const char *p = t->headers; p && *p;
	     p = strstr(p, " | ") ? strstr(p, " | ") + 3 : NULL)
		if (strncasecmp(p, name, n) == 0 && p[n] == ':') {
			const char *value = p + n + 1 + strspn(p + n + 1, " ");
			const char *end = strstr(value, " | ");

			return need(end ? strndup(value, (size_t)(end - value)) : strdup(value));
		}
	return NULL;
}

/* ---- reading requests ---------------------------------------------------------------- */

static int64_t microseconds(const struct timespec *t)
{
	return (int64_t)t->tv_sec * 1000000 + t->tv_nsec / 1000;
}

/* Reads on; sets 'came' at the first bytes of a head to the time when the system had them. */
static bool read_some(struct connection *c)
{
	char control[256];
	struct iovec to = {c->head + c->have, FAULT_HEAD - c->have};
	struct msghdr m = {
		.msg_iov = &to,
		.msg_iovlen = 1,
		.msg_control = control,
		.msg_controllen = sizeof(control),
	};
	struct timespec at;
	ssize_t n;

	do
		n = recvmsg(c->fd, &m, 0);
	while (n < 0 && errno == EINTR);
	if (n <= 0)
		return false;
	clock_gettime(CLOCK_REALTIME, &at);
	for (struct cmsghdr *h = CMSG_FIRSTHDR(&m); h; h = CMSG_NXTHDR(&m, h))
		if (h->cmsg_level == SOL_SOCKET && h->cmsg_type == SCM_TIMESTAMPNS)
			memcpy(&at, CMSG_DATA(h), sizeof(at));
	if (c->have == 0)
		c->came = microseconds(&at);
	c->have += (size_t)n;
	c->head[c->have] = '\0';
	return true;
}

/* The bytes of the head with its empty line; 0 when the connection ended before. */
static size_t read_head(struct connection *c)
{
	for (;;) {
		const char *end = c->have > 0 ? strstr(c->head, "\r\n\r\n") : NULL;

		if (end)
			return (size_t)(end - c->head) + 4;
		if (c->have > 0 && c->head[0] == 0x16) /* begins to speak TLS */
			return 0;
		if (c->have == FAULT_HEAD || !read_some(c))
			return 0;
	}
}

/* "Example.org:8080" → "example.org", "[::1]:80" → "[::1]". */
static void copy_host(char *to, const char *from, size_t n)
{
	const char *end = *from == '[' ? memchr(from, ']', n) : memchr(from, ':', n);

	if (end)
		n = (size_t)(end - from) + (*from == '[');
	n = n < FAULT_NAME - 1 ? n : FAULT_NAME - 1;
	for (size_t i = 0; i < n; i++)
		to[i] = (char)tolower((unsigned char)from[i]);
	to[n] = '\0';
}

/* Header lines become one line, in place. */
static char *join_headers(char *lines)
{
	char *out = lines;

	for (char *p = lines; *p; p++) {
		if (p[0] == '\r' && p[1] == '\n') {
			if (!p[2] || p[2] == '\r')
				break;
			memmove(p + 3, p + 2, strlen(p + 2) + 1);
			memcpy(p, " | ", 3);
			p += 2;
		}
	}
	out[strcspn(out, "\r\n")] = '\0';
	return out;
}

/* Takes the head apart in place. False when it is none. */
static bool parse_head(struct talk *t, char *head)
{
	char *host = NULL, *line = strstr(head, "\r\n"), *target = strchr(head, ' '), *end;

	if (!target || target > line)
		return false;
	*target++ = '\0';
	end = strchr(target, ' ');
	if (!end || end > line)
		return false;
	*end = '\0';
	t->method = head;
	t->head = strcmp(head, "HEAD") == 0;
	t->keep =
		strncmp(end + 1, "HTTP/1.1", 8) == 0 && !strcasestr(line, "\r\nConnection: close");
	t->headers = join_headers(line + 2);
	t->target = target;
	if (strncmp(target, "http://", 7) == 0) {
		size_t n = strcspn(target + 7, "/?");

		copy_host(t->host, target + 7, n);
		t->target = target[7 + n] ? target + 7 + n : "/";
	} else if ((host = talk_header(t, "Host"))) {
		copy_host(t->host, host, strlen(host));
		free(host);
	}
	t->query = strchr(t->target, '?') ? strchr(t->target, '?') + 1 : "";
	return true;
}

static bool serve_one(struct connection *c)
{
	struct talk t = {.server = c->server, .fd = c->fd};
	size_t n = read_head(c);
	char *head;
	bool more = false;

	if (n == 0)
		return false;
	head = need(strndup(c->head, n));
	/* Room for " | " where "\r\n" stood: one byte more a line. */
	head = need(realloc(head, 2 * n + 1));
	c->asked = true;
	if (parse_head(&t, head)) {
		remember(c, &t);
		more = fault_answer(&t) && t.keep;
		answered(c->server, &t);
	} else {
		talk_say(&t, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
	}
	free(head);
	c->have -= n;
	memmove(c->head, c->head + n, c->have + 1);
	return more;
}

/* ---- connections --------------------------------------------------------------------- */

/* False: nothing more is to be said. */
static bool greet(struct connection *c)
{
	struct talk t = {.server = c->server, .fd = c->fd};
	const char *how = c->server->options.greet;

	if (!how)
		return true;
	if (strcmp(how, "reset") == 0)
		talk_reset(&t);
	else if (strcmp(how, "never") == 0)
		talk_wait(&t, -1);
	else if (strcmp(how, "banner") == 0)
		talk_say(&t, "220 mail.test ESMTP ready\r\n");
	return false;
}

static void connection_end(struct connection *c)
{
	static const struct talk silence = {
		.method = "-", .host = "-", .target = "-", .headers = "-"};
	struct fault_server *s = c->server;

	if (!c->asked)
		remember(c, &silence);
	pthread_mutex_lock(&s->lock);
	*c->link = c->next;
	if (c->next)
		c->next->link = c->link;
	/* Under the lock: fault_server_stop must not shut down a stranger of that number. */
	close(c->fd);
	pthread_cond_signal(&s->ended);
	pthread_mutex_unlock(&s->lock);
	free(c->head);
	free(c);
}

static void *connection_run(void *arg)
{
	struct connection *c = arg;

	if (greet(c)) {
		while (serve_one(c))
			;
		/* So that what was said arrives though requests may lie unread. */
		shutdown(c->fd, SHUT_WR);
	}
	connection_end(c);
	return NULL;
}

static void connection_begin(struct fault_server *s, int fd)
{
	struct connection *c = need(calloc(1, sizeof(*c)));
	struct timespec now;
	pthread_attr_t attr;
	pthread_t thread;
	int one = 1;

	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPNS, &one, sizeof(one));
	c->head = need(malloc(FAULT_HEAD + 1));
	c->head[0] = '\0';
	c->server = s;
	c->fd = fd;
	clock_gettime(CLOCK_REALTIME, &now);
	c->came = microseconds(&now);
	pthread_mutex_lock(&s->lock);
	c->ordinal = ++s->ordinals;
	c->link = &s->connections;
	c->next = s->connections;
	if (c->next)
		c->next->link = &c->next;
	s->connections = c;
	pthread_mutex_unlock(&s->lock);
	pthread_attr_init(&attr);
	pthread_attr_setstacksize(&attr, STACK);
	pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
	if (pthread_create(&thread, &attr, connection_run, c) != 0)
		connection_end(c);
	pthread_attr_destroy(&attr);
}

static void *accept_all(void *arg)
{
	struct fault_server *s = arg;

	for (;;) {
		int fd = accept4(s->fd, NULL, NULL, SOCK_CLOEXEC);

		if (fd >= 0)
			connection_begin(s, fd);
		else if (errno == EINVAL || errno == EBADF) /* fault_server_stop shut it down */
			return NULL;
		else if (errno != EINTR && errno != ECONNABORTED)
			usleep(10000); /* no descriptors are left: some connection will end */
	}
}

/* ---- the server ---------------------------------------------------------------------- */

static bool listen_at(struct fault_server *s)
{
	struct sockaddr_in at = {
		.sin_family = AF_INET,
		.sin_port = htons((uint16_t)s->options.port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	socklen_t n = sizeof(at);
	int one = 1;

	s->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (s->fd < 0)
		return false;
	setsockopt(s->fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
	setsockopt(s->fd, SOL_SOCKET, SO_TIMESTAMPNS, &one, sizeof(one));
	if (bind(s->fd, (struct sockaddr *)&at, n) != 0 || listen(s->fd, BACKLOG) != 0 ||
	    getsockname(s->fd, (struct sockaddr *)&at, &n) != 0)
		return false;
	s->port = ntohs(at.sin_port);
	return true;
}

struct fault_server *fault_server_start(const struct fault_options *o)
{
	struct fault_server *s = need(calloc(1, sizeof(*s)));

	s->options = *o;
	s->fd = -1;
	pthread_mutex_init(&s->lock, NULL);
	pthread_cond_init(&s->ended, NULL);
	if ((o->log && !(s->log = fopen(o->log, "ae"))) || !listen_at(s) ||
	    pthread_create(&s->thread, NULL, accept_all, s) != 0) {
		perror("fault_server");
		if (s->log)
			fclose(s->log);
		if (s->fd >= 0)
			close(s->fd);
		free(s);
		return NULL;
	}
	return s;
}

int fault_server_port(const struct fault_server *s)
{
	return s->port;
}

unsigned fault_server_asked(struct fault_server *s, const char *host, const char *target,
			    const char *text)
{
	unsigned n = 0;

	pthread_mutex_lock(&s->lock);
	for (unsigned i = 0; i < s->nseen; i++)
		n += (host ? strcmp(s->seen[i].host, host) == 0 : s->seen[i].host[0] != '-') &&
		     (!target || strcmp(s->seen[i].target, target) == 0) &&
		     (!text || strstr(s->seen[i].headers, text) ||
		      strcmp(s->seen[i].method, text) == 0);
	pthread_mutex_unlock(&s->lock);
	return n;
}

bool fault_server_seen(struct fault_server *s, unsigned i, struct fault_seen *out)
{
	bool there;

	pthread_mutex_lock(&s->lock);
	there = i < s->nseen;
	if (there)
		*out = s->seen[i];
	pthread_mutex_unlock(&s->lock);
	return there;
}

void fault_server_forget(struct fault_server *s)
{
	pthread_mutex_lock(&s->lock);
	forget(s);
	pthread_mutex_unlock(&s->lock);
}

void fault_server_stop(struct fault_server *s)
{
	shutdown(s->fd, SHUT_RDWR);
	pthread_join(s->thread, NULL);
	close(s->fd);
	pthread_mutex_lock(&s->lock);
	for (struct connection *c = s->connections; c; c = c->next)
		shutdown(c->fd, SHUT_RDWR);
	while (s->connections)
		pthread_cond_wait(&s->ended, &s->lock);
	forget(s);
	counts_free(&s->hosts);
	pthread_mutex_unlock(&s->lock);
	if (s->log)
		fclose(s->log);
	free(s->seen);
	free(s);
}
