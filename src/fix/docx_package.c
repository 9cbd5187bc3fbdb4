#include "fix/docx_package.h"

#include <stdlib.h>
#include <zip.h>

struct writing {
	zip_t *zip;
	zip_source_t *bytes; /* what the package is read from, and written to */
	struct str path;
	struct arena *arena;
	struct err *err;
};

static enum status failed(struct writing *w, const char *why)
{
	return err_set(w->err, FF_EFORMAT, "%.*s: the package cannot be written anew: %s",
		       STR_ARG(w->path), why);
}

/* The bytes are a copy that libzip owns: what it writes begins as a clone of what it reads, and
 * some versions (1.7.3) free those bytes whoever owns them. */
static enum status open_package(struct writing *w, struct str original)
{
	char *copy = malloc(original.n);
	zip_error_t error;

	if (!copy)
		return err_set(w->err, FF_ENOMEM, "%.*s: not enough memory", STR_ARG(w->path));
	memcpy(copy, original.p, original.n);
	zip_error_init(&error);
	w->bytes = zip_source_buffer_create(copy, original.n, 1, &error);
	if (!w->bytes)
		free(copy);
	if (w->bytes) {
		/* Opening takes one reference; the other is for reading the result. */
		zip_source_keep(w->bytes);
		w->zip = zip_open_from_source(w->bytes, 0, &error);
	}
	if (!w->zip) {
		failed(w, zip_error_strerror(&error));
		/* Both references; nothing happens where there is none. */
		zip_source_free(w->bytes);
		zip_source_free(w->bytes);
	}
	zip_error_fini(&error);
	return w->err->status;
}

/* Method and time of a member, to be given to what stands in its place. */
static bool looks(struct writing *w, zip_int64_t member, zip_stat_t *st)
{
	const zip_uint64_t known = ZIP_STAT_MTIME | ZIP_STAT_COMP_METHOD;

	zip_stat_init(st);
	return zip_stat_index(w->zip, (zip_uint64_t)member, 0, st) == 0 &&
	       (st->valid & known) == known;
}

static zip_int64_t put_bytes(struct writing *w, const struct docx_member *m, const char *name,
			     zip_int64_t at)
{
	zip_source_t *source = zip_source_buffer(w->zip, m->bytes.p, m->bytes.n, 0);

	if (!source)
		return -1;
	if (at < 0)
		at = zip_file_add(w->zip, name, source, ZIP_FL_ENC_UTF_8);
	else if (zip_file_replace(w->zip, (zip_uint64_t)at, source, 0) != 0)
		at = -1;
	if (at < 0)
		zip_source_free(source);
	return at;
}

/* *like: how the member before looked, for those that are new. */
static enum status put(struct writing *w, const struct docx_member *m, zip_stat_t *like)
{
	const char *name = arena_str(w->arena, m->name).p;
	zip_int64_t at = zip_name_locate(w->zip, name, ZIP_FL_ENC_GUESS);

	if (at < 0)
		at = zip_name_locate(w->zip, name, ZIP_FL_NOCASE);
	if (at >= 0 && !looks(w, at, like))
		return failed(w, "it is damaged");
	at = put_bytes(w, m, name, at);
	if (at < 0 || zip_file_set_mtime(w->zip, (zip_uint64_t)at, like->mtime, 0) != 0 ||
	    zip_set_file_compression(
		    w->zip, (zip_uint64_t)at,
		    like->comp_method == ZIP_CM_STORE ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 0) != 0)
		return failed(w, zip_strerror(w->zip));
	return FF_OK;
}

static enum status read_back(struct writing *w, struct str *out)
{
	zip_stat_t st;
	zip_int64_t n = -1;
	char *p;

	if (zip_source_stat(w->bytes, &st) != 0 || !(st.valid & ZIP_STAT_SIZE) ||
	    zip_source_open(w->bytes) != 0)
		return failed(w, zip_error_strerror(zip_source_error(w->bytes)));
	p = arena_alloc(w->arena, (size_t)st.size + 1);
	n = zip_source_read(w->bytes, p, st.size);
	zip_source_close(w->bytes);
	if (n < 0 || (zip_uint64_t)n != st.size)
		return failed(w, "its bytes cannot be read back");
	*out = (struct str){p, (size_t)n};
	return FF_OK;
}

static enum status write_members(struct writing *w, const struct docx_members *members)
{
	zip_stat_t like = {.comp_method = ZIP_CM_DEFLATE};

	for (uint32_t i = 0; i < members->list.n; i++)
		if (put(w, &members->list.at[i], &like) != FF_OK)
			return w->err->status;
	return FF_OK;
}

enum status docx_package_write(struct str *out, struct str original,
			       const struct docx_members *members, struct str path, struct arena *a,
			       struct err *err)
{
	struct writing w = {.path = path, .arena = a, .err = err};

	*out = original;
	if (!members->list.n)
		return FF_OK;
	if (open_package(&w, original) != FF_OK)
		return err->status;
	if (write_members(&w, members) != FF_OK) {
		zip_discard(w.zip);
	} else if (zip_close(w.zip) != 0) {
		failed(&w, zip_strerror(w.zip));
		zip_discard(w.zip);
	} else {
		read_back(&w, out);
	}
	zip_source_free(w.bytes);
	return err->status;
}
