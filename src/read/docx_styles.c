#include "read/docx_styles.h"

#include "read/xml.h"

#include <stdlib.h>

enum {
	SAYS_BOLD = 1,
	SAYS_HIDDEN = 2,
	SAYS_RAISED = 4,
	SAYS_CENTRED = 8,
	BASED_DEEP = 16, /* styles that build on one another; Word allows eleven */
};

struct reading {
	struct docx_styles *s;
	struct arena *arena;
	struct docx_style *style; /* that is open, or NULL */
	bool paragraph;		  /* it is one of paragraphs */
};

/* ---- what a name says ------------------------------------------------------------------- */

/* Letters and digits only: "_ H _2/3_G" is "h23g" in one template and "H23G" in the next. */
static size_t plain(struct str name, char *to, size_t room)
{
	size_t n = 0;

	for (size_t i = 0; i < name.n && n < room; i++)
		if (is_alnum(name.p[i]))
			to[n++] = to_lower(name.p[i]);
	return n;
}

static const struct {
	const char *name;
	uint8_t role, level;
} known[] = {
	{"title", STYLE_HEADING, 1},
	{"hm", STYLE_HEADING, 1},
	{"hmg", STYLE_HEADING, 1},
	{"hch", STYLE_HEADING, 1},
	{"hchg", STYLE_HEADING, 1},
	{"h1", STYLE_HEADING, 2},
	{"h1g", STYLE_HEADING, 2},
	{"h23", STYLE_HEADING, 3},
	{"h23g", STYLE_HEADING, 3},
	{"h4", STYLE_HEADING, 4},
	{"h4g", STYLE_HEADING, 4},
	{"h56", STYLE_HEADING, 5},
	{"h56g", STYLE_HEADING, 5},
	{"regh1g", STYLE_HEADING, 2},
	{"reghchg", STYLE_HEADING, 1},
	{"titleh1", STYLE_HEADING, 1},
	{"titleh2", STYLE_HEADING, 2},
	{"titlehch", STYLE_HEADING, 1},
	{"agendatitleh2", STYLE_HEADING, 2},
	{"regh23g", STYLE_HEADING, 3},
	{"sm", STYLE_MASTHEAD, 0},
	{"smg", STYLE_MASTHEAD, 0},
	{"sl", STYLE_MASTHEAD, 0},
	{"slg", STYLE_MASTHEAD, 0},
	{"ss", STYLE_MASTHEAD, 0},
	{"ssg", STYLE_MASTHEAD, 0},
	{"xlarge", STYLE_MASTHEAD, 0},
	{"xlargeg", STYLE_MASTHEAD, 0},
	{"footnotetext", STYLE_NOTE, 0},
	{"endnotetext", STYLE_NOTE, 0},
	{"tableoffigures", STYLE_CONTENTS, 0},
	{"tableofauthorities", STYLE_CONTENTS, 0},
	{"tocheading", STYLE_CONTENTS, 0},
};

/* "heading 2", "toc 3": a word and a figure. */
static bool is_numbered(struct str name, struct str word, uint8_t *level)
{
	if (!str_starts(name, word) || name.n != word.n + 1 || !is_digit(name.p[word.n]))
		return false;
	*level = (uint8_t)(name.p[word.n] - '0');
	return *level > 0;
}

void docx_style_name(struct docx_style *s, struct str name)
{
	char buffer[32];
	struct str p = {buffer, plain(name, buffer, sizeof(buffer))};
	uint8_t level;

	if (s->named)
		return;
	if (is_numbered(p, STR("heading"), &level)) {
		s->role = STYLE_HEADING;
		s->level = level;
		s->named = true;
	} else if (is_numbered(p, STR("toc"), &level) || is_numbered(p, STR("contents"), &level)) {
		s->role = STYLE_CONTENTS;
		s->named = true;
	}
	for (size_t i = 0; i < COUNT_OF(known) && !s->named; i++) {
		if (!str_eq(p, str_of(known[i].name)))
			continue;
		s->role = known[i].role;
		s->level = known[i].level;
		s->named = true;
	}
}

static void roles_of_aliases(struct docx_style *s, struct str aliases)
{
	while (aliases.n) {
		const char *comma = memchr(aliases.p, ',', aliases.n);
		size_t n = comma ? (size_t)(comma - aliases.p) : aliases.n;

		docx_style_name(s, str_part(aliases, 0, n));
		aliases = str_skip(aliases, n + 1);
	}
}

/* ---- the part --------------------------------------------------------------------------- */

static struct str value_of(const struct xml *x)
{
	struct str value = xml_attribute(x, XML_W, "val");

	return value.p ? value : STR_NONE;
}

static bool is_on(const struct xml *x)
{
	struct str value = value_of(x);

	return !str_eq(value, STR("0")) && !str_eq(value, STR("false")) &&
	       !str_eq(value, STR("off"));
}

static int32_t number_of(const struct xml *x)
{
	uint32_t value;

	return str_number(value_of(x), &value) && value < 1u << 30 ? (int32_t)value : -1;
}

static void style_open(struct reading *r, struct xml *x)
{
	struct str id = xml_attribute(x, XML_W, "styleId");
	struct str type = xml_attribute(x, XML_W, "type");
	struct str usual = xml_attribute(x, XML_W, "default");

	r->style = vec_push(r->arena, &r->s->list);
	*r->style = (struct docx_style){
		.id = arena_str(r->arena, id.p ? id : STR_NONE),
		.based_on = STR_NONE,
		.name = STR_NONE,
		.num_id = -1,
		.num_level = -1,
	};
	r->paragraph = type.p && str_eq(type, STR("paragraph"));
	if (r->paragraph && usual.p && !str_eq(usual, STR("0")) && !str_eq(usual, STR("false")))
		r->s->normal = r->s->list.n - 1;
}

static void say(struct docx_style *s, uint8_t what, bool *field, bool value)
{
	s->said |= what;
	*field = value;
}

static void style_property(struct reading *r, struct xml *x, enum xml_tag tag)
{
	struct docx_style *s = r->style;

	switch (tag) {
	case W_name:
		s->name = arena_str(r->arena, value_of(x));
		docx_style_name(s, s->name);
		break;
	case W_aliases:
		roles_of_aliases(s, value_of(x));
		break;
	case W_basedOn:
		s->based_on = arena_str(r->arena, value_of(x));
		break;
	case W_outlineLvl:
		if (!s->named && r->paragraph && number_of(x) >= 0 && number_of(x) < 9) {
			s->role = STYLE_HEADING;
			s->level = (uint8_t)(number_of(x) + 1);
			s->named = true;
		}
		break;
	case W_numId:
		s->num_id = number_of(x);
		break;
	case W_ilvl:
		s->num_level = number_of(x);
		break;
	case W_b:
		say(s, SAYS_BOLD, &s->bold, is_on(x));
		break;
	case W_vanish:
		say(s, SAYS_HIDDEN, &s->hidden, is_on(x));
		break;
	case W_vertAlign:
		say(s, SAYS_RAISED, &s->raised, str_eq(value_of(x), STR("superscript")));
		break;
	case W_jc:
		say(s, SAYS_CENTRED, &s->centred, str_eq(value_of(x), STR("center")));
		break;
	default:
		break;
	}
}

static void on_open(void *to, struct xml *x, enum xml_tag tag)
{
	struct reading *r = to;

	if (tag == W_style)
		style_open(r, x);
	else if (tag == W_pPrChange || tag == W_rPrChange)
		xml_skip(x);
	else if (r->style)
		style_property(r, x, tag);
}

static void on_close(void *to, struct xml *x, enum xml_tag tag)
{
	struct reading *r = to;

	(void)x;
	if (tag == W_style)
		r->style = NULL;
}

/* ---- afterwards ---------------------------------------------------------------------------- */

static struct docx_style *find(const struct docx_styles *s, struct str id)
{
	uint32_t low;

	SEARCH(low, s->list.n, str_compare(s->list.at[low].id, id) < 0);
	return low < s->list.n && str_eq(s->list.at[low].id, id) ? &s->list.at[low] : NULL;
}

static void inherit(struct docx_style *s, const struct docx_style *from)
{
	if (!s->named && from->role != STYLE_PLAIN) {
		s->role = from->role;
		s->level = from->level;
	}
	if (!(s->said & SAYS_BOLD))
		s->bold = from->bold;
	if (!(s->said & SAYS_HIDDEN))
		s->hidden = from->hidden;
	if (!(s->said & SAYS_RAISED))
		s->raised = from->raised;
	if (!(s->said & SAYS_CENTRED))
		s->centred = from->centred;
	if (s->num_id < 0)
		s->num_id = from->num_id;
	if (s->num_level < 0)
		s->num_level = from->num_level;
}

/* A circle of styles ends where it began: what is being resolved counts as resolved. */
static void resolve(struct docx_styles *s, struct docx_style *style)
{
	struct docx_style *chain[BASED_DEEP];
	unsigned n = 0;

	while (style && !style->resolved && n < BASED_DEEP) {
		style->resolved = true;
		chain[n++] = style;
		style = style->based_on.n ? find(s, style->based_on) : NULL;
	}
	while (n--) {
		if (style)
			inherit(chain[n], style);
		style = chain[n];
	}
}

static int by_id(const void *a, const void *b)
{
	return str_compare(((const struct docx_style *)a)->id, ((const struct docx_style *)b)->id);
}

void docx_styles_resolve(struct docx_styles *s)
{
	struct str normal = s->normal != NONE ? s->list.at[s->normal].id : STR_NONE;

	if (s->list.n)
		qsort(s->list.at, s->list.n, sizeof(*s->list.at), by_id);
	for (uint32_t i = 0; i < s->list.n; i++) {
		resolve(s, &s->list.at[i]);
		if (s->normal != NONE && str_eq(s->list.at[i].id, normal))
			s->normal = i;
	}
}

enum status docx_styles_read(struct docx_styles *s, struct arena *a, struct str part,
			     struct str path, struct str name, struct err *err)
{
	struct reading r = {.s = s, .arena = a};
	const struct xml_handler handler = {.to = &r, .open = on_open, .close = on_close};

	*s = (struct docx_styles){.normal = NONE};
	if (xml_read(a, part, 0, &handler, path, name, err) == FF_OK)
		docx_styles_resolve(s);
	return err->status;
}

const struct docx_style *docx_run_style(const struct docx_styles *s, struct str id)
{
	return id.n ? find(s, id) : NULL;
}

const struct docx_style *docx_style_find(const struct docx_styles *s, struct str id)
{
	if (id.n)
		return find(s, id);
	return s->normal < s->list.n ? &s->list.at[s->normal] : NULL;
}
