#include "word_package.h"

#include "base/buf.h"

#define XML    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define R_NS   "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define REL_NS "http://schemas.openxmlformats.org/package/2006/relationships"
#define CT_NS  "http://schemas.openxmlformats.org/package/2006/content-types"
#define CT     "application/vnd.openxmlformats-officedocument.wordprocessingml."

/* What a part is by its name: "header" of "word/header1.xml"; empty for others. */
static struct str type_of(struct str name)
{
	static const char *const types[] = {"document", "footnotes",	   "endnotes", "comments",
					    "styles",	"numbering",	   "settings", "header",
					    "footer",	"commentsExtended"};
	struct str folder = STR("word/"), ending = STR(".xml");

	if (!str_starts(name, folder) || !str_ends(name, ending))
		return STR_NONE;
	name = str_part(name, folder.n, name.n - ending.n);
	while (name.n && is_digit(name.p[name.n - 1]))
		name.n--;
	for (size_t i = 0; i < COUNT_OF(types); i++)
		if (str_eq(name, str_of(types[i])))
			return name;
	return STR_NONE;
}

static bool has(const struct word_members *members, struct str name)
{
	for (uint32_t i = 0; i < members->list.n; i++)
		if (str_eq(members->list.at[i].name, name))
			return true;
	return false;
}

static void add(struct word_members *members, struct arena *a, struct str name, struct buf *bytes)
{
	*vec_push(a, &members->list) = (struct zipped_member){name, arena_str(a, buf_str(bytes))};
	buf_release(bytes);
}

static void add_types(struct word_members *members, struct arena *a)
{
	struct buf out = BUF_INIT;

	buf_add(&out, STR(XML "<Types xmlns=\"" CT_NS "\">"
			      "<Default Extension=\"rels\" ContentType=\"application/vnd."
			      "openxmlformats-package.relationships+xml\"/>"
			      "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"));
	for (uint32_t i = 0; i < members->list.n; i++) {
		struct str name = members->list.at[i].name, type = type_of(name);

		if (type.n)
			buf_addf(&out,
				 "<Override PartName=\"/%.*s\" ContentType=\"" CT "%.*s%s+xml\"/>",
				 STR_ARG(name), STR_ARG(type),
				 str_eq(type, STR("document")) ? ".main" : "");
	}
	buf_add(&out, STR("</Types>"));
	add(members, a, STR("[Content_Types].xml"), &out);
}

static void add_relationships(struct word_members *members, struct arena *a)
{
	struct buf out = BUF_INIT;

	buf_add(&out, STR(XML "<Relationships xmlns=\"" REL_NS "\">"));
	for (uint32_t i = 0; i < members->list.n; i++) {
		struct str name = members->list.at[i].name, type = type_of(name);

		if (type.n && !str_eq(type, STR("document")))
			buf_addf(&out,
				 "<Relationship Id=\"rId%u\" Type=\"" R_NS
				 "/%.*s\" Target=\"/%.*s\"/>",
				 i + 1, STR_ARG(type), STR_ARG(name));
	}
	buf_add(&out, STR("</Relationships>"));
	add(members, a, STR("word/_rels/document.xml.rels"), &out);
}

static void add_root(struct word_members *members, struct arena *a)
{
	struct buf out = BUF_INIT;

	buf_add(&out, STR(XML "<Relationships xmlns=\"" REL_NS "\"><Relationship Id=\"rId1\" "
			      "Type=\"" R_NS
			      "/officeDocument\" Target=\"word/document.xml\"/></Relationships>"));
	add(members, a, STR("_rels/.rels"), &out);
}

void word_complete(struct word_members *members, struct arena *a)
{
	static const struct {
		const char *name;
		void (*add)(struct word_members *members, struct arena *a);
	} needed[] = {
		{"[Content_Types].xml", add_types},
		{"_rels/.rels", add_root},
		{"word/_rels/document.xml.rels", add_relationships},
	};

	if (!has(members, STR("word/document.xml")))
		return;
	for (size_t i = 0; i < COUNT_OF(needed); i++)
		if (!has(members, str_of(needed[i].name)))
			needed[i].add(members, a);
}
