#include "cli/files.h"

#include "read/reader.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

/* Deeper folders are not searched: a bound on the open files and the stack. */
enum { DEPTH_MOST = 64 };

struct listing {
	struct files *out;
	struct arena *arena;
};

static void add(struct listing *l, const char *path, const char *error)
{
	*vec_push(l->arena, l->out) = (struct named_file){path, error};
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Word leaves "~$draft.docx" beside a draft that is open: it says who has it, no more. */
static bool is_hidden(const char *name)
{
	return name[0] == '.' || (name[0] == '~' && name[1] == '$');
}

/* Names in the folder that are not hidden, sorted. False when it cannot be opened. */
static bool read_folder(struct listing *l, const char *path, struct words *out)
{
	DIR *dir = opendir(path);

	if (!dir)
		return false;
	for (struct dirent *e; (e = readdir(dir));)
		if (!is_hidden(e->d_name))
			*vec_push(l->arena, out) = arena_str(l->arena, str_of(e->d_name)).p;
	closedir(dir);
	if (out->n)
		qsort(out->at, out->n, sizeof(*out->at), by_text);
	return true;
}

static void walk(struct listing *l, const char *folder, int depth)
{
	struct words names = {0};
	size_t n = strlen(folder);

	if (!read_folder(l, folder, &names)) {
		add(l, folder, arena_printf(l->arena, "cannot be opened: %s", strerror(errno)).p);
		return;
	}
	for (uint32_t i = 0; i < names.n; i++) {
		const char *path = arena_printf(l->arena, "%s%s%s", folder,
						n && folder[n - 1] == '/' ? "" : "/", names.at[i])
					   .p;
		struct stat st;

		if (lstat(path, &st) < 0)
			continue;
		if (S_ISDIR(st.st_mode) && depth < DEPTH_MOST)
			walk(l, path, depth + 1);
		else if (S_ISREG(st.st_mode) && reader_claims(names.at[i]))
			add(l, path, NULL);
	}
}

static void list_operand(struct listing *l, const char *path)
{
	uint32_t before = l->out->n;
	struct stat st;

	if (strcmp(path, "-") == 0 || stat(path, &st) < 0 || !S_ISDIR(st.st_mode)) {
		add(l, path, NULL);
		return;
	}
	walk(l, path, 0);
	if (l->out->n == before)
		add(l, path, "holds no file of a format that can be read (.docx, .odt, .md, .txt)");
}

void files_list(struct files *out, const struct words *operands, struct arena *a)
{
	struct listing l = {out, a};

	for (uint32_t i = 0; i < operands->n; i++)
		list_operand(&l, operands->at[i]);
}
