/* Moves over the typed edges: numbers, years, reports, States. */
#include "symbol/glyph.h"
#include "symbol/search_step.h"
#include "symbol/session.h"
#include "symbol/state.h"

/* More years than these that a slip could have come from are as good as none. */
enum { AMONG_YEARS = 3 };

/* A run of figures and look-alikes from 'pos'. */
struct run {
	char digits[10];
	uint8_t cost[10]; /* up to and with this figure */
	size_t n;
};

static void run_fill(const struct search *s, struct run *run, size_t pos)
{
	uint32_t cost = 0;

	for (run->n = 0; run->n < 9; run->n++) {
		char c = cell(s, pos + run->n);
		int digit = c ? glyph_digit(c) : -1;

		if (digit < 0)
			break;
		cost += is_digit(c) ? s->cells->cost[pos + run->n] : COST_LOOKALIKE;
		run->digits[run->n] = (char)('0' + digit);
		run->cost[run->n] = (uint8_t)cost;
	}
}

/* May a number end before 'pos'? At its last figure, and before a 1 that may be a stroke. */
static bool number_may_end(const struct search *s, size_t pos)
{
	char c = cell(s, pos);

	return !is_digit(c) || c == '1' || s->dear;
}

static bool number_fits(const struct trie_typed *e, const char *digits, size_t n)
{
	uint32_t value = 0;

	if (e->kind == EDGE_DIGITS)
		return n >= e->min && n <= e->max;
	if (digits[0] == '0' || n > 8 || (e->kind == EDGE_YEAR && n != 4))
		return false;
	for (size_t i = 0; i < n; i++)
		value = value * 10 + (uint32_t)(digits[i] - '0');
	return value >= e->min && value <= e->max;
}

static void move_digits(struct search *s, uint16_t from, const struct trie_typed *e, size_t pos,
			uint32_t cost, uint8_t flags, struct str digits)
{
	push(s, from, (struct move){e->to, pos, cost, flags, digits, true});
}

/* A year that is one slip away from the figures at hand. */
static bool year_near(const char *digits, size_t n, const char *year)
{
	size_t same = 0;

	if (n == 2)
		return year[2] == digits[0] && year[3] == digits[1];
	if (n == 4) {
		for (size_t i = 0; i < 4; i++)
			same += digits[i] == year[i];
		if (same == 3)
			return true;
		for (size_t i = 0; i < 3; i++)
			if (same == 2 && digits[i] == year[i + 1] && digits[i + 1] == year[i] &&
			    digits[i] != digits[i + 1])
				return true;
		return false;
	}
	for (size_t skip = 0; skip < 5; skip++) { /* one more in the longer of the two */
		const char *longer = n == 5 ? digits : year, *shorter = n == 5 ? year : digits;
		size_t length = n == 5 ? 5 : 4, i, k = 0;

		for (i = 0; i < length; i++)
			if (i != skip && k < length - 1 && longer[i] == shorter[k])
				k++;
			else if (i != skip)
				break;
		if (i == length && skip < length)
			return true;
	}
	return false;
}

/* Years for figures that are none; too many of them are as good as unknown. */
static void moves_year(struct search *s, uint16_t from, const struct trie_typed *e, size_t pos,
		       const struct run *run)
{
	char found[AMONG_YEARS][5];
	uint32_t n = 0;
	uint32_t last = e->max < session_tables.as_of ? e->max : session_tables.as_of;

	if (run->n < 2 || run->n > 5 || is_digit(cell(s, pos + run->n)) ||
	    number_fits(e, run->digits, run->n))
		return;
	for (uint32_t year = last; year >= e->min; year--) {
		char text[5] = {(char)('0' + year / 1000), (char)('0' + year / 100 % 10),
				(char)('0' + year / 10 % 10), (char)('0' + year % 10), '\0'};

		if (!year_near(run->digits, run->n, text))
			continue;
		if (n < AMONG_YEARS)
			memcpy(found[n], text, 5);
		n++;
	}
	if (n > AMONG_YEARS) {
		move_digits(s, from, e, pos + run->n, COST_FIGURE,
			    REPAIR_FIGURE | REPAIR_DEAR | REPAIR_GUESS, STR("2000"));
		return;
	}
	for (uint32_t i = 0; i < n; i++)
		move_digits(s, from, e, pos + run->n, COST_FIGURE + (i > 0),
			    REPAIR_FIGURE | REPAIR_DEAR, (struct str){found[i], 4});
}

static void moves_number(struct search *s, uint16_t from, const struct trie_typed *e, size_t pos)
{
	struct run run;
	size_t zeros = 0, whole;
	bool any = false;

	run_fill(s, &run, pos);
	if (!run.n)
		return;
	while (zeros + 1 < run.n && run.digits[zeros] == '0' && e->kind != EDGE_DIGITS)
		zeros++;
	for (size_t n = run.n; n > zeros; n--) {
		struct str digits = {run.digits + zeros, n - zeros};
		bool split = is_digit(cell(s, pos + n)) && cell(s, pos + n) != '1';

		if (!number_may_end(s, pos + n) || !number_fits(e, digits.p, digits.n))
			continue;
		move_digits(s, from, e, pos + n,
			    run.cost[n - 1] + zeros * COST_ZERO + (split ? COST_SPLIT : 0),
			    split ? REPAIR_FIGURE : 0, digits);
		any = any || n == run.n;
	}
	if (!s->dear || any)
		return;
	if (e->kind == EDGE_YEAR) {
		moves_year(s, from, e, pos, &run);
		return;
	}
	/* Figures glued to a number that is too great already. */
	for (whole = run.n; whole > 3 && !number_fits(e, run.digits, whole); whole--)
		;
	if (whole > 3 && whole < run.n && pos + run.n == s->cells->n)
		move_digits(s, from, e, pos + run.n, COST_FIGURE, REPAIR_FIGURE | REPAIR_DEAR,
			    (struct str){run.digits, whole});
}

/* "8-10", with any dash, or with a stroke in its place. */
static void moves_reports(struct search *s, uint16_t from, const struct trie_typed *e, size_t pos)
{
	struct run first, second;
	char text[8];
	size_t n, at;
	uint32_t cost;

	moves_number(s, from, e, pos);
	run_fill(s, &first, pos);
	at = pos + first.n;
	if (!first.n || first.n > 2 || !cell(s, at) || !strchr("-/.", cell(s, at)))
		return;
	run_fill(s, &second, at + 1);
	n = first.n + 1 + second.n;
	if (!second.n || second.n > 2 || !number_fits(e, first.digits, first.n) ||
	    !number_fits(e, second.digits, second.n))
		return;
	memcpy(text, first.digits, first.n);
	text[first.n] = '-';
	memcpy(text + first.n + 1, second.digits, second.n);
	cost = first.cost[first.n - 1] + second.cost[second.n - 1];
	cost += cell(s, at) == '-' ? s->cells->cost[at] : COST_SEPARATOR;
	push(s, from, (struct move){e->to, pos + n, cost, 0, {text, n}, true});
}

static bool is_roman(char c)
{
	return c != '\0' && strchr("IVXLC", c) != NULL;
}

static void moves_roman(struct search *s, uint16_t from, const struct trie_typed *e, size_t pos)
{
	char text[TEXT_MAX];
	uint32_t cost = 0;
	size_t n = 0;

	while (n < TEXT_MAX) {
		char c = cell(s, pos + n);

		if (!is_roman(c) && c != 'l' && c != '1')
			break;
		cost += is_roman(c) ? s->cells->cost[pos + n] : COST_LOOKALIKE;
		text[n++] = is_roman(c) ? c : 'I';
	}
	if (n)
		push(s, from, (struct move){e->to, pos + n, cost, 0, {text, n}, true});
	if (n > 1 && is_lower(cell(s, pos + n))) /* the last one begins a word */
		push(s, from, (struct move){e->to, pos + n - 1, cost, 0, {text, n - 1}, true});
}

static void move_state(struct search *s, uint16_t from, const struct trie_typed *e, size_t pos,
		       uint32_t cost, const char code[3])
{
	if (state_find((struct str){code, 3}))
		push(s, from,
		     (struct move){e->to,
				   pos,
				   cost,
				   cost >= COST_LOOKALIKE ? REPAIR_STATE : 0,
				   {code, 3},
				   true});
}

/* The letter that a figure stands for in a code. */
static char state_letter(char c)
{
	static const char figures[] = "OIZXXSGXBX";

	return is_digit(c) && figures[c - '0'] != 'X' ? figures[c - '0'] : to_upper(c);
}

static void moves_state_letters(struct search *s, uint16_t from, const struct trie_typed *e,
				size_t pos, const char code[3], uint32_t cost)
{
	for (size_t i = 0; i < 2; i++) {
		char swapped[3] = {code[0], code[1], code[2]};

		swapped[i] = code[i + 1];
		swapped[i + 1] = code[i];
		move_state(s, from, e, pos + 3, cost + COST_JUNK, swapped);
	}
	for (size_t i = 0; i < 3; i++)
		for (char c = 'A'; c <= 'Z'; c++) {
			char other[3] = {code[0], code[1], code[2]};
			bool like = glyph_like(s->cells->c[pos + i], c) || glyph_like(code[i], c);

			other[i] = c;
			if (c != code[i])
				move_state(s, from, e, pos + 3,
					   cost + (like ? COST_TRANSPOSED + 1 : COST_STATE), other);
		}
}

/* A letter too many or too few. */
static void moves_state_length(struct search *s, uint16_t from, const struct trie_typed *e,
			       size_t pos, size_t n)
{
	const char *c = s->cells->c + pos;

	if (n == 4)
		for (size_t skip = 0; skip < 4; skip++) {
			char code[3];
			bool cheap = skip && c[skip] == c[skip - 1];

			for (size_t i = 0, k = 0; i < 4; i++)
				if (i != skip)
					code[k++] = to_upper(c[i]);
			if (cheap || s->dear)
				move_state(s, from, e, pos + 4,
					   cheap ? COST_TRANSPOSED : COST_LETTER, code);
		}
	if (n != 2 || !s->dear)
		return;
	for (size_t gap = 0; gap < 3; gap++)
		for (char more = 'A'; more <= 'Z'; more++) {
			char code[3];

			for (size_t i = 0, k = 0; i < 3; i++)
				code[i] = i == gap ? more : to_upper(c[k++]);
			move_state(s, from, e, pos + 2, COST_LETTER, code);
		}
}

/* A valid State never becomes another. */
static void moves_state(struct search *s, uint16_t from, const struct trie_typed *e, size_t pos)
{
	char code[3];
	uint32_t cost = 0;
	size_t n = 0;

	for (; n < 3 && is_alnum(cell(s, pos + n)); n++) {
		char c = cell(s, pos + n);

		code[n] = state_letter(c);
		cost += is_digit(c)   ? COST_LOOKALIKE
			: is_lower(c) ? COST_CASE
				      : s->cells->cost[pos + n];
	}
	while (is_alpha(cell(s, pos + n)) && n < 6)
		n++;
	if (n >= 3) {
		bool valid = state_find((struct str){code, 3}) != NULL;

		move_state(s, from, e, pos + 3, cost, code);
		if (valid && n == 3)
			return;
		if (n == 3)
			moves_state_letters(s, from, e, pos, code, cost);
	}
	if ((n == 2 || n == 4) && state_find((struct str){s->cells->c + pos, n})) {
		push(s, from, (struct move){e->to, pos + n, 0, 0, {s->cells->c + pos, n}, true});
		return;
	}
	moves_state_length(s, from, e, pos, n);
}

static void moves_part(struct search *s, uint16_t from, const struct trie_typed *e, size_t pos)
{
	char text[2] = {' ', cell(s, pos)};

	if (is_upper(text[1]) && !is_alnum(cell(s, pos + 1)))
		push(s, from, (struct move){e->to, pos + 1, 0, 0, {text, 2}, true});
}

/* Several communications stand or fall as they are. */
static void moves_communications(struct search *s, uint16_t from, const struct trie_typed *e,
				 size_t pos)
{
	const char *c = s->cells->c + pos;
	size_t n = strspn(c, "0123456789,&-");

	if (n > 2 && n <= TEXT_MAX && strcspn(c, ",&-") < n && is_digit(c[n - 1]))
		push(s, from, (struct move){e->to, pos + n, 0, 0, {c, n}, true});
}

void moves_typed(struct search *s, uint16_t from, const struct trie_node *node, size_t pos)
{
	for (uint32_t i = 0; i < node->ntyped; i++) {
		const struct trie_typed *e = &grammar.typed[node->typed + i];

		switch (e->kind) {
		case EDGE_STATE:
			moves_state(s, from, e, pos);
			break;
		case EDGE_ROMAN:
			moves_roman(s, from, e, pos);
			break;
		case EDGE_REPORTS:
			moves_reports(s, from, e, pos);
			break;
		case EDGE_PART:
			moves_part(s, from, e, pos);
			break;
		case EDGE_COMMUNICATIONS:
			moves_communications(s, from, e, pos);
			break;
		default:
			moves_number(s, from, e, pos);
			break;
		}
	}
}
