/*
 * Symbols as they stand in a text: with what goes on from them ("and Add.1"), and the cases that
 * are cited by their number alone.
 */
#include "cite/scan_pass.h"

#include "base/utf8.h"

enum { SYMBOL_HEAD = 12 }; /* no first component of a symbol is longer */

/* Past the character at 'at' when it is white space or invisible: what may stand inside a
 * damaged symbol. */
static uint32_t invisible_end(const struct pass *p, uint32_t at)
{
	uint32_t code;
	size_t n;

	if (p->text.p[at] == ' ')
		return at + 1;
	n = (p->text.p[at] & 0x80) ? utf8_scan(pass_rest(p, at), &code) : 0;
	return n && utf8_is_invisible(code) ? at + (uint32_t)n : at;
}

/* A stroke stands at 'at', behind white space or an invisible character at most; a
 * soft hyphen may also cut the prefix itself. */
static bool stroke_follows(const struct pass *p, uint32_t at)
{
	uint32_t past;

	if (at >= p->end)
		return false;
	if (p->text.p[at] == '/')
		return true;
	past = invisible_end(p, at);
	if (past > at + 1)
		while (past < p->end && is_upper(p->text.p[past]))
			past++;
	return past > at && past < p->end && p->text.p[past] == '/';
}

/* "ECN.4/1995/91", "EC.12/SVN/CO/2": a stop and figures stand between the word and its stroke. */
static bool stop_follows(const struct pass *p, uint32_t at, uint32_t end)
{
	uint32_t i = end + 1;

	if (end >= p->end || p->text.p[end] != '.' || !is_upper(p->text.p[at + 1]) ||
	    (end - at < 3 && (p->text.p[at] != 'E' || p->text.p[at + 1] != 'C')))
		return false;
	while (i < p->end && i < end + 4 && is_digit(p->text.p[i]))
		i++;
	return i > end + 1 && i < p->end && p->text.p[i] == '/';
}

/* A symbol may begin where a stroke follows the word, and not behind a hyphen or a stroke. */
bool symbol_may_begin(const struct pass *p, uint32_t at, uint32_t end, uint32_t begin)
{
	char before = at > begin ? p->text.p[at - 1] : ' ';

	return end - at <= SYMBOL_HEAD && (stroke_follows(p, end) || stop_follows(p, at, end)) &&
	       before != '-' && before != '/' && before != '@' && before != '.' && before != '&' &&
	       before != '_';
}

static struct symbol_use *add_symbol(struct pass *p, uint32_t at, size_t n)
{
	struct symbol_use *use = vec_push(p->arena, &p->ap->symbols);

	*use = (struct symbol_use){
		.span = {at, at + (uint32_t)n},
		.body = BODY_NONE,
		.block = p->block,
		.note = NONE,
		.continues = NONE,
	};
	return use;
}

/* Digits at the start of 'text'; their value in *value. */
size_t figures_scan(struct str text, uint32_t *value)
{
	size_t n = 0;

	*value = 0;
	while (n < text.n && n < 9 && is_digit(text.p[n]))
		*value = *value * 10 + (uint32_t)(text.p[n++] - '0');
	return n < text.n && is_digit(text.p[n]) ? 0 : n;
}

/* "Add.1", "Adds. 1-3", "Corr.2": bytes, or 0. */
static size_t modifier_scan(struct str text)
{
	static const struct str words[] = {{"Add", 3}, {"Corr", 4}, {"Rev", 3}, {"Amend", 5}};
	uint32_t value;
	size_t n = 0, figures, joint;

	for (size_t i = 0; i < COUNT_OF(words) && !n; i++)
		if (str_starts(text, words[i]))
			n = words[i].n;
	if (!n)
		return 0;
	n += n < text.n && text.p[n] == 's';
	if (n == text.n || text.p[n] != '.')
		return 0;
	n = list_spaces_scan(text, n + 1);
	figures = figures_scan(str_skip(text, n), &value);
	if (!figures)
		return 0;
	n += figures;
	joint = n < text.n && text.p[n] == '-'			     ? 1
		: str_starts(str_skip(text, n), STR("\xe2\x80\x93")) ? 3
								     : 0;
	figures = joint ? figures_scan(str_skip(text, n + joint), &value) : 0;
	n += figures ? joint + figures : 0;
	return n < text.n && (is_alnum(text.p[n]) || text.p[n] == '/') ? 0 : n;
}

/* "2812" behind ".2811": the next of several records; bytes, or 0. */
static size_t record_scan(const struct symbol *symbol, struct str text)
{
	uint32_t value, before;
	size_t figures = 0, n = figures_scan(text, &value);
	struct str whole = symbol->whole;

	while (figures < whole.n && is_digit(whole.p[whole.n - 1 - figures]))
		figures++;
	if (n < 2 || n != figures || figures + 3 > whole.n ||
	    !str_number(str_skip(whole, whole.n - figures), &before) || value <= before)
		return 0;
	whole.n -= figures;
	if (!str_ends(whole, STR("SR.")) && !str_ends(whole, STR("PV.")))
		return 0;
	return n < text.n && (is_alnum(text.p[n]) || text.p[n] == '/' || text.p[n] == '(') ? 0 : n;
}

/* "and Add.1", ", Corr.1", "and 2812": what goes on from the symbol that ends at 'end'. */
static uint32_t take_continuations(struct pass *p, uint32_t end)
{
	uint32_t head = p->ap->symbols.n - 1;
	struct symbol symbol = p->ap->symbols.at[head].symbol;

	for (;;) {
		struct str text = pass_rest(p, end);
		size_t joint = str_starts(text, STR("/")) ? 0 : list_joint_scan(text), n;
		struct symbol_use *use;

		if (!joint || !(text.p[0] == ' ' || text.p[0] == ','))
			return end;
		text = str_skip(text, joint);
		n = modifier_scan(text);
		if (!n)
			n = record_scan(&symbol, text);
		if (!n)
			return end;
		use = add_symbol(p, end + (uint32_t)joint, n);
		use->symbol = symbol;
		use->symbol.whole = str_part(text, 0, n);
		use->symbol.modifiers = is_digit(text.p[0]) ? STR_NONE : use->symbol.whole;
		use->symbol.flaws = 0;
		use->verdict = SYMBOL_KNOWN;
		use->continues = head;
		end += (uint32_t)(joint + n);
	}
}

/* ", paras. 3–5", " of": no symbol goes on so ("and" it may), whatever stands before. */
static bool words_follow(struct str behind)
{
	size_t n = behind.n && behind.p[0] == ',';

	return n + 1 < behind.n && behind.p[n] == ' ' && is_lower(behind.p[n + 1]) &&
	       behind.p[n + 1] != 'a';
}

uint32_t take_symbol(struct pass *p, uint32_t at)
{
	struct symbol symbol;
	struct str text = pass_rest(p, at);
	size_t n = symbol_scan(&symbol, text);
	uint8_t verdict = SYMBOL_KNOWN;
	struct symbol_use *use;

	if (!n) {
		n = symbol_token(text);
		if (!n)
			return 0;
		/* What stands behind it may be all that is wrong: "…/Rev.1(Vol.I)/Corr.1". */
		if (words_follow(str_skip(text, n)) ||
		    symbol_scan(&symbol, str_part(text, 0, n)) != n) {
			symbol = (struct symbol){.whole = str_part(text, 0, n)};
			verdict = SYMBOL_UNKNOWN;
		}
	}
	use = add_symbol(p, at, n);
	use->symbol = symbol;
	use->verdict = verdict;
	if (verdict == SYMBOL_KNOWN)
		return take_continuations(p, at + (uint32_t)n) - at;
	return (uint32_t)n;
}

/* ---- cases by their number ----------------------------------------------------------- */

/* "2001/2010": bytes, or 0. */
static size_t registration_scan(struct str text, struct registration *out)
{
	size_t n = figures_scan(text, &out->number), year;

	if (!n || n > 5 || n + 1 >= text.n || text.p[n] != '/')
		return 0;
	year = figures_scan(str_skip(text, n + 1), &out->year);
	n += 1 + year;
	out->figures = (uint8_t)year;
	return year && (n == text.n || !(is_alnum(text.p[n]) || text.p[n] == '/')) ? n : 0;
}

static void add_case(struct pass *p, const struct registration *one, uint32_t begin, bool continues)
{
	struct named *named = add_named(p, one->opinion ? FORM_OPINION : FORM_COMMUNICATION, begin,
					one->span.end);

	named->continues = continues;
	named->number = one->span;
	named->ordinal = one->number;
	named->year = one->year;
}

/* "communication No. 2001/2010", "opinions Nos. 1/2020 and 2/2020". */
uint32_t take_registrations(struct pass *p, uint32_t at, uint32_t end)
{
	struct str word = str_part(p->text, at, end), text = pass_rest(p, at);
	bool opinion = str_starts(str_skip(word, 1), STR("pinion"));
	size_t n = list_spaces_scan(text, word.n), joint = 0;

	if (!opinion && !str_starts(str_skip(word, 1), STR("ommunication")))
		return 0;
	if (!str_starts(str_skip(text, n), STR("No")))
		return 0;
	n += 2;
	n += n < text.n && text.p[n] == 's';
	n += n < text.n && text.p[n] == '.';
	n = list_spaces_scan(text, n);
	for (;;) {
		struct registration one = {.opinion = opinion};
		size_t size = registration_scan(str_skip(text, n + joint), &one);

		if (!size)
			return (uint32_t)n;
		n += joint;
		one.span = (struct span){at + (uint32_t)n, at + (uint32_t)(n + size)};
		*vec_push(p->arena, &p->ap->registrations) = one;
		add_case(p, &one, joint ? one.span.begin : at, joint > 0);
		n += size;
		joint = list_joint_scan(str_skip(text, n));
		if (!joint)
			return (uint32_t)n;
	}
}
