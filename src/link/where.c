#include "link/where.h"

#include "cite/host.h"
#include "link/answers.h"
#include "link/target.h"

enum { NAME_MOST = 64 }; /* a longer name in a path is none of the words of the tables */

static bool listed(struct str word, const char *const *list)
{
	for (; *list; list++)
		if (str_eq_nocase(word, str_of(*list)))
			return true;
	return false;
}

static struct str without_www(struct str host)
{
	return str_starts(host, STR("www.")) ? str_skip(host, 4) : host;
}

static bool same_host(const struct web *a, const struct web *b)
{
	return str_eq_nocase(without_www(a->host), without_www(b->host));
}

/* ---- paths, name by name ------------------------------------------------------------------ */

/* Takes the next name off 'path', without strokes; empty at its end. */
static struct str next_name(struct str *path)
{
	struct str name;
	const char *stroke;

	while (path->n && path->p[0] == '/')
		*path = str_skip(*path, 1);
	stroke = path->n ? memchr(path->p, '/', path->n) : NULL;
	name = (struct str){path->p, stroke ? (size_t)(stroke - path->p) : path->n};
	*path = str_skip(*path, name.n);
	return name;
}

/* "page;jsessionid=…" is "page". */
static struct str without_session(struct str name)
{
	size_t at = str_find(name, STR(";"), 0);

	return at == SIZE_MAX ? name : str_part(name, 0, at);
}

/* "page.aspx" is "page", where pages end so. */
static struct str stem_of(struct str name)
{
	static const char *const endings[] = {".html", ".htm", ".aspx", ".asp",
					      ".php",  ".jsp", ".cfm",	".xhtml"};

	name = without_session(name);
	for (size_t i = 0; i < COUNT_OF(endings); i++) {
		struct str ending = str_of(endings[i]);

		if (name.n > ending.n && str_eq_nocase(str_skip(name, name.n - ending.n), ending))
			return str_part(name, 0, name.n - ending.n);
	}
	return name;
}

static bool is_language(struct str name)
{
	for (size_t row = 0; host_tables.path_words[row][0]; row++)
		for (size_t i = 0; i < HOST_LANGUAGES; i++)
			if (str_eq_nocase(name, str_of(host_tables.path_words[row][i])))
				return true;
	return false;
}

/* What a folder shows where nothing more is asked. */
static bool is_index(struct str name)
{
	struct str stem = stem_of(name);

	return str_eq_nocase(stem, STR("index")) || str_eq_nocase(stem, STR("default"));
}

/* The next name that tells pages apart. */
static struct str next_telling(struct str *path)
{
	struct str name = next_name(path), rest = *path;

	return is_index(name) && !next_name(&rest).n ? STR_NONE : name;
}

/*
 * How the path 'final' goes on from 'asked': names left in it (+1), in 'asked' (-1), in neither
 * (0), or both part (2). A language that only one of them names is passed over.
 */
static int paths_part(struct str asked, struct str final)
{
	for (;;) {
		struct str x = next_telling(&asked), y = next_telling(&final);

		if (is_language(x) && !is_language(y))
			x = next_telling(&asked);
		else if (is_language(y) && !is_language(x))
			y = next_telling(&final);
		if (!x.n || !y.n)
			return (y.n != 0) - (x.n != 0);
		if (!str_eq_nocase(stem_of(x), stem_of(y)))
			return 2;
	}
}

/* ---- queries ------------------------------------------------------------------------------ */

/* Where a visitor came from: nothing that a page depends on. */
static bool is_tracking(struct str query)
{
	while (query.n) {
		const char *end = memchr(query.p, '&', query.n);
		struct str one = {query.p, end ? (size_t)(end - query.p) : query.n};

		if (!str_starts(one, STR("utm_")) && !str_starts(one, STR("fbclid=")) &&
		    !str_starts(one, STR("gclid=")))
			return false;
		query = str_skip(query, one.n + 1);
	}
	return true;
}

/* All that was asked for is still asked for. */
static bool keeps_query(struct str asked, struct str final)
{
	return is_tracking(asked) || str_eq(asked, final) ||
	       (str_starts(final, asked) && final.p[asked.n] == '&');
}

/* ---- names that tell ------------------------------------------------------------------------ */

/* "Page-Not_Found.aspx" is "pagenotfound". */
static struct str plain_name(char room[NAME_MOST], struct str name)
{
	size_t n = 0;

	name = stem_of(name);
	for (size_t i = 0; i < name.n && n < NAME_MOST; i++)
		if (name.p[i] != '-' && name.p[i] != '_')
			room[n++] = to_lower(name.p[i]);
	return (struct str){room, n};
}

static bool path_says(struct str path, const char *const *words)
{
	char room[NAME_MOST];

	for (struct str name = next_name(&path); name.n; name = next_name(&path))
		if (listed(plain_name(room, name), words))
			return true;
	return false;
}

static bool host_says(struct str host, const char *const *words)
{
	size_t stop = str_find(host, STR("."), 0);

	return stop != SIZE_MAX && listed(str_part(host, 0, stop), words);
}

static bool says(const struct web *asked, const struct web *final, const char *const *words)
{
	return path_says(final->path, words) && !path_says(asked->path, words);
}

static bool is_login(const struct web *asked, const struct web *final)
{
	return says(asked, final, answer_tables.paths_login) ||
	       (host_says(final->host, answer_tables.paths_login) &&
		!host_says(asked->host, answer_tables.paths_login));
}

/* ---- the whole ------------------------------------------------------------------------------ */

static struct web split(struct str address)
{
	struct web web;

	web_split(&web, address);
	if (!web.path.n)
		web.path = STR("/");
	return web;
}

bool where_is_home(struct str address)
{
	struct web web = split(address);
	struct web_target target = {.address = address, .path = web.path};

	return web_target_is_home(&target);
}

bool where_is_pointer(struct str address)
{
	return listed(without_www(split(address).host), answer_tables.pointers);
}

/* One name alone, as in "un.org/sustainabledevelopment": a part of a site, which may have become
 * a site of its own. */
static bool is_part(const struct web *web)
{
	struct str path = web->path;

	return !web->query.n && next_name(&path).n && !next_name(&path).n;
}

static bool is_sent_home(struct str asked, struct str final)
{
	struct web from = split(asked), to = split(final);

	/* Elsewhere a search form may be that of the document. */
	if (!where_is_home(final) && !(same_host(&from, &to) && host_is_landing(&to)))
		return false;
	if (where_is_home(asked) || host_is_landing(&from) || where_is_pointer(asked))
		return false;
	return same_host(&from, &to) || !is_part(&from);
}

unsigned where_led(struct str asked, struct str final)
{
	struct web from = split(asked), to = split(final);
	int part = paths_part(from.path, to.path);
	bool keeps = keeps_query(from.query, to.query), same = same_host(&from, &to);

	if (same && part == 0 && keeps)
		return WHERE_SAME;
	if (says(&from, &to, answer_tables.paths_missing) ||
	    str_find(to.query, STR("aspxerrorpath="), 0) != SIZE_MAX)
		return WHERE_MISSING;
	if (says(&from, &to, answer_tables.paths_consent))
		return WHERE_CONSENT;
	if (is_login(&from, &to))
		return WHERE_LOGIN;
	if (is_sent_home(asked, final))
		return WHERE_HOME;
	if (same && ((part == 0 && !to.query.n) || (part == -1 && !to.query.n)))
		return WHERE_ABOVE;
	return WHERE_ELSEWHERE;
}
