#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum status too_large(const char *path, size_t max, struct err *err)
{
	return err_set(
		err, FF_ELIMIT,
		"%s: larger than %zu MiB; raise the limit with --max-size, or split the file", path,
		max >> 20);
}

/* Reads a stream of unknown length; the array doubles, so the work is linear. */
static enum status read_stream(struct arena *a, int fd, const char *path, size_t max,
			       struct str *out, struct err *err)
{
	size_t cap = 64 * 1024, n = 0;
	char *p = arena_alloc(a, cap);

	for (;;) {
		ssize_t got = read(fd, p + n, cap - n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return err_set(err, FF_EIO, "%s: cannot be read: %s", path,
				       strerror(errno));
		if (got == 0)
			break;
		n += (size_t)got;
		if (n > max)
			return too_large(path, max, err);
		if (n == cap) {
			char *wider = arena_alloc(a, cap * 2);

			memcpy(wider, p, n);
			p = wider;
			cap *= 2;
		}
	}
	*out = (struct str){p, n};
	return FF_OK;
}

static enum status read_regular(struct arena *a, int fd, const char *path, size_t size,
				struct str *out, struct err *err)
{
	char *p = arena_alloc(a, size + 1);
	size_t n = 0;

	while (n < size) {
		ssize_t got = read(fd, p + n, size - n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return err_set(err, FF_EIO, "%s: cannot be read: %s", path,
				       strerror(errno));
		if (got == 0)
			return err_set(err, FF_EIO, "%s: became shorter while it was read", path);
		n += (size_t)got;
	}
	*out = (struct str){p, n};
	return FF_OK;
}

enum status file_read(struct arena *a, const char *path, size_t max, struct str *out,
		      struct err *err)
{
	enum status status;
	struct stat st;
	int fd;

	if (strcmp(path, "-") == 0)
		return read_stream(a, STDIN_FILENO, "standard input", max, out, err);
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return err_set(err, FF_EIO, "%s: cannot be opened: %s", path, strerror(errno));
	if (fstat(fd, &st) < 0)
		status = err_set(err, FF_EIO, "%s: cannot be read: %s", path, strerror(errno));
	else if (S_ISDIR(st.st_mode))
		status = err_set(err, FF_EIO, "%s: is a folder", path);
	else if (!S_ISREG(st.st_mode) && !S_ISFIFO(st.st_mode))
		status = err_set(err, FF_EIO, "%s: is a device, not a file", path);
	else if (S_ISREG(st.st_mode) && (uint64_t)st.st_size > max)
		status = too_large(path, max, err);
	else if (S_ISREG(st.st_mode) && st.st_size > 0)
		status = read_regular(a, fd, path, (size_t)st.st_size, out, err);
	else
		status = read_stream(a, fd, path, max, out, err);
	close(fd);
	return status;
}

static bool write_all(int fd, struct str bytes)
{
	while (bytes.n) {
		ssize_t n = write(fd, bytes.p, bytes.n);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		bytes = str_skip(bytes, (size_t)n);
	}
	return true;
}

/* A new file beside 'path'; its name in 'name'. */
static int open_beside(const char *path, char name[PATH_MAX])
{
	const char *stroke = strrchr(path, '/');
	int folder = stroke ? (int)(stroke - path) + 1 : 0;
	int n = snprintf(name, PATH_MAX, "%.*s.footfault-XXXXXX", folder, path);

	if (n < 0 || n >= PATH_MAX) {
		errno = ENAMETOOLONG;
		return -1;
	}
	return mkostemp(name, O_CLOEXEC);
}

/* Permissions of the file that is replaced, or those of a new one. */
static void take_after(int fd, const char *path)
{
	struct stat st;
	mode_t mask;

	if (stat(path, &st) == 0) {
		/* Owners change for root alone; the permissions come after, for they are lost
		 * with the owner. */
		if (fchown(fd, st.st_uid, st.st_gid) != 0)
			errno = 0;
		fchmod(fd, st.st_mode & 07777);
		return;
	}
	mask = umask(0);
	umask(mask);
	fchmod(fd, 0666 & ~mask);
}

enum status file_replace(const char *path, struct str bytes, struct err *err)
{
	char real[PATH_MAX], name[PATH_MAX];
	const char *target = realpath(path, real) ? real : path;
	int fd = open_beside(target, name), saved;
	bool whole;

	if (fd < 0)
		return err_set(err, FF_EIO, "%s: cannot be written: %s", path, strerror(errno));
	take_after(fd, target);
	whole = write_all(fd, bytes) && fsync(fd) == 0;
	saved = errno;
	if (close(fd) != 0 && whole) {
		whole = false;
		saved = errno;
	}
	if (whole && rename(name, target) == 0)
		return FF_OK;
	saved = whole ? errno : saved;
	unlink(name);
	return err_set(err, FF_EIO, "%s: cannot be written: %s", path, strerror(saved));
}
