/*
 * zip_folder FOLDER FILE: zips what lies in a folder, with what every Word file needs where it is
 * one. Golden cases keep their Word files unpacked, where they can be read and compared.
 */
#include "base/file.h"
#include "word_package.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

static void add(struct word_members *to, struct arena *a, const char *path, const char *name)
{
	struct zipped_member *m = vec_push(a, &to->list);
	struct err err = ERR_INIT;

	m->name = arena_str(a, str_of(name));
	if (file_read(a, path, (size_t)1 << 30, &m->bytes, &err) != FF_OK) {
		fprintf(stderr, "zip_folder: %s\n", err.message);
		exit(2);
	}
}

static void walk(struct word_members *to, struct arena *a, const char *folder, const char *prefix)
{
	DIR *dir = opendir(folder);

	if (!dir) {
		perror(folder);
		exit(2);
	}
	for (struct dirent *e; (e = readdir(dir));) {
		const char *path = arena_printf(a, "%s/%s", folder, e->d_name).p;
		const char *name = arena_printf(a, "%s%s", prefix, e->d_name).p;
		struct stat st;

		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0 ||
		    stat(path, &st) < 0)
			continue;
		if (S_ISDIR(st.st_mode))
			walk(to, a, path, arena_printf(a, "%s/", name).p);
		else
			add(to, a, path, name);
	}
	closedir(dir);
}

/* What tells the format stands first. */
static int by_name(const void *a, const void *b)
{
	struct str x = ((const struct zipped_member *)a)->name,
		   y = ((const struct zipped_member *)b)->name, first = STR("mimetype");

	if (str_eq(x, first) || str_eq(y, first))
		return str_eq(y, first) - str_eq(x, first);
	return str_compare(x, y);
}

int main(int argc, char **argv)
{
	struct word_members members = {0};
	struct err err = ERR_INIT;
	struct arena arena;
	struct str bytes;
	int status;

	if (argc != 3) {
		fputs("usage: zip_folder FOLDER FILE\n", stderr);
		return 2;
	}
	arena_init(&arena);
	walk(&members, &arena, argv[1], "");
	word_complete(&members, &arena);
	if (members.list.n)
		qsort(members.list.at, members.list.n, sizeof(*members.list.at), by_name);
	bytes = zipped(&arena, members.list.at, members.list.n);
	status = file_replace(argv[2], bytes, &err) == FF_OK ? 0 : 2;
	if (status)
		fprintf(stderr, "zip_folder: %s\n", err.message);
	arena_release(&arena);
	return status;
}
