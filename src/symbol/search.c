#include "symbol/search.h"
#include "symbol/glyph.h"
#include "symbol/session.h"
#include "symbol/state.h"

enum { VISITED = 4096, TEXT_MAX = 12, AMONG_YEARS = 3 };

/* One step of a way through the trie: where it stands, and what it wrote. */
struct step {
	uint16_t node, parent, next;
	uint16_t written; /* hash of what typed edges wrote: ways that differ there stay apart */
	uint8_t pos, cost, flags;
	uint8_t n;
	char text[TEXT_MAX];
};

struct search {
	const struct cells *cells;
	struct str state;
	struct finds *out;
	bool dear;
	uint8_t cap;
	uint32_t nsteps;
	uint16_t bucket[COST_CAP + 1]; /* 1 + index of the newest step of that cost */
	uint32_t visited[VISITED];
	struct step steps[STEPS_MAX];
};

static char cell(const struct search *s, size_t pos)
{
	return s->cells->c[pos < s->cells->n ? pos : s->cells->n];
}

static bool visit(struct search *s, uint32_t key)
{
	uint32_t at = key * 2654435761u >> 20;

	key |= 1u << 31;
	for (uint32_t i = 0; i < 8; i++) {
		uint32_t *slot = &s->visited[(at + i) % VISITED];

		if (*slot == key)
			return false;
		if (!*slot) {
			*slot = key;
			return true;
		}
	}
	return true;
}

static uint32_t step_key(const struct step *t)
{
	return ((uint32_t)t->node * 65u + t->pos) * 2246822519u ^
	       (uint32_t)t->written * 3266489917u ^ (uint32_t)(t->flags & REPAIR_GUESS) << 7;
}

/* A move: on from 'from' to 'node' and 'pos', at a price, with what it writes. */
struct move {
	uint32_t node;
	size_t pos;
	uint32_t cost;
	uint8_t flags;
	struct str text;
	bool typed;
};

static void push(struct search *s, uint16_t from, struct move m)
{
	const struct step *parent = &s->steps[from];
	uint32_t cost = parent->cost + m.cost;
	struct step *t;

	if (cost > s->cap || s->nsteps == STEPS_MAX || m.text.n > TEXT_MAX)
		return;
	t = &s->steps[s->nsteps];
	*t = (struct step){.node = (uint16_t)m.node,
			   .parent = from,
			   .written = parent->written,
			   .pos = (uint8_t)m.pos,
			   .cost = (uint8_t)cost,
			   .flags = parent->flags | m.flags,
			   .n = (uint8_t)m.text.n};
	memcpy(t->text, m.text.p, m.text.n);
	if (m.typed)
		t->written = (uint16_t)(t->written * 31u + (str_hash(m.text) & 0xffff) + 1);
	t->next = s->bucket[cost];
	s->bucket[cost] = (uint16_t)++s->nsteps;
}

static void push_char(struct search *s, uint16_t from, uint32_t node, size_t pos, uint32_t cost,
		      uint8_t flags, char c)
{
	push(s, from, (struct move){node, pos, cost, flags, {&c, c ? 1 : 0}, false});
}

/* The character written last before 'step', or '\0' at the start. */
static char written_last(const struct search *s, uint16_t step)
{
	while (step && !s->steps[step].n)
		step = s->steps[step].parent;
	return s->steps[step].n ? s->steps[step].text[s->steps[step].n - 1] : '\0';
}

/* The price of 'seen' for 'meant', or 0 when it is not cheap. */
static uint32_t like_cost(const struct search *s, size_t pos, char seen, char meant, uint8_t *flags)
{
	bool figures = pos && is_digit(cell(s, pos - 1)) && is_digit(cell(s, pos + 1));

	if (meant == '/') {
		if (seen == '1') {
			*flags |= figures ? REPAIR_FIGURE : 0;
			return is_digit(cell(s, pos + 1)) ? COST_ONE + 2 : COST_ONE;
		}
		if (glyph_is_stroke(seen))
			return COST_STROKE;
	}
	if (is_alpha(seen) && is_alpha(meant) && to_upper(seen) == to_upper(meant))
		return COST_CASE;
	if (glyph_is_separator(seen) && glyph_is_separator(meant))
		return COST_SEPARATOR;
	if (is_digit(seen) && is_digit(meant))
		return 0;
	return glyph_like(seen, meant) ? COST_LOOKALIKE : 0;
}

/* A letter stands before or at 'next': a word of one letter is never made from another. */
static bool in_word(const struct search *s, uint16_t from, size_t next)
{
	return next > 1 && (is_alpha(cell(s, next)) || is_alpha(written_last(s, from)));
}

static uint32_t lost_cost(const struct search *s, uint16_t from, size_t pos, char meant)
{
	if (meant == '/' || meant == '.' || meant == '-' || meant == '(' || meant == ')')
		return COST_LOST;
	if (meant == ' ')
		return COST_SPACE;
	if (!s->dear)
		return 0;
	if (is_digit(meant)) /* the likeliest is 1 */
		return COST_FIGURE + (meant != '1');
	return in_word(s, from, pos) ? COST_LETTER : 0;
}

/* Letters of the grammar: as they stand, as look-alikes, lost, swapped. */
static void moves_literal(struct search *s, uint16_t from, const struct trie_node *node, size_t pos)
{
	const struct trie_literal *l = &grammar.literals[node->literal];
	char c = cell(s, pos);

	for (uint32_t i = 0; i < node->nliteral; i++) {
		char meant = (char)l[i].ch;
		uint8_t flags = 0;
		uint32_t cost;

		if (c == meant) {
			push_char(s, from, l[i].to, pos + 1, s->cells->cost[pos], 0, meant);
			continue;
		}
		if (c) {
			cost = like_cost(s, pos, c, meant, &flags);
			if (!cost && s->dear && is_alpha(c) && is_alpha(meant) &&
			    in_word(s, from, pos + 1)) {
				cost = COST_LETTER;
				flags |= REPAIR_DEAR;
			}
			if (cost)
				push_char(s, from, l[i].to, pos + 1, cost, flags, meant);
		}
		if (!pos)
			continue;
		cost = lost_cost(s, from, pos, meant);
		if (meant == '/' && is_digit(c) && is_digit(cell(s, pos - 1))) {
			cost += COST_CASE;
			push_char(s, from, l[i].to, pos, cost, REPAIR_FIGURE, meant);
			continue;
		}
		flags = cost < COST_LETTER ? 0
			: is_digit(meant)  ? REPAIR_DEAR | REPAIR_FIGURE
					   : REPAIR_DEAR;
		if (cost)
			push_char(s, from, l[i].to, pos, cost, flags, meant);
	}
}

/* Two neighbours in the wrong order. */
static void moves_transposed(struct search *s, uint16_t from, const struct trie_node *node,
			     size_t pos)
{
	const struct trie_literal *l = &grammar.literals[node->literal];
	char a = cell(s, pos), b = a ? cell(s, pos + 1) : '\0';

	if (!b || a == b || (is_digit(a) && is_digit(b)))
		return;
	for (uint32_t i = 0; i < node->nliteral; i++) {
		const struct trie_node *second = &grammar.nodes[l[i].to];
		const struct trie_literal *k = &grammar.literals[second->literal];
		char text[2] = {b, a};

		if ((char)l[i].ch != b)
			continue;
		for (uint32_t j = 0; j < second->nliteral; j++)
			if ((char)k[j].ch == a)
				push(s, from,
				     (struct move){k[j].to,
						   pos + 2,
						   COST_TRANSPOSED + 1,
						   0,
						   {text, 2},
						   false});
	}
}

/* The price of leaving out the character at 'pos', or 0 when it is not cheap. */
static uint32_t junk_cost(const struct search *s, uint16_t from, size_t pos)
{
	char c = cell(s, pos), before = pos ? cell(s, pos - 1) : '\0', after = cell(s, pos + 1);
	bool edge = before == '/' || after == '/' ||
		    (!is_digit(before) && written_last(s, from) == '/');

	if (c == '/' && (before == '/' || after == '/' || written_last(s, from) == '/'))
		return COST_DOUBLED;
	if (c == '.' && (before == '.' || after == '.'))
		return COST_DOUBLED;
	if (c == '.' && after == '/')
		return COST_JUNK;
	if (c == '1' && edge)
		return (is_upper(after) && !glyph_is_stroke(after)) ||
				       (is_upper(before) && after == '/')
			       ? COST_JUNK + 1
			       : 0;
	if (glyph_is_stroke(c) && edge)
		return COST_JUNK;
	if (c && before && strchr("OQ", c) && strchr("O0Q", before))
		return COST_SEPARATOR;
	return 0;
}

static void moves_junk(struct search *s, uint16_t from, uint32_t node, size_t pos)
{
	uint32_t cost = pos ? junk_cost(s, from, pos) : 0;
	uint8_t flags = 0;
	char c = cell(s, pos);

	if (!cost && s->dear && c && (is_digit(c) || in_word(s, from, pos + 1))) {
		cost = is_digit(c) ? COST_FIGURE : COST_LETTER;
		flags = REPAIR_DEAR | (is_digit(c) ? REPAIR_FIGURE : 0);
	}
	if (cost && c)
		push_char(s, from, node, pos + 1, cost, flags, '\0');
}

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

static void moves_typed(struct search *s, uint16_t from, const struct trie_node *node, size_t pos)
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

static size_t component_end(const struct search *s, size_t pos)
{
	while (cell(s, pos) && cell(s, pos) != '/')
		pos++;
	return pos;
}

/* The token says its beginning, or its last component, a second time. */
static void moves_repeated(struct search *s, uint16_t from, uint32_t node, size_t pos)
{
	const char *c = s->cells->c;
	size_t end = component_end(s, pos), begin = pos - 1;

	if (pos >= 4 && pos + pos <= s->cells->n && memcmp(c, c + pos, pos) == 0)
		push_char(s, from, node, pos + pos, COST_REPEATED, 0, '\0');
	while (begin && c[begin - 1] != '/')
		begin--;
	if (end < s->cells->n && end - pos == pos - 1 - begin &&
	    memcmp(c + begin, c + pos, end - pos) == 0)
		push_char(s, from, node, end + 1, COST_REPEATED, 0, '\0');
}

/* Over a literal component that the token lacks: "D/", "CO/". */
static void moves_lost_literal(struct search *s, uint16_t from, uint32_t node, size_t pos,
			       char text[TEXT_MAX], size_t n)
{
	const struct trie_node *here = &grammar.nodes[node];
	const struct trie_literal *l = &grammar.literals[here->literal];

	for (uint32_t i = 0; i < here->nliteral && n < TEXT_MAX - 1; i++) {
		text[n] = (char)l[i].ch;
		if (text[n] == '/' && n)
			push(s, from,
			     (struct move){l[i].to,
					   pos,
					   COST_COMPONENT - 2 + (uint32_t)n,
					   REPAIR_DEAR,
					   {text, n + 1},
					   true});
		else if (text[n] != '/')
			moves_lost_literal(s, from, l[i].to, pos, text, n + 1);
	}
}

/* Over a State or a number that the token lacks. */
static void moves_lost_typed(struct search *s, uint16_t from, const struct trie_node *node,
			     size_t pos)
{
	for (uint32_t i = 0; i < node->ntyped; i++) {
		const struct trie_typed *e = &grammar.typed[node->typed + i];
		const struct trie_node *behind = &grammar.nodes[e->to];
		const struct trie_literal *l = &grammar.literals[behind->literal];
		struct str text = STR("1");
		uint8_t flags = REPAIR_DEAR | REPAIR_GUESS;

		if (e->kind == EDGE_STATE) {
			text = s->state.n == 3 ? s->state : STR("KAZ");
			flags = s->state.n == 3 ? REPAIR_DEAR | REPAIR_FIGURE : flags;
		} else if (e->kind == EDGE_YEAR) {
			text = STR("2000");
		} else if (e->kind != EDGE_SESSION && e->kind != EDGE_NUMBER) {
			continue;
		}
		for (uint32_t k = 0; k < behind->nliteral; k++) {
			char both[TEXT_MAX];

			if (l[k].ch != '/')
				continue;
			memcpy(both, text.p, text.n);
			both[text.n] = '/';
			push(s, from,
			     (struct move){l[k].to,
					   pos,
					   COST_COMPONENT,
					   flags,
					   {both, text.n + 1},
					   true});
		}
	}
}

/* The component at [pos, end) could stand here by the grammar: it is one too many only then. */
static bool literal_component(const struct search *s, uint32_t at, size_t pos, size_t end)
{
	for (; pos <= end; pos++) {
		const struct trie_node *node = &grammar.nodes[at];
		const struct trie_literal *l = &grammar.literals[node->literal];
		uint32_t i = 0;

		while (i < node->nliteral && (char)l[i].ch != cell(s, pos))
			i++;
		if (i == node->nliteral)
			return false;
		at = l[i].to;
	}
	return true;
}

/* Whole components: said twice, lost, too many. */
static void moves_component(struct search *s, uint16_t from, uint32_t at, size_t pos)
{
	const struct trie_node *node = &grammar.nodes[at];
	char text[TEXT_MAX];
	size_t end;

	if (written_last(s, from) != '/' || !pos || cell(s, pos - 1) != '/')
		return;
	moves_repeated(s, from, at, pos);
	if (!s->dear)
		return;
	moves_lost_literal(s, from, at, pos, text, 0);
	moves_lost_typed(s, from, node, pos);
	end = component_end(s, pos);
	if (end < s->cells->n && end > pos && literal_component(s, at, pos, end))
		push_char(s, from, at, end + 1, COST_COMPONENT, REPAIR_DEAR, '\0');
}

static bool text_glued(const struct search *s, size_t pos)
{
	size_t n = 0;

	while (is_lower(cell(s, pos + n)))
		n++;
	return n >= 2 && pos + n == s->cells->n && pos && is_digit(cell(s, pos - 1));
}

static void found_add(struct search *s, uint16_t step, size_t end, uint32_t cost)
{
	struct finds *out = s->out;
	struct found *f;
	uint16_t way[200];
	size_t n = 0, length = 0;

	if (out->n == FOUND_MAX)
		return;
	for (uint16_t at = step; at && n < COUNT_OF(way); at = s->steps[at].parent)
		way[n++] = at;
	f = &out->at[out->n];
	while (n-- > 0) {
		const struct step *t = &s->steps[way[n]];

		if (length + t->n > REPAIRED_MAX)
			return;
		memcpy(f->text + length, t->text, t->n);
		length += t->n;
	}
	f->n = (uint8_t)length;
	f->cost = (uint8_t)cost;
	f->flags = s->steps[step].flags;
	f->end = (uint8_t)end;
	for (uint32_t i = 0; i < out->n; i++)
		if (out->at[i].n == f->n && memcmp(out->at[i].text, f->text, f->n) == 0)
			return;
	out->n++;
}

/* "-28" behind a whole symbol: a range of documents. */
static bool range_rests(const struct search *s, size_t pos)
{
	size_t n = 1;

	if (cell(s, pos) != '-')
		return false;
	while (is_digit(cell(s, pos + n)))
		n++;
	return n > 1 && n <= TEXT_MAX && pos + n == s->cells->n;
}

/* A series or a modifier ends here. */
static void moves_end(struct search *s, uint16_t from, size_t pos)
{
	const struct step t = s->steps[from];
	size_t n = s->cells->n, end;

	if (pos == n) {
		found_add(s, from, n, t.cost);
		return;
	}
	if (range_rests(s, pos)) {
		push(s, from,
		     (struct move){
			     grammar.modifier_end, n, 0, 0, {s->cells->c + pos, n - pos}, true});
		return;
	}
	if (text_glued(s, pos))
		push_char(s, from, grammar.modifier_end, n, COST_GLUED, 0, '\0');
	end = component_end(s, pos + 1);
	if (cell(s, pos) == '/' && end == n) { /* the last component twice */
		size_t length = end - pos;

		if (pos >= length &&
		    memcmp(s->cells->c + pos - length, s->cells->c + pos, length) == 0)
			push_char(s, from, grammar.modifier_end, n, COST_REPEATED, 0, '\0');
	}
	push_char(s, from, grammar.modifier_root, pos, 0, 0, '\0');
}

static void expand(struct search *s, uint16_t from)
{
	const struct step t = s->steps[from];
	const struct trie_node *node = &grammar.nodes[t.node];

	if (node->series)
		moves_end(s, from, t.pos);
	moves_literal(s, from, node, t.pos);
	if (node->ntyped && t.pos < s->cells->n)
		moves_typed(s, from, node, t.pos);
	if (t.pos < s->cells->n) {
		moves_transposed(s, from, node, t.pos);
		moves_junk(s, from, t.node, t.pos);
		moves_component(s, from, t.node, t.pos);
	}
}

void search_run(struct finds *out, const struct cells *cells, struct str state, bool dear)
{
	const uint32_t margin = 4;
	struct search s;
	uint32_t expansions = 0;

	s.cells = cells;
	s.state = state;
	s.out = out;
	s.dear = dear;
	s.cap = dear ? COST_CAP : CHEAP_CAP;
	memset(s.bucket, 0, sizeof(s.bucket));
	memset(s.visited, 0, sizeof(s.visited));
	s.steps[0] = (struct step){.node = 0};
	s.nsteps = 1;
	s.bucket[0] = 1;
	for (uint32_t cost = 0; cost <= s.cap;) {
		uint16_t at = s.bucket[cost];

		if (!at) {
			cost++;
			continue;
		}
		at--;
		s.bucket[cost] = s.steps[at].next;
		if (out->n && cost > out->at[0].cost + margin)
			break;
		if (!visit(&s, step_key(&s.steps[at])))
			continue;
		if (++expansions > EXPANSIONS_MAX)
			break;
		expand(&s, at);
	}
}
