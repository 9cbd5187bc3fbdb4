/*
 * OpenDocument texts (.odt). Their XML becomes the same events as that of Word, so that all
 * behind the walker is shared: text, blocks, lists, marks, notes. Notes stand in the middle of the
 * text that calls them and are kept until their turn; their labels are taken as they are printed.
 * Deleted text lies apart, before all else, and is put back where it stood when it is asked for; of
 * notes and tables in it nothing is shown. Nothing of an .odt may be edited.
 */
#include "read/docx.h"

#include "read/xml.h"

#include <stdlib.h>

enum {
	SPANS_MOST = 32,
	LISTS_DEEP = 9,
	LISTS_MOST = 4096,
	SPACES_MOST = 64, /* of one text:s */
};

/* What lies in text:tracked-changes; the body refers to it by its id. */
struct odt_change {
	struct str id;
	bool known; /* inserted or deleted; other changes are none of the words */
	struct tracked_change change;
	struct docx_record record; /* deleted words, and the ends of paragraphs between them */
};

struct odt {
	struct docx *r;
	struct arena *arena;
	struct xml *x;
	struct str styles, bytes;
	/* Styles */
	struct docx_style *style;
	struct docx_list *list_style;
	VEC(struct str) list_names;
	/* The body */
	bool in_body;
	struct docx_paragraph paragraph;
	unsigned paragraphs; /* that are open, one in the other */
	struct docx_run run;
	struct str spans[SPANS_MOST];
	unsigned nspans;
	bool space;    /* the text ends with one */
	bool item_due; /* the next paragraph bears the number of its item */
	unsigned lists;
	int32_t num; /* of the open list */
	/* Notes */
	struct docx_record *note; /* where events go, or NULL */
	unsigned series;
	bool in_citation;
	struct str label;
	bool label_due; /* it stands before the note's first paragraph */
	uint32_t outer; /* paragraphs open outside of the note */
	struct docx_run outer_run;
	VEC(struct docx_record) records[2];
	/* Changes */
	VEC(struct odt_change) changes; /* sorted by id when the body begins */
	bool in_changes, in_info;
	struct docx_record *deletion; /* where events go, or NULL */
	struct str *said;	      /* what the text is of: an author, a date; or NULL */
	unsigned inserted;	      /* insertions that are open */
};

/* ---- attributes and events ---------------------------------------------------------------- */

static struct str attribute(const struct odt *o, enum xml_space space, const char *name)
{
	struct str value = xml_attribute(o->x, space, name);

	return value.p ? value : STR_NONE;
}

static struct str kept(const struct odt *o, enum xml_space space, const char *name)
{
	struct str value = attribute(o, space, name);

	return value.n ? arena_str(o->arena, value) : STR_NONE;
}

static int32_t number_of(struct str s, int32_t otherwise)
{
	uint32_t value;

	return str_number(s, &value) && value < 1u << 30 ? (int32_t)value : otherwise;
}

static void send(struct odt *o, struct docx_event e)
{
	e.fixed = FIXED_ENCODING;
	e.run = &o->run;
	if (span_is_empty(e.raw))
		e.raw = xml_span(o->x);
	if (o->deletion || o->note)
		docx_record_add(o->r, o->deletion ? o->deletion : o->note, &e);
	else
		docx_take(o->r, &e);
}

static void send_kind(struct odt *o, enum docx_kind kind)
{
	send(o, (struct docx_event){.kind = (uint8_t)kind});
}

/* ---- styles ---------------------------------------------------------------------------------- */

/* Styles of text and of paragraphs may have the same name. */
static struct str text_style(const struct odt *o, struct str name)
{
	return name.n ? arena_printf(o->arena, "\001%.*s", STR_ARG(name)) : STR_NONE;
}

static void style_open(struct odt *o)
{
	struct docx_style *s = vec_push(o->arena, &o->r->styles.list);
	bool text = str_eq(attribute(o, XML_OS, "family"), STR("text"));
	struct str name = kept(o, XML_OS, "name"), base = kept(o, XML_OS, "parent-style-name");
	struct str shown = kept(o, XML_OS, "display-name");
	int32_t outline = number_of(attribute(o, XML_OS, "default-outline-level"), 0);

	*s = (struct docx_style){
		.id = text ? text_style(o, name) : name,
		.based_on = text ? text_style(o, base) : base,
		.name = shown.n ? shown : name,
		.num_id = -1,
		.num_level = -1,
	};
	o->style = s;
	if (text)
		return;
	docx_style_name(s, s->name);
	if (!s->named && outline > 0 && outline <= 9) {
		s->role = STYLE_HEADING;
		s->level = (uint8_t)outline;
		s->named = true;
	}
}

static void style_properties(struct odt *o)
{
	struct docx_style *s = o->style;
	struct str weight = attribute(o, XML_FO, "font-weight");
	struct str position = attribute(o, XML_OS, "text-position");

	if (!s)
		return;
	s->bold |= str_eq(weight, STR("bold"));
	s->raised |= str_starts(position, STR("super"));
	s->hidden |= str_eq(attribute(o, XML_OT, "display"), STR("none"));
}

static struct str number_format(struct str format)
{
	static const struct {
		const char *odf, *word;
	} formats[] = {{"1", "decimal"},
		       {"a", "lowerLetter"},
		       {"A", "upperLetter"},
		       {"i", "lowerRoman"},
		       {"I", "upperRoman"}};

	for (size_t i = 0; i < COUNT_OF(formats); i++)
		if (str_eq(format, str_of(formats[i].odf)))
			return str_of(formats[i].word);
	return STR("none");
}

static void list_style_open(struct odt *o)
{
	if (o->list_names.n == LISTS_MOST)
		return;
	*vec_push(o->arena, &o->list_names) = kept(o, XML_OS, "name");
	o->list_style = vec_push(o->arena, &o->r->numbering.lists);
	o->list_style->id = (int32_t)o->r->numbering.lists.n;
	o->list_style->style_link = o->list_style->own_style = STR_NONE;
}

static void list_level(struct odt *o, bool bullet)
{
	int32_t level = number_of(attribute(o, XML_OT, "level"), 0) - 1;
	struct str prefix = attribute(o, XML_OS, "num-prefix");
	struct str suffix = attribute(o, XML_OS, "num-suffix");

	if (!o->list_style || level < 0 || level >= DOCX_LEVELS)
		return;
	o->list_style->levels[level] = (struct docx_list_level){
		.format =
			bullet ? STR("bullet") : number_format(attribute(o, XML_OS, "num-format")),
		.text = arena_printf(o->arena, "%.*s%%%d%.*s", STR_ARG(prefix), level + 1,
				     STR_ARG(suffix)),
		.style = STR_NONE,
		.start = number_of(attribute(o, XML_OT, "start-value"), 1),
		.restart = -1,
		.known = true,
	};
}

/* ---- lists and paragraphs ----------------------------------------------------------------------
 */

static uint32_t list_named(const struct odt *o, struct str name)
{
	for (uint32_t i = 0; i < o->list_names.n; i++)
		if (str_eq(o->list_names.at[i], name))
			return i;
	return NONE;
}

/* Each outermost list counts from its start, unless it says that it goes on. */
static void list_open(struct odt *o)
{
	struct docx_numbering *n = &o->r->numbering;
	uint32_t list = list_named(o, attribute(o, XML_OT, "style-name"));
	bool goes_on = str_eq(attribute(o, XML_OT, "continue-numbering"), STR("true"));
	struct docx_num *num;

	if (o->lists++ || (goes_on && o->num) || n->nums.n >= DOCX_LISTS_MOST)
		return;
	num = vec_push(o->arena, &n->nums);
	num->id = o->num = (int32_t)n->nums.n;
	num->list = list;
	for (int i = 0; i < DOCX_LEVELS; i++)
		num->starts[i] = list != NONE ? n->lists.at[list].levels[i].start : -1;
}

static void paragraph_open(struct odt *o, bool heading)
{
	struct docx_paragraph *p = &o->paragraph;

	if (o->paragraphs++ > o->outer) {
		send_kind(o, DOCX_BREAK);
		return;
	}
	*p = (struct docx_paragraph){
		.style = kept(o, XML_OT, "style-name"),
		.num_id = -1,
		.level = -1,
		.outline = -1,
		.raw = xml_span(o->x),
		.properties = NONE,
	};
	if (heading)
		p->outline = number_of(attribute(o, XML_OT, "outline-level"), 1) - 1;
	if (o->item_due && o->lists && !heading) {
		p->num_id = o->num;
		p->level = o->lists > LISTS_DEEP ? LISTS_DEEP - 1 : (int32_t)o->lists - 1;
	}
	o->item_due = false;
	o->run = (struct docx_run){.style = STR_NONE};
	if (!o->note)
		o->nspans = 0;
	send(o, (struct docx_event){.kind = DOCX_PARAGRAPH, .paragraph = p});
	if (o->label_due)
		send_kind(o, DOCX_MARK);
	o->label_due = false;
}

static void paragraph_close(struct odt *o)
{
	if (!o->paragraphs)
		return;
	if (--o->paragraphs > o->outer) {
		send_kind(o, DOCX_BREAK);
		return;
	}
	o->paragraph.mark_inserted = o->inserted > 0;
	send(o, (struct docx_event){.kind = DOCX_PARAGRAPH_END, .paragraph = &o->paragraph});
}

static void span_open(struct odt *o)
{
	if (o->nspans < SPANS_MOST)
		o->spans[o->nspans] = o->run.style;
	o->nspans++;
	o->run.style = text_style(o, attribute(o, XML_OT, "style-name"));
	send_kind(o, DOCX_RUN);
}

static void span_close(struct odt *o)
{
	if (!o->nspans)
		return;
	o->nspans--;
	o->run.style = o->nspans < SPANS_MOST ? o->spans[o->nspans] : STR_NONE;
	send_kind(o, DOCX_RUN_END);
}

static void spaces(struct odt *o)
{
	int32_t n = number_of(attribute(o, XML_OT, "c"), 1);

	for (int32_t i = 0; i < n && i < SPACES_MOST; i++)
		send(o, (struct docx_event){.kind = DOCX_TEXT, .text = STR(" ")});
}

/* What stands within a paragraph. */
static void inline_open(struct odt *o, enum xml_tag tag)
{
	switch (tag) {
	case OT_span:
		span_open(o);
		break;
	case OT_s:
		spaces(o);
		break;
	case OT_tab:
		send_kind(o, DOCX_TAB);
		break;
	case OT_line_break:
		send_kind(o, DOCX_BREAK);
		break;
	case OT_soft_page_break:
		send_kind(o, DOCX_PAGE);
		break;
	case OT_a:
		send(o, (struct docx_event){
				.kind = DOCX_LINK, .of = 1, .text = kept(o, XML_XL, "href")});
		break;
	default:
		break;
	}
}

static void inline_close(struct odt *o, enum xml_tag tag)
{
	if (tag == OT_span)
		span_close(o);
	else if (tag == OT_a)
		send_kind(o, DOCX_LINK_END);
}

/* ---- notes
 * ---------------------------------------------------------------------------------------- */

static void note_open(struct odt *o)
{
	o->series = str_eq(attribute(o, XML_OT, "note-class"), STR("endnote")) ? DOCX_ENDNOTES
									       : DOCX_FOOTNOTES;
	o->label = STR_NONE;
}

static void note_body_open(struct odt *o)
{
	uint32_t id = o->records[o->series].n;

	if (o->note)
		return;
	send(o, (struct docx_event){.kind = DOCX_REFERENCE,
				    .part = o->series == DOCX_ENDNOTES ? PART_ENDNOTES
								       : PART_FOOTNOTES,
				    .id = (int32_t)id,
				    .name = o->label});
	o->note = vec_push(o->arena, &o->records[o->series]);
	o->outer = o->paragraphs;
	o->outer_run = o->run;
	o->label_due = true;
}

static void note_body_close(struct odt *o)
{
	if (!o->note)
		return;
	o->paragraphs = o->outer;
	o->run = o->outer_run;
	o->space = false;
	o->note = NULL;
	o->outer = 0;
}

/* A note's own paragraph is a new one: the one around it is kept aside. */
static bool note_tag(struct odt *o, enum xml_tag tag)
{
	switch (tag) {
	case OT_note:
		if (o->note)
			xml_skip(o->x);
		else
			note_open(o);
		return true;
	case OT_note_citation:
		o->in_citation = true;
		return true;
	case OT_note_body:
		note_body_open(o);
		return true;
	default:
		return false;
	}
}

/* ---- changes ----------------------------------------------------------------------------------
 */

static int by_id(const void *a, const void *b)
{
	return str_compare(((const struct odt_change *)a)->id, ((const struct odt_change *)b)->id);
}

static void change_add(struct odt *o)
{
	struct str id = kept(o, XML_OT, "id");

	*vec_push(o->arena, &o->changes) =
		(struct odt_change){.id = id.n ? id : kept(o, XML_XML, "id")};
}

/* A paragraph of deleted words goes on with the one where they stood, the next is one more. */
static void deleted_paragraph(struct odt *o)
{
	struct docx_paragraph *p = &o->paragraph;

	if (o->paragraphs++)
		return;
	o->space = false;
	o->nspans = 0;
	o->run = (struct docx_run){.style = STR_NONE};
	if (!o->deletion->n) {
		/* A record begins with something. */
		send_kind(o, DOCX_RUN);
		return;
	}
	*p = (struct docx_paragraph){
		.num_id = -1, .level = -1, .outline = -1, .properties = NONE, .mark_deleted = true};
	send(o, (struct docx_event){.kind = DOCX_PARAGRAPH_END, .paragraph = p});
	p->style = kept(o, XML_OT, "style-name");
	p->mark_deleted = false;
	p->raw = xml_span(o->x);
	send(o, (struct docx_event){.kind = DOCX_PARAGRAPH, .paragraph = p});
}

static void change_kind(struct odt *o, enum change_kind kind)
{
	struct odt_change *last = vec_last(&o->changes);

	last->known = true;
	last->change.kind = (uint8_t)kind;
	o->deletion = kind == CHANGE_DELETED ? &last->record : NULL;
}

static void changes_open(struct odt *o, enum xml_tag tag)
{
	if (tag == OT_changed_region)
		change_add(o);
	if (!o->changes.n)
		return;
	if (tag == OT_insertion || tag == OT_deletion)
		change_kind(o, tag == OT_deletion ? CHANGE_DELETED : CHANGE_INSERTED);
	else if (tag == OO_change_info)
		o->in_info = true;
	else if (tag == DC_creator && o->in_info)
		o->said = &vec_last(&o->changes)->change.author;
	else if (tag == DC_date && o->in_info)
		o->said = &vec_last(&o->changes)->change.date;
	else if ((tag == OT_p || tag == OT_h) && o->deletion && !o->in_info)
		deleted_paragraph(o);
	else if (tag == OT_note || tag == OB_table)
		xml_skip(o->x);
	else if (o->deletion && o->paragraphs)
		inline_open(o, tag);
}

static void changes_close(struct odt *o, enum xml_tag tag)
{
	o->said = NULL;
	switch (tag) {
	case OT_tracked_changes:
		o->in_changes = false;
		if (o->changes.n)
			qsort(o->changes.at, o->changes.n, sizeof(*o->changes.at), by_id);
		break;
	case OT_deletion:
		o->deletion = NULL;
		o->paragraphs = 0;
		break;
	case OO_change_info:
		o->in_info = false;
		break;
	case OT_p:
	case OT_h:
		o->paragraphs -= o->paragraphs > 0;
		break;
	default:
		if (o->deletion && o->paragraphs)
			inline_close(o, tag);
	}
}

static const struct odt_change *change_find(const struct odt *o)
{
	struct str id = attribute(o, XML_OT, "change-id");
	uint32_t low;

	SEARCH(low, o->changes.n, str_compare(o->changes.at[low].id, id) < 0);
	return low < o->changes.n && str_eq(o->changes.at[low].id, id) && o->changes.at[low].known
		       ? &o->changes.at[low]
		       : NULL;
}

static void send_change(struct odt *o, const struct odt_change *c)
{
	send(o, (struct docx_event){.kind = DOCX_CHANGE, .change = &c->change});
}

/* Deleted words where they stood; a change does not reach over the end of a paragraph. */
static void put_deleted(struct odt *o, const struct odt_change *c)
{
	if (o->r->d->changes_shown == CHANGES_FINAL || !o->paragraphs)
		return;
	send_change(o, c);
	for (uint32_t i = 0; i < c->record.n; i++) {
		const struct docx_event *e = docx_record_at(o->r, &c->record, i);

		if (e->kind == DOCX_PARAGRAPH_END)
			send_kind(o, DOCX_CHANGE_END);
		if (o->note)
			docx_record_add(o->r, o->note, e);
		else
			docx_take(o->r, e);
		if (e->kind == DOCX_PARAGRAPH)
			send_change(o, c);
	}
	send_kind(o, DOCX_CHANGE_END);
}

/* True for what stands where something was changed. */
static bool change_tag(struct odt *o, enum xml_tag tag)
{
	const struct odt_change *c;

	if (tag == OT_tracked_changes) {
		o->in_changes = true;
		return true;
	}
	if (tag != OT_change && tag != OT_change_start && tag != OT_change_end)
		return false;
	c = change_find(o);
	if (!c)
		return true;
	if (c->change.kind == CHANGE_DELETED && tag == OT_change) {
		put_deleted(o, c);
	} else if (c->change.kind == CHANGE_INSERTED && tag == OT_change_start) {
		o->inserted++;
		send_change(o, c);
	} else if (c->change.kind == CHANGE_INSERTED && tag == OT_change_end && o->inserted) {
		o->inserted--;
		send_kind(o, DOCX_CHANGE_END);
	}
	return true;
}

/* ---- elements
 * ----------------------------------------------------------------------------------------- */

static bool is_passed_over(enum xml_tag tag)
{
	return tag == OO_annotation || tag == OT_ruby_text || tag == SV_title || tag == SV_desc;
}

static void styles_open(struct odt *o, enum xml_tag tag)
{
	if (tag == OS_style)
		style_open(o);
	else if (tag == OS_text_properties)
		style_properties(o);
	else if (tag == OT_list_style)
		list_style_open(o);
	else if (tag == OT_list_level_style_number || tag == OT_list_level_style_bullet)
		list_level(o, tag == OT_list_level_style_bullet);
}

static void body_open(struct odt *o, enum xml_tag tag)
{
	o->space &= tag == OT_span || tag == OT_a;
	switch (tag) {
	case OT_p:
	case OT_h:
		paragraph_open(o, tag == OT_h);
		break;
	case OT_list:
		list_open(o);
		break;
	case OT_list_item:
		o->item_due = true;
		break;
	case OB_table:
		send_kind(o, DOCX_TABLE);
		break;
	case OB_table_row:
		send_kind(o, DOCX_ROW);
		break;
	case OB_table_cell:
		send_kind(o, DOCX_CELL);
		break;
	default:
		inline_open(o, tag);
		break;
	}
}

static void on_open(void *to, struct xml *x, enum xml_tag tag)
{
	struct odt *o = to;

	o->x = x;
	if (is_passed_over(tag)) {
		xml_skip(x);
	} else if (tag == OO_body) {
		docx_styles_resolve(&o->r->styles);
		o->in_body = true;
	} else if (!o->in_body) {
		styles_open(o, tag);
	} else if (o->in_changes) {
		changes_open(o, tag);
	} else if (!change_tag(o, tag) && !note_tag(o, tag)) {
		body_open(o, tag);
	}
}

static void body_close(struct odt *o, enum xml_tag tag)
{
	switch (tag) {
	case OT_p:
	case OT_h:
		paragraph_close(o);
		break;
	case OT_list:
		o->lists -= o->lists > 0;
		break;
	case OT_note_citation:
		o->in_citation = false;
		break;
	case OT_note_body:
		note_body_close(o);
		break;
	case OB_table:
		send_kind(o, DOCX_TABLE_END);
		break;
	case OB_table_row:
		send_kind(o, DOCX_ROW_END);
		break;
	case OB_table_cell:
		send_kind(o, DOCX_CELL_END);
		break;
	default:
		inline_close(o, tag);
		break;
	}
}

static void on_close(void *to, struct xml *x, enum xml_tag tag)
{
	struct odt *o = to;

	o->x = x;
	if (tag == OS_style)
		o->style = NULL;
	else if (tag == OT_list_style)
		o->list_style = NULL;
	else if (o->in_changes)
		changes_close(o, tag);
	else if (o->in_body)
		body_close(o, tag);
}

/* White space of any kind and length is one space; what is more has elements of its own. */
static struct str collapsed(struct odt *o, struct str text)
{
	char *p = arena_alloc(o->arena, text.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++) {
		bool space = is_space(text.p[i]);

		if (!space || !o->space)
			p[n++] = space ? ' ' : text.p[i];
		o->space = space;
	}
	return (struct str){p, n};
}

static void on_text(void *to, struct xml *x, struct str text)
{
	struct odt *o = to;

	o->x = x;
	if (o->in_citation) {
		o->label = arena_printf(o->arena, "%.*s%.*s", STR_ARG(o->label),
					STR_ARG(str_trim(text)));
		return;
	}
	if (o->said) {
		*o->said = arena_printf(o->arena, "%.*s%.*s", STR_ARG(*o->said), STR_ARG(text));
		return;
	}
	if (!o->paragraphs)
		return;
	text = collapsed(o, text);
	if (text.n)
		send(o, (struct docx_event){.kind = DOCX_TEXT, .text = text});
}

/* ---- the file
 * --------------------------------------------------------------------------------------------- */

static void load(void *to)
{
	struct odt *o = to;
	struct docx *r = o->r;
	int64_t content, styles;
	struct str raw = STR_NONE;

	if (package_open(&r->package, o->arena, o->bytes, r->d->path, r->err) != FF_OK)
		return;
	content = package_find(r->package, STR("content.xml"));
	styles = package_find(r->package, STR("styles.xml"));
	if (content < 0) {
		err_set(r->err, FF_EFORMAT, "%.*s: not an OpenDocument text: no content.xml",
			STR_ARG(r->d->path));
		return;
	}
	if (styles >= 0 && package_read(r->package, styles, &o->styles, r->err) != FF_OK)
		return;
	if (package_read(r->package, content, &raw, r->err) == FF_OK)
		r->d->raw = raw;
}

static enum status read_content(struct odt *o)
{
	static const struct str styles = {"styles.xml", 10}, content = {"content.xml", 11};
	const struct xml_handler handler = {o, on_open, on_close, on_text};
	struct docx *r = o->r;
	struct document *d = r->d;

	*vec_push(d->arena, &d->parts) =
		(struct document_part){.name = content, .raw = {0, (uint32_t)d->raw.n}};
	if (o->styles.n &&
	    xml_read(d->arena, o->styles, 0, &handler, d->path, styles, r->err) != FF_OK)
		return r->err->status;
	if (text_open(&r->w, d, d->raw.n + 256, r->err) != FF_OK)
		return r->err->status;
	r->w.grows = true;
	r->page = 1;
	r->numbered = r->heading = NONE;
	docx_story_open(r, 0);
	return xml_read(d->arena, d->raw, 0, &handler, d->path, content, r->err);
}

static enum status read_odt(struct document *d, struct str bytes, struct err *err)
{
	struct docx *r = ARENA_NEW(d->arena, struct docx);
	struct odt *o = ARENA_NEW(d->arena, struct odt);
	bool whole;

	r->d = d;
	r->err = err;
	r->styles.normal = NONE;
	o->r = r;
	o->arena = d->arena;
	o->bytes = bytes;
	o->run.style = o->label = STR_NONE;
	d->file_size = (uint32_t)bytes.n;
	whole = arena_try(d->arena, load, o);
	package_close(r->package);
	if (!whole)
		arena_fail(d->arena);
	if (err->status != FF_OK || read_content(o) != FF_OK)
		return err->status;
	docx_block_close(r);
	docx_typed_write(r);
	for (unsigned series = DOCX_FOOTNOTES; series <= DOCX_ENDNOTES; series++)
		docx_notes_play(r, series, o->records[series].at, o->records[series].n);
	if (r->beyond)
		return err_set(err, FF_ELIMIT, "%.*s: has more than %s; split the file",
			       STR_ARG(d->path), r->beyond);
	docx_finish(r);
	return FF_OK;
}

/* The first member of such a package says what it is, and is not compressed. */
static bool odt_claims(struct str bytes)
{
	static const struct str type = {"mimetypeapplication/vnd.oasis.opendocument.text", 47};

	return package_is_zip(bytes) && bytes.n > 30 + type.n &&
	       str_starts(str_skip(bytes, 30), type);
}

static enum status read_package(struct document *d, struct str bytes, struct err *err)
{
	if (!odt_claims(bytes))
		return err_set(err, FF_EFORMAT,
			       "%.*s: is not an OpenDocument text, whatever its name says",
			       STR_ARG(d->path));
	return read_odt(d, bytes, err);
}

const struct reader reader_odt = {
	.name = "odt",
	.extensions = " odt ott ",
	.summary = "OpenDocument texts (.odt)",
	.claims = odt_claims,
	.read_bytes = read_package,
};
