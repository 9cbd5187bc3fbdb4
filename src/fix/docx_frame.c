#include "fix/docx_frame.h"

#include "read/package.h"
#include "read/xml.h"

struct loading {
	struct docx_frame *f;
	struct str package, path;
	struct arena *arena;
	struct err *err;
	struct package *p;
	bool in_saved; /* in dcterms:modified */
};

/* ---- may it be written ------------------------------------------------------------------ */

static bool says_yes(struct str value)
{
	return str_eq(value, STR("1")) || str_eq(value, STR("true")) || str_eq(value, STR("on"));
}

static bool has(const struct xml *x, const char *name)
{
	return xml_attribute(x, XML_W, name).p;
}

static void settings_open(void *to, struct xml *x, enum xml_tag tag)
{
	struct loading *l = to;
	struct str enforced = xml_attribute(x, XML_W, "enforcement");

	if (tag == W_documentProtection && enforced.p && says_yes(enforced))
		err_set(l->err, FF_EFORMAT,
			"%.*s: is protected against changes: take the protection off in Word "
			"(Review, Restrict Editing), then fix it",
			STR_ARG(l->path));
	/* Without a password it is but a recommendation. */
	if (tag == W_writeProtection && (has(x, "hash") || has(x, "hashValue")))
		err_set(l->err, FF_EFORMAT,
			"%.*s: may be changed only with a password: save it without one in Word, "
			"then fix it",
			STR_ARG(l->path));
}

static enum status not_signed(struct loading *l, const struct relationships *package)
{
	if (!relationship_of_type(package, STR("origin")))
		return FF_OK;
	return err_set(l->err, FF_EFORMAT,
		       "%.*s: is signed, and any change would break the signature: remove it in "
		       "Word (File, Info), then fix it",
		       STR_ARG(l->path));
}

/* ---- parts ------------------------------------------------------------------------------ */

static struct str read_member(struct loading *l, struct str name)
{
	int64_t member = package_find(l->p, name);
	struct str bytes = STR_NONE;

	if (member >= 0)
		package_read(l->p, member, &bytes, l->err);
	return bytes;
}

static struct str read_related(struct loading *l, const struct relationships *all, struct str type,
			       struct str *name)
{
	const struct relationship *to = relationship_of_type(all, type);

	*name = to ? to->target : STR_NONE;
	return to ? read_member(l, to->target) : STR_NONE;
}

static void core_open(void *to, struct xml *x, enum xml_tag tag)
{
	struct loading *l = to;

	(void)x;
	l->in_saved = tag == DCTERMS_modified;
}

static void core_text(void *to, struct xml *x, struct str text)
{
	struct loading *l = to;

	(void)x;
	if (l->in_saved && text.n >= 20 && text.n < 40 && is_digit(text.p[0]))
		l->f->saved = arena_str(l->arena, text);
	l->in_saved = false;
}

static void read_saved(struct loading *l, const struct relationships *package)
{
	const struct xml_handler handler = {.to = l, .open = core_open, .text = core_text};
	struct str name, bytes = read_related(l, package, STR("core-properties"), &name);

	if (bytes.n)
		xml_read(l->arena, bytes, 0, &handler, l->path, name, l->err);
}

static void read_settings(struct loading *l, const struct relationships *main)
{
	const struct xml_handler handler = {.to = l, .open = settings_open};
	struct str name, bytes = read_related(l, main, STR("settings"), &name);

	if (bytes.n)
		xml_read(l->arena, bytes, 0, &handler, l->path, name, l->err);
}

/* "word/" of "word/document.xml", and "document.xml". */
static void split(struct str name, struct str *folder, struct str *file)
{
	size_t n = name.n;

	while (n && name.p[n - 1] != '/')
		n--;
	*folder = str_part(name, 0, n);
	*file = str_skip(name, n);
}

/* Names that nothing in the package has. */
static void name_comments(struct loading *l, const struct relationships *main)
{
	struct docx_frame *f = l->f;
	struct str folder, file;

	split(f->main, &folder, &file);
	f->relationships.name =
		arena_printf(l->arena, "%.*s_rels/%.*s.rels", STR_ARG(folder), STR_ARG(file));
	f->relationships.bytes = read_member(l, f->relationships.name);
	f->comments.bytes = read_related(l, main, STR("comments"), &f->comments.name);
	if (f->comments.bytes.n)
		return;
	f->comments.name = arena_printf(l->arena, "%.*scomments.xml", STR_ARG(folder));
	for (unsigned i = 2; package_find(l->p, f->comments.name) >= 0; i++)
		f->comments.name = arena_printf(l->arena, "%.*scomments%u.xml", STR_ARG(folder), i);
	f->relationship = STR("rIdFootfault");
	for (unsigned i = 2; relationship_find(main, f->relationship); i++)
		f->relationship = arena_printf(l->arena, "rIdFootfault%u", i);
}

static void load(void *to)
{
	struct loading *l = to;
	struct relationships package = {0}, main = {0};
	const struct relationship *document;

	if (package_open(&l->p, l->arena, l->package, l->path, l->err) != FF_OK ||
	    package_relationships(l->p, STR_NONE, &package, l->err) != FF_OK ||
	    not_signed(l, &package) != FF_OK)
		return;
	document = relationship_of_type(&package, STR("officeDocument"));
	l->f->main = document ? document->target : STR("word/document.xml");
	if (package_relationships(l->p, l->f->main, &main, l->err) != FF_OK)
		return;
	read_settings(l, &main);
	read_saved(l, &package);
	name_comments(l, &main);
	l->f->types.name = STR("[Content_Types].xml");
	l->f->types.bytes = read_member(l, l->f->types.name);
}

enum status docx_frame_read(struct docx_frame *f, struct str package, struct str path,
			    struct arena *a, struct err *err)
{
	struct loading l = {.f = f, .package = package, .path = path, .arena = a, .err = err};
	bool whole;

	*f = (struct docx_frame){.saved = STR_NONE};
	whole = arena_try(a, load, &l);
	package_close(l.p);
	if (!whole)
		arena_fail(a);
	return err->status;
}

/* ---- the ends of parts ------------------------------------------------------------------ */

struct root {
	struct span open, close;
	bool begun;
};

static void root_open(void *to, struct xml *x, enum xml_tag tag)
{
	struct root *r = to;

	(void)tag;
	if (!r->begun)
		r->open = xml_span(x);
	r->begun = true;
}

/* The last element that ends is the root. */
static void root_close(void *to, struct xml *x, enum xml_tag tag)
{
	struct root *r = to;

	(void)tag;
	r->close = xml_span(x);
}

static enum status root_read(struct root *r, const struct docx_member *part, struct str path,
			     struct arena *a, struct err *err)
{
	const struct xml_handler handler = {r, root_open, root_close, NULL};

	*r = (struct root){.begun = false};
	if (!xml_is_utf8(part->bytes))
		return err_set(err, FF_EFORMAT,
			       "%.*s: %.*s is not in UTF-8 and cannot be written; save the file "
			       "again in Word",
			       STR_ARG(path), STR_ARG(part->name));
	return xml_read(a, part->bytes, 0, &handler, path, part->name, err);
}

enum status docx_root_tag(struct str *out, const struct docx_member *part, struct str path,
			  struct arena *a, struct err *err)
{
	struct root r;

	if (root_read(&r, part, path, a, err) == FF_OK)
		*out = str_part(part->bytes, r.open.begin, r.open.end);
	return err->status;
}

enum status docx_root_append(struct buf *out, const struct docx_member *part, struct str more,
			     struct str path, struct arena *a, struct err *err)
{
	struct str bytes = part->bytes, tag;
	struct root r;
	size_t name = 1;

	if (root_read(&r, part, path, a, err) != FF_OK)
		return err->status;
	if (!span_is_empty(r.close)) {
		buf_add(out, str_part(bytes, 0, r.close.begin));
		buf_add(out, more);
		buf_add(out, str_skip(bytes, r.close.begin));
		return FF_OK;
	}
	/* <comments …/> is opened. */
	tag = str_part(bytes, r.open.begin, r.open.end);
	while (name < tag.n && !is_space(tag.p[name]) && tag.p[name] != '/')
		name++;
	buf_add(out, str_part(bytes, 0, r.open.end - 2));
	buf_add_char(out, '>');
	buf_add(out, more);
	buf_add(out, STR("</"));
	buf_add(out, str_part(tag, 1, name));
	buf_add_char(out, '>');
	buf_add(out, str_skip(bytes, r.open.end));
	return FF_OK;
}

/* ---- a new part ------------------------------------------------------------------------- */

static enum status enter(struct docx_members *members, const struct docx_member *list,
			 const char *element, struct str attributes, struct str path,
			 struct arena *a, struct err *err)
{
	struct buf out = BUF_INIT;
	struct str tag;

	if (docx_root_tag(&tag, list, path, a, err) == FF_OK) {
		struct docx_names names = docx_names_of(tag, false);
		struct str entry = arena_printf(a, "<%.*s%s %.*s/>", STR_ARG(names.prefix), element,
						STR_ARG(attributes));

		if (docx_root_append(&out, list, entry, path, a, err) == FF_OK)
			*vec_push(a, &members->list) =
				(struct docx_member){list->name, arena_str(a, buf_str(&out))};
	}
	buf_release(&out);
	return err->status;
}

enum status docx_frame_enter(const struct docx_frame *f, struct docx_members *members, bool strict,
			     struct str path, struct arena *a, struct err *err)
{
	struct docx_member relationships = f->relationships;
	struct str folder, file;

	split(f->comments.name, &folder, &file);
	if (!relationships.bytes.n)
		relationships.bytes =
			STR("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n"
			    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
			    "relationships\"/>");
	enter(members, &f->types, "Override",
	      arena_printf(a,
			   "PartName=\"/%.*s\" ContentType=\"application/vnd.openxmlformats-"
			   "officedocument.wordprocessingml.comments+xml\"",
			   STR_ARG(f->comments.name)),
	      path, a, err);
	return enter(members, &relationships, "Relationship",
		     arena_printf(a,
				  "Id=\"%.*s\" Type=\"%s/relationships/comments\" Target=\"%.*s\"",
				  STR_ARG(f->relationship),
				  strict ? "http://purl.oclc.org/ooxml/officeDocument"
					 : "http://schemas.openxmlformats.org/officeDocument/2006",
				  STR_ARG(file)),
		     path, a, err);
}

/* ---- numbers ---------------------------------------------------------------------------- */

struct numbering {
	struct docx_used *used;
	struct arena *arena;
};

static void number_open(void *to, struct xml *x, enum xml_tag tag)
{
	struct numbering *n = to;
	struct str id = xml_attribute(x, XML_W, "id");
	uint32_t value;

	(void)tag;
	if (id.p && str_number(id, &value))
		*vec_push(n->arena, &n->used->list) = value;
}

enum status docx_used_add(struct docx_used *used, const struct docx_member *part, struct str path,
			  struct arena *a, struct err *err)
{
	struct numbering n = {used, a};
	const struct xml_handler handler = {.to = &n, .open = number_open};

	return part->bytes.n ? xml_read(a, part->bytes, 0, &handler, path, part->name, err) : FF_OK;
}
