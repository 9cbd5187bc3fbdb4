#include "symbol/explain.h"

const char *symbol_verdict_name(enum symbol_verdict verdict)
{
	static const char *const names[] = {
		[SYMBOL_KNOWN] = "known",
		[SYMBOL_UNKNOWN] = "unknown",
		[SYMBOL_MALFORMED] = "malformed",
		[SYMBOL_IMPOSSIBLE] = "impossible",
	};

	return names[verdict];
}

static void reason(struct symbol_explained *out, struct str why)
{
	if (out->nreasons < COUNT_OF(out->reasons))
		out->reasons[out->nreasons++] = why;
}

static void explain_flaws(struct symbol_explained *out, uint8_t flaws)
{
	if (flaws & SYMBOL_FLAW_SPACE)
		reason(out, STR("white space or an invisible character inside"));
	if (flaws & SYMBOL_FLAW_CASE)
		reason(out, STR("wrong capitals"));
	if (flaws & SYMBOL_FLAW_DASH)
		reason(out, STR("a dash other than the hyphen"));
}

static void explain_modifiers(struct symbol_explained *out, struct str modifiers)
{
	while (modifiers.n && out->nmodifiers < COUNT_OF(out->modifiers)) {
		size_t stroke = str_find(modifiers, STR("/"), 0);
		size_t n = stroke == SIZE_MAX ? modifiers.n : stroke;

		out->modifiers[out->nmodifiers++] = str_trim(str_part(modifiers, 0, n));
		modifiers = str_skip(modifiers, n + 1);
	}
}

/* The fields, read from the canonical form so that they are clean too. */
static void explain_fields(struct symbol_explained *out, struct arena *a)
{
	struct symbol s;

	if (!symbol_scan(&s, out->canonical))
		return;
	out->series = s.series;
	out->second = s.second;
	out->state = s.state;
	out->session = s.session;
	out->special = s.special;
	out->year = s.year;
	out->number = s.number;
	out->number_end = s.number_end;
	out->address = symbol_address(&s, a);
	explain_modifiers(out, s.modifiers);
}

static void explain_repair(struct symbol_explained *out, struct str token,
			   const struct symbol_context *ctx, struct arena *a)
{
	struct symbol_repair r;

	symbol_repair(&r, token, ctx, a);
	if (r.near && out->verdict == SYMBOL_UNKNOWN) {
		out->verdict = SYMBOL_MALFORMED;
		reason(out, r.n ? arena_printf(a, "near to %s and not in it",
					       r.candidate[0].series->template)
				: STR("a part is missing"));
	}
	if (out->verdict == SYMBOL_KNOWN || out->verdict == SYMBOL_UNKNOWN)
		return;
	out->certain = r.certain;
	out->nsuggestions = r.n;
	for (uint32_t i = 0; i < r.n; i++) {
		out->suggestions[i].symbol = r.candidate[i].symbol;
		out->suggestions[i].cost = r.candidate[i].cost;
	}
}

static void explain_doubts(struct symbol_explained *out, const struct symbol *s, uint32_t as_of,
			   struct arena *a)
{
	struct symbol_doubt doubts[SYMBOL_DOUBTS];
	uint32_t n = symbol_doubts(s, as_of, a, doubts);

	for (uint32_t i = 0; i < n; i++) {
		reason(out, doubts[i].why);
		if (doubts[i].certain)
			out->verdict = SYMBOL_IMPOSSIBLE;
	}
}

void symbol_explain(struct symbol_explained *out, struct str input,
		    const struct symbol_context *ctx, uint32_t as_of, struct arena *a)
{
	struct str text = str_trim(input);
	struct symbol s;
	size_t n = symbol_scan(&s, text), token;

	*out = (struct symbol_explained){.input = input, .verdict = SYMBOL_UNKNOWN};
	if (!n) {
		token = symbol_token(text);
		if (token)
			explain_repair(out, str_part(text, 0, token), ctx, a);
		else
			reason(out, STR("not of the shape of a symbol"));
		return;
	}
	out->verdict = SYMBOL_KNOWN;
	out->canonical = symbol_canonical(&s, a);
	explain_fields(out, a);
	explain_flaws(out, s.flaws);
	explain_doubts(out, &s, as_of, a);
	if (!symbol_state_known(&s)) {
		out->verdict = SYMBOL_MALFORMED;
		reason(out, arena_printf(a, "\"%.*s\" is no State's code", STR_ARG(s.state)));
	}
	if (n < text.n && text.p[n] != '*') {
		out->verdict = SYMBOL_MALFORMED;
		reason(out, STR("text is glued to the symbol"));
		out->nsuggestions = 1;
		out->suggestions[0].symbol = out->canonical;
		return;
	}
	if (out->verdict != SYMBOL_KNOWN)
		explain_repair(out, s.whole, ctx, a);
}
