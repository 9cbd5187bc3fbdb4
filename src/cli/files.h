/*
 * What the operands name: files, standard input ("-"), and the files of folders.
 */
#ifndef CLI_FILES_H
#define CLI_FILES_H

#include "cli/cli.h"

struct named_file {
	const char *path;
	const char *error; /* why there is none, or NULL */
};

struct files {
	struct named_file *at;
	uint32_t n, cap;
};

/*
 * In the order of the operands; a folder stands for the files below it that some reader
 * claims, sorted, without hidden ones and symbolic links.
 */
void files_list(struct files *out, const struct words *operands, struct arena *a);

#endif
