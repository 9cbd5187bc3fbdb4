#include "read/docx.h"

#include "base/utf8.h"
#include "read/text.h"

enum {
	HEADING_SIZE = 160, /* bytes; no heading of a UN document is longer */
};

bool docx_is_shown(const struct docx *r, const struct docx_event *e)
{
	const struct docx_style *style;

	if (r->d->changes_shown == CHANGES_FINAL && r->deleted)
		return false;
	if (r->d->changes_shown == CHANGES_ORIGINAL && r->inserted)
		return false;
	if (!e->run || e->run->not_hidden)
		return true;
	style = docx_run_style(&r->styles, e->run->style);
	return !e->run->hidden && !(style && style->hidden) && !(r->style && r->style->hidden);
}

/* ---- blocks ---------------------------------------------------------------------------- */

static enum block_kind block_kind(const struct docx *r)
{
	if (r->in_note || r->typed_note)
		return BLOCK_NOTE;
	if (r->part == PART_HEADER || r->part == PART_FOOTER)
		return BLOCK_FURNITURE;
	if (r->tables)
		return BLOCK_CELL;
	if (r->style && r->style->role == STYLE_CONTENTS)
		return BLOCK_CONTENTS;
	if (r->style && r->style->role == STYLE_MASTHEAD)
		return BLOCK_MASTHEAD;
	if (r->paragraph.outline >= 0 && r->paragraph.outline < DOCX_LEVELS)
		return BLOCK_HEADING;
	return r->style && r->style->role == STYLE_HEADING ? BLOCK_HEADING : BLOCK_PARAGRAPH;
}

/* The number that Word gives to the paragraph, counted; bytes. */
static size_t computed_number(struct docx *r, char label[DOCX_LABEL_MOST], bool *space)
{
	const struct docx_paragraph *p = &r->paragraph;
	int32_t num_id = p->num_id, level = p->level;

	if (r->counted)
		return 0;
	r->counted = true;
	if (num_id < 0 && r->style) {
		num_id = r->style->num_id;
		if (level < 0)
			level = r->style->num_level;
		if (level < 0)
			level = docx_number_level(&r->numbering, num_id, r->style->id);
	}
	return docx_number_next(&r->numbering, num_id, level < 0 ? 0 : level, label, space);
}

static void write_number(struct docx *r, uint32_t raw)
{
	struct document *d = r->d;
	char label[DOCX_LABEL_MOST];
	uint32_t begin = r->w.n;
	bool space = false;
	size_t n = computed_number(r, label, &space);

	if (!n)
		return;
	r->w.fixed = FIXED_MARK;
	text_inserted(&r->w, str_trim((struct str){label, n}), raw);
	d->blocks.at[r->block].number = (struct span){begin, r->w.n};
	if (space || (n && label[n - 1] == ' '))
		text_inserted(&r->w, STR(" "), raw);
	r->w.fixed = FIXED_NOT;
}

void docx_block_open(struct docx *r, uint32_t raw)
{
	struct document *d = r->d;
	struct block *b;

	if (r->block != NONE)
		return;
	if (d->blocks.n == DOCX_MAX_BLOCKS)
		r->beyond = "8,388,608 paragraphs and cells";
	r->block = d->blocks.n;
	b = vec_push(d->arena, &d->blocks);
	*b = (struct block){
		.span = {r->w.n, r->w.n},
		.number = {r->w.n, r->w.n},
		.kind = (uint8_t)block_kind(r),
		.part = r->part,
		.paragraph = NONE,
		.section = NONE,
		.page = r->in_note ? (r->call ? r->call->page : 0) : r->page,
	};
	r->all_bold = true;
	r->first_link = d->links.n;
	r->first_change = d->changes.n;
	if (b->kind == BLOCK_HEADING) {
		int32_t outline = r->paragraph.outline;

		b->level = r->style && r->style->role == STYLE_HEADING ? r->style->level
								       : (uint8_t)(outline + 1);
	}
	write_number(r, raw);
}

/* "II. Methodology" in bold, or centred, or with a numeral that no list has. */
static bool looks_like_heading(const struct docx *r, struct str s)
{
	struct str number;
	uint32_t value;
	bool damaged;
	size_t n;

	if (!s.n || s.n > HEADING_SIZE || sentence_ends(s) || strchr(",;:", s.p[s.n - 1]) ||
	    is_lower(s.p[0]) || (r->style && r->style->role != STYLE_PLAIN))
		return false;
	n = heading_number_scan(s, &number, &damaged);
	if (!n || damaged || n == s.n || !is_upper(s.p[n]))
		return r->all_bold && (is_upper(s.p[0]) || n);
	if (r->all_bold)
		return true;
	/* "1. Equality" behind paragraph 6 is no paragraph. */
	if (str_number(str_part(number, 0, number.n - 1), &value))
		return r->last_value && value != r->last_value + 1;
	return number.n > 2 || s.p[0] == 'I' || s.p[0] == 'V' || r->heading != NONE;
}

static void number_heading(struct docx *r, struct block *b, struct str s)
{
	struct str number;
	bool damaged;

	b->paragraph = NONE;
	r->numbered = NONE;
	r->heading = (uint32_t)(b - r->d->blocks.at);
	if (!span_is_empty(b->number) || !heading_number_scan(s, &number, &damaged))
		return;
	b->number.end = b->number.begin + (uint32_t)number.n;
	b->damaged = damaged;
}

/* A number of figures, typed or computed, makes a numbered paragraph; "(a)" does not. */
static void number_paragraph(struct docx *r, struct block *b, struct str s)
{
	struct str computed = document_str(r->d, b->number);
	struct block_number number;

	if (computed.n && !is_digit(computed.p[0])) {
		b->number.end = b->number.begin;
		return;
	}
	if (!block_number_scan(s, &number) ||
	    (number.damaged && (!r->last_value || number.number.figures[0] != r->last_value + 1)))
		return;
	b->damaged = number.damaged;
	b->number.end = b->number.begin + (uint32_t)number.printed.n;
	b->value = r->last_value = number.number.figures[0];
	r->numbered = (uint32_t)(b - r->d->blocks.at);
}

static void block_settle(struct docx *r, struct block *b)
{
	struct str s = {r->w.p + b->span.begin, b->span.end - b->span.begin};

	/* document_str reads the text before it is closed. */
	r->d->text = (struct str){r->w.p, r->w.n};
	/* Items of lists are short, too; but no list counts in capitals. */
	if (b->kind == BLOCK_PARAGRAPH && (span_is_empty(b->number) || (s.n && is_upper(s.p[0]))) &&
	    looks_like_heading(r, s))
		b->kind = BLOCK_HEADING;
	if (b->kind == BLOCK_HEADING)
		number_heading(r, b, s);
	else if (b->kind == BLOCK_PARAGRAPH)
		number_paragraph(r, b, s);
	else
		b->number.end = b->number.begin;
	if (b->part != PART_BODY)
		return;
	b->paragraph = b->kind == BLOCK_HEADING ? NONE : r->numbered;
	b->section = b->kind == BLOCK_HEADING ? NONE : r->heading;
}

static void clip(struct span *s, uint32_t end)
{
	s->begin = s->begin < end ? s->begin : end;
	s->end = s->end < end ? s->end : end;
}

void docx_block_close(struct docx *r)
{
	struct document *d = r->d;
	struct block *b;

	if (r->block == NONE)
		return;
	b = &d->blocks.at[r->block];
	text_trim(&r->w,
		  r->in_note && r->note_begin > b->span.begin ? r->note_begin - 1 : b->span.begin);
	b->span.end = r->w.n;
	for (uint32_t i = r->first_link; i < d->links.n; i++)
		clip(&d->links.at[i].span, r->w.n);
	for (uint32_t i = r->first_change; i < d->changes.n; i++)
		clip(&d->changes.at[i].span, r->w.n);
	for (uint32_t i = d->pages.n; i && d->pages.at[i - 1].at > r->w.n; i--)
		d->pages.at[i - 1].at = r->w.n;
	block_settle(r, b);
	text_seam(&r->w, SEAM_BLOCK);
	text_inserted(&r->w, STR("\n"), d->map.n ? vec_last(&d->map)->raw : 0);
	text_seam(&r->w, SEAM_BLOCK);
	r->block = r->mark = NONE;
}

/* ---- text ---------------------------------------------------------------------------------- */

/* Before anything that is no white space is written. */
static void prepare(struct docx *r, const struct docx_event *e)
{
	const struct docx_style *style;

	docx_block_open(r, e->raw.begin);
	if (r->in_note && r->label_due)
		docx_note_begins(r);
	docx_open_begin(r);
	r->skip_space = false;
	if (r->new_run)
		text_seam(&r->w, SEAM_RUN);
	r->new_run = false;
	if (!e->run || e->run->bold)
		return;
	style = docx_run_style(&r->styles, e->run->style);
	if (e->run->not_bold || !((style && style->bold) || (r->style && r->style->bold)))
		r->all_bold = false;
}

static bool at_start(const struct docx *r)
{
	return r->block == NONE || r->skip_space;
}

void docx_put(struct docx *r, const struct docx_event *e, struct str as, enum fixity fixed)
{
	if (at_start(r) && (str_eq(as, STR(" ")) || str_eq(as, STR("\t"))))
		return;
	prepare(r, e);
	r->w.fixed = fixed ? (uint8_t)fixed : e->fixed;
	text_decoded(&r->w, e->raw, as);
	r->w.fixed = FIXED_NOT;
}

bool docx_is_raised(const struct docx *r, const struct docx_run *run)
{
	const struct docx_style *style;

	if (!run || run->raised)
		return run != NULL;
	style = docx_run_style(&r->styles, run->style);
	return style && style->raised;
}

/* Numbers and single letters, with commas between them: "2", "a, b"; but not "th". */
static bool is_list_of_marks(struct str s, bool *letters)
{
	*letters = false;
	for (size_t i = 0; i < s.n; i++) {
		bool letter = is_lower(s.p[i]);

		if (!letter && !is_digit(s.p[i]) && s.p[i] != ',' && s.p[i] != ' ')
			return false;
		if (letter && i && (is_lower(s.p[i - 1]) || is_digit(s.p[i - 1])))
			return false;
		*letters |= letter;
	}
	return true;
}

static void put_mark(struct docx *r, const struct docx_event *e, struct str c)
{
	static const char digits[][4] = {
		"\xe2\x81\xb0", "\xc2\xb9",	"\xc2\xb2",	"\xc2\xb3",	"\xe2\x81\xb4",
		"\xe2\x81\xb5", "\xe2\x81\xb6", "\xe2\x81\xb7", "\xe2\x81\xb8", "\xe2\x81\xb9"};

	if (is_lower(c.p[0]))
		docx_letter_put(r, e, c);
	else
		docx_put(r, e, is_digit(c.p[0]) ? str_of(digits[c.p[0] - '0']) : c, FIXED_NOT);
}

/* Typed marks above the line read as such: "75/1" with a raised 2 is not "75/12". What goes on
 * with other words above the line is one of them. */
static bool put_marks(struct docx *r, const struct docx_event *e)
{
	enum { MARKS_SIZE = 8 };
	struct str s = e->text;
	struct docx_event one = *e;
	bool letters;

	if (s.n > MARKS_SIZE || !is_list_of_marks(s, &letters) ||
	    (letters && !docx_letter_may_call(r)) ||
	    (r->block != NONE && r->raised_words == r->w.n))
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (e->raw.end - e->raw.begin == s.n)
			one.raw = (struct span){e->raw.begin + (uint32_t)i,
						e->raw.begin + (uint32_t)i + 1};
		put_mark(r, &one, str_part(s, i, i + 1));
	}
	return true;
}

/* A stretch without control characters. */
static void put_stretch(struct docx *r, const struct docx_event *e, struct str s, struct span raw)
{
	bool copied = raw.end - raw.begin == s.n && e->fixed != FIXED_ENCODING;
	uint32_t from;

	if (at_start(r)) {
		size_t n = 0;

		while (n < s.n && s.p[n] == ' ')
			n++;
		if (n == s.n)
			return;
		s = str_skip(s, n);
		raw.begin += copied ? (uint32_t)n : 0;
	}
	prepare(r, e);
	from = r->w.n;
	r->w.fixed = e->fixed;
	if (copied)
		text_copy(&r->w, raw);
	else
		text_decoded(&r->w, raw, s);
	r->w.fixed = FIXED_NOT;
	if (memchr(s.p, '*', s.n))
		docx_stars_seen(r, from);
}

static bool is_control(char c)
{
	return (unsigned char)c < ' ';
}

static void put_text(struct docx *r, const struct docx_event *e)
{
	bool copied = e->raw.end - e->raw.begin == e->text.n;
	bool raised = r->mark == NONE && docx_is_raised(r, e->run);
	size_t from = 0;

	if (raised && put_marks(r, e))
		return;
	for (size_t i = 0; i <= e->text.n; i++) {
		struct docx_event one = *e;
		struct str s = {e->text.p + from, i - from};

		if (i < e->text.n && !is_control(e->text.p[i]))
			continue;
		if (copied)
			one.raw = (struct span){e->raw.begin + (uint32_t)from,
						e->raw.begin + (uint32_t)i};
		if (s.n)
			put_stretch(r, e, s, one.raw);
		from = i + 1;
		if (i == e->text.n)
			break;
		if (copied)
			one.raw = (struct span){one.raw.end, one.raw.end + 1};
		docx_put(r, &one, STR(" "), FIXED_NOT);
	}
	if (raised)
		r->raised_words = r->w.n;
}

/* Without xml:space="preserve" white space at the ends of a w:t is none. */
static bool is_white(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Without the white space at the beginning of a w:t that does not count. */
static void put_counting(struct docx *r, const struct docx_event *e)
{
	struct docx_event rest = *e;

	while (e->loose && r->w.n == r->text_begin && rest.text.n && is_white(*rest.text.p) &&
	       rest.raw.end - rest.raw.begin == rest.text.n) {
		rest.text = str_skip(rest.text, 1);
		rest.raw.begin++;
	}
	if (rest.text.n)
		put_text(r, &rest);
}

static void text_end(struct docx *r, const struct docx_event *e)
{
	if (!e->of && r->block != NONE && r->text_begin >= r->d->blocks.at[r->block].span.begin)
		text_trim(&r->w, r->text_begin);
}

static bool ends_with_space(const struct docx *r)
{
	return r->w.n && (r->w.p[r->w.n - 1] == ' ' || r->w.p[r->w.n - 1] == '\t');
}

static void put_break(struct docx *r, const struct docx_event *e)
{
	if (at_start(r))
		return;
	text_seam(&r->w, e->of == DOCX_BREAK_PAGE ? SEAM_LINE | SEAM_PAGE : SEAM_LINE);
	if (!ends_with_space(r))
		docx_put(r, e, STR(" "), FIXED_NOT);
}

/* Characters of symbol fonts lie at U+F000 plus their place in the font. */
static void put_symbol(struct docx *r, const struct docx_event *e)
{
	uint32_t code = (uint32_t)e->id;
	bool font = code >= 0xf000 && code <= 0xf0ff;
	char bytes[4];
	size_t n;

	if (font)
		code = code == 0xf0b7			  ? 0x2022
		       : code == 0xf02d			  ? 0x2212
		       : code >= 0xf020 && code <= 0xf040 ? code - 0xf000
							  : 0xfffc;
	if (code < ' ' || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
		code = 0xfffd;
	n = utf8_put(code, bytes);
	docx_put(r, e, (struct str){bytes, n}, FIXED_MARK);
}

/* What a run holds and the text shows. */
static void take_content(struct docx *r, const struct docx_event *e)
{
	if (!docx_is_shown(r, e)) {
		if (e->kind == DOCX_REFERENCE)
			*vec_push(r->d->arena, &r->notes[e->part == PART_ENDNOTES].dropped) = e->id;
		return;
	}
	switch (e->kind) {
	case DOCX_TEXT:
		if (r->text_begin == NONE)
			r->text_begin = r->w.n;
		put_counting(r, e);
		break;
	case DOCX_TAB:
		if (!ends_with_space(r))
			docx_put(r, e, STR("\t"), FIXED_NOT);
		break;
	case DOCX_BREAK:
		put_break(r, e);
		break;
	case DOCX_HYPHEN:
		docx_put(r, e, STR("-"), FIXED_NOT);
		break;
	case DOCX_SOFT_HYPHEN:
		text_seam(&r->w, SEAM_HYPHEN);
		break;
	case DOCX_SYMBOL:
		put_symbol(r, e);
		break;
	case DOCX_REFERENCE:
		docx_reference(r, e);
		break;
	case DOCX_MARK:
		docx_note_mark(r, e);
		break;
	default:
		break;
	}
}

/* ---- paragraphs, tables, pages --------------------------------------------------------------- */

static void paragraph_open(struct docx *r, const struct docx_event *e)
{
	if (r->joining && r->block != NONE) {
		r->joining = false;
		text_seam(&r->w, SEAM_CHANGE);
		return;
	}
	r->joining = false;
	docx_block_close(r);
	r->paragraph = *e->paragraph;
	r->style = docx_style_find(&r->styles, e->paragraph->style);
	r->counted = false;
	r->skip_space = false;
	r->text_begin = NONE;
}

/* The mark is gone in the text that is shown: the next paragraph goes on with this one. */
static bool mark_is_gone(const struct docx *r, const struct docx_paragraph *p)
{
	if (p->mark_hidden)
		return true;
	return (r->d->changes_shown == CHANGES_FINAL && p->mark_deleted) ||
	       (r->d->changes_shown == CHANGES_ORIGINAL && p->mark_inserted);
}

/* The list is taken away first: boxes within boxes make their own. */
static void play_boxes(struct docx *r)
{
	struct docx_record *records = r->waiting.at;
	uint32_t n = r->waiting.n;

	if (!n)
		return;
	r->waiting.at = NULL;
	r->waiting.n = r->waiting.cap = 0;
	for (uint32_t i = 0; i < n; i++)
		docx_record_play(r, &records[i]);
}

static void paragraph_close(struct docx *r, const struct docx_event *e)
{
	char label[DOCX_LABEL_MOST];
	bool space;

	if (mark_is_gone(r, e->paragraph) && !r->tables) {
		r->joining = true;
	} else {
		/* A number shows even where nothing follows it. */
		if (r->block == NONE)
			computed_number(r, label, &space);
		docx_block_close(r);
		r->joining = false;
	}
	if (r->joining)
		return;
	play_boxes(r);
}

/* Each cell of a row that goes over a page's end records it: the farthest counts. */
static void take_table(struct docx *r, const struct docx_event *e)
{
	switch (e->kind) {
	case DOCX_TABLE:
		r->joining = false;
		docx_block_close(r);
		r->tables++;
		break;
	case DOCX_TABLE_END:
		r->tables--;
		break;
	case DOCX_ROW:
		if (r->tables == 1)
			r->row_page = r->row_page_most = r->page;
		break;
	case DOCX_CELL:
		if (r->tables == 1)
			r->page = r->row_page;
		break;
	case DOCX_CELL_END:
		if (r->tables == 1 && r->page > r->row_page_most)
			r->row_page_most = r->page;
		break;
	default:
		if (r->tables == 1)
			r->page = r->row_page_most;
		break;
	}
}

static void take_change(struct docx *r, const struct tracked_change *change, int step)
{
	if (change->kind == CHANGE_INSERTED || change->kind == CHANGE_MOVED_HERE)
		r->inserted += (unsigned)step;
	else
		r->deleted += (unsigned)step;
}

static void change_close(struct docx *r)
{
	for (unsigned i = r->nopen; i--;)
		if (r->open[i].kind == OPEN_CHANGE) {
			take_change(r, r->open[i].change, -1);
			break;
		}
	docx_open_pop(r, OPEN_CHANGE);
	text_seam(&r->w, SEAM_CHANGE);
}

static struct str link_target(struct docx *r, const struct docx_event *e)
{
	const struct relationship *to = relationship_find(&r->own, e->text);

	if (e->of)
		return e->text;
	if (to && to->external)
		return to->target;
	return e->name.n ? arena_printf(r->d->arena, "#%.*s", STR_ARG(e->name)) : STR_NONE;
}

/* What lies around runs. */
static void take_frame(struct docx *r, const struct docx_event *e)
{
	switch (e->kind) {
	case DOCX_LINK:
		docx_open_push(r, OPEN_LINK, link_target(r, e), NULL);
		break;
	case DOCX_LINK_END:
		docx_open_pop(r, OPEN_LINK);
		break;
	case DOCX_CHANGE:
		docx_open_push(r, OPEN_CHANGE, STR_NONE, e->change);
		take_change(r, e->change, 1);
		text_seam(&r->w, SEAM_CHANGE);
		break;
	case DOCX_CHANGE_END:
		change_close(r);
		break;
	case DOCX_FIELD:
		docx_open_push(r, OPEN_FIELD, STR_NONE, NULL);
		text_seam(&r->w, SEAM_FIELD);
		break;
	case DOCX_FIELD_RESULT:
		docx_field_result(r, e->text);
		break;
	case DOCX_FIELD_END:
		docx_open_pop(r, OPEN_FIELD);
		text_seam(&r->w, SEAM_FIELD);
		break;
	case DOCX_BOOKMARK:
		docx_bookmark_open(r, e);
		break;
	case DOCX_BOOKMARK_END:
		docx_bookmark_close(r, e->id);
		break;
	case DOCX_MATH:
		text_seam(&r->w, SEAM_FIELD);
		break;
	default:
		break;
	}
}

/* Notes stand on the page of their call. */
static void page_begins(struct docx *r)
{
	r->page++;
	r->pages = true;
	text_seam(&r->w, SEAM_PAGE);
	if (r->block != NONE && r->part == PART_BODY)
		*vec_push(r->d->arena, &r->d->pages) = (struct page_begin){r->w.n, r->page};
}

/* A text box waits for the end of the paragraph that it stands in. True when it takes the event. */
static bool take_box(struct docx *r, const struct docx_event *e)
{
	if (!r->boxes && e->kind != DOCX_BOX)
		return false;
	if (e->kind == DOCX_BOX && r->boxes++ == 0) {
		r->box = (struct docx_record){0, 0};
		return true;
	}
	if (e->kind == DOCX_BOX_END && --r->boxes == 0) {
		if (docx_is_shown(r, e))
			*vec_push(r->d->arena, &r->waiting) = r->box;
		return true;
	}
	docx_record_add(r, &r->box, e);
	return true;
}

void docx_take(struct docx *r, const struct docx_event *e)
{
	if (!docx_lead_take(r, e))
		docx_take_now(r, e);
}

void docx_take_now(struct docx *r, const struct docx_event *e)
{
	if (take_box(r, e) || r->beyond)
		return;
	switch (e->kind) {
	case DOCX_PARAGRAPH:
		paragraph_open(r, e);
		break;
	case DOCX_PARAGRAPH_END:
		paragraph_close(r, e);
		break;
	case DOCX_SECTION:
		r->section++;
		break;
	case DOCX_RUN:
		r->new_run = true;
		break;
	case DOCX_RUN_END:
		docx_mark_close(r);
		break;
	case DOCX_TEXT_END:
		text_end(r, e);
		r->text_begin = NONE;
		break;
	case DOCX_PAGE:
		page_begins(r);
		break;
	case DOCX_TABLE:
	case DOCX_TABLE_END:
	case DOCX_ROW:
	case DOCX_ROW_END:
	case DOCX_CELL:
	case DOCX_CELL_END:
		take_table(r, e);
		break;
	default:
		take_frame(r, e);
		take_content(r, e);
		break;
	}
}

/* ---- what waits --------------------------------------------------------------------------------
 */

static void *copy(struct arena *a, const void *from, size_t size)
{
	return memcpy(arena_alloc(a, size), from, size);
}

static struct docx_event *kept_at(const struct docx *r, uint32_t i)
{
	return &r->kept.at[i / DOCX_KEPT_CHUNK][i % DOCX_KEPT_CHUNK];
}

static struct docx_event *kept_add(struct docx *r)
{
	struct arena *a = r->d->arena;

	if (r->nkept / DOCX_KEPT_CHUNK == r->kept.n)
		*vec_push(a, &r->kept) =
			arena_alloc(a, DOCX_KEPT_CHUNK * sizeof(struct docx_event));
	return kept_at(r, r->nkept++);
}

/* Paragraphs and runs last only as long as their events: neighbours share a copy. */
static void keep_properties(struct docx *r, struct docx_event *e)
{
	struct arena *a = r->d->arena;

	if (e->paragraph && (!r->kept_paragraph ||
			     memcmp(r->kept_paragraph, e->paragraph, sizeof(*e->paragraph)) != 0))
		r->kept_paragraph = copy(a, e->paragraph, sizeof(*e->paragraph));
	if (e->run && (!r->kept_run || memcmp(r->kept_run, e->run, sizeof(*e->run)) != 0))
		r->kept_run = copy(a, e->run, sizeof(*e->run));
	e->paragraph = e->paragraph ? r->kept_paragraph : NULL;
	e->run = e->run ? r->kept_run : NULL;
}

void docx_record_add(struct docx *r, struct docx_record *to, const struct docx_event *e)
{
	struct docx_event *kept;

	if (!to->n)
		to->first = r->nkept;
	/* Notes within notes: no Word file has them. */
	if (to->first + to->n != r->nkept)
		return;
	to->n++;
	kept = kept_add(r);
	*kept = *e;
	keep_properties(r, kept);
	if (e->kind != DOCX_TEXT && e->kind != DOCX_FIELD_RESULT)
		return;
	kept->text = e->kind == DOCX_TEXT && e->raw.end - e->raw.begin == e->text.n &&
				     e->fixed != FIXED_ENCODING
			     ? str_part(r->d->raw, e->raw.begin, e->raw.end)
			     : arena_str(r->d->arena, e->text);
}

const struct docx_event *docx_record_at(const struct docx *r, const struct docx_record *record,
					uint32_t i)
{
	return kept_at(r, record->first + i);
}

void docx_record_play(struct docx *r, const struct docx_record *record)
{
	for (uint32_t i = 0; i < record->n; i++)
		docx_take(r, docx_record_at(r, record, i));
}
