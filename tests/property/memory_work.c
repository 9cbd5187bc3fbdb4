/*
 * memory_work kill FILE ROUNDS SEED: a process that writes to the memory is killed ROUNDS times,
 *     in odd rounds after some time, in even ones in the middle of what it asks the system to do.
 *     Each time the file must be whole, with every batch that was flushed and none in part.
 * memory_work share FILE WRITERS SEED: so many processes write at once, and one more is killed
 *     again and again; none may fail or lose an answer.
 * memory_work grow FILE ADDRESSES RUNS: prints what a large memory costs.
 */
#include "base/arena.h"
#include "link/memory.h"

#include <errno.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	MOST = 24,	  /* answers in a batch */
	SESSION = 6,	  /* batches until the file is closed and opened again */
	FRESH = 10,	  /* rounds with one file */
	CALLS = 500,	  /* system calls after which a writer may be killed */
	PAUSE_US = 40000, /* time after which it may be killed */
	SHARE_BATCHES = 400,
	SHARE_KILLS = 20,
};

static struct arena arena;
static const char *file;
static uint64_t seed;

static uint32_t chance(uint32_t below)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(seed >> 33) % below;
}

static _Noreturn void die(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	exit(1);
}

/* ---- what is written: everything follows from the writer and the number of the batch -------- */

static unsigned batch_size(unsigned writer, unsigned batch)
{
	return 1 + (writer * 7919 + batch * 104729) % MOST;
}

static struct str address_of(unsigned writer, unsigned batch, unsigned i)
{
	return arena_printf(&arena, "https://w%u.example/%u/%u", writer, batch, i);
}

static struct memory *open_memory(void)
{
	struct err err = ERR_INIT;
	struct memory *m;

	if (memory_open(&m, file, &err) != FF_OK)
		die("cannot be opened: %s", err.message);
	return m;
}

static void well(enum status status, const struct err *err)
{
	if (status != FF_OK)
		die("failed: %s", err->message);
}

static void put_batch(struct memory *m, unsigned writer, unsigned batch)
{
	struct err err = ERR_INIT;

	for (unsigned i = 0; i < batch_size(writer, batch); i++) {
		struct verdict v = {.kind = LINK_GONE,
				    .why = arena_printf(&arena, "answer %u of %u", i, batch),
				    .final = STR_NONE};

		well(memory_put(m, address_of(writer, batch, i), 1 + batch, &v, &err), &err);
	}
}

/* Answers of a batch that are there; each must be the one that was written. */
static unsigned found(struct memory *m, unsigned writer, unsigned batch)
{
	unsigned n = 0;

	for (unsigned i = 0; i < batch_size(writer, batch); i++) {
		struct verdict v;
		int64_t at;

		if (!memory_last(m, address_of(writer, batch, i), &v, &at, &arena))
			continue;
		if (v.kind != LINK_GONE || at != 1 + batch ||
		    !str_eq(v.why, arena_printf(&arena, "answer %u of %u", i, batch)))
			die("writer %u, batch %u, %u: not what was written", writer, batch, i);
		n++;
	}
	return n;
}

/* Tells 'progress' before and after each flush; -1: nobody. */
static void write_batches(unsigned writer, unsigned first, unsigned last, int progress)
{
	struct memory *m = NULL;
	struct err err = ERR_INIT;

	for (unsigned b = first; b < last; b++) {
		if (!m) {
			m = open_memory();
			well(memory_begin(m, 1 + b, &err), &err);
		}
		put_batch(m, writer, b);
		if (progress >= 0 && write(progress, "b", 1) != 1)
			die("nobody listens");
		well(memory_flush(m, &err), &err);
		if (progress >= 0 && write(progress, "c", 1) != 1)
			die("nobody listens");
		if (b % SESSION == SESSION - 1) {
			memory_close(m);
			m = NULL;
		}
		arena_reset(&arena, SIZE_MAX);
	}
	memory_close(m);
}

/* ---- dying in the middle of a system call ---------------------------------------------------- */

static unsigned calls_left;
static bool die_late; /* when all of it was done */
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_open)(const char *, int, int);
static int (*real_ftruncate)(int, off_t);
static int (*real_unlink)(const char *);

static bool is_last_call(void)
{
	return calls_left > 0 && --calls_left == 0;
}

static ssize_t dying_pwrite(int fd, const void *bytes, size_t n, off_t at)
{
	if (!is_last_call())
		return real_pwrite(fd, bytes, n, at);
	real_pwrite(fd, bytes, die_late ? n : n / 2, at);
	raise(SIGKILL);
	return -1;
}

static int dying_open(const char *path, int flags, int mode)
{
	if (is_last_call())
		raise(SIGKILL);
	return real_open(path, flags, mode);
}

static int dying_ftruncate(int fd, off_t size)
{
	if (is_last_call())
		raise(SIGKILL);
	return real_ftruncate(fd, size);
}

static int dying_unlink(const char *path)
{
	if (is_last_call())
		raise(SIGKILL);
	return real_unlink(path);
}

static sqlite3_syscall_ptr replace(const char *name, sqlite3_syscall_ptr by)
{
	sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
	sqlite3_syscall_ptr real = vfs->xGetSystemCall(vfs, name);

	if (!real || vfs->xSetSystemCall(vfs, name, by) != SQLITE_OK)
		die("SQLite has no system call \"%s\"", name);
	return real;
}

static void die_after(unsigned calls)
{
	sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
	const char *pwrite_name = vfs->xGetSystemCall(vfs, "pwrite64") ? "pwrite64" : "pwrite";

	calls_left = calls;
	die_late = chance(2);
	real_pwrite = (ssize_t(*)(int, const void *, size_t, off_t))replace(
		pwrite_name, (sqlite3_syscall_ptr)dying_pwrite);
	real_open =
		(int (*)(const char *, int, int))replace("open", (sqlite3_syscall_ptr)dying_open);
	real_ftruncate =
		(int (*)(int, off_t))replace("ftruncate", (sqlite3_syscall_ptr)dying_ftruncate);
	real_unlink = (int (*)(const char *))replace("unlink", (sqlite3_syscall_ptr)dying_unlink);
}

/* ---- killing --------------------------------------------------------------------------------- */

static pid_t start(unsigned writer, unsigned first, unsigned last, unsigned calls, int progress)
{
	pid_t pid = fork();

	if (pid < 0)
		die("cannot fork");
	if (pid > 0)
		return pid;
	if (calls)
		die_after(calls);
	write_batches(writer, first, last, progress);
	_exit(0);
}

static void remove_file(void)
{
	static const char *const ends[] = {"", "-wal", "-shm", "-journal"};

	for (unsigned i = 0; i < COUNT_OF(ends); i++)
		unlink(arena_printf(&arena, "%s%s", file, ends[i]).p);
}

static int64_t number(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *st;
	int64_t n;

	if (sqlite3_prepare_v2(db, sql, -1, &st, NULL) != SQLITE_OK ||
	    sqlite3_step(st) != SQLITE_ROW)
		die("%s: %s", sql, sqlite3_errmsg(db));
	n = sqlite3_column_int64(st, 0);
	sqlite3_finalize(st);
	return n;
}

/* The file as SQLite sees it, and its rows as the memory means them. */
static void look_inside(int64_t answers)
{
	sqlite3 *db;

	if (sqlite3_open(file, &db) != SQLITE_OK)
		die("%s", sqlite3_errmsg(db));
	sqlite3_busy_timeout(db, 10000);
	if (number(db,
		   "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'") != 1)
		die("the file is damaged");
	if (number(db, "SELECT count(*) FROM answer") != answers)
		die("%lld answers instead of %lld",
		    (long long)number(db, "SELECT count(*) FROM answer"), (long long)answers);
	if (number(db, "SELECT count(*) FROM answer WHERE run NOT IN (SELECT id FROM run)"
		       " OR address NOT IN (SELECT id FROM address)"
		       " OR evidence NOT IN (SELECT id FROM evidence)") != 0)
		die("an answer hangs in the air");
	sqlite3_close(db);
}

/* Kills the writer and says how many flushes it had begun and ended. */
static void kill_one(unsigned round, unsigned *begun, unsigned *ended)
{
	bool by_time = round % 2;
	int pipes[2];
	pid_t pid;
	char c;

	if (pipe(pipes) != 0)
		die("no pipe");
	pid = start(round, 0, UINT32_MAX, by_time ? 0 : 1 + chance(CALLS), pipes[1]);
	close(pipes[1]);
	if (by_time) {
		usleep(chance(PAUSE_US));
		kill(pid, SIGKILL);
	}
	*begun = *ended = 0;
	while (read(pipes[0], &c, 1) == 1) {
		*begun += c == 'b';
		*ended += c == 'c';
	}
	close(pipes[0]);
	int status;

	if (waitpid(pid, &status, 0) != pid || !WIFSIGNALED(status) || WTERMSIG(status) != SIGKILL)
		die("round %u: the writer ended by itself", round);
}

static void kill_rounds(unsigned rounds)
{
	unsigned kept[FRESH], flushes = 0, in_flush = 0, in_file = 0;

	for (unsigned round = 0; round < rounds; round++) {
		unsigned begun, ended, *mine = &kept[round % FRESH];
		int64_t answers = 0;
		struct memory *m;

		if (round % FRESH == 0)
			remove_file();
		kill_one(round, &begun, &ended);
		m = open_memory();
		*mine = 0;
		while (found(m, round, *mine) == batch_size(round, *mine))
			++*mine;
		if (*mine < ended || *mine > begun)
			die("round %u: %u flushes ended, %u were begun, and %u are there", round,
			    ended, begun, *mine);
		for (unsigned b = *mine; b <= begun; b++)
			if (found(m, round, b))
				die("round %u: batch %u is there in part", round, b);
		for (unsigned r = round - round % FRESH; r <= round; r++)
			for (unsigned b = 0; b < kept[r % FRESH]; b++) {
				if (found(m, r, b) != batch_size(r, b))
					die("round %u: batch %u of round %u is lost", round, b, r);
				answers += batch_size(r, b);
			}
		look_inside(answers);
		memory_close(m);
		arena_reset(&arena, SIZE_MAX);
		flushes += ended;
		in_flush += begun > ended;
		in_file += *mine > ended;
	}
	printf("%u kills, %u flushes whole; %u times in a flush, of which %u had arrived\n", rounds,
	       flushes, in_flush, in_file);
	if (in_flush == 0 || in_flush == rounds)
		die("it was always killed at the same moment");
}

/* ---- sharing --------------------------------------------------------------------------------- */

static void share(unsigned writers)
{
	pid_t pids[16];
	int64_t answers = 0;
	struct memory_runs runs;
	struct err err = ERR_INIT;
	struct memory *m;
	int status;

	remove_file();
	for (unsigned w = 0; w < writers; w++)
		pids[w] = start(w, 0, SHARE_BATCHES, 0, -1);
	for (unsigned i = 0; i < SHARE_KILLS; i++) {
		pid_t pid = start(writers + i, 0, 2, 1 + chance(60), -1);

		usleep(chance(PAUSE_US));
		kill(pid, SIGKILL);
		waitpid(pid, &status, 0);
	}
	for (unsigned w = 0; w < writers; w++)
		if (waitpid(pids[w], &status, 0) != pids[w] || status != 0)
			die("writer %u failed", w);
	m = open_memory();
	for (unsigned w = 0; w < writers; w++)
		for (unsigned b = 0; b < SHARE_BATCHES; b++) {
			if (found(m, w, b) != batch_size(w, b))
				die("writer %u: batch %u is lost", w, b);
			answers += batch_size(w, b);
		}
	for (unsigned w = writers; w < writers + SHARE_KILLS; w++)
		for (unsigned b = 0; b < 2; b++) {
			unsigned n = found(m, w, b);

			if (n && n != batch_size(w, b))
				die("a batch of a killed writer is there in part");
			answers += n;
		}
	well(memory_runs(m, NULL, &runs, &arena, &err), &err);
	look_inside(answers);
	memory_close(m);
	printf("%u writers at once, %u killed beside them: %lld answers in %u runs\n", writers,
	       SHARE_KILLS, (long long)answers, runs.n);
}

/* ---- growing --------------------------------------------------------------------------------- */

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double lap(double *since)
{
	double now = seconds(), took = (now - *since) * 1000;

	*since = now;
	return took;
}

static void write_runs(struct memory *m, unsigned addresses, unsigned runs)
{
	struct err err = ERR_INIT;

	for (unsigned r = 0; r < runs; r++) {
		double since = seconds();

		well(memory_begin(m, 1 + 86400 * (int64_t)r, &err), &err);
		for (unsigned i = 0; i < addresses; i++) {
			struct verdict v = {.kind = (i + r) % 50 ? LINK_OK : LINK_GONE,
					    .why = STR("the server answers 200"),
					    .final = STR_NONE};

			v.sketch.n = SKETCH_MOST;
			for (unsigned k = 0; k < SKETCH_MOST; k++)
				v.sketch.at[k] = i * 1000 + k * 7;
			well(memory_put(m, address_of(i % 200, i, 0), 1 + 86400 * (int64_t)r, &v,
					&err),
			     &err);
			arena_reset(&arena, SIZE_MAX);
		}
		well(memory_flush(m, &err), &err);
		printf("run %u: %.1f ms for 2,000 answers\n", r + 1,
		       lap(&since) * 2000 / addresses);
	}
}

static void grow(unsigned addresses, unsigned runs)
{
	struct memory *m = open_memory();
	struct err err = ERR_INIT;
	struct memory_runs list;
	struct memory_changes changes;
	struct web_links links;
	struct stat st;
	double since;

	write_runs(m, addresses, runs);
	since = seconds();
	links_init(&links, &arena);
	for (unsigned i = 0; i < 2000; i++) {
		struct str address = address_of(i * 37 % addresses % 200, i * 37 % addresses, 0);
		struct standing s;
		struct verdict v;
		int64_t at;

		if (!memory_last(m, address, &v, &at, &arena) ||
		    !memory_standing(m, address, 3, &s) ||
		    s.last_asked != 1 + 86400 * (int64_t)(runs - 1))
			die("%.*s is lost", STR_ARG(address));
		links_add(&links, address);
	}
	printf("last and standing of 2,000: %.1f ms\n", lap(&since));
	well(memory_runs(m, &links, &list, &arena, &err), &err);
	printf("all runs, of 2,000: %.1f ms\n", lap(&since));
	well(memory_runs(m, NULL, &list, &arena, &err), &err);
	printf("all runs, of all: %.1f ms\n", lap(&since));
	well(memory_compare(m, STR("1"), STR("last"), &changes, &arena, &err), &err);
	printf("first and last run compared, %u differ: %.1f ms\n", changes.n, lap(&since));
	if (changes.n == 0 || list.n != runs ||
	    list.at[0].counts[LINK_OK] + list.at[0].counts[LINK_GONE] != addresses)
		die("the runs are not what was written");
	memory_close(m);
	since = seconds();
	memory_close(open_memory());
	printf("opening and closing: %.1f ms\n", lap(&since));
	if (stat(file, &st) == 0)
		printf("%u addresses in %u runs: %.1f MB\n", addresses, runs,
		       (double)st.st_size / 1e6);
}

static unsigned argument(const char *text)
{
	uint32_t n;

	if (!str_number(str_of(text), &n))
		die("%s is no number", text);
	return n;
}

int main(int argc, char **argv)
{
	if (argc != 5)
		die("usage: memory_work kill|share|grow FILE NUMBER NUMBER");
	arena_init(&arena);
	file = argv[2];
	seed = argument(argv[4]);
	setvbuf(stdout, NULL, _IOLBF, 0);
	if (strcmp(argv[1], "kill") == 0)
		kill_rounds(argument(argv[3]));
	else if (strcmp(argv[1], "share") == 0)
		share(argument(argv[3]));
	else if (strcmp(argv[1], "grow") == 0)
		grow(argument(argv[3]), argument(argv[4]));
	else
		die("kill, share or grow");
	arena_release(&arena);
	return 0;
}
