/*
 * Files, read whole. Nothing here follows a name it was not given.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/arena.h"
#include "base/err.h"

/*
 * The bytes of the file at 'path' ("-" is standard input), in the arena. At most
 * 'max' bytes: a larger file is FF_ELIMIT before it is read. Directories, devices
 * and files that cannot be opened or that shrink while they are read are errors
 * with a message that names them.
 */
enum status file_read(struct arena *a, const char *path, size_t max, struct str *out,
		      struct err *err);

/*
 * Writes the bytes to 'path' as a whole or not at all: into a new file beside it that takes its
 * name when everything is on the disk. An existing file keeps its permissions, and its owner where
 * the system lets it; a symbolic link stays one. On failure nothing is left behind.
 */
enum status file_replace(const char *path, struct str bytes, struct err *err);

#endif
