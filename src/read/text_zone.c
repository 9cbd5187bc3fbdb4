/*
 * Which lines belong to notes. By falling certainty: a heading "Notes", the rule above
 * footnotes on a page, labels that the text above them calls, and a tail of the text that
 * reads like notes.
 */
#include "read/text.h"

enum {
	TAIL_LEAST = 2,	  /* fewer notes than these are no list that nobody announced */
	TAIL_GIVE_UP = 3, /* this many paragraphs in a row that are no notes end the search */
};

void zone_mark(struct text_reader *r, uint32_t from, uint32_t to, enum part part)
{
	bool top = true;

	for (uint32_t i = from; i < to; i++) {
		struct line *l = &r->lines[i];

		if (l->role != ROLE_BODY)
			continue;
		l->role = ROLE_NOTE;
		l->part = (uint8_t)part;
		l->zone_top = top;
		top = false;
	}
}

/* ---- a heading announces them -------------------------------------------------- */

enum { HEADING_WORD = 24 }; /* bytes of the longest of the words, and a stop or two */

static bool is_notes_heading(struct str s)
{
	static const char *const words[] = {
		"notes",
		"endnotes",
		"footnotes",
		"end notes",
		"notas",
		"\xd0\x9f\xd1\x80\xd0\xb8\xd0\xbc\xd0\xb5\xd1\x87\xd0\xb0\xd0\xbd\xd0\xb8\xd1\x8f",
		"\xe6\xb3\xa8",
		"\xd8\xa7\xd9\x84\xd8\xad\xd9\x88\xd8\xa7\xd8\xb4\xd9\x8a",
	};

	if (s.n > HEADING_WORD)
		return false;
	while (s.n && (s.p[s.n - 1] == ':' || s.p[s.n - 1] == '.'))
		s.n--;
	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (str_eq_nocase(s, str_of(words[i])))
			return true;
	return false;
}

static bool is_annex_heading(struct str s)
{
	return s.n < 60 && (str_starts(s, STR("Annex")) || str_starts(s, STR("ANNEX")) ||
			    str_starts(s, STR("Appendix")));
}

/* The line is a heading "Notes", not the last word of a paragraph that wrapping set apart. */
static bool announces_notes(const struct text_reader *r, uint32_t i)
{
	const struct line *l = &r->lines[i];
	struct str s = line_str(r, l);

	if (l->role != ROLE_BODY || !is_notes_heading(s) || is_lower(s.p[0]))
		return false;
	if (!i || l->after_blank || l->page_top || r->lines[i - 1].role != ROLE_BODY)
		return true;
	return sentence_ends(line_str(r, &r->lines[i - 1])) || line_is_short(r, i - 1, i);
}

static bool heading_mark(struct text_reader *r)
{
	uint32_t heading = r->n, to;

	for (uint32_t i = 0; i < r->n; i++)
		if (announces_notes(r, i))
			heading = i;
	if (heading == r->n)
		return false;
	for (to = heading + 1; to < r->n; to++)
		if (r->lines[to].role == ROLE_BODY && r->lines[to].after_blank &&
		    is_annex_heading(line_str(r, &r->lines[to])))
			break;
	zone_mark(r, heading + 1, to, PART_ENDNOTES);
	return true;
}

/* ---- the rule above footnotes ---------------------------------------------------- */

static bool is_rule(struct str s)
{
	if (s.n < 5)
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != '_' && !(s.p[i] == '-' && s.n > 9))
			return false;
	return true;
}

static void page_notes_mark(struct text_reader *r)
{
	for (uint32_t i = 0, end; i < r->n; i++) {
		if (r->lines[i].role != ROLE_BODY || !is_rule(line_str(r, &r->lines[i])))
			continue;
		for (end = i + 1; end < r->n && !r->lines[end].page_top; end++)
			;
		r->lines[i].role = ROLE_FURNITURE;
		if (line_next(r, i, ROLE_BODY) < end)
			zone_mark(r, i + 1, end, r->pages > 1 ? PART_FOOTNOTES : PART_ENDNOTES);
		i = end - 1;
	}
}

/* ---- asterisks ---------------------------------------------------------------------------- */

enum {
	STARRED_MOST = 3,  /* more lines of a page that begin with a star are a list */
	STARRED_LINES = 5, /* no note of an asterisk is longer */
};

static size_t stars_scan(struct str text)
{
	size_t n = 0;

	while (n < text.n && n < 4 && text.p[n] == '*')
		n++;
	return n;
}

/* Stars of the next line from 'i' that is not blank, one way or the other; 0 at the end. */
static size_t stars_beside(const struct text_reader *r, uint32_t i, int step)
{
	for (i += (uint32_t)step; i < r->n; i += (uint32_t)step)
		if (r->lines[i].role != ROLE_BLANK)
			return stars_scan(line_str(r, &r->lines[i]));
	return 0;
}

/* A line beside 'i' begins with as many stars: both are items of a list. */
static bool is_starred_item(const struct text_reader *r, uint32_t i)
{
	size_t stars = stars_scan(line_str(r, &r->lines[i]));

	return stars_beside(r, i, -1) == stars || stars_beside(r, i, 1) == stars;
}

/* A line that may open the note of an asterisk: "* Reissued …", or "*" alone. */
static bool opens_starred(const struct text_reader *r, uint32_t i)
{
	struct str s = line_str(r, &r->lines[i]);
	size_t stars = stars_scan(s), space = stars;

	if (!stars || stars > 3 || (r->pages == 1 && !r->lines[i].after_blank && i > 0) ||
	    is_starred_item(r, i))
		return false;
	while (space < s.n && is_space(s.p[space]))
		space++;
	return space == s.n || (space > stars && is_upper(s.p[space]));
}

/* The note of an asterisk ends where a blank line, another star or the page ends it. */
static void starred_mark(struct text_reader *r, uint32_t from, uint32_t end)
{
	uint32_t to = from + 1;

	while (to < end && to < from + STARRED_LINES && r->lines[to].role == ROLE_BODY &&
	       (!r->lines[to].after_blank || to == from + 1) && !opens_starred(r, to))
		to++;
	zone_mark(r, from, to, PART_FOOTNOTES);
	for (; from < to; from++)
		r->lines[from].starred = true;
}

static void asterisks_mark(struct text_reader *r)
{
	for (uint32_t begin = 0, end; begin < r->n; begin = end) {
		uint32_t starred = 0;

		for (end = begin + 1; end < r->n && !r->lines[end].page_top; end++)
			;
		for (uint32_t i = begin; i < end; i++)
			starred += r->lines[i].role == ROLE_BODY && opens_starred(r, i);
		for (uint32_t i = begin; starred && starred <= STARRED_MOST && i < end; i++)
			if (r->lines[i].role == ROLE_BODY && opens_starred(r, i))
				starred_mark(r, i, end);
	}
}

/* ---- a tail that reads like notes -------------------------------------------------- */

struct tail {
	uint32_t start;	    /* the earliest line that the tail may begin with */
	uint32_t like, all; /* paragraphs of it that read like notes, and all */
	uint32_t miss;	    /* paragraphs in a row that do not */
	uint32_t below;	    /* the label of the paragraph below, or 0 */
};

/* A paragraph that begins at line 'i' reads like a note: by its words, by a raised or
 * bracketed label, or by a bare number one lower than that of the paragraph below it. */
static bool tail_like(struct text_reader *r, uint32_t i, struct tail *t)
{
	struct str s = line_str(r, &r->lines[i]);
	struct line_label l;
	uint32_t below = t->below;

	t->below = 0;
	if (!line_label(r, i, &l))
		return note_like(s);
	t->below = l.number;
	if (note_like(str_skip(s, l.size)) || l.style <= LABEL_BRACKETS)
		return true;
	return l.style == LABEL_PLAIN && l.number + 1 == below;
}

/* "… para." may stand on the line above "47.": then this is no label. */
static bool tail_begins_paragraph(const struct text_reader *r, uint32_t i)
{
	const struct line *l = &r->lines[i];
	struct line_label label;

	if (l->after_blank || l->page_top || !i || r->width >= UNWRAPPED)
		return true;
	return line_label(r, i, &label) &&
	       (label.style <= LABEL_BRACKETS || paragraph_ends(line_str(r, &r->lines[i - 1])));
}

/* A numbered paragraph of the body: "76. UNHCR highlighted …" over several lines. */
static bool is_body_paragraph(struct text_reader *r, uint32_t i)
{
	struct str s = line_str(r, &r->lines[i]);
	struct block_number number;
	size_t n = block_number_scan(s, &number);

	return n && n < s.n && str_ends(number.printed, STR(".")) && !note_like(str_skip(s, n));
}

static void tail_mark(struct text_reader *r)
{
	struct tail t = {.start = r->n};

	for (uint32_t i = r->n; i-- > 0 && t.miss < TAIL_GIVE_UP;) {
		if (r->lines[i].role != ROLE_BODY || !tail_begins_paragraph(r, i))
			continue;
		if (is_body_paragraph(r, i))
			break;
		t.all++;
		if (!tail_like(r, i, &t)) {
			t.miss++;
			continue;
		}
		t.like++;
		t.miss = 0;
		if (t.like * 10 >= t.all * 8 && i > 0)
			t.start = i;
		if (t.below == 1)
			break;
	}
	if (t.start < r->n && t.like >= TAIL_LEAST)
		zone_mark(r, t.start, r->n, PART_ENDNOTES);
}

static bool has_notes(const struct text_reader *r)
{
	for (uint32_t i = 0; i < r->n; i++)
		if (r->lines[i].role == ROLE_NOTE && !r->lines[i].starred)
			return true;
	return false;
}

void text_zones(struct text_reader *r)
{
	bool announced = heading_mark(r);

	page_notes_mark(r);
	asterisks_mark(r);
	if (announced || has_notes(r))
		return;
	if (!text_called_notes(r))
		tail_mark(r);
}
