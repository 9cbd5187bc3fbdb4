#include "symbol/state.h"
#include "symbol/symbol.h"

/* Among the few codes that have not three letters. */
static const struct state *state_search(struct str code)
{
	for (uint32_t i = 0; i < states_nothers; i++) {
		const struct state *state = &states_table[states_others[i]];

		if (code.n && state->code[0] == code.p[0] && str_eq(str_of(state->code), code))
			return state;
	}
	return NULL;
}

const struct state *state_find(struct str code)
{
	uint32_t at;

	if (code.n != 3)
		return state_search(code);
	if (!is_upper(code.p[0]) || !is_upper(code.p[1]) || !is_upper(code.p[2]))
		return NULL;
	at = (uint32_t)((code.p[0] - 'A') * 676 + (code.p[1] - 'A') * 26 + (code.p[2] - 'A'));
	return states_by_code[at] ? &states_table[states_by_code[at] - 1] : NULL;
}

const char *state_name(struct str code, bool *odd)
{
	const struct state *state = state_find(code);

	if (!state)
		return NULL;
	if (odd)
		*odd = state->odd;
	return state->name;
}

/* 'name' in lower case without "the " before it, with plain apostrophes. */
static size_t name_fold(struct str name, char *out, size_t cap)
{
	size_t n = 0;

	for (size_t i = 0; i < name.n; i++) {
		bool quote = name.n - i >= 3 && memcmp(name.p + i, "\xe2\x80\x99", 3) == 0;

		if (n == cap)
			return 0;
		out[n++] = quote ? '\'' : to_lower(name.p[i]);
		i += quote ? 2 : 0;
	}
	if (n > 4 && memcmp(out, "the ", 4) == 0) {
		memmove(out, out + 4, n - 4);
		n -= 4;
	}
	return n;
}

struct str state_code(struct str name)
{
	char folded[96];
	size_t n = name_fold(str_trim(name), folded, sizeof(folded));
	uint32_t low = 0, high = states_nnames;

	while (n && low < high) {
		uint32_t middle = (low + high) / 2;
		int order = str_compare(str_of(states_names[middle].name), (struct str){folded, n});

		if (order == 0)
			return str_of(states_table[states_names[middle].state].code);
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return STR_NONE;
}

bool symbol_state_known(const struct symbol *s)
{
	const struct state *state;
	const char *p;
	char code[8];

	if (!s->state.n || s->state.n > 7)
		return s->state.n == 0;
	for (size_t i = 0; i < s->state.n; i++)
		code[i] = to_upper(s->state.p[i]);
	state = state_find((struct str){code, s->state.n});
	if (!state || !state->only[0])
		return state != NULL;
	for (p = state->only; *p;) {
		size_t n = strcspn(p, " ");

		if (str_starts(s->whole, (struct str){p, n}))
			return true;
		p += n + (p[n] == ' ');
	}
	return false;
}
