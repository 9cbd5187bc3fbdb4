#include "read/xml.h"

#include <expat.h>

enum {
	CHUNK = 64 * 1024, /* what expat is given at a time; it keeps a copy of it */
	SLOTS = 512,	   /* of the table of names: four times as many as there are */
	SEPARATOR = '|',   /* between namespace and name: no name holds it */
};

struct xml {
	const struct xml_handler *handler;
	struct arena *arena;
	XML_Parser parser;
	struct str part, path, name;
	uint32_t base;
	const char **attributes; /* of the element that opens */
	struct err *err;
	size_t begin;	      /* of the event that was seen last */
	unsigned depth, skip; /* skip: the depth of the element that is left out, or 0 */
	uint8_t tags[XML_DEPTH + 1];
	uint8_t slots[SLOTS]; /* tags by hash */
};

static const struct {
	uint8_t space;
	struct str name;
} names[] = {
	[XML_UNKNOWN] = {XML_OTHER, {"", 0}},
#define TAG(space, name) [space##_##name] = {XML_##space, {#name, sizeof(#name) - 1}},
#include "read/xml_tags.def"
#undef TAG
};

static const struct {
	struct str uri;
	enum xml_space space;
} spaces[] = {
#define URI(text, space)                                                                           \
	{                                                                                          \
		{(text), sizeof(text) - 1}, (space)                                                \
	}
	URI("http://schemas.openxmlformats.org/wordprocessingml/2006/main", XML_W),
	URI("http://schemas.openxmlformats.org/officeDocument/2006/relationships", XML_R),
	URI("http://schemas.openxmlformats.org/officeDocument/2006/math", XML_M),
	URI("http://schemas.openxmlformats.org/markup-compatibility/2006", XML_MC),
	URI("http://schemas.openxmlformats.org/package/2006/relationships", XML_PR),
	URI("http://schemas.microsoft.com/office/2006/xmlPackage", XML_PKG),
	URI("urn:oasis:names:tc:opendocument:xmlns:text:1.0", XML_OT),
	URI("urn:oasis:names:tc:opendocument:xmlns:office:1.0", XML_OO),
	URI("urn:oasis:names:tc:opendocument:xmlns:style:1.0", XML_OS),
	URI("urn:oasis:names:tc:opendocument:xmlns:table:1.0", XML_OB),
	URI("urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0", XML_FO),
	URI("urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0", XML_SV),
	URI("http://www.w3.org/1999/xlink", XML_XL),
	URI("http://www.w3.org/XML/1998/namespace", XML_XML),
	URI("http://purl.org/dc/terms/", XML_DCTERMS),
	URI("http://purl.org/dc/elements/1.1/", XML_DC),
	URI("http://purl.oclc.org/ooxml/wordprocessingml/main", XML_W),
	URI("http://purl.oclc.org/ooxml/officeDocument/relationships", XML_R),
	URI("http://purl.oclc.org/ooxml/officeDocument/math", XML_M),
#undef URI
};

static enum xml_space space_of(struct str uri)
{
	for (size_t i = 0; i < COUNT_OF(spaces); i++)
		if (str_eq(spaces[i].uri, uri))
			return spaces[i].space;
	return XML_OTHER;
}

/* What stands behind the separator; *space becomes whose it is. */
static struct str local_name(const char *name, enum xml_space *space)
{
	struct str whole = str_of(name);
	const char *bar = memrchr(whole.p, SEPARATOR, whole.n);

	*space = XML_NONE;
	if (!bar)
		return whole;
	*space = space_of(str_part(whole, 0, (size_t)(bar - whole.p)));
	return str_skip(whole, (size_t)(bar - whole.p) + 1);
}

/* Equal but for hyphens, which the names of the table cannot hold. */
static bool same_name(struct str table, struct str name)
{
	if (table.n != name.n)
		return false;
	for (size_t i = 0; i < name.n; i++)
		if (table.p[i] != name.p[i] && !(table.p[i] == '_' && name.p[i] == '-'))
			return false;
	return true;
}

static uint32_t name_hash(struct str name)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < name.n; i++)
		hash = (hash ^ (uint8_t)(name.p[i] == '-' ? '_' : name.p[i])) * 16777619u;
	return hash;
}

static void fill_slots(struct xml *x)
{
	for (unsigned tag = 1; tag < XML_TAGS; tag++) {
		uint32_t slot = name_hash(names[tag].name) % SLOTS;

		while (x->slots[slot])
			slot = (slot + 1) % SLOTS;
		x->slots[slot] = (uint8_t)tag;
	}
}

static enum xml_tag tag_of(const struct xml *x, const char *name)
{
	enum xml_space space;
	struct str local = local_name(name, &space);

	if (space <= XML_OTHER)
		return XML_UNKNOWN;
	for (uint32_t slot = name_hash(local) % SLOTS; x->slots[slot]; slot = (slot + 1) % SLOTS) {
		uint8_t tag = x->slots[slot];

		if (names[tag].space == space && same_name(names[tag].name, local))
			return (enum xml_tag)tag;
	}
	return XML_UNKNOWN;
}

/* ---- events ------------------------------------------------------------------------- */

static void on_open(void *to, const char *name, const char **attributes)
{
	struct xml *x = to;
	enum xml_tag tag;

	if (x->depth == XML_DEPTH) {
		xml_stop(x, FF_ELIMIT, "its elements nest too deep");
		return;
	}
	x->depth++;
	x->tags[x->depth] = XML_UNKNOWN;
	if (x->skip)
		return;
	tag = tag_of(x, name);
	x->tags[x->depth] = (uint8_t)tag;
	x->attributes = attributes;
	x->handler->open(x->handler->to, x, tag);
	x->attributes = NULL;
}

static void on_close(void *to, const char *name)
{
	struct xml *x = to;
	enum xml_tag tag = (enum xml_tag)x->tags[x->depth];

	(void)name;
	if (x->skip) {
		if (x->skip == x->depth)
			x->skip = 0;
	} else if (x->handler->close) {
		x->handler->close(x->handler->to, x, tag);
	}
	x->depth--;
}

static void on_text(void *to, const char *text, int n)
{
	struct xml *x = to;

	if (!x->skip)
		x->handler->text(x->handler->to, x, (struct str){text, (size_t)n});
}

static void on_doctype(void *to, const char *name, const char *system_id, const char *public_id,
		       int internal)
{
	(void)name, (void)system_id, (void)public_id, (void)internal;
	xml_stop(to, FF_EFORMAT, "it has a DOCTYPE, which no Word file has");
}

/* ---- what handlers ask for -------------------------------------------------------------- */

struct span xml_span(const struct xml *x)
{
	XML_Index at = XML_GetCurrentByteIndex(x->parser);
	uint32_t begin = x->base + (uint32_t)(at < 0 ? 0 : at);

	return (struct span){begin, begin + (uint32_t)XML_GetCurrentByteCount(x->parser)};
}

struct str xml_attribute(const struct xml *x, enum xml_space space, const char *name)
{
	struct str want = str_of(name);

	for (const char **a = x->attributes; a && *a; a += 2) {
		struct str whole = str_of(a[0]);
		enum xml_space own;

		if (str_ends(whole, want) && str_eq(local_name(a[0], &own), want) && own == space)
			return str_of(a[1]);
	}
	return (struct str){NULL, 0};
}

enum xml_tag xml_parent(const struct xml *x, unsigned i)
{
	return i < x->depth ? (enum xml_tag)x->tags[x->depth - i] : XML_UNKNOWN;
}

void xml_skip(struct xml *x)
{
	x->skip = x->depth;
}

void xml_stop(struct xml *x, enum status status, const char *why)
{
	err_set(x->err, status, "%.*s: %.*s cannot be read: %s", STR_ARG(x->path), STR_ARG(x->name),
		why);
	x->skip = 1;
	XML_StopParser(x->parser, XML_FALSE);
}

/* ---- reading ------------------------------------------------------------------------------ */

static enum status not_well_formed(struct xml *x)
{
	enum XML_Error code = XML_GetErrorCode(x->parser);

	if (code == XML_ERROR_NO_MEMORY)
		return err_set(x->err, FF_ENOMEM, "%.*s: not enough memory", STR_ARG(x->path));
	return err_set(x->err, FF_EFORMAT,
		       "%.*s: %.*s is damaged at byte %ld (%s); open the file in Word, which "
		       "repairs it, and save it again",
		       STR_ARG(x->path), STR_ARG(x->name), XML_GetCurrentByteIndex(x->parser),
		       XML_ErrorString(code));
}

/*
 * Chunk by chunk. A token that does not end in its chunk is read again with the next one: the
 * chunks double as long as nothing comes of them, so that a token of any size costs twice itself.
 */
static void read_chunks(void *to)
{
	struct xml *x = to;
	size_t at = 0, chunk = CHUNK;

	while (x->err->status == FF_OK) {
		size_t n = x->part.n - at < chunk ? x->part.n - at : chunk;
		XML_Index before = XML_GetCurrentByteIndex(x->parser);

		if (XML_Parse(x->parser, x->part.p + at, (int)n, at + n == x->part.n) !=
		    XML_STATUS_OK) {
			not_well_formed(x);
			return;
		}
		at += n;
		if (at == x->part.n)
			return;
		chunk = XML_GetCurrentByteIndex(x->parser) == before ? chunk * 2 : CHUNK;
	}
}

static void prepare(struct xml *x)
{
	XML_SetUserData(x->parser, x);
	XML_SetElementHandler(x->parser, on_open, on_close);
	if (x->handler->text)
		XML_SetCharacterDataHandler(x->parser, on_text);
	XML_SetStartDoctypeDeclHandler(x->parser, on_doctype);
	XML_SetParamEntityParsing(x->parser, XML_PARAM_ENTITY_PARSING_NEVER);
}

enum status xml_read(struct arena *a, struct str part, uint32_t base,
		     const struct xml_handler *handler, struct str path, struct str name,
		     struct err *err)
{
	struct xml *x = ARENA_NEW(a, struct xml);
	bool whole;

	*x = (struct xml){
		.handler = handler,
		.arena = a,
		.parser = XML_ParserCreateNS(NULL, SEPARATOR),
		.part = part,
		.path = path,
		.name = name,
		.base = base,
		.err = err,
	};
	if (!x->parser)
		return err_set(err, FF_ENOMEM, "%.*s: not enough memory", STR_ARG(path));
	fill_slots(x);
	prepare(x);
	whole = arena_try(a, read_chunks, x);
	XML_ParserFree(x->parser);
	if (!whole)
		arena_fail(a);
	return err->status;
}

bool xml_is_utf8(struct str part)
{
	struct str head = part.n > 200 ? str_part(part, 0, 200) : part, value;
	size_t end = str_find(head, STR("?>"), 0), at;

	if (str_starts(part, STR("\xff\xfe")) || str_starts(part, STR("\xfe\xff")) ||
	    memchr(head.p, '\0', head.n))
		return false;
	if (str_starts(head, STR("\xef\xbb\xbf")))
		head = str_skip(head, 3);
	at = str_find(head, STR("encoding="), 0);
	if (!str_starts(head, STR("<?xml")) || at == SIZE_MAX || end == SIZE_MAX || at > end)
		return true;
	value = str_skip(head, at + 10);
	return (value.n > 5 && str_eq_nocase(str_part(value, 0, 5), STR("utf-8"))) ||
	       (value.n > 8 && str_eq_nocase(str_part(value, 0, 8), STR("us-ascii")));
}
