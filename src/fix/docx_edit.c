#include "fix/docx_edit.h"

#include <stdlib.h>

/* ---- small things ----------------------------------------------------------------------- */

uint32_t docx_id_new(struct docx_ids *ids)
{
	for (; ids->i < ids->n && ids->used[ids->i] <= ids->next; ids->i++)
		ids->next += ids->used[ids->i] == ids->next;
	return ids->next++;
}

void docx_escape(struct buf *out, struct str text)
{
	size_t from = 0;

	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];
		const char *as = c == '&'			    ? "&amp;"
				 : c == '<'			    ? "&lt;"
				 : c == '>'			    ? "&gt;"
				 : c == '"'			    ? "&quot;"
				 : (uint8_t)c < ' ' && !is_space(c) ? ""
								    : NULL;

		if (!as)
			continue;
		buf_add(out, str_part(text, from, i));
		buf_add(out, str_of(as));
		from = i + 1;
	}
	buf_add(out, str_skip(text, from));
}

static bool is_name_end(char c)
{
	return is_space(c) || c == '/' || c == '>';
}

bool docx_strict(struct str part)
{
	return str_find(part, STR("http://purl.oclc.org/ooxml/wordprocessingml/main"), 0) !=
	       SIZE_MAX;
}

struct docx_names docx_names_of(struct str tag, bool strict)
{
	const char *colon;
	size_t n = 1;

	while (n < tag.n && !is_name_end(tag.p[n]))
		n++;
	colon = memchr(tag.p, ':', n);
	if (colon) {
		struct str prefix = str_part(tag, 1, (size_t)(colon - tag.p) + 1);

		return (struct docx_names){prefix, prefix, STR_NONE};
	}
	return (struct docx_names){
		STR_NONE, STR("ff:"),
		strict ? STR(" xmlns:ff=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"")
		       : STR(" xmlns:ff=\"http://schemas.openxmlformats.org/wordprocessingml/2006/"
			     "main\"")};
}

/* ---- cuts ------------------------------------------------------------------------------- */

enum how {
	BETWEEN, /* beside a run */
	IN_RUN,	 /* between two elements of a run */
	IN_TEXT, /* in a w:t */
};

/* Where something that belongs between runs is put. */
struct cut {
	uint32_t at; /* offset in raw */
	uint32_t atom;
	uint8_t how;
};

/* What is put in at one place: a change, or an end of a comment's range. */
struct item {
	struct cut from, to; /* what lies between them is replaced */
	const struct docx_change *change;
	const struct docx_mark *mark;
	/* The order: by 'at' and 'atom', which for a mark at a change are the change's; marks
	 * before the change, the change, marks behind it; ends, starts, ends of nothing. */
	uint32_t at, atom, id;
	uint8_t phase, rank;
};

struct editing {
	struct buf *out;
	struct str raw;
	const struct docx_story *s;
	const struct docx_author *author;
	struct docx_ids *ids;
	struct docx_names names; /* of the run at hand */
	bool strict;
	uint32_t cursor; /* all before it is written, or gone */
	struct cut open; /* of what must be opened again before more is copied */
	bool is_closed;
	struct span drop; /* still to be left out */
};

static const struct docx_run_place *run_of(const struct docx_story *s, uint32_t atom)
{
	return &s->runs.at[s->atoms.at[atom].run];
}

static struct cut before_run(const struct docx_run_place *run, uint32_t atom)
{
	return (struct cut){run->tag.begin, atom, BETWEEN};
}

static struct cut cut_before(const struct docx_story *s, uint32_t i, uint32_t at)
{
	const struct docx_atom *atom = &s->atoms.at[i];
	const struct docx_run_place *run = run_of(s, i);

	if (at > atom->raw.begin && atom->kind == DOCX_TEXT && at < atom->raw.end)
		return (struct cut){at, i, IN_TEXT};
	if (atom->element.begin == run->properties.end)
		return before_run(run, i);
	return (struct cut){atom->element.begin, i, IN_RUN};
}

static struct cut cut_behind(const struct docx_story *s, uint32_t i, uint32_t at)
{
	const struct docx_atom *atom = &s->atoms.at[i];
	const struct docx_run_place *run = run_of(s, i);

	if (at < atom->raw.end && atom->kind == DOCX_TEXT && at > atom->raw.begin)
		return (struct cut){at, i, IN_TEXT};
	if (atom->element.end == run->end.begin)
		return (struct cut){run->end.end, i, BETWEEN};
	return (struct cut){atom->element.end, i, IN_RUN};
}

static uint32_t edge(struct span s, bool end)
{
	return end ? s.end : s.begin;
}

/* Out of what may not be cut, and of what loses what stands in it: a text box, what lies deeper in
 * a run, a control that is written from data, the result of a field. */
static bool cut_around(const struct docx_story *s, const struct docx_mark *m, struct cut *out)
{
	const struct docx_atom *atom = &s->atoms.at[m->atom];
	const struct docx_run_place *run = &s->runs.at[atom->run];
	const struct docx_run_place *outer = &s->runs.at[run->outer];
	struct span around = {NONE, NONE}, whole = {outer->tag.begin, outer->end.end};

	if (run != outer || atom->whole)
		around = whole;
	if (atom->field != NONE && s->fields.at[atom->field].end != NONE)
		around = s->fields.at[atom->field];
	if (outer->control != NONE && atom->bound)
		around = s->controls.at[outer->control];
	*out = (struct cut){edge(around, m->end), m->atom, BETWEEN};
	return out->at != NONE;
}

static struct cut cut_for(const struct docx_story *s, const struct docx_mark *m)
{
	struct cut cut;

	if (cut_around(s, m, &cut))
		return cut;
	return m->end ? cut_behind(s, m->atom, m->at) : cut_before(s, m->atom, m->at);
}

uint32_t docx_mark_atom(const struct docx_story *s, const struct docx_mark *m)
{
	uint32_t i = docx_atom_at(s, cut_for(s, m).at);

	return i < s->atoms.n ? s->atoms.at[i].shown_next : NONE;
}

/* ---- writing ---------------------------------------------------------------------------- */

static void put(struct editing *e, struct str s)
{
	buf_add(e->out, s);
}

static struct str raw_of(const struct editing *e, struct span at)
{
	return str_part(e->raw, at.begin, at.end);
}

/* "<w:del w:id="…" …>" and the like, as far as the name. */
static void put_open(struct editing *e, const char *name)
{
	buf_add_char(e->out, '<');
	put(e, e->names.prefix);
	put(e, str_of(name));
}

static void put_close(struct editing *e, const char *name)
{
	put(e, STR("</"));
	put(e, e->names.prefix);
	put(e, str_of(name));
	buf_add_char(e->out, '>');
}

static void put_attribute(struct editing *e, const char *name, struct str value)
{
	buf_add_char(e->out, ' ');
	put(e, e->names.attribute);
	put(e, str_of(name));
	put(e, STR("=\""));
	docx_escape(e->out, value);
	buf_add_char(e->out, '"');
}

static void put_id(struct editing *e, uint32_t id)
{
	char digits[12];
	size_t i = sizeof(digits);

	do
		digits[--i] = (char)('0' + id % 10);
	while (id /= 10);
	put_attribute(e, "id", (struct str){digits + i, sizeof(digits) - i});
}

/* Where the value of the attribute "id" of a tag stands; empty where it has none. */
static struct span id_value(struct str tag)
{
	size_t at = str_find(tag, STR(":id="), 0);
	struct span value = {0, 0};

	if (at == SIZE_MAX || at + 6 > tag.n)
		return value;
	value.begin = value.end = (uint32_t)at + 5;
	while (value.end < tag.n && (is_digit(tag.p[value.end]) || tag.p[value.end] == '-'))
		value.end++;
	return value;
}

/* A tag that stands twice from now on: a number must not. */
static void put_renumbered(struct editing *e, struct str tag)
{
	struct span value = id_value(tag);

	if (span_is_empty(value)) {
		put(e, tag);
		return;
	}
	put(e, str_part(tag, 0, value.begin));
	buf_add_number(e->out, docx_id_new(e->ids));
	put(e, str_skip(tag, value.end));
}

static void put_properties(struct editing *e, struct str properties)
{
	size_t at = str_find(properties, STR("rPrChange "), 0), end;

	if (at == SIZE_MAX) {
		put(e, properties);
		return;
	}
	end = str_find(properties, STR(">"), at);
	end = end == SIZE_MAX ? properties.n : end;
	put(e, str_part(properties, 0, at));
	put_renumbered(e, str_part(properties, at, end));
	put(e, str_skip(properties, end));
}

static void put_run(struct editing *e, const struct docx_run_place *run)
{
	put(e, raw_of(e, run->tag));
	put_properties(e, raw_of(e, run->properties));
}

static void put_text_open(struct editing *e, const char *name)
{
	put_open(e, name);
	put(e, STR(" xml:space=\"preserve\">"));
}

static void put_change_open(struct editing *e, const char *name)
{
	put_open(e, name);
	put(e, e->names.declaration);
	put_id(e, docx_id_new(e->ids));
	put_attribute(e, "author", e->author->name);
	if (e->author->date.n)
		put_attribute(e, "date", e->author->date);
	buf_add_char(e->out, '>');
}

static void put_deleted(struct editing *e, const struct docx_change *c)
{
	bool text = e->s->atoms.at[c->atom].kind == DOCX_TEXT;

	put_change_open(e, "del");
	put_run(e, run_of(e->s, c->atom));
	if (text)
		put_text_open(e, "delText");
	put(e, raw_of(e, c->at));
	if (text)
		put_close(e, "delText");
	put_close(e, "r");
	put_close(e, "del");
}

static void put_insertion_end(struct editing *e, struct span tag)
{
	struct docx_names names = docx_names_of(raw_of(e, tag), e->strict);

	put(e, STR("</"));
	put(e, names.prefix);
	put(e, STR("ins>"));
}

/* Bytes of "</w:ins>" if that is what stands at 'at', else 0. */
static uint32_t insertion_end(const struct editing *e, const struct cut *cut)
{
	struct str end = STR("ins>"), rest = str_skip(e->raw, cut->at);
	uint32_t n = (uint32_t)(2 + e->names.prefix.n + end.n);

	if (cut->how != BETWEEN || rest.n < n || !str_starts(rest, STR("</")) ||
	    !str_starts(str_skip(rest, 2), e->names.prefix) ||
	    !str_starts(str_skip(rest, 2 + e->names.prefix.n), end))
		return 0;
	return n;
}

/* Within what another has inserted an insertion stands beside his, as Word does it. Returns
 * where the part goes on, 'to' being where the change ends. */
static uint32_t put_inserted(struct editing *e, const struct docx_change *c, const struct cut *to)
{
	const struct docx_run_place *run = run_of(e->s, c->atom);
	bool inside = !span_is_empty(run->insertion);
	uint32_t end = inside ? insertion_end(e, to) : 0;

	if (inside)
		put_insertion_end(e, run->insertion);
	put_change_open(e, "ins");
	put_run(e, run);
	put_text_open(e, "t");
	put(e, c->text);
	put_close(e, "t");
	put_close(e, "r");
	put_close(e, "ins");
	if (inside && !end)
		put_renumbered(e, raw_of(e, run->insertion));
	return to->at + end;
}

static void put_mark(struct editing *e, const struct docx_mark *m)
{
	put_open(e, m->end ? "commentRangeEnd" : "commentRangeStart");
	put(e, e->names.declaration);
	put_id(e, m->id);
	put(e, STR("/>"));
	if (!m->end)
		return;
	put_open(e, "r");
	put(e, STR("><"));
	put(e, e->names.prefix);
	put(e, STR("commentReference"));
	put(e, e->names.declaration);
	put_id(e, m->id);
	put(e, STR("/>"));
	put_close(e, "r");
}

/* ---- copying ---------------------------------------------------------------------------- */

static void copy_plain(struct editing *e, uint32_t to)
{
	if (!span_is_empty(e->drop) && e->drop.begin < to) {
		if (e->cursor < e->drop.begin)
			put(e, str_part(e->raw, e->cursor, e->drop.begin));
		e->cursor = e->cursor > e->drop.end ? e->cursor : e->drop.end;
		e->drop = (struct span){0, 0};
	}
	if (e->cursor < to)
		put(e, str_part(e->raw, e->cursor, to));
	e->cursor = e->cursor > to ? e->cursor : to;
}

/* What stands before a cut through a w:t: where the cut leaves a space at its end, the space must
 * count from now on, and white space that did not count must go. */
static void copy_to(struct editing *e, const struct cut *cut)
{
	const struct docx_atom *atom = &e->s->atoms.at[cut->atom];

	if (cut->how == IN_TEXT && !atom->preserve && e->cursor < atom->inside.begin &&
	    is_space(e->raw.p[cut->at - 1])) {
		struct span place = docx_space_place(e->raw, atom);

		copy_plain(e, place.begin);
		put(e, STR(" xml:space=\"preserve\""));
		e->cursor = place.end;
		copy_plain(e, atom->inside.begin);
		e->cursor = atom->raw.begin;
	}
	copy_plain(e, cut->at);
}

/* Ends the elements that stand open at a cut. */
static void close_at(struct editing *e, const struct cut *cut)
{
	if (cut->how == IN_TEXT)
		put_close(e, "t");
	if (cut->how != BETWEEN)
		put_close(e, "r");
}

static void open_again(struct editing *e)
{
	const struct docx_atom *atom = &e->s->atoms.at[e->open.atom];
	const struct docx_run_place *run = run_of(e->s, e->open.atom);

	if (!e->is_closed)
		return;
	e->is_closed = false;
	if (e->open.how != BETWEEN)
		put_run(e, run);
	if (e->open.how != IN_TEXT)
		return;
	put_text_open(e, "t");
	if (!atom->preserve)
		e->drop = (struct span){atom->raw.end, atom->inside.end};
}

static void put_item(struct editing *e, const struct item *item)
{
	bool joined = e->is_closed && item->from.at == e->cursor && item->from.how == e->open.how;

	if (!joined) {
		open_again(e);
		copy_to(e, &item->from);
	}
	e->names = docx_names_of(raw_of(e, run_of(e->s, item->from.atom)->tag), e->strict);
	if (!joined)
		close_at(e, &item->from);
	if (item->mark)
		put_mark(e, item->mark);
	if (item->change && !span_is_empty(item->change->at))
		put_deleted(e, item->change);
	e->cursor = e->cursor > item->to.at ? e->cursor : item->to.at;
	if (item->change && item->change->text.n)
		e->cursor = put_inserted(e, item->change, &item->to);
	e->open = item->to;
	e->is_closed = true;
}

/* ---- the order -------------------------------------------------------------------------- */

/* The change that a mark stands at or in, or NULL. */
static const struct docx_change *change_at(const struct docx_edits *edits,
					   const struct docx_mark *m)
{
	uint32_t low;
	const struct docx_change *c;

	SEARCH(low, edits->changes.n, edits->changes.at[low].at.end < m->at);
	if (low == edits->changes.n)
		return NULL;
	c = &edits->changes.at[low];
	/* A start behind what is replaced has nothing to do with it. */
	return c->at.begin <= m->at ? c : NULL;
}

static struct item change_item(const struct docx_story *s, const struct docx_change *c)
{
	struct item item = {.change = c, .atom = c->atom, .phase = 1};

	item.from = cut_before(s, c->atom, c->at.begin);
	item.to = cut_behind(s, c->atom, c->at.end);
	if (span_is_empty(c->at)) {
		/* One place: at the start of the atom, or behind what it follows. */
		if (c->at.begin == s->atoms.at[c->atom].raw.begin)
			item.to = item.from;
		else
			item.from = item.to;
	}
	item.at = item.from.at;
	return item;
}

static struct item mark_item(const struct docx_story *s, const struct docx_edits *edits,
			     const struct docx_mark *m)
{
	const struct docx_change *c = change_at(edits, m);
	struct item item = {.mark = m, .atom = m->atom, .phase = 1, .id = m->id};
	struct item beside;

	item.rank = !m->end ? 1 : m->empty ? 2 : 0;
	item.from = item.to = cut_for(s, m);
	item.at = item.from.at;
	if (!c || cut_around(s, m, &item.from))
		return item;
	beside = change_item(s, c);
	item.atom = c->atom;
	item.at = beside.at;
	item.phase = m->at == c->at.begin && (!m->end || !span_is_empty(c->at)) ? 0
		     : m->at == c->at.end || m->end				? 2
										: 0;
	item.from = item.to = item.phase == 2 ? beside.to : beside.from;
	return item;
}

static int by_order(const void *a, const void *b)
{
	const struct item *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	if (x->atom != y->atom)
		return x->atom < y->atom ? -1 : 1;
	if (x->phase != y->phase)
		return x->phase < y->phase ? -1 : 1;
	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

void docx_edit(struct buf *out, const struct document *d, const struct docx_story *s,
	       struct docx_edits *edits, const struct docx_author *author, struct docx_ids *ids,
	       struct arena *a)
{
	const struct document_part *part = &d->parts.at[s->part];
	uint32_t n = edits->changes.n + edits->marks.n;
	struct item *items = arena_alloc(a, (n + 1) * sizeof(*items));
	struct editing e = {.out = out, .raw = d->raw, .s = s, .author = author, .ids = ids};

	e.cursor = part->raw.begin;
	e.strict = docx_strict(str_part(d->raw, part->raw.begin, part->raw.end));
	for (uint32_t i = 0; i < edits->changes.n; i++)
		items[i] = change_item(s, &edits->changes.at[i]);
	for (uint32_t i = 0; i < edits->marks.n; i++)
		items[edits->changes.n + i] = mark_item(s, edits, &edits->marks.at[i]);
	qsort(items, n, sizeof(*items), by_order);
	for (uint32_t i = 0; i < n; i++)
		put_item(&e, &items[i]);
	open_again(&e);
	copy_plain(&e, part->raw.end);
}
