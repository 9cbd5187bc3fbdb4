/*
 * A thin layer over expat: elements as small numbers whatever their prefixes, strict and
 * transitional names alike, and for every event the bytes that it came from.
 *
 * Parts with a DOCTYPE are refused, entities but the five of XML with them; elements nest
 * XML_DEPTH deep. The whole of a part is in memory, but no tree of it is ever made.
 */
#ifndef READ_XML_H
#define READ_XML_H

#include "base/err.h"
#include "doc/document.h"

enum { XML_DEPTH = 512 };

/* Whose names they are. */
enum xml_space {
	XML_NONE,    /* no namespace */
	XML_OTHER,   /* one that nobody asks for */
	XML_W,	     /* WordprocessingML */
	XML_R,	     /* relationships, as Office documents refer to them */
	XML_M,	     /* mathematics */
	XML_MC,	     /* markup compatibility */
	XML_PR,	     /* relationships of packages */
	XML_PKG,     /* packages that are one file */
	XML_OT,	     /* OpenDocument: text */
	XML_OO,	     /* … office */
	XML_OS,	     /* … style */
	XML_OB,	     /* … table */
	XML_FO,	     /* … properties as XSL has them */
	XML_XL,	     /* XLink */
	XML_SV,	     /* SVG */
	XML_XML,     /* xml:space */
	XML_DCTERMS, /* Dublin Core, in the properties of documents */
	XML_DC,	     /* … in what is said of changes */
};

/* W_p, M_oMath …: the elements that anybody asks for. */
enum xml_tag {
	XML_UNKNOWN,
#define TAG(space, name) space##_##name,
#include "read/xml_tags.def"
#undef TAG
	XML_TAGS,
};

struct xml;

struct xml_handler {
	void *to;
	void (*open)(void *to, struct xml *x, enum xml_tag tag);
	void (*close)(void *to, struct xml *x, enum xml_tag tag);
	/* 'text' as it reads; it is copied from its bytes unless sizes differ. May be NULL. */
	void (*text)(void *to, struct xml *x, struct str text);
};

/* Calls the handler for all that 'part' holds; 'base' is added to offsets. 'path' and 'name' are
 * for messages. */
enum status xml_read(struct arena *a, struct str part, uint32_t base,
		     const struct xml_handler *handler, struct str path, struct str name,
		     struct err *err);

/* In a handler only: */

/* The bytes of the event: the tag, or the text. Of an empty element's end an empty span. */
struct span xml_span(const struct xml *x);

/* The value of an attribute, valid until the handler returns; 'p' is NULL where there is none. */
struct str xml_attribute(const struct xml *x, enum xml_space space, const char *name);

/* The element around the present one, counted outwards from 1; XML_UNKNOWN beyond the root. */
enum xml_tag xml_parent(const struct xml *x, unsigned i);

/* In 'open': nothing that lies inside is reported, nor the end of this element. */
void xml_skip(struct xml *x);

/* Ends the reading with this failure. */
void xml_stop(struct xml *x, enum status status, const char *why);

/* False for a part in another encoding: its text has other bytes than the file. */
bool xml_is_utf8(struct str part);

#endif
