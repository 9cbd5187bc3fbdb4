#include "read/docx_styles.h"

#include "read/xml.h"

struct reading {
	struct docx_settings *s;
	struct arena *arena;
};

static void on_open(void *to, struct xml *x, enum xml_tag tag)
{
	struct reading *r = to;
	enum xml_tag parent = xml_parent(x, 1);
	struct docx_note_numbers *numbers = &r->s->notes[parent == W_endnotePr];
	struct str value = xml_attribute(x, XML_W, "val");
	uint32_t start;

	if (!value.p || (parent != W_footnotePr && parent != W_endnotePr))
		return;
	if (tag == W_numFmt)
		numbers->format = arena_str(r->arena, value);
	else if (tag == W_numStart && str_number(value, &start) && start < 1u << 30)
		numbers->start = (int32_t)start;
	else if (tag == W_numRestart)
		numbers->restart = arena_str(r->arena, value);
}

enum status docx_settings_read(struct docx_settings *s, struct arena *a, struct str part,
			       struct str path, struct str name, struct err *err)
{
	struct reading r = {s, a};
	const struct xml_handler handler = {.to = &r, .open = on_open};

	for (int i = 0; i < 2; i++)
		s->notes[i] = (struct docx_note_numbers){STR_NONE, -1, STR_NONE};
	return part.n ? xml_read(a, part, 0, &handler, path, name, err) : FF_OK;
}
