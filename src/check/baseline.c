#include "check/suppress.h"

#include "base/file.h"

#include <jansson.h>
#include <stdlib.h>

enum { BASELINE_MOST = 512 << 20 };

static int by_value(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

static size_t count_findings(const json_t *files)
{
	size_t i, n = 0;
	json_t *file;

	json_array_foreach (files, i, file)
		n += json_array_size(json_object_get(file, "findings"));
	return n;
}

static void collect(struct baseline *out, uint64_t *at, const json_t *files)
{
	size_t i, j;
	json_t *file, *finding;

	json_array_foreach (files, i, file)
		json_array_foreach (json_object_get(file, "findings"), j, finding) {
			const char *hex =
				json_string_value(json_object_get(finding, "fingerprint"));

			if (hex)
				at[out->n++] = strtoull(hex, NULL, 16);
		}
	if (out->n)
		qsort(at, out->n, sizeof(*at), by_value);
	out->at = at;
}

enum status baseline_read(struct baseline *out, struct arena *a, const char *path, struct err *err)
{
	struct str text;
	json_error_t error;
	json_t *root, *files;

	*out = (struct baseline){0};
	if (file_read(a, path, BASELINE_MOST, &text, err) != FF_OK)
		return err->status;
	root = json_loadb(text.p, text.n, 0, &error);
	if (!root)
		return err_set(err, FF_ECONFIG, "%s:%d:%d: %s", path, error.line, error.column,
			       error.text);
	files = json_object_get(root, "files");
	if (json_is_array(files))
		collect(out, arena_alloc(a, (count_findings(files) + 1) * sizeof(uint64_t)), files);
	else
		err_set(err, FF_ECONFIG,
			"%s: is no report; make one with \"footfault check --format json\"", path);
	json_decref(root);
	return err->status;
}

bool baseline_has(const struct baseline *b, uint64_t fingerprint)
{
	return b && b->n && bsearch(&fingerprint, b->at, b->n, sizeof(fingerprint), by_value);
}
