#include "read/docx_walk.h"

#include "read/xml.h"

enum {
	FIELDS_MOST = 16,	 /* that nest; deeper ones are text */
	INSTRUCTION_MOST = 4096, /* bytes; Word allows some hundred */
	BOXES_MOST = 8,		 /* paragraphs within text boxes within paragraphs … */
	ID_MOST = 1 << 30,
};

struct field {
	bool result;   /* the instruction has ended */
	bool editable; /* HYPERLINK: nothing writes its result anew */
	bool simple;   /* w:fldSimple */
	char *instruction;
	size_t n;
};

/* A paragraph that is open; another may stand in it, in a text box. */
struct level {
	struct docx_paragraph paragraph;
	struct docx_run run;
	struct docx_section *section; /* that ends here */
	bool in_paragraph, in_run;
	bool paragraph_due, run_due; /* not reported yet */
	bool mark_due, mark_begun;   /* the text of the run is the mark of the note that it calls */
};

struct walk {
	struct document *d;
	struct arena *arena;
	const struct docx_handler *handler;
	struct xml *x;
	struct level levels[BOXES_MOST + 1];
	unsigned depth;	 /* of text boxes */
	struct str kept; /* the last string that was kept: neighbours share their styles */
	struct field fields[FIELDS_MOST];
	unsigned nfields, lost_fields;
	struct docx_section *section; /* w:sectPr that is open */
	uint32_t text;		      /* where the open w:t begins, or NONE */
	uint32_t run_properties;      /* where the open w:rPr of a run begins, or NONE */
	bool deleted_text, instruction, preserve;
	unsigned deleted, moved, controls, branches; /* how deep we are in such */
	uint64_t control_bound; /* of open controls, the innermost lowest: may not be edited */
	uint64_t choice_taken;	/* of open AlternateContents, likewise */
	bool foreign;		/* the part is not UTF-8 */
};

/* ---- reporting -------------------------------------------------------------------- */

static struct level *here(struct walk *w)
{
	return &w->levels[w->depth];
}

/* Text is part of an instruction. */
static bool in_instruction(const struct walk *w)
{
	for (unsigned i = 0; i < w->nfields; i++)
		if (!w->fields[i].result)
			return true;
	return false;
}

static enum fixity fixed_of(struct walk *w)
{
	if (w->foreign)
		return FIXED_ENCODING;
	if (w->moved)
		return FIXED_MOVED;
	if (w->deleted)
		return FIXED_DELETED;
	for (unsigned i = 0; i < w->nfields; i++)
		if (!w->fields[i].editable)
			return FIXED_FIELD;
	if (w->control_bound)
		return FIXED_CONTROL;
	if (w->branches)
		return FIXED_TWICE;
	return here(w)->mark_begun ? FIXED_MARK : FIXED_NOT;
}

static void send(struct walk *w, struct docx_event e)
{
	struct level *l = here(w);

	if (e.kind == DOCX_TEXT || e.kind == DOCX_SYMBOL)
		l->mark_begun |= l->mark_due && !w->deleted && !w->moved;
	e.fixed = (uint8_t)fixed_of(w);
	e.nested = xml_parent(w->x, 1) != W_r;
	e.run = l->in_run ? &l->run : NULL;
	w->handler->event(w->handler->to, &e);
}

/* The paragraph and the run with their properties, before the first thing that they hold. */
static void report_open(struct walk *w)
{
	struct level *l = here(w);

	if (l->in_paragraph && l->paragraph_due) {
		l->paragraph_due = false;
		send(w, (struct docx_event){.kind = DOCX_PARAGRAPH,
					    .raw = l->paragraph.raw,
					    .paragraph = &l->paragraph});
	}
	if (l->in_run && l->run_due) {
		l->run_due = false;
		send(w, (struct docx_event){.kind = DOCX_RUN, .raw = l->run.raw});
	}
}

static void report(struct walk *w, struct docx_event e)
{
	report_open(w);
	e.raw = span_is_empty(e.raw) ? xml_span(w->x) : e.raw;
	send(w, e);
}

static void report_kind(struct walk *w, enum docx_kind kind)
{
	report(w, (struct docx_event){.kind = (uint8_t)kind});
}

static void report_of(struct walk *w, enum docx_kind kind, unsigned of)
{
	report(w, (struct docx_event){.kind = (uint8_t)kind, .of = (uint8_t)of});
}

/* ---- attributes ---------------------------------------------------------------------- */

static struct str attribute(const struct walk *w, const char *name)
{
	struct str value = xml_attribute(w->x, XML_W, name);

	return value.p ? value : STR_NONE;
}

static struct str kept(struct walk *w, struct str value)
{
	if (!value.n)
		return STR_NONE;
	if (!str_eq(value, w->kept))
		w->kept = arena_str(w->arena, value);
	return w->kept;
}

static int32_t number_of(struct str s, int32_t otherwise)
{
	bool minus = s.n && s.p[0] == '-';
	uint32_t value;

	if (!str_number(str_skip(s, minus), &value) || value > ID_MOST)
		return otherwise;
	return minus ? -(int32_t)value : (int32_t)value;
}

/* The value of a property that is on or off; on where it says nothing. */
static bool is_on(const struct walk *w)
{
	struct str value = attribute(w, "val");

	return !str_eq(value, STR("0")) && !str_eq(value, STR("false")) &&
	       !str_eq(value, STR("off"));
}

/* ---- fields --------------------------------------------------------------------------- */

static void field_open(struct walk *w, bool simple)
{
	if (w->nfields == FIELDS_MOST) {
		w->lost_fields++;
		return;
	}
	report_kind(w, DOCX_FIELD);
	w->fields[w->nfields++] = (struct field){.simple = simple};
}

static bool is_hyperlink(struct str instruction)
{
	return str_starts(str_trim(instruction), STR("HYPERLINK"));
}

static void field_result(struct walk *w)
{
	struct field *f = &w->fields[w->nfields - 1];
	struct str instruction = {f->n ? f->instruction : "", f->n};

	if (f->result)
		return;
	f->result = true;
	f->editable = is_hyperlink(instruction);
	report(w, (struct docx_event){.kind = DOCX_FIELD_RESULT, .text = instruction});
}

static void field_close(struct walk *w, bool simple)
{
	if (w->lost_fields) {
		w->lost_fields--;
		return;
	}
	if (!w->nfields || w->fields[w->nfields - 1].simple != simple)
		return;
	field_result(w);
	report_kind(w, DOCX_FIELD_END);
	w->nfields--;
}

static void field_char(struct walk *w)
{
	struct str type = attribute(w, "fldCharType");

	if (str_eq(type, STR("begin")))
		field_open(w, false);
	else if (str_eq(type, STR("end")))
		field_close(w, false);
	else if (str_eq(type, STR("separate")) && w->nfields && !w->lost_fields)
		field_result(w);
}

static void field_instruction(struct walk *w, struct str text)
{
	struct field *f = w->nfields ? &w->fields[w->nfields - 1] : NULL;

	if (!f || f->result || w->lost_fields)
		return;
	if (!f->instruction)
		f->instruction = arena_alloc(w->arena, INSTRUCTION_MOST);
	if (text.n > INSTRUCTION_MOST - f->n)
		text.n = INSTRUCTION_MOST - f->n;
	memcpy(f->instruction + f->n, text.p, text.n);
	f->n += text.n;
}

/* What Word does not close it shows: a field without a result in its paragraph is none. */
static void fields_mend(struct walk *w)
{
	while (w->nfields && !w->fields[w->nfields - 1].result && !w->lost_fields) {
		field_result(w);
		report_kind(w, DOCX_FIELD_END);
		w->nfields--;
	}
}

/* ---- paragraphs and runs ----------------------------------------------------------------- */

static void paragraph_open(struct walk *w)
{
	*here(w) = (struct level){
		.paragraph =
			{
				.style = STR_NONE,
				.num_id = -1,
				.level = -1,
				.outline = -1,
				.raw = xml_span(w->x),
				.properties = NONE,
			},
		.in_paragraph = true,
		.paragraph_due = true,
	};
}

static void paragraph_close(struct walk *w)
{
	struct level *l = here(w);

	if (!l->in_paragraph)
		return;
	l->in_run = false;
	report_open(w);
	if (w->depth == 0)
		fields_mend(w);
	report(w, (struct docx_event){.kind = DOCX_PARAGRAPH_END, .paragraph = &l->paragraph});
	if (l->section)
		report(w, (struct docx_event){.kind = DOCX_SECTION, .section = l->section});
	*l = (struct level){.section = NULL};
}

/* A mark of its own goes from behind the reference to the end of the run; of the next one with
 * text where there is none. */
static void mark_ends(struct level *l)
{
	l->mark_due = l->mark_due && !l->mark_begun;
	l->mark_begun = false;
}

static void run_open(struct walk *w)
{
	struct level *l = here(w);

	l->run = (struct docx_run){
		.style = STR_NONE,
		.raw = xml_span(w->x),
		.in_insertion = xml_parent(w->x, 1) == W_ins,
	};
	l->in_run = l->run_due = true;
}

static void run_close(struct walk *w)
{
	struct level *l = here(w);

	/* An empty run is nothing to anybody. */
	if (l->in_run && !l->run_due)
		report_kind(w, DOCX_RUN_END);
	l->in_run = false;
	mark_ends(l);
}

static void box_open(struct walk *w)
{
	if (w->depth == BOXES_MOST) {
		xml_skip(w->x);
		return;
	}
	report_kind(w, DOCX_BOX);
	w->depth++;
	*here(w) = (struct level){.section = NULL};
}

static void box_close(struct walk *w)
{
	if (!w->depth)
		return;
	w->depth--;
	report_kind(w, DOCX_BOX_END);
}

/* ---- changes and controls ------------------------------------------------------------------ */

static void change_open(struct walk *w, enum change_kind kind)
{
	struct tracked_change *change = ARENA_NEW(w->arena, struct tracked_change);

	change->kind = (uint8_t)kind;
	change->author = kept(w, attribute(w, "author"));
	change->date = kept(w, attribute(w, "date"));
	report(w, (struct docx_event){.kind = DOCX_CHANGE, .change = change});
	w->deleted += kind == CHANGE_DELETED;
	w->moved += kind == CHANGE_MOVED_AWAY;
}

static void change_close(struct walk *w, enum change_kind kind)
{
	w->deleted -= kind == CHANGE_DELETED;
	w->moved -= kind == CHANGE_MOVED_AWAY;
	report_kind(w, DOCX_CHANGE_END);
}

static void note_open(struct walk *w)
{
	struct str type = attribute(w, "type");

	report(w, (struct docx_event){.kind = DOCX_NOTE,
				      .id = number_of(attribute(w, "id"), 0),
				      .of = type.n && !str_eq(type, STR("normal"))});
}

static void reference(struct walk *w, enum part part)
{
	struct str custom = attribute(w, "customMarkFollows");
	bool follows = custom.n && !str_eq(custom, STR("0")) && !str_eq(custom, STR("false")) &&
		       !str_eq(custom, STR("off"));

	here(w)->mark_begun = false;
	report(w, (struct docx_event){.kind = DOCX_REFERENCE,
				      .part = (uint8_t)part,
				      .id = number_of(attribute(w, "id"), 0),
				      .of = follows});
	here(w)->mark_due = follows;
}

/* ---- elements: properties -------------------------------------------------------------------- */

/* Properties of a run, of a paragraph's mark, of a section. False for other elements. */
static bool mark_property(struct walk *w, enum xml_tag tag)
{
	struct docx_paragraph *p = &here(w)->paragraph;

	if (xml_parent(w->x, 1) != W_rPr || xml_parent(w->x, 2) != W_pPr)
		return false;
	p->mark_inserted |= tag == W_ins || tag == W_moveTo;
	p->mark_deleted |= tag == W_del || tag == W_moveFrom;
	p->mark_hidden |= tag == W_specVanish && is_on(w);
	return true;
}

static bool run_property(struct walk *w, enum xml_tag tag)
{
	struct docx_run *run = &here(w)->run;

	if (xml_parent(w->x, 1) != W_rPr || xml_parent(w->x, 2) != W_r || !here(w)->in_run)
		return false;
	switch (tag) {
	case W_rStyle:
		run->style = kept(w, attribute(w, "val"));
		break;
	case W_vertAlign:
		run->raised = str_eq(attribute(w, "val"), STR("superscript"));
		break;
	case W_vanish:
		run->hidden = is_on(w);
		run->not_hidden = !run->hidden;
		break;
	case W_b:
		run->bold = is_on(w);
		run->not_bold = !run->bold;
		break;
	default:
		break;
	}
	return true;
}

static bool paragraph_property(struct walk *w, enum xml_tag tag)
{
	struct docx_paragraph *p = &here(w)->paragraph;
	enum xml_tag parent = xml_parent(w->x, 1);
	int32_t value;

	if (!here(w)->in_paragraph || (parent != W_pPr && parent != W_numPr))
		return false;
	value = number_of(attribute(w, "val"), -1);
	if (tag == W_pStyle)
		p->style = kept(w, attribute(w, "val"));
	else if (tag == W_numId && parent == W_numPr)
		p->num_id = value;
	else if (tag == W_ilvl && parent == W_numPr)
		p->level = value;
	else if (tag == W_outlineLvl)
		p->outline = value;
	else if (tag == W_jc)
		p->centred = str_eq(attribute(w, "val"), STR("center"));
	else
		return tag != W_sectPr && tag != W_rPr;
	return true;
}

static bool section_property(struct walk *w, enum xml_tag tag)
{
	enum xml_tag parent = xml_parent(w->x, 1);
	struct docx_note_numbers *numbers;

	if (!w->section || (parent != W_footnotePr && parent != W_endnotePr))
		return false;
	numbers = &w->section->notes[parent == W_endnotePr];
	if (tag == W_numFmt)
		numbers->format = kept(w, attribute(w, "val"));
	else if (tag == W_numStart)
		numbers->start = number_of(attribute(w, "val"), -1);
	else if (tag == W_numRestart)
		numbers->restart = kept(w, attribute(w, "val"));
	return true;
}

static void section_open(struct walk *w)
{
	w->section = ARENA_NEW(w->arena, struct docx_section);
	for (int i = 0; i < 2; i++)
		w->section->notes[i] = (struct docx_note_numbers){STR_NONE, -1, STR_NONE};
	if (xml_parent(w->x, 1) == W_pPr && here(w)->in_paragraph)
		here(w)->section = w->section;
}

static void section_close(struct walk *w)
{
	/* The last section's stands alone, behind the text. */
	if (xml_parent(w->x, 1) != W_pPr && w->section)
		report(w, (struct docx_event){.kind = DOCX_SECTION, .section = w->section});
	w->section = NULL;
}

/* Settings of an open content control: what is bound to data is written anew from there. */
static void control_setting(struct walk *w, enum xml_tag tag)
{
	struct str lock = attribute(w, "val");

	if (xml_parent(w->x, 1) != W_sdtPr)
		return;
	if (tag == W_dataBinding || (tag == W_lock && (str_eq(lock, STR("contentLocked")) ||
						       str_eq(lock, STR("sdtContentLocked")))))
		w->control_bound |= 1;
}

/* ---- elements: content
 * --------------------------------------------------------------------------- */

static void text_open_element(struct walk *w, enum xml_tag tag)
{
	struct str space = xml_attribute(w->x, XML_XML, "space");

	w->text = xml_span(w->x).begin;
	w->deleted_text = tag == W_delText;
	w->instruction = tag == W_instrText || tag == W_delInstrText;
	w->preserve = str_eq(space.p ? space : STR_NONE, STR("preserve"));
}

static void text_close_element(struct walk *w)
{
	if (!w->instruction && w->text != NONE && !in_instruction(w))
		report_of(w, DOCX_TEXT_END, w->preserve);
	w->text = NONE;
	w->instruction = false;
}

static void break_open(struct walk *w)
{
	struct str type = attribute(w, "type");

	report_of(w, DOCX_BREAK,
		  str_eq(type, STR("page"))	? DOCX_BREAK_PAGE
		  : str_eq(type, STR("column")) ? DOCX_BREAK_COLUMN
						: DOCX_BREAK_LINE);
}

static void symbol(struct walk *w)
{
	struct str code = attribute(w, "char");
	uint32_t value = 0;

	for (size_t i = 0; i < code.n && i < 6; i++) {
		char c = to_lower(code.p[i]);

		value = value * 16 + (is_digit(c)	     ? (uint32_t)(c - '0')
				      : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a') + 10
							     : 0);
	}
	report(w, (struct docx_event){.kind = DOCX_SYMBOL,
				      .id = (int32_t)value,
				      .text = kept(w, attribute(w, "font"))});
}

/* What a run holds. */
static void run_content(struct walk *w, enum xml_tag tag)
{
	bool shown = !in_instruction(w);

	switch (tag) {
	case W_t:
	case W_delText:
	case W_instrText:
	case W_delInstrText:
		text_open_element(w, tag);
		break;
	case W_fldChar:
		field_char(w);
		break;
	case W_tab:
	case W_ptab:
		if (shown)
			report_kind(w, DOCX_TAB);
		break;
	case W_br:
		if (shown)
			break_open(w);
		break;
	case W_cr:
		if (shown)
			report_kind(w, DOCX_BREAK);
		break;
	case W_noBreakHyphen:
		if (shown)
			report_kind(w, DOCX_HYPHEN);
		break;
	case W_softHyphen:
		if (shown)
			report_kind(w, DOCX_SOFT_HYPHEN);
		break;
	case W_sym:
		if (shown)
			symbol(w);
		break;
	case W_lastRenderedPageBreak:
		report_kind(w, DOCX_PAGE);
		break;
	case W_footnoteReference:
		reference(w, PART_FOOTNOTES);
		break;
	case W_endnoteReference:
		reference(w, PART_ENDNOTES);
		break;
	case W_footnoteRef:
	case W_endnoteRef:
		report_kind(w, DOCX_MARK);
		break;
	default:
		break;
	}
}

/* What lies around paragraphs. False for other elements. */
static bool frame_open(struct walk *w, enum xml_tag tag)
{
	switch (tag) {
	case W_footnote:
	case W_endnote:
		note_open(w);
		return true;
	case W_tbl:
		report_kind(w, DOCX_TABLE);
		return true;
	case W_tr:
		report_kind(w, DOCX_ROW);
		return true;
	case W_tc:
		report_kind(w, DOCX_CELL);
		return true;
	case W_txbxContent:
		box_open(w);
		return true;
	case W_sdt:
		report_kind(w, DOCX_CONTROL);
		w->controls++;
		w->control_bound <<= 1;
		return true;
	case W_sectPr:
		section_open(w);
		return true;
	default:
		return false;
	}
}

/* What lies within paragraphs, around runs. */
static bool inline_open(struct walk *w, enum xml_tag tag)
{
	switch (tag) {
	case W_ins:
		change_open(w, CHANGE_INSERTED);
		return true;
	case W_del:
		change_open(w, CHANGE_DELETED);
		return true;
	case W_moveFrom:
		change_open(w, CHANGE_MOVED_AWAY);
		return true;
	case W_moveTo:
		change_open(w, CHANGE_MOVED_HERE);
		return true;
	case W_hyperlink: {
		struct str id = xml_attribute(w->x, XML_R, "id");

		report(w, (struct docx_event){.kind = DOCX_LINK,
					      .text = kept(w, id.p ? id : STR_NONE),
					      .name = kept(w, attribute(w, "anchor"))});
		return true;
	}
	case W_bookmarkStart:
	case W_bookmarkEnd:
		report(w, (struct docx_event){.kind = tag == W_bookmarkStart ? DOCX_BOOKMARK
									     : DOCX_BOOKMARK_END,
					      .id = number_of(attribute(w, "id"), -1),
					      .text = kept(w, attribute(w, "name"))});
		return true;
	case W_commentRangeStart:
	case W_commentReference:
		report(w, (struct docx_event){.kind = DOCX_COMMENT,
					      .id = number_of(attribute(w, "id"), -1)});
		return true;
	case W_fldSimple:
		field_open(w, true);
		field_instruction(w, attribute(w, "instr"));
		if (w->nfields && !w->lost_fields)
			field_result(w);
		return true;
	default:
		return false;
	}
}

/* Records of how things were before a change, mathematics, readings above the line. */
static bool is_passed_over(struct walk *w, enum xml_tag tag)
{
	switch (tag) {
	case W_pPrChange:
	case W_rPrChange:
	case W_sectPrChange:
	case W_tblPrChange:
	case W_tblPrExChange:
	case W_tblGridChange:
	case W_trPrChange:
	case W_tcPrChange:
	case W_numberingChange:
	case W_tabs:
	case W_rt:
		return true;
	case M_oMath:
	case M_oMathPara:
		report_kind(w, DOCX_MATH);
		return true;
	default:
		return false;
	}
}

/* Of AlternateContent the first Choice is read, or else the Fallback. */
static bool branch_open(struct walk *w, enum xml_tag tag)
{
	switch (tag) {
	case MC_AlternateContent:
		w->branches++;
		w->choice_taken <<= 1;
		return true;
	case MC_Choice:
	case MC_Fallback:
		if (w->choice_taken & 1)
			xml_skip(w->x);
		w->choice_taken |= 1;
		return true;
	default:
		return false;
	}
}

static void properties_open(struct walk *w, enum xml_tag tag)
{
	struct level *l = here(w);

	if (tag == W_pPr && xml_parent(w->x, 1) == W_p)
		l->paragraph.properties = xml_span(w->x).begin;
	if (tag == W_rPr && l->in_run && xml_parent(w->x, 1) == W_r)
		w->run_properties = xml_span(w->x).begin;
}

static void on_open(void *to, struct xml *x, enum xml_tag tag)
{
	struct walk *w = to;

	w->x = x;
	if (tag == XML_UNKNOWN)
		return;
	/* Text holds no elements: what stands in it would end it. */
	if (w->text != NONE || is_passed_over(w, tag)) {
		xml_skip(x);
		return;
	}
	if (mark_property(w, tag) || run_property(w, tag) || section_property(w, tag) ||
	    paragraph_property(w, tag) || branch_open(w, tag))
		return;
	if (tag == W_p)
		paragraph_open(w);
	else if (tag == W_r)
		run_open(w);
	else if (tag == W_pPr || tag == W_rPr)
		properties_open(w, tag);
	else if (tag == W_dataBinding || tag == W_lock)
		control_setting(w, tag);
	else if (xml_parent(x, 1) == W_trPr || xml_parent(x, 1) == W_footnotePr)
		return;
	else if (!frame_open(w, tag) && !inline_open(w, tag) && here(w)->in_run)
		run_content(w, tag);
}

/* ---- ends
 * ------------------------------------------------------------------------------------------- */

/* The ends of what frame_open has opened. */
static bool frame_close(struct walk *w, enum xml_tag tag)
{
	switch (tag) {
	case W_footnote:
	case W_endnote:
		report_kind(w, DOCX_NOTE_END);
		return true;
	case W_tbl:
		report_kind(w, DOCX_TABLE_END);
		return true;
	case W_tr:
		report_kind(w, DOCX_ROW_END);
		return true;
	case W_tc:
		report_kind(w, DOCX_CELL_END);
		return true;
	case W_txbxContent:
		box_close(w);
		return true;
	case W_sdt:
		w->controls--;
		w->control_bound >>= 1;
		report_kind(w, DOCX_CONTROL_END);
		return true;
	case W_sectPr:
		section_close(w);
		return true;
	default:
		return false;
	}
}

static void inline_close(struct walk *w, enum xml_tag tag)
{
	switch (tag) {
	case W_ins:
		change_close(w, CHANGE_INSERTED);
		break;
	case W_del:
		change_close(w, CHANGE_DELETED);
		break;
	case W_moveFrom:
		change_close(w, CHANGE_MOVED_AWAY);
		break;
	case W_moveTo:
		change_close(w, CHANGE_MOVED_HERE);
		break;
	case W_hyperlink:
		report_kind(w, DOCX_LINK_END);
		break;
	case W_fldSimple:
		field_close(w, true);
		break;
	case MC_AlternateContent:
		w->branches--;
		w->choice_taken >>= 1;
		break;
	default:
		break;
	}
}

/* A property's end says nothing: its parent tells it from a change around runs. */
static bool is_property(const struct walk *w)
{
	enum xml_tag parent = xml_parent(w->x, 1);

	return parent == W_rPr || parent == W_trPr || parent == W_numPr;
}

static void on_close(void *to, struct xml *x, enum xml_tag tag)
{
	struct walk *w = to;
	struct level *l = here(w);

	w->x = x;
	switch (tag) {
	case XML_UNKNOWN:
		break;
	case W_p:
		paragraph_close(w);
		break;
	case W_r:
		run_close(w);
		break;
	case W_t:
	case W_delText:
	case W_instrText:
	case W_delInstrText:
		text_close_element(w);
		break;
	case W_rPr:
		if (l->in_run && w->run_properties != NONE && xml_parent(x, 1) == W_r)
			l->run.properties = (struct span){w->run_properties, xml_span(x).end};
		w->run_properties = NONE;
		break;
	default:
		if (!is_property(w) && !frame_close(w, tag))
			inline_close(w, tag);
	}
}

static void on_text(void *to, struct xml *x, struct str text)
{
	struct walk *w = to;

	w->x = x;
	if (w->text == NONE || !here(w)->in_run)
		return;
	if (w->instruction)
		field_instruction(w, text);
	else if (!in_instruction(w))
		report(w, (struct docx_event){.kind = DOCX_TEXT,
					      .of = w->deleted_text,
					      .element = w->text,
					      .loose = !w->preserve,
					      .text = text});
}

enum status docx_walk(struct document *d, uint32_t part, const struct docx_handler *handler,
		      struct err *err)
{
	const struct document_part *p = &d->parts.at[part];
	struct walk *w = ARENA_NEW(d->arena, struct walk);
	const struct xml_handler events = {w, on_open, on_close, on_text};

	w->d = d;
	w->arena = d->arena;
	w->handler = handler;
	w->text = w->run_properties = NONE;
	w->foreign = !p->utf8;
	return xml_read(d->arena, str_part(d->raw, p->raw.begin, p->raw.end), p->raw.begin, &events,
			d->path, p->name, err);
}
