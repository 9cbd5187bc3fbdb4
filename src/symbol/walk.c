#include "symbol/walk.h"
#include <stdio.h>
#include "symbol/state.h"

static bool walk(struct walk *w, uint32_t at, size_t pos, size_t o, uint8_t flaws);

static char cell(const struct walk *w, size_t pos)
{
	return pos < w->n ? w->p[pos] : '\0';
}

static void emit(struct walk *w, size_t o, char c)
{
	if (w->out && o < CANONICAL_MAX)
		w->out[o] = c;
}

static const struct trie_literal *literal_find(const struct trie_node *node, char c)
{
	const struct trie_literal *l = &grammar.literals[node->literal];

	for (uint32_t i = 0; i < node->nliteral; i++)
		if (l[i].ch == (unsigned char)c)
			return &l[i];
	return NULL;
}

/* The figures at 'pos': their end, their value (saturated), their canonical text. */
static size_t digits_end(const struct walk *w, size_t pos, uint32_t *value, char digits[12],
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
	if (!walk(w, e->to, end, emit_digits(w, o, digits, n), flaws))
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
		if (!walk(w, e->to, rest, emit_digits(w, o + 1, digits, n), flaws))
			return false;
	} else if (!walk(w, e->to, end, o, flaws)) {
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
	if (!walk(w, e->to, end, o + end - pos, flaws))
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
	if (!walk(w, e->to, end, o + n, flaws))
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
	return walk(w, e->to, at, o, flaws);
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
	if (count < 2 || !walk(w, e->to, pos, o, flaws))
		return false;
	w->number = first;
	w->number_end = value > first ? value : 0;
	w->has_number = true;
	return true;
}

/* Out of line, so that walk() itself, which calls itself at every branch, stays small. */
#define APART __attribute__((noinline))

static APART bool walk_typed(struct walk *w, const struct trie_typed *e, size_t pos, size_t o,
			     uint8_t flaws)
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

/* Over a letter of the wrong case or a space that is not the grammar's. */
static APART bool walk_bent(struct walk *w, const struct trie_node *node, uint32_t at, size_t pos,
			    size_t o, uint8_t flaws)
{
	char c = cell(w, pos);
	const struct trie_literal *l;

	if (c == ' ')
		return pos && cell(w, pos + 1) != ' ' && pos + 1 < w->n &&
		       (is_alnum(w->p[pos + 1]) || strchr("/.(-", w->p[pos + 1])) &&
		       walk(w, at, pos + 1, o, flaws | SYMBOL_FLAW_SPACE);
	if (!is_alpha(c))
		return false;
	l = literal_find(node, is_upper(c) ? to_lower(c) : to_upper(c));
	if (!l)
		return false;
	emit(w, o, (char)l->ch);
	return walk(w, l->to, pos + 1, o + 1, flaws | SYMBOL_FLAW_CASE);
}

/* 'word' stands at 'pos', in any capitals and with spaces inside where the walk allows it:
 * its end, or 0. */
static size_t word_end(const struct walk *w, size_t pos, const char *word, uint8_t *flaws)
{
	uint8_t bent = 0;

	for (; *word; word++, pos++) {
		if (w->absorb && cell(w, pos) == ' ') {
			bent |= SYMBOL_FLAW_SPACE;
			pos++;
		}
		if (cell(w, pos) == *word)
			continue;
		if (!w->bent || to_lower(cell(w, pos)) != to_lower(*word))
			return 0;
		bent |= SYMBOL_FLAW_CASE;
	}
	*flaws |= bent;
	return pos;
}

/* The modifier whose word stands at 'pos', as an index, or -1. */
static int modifier_find(const struct walk *w, size_t pos, size_t *end, uint8_t *flaws)
{
	for (uint32_t i = 0; i < grammar.nmodifiers; i++) {
		*end = word_end(w, pos, grammar.modifiers[i].word, flaws);
		if (*end)
			return (int)i;
	}
	return -1;
}

static size_t space_skip(const struct walk *w, size_t pos, uint8_t *flaws)
{
	if (!w->bent || cell(w, pos) != ' ')
		return pos;
	*flaws |= SYMBOL_FLAW_SPACE;
	return pos + 1;
}

/* One modifier, "/Add.1": its end, or 'pos'. */
static size_t modifier_end(const struct walk *w, size_t pos, int *which, char *out, size_t *out_n,
			   uint8_t *flaws)
{
	uint8_t bent = *flaws;
	char digits[12];
	uint32_t value;
	size_t at = space_skip(w, pos, &bent), n, end;

	if (cell(w, at) != '/')
		return pos;
	at = space_skip(w, at + 1, &bent);
	*which = modifier_find(w, at, &end, &bent);
	if (*which < 0)
		return pos;
	at = space_skip(w, end, &bent);
	end = digits_end(w, at, &value, digits, &n);
	if (!n || n > 6 || digits[0] == '0')
		return pos;
	*flaws = bent;
	if (out) {
		const char *word = grammar.modifiers[*which].word;

		if (*out_n < CANONICAL_MAX - 32)
			*out_n += (size_t)sprintf(out + *out_n, "/%s%.*s", word, (int)n, digits);
	}
	return end;
}

size_t modifiers_end(const struct walk *w, size_t pos, char *out, size_t *out_n, uint8_t *flaws)
{
	uint32_t allowed = ~0u;

	for (uint32_t i = 0; i < grammar.most_modifiers; i++) {
		size_t before = out_n ? *out_n : 0, end;
		uint8_t bent = *flaws;
		int which = -1;

		end = modifier_end(w, pos, &which, out, out_n, &bent);
		if (end == pos)
			break;
		if (!(allowed & (1u << which))) {
			if (out_n)
				*out_n = before;
			break;
		}
		*flaws = bent;
		allowed = grammar.modifiers[which].then;
		pos = end;
	}
	return pos;
}

/* " (Vol. I)", "(Part I)", "(Resumption 1)": its end, or 'pos'. */
static size_t part_end(struct walk *w, size_t pos, size_t *o)
{
	size_t open = cell(w, pos) == ' ' ? pos + 1 : pos, end;
	bool listed = false;

	if (cell(w, open) != '(')
		return pos;
	for (uint32_t i = 0; i < grammar.nparts && !listed; i++)
		listed = str_starts((struct str){w->p + open + 1, w->n - open - 1},
				    str_of(grammar.parts[i]));
	if (!listed)
		return pos;
	for (end = open; end < w->n && end - open < 40 && w->p[end] != ')'; end++)
		if (w->p[end] == '\n' || (end > open && w->p[end] == '('))
			return pos;
	if (cell(w, end) != ')')
		return pos;
	emit(w, (*o)++, ' ');
	for (size_t i = open; i <= end; i++)
		emit(w, (*o)++, w->p[i]);
	return end + 1;
}

static bool letter_beyond(const char *p, size_t n)
{
	unsigned char a = (unsigned char)p[0], b = n > 1 ? (unsigned char)p[1] : 0;

	if (n == 1 || (b & 0xc0) != 0x80) /* a bent text: one byte a character */
		return a == CELL_LETTER;
	return (a >= 0xc3 && a <= 0xd4) && !(a == 0xc3 && (b == 0x97 || b == 0xb7));
}

static bool modifier_stands(const char *p, size_t n)
{
	for (uint32_t i = 0; i < grammar.nmodifiers; i++)
		if (str_starts((struct str){p, n}, str_of(grammar.modifiers[i].word)))
			return true;
	return false;
}

/* Behind a dash: "E/…", "CRC/…", sound or damaged, or figures that were damaged. */
static bool half_stands(const char *p, size_t n)
{
	size_t end = 0;

	while (end < n && is_upper(p[end]))
		end++;
	if (end && end < n && end < 8 && p[end] == '/')
		return true;
	return n > 1 && strchr("IlO", p[0]) && (is_digit(p[1]) || !is_alnum(p[1]));
}

bool word_goes_on(const char *p, size_t n, size_t pos)
{
	char c = pos < n ? p[pos] : '\0', next = pos + 1 < n ? p[pos + 1] : '\0';

	if (c == '\0' || c == ' ')
		return false;
	if (is_alnum(c) || c == '_')
		return true;
	if (c == '/' || c == '\\' || c == '|')
		return is_alnum(next) || next == '/' || next == '.' ||
		       ((unsigned char)next >= 0x80 && letter_beyond(p + pos + 1, n - pos - 1));
	if (c == '.')
		return modifier_stands(p + pos + 1, n - pos - 1) ||
		       (next == '/' && pos + 2 < n && is_alnum(p[pos + 2]));
	if (c == '-')
		return is_digit(next) || half_stands(p + pos + 1, n - pos - 1);
	return (unsigned char)c >= 0x80 && letter_beyond(p + pos, n - pos);
}

static int prefix_compare(const struct grammar_prefix *prefix, struct str text)
{
	return str_compare((struct str){prefix->text, prefix->n}, text);
}

bool prefix_stands(const char *p, size_t n)
{
	char word[16];
	size_t end = 0;
	uint32_t low = 0, high = grammar.nprefixes;

	for (; end < n && end < sizeof(word) && (is_alnum(p[end]) || p[end] == '-'); end++)
		word[end] = to_upper(p[end]);
	if (!end || end == n || p[end] != '/' || end + 1 == n || !is_alnum(p[end + 1]))
		return false;
	while (low < high) {
		uint32_t middle = (low + high) / 2;
		int order = prefix_compare(&grammar.prefixes[middle], (struct str){word, end});

		if (order == 0)
			return true;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

/*
 * "L.1384-1386", "S/12710-28", "Add.1-10": several documents in one word. The
 * second number may be shortened; it must be greater than the first.
 */
static size_t range_end(const struct walk *w, size_t pos, uint32_t *to)
{
	size_t begin = pos, n, m, end;
	uint32_t from = 0, value, scale = 1;
	char digits[12];

	if (cell(w, pos) != '-' || !is_digit(cell(w, pos + 1)))
		return pos;
	while (begin && is_digit(w->p[begin - 1]))
		begin--;
	n = pos - begin;
	if (!n || n > 8 || !str_number((struct str){w->p + begin, n}, &from))
		return pos;
	end = digits_end(w, pos + 1, &value, digits, &m);
	if (!m || m > 8 || digits[0] == '0')
		return pos;
	for (size_t i = 0; i < m; i++)
		scale *= 10;
	if (m < n)
		value += from / scale * scale;
	*to = value;
	return value > from || m == n ? end : pos;
}

/* The other half of a joint symbol behind the dash at 'pos'. */
static size_t joint_end(struct walk *w, size_t pos, size_t *o)
{
	char out[CANONICAL_MAX];
	struct walk half = {.p = w->p + pos + 1, .n = w->n - pos - 1};

	half.bent = w->bent;
	half.out = w->out ? out : NULL;
	half.joints = w->joints + 1;
	if (w->joints >= 3 || !walk_run(&half))
		return 0;
	w->second = half.series;
	w->flaws |= half.flaws;
	emit(w, (*o)++, '-');
	for (size_t i = 0; half.out && i < half.out_n; i++)
		emit(w, (*o)++, out[i]);
	return pos + 1 + half.end;
}

/* A series ends at 'pos'; what may still follow is read, then the word must end. */
static APART bool accept(struct walk *w, const struct series *series, size_t pos, size_t o,
			 uint8_t flaws)
{
	size_t head = part_end(w, pos, &o), end = modifiers_end(w, head, w->out, &o, &flaws), past;
	uint32_t range = 0;

	w->second = NULL;
	w->flaws = 0;
	w->head_end = head;
	w->modifiers = 0;
	if (end > head)
		w->modifiers =
			(size_t)((const char *)memchr(w->p + head, '/', end - head) - w->p) + 1;
	end = end > head ? part_end(w, end, &o) : end;
	past = range_end(w, end, &range);
	if (past > end) {
		for (size_t i = end; i < past; i++)
			emit(w, o++, w->p[i]);
		if (end == pos) {
			w->number_end = range;
			w->head_end = past;
		}
		end = past;
	}
	if (cell(w, end) == '-' && prefix_stands(w->p + end + 1, w->n - end - 1)) {
		end = joint_end(w, end, &o);
		if (!end)
			return false;
	}
	if (word_goes_on(w->p, w->n, end))
		return false;
	w->series = series;
	w->end = end;
	w->out_n = o < CANONICAL_MAX ? o : CANONICAL_MAX;
	w->flaws |= flaws;
	return true;
}

/* A space belongs before a parenthesis where the grammar has one. */
static size_t emit_literal(struct walk *w, const struct trie_node *node, size_t o, char c)
{
	if (c == '(' && w->out && node->nliteral > 1 && literal_find(node, ' '))
		emit(w, o++, ' ');
	emit(w, o, c);
	return o + 1;
}

/* The typed edges, but only those that can begin with this character. */
static bool walk_branches(struct walk *w, const struct trie_node *node, size_t pos, size_t o,
			  uint8_t flaws)
{
	const struct trie_typed *e = &grammar.typed[node->typed];
	bool digit = is_digit(cell(w, pos));

	for (uint32_t i = 0; i < node->ntyped; i++) {
		bool letters = e[i].kind == EDGE_STATE || e[i].kind == EDGE_ROMAN ||
			       e[i].kind == EDGE_PART;

		if (letters != digit && walk_typed(w, &e[i], pos, o, flaws))
			return true;
	}
	return false;
}

static bool walk(struct walk *w, uint32_t at, size_t pos, size_t o, uint8_t flaws)
{
	for (;;) {
		const struct trie_node *node = &grammar.nodes[at];
		const struct trie_literal *l = pos < w->n ? literal_find(node, w->p[pos]) : NULL;

		if (l && !node->ntyped && !node->series && !w->bent) {
			o = emit_literal(w, node, o, w->p[pos++]);
			at = l->to;
			continue;
		}
		if (l && walk(w, l->to, pos + 1, emit_literal(w, node, o, w->p[pos]), flaws))
			return true;
		if (node->ntyped && walk_branches(w, node, pos, o, flaws))
			return true;
		if (w->bent && pos < w->n && walk_bent(w, node, at, pos, o, flaws))
			return true;
		return node->series && accept(w, &grammar.series[node->series - 1], pos, o, flaws);
	}
}

bool walk_run(struct walk *w)
{
	w->number_end = 0;
	return walk(w, 0, 0, 0, 0);
}
