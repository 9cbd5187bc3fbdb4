#include "zipped.h"

#include <stdio.h>
#include <stdlib.h>
#include <zip.h>

static void must(bool whole, const char *what)
{
	if (whole)
		return;
	fprintf(stderr, "zipped: %s\n", what);
	exit(2);
}

/* The bytes that a closed archive has left in its source. */
static struct str bytes_of(zip_source_t *source, struct arena *a)
{
	zip_stat_t st;
	char *p;

	zip_stat_init(&st);
	must(zip_source_stat(source, &st) == 0 && st.valid & ZIP_STAT_SIZE, "no size");
	p = arena_alloc(a, st.size + 1);
	must(zip_source_open(source) == 0, "cannot be read back");
	must(zip_source_read(source, p, st.size) == (zip_int64_t)st.size, "is cut off");
	zip_source_close(source);
	return (struct str){p, st.size};
}

static struct str archive(struct arena *a, const struct zipped_member *members, size_t n, bool open)
{
	zip_error_t error;
	zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, &error);
	zip_t *zip = target ? zip_open_from_source(target, ZIP_TRUNCATE, &error) : NULL;
	struct str out;

	must(zip != NULL, "no archive");
	zip_source_keep(target);
	for (size_t i = 0; i < n; i++) {
		zip_source_t *source =
			zip_source_buffer(zip, members[i].bytes.p, members[i].bytes.n, 0);
		zip_int64_t at = zip_file_add(zip, arena_str(a, members[i].name).p, source,
					      ZIP_FL_ENC_UTF_8);

		must(at >= 0, "a member cannot be added");
		/* What tells the format stands open. */
		if (open || str_eq(members[i].name, STR("mimetype")))
			zip_set_file_compression(zip, (zip_uint64_t)at, ZIP_CM_STORE, 0);
		/* The same bytes whenever it is made. */
		zip_file_set_dostime(zip, (zip_uint64_t)at, 0, 0x21, 0);
	}
	must(zip_close(zip) == 0, "cannot be closed");
	out = bytes_of(target, a);
	zip_source_free(target);
	return out;
}

struct str zipped(struct arena *a, const struct zipped_member *members, size_t n)
{
	return archive(a, members, n, false);
}

struct str zipped_open(struct arena *a, const struct zipped_member *members, size_t n)
{
	return archive(a, members, n, true);
}
