/*
 * Punctuation in notes: marks that stand double, and the white space around them.
 */
#include "check/surface.h"

#include "base/utf8.h"

enum {
	ELLIPSIS = 3,	 /* that many stops are one mark */
	TOKEN_MOST = 32, /* bytes on either side in which "/" or "@" makes a word an address */
	NEAR = 48,	 /* bytes on either side that tell the language */
};

static bool is_mark(char c)
{
	return c == '.' || c == ',' || c == ';' || c == ':';
}

static char byte_at(const struct surface *s, uint32_t at)
{
	return at < s->note.end ? s->text.p[at] : ' ';
}

static char byte_before(const struct surface *s, uint32_t at)
{
	return at > s->note.begin ? s->text.p[at - 1] : ' ';
}

static bool starts(const struct surface *s, uint32_t at, struct str with)
{
	return str_starts(str_part(s->text, at, s->note.end), with);
}

/* "a,b/c", "x@y": the word around 'at' is an address that nobody has seen as one. */
static bool in_address(const struct surface *s, uint32_t at)
{
	uint32_t from = at, to = at;
	bool letter = false, stroke = false;

	while (from > s->kept && at - from < TOKEN_MOST && !is_space(s->text.p[from - 1])) {
		letter |= is_alpha(s->text.p[--from]);
		stroke |= strchr("/@=\\_", s->text.p[from]) != NULL;
	}
	/* "1779/2008" is the number of a case. */
	if (stroke && letter)
		return true;
	while (to < s->note.end && to - at < TOKEN_MOST && !is_space(s->text.p[to]))
		if (strchr("/@=\\_", s->text.p[to++]))
			return to <= s->ap->doc->text.n && s->text.p[to - 1] != '/';
	return false;
}

/* ---- a run of marks ---------------------------------------------------------------------- */

/* Marks with nothing but white space between them, without the stop of an abbreviation
 * ('stop'), which is no mark of the sentence. */
struct marks {
	uint32_t begin; /* the first of them, or the abbreviation's stop */
	uint32_t first; /* the first that is not the abbreviation's stop */
	uint32_t end;	/* behind the last */
	uint32_t count;
	bool stop;  /* 'begin' is the stop of an abbreviation */
	bool mixed; /* they are not all the same */
	bool semicolon, comma, colon;
};

/* Behind the stops from 'at' on; how many in *count. ". . ." may be spaced. */
static uint32_t stops_scan(const struct surface *s, uint32_t at, uint32_t *count)
{
	uint32_t end = at;

	for (*count = 0; byte_at(s, at) == '.'; at = surface_after(s, end)) {
		end = at + 1;
		++*count;
	}
	return end;
}

static void add_mark(struct marks *m, const struct surface *s, uint32_t at)
{
	char c = s->text.p[at];

	m->mixed |= m->count && c != s->text.p[m->first];
	m->semicolon |= c == ';';
	m->comma |= c == ',';
	m->colon |= c == ':';
	if (m->count++ == 0)
		m->first = at;
	m->end = at + 1;
}

/* ".5", ".pdf": this stop begins something. */
static bool begins_word(const struct surface *s, uint32_t at)
{
	return s->text.p[at] == '.' && is_alnum(byte_at(s, at + 1));
}

static void marks_scan(struct surface *s, uint32_t at, struct marks *m)
{
	*m = (struct marks){.begin = at, .first = at, .end = at};
	if (s->text.p[at] == '.' && surface_is_abbreviation(s, at)) {
		m->stop = true;
		m->end = ++at;
		at = surface_after(s, at);
	}
	while (at < s->note.end && is_mark(s->text.p[at])) {
		uint32_t stops;

		if (at > m->end && begins_word(s, at))
			return;
		if (s->text.p[at] == '.') {
			stops_scan(s, at, &stops);
			if (stops >= ELLIPSIS)
				return;
		}
		add_mark(m, s, at);
		at = surface_after(s, m->end);
	}
}

/* ---- double ---------------------------------------------------------------------------------- */

/* "See", "Ibid.": a new sentence of the note. */
static bool opens_sentence(const struct surface *s, uint32_t at)
{
	static const struct str words[] = {{"See", 3}, {"Ibid", 4}, {"Cf", 2}, {"But", 3}};

	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (starts(s, at, words[i]))
			return true;
	return false;
}

/* The one mark that was meant; *sure if nothing else can have been. */
static struct str meant(const struct surface *s, const struct marks *m, bool *sure)
{
	uint32_t next = surface_after(s, m->end);
	char first = s->text.p[m->first];
	bool capital = is_upper(byte_at(s, next));

	*sure = true;
	if (surface_is_end(s, m->end))
		return m->stop ? STR_NONE : STR(".");
	if (!m->mixed)
		return first == '.'   ? m->stop ? STR_NONE : STR(".")
			 : first == ',' ? STR(",")
		       : first == ';' ? STR(";")
				      : STR(":");
	if (m->colon)
		*sure = false;
	if (m->semicolon)
		return STR(";");
	if (m->colon)
		return STR(":");
	if (opens_sentence(s, next))
		return m->stop ? STR_NONE : STR(".");
	*sure = !capital;
	return STR(",");
}

/* "[..]", " .. " in a table: two stops that stand for what is left out; "../" is a path. */
static bool is_omission(const struct surface *s, const struct marks *m)
{
	char before = byte_before(s, m->begin), after = byte_at(s, m->end);

	return !m->stop && !m->mixed && s->text.p[m->first] == '.' &&
	       (after == '/' || ((is_space(before) || strchr("([", before)) &&
				 (is_space(after) || strchr(")]", after))));
}

static bool is_double(const struct surface *s, const struct marks *m)
{
	/* Another stop behind that of an abbreviation is one too many even alone. */
	if (m->stop && m->count == 1)
		return s->text.p[m->first] == '.';
	if (m->count < 2 || is_omission(s, m))
		return false;
	/* "No.:", "5.:" end a label. */
	if (m->count == 2 && m->colon && m->mixed && !m->comma && !m->semicolon)
		return false;
	return !(is_alnum(byte_at(s, m->end)) && in_address(s, m->begin));
}

static void report_double(struct surface *s, const struct marks *m)
{
	struct span span = {m->begin, m->end};
	bool sure;
	struct str mark = meant(s, m, &sure), word = surface_word_before(s, m->begin);
	struct finding *f;
	uint32_t from = m->first;

	/* "etc..": of two stops the second is the one to go. */
	if (m->stop && s->text.p[m->first] != '.')
		span.begin = m->first;
	f = found(s->c, "punctuation-double", span);
	if (!f)
		return;
	if (m->stop)
		from = m->begin + 1;
	found_str(f, "words", str_part(s->text, (uint32_t)(word.p - s->text.p), m->end));
	found_str(f, "right",
		  arena_printf(s->c->arena, "%.*s%s%.*s", STR_ARG(word), m->stop ? "." : "",
			       STR_ARG(mark)));
	found_fix(s->c, f, sure ? FIX_SAFE : FIX_SUGGESTED, (struct span){from, m->end}, mark);
}

/* ---- spacing -----------------------------------------------------------------------------------
 */

static struct str mark_name(char c)
{
	return c == ','	  ? STR("comma")
	       : c == ';' ? STR("semicolon")
	       : c == ':' ? STR("colon")
	       : c == '.' ? STR("full stop")
			  : STR("bracket");
}

/* White space before a mark is right in French, of which titles may be cited. */
static bool is_french(const struct surface *s, struct span at)
{
	static const struct str words[] = {
		{"le ", 3}, {"la ", 3},	 {"les ", 4},  {"des ", 4},  {"du ", 3},
		{"et ", 3}, {"en ", 3},	 {"sur ", 4},  {"une ", 4},  {"droit", 5},
		{"au ", 3}, {"aux ", 4}, {"dans ", 5}, {"pour ", 5},
	};
	struct span near = {at.begin > s->note.begin + NEAR ? at.begin - NEAR : s->note.begin,
			    at.end + NEAR < s->note.end ? at.end + NEAR : s->note.end};
	struct str text = document_str(s->c->doc, near);
	unsigned hits = 0, accents = 0;

	for (size_t n = 1; n + 3 < text.n; n++) {
		struct str rest = str_skip(text, n);

		/* e with its accents; "d'", "l'" */
		accents |= rest.p[0] == '\xc3' && ((uint8_t)rest.p[1] & 0xfc) == 0xa8;
		if (text.p[n - 1] != ' ')
			continue;
		accents |= strchr("dl", rest.p[0]) &&
			   str_starts(str_skip(rest, 1), STR("\xe2\x80\x99"));
		for (size_t i = 0; i < COUNT_OF(words); i++)
			hits += rest.p[0] == *words[i].p && str_starts(rest, words[i]);
	}
	/* One alone may stand in a name. */
	return hits + accents > 1;
}

static bool is_spaced_before(const struct surface *s, uint32_t at, uint32_t space)
{
	char mark = s->text.p[at];

	if (space == at || space <= s->note.begin)
		return false;
	/* The kerning of a page leaves a gap before the stop behind an address or a change of type.
	 */
	if (mark == '.')
		return !s->c->doc->scanned && !is_alnum(byte_at(s, at + 1)) &&
		       s->text.p[space - 1] != '.';
	if (mark == ';' || mark == ':')
		return is_space(s->text.p[at - 1]) && !is_french(s, (struct span){space, at + 1});
	return true;
}

/* Letters and figures on end before 'at', at most two. */
static unsigned run_before(const struct surface *s, uint32_t at)
{
	unsigned n = 0;

	while (n < 2 && at > s->note.begin &&
	       (is_alnum(s->text.p[at - 1]) || s->text.p[at - 1] & 0x80))
		at--, n++;
	return n;
}

static unsigned run_after(const struct surface *s, uint32_t at)
{
	unsigned n = 0;

	while (n < 2 && at < s->note.end && (is_alnum(s->text.p[at]) || s->text.p[at] & 0x80))
		at++, n++;
	return n;
}

/* Four figures after a comma are a year; three are thousands, fewer are decimals or a list. */
static bool is_year(const struct surface *s, uint32_t at)
{
	uint32_t n = 0;

	while (n < 5 && is_digit(byte_at(s, at + n)))
		n++;
	return n == 4 && strchr("12", s->text.p[at]);
}

/* What follows the mark is a word or an opening quotation mark. */
static bool word_follows(const struct surface *s, uint32_t at)
{
	uint32_t code = 0;

	if (is_alnum(byte_at(s, at)))
		return true;
	if (at >= s->note.end || !(s->text.p[at] & 0x80))
		return false;
	utf8_scan(str_part(s->text, at, s->note.end), &code);
	return code == 0x201c || code == 0x2018 || (code >= 0xc0 && code < 0x2000);
}

/* True where a space is lost behind the comma or semicolon at 'at'; white space before it begins
 * at 'space'. */
static bool lacks_space(const struct surface *s, uint32_t space, uint32_t at)
{
	char before = byte_before(s, space), after = byte_at(s, at + 1);

	if (!word_follows(s, at + 1))
		return false;
	if (space < at)
		return true;
	if (is_digit(before) && is_digit(after))
		return s->text.p[at] == ',' ? is_year(s, at + 1) : !in_address(s, at);
	/* "N,N-diethyl", "1,a" */
	if (s->text.p[at] == ',' && run_before(s, at) == 1 && run_after(s, at + 1) == 1)
		return false;
	return !in_address(s, at);
}

/* "5.See also": the stop of one sentence glued to the next. */
static bool stop_lacks_space(const struct surface *s, uint32_t at)
{
	static const struct str words[] = {{"See ", 4}, {"Ibid.", 5}, {"Cf. ", 4}, {"But see ", 8}};

	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (starts(s, at + 1, words[i]))
			return true;
	return false;
}

/* White space of a scan proves little; at a line's end an edit would join two lines. */
static bool is_guess(const struct surface *s, struct span space)
{
	return s->c->doc->scanned || s->ap->ocr || surface_is_seam(s, space);
}

static void report_spacing(struct surface *s, uint32_t space, uint32_t at, bool lost)
{
	struct span span = {space, at + 1};
	struct finding *f = found(s->c, "punctuation-spacing", span);
	struct str mark = str_part(s->text, at, at + 1), before, after;
	bool guess = space < at && is_guess(s, (struct span){space, at});

	if (!f)
		return;
	if (guess)
		found_guess(f);
	before = surface_word_before(s, space);
	after = lost ? surface_word_after(s, at + 1) : STR_NONE;
	found_str(f, "mark", mark_name(*mark.p));
	found_str(f, "what",
		  space < at ? lost ? STR("wants no space before it and one behind it")
				    : STR("wants no space before it")
			     : STR("wants a space behind it"));
	found_str(f, "right",
		  arena_printf(s->c->arena, "%.*s%c%s%.*s", STR_ARG(before), *mark.p,
			       lost ? " " : "", STR_ARG(after)));
	found_fix(s->c, f, guess ? FIX_SUGGESTED : FIX_SAFE, span,
		  arena_printf(s->c->arena, "%c%s", *mark.p, lost ? " " : ""));
}

static void look_at_spacing(struct surface *s, uint32_t at)
{
	uint32_t space = surface_before(s, at);
	char mark = s->text.p[at];
	bool lost =
		mark == '.' ? stop_lacks_space(s, at) : mark != ':' && lacks_space(s, space, at);

	if (!is_spaced_before(s, at, space))
		space = at;
	if (space < at || lost)
		report_spacing(s, space, at, lost);
}

/* ---- what the walk calls ------------------------------------------------------------------------
 */

/* "a, b", "c; d": one mark where it should be, as most are. */
static bool is_plain(const struct surface *s, uint32_t at)
{
	return s->text.p[at] != '.' && is_alnum(byte_before(s, at)) && byte_at(s, at + 1) == ' ' &&
	       is_alnum(byte_at(s, at + 2));
}

uint32_t surface_mark(struct surface *s, uint32_t at)
{
	struct marks m;
	uint32_t stops;

	if (is_plain(s, at)) {
		if (s->text.p[at] == ';')
			s->clause = at + 1;
		return at + 1;
	}
	if (s->text.p[at] == '.') {
		uint32_t end = stops_scan(s, at, &stops);

		if (stops >= ELLIPSIS)
			return end;
	}
	marks_scan(s, at, &m);
	if (is_double(s, &m))
		report_double(s, &m);
	else if (m.count == 1)
		look_at_spacing(s, m.first);
	else if (m.stop)
		look_at_spacing(s, m.begin);
	if (m.count && !m.comma && !m.colon)
		s->clause = m.end;
	return m.end > at ? m.end : at + 1;
}

/* "( x", but not "( )", "[ ... ]" and a box to be ticked. */
static void report_bracket(struct surface *s, struct span space, uint32_t bracket)
{
	bool opening = bracket < space.begin;
	struct span span = {opening ? bracket : space.begin, opening ? space.end : bracket + 1};
	struct finding *f = found(s->c, "punctuation-spacing", span);
	bool guess = is_guess(s, space);

	if (!f)
		return;
	if (guess)
		found_guess(f);
	found_str(f, "mark", mark_name(s->text.p[bracket]));
	found_str(f, "what",
		  opening ? STR("wants no space behind it") : STR("wants no space before it"));
	found_str(f, "right",
		  opening ? arena_printf(s->c->arena, "%c%.*s", s->text.p[bracket],
					 STR_ARG(surface_word_after(s, space.end)))
			  : arena_printf(s->c->arena, "%.*s%c",
					 STR_ARG(surface_word_before(s, space.begin)),
					 s->text.p[bracket]));
	found_fix(s->c, f, guess ? FIX_SUGGESTED : FIX_SAFE, span,
		  str_part(s->text, bracket, bracket + 1));
}

uint32_t surface_open(struct surface *s, uint32_t at)
{
	uint32_t end = surface_after(s, at + 1);
	char next = byte_at(s, end);

	if (end > at + 1 && end < s->note.end && !strchr(")].", next) &&
	    !starts(s, end, STR("\xe2\x80\xa6")))
		report_bracket(s, (struct span){at + 1, end}, at);
	return at + 1;
}

uint32_t surface_close(struct surface *s, uint32_t at)
{
	uint32_t begin = surface_before(s, at);
	char before = byte_before(s, begin);

	if (begin < at && begin > s->note.begin && !strchr("([.", before) &&
	    !(begin >= s->note.begin + 3 && starts(s, begin - 3, STR("\xe2\x80\xa6"))))
		report_bracket(s, (struct span){begin, at}, at);
	return at + 1;
}

/* The closing mark is the last of the quotation; one of ",;" right before it is repeated behind
 * it: “Title,”, */
void surface_quotation(struct surface *s, struct span quotation)
{
	uint32_t close = (uint32_t)utf8_back(s->text, quotation.end);
	char inner, outer = byte_at(s, quotation.end);
	struct finding *f;

	if (close <= quotation.begin + 1 || !strchr(",;.", outer))
		return;
	inner = s->text.p[close - 1];
	if (inner != ',' && inner != ';')
		return;
	f = found(s->c, "punctuation-double", (struct span){close - 1, quotation.end + 1});
	if (!f)
		return;
	found_str(f, "words", str_part(s->text, close - 1, quotation.end + 1));
	found_str(f, "right", str_part(s->text, close, quotation.end + 1));
	found_fix(s->c, f, FIX_SAFE, (struct span){close - 1, close}, STR_NONE);
}
