#include "link/robots.h"

/* One line: "Disallow: /search  # a comment". */
struct line {
	struct str key, value;
};

/* Takes the next line that has a key off 'text'; false at the end. */
static bool next_line(struct str *text, struct line *out)
{
	while (text->n) {
		size_t n = 0, colon;
		struct str line;

		while (n < text->n && text->p[n] != '\n' && text->p[n] != '\r')
			n++;
		line = str_part(*text, 0, n);
		*text = str_skip(*text, n + 1);
		colon = str_find(line, STR("#"), 0);
		if (colon != SIZE_MAX)
			line.n = colon;
		colon = str_find(line, STR(":"), 0);
		if (colon == SIZE_MAX)
			continue;
		out->key = str_trim(str_part(line, 0, colon));
		out->value = str_trim(str_skip(line, colon + 1));
		return true;
	}
	return false;
}

/* A walk over the lines of the groups that count. */
struct groups {
	struct str text, agent;
	bool naming; /* the last line named an agent: the next that does belongs to it */
	bool counts; /* the group is one of ours */
};

/* The next rule for 'agent' ("*" for all). */
static bool next_rule(struct groups *g, struct line *out)
{
	while (next_line(&g->text, out)) {
		if (str_eq_nocase(out->key, STR("user-agent"))) {
			g->counts = (g->naming && g->counts) || str_eq_nocase(out->value, g->agent);
			g->naming = true;
			continue;
		}
		g->naming = false;
		if (g->counts)
			return true;
	}
	return false;
}

static bool is_named(struct str text, struct str agent)
{
	struct line line;

	while (next_line(&text, &line))
		if (str_eq_nocase(line.key, STR("user-agent")) && str_eq_nocase(line.value, agent))
			return true;
	return false;
}

static struct groups groups_for(struct str text, struct str agent)
{
	if (str_starts(text, STR("\xef\xbb\xbf")))
		text = str_skip(text, 3);
	return (struct groups){.text = text, .agent = is_named(text, agent) ? agent : STR("*")};
}

/* Longer rules are passed over: trying one costs at most its length times that of the path. */
enum { RULE_MOST = 512 };

/* "*" stands for anything, "$" at the end for the end; else the path begins so. */
static bool matches(struct str rule, struct str path)
{
	size_t star = SIZE_MAX, mark = 0, i = 0, k = 0;
	bool whole = str_ends(rule, STR("$"));

	rule.n -= whole;
	while (k < path.n) {
		if (i == rule.n && !whole)
			return true;
		if (i < rule.n && rule.p[i] == '*') {
			star = i++;
			mark = k;
		} else if (i < rule.n && rule.p[i] == path.p[k]) {
			i++;
			k++;
		} else if (star != SIZE_MAX) {
			i = star + 1;
			k = ++mark;
		} else {
			return false;
		}
	}
	while (i < rule.n && rule.p[i] == '*')
		i++;
	return i == rule.n;
}

bool robots_allow(struct str text, struct str agent, struct str path)
{
	struct groups g = groups_for(text, agent);
	struct line line;
	size_t longest = 0;
	bool allowed = true;

	while (next_rule(&g, &line)) {
		bool allow = str_eq_nocase(line.key, STR("allow"));

		if (!allow && !str_eq_nocase(line.key, STR("disallow")))
			continue;
		if (!line.value.n || line.value.n > RULE_MOST || line.value.n < longest ||
		    !matches(line.value, path))
			continue;
		allowed = allow || (allowed && line.value.n == longest);
		longest = line.value.n;
	}
	return allowed;
}

uint32_t robots_delay(struct str text, struct str agent)
{
	struct groups g = groups_for(text, agent);
	struct line line;
	uint32_t delay = 0;

	while (next_rule(&g, &line)) {
		size_t stop = str_find(line.value, STR("."), 0);
		uint32_t seconds;

		if (stop != SIZE_MAX)
			line.value.n = stop;
		if (str_eq_nocase(line.key, STR("crawl-delay")) &&
		    str_number(line.value, &seconds) && seconds > delay)
			delay = seconds;
	}
	return delay < ROBOTS_DELAY_MOST ? delay : ROBOTS_DELAY_MOST;
}
