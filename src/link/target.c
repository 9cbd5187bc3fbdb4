#include "link/target.h"

#include "cite/host.h"
#include "link/curl.h"
#include "link/page.h"

/* ---- reading an address -------------------------------------------------------------------- */

static const char *why_not(CURLUcode code)
{
	switch (code) {
	case CURLUE_NO_HOST:
	case CURLUE_BAD_HOSTNAME:
	case CURLUE_BAD_IPV6:
		return "it has no host that could be asked";
	case CURLUE_BAD_PORT_NUMBER:
		return "its port is no number from 0 to 65535";
	case CURLUE_UNSUPPORTED_SCHEME:
	case CURLUE_BAD_SCHEME:
		return "it is no web address: only http and https are asked";
	case CURLUE_OUT_OF_MEMORY:
		return "there is not enough memory";
	default:
		return "it is no address";
	}
}

/* One part as libcurl has it, in the arena; empty when there is none. */
static struct str part(CURLU *url, CURLUPart what, unsigned flags, struct arena *a)
{
	struct str out = STR_NONE;
	char *text = NULL;

	if (libcurl.url_get(url, what, &text, flags) == CURLUE_OK && text)
		out = arena_str(a, str_of(text));
	libcurl.free(text);
	return out;
}

static void lower(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		((char *)s.p)[i] = to_lower(s.p[i]);
}

/* "%2f" and "%2F" are one (RFC 3986, 6.2.2.1). */
static void even_out(struct str s)
{
	for (size_t i = 0; i + 2 < s.n; i++)
		if (s.p[i] == '%') {
			((char *)s.p)[i + 1] = to_upper(s.p[i + 1]);
			((char *)s.p)[i + 2] = to_upper(s.p[i + 2]);
		}
}

static struct str host_of(CURLU *url, struct arena *a)
{
	struct str host = part(url, CURLUPART_HOST, CURLU_PUNYCODE, a);

	lower(host);
	/* In canonical form it goes back, so that the whole is canonical. */
	if (host.n)
		libcurl.url_set(url, CURLUPART_HOST, host.p, 0);
	if (host.n > 2 && host.p[0] == '[')
		host = str_part(host, 1, host.n - 1);
	return host;
}

/* Takes apart what libcurl has understood; NULL or why it cannot be asked. */
static const char *take(struct web_target *out, CURLU *url, struct arena *a)
{
	struct str scheme = part(url, CURLUPART_SCHEME, 0, a);
	uint32_t port;

	out->https = str_eq(scheme, STR("https"));
	if (!out->https && !str_eq(scheme, STR("http")))
		return why_not(CURLUE_UNSUPPORTED_SCHEME);
	out->host = host_of(url, a);
	if (!out->host.n)
		return why_not(CURLUE_NO_HOST);
	if (!str_number(part(url, CURLUPART_PORT, CURLU_DEFAULT_PORT, a), &port) || !port ||
	    port > UINT16_MAX)
		return why_not(CURLUE_BAD_PORT_NUMBER);
	out->port = (uint16_t)port;
	out->path = part(url, CURLUPART_PATH, 0, a);
	out->fragment = part(url, CURLUPART_FRAGMENT, CURLU_URLDECODE, a);
	libcurl.url_set(url, CURLUPART_FRAGMENT, NULL, 0);
	libcurl.url_set(url, CURLUPART_USER, NULL, 0);
	libcurl.url_set(url, CURLUPART_PASSWORD, NULL, 0);
	libcurl.url_set(url, CURLUPART_OPTIONS, NULL, 0);
	out->address = part(url, CURLUPART_URL, CURLU_NO_DEFAULT_PORT, a);
	even_out(out->address);
	even_out(out->path);
	return out->address.n && out->address.n <= TARGET_MOST ? NULL : "it is too long";
}

/* It says its scheme: letters before the first ":", and no stop among them as in a host. */
static bool has_scheme(struct str address)
{
	size_t n = 0;

	while (n < address.n &&
	       (is_alnum(address.p[n]) || address.p[n] == '+' || address.p[n] == '-'))
		n++;
	return n && n < address.n && address.p[n] == ':';
}

/* "www.ohchr.org/…", "//www.ohchr.org/…": an address without its scheme. */
static struct str with_scheme(struct str address, bool *guessed, struct arena *a)
{
	*guessed = !has_scheme(address);
	if (!*guessed)
		return address;
	if (str_starts(address, STR("//")))
		address = str_skip(address, 2);
	return arena_printf(a, "https://%.*s", STR_ARG(address));
}

const char *web_target_read(struct web_target *out, struct str address, struct str base,
			    struct arena *a)
{
	const char *why = curl_load();
	CURLU *url;
	CURLUcode code = CURLUE_OK;

	*out = (struct web_target){.address = address};
	if (why)
		return why;
	if (address.n > TARGET_MOST)
		return "it is too long";
	if (memchr(address.p, '\0', address.n))
		return why_not(CURLUE_MALFORMED_INPUT);
	if (!base.n)
		address = with_scheme(address, &out->guessed, a);
	url = libcurl.url();
	if (!url)
		return why_not(CURLUE_OUT_OF_MEMORY);
	if (base.n)
		code = libcurl.url_set(url, CURLUPART_URL, arena_str(a, base).p, 0);
	if (code == CURLUE_OK)
		code = libcurl.url_set(url, CURLUPART_URL, arena_str(a, address).p,
				       CURLU_NON_SUPPORT_SCHEME | CURLU_URLENCODE);
	why = code == CURLUE_OK ? take(out, url, a) : why_not(code);
	libcurl.url_cleanup(url);
	return why;
}

struct web_target *web_target_keep(const struct web_target *t, struct arena *a)
{
	struct web_target *out = arena_alloc(a, sizeof(*out));

	*out = *t;
	out->address = arena_str(a, t->address);
	out->host = arena_str(a, t->host);
	out->fragment = arena_str(a, t->fragment);
	out->path = arena_str(a, t->path);
	return out;
}

bool web_target_is_literal(const struct web_target *t)
{
	for (size_t i = 0; i < t->host.n; i++)
		if (t->host.p[i] == ':')
			return true;
	return strspn(t->host.p, "0123456789.") >= t->host.n;
}

/* ---- what its path says --------------------------------------------------------------------- */

/* The part of the path behind its last stroke. */
static struct str last_name(struct str path)
{
	size_t at = path.n;

	while (at && path.p[at - 1] != '/')
		at--;
	return str_skip(path, at);
}

/* From the last stop on: ".pdf"; or empty. */
static struct str ending_of(struct str name)
{
	size_t at = name.n;

	while (at && name.p[at - 1] != '.')
		at--;
	return at > 1 ? str_skip(name, at - 1) : STR_NONE;
}

static bool is_language(struct str word)
{
	for (size_t row = 0; host_tables.path_words[row][0]; row++)
		for (size_t i = 0; i < HOST_LANGUAGES; i++)
			if (str_eq_nocase(word, str_of(host_tables.path_words[row][i])))
				return true;
	return false;
}

/* "index.html", "home", "default.aspx", "ohchr_homepage" */
static bool is_front(struct str name)
{
	static const char *const names[] = {"index",	"home", "default",
					    "homepage", "main", "welcome"};
	struct str stem = str_part(name, 0, name.n - ending_of(name).n);

	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (str_eq_nocase(stem, str_of(names[i])))
			return true;
	return stem.n > 9 && str_eq_nocase(str_skip(stem, stem.n - 8), STR("homepage"));
}

bool web_target_is_home(const struct web_target *t)
{
	struct str rest = str_skip(t->path, 1);
	bool language = false;

	if (str_find(t->address, STR("?"), 0) != SIZE_MAX)
		return false;
	while (rest.n) {
		const char *stroke = memchr(rest.p, '/', rest.n);
		struct str name = {rest.p, stroke ? (size_t)(stroke - rest.p) : rest.n};

		rest = str_skip(rest, name.n + 1);
		if (is_front(name))
			return !rest.n;
		if (language || !is_language(name))
			return false;
		language = true;
	}
	return true;
}

/* In the folder of the address, with its ending: another program may serve ".aspx". */
struct str web_target_probe(const struct web_target *t, struct arena *a)
{
	struct str name = last_name(t->path);
	struct str folder = str_part(t->path, 0, t->path.n - name.n);
	struct str ending = ending_of(name);
	size_t host = str_find(t->address, STR("//"), 0) + 2;
	size_t path = str_find(t->address, STR("/"), host);

	if (path == SIZE_MAX)
		path = t->address.n;
	return arena_printf(a, "%.*s%.*sno-such-page-%08x%.*s", (int)path, t->address.p,
			    STR_ARG(folder), (unsigned)str_hash(folder), STR_ARG(ending));
}

unsigned web_target_kind(const struct web_target *t)
{
	static const struct {
		const char *ending;
		uint8_t kind;
	} endings[] = {
		{".pdf", BODY_PDF},    {".docx", BODY_ZIP},   {".docm", BODY_ZIP},
		{".xlsx", BODY_ZIP},   {".pptx", BODY_ZIP},   {".odt", BODY_ZIP},
		{".ods", BODY_ZIP},    {".zip", BODY_ZIP},    {".epub", BODY_ZIP},
		{".doc", BODY_OLE},    {".xls", BODY_OLE},    {".ppt", BODY_OLE},
		{".wpd", BODY_WPD},    {".wpf", BODY_WPD},    {".jpg", BODY_IMAGE},
		{".jpeg", BODY_IMAGE}, {".png", BODY_IMAGE},  {".gif", BODY_IMAGE},
		{".tif", BODY_IMAGE},  {".tiff", BODY_IMAGE}, {".webp", BODY_IMAGE},
		{".txt", BODY_TEXT},   {".csv", BODY_TEXT},   {".rtf", BODY_OTHER},
		{".mp3", BODY_OTHER},  {".mp4", BODY_OTHER},  {".exe", BODY_OTHER},
	};
	struct str ending = ending_of(last_name(t->path));

	for (size_t i = 0; i < COUNT_OF(endings); i++)
		if (str_eq_nocase(ending, str_of(endings[i].ending)))
			return endings[i].kind;
	return BODY_HTML;
}
