/*
 * Sources that are named in words: resolutions and decisions, general comments and
 * recommendations. What they are called by is read here; whose they are, and the symbol that
 * they stand for, is for named.c to find.
 */
#include "cite/scan_pass.h"

enum {
	LOCATOR_MOST = 60,  /* bytes between "resolutions 31/32, para. 13" and "34/20" */
	GOES_ON_MOST = 300, /* bytes between "general comment No. 5 …" and "and No. 14" */
	BARE_LEAST = 3,	    /* figures of a resolution without session and year */
	YEAR_LEAST = 1900,
};

struct named *add_named(struct pass *p, uint8_t form, uint32_t begin, uint32_t end)
{
	struct named *named = vec_push(p->arena, &p->ap->named);

	*named = (struct named){
		.span = {begin, end},
		.form = form,
		.body = BODY_NONE,
		.symbol = STR_NONE,
		.beside = NONE,
		.block = p->block,
		.note = NONE,
	};
	return named;
}

/* "No.", "Nos", "no.", with the white space behind: bytes, or 0. */
size_t numero_scan(struct str text)
{
	size_t n = 2;

	if (text.n < 3 || (text.p[0] != 'N' && text.p[0] != 'n'))
		return 0;
	if (str_starts(str_skip(text, 1), STR("\xc2\xb0")))
		n = 3;
	else if (text.p[1] != 'o')
		return 0;
	n += n < text.n && text.p[n] == 's';
	n += n < text.n && text.p[n] == '.';
	if (n < text.n && is_alpha(text.p[n]))
		return 0;
	return list_spaces_scan(text, n);
}

/* What joins two sources of a list, also over an indicator: ",[^4] "; bytes, or 0. */
static size_t joint_scan(struct str text)
{
	size_t n;

	if (text.n < 4 || text.p[0] != ',' || text.p[1] != '[')
		return str_starts(text, STR(" or ")) ? 4 : list_joint_scan(text);
	for (n = 2; n < text.n && n < 10 && text.p[n] != ']'; n++)
		;
	if (n + 1 >= text.n || text.p[n] != ']' || text.p[n + 1] != ' ')
		return 0;
	return n + 2 + (str_starts(str_skip(text, n + 2), STR("and ")) ? 4 : 0);
}

static bool word_goes_on(struct str text, size_t n)
{
	return n < text.n && (is_alnum(text.p[n]) || text.p[n] == '/' ||
			      (text.p[n] == '.' && n + 1 < text.n && is_digit(text.p[n + 1])));
}

/* ---- resolutions and decisions --------------------------------------------------------- */

/* Value of a roman numeral at the start of 'text'; its bytes, or 0. */
static size_t roman_scan(struct str text, uint32_t *value)
{
	static const char letters[] = "IVXLC";
	static const uint8_t values[] = {1, 5, 10, 50, 100};
	uint32_t before = 0;
	size_t n = 0;

	for (*value = 0; n < text.n && n < 9; n++) {
		const char *letter = text.p[n] ? strchr(letters, text.p[n]) : NULL;
		uint32_t one = letter ? values[letter - letters] : 0;

		if (!one)
			break;
		*value += one > before ? one - 2 * before : one;
		before = one;
	}
	return n;
}

/* "A" as the part of a resolution, and not as a word of the sentence: bytes, or 0. */
static size_t letter_scan(struct str text)
{
	static const struct str behind[] = {
		{" (", 2},   {" and ", 5}, {" of ", 4},		{"-", 1},
		{" to ", 4}, {"(", 1},	   {"\xe2\x80\x93", 3},
	};

	if (!text.n || !is_upper(text.p[0]) || word_goes_on(text, 1))
		return 0;
	if (text.n == 1 || strchr(",;:.)[", text.p[1]))
		return 1;
	for (size_t i = 0; i < COUNT_OF(behind); i++)
		if (str_starts(str_skip(text, 1), behind[i]))
			return 1;
	return 0;
}

/* " A", "A", " A and B", " A-C": the parts of a resolution; bytes, or 0. */
static size_t parts_scan(struct str text)
{
	static const struct str joints[] = {
		{" and ", 5}, {", ", 2}, {"-", 1}, {"\xe2\x80\x93", 3}, {" to ", 4},
	};
	size_t n = list_spaces_scan(text, 0), letter = letter_scan(str_skip(text, n));

	if (!letter)
		return 0;
	n += letter;
	for (size_t i = 0; i < COUNT_OF(joints); i++) {
		if (!str_starts(str_skip(text, n), joints[i]))
			continue;
		letter = letter_scan(str_skip(text, n + joints[i].n));
		if (letter) {
			n += joints[i].n + letter;
			i = SIZE_MAX;
		}
	}
	return n;
}

/* "S-" or "ES-" before a figure: bytes, or 0. */
static size_t special_scan(struct str text)
{
	size_t n = str_starts(text, STR("ES-")) ? 3 : str_starts(text, STR("S-")) ? 2 : 0;

	return n < text.n ? n : 0;
}

/* "(2000)", "(XXI)", "(S-VI)" behind a number, with the space before; bytes, or 0. */
static size_t bracket_scan(struct str text, uint32_t at, struct named *out)
{
	size_t n = list_spaces_scan(text, 0), special, size;
	struct str inner;

	if (n >= text.n || text.p[n] != '(')
		return 0;
	inner = str_skip(text, ++n);
	special = special_scan(inner);
	size = figures_scan(inner, &out->year);
	if (size != 4) {
		out->year = 0;
		size = special + roman_scan(str_skip(inner, special), &out->session);
		if (size == special || !out->session)
			return 0;
		out->special = special > 0;
	}
	if (size >= inner.n || inner.p[size] != ')') {
		out->year = out->session = 0;
		return 0;
	}
	out->year_span = (struct span){at + (uint32_t)n, at + (uint32_t)(n + size)};
	return n + size + 1;
}

/* "60/147", "31/16 A", "1325 (2000)", "2200 A (XXI)", "S-10/2", "377": bytes, or 0. */
static size_t resolution_scan(struct str text, uint32_t at, struct named *out)
{
	size_t n = special_scan(text), size = figures_scan(str_skip(text, n), &out->ordinal);

	out->special = n > 0;
	if (!size || size > 4)
		return 0;
	n += size;
	if (n < text.n && text.p[n] == '/') {
		out->session = out->ordinal;
		size = figures_scan(str_skip(text, n + 1), &out->ordinal);
		if (!size || size > 4)
			return 0;
		n += 1 + size;
	}
	n += parts_scan(str_skip(text, n));
	out->number = (struct span){at, at + (uint32_t)n};
	if (!out->session && !out->special)
		n += bracket_scan(str_skip(text, n), at + (uint32_t)n, out);
	return word_goes_on(text, n) ? 0 : n;
}

static bool is_bare(const struct named *one)
{
	return !one->session && !one->year;
}

/* "decision 2/102": a year behind the stroke is that of a court's. */
static bool may_be(const struct named *one, uint8_t form, size_t size)
{
	if (form == FORM_DECISION)
		return one->session && !one->year && one->ordinal < YEAR_LEAST;
	return !is_bare(one) || size >= BARE_LEAST;
}

/* " of 10 December 1984", " (6 March 1991)" between two of a list; bytes, or 0. */
static size_t date_scan(struct str text)
{
	bool bracket = str_starts(text, STR(" ("));
	size_t n = str_starts(text, STR(" of ")) ? 4 : bracket ? 2 : 0, size;
	uint32_t value;

	size = n ? figures_scan(str_skip(text, n), &value) : 0;
	if (!size || size > 2 || n + size >= text.n || text.p[n + size] != ' ')
		return 0;
	n += size + 1;
	size = n;
	while (n < text.n && is_alpha(text.p[n]))
		n++;
	if (n == size || n >= text.n || text.p[n] != ' ' ||
	    figures_scan(str_skip(text, n + 1), &value) != 4)
		return 0;
	n += 5;
	if (bracket)
		n = n < text.n && text.p[n] == ')' ? n + 1 : 0;
	return n;
}

/* The numbers at 'from' and on; 'begin' is where the first begins with its noun. The offset of
 * their end in the text, or 0. */
static uint32_t take_numbers(struct pass *p, uint32_t begin, uint32_t from, struct named as,
			     bool plural)
{
	uint32_t end = 0;
	bool bare = false;

	for (;;) {
		struct named one = {.form = as.form}, *named;
		size_t size = resolution_scan(pass_rest(p, from), from, &one), joint, date;

		if (!size || !may_be(&one, as.form, size) ||
		    (as.continues && is_bare(&one) && !(plural && bare)))
			return end;
		end = from + (uint32_t)size;
		bare = is_bare(&one) || one.year;
		named = add_named(p, as.form, begin, end);
		named->continues = as.continues;
		named->special = one.special;
		named->number = one.number;
		named->session = one.session;
		named->ordinal = one.ordinal;
		named->year = one.year;
		named->year_span = one.year_span;
		date = date_scan(pass_rest(p, end));
		joint = joint_scan(pass_rest(p, end + (uint32_t)date));
		if (!joint)
			return end;
		as.continues = true;
		begin = from = end + (uint32_t)(date + joint);
	}
}

static uint32_t take_resolutions(struct pass *p, uint32_t at, uint32_t word, uint8_t form)
{
	uint32_t from = at + (uint32_t)list_spaces_scan(pass_rest(p, at), word), end;

	from += (uint32_t)numero_scan(pass_rest(p, from));
	end = take_numbers(p, at, from, (struct named){.form = form},
			   p->text.p[at + word - 1] == 's');
	return end ? end - at : 0;
}

/* "34/20" of "resolutions 31/32, para. 13, and 34/20": at its first figure. */
uint32_t take_number(struct pass *p, uint32_t at)
{
	struct named *last = p->ap->named.n ? vec_last(&p->ap->named) : NULL;
	struct str between;
	uint32_t end;

	if (!last || at <= last->span.end || at - last->span.end > LOCATOR_MOST ||
	    last->form != FORM_RESOLUTION || last->block != p->block)
		return 0;
	between = str_part(p->text, last->span.end, at);
	if (!str_starts(between, STR(", para")) || !str_ends(between, STR(" and ")) ||
	    str_find(between, STR(". "), STR(", paras. ").n) != SIZE_MAX)
		return 0;
	end = take_numbers(p, at, at, (struct named){.form = FORM_RESOLUTION, .continues = true},
			   true);
	return end ? end - at : 0;
}

/* ---- general comments and recommendations ---------------------------------------------- */

/* "36", "36 (2018)", "31 (2014/2019)": bytes, or 0. */
static size_t comment_scan(struct str text, uint32_t at, struct named *out)
{
	size_t n = figures_scan(text, &out->ordinal), open, size;
	uint32_t again;

	if (!n || n > 2 || word_goes_on(text, n))
		return 0;
	out->number = (struct span){at, at + (uint32_t)n};
	open = list_spaces_scan(text, n);
	if (open >= text.n || text.p[open] != '(' ||
	    figures_scan(str_skip(text, open + 1), &out->year) != 4)
		goto bare;
	size = open + 5;
	out->year_span = (struct span){at + (uint32_t)open + 1, at + (uint32_t)size};
	if (size < text.n && text.p[size] == '/' &&
	    figures_scan(str_skip(text, size + 1), &again) == 4)
		size += 5;
	if (size < text.n && text.p[size] == ')')
		return size + 1;
	out->year_span = (struct span){0, 0};
bare:
	out->year = 0;
	return n;
}

/* The numbers at 'from' and on; the offset of their end in the text, or 0. 'begin' is where the
 * first begins with its noun. */
static uint32_t take_comment_numbers(struct pass *p, uint32_t begin, uint32_t from,
				     bool recommendation, bool continues)
{
	size_t numero = numero_scan(pass_rest(p, from)), joint;
	bool many = numero > 2 && p->text.p[from + 2] == 's';
	uint32_t end = 0;

	for (from += (uint32_t)numero;;) {
		struct named one = {0}, *named;
		size_t size = comment_scan(pass_rest(p, from), from, &one);

		if (!size)
			return end;
		end = from + (uint32_t)size;
		named = add_named(p, FORM_COMMENT, begin, end);
		named->recommendation = recommendation;
		named->continues = continues;
		named->number = one.number;
		named->ordinal = one.ordinal;
		named->year = one.year;
		named->year_span = one.year_span;
		joint = joint_scan(pass_rest(p, end));
		from = begin = end + (uint32_t)joint;
		numero = joint ? numero_scan(pass_rest(p, from)) : 0;
		if (!joint || !(numero || many))
			return end;
		from += (uint32_t)numero;
		continues = true;
	}
}

/* At "general": "general comment No. 36 (2018)", "general recommendations Nos. 5 and 14". */
static uint32_t take_comments(struct pass *p, uint32_t at)
{
	struct str text = pass_rest(p, at), before = str_part(p->text, 0, at);
	bool comment, recommendation;
	uint32_t end, begin = at;
	size_t n;

	if (text.n < 20 || text.p[7] != ' ')
		return 0;
	comment = str_starts(str_skip(text, 9), STR("omment")) && to_lower(text.p[8]) == 'c';
	recommendation =
		str_starts(str_skip(text, 9), STR("ecommendation")) && to_lower(text.p[8]) == 'r';
	if (!comment && !recommendation)
		return 0;
	n = comment ? 15 : 22;
	n += n < text.n && text.p[n] == 's';
	if (n >= text.n || list_spaces_scan(text, n) == n)
		return 0;
	if (str_ends(before, STR("joint ")) || str_ends(before, STR("Joint ")))
		begin = at - 6;
	end = take_comment_numbers(p, begin, at + (uint32_t)list_spaces_scan(text, n),
				   recommendation, false);
	return end ? end - at : 0;
}

/* No sentence ends in 'text', nor is anything else numbered in it. */
static bool is_one_phrase(struct str text)
{
	for (size_t i = 0; i + 2 < text.n; i++) {
		if (text.p[i] == '.' && text.p[i + 1] == ' ' && is_upper(text.p[i + 2]))
			return false;
		if (text.p[i] == 'N' && text.p[i + 1] == 'o' && !is_alpha(text.p[i + 2]))
			return false;
	}
	return true;
}

/* At "No.": "(2008) on women migrant workers and No. 38 (2020)". */
static uint32_t take_goes_on(struct pass *p, uint32_t at)
{
	static const struct str joints[] = {{"and ", 4}, {", ", 2}, {"; ", 2}, {"or ", 3}};
	struct named *last = p->ap->named.n ? vec_last(&p->ap->named) : NULL;
	struct str between;
	uint32_t end;

	if (!last || last->block != p->block || last->form != FORM_COMMENT ||
	    at <= last->span.end || at - last->span.end > GOES_ON_MOST)
		return 0;
	between = str_part(p->text, last->span.end, at);
	for (size_t i = 0; i < COUNT_OF(joints); i++) {
		if (!str_ends(between, joints[i]) || !is_one_phrase(between))
			continue;
		end = take_comment_numbers(p, at, at, last->recommendation, true);
		return end ? end - at : 0;
	}
	return 0;
}

/* ---- where a word begins ----------------------------------------------------------------- */

static uint32_t noun_scan(struct str text, struct str noun)
{
	uint32_t n = (uint32_t)noun.n + 1;

	if (!str_starts(str_skip(text, 1), noun))
		return 0;
	n += n < text.n && text.p[n] == 's';
	return n < text.n && !is_alpha(text.p[n]) ? n : 0;
}

uint32_t take_named(struct pass *p, uint32_t at)
{
	struct str text = pass_rest(p, at);
	uint32_t word;

	switch (text.p[0]) {
	case 'r':
	case 'R':
		word = noun_scan(text, STR("esolution"));
		return word ? take_resolutions(p, at, word, FORM_RESOLUTION) : 0;
	case 'd':
	case 'D':
		word = noun_scan(text, STR("ecision"));
		return word ? take_resolutions(p, at, word, FORM_DECISION) : 0;
	case 'g':
	case 'G':
		return str_starts(str_skip(text, 1), STR("eneral ")) ? take_comments(p, at) : 0;
	case 'N':
		return text.n > 3 && text.p[1] == 'o' ? take_goes_on(p, at) : 0;
	default:
		return take_record(p, at);
	}
}
