#include "report/html.h"

#include "report/plain.h"

static struct str entity_of(char c)
{
	switch (c) {
	case '&':
		return STR("&amp;");
	case '<':
		return STR("&lt;");
	case '>':
		return STR("&gt;");
	case '"':
		return STR("&quot;");
	case '\'':
		return STR("&#39;");
	default:
		return STR_NONE;
	}
}

void html_add(struct buf *out, struct str text)
{
	size_t from = 0;

	for (size_t i = 0; i < text.n; i++) {
		struct str entity = entity_of(text.p[i]);

		if (!entity.n)
			continue;
		plain_add(out, str_part(text, from, i));
		buf_add(out, entity);
		from = i + 1;
	}
	plain_add(out, str_skip(text, from));
}
