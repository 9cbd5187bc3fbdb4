/*
 * The file behind the memory: opening and making it, its statements, and what to tell when it
 * fails. Of memory.c and memory_runs.c alone.
 *
 * Tables: "run", "address", "answer" (one an address and run) and "evidence", what an answer was
 * beside its verdict; answers that are alike share it, so that ten runs cost little more than
 * one. Answers wait in the table "pending", which is in this process alone, and move to the file
 * in one short transaction: nobody holds a lock while it waits for the network.
 */
#ifndef LINK_STORE_H
#define LINK_STORE_H

#include "base/err.h"
#include "base/str.h"

#include <limits.h>
#include <sqlite3.h>

enum store_sql {
#define SQL(constant, text) SQL_##constant,
#include "link/store.def"
#undef SQL
	STORE_SQLS
};

struct store {
	sqlite3 *db;
	sqlite3_stmt *statements[STORE_SQLS]; /* prepared when first used */
	struct err trouble;		      /* the first failure; nothing works after it */
	char path[PATH_MAX];		      /* as it was given */
};

/* On failure nothing is left open. */
enum status store_open(struct store *s, const char *path, struct err *err);
void store_close(struct store *s);

/* The trouble there was, or FF_OK. */
enum status store_status(const struct store *s, struct err *err);

/* A statement without values, not yet begun; NULL when there is trouble. */
sqlite3_stmt *store_statement(struct store *s, enum store_sql which);

/* Its next row; false behind the last and when there is trouble. Read to the end, or give back with
 * sqlite3_reset: a statement under way holds on to an old state of the file. */
bool store_row(struct store *s, sqlite3_stmt *statement);

/* All of these statements, which have no values, in one transaction, or none of them. */
bool store_all(struct store *s, const enum store_sql *which, unsigned n);

/* Values and columns that are texts or blobs: any bytes. */
void store_bind(sqlite3_stmt *statement, int index, struct str text);
struct str store_text(sqlite3_stmt *statement, int column);

#endif
