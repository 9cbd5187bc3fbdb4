/*
 * floor: symbol
 * Repair on any bytes, a line a token. The first line is what stands clean elsewhere in the
 * document, whatever that is. A candidate is a symbol that can stand, in canonical form, and repair
 * ends within its bounds: what is too long is left alone, and a second run says the same.
 */
#include "fuzz.h"
#include "symbol/symbol.h"

enum { TOKEN_MOST = 64 };

static void check_candidates(const struct symbol_repair *r, struct str token, struct arena *a)
{
	FUZZ_HOLDS(r->n <= SYMBOL_SUGGESTIONS);
	FUZZ_HOLDS(!r->certain || r->n > 0);
	if (r->n == 0)
		return;
	FUZZ_HOLDS(r->token.n > 0 && r->token.p >= token.p);
	FUZZ_HOLDS(r->token.p + r->token.n <= token.p + token.n);
	FUZZ_HOLDS(r->token.n <= TOKEN_MOST);
	for (uint32_t i = 0; i < r->n; i++) {
		struct str text = r->candidate[i].symbol;
		struct symbol s;

		FUZZ_HOLDS(r->candidate[i].cost > 0 && r->candidate[i].series);
		FUZZ_HOLDS(i == 0 || r->candidate[i - 1].cost <= r->candidate[i].cost);
		FUZZ_HOLDS(symbol_scan(&s, text) == text.n && symbol_state_known(&s));
		FUZZ_HOLDS(str_eq(symbol_canonical(&s, a), text));
		for (uint32_t k = 0; k < i; k++)
			FUZZ_HOLDS(!str_eq(r->candidate[k].symbol, text));
	}
}

static void check_same(const struct symbol_repair *x, const struct symbol_repair *y)
{
	FUZZ_HOLDS(x->n == y->n && x->certain == y->certain && x->near == y->near);
	for (uint32_t i = 0; i < x->n; i++)
		FUZZ_HOLDS(str_eq(x->candidate[i].symbol, y->candidate[i].symbol));
}

static struct str line_next(struct str *rest)
{
	size_t end = str_find(*rest, STR("\n"), 0);
	struct str line = str_part(*rest, 0, end == SIZE_MAX ? rest->n : end);

	*rest = str_skip(*rest, line.n + 1);
	return line;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct str rest = {(const char *)bytes, n}, first = line_next(&rest);
	struct symbol_context none = {0};
	struct symbol_context context = {
		.state = STR("SVN"), .body = "cat", .clean = &first, .nclean = 1};
	struct arena a;

	arena_init(&a);
	while (rest.n) {
		struct str token = line_next(&rest);
		struct symbol_repair plain, again, aided;

		symbol_repair(&plain, token, &none, &a);
		symbol_repair(&again, token, &none, &a);
		symbol_repair(&aided, token, &context, &a);
		check_candidates(&plain, token, &a);
		check_candidates(&aided, token, &a);
		check_same(&plain, &again);
		arena_reset(&a, SIZE_MAX);
	}
	arena_release(&a);
	return 0;
}
