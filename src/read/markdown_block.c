/*
 * Lines to leaves. One pass; each line meets every open container once, so a line costs at
 * most MD_DEPTH steps and its own length.
 */
#include "read/markdown.h"

#include "base/utf8.h"

enum { TAB = 4, CODE_INDENT = 4, FRONT_MATTER_LINES = 500, RAISED_BYTES = 12 };

enum container_kind { IN_QUOTE, IN_ITEM, IN_NOTE };

struct container {
	uint8_t kind;
	uint32_t indent; /* of an item: columns of what belongs to it */
	uint32_t note;	 /* that lines in it belong to, or NONE */
};

/* Where the reading of a line stands. Columns count from 0, tabs reach to multiples of TAB. */
struct cursor {
	uint32_t column;	    /* all before it is consumed */
	uint32_t next, next_column; /* the first byte that is no white space */
	uint32_t end;
};

struct blocks {
	struct markdown *m;
	struct str raw;
	struct container stack[MD_DEPTH];
	uint32_t depth;
	struct cursor c;
	bool open;    /* the last leaf takes more lines */
	bool table;   /* a row may follow */
	bool comment; /* in a comment that began on a line of its own */
	char fence;   /* '`' or '~' in fenced code, else 0 */
	uint32_t fence_size;
	uint32_t comment_begin;
	struct paragraph_number number; /* of the last numbered paragraph */
	uint32_t stars;			/* no asterisk before here is called behind a word */
};

/* ---- the cursor ----------------------------------------------------------------- */

static bool is_blank(const struct blocks *b)
{
	return b->c.next == b->c.end;
}

static uint32_t indent(const struct blocks *b)
{
	return b->c.next_column - b->c.column;
}

static struct str rest(const struct blocks *b)
{
	return str_part(b->raw, b->c.next, b->c.end);
}

static void find_next(struct blocks *b)
{
	struct cursor *c = &b->c;

	for (; c->next < c->end; c->next++) {
		char ch = b->raw.p[c->next];

		if (ch == '\t')
			c->next_column += TAB - c->next_column % TAB;
		else if (ch == ' ')
			c->next_column++;
		else
			break;
	}
}

/* Consumes 'n' bytes that are no white space, and finds what follows. */
static void consume(struct blocks *b, uint32_t n)
{
	b->c.next += n;
	b->c.next_column += n;
	b->c.column = b->c.next_column;
	find_next(b);
}

static void consume_columns(struct blocks *b, uint32_t n)
{
	b->c.column += n < indent(b) ? n : indent(b);
}

/* ---- leaves --------------------------------------------------------------------- */

static uint32_t note_here(const struct blocks *b)
{
	return b->depth ? b->stack[b->depth - 1].note : NONE;
}

static struct md_leaf *last_leaf(const struct blocks *b)
{
	return vec_last(&b->m->leaves);
}

static bool in_paragraph(const struct blocks *b)
{
	return b->open && last_leaf(b)->kind == MD_PARAGRAPH;
}

static void close_leaf(struct blocks *b)
{
	b->open = b->table = false;
	b->fence = 0;
}

static void open_leaf(struct blocks *b, enum md_kind kind)
{
	struct markdown *m = b->m;
	uint32_t note = note_here(b), index = m->leaves.n;

	close_leaf(b);
	*vec_push(m->d->arena, &m->leaves) = (struct md_leaf){
		.first = m->lines.n,
		.note = note,
		.next = NONE,
		.kind = (uint8_t)kind,
	};
	b->open = true;
	if (note == NONE)
		return;
	if (m->notes.at[note].first == NONE)
		m->notes.at[note].first = index;
	else
		m->leaves.at[m->notes.at[note].last].next = index;
	m->notes.at[note].last = index;
}

/* Adds [begin, end) to the last leaf without white space at its end. */
static void add_line(struct blocks *b, uint32_t begin, uint32_t end)
{
	while (end > begin && is_space(b->raw.p[end - 1]))
		end--;
	*vec_push(b->m->d->arena, &b->m->lines) = (struct span){begin, end};
	last_leaf(b)->n++;
}

static void push_container(struct blocks *b, enum container_kind kind, uint32_t columns,
			   uint32_t note)
{
	close_leaf(b);
	b->stack[b->depth++] = (struct container){(uint8_t)kind, columns, note};
}

/* ---- what a line may begin -------------------------------------------------------- */

static uint32_t run_of(struct str s, char c)
{
	uint32_t n = 0;

	while (n < s.n && s.p[n] == c)
		n++;
	return n;
}

/* Three or more of '-', '*' or '_', and nothing but white space besides. */
static bool is_rule(struct str s)
{
	uint32_t n = 0;

	if (!s.n || !memchr("-*_", s.p[0], 3))
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == s.p[0])
			n++;
		else if (!is_space(s.p[i]))
			return false;
	}
	return n >= 3;
}

/* Level of the heading that a line of '=' or '-' makes of the paragraph above it, or 0. */
static uint8_t underline_level(struct str s)
{
	uint32_t n;

	if (!s.n || (s.p[0] != '=' && s.p[0] != '-'))
		return 0;
	n = run_of(s, s.p[0]);
	return str_trim(str_skip(s, n)).n ? 0 : s.p[0] == '=' ? 1 : 2;
}

static uint8_t heading_level(struct str s)
{
	uint32_t n = run_of(s, '#');

	return n >= 1 && n <= 6 && (n == s.n || is_space(s.p[n])) ? (uint8_t)n : 0;
}

static uint32_t fence_scan(struct str s)
{
	uint32_t n = s.n && (s.p[0] == '`' || s.p[0] == '~') ? run_of(s, s.p[0]) : 0;

	if (n < 3 || (s.p[0] == '`' && memchr(s.p + n, '`', s.n - n)))
		return 0;
	return n;
}

static bool is_bullet(struct str s)
{
	return s.n && memchr("-+*", s.p[0], 3) && (s.n == 1 || is_space(s.p[1]));
}

size_t markdown_call_scan(struct str text)
{
	size_t n = 2;

	if (!str_starts(text, STR("[^")))
		return 0;
	while (n < text.n && n < MD_LABEL_MAX + 2 && (uint8_t)text.p[n] > ' ' && text.p[n] != '[' &&
	       text.p[n] != ']')
		n++;
	/* "[^12^](#fn12)": a link with a raised figure. */
	if (n < text.n && text.p[n - 1] == '^' && n > 3 && is_digit(text.p[n - 2]))
		return 0;
	return n > 2 && n < text.n && text.p[n] == ']' ? n + 1 : 0;
}

/* Bytes of "[^label]:". */
static uint32_t definition_scan(struct str s)
{
	size_t n = markdown_call_scan(s);

	return n && n < s.n && s.p[n] == ':' ? (uint32_t)n + 1 : 0;
}

/*
 * Bytes of the number of a numbered paragraph, with the white space after it. A paragraph
 * that runs is broken only by the number that is due, or by 1: "in resolution 48/\n12. The".
 */
static uint32_t number_scan(struct blocks *b, bool interrupts)
{
	struct str s = rest(b);
	struct block_number number;
	size_t n = s.n && is_digit(s.p[0]) ? block_number_scan(s, &number) : 0;

	if (!n || number.damaged || note_here(b) != NONE)
		return 0;
	if (interrupts && !number_starts(&number.number) &&
	    !number_follows(&b->number, &number.number))
		return 0;
	b->number = number.number;
	return (uint32_t)n;
}

/* ---- tables ----------------------------------------------------------------------- */

uint32_t markdown_bar(struct str raw, uint32_t at, uint32_t end)
{
	while (at < end && raw.p[at] != '|')
		at += raw.p[at] == '\\' && at + 1 < end ? 2 : 1;
	return at;
}

/* Cells of a row: bars at its ends part nothing. */
static uint32_t count_cells(struct str raw, struct span row)
{
	uint32_t n = 0, at = row.begin;

	if (at < row.end && raw.p[at] == '|')
		at++;
	while (at < row.end) {
		n++;
		at = markdown_bar(raw, at, row.end) + 1;
	}
	return n;
}

/* "|---|:--:|": at least one bar, one hyphen in each cell. */
static bool is_delimiter_row(struct str s)
{
	bool bar = false, hyphen = false, any = false;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c == '|' && i && !hyphen)
			return false;
		if (c != '|' && c != '-' && c != ':' && !is_space(c))
			return false;
		bar |= c == '|';
		any |= c == '-';
		hyphen = c == '|' ? false : hyphen || c == '-';
	}
	return bar && any;
}

/* The last line of the open paragraph becomes the first row of a table. */
static bool open_table(struct blocks *b)
{
	struct markdown *m = b->m;
	struct str row = str_trim(rest(b));
	struct span head = *vec_last(&m->lines);

	if (!is_delimiter_row(row) ||
	    count_cells(b->raw, head) !=
		    count_cells(b->raw, (struct span){b->c.next, b->c.next + (uint32_t)row.n}))
		return false;
	if (last_leaf(b)->n == 1) {
		last_leaf(b)->kind = MD_ROW;
	} else {
		last_leaf(b)->n--;
		m->lines.n--;
		open_leaf(b, MD_ROW);
		add_line(b, head.begin, head.end);
	}
	b->open = false;
	b->table = true;
	return true;
}

/* ---- comments, fences --------------------------------------------------------------- */

/* In a comment: to its end, which leaves the cursor behind it. False while it lasts. */
static bool end_comment(struct blocks *b, uint32_t from)
{
	size_t at = str_find(str_part(b->raw, 0, b->c.end), STR("-->"), from);

	b->comment = at == SIZE_MAX;
	if (b->comment)
		return false;
	*vec_push(b->m->d->arena, &b->m->d->comments) =
		(struct span){b->comment_begin, (uint32_t)at + 3};
	b->c.next = (uint32_t)at + 3;
	consume(b, 0);
	return true;
}

static void fenced_line(struct blocks *b)
{
	struct str s = rest(b);
	uint32_t n = run_of(s, b->fence);

	if (indent(b) < CODE_INDENT && n >= b->fence_size && !str_trim(str_skip(s, n)).n)
		close_leaf(b);
	else if (!is_blank(b))
		add_line(b, b->c.next, b->c.end);
}

static void open_fence(struct blocks *b, uint32_t size)
{
	char c = b->raw.p[b->c.next];

	open_leaf(b, MD_CODE);
	b->fence = c;
	b->fence_size = size;
}

/* ---- lines -------------------------------------------------------------------------- */

static bool matches(struct blocks *b, const struct container *in)
{
	switch (in->kind) {
	case IN_QUOTE:
		if (indent(b) >= CODE_INDENT || is_blank(b) || b->raw.p[b->c.next] != '>')
			return false;
		consume(b, 1);
		consume_columns(b, 1);
		return true;
	case IN_ITEM:
	case IN_NOTE:
	default:
		if (!is_blank(b) && indent(b) < in->indent)
			return false;
		consume_columns(b, in->indent);
		return true;
	}
}

/* How many of the open containers the line goes on in. */
static uint32_t match_containers(struct blocks *b)
{
	uint32_t n = 0;

	while (n < b->depth && matches(b, &b->stack[n]))
		n++;
	return n;
}

static void open_bullet(struct blocks *b)
{
	uint32_t before = indent(b), gap;

	consume(b, 1);
	gap = indent(b);
	if (gap == 0 || gap > CODE_INDENT || is_blank(b))
		gap = 1;
	consume_columns(b, gap);
	push_container(b, IN_ITEM, before + 1 + gap, note_here(b));
}

/* The number stays in the text; the item holds what is indented under it. Four columns are
 * enough however long the number is. */
static void open_numbered(struct blocks *b, uint32_t n)
{
	uint32_t columns = indent(b) + n;

	push_container(b, IN_ITEM, columns < CODE_INDENT ? columns : CODE_INDENT, note_here(b));
	open_leaf(b, MD_PARAGRAPH);
	add_line(b, b->c.next, b->c.end);
}

/* Asterisks that call something stand behind a word before 'at', as in "Report\\*". Looked for
 * once: the first such place is remembered. */
static bool star_is_called(struct blocks *b, uint32_t at)
{
	for (; b->stars < at; b->stars++)
		if (b->raw.p[b->stars] == '\\' && b->raw.p[b->stars + 1] == '*' && b->stars &&
		    (is_alnum(b->raw.p[b->stars - 1]) || b->raw.p[b->stars - 1] == ')'))
			return true;
	return false;
}

/* "\\* The annex is being issued …": the note of an asterisk. Bytes of its stars, or 0. */
static uint32_t star_scan(struct blocks *b)
{
	struct str s = rest(b);
	uint32_t n = 0;

	while (n < 6 && str_starts(str_skip(s, n), STR("\\*")))
		n += 2;
	if (!n || n + 2 >= s.n || s.p[n] != ' ' || in_paragraph(b))
		return 0;
	return star_is_called(b, b->c.next) ? n : 0;
}

/* Digits at 'n' in 's', and where they end. */
static size_t figures_end(struct str s, size_t n)
{
	while (n < s.n && is_digit(s.p[n]))
		n++;
	return n;
}

/*
 * What converters make of the notes of HTML: "1.  ::: {#fn1}", "1.  <div id="fn1">", or, from Word,
 * "[\\[1\\]](#_ftnref1)". Bytes of the label, or 0.
 */
static uint32_t converted_scan(struct blocks *b)
{
	static const struct str divs[] = {{"::: {#fn", 8}, {"<div id=\"fn", 11}, {"::: {#edn", 9}};
	static const struct str backs[] = {{"(#_ftnref", 9}, {"(#_ednref", 9}, {"(#fnref", 7}};
	struct str s = rest(b), behind;
	bool word = str_starts(s, STR("[\\["));
	size_t first = word ? 3 : 0, n = figures_end(s, first);

	if (n == first || n > first + 4)
		return 0;
	if (word && !str_starts(str_skip(s, n), STR("\\]](#")))
		return 0;
	if (!word && (n >= s.n || s.p[n] != '.'))
		return 0;
	behind = str_trim(str_skip(s, word ? n + 3 : n + 1));
	for (size_t i = 0; i < COUNT_OF(divs); i++)
		if (str_starts(behind, word ? backs[i] : divs[i])) {
			size_t close = str_find(s, STR(")"), n);

			if (word && close != SIZE_MAX && close + 1 < s.n && s.p[close + 1] == '{')
				close = str_find(s, STR("}"), close);
			return (uint32_t)(!word ? n + 1 : close == SIZE_MAX ? 0 : close + 1);
		}
	return 0;
}

/* Raised figures at the start of 's': bytes, and the number. */
static size_t raised_figures(struct str s, uint32_t *number)
{
	size_t n = 0, size;
	uint32_t code;

	for (*number = 0; n < RAISED_BYTES && (size = utf8_scan(str_skip(s, n), &code)) > 1 &&
			  utf8_raised_digit(code) >= 0;
	     n += size)
		*number = *number * 10 + (uint32_t)utf8_raised_digit(code);
	return n;
}

/* "¹ See …", "^1^ See …", "<sup>1</sup> See …": a note that is typed below the text, in a block
 * of its own or below another. Bytes of the label, or 0. */
static uint32_t typed_scan(struct blocks *b, bool notes)
{
	static const struct str marks[][2] = {{{"^", 1}, {"^ ", 2}},
					      {{"<sup>", 5}, {"</sup> ", 7}}};
	struct str s = rest(b);
	uint32_t number;
	size_t n;

	if (in_paragraph(b) && !notes)
		return 0;
	n = raised_figures(s, &number);
	if (n)
		return number && n + 1 < s.n && s.p[n] == ' ' ? (uint32_t)n : 0;
	for (size_t i = 0; i < COUNT_OF(marks); i++) {
		size_t open = marks[i][0].n, end = figures_end(s, open);

		if (str_starts(s, marks[i][0]) && end > open && end < open + 4 &&
		    str_starts(str_skip(s, end), marks[i][1]))
			return (uint32_t)(end + marks[i][1].n - 1);
	}
	return 0;
}

static struct str note_label_of(struct arena *a, struct str printed)
{
	size_t first = str_starts(printed, STR("[\\["))	   ? 3
		       : printed.p[0] == '^'		   ? 1
		       : str_starts(printed, STR("<sup>")) ? 5
							   : 0;
	uint32_t number;

	if (raised_figures(printed, &number))
		return arena_number(a, number);

	if (printed.p[0] == '\\')
		return str_part(STR("***"), 0, printed.n / 2);
	if (is_digit(printed.p[first]))
		return str_part(printed, first, figures_end(printed, first));
	return str_part(printed, 2, printed.n - 2);
}

static void open_note(struct blocks *b, uint32_t n)
{
	struct markdown *m = b->m;
	uint32_t note = m->notes.n;

	*vec_push(m->d->arena, &m->notes) = (struct md_note){
		.printed = {b->c.next, b->c.next + n},
		.label = note_label_of(m->d->arena, str_part(b->raw, b->c.next, b->c.next + n)),
		.first = NONE,
		.last = NONE,
		.same = NONE,
		.index = NONE,
	};
	push_container(b, IN_NOTE, CODE_INDENT, note);
	consume(b, n);
	b->c.column = b->c.next_column; /* however far the text stands off */
}

/* A container begins here: consumes its mark. */
static bool begin_container(struct blocks *b, uint32_t matched)
{
	struct str s = rest(b);
	uint32_t n;

	if (matched >= MD_DEPTH || indent(b) >= CODE_INDENT || is_blank(b))
		return false;
	if (s.p[0] == '>') {
		b->depth = matched;
		push_container(b, IN_QUOTE, 0, note_here(b));
		consume(b, 1);
		consume_columns(b, 1);
		return true;
	}
	n = definition_scan(s);
	if (!n && (!matched || b->stack[matched - 1].note == NONE))
		n = s.p[0] == '\\' ? star_scan(b) : converted_scan(b);
	if (!n && (s.p[0] == '^' || s.p[0] == '<' || (s.p[0] & 0x80)))
		n = typed_scan(b, note_here(b) != NONE);
	if (n) {
		b->depth = matched;
		open_note(b, n);
		return true;
	}
	if (!is_bullet(s) || is_rule(s))
		return false;
	if (in_paragraph(b) && matched == b->depth &&
	    (!str_trim(str_skip(s, 1)).n || underline_level(s)))
		return false;
	b->depth = matched;
	open_bullet(b);
	return true;
}

static void add_heading(struct blocks *b, uint8_t level)
{
	uint32_t end;

	open_leaf(b, MD_HEADING);
	last_leaf(b)->level = level;
	consume(b, level);
	end = b->c.end;
	while (end > b->c.next && is_space(b->raw.p[end - 1]))
		end--;
	while (end > b->c.next && b->raw.p[end - 1] == '#')
		end--;
	if (end > b->c.next && !is_space(b->raw.p[end - 1]))
		end = b->c.end; /* "C#" */
	add_line(b, b->c.next, end);
	close_leaf(b);
}

/* ":::", "::: {#fn1}", "<div id="fn1">" or "</div>" alone: the bounds of a division. */
static bool is_division(struct str s)
{
	s = str_trim(s);
	if (str_starts(s, STR(":::")))
		return true;
	return (str_starts(s, STR("<div")) || str_starts(s, STR("</div"))) &&
	       str_find(s, STR(">"), 0) == s.n - 1;
}

/* A leaf other than a paragraph begins or ends here. False: the line is text. */
static bool begin_leaf(struct blocks *b, uint32_t matched)
{
	struct str s = rest(b);
	bool goes_on = in_paragraph(b) && matched == b->depth;
	uint8_t level;
	uint32_t n;

	if (indent(b) >= CODE_INDENT)
		return false;
	if (goes_on && (level = underline_level(s)) != 0) {
		last_leaf(b)->kind = MD_HEADING;
		last_leaf(b)->level = level;
		close_leaf(b);
		return true;
	}
	if (goes_on && memchr("|-:", s.p[0], 3) && open_table(b))
		return true;
	if ((level = heading_level(s)) != 0) {
		b->depth = matched;
		add_heading(b, level);
		return true;
	}
	if ((n = fence_scan(s)) != 0) {
		b->depth = matched;
		open_fence(b, n);
		return true;
	}
	if (is_rule(s) || is_division(s)) {
		b->depth = matched;
		close_leaf(b);
		return true;
	}
	if ((n = number_scan(b, goes_on && b->depth == 0)) != 0 && matched < MD_DEPTH) {
		b->depth = matched;
		open_numbered(b, n);
		return true;
	}
	return false;
}

static void add_text(struct blocks *b, uint32_t matched)
{
	bool table = b->table && matched == b->depth;
	bool code = b->open && last_leaf(b)->kind == MD_CODE && matched == b->depth;

	if (in_paragraph(b)) { /* lazily, too: containers stay as they are */
		add_line(b, b->c.next, b->c.end);
		return;
	}
	b->depth = matched;
	if (indent(b) >= CODE_INDENT) {
		if (!code)
			open_leaf(b, MD_CODE);
	} else {
		open_leaf(b, table ? MD_ROW : MD_PARAGRAPH);
	}
	add_line(b, b->c.next, b->c.end);
	if (table) {
		b->open = false;
		b->table = true;
	}
}

static void read_line(struct blocks *b)
{
	uint32_t matched = match_containers(b);

	if (b->fence && matched == b->depth) {
		fenced_line(b);
		return;
	}
	if (b->fence)
		close_leaf(b);
	if (is_blank(b)) {
		close_leaf(b);
		b->depth = matched;
		return;
	}
	while (begin_container(b, matched))
		matched = b->depth;
	if (indent(b) < CODE_INDENT && str_starts(rest(b), STR("<!--"))) {
		b->depth = matched;
		close_leaf(b);
		b->comment_begin = b->c.next;
		if (!end_comment(b, b->c.next + 4))
			return;
	}
	if (!is_blank(b) && !begin_leaf(b, matched))
		add_text(b, matched);
}

/* Places the cursor at the start of the line [begin, next). */
static void open_line(struct blocks *b, uint32_t begin, uint32_t next)
{
	while (next > begin && (b->raw.p[next - 1] == '\n' || b->raw.p[next - 1] == '\r'))
		next--;
	b->c = (struct cursor){.next = begin, .end = next};
	find_next(b);
}

static uint32_t line_end(const struct document *d, uint32_t i)
{
	return i + 1 < d->lines.n ? d->lines.at[i + 1] : (uint32_t)d->raw.n;
}

/* Lines of YAML at the very start, its marks among them; 0 when there is none. */
static uint32_t front_matter(struct blocks *b)
{
	const struct document *d = b->m->d;
	uint32_t most = d->lines.n < FRONT_MATTER_LINES ? d->lines.n : FRONT_MATTER_LINES;

	for (uint32_t i = 0; i < most; i++) {
		struct str s;

		open_line(b, d->lines.at[i], line_end(d, i));
		s = str_part(d->raw, d->lines.at[i], b->c.end);
		if (i == 0 && !str_eq(s, STR("---")))
			return 0;
		if (i && (str_eq(s, STR("---")) || str_eq(s, STR("..."))))
			return i + 1;
		if (i == 1 && is_blank(b))
			return 0; /* a rule and a paragraph */
	}
	return 0;
}

void markdown_blocks(struct markdown *m)
{
	struct document *d = m->d;
	struct blocks b = {.m = m, .raw = d->raw};

	for (uint32_t i = front_matter(&b); i < d->lines.n; i++) {
		open_line(&b, d->lines.at[i], line_end(d, i));
		if (b.comment && (!end_comment(&b, b.c.next) || is_blank(&b)))
			continue;
		read_line(&b);
	}
	if (b.comment)
		*vec_push(d->arena, &d->comments) =
			(struct span){b.comment_begin, (uint32_t)d->raw.n};
}
