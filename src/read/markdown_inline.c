/*
 * The markup inside a leaf. Two steps a window: the lines are read into tokens, then the
 * tokens are paired: code spans first, then brackets, then emphasis.
 */
#include "base/utf8.h"
#include "read/address.h"
#include "read/entity.h"
#include "read/markdown.h"

enum {
	TICKS_MAX = 64,	 /* longer runs of backticks are text */
	PARENTHESES = 8, /* that nest in an address */
	RAISED_DIGITS = 4,
	BACK_REACH = 40, /* bytes of the arrow that leads back from a note */
	TAG_LINES = 4,	 /* that a tag or a list of attributes reaches over */
	ROOM = 4,	 /* tokens that one byte may make */
};

/* Bytes that may be markup. */
static const bool special[256] = {
	['\\'] = true, ['`'] = true, ['*'] = true, ['_'] = true, ['['] = true,
	[']'] = true,  ['^'] = true, ['{'] = true, ['<'] = true, ['&'] = true,
	['!'] = true,  [':'] = true, ['w'] = true,
};

void md_scan_open(struct md_scanner *s, struct document *d, const struct span *lines, uint32_t n,
		  bool notes)
{
	s->d = d;
	s->lines = lines;
	s->nlines = n;
	s->line = 0;
	s->at = n ? lines[0].begin : 0;
	s->url_end = 0;
	s->in_url = s->url_continues = s->no_comment_end = false;
	s->notes = notes;
	s->n = 0;
}

static struct md_token *add(struct md_scanner *s, enum md_token_kind kind, uint32_t at,
			    uint32_t end)
{
	struct md_token *t = &s->tokens[s->n++];

	*t = (struct md_token){.at = at, .end = end, .mate = NONE, .kind = (uint8_t)kind};
	return t;
}

/* Of the line, from 'at' on. */
static struct str rest(const struct md_scanner *s, uint32_t at)
{
	return str_part(s->d->raw, at, s->lines[s->line].end);
}

/* ---- addresses -------------------------------------------------------------------- */

/* True when an address that reaches to 'at', but for stops behind it, is cut by the line end. */
static bool is_cut(const struct md_scanner *s, uint32_t at)
{
	struct span line = s->lines[s->line];

	if (s->line + 1 == s->nlines)
		return false;
	while (at < line.end && memchr(".,;:!?'*_~", s->d->raw.p[at], 10))
		at++;
	return at == line.end && address_continues(str_part(s->d->raw, line.begin, line.end),
						   str_part(s->d->raw, s->lines[s->line + 1].begin,
							    s->lines[s->line + 1].end));
}

/* An address goes on for 'n' bytes from 'at': to the end of the line when it is cut there. */
static void address_reaches(struct md_scanner *s, uint32_t at, size_t n)
{
	uint32_t end = at + (uint32_t)n;

	while (end > at && s->d->raw.p[end - 1] == '\\')
		end--;
	s->url_continues = is_cut(s, end);
	s->url_end = s->url_continues ? s->lines[s->line].end : end;
	s->in_url = true;
}

/* A scheme or "www." at 'at', which no letter precedes. */
static void begin_address(struct md_scanner *s, uint32_t at)
{
	size_t n;

	if (s->in_url || (at > s->lines[s->line].begin && is_alnum(s->d->raw.p[at - 1])))
		return;
	n = address_scan(rest(s, at));
	if (!n)
		return;
	add(s, MD_URL_BEGIN, at, at);
	address_reaches(s, at, n);
}

static void scan_colon(struct md_scanner *s)
{
	uint32_t begin = s->lines[s->line].begin, at = s->at;

	if (!str_starts(rest(s, at), STR("://")))
		return;
	if (at - begin >= 5 && memcmp(s->d->raw.p + at - 5, "https", 5) == 0)
		begin_address(s, at - 5);
	else if (at - begin >= 4 && memcmp(s->d->raw.p + at - 4, "http", 4) == 0)
		begin_address(s, at - 4);
}

/* ---- what begins at one byte ---------------------------------------------------------- */

static uint32_t run_at(const struct md_scanner *s, uint32_t at)
{
	uint32_t end = at;

	while (end < s->lines[s->line].end && s->d->raw.p[end] == s->d->raw.p[at])
		end++;
	return end;
}

static uint32_t scan_escape(struct md_scanner *s)
{
	struct str r = rest(s, s->at);

	if (r.n < 2 || (uint8_t)r.p[1] <= ' ' || (uint8_t)r.p[1] >= 0x7f || is_alnum(r.p[1]))
		return s->at + 1;
	add(s, MD_ESCAPE, s->at, s->at + 2);
	return s->at + 2;
}

static uint32_t scan_entity(struct md_scanner *s)
{
	uint32_t code;
	size_t n = entity_scan(rest(s, s->at), &code);

	if (n)
		add(s, MD_ENTITY, s->at, s->at + (uint32_t)n);
	return s->at + (n ? (uint32_t)n : 1);
}

static uint32_t scan_run(struct md_scanner *s, enum md_token_kind kind)
{
	uint32_t end = run_at(s, s->at);
	struct md_token *t = add(s, kind, s->at, end);

	if (kind == MD_DELIMITER)
		md_flanks(t, s->d->raw, s->lines[s->line]);
	return end;
}

static uint32_t scan_bracket(struct md_scanner *s, uint32_t at)
{
	size_t n = markdown_call_scan(rest(s, at));

	if (n) {
		add(s, MD_CALL, at, at + (uint32_t)n);
		return at + (uint32_t)n;
	}
	add(s, at == s->at ? MD_OPEN : MD_IMAGE_OPEN, s->at, at + 1);
	return at + 1;
}

/* Digits between 'open' and 'close' at the start of 'text'; bytes of all, or 0. */
static size_t raised_scan(struct str text, struct str open, struct str close)
{
	size_t n = open.n;

	if (!str_starts(text, open))
		return 0;
	while (n < text.n && n - open.n < RAISED_DIGITS && is_digit(text.p[n]))
		n++;
	return n > open.n && str_starts(str_skip(text, n), close) ? n + close.n : 0;
}

/* "km^2^" is no indicator. */
static bool is_unit(const struct md_scanner *s)
{
	return s->at > s->lines[s->line].begin && s->d->raw.p[s->at - 1] == 'm';
}

static uint32_t scan_caret(struct md_scanner *s)
{
	struct str r = rest(s, s->at);
	size_t n = raised_scan(r, STR("^"), STR("^"));

	if (n && !is_unit(s)) {
		add(s, MD_RAISED, s->at, s->at + (uint32_t)n);
		return s->at + (uint32_t)n;
	}
	if (!s->notes || !str_starts(r, STR("^[")))
		return s->at + 1;
	add(s, MD_NOTE_OPEN, s->at, s->at + 2);
	return s->at + 2;
}

/* From "<!--" to "-->", which may stand in a later line. Looked for once when it is missing. */
static uint32_t scan_comment(struct md_scanner *s)
{
	uint32_t from = s->at + 4, first = s->line;

	for (uint32_t i = s->line; i < s->nlines && !s->no_comment_end; i++) {
		size_t at = str_find(str_part(s->d->raw, 0, s->lines[i].end), STR("-->"),
				     i == s->line ? from : s->lines[i].begin);

		if (at == SIZE_MAX)
			continue;
		add(s, MD_COMMENT, s->at, (uint32_t)at + 3)->lines = i != first;
		s->line = i;
		return (uint32_t)at + 3;
	}
	s->no_comment_end = true;
	return s->at + 1;
}

/* "https://…" or "a@b.c" between angle brackets. */
static bool is_angle_address(struct str inside)
{
	bool scheme = false;

	for (size_t i = 0; i < inside.n; i++) {
		if ((uint8_t)inside.p[i] <= ' ')
			return false;
		scheme |= i > 1 && (inside.p[i] == ':' || inside.p[i] == '@');
	}
	return scheme && is_alpha(inside.p[0]);
}

/* From s->at to 'close', which may stand a few lines on: dropped. */
static uint32_t scan_over(struct md_scanner *s, char close)
{
	char stop = close == '}' ? '{' : '<';
	uint32_t from = s->at + 1;

	for (uint32_t i = s->line; i < s->nlines && i < s->line + TAG_LINES; i++) {
		for (uint32_t at = i == s->line ? from : s->lines[i].begin; at < s->lines[i].end;
		     at++) {
			if (s->d->raw.p[at] == stop)
				return s->at + 1;
			if (s->d->raw.p[at] != close)
				continue;
			add(s, MD_TAG, s->at, at + 1)->lines = i != s->line;
			s->line = i;
			return at + 1;
		}
	}
	return s->at + 1;
}

/* "{#fnref1 .footnote-ref}" behind a link or a span. */
static uint32_t scan_attributes(struct md_scanner *s)
{
	struct str r = rest(s, s->at);
	char before = s->at > s->lines[s->line].begin ? s->d->raw.p[s->at - 1] : ' ';

	if ((before != ')' && before != ']') || r.n < 3 || (r.p[1] != '#' && r.p[1] != '.') ||
	    !is_alpha(r.p[2] == '_' ? 'a' : r.p[2]))
		return s->at + 1;
	return scan_over(s, '}');
}

/* A tag's name ends at white space, a stroke at its end or its bracket; "https//x.org" is none. */
static bool is_tag(struct str inner)
{
	size_t n = inner.n && inner.p[0] == '/';

	if (n >= inner.n || !is_alpha(inner.p[n]))
		return false;
	while (n < inner.n && (is_alnum(inner.p[n]) || inner.p[n] == '-' || inner.p[n] == ':'))
		n++;
	return n == inner.n || is_space(inner.p[n]) || (inner.p[n] == '/' && n + 1 == inner.n);
}

/* A tag or an address: what stands in the way is another "<", so that every byte is looked at
 * once. */
static uint32_t scan_angle(struct md_scanner *s)
{
	struct str r = rest(s, s->at);
	size_t n = 1, raised = raised_scan(r, STR("<sup>"), STR("</sup>"));
	uint32_t end;

	if (str_starts(r, STR("<!--")))
		return scan_comment(s);
	if (raised) {
		add(s, MD_RAISED, s->at, s->at + (uint32_t)raised);
		return s->at + (uint32_t)raised;
	}
	while (n < r.n && r.p[n] != '<' && r.p[n] != '>')
		n++;
	if (n == r.n && (str_starts(r, STR("<a ")) || str_starts(r, STR("<div ")) ||
			 str_starts(r, STR("<span "))))
		return scan_over(s, '>');
	if (n < 2 || n == r.n || r.p[n] != '>')
		return s->at + 1;
	if (str_starts(r, STR("<a href=\"#fnref"))) {
		struct str near = str_part(r, 0, n + BACK_REACH < r.n ? n + BACK_REACH : r.n);
		size_t at = str_find(near, STR("</a>"), n);

		n = at == SIZE_MAX ? n : at + 3;
	}
	end = s->at + (uint32_t)n;
	if (is_angle_address(str_part(r, 1, n))) {
		add(s, MD_TAG, s->at, s->at + 1);
		add(s, MD_URL_BEGIN, s->at + 1, s->at + 1);
		add(s, MD_URL_END, end, end);
		add(s, MD_TAG, end, end + 1);
	} else if (is_tag(str_part(r, 1, n))) {
		add(s, MD_TAG, s->at, end + 1);
	} else {
		return s->at + 1;
	}
	return end + 1;
}

/* Reads the token at s->at, where a special byte stands; returns where to go on. */
static uint32_t scan_special(struct md_scanner *s)
{
	bool in_url = s->at < s->url_end;

	switch (s->d->raw.p[s->at]) {
	case '\\':
		return scan_escape(s);
	case '&':
		return scan_entity(s);
	case ':':
		scan_colon(s);
		return s->at + 1;
	case 'w':
		if (!in_url && str_starts(rest(s, s->at), STR("www.")))
			begin_address(s, s->at);
		return s->at + 1;
	case '*':
	case '_':
		return in_url ? s->at + 1 : scan_run(s, MD_DELIMITER);
	case '`':
		return scan_run(s, MD_TICKS);
	case '^':
		return scan_caret(s);
	case '[':
		return scan_bracket(s, s->at);
	case ']':
		add(s, MD_CLOSE, s->at, s->at + 1)->mate = s->lines[s->line].end;
		return s->at + 1;
	case '!':
		if (str_starts(rest(s, s->at), STR("![")) &&
		    !markdown_call_scan(rest(s, s->at + 1)))
			return scan_bracket(s, s->at + 1);
		return s->at + 1;
	case '{':
		return in_url ? s->at + 1 : scan_attributes(s);
	case '<':
		return scan_angle(s);
	default:
		return s->at + 1;
	}
}

/* ---- lines ------------------------------------------------------------------------------ */

/* The line is read: its end becomes a token, and the next line begins. */
static void end_line(struct md_scanner *s)
{
	uint32_t at = s->lines[s->line].end;

	if (++s->line == s->nlines)
		return;
	s->at = s->lines[s->line].begin;
	if (s->url_continues) {
		add(s, MD_LINE_JOIN, at, s->at);
		address_reaches(s, s->at, address_rest_scan(rest(s, s->at)));
		return;
	}
	if (at > s->lines[s->line - 1].begin && s->d->raw.p[at - 1] == '\\' &&
	    !(s->n && s->tokens[s->n - 1].end == at && s->tokens[s->n - 1].kind == MD_ESCAPE))
		at--; /* a hard line break */
	add(s, MD_LINE_END, at, s->at);
}

/* The next byte that may be markup, or where the address that is being read ends. */
static uint32_t find_special(const struct md_scanner *s)
{
	const char *p = s->d->raw.p;
	uint32_t at = s->at, end = s->lines[s->line].end;

	if (s->in_url && !s->url_continues && s->url_end < end)
		end = s->url_end > at ? s->url_end : at;
	while (at < end && !special[(uint8_t)p[at]])
		at++;
	return at;
}

/* Reads tokens until the window is full or the lines are at an end. */
static void scan_lines(struct md_scanner *s)
{
	while (s->line < s->nlines && s->n + ROOM < MD_WINDOW) {
		s->at = find_special(s);
		if (s->in_url && !s->url_continues && s->at >= s->url_end) {
			add(s, MD_URL_END, s->at, s->at);
			s->in_url = false;
		} else if (s->at >= s->lines[s->line].end) {
			end_line(s);
		} else {
			s->at = scan_special(s);
		}
	}
}

/* ---- pairing ---------------------------------------------------------------------------- */

static bool is_line_token(const struct md_token *t)
{
	return t->kind == MD_LINE_END || t->kind == MD_LINE_JOIN ||
	       ((t->kind == MD_COMMENT || t->kind == MD_TAG) && t->lines);
}

/* What stands in code or in an address is text, but for line ends. */
static void disable(struct md_scanner *s, uint32_t first, uint32_t last)
{
	for (uint32_t i = first; i < last; i++)
		if (!is_line_token(&s->tokens[i]))
			s->tokens[i].kind = MD_TEXT;
}

/* Each run of backticks meets the next of its length; found from the back, in one pass. */
static void pair_ticks(struct md_scanner *s)
{
	uint32_t next[TICKS_MAX + 1];

	for (uint32_t i = 0; i <= TICKS_MAX; i++)
		next[i] = NONE;
	for (uint32_t i = s->n; i-- > 0;) {
		struct md_token *t = &s->tokens[i];
		uint32_t size = t->end - t->at;

		if (t->kind != MD_TICKS || size > TICKS_MAX)
			continue;
		t->mate = next[size];
		next[size] = i;
	}
	for (uint32_t i = 0; i < s->n; i++) {
		struct md_token *t = &s->tokens[i];

		if (t->kind != MD_TICKS || t->mate == NONE)
			continue;
		disable(s, i + 1, t->mate);
		t->kind = s->tokens[t->mate].kind = MD_CODE_END;
		i = t->mate;
	}
}

/* The end of an address of a link at 'at': brackets in it are paired, it holds no space. */
static uint32_t target_end(struct str raw, uint32_t at, uint32_t end)
{
	int open = 0;

	for (; at < end && (uint8_t)raw.p[at] > ' ' && raw.p[at] != '<'; at++) {
		if (raw.p[at] == '\\' && at + 1 < end)
			at++;
		else if (raw.p[at] == '(' && ++open > PARENTHESES)
			return NONE;
		else if (raw.p[at] == ')' && --open < 0)
			break;
	}
	return at;
}

static uint32_t skip_space(struct str raw, uint32_t at, uint32_t end)
{
	while (at < end && is_space(raw.p[at]))
		at++;
	return at;
}

/* Past the title at 'at', or 'at' when there is none. */
static uint32_t skip_title(struct str raw, uint32_t at, uint32_t end)
{
	uint32_t i = at + 1;
	char close;

	if (at >= end || !memchr("\"'(", raw.p[at], 3))
		return at;
	close = raw.p[at] == '(' ? ')' : raw.p[at];
	while (i < end && raw.p[i] != close && (close != ')' || raw.p[i] != '('))
		i += raw.p[i] == '\\' && i + 1 < end ? 2 : 1;
	return i < end && raw.p[i] == close ? i + 1 : at;
}

/* "(address "title")" at 'at': the end of it and the address, or 0. */
static uint32_t link_tail(struct str raw, uint32_t at, uint32_t end, struct span *target)
{
	if (at >= end || raw.p[at] != '(')
		return 0;
	at = skip_space(raw, at + 1, end);
	if (at < end && raw.p[at] == '<') {
		target->begin = ++at;
		while (at < end && !memchr("<>", raw.p[at], 2))
			at++;
		target->end = at;
		if (at >= end || raw.p[at] != '>')
			return 0;
		at++;
	} else {
		target->begin = at;
		at = target_end(raw, at, end);
		if (at == NONE)
			return 0;
		target->end = at;
	}
	at = skip_space(raw, at, end);
	at = skip_space(raw, skip_title(raw, at, end), end);
	return at < end && raw.p[at] == ')' ? at + 1 : 0;
}

/* The bracket 'close' ends what 'open' begins. True when it makes a link of words. */
static bool close_bracket(struct md_scanner *s, uint32_t open, uint32_t close, bool may_link)
{
	struct md_token *o = &s->tokens[open], *c = &s->tokens[close];
	struct span target = {0, 0};
	bool image = o->kind == MD_IMAGE_OPEN;
	uint32_t end;

	if (o->kind == MD_NOTE_OPEN) {
		md_emphasis(s, s->runs_before[open]);
		o->kind = MD_NOTE;
		o->mate = close;
		return false;
	}
	end = may_link || image ? link_tail(s->d->raw, c->end, c->mate, &target) : 0;
	if (!end)
		return false;
	md_emphasis(s, s->runs_before[open]);
	for (uint32_t i = close + 1; i < s->n && s->tokens[i].at < end; i++)
		s->tokens[i].kind = MD_TEXT;
	/* The way back from a note to its call is no text. */
	if (str_starts(str_part(s->d->raw, target.begin, target.end), STR("#fnref"))) {
		for (uint32_t i = open + 1; i <= close; i++)
			s->tokens[i].kind = MD_TEXT;
		o->kind = MD_TAG;
		o->end = end;
		return true;
	}
	o->kind = image ? MD_TAG : MD_LINK_OPEN;
	c->kind = image ? MD_TAG : MD_LINK_CLOSE;
	c->end = end;
	c->opened = target.begin;
	c->closed = target.end;
	return !image;
}

/* Brackets and, between them, emphasis. Links hold no links: once one is made, what was
 * opened before it can make none. */
static void pair_brackets(struct md_scanner *s)
{
	uint32_t n = 0, floor = 0;

	s->nruns = 0;
	for (uint32_t i = 0; i < s->n; i++) {
		uint8_t kind = s->tokens[i].kind;

		if (kind == MD_DELIMITER)
			s->runs[s->nruns++] = (uint16_t)i;
		if (kind == MD_OPEN || kind == MD_IMAGE_OPEN || kind == MD_NOTE_OPEN) {
			s->runs_before[i] = s->nruns;
			s->brackets[n++] = (uint16_t)i;
		}
		if (kind != MD_CLOSE || !n)
			continue;
		n--;
		floor = floor < n ? floor : n;
		if (close_bracket(s, s->brackets[n], i, n >= floor))
			floor = n;
	}
	md_emphasis(s, 0);
}

bool md_scan_window(struct md_scanner *s)
{
	s->n = 0;
	scan_lines(s);
	pair_ticks(s);
	pair_brackets(s);
	return s->n > 0;
}
