#include "read/package.h"

#include "read/xml.h"

#include <stdlib.h>
#include <zip.h>

/* A part of a flat package: one XML file that holds what else would be members of a zip file. */
struct flat_part {
	struct str name, bytes;
};

struct package {
	struct arena *arena;
	struct str path;
	zip_t *zip; /* or NULL, and then: */
	VEC(struct flat_part) flat;
	size_t left; /* bytes that may still be inflated */
};

bool package_is_zip(struct str bytes)
{
	return str_starts(bytes, STR("PK\003\004")) || str_starts(bytes, STR("PK\005\006"));
}

bool package_is_flat(struct str bytes)
{
	enum { HEAD = 1024 };

	bytes.n = bytes.n < HEAD ? bytes.n : HEAD;
	return str_find(bytes, STR("http://schemas.microsoft.com/office/2006/xmlPackage"), 0) !=
	       SIZE_MAX;
}

/* ---- opening ----------------------------------------------------------------------- */

static enum status cannot_open(struct package *p, zip_error_t *error, struct err *err)
{
	return err_set(err, FF_EFORMAT,
		       "%.*s: is a damaged zip file (%s): it was cut off or changed on its way; "
		       "get it again",
		       STR_ARG(p->path), zip_error_strerror(error));
}

static enum status open_zip(struct package *p, struct str bytes, struct err *err)
{
	enum status status = FF_OK;
	zip_error_t error;
	zip_source_t *source;

	zip_error_init(&error);
	source = zip_source_buffer_create(bytes.p, bytes.n, 0, &error);
	if (source)
		p->zip = zip_open_from_source(source, ZIP_RDONLY, &error);
	if (!p->zip) {
		status = cannot_open(p, &error, err);
		zip_source_free(source);
	} else if (zip_get_num_entries(p->zip, 0) > PACKAGE_MEMBERS) {
		status = err_set(err, FF_ELIMIT, "%.*s: holds more than %d files; it is no draft",
				 STR_ARG(p->path), PACKAGE_MEMBERS);
	}
	zip_error_fini(&error);
	return status;
}

struct flattened {
	struct package *p;
	struct str bytes;
	uint32_t begin; /* of the part that is open */
};

static void flat_open(void *to, struct xml *x, enum xml_tag tag)
{
	struct flattened *f = to;
	struct str name = xml_attribute(x, XML_PKG, "name");

	if (tag == PKG_part && f->p->flat.n < PACKAGE_MEMBERS) {
		if (name.p && name.n && name.p[0] == '/')
			name = str_skip(name, 1);
		*vec_push(f->p->arena, &f->p->flat) = (struct flat_part){
			arena_str(f->p->arena, name.p ? name : STR_NONE), STR_NONE};
	}
	if (tag == PKG_xmlData)
		f->begin = xml_span(x).end;
}

static void flat_close(void *to, struct xml *x, enum xml_tag tag)
{
	struct flattened *f = to;

	if (tag == PKG_xmlData && f->p->flat.n && xml_span(x).begin >= f->begin)
		vec_last(&f->p->flat)->bytes = str_part(f->bytes, f->begin, xml_span(x).begin);
}

static enum status open_flat(struct package *p, struct str bytes, struct err *err)
{
	struct flattened f = {.p = p, .bytes = bytes};
	const struct xml_handler handler = {.to = &f, .open = flat_open, .close = flat_close};

	return xml_read(p->arena, bytes, 0, &handler, p->path, STR("the file"), err);
}

enum status package_open(struct package **out, struct arena *a, struct str bytes, struct str path,
			 struct err *err)
{
	struct package *p = ARENA_NEW(a, struct package);

	*p = (struct package){.arena = a, .path = path, .left = PACKAGE_ALL_MOST};
	*out = NULL;
	if ((package_is_zip(bytes) ? open_zip : open_flat)(p, bytes, err) != FF_OK) {
		package_close(p);
		return err->status;
	}
	*out = p;
	return FF_OK;
}

void package_close(struct package *p)
{
	if (p && p->zip)
		zip_discard(p->zip);
}

/* ---- members ------------------------------------------------------------------------- */

static int64_t flat_find(const struct package *p, struct str name)
{
	for (uint32_t i = 0; i < p->flat.n; i++)
		if (str_eq_nocase(p->flat.at[i].name, name))
			return i;
	return -1;
}

int64_t package_find(const struct package *p, struct str name)
{
	enum { NAME_MOST = 1024 };
	char text[NAME_MOST + 1];
	zip_int64_t found;

	if (!name.n || name.n > NAME_MOST || memchr(name.p, '\0', name.n))
		return -1;
	if (!p->zip)
		return flat_find(p, name);
	memcpy(text, name.p, name.n);
	text[name.n] = '\0';
	found = zip_name_locate(p->zip, text, ZIP_FL_ENC_GUESS);
	return found >= 0 ? found : zip_name_locate(p->zip, text, ZIP_FL_NOCASE);
}

static const char *member_name(struct package *p, int64_t member)
{
	const char *name = zip_get_name(p->zip, (zip_uint64_t)member, 0);

	return name ? name : "a part";
}

enum status package_size(struct package *p, int64_t member, size_t *out, struct err *err)
{
	const zip_uint64_t known = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
	zip_stat_t st;

	if (!p->zip) {
		*out = p->flat.at[member].bytes.n;
		return FF_OK;
	}
	zip_stat_init(&st);
	if (zip_stat_index(p->zip, (zip_uint64_t)member, 0, &st) < 0 || (st.valid & known) != known)
		return err_set(err, FF_EFORMAT, "%.*s: %s is damaged", STR_ARG(p->path),
			       member_name(p, member));
	if (st.valid & ZIP_STAT_ENCRYPTION_METHOD && st.encryption_method != ZIP_EM_NONE)
		return err_set(err, FF_EFORMAT, "%.*s: is encrypted: save it without a password",
			       STR_ARG(p->path));
	if (st.size > PACKAGE_PART_MOST || st.size > p->left)
		return err_set(err, FF_ELIMIT, "%.*s: %s is larger than %d MiB; split the file",
			       STR_ARG(p->path), member_name(p, member), PACKAGE_PART_MOST >> 20);
	if (st.size > PACKAGE_RATIO_FROM && st.size / PACKAGE_RATIO > st.comp_size)
		return err_set(
			err, FF_ELIMIT,
			"%.*s: %s unpacks to more than %d times its size: no Word file does, "
			"and it is not read",
			STR_ARG(p->path), member_name(p, member), PACKAGE_RATIO);
	*out = (size_t)st.size;
	return FF_OK;
}

static enum status damaged(struct package *p, int64_t member, const char *why, struct err *err)
{
	return err_set(err, FF_EFORMAT, "%.*s: %s is damaged (%s); get the file again",
		       STR_ARG(p->path), member_name(p, member), why);
}

/* Reads to the end, where the sum is compared. */
static enum status read_whole(struct package *p, int64_t member, zip_file_t *file, char *to,
			      size_t size, struct err *err)
{
	size_t n = 0;
	char beyond;

	while (n < size) {
		zip_int64_t got = zip_fread(file, to + n, size - n);

		if (got <= 0)
			return damaged(p, member,
				       got < 0 ? zip_file_strerror(file) : "it ends too early",
				       err);
		n += (size_t)got;
	}
	switch (zip_fread(file, &beyond, 1)) {
	case 0:
		return FF_OK;
	case 1:
		return damaged(p, member, "it is larger than it says", err);
	default:
		return damaged(p, member, zip_file_strerror(file), err);
	}
}

enum status package_inflate(struct package *p, int64_t member, char *to, size_t size,
			    struct err *err)
{
	enum status status;
	zip_file_t *file;

	if (!p->zip) {
		memcpy(to, p->flat.at[member].bytes.p, size);
		return FF_OK;
	}
	file = zip_fopen_index(p->zip, (zip_uint64_t)member, 0);
	if (!file)
		return damaged(p, member, zip_strerror(p->zip), err);
	p->left -= size < p->left ? size : p->left;
	status = read_whole(p, member, file, to, size, err);
	zip_fclose(file);
	return status;
}

enum status package_read(struct package *p, int64_t member, struct str *out, struct err *err)
{
	size_t size = 0;
	char *to;

	if (package_size(p, member, &size, err) != FF_OK)
		return err->status;
	to = arena_alloc(p->arena, size + 1);
	*out = (struct str){to, size};
	return package_inflate(p, member, to, size, err);
}

/* ---- relationships ------------------------------------------------------------------- */

struct listing {
	struct package *p;
	struct str folder; /* of the part: "word/", or empty */
	struct relationships *out;
};

/* 'target' as the name of a member: joined to the folder, with "." and ".." resolved; empty when
 * it leaves the package. */
static struct str resolve(struct arena *a, struct str folder, struct str target)
{
	char *p = arena_alloc(a, folder.n + target.n + 1);
	size_t n = 0;

	if (target.n && target.p[0] == '/')
		target = str_skip(target, 1);
	else if (folder.n)
		memcpy(p, folder.p, n = folder.n);
	while (target.n) {
		const char *slash = memchr(target.p, '/', target.n);
		struct str part = {target.p, slash ? (size_t)(slash - target.p) + 1 : target.n};

		target = str_skip(target, part.n);
		if (str_eq(part, STR("./")) || str_eq(part, STR("/")))
			continue;
		if (str_eq(part, STR("../"))) {
			if (!n)
				return STR_NONE;
			for (n--; n && p[n - 1] != '/';)
				n--;
			continue;
		}
		memcpy(p + n, part.p, part.n);
		n += part.n;
	}
	return (struct str){p, n};
}

static struct str after_slash(struct str s)
{
	size_t n = s.n;

	while (n && s.p[n - 1] != '/')
		n--;
	return str_skip(s, n);
}

static void list_open(void *to, struct xml *x, enum xml_tag tag)
{
	struct listing *l = to;
	struct arena *a = l->p->arena;
	struct relationship *r;
	struct str target;

	if (tag != PR_Relationship || l->out->list.n == PACKAGE_RELATIONSHIPS)
		return;
	r = vec_push(a, &l->out->list);
	r->id = arena_str(a, xml_attribute(x, XML_NONE, "Id"));
	r->type = arena_str(a, after_slash(xml_attribute(x, XML_NONE, "Type")));
	r->external = str_eq(xml_attribute(x, XML_NONE, "TargetMode"), STR("External"));
	target = xml_attribute(x, XML_NONE, "Target");
	r->target = r->external ? arena_str(a, target) : resolve(a, l->folder, target);
}

static int by_id(const void *a, const void *b)
{
	const struct relationship *x = a, *y = b;
	int order = str_compare(x->id, y->id);

	/* Of two with one id the first counts, as it was pushed. */
	return order ? order : (x > y) - (x < y);
}

enum status package_relationships(struct package *p, struct str name, struct relationships *out,
				  struct err *err)
{
	struct str file = after_slash(name), bytes;
	struct listing l = {.p = p, .folder = str_part(name, 0, name.n - file.n), .out = out};
	const struct xml_handler handler = {.to = &l, .open = list_open};
	struct str rels =
		arena_printf(p->arena, "%.*s_rels/%.*s.rels", STR_ARG(l.folder), STR_ARG(file));
	int64_t member = package_find(p, rels);

	*out = (struct relationships){0};
	if (member < 0)
		return FF_OK;
	if (package_read(p, member, &bytes, err) != FF_OK)
		return err->status;
	if (xml_read(p->arena, bytes, 0, &handler, p->path, rels, err) != FF_OK)
		return err->status;
	if (out->list.n)
		qsort(out->list.at, out->list.n, sizeof(*out->list.at), by_id);
	return FF_OK;
}

const struct relationship *relationship_find(const struct relationships *r, struct str id)
{
	uint32_t low;

	SEARCH(low, r->list.n, str_compare(r->list.at[low].id, id) < 0);
	return low < r->list.n && str_eq(r->list.at[low].id, id) ? &r->list.at[low] : NULL;
}

const struct relationship *relationship_of_type(const struct relationships *r, struct str type)
{
	for (uint32_t i = 0; i < r->list.n; i++)
		if (!r->list.at[i].external && str_eq(r->list.at[i].type, type))
			return &r->list.at[i];
	return NULL;
}
