#include "cite/host.h"
#include "cite/slip.h"

#include "symbol/symbol.h"

const char host_codes[HOST_LANGUAGES][3] = {"en", "fr", "es", "ru", "zh", "ar"};

/* ---- words without regard to case ----------------------------------------------- */

static bool starts_nocase(struct str s, const char *with)
{
	size_t n = strlen(with);

	return s.n >= n && str_eq_nocase(str_part(s, 0, n), (struct str){with, n});
}

static bool ends_nocase(struct str s, const char *with)
{
	size_t n = strlen(with);

	return s.n >= n && str_eq_nocase(str_skip(s, s.n - n), (struct str){with, n});
}

static bool holds_nocase(struct str s, const char *what)
{
	for (size_t i = 0; i < s.n; i++)
		if (to_lower(s.p[i]) == what[0] && starts_nocase(str_skip(s, i), what))
			return true;
	return false;
}

static bool listed(const char *const *list, struct str word)
{
	for (; *list; list++)
		if (str_eq_nocase(word, str_of(*list)))
			return true;
	return false;
}

/* Offset of the first 'c', or SIZE_MAX. */
static size_t byte_find(struct str s, char c)
{
	const char *p = s.n ? memchr(s.p, c, s.n) : NULL;

	return p ? (size_t)(p - s.p) : SIZE_MAX;
}

/* ---- schemes ----------------------------------------------------------------------- */

static size_t letters(struct str s)
{
	size_t n = 0;

	while (n < s.n && is_alpha(s.p[n]))
		n++;
	return n;
}

/* "http" or "https", as it is meant; NULL for another word. */
static const char *scheme_near(struct str word)
{
	size_t at;

	if (word.n < 3 || word.n > 6)
		return NULL;
	if (str_eq_nocase(word, STR("http")))
		return "http";
	if (str_eq_nocase(word, STR("https")))
		return "https";
	/* "http" stands behind it: what is one slip from both is more often the longer one. */
	if (to_lower(word.p[word.n - 1]) == 's' && slip_is_one(word, STR("https"), &at))
		return "https";
	return slip_is_one(word, STR("http"), &at)    ? "http"
	       : slip_is_one(word, STR("https"), &at) ? "https"
						      : NULL;
}

/* "www." or "www2." with a host behind it. */
static bool www_opens(struct str text)
{
	size_t n = 3;

	if (!text.n || to_lower(text.p[0]) != 'w' || !starts_nocase(text, "www"))
		return false;
	n += n < text.n && is_digit(text.p[n]);
	return n + 1 < text.n && text.p[n] == '.' &&
	       (is_alnum(text.p[n + 1]) || (text.p[n + 1] & 0x80));
}

bool web_opens(struct str text, size_t *scheme)
{
	size_t n = letters(text), strokes = 0;
	bool colon = n < text.n && text.p[n] == ':', exact;

	*scheme = 0;
	if (www_opens(text))
		return true;
	if (!scheme_near(str_part(text, 0, n)))
		return false;
	exact = starts_nocase(text, "http") && (n == 4 || to_lower(text.p[4]) == 's') && n < 6;
	n += colon;
	while (n < text.n && text.p[n] == '/') {
		n++;
		strokes++;
	}
	*scheme = n;
	if (strokes > 3 || (!colon && strokes != 2))
		return false;
	/* "http:www.", "https:/un.org", "htp://": the rest must look like a host. */
	if (strokes == 2 && colon && exact)
		return true;
	return www_opens(str_skip(text, n)) ||
	       (strokes > 0 && n + 1 < text.n && is_alnum(text.p[n]) && is_alnum(text.p[n + 1]));
}

struct str web_scheme_meant(struct str scheme)
{
	const char *word = scheme_near(str_part(scheme, 0, letters(scheme)));

	if (!word || str_eq_nocase(scheme, STR("http://")) ||
	    str_eq_nocase(scheme, STR("https://")))
		return STR_NONE;
	return strcmp(word, "https") == 0 ? STR("https://") : STR("http://");
}

/* ---- taking apart --------------------------------------------------------------------- */

static bool is_number(struct str s, uint32_t most)
{
	uint32_t value;

	return str_number(s, &value) && value <= most;
}

/* Four numbers between stops. */
static bool is_ip(struct str host)
{
	size_t parts = 0, begin = 0;

	for (size_t i = 0; i <= host.n; i++) {
		if (i < host.n && host.p[i] != '.')
			continue;
		if (!is_number(str_part(host, begin, i), 255))
			return false;
		parts++;
		begin = i + 1;
	}
	return parts == 4;
}

static bool is_label(struct str s)
{
	if (!s.n || s.p[0] == '-' || s.p[s.n - 1] == '-')
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (!is_alnum(s.p[i]) && s.p[i] != '-' && s.p[i] != '_' && !(s.p[i] & 0x80))
			return false;
	return true;
}

static bool is_host(struct str host)
{
	size_t begin = 0, parts = 0;
	struct str label = STR_NONE;

	if (is_ip(host) || str_eq_nocase(host, STR("localhost")))
		return true;
	for (size_t i = 0; i <= host.n; i++) {
		if (i < host.n && host.p[i] != '.')
			continue;
		label = str_part(host, begin, i);
		if (!is_label(label))
			return false;
		parts++;
		begin = i + 1;
	}
	/* "www.ohchr": the end that every host has is missing. Two letters may be a State's. */
	if (parts == 2 && starts_nocase(host, "www.") && label.n > 3)
		return false;
	return parts > 1 && label.n > 1 && !is_digit(label.p[label.n - 1]);
}

/* A second address glued on: "https://a.org/b.pdfhttps://c.org". Archives hold one behind a
 * stroke, a question mark or an equals sign. */
static bool holds_second(struct str rest)
{
	for (size_t at = 0; (at = str_find(rest, STR("http"), at)) != SIZE_MAX; at += 4) {
		size_t colon = at + 4 + (at + 4 < rest.n && rest.p[at + 4] == 's');

		if (at > 0 && is_alnum(rest.p[at - 1]) &&
		    str_starts(str_skip(rest, colon), STR("://")))
			return true;
	}
	return false;
}

static uint8_t fault_of(const struct web *web, struct str port, struct str rest)
{
	struct str again;
	size_t scheme;

	if (web->scheme.n && !str_eq_nocase(web->scheme, STR("http://")) &&
	    !str_eq_nocase(web->scheme, STR("https://")))
		return WEB_SCHEME;
	again = str_skip(rest, 0);
	if (holds_second(rest) || (web_opens(again, &scheme) && scheme && web->host.n < scheme))
		return WEB_TWO;
	if (!is_host(web->host))
		return WEB_HOST;
	if (port.p && !is_number(port, 65535))
		return WEB_PORT;
	return WEB_FINE;
}

void web_split(struct web *out, struct str text)
{
	struct str rest, port = {NULL, 0};
	size_t scheme = 0, end = 0, at;

	if (!web_opens(text, &scheme))
		scheme = 0;
	rest = str_skip(text, scheme);
	*out = (struct web){.scheme = str_part(text, 0, scheme)};
	while (end < rest.n && rest.p[end] != '/' && rest.p[end] != '?' && rest.p[end] != '#')
		end++;
	out->host = str_part(rest, 0, end);
	at = byte_find(out->host, '@'); /* a name and a password */
	if (at != SIZE_MAX)
		out->host = str_skip(out->host, at + 1);
	at = byte_find(out->host, ':');
	if (at != SIZE_MAX) {
		port = str_skip(out->host, at + 1);
		out->host = str_part(out->host, 0, at);
	}
	out->path = str_skip(rest, end);
	at = byte_find(out->path, '#');
	if (at != SIZE_MAX && !(at == 1 && out->path.n > 2 && out->path.p[2] == '!'))
		out->path.n = at;
	at = byte_find(out->path, '?');
	if (at != SIZE_MAX) {
		out->query = str_skip(out->path, at + 1);
		out->path.n = at;
	} else {
		out->query = STR_NONE;
	}
	out->fault = fault_of(out, port, rest);
}

const char *web_fault_words(uint8_t fault)
{
	switch (fault) {
	case WEB_SCHEME:
		return "does not begin with \"https://\" or \"http://\"";
	case WEB_TWO:
		return "is two addresses without a space between them";
	case WEB_PORT:
		return "has a colon and no port number behind its host";
	default:
		return "has no complete host";
	}
}

/* ---- parameters -------------------------------------------------------------------------- */

struct parameter {
	struct str all, name, value;
};

/* The next "name=value" of 'rest'; both ends of an entity ("&amp;") are its own. */
static bool parameter_next(struct str *rest, struct parameter *out)
{
	size_t end = 0, equals;

	if (!rest->n)
		return false;
	while (end < rest->n && rest->p[end] != '&' && rest->p[end] != ';')
		end++;
	out->all = str_part(*rest, 0, end);
	equals = byte_find(out->all, '=');
	if (equals == SIZE_MAX)
		equals = end;
	out->name = str_part(out->all, 0, equals);
	out->value = str_skip(out->all, equals + 1);
	*rest = str_skip(*rest, end + 1);
	return true;
}

static bool parameter_find(struct str query, const char *name, struct str *value)
{
	struct parameter p;

	while (parameter_next(&query, &p)) {
		if (!str_eq_nocase(p.name, str_of(name)))
			continue;
		*value = p.value;
		return true;
	}
	return false;
}

struct str host_token(const struct web *web)
{
	size_t semicolon = byte_find(web->path, ';');
	struct str parts[2] = {web->query, STR_NONE};
	struct parameter p;

	if (semicolon != SIZE_MAX)
		parts[1] = str_skip(web->path, semicolon + 1);
	for (size_t i = 0; i < COUNT_OF(parts); i++)
		while (parameter_next(&parts[i], &p))
			if (p.value.n >= host_tables.token_least &&
			    listed(host_tables.tokens, p.name))
				return p.all;
	return STR_NONE;
}

/* ---- forms ----------------------------------------------------------------------------------- */

/* 'pattern' as a form has it: with a stop before it, the host and all below it. */
static bool host_fits(struct str host, struct str pattern)
{
	if (pattern.p[0] != '.')
		return host.n == pattern.n && str_eq_nocase(host, pattern);
	return str_eq_nocase(host.n < pattern.n ? host : str_skip(host, host.n - pattern.n),
			     pattern) ||
	       str_eq_nocase(host, str_skip(pattern, 1));
}

static bool form_fits(const struct host_form *form, const struct web *web)
{
	if (!host_fits(web->host, (struct str){form->host, form->size}) ||
	    !starts_nocase(web->path, form->path))
		return false;
	if (form->holds[0] && !holds_nocase(web->path, form->holds) &&
	    !holds_nocase(web->query, form->holds))
		return false;
	return ends_nocase(web->path, form->ends);
}

const struct host_form *host_form_find(const struct web *web)
{
	for (uint32_t i = 0; i < host_tables.nforms; i++)
		if (form_fits(&host_tables.forms[i], web))
			return &host_tables.forms[i];
	return NULL;
}

/* ---- sites ----------------------------------------------------------------------------------- */

const struct host_site *host_site(struct str host)
{
	const struct host_site *site = host_sites;

	while (site->host[0] != '*' && !host_fits(host, (struct str){site->host, site->size}))
		site++;
	return site;
}

bool host_is_landing(const struct web *web)
{
	const struct host_form *form = host_form_find(web);
	struct str path = web->path;

	while (path.n > 1 && path.p[path.n - 1] == '/')
		path.n--;
	return (form && form->use == HOST_SEARCH) || listed(host_site(web->host)->landing, path);
}

/* ---- the symbol in an address ------------------------------------------------------------------
 */

/* As in a query: "+" is a blank. */
static struct str percent_decode(struct str s, struct arena *a)
{
	struct str copy = arena_str(a, s);
	char *p = (char *)copy.p;

	for (size_t i = 0; i < s.n; i++)
		if (p[i] == '+')
			p[i] = ' ';
	return (struct str){p, str_percent_decode(p, copy)};
}

/* What is read to its end; a listing of it in small letters is the same document. */
static struct str symbol_read(struct str text, struct arena *a)
{
	struct symbol symbol;

	while (text.n && (text.p[text.n - 1] == '/' || text.p[text.n - 1] == ' '))
		text.n--;
	if (!text.n || symbol_scan(&symbol, text) != text.n)
		return STR_NONE;
	return symbol_canonical(&symbol, a);
}

/* Bytes of a language and its stroke at the start of 'path': "en/", "fr/". */
static size_t language_step(struct str path)
{
	for (size_t i = 0; i < HOST_LANGUAGES; i++)
		if (path.n > 3 && path.p[2] == '/' && starts_nocase(path, host_codes[i]))
			return 3;
	return 0;
}

/* Words behind which a stop, not a stroke, stands: "Add.1", "CN.4". */
static bool takes_stop(struct str word)
{
	static const char *const words[] = {"add",  "corr", "rev", "amend", "crp", "cn",
					    "conf", "ac",   "wg",  "l",	    "ngo", "sr",
					    "sub",  "inf",  "pc",  "ni",    NULL};

	return listed(words, word);
}

/* "A.HRC.17.27.Add.1" -> "A/HRC/17/27/Add.1"; 'committee': a C before a number is one of the
 * Assembly's ("A.C.3.70.L.2"). */
static struct str strokes_put(struct str name, char stop, bool committee, struct arena *a)
{
	struct str copy = arena_str(a, name);
	char *p = (char *)copy.p;
	size_t begin = 0;

	for (size_t i = 0; i < copy.n; i++) {
		struct str word = str_part(name, begin, i);

		if (p[i] != stop)
			continue;
		p[i] = i + 1 < copy.n && is_digit(p[i + 1]) &&
				       (takes_stop(word) ||
					(committee && str_eq_nocase(word, STR("c"))))
			       ? '.'
			       : '/';
		begin = i + 1;
	}
	return copy;
}

/* The last part of a path without its extension and the language behind it. */
static struct str file_name(struct str path)
{
	struct str name = path;
	size_t n;

	for (n = path.n; n > 0 && path.p[n - 1] != '/';)
		n--;
	name = str_skip(path, n);
	for (n = name.n; n > 0 && is_alnum(name.p[n - 1]);)
		n--;
	if (n < 4 || name.n - n > 4 || name.p[n - 1] != '.' || !is_alpha(name.p[n]))
		return STR_NONE;
	name.n = n - 1;
	for (size_t i = 0; i < HOST_LANGUAGES; i++)
		if (name.n > 3 && (name.p[name.n - 3] == '_' || name.p[name.n - 3] == '-') &&
		    ends_nocase(name, host_codes[i])) {
			name.n -= 3;
			break;
		}
	return name;
}

static struct str symbol_in_file(struct str path, struct arena *a)
{
	static const char stops[] = {'_', '.', '-'};
	struct str name = percent_decode(file_name(path), a);

	for (size_t i = 0; i < COUNT_OF(stops); i++)
		for (int committee = 0; committee < 2; committee++) {
			struct str text = strokes_put(name, stops[i], committee, a), found;

			found = memchr(text.p, '/', text.n) ? symbol_read(text, a) : STR_NONE;
			if (found.n)
				return found;
		}
	return STR_NONE;
}

struct str host_symbol(const struct host_form *form, const struct web *web, struct arena *a)
{
	struct str text;

	if (!form || !form->symbol[0])
		return STR_NONE;
	if (strcmp(form->symbol, "file") == 0)
		return symbol_in_file(web->path, a);
	if (strcmp(form->symbol, "path") == 0) {
		text = str_skip(web->path, strlen(form->path));
		text = str_skip(text, language_step(text));
	} else if (!parameter_find(web->query, form->symbol, &text)) {
		return STR_NONE;
	}
	return symbol_read(percent_decode(text, a), a);
}

struct str host_successor(struct str symbol, const char *language, struct arena *a)
{
	struct symbol read;
	struct str address;

	for (const char *const *p = host_tables.not_published; *p; p++)
		if (str_find(symbol, str_of(*p), 0) != SIZE_MAX)
			return STR_NONE;
	if (symbol_scan(&read, symbol) != symbol.n)
		return STR_NONE;
	/* symbol_address knows how a symbol is encoded; its own language is English. */
	address = symbol_address(&read, a);
	address = str_skip(address, strlen("https://docs.un.org/en/"));
	return arena_printf(a, "%s%s%s%.*s", host_tables.successor_before, language,
			    host_tables.successor_between, STR_ARG(address));
}

/* ---- hosts --------------------------------------------------------------------------------------
 */

bool host_is_un(struct str host)
{
	for (const char *const *d = host_tables.domains; *d; d++) {
		size_t n = strlen(*d);

		if (host.n == n
			    ? str_eq_nocase(host, str_of(*d))
			    : host.n > n && host.p[host.n - n - 1] == '.' && ends_nocase(host, *d))
			return true;
	}
	return false;
}

static bool host_listed(struct str host)
{
	for (uint32_t i = 0; i < host_tables.nhosts && host_tables.hosts[i].size <= host.n; i++)
		if (host_tables.hosts[i].size == host.n &&
		    str_eq_nocase(host, (struct str){host_tables.hosts[i].name, host.n}))
			return true;
	return false;
}

bool host_is_known(struct str host)
{
	return host_listed(host) || host_is_un(host);
}

/* The part between the stops that holds 'at'; empty on a stop. */
static struct str part_at(struct str host, size_t at)
{
	size_t begin = at, end = at;

	while (begin > 0 && host.p[begin - 1] != '.')
		begin--;
	while (end < host.n && host.p[end] != '.')
		end++;
	return str_part(host, begin, end);
}

static bool has_digit(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (is_digit(s.p[i]))
			return true;
	return false;
}

/*
 * A slip counts in "www", at a stop and in the parts that no other host is near to: real
 * hosts lie too close together elsewhere ("www.ilo.org", "www.imo.org"). A figure is no slip
 * ("www2", "data2").
 */
static bool slip_counts(struct str host, struct str known, size_t at)
{
	struct str part, end = part_at(host, host.n - 1);

	if (has_digit(host) && !has_digit(known))
		return false;
	if (known.p[at] == '.') {
		if (host.n <= known.n)
			return true;
		at--; /* one character more at the end of the part before */
	}
	part = part_at(known, at);
	/* "un.orgs", "un.ogr": nothing ends so. */
	if (str_eq(part, STR("org")) && (end.n > 3 || str_eq(end, STR("ogr")) ||
					 str_eq(end, STR("rog")) || str_eq(end, STR("ord"))))
		return true;
	if (part.p + part.n == known.p + known.n) {
		/* Behind the last stop two letters may be a State's. */
		part = part_at(known, (size_t)(part.p - known.p) - 2);
		return end.n > 2 && listed(host_tables.distinct, part);
	}
	return str_eq(part, STR("www")) || listed(host_tables.distinct, part);
}

struct str host_meant(struct str host, struct arena *a)
{
	struct str found = STR_NONE;
	bool un = host_is_un(host);
	size_t at;

	if (host_listed(host) || listed(host_tables.not_typos, host))
		return STR_NONE;
	for (uint32_t i = 0; i < host_tables.nhosts; i++) {
		struct str known = {host_tables.hosts[i].name, host_tables.hosts[i].size};

		if (known.n > host.n + 1)
			break;
		if (known.n + 1 >= host.n && slip_is_one(host, known, &at) &&
		    slip_counts(host, known, at))
			found = known;
	}
	for (const char *const *d = host_tables.domains; !found.n && !un && *d; d++) {
		struct str known = str_of(*d), end;

		/* The end of a host below a domain, with one part before it at least. */
		for (size_t n = known.n - 1; n <= known.n + 1 && n < host.n; n++) {
			end = str_skip(host, host.n - n);
			if (host.p[host.n - n - 1] == '.' && slip_is_one(end, known, &at) &&
			    slip_counts(end, known, at))
				found = arena_printf(a, "%.*s%s", (int)(host.n - n), host.p, *d);
		}
	}
	return found;
}

/* Takes one part out of a host, or one word and its hyphen out of a part. */
static struct str without(struct str host, size_t begin, size_t end, struct arena *a)
{
	if (end < host.n)
		end++;
	else if (begin > 0)
		begin--;
	return arena_printf(a, "%.*s%.*s", (int)begin, host.p, (int)(host.n - end), host.p + end);
}

bool host_is_test(struct str host, struct str *meant, struct arena *a)
{
	size_t begin = 0;

	*meant = STR_NONE;
	for (const char *const *d = host_tables.test_domains; *d; d++)
		if (host.n > strlen(*d) && ends_nocase(host, *d) &&
		    host.p[host.n - strlen(*d) - 1] == '.')
			return true;
	if (!host_is_un(host))
		return false;
	for (size_t i = 0; i < host.n; i++) {
		if (host.p[i] != '.' && host.p[i] != '-')
			continue;
		if (listed(host_tables.test_words, str_part(host, begin, i))) {
			*meant = without(host, begin, i, a);
			if (!host_listed(*meant))
				*meant = STR_NONE;
			return true;
		}
		begin = i + 1;
	}
	return false;
}

/* ---- language
 * ---------------------------------------------------------------------------------------- */

static bool language_of(struct str word, const char *const (*rows)[HOST_LANGUAGES],
			struct host_language *out)
{
	for (; (*rows)[0]; rows++)
		for (size_t i = 0; i < HOST_LANGUAGES; i++)
			if (str_eq_nocase(word, str_of((*rows)[i]))) {
				out->words = word;
				memcpy(out->code, host_codes[i], sizeof(out->code));
				out->row = *rows;
				return true;
			}
	return false;
}

bool host_language(const struct web *web, struct host_language *out)
{
	struct str value;
	size_t end = 1;

	if (!host_is_un(web->host))
		return false;
	for (const char *const *name = host_tables.language_parameters; *name; name++)
		if (parameter_find(web->query, *name, &value) &&
		    language_of(value, host_tables.query_words, out))
			return true;
	while (end < web->path.n && web->path.p[end] != '/')
		end++;
	return web->path.n > 1 &&
	       language_of(str_part(web->path, 1, end), host_tables.path_words, out);
}

const char *web_language(const struct web *web, const char *otherwise)
{
	const char *code = otherwise[0] ? otherwise : "en";
	struct host_language said;

	if (host_language(web, &said))
		code = said.code;
	for (size_t i = 0; i < HOST_LANGUAGES; i++)
		if (memcmp(code, host_codes[i], 2) == 0)
			return host_codes[i];
	return host_codes[0];
}
