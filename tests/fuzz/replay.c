/*
 * replay PATH...: runs a fuzz target on each file, and on every file below each folder. So
 * ./dev test replays what fuzzing has found, without a fuzzer.
 */
#include "fuzz.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>

static unsigned count;

static int replay(const char *path, const struct stat *st, int type, struct FTW *where)
{
	FILE *in;
	uint8_t *bytes;
	size_t n;

	(void)where;
	if (type != FTW_F)
		return 0;
	/* Just as large as the file, so that reading past its end is seen. */
	bytes = malloc(st->st_size ? (size_t)st->st_size : 1);
	in = fopen(path, "rb");
	if (!bytes || !in) {
		perror(path);
		exit(2);
	}
	n = fread(bytes, 1, (size_t)st->st_size, in);
	fclose(in);
	LLVMFuzzerTestOneInput(bytes, n);
	free(bytes);
	count++;
	return 0;
}

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		if (nftw(argv[i], replay, 8, FTW_PHYS) != 0) {
			perror(argv[i]);
			return 2;
		}
	}
	printf("%u files\n", count);
	return count == 0;
}
