#include "link/fetch.h"

#include "base/buf.h"
#include "link/curl.h"
#include "link/gate.h"
#include "link/proxy.h"
#include "link/target.h"
#include "link/wall.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
	CONNECT_MS = 10000,	  /* most of the patience that goes into reaching the host */
	HEADERS_MOST = 256 << 10, /* bytes of all headers of an answer */
	SLOT_KEEP = 4 << 10,
	LINKS_MOST = 16 << 10, /* bytes of the Link headers of an answer that are kept */
};

/* A request under way, and its handle, which serves the next one after it. */
struct slot {
	struct fetch *fetch;
	CURL *easy;
	struct request request;
	struct page_reader *reader;
	struct buf kept;
	struct buf location, content_location, link; /* as the answer has them */
	struct curl_slist *dated;		     /* headers with a date, or NULL */
	size_t headers;				     /* bytes so far */
	int64_t length;				     /* of Content-Range, or -1 */
	int64_t memento;
	const char *refused; /* why a socket was not opened, or NULL */
	bool open;	     /* any socket may be opened */
	bool busy, proxied, reads, enough, sets_cookie;
	bool headed; /* the empty line behind the headers has come */
	uint8_t wall;
	CURLcode code;
	char error[CURL_ERROR_SIZE];
	struct slot *next; /* of the free ones, or of the finished ones */
};

/* One "--connect-to": whom it speaks of. */
struct mapped {
	struct str host, port; /* empty: any */
};

struct fetch {
	struct fetch_options options;
	CURLM *multi;
	CURLSH *share; /* cookies */
	struct curl_slist *headers, *connect_to;
	struct mapped *mapped;
	struct slot *slots, *free, *finished;
	uint32_t under_way;
	struct arena arena;	      /* of the readers */
	struct sigaction pipe_before; /* what SIGPIPE did */
	char agent[256];
};

/* ---- what libcurl calls ------------------------------------------------------------------------
 */

static curl_socket_t open_socket(void *to, curlsocktype purpose, struct curl_sockaddr *address)
{
	struct slot *s = to;
	const char *why = s->open ? NULL : gate_socket(&address->addr);

	(void)purpose;
	if (why) {
		s->refused = why;
		return CURL_SOCKET_BAD;
	}
	return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/* The page begins with its first byte: then the headers are known. */
static void begin_page(struct slot *s)
{
	char *type = NULL;

	libcurl.easy_getinfo(s->easy, CURLINFO_CONTENT_TYPE, &type);
	page_begin(s->reader, s->request.wanted, str_of(type ? type : ""));
	s->reads = true;
}

static size_t take_body(char *bytes, size_t size, size_t n, void *to)
{
	struct slot *s = to;
	struct str part = {bytes, size * n};

	if (s->request.keep) {
		size_t room = s->request.keep - s->kept.n;

		buf_add(&s->kept, str_part(part, 0, part.n < room ? part.n : room));
		s->enough = part.n > room;
	} else {
		if (!s->reads)
			begin_page(s);
		page_feed(s->reader, part);
		s->enough = page_is_enough(s->reader);
	}
	return s->enough ? 0 : part.n;
}

/* "bytes 0-1023/12345" */
static int64_t whole_length(struct str range)
{
	size_t stroke = str_find(range, STR("/"), 0);
	uint32_t whole;

	if (stroke == SIZE_MAX || !str_number(str_skip(range, stroke + 1), &whole))
		return -1;
	return whole;
}

/* What only an archive's answer is asked for: where a copy stays. */
static void note_memento(struct slot *s, struct str name, struct str value)
{
	if (str_eq_nocase(name, STR("content-location")) && value.n < TARGET_MOST) {
		s->content_location.n = 0;
		buf_add(&s->content_location, value);
	} else if (str_eq_nocase(name, STR("link")) && s->link.n + value.n < LINKS_MOST) {
		buf_add(&s->link, s->link.n ? STR(", ") : STR_NONE);
		buf_add(&s->link, value);
	}
}

static void note_header(struct slot *s, struct str name, struct str value)
{
	if (s->request.accept_datetime)
		note_memento(s, name, value);
	if (str_eq_nocase(name, STR("set-cookie"))) {
		s->sets_cookie = true;
	} else if (str_eq_nocase(name, STR("location"))) {
		s->location.n = 0;
		buf_add(&s->location, str_part(value, 0, value.n < TARGET_MOST ? value.n : 0));
	} else if (str_eq_nocase(name, STR("content-range"))) {
		s->length = whole_length(value);
	} else if (str_eq_nocase(name, STR("memento-datetime"))) {
		char date[64] = "";

		memcpy(date, value.p, value.n < sizeof(date) ? value.n : 0);
		s->memento = libcurl.getdate(date, NULL);
	} else if (!s->wall) {
		s->wall = (uint8_t)wall_of_header(name, value);
	}
}

static size_t take_header(char *bytes, size_t size, size_t n, void *to)
{
	struct slot *s = to;
	struct str line = str_trim((struct str){bytes, size * n}), name, value;
	size_t colon = str_find(line, STR(":"), 0);

	s->headers += size * n;
	if (s->headers > HEADERS_MOST)
		return 0;
	/* A status line: what was said before it was "100 Continue", or a proxy. */
	if (str_starts(line, STR("HTTP/"))) {
		s->location.n = s->content_location.n = s->link.n = 0;
		s->headed = false;
	}
	s->headed = s->headed || line.n == 0;
	if (colon == SIZE_MAX)
		return size * n;
	name = str_part(line, 0, colon);
	value = str_trim(str_skip(line, colon + 1));
	note_header(s, name, value);
	return size * n;
}

/* ---- beginning ---------------------------------------------------------------------------------
 */

/* "HOST" up to the next ":", with or without the brackets of IPv6. */
static bool take_field(struct str *rest, struct str *out)
{
	const char *end = memchr(rest->p, ':', rest->n);
	size_t n = end ? (size_t)(end - rest->p) : rest->n;

	if (rest->n && rest->p[0] == '[') {
		const char *close = memchr(rest->p, ']', rest->n);

		if (!close)
			return false;
		*out = (struct str){rest->p + 1, (size_t)(close - rest->p) - 1};
		n = out->n + 2;
	} else {
		*out = str_part(*rest, 0, n);
	}
	if (n < rest->n && rest->p[n] != ':')
		return false;
	*rest = str_skip(*rest, n + 1);
	return true;
}

static enum status read_mapping(struct mapped *out, const char *text, struct err *err)
{
	struct str rest = str_of(text), host, port;
	unsigned colons = 0;
	uint32_t number;

	for (const char *p = text; *p; p++)
		colons += *p == ':';
	if (colons < 3 || !take_field(&rest, &out->host) || !take_field(&rest, &out->port) ||
	    !take_field(&rest, &host) || !take_field(&rest, &port) || rest.n ||
	    (out->port.n && !str_number(out->port, &number)) ||
	    (port.n && !str_number(port, &number)))
		return err_set(err, FF_EUSAGE,
			       "--connect-to: \"%s\" is not HOST:PORT:HOST:PORT, such as "
			       "www.un.org:443:127.0.0.1:8443",
			       text);
	return FF_OK;
}

static enum status read_mappings(struct fetch *f, struct err *err)
{
	const struct fetch_options *o = &f->options;

	f->mapped = arena_zero(&f->arena, (o->nconnect_to + 1) * sizeof(*f->mapped));
	for (uint32_t i = 0; i < o->nconnect_to; i++) {
		if (read_mapping(&f->mapped[i], o->connect_to[i], err) != FF_OK)
			return err->status;
		f->connect_to = libcurl.slist_append(f->connect_to, o->connect_to[i]);
	}
	return FF_OK;
}

/* What all requests have in common. */
static void set_common(struct slot *s)
{
	struct fetch *f = s->fetch;
	CURL *e = s->easy;

	libcurl.easy_setopt(e, CURLOPT_PRIVATE, s);
	libcurl.easy_setopt(e, CURLOPT_NOSIGNAL, 1L);
	libcurl.easy_setopt(e, CURLOPT_ERRORBUFFER, s->error);
	libcurl.easy_setopt(e, CURLOPT_PROTOCOLS_STR, "http,https");
	libcurl.easy_setopt(e, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
	/* A name server that does not answer must not hold up the end of the run. */
	libcurl.easy_setopt(e, CURLOPT_QUICK_EXIT, 1L);
	libcurl.easy_setopt(e, CURLOPT_USERAGENT, f->agent);
	libcurl.easy_setopt(e, CURLOPT_SHARE, f->share);
	libcurl.easy_setopt(e, CURLOPT_COOKIEFILE, "");
	libcurl.easy_setopt(e, CURLOPT_NOPROXY, "");
	libcurl.easy_setopt(e, CURLOPT_CONNECT_TO, f->connect_to);
	libcurl.easy_setopt(e, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	libcurl.easy_setopt(e, CURLOPT_OPENSOCKETDATA, s);
	libcurl.easy_setopt(e, CURLOPT_WRITEFUNCTION, take_body);
	libcurl.easy_setopt(e, CURLOPT_WRITEDATA, s);
	libcurl.easy_setopt(e, CURLOPT_HEADERFUNCTION, take_header);
	libcurl.easy_setopt(e, CURLOPT_HEADERDATA, s);
	if (f->options.ca_file)
		libcurl.easy_setopt(e, CURLOPT_CAINFO, f->options.ca_file);
}

/* An honest name, with somebody to write to. Control characters would be headers of their own. */
static void name_agent(struct fetch *f)
{
	const char *contact = f->options.contact;

	snprintf(f->agent, sizeof(f->agent), "footfault/%s (link check%s%s)", FOOTFAULT_VERSION,
		 contact ? "; " : "", contact ? contact : "");
	for (char *p = f->agent; *p; p++)
		if ((unsigned char)*p < ' ' || *p == 0x7f)
			*p = ' ';
}

static enum status make(struct fetch *f, struct err *err)
{
	f->multi = libcurl.multi_init();
	f->share = libcurl.share_init();
	f->slots = calloc(f->options.under_way, sizeof(*f->slots));
	f->headers =
		libcurl.slist_append(NULL, "Accept: text/html,application/pdf;q=0.9,*/*;q=0.8");
	if (!f->multi || !f->share || !f->slots || !f->headers)
		return err_set(err, FF_ENOMEM, "not enough memory to ask addresses");
	libcurl.slist_append(f->headers, "Accept-Language: en,*;q=0.5");
	libcurl.share_setopt(f->share, CURLSHOPT_SHARE, CURL_LOCK_DATA_COOKIE);
	libcurl.multi_setopt(f->multi, CURLMOPT_MAXCONNECTS, (long)f->options.under_way);
	for (uint32_t i = f->options.under_way; i--;) {
		f->slots[i].fetch = f;
		f->slots[i].next = f->free;
		f->free = &f->slots[i];
	}
	return read_mappings(f, err);
}

enum status fetch_new(struct fetch **out, const struct fetch_options *o, struct err *err)
{
	const struct sigaction ignore = {.sa_handler = SIG_IGN};
	const char *why = curl_load();
	struct fetch *f;

	*out = NULL;
	if (why)
		return err_set(err, FF_EIO, "%s", why);
	if (o->ca_file && access(o->ca_file, R_OK) != 0)
		return err_set(err, FF_EIO, "%s: the file of certificates cannot be read",
			       o->ca_file);
	f = calloc(1, sizeof(*f));
	if (!f)
		return err_set(err, FF_ENOMEM, "not enough memory to ask addresses");
	f->options = *o;
	f->options.under_way = o->under_way ? o->under_way : 1;
	arena_init(&f->arena);
	/* OpenSSL writes to sockets that the other side has closed. */
	sigaction(SIGPIPE, &ignore, &f->pipe_before);
	name_agent(f);
	if (make(f, err) != FF_OK) {
		fetch_free(f);
		return err->status;
	}
	*out = f;
	return FF_OK;
}

void fetch_free(struct fetch *f)
{
	if (!f)
		return;
	for (uint32_t i = 0; f->slots && i < f->options.under_way; i++) {
		struct slot *s = &f->slots[i];

		if (s->easy && f->multi)
			libcurl.multi_remove_handle(f->multi, s->easy);
		libcurl.easy_cleanup(s->easy);
		libcurl.slist_free_all(s->dated);
		buf_release(&s->kept);
		buf_release(&s->location);
		buf_release(&s->content_location);
		buf_release(&s->link);
	}
	if (f->multi)
		libcurl.multi_cleanup(f->multi);
	if (f->share)
		libcurl.share_cleanup(f->share);
	libcurl.slist_free_all(f->headers);
	libcurl.slist_free_all(f->connect_to);
	sigaction(SIGPIPE, &f->pipe_before, NULL);
	arena_release(&f->arena);
	free(f->slots);
	free(f);
}

/* ---- one request --------------------------------------------------------------------------------
 */

static bool is_mapped(const struct fetch *f, const struct web_target *t)
{
	for (uint32_t i = 0; i < f->options.nconnect_to; i++) {
		const struct mapped *m = &f->mapped[i];
		uint32_t port;

		if ((!m->host.n || str_eq_nocase(m->host, t->host)) &&
		    (!m->port.n || (str_number(m->port, &port) && port == t->port)))
			return true;
	}
	return false;
}

/* Why it must not be asked, whatever its name resolves to; else how it is asked. */
static const char *admit(struct slot *s)
{
	const struct fetch *f = s->fetch;
	const struct web_target *t = s->request.target;
	const char *proxy = proxy_for(t->host, t->https), *why;

	libcurl.easy_setopt(s->easy, CURLOPT_PROXY, proxy ? proxy : "");
	s->proxied = proxy;
	s->open = f->options.allow_private || is_mapped(f, t);
	if (s->open)
		return NULL;
	/* The socket is the proxy's own. */
	s->open = proxy;
	why = gate_port(t->port);
	return why ? why : gate_name(t->host);
}

/* The usual headers, and the date whose copy is wanted: "Thu, 31 May 2007 20:35:00 GMT". */
static void set_date(struct slot *s)
{
	time_t at = (time_t)s->request.accept_datetime;
	char line[80];
	struct tm tm;

	libcurl.slist_free_all(s->dated);
	gmtime_r(&at, &tm);
	strftime(line, sizeof(line), "Accept-Datetime: %a, %d %b %Y %H:%M:%S GMT", &tm);
	s->dated = libcurl.slist_append(NULL, line);
	libcurl.easy_setopt(s->easy, CURLOPT_HTTPHEADER, s->dated);
}

/* Milliseconds. */
static uint32_t patience_of(const struct slot *s)
{
	return s->fetch->options.timeout_ms * (s->request.patience ? s->request.patience : 1);
}

static void set_request(struct slot *s)
{
	const struct request *r = &s->request;
	uint32_t ms = patience_of(s);
	char range[32];

	snprintf(range, sizeof(range), "0-%u", r->range - 1);
	libcurl.easy_setopt(s->easy, CURLOPT_URL, r->target->address.p);
	/* Only HTTP/2 can carry several requests at once, and that needs TLS here. */
	libcurl.easy_setopt(s->easy, CURLOPT_PIPEWAIT, r->target->https ? 1L : 0L);
	if (r->method == METHOD_HEAD)
		libcurl.easy_setopt(s->easy, CURLOPT_NOBODY, 1L);
	else
		libcurl.easy_setopt(s->easy, CURLOPT_HTTPGET, 1L);
	/* A range of a compressed file would be no file at all. */
	libcurl.easy_setopt(s->easy, CURLOPT_RANGE, r->range ? range : NULL);
	libcurl.easy_setopt(s->easy, CURLOPT_ACCEPT_ENCODING, r->range ? NULL : "");
	libcurl.easy_setopt(s->easy, CURLOPT_TIMEOUT_MS, (long)ms);
	libcurl.easy_setopt(s->easy, CURLOPT_CONNECTTIMEOUT_MS,
			    (long)(ms < CONNECT_MS ? ms : CONNECT_MS));
	if (r->accept_datetime)
		set_date(s);
	else
		libcurl.easy_setopt(s->easy, CURLOPT_HTTPHEADER, s->fetch->headers);
}

static bool make_slot(struct slot *s)
{
	if (s->easy)
		return true;
	s->easy = libcurl.easy_init();
	if (!s->easy)
		return false;
	s->reader = page_reader_new(&s->fetch->arena);
	set_common(s);
	return true;
}

static void finish(struct slot *s, CURLcode code)
{
	s->code = code;
	s->next = s->fetch->finished;
	s->fetch->finished = s;
}

/* A slot as it is between two requests. */
static void clear(struct slot *s)
{
	s->kept.n = s->location.n = s->content_location.n = s->link.n = 0;
	s->headers = 0;
	s->length = -1;
	s->memento = 0;
	s->refused = NULL;
	s->reads = s->enough = s->sets_cookie = s->headed = false;
	s->wall = WALL_NONE;
	s->error[0] = '\0';
}

bool fetch_begin(struct fetch *f, const struct request *r)
{
	struct slot *s = f->free;

	if (!s || !make_slot(s))
		return false;
	f->free = s->next;
	f->under_way++;
	s->busy = true;
	clear(s);
	s->request = *r;
	s->refused = admit(s);
	if (s->refused) {
		finish(s, CURLE_COULDNT_CONNECT);
		return true;
	}
	set_request(s);
	if (libcurl.multi_add_handle(f->multi, s->easy) != CURLM_OK)
		finish(s, CURLE_OUT_OF_MEMORY);
	return true;
}

uint32_t fetch_under_way(const struct fetch *f)
{
	return f->under_way;
}

/* ---- its reply
 * ----------------------------------------------------------------------------------- */

static uint8_t trouble_of(const struct slot *s)
{
	switch (s->code) {
	case CURLE_OK: /* libcurl takes a connection that ends within the headers for an answer */
		return s->headed ? TROUBLE_NONE : TROUBLE_CUT;
	case CURLE_WRITE_ERROR:
		return s->enough ? TROUBLE_NONE : TROUBLE_GARBAGE;
	case CURLE_COULDNT_RESOLVE_HOST:
		return TROUBLE_DNS;
	case CURLE_COULDNT_RESOLVE_PROXY:
	case CURLE_COULDNT_CONNECT:
		return s->refused ? TROUBLE_REFUSED : TROUBLE_CONNECT;
	case CURLE_OPERATION_TIMEDOUT:
		return TROUBLE_TIMEOUT;
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CERTPROBLEM:
	case CURLE_SSL_CIPHER:
	case CURLE_SSL_ISSUER_ERROR:
	case CURLE_SSL_CACERT_BADFILE:
	case CURLE_SSL_INVALIDCERTSTATUS:
		return TROUBLE_TLS;
	case CURLE_PARTIAL_FILE:
	case CURLE_RECV_ERROR:
	case CURLE_SEND_ERROR:
	case CURLE_GOT_NOTHING:
	case CURLE_HTTP2:
	case CURLE_HTTP2_STREAM:
		return TROUBLE_CUT;
	default:
		return TROUBLE_GARBAGE;
	}
}

/* libcurl's own words for what it met, or ours. */
static struct str detail_of(const struct slot *s, struct arena *a)
{
	if (s->refused)
		return str_of(s->refused);
	if (s->code == CURLE_OK)
		return STR("the connection ended within the headers");
	/* libcurl would count milliseconds and bytes, which differ each time. */
	if (s->code == CURLE_OPERATION_TIMEDOUT)
		return arena_printf(a, "it was given %g s", patience_of(s) / 1000.0);
	return arena_str(a,
			 str_trim(str_of(s->error[0] ? s->error : libcurl.easy_strerror(s->code))));
}

/* "text/html" of "Text/HTML; charset=utf-8" */
static struct str type_of(const struct slot *s, struct arena *a)
{
	char *type = NULL;
	struct str out;

	libcurl.easy_getinfo(s->easy, CURLINFO_CONTENT_TYPE, &type);
	out = arena_str(a, str_trim((struct str){type ? type : "", type ? strcspn(type, ";") : 0}));
	for (size_t i = 0; i < out.n; i++)
		((char *)out.p)[i] = to_lower(out.p[i]);
	return out;
}

/* Of the whole: what Content-Range says, else Content-Length. */
static int64_t length_of(const struct slot *s)
{
	curl_off_t length = -1;

	if (s->length >= 0)
		return s->length;
	libcurl.easy_getinfo(s->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
	return length;
}

/* Name, connection and encryption come before. */
static uint64_t since_sent(const struct slot *s)
{
	curl_off_t all = 0, before = 0;

	libcurl.easy_getinfo(s->easy, CURLINFO_TOTAL_TIME_T, &all);
	libcurl.easy_getinfo(s->easy, CURLINFO_PRETRANSFER_TIME_T, &before);
	return before > 0 && all > before ? (uint64_t)(all - before) : 0;
}

/* Makes 'out' of what the slot has seen. */
static void take_reply(struct slot *s, struct reply *out, struct arena *a)
{
	long status = 0;
	curl_off_t after = 0;

	*out = (struct reply){
		.method = s->request.method,
		.trouble = trouble_of(s),
		.wall = s->wall,
		.address = arena_str(a, s->request.target->address),
		.sets_cookie = s->sets_cookie,
		.stopped = s->enough,
		.proxied = s->proxied,
		.memento = s->memento,
		.length = -1,
		.retry_after = -1,
	};
	if (out->trouble != TROUBLE_NONE)
		out->detail = detail_of(s, a);
	if (out->trouble == TROUBLE_REFUSED)
		return;
	libcurl.easy_getinfo(s->easy, CURLINFO_RESPONSE_CODE, &status);
	libcurl.easy_getinfo(s->easy, CURLINFO_RETRY_AFTER, &after);
	out->status = status > 0 && status < 1000 ? (uint16_t)status : 0;
	out->retry_after = after > 0 ? after : -1;
	out->type = type_of(s, a);
	out->length = length_of(s);
	out->since_sent = since_sent(s);
	out->location = arena_str(a, buf_str(&s->location));
	out->content_location = arena_str(a, buf_str(&s->content_location));
	out->link = arena_str(a, buf_str(&s->link));
	if (s->request.keep)
		out->body = arena_str(a, buf_str(&s->kept));
	else if (s->reads)
		page_end(s->reader, &out->page, a);
}

/* The next finished one, or NULL. */
static struct slot *next_finished(struct fetch *f)
{
	struct slot *s = f->finished;
	CURLMsg *message;
	int left;

	if (!s && (message = libcurl.multi_info_read(f->multi, &left)) &&
	    message->msg == CURLMSG_DONE) {
		CURLcode code = message->data.result;
		char *owner = NULL;

		libcurl.easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &owner);
		s = (struct slot *)(void *)owner;
		libcurl.multi_remove_handle(f->multi, s->easy);
		finish(s, code);
	}
	f->finished = s ? s->next : NULL;
	return s;
}

static void release(struct slot *s)
{
	s->busy = false;
	s->next = s->fetch->free;
	s->fetch->free = s;
	s->fetch->under_way--;
}

bool fetch_wait(struct fetch *f, uint32_t ms, struct reply *out, void **owner)
{
	struct slot *s = next_finished(f);
	int running;

	if (!s) {
		/* A request that has just begun ends the waiting at once. */
		if (ms)
			libcurl.multi_poll(f->multi, NULL, 0, (int)ms, NULL);
		libcurl.multi_perform(f->multi, &running);
		s = next_finished(f);
	}
	if (!s)
		return false;
	take_reply(s, out, s->request.arena);
	if (owner)
		*owner = s->request.owner;
	if (s->kept.cap > SLOT_KEEP)
		buf_release(&s->kept);
	release(s);
	return true;
}

void fetch_drop(struct fetch *f)
{
	while (next_finished(f))
		;
	for (uint32_t i = 0; i < f->options.under_way; i++)
		if (f->slots[i].busy) {
			libcurl.multi_remove_handle(f->multi, f->slots[i].easy);
			release(&f->slots[i]);
		}
}

void fetch_one(struct fetch *f, const struct request *r, struct reply *out, struct arena *a)
{
	enum { MOST_MS = 1000 };

	struct request request = *r;

	request.arena = a;
	*out = (struct reply){.trouble = TROUBLE_CUT};
	if (fetch_begin(f, &request))
		while (!fetch_wait(f, MOST_MS, out, NULL))
			;
}
