#include "fix/docx_story.h"

#include <stdlib.h>

enum { BOXES_MOST = 16, CHANGES_MOST = 64, FIELDS_MOST = 64 };

struct reading {
	struct document *d;
	struct docx_story *s;
	struct arena *arena;
	uint32_t run[BOXES_MOST]; /* index of the open run, by depth of text boxes; or NONE */
	unsigned box;
	struct span insertions[CHANGES_MOST]; /* start tags of open changes */
	unsigned changes, moved_here;
	uint8_t kinds[CHANGES_MOST];
	unsigned paragraphs; /* that are open */
	uint32_t control;    /* the outermost open one in a paragraph, or NONE */
	unsigned controls;   /* that are open inside it, with itself */
	uint32_t field;	     /* the outermost one of this paragraph, or NONE */
	uint32_t open_fields[FIELDS_MOST];
	unsigned nfields;
	uint32_t field_ends; /* the one that ends with the open run, or NONE */
	int32_t note;
	bool writable;
	bool in_text; /* the last atom is a w:t that is open */
};

/* ---- runs ------------------------------------------------------------------------------- */

static void run_open(struct reading *r, const struct docx_event *e)
{
	struct docx_run_place *run = vec_push(r->arena, &r->s->runs);
	uint32_t index = r->s->runs.n - 1;

	run->tag = e->raw;
	run->properties = (struct span){e->raw.end, e->raw.end};
	if (e->run && !span_is_empty(e->run->properties))
		run->properties = e->run->properties;
	run->end = (struct span){NONE, NONE};
	run->outer = r->box && r->run[0] != NONE ? r->run[0] : index;
	run->control = r->control;
	if (e->run && e->run->in_insertion && r->changes && r->changes <= CHANGES_MOST)
		run->insertion = r->insertions[r->changes - 1];
	r->run[r->box] = index;
}

static void run_close(struct reading *r, const struct docx_event *e)
{
	uint32_t index = r->run[r->box];

	if (index != NONE)
		r->s->runs.at[index].end = e->raw;
	if (r->field_ends != NONE)
		r->s->fields.at[r->field_ends].end = e->raw.end;
	r->field_ends = NONE;
	r->run[r->box] = NONE;
}

/* ---- atoms ------------------------------------------------------------------------------ */

/* A reference and the mark that follows it are nothing without each other, and a part of what
 * stands above the line may read otherwise than the whole. */
static bool belongs_to_run(const struct docx_event *e)
{
	return e->nested || e->fixed == FIXED_MARK || (e->kind == DOCX_REFERENCE && e->of) ||
	       (e->kind == DOCX_TEXT && e->run && e->run->raised);
}

static struct docx_atom *atom_add(struct reading *r, const struct docx_event *e)
{
	struct docx_atom *atom = vec_push(r->arena, &r->s->atoms);

	*atom = (struct docx_atom){
		.raw = e->raw,
		.element = e->raw,
		.inside = e->raw,
		.run = r->run[r->box],
		.field = r->box ? NONE : r->field,
		.note = r->note,
		.kind = e->kind,
		.whole = belongs_to_run(e),
		.free = r->writable && !e->fixed && !e->nested && !r->moved_here,
		.deleted = e->fixed == FIXED_DELETED || e->fixed == FIXED_MOVED ||
			   (e->kind == DOCX_TEXT && e->of),
		.bound = e->fixed == FIXED_CONTROL,
	};
	return atom;
}

/* What is written in two tags is seldom met, and not worth cutting. */
static void element_atom(struct reading *r, const struct docx_event *e)
{
	struct docx_atom *atom;

	if (r->run[r->box] == NONE)
		return;
	atom = atom_add(r, e);
	if (r->d->raw.p[e->raw.end - 2] != '/') {
		atom->whole = true;
		atom->free = false;
	}
	if (e->kind == DOCX_REFERENCE && !atom->deleted)
		*vec_push(r->arena, &r->s->references) =
			(struct docx_reference){e->part, e->id, r->s->atoms.n - 1};
}

static void text_piece(struct reading *r, const struct docx_event *e)
{
	struct docx_atom *atom = r->s->atoms.n ? vec_last(&r->s->atoms) : NULL;

	if (r->run[r->box] == NONE)
		return;
	if (!r->in_text || !atom || atom->element.begin != e->element) {
		atom = atom_add(r, e);
		atom->element.begin = e->element;
		r->in_text = true;
	}
	atom->inside.end = e->raw.end;
}

static bool is_white(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void text_ends(struct reading *r, const struct docx_event *e)
{
	struct docx_atom *atom = r->s->atoms.n ? vec_last(&r->s->atoms) : NULL;
	const char *p = r->d->raw.p;

	if (!r->in_text || !atom)
		return;
	r->in_text = false;
	atom->inside.end = e->raw.begin;
	atom->element.end = e->raw.end;
	atom->preserve = e->of;
	atom->raw = atom->inside;
	/* A comment of XML, or CDATA. */
	if (memchr(p + atom->inside.begin, '<', atom->inside.end - atom->inside.begin)) {
		atom->whole = true;
		atom->free = false;
	}
	for (;
	     !atom->preserve && atom->raw.end > atom->raw.begin && is_white(p[atom->raw.end - 1]);)
		atom->raw.end--;
	for (; !atom->preserve && atom->raw.end > atom->raw.begin && is_white(p[atom->raw.begin]);)
		atom->raw.begin++;
}

/* ---- what lies around them -------------------------------------------------------------- */

static void change_open(struct reading *r, const struct docx_event *e)
{
	if (r->changes < CHANGES_MOST) {
		r->insertions[r->changes] = e->raw;
		r->kinds[r->changes] = e->change->kind;
	}
	r->moved_here += e->change->kind == CHANGE_MOVED_HERE;
	r->changes++;
}

static void change_close(struct reading *r)
{
	if (!r->changes)
		return;
	r->changes--;
	if (r->changes < CHANGES_MOST && r->kinds[r->changes] == CHANGE_MOVED_HERE)
		r->moved_here--;
}

static void control_open(struct reading *r, const struct docx_event *e)
{
	if (r->control == NONE && r->paragraphs && !r->box) {
		*vec_push(r->arena, &r->s->controls) = e->raw;
		r->control = r->s->controls.n - 1;
	}
	r->controls += r->control != NONE;
}

static void control_close(struct reading *r, const struct docx_event *e)
{
	if (r->control == NONE || --r->controls)
		return;
	r->s->controls.at[r->control].end = e->raw.end;
	r->control = NONE;
}

static bool is_simple_end(const struct reading *r, struct span tag)
{
	return str_ends(str_part(r->d->raw, tag.begin, tag.end), STR("fldSimple>"));
}

/* The marks of most fields stand in runs of their own; w:fldSimple stands around runs. */
static void field_open(struct reading *r, const struct docx_event *e)
{
	uint32_t run = r->run[r->box], own = NONE;

	if (r->field == NONE && !r->box) {
		uint32_t begin = run == NONE ? e->raw.begin : r->s->runs.at[run].tag.begin;

		own = r->s->fields.n;
		*vec_push(r->arena, &r->s->fields) = (struct span){begin, NONE};
		r->field = own;
	}
	if (r->nfields < FIELDS_MOST)
		r->open_fields[r->nfields] = own;
	r->nfields++;
}

static void field_close(struct reading *r, const struct docx_event *e)
{
	uint32_t own;

	if (!r->nfields)
		return;
	r->nfields--;
	own = r->nfields < FIELDS_MOST ? r->open_fields[r->nfields] : NONE;
	if (own == NONE || own != r->field)
		return;
	r->field = NONE;
	if (r->run[0] != NONE)
		r->field_ends = own;
	else if (is_simple_end(r, e->raw))
		r->s->fields.at[own].end = e->raw.end;
}

/* A field that goes on in other paragraphs, a table of contents, is none to stand around. */
static void paragraph_close(struct reading *r)
{
	r->paragraphs -= r->paragraphs > 0;
	if (!r->box)
		r->field = NONE;
}

static void box(struct reading *r, bool opens)
{
	if (opens && r->box + 1 < BOXES_MOST)
		r->run[++r->box] = NONE;
	else if (!opens && r->box)
		r->box--;
}

static void on_event(void *to, const struct docx_event *e)
{
	struct reading *r = to;

	switch (e->kind) {
	case DOCX_NOTE:
		r->note = e->of ? -1 : e->id;
		break;
	case DOCX_NOTE_END:
		r->note = -1;
		break;
	case DOCX_PARAGRAPH:
		r->paragraphs++;
		break;
	case DOCX_PARAGRAPH_END:
		paragraph_close(r);
		break;
	case DOCX_FIELD:
		field_open(r, e);
		break;
	case DOCX_FIELD_END:
		field_close(r, e);
		break;
	case DOCX_RUN:
		run_open(r, e);
		break;
	case DOCX_RUN_END:
		run_close(r, e);
		break;
	case DOCX_TEXT:
		text_piece(r, e);
		break;
	case DOCX_TEXT_END:
		text_ends(r, e);
		break;
	case DOCX_TAB:
	case DOCX_BREAK:
	case DOCX_HYPHEN:
	case DOCX_SOFT_HYPHEN:
	case DOCX_SYMBOL:
	case DOCX_REFERENCE:
	case DOCX_MARK:
		element_atom(r, e);
		break;
	case DOCX_CHANGE:
		change_open(r, e);
		break;
	case DOCX_CHANGE_END:
		change_close(r);
		break;
	case DOCX_CONTROL:
		control_open(r, e);
		break;
	case DOCX_CONTROL_END:
		control_close(r, e);
		break;
	case DOCX_BOX:
	case DOCX_BOX_END:
		box(r, e->kind == DOCX_BOX);
		break;
	case DOCX_COMMENT:
		*vec_push(r->arena, &r->s->anchors) = (struct docx_anchor){e->id, e->raw.end};
		break;
	default:
		break;
	}
}

/* ---- finding ---------------------------------------------------------------------------- */

static int by_id(const void *a, const void *b)
{
	const struct docx_anchor *x = a, *y = b;

	if (x->id != y->id)
		return x->id < y->id ? -1 : 1;
	return (x->at > y->at) - (x->at < y->at);
}

static int by_note(const void *a, const void *b)
{
	const struct docx_reference *x = a, *y = b;

	if (x->part != y->part)
		return x->part < y->part ? -1 : 1;
	if (x->id != y->id)
		return x->id < y->id ? -1 : 1;
	return (x->atom > y->atom) - (x->atom < y->atom);
}

/* Which atoms are shown next to each that is not. */
static void link_shown(struct docx_story *s)
{
	uint32_t shown = NONE;

	for (uint32_t i = 0; i < s->atoms.n; i++) {
		shown = s->atoms.at[i].deleted ? shown : i;
		s->atoms.at[i].shown_before = shown;
	}
	shown = NONE;
	for (uint32_t i = s->atoms.n; i-- > 0;) {
		shown = s->atoms.at[i].deleted ? shown : i;
		s->atoms.at[i].shown_next = shown;
	}
}

enum status docx_story_read(struct docx_story *s, struct document *d, uint32_t part,
			    struct err *err)
{
	const struct document_part *p = &d->parts.at[part];
	struct reading r = {
		.d = d,
		.s = s,
		.arena = d->arena,
		.control = NONE,
		.field = NONE,
		.field_ends = NONE,
		.note = -1,
		.run = {NONE},
		/* Nothing else may change. */
		.writable = p->utf8 && (p->part == PART_BODY || p->part == PART_FOOTNOTES ||
					p->part == PART_ENDNOTES),
	};
	const struct docx_handler handler = {&r, on_event};

	*s = (struct docx_story){.part = part};
	if (docx_walk(d, part, &handler, err) != FF_OK)
		return err->status;
	link_shown(s);
	if (s->anchors.n)
		qsort(s->anchors.at, s->anchors.n, sizeof(*s->anchors.at), by_id);
	if (s->references.n)
		qsort(s->references.at, s->references.n, sizeof(*s->references.at), by_note);
	return FF_OK;
}

uint32_t docx_atom_at(const struct docx_story *s, uint32_t raw)
{
	uint32_t low;

	SEARCH(low, s->atoms.n, s->atoms.at[low].raw.end <= raw);
	return low;
}

uint32_t docx_reference_of(const struct docx_story *s, uint8_t part, int32_t id)
{
	const struct docx_reference want = {part, id, 0};
	uint32_t low;

	SEARCH(low, s->references.n, by_note(&s->references.at[low], &want) < 0);
	if (low == s->references.n || s->references.at[low].part != part ||
	    s->references.at[low].id != id)
		return NONE;
	return s->references.at[low].atom;
}

const struct docx_anchor *docx_anchor_of(const struct docx_story *s, int32_t id)
{
	const struct docx_anchor want = {id, 0};
	uint32_t low;

	SEARCH(low, s->anchors.n, by_id(&s->anchors.at[low], &want) < 0);
	return low < s->anchors.n && s->anchors.at[low].id == id ? &s->anchors.at[low] : NULL;
}

uint32_t docx_atom_to_edit(const struct docx_story *s, struct span raw)
{
	uint32_t i = docx_atom_at(s, raw.begin);
	const struct docx_atom *atom;

	/* An insertion at its end. */
	if (span_is_empty(raw) && i && (i == s->atoms.n || s->atoms.at[i].raw.begin > raw.begin))
		i--;
	atom = &s->atoms.at[i];
	if (i >= s->atoms.n || !atom->free || !span_holds(atom->raw, raw))
		return NONE;
	if (atom->kind == DOCX_TEXT)
		return i;
	return !span_is_empty(raw) && raw.begin == atom->raw.begin && raw.end == atom->raw.end &&
			       (atom->kind == DOCX_TAB || atom->kind == DOCX_HYPHEN ||
				atom->kind == DOCX_SOFT_HYPHEN)
		       ? i
		       : NONE;
}

struct span docx_space_place(struct str raw, const struct docx_atom *atom)
{
	uint32_t from = atom->element.begin, bracket = atom->inside.begin - 1;
	struct str tag = str_part(raw, from, bracket);
	size_t name = str_find(tag, STR("xml:space"), 0), n = name;

	if (name == SIZE_MAX)
		return (struct span){bracket, bracket};
	while (n < tag.n && tag.p[n] != '"' && tag.p[n] != '\'')
		n++;
	n = str_find(tag, str_part(tag, n, n + 1), n + 1);
	return (struct span){from + (uint32_t)name - 1, from + (uint32_t)n + 1};
}
