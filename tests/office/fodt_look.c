/*
 * fodt_look accepted|rejected|comments FILE: what LibreOffice has read, from the flat OpenDocument
 * file that it writes: the text of the body with all changes accepted or rejected, a line each
 * paragraph (of changes in notes LibreOffice loses some); or the comments, "author|what it says"
 * with "/" between paragraphs.
 */
#include "base/buf.h"
#include "base/file.h"

#include <expat.h>
#include <stdio.h>
#include <stdlib.h>

enum { REGIONS_MOST = 4096, DEPTH_MOST = 256 };

/* A change that is tracked, with what was deleted. */
struct region {
	char id[32];
	struct buf deleted;
	bool deletion, insertion; /* or else of properties only */
};

static struct {
	struct region regions[REGIONS_MOST];
	unsigned n;
	struct buf text, comments, comment, author;
	bool rejected, in_regions;
	unsigned annotations, notes, inserted, deleted; /* that are open */
	bool words[DEPTH_MOST]; /* of open elements: text in them is shown */
	unsigned depth;
	bool creator;
} look;

static const char *attribute(const char **attributes, const char *name)
{
	for (; *attributes; attributes += 2)
		if (strcmp(attributes[0], name) == 0)
			return attributes[1];
	return "";
}

/* Where words go that are met now, or NULL. */
static struct buf *target(void)
{
	if (look.creator)
		return look.annotations ? &look.author : NULL;
	if (look.annotations)
		return &look.comment;
	if (look.in_regions)
		return look.n ? &look.regions[look.n - 1].deleted : NULL;
	if (look.notes)
		return NULL;
	return (look.rejected ? look.inserted : look.deleted) ? NULL : &look.text;
}

static void add(struct str s)
{
	struct buf *to = target();

	if (to)
		buf_add(to, s);
}

static void mark(const char *name, const char *id)
{
	struct region *region = look.regions, *end = look.regions + look.n;
	unsigned *depth;

	while (region < end && strcmp(region->id, id) != 0)
		region++;
	if (region == end || (!region->deletion && !region->insertion))
		return;
	depth = region->deletion ? &look.deleted : &look.inserted;
	if (strcmp(name, "text:change-start") == 0)
		++*depth;
	else if (strcmp(name, "text:change-end") == 0)
		--*depth;
	else if (region->deletion && look.rejected)
		add(buf_str(&region->deleted));
}

static bool is_paragraph(const char *name)
{
	return strcmp(name, "text:p") == 0 || strcmp(name, "text:h") == 0;
}

static bool holds_words(const char *name)
{
	return is_paragraph(name) || strcmp(name, "text:span") == 0 ||
	       strcmp(name, "text:a") == 0 || strcmp(name, "dc:creator") == 0;
}

static void region_open(const char *name, const char **attributes)
{
	if (strcmp(name, "text:changed-region") == 0 && look.n < REGIONS_MOST)
		snprintf(look.regions[look.n++].id, sizeof(look.regions[0].id), "%s",
			 attribute(attributes, "text:id"));
	else if (strcmp(name, "text:deletion") == 0 && look.n)
		look.regions[look.n - 1].deletion = true;
	else if (strcmp(name, "text:insertion") == 0 && look.n)
		look.regions[look.n - 1].insertion = true;
}

static void on_open(void *to, const char *name, const char **attributes)
{
	(void)to;
	look.depth++;
	if (look.depth < DEPTH_MOST)
		look.words[look.depth] = holds_words(name);
	look.in_regions |= strcmp(name, "text:tracked-changes") == 0;
	look.notes += strcmp(name, "text:note") == 0;
	look.annotations += strcmp(name, "office:annotation") == 0;
	look.creator |= strcmp(name, "dc:creator") == 0;
	if (look.in_regions)
		region_open(name, attributes);
	else if (!look.notes)
		mark(name, attribute(attributes, "text:change-id"));
	if (is_paragraph(name) && look.annotations && look.comment.n)
		add(STR("/"));
	if (strcmp(name, "text:tab") == 0)
		add(STR("\t"));
	for (int i = strcmp(name, "text:s") ? 0 : 1, n = atoi(attribute(attributes, "text:c"));
	     i && i <= (n ? n : 1); i++)
		add(STR(" "));
}

static void on_close(void *to, const char *name)
{
	(void)to;
	look.depth--;
	if (strcmp(name, "text:note") == 0)
		look.notes--;
	else if (strcmp(name, "text:tracked-changes") == 0)
		look.in_regions = false;
	else if (strcmp(name, "dc:creator") == 0)
		look.creator = false;
	else if (is_paragraph(name) && !look.annotations && !look.in_regions)
		add(STR("\n"));
	if (strcmp(name, "office:annotation") != 0)
		return;
	look.annotations--;
	buf_addf(&look.comments, "%.*s|%.*s\n", STR_ARG(buf_str(&look.author)),
		 STR_ARG(buf_str(&look.comment)));
	look.author.n = look.comment.n = 0;
}

static void on_text(void *to, const char *text, int n)
{
	(void)to;
	if (look.depth < DEPTH_MOST && look.words[look.depth])
		add((struct str){text, (size_t)n});
}

int main(int argc, char **argv)
{
	XML_Parser parser = XML_ParserCreate(NULL);
	struct err err = ERR_INIT;
	struct arena arena;
	struct str bytes, out;
	bool whole;

	if (argc != 3)
		return fputs("usage: fodt_look accepted|rejected|comments FILE\n", stderr), 2;
	arena_init(&arena);
	look.rejected = strcmp(argv[1], "rejected") == 0;
	if (file_read(&arena, argv[2], 64 << 20, &bytes, &err) != FF_OK)
		return fprintf(stderr, "fodt_look: %s\n", err.message), 2;
	XML_SetElementHandler(parser, on_open, on_close);
	XML_SetCharacterDataHandler(parser, on_text);
	whole = XML_Parse(parser, bytes.p, (int)bytes.n, 1) == XML_STATUS_OK;
	XML_ParserFree(parser);
	out = buf_str(strcmp(argv[1], "comments") == 0 ? &look.comments : &look.text);
	fwrite(out.p, 1, out.n, stdout);
	arena_release(&arena);
	for (unsigned i = 0; i < look.n; i++)
		buf_release(&look.regions[i].deleted);
	buf_release(&look.text);
	buf_release(&look.comments);
	buf_release(&look.comment);
	buf_release(&look.author);
	return whole ? 0 : 2;
}
