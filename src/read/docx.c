#include "read/docx.h"

#include "read/xml.h"

enum { STORIES_MOST = 1024 /* headers and footers; a section has six at most */ };

/* A member that holds a story. */
struct story {
	int64_t member;
	struct str name;
	uint8_t part;
	size_t size;
};

struct opening {
	struct docx *r;
	struct str bytes;
	VEC(struct story) stories;
	size_t size; /* of all stories */
};

/* ---- the package -------------------------------------------------------------------------- */

static enum status not_word(const struct docx *r, const char *what)
{
	return err_set(r->err, FF_EFORMAT, "%.*s: not a Word file: %s", STR_ARG(r->d->path), what);
}

/* What a zip file without a Word document is, as far as its names tell. */
static const char *what_else(const struct package *p)
{
	if (package_find(p, STR("xl/workbook.xml")) >= 0)
		return "it is an Excel workbook";
	if (package_find(p, STR("ppt/presentation.xml")) >= 0)
		return "it is a PowerPoint presentation";
	if (package_find(p, STR("mimetype")) >= 0)
		return "it is an OpenDocument sheet or slides, or an e-book";
	return "no word/document.xml";
}

static bool is_listed(const struct opening *o, int64_t member)
{
	for (uint32_t i = 0; i < o->stories.n; i++)
		if (o->stories.at[i].member == member)
			return true;
	return false;
}

static enum status add_story(struct opening *o, struct str name, enum part part)
{
	int64_t member = package_find(o->r->package, name);
	struct story *story;

	if (member < 0 || o->stories.n == STORIES_MOST || is_listed(o, member))
		return FF_OK;
	story = vec_push(o->r->d->arena, &o->stories);
	*story = (struct story){.member = member, .name = name, .part = (uint8_t)part};
	if (package_size(o->r->package, member, &story->size, o->r->err) != FF_OK)
		return o->r->err->status;
	o->size += story->size;
	if (o->size > PACKAGE_ALL_MOST)
		return err_set(o->r->err, FF_ELIMIT, "%.*s: its text is larger than %d MiB",
			       STR_ARG(o->r->d->path), PACKAGE_ALL_MOST >> 20);
	return FF_OK;
}

static enum status list_stories(struct opening *o, struct str main)
{
	static const struct {
		struct str type;
		enum part part;
	} types[] = {
		{{"footnotes", 9}, PART_FOOTNOTES},
		{{"endnotes", 8}, PART_ENDNOTES},
		{{"header", 6}, PART_HEADER},
		{{"footer", 6}, PART_FOOTER},
	};
	const struct relationships *all = &o->r->main;
	enum status status = add_story(o, main, PART_BODY);

	for (size_t t = 0; t < COUNT_OF(types); t++)
		for (uint32_t i = 0; i < all->list.n && status == FF_OK; i++)
			if (!all->list.at[i].external &&
			    str_eq(all->list.at[i].type, types[t].type))
				status = add_story(o, all->list.at[i].target, types[t].part);
	return status;
}

/* All stories, one behind the other, become document.raw. */
static enum status inflate_stories(struct opening *o)
{
	struct document *d = o->r->d;
	char *to = arena_alloc(d->arena, o->size + 1);
	size_t n = 0;

	for (uint32_t i = 0; i < o->stories.n; i++) {
		const struct story *s = &o->stories.at[i];

		if (package_inflate(o->r->package, s->member, to + n, s->size, o->r->err) != FF_OK)
			return o->r->err->status;
		*vec_push(d->arena, &d->parts) = (struct document_part){
			.name = s->name,
			.raw = {(uint32_t)n, (uint32_t)(n + s->size)},
			.part = s->part,
			.utf8 = xml_is_utf8((struct str){to + n, s->size}),
		};
		n += s->size;
	}
	d->raw = (struct str){to, n};
	return FF_OK;
}

/* Where the links of each story lead. */
static enum status read_links(struct docx *r)
{
	struct document *d = r->d;

	r->all = arena_zero(d->arena, (d->parts.n + 1) * sizeof(*r->all));
	r->all[0] = r->main;
	for (uint32_t i = 1; i < d->parts.n; i++)
		if (package_relationships(r->package, d->parts.at[i].name, &r->all[i], r->err) !=
		    FF_OK)
			return r->err->status;
	return FF_OK;
}

/* A part of this type, or nothing. */
static struct str read_part(struct docx *r, struct str type, struct str *name)
{
	const struct relationship *to = relationship_of_type(&r->main, type);
	int64_t member = to ? package_find(r->package, to->target) : -1;
	struct str bytes = STR_NONE;

	*name = to ? to->target : type;
	if (member >= 0)
		package_read(r->package, member, &bytes, r->err);
	return bytes;
}

static enum status read_surroundings(struct docx *r)
{
	struct arena *a = r->d->arena;
	struct str name, bytes;

	bytes = read_part(r, STR("styles"), &name);
	r->styles.normal = NONE;
	if (bytes.n)
		docx_styles_read(&r->styles, a, bytes, r->d->path, name, r->err);
	bytes = read_part(r, STR("numbering"), &name);
	docx_numbering_read(&r->numbering, a, bytes, r->d->path, name, r->err);
	bytes = read_part(r, STR("settings"), &name);
	return docx_settings_read(&r->settings, a, bytes, r->d->path, name, r->err);
}

/* What needs the zip file to be open. */
static void load(void *to)
{
	struct opening *o = to;
	struct docx *r = o->r;
	struct relationships package = {0};
	const struct relationship *main;

	if (package_open(&r->package, r->d->arena, o->bytes, r->d->path, r->err) != FF_OK ||
	    package_relationships(r->package, STR_NONE, &package, r->err) != FF_OK)
		return;
	main = relationship_of_type(&package, STR("officeDocument"));
	if (!main || package_find(r->package, main->target) < 0 ||
	    str_starts(main->target, STR("xl/")) || str_starts(main->target, STR("ppt/"))) {
		not_word(r, what_else(r->package));
		return;
	}
	if (package_relationships(r->package, main->target, &r->main, r->err) != FF_OK ||
	    list_stories(o, main->target) != FF_OK || inflate_stories(o) != FF_OK ||
	    read_links(r) != FF_OK)
		return;
	read_surroundings(r);
}

/* ---- the stories ------------------------------------------------------------------------------
 */

static void story_event(void *to, const struct docx_event *e)
{
	docx_take(to, e);
}

static void section_event(void *to, const struct docx_event *e)
{
	struct docx *r = to;

	if (e->kind == DOCX_SECTION)
		*vec_push(r->d->arena, &r->sections) = e->section;
}

/* A section's settings stand behind it: where any speak of notes they are read beforehand. */
static enum status find_sections(struct docx *r)
{
	const struct docx_handler handler = {r, section_event};
	struct span raw = r->d->parts.at[0].raw;
	struct str body = str_part(r->d->raw, raw.begin, raw.end);

	if (str_find(body, STR("footnotePr"), 0) == SIZE_MAX &&
	    str_find(body, STR("endnotePr"), 0) == SIZE_MAX)
		return FF_OK;
	return docx_walk(r->d, 0, &handler, r->err);
}

void docx_story_open(struct docx *r, uint32_t part)
{
	r->part = r->d->parts.at[part].part;
	if (r->all)
		r->own = r->all[part];
	r->block = NONE;
	r->mark = NONE;
	r->joining = false;
	r->tables = r->boxes = r->nopen = r->lost = r->inserted = r->deleted = 0;
	r->waiting.n = 0;
	r->lead.waits = r->lead.typed = false;
}

static enum status write_story(struct docx *r, uint32_t part)
{
	const struct docx_handler handler = {r, story_event};

	docx_story_open(r, part);
	if (docx_walk(r->d, part, &handler, r->err) != FF_OK)
		return r->err->status;
	docx_block_close(r);
	return FF_OK;
}

static enum status write_notes(struct docx *r, unsigned series, uint32_t part)
{
	if (part == NONE)
		return FF_OK;
	docx_story_open(r, part);
	return docx_notes_write(r, series, part);
}

static uint32_t part_find(const struct document *d, enum part part)
{
	for (uint32_t i = 0; i < d->parts.n; i++)
		if (d->parts.at[i].part == part)
			return i;
	return NONE;
}

static enum status write_stories(struct docx *r)
{
	struct document *d = r->d;
	uint32_t footnotes = part_find(d, PART_FOOTNOTES), endnotes = part_find(d, PART_ENDNOTES);

	if (write_story(r, 0) != FF_OK)
		return r->err->status;
	docx_typed_write(r);
	if (write_notes(r, DOCX_FOOTNOTES, footnotes) != FF_OK ||
	    write_notes(r, DOCX_ENDNOTES, endnotes) != FF_OK)
		return r->err->status;
	r->page = 0;
	for (uint32_t i = 1; i < d->parts.n; i++)
		if (d->parts.at[i].part >= PART_HEADER && write_story(r, i) != FF_OK)
			return r->err->status;
	return FF_OK;
}

/* Of the indicators that glyphs betray, the raised ones count. */
static void keep_raised(struct document *d, uint32_t first)
{
	uint32_t kept = first;

	for (uint32_t i = first; i < d->indicators.n; i++)
		if (d->indicators.at[i].evidence == EVIDENCE_RAISED)
			d->indicators.at[kept++] = d->indicators.at[i];
	d->indicators.n = kept;
}

void docx_finish(struct docx *r)
{
	struct document *d = r->d;
	uint32_t format;

	text_close(&r->w);
	docx_letters_drop(r);
	format = d->indicators.n;
	for (uint32_t i = 0; i < d->blocks.n; i++) {
		*vec_push(d->arena, &d->lines) = d->blocks.at[i].span.begin;
		if (!r->pages)
			d->blocks.at[i].page = 0;
	}
	if (!d->lines.n)
		*vec_push(d->arena, &d->lines) = 0;
	docx_fields_finish(r);
	read_indicators(d, false);
	keep_raised(d, format);
	indicators_merge(d, format);
}

static enum status read_stories(struct docx *r)
{
	struct document *d = r->d;

	if (find_sections(r) != FF_OK || text_open(&r->w, d, d->raw.n + 256, r->err) != FF_OK)
		return r->err->status;
	r->w.grows = true;
	r->page = 1;
	r->numbered = r->heading = NONE;
	if (write_stories(r) != FF_OK)
		return r->err->status;
	if (r->beyond)
		return err_set(r->err, FF_ELIMIT, "%.*s: has more than %s; split the file",
			       STR_ARG(d->path), r->beyond);
	docx_finish(r);
	return FF_OK;
}

static enum status read_docx(struct document *d, struct str bytes, struct err *err)
{
	struct docx *r = ARENA_NEW(d->arena, struct docx);
	struct opening o = {.r = r, .bytes = bytes};
	bool whole;

	r->d = d;
	r->err = err;
	d->file_size = (uint32_t)bytes.n;
	whole = arena_try(d->arena, load, &o);
	package_close(r->package);
	if (!whole)
		arena_fail(d->arena);
	return err->status == FF_OK ? read_stories(r) : err->status;
}

/* ---- files that are no packages
 * ------------------------------------------------------------------ */

/* "EncryptedPackage" in UTF-16, as the directory of an OLE file has it. */
static bool is_encrypted(struct str bytes)
{
	static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

	return memmem(bytes.p, bytes.n, name, sizeof(name)) != NULL;
}

static enum status refuse_ole(const struct document *d, struct str bytes, struct err *err)
{
	if (is_encrypted(bytes))
		return err_set(err, FF_EFORMAT,
			       "%.*s: is encrypted: open it in Word and save it without a password",
			       STR_ARG(d->path));
	return err_set(
		err, FF_EFORMAT,
		"%.*s: is a binary Word file of before 2007 (.doc): open it in Word and save "
		"it as .docx",
		STR_ARG(d->path));
}

static bool docx_claims(struct str bytes)
{
	return package_is_zip(bytes) || package_is_flat(bytes) ||
	       str_starts(bytes, STR("\xd0\xcf\x11\xe0"));
}

static enum status read_package(struct document *d, struct str bytes, struct err *err)
{
	if (str_starts(bytes, STR("\xd0\xcf\x11\xe0")))
		return refuse_ole(d, bytes, err);
	if (!package_is_zip(bytes) && !package_is_flat(bytes))
		return err_set(err, FF_EFORMAT,
			       "%.*s: is not a Word file, whatever its name says; get it again",
			       STR_ARG(d->path));
	return read_docx(d, bytes, err);
}

const struct reader reader_docx = {
	.name = "docx",
	.extensions = " docx docm dotx dotm ",
	.summary = "Word files (.docx, .docm, .dotx)",
	.claims = docx_claims,
	.read_bytes = read_package,
};
