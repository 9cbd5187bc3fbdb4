/* The typed edges of the grammar: numbers, reports, Roman numerals, States, parts. */
#include "symbol/state.h"
#include "symbol/walk_step.h"

size_t digits_end(const struct walk *w, size_t pos, uint32_t *value, char digits[12],
		  size_t *ndigits)
{
	uint32_t v = 0;
	size_t n = 0;

	for (;; pos++) {
		char c = cell(w, pos);

		if (c == ' ' && w->absorb && n && is_digit(cell(w, pos + 1)))
			continue;
		if (!is_digit(c))
			break;
		if (n < 10)
			digits[n] = c;
		v = n < 9 ? v * 10 + (uint32_t)(c - '0') : UINT32_MAX;
		n++;
	}
	*value = v;
	*ndigits = n;
	return pos;
}

static size_t emit_digits(struct walk *w, size_t o, const char *digits, size_t n)
{
	if (!w->out)
		return o + n;
	for (size_t i = 0; i < n; i++)
		emit(w, o + i, digits[i]);
	return o + n;
}

static bool walk_number(struct walk *w, const struct trie_typed *e, size_t pos, size_t o,
			uint8_t flaws)
{
	char digits[12];
	uint32_t value;
	size_t n, end;

	if (!is_digit(cell(w, pos)))
		return false;
	end = digits_end(w, pos, &value, digits, &n);
	if (n > 9 || (e->kind != EDGE_DIGITS && digits[0] == '0'))
		return false;
	if (e->kind == EDGE_DIGITS ? n < e->min || n > e->max : value < e->min || value > e->max)
		return false;
	if (e->kind == EDGE_YEAR && n != 4)
		return false;
	if (end != pos + n)
		flaws |= SYMBOL_FLAW_SPACE;
	if (!walk_on(w, e->to, end, emit_digits(w, o, digits, n), flaws))
		return false;
	if (e->kind == EDGE_YEAR) {
		w->year = w->year ? w->year : value;
	} else if (e->kind == EDGE_SESSION) {
		w->session = value;
		w->special = pos >= 2 && w->p[pos - 1] == '-' && to_upper(w->p[pos - 2]) == 'S';
	} else if (!w->has_number) {
		w->number = value;
		w->has_number = true;
	}
	return true;
}

/* "4" or "8-10". */
static bool walk_reports(struct walk *w, const struct trie_typed *e, size_t pos, size_t o,
			 uint8_t flaws)
{
	char digits[12];
	uint32_t from, to = 0;
	size_t n, end = digits_end(w, pos, &from, digits, &n), rest;

	if (!n || digits[0] == '0' || from < e->min || from > e->max)
		return false;
	o = emit_digits(w, o, digits, n);
	if (end != pos + n)
		flaws |= SYMBOL_FLAW_SPACE;
	if (cell(w, end) == '-' && is_digit(cell(w, end + 1))) {
		rest = digits_end(w, end + 1, &to, digits, &n);
		if (digits[0] == '0' || to > e->max)
			return false;
		emit(w, o, '-');
		if (!walk_on(w, e->to, rest, emit_digits(w, o + 1, digits, n), flaws))
			return false;
	} else if (!walk_on(w, e->to, end, o, flaws)) {
		return false;
	}
	w->number = from;
	w->number_end = to;
	w->has_number = true;
	return true;
}

static size_t roman_value(const struct walk *w, size_t pos, uint32_t *value)
{
	uint32_t total = 0, last = 0;
	size_t end = pos;

	for (;; end++) {
		char c = w->bent ? to_upper(cell(w, end)) : cell(w, end);
		uint32_t v = c == 'I'	? 1
			     : c == 'V' ? 5
			     : c == 'X' ? 10
			     : c == 'L' ? 50
			     : c == 'C' ? 100
					: 0;

		if (!v)
			break;
		total = v > last && last ? total + v - 2 * last : total + v;
		last = v;
	}
	*value = total;
	return end;
}

static bool walk_roman(struct walk *w, const struct trie_typed *e, size_t pos, size_t o,
		       uint8_t flaws)
{
	uint32_t value;
	size_t end = roman_value(w, pos, &value);

	if (end == pos || end - pos > 8)
		return false;
	for (size_t i = pos; i < end; i++) {
		emit(w, o + i - pos, to_upper(w->p[i]));
		if (is_lower(w->p[i]))
			flaws |= SYMBOL_FLAW_CASE;
	}
	if (!walk_on(w, e->to, end, o + end - pos, flaws))
		return false;
	w->session = value;
	w->special = pos >= 2 && w->p[pos - 1] == '-' && to_upper(w->p[pos - 2]) == 'S';
	return true;
}

/* Letters of a State's code at 'pos', with the second half of "CHN-HKG": how many, and
 * where they end. */
static size_t state_letters(const struct walk *w, size_t pos, char code[8], size_t *end)
{
	size_t n = 0;

	while (n < 7) {
		char c = cell(w, pos);

		if (is_upper(c) || (w->bent && is_lower(c)))
			code[n++] = to_upper(c);
		else if (!(c == ' ' && w->absorb && n && is_upper(cell(w, pos + 1))))
			break;
		pos++;
	}
	if (n == 3 && cell(w, pos) == '-' && pos + 4 <= w->n) {
		memcpy(code + 3, w->p + pos, 4);
		if (state_find((struct str){code, 7})) {
			n = 7;
			pos += 4;
		}
	}
	*end = pos;
	return n;
}

static bool walk_state(struct walk *w, const struct trie_typed *e, size_t pos, size_t o,
		       uint8_t flaws)
{
	char code[8];
	size_t end, n = state_letters(w, pos, code, &end);
	const struct state *state;

	if (n < 2)
		return false;
	for (size_t i = 0; i < n; i++)
		emit(w, o + i, code[i]);
	for (size_t i = pos; i < end; i++)
		flaws |= is_lower(w->p[i]) ? SYMBOL_FLAW_CASE
			 : w->p[i] == ' '  ? SYMBOL_FLAW_SPACE
					   : 0;
	state = state_find((struct str){code, n});
	if (!state && n != 3)
		return false;
	if (!walk_on(w, e->to, end, o + n, flaws))
		return false;
	if (!state && !w->series->closed)
		return false;
	w->state = pos;
	w->state_end = end;
	return true;
}

enum { PART_GLUED_LAST = 'F' };

/* " A" or " A-B"; the space may be missing. */
static bool walk_part(struct walk *w, const struct trie_typed *e, size_t pos, size_t o,
		      uint8_t flaws)
{
	size_t at = cell(w, pos) == ' ' ? pos + 1 : pos;

	if (!is_upper(cell(w, at)) || is_alnum(cell(w, at + 1)))
		return false;
	if (at == pos && pos && is_digit(w->p[pos - 1]) &&
	    w->p[at] > PART_GLUED_LAST) /* "290" damaged to "29O" is no part */
		return false;
	if (pos == 0 || w->p[pos - 1] != '/')
		emit(w, o++, ' ');
	emit(w, o++, w->p[at++]);
	if (cell(w, at) == '-' && is_upper(cell(w, at + 1)) && !is_alnum(cell(w, at + 2)) &&
	    cell(w, at + 2) != '/') {
		emit(w, o++, '-');
		emit(w, o++, w->p[at + 1]);
		at += 2;
	}
	return walk_on(w, e->to, at, o, flaws);
}

/* What stands between two communications: "," "&" "-", in words " and ", " & ". */
static size_t communications_gap(const struct walk *w, size_t pos, char *sign)
{
	static const struct {
		struct str text;
		char sign;
	} gaps[] = {
		{{" and ", 5}, '&'}, {{" & ", 3}, '&'}, {{", ", 2}, ','},
		{{",", 1}, ','},     {{"&", 1}, '&'},	{{"-", 1}, '-'},
	};
	struct str rest = {w->p + pos, w->n - pos};

	for (size_t i = 0; i < COUNT_OF(gaps); i++)
		if (str_starts(rest, gaps[i].text) && is_digit(cell(w, pos + gaps[i].text.n))) {
			*sign = gaps[i].sign;
			return gaps[i].text.n;
		}
	return 0;
}

/* Several numbers, each with its year but the last: "1209,1231/2003&1241". */
static bool walk_communications(struct walk *w, const struct trie_typed *e, size_t pos, size_t o,
				uint8_t flaws)
{
	uint32_t first = 0, value, count = 0;

	for (;;) {
		char digits[12], sign;
		size_t n, gap, end = digits_end(w, pos, &value, digits, &n);

		if (!n || n > 6 || digits[0] == '0')
			return false;
		o = emit_digits(w, o, digits, n);
		pos = end;
		first = first ? first : value;
		count++;
		gap = communications_gap(w, pos, &sign);
		if (!gap && cell(w, pos) == '/' && pos + 5 < w->n && is_digit(w->p[pos + 4])) {
			gap = communications_gap(w, pos + 5, &sign);
			if (gap) {
				for (size_t i = 0; i < 5; i++)
					emit(w, o++, w->p[pos + i]);
				pos += 5;
			}
		}
		if (!gap)
			break;
		emit(w, o++, sign);
		pos += gap;
	}
	if (count < 2 || !walk_on(w, e->to, pos, o, flaws))
		return false;
	w->number = first;
	w->number_end = value > first ? value : 0;
	w->has_number = true;
	return true;
}

bool walk_typed(struct walk *w, const struct trie_typed *e, size_t pos, size_t o, uint8_t flaws)
{
	switch (e->kind) {
	case EDGE_STATE:
		return walk_state(w, e, pos, o, flaws);
	case EDGE_ROMAN:
		return walk_roman(w, e, pos, o, flaws);
	case EDGE_COMMUNICATIONS:
		return walk_communications(w, e, pos, o, flaws);
	case EDGE_REPORTS:
		return walk_reports(w, e, pos, o, flaws);
	case EDGE_PART:
		return walk_part(w, e, pos, o, flaws);
	default:
		return walk_number(w, e, pos, o, flaws);
	}
}
