/*
 * Plain text, the last two steps: lines become blocks, blocks become the Document.
 */
#include "read/text.h"

#include "read/address.h"

enum {
	HEADING_SIZE = 160, /* bytes; no heading of a UN document is longer */
	HEADING_LINES = 3,
	PARAGRAPH_SIZE = 60, /* a numbered line of this length without a stop is no heading */
	LONG_LINE = 160,     /* longer lines are not wrapped: each is a paragraph */
	NUMBER_JUMP = 20,    /* … and between paragraphs that blank lines part */
	NUMBER_SKIP = 3,     /* how far a paragraph number may jump within running text */
};

/* The body blocks as they are built: [first, last] lines, other roles between left out. */
struct chunk {
	uint32_t first, last;
	struct str number;
	uint32_t value;
	bool damaged, heading, contents;
};

struct builder {
	struct text_reader *r;
	struct text_writer w;
	VEC(struct chunk) chunks;
	struct paragraph_number last;  /* of the last numbered paragraph */
	struct paragraph_number open;  /* the same, with the block that is being built */
	struct paragraph_number outer; /* the last number before numbering began anew */
	struct paragraph_number aside; /* the last number, where the open block begins with "1" */
	uint32_t far_value;	       /* of the last number, however far it jumped */
	uint32_t paragraph;	       /* its block */
	uint32_t section;	       /* block of the last heading */
};

/* ---- where blocks begin ------------------------------------------------------- */

static struct str numeral_end(struct str s)
{
	return s.n > HEADING_SIZE ? str_part(s, 0, HEADING_SIZE) : s;
}

/* The line reads like the whole of a heading. */
static bool line_is_heading_like(struct str s)
{
	return s.n > 3 && s.n <= 100 && (is_upper(s.p[0]) || is_digit(s.p[0])) &&
	       !sentence_ends(s) && s.p[s.n - 1] != ',' && s.p[s.n - 1] != ';';
}

/* A number that may stand a little way behind 'open': 7 behind 5, 5.4 behind 5.2. */
static bool is_near(const struct paragraph_number *open, const struct paragraph_number *n)
{
	size_t i = 0;

	while (i + 1 < NUMBER_FIGURES && n->figures[i] == open->figures[i] && n->figures[i + 1])
		i++;
	return n->figures[i] > open->figures[i] && n->figures[i] - open->figures[i] <= NUMBER_SKIP;
}

/* The line begins with the number of a paragraph that may come next. */
static bool begins_numbered(const struct builder *b, const struct line *above, const struct line *l,
			    bool ended)
{
	struct str s = line_str(b->r, l), before = line_str(b->r, above);
	struct block_number n;
	size_t size = block_number_scan(s, &n);
	/* "2.1" stands behind a heading, "2.2" behind any mark: "… in paragraph" goes on. */
	bool first = n.number.figures[0] != b->open.figures[0];
	bool marked = before.n && !is_alnum(before.p[before.n - 1]) &&
		      before.p[before.n - 1] != ',' && str_ends(n.printed, STR("."));

	if (!size || (size < s.n && is_lower(s.p[size])))
		return false;
	if (number_follows(&b->open, &n.number) ||
	    (b->outer.figures[0] && number_follows(&b->outer, &n.number)) ||
	    (b->aside.figures[0] && number_follows(&b->aside, &n.number)))
		return ended || (!n.damaged && (first || marked));
	return ended && !n.damaged && is_near(&b->open, &n.number);
}

static bool begins_heading(const struct text_reader *r, uint32_t i, bool ended)
{
	struct str s = line_str(r, &r->lines[i]), number;
	uint32_t next;
	bool damaged;

	if (!ended || !line_is_heading_like(s))
		return false;
	next = line_next(r, i, ROLE_BODY);
	return next == r->n || r->lines[next].after_blank ||
	       (heading_number_scan(numeral_end(s), &number, &damaged) && !damaged);
}

/* A heading without a blank line around it: short, and a numbered paragraph follows. */
static bool stands_before_number(const struct builder *b, uint32_t i, bool ended)
{
	const struct text_reader *r = b->r;
	struct str s = line_str(r, &r->lines[i]);
	struct block_number n;
	uint32_t next;

	if (!ended || s.n * 4 > r->width * 3 || !line_is_heading_like(s))
		return false;
	next = line_next(r, i, ROLE_BODY);
	return next < r->n && block_number_scan(line_str(r, &r->lines[next]), &n) && !n.damaged &&
	       number_follows(&b->open, &n.number);
}

/* The line above is the first of its block, a short one such as "4. Minorities", and this one
 * is a numbered paragraph: the numbers of headings and paragraphs are two series. */
static bool stands_under_heading(const struct builder *b, uint32_t before, uint32_t i)
{
	const struct text_reader *r = b->r;
	struct str above = line_str(r, &r->lines[before]), s = line_str(r, &r->lines[i]);
	struct block_number n;
	size_t size = block_number_scan(s, &n);

	if (before != vec_last(&b->chunks)->first || !size || size >= s.n || n.damaged ||
	    !is_upper(s.p[size]) || !str_ends(n.printed, STR(".")))
		return false;
	return above.n * 4 <= r->width * 3 && line_is_heading_like(above) &&
	       block_number_scan(above, &n) && !n.damaged;
}

/* "IV. Promotion and protection of human rights": a chapter, whatever the page before ends with. */
static bool is_chapter(struct str s)
{
	struct str number;
	bool damaged;

	return line_is_heading_like(s) && heading_number_scan(numeral_end(s), &number, &damaged) &&
	       !damaged && number.n > 1 && strchr("IVX", number.p[0]);
}

static bool is_bullet(struct str s)
{
	return (s.n > 4 && s.p[0] == '(' && is_lower(s.p[1]) && (s.p[2] == ')' || s.p[3] == ')')) ||
	       str_starts(s, STR("\xe2\x80\xa2")) || str_starts(s, STR("- ")) ||
	       str_starts(s, STR("\xe2\x80\x93 "));
}

/* 'before' is the last body line above line 'i'. */
static bool begins_block(const struct builder *b, uint32_t before, uint32_t i)
{
	const struct text_reader *r = b->r;
	const struct line *l = &r->lines[i], *above = &r->lines[before];
	struct str s = line_str(r, l);
	bool ended = sentence_ends(line_str(r, above));

	if (l->contents || above->contents)
		return l->contents != CONTENTS_GOES_ON;
	/* Between two lines of a paragraph a page may end. */
	if (l->after_blank && above->page == l->page)
		return true;
	if (begins_numbered(b, above, l, ended) || begins_heading(r, i, ended) ||
	    stands_before_number(b, i, ended) || stands_under_heading(b, before, i))
		return true;
	if (above->page != l->page)
		return l->after_blank && (ended || is_chapter(s));
	if (s.n > LONG_LINE || above->span.end - above->span.begin > LONG_LINE)
		return true;
	if (is_bullet(s) && (ended || str_ends(line_str(r, above), STR(";"))))
		return true;
	return ended && l->indent >= above->indent + 2;
}

/* ---- what a block is ------------------------------------------------------------ */

static uint32_t chunk_size(const struct text_reader *r, const struct chunk *c, uint32_t *lines)
{
	uint32_t size = 0;

	*lines = 0;
	for (uint32_t i = c->first; i <= c->last; i++) {
		if (r->lines[i].role != ROLE_BODY)
			continue;
		size += r->lines[i].span.end - r->lines[i].span.begin + (*lines > 0);
		++*lines;
	}
	return size;
}

/* "IV. The complaint:": behind a Roman numeral a colon ends a heading too. */
static bool is_colon_heading(struct str first, struct str last)
{
	struct str number;
	bool damaged;

	return last.n && last.p[last.n - 1] == ':' &&
	       heading_number_scan(numeral_end(first), &number, &damaged) &&
	       strchr("IVX", number.p[0]);
}

/* Headings are short, begin with a capital or a numeral, and end without a stop. */
static void chunk_classify(struct builder *b, struct chunk *c)
{
	const struct text_reader *r = b->r;
	struct str first = line_str(r, &r->lines[c->first]), last = line_str(r, &r->lines[c->last]);
	uint32_t lines, size = chunk_size(r, c, &lines), value;
	struct block_number number;
	size_t n = block_number_scan(first, &number);
	bool expected = n && number_follows(&b->last, &number.number);
	bool tail = last.n && (last.p[last.n - 1] == ';' || last.p[last.n - 1] == ',');

	c->contents = r->lines[c->first].contents && !contents_title(first);
	if (c->contents)
		return;
	c->heading = size <= HEADING_SIZE && lines <= HEADING_LINES &&
		     (!sentence_ends(last) || is_colon_heading(first, last)) && !tail &&
		     !is_bullet(first) && !is_lower(first.p[0]) &&
		     !(expected && size > PARAGRAPH_SIZE) && r->lines[c->first].page < 10000;
	if (c->heading) {
		if (!heading_number_scan(numeral_end(first), &c->number, &c->damaged))
			c->number = STR_NONE;
		return;
	}
	if (!n || (number.damaged && !expected))
		return;
	/* "929.6" alone is a figure of a chart. */
	if (n == first.n && !str_ends(number.printed, STR(".")))
		return;
	value = number.number.figures[0];
	c->number = number.printed;
	c->value = value;
	c->damaged = number.damaged;
	if (number_starts(&number.number))
		b->outer = b->last;
	/* A far jump is believed once the next number follows it: "41." for "14." is a misprint. */
	if (value <= b->last.figures[0] + NUMBER_JUMP || value == b->far_value + 1)
		b->last = number.number;
	else
		b->last = (struct paragraph_number){.figures = {b->last.figures[0] + 1}};
	b->far_value = value;
}

/* A block that begins with the number due lets the next one be looked for at once. */
static void number_expect(struct builder *b, uint32_t line)
{
	struct block_number n;

	b->open = b->last;
	b->aside = (struct paragraph_number){.figures = {0}};
	if (block_number_scan(line_str(b->r, &b->r->lines[line]), &n) &&
	    (is_near(&b->last, &n.number) || number_starts(&n.number) || !b->last.figures[0])) {
		/* "1. Right to life" may be a heading between paragraphs 10 and 11. */
		if (number_starts(&n.number))
			b->aside = b->last;
		b->open = n.number;
	}
}

static void chunks_build(struct builder *b)
{
	struct text_reader *r = b->r;
	uint32_t before = r->n;

	for (uint32_t i = line_next(r, UINT32_MAX, ROLE_BODY); i < r->n;
	     before = i, i = line_next(r, i, ROLE_BODY)) {
		if (before != r->n && !begins_block(b, before, i)) {
			vec_last(&b->chunks)->last = i;
			continue;
		}
		if (b->chunks.n)
			chunk_classify(b, vec_last(&b->chunks));
		*vec_push(r->d->arena, &b->chunks) = (struct chunk){.first = i, .last = i};
		number_expect(b, i);
	}
	if (b->chunks.n)
		chunk_classify(b, vec_last(&b->chunks));
}

/* ---- writing --------------------------------------------------------------------- */

/* Joins two lines: nothing inside an address, a symbol or a broken word, else one space. */
static void join_lines(struct builder *b, const struct line *above, const struct line *l)
{
	struct str before = line_str(b->r, above), after = line_str(b->r, l);
	struct span between = {above->span.end, l->span.begin};
	unsigned seam = above->page == l->page ? SEAM_LINE : SEAM_LINE | SEAM_PAGE;

	text_seam(&b->w, seam);
	if (str_ends(before, STR("\xc2\xad"))) {
		text_seam(&b->w, SEAM_HYPHEN);
		text_dropped(&b->w, between);
	} else if (!(seam & SEAM_PAGE) && address_continues(before, after)) {
		text_dropped(&b->w, between);
	} else if (before.n > 1 && str_ends(before, STR("-")) && is_lower(before.p[before.n - 2]) &&
		   after.n && is_lower(after.p[0])) {
		text_seam(&b->w, SEAM_HYPHEN);
		text_dropped(&b->w, between);
	} else {
		text_decoded(&b->w, between, STR(" "));
	}
}

/* Copies the lines of one role in [first, last]; '*skip' bytes of the first are left out. */
static struct span write_lines(struct builder *b, uint32_t first, uint32_t last, enum role role,
			       uint32_t skip)
{
	const struct text_reader *r = b->r;
	const struct line *above = NULL;
	struct span span = {b->w.n, b->w.n};

	for (uint32_t i = first; i <= last; i++) {
		const struct line *l = &r->lines[i];

		if (l->role != role)
			continue;
		if (above)
			join_lines(b, above, l);
		text_copy(&b->w, (struct span){l->span.begin + (above ? 0 : skip), l->span.end});
		above = l;
	}
	span.end = b->w.n;
	text_seam(&b->w, SEAM_BLOCK);
	text_inserted(&b->w, STR("\n"), above ? above->span.end : 0);
	text_seam(&b->w, SEAM_BLOCK);
	return span;
}

static struct block *add_block(struct builder *b, struct span span, enum block_kind kind,
			       const struct line *l)
{
	struct block *block = vec_push(b->r->d->arena, &b->r->d->blocks);

	*block = (struct block){
		.span = span,
		.number = {span.begin, span.begin},
		.kind = (uint8_t)kind,
		.part = kind == BLOCK_NOTE ? l->part : PART_BODY,
		.paragraph = NONE,
		.section = NONE,
		.page = l->page,
	};
	return block;
}

static void write_body(struct builder *b)
{
	struct document *d = b->r->d;

	b->paragraph = b->section = NONE;
	for (uint32_t i = 0; i < b->chunks.n; i++) {
		const struct chunk *c = &b->chunks.at[i];
		struct span span = write_lines(b, c->first, c->last, ROLE_BODY, 0);
		uint32_t index = d->blocks.n;
		struct block *block = add_block(b, span,
						c->contents  ? BLOCK_CONTENTS
						: c->heading ? BLOCK_HEADING
							     : BLOCK_PARAGRAPH,
						&b->r->lines[c->first]);

		block->number.end = span.begin + (uint32_t)c->number.n;
		block->value = c->value;
		block->damaged = c->damaged;
		if (c->heading) {
			b->section = index;
			b->paragraph = NONE;
		} else if (c->number.n) {
			b->paragraph = index;
		}
		block->paragraph = b->paragraph;
		block->section = c->heading ? NONE : b->section;
	}
}

static void write_note(struct builder *b, uint32_t first, uint32_t last)
{
	struct document *d = b->r->d;
	const struct line *l = &b->r->lines[first];
	struct str printed = STR_NONE, label = STR_NONE;
	enum indicator_kind kind = INDICATOR_NUMBER;
	uint32_t number = 0;
	size_t n = l->labelled
			   ? note_label_scan(line_str(b->r, l), &printed, &label, &number, &kind)
			   : 0;
	uint32_t from = b->w.n, block = d->blocks.n;
	struct span span = write_lines(b, first, last, ROLE_NOTE, 0);
	struct note_candidate *note = vec_push(d->arena, &d->notes);

	add_block(b, span, BLOCK_NOTE, l);
	/* A label alone on its line: the space that joined the next line is not the note's. */
	while (from + n < span.end && b->w.p[from + n] == ' ' && n)
		n++;
	*note = (struct note_candidate){
		.span = {from + (uint32_t)n, span.end},
		.printed = {from, from + (uint32_t)printed.n},
		.label = number && !is_digit(label.p[0]) ? arena_printf(d->arena, "%u", number)
							 : label,
		.number = number,
		.block = block,
		.part = l->part,
		.kind = (uint8_t)kind,
		.weak = l->weak && !n,
	};
}

static enum status write_notes(struct builder *b, struct err *err)
{
	struct text_reader *r = b->r;

	for (uint32_t i = line_next(r, UINT32_MAX, ROLE_NOTE), next; i < r->n; i = next) {
		uint32_t last = i;

		for (next = line_next(r, i, ROLE_NOTE); next < r->n && !r->lines[next].starts_note;
		     next = line_next(r, next, ROLE_NOTE))
			last = next;
		if (r->d->notes.n == READ_MAX_NOTES)
			return err_set(err, FF_ELIMIT, "%.*s: more than %d notes; split the file",
				       STR_ARG(r->d->path), READ_MAX_NOTES);
		write_note(b, i, last);
	}
	return FF_OK;
}

static void write_furniture(struct builder *b)
{
	struct text_reader *r = b->r;

	for (uint32_t i = line_next(r, UINT32_MAX, ROLE_FURNITURE); i < r->n;
	     i = line_next(r, i, ROLE_FURNITURE))
		add_block(b, write_lines(b, i, i, ROLE_FURNITURE, 0), BLOCK_FURNITURE,
			  &r->lines[i]);
}

static void notes_heading_find(struct document *d)
{
	for (uint32_t i = 0; i < d->blocks.n && d->notes.n; i++) {
		struct str s = document_str(d, d->blocks.at[i].span);

		if (d->blocks.at[i].kind == BLOCK_HEADING && s.n < 12 &&
		    (str_eq_nocase(s, STR("notes")) || str_eq_nocase(s, STR("endnotes"))))
			d->notes_heading = i;
	}
}

static enum status read_text(struct document *d, struct err *err)
{
	struct text_reader r = {.d = d};
	struct builder b = {.r = &r};
	enum status status;

	text_pages(&r);
	/* Nobody types form feeds. */
	d->scanned = r.pages > 1 && !r.spaced_pages;
	text_zones(&r);
	text_notes(&r);
	text_contents(&r);
	chunks_build(&b);
	status = text_open(&b.w, d, d->raw.n + 2 * (size_t)r.n + 2, err);
	if (status != FF_OK)
		return status;
	write_body(&b);
	status = write_notes(&b, err);
	write_furniture(&b);
	text_close(&b.w);
	notes_heading_find(d);
	read_indicators(d, true);
	return status;
}

const struct reader reader_text = {
	.name = "text",
	.extensions = " txt text ",
	.summary = "plain text: as typed, as pdftotext prints it, as OCR leaves it",
	.read = read_text,
};
