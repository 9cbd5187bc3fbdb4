/*
 * The document's own lists. The summary of what stakeholders have submitted begins its notes with
 * one ("The stakeholders listed below …"), reports have "Abbreviations". What is left of their two
 * columns depends on the source: spaces, a dash or a colon, a cell, a line end, nothing; or one
 * column stands behind the other. One pass over each list, looking closely where an entry may
 * begin.
 */
#include "cite/sources_list.h"

#include "cite/note.h"

enum {
	LIST_LEAST = 100,    /* bytes; what is shorter lists nothing */
	OPENING = 240,	     /* bytes in which a note must say that it is a list */
	SPACES_COLUMN = 3,   /* as many between words are no slip of the typist */
	BRACKETS_MOST = 300, /* bytes; a bracket that is open longer was never closed */
	COLUMN_MOST = 400,   /* short forms that stand in one column before their names */
};

/* What stands before a place where an entry may begin. */
enum boundary { NOTHING, LINE, STOP, BLOCK };

/* What parts a short form from its name. */
enum gap { GAP_NONE, GAP_ONE, GAP_WIDE, GAP_DASH, GAP_COLON, GAP_LINE, GAP_BLOCK };

struct reader {
	struct apparatus *ap;
	struct str text;
	uint32_t end;	  /* of the list */
	uint32_t segment; /* of the source map: the first that may lie ahead */
	uint32_t list;
	uint32_t open; /* the entry whose name is being read, or NONE */
};

/* ---- words ---------------------------------------------------------------------------- */

size_t short_form_space(struct str text)
{
	size_t n = 0;

	for (;;) {
		if (n < text.n && is_space(text.p[n]))
			n++;
		else if (str_starts(str_skip(text, n), STR("\xc2\xa0")))
			n += 2;
		else
			return n;
	}
}

/* A mark that no short form holds: quotation marks and the like, all of them U+20xx. */
static bool is_mark(struct str text)
{
	if (text.n > 2 && (text.p[0] & 0xff) == 0xe2 && (text.p[1] & 0xff) == 0x80)
		return (text.p[2] & 0xff) != 0x99 ||
		       !(text.n > 3 && is_alpha(text.p[3])); /* "Women’s" is one word */
	return str_starts(text, STR("\xc2\xa0"));
}

size_t short_form_word(struct str text)
{
	size_t n = 0;

	for (; n < text.n; n++) {
		char c = text.p[n];

		if (is_space(c) || strchr(",;:()[]\"<>|*", c))
			break;
		if ((c & 0x80) && is_mark(str_skip(text, n)))
			break;
		if (c == '.' && (n + 1 == text.n || !is_alnum(text.p[n + 1])))
			break;
	}
	return n;
}

static bool is_roman(struct str word)
{
	for (size_t i = 0; i < word.n; i++)
		if (!strchr("IVXLC", word.p[i]))
			return false;
	return true;
}

bool short_form_is(struct str word)
{
	unsigned marks = 0, strokes = 0;
	bool inner = false;

	if (word.n < 2 || word.n > SHORT_FORM_MOST || !(is_upper(word.p[0]) || word.p[0] & 0x80))
		return false;
	for (size_t i = 0; i < word.n; i++) {
		char c = word.p[i];

		if (!is_alnum(c) && !(c & 0x80) && !strchr("-/&.+_'", c))
			return false;
		strokes += c == '/';
		marks += is_upper(c) || is_digit(c);
		inner |= i && (is_upper(c) || is_digit(c)) && word.p[i - 1] != '-' &&
			 word.p[i - 1] != '/';
	}
	return inner && marks > 1 && strokes < 2 && !is_roman(word);
}

bool short_form_same(struct str a, struct str b)
{
	for (;;) {
		size_t m = short_form_space(a), n = short_form_space(b);

		if (!m != !n)
			return a.n == m && b.n == n;
		a = str_skip(a, m);
		b = str_skip(b, n);
		if (!a.n || !b.n || a.p[0] != b.p[0])
			return !a.n && !b.n;
		a = str_skip(a, 1);
		b = str_skip(b, 1);
	}
}

bool short_form_located(struct str text)
{
	static const struct str words[] = {{"pp", 2},	     {"paras", 5}, {"paragraphs", 10},
					   {"paragraph", 9}, {"para", 4},  {"pages", 5},
					   {"page", 4},	     {"p", 1}};

	if (text.n && text.p[0] == ',')
		text = str_skip(text, 1);
	text = str_skip(text, short_form_space(text));
	for (size_t i = 0; i < COUNT_OF(words); i++) {
		struct str rest = str_skip(text, words[i].n);

		if (!str_starts(text, words[i]))
			continue;
		if (rest.n && (rest.p[0] == '.' || rest.p[0] == ','))
			rest = str_skip(rest, 1);
		rest = str_skip(rest, short_form_space(rest));
		return rest.n && is_digit(rest.p[0]);
	}
	return false;
}

/* ---- places --------------------------------------------------------------------------- */

static struct str rest_of(const struct reader *r, uint32_t at)
{
	return str_part(r->text, at, r->end);
}

static uint32_t skip_space(const struct reader *r, uint32_t at)
{
	return at + (uint32_t)short_form_space(rest_of(r, at));
}

/* Nothing before 'at' will be asked for any more. */
static void move_on(struct reader *r, uint32_t at)
{
	const struct document *d = r->ap->doc;

	while (r->segment < d->map.n && d->map.at[r->segment].text < at)
		r->segment++;
}

/* A line of the source ended in [from, to]. */
static bool line_ended(const struct reader *r, uint32_t from, uint32_t to)
{
	const struct document *d = r->ap->doc;

	for (uint32_t i = r->segment; i < d->map.n && d->map.at[i].text <= to; i++)
		if (d->map.at[i].text >= from && d->map.at[i].seam & (SEAM_LINE | SEAM_PAGE))
			return true;
	return false;
}

static bool has_newline(const struct reader *r, uint32_t from, uint32_t to)
{
	return memchr(r->text.p + from, '\n', to - from) != NULL;
}

/* Bytes of the dash that stands alone at the start of 'text', with the space behind it. */
static uint32_t dash_scan(struct str text)
{
	static const struct str dashes[] = {
		{"- ", 2}, {"= ", 2}, {"\xe2\x80\x93 ", 4}, {"\xe2\x80\x94 ", 4}};

	for (size_t i = 0; i < COUNT_OF(dashes); i++)
		if (str_starts(text, dashes[i]))
			return (uint32_t)(dashes[i].n +
					  short_form_space(str_skip(text, dashes[i].n)));
	return 0;
}

/* What lies behind the word that ends at 'at'; *next is where the name would begin. */
static enum gap gap_scan(const struct reader *r, uint32_t at, uint32_t *next)
{
	uint32_t from = at, dash;
	bool colon = false;

	while (from < r->end && r->text.p[from] == '*')
		from++;
	if (from < r->end && r->text.p[from] == ':') {
		colon = true;
		from++;
	}
	*next = skip_space(r, from);
	if (*next >= r->end || (*next == from && !colon))
		return GAP_NONE;
	dash = dash_scan(rest_of(r, *next));
	if (dash) {
		*next += dash;
		return GAP_DASH;
	}
	if (colon)
		return *next > from ? GAP_COLON : GAP_NONE;
	if (has_newline(r, from, *next))
		return GAP_BLOCK;
	if (line_ended(r, from, *next))
		return GAP_LINE;
	if (*next - from > 1 || r->text.p[from] == '\t')
		return GAP_WIDE;
	return GAP_ONE;
}

/* Bytes of the title of a group of entries: "Civil society", "Joint submissions:". */
static uint32_t group_scan(struct str text)
{
	static const struct str groups[] = {
		{"Civil society", 13},
		{"Individual submission", 21},
		{"Joint submissions", 17},
		{"Joint submission:", 17},
		{"National human rights institution", 33},
		{"Regional intergovernmental organization", 39},
		{"Regional organization", 21},
		{"Regional Organization", 21},
		{"Other stakeholders", 18},
		{"Academic institution", 20},
		{"Attachment", 10},
	};

	for (size_t i = 0; i < COUNT_OF(groups); i++) {
		size_t n = groups[i].n;

		if (!str_starts(text, groups[i]))
			continue;
		if (n < text.n && text.p[n] == 's')
			n++;
		else if (str_starts(str_skip(text, n), STR("(s)")))
			n += 3;
		if (n < text.n && text.p[n] == ':')
			n++;
		return n == text.n || is_space(text.p[n]) ? (uint32_t)n : 0;
	}
	return 0;
}

/* ---- entries -------------------------------------------------------------------------- */

/* The name of the open entry ends before 'at'. */
static void close_entry(struct reader *r, uint32_t at)
{
	struct list_entry *e;
	struct str s;

	if (r->open == NONE)
		return;
	e = &r->ap->entries.at[r->open];
	r->open = NONE;
	if (e->name.begin >= at) {
		e->name.end = e->name.begin;
		return;
	}
	s = str_trim(str_part(r->text, e->name.begin, at));
	while (s.n && strchr(";.,*(-", s.p[s.n - 1]))
		s = str_trim(str_part(s, 0, s.n - 1));
	e->name.end = e->name.begin + (uint32_t)s.n;
}

static struct list_entry *add_entry(struct reader *r, struct span short_form, uint32_t name)
{
	struct list_entry *e = vec_push(r->ap->doc->arena, &r->ap->entries);

	*e = (struct list_entry){
		.short_form = short_form,
		.name = {name, name},
		.list = r->list,
		.same = NONE,
	};
	return e;
}

/* Bytes of a bullet or of a mark of emphasis. */
static uint32_t bullet_scan(struct str text)
{
	uint32_t dash = dash_scan(text);

	if (dash)
		return dash;
	if (str_starts(text, STR("\xe2\x80\xa2")))
		return 3 + (uint32_t)short_form_space(str_skip(text, 3));
	return text.n && text.p[0] == '*' ? 1 : 0;
}

/* "Broken Chalk Broken Chalk, Amsterdam", "Lake Fund  The Lake Fund": bytes of the first half where
 * the words come twice. */
static uint32_t doubled_scan(struct str text)
{
	size_t n = 0;

	if (!text.n || !(is_upper(text.p[0]) || is_digit(text.p[0]) || text.p[0] & 0x80))
		return 0;
	for (unsigned k = 0; k < SHORT_FORM_WORDS; k++) {
		size_t word = short_form_word(str_skip(text, n)), space;
		struct str rest;

		n += word;
		space = short_form_space(str_skip(text, n));
		if (!word || !space || n > SHORT_FORM_MOST)
			return 0;
		rest = str_skip(text, n + space);
		if (str_starts(rest, STR("The ")))
			rest = str_skip(rest, 4);
		if (n > 2 && str_starts(rest, str_part(text, 0, n)) &&
		    (rest.n == n || !is_alnum(rest.p[n])))
			return (uint32_t)n;
		n += space;
	}
	return 0;
}

static bool is_cell(const struct reader *r, uint32_t at)
{
	uint32_t block = document_block(r->ap->doc, at);

	return block != NONE && r->ap->doc->blocks.at[block].kind == BLOCK_CELL;
}

/* Whether words parted so from what follows are a short form. */
static bool is_believable(const struct reader *r, struct span s, unsigned words, enum gap gap,
			  uint32_t next, enum boundary before)
{
	struct str first = document_str(r->ap->doc, s);
	char c = first.p[0], name = r->text.p[next];
	bool letters;

	first.n = short_form_word(first);
	letters = short_form_is(first);
	if (!is_upper(c) && !is_digit(c) && !(c & 0x80))
		return false;
	switch (gap) {
	case GAP_WIDE:
		return (letters && words < 3) || next - s.end >= SPACES_COLUMN;
	case GAP_DASH:
		return letters || words < 4;
	case GAP_COLON:
		return letters || (words < 3 && before == BLOCK);
	case GAP_BLOCK:
		return before == BLOCK && (letters || (words < 4 && is_cell(r, s.begin)));
	case GAP_LINE:
		return letters && words == 1;
	case GAP_ONE:
		if (!letters || words > 1 || !(is_upper(name) || name & 0x80))
			return false;
		return before >= STOP || first.n > 3 || memchr(first.p, '-', first.n);
	case GAP_NONE:
		break;
	}
	return false;
}

/* "JS 1": where the number ends that belongs to the short form before it, or 'next'. */
static uint32_t number_end(const struct reader *r, uint32_t next)
{
	struct str word = rest_of(r, next);
	uint32_t value;

	word.n = short_form_word(word);
	return word.n < 4 && str_number(word, &value) ? next + (uint32_t)word.n : next;
}

/* "ADF International    ADF …": the gap comes behind words that could be the name. Moves 's' and
 * *next there if it does. */
static void find_later_gap(const struct reader *r, struct span *s, uint32_t *next)
{
	uint32_t beyond = *next, end = s->end;
	enum gap gap = GAP_ONE;

	for (unsigned k = 1; k < 4 && gap == GAP_ONE; k++) {
		uint32_t n = (uint32_t)short_form_word(rest_of(r, beyond));

		end = beyond + n;
		gap = n ? gap_scan(r, end, &beyond) : GAP_NONE;
	}
	if (gap == GAP_WIDE && beyond - end >= SPACES_COLUMN) {
		s->end = end;
		*next = beyond;
	}
}

/* The short form that begins at 'at', and in *next where its name does. Empty if there is none. */
static struct span form_scan(const struct reader *r, uint32_t at, enum boundary before,
			     uint32_t *next)
{
	struct span s = {at, at};
	uint32_t doubled = doubled_scan(rest_of(r, at)), word = at;
	enum gap gap = GAP_ONE;

	if (doubled) {
		s.end = at + doubled;
		*next = skip_space(r, s.end);
		return s;
	}
	for (unsigned words = 1; words <= SHORT_FORM_WORDS && gap == GAP_ONE; words++) {
		uint32_t n = (uint32_t)short_form_word(rest_of(r, word)), number;

		s.end = word + n;
		if (!n || s.end - at > SHORT_FORM_MOST)
			break;
		gap = gap_scan(r, s.end, next);
		if (gap == GAP_ONE && words == 1 && (number = number_end(r, *next)) > *next) {
			s.end = number;
			gap = gap_scan(r, s.end, next);
		}
		if (gap == GAP_NONE)
			break;
		if (is_believable(r, s, words, gap, *next, before)) {
			if (gap == GAP_ONE)
				find_later_gap(r, &s, next);
			return s;
		}
		word = *next;
	}
	return (struct span){at, at};
}

/* "(CoE-ECRI) European Commission …": a document that is attached. Returns where its name begins.
 */
static uint32_t take_attached(struct reader *r, uint32_t at)
{
	struct str inside = rest_of(r, at + 1);
	uint32_t next;

	inside.n = short_form_word(inside);
	next = at + 1 + (uint32_t)inside.n;
	if (!short_form_is(inside) || next + 1 >= r->end || r->text.p[next] != ')' ||
	    !is_space(r->text.p[next + 1]))
		return 0;
	close_entry(r, at);
	next = skip_space(r, next + 1);
	next += dash_scan(rest_of(r, next));
	add_entry(r, (struct span){at + 1, at + 1 + (uint32_t)inside.n}, next)->attached = true;
	r->open = r->ap->entries.n - 1;
	return next;
}

/* The parts of a joint submission are parted like entries: what begins in one is a guess. */
static bool is_within_joint(const struct reader *r)
{
	struct str name;

	if (r->open == NONE)
		return false;
	name = rest_of(r, r->ap->entries.at[r->open].name.begin);
	return name.n > 16 && str_eq_nocase(str_part(name, 0, 16), STR("joint submission"));
}

static bool begins_joint(struct str name)
{
	return name.n > 5 && str_eq_nocase(str_part(name, 0, 5), STR("joint"));
}

/* ---- columns that were torn apart -------------------------------------------------------- */

/* End of the short form at 'at' if it has its line for itself, else 0. */
static uint32_t lone_form(const struct reader *r, uint32_t at, uint32_t *next)
{
	uint32_t end = at, word = at;
	enum gap gap = GAP_ONE;

	if (at >= r->end || !(is_upper(r->text.p[at]) || r->text.p[at] & 0x80))
		return 0;
	for (unsigned words = 1; words <= SHORT_FORM_WORDS && gap == GAP_ONE; words++) {
		uint32_t n = (uint32_t)short_form_word(rest_of(r, word));

		end = word + n;
		if (!n || end - at > SHORT_FORM_MOST)
			return 0;
		gap = gap_scan(r, end, next);
		word = *next;
	}
	return gap == GAP_LINE || gap == GAP_BLOCK ? end : 0;
}

/* The end of the name that begins at 'at' in a column of names. */
static uint32_t column_name_end(struct reader *r, uint32_t at)
{
	while (at < r->end) {
		uint32_t next;

		move_on(r, at);
		if (is_upper(r->text.p[at]) && group_scan(rest_of(r, at)))
			return at;
		while (at < r->end && !is_space(r->text.p[at]))
			at++;
		next = skip_space(r, at);
		if (r->text.p[at - 1] == ';' || has_newline(r, at, next) ||
		    (r->text.p[at - 1] == '.' && line_ended(r, at, next)))
			return at;
		at = next;
	}
	return r->end;
}

/* Each of the names that begin at 'at' belongs to one of the entries from 'first' on. Returns where
 * they end. */
static uint32_t take_names(struct reader *r, uint32_t first, uint32_t at)
{
	for (uint32_t i = first; i < r->ap->entries.n; i++) {
		uint32_t end;

		r->ap->entries.at[i].name = (struct span){at, at};
		if (at >= r->end || group_scan(rest_of(r, at)))
			continue;
		r->open = i;
		end = column_name_end(r, at);
		close_entry(r, end);
		at = skip_space(r, end);
	}
	return at;
}

/* "AI / HRW / JS1 / Amnesty …; Human …; Joint …;": returns where the names end, or 0. */
static uint32_t take_columns(struct reader *r, uint32_t at)
{
	uint32_t first = r->ap->entries.n, begin = at, next = at, end, letters = 0, lines = 0;

	while (lines < COLUMN_MOST && (end = lone_form(r, at, &next))) {
		struct str form = str_part(r->text, at, end);

		letters += short_form_is(form);
		if (letters * 2 < ++lines || group_scan(form))
			break;
		add_entry(r, (struct span){at, end}, next)->weak = !short_form_is(form);
		at = next;
		if (r->ap->entries.n - first > 1)
			move_on(r, at);
	}
	if (r->ap->entries.n - first < 2) {
		r->ap->entries.n = first;
		return 0;
	}
	close_entry(r, begin);
	return take_names(r, first, at);
}

/* ---- a list --------------------------------------------------------------------------- */

/* The entry that begins at 'at', if one does: returns where its name begins, or 0. */
static uint32_t take_entry(struct reader *r, uint32_t at, enum boundary before)
{
	struct list_entry *e;
	struct span form;
	uint32_t next = at, n = bullet_scan(rest_of(r, at));
	bool weak;

	at += n;
	if (at < r->end && r->text.p[at] == '(')
		return take_attached(r, at);
	if (before >= LINE && (n = take_columns(r, at)))
		return n;
	form = form_scan(r, at, before, &next);
	if (span_is_empty(form))
		return 0;
	weak = is_within_joint(r) && before == STOP && next - form.end < SPACES_COLUMN &&
	       !begins_joint(rest_of(r, next));
	close_entry(r, at);
	e = add_entry(r, form, next);
	e->weak = weak || (before == LINE && next - form.end == 1);
	r->open = r->ap->entries.n - 1;
	return e->name.begin;
}

/* "CoE-ECRI" behind the name of "CoE": where all lines were joined, nothing else parts the two. */
static bool is_part_of_open(const struct reader *r, uint32_t at)
{
	struct str base, word = rest_of(r, at);
	size_t n = 0;

	if (r->open == NONE || !is_upper(word.p[0]))
		return false;
	base = document_str(r->ap->doc, r->ap->entries.at[r->open].short_form);
	while (n < base.n && base.p[n] != '-' && base.p[n] != '/')
		n++;
	return str_starts(word, str_part(base, 0, n)) && word.n > n &&
	       (word.p[n] == '-' || word.p[n] == '/');
}

/* What the word that ends at 'at' and the white space up to 'next' say of the next word. */
static enum boundary boundary_of(struct reader *r, uint32_t at, uint32_t next)
{
	uint32_t last = at;

	if (has_newline(r, at, next))
		return BLOCK;
	while (last > 0 && r->text.p[last - 1] == '*')
		last--;
	if (last && strchr(";.", r->text.p[last - 1]))
		return STOP;
	if (last && r->text.p[last - 1] == ':' && r->open == NONE)
		return STOP;
	return line_ended(r, at, next) ? LINE : NOTHING;
}

static void read_list(struct reader *r, struct span span)
{
	uint32_t at = span.begin, next, n, opened = 0;
	enum boundary before = BLOCK;
	int depth = 0;

	at = skip_space(r, at);
	while (at < r->end) {
		move_on(r, at);
		if (is_upper(r->text.p[at]) && (n = group_scan(rest_of(r, at)))) {
			close_entry(r, at);
			at = skip_space(r, at + n);
			before = BLOCK;
			depth = 0;
			continue;
		}
		if (depth && at - opened > BRACKETS_MOST)
			depth = 0;
		if (before == NOTHING && is_part_of_open(r, at))
			before = LINE;
		if (before != NOTHING && !depth && (n = take_entry(r, at, before))) {
			at = n;
			before = NOTHING;
			continue;
		}
		for (n = at; n < r->end && !is_space(r->text.p[n]); n++) {
			depth += (r->text.p[n] == '(') - (r->text.p[n] == ')');
			if (r->text.p[n] == '(')
				opened = n;
		}
		depth = depth < 0 ? 0 : depth;
		next = skip_space(r, n);
		before = boundary_of(r, n, next);
		at = next > at ? next : at + 1;
	}
	close_entry(r, r->end);
}

static void add_list(struct apparatus *ap, struct span span, enum list_kind kind, uint32_t note)
{
	struct reader r = {
		.ap = ap,
		.text = ap->doc->text,
		.end = span.end,
		.list = ap->sources_lists.n,
		.open = NONE,
	};
	uint32_t first = ap->entries.n, low = 0, high = ap->doc->map.n;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (ap->doc->map.at[mid].text < span.begin)
			low = mid + 1;
		else
			high = mid;
	}
	r.segment = low;
	read_list(&r, span);
	if (ap->entries.n == first)
		return;
	*vec_push(ap->doc->arena, &ap->sources_lists) = (struct sources_list){
		.span = span,
		.kind = (uint8_t)kind,
		.note = note,
		.first_entry = first,
		.nentries = ap->entries.n - first,
	};
}

/* What the beginning of a note or a paragraph announces; false: no list. */
static bool announces(struct str text, enum list_kind *kind)
{
	if (text.n < LIST_LEAST)
		return false;
	text.n = text.n < OPENING ? text.n : OPENING;
	if (str_find(text, STR("listed below"), 0) != SIZE_MAX ||
	    str_find(text, STR("contributed information for this"), 0) != SIZE_MAX)
		*kind = LIST_SOURCES;
	else if (str_find(text, STR("following abbreviations"), 0) != SIZE_MAX ||
		 str_find(text, STR("abbreviations are used"), 0) != SIZE_MAX)
		*kind = LIST_ABBREVIATIONS;
	else
		return false;
	return true;
}

/* "Abbreviations", "List of acronyms", "Stakeholders": the heading of a list. */
static bool heads_list(struct str text, enum list_kind *kind)
{
	static const struct {
		struct str words;
		enum list_kind kind;
	} titles[] = {
		{{"abbreviations", 13}, LIST_ABBREVIATIONS},
		{{"acronyms", 8}, LIST_ABBREVIATIONS},
		{{"list of abbreviations", 21}, LIST_ABBREVIATIONS},
		{{"list of acronyms", 16}, LIST_ABBREVIATIONS},
		{{"abbreviations and acronyms", 26}, LIST_ABBREVIATIONS},
		{{"acronyms and abbreviations", 26}, LIST_ABBREVIATIONS},
		{{"list of abbreviations and acronyms", 34}, LIST_ABBREVIATIONS},
		{{"list of acronyms and abbreviations", 34}, LIST_ABBREVIATIONS},
		{{"list of stakeholders", 20}, LIST_SOURCES},
		{{"list of submissions", 19}, LIST_SOURCES},
		{{"list of contributors", 20}, LIST_SOURCES},
		{{"stakeholders", 12}, LIST_SOURCES},
	};

	text = str_trim(text);
	for (size_t i = 0; i < COUNT_OF(titles); i++) {
		*kind = titles[i].kind;
		if (text.n == titles[i].words.n && str_eq_nocase(text, titles[i].words))
			return true;
	}
	return false;
}

/* The blocks of a list from 'b' on, up to the next heading or numbered paragraph. The first may
 * look like a heading: short forms in capitals do. */
static uint32_t list_end(const struct document *d, uint32_t b)
{
	uint32_t first = b;

	while (b < d->blocks.n && d->blocks.at[b].kind != BLOCK_NOTE && !d->blocks.at[b].value &&
	       (b == first || d->blocks.at[b].kind != BLOCK_HEADING))
		b++;
	return b;
}

static void find_in_body(struct apparatus *ap)
{
	const struct document *d = ap->doc;

	for (uint32_t b = 0; b < d->blocks.n && d->blocks.at[b].kind != BLOCK_NOTE; b++) {
		struct str text = document_str(d, d->blocks.at[b].span);
		enum list_kind kind;
		uint32_t end;

		if (text.n > SHORT_FORM_MOST || !heads_list(text, &kind))
			continue;
		end = list_end(d, b + 1);
		if (end == b + 1)
			continue;
		add_list(ap,
			 (struct span){d->blocks.at[b + 1].span.begin,
				       d->blocks.at[end - 1].span.end},
			 kind, NONE);
		b = end - 1;
	}
}

void cite_sources_lists(struct apparatus *ap)
{
	find_in_body(ap);
	for (uint32_t i = 0; i < ap->notes.n; i++) {
		enum list_kind kind;

		if (announces(document_str(ap->doc, ap->notes.at[i].span), &kind))
			add_list(ap, ap->notes.at[i].span, kind, i);
	}
}
