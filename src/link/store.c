#include "link/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	APPLICATION = 0x66746661, /* "ftfa", in the header of the file: it is a memory */
	VERSION = 1,		  /* of the tables and of the sketches in them */
	HEADER = 100,
	PATIENCE_MS = 30000,   /* for another run that writes; that takes milliseconds */
	LONGEST = 1024 * 1024, /* bytes of a row: the file may be anybody's */
	AT_VERSION = 60,       /* where the header has them, in big-endian order: */
	AT_APPLICATION = 68,   /* "Database File Format", section 1.3 */
};

static const struct str magic = {"SQLite format 3", 16};

static const char *const sqls[STORE_SQLS] = {
#define SQL(constant, text) [SQL_##constant] = text,
#include "link/store.def"
#undef SQL
};

static const char schema[] =
	"CREATE TABLE run (id INTEGER PRIMARY KEY, began INTEGER NOT NULL, ended INTEGER) STRICT;"
	"CREATE TABLE address (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;"
	"CREATE TABLE evidence (id INTEGER PRIMARY KEY, address INTEGER NOT NULL,"
	" status INTEGER NOT NULL, flags INTEGER NOT NULL, why TEXT NOT NULL,"
	" final TEXT NOT NULL, sketch BLOB NOT NULL) STRICT;"
	"CREATE INDEX evidence_of ON evidence (address);"
	"CREATE TABLE answer (address INTEGER NOT NULL, run INTEGER NOT NULL, at INTEGER NOT NULL,"
	" verdict TEXT NOT NULL, evidence INTEGER NOT NULL,"
	" PRIMARY KEY (address, run)) STRICT, WITHOUT ROWID;";

static const char pending[] =
	"CREATE TABLE temp.pending (address TEXT PRIMARY KEY, run INTEGER NOT NULL,"
	" at INTEGER NOT NULL, verdict TEXT NOT NULL, status INTEGER NOT NULL,"
	" flags INTEGER NOT NULL, why TEXT NOT NULL, final TEXT NOT NULL,"
	" sketch BLOB NOT NULL) STRICT, WITHOUT ROWID";

/* ---- failures ------------------------------------------------------------------------------ */

/* Sets down what SQLite says of its last failure. */
static bool fail(struct store *s)
{
	int code = sqlite3_extended_errcode(s->db), system = sqlite3_system_errno(s->db);

	switch (code & 0xff) {
	case SQLITE_NOMEM:
		err_set(&s->trouble, FF_ENOMEM, "%s: there is not enough memory", s->path);
		break;
	case SQLITE_FULL:
		err_set(&s->trouble, FF_EIO,
			"%s: the disk is full; free some space, or name another file with --memory",
			s->path);
		break;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		err_set(&s->trouble, FF_EIO,
			"%s: another program has been writing to it for %d seconds; try again when "
			"it has ended, or name another file with --memory",
			s->path, PATIENCE_MS / 1000);
		break;
	case SQLITE_IOERR:
		err_set(&s->trouble, FF_EIO,
			"%s: cannot be read and written: %s; is there room on the disk?", s->path,
			system ? strerror(system) : sqlite3_errstr(code));
		break;
	case SQLITE_CANTOPEN:
	case SQLITE_PERM:
	case SQLITE_READONLY:
		err_set(&s->trouble, FF_EIO,
			"%s: cannot be read and written: both it and its folder must be writable",
			s->path);
		break;
	default:
		err_set(&s->trouble, FF_EFORMAT,
			"%s: is damaged (%s); move it away, and a new memory is begun", s->path,
			sqlite3_errmsg(s->db));
	}
	return false;
}

enum status store_status(const struct store *s, struct err *err)
{
	if (s->trouble.status == FF_OK)
		return FF_OK;
	return err_set(err, s->trouble.status, "%s", s->trouble.message);
}

/* ---- statements ---------------------------------------------------------------------------- */

static bool run(struct store *s, const char *sql)
{
	return sqlite3_exec(s->db, sql, NULL, NULL, NULL) == SQLITE_OK || fail(s);
}

sqlite3_stmt *store_statement(struct store *s, enum store_sql which)
{
	sqlite3_stmt **statement = &s->statements[which];

	if (s->trouble.status != FF_OK)
		return NULL;
	if (!*statement && sqlite3_prepare_v3(s->db, sqls[which], -1, SQLITE_PREPARE_PERSISTENT,
					      statement, NULL) != SQLITE_OK) {
		fail(s);
		return NULL;
	}
	sqlite3_reset(*statement);
	sqlite3_clear_bindings(*statement);
	return *statement;
}

bool store_row(struct store *s, sqlite3_stmt *statement)
{
	int code = sqlite3_step(statement);

	if (code == SQLITE_ROW)
		return true;
	if (code != SQLITE_DONE)
		fail(s);
	sqlite3_reset(statement);
	return false;
}

static bool done(struct store *s, enum store_sql which)
{
	sqlite3_stmt *statement = store_statement(s, which);

	if (statement)
		store_row(s, statement);
	return s->trouble.status == FF_OK;
}

bool store_all(struct store *s, const enum store_sql *which, unsigned n)
{
	bool whole = done(s, SQL_BEGIN);

	for (unsigned i = 0; whole && i < n; i++)
		whole = done(s, which[i]);
	whole = whole && done(s, SQL_COMMIT);
	if (!whole && !sqlite3_get_autocommit(s->db))
		sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
	return whole;
}

void store_bind(sqlite3_stmt *statement, int index, struct str text)
{
	sqlite3_bind_text64(statement, index, text.n ? text.p : "", text.n, SQLITE_TRANSIENT,
			    SQLITE_UTF8);
}

struct str store_text(sqlite3_stmt *statement, int column)
{
	const void *p = sqlite3_column_blob(statement, column);
	int n = sqlite3_column_bytes(statement, column);

	return p && n > 0 ? (struct str){p, (size_t)n} : STR_NONE;
}

/* ---- opening ------------------------------------------------------------------------------- */

/* Folders of a path, each for its owner alone; those that are there stay as they are. */
static bool make_folders(char *path)
{
	for (char *stroke = strchr(path + 1, '/'); stroke; stroke = strchr(stroke + 1, '/')) {
		bool made;

		*stroke = '\0';
		made = mkdir(path, 0700) == 0 || errno == EEXIST;
		*stroke = '/';
		if (!made)
			return false;
	}
	return true;
}

/* The file in the user's cache folder (XDG Base Directory Specification: a path that does not
 * begin with "/" is to be ignored). */
static bool in_cache(struct store *s)
{
	const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
	int n = -1;

	if (cache && cache[0] == '/')
		n = snprintf(s->path, sizeof(s->path), "%s/footfault/links.sqlite", cache);
	else if (home && home[0] == '/')
		n = snprintf(s->path, sizeof(s->path), "%s/.cache/footfault/links.sqlite", home);
	if (n < 0 || (size_t)n >= sizeof(s->path)) {
		err_set(&s->trouble, FF_EIO,
			"there is no folder for the memory of links: HOME is not set; name a file "
			"with --memory, or do without: --memory none");
		return false;
	}
	if (!make_folders(s->path))
		err_set(&s->trouble, FF_EIO,
			"%s: its folder cannot be made: %s; name another file with --memory",
			s->path, strerror(errno));
	return s->trouble.status == FF_OK;
}

/* An empty file where there is none: SQLite would let others read it. */
static bool make_file(struct store *s)
{
	int fd = open(s->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	struct stat st;

	if (fd >= 0)
		close(fd);
	if (fd < 0 && errno == ENOENT)
		err_set(&s->trouble, FF_EIO, "%s: cannot be made: there is no such folder",
			s->path);
	else if (fd < 0 && errno != EEXIST)
		err_set(&s->trouble, FF_EIO, "%s: cannot be made: %s", s->path, strerror(errno));
	else if (stat(s->path, &st) != 0)
		err_set(&s->trouble, FF_EIO, "%s: cannot be opened: %s", s->path, strerror(errno));
	else if (S_ISDIR(st.st_mode))
		err_set(&s->trouble, FF_EIO, "%s: is a folder; name a file in it with --memory",
			s->path);
	else if (!S_ISREG(st.st_mode))
		err_set(&s->trouble, FF_EIO, "%s: is a device, not a file", s->path);
	else if (faccessat(AT_FDCWD, s->path, R_OK | W_OK, AT_EACCESS) != 0)
		err_set(&s->trouble, FF_EIO,
			"%s: cannot be read and written: %s; name another file with --memory",
			s->path, strerror(errno));
	return s->trouble.status == FF_OK;
}

static bool is_known(struct store *s, int64_t version)
{
	if (version > VERSION)
		err_set(&s->trouble, FF_EFORMAT,
			"%s: was written by a newer footfault; use that one, or name another file "
			"with --memory",
			s->path);
	return s->trouble.status == FF_OK;
}

static uint32_t big_endian(const char *p)
{
	const unsigned char *b = (const unsigned char *)p;

	return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

/*
 * Looks at the header as it lies on the disk, before SQLite does: that might repair what is not
 * ours. Our own mark is written before the file goes over to a log, so it is always there. With
 * the file that SQLite has open: closing another would lose its locks.
 */
static bool is_ours(struct store *s, bool *empty)
{
	char header[HEADER] = {0};
	sqlite3_file *file = NULL;
	sqlite3_int64 size = 0;

	if (sqlite3_file_control(s->db, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK ||
	    file->pMethods->xFileSize(file, &size) != SQLITE_OK)
		return fail(s);
	*empty = size == 0;
	if (*empty)
		return true;
	if (size >= HEADER && file->pMethods->xRead(file, header, HEADER, 0) != SQLITE_OK)
		return fail(s);
	if (str_starts((struct str){header, HEADER}, magic) &&
	    big_endian(header + AT_APPLICATION) == APPLICATION)
		return is_known(s, big_endian(header + AT_VERSION));
	err_set(&s->trouble, FF_EFORMAT,
		"%s: is no memory of links, and stays as it is; name another file with --memory",
		s->path);
	return false;
}

static bool number_of(struct store *s, const char *sql, int64_t *out)
{
	sqlite3_stmt *statement;
	bool got;

	if (sqlite3_prepare_v2(s->db, sql, -1, &statement, NULL) != SQLITE_OK)
		return fail(s);
	got = store_row(s, statement);
	if (got)
		*out = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	return got;
}

/* The tables, unless another run was quicker. */
static bool make_tables(struct store *s)
{
	int64_t application = 0;
	char mark[80];
	bool whole;

	snprintf(mark, sizeof(mark), "PRAGMA application_id = %d; PRAGMA user_version = %d",
		 APPLICATION, VERSION);
	whole = run(s, "BEGIN IMMEDIATE") && number_of(s, "PRAGMA application_id", &application) &&
		(application == APPLICATION || (run(s, schema) && run(s, mark))) &&
		run(s, "COMMIT");
	if (!whole && !sqlite3_get_autocommit(s->db))
		sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
	return whole;
}

/* What a file that comes from elsewhere could try. */
static void distrust(sqlite3 *db)
{
	sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
	sqlite3_limit(db, SQLITE_LIMIT_LENGTH, LONGEST);
}

/* A log (WAL) lets others read while one writes. Where the file system cannot have one, or another
 * run is just opening the file, it works without. */
static bool set_up(struct store *s)
{
	sqlite3_exec(s->db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
	return run(s, "PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY;"
		      "PRAGMA cell_size_check = ON") &&
	       run(s, pending);
}

static bool open_file(struct store *s)
{
	char name[PATH_MAX + 2];
	int64_t version = 0;
	bool empty;

	/* Names such as ":memory:" mean something else to SQLite. */
	snprintf(name, sizeof(name), "%s%s", s->path[0] == '/' ? "" : "./", s->path);
	if (sqlite3_open_v2(name, &s->db,
			    SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
			    NULL) != SQLITE_OK)
		return fail(s);
	distrust(s->db);
	sqlite3_busy_timeout(s->db, PATIENCE_MS);
	return is_ours(s, &empty) && (!empty || make_tables(s)) &&
	       number_of(s, "PRAGMA user_version", &version) && is_known(s, version) && set_up(s);
}

static bool take_path(struct store *s, const char *path)
{
	size_t n = strlen(path);

	if (n == 0 || n >= sizeof(s->path)) {
		err_set(&s->trouble, FF_EIO, "the name of the memory's file is %s",
			n ? "too long" : "empty");
		return false;
	}
	memcpy(s->path, path, n + 1);
	return true;
}

enum status store_open(struct store *s, const char *path, struct err *err)
{
	*s = (struct store){0};
	if (!(path ? take_path(s, path) : in_cache(s)) || !make_file(s) || !open_file(s))
		store_close(s);
	return store_status(s, err);
}

void store_close(struct store *s)
{
	for (unsigned i = 0; i < STORE_SQLS; i++)
		sqlite3_finalize(s->statements[i]);
	sqlite3_close(s->db);
	s->db = NULL;
}
