/*
 * part_of FILE NAME: prints the member NAME of a package; nothing where it has none.
 */
#include "base/file.h"
#include "read/package.h"

#include <stdio.h>

static enum status read_part(struct str *part, const char *path, struct str name, struct arena *a,
			     struct err *err)
{
	struct package *p = NULL;
	struct str bytes;
	int64_t member;

	if (file_read(a, path, (size_t)1 << 30, &bytes, err) == FF_OK &&
	    package_open(&p, a, bytes, str_of(path), err) == FF_OK) {
		member = package_find(p, name);
		if (member >= 0)
			package_read(p, member, part, err);
	}
	package_close(p);
	return err->status;
}

int main(int argc, char **argv)
{
	struct err err = ERR_INIT;
	struct str part = STR_NONE;
	struct arena arena;

	if (argc != 3)
		return fputs("usage: part_of FILE NAME\n", stderr), 2;
	arena_init(&arena);
	if (read_part(&part, argv[1], str_of(argv[2]), &arena, &err) == FF_OK)
		fwrite(part.p, 1, part.n, stdout);
	else
		fprintf(stderr, "part_of: %s\n", err.message);
	arena_release(&arena);
	return err.status == FF_OK ? 0 : 2;
}
