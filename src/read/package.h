/*
 * A package: the zip file that a Word or OpenDocument file is, opened from bytes in memory.
 *
 * Members are found by the package's own relationships, never by guessed names, and nothing is
 * ever written by their names. What a member says of its size is not believed: it is read into
 * a buffer of that size, and one byte more or a wrong sum is an error.
 */
#ifndef READ_PACKAGE_H
#define READ_PACKAGE_H

#include "base/err.h"
#include "base/vec.h"

enum {
	PACKAGE_MEMBERS = 20000,       /* a draft with a picture on each page has some hundred */
	PACKAGE_PART_MOST = 256 << 20, /* bytes of one part, inflated */
	PACKAGE_ALL_MOST = 512 << 20,  /* … of all that is read */
	PACKAGE_RATIO = 120,	       /* real parts shrink to a tenth, seldom to a fiftieth */
	PACKAGE_RATIO_FROM = 64 << 20, /* below this size no ratio is a bomb */
	PACKAGE_RELATIONSHIPS = 1 << 20,
};

struct relationship {
	struct str id;
	struct str type;   /* its last part: "footnotes", "hyperlink" */
	struct str target; /* of a part: its member's name; of what is external: as it is written */
	bool external;
};

struct relationships {
	VEC(struct relationship) list; /* sorted by id */
};

struct package;

/* True for bytes that begin as a zip file does, and for a package that is one XML file ("Word XML
 * document"). */
bool package_is_zip(struct str bytes);
bool package_is_flat(struct str bytes);

/* 'path' is for messages. *out is NULL on failure; on success it must be closed. */
enum status package_open(struct package **out, struct arena *a, struct str bytes, struct str path,
			 struct err *err);
void package_close(struct package *p);

/* The index of the member 'name' (no leading slash; case does not matter), or -1. */
int64_t package_find(const struct package *p, struct str name);

/* Bytes that a member says it has when inflated, if that may be; FF_ELIMIT, FF_EFORMAT otherwise.
 */
enum status package_size(struct package *p, int64_t member, size_t *out, struct err *err);

/* Inflates a member into 'to', which has room for package_size bytes. */
enum status package_inflate(struct package *p, int64_t member, char *to, size_t size,
			    struct err *err);

/* Both at once, in the arena. */
enum status package_read(struct package *p, int64_t member, struct str *out, struct err *err);

/* The relationships of the part 'name', or of the package where it is empty; none is no error. */
enum status package_relationships(struct package *p, struct str name, struct relationships *out,
				  struct err *err);

/* The one with this id, or the first of a type; NULL if there is none. */
const struct relationship *relationship_find(const struct relationships *r, struct str id);
const struct relationship *relationship_of_type(const struct relationships *r, struct str type);

#endif
