/*
 * floor: symbol
 * Symbols: at every word of the input, scan, judge and repair. A canonical form is read whole
 * and is its own canonical form.
 */
#include "fuzz.h"
#include "symbol/symbol.h"

static void judge(const struct symbol *s, struct arena *a)
{
	struct symbol_doubt doubts[SYMBOL_DOUBTS];
	struct str canonical = symbol_canonical(s, a);
	struct symbol again;

	FUZZ_HOLDS(symbol_doubts(s, 2026, a, doubts) <= SYMBOL_DOUBTS);
	symbol_address(s, a);
	symbol_session_year(s);
	FUZZ_HOLDS(symbol_scan(&again, canonical) == canonical.n);
	FUZZ_HOLDS(str_eq(symbol_canonical(&again, a), canonical));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct str text = {(const char *)bytes, n};
	struct symbol_context context = {.state = STR("KAZ")};
	struct arena a;

	arena_init(&a);
	for (size_t at = 0; at < n; at++) {
		struct str rest = str_skip(text, at);
		struct symbol symbol;
		struct symbol_repair repair;
		size_t used;

		if (at > 0 && (is_alnum(text.p[at - 1]) || strchr("-/", text.p[at - 1])))
			continue;
		used = symbol_scan(&symbol, rest);
		FUZZ_HOLDS(used <= rest.n);
		if (used > 0)
			judge(&symbol, &a);
		used = symbol_token(rest);
		FUZZ_HOLDS(used <= rest.n);
		if (used > 0) {
			symbol_repair(&repair, str_part(rest, 0, used), &context, &a);
			FUZZ_HOLDS(repair.n <= SYMBOL_SUGGESTIONS);
		}
		arena_reset(&a, SIZE_MAX);
	}
	arena_release(&a);
	return 0;
}
