/*
 * floor: link
 * Recorded answers, which house rules may bring: whatever they say, each address gets one verdict
 * with its reason, and the same one again.
 */
#include "fuzz.h"
#include "link/replies.h"

static const struct {
	const char *address, *carries;
} asked[] = {
	{"https://example.org/a", "A/HRC/31/5"},
	{"https://example.org/reports/a.pdf#part-two", ""},
	{"https://docs.un.org/en/CAT/C/KAZ/CO/4", "CAT/C/KAZ/CO/4"},
	{"https://www.ohchr.org/EN/HRBodies/Pages/Index.aspx?a=b", ""},
};

static enum status verify(struct web_links *ls, struct str json, struct arena *a)
{
	struct err err = ERR_INIT;

	links_init(ls, a);
	for (size_t i = 0; i < COUNT_OF(asked); i++)
		links_add(ls, str_of(asked[i].address))->carries = str_of(asked[i].carries);
	return replies_verify(ls, json, &err);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct str json = {(const char *)bytes, n};
	struct web_links once, again;
	enum status status;
	struct arena a;

	arena_init(&a);
	status = verify(&once, json, &a);
	FUZZ_HOLDS(verify(&again, json, &a) == status);
	for (uint32_t i = 0; i < once.all.n && status == FF_OK; i++) {
		const struct verdict *v = &once.all.at[i]->verdict;

		FUZZ_HOLDS(v->kind < VERDICTS && v->why.n);
		FUZZ_HOLDS(v->kind == again.all.at[i]->verdict.kind);
		FUZZ_HOLDS(str_eq(v->why, again.all.at[i]->verdict.why));
		FUZZ_HOLDS(!v->permanent || v->kind == LINK_MOVED);
		FUZZ_HOLDS(!(v->no_symbol || v->no_fragment) || verdict_is_live(v->kind));
		FUZZ_HOLDS(once.all.at[i]->standing.failing_since == 0 ||
			   verdict_is_failure(v->kind));
	}
	arena_release(&a);
	return 0;
}
