/*
 * floor: cite
 * The parts of a Word file, as they are when they are unpacked: document, footnotes, endnotes,
 * styles, numbering, settings, parted by lines "%%". A part without markup is wrapped in a root.
 */
#include "document.h"
#include "zipped.h"

#define W_NS   "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define R_NS   "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define REL_NS "http://schemas.openxmlformats.org/package/2006/relationships"
#define MC_NS  "http://schemas.openxmlformats.org/markup-compatibility/2006"

static const struct {
	const char *name, *root;
} parts[] = {
	{"document", "document"}, {"footnotes", "footnotes"}, {"endnotes", "endnotes"},
	{"styles", "styles"},	  {"numbering", "numbering"}, {"settings", "settings"},
};

static const char package_rels[] =
	"<Relationships xmlns=\"" REL_NS "\"><Relationship Id=\"a\" Type=\"" R_NS
	"/officeDocument\" Target=\"word/document.xml\"/></Relationships>";

/* What stands before the next line "%%". */
static struct str part_next(struct str *rest)
{
	size_t end = str_find(*rest, STR("\n%%\n"), 0);
	struct str part = str_part(*rest, 0, end == SIZE_MAX ? rest->n : end);

	*rest = end == SIZE_MAX ? STR_NONE : str_skip(*rest, end + 4);
	return part;
}

static struct str whole_part(struct arena *a, struct str part, const char *root)
{
	if (str_starts(part, STR("<?xml")))
		return part;
	return arena_printf(a,
			    "<w:%s xmlns:w=\"" W_NS "\" xmlns:r=\"" R_NS "\" xmlns:mc=\"" MC_NS
			    "\">%.*s</w:%s>",
			    root, STR_ARG(part), root);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct zipped_member members[COUNT_OF(parts) + 2];
	struct str rest = {(const char *)bytes, n},
		   rels = STR("<Relationships xmlns=\"" REL_NS "\">");
	size_t count = 0;
	struct arena a;
	struct str file;

	arena_init(&a);
	members[count++] = (struct zipped_member){STR("_rels/.rels"), STR(package_rels)};
	for (size_t i = 0; i < COUNT_OF(parts); i++) {
		members[count++] =
			(struct zipped_member){arena_printf(&a, "word/%s.xml", parts[i].name),
					       whole_part(&a, part_next(&rest), parts[i].root)};
		rels = arena_printf(&a,
				    "%.*s<Relationship Id=\"r%zu\" Type=\"" R_NS
				    "/%s\" Target=\"%s.xml\"/>",
				    STR_ARG(rels), i, parts[i].name, parts[i].name);
	}
	members[count++] =
		(struct zipped_member){STR("word/_rels/document.xml.rels"),
				       arena_printf(&a, "%.*s</Relationships>", STR_ARG(rels))};
	file = zipped(&a, members, count);
	fuzz_document((const uint8_t *)file.p, file.n, "fuzz.docx");
	arena_release(&a);
	return 0;
}
