#include "read/reader.h"

#include "base/file.h"

enum { EXTENSION_MAX = 16 };

static const struct reader *const readers[] = {
#define READER(name) &reader_##name,
#include "read/readers.def"
#undef READER
};

/* The ending of the last part of 'name' between two spaces, in lower case: " md ". */
static struct str extension(const char *name, char out[EXTENSION_MAX])
{
	const char *dot = strrchr(name, '.'), *slash = strrchr(name, '/');
	size_t n = 0;

	if (!dot || (slash && dot < slash) || strlen(dot + 1) > EXTENSION_MAX - 2 || !dot[1])
		return STR_NONE;
	out[n++] = ' ';
	for (dot++; *dot; dot++)
		out[n++] = to_lower(*dot);
	out[n++] = ' ';
	return (struct str){out, n};
}

static const struct reader *claimant(const char *name)
{
	char buffer[EXTENSION_MAX];
	struct str ending = extension(name, buffer);

	for (size_t i = 0; ending.n && i < COUNT_OF(readers); i++)
		if (str_find(str_of(readers[i]->extensions), ending, 0) != SIZE_MAX)
			return readers[i];
	return NULL;
}

const struct reader *reader_find(const char *name)
{
	const struct reader *reader = claimant(name);

	return reader ? reader : readers[COUNT_OF(readers) - 1];
}

bool reader_claims(const char *name)
{
	return claimant(name) != NULL;
}

/* The first bytes of a binary format say more than a name. */
static const struct reader *reader_of(const char *name, struct str bytes)
{
	for (size_t i = 0; i < COUNT_OF(readers); i++)
		if (readers[i]->claims && readers[i]->claims(bytes))
			return readers[i];
	return reader_find(name);
}

static enum status read_as(struct document *d, const char *name, struct str bytes, struct err *err)
{
	const struct reader *reader = reader_of(name, bytes);
	enum status status;

	d->format = reader->name;
	d->file = bytes;
	if (reader->read_bytes)
		return reader->read_bytes(d, bytes, err);
	status = read_encoding(d, bytes, err);
	return status == FF_OK ? reader->read(d, err) : status;
}

enum status read_document(struct document *d, struct arena *a, const char *path,
			  const struct read_options *options, struct err *err)
{
	size_t max = options && options->max_size ? options->max_size : READ_MAX_SIZE;
	enum status status;
	struct str bytes;

	document_init(d, a, str_of(path));
	d->changes_shown = options ? (uint8_t)options->changes : CHANGES_FINAL;
	if (options && options->input.p && strcmp(path, "-") == 0)
		bytes = options->input;
	else if ((status = file_read(a, path, max, &bytes, err)) != FF_OK)
		return status;
	return read_as(d, options && options->name ? options->name : path, bytes, err);
}

enum status read_bytes(struct document *d, struct arena *a, struct str bytes, const char *name,
		       struct err *err)
{
	document_init(d, a, str_of(name));
	if (bytes.n > READ_MAX_SIZE)
		return err_set(err, FF_ELIMIT, "%s: larger than %d MiB", name, READ_MAX_SIZE >> 20);
	return read_as(d, name, bytes, err);
}

enum status read_again(struct document *out, const struct document *d, enum changes_shown changes,
		       struct err *err)
{
	document_init(out, d->arena, d->path);
	out->changes_shown = (uint8_t)changes;
	for (size_t i = 0; i < COUNT_OF(readers); i++)
		if (strcmp(readers[i]->name, d->format) == 0 && readers[i]->read_bytes) {
			out->format = d->format;
			out->file = d->file;
			return readers[i]->read_bytes(out, d->file, err);
		}
	return err_set(err, FF_EFORMAT, "%.*s: has no changes that are tracked", STR_ARG(d->path));
}
