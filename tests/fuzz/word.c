#include "word.h"

#include "base/buf.h"
#include "word_package.h"

#define W_NS  "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define R_NS  "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define MC_NS "http://schemas.openxmlformats.org/markup-compatibility/2006"

static const char *const names[] = {
	"document", "footnotes", "endnotes", "styles", "numbering", "settings", "comments",
};

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
	struct buf out = BUF_INIT;

	if (str_starts(part, STR("<?xml")))
		return part;
	buf_addf(&out, "<w:%s xmlns:w=\"" W_NS "\" xmlns:r=\"" R_NS "\" xmlns:mc=\"" MC_NS "\">",
		 root);
	/* It may hold NUL. */
	buf_add(&out, part);
	buf_addf(&out, "</w:%s>", root);
	part = arena_str(a, buf_str(&out));
	buf_release(&out);
	return part;
}

struct str fuzz_word(struct arena *a, struct str parts)
{
	struct word_members members = {0};

	for (size_t i = 0; i < COUNT_OF(names) && (i == 0 || parts.n); i++) {
		struct str part = part_next(&parts);

		*vec_push(a, &members.list) = (struct zipped_member){
			arena_printf(a, "word/%s.xml", names[i]), whole_part(a, part, names[i])};
	}
	word_complete(&members, a);
	return zipped_open(a, members.list.at, members.list.n);
}
