#include "fix/docx.h"

#include "doc/place.h"
#include "fix/docx_frame.h"
#include "fix/docx_remark.h"
#include "read/reader.h"
#include "read/xml.h"

#include <stdlib.h>

struct fixing {
	struct fixed *out;
	struct check_job *job;
	const struct config *config;
	const struct docx_options *options;
	struct str original;
	const char *name;
	struct arena *arena;
	struct err *err;
	struct docx_frame frame;
	struct docx_source first; /* as the file is */
	struct docx_source last;  /* as it is when all is mended */
	struct checked checked;	  /* the last */
	struct pieces pieces;	  /* the first's raw, before and now */
};

static struct str path_of(const struct fixing *f)
{
	return str_of(f->name);
}

static struct str part_bytes(const struct document *d, uint32_t part)
{
	return str_part(d->raw, d->parts.at[part].raw.begin, d->parts.at[part].raw.end);
}

/* ---- rounds of checking and fixing ------------------------------------------------------ */

/* The parts that these changes of d->raw make anew, out of the new raw. */
static void list_changed(struct docx_members *out, const struct document *d,
			 const struct changes *changes, struct str now, struct arena *a)
{
	uint32_t next = 0;
	size_t begin = 0;

	for (uint32_t i = 0; i < d->parts.n; i++) {
		struct span raw = d->parts.at[i].raw;
		size_t size = raw.end - raw.begin;
		bool changed = false;

		for (; next < changes->list.n && changes->list.at[next].at.begin < raw.end;
		     next++) {
			const struct change *c = &changes->list.at[next];

			size = size + c->text.n - (c->at.end - c->at.begin);
			changed = true;
		}
		if (changed)
			*vec_push(a, &out->list) = (struct docx_member){
				d->parts.at[i].name, str_part(now, begin, begin + size)};
		begin += size;
	}
}

/* Reads and checks one state of the file. */
static enum status look(struct fixing *f, struct str bytes)
{
	struct document *d = ARENA_NEW(f->arena, struct document);

	if (read_bytes(d, f->arena, bytes, f->name, f->err) != FF_OK)
		return f->err->status;
	if (strcmp(d->format, "docx") != 0)
		return err_set(f->err, FF_EFORMAT,
			       "%s: is no Word file; save it as .docx to have it mended", f->name);
	if (docx_source_read(&f->last, d, f->err) != FF_OK)
		return f->err->status;
	check_run(f->job, &f->checked, d, f->config);
	return FF_OK;
}

/* "Ibid" that becomes "Ibid." is a stop that is added, not a word that is written anew. */
static void narrow(const struct fixing *f, struct change *c)
{
	struct str old = document_str(f->last.doc, c->at);
	struct edit edit = {.span = c->at, .text = c->text};

	if (str_starts(c->text, old)) {
		edit.span.begin = c->at.end;
		edit.text = str_skip(c->text, old.n);
	} else if (str_starts(old, c->text)) {
		edit.span.begin += (uint32_t)c->text.n;
		edit.text = STR_NONE;
	}
	if (docx_may_edit(&f->last, &edit) && source_is_free(f->last.doc, edit.span))
		*c = (struct change){edit.span, edit.text};
}

/* Mends what is to be mended now; *bytes becomes the file with that. False: nothing was. */
static bool mend(struct fixing *f, struct str *bytes)
{
	const struct change_filter filter = {&f->last, docx_may_edit};
	const struct document *d = f->last.doc;
	struct docx_members members = {0};
	struct changes of_text, raw;

	changes_choose(&of_text, &f->checked, f->options->suggested, &filter);
	if (!of_text.list.n)
		return false;
	for (uint32_t i = 0; i < of_text.list.n; i++)
		narrow(f, &of_text.list.at[i]);
	docx_changes_lower(&raw, &f->last, &of_text);
	pieces_change(&f->pieces, &raw);
	f->out->fixes += of_text.fixes;
	list_changed(&members, d, &raw, pieces_text(&f->pieces), f->arena);
	return docx_package_write(bytes, *bytes, &members, path_of(f), f->arena, f->err) == FF_OK;
}

static enum status mend_all(struct fixing *f)
{
	struct str bytes = f->original;

	for (unsigned round = 0; round <= FIX_ROUNDS; round++) {
		if (look(f, bytes) != FF_OK)
			return f->err->status;
		if (round == 0) {
			f->first = f->last;
			pieces_init(&f->pieces, f->first.doc->raw, f->arena);
		}
		if (round == FIX_ROUNDS || !mend(f, &bytes))
			break;
	}
	return f->err->status;
}

/* ---- the new package -------------------------------------------------------------------- */

static int by_number(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* The numbers that elements have in the stories and the comments. */
static enum status numbers_in_use(struct fixing *f, struct docx_ids *ids)
{
	const struct document *d = f->first.doc;
	struct docx_used used = {0};

	for (uint32_t i = 0; i < d->parts.n; i++) {
		struct docx_member part = {d->parts.at[i].name, part_bytes(d, i)};

		if (docx_used_add(&used, &part, path_of(f), f->arena, f->err) != FF_OK)
			return f->err->status;
	}
	if (docx_used_add(&used, &f->frame.comments, path_of(f), f->arena, f->err) != FF_OK)
		return f->err->status;
	if (used.list.n)
		qsort(used.list.at, used.list.n, sizeof(*used.list.at), by_number);
	*ids = (struct docx_ids){.used = used.list.at, .n = used.list.n, .next = 1};
	return FF_OK;
}

static void open_nothing(void *to, struct xml *x, enum xml_tag tag)
{
	(void)to, (void)x, (void)tag;
}

/* What is written can be read: a file that Word would refuse must never leave the house. */
static enum status is_sound(struct fixing *f, const struct docx_member *part)
{
	const struct xml_handler handler = {.open = open_nothing};
	struct err err = ERR_INIT;

	if (xml_read(f->arena, part->bytes, 0, &handler, path_of(f), part->name, &err) == FF_OK)
		return FF_OK;
	return err_set(f->err, FF_EFORMAT,
		       "%s: %.*s is built so that it cannot be changed safely; nothing is written",
		       f->name, STR_ARG(part->name));
}

static enum status add_member(struct fixing *f, struct docx_members *members, struct str name,
			      struct buf *bytes)
{
	struct docx_member *m = vec_push(f->arena, &members->list);

	*m = (struct docx_member){name, arena_str(f->arena, buf_str(bytes))};
	buf_release(bytes);
	*bytes = (struct buf)BUF_INIT;
	return is_sound(f, m);
}

/* The stories with their edits, or as they became by plain ones. */
static enum status write_stories(struct fixing *f, const struct docx_source *base,
				 struct docx_edits *edits, const struct docx_author *author,
				 struct docx_ids *ids, struct docx_members *members)
{
	const struct document *d = base->doc;

	for (uint32_t i = 0; i < d->parts.n; i++) {
		struct buf out = BUF_INIT;

		if (!edits[i].changes.n && !edits[i].marks.n &&
		    str_eq(part_bytes(d, i), part_bytes(f->first.doc, i)))
			continue;
		docx_edit(&out, d, &base->stories[i], &edits[i], author, ids, f->arena);
		if (add_member(f, members, d->parts.at[i].name, &out) != FF_OK)
			return f->err->status;
	}
	return FF_OK;
}

/* The part of comments with the new ones; a new part is entered. */
static enum status write_comments(struct fixing *f, struct str more, bool strict,
				  struct docx_members *members)
{
	struct docx_member comments = f->frame.comments;
	struct buf out = BUF_INIT;

	if (!comments.bytes.n)
		comments.bytes = arena_printf(
			f->arena,
			"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n"
			"<w:comments xmlns:w=\"%s\"/>",
			strict ? "http://purl.oclc.org/ooxml/wordprocessingml/main"
			       : "http://schemas.openxmlformats.org/wordprocessingml/2006/main");
	if (docx_root_append(&out, &comments, more, path_of(f), f->arena, f->err) != FF_OK ||
	    add_member(f, members, comments.name, &out) != FF_OK) {
		buf_release(&out);
		return f->err->status;
	}
	if (f->frame.comments.bytes.n)
		return FF_OK;
	return docx_frame_enter(&f->frame, members, strict, path_of(f), f->arena, f->err);
}

/* How elements of the part of comments are named. */
static enum status names_of_comments(struct fixing *f, struct docx_names *names)
{
	struct str tag = STR("<w:comments>"), bytes = f->frame.comments.bytes;

	if (bytes.n &&
	    docx_root_tag(&tag, &f->frame.comments, path_of(f), f->arena, f->err) != FF_OK)
		return f->err->status;
	*names = docx_names_of(tag, docx_strict(bytes));
	return FF_OK;
}

static enum status write_members(struct fixing *f, struct docx_remarking *r,
				 struct docx_members *members)
{
	bool strict = docx_strict(part_bytes(f->first.doc, 0));
	struct docx_remarks ours;

	if (numbers_in_use(f, r->ids) != FF_OK || names_of_comments(f, &r->names) != FF_OK ||
	    docx_remarks_read(&ours, &f->frame.comments, r->author->name, &r->base->stories[0],
			      path_of(f), f->arena, f->err) != FF_OK)
		return f->err->status;
	r->ours = &ours;
	docx_remark_all(r, f->arena);
	if (write_stories(f, r->base, r->edits, r->author, r->ids, members) != FF_OK)
		return f->err->status;
	return r->added ? write_comments(f, buf_str(r->out), strict, members) : FF_OK;
}

static enum status write_package(struct fixing *f, struct str *bytes)
{
	const struct docx_source *base = f->options->accept ? &f->last : &f->first;
	struct docx_author author = {STR("footfault"), STR("ff"),
				     f->options->date.n ? f->options->date : f->frame.saved};
	struct docx_members members = {0};
	struct buf comments = BUF_INIT;
	struct docx_ids ids;
	struct docx_remarking r = {
		.checked = &f->checked,
		.base = base,
		.ids = &ids,
		.author = &author,
		.out = &comments,
		.edits = arena_zero(f->arena, (base->doc->parts.n + 1) * sizeof(*r.edits)),
	};

	if (!f->options->accept) {
		r.pieces = &f->pieces;
		docx_changes_collect(r.edits, base, &f->pieces);
	}
	write_members(f, &r, &members);
	buf_release(&comments);
	f->out->comments = r.added;
	if (f->err->status != FF_OK)
		return f->err->status;
	return docx_package_write(bytes, f->original, &members, path_of(f), f->arena, f->err);
}

enum status fix_docx(struct fixed *out, struct check_job *job, const struct config *config,
		     struct str original, const char *name, const struct docx_options *options,
		     struct arena *a, struct err *err)
{
	struct fixing f = {
		.out = out,
		.job = job,
		.config = config,
		.options = options,
		.original = original,
		.name = name,
		.arena = a,
		.err = err,
	};
	const struct change_filter filter = {&f.last, docx_may_edit};
	struct str bytes;

	*out = (struct fixed){.encoding = "utf-8"};
	if (mend_all(&f) != FF_OK ||
	    docx_frame_read(&f.frame, original, str_of(name), a, err) != FF_OK ||
	    write_package(&f, &bytes) != FF_OK)
		return err->status;
	fixed_count(out, &f.checked, &filter);
	pieces_init(&out->pieces, bytes, a);
	return FF_OK;
}
