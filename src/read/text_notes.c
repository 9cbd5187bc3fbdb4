/*
 * Which lines belong to notes. Three ways, by falling certainty: a heading "Notes",
 * the rule above footnotes on a page, and a tail of the text that reads like notes.
 */
#include "read/text.h"

#include "base/utf8.h"

enum {
	LIKE_WITHIN = 120, /* bytes of a note in which a source or a locator shows itself */
	TAIL_LEAST = 2,	   /* fewer notes than these are no list that nobody announced */
	TAIL_GIVE_UP = 3,  /* this many paragraphs in a row that are no notes end the search */
};

/* ---- one line --------------------------------------------------------------- */

static size_t raised_scan(struct str text, uint32_t *number)
{
	size_t n = 0, digits = 0;
	uint32_t code;

	*number = 0;
	while (digits < 5) {
		size_t size = utf8_scan(str_skip(text, n), &code);
		int digit = size ? utf8_raised_digit(code) : -1;

		if (digit < 0)
			break;
		*number = *number * 10 + (uint32_t)digit;
		n += size;
		digits++;
	}
	return n;
}

static size_t stars_scan(struct str text)
{
	size_t n = 0;

	while (n < text.n && n < 4 && text.p[n] == '*')
		n++;
	return n;
}

/* "12", "12.", "12)", "[12]"; *digits is where the figures lie. */
static size_t figures_label_scan(struct str text, struct str *digits)
{
	size_t open = text.n && (text.p[0] == '[' || text.p[0] == '('), n = open, from = open;

	while (n < text.n && n - from < 5 && is_digit(text.p[n]))
		n++;
	if (n == from || n - from == 5)
		return 0;
	*digits = str_part(text, from, n);
	if (open)
		return n < text.n && text.p[n] == (text.p[0] == '[' ? ']' : ')') ? n + 1 : 0;
	if (n < text.n && (text.p[n] == '.' || text.p[n] == ')'))
		n++;
	return n;
}

/* What may follow a label: white space and something that can begin a note, or nothing. */
static bool note_may_begin(struct str rest)
{
	return !rest.n || !is_lower(rest.p[0]) || str_starts(rest, STR("see ")) ||
	       str_starts(rest, STR("ibid")) || str_starts(rest, STR("http")) ||
	       str_starts(rest, STR("www.")) || str_starts(rest, STR("para")) ||
	       str_starts(rest, STR("pp. ")) || str_starts(rest, STR("p. "));
}

size_t note_label_scan(struct str text, struct str *printed, struct str *label, uint32_t *number,
		       enum indicator_kind *kind)
{
	size_t n, space = 0;

	*number = 0;
	if ((n = raised_scan(text, number)) > 0) {
		*kind = INDICATOR_NUMBER;
		*label = str_part(text, 0, n);
	} else if ((n = stars_scan(text)) > 0) {
		*kind = INDICATOR_ASTERISK;
		*label = str_part(text, 0, n);
	} else if ((n = figures_label_scan(text, label)) > 0 && str_number(*label, number)) {
		*kind = INDICATOR_NUMBER;
	} else {
		return 0;
	}
	*printed = str_part(text, 0, n);
	while (n + space < text.n && is_space(text.p[n + space]))
		space++;
	/* Only raised and bracketed labels may touch what follows, and need not be looked behind.
	 */
	if (!is_digit(printed->p[0]) && *kind == INDICATOR_NUMBER)
		return n + space;
	if (n < text.n && !space)
		return 0;
	return note_may_begin(str_skip(text, n + space)) ? n + space : 0;
}

bool sentence_ends(struct str s)
{
	size_t back = 0;

	/* What an indicator leaves behind a stop is short and holds no word. */
	while (s.n && back < 5) {
		size_t at = utf8_back(s, s.n);
		char c = s.p[at];

		if (c == '.' || c == ':' || c == '?' || c == '!')
			return true;
		if (is_alpha(c) && back > 0)
			return false;
		s.n = at;
		back++;
	}
	return false;
}

/* A symbol-like token ("CAT/C/KAZICO/4") in the opening of 's'. */
static bool holds_symbol(struct str s)
{
	for (size_t at = 0; (at = str_find(s, STR("/"), at)) != SIZE_MAX; at++) {
		size_t before = at, after = at + 1;

		while (before > 0 && is_upper(s.p[before - 1]))
			before--;
		if (before == at || after >= s.n || !(is_upper(s.p[after]) || is_digit(s.p[after])))
			continue;
		if (before == 0 || !is_alnum(s.p[before - 1]))
			return true;
	}
	return false;
}

/* The words that notes begin with, and notes only. */
static bool opens_like_note(struct str s)
{
	static const struct str openings[] = {
		{"See ", 4},  {"see ", 4},  {"Ibid", 4}, {"ibid", 4},	 {"Cf. ", 4},
		{"para", 4},  {"http", 4},  {"www.", 4}, {"Idem", 4},	 {"Available at", 12},
		{"Voir ", 5}, {"Véase", 6}, {"См. ", 6}, {"op. cit", 7}, {"Там же", 11},
	};

	for (size_t i = 0; i < COUNT_OF(openings); i++)
		if (str_starts(s, openings[i]))
			return true;
	return false;
}

static bool holds_locator(struct str s)
{
	static const struct str words[] = {
		{", para. ", 8}, {", paras. ", 9}, {", p. ", 5}, {", pp. ", 6}, {", p.", 4},
		{", pp.", 5},	 {", art. ", 7},   {" http", 5}, {" www.", 5},
	};

	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (str_find(s, words[i], 0) != SIZE_MAX)
			return true;
	return false;
}

static bool note_like(struct str s)
{
	s.n = s.n < LIKE_WITHIN ? s.n : LIKE_WITHIN;
	return opens_like_note(s) || holds_locator(s) ||
	       holds_symbol(str_part(s, 0, s.n < 60 ? s.n : 60));
}

/* ---- beginnings of notes in a stretch of lines -------------------------------- */

/*
 * Marks where notes begin in lines [from, to). In a list with labels a label begins a
 * note; elsewhere a blank line does, and, weakly, a line that opens like a note after
 * one that ends a sentence.
 */
static void notes_begin(struct text_reader *r, uint32_t from, uint32_t to, bool labelled)
{
	const struct line *before = NULL;

	for (uint32_t i = from; i < to; i++) {
		struct line *l = &r->lines[i];
		struct str s = line_str(r, l), printed, label;
		enum indicator_kind kind;
		uint32_t number;
		bool ended, labels;

		if (l->role != ROLE_NOTE)
			continue;
		ended = !before || sentence_ends(line_str(r, before));
		labels = note_label_scan(s, &printed, &label, &number, &kind) > 0;
		if (!before)
			l->starts_note = true;
		else if (labels && (labelled || kind == INDICATOR_ASTERISK))
			l->starts_note =
				ended || l->after_blank || !is_digit(s.p[0]) || printed.n == s.n;
		else if (!labelled && (l->after_blank || (l->page_top && note_like(s))))
			l->starts_note = true;
		else if (ended && note_like(s) && !str_starts(s, STR("See also ")))
			l->starts_note = l->weak = true;
		before = l;
	}
}

/* Half of the beginnings carry labels: then labels decide. */
static bool list_is_labelled(struct text_reader *r, uint32_t from, uint32_t to)
{
	uint32_t labels = 0, others = 0;

	for (uint32_t i = from; i < to; i++) {
		struct line *l = &r->lines[i];
		struct str printed, label;
		enum indicator_kind kind;
		uint32_t number;

		if (l->role != ROLE_NOTE)
			continue;
		if (note_label_scan(line_str(r, l), &printed, &label, &number, &kind) &&
		    kind == INDICATOR_NUMBER)
			labels++;
		else if (l->after_blank)
			others++;
	}
	return labels > 0 && labels * 2 >= others;
}

static void list_mark(struct text_reader *r, uint32_t from, uint32_t to, enum part part)
{
	for (uint32_t i = from; i < to; i++) {
		if (r->lines[i].role != ROLE_BODY)
			continue;
		r->lines[i].role = ROLE_NOTE;
		r->lines[i].part = (uint8_t)part;
	}
	notes_begin(r, from, to, list_is_labelled(r, from, to));
}

/* ---- a heading announces them -------------------------------------------------- */

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

static bool heading_mark(struct text_reader *r)
{
	uint32_t heading = r->n, to;

	for (uint32_t i = 0; i < r->n; i++)
		if (r->lines[i].role == ROLE_BODY && is_notes_heading(line_str(r, &r->lines[i])))
			heading = i;
	if (heading == r->n)
		return false;
	for (to = heading + 1; to < r->n; to++)
		if (r->lines[to].role == ROLE_BODY && r->lines[to].after_blank &&
		    is_annex_heading(line_str(r, &r->lines[to])))
			break;
	list_mark(r, heading + 1, to, PART_ENDNOTES);
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
			list_mark(r, i + 1, end, r->pages > 1 ? PART_FOOTNOTES : PART_ENDNOTES);
		i = end - 1;
	}
}

/* ---- asterisks ---------------------------------------------------------------------------- */

enum {
	STARRED_MOST = 3,  /* more lines of a page that begin with a star are a list */
	STARRED_LINES = 5, /* no note of an asterisk is longer */
};

/* A line that may open the note of an asterisk: "* Reissued …", or "*" alone. */
static bool opens_starred(const struct text_reader *r, uint32_t i)
{
	struct str s = line_str(r, &r->lines[i]);
	size_t stars = stars_scan(s), space = stars;

	if (!stars || stars > 3 || (r->pages == 1 && !r->lines[i].after_blank && i > 0))
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
	list_mark(r, from, to, PART_FOOTNOTES);
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

/* ---- footnotes without a rule ---------------------------------------------------------- */

/* A line that may open footnote 'number': its label without a stop, then a note, perhaps on
 * the next line. */
static bool opens_footnote(const struct text_reader *r, uint32_t i, uint32_t *number)
{
	struct str s = line_str(r, &r->lines[i]), printed, label;
	uint32_t next = line_next(r, i, ROLE_BODY);
	enum indicator_kind kind;
	size_t n = note_label_scan(s, &printed, &label, number, &kind);

	if (!n || kind != INDICATOR_NUMBER || printed.n != label.n)
		return false;
	if (n < s.n && note_like(str_skip(s, n)))
		return true;
	return next < r->n && note_like(line_str(r, &r->lines[next]));
}

/*
 * Where pdftotext lost the rule, footnotes are what begins with the next number due and
 * reads like a note, from there to the page's end.
 */
static void page_tails_mark(struct text_reader *r)
{
	uint32_t due = 1, number;

	for (uint32_t begin = 0, end; begin < r->n; begin = end) {
		uint32_t from = NONE;

		for (end = begin + 1; end < r->n && !r->lines[end].page_top; end++)
			;
		for (uint32_t i = begin; i < end; i++) {
			if (r->lines[i].role != ROLE_BODY || !opens_footnote(r, i, &number) ||
			    number < due || number > due + 2)
				continue;
			if (from == NONE)
				from = i;
			due = number + 1;
		}
		if (from != NONE)
			list_mark(r, from, end, PART_FOOTNOTES);
	}
}

static bool has_notes(const struct text_reader *r)
{
	for (uint32_t i = 0; i < r->n; i++)
		if (r->lines[i].role == ROLE_NOTE && line_str(r, &r->lines[i]).p[0] != '*')
			return true;
	return false;
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
	struct str s = line_str(r, &r->lines[i]), printed, label;
	enum indicator_kind kind;
	uint32_t number, below = t->below;
	size_t n = note_label_scan(s, &printed, &label, &number, &kind);

	t->below = 0;
	if (!n || kind != INDICATOR_NUMBER)
		return note_like(s);
	t->below = number;
	if (note_like(str_skip(s, n)) || !is_digit(printed.p[0]))
		return true;
	return printed.n == label.n && number + 1 == below;
}

static bool tail_begins_paragraph(const struct text_reader *r, uint32_t i)
{
	const struct line *l = &r->lines[i];
	struct str printed, label;
	enum indicator_kind kind;
	uint32_t number;

	return l->after_blank || l->page_top ||
	       note_label_scan(line_str(r, l), &printed, &label, &number, &kind) > 0;
}

/* A numbered paragraph of the body: "76. UNHCR highlighted …" over several lines. */
static bool is_body_paragraph(struct text_reader *r, uint32_t i)
{
	struct str s = line_str(r, &r->lines[i]), number;
	uint32_t value;
	bool damaged;
	size_t n = block_number_scan(s, &number, &value, &damaged);

	return n && number.p[number.n - 1] == '.' && !note_like(str_skip(s, n));
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
		list_mark(r, t.start, r->n, PART_ENDNOTES);
}

void text_notes(struct text_reader *r)
{
	bool announced = heading_mark(r);

	page_notes_mark(r);
	asterisks_mark(r);
	if (announced)
		return;
	if (r->pages > 1 && !r->spaced_pages && !has_notes(r))
		page_tails_mark(r);
	tail_mark(r);
}
