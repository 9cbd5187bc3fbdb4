#include "read/docx_styles.h"

#include "base/utf8.h"
#include "read/xml.h"

#include <stdlib.h>

struct reading {
	struct docx_numbering *n;
	struct arena *arena;
	struct docx_list *list; /* that is open, or NULL */
	struct docx_num *num;
	struct docx_list_level *level;
	int32_t override; /* level of the open w:lvlOverride, or -1 */
};

/* ---- the part --------------------------------------------------------------------------- */

static struct str value_of(struct reading *r, const struct xml *x)
{
	struct str value = xml_attribute(x, XML_W, "val");

	return value.p && value.n ? arena_str(r->arena, value) : STR_NONE;
}

static int32_t number_at(const struct xml *x, const char *name)
{
	struct str s = xml_attribute(x, XML_W, name);
	uint32_t value;

	return s.p && str_number(s, &value) && value < 1u << 30 ? (int32_t)value : -1;
}

static struct docx_list_level *fresh_level(struct docx_list_level *level)
{
	*level = (struct docx_list_level){
		.format = STR("decimal"),
		.text = STR_NONE,
		.style = STR_NONE,
		.start = 0,
		.restart = -1,
		.known = true,
	};
	return level;
}

static void level_open(struct reading *r, struct xml *x)
{
	int32_t i = number_at(x, "ilvl");

	r->level = NULL;
	if (i < 0 || i >= DOCX_LEVELS)
		return;
	if (r->list) {
		r->level = fresh_level(&r->list->levels[i]);
	} else if (r->num) {
		r->num->levels[i] = ARENA_NEW(r->arena, struct docx_list_level);
		r->level = fresh_level(r->num->levels[i]);
	}
}

static void level_property(struct reading *r, struct xml *x, enum xml_tag tag)
{
	struct docx_list_level *l = r->level;
	struct str value = xml_attribute(x, XML_W, "val");

	switch (tag) {
	case W_start:
		l->start = number_at(x, "val") < 0 ? 0 : number_at(x, "val");
		break;
	case W_numFmt:
		l->format = value_of(r, x);
		break;
	case W_lvlText:
		l->text = value_of(r, x);
		break;
	case W_lvlRestart:
		l->restart = number_at(x, "val");
		break;
	case W_isLgl:
		l->legal = !value.p || (!str_eq(value, STR("0")) && !str_eq(value, STR("false")));
		break;
	case W_suff:
		l->no_space = value.p && str_eq(value, STR("nothing"));
		break;
	case W_pStyle:
		l->style = value_of(r, x);
		break;
	default:
		break;
	}
}

static void num_open(struct reading *r, struct xml *x)
{
	r->list = NULL;
	r->num = vec_push(r->arena, &r->n->nums);
	r->num->id = number_at(x, "numId");
	r->num->list_id = -1;
	for (int i = 0; i < DOCX_LEVELS; i++)
		r->num->starts[i] = -1;
}

static void on_open(void *to, struct xml *x, enum xml_tag tag)
{
	struct reading *r = to;

	if (r->n->lists.n + r->n->nums.n > DOCX_LISTS_MOST) {
		xml_stop(x, FF_ELIMIT, "it has more than 65,536 lists");
		return;
	}
	switch (tag) {
	case W_abstractNum:
		r->num = NULL;
		r->list = vec_push(r->arena, &r->n->lists);
		r->list->id = number_at(x, "abstractNumId");
		r->list->style_link = r->list->own_style = STR_NONE;
		break;
	case W_num:
		num_open(r, x);
		break;
	case W_abstractNumId:
		if (r->num)
			r->num->list_id = number_at(x, "val");
		break;
	case W_numStyleLink:
		if (r->list)
			r->list->style_link = value_of(r, x);
		break;
	case W_styleLink:
		if (r->list)
			r->list->own_style = value_of(r, x);
		break;
	case W_lvlOverride:
		r->override = number_at(x, "ilvl");
		break;
	case W_startOverride:
		if (r->num && r->override >= 0 && r->override < DOCX_LEVELS)
			r->num->starts[r->override] = number_at(x, "val");
		break;
	case W_lvl:
		level_open(r, x);
		break;
	default:
		if (r->level && xml_parent(x, 1) == W_lvl)
			level_property(r, x, tag);
		break;
	}
}

static int by_list(const void *a, const void *b)
{
	const struct docx_list *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

static int by_num(const void *a, const void *b)
{
	const struct docx_num *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

static uint32_t list_find(const struct docx_numbering *n, int32_t id)
{
	uint32_t low;

	SEARCH(low, n->lists.n, n->lists.at[low].id < id);
	return low < n->lists.n && n->lists.at[low].id == id ? low : NONE;
}

/* The list whose levels 'list' borrows through a style of lists, or itself. */
static uint32_t list_linked(const struct docx_numbering *n, uint32_t list)
{
	struct str link = n->lists.at[list].style_link;

	for (uint32_t i = 0; link.n && i < n->lists.n && i < 256; i++)
		if (str_eq(n->lists.at[i].own_style, link))
			return i;
	return list;
}

enum status docx_numbering_read(struct docx_numbering *n, struct arena *a, struct str part,
				struct str path, struct str name, struct err *err)
{
	struct reading r = {.n = n, .arena = a, .override = -1};
	const struct xml_handler handler = {.to = &r, .open = on_open};

	*n = (struct docx_numbering){0};
	if (!part.n)
		return FF_OK;
	if (xml_read(a, part, 0, &handler, path, name, err) != FF_OK)
		return err->status;
	if (n->lists.n)
		qsort(n->lists.at, n->lists.n, sizeof(*n->lists.at), by_list);
	if (n->nums.n)
		qsort(n->nums.at, n->nums.n, sizeof(*n->nums.at), by_num);
	for (uint32_t i = 0; i < n->nums.n; i++) {
		uint32_t list = list_find(n, n->nums.at[i].list_id);

		n->nums.at[i].list = list == NONE ? NONE : list_linked(n, list);
	}
	return FF_OK;
}

/* ---- numbers ------------------------------------------------------------------------------- */

static size_t put(char *to, size_t room, struct str s)
{
	size_t n = s.n < room ? s.n : room;

	memcpy(to, s.p, n);
	return n;
}

static size_t show_decimal(uint32_t value, char *to, size_t room)
{
	char digits[12];
	size_t n = sizeof(digits);

	do
		digits[--n] = (char)('0' + value % 10);
	while (value /= 10);
	return put(to, room, (struct str){digits + n, sizeof(digits) - n});
}

static size_t show_roman(uint32_t value, bool upper, char *to, size_t room)
{
	static const struct {
		uint32_t value;
		const char *text;
	} parts[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"},
		     {90, "xc"},  {50, "l"},   {40, "xl"}, {10, "x"},	{9, "ix"},
		     {5, "v"},	  {4, "iv"},   {1, "i"}};
	size_t n = 0;

	if (!value || value > 3999)
		return show_decimal(value, to, room);
	for (size_t i = 0; i < COUNT_OF(parts); i++)
		for (; value >= parts[i].value; value -= parts[i].value)
			n += put(to + n, room - n, str_of(parts[i].text));
	for (size_t i = 0; upper && i < n; i++)
		to[i] = to_upper(to[i]);
	return n;
}

/* a … z, aa, bb …: as Word counts behind z. */
static size_t show_letters(uint32_t value, char first, char *to, size_t room)
{
	size_t n = (value - 1) / 26 + 1;

	if (!value || n > 8 || n > room)
		return show_decimal(value, to, room);
	memset(to, first + (char)((value - 1) % 26), n);
	return n;
}

/* *, †, ‡, §, then two of each … */
static size_t show_symbols(uint32_t value, char *to, size_t room)
{
	static const struct str marks[] = {
		{"*", 1}, {"\xe2\x80\xa0", 3}, {"\xe2\x80\xa1", 3}, {"\xc2\xa7", 2}};
	uint32_t times = (value - 1) / COUNT_OF(marks) + 1;
	size_t n = 0;

	if (!value || times > 8)
		return show_decimal(value, to, room);
	while (times-- && n + 3 <= room)
		n += put(to + n, room - n, marks[(value - 1) % COUNT_OF(marks)]);
	return n;
}

size_t docx_number_show(struct str format, uint32_t value, char *to, size_t room)
{
	if (str_eq(format, STR("lowerRoman")) || str_eq(format, STR("upperRoman")))
		return show_roman(value, format.p[0] == 'u', to, room);
	if (str_eq(format, STR("lowerLetter")))
		return show_letters(value, 'a', to, room);
	if (str_eq(format, STR("upperLetter")))
		return show_letters(value, 'A', to, room);
	if (str_eq(format, STR("chicago")))
		return show_symbols(value, to, room);
	if (str_eq(format, STR("decimalZero")) && value < 10) {
		size_t n = put(to, room, STR("0"));

		return n + show_decimal(value, to + n, room - n);
	}
	return show_decimal(value, to, room);
}

static const struct docx_list_level *level_of(const struct docx_num *num,
					      const struct docx_list *list, int32_t level)
{
	return num->levels[level] ? num->levels[level] : &list->levels[level];
}

/* Counts 'level'; those below it begin anew. */
static void count(struct docx_num *num, struct docx_list *list, int32_t level)
{
	const struct docx_list_level *own = level_of(num, list, level);

	/* Overrides count where their instance is first used. */
	for (int32_t i = 0; i < DOCX_LEVELS && !num->used; i++)
		if (num->starts[i] >= 0) {
			list->last[i] = num->starts[i] - 1;
			list->begun[i] = true;
		}
	num->used = true;
	for (int32_t i = 0; i < level; i++)
		if (!list->begun[i]) {
			list->last[i] = level_of(num, list, i)->start;
			list->begun[i] = true;
		}
	if (!list->begun[level])
		list->last[level] = own->start - 1;
	list->begun[level] = true;
	list->last[level]++;
	for (int32_t i = level + 1; i < DOCX_LEVELS; i++) {
		int32_t restart = level_of(num, list, i)->restart;

		if (restart < 0 || (restart > 0 && level < restart))
			list->begun[i] = false;
	}
}

static size_t show(const struct docx_num *num, const struct docx_list *list, int32_t level,
		   char *label)
{
	const struct docx_list_level *own = level_of(num, list, level);
	size_t n = 0;

	for (size_t i = 0; i < own->text.n && n < DOCX_LABEL_MOST; i++) {
		int32_t of = i + 1 < own->text.n ? own->text.p[i + 1] - '1' : -1;

		if (own->text.p[i] != '%' || of < 0 || of >= DOCX_LEVELS) {
			label[n++] = own->text.p[i] >= '\0' && own->text.p[i] < ' '
					     ? ' '
					     : own->text.p[i];
			continue;
		}
		i++;
		n += docx_number_show(own->legal && of < level ? STR("decimal")
							       : level_of(num, list, of)->format,
				      (uint32_t)(list->last[of] < 0 ? 0 : list->last[of]),
				      label + n, DOCX_LABEL_MOST - n);
	}
	return utf8_valid((struct str){label, n});
}

/* Index of the num with this id, if it has a list, or NONE. */
static uint32_t num_find(const struct docx_numbering *n, int32_t num_id)
{
	uint32_t low;

	SEARCH(low, n->nums.n, n->nums.at[low].id < num_id);
	return num_id > 0 && low < n->nums.n && n->nums.at[low].id == num_id &&
			       n->nums.at[low].list != NONE
		       ? low
		       : NONE;
}

int32_t docx_number_level(const struct docx_numbering *n, int32_t num_id, struct str style)
{
	uint32_t num = num_find(n, num_id);

	for (int32_t i = 0; num != NONE && i < DOCX_LEVELS; i++)
		if (str_eq(n->lists.at[n->nums.at[num].list].levels[i].style, style) && style.n)
			return i;
	return -1;
}

size_t docx_number_next(struct docx_numbering *n, int32_t num_id, int32_t level,
			char label[DOCX_LABEL_MOST], bool *space)
{
	uint32_t found = num_find(n, num_id);
	const struct docx_list_level *own;
	struct docx_num *num;
	struct docx_list *list;

	if (found == NONE || level < 0 || level >= DOCX_LEVELS)
		return 0;
	num = &n->nums.at[found];
	list = &n->lists.at[num->list];
	own = level_of(num, list, level);
	if (!own->known)
		return 0;
	count(num, list, level);
	*space = !own->no_space;
	if (str_eq(own->format, STR("bullet")) || str_eq(own->format, STR("none")))
		return 0;
	return show(num, list, level, label);
}
