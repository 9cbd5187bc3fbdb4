/* What may follow a series: modifiers, a part in parentheses, a range, another symbol. */
#include "symbol/walk_step.h"

#include <stdio.h>

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
	} else if (out_n) {
		*out_n += end - pos;
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

bool walk_end(struct walk *w, const struct series *series, size_t pos, size_t o, uint8_t flaws)
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
	past = series->check == CHECK_LONE ? end : range_end(w, end, &range);
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
	/* A space may stand inside a bent symbol, and never at its end. */
	if (word_goes_on(w->p, w->n, end) || (end && w->p[end - 1] == ' '))
		return false;
	w->series = series;
	w->end = end;
	w->out_n = o < CANONICAL_MAX ? o : CANONICAL_MAX;
	w->flaws |= flaws;
	return true;
}
