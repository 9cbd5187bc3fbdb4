/*
 * Publications that are named in words: Official Records, sales numbers, the Treaty Series and the
 * reports of the International Court of Justice.
 */
#include "cite/scan_pass.h"

enum { PHRASE_MOST = 90 }; /* bytes of the name of an organ, of an ordinal in words */

/* Bytes up to the next comma, semicolon or bracket within PHRASE_MOST; all where there is none. */
static size_t phrase_scan(struct str text)
{
	size_t n = 0;

	while (n < text.n && n < PHRASE_MOST && !strchr(",;.()", text.p[n]))
		n++;
	return n;
}

static bool starts_nocase(struct str text, struct str with)
{
	return text.n >= with.n && str_eq_nocase(str_part(text, 0, with.n), with);
}

/* ---- ordinals ------------------------------------------------------------------------------ */

static const struct {
	struct str word;
	uint8_t value;
} ordinals[] =
	{
		{{"first", 5}, 1},	  {{"second", 6}, 2},	     {{"third", 5}, 3},
		{{"fourth", 6}, 4},	  {{"fifth", 5}, 5},	     {{"sixth", 5}, 6},
		{{"seventh", 7}, 7},	  {{"eighth", 6}, 8},	     {{"ninth", 5}, 9},
		{{"tenth", 5}, 10},	  {{"eleventh", 8}, 11},     {{"twelfth", 7}, 12},
		{{"thirteenth", 10}, 13}, {{"fourteenth", 10}, 14},  {{"fifteenth", 9}, 15},
		{{"sixteenth", 9}, 16},	  {{"seventeenth", 11}, 17}, {{"eighteenth", 10}, 18},
		{{"nineteenth", 10}, 19}, {{"twentieth", 9}, 20},    {{"thirtieth", 9}, 30},
		{{"fortieth", 8}, 40},	  {{"fiftieth", 8}, 50},     {{"sixtieth", 8}, 60},
		{{"seventieth", 10}, 70}, {{"eightieth", 9}, 80},    {{"ninetieth", 9}, 90},
		{{"hundredth", 9}, 100},
},
  tens[] = {
	  {{"twenty", 6}, 20}, {{"thirty", 6}, 30},  {{"forty", 5}, 40},  {{"fifty", 5}, 50},
	  {{"sixty", 5}, 60},  {{"seventy", 7}, 70}, {{"eighty", 6}, 80}, {{"ninety", 6}, 90},
};

/* "Sixty-eighth", "tenth", "68th": bytes, or 0. */
static size_t ordinal_scan(struct str text, uint32_t *value)
{
	size_t n = figures_scan(text, value);
	uint32_t ten = 0;

	if (n)
		return n <= 2 && n + 2 <= text.n && is_lower(text.p[n]) ? n + 2 : 0;
	for (size_t i = 0; i < COUNT_OF(tens) && !ten; i++) {
		size_t size = tens[i].word.n;

		if (!starts_nocase(text, tens[i].word) || size >= text.n ||
		    (text.p[size] != '-' && text.p[size] != ' '))
			continue;
		ten = tens[i].value;
		n = size + 1;
	}
	for (size_t i = 0; i < COUNT_OF(ordinals); i++) {
		size_t end = n + ordinals[i].word.n;

		if (!starts_nocase(str_skip(text, n), ordinals[i].word) ||
		    (end < text.n && is_alpha(text.p[end])))
			continue;
		*value = ten + ordinals[i].value;
		return ten && ordinals[i].value > 9 ? 0 : end;
	}
	return 0;
}

/* "Sixty-eighth Session", "Tenth Emergency Special Session", "Fifty-sixth Year": bytes, or 0. */
static size_t session_scan(struct str text, struct named *out)
{
	static const struct str words[] = {
		{" Session", 8},
		{" Special Session", 16},
		{" Emergency Special Session", 26},
		{" Year", 5},
	};
	size_t n = ordinal_scan(text, &out->session);

	for (size_t i = 0; n && i < COUNT_OF(words); i++) {
		if (!starts_nocase(str_skip(text, n), words[i]))
			continue;
		out->special = i == 1 || i == 2;
		return n + words[i].n;
	}
	out->session = 0;
	return 0;
}

/* ---- Official Records ------------------------------------------------------------------ */

/* "Supplement No. 20", "Supplement No. 53A": bytes, or 0. */
static size_t supplement_scan(struct str text, uint32_t at, struct named *out)
{
	size_t n = 10, size;

	if (!str_starts(text, STR("Supplement")))
		return 0;
	n = list_spaces_scan(text, n);
	n += numero_scan(str_skip(text, n));
	size = figures_scan(str_skip(text, n), &out->ordinal);
	if (!size || size > 3)
		return 0;
	size += n + size < text.n && is_upper(text.p[n + size]);
	out->number = (struct span){at + (uint32_t)n, at + (uint32_t)(n + size)};
	return n + size;
}

/* ", Sixty-eighth Session, Supplement No. 20" behind the organ's name: bytes. */
static size_t volume_scan(struct str text, uint32_t at, struct named *out)
{
	size_t n = 0, size;

	if (str_starts(text, STR(", "))) {
		size = session_scan(str_skip(text, 2), out);
		if (!size && figures_scan(str_skip(text, 2), &out->year) == 4) {
			size = 4;
			out->year_span = (struct span){at + 2, at + 6};
		}
		n = size ? 2 + size : 0;
	}
	if (!n)
		out->year = 0;
	size = n;
	while (size < text.n && (text.p[size] == ',' || text.p[size] == ' '))
		size++;
	if (size > n) {
		size_t supplement = supplement_scan(str_skip(text, size), at + (uint32_t)size, out);

		n = supplement ? size + supplement : n;
	}
	return n;
}

static void copy_volume(struct named *to, const struct named *from)
{
	to->session = from->session;
	to->special = from->special;
	to->ordinal = from->ordinal;
	to->number = from->number;
	to->year = from->year;
	to->year_span = from->year_span;
}

/* "Official Records of the General Assembly, Sixty-eighth Session, Supplement No. 20". */
static uint32_t take_official_records(struct pass *p, uint32_t at)
{
	struct str text = pass_rest(p, at);
	struct named one = {.body = BODY_NONE}, *named;
	bool abbreviation;
	size_t n = 16;

	if (str_starts(str_skip(text, n), STR(" of the "))) {
		n += 8;
		body_scan(str_skip(text, n), &one.body, &abbreviation);
		/* The names of councils have commas in them. */
		n += one.body == BODY_NONE ? phrase_scan(str_skip(text, n))
					   : strlen(bodies[one.body].name);
		n = n < text.n ? n : text.n;
	}
	n += volume_scan(str_skip(text, n), at + (uint32_t)n, &one);
	named = add_named(p, FORM_OFFICIAL_RECORDS, at, at + (uint32_t)n);
	named->body = one.body;
	copy_volume(named, &one);
	return (uint32_t)n;
}

/* "Ibid., Fifty-fifth Session, Supplement No. 18": at the supplement, whose session stands before
 * it. */
static uint32_t take_supplement(struct pass *p, uint32_t at)
{
	struct named one = {.body = BODY_NONE}, *named;
	struct span block = p->ap->doc->blocks.at[p->block].span;
	uint32_t begin = at, least = at > PHRASE_MOST ? at - PHRASE_MOST : 0;
	size_t n = supplement_scan(pass_rest(p, at), at, &one), size;

	least = least > block.begin ? least : block.begin;
	while (begin > least && (p->text.p[begin - 1] == ' ' || p->text.p[begin - 1] == ','))
		begin--;
	size = begin;
	while (begin > least && !strchr(",;.(", p->text.p[begin - 1]))
		begin--;
	while (begin < at && p->text.p[begin] == ' ')
		begin++;
	if (str_starts(str_part(p->text, begin, at), STR("and ")))
		begin += 4;
	if (!n)
		return 0;
	/* "Ibid., Supplement No. 18" is of the session before. */
	if (str_ends(str_part(p->text, block.begin, at), STR("bid., ")))
		begin = at;
	else if (size == begin || begin + session_scan(str_part(p->text, begin, at), &one) != size)
		return 0;
	if (str_ends(str_part(p->text, block.begin, begin), STR("bid., ")))
		begin -= 7;
	named = add_named(p, FORM_OFFICIAL_RECORDS, begin, at + (uint32_t)n);
	named->continues = true;
	copy_volume(named, &one);
	return (uint32_t)n;
}

/* ---- others ---------------------------------------------------------------------------- */

/* 'words' stand before 'at' in the block: their start, else 'at'. */
static uint32_t behind(const struct pass *p, uint32_t at, struct str words)
{
	uint32_t begin = p->ap->doc->blocks.at[p->block].span.begin;

	return str_ends(str_part(p->text, begin, at), words) ? at - (uint32_t)words.n : at;
}

/* "Sales No. E.04.II.D.7". */
static uint32_t take_sales(struct pass *p, uint32_t at)
{
	struct str text = pass_rest(p, at);
	size_t n = list_spaces_scan(text, 5), joint = numero_scan(str_skip(text, n));
	bool continues = false;

	if (!joint)
		return 0;
	for (;;) {
		struct str number = str_skip(text, n + joint);
		uint32_t from = at + (uint32_t)(n + joint);
		struct named *named;
		size_t size = 0, figures = 0;

		while (size < number.n && (is_upper(number.p[size]) || is_digit(number.p[size]) ||
					   number.p[size] == '.' || number.p[size] == '-'))
			figures += is_digit(number.p[size++]);
		while (size && !is_alnum(number.p[size - 1]))
			size--;
		if (size < 4 || !figures)
			return continues ? (uint32_t)n : 0;
		n += joint + size;
		named = add_named(p, FORM_SALES,
				  continues ? from
					    : behind(p, at, STR("United Nations publication, ")),
				  at + (uint32_t)n);
		named->continues = continues;
		named->number = (struct span){from, at + (uint32_t)n};
		continues = true;
		joint = list_joint_scan(str_skip(text, n));
		if (!joint)
			return (uint32_t)n;
	}
}

/* "Treaty Series, vol. 999, No. 14668": the volume is the session, the treaty the number. */
static uint32_t take_treaty_series(struct pass *p, uint32_t at)
{
	struct str text = pass_rest(p, at);
	uint32_t begin = behind(p, at, STR("United Nations, ")), volume, number = 0;
	size_t n = 13, size, numero;
	struct named *named;

	n += n < text.n && text.p[n] == ',';
	n = list_spaces_scan(text, n);
	if (!starts_nocase(str_skip(text, n), STR("vol. ")))
		return 0;
	n = list_spaces_scan(text, n + 5);
	size = figures_scan(str_skip(text, n), &volume);
	if (!size)
		return 0;
	named = add_named(p, FORM_TREATY_SERIES,
			  begin == at ? behind(p, at, STR("United Nations ")) : begin, at);
	named->session = volume;
	named->number = (struct span){at + (uint32_t)n, at + (uint32_t)(n + size)};
	n += size;
	text = str_skip(text, n);
	numero = str_starts(text, STR(", ")) ? numero_scan(str_skip(text, 2)) : 0;
	size = numero ? figures_scan(str_skip(text, 2 + numero), &number) : 0;
	if (size) {
		named->ordinal = number;
		n += 2 + numero + size;
		named->number.end = at + (uint32_t)n;
	}
	named->span.end = at + (uint32_t)n;
	return (uint32_t)n;
}

/* "I.C.J. Reports 2004, p. 136": the page at which a judgment begins is its number. */
static uint32_t take_court_reports(struct pass *p, uint32_t at, size_t n)
{
	struct str text = pass_rest(p, at);
	struct named *named = add_named(p, FORM_ICJ, at, at + (uint32_t)n);
	size_t space, year, page = 0;
	uint32_t value;

	space = list_spaces_scan(text, n + (n < text.n && text.p[n] == ','));
	year = figures_scan(str_skip(text, space), &value);
	if (space > n && year == 4) {
		named->year = value;
		named->year_span = (struct span){at + (uint32_t)space, at + (uint32_t)space + 4};
		named->number = named->year_span;
		n = space + 4;
		if (str_starts(str_skip(text, n), STR(", p. ")))
			page = figures_scan(str_skip(text, n + 5), &named->ordinal);
		n += page ? 5 + page : 0;
		named->number.end = named->span.end = at + (uint32_t)n;
	}
	return (uint32_t)n;
}

/* A word in capitals, as most that come here are nothing. */
uint32_t take_record(struct pass *p, uint32_t at)
{
	struct str text = pass_rest(p, at);

	switch (text.p[0]) {
	case 'A':
		if (str_starts(text, STR("Act")))
			see_law(p, at, 3);
		return 0;
	case 'C':
		if (str_starts(text, STR("Code")))
			see_law(p, at, 4);
		return 0;
	case 'L':
		if (str_starts(text, STR("Law")))
			see_law(p, at, 3);
		return 0;
	case 'O':
		return str_starts(text, STR("Official Records")) ? take_official_records(p, at) : 0;
	case 'S':
		return str_starts(text, STR("Supplement ")) ? take_supplement(p, at)
		       : str_starts(text, STR("Sales N"))   ? take_sales(p, at)
							    : 0;
	case 'T':
		return str_starts(text, STR("Treaty Series")) ? take_treaty_series(p, at) : 0;
	case 'I':
		return str_starts(text, STR("I.C.J. Reports")) ? take_court_reports(p, at, 14)
		       : str_starts(text, STR("ICJ Reports"))  ? take_court_reports(p, at, 11)
							       : 0;
	default:
		return 0;
	}
}
