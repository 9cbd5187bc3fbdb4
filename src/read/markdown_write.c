/*
 * Tokens to text. Every byte of the source is copied, decoded or dropped as it is met, and
 * the map grows with it; candidates are noted where they pass.
 */
#include "base/utf8.h"
#include "read/entity.h"
#include "read/markdown.h"

enum {
	NUMERAL_SIZE = 6, /* bytes of a cell that holds a numeral alone */
	ENTRY_SIZE = 240, /* of an entry of a table of contents */
};

/* One leaf on its way into the text. */
struct run {
	struct md_writer *mw;
	struct str raw;
	uint32_t pos;	/* in raw: all before it is written */
	uint32_t link;	/* index of the link that is open, or NONE */
	bool bare;	/* that link is an address in the text */
	uint32_t block; /* index */
	uint8_t depth;	/* of inline notes */
};

static void copy_to(struct run *r, uint32_t to)
{
	if (to > r->pos)
		text_copy(&r->mw->w, (struct span){r->pos, to});
	r->pos = to > r->pos ? to : r->pos;
}

static void drop(struct run *r, uint32_t at, uint32_t end)
{
	copy_to(r, at);
	text_seam(&r->mw->w, SEAM_RUN);
	text_dropped(&r->mw->w, (struct span){at, end});
	r->pos = end;
}

static void decode(struct run *r, const struct md_token *t, struct str as)
{
	copy_to(r, t->at);
	text_decoded(&r->mw->w, (struct span){t->at, t->end}, as);
	r->pos = t->end;
}

/* Offset in the text of a byte of raw that is yet to be copied. */
static uint32_t text_at(const struct run *r, uint32_t raw)
{
	return r->mw->w.n + (raw - r->pos);
}

static struct document *doc(const struct run *r)
{
	return r->mw->m->d;
}

/* ---- candidates -------------------------------------------------------------------- */

static bool is_stars(struct str label)
{
	for (size_t i = 0; i < label.n; i++)
		if (label.p[i] != '*')
			return false;
	return label.n > 0;
}

static enum indicator_kind kind_of(struct str label, uint32_t *number)
{
	*number = 0;
	if (str_number(label, number) || !label.n)
		return INDICATOR_NUMBER;
	return is_stars(label) ? INDICATOR_ASTERISK : INDICATOR_LETTER;
}

static void add_indicator(struct run *r, struct span span, struct str label, enum evidence evidence,
			  uint32_t note)
{
	struct document *d = doc(r);
	uint32_t number;
	enum indicator_kind kind = kind_of(label, &number);

	if (d->indicators.n >= READ_MAX_NOTES) {
		r->mw->beyond = "1,048,576 indicators";
		return;
	}
	*vec_push(d->arena, &d->indicators) = (struct indicator_candidate){
		.span = span,
		.label = label,
		.number = number,
		.block = r->block,
		.kind = (uint8_t)kind,
		.evidence = (uint8_t)evidence,
		.note = note,
	};
}

static void write_call(struct run *r, const struct md_token *t)
{
	struct str label = str_part(r->raw, t->at + 2, t->end - 1);
	uint32_t at = text_at(r, t->at);

	add_indicator(r, (struct span){at, at + t->end - t->at}, label, EVIDENCE_FORMAT,
		      markdown_note_called(r->mw->m, label));
}

static void write_raised(struct run *r, const struct md_token *t)
{
	uint32_t at = text_at(r, t->at), begin = t->at, end;

	while (!is_digit(r->raw.p[begin]))
		begin++;
	for (end = begin; is_digit(r->raw.p[end]);)
		end++;
	add_indicator(r, (struct span){at, at + t->end - t->at}, str_part(r->raw, begin, end),
		      EVIDENCE_RAISED, NONE);
}

/* ---- inline notes -------------------------------------------------------------------- */

/* Index of the first of the scanner's lines that ends behind 'at'. */
static uint32_t line_of(const struct md_scanner *s, uint32_t at)
{
	uint32_t low;

	SEARCH(low, s->nlines, s->lines[low].end <= at);
	return low;
}

static struct span trim(struct str raw, struct span s)
{
	while (s.begin < s.end && is_space(raw.p[s.begin]))
		s.begin++;
	while (s.begin < s.end && is_space(raw.p[s.end - 1]))
		s.end--;
	return s;
}

/* What the lines hold of [begin, end) becomes a leaf of its own. */
static void add_note_leaf(struct run *r, uint32_t begin, uint32_t end)
{
	const struct md_scanner *s = r->mw->scanner;
	struct markdown *m = r->mw->m;
	uint32_t first = m->lines.n;

	for (uint32_t i = line_of(s, begin); i < s->nlines && s->lines[i].begin < end; i++) {
		struct span line = s->lines[i];

		line.begin = line.begin > begin ? line.begin : begin;
		line.end = line.end < end ? line.end : end;
		*vec_push(m->d->arena, &m->lines) = trim(r->raw, line);
	}
	*vec_push(m->d->arena, &m->leaves) = (struct md_leaf){
		.first = first,
		.n = m->lines.n - first,
		.note = m->notes.n,
		.next = NONE,
		.kind = MD_PARAGRAPH,
	};
}

/* "^[…]": the brackets stay where they are, what they hold goes to the notes. Returns the
 * token of its end. */
static uint32_t write_inline_note(struct run *r, uint32_t open)
{
	struct markdown *m = r->mw->m;
	const struct md_token *o = &r->mw->scanner->tokens[open];
	const struct md_token *c = &r->mw->scanner->tokens[o->mate];
	uint32_t begin = text_at(r, o->at), note = m->notes.n;

	add_note_leaf(r, o->end, c->at);
	*vec_push(m->d->arena, &m->notes) = (struct md_note){
		.label = STR_NONE,
		.first = m->leaves.n - 1,
		.last = m->leaves.n - 1,
		.same = NONE,
		.index = NONE,
		.depth = (uint8_t)(r->depth + 1),
	};
	markdown_note_queue(m, note);
	copy_to(r, o->end);
	r->pos = c->at;
	add_indicator(r, (struct span){begin, r->mw->w.n + 1}, STR_NONE, EVIDENCE_FORMAT,
		      m->notes.at[note].index);
	return o->mate;
}

/* ---- links and comments ---------------------------------------------------------------- */

/* An address without backslashes and references. */
static struct str unescape(struct arena *a, struct str s)
{
	char *p;
	size_t n = 0;

	if (!memchr(s.p, '\\', s.n) && !memchr(s.p, '&', s.n))
		return s;
	p = arena_alloc(a, s.n);
	for (size_t i = 0; i < s.n;) {
		uint32_t code;
		size_t used = entity_scan(str_skip(s, i), &code);

		if (used) {
			n += utf8_put(code, p + n);
			i += used;
			continue;
		}
		if (s.p[i] == '\\' && i + 1 < s.n && !is_alnum(s.p[i + 1]))
			i++;
		p[n++] = s.p[i++];
	}
	return (struct str){p, n};
}

static void begin_link(struct run *r, uint32_t at, bool bare)
{
	struct document *d = doc(r);

	if (r->link != NONE)
		return;
	r->link = d->links.n;
	r->bare = bare;
	vec_push(d->arena, &d->links)->span = (struct span){at, at};
}

static void end_link(struct run *r, bool bare, struct span target)
{
	struct document *d = doc(r);
	struct link *l;

	if (r->link == NONE || r->bare != bare)
		return;
	l = &d->links.at[r->link];
	l->span.end = r->mw->w.n;
	l->target = bare ? (struct str){r->mw->w.p + l->span.begin, l->span.end - l->span.begin}
			 : unescape(d->arena, str_part(r->raw, target.begin, target.end));
	r->link = NONE;
}

/* Takes the space before it along where there is one behind it, too. */
static void write_comment(struct run *r, const struct md_token *t)
{
	uint32_t at = t->at;
	struct document *d = doc(r);

	if (t->end == r->raw.n || is_space(r->raw.p[t->end]))
		while (at > r->pos && r->raw.p[at - 1] == ' ')
			at--;
	drop(r, at, t->end);
	*vec_push(d->arena, &d->comments) = (struct span){t->at, t->end};
}

/* ---- tokens ------------------------------------------------------------------------------ */

static void write_entity(struct run *r, const struct md_token *t)
{
	char bytes[4] = {' '};
	uint32_t code = ' ';

	entity_scan(str_part(r->raw, t->at, t->end), &code);
	decode(r, t, (struct str){bytes, utf8_put(code < ' ' ? ' ' : code, bytes)});
}

static void write_delimiter(struct run *r, const struct md_token *t)
{
	if (t->closed)
		drop(r, t->at, t->at + t->closed);
	if (t->opened)
		drop(r, t->end - t->opened, t->end);
}

/* Writes the token 'i'; returns the next one. */
static uint32_t write_token(struct run *r, uint32_t i)
{
	const struct md_token *t = &r->mw->scanner->tokens[i];
	struct text_writer *w = &r->mw->w;

	switch ((enum md_token_kind)t->kind) {
	case MD_LINE_END:
		copy_to(r, t->at);
		text_seam(w, SEAM_LINE);
		decode(r, t, STR(" "));
		break;
	case MD_LINE_JOIN:
		copy_to(r, t->at);
		text_seam(w, SEAM_LINE);
		text_dropped(w, (struct span){t->at, t->end});
		r->pos = t->end;
		break;
	case MD_ESCAPE:
		decode(r, t, str_part(r->raw, t->at + 1, t->end));
		break;
	case MD_ENTITY:
		write_entity(r, t);
		break;
	case MD_DELIMITER:
		write_delimiter(r, t);
		break;
	case MD_CALL:
		write_call(r, t);
		break;
	case MD_RAISED:
		write_raised(r, t);
		break;
	case MD_NOTE:
		return write_inline_note(r, i) + 1;
	case MD_LINK_OPEN:
		drop(r, t->at, t->end);
		begin_link(r, w->n, false);
		break;
	case MD_LINK_CLOSE:
		copy_to(r, t->at);
		end_link(r, false, (struct span){t->opened, t->closed});
		drop(r, t->at, t->end);
		break;
	case MD_URL_BEGIN:
		begin_link(r, text_at(r, t->at), true);
		break;
	case MD_URL_END:
		copy_to(r, t->at);
		end_link(r, true, (struct span){0, 0});
		break;
	case MD_COMMENT:
		write_comment(r, t);
		break;
	case MD_CODE_END:
	case MD_TAG:
		drop(r, t->at, t->end);
		break;
	default: /* text, brackets, backticks */
		break;
	}
	return i + 1;
}

/* Writes lines as running text. The scanner keeps pointing to these lines while inline notes
 * add others to the list: what the list outgrows stays in the arena. */
static void write_lines(struct run *r, const struct span *lines, uint32_t n, bool code)
{
	struct md_writer *mw = r->mw;

	if (code) {
		for (uint32_t i = 0; i < n; i++) {
			struct md_token gap = {.at = i ? lines[i - 1].end : 0,
					       .end = lines[i].begin};

			if (i) {
				text_seam(&mw->w, SEAM_LINE);
				decode(r, &gap, STR(" "));
			}
			copy_to(r, lines[i].end);
		}
		return;
	}
	md_scan_open(mw->scanner, mw->m->d, lines, n, r->depth < MD_NOTE_DEPTH);
	while (!mw->beyond && md_scan_window(mw->scanner)) {
		for (uint32_t i = 0; i < mw->scanner->n;)
			i = write_token(r, i);
		if (mw->m->d->map.n > MD_MAX_SEGMENTS)
			mw->beyond = "16,777,216 pieces of markup";
	}
	copy_to(r, lines[n - 1].end);
	end_link(r, r->bare, (struct span){0, 0});
}

/* ---- blocks -------------------------------------------------------------------------------- */

static void number_paragraph(struct md_writer *mw, uint32_t index, struct str text)
{
	struct block *b = &mw->m->d->blocks.at[index];
	struct block_number number;
	uint32_t value;

	if (!block_number_scan(text, &number))
		return;
	value = number.number.figures[0];
	if (number.damaged && (!mw->number || value != mw->number + 1))
		return;
	b->number.end = b->number.begin + (uint32_t)number.printed.n;
	b->value = mw->number = value;
	b->damaged = number.damaged;
	mw->paragraph = index;
}

static void number_heading(struct md_writer *mw, uint32_t index, uint8_t level, struct str text)
{
	struct block *b = &mw->m->d->blocks.at[index];
	struct str number;
	bool damaged;

	b->level = level;
	mw->paragraph = NONE;
	mw->section = index;
	if (!heading_number_scan(text, &number, &damaged))
		return;
	b->number.end = b->number.begin + (uint32_t)number.n;
	b->damaged = damaged;
}

static enum block_kind block_kind(const struct md_writer *mw, const struct md_leaf *leaf)
{
	if (mw->note != NONE)
		return BLOCK_NOTE;
	return leaf->kind == MD_HEADING ? BLOCK_HEADING
	       : leaf->kind == MD_ROW	? BLOCK_CELL
					: BLOCK_PARAGRAPH;
}

static struct block *open_block(struct md_writer *mw, enum block_kind kind)
{
	struct document *d = mw->m->d;
	struct block *b = vec_push(d->arena, &d->blocks);

	*b = (struct block){
		.span = {mw->w.n, mw->w.n},
		.number = {mw->w.n, mw->w.n},
		.kind = (uint8_t)kind,
		.part = mw->note == NONE ? PART_BODY : PART_FOOTNOTES,
		.paragraph = NONE,
		.section = NONE,
	};
	if (d->blocks.n > MD_MAX_BLOCKS)
		mw->beyond = "8,388,608 paragraphs and cells";
	return b;
}

static void close_block(struct md_writer *mw, uint32_t index, uint32_t raw)
{
	mw->m->d->blocks.at[index].span.end = mw->w.n;
	text_seam(&mw->w, SEAM_BLOCK);
	text_inserted(&mw->w, STR("\n"), raw);
	text_seam(&mw->w, SEAM_BLOCK);
}

/* The printed label of the note, and the space to its text, which begins at 'to' in raw. */
static void write_label(struct md_writer *mw, uint32_t to)
{
	const struct md_note *note = &mw->m->notes.at[mw->note];
	struct span printed = note->printed;
	uint32_t begin = mw->w.n, n = printed.end - printed.begin;

	if (mw->label_due && !span_is_empty(printed)) {
		bool space = to == printed.end + 1 && mw->m->d->raw.p[printed.end] == ' ';

		struct str raw = str_part(mw->m->d->raw, printed.begin, printed.end);
		bool word = str_starts(raw, STR("[\\[")); /* as Word has it in HTML */

		if (word || raw.p[0] == '\\') {
			struct str label =
				word ? arena_printf(mw->m->d->arena, "[%.*s]", STR_ARG(note->label))
				     : note->label;

			n = (uint32_t)label.n;
			text_decoded(&mw->w, printed, label);
			printed.begin = printed.end;
		}
		text_copy(&mw->w, (struct span){printed.begin, space ? to : printed.end});
		if (!space && to > printed.end)
			text_decoded(&mw->w, (struct span){printed.end, to}, STR(" "));
		mw->printed = (struct span){begin, begin + n};
	} else if (mw->label_due) {
		mw->printed = (struct span){begin, begin};
	}
	if (mw->label_due)
		mw->note_begin = mw->w.n;
	mw->label_due = false;
}

/* Short, and no sentence; "IV." may stand in a cell of its own. */
static bool is_entry(struct str text)
{
	return text.n <= NUMERAL_SIZE ||
	       (text.n <= ENTRY_SIZE && !strchr(".;:?", text.p[text.n - 1]));
}

/* One block out of lines that are not all empty. */
static void write_block(struct md_writer *mw, const struct md_leaf *leaf, const struct span *lines,
			uint32_t n)
{
	struct document *d = mw->m->d;
	uint32_t index = d->blocks.n;
	enum block_kind kind = block_kind(mw, leaf);
	uint32_t begin = open_block(mw, kind)->span.begin;
	struct run r = {
		.mw = mw,
		.raw = d->raw,
		.pos = lines[0].begin,
		.link = NONE,
		.block = index,
		.depth = mw->note == NONE ? 0 : mw->m->notes.at[mw->note].depth,
	};
	struct str text;

	if (mw->note != NONE)
		write_label(mw, lines[0].begin);
	write_lines(&r, lines, n, leaf->kind == MD_CODE);
	text = (struct str){mw->w.p + begin, mw->w.n - begin};
	if (kind == BLOCK_HEADING)
		mw->contents = contents_title(text);
	else if (mw->contents && kind != BLOCK_NOTE && !is_entry(text))
		mw->contents = false;
	if (mw->contents && (kind == BLOCK_PARAGRAPH || kind == BLOCK_CELL))
		d->blocks.at[index].kind = kind = BLOCK_CONTENTS;
	if (leaf->kind == MD_CODE)
		*vec_push(d->arena, &mw->code) = index;
	else if (kind == BLOCK_PARAGRAPH)
		number_paragraph(mw, index, text);
	else if (kind == BLOCK_HEADING)
		number_heading(mw, index, leaf->level, text);
	if (mw->note == NONE) {
		d->blocks.at[index].paragraph = mw->paragraph;
		d->blocks.at[index].section = kind == BLOCK_HEADING ? NONE : mw->section;
	}
	close_block(mw, index, lines[n - 1].end);
}

/* A row's cells, each a block; empty ones are none. */
static void write_row(struct md_writer *mw, const struct md_leaf *leaf, struct span row)
{
	struct str raw = mw->m->d->raw;
	uint32_t at = row.begin;

	if (at < row.end && raw.p[at] == '|')
		at++;
	while (at < row.end && !mw->beyond) {
		uint32_t bar = markdown_bar(raw, at, row.end);
		struct span cell = trim(raw, (struct span){at, bar < row.end ? bar : row.end});

		if (!span_is_empty(cell))
			write_block(mw, leaf, &cell, 1);
		at = bar + 1;
	}
}

void markdown_write_leaf(struct md_writer *mw, uint32_t index)
{
	struct md_leaf leaf = mw->m->leaves.at[index];
	const struct span *lines = mw->m->lines.at + leaf.first;
	uint32_t n = leaf.n;

	while (n && span_is_empty(lines[n - 1]))
		n--;
	while (n && span_is_empty(lines[0])) {
		lines++;
		n--;
	}
	if (!n)
		return;
	if (leaf.kind == MD_ROW)
		write_row(mw, &leaf, lines[0]);
	else
		write_block(mw, &leaf, lines, n);
}

void markdown_write_note(struct md_writer *mw, uint32_t note)
{
	struct document *d = mw->m->d;
	struct md_note n = mw->m->notes.at[note];
	uint32_t first = d->blocks.n, number;
	struct note_candidate *c;
	enum indicator_kind kind = kind_of(n.label, &number);

	mw->note = note;
	mw->label_due = true;
	for (uint32_t leaf = n.first; leaf != NONE && !mw->beyond;
	     leaf = mw->m->leaves.at[leaf].next)
		markdown_write_leaf(mw, leaf);
	if (mw->label_due) {
		open_block(mw, BLOCK_NOTE);
		write_label(mw, n.printed.end);
		close_block(mw, d->blocks.n - 1, n.printed.end);
	}
	mw->note = NONE;
	c = vec_push(d->arena, &d->notes);
	*c = (struct note_candidate){
		.span = {mw->note_begin, vec_last(&d->blocks)->span.end},
		.printed = mw->printed,
		.label = n.label,
		.number = number,
		.block = first,
		.part = PART_FOOTNOTES,
		.kind = (uint8_t)kind,
		.certain = true,
	};
	if (d->notes.n > READ_MAX_NOTES)
		mw->beyond = "1,048,576 notes";
}
