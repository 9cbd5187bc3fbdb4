/*
 * floor: link
 * The memory of links: what many answers make together, what two runs see differently, and files
 * that are no memory.
 */
#include "base/date.h"
#include "base/file.h"
#include "link/memory.h"
#include "link/store.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "arena.h"

enum { DAY = 86400 };

static char folder[64], path[128];

static void setup_folder(void)
{
	setup();
	strcpy(folder, "/tmp/footfault-memory-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/links.sqlite", folder);
}

static void teardown_folder(void)
{
	char command[128];

	teardown();
	snprintf(command, sizeof(command), "rm -rf '%s'", folder);
	ck_assert_int_eq(system(command), 0);
}

static struct memory *open_at(const char *where)
{
	struct err err = ERR_INIT;
	struct memory *m;

	ck_assert_msg(memory_open(&m, where, &err) == FF_OK, "%s", err.message);
	return m;
}

static void begin(struct memory *m, int64_t now)
{
	struct err err = ERR_INIT;

	ck_assert_msg(memory_begin(m, now, &err) == FF_OK, "%s", err.message);
}

static void put(struct memory *m, const char *address, int64_t now, unsigned kind)
{
	struct verdict v = {.kind = (uint8_t)kind, .why = STR_NONE, .final = STR_NONE};
	struct err err = ERR_INIT;

	ck_assert_msg(memory_put(m, str_of(address), now, &v, &err) == FF_OK, "%s", err.message);
}

static void flush(struct memory *m)
{
	struct err err = ERR_INIT;

	ck_assert_msg(memory_flush(m, &err) == FF_OK, "%s", err.message);
}

/* ---- standing ------------------------------------------------------------------------------ */

/* Answers as "gone:3" with the day; "gone:3.9" late on it, in tenths of a day. */
static const struct {
	const char *answers;
	uint32_t failed_days;
	bool dead;
	double live, since; /* in days; 0: never */
	const char *why;
} standings[] = {
	{"gone:3", 1, false, 0, 3, "one day is no proof"},
	{"gone:3 gone:4", 2, false, 0, 3, "nor are two"},
	{"gone:3 gone:4 gone:9", 3, true, 0, 3, "three are, however far apart"},
	{"gone:3 gone:3.1 gone:3.9", 1, false, 0, 3, "often on the same day counts once"},
	{"gone:3.9 gone:4 gone:5", 3, true, 0, 3.9, "the day changes at midnight UTC"},
	{"gone:1 dns:2 soft-404:3", 3, true, 0, 1, "failures of any kind add up"},
	{"moved-home:1 moved-home:2 moved-home:3", 3, true, 0, 1, "a front page is one"},
	{"gone:1 gone:2 ok:3 gone:4", 1, false, 3, 4, "an answer that opens clears"},
	{"gone:1 gone:2 moved:3", 0, false, 3, 0, "moved opens too"},
	{"gone:1 gone:2 gone:3 ok:4", 0, false, 4, 0, "the dead may rise"},
	{"ok:3 gone:3.5", 1, false, 3, 3.5, "fails on the day it was live"},
	{"gone:3 ok:3.5", 0, false, 3.5, 0, "opens on the day it failed"},
	{"gone:3 ok:3.2 gone:3.5 gone:4", 2, false, 3.2, 3.5,
	 "counts from the last time it opened"},
	{"gone:1 blocked:2 gone:3 timeout:4", 2, false, 0, 1, "what tells nothing does not count"},
	{"gone:1 blocked:2 gone:3 tls:4 server-error:5 gone:6", 3, true, 0, 1, "nor does it clear"},
	{"ok:1 blocked:2 refused:3", 0, false, 1, 0, "nothing failed"},
	{"blocked:2", 0, false, 0, 0, "asked, and nothing known"},
	{"gone:4 gone:3 ok:2 gone:5", 3, true, 2, 3, "the order of times counts, not of writing"},
};

static void put_all(struct memory *m, const char *answers, bool flush_each)
{
	char *list = strdup(answers), *rest = list, *one;

	while ((one = strsep(&rest, " "))) {
		char *colon = strchr(one, ':');
		int64_t at = (int64_t)(strtod(colon + 1, NULL) * 10 + 0.5) * (DAY / 10);

		begin(m, at);
		put(m, "https://example.org/a", at,
		    verdict_kind((struct str){one, (size_t)(colon - one)}));
		if (flush_each)
			flush(m);
	}
	free(list);
}

static int64_t in_seconds(double days)
{
	return (int64_t)(days * 10 + 0.5) * (DAY / 10);
}

START_TEST(test_standing)
{
	struct memory *m = open_at(path);
	struct standing s;

	ck_assert(!memory_standing(m, STR("https://example.org/a"), 3, &s));
	ck_assert_int_eq(s.last_asked, 0);
	put_all(m, standings[_i].answers, _i % 2);
	put(m, "https://example.org/b", 40 * DAY, LINK_GONE);
	for (unsigned again = 0; again < 2; again++) {
		const char *why = standings[_i].why;

		ck_assert(memory_standing(m, STR("https://example.org/a"), 3, &s));
		ck_assert_msg(s.failed_days == standings[_i].failed_days, "%s: %u days", why,
			      s.failed_days);
		ck_assert_msg(s.dead == standings[_i].dead, "%s: dead", why);
		ck_assert_msg(s.last_live == in_seconds(standings[_i].live), "%s: live", why);
		ck_assert_msg(s.failing_since == in_seconds(standings[_i].since), "%s: since", why);
		/* What waits and what is in the file make the same. */
		memory_close(m);
		m = open_at(path);
	}
	memory_close(m);
}
END_TEST

START_TEST(test_dead_days)
{
	struct memory *m = open_at(path);
	struct standing s;

	put_all(m, "ok:1 gone:2 gone:3", false);
	for (uint32_t days = 0; days < 5; days++) {
		memory_standing(m, STR("https://example.org/a"), days, &s);
		ck_assert(s.dead == (days <= 2));
	}
	ck_assert_int_eq(s.first_asked, 1 * DAY);
	ck_assert_int_eq(s.last_asked, 3 * DAY);
	begin(m, 4 * DAY);
	put(m, "https://example.org/a", 4 * DAY, LINK_OK);
	memory_standing(m, STR("https://example.org/a"), 0, &s);
	ck_assert_msg(!s.dead, "what does not fail is never dead");
	memory_close(m);
}
END_TEST

/* ---- last ---------------------------------------------------------------------------------- */

static struct verdict last_of(struct memory *m, struct str address, int64_t *at)
{
	struct verdict v;

	ck_assert(memory_last(m, address, &v, at, &arena));
	return v;
}

static void same_verdict(const struct verdict *a, const struct verdict *b)
{
	ck_assert_uint_eq(a->kind, b->kind);
	ck_assert_uint_eq(a->status, b->status);
	ck_assert(a->passing == b->passing && a->permanent == b->permanent);
	ck_assert(a->no_symbol == b->no_symbol && a->no_fragment == b->no_fragment);
	ck_assert(a->by_name == b->by_name);
	ck_assert(str_eq(a->why, b->why) && str_eq(a->final, b->final));
	ck_assert_uint_eq(a->sketch.n, b->sketch.n);
	ck_assert_uint_eq(a->sketch.words, b->sketch.words);
	ck_assert_mem_eq(a->sketch.at, b->sketch.at, a->sketch.n * sizeof(*a->sketch.at));
}

/* Every field comes back, before it is written and after. */
START_TEST(test_last)
{
	const struct str address = STR("https://example.org/a\0b\xff'\"%3");
	struct memory *m = open_at(path);
	struct err err = ERR_INIT;
	struct verdict v, got;
	int64_t at;

	begin(m, 5);
	for (unsigned i = 0; i < 2 * SKETCH_MOST; i++) {
		bool other = i % 2;

		v = (struct verdict){
			.kind = (uint8_t)(i % VERDICTS),
			.status = (uint16_t)(i ? 999 : 0),
			.passing = i & 1,
			.permanent = i & 2,
			.no_symbol = i & 4,
			.no_fragment = i & 8,
			.by_name = i & 16,
			.why = other ? STR("the server answers \xe2\x80\x9cno\xe2\x80\x9d")
				     : STR_NONE,
			.final = other ? STR("https://example.org/?q=1&r=\0") : STR_NONE,
			.sketch.words = i * 1000,
		};
		for (unsigned k = 0; k < i && k < SKETCH_MOST; k++)
			sketch_add(&v.sketch, (k * 2654435761u) ^ i);
		ck_assert(memory_put(m, address, 100 + i, &v, &err) == FF_OK);
		got = last_of(m, address, &at);
		same_verdict(&got, &v);
		flush(m);
		got = last_of(m, address, &at);
		same_verdict(&got, &v);
		ck_assert_int_eq(at, 100 + i);
	}
	ck_assert(!memory_last(m, str_part(address, 0, 21), &got, &at, &arena));
	ck_assert(!memory_last(m, STR_NONE, &got, &at, &arena));
	memory_close(m);
	m = open_at(path);
	got = last_of(m, address, &at);
	same_verdict(&got, &v);
	memory_close(m);
}
END_TEST

/* The last by its time, whatever run wrote it, and the last of a run in the same second. */
START_TEST(test_last_of_several)
{
	struct memory *m = open_at(path), *other = open_at(path);
	int64_t at;

	begin(m, 100);
	begin(other, 50);
	put(other, "https://a.org/", 50, LINK_GONE);
	put(m, "https://a.org/", 100, LINK_OK);
	flush(m);
	flush(other);
	ck_assert_uint_eq(last_of(other, STR("https://a.org/"), &at).kind, LINK_OK);
	ck_assert_int_eq(at, 100);
	put(m, "https://a.org/", 100, LINK_DNS);
	ck_assert_uint_eq(last_of(m, STR("https://a.org/"), &at).kind, LINK_DNS);
	ck_assert_uint_eq(last_of(other, STR("https://a.org/"), &at).kind, LINK_OK);
	flush(m);
	ck_assert_uint_eq(last_of(other, STR("https://a.org/"), &at).kind, LINK_DNS);
	memory_close(m);
	memory_close(other);
}
END_TEST

/* One below the batch nothing is in the file, at the batch all is. */
START_TEST(test_batch)
{
	struct memory *m = open_at(path), *other = open_at(path);
	struct verdict v;
	int64_t at;

	begin(m, 1);
	for (unsigned i = 0; i < MEMORY_BATCH; i++) {
		char address[40];

		ck_assert(!memory_last(other, STR("https://a.org/0"), &v, &at, &arena));
		snprintf(address, sizeof(address), "https://a.org/%u", i);
		put(m, address, 1, LINK_OK);
		ck_assert(memory_last(m, str_of(address), &v, &at, &arena));
	}
	ck_assert(memory_last(other, STR("https://a.org/0"), &v, &at, &arena));
	ck_assert(memory_last(other, STR("https://a.org/255"), &v, &at, &arena));
	memory_close(other);
	memory_close(m);
}
END_TEST

/* ---- runs ---------------------------------------------------------------------------------- */

/* Four runs: days 10, 11 (twice) and 20. "b" is asked in the first only, "d" in the last only. */
static struct memory *four_runs(void)
{
	struct memory *m = open_at(path);

	begin(m, 10 * DAY);
	put(m, "https://a.org/", 10 * DAY, LINK_OK);
	put(m, "https://b.org/", 10 * DAY, LINK_OK);
	put(m, "https://c.org/", 10 * DAY, LINK_GONE);
	begin(m, 11 * DAY);
	put(m, "https://a.org/", 11 * DAY + 7, LINK_GONE);
	begin(m, 11 * DAY + 100);
	put(m, "https://a.org/", 11 * DAY + 107, LINK_TIMEOUT);
	put(m, "https://a.org/", 11 * DAY + 108, LINK_GONE);
	begin(m, 20 * DAY);
	put(m, "https://a.org/", 20 * DAY, LINK_GONE);
	put(m, "https://c.org/", 20 * DAY, LINK_OK);
	put(m, "https://d.org/", 20 * DAY, LINK_SOFT_404);
	return m;
}

START_TEST(test_runs)
{
	struct memory *m = four_runs();
	struct memory_runs runs;
	struct err err = ERR_INIT;

	ck_assert(memory_runs(m, NULL, &runs, &arena, &err) == FF_OK);
	ck_assert_uint_eq(runs.n, 4);
	ck_assert_int_eq(runs.at[1].began, 11 * DAY);
	ck_assert_int_eq(runs.at[1].ended, 11 * DAY + 7);
	ck_assert_int_eq(runs.at[3].ended, 0);
	ck_assert_uint_eq(runs.at[0].counts[LINK_OK], 2);
	ck_assert_uint_eq(runs.at[0].counts[LINK_GONE], 1);
	ck_assert_uint_eq(runs.at[1].counts[LINK_GONE], 1);
	ck_assert_uint_eq(runs.at[1].counts[LINK_OK], 0);
	/* Asked twice in a run, an address counts once. */
	ck_assert_uint_eq(runs.at[2].counts[LINK_GONE], 1);
	ck_assert_uint_eq(runs.at[2].counts[LINK_TIMEOUT], 0);
	/* What was not asked again is still known. */
	ck_assert_uint_eq(runs.at[0].known[LINK_OK], 2);
	ck_assert_uint_eq(runs.at[2].known[LINK_OK], 1);
	ck_assert_uint_eq(runs.at[2].known[LINK_GONE], 2);
	ck_assert_uint_eq(runs.at[3].known[LINK_OK], 2);
	ck_assert_uint_eq(runs.at[3].known[LINK_GONE], 1);
	ck_assert_uint_eq(runs.at[3].known[LINK_SOFT_404], 1);
	memory_close(m);
	m = open_at(path);
	ck_assert(memory_runs(m, NULL, &runs, &arena, &err) == FF_OK);
	ck_assert_int_eq(runs.at[3].ended, 20 * DAY);
	memory_close(m);
}
END_TEST

START_TEST(test_runs_of_some_links)
{
	struct memory *m = four_runs();
	struct memory_runs runs;
	struct err err = ERR_INIT;
	struct web_links links;

	links_init(&links, &arena);
	ck_assert(memory_runs(m, &links, &runs, &arena, &err) == FF_OK);
	ck_assert_uint_eq(runs.n, 4);
	ck_assert_uint_eq(runs.at[3].known[LINK_GONE] + runs.at[3].counts[LINK_GONE], 0);
	links_add(&links, STR("https://a.org/"));
	links_add(&links, STR("https://never.org/"));
	links_add(&links, STR("https://b.org/"));
	ck_assert(memory_runs(m, &links, &runs, &arena, &err) == FF_OK);
	ck_assert_uint_eq(runs.at[0].counts[LINK_GONE], 0);
	ck_assert_uint_eq(runs.at[0].known[LINK_OK], 2);
	ck_assert_uint_eq(runs.at[3].known[LINK_OK], 1);
	ck_assert_uint_eq(runs.at[3].known[LINK_GONE], 1);
	ck_assert_uint_eq(runs.at[3].known[LINK_SOFT_404], 0);
	memory_close(m);
}
END_TEST

static const struct {
	const char *before, *after, *changes, *why;
} compared[] = {
	{"1", "2", "a ok gone", "by numbers"},
	{"1", "last", "a ok gone, c gone ok, d unchecked soft-404",
	 "what one did not ask is remembered"},
	{"last", "1", "a gone ok, c ok gone, d soft-404 unchecked", "the other way round"},
	{"-4", "-3", "a ok gone", "from the end"},
	{"-1", "last", "", "one and the same"},
	{"1970-01-11", "1970-01-12", "a ok gone", "by days"},
	{"2", "1970-01-12", "", "a day means its last run, which saw the same"},
	{"3", "4", "c gone ok, d unchecked soft-404", "what stayed is not told"},
};

START_TEST(test_compare)
{
	struct memory *m = four_runs();
	struct memory_changes changes;
	struct err err = ERR_INIT;
	struct str said = STR_NONE;

	ck_assert_msg(memory_compare(m, str_of(compared[_i].before), str_of(compared[_i].after),
				     &changes, &arena, &err) == FF_OK,
		      "%s", err.message);
	for (uint32_t i = 0; i < changes.n; i++)
		said = arena_printf(&arena, "%s%s%c %s %s", said.p, i ? ", " : "",
				    changes.at[i].address.p[8],
				    verdict_name(changes.at[i].before.kind),
				    verdict_name(changes.at[i].after.kind));
	ck_assert_msg(str_eq(said, str_of(compared[_i].changes)), "%s: %s", compared[_i].why,
		      said.p);
	memory_close(m);
}
END_TEST

static const char *const no_runs[] = {"0",   "5",	   "-5",    "-0",	  "-x", "",
				      "01x", "1970-01-13", "first", "1970-02-30", "-"};

START_TEST(test_compare_nothing)
{
	struct memory *m = four_runs();
	struct memory_changes changes;
	struct err err = ERR_INIT;

	ck_assert(memory_compare(m, str_of(no_runs[_i]), STR("last"), &changes, &arena, &err) ==
		  FF_EUSAGE);
	ck_assert_msg(strstr(err.message, "the last ones are 4 (1970-01-21), 3 (1970-01-12), "),
		      "%s", err.message);
	err = (struct err)ERR_INIT;
	ck_assert(memory_compare(m, STR("last"), str_of(no_runs[_i]), &changes, &arena, &err) ==
		  FF_EUSAGE);
	memory_close(m);
}
END_TEST

START_TEST(test_compare_empty)
{
	struct memory *m = open_at(path);
	struct memory_changes changes;
	struct memory_runs runs;
	struct err err = ERR_INIT;

	ck_assert(memory_runs(m, NULL, &runs, &arena, &err) == FF_OK);
	ck_assert_uint_eq(runs.n, 0);
	ck_assert(memory_compare(m, STR("1"), STR("last"), &changes, &arena, &err) == FF_EUSAGE);
	ck_assert_msg(strstr(err.message, "no run in it yet"), "%s", err.message);
	memory_close(m);
}
END_TEST

/* No statement that is asked once an address walks through a whole table of the file, however
 * SQLite means to go about it. */
START_TEST(test_plans)
{
	static const enum store_sql small[] = {
		SQL_PUT,  SQL_KEEP_ADDRESSES, SQL_KEEP_EVIDENCE, SQL_KEEP_ANSWERS,
		SQL_LAST, SQL_STANDING,	      SQL_ANSWERS_OF,	 SQL_RUN_ENDS};
	static const char *const sqls[] = {
#define SQL(constant, text) [SQL_##constant] = "EXPLAIN QUERY PLAN " text,
#include "link/store.def"
#undef SQL
	};
	struct err err = ERR_INIT;
	struct store store;
	unsigned steps = 0;

	ck_assert(store_open(&store, path, &err) == FF_OK);
	for (size_t i = 0; i < COUNT_OF(small); i++) {
		sqlite3_stmt *st;

		ck_assert_int_eq(sqlite3_prepare_v2(store.db, sqls[small[i]], -1, &st, NULL),
				 SQLITE_OK);
		for (; sqlite3_step(st) == SQLITE_ROW; steps++) {
			const char *step = (const char *)sqlite3_column_text(st, 3);

			ck_assert_msg(!str_starts(str_of(step), STR("SCAN")) ||
					      strcmp(step, "SCAN p") == 0 ||
					      strcmp(step, "SCAN temp.pending") == 0,
				      "%s: %s", sqls[small[i]], step);
		}
		sqlite3_finalize(st);
	}
	ck_assert_uint_gt(steps, COUNT_OF(small));
	store_close(&store);
}
END_TEST

/* ---- files --------------------------------------------------------------------------------- */

static void sql(const char *where, const char *text)
{
	sqlite3 *db;
	char *why = NULL;

	ck_assert_int_eq(sqlite3_open(where, &db), SQLITE_OK);
	ck_assert_msg(sqlite3_exec(db, text, NULL, NULL, &why) == SQLITE_OK, "%s", why);
	ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
}

static struct str bytes_of(const char *where)
{
	struct err err = ERR_INIT;
	struct str bytes;

	ck_assert_msg(file_read(&arena, where, 1 << 26, &bytes, &err) == FF_OK, "%s", err.message);
	return bytes;
}

static void write_file(const char *where, struct str bytes)
{
	FILE *out = fopen(where, "wb");

	ck_assert_ptr_nonnull(out);
	ck_assert_uint_eq(fwrite(bytes.p, 1, bytes.n, out), bytes.n);
	ck_assert_int_eq(fclose(out), 0);
}

/* A memory with some pages. */
static void fill(const char *where)
{
	struct memory *m = open_at(where);

	begin(m, 1);
	for (unsigned i = 0; i < 2000; i++) {
		char address[40];

		snprintf(address, sizeof(address), "https://a.org/%u", i);
		put(m, address, 1, LINK_OK);
	}
	memory_close(m);
}

enum bad { TEXT, SHORT, FOREIGN, FOREIGN_LOG, NEWER, CUT, TORN, BARE, BADS };

static const char *const bad_messages[BADS] = {
	[TEXT] = "is no memory of links",
	[SHORT] = "is no memory of links",
	[FOREIGN] = "is no memory of links",
	[FOREIGN_LOG] = "is no memory of links",
	[NEWER] = "written by a newer footfault",
	[CUT] = "is damaged",
	[TORN] = "is damaged",
	[BARE] = "is damaged",
};

static void make_bad(enum bad which)
{
	struct str bytes;

	switch (which) {
	case TEXT:
		write_file(path, STR("Dear colleague, this is my only copy of the draft, and it is "
				     "somewhat longer than the header of a data base."));
		return;
	case SHORT:
		write_file(path, STR("SQLite format 3"));
		return;
	case FOREIGN:
		sql(path, "CREATE TABLE run (id); PRAGMA user_version = 1");
		return;
	case FOREIGN_LOG:
		sql(path, "PRAGMA journal_mode = WAL; CREATE TABLE run (id)");
		return;
	case NEWER:
		fill(path);
		sql(path, "PRAGMA user_version = 2");
		return;
	case CUT:
		fill(path);
		ck_assert_int_eq(truncate(path, 9000), 0);
		return;
	case TORN:
		fill(path);
		bytes = bytes_of(path);
		memset((char *)bytes.p + 4096, 0xa5, bytes.n - 4096);
		write_file(path, bytes);
		return;
	default:
		fill(path);
		sql(path, "DROP TABLE answer");
	}
}

/* At the latest when something is read or written; the file stays as it is, byte by byte. */
START_TEST(test_bad_files)
{
	struct err err = ERR_INIT;
	struct str before, after;
	struct verdict v = {0};
	struct memory_runs runs;
	struct memory *m;
	int64_t at;

	make_bad((enum bad)_i);
	before = bytes_of(path);
	if (memory_open(&m, path, &err) == FF_OK) {
		memory_last(m, STR("https://a.org/77"), &v, &at, &arena);
		memory_runs(m, NULL, &runs, &arena, &err);
		v = (struct verdict){.why = STR_NONE, .final = STR_NONE};
		ck_assert(memory_put(m, STR("https://a.org/"), 1, &v, &err) != FF_OK);
		memory_close(m);
	} else {
		ck_assert_ptr_null(m);
	}
	ck_assert(err.status == FF_EFORMAT);
	ck_assert_msg(strstr(err.message, bad_messages[_i]) && strstr(err.message, path), "%s",
		      err.message);
	after = bytes_of(path);
	ck_assert(str_eq(before, after));
}
END_TEST

START_TEST(test_empty_file)
{
	write_file(path, STR_NONE);
	fill(path);
	memory_close(open_at(path));
}
END_TEST

/* What is no file, or cannot be made or written. */
START_TEST(test_no_files)
{
	char name[512];
	const struct {
		const char *path, *message;
	} rows[] = {
		{folder, "is a folder"},
		{"/dev/null", "is a device"},
		{arena_printf(&arena, "%s/no/links", folder).p, "there is no such folder"},
		{arena_printf(&arena, "%s/file/links", folder).p, "Not a directory"},
		{arena_printf(&arena, "%s/loop", folder).p, "cannot be opened"},
		{"", "is empty"},
		{arena_printf(&arena, "/tmp/%0300d", 0).p, "File name too long"},
		{arena_printf(&arena, "/tmp/%05000d", 0).p, "too long"},
	};

	snprintf(name, sizeof(name), "%s/file", folder);
	write_file(name, STR("x"));
	snprintf(name, sizeof(name), "%s/loop", folder);
	ck_assert_int_eq(symlink("loop", name), 0);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct err err = ERR_INIT;
		struct memory *m;

		ck_assert(memory_open(&m, rows[i].path, &err) == FF_EIO);
		ck_assert_msg(strstr(err.message, rows[i].message), "%s", err.message);
	}
}
END_TEST

/* As somebody who is not root, for whom nothing is read-only. */
START_TEST(test_read_only)
{
	bool root = geteuid() == 0;
	struct memory *m;

	fill(path);
	ck_assert_int_eq(chmod(folder, 0755), 0);
	for (unsigned i = 0; i < 3; i++) {
		struct err err = ERR_INIT;
		enum status status;

		/* The file; its folder; both writable. */
		ck_assert_int_eq(chmod(path, i == 0 ? 0444 : 0666), 0);
		ck_assert_int_eq(chmod(folder, i == 1 ? 0555 : 0777), 0);
		ck_assert(!root || seteuid(65534) == 0);
		status = memory_open(&m, path, &err);
		memory_close(m);
		ck_assert(!root || seteuid(0) == 0);
		ck_assert_msg((status == FF_OK) == (i == 2), "%s", err.message);
		if (status != FF_OK)
			ck_assert_msg(strstr(err.message, "cannot be read and written"), "%s",
				      err.message);
	}
}
END_TEST

START_TEST(test_modes)
{
	char cache[128], file[200];
	struct stat st;
	struct memory *m;
	mode_t mask = umask(0);

	memory_close(open_at(path));
	ck_assert(stat(path, &st) == 0 && (st.st_mode & 07777) == 0600);
	snprintf(cache, sizeof(cache), "%s/deep/cache", folder);
	ck_assert_int_eq(setenv("XDG_CACHE_HOME", cache, 1), 0);
	m = open_at(NULL);
	snprintf(file, sizeof(file), "%s/footfault/links.sqlite", cache);
	ck_assert_str_eq(memory_path(m), file);
	begin(m, 1);
	put(m, "https://a.org/", 1, LINK_OK);
	flush(m);
	ck_assert(stat(file, &st) == 0 && (st.st_mode & 07777) == 0600);
	snprintf(file, sizeof(file), "%s/footfault/links.sqlite-wal", cache);
	ck_assert(stat(file, &st) == 0 && (st.st_mode & 07777) == 0600);
	memory_close(m);
	ck_assert(stat(file, &st) != 0);
	snprintf(file, sizeof(file), "%s/footfault", cache);
	ck_assert(stat(file, &st) == 0 && (st.st_mode & 07777) == 0700);
	ck_assert(stat(cache, &st) == 0 && (st.st_mode & 07777) == 0700);
	umask(mask);
	unsetenv("XDG_CACHE_HOME");
}
END_TEST

START_TEST(test_cache_folder)
{
	char *home = getenv("HOME") ? strdup(getenv("HOME")) : NULL, file[200];
	struct err err = ERR_INIT;
	struct memory *m;

	setenv("XDG_CACHE_HOME", "not/absolute", 1);
	setenv("HOME", folder, 1);
	m = open_at(NULL);
	snprintf(file, sizeof(file), "%s/.cache/footfault/links.sqlite", folder);
	ck_assert_str_eq(memory_path(m), file);
	memory_close(m);
	unsetenv("HOME");
	ck_assert(memory_open(&m, NULL, &err) == FF_EIO);
	ck_assert_msg(strstr(err.message, "HOME is not set") &&
			      strstr(err.message, "--memory none"),
		      "%s", err.message);
	err = (struct err)ERR_INIT;
	setenv("HOME", "/dev/null", 1);
	ck_assert(memory_open(&m, NULL, &err) == FF_EIO);
	ck_assert_msg(strstr(err.message, "folder cannot be made"), "%s", err.message);
	unsetenv("XDG_CACHE_HOME");
	unsetenv("HOME");
	if (home)
		setenv("HOME", home, 1);
	free(home);
}
END_TEST

/* Names that SQLite would take for something else are files like any other. */
START_TEST(test_odd_names)
{
	static const char *const names[] = {":memory:", "file:x?mode=memory", "a b\xc3\xa9%"};
	int here = open(".", O_RDONLY | O_DIRECTORY);
	struct verdict v;
	int64_t at;

	ck_assert_int_eq(chdir(folder), 0);
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		struct memory *m;

		fill(names[i]);
		ck_assert_int_eq(access(names[i], F_OK), 0);
		m = open_at(names[i]);
		ck_assert(memory_last(m, STR("https://a.org/1999"), &v, &at, &arena));
		memory_close(m);
	}
	ck_assert_int_eq(fchdir(here), 0);
	close(here);
}
END_TEST

/* No room: told, and what was there stays. */
START_TEST(test_no_room)
{
	struct rlimit none = {0}, usual;
	struct err err = ERR_INIT;
	struct verdict v = {.why = STR_NONE, .final = STR_NONE};
	struct memory *m;
	enum status status;
	int64_t at;

	fill(path);
	m = open_at(path);
	begin(m, 2);
	signal(SIGXFSZ, SIG_IGN);
	ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &usual), 0);
	none = (struct rlimit){.rlim_cur = 20000, .rlim_max = usual.rlim_max};
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &none), 0);
	for (unsigned i = 0; i < 2 * MEMORY_BATCH; i++) {
		char address[40];

		snprintf(address, sizeof(address), "https://b.org/%u", i);
		status = memory_put(m, str_of(address), 2, &v, &err);
		if (i == MEMORY_BATCH - 2)
			ck_assert(status == FF_OK);
	}
	ck_assert(status == FF_EIO);
	memory_close(m);
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &usual), 0);
	signal(SIGXFSZ, SIG_DFL);
	ck_assert_msg(strstr(err.message, path) && strstr(err.message, "is there room on the disk"),
		      "%s", err.message);
	m = open_at(path);
	ck_assert(memory_last(m, STR("https://a.org/1999"), &v, &at, &arena));
	ck_assert(!memory_last(m, STR("https://b.org/0"), &v, &at, &arena));
	memory_close(m);
}
END_TEST

/* A file of ours that somebody else has filled with anything. */
START_TEST(test_odd_rows)
{
	struct memory *m = four_runs();
	struct memory_changes changes;
	struct memory_runs runs;
	struct err err = ERR_INIT;
	struct standing s;
	struct verdict v;
	int64_t at;

	memory_close(m);
	sql(path,
	    "UPDATE answer SET verdict = 'odd' WHERE run = 4;"
	    "UPDATE answer SET evidence = 999 WHERE run = 3;"
	    "UPDATE evidence SET status = 1 << 40, flags = -1, sketch = zeroblob(1000);"
	    "INSERT INTO answer VALUES (1 << 60, 77, -5, 'ok', 1), (1 << 60, 4, -5, 'ok', 1)");
	m = open_at(path);
	v = last_of(m, STR("https://d.org/"), &at);
	ck_assert_uint_eq(v.kind, LINK_UNCHECKED);
	ck_assert_uint_eq(v.sketch.n, 0);
	ck_assert(memory_standing(m, STR("https://a.org/"), 3, &s));
	ck_assert(memory_runs(m, NULL, &runs, &arena, &err) == FF_OK);
	ck_assert_uint_eq(runs.at[3].counts[LINK_OK], 1);
	ck_assert_uint_eq(runs.at[3].counts[LINK_UNCHECKED], 3);
	ck_assert(memory_compare(m, STR("1"), STR("last"), &changes, &arena, &err) == FF_OK);
	memory_close(m);
}
END_TEST

/* An arena that jumps out in the middle leaves a memory that works. */
static void look_up(void *to)
{
	struct verdict v;
	int64_t at;

	memory_last(to, STR("https://a.org/1"), &v, &at, &arena);
}

START_TEST(test_no_memory)
{
	struct memory *m;
	struct verdict v;
	struct arena other;
	int64_t at;

	fill(path);
	m = open_at(path);
	begin(m, 2);
	arena.limit = arena.reserved + 1;
	while (arena_try(&arena, look_up, m))
		;
	put(m, "https://a.org/1", 2, LINK_GONE);
	flush(m);
	arena_init(&other);
	ck_assert(memory_last(m, STR("https://a.org/1"), &v, &at, &other));
	ck_assert_uint_eq(v.kind, LINK_GONE);
	arena_release(&other);
	memory_close(m);
}
END_TEST

START_TEST(test_nothing)
{
	struct memory *m = open_at(path);
	struct err err = ERR_INIT;

	ck_assert(memory_flush(m, &err) == FF_OK);
	memory_close(m);
	memory_close(NULL);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("memory");
	TCase *answers = tcase_create("answers"), *runs = tcase_create("runs"),
	      *files = tcase_create("files");

	tcase_add_checked_fixture(answers, setup_folder, teardown_folder);
	tcase_add_loop_test(answers, test_standing, 0, COUNT_OF(standings));
	tcase_add_test(answers, test_dead_days);
	tcase_add_test(answers, test_last);
	tcase_add_test(answers, test_last_of_several);
	tcase_add_test(answers, test_batch);
	tcase_add_test(answers, test_no_memory);
	suite_add_tcase(suite, answers);
	tcase_add_checked_fixture(runs, setup_folder, teardown_folder);
	tcase_add_test(runs, test_runs);
	tcase_add_test(runs, test_runs_of_some_links);
	tcase_add_loop_test(runs, test_compare, 0, COUNT_OF(compared));
	tcase_add_loop_test(runs, test_compare_nothing, 0, COUNT_OF(no_runs));
	tcase_add_test(runs, test_compare_empty);
	tcase_add_test(runs, test_plans);
	suite_add_tcase(suite, runs);
	tcase_add_checked_fixture(files, setup_folder, teardown_folder);
	tcase_add_loop_test(files, test_bad_files, 0, BADS);
	tcase_add_test(files, test_empty_file);
	tcase_add_test(files, test_no_files);
	tcase_add_test(files, test_read_only);
	tcase_add_test(files, test_modes);
	tcase_add_test(files, test_cache_folder);
	tcase_add_test(files, test_odd_names);
	tcase_add_test(files, test_no_room);
	tcase_add_test(files, test_odd_rows);
	tcase_add_test(files, test_nothing);
	suite_add_tcase(suite, files);
	return unit_run(suite);
}
