/*
 * floor: link
 * Bodies of answers. The first byte says in what steps the bytes come in; however they do, the page
 * is the same.
 */
#include "base/utf8.h"
#include "fuzz.h"
#include "link/page.h"

static const struct str fragments[] = {{"a", 1}, {"sect-2", 6}};
static const struct page_wanted wanted = {{"CAT/C/KAZ/CO/4", 14}, fragments, COUNT_OF(fragments)};

static void read_in(struct page *out, struct page_reader *r, struct str bytes, size_t step,
		    struct arena *a)
{
	page_begin(r, &wanted, STR("text/html"));
	while (bytes.n) {
		/* A copy of just that size, so that no byte beyond it is read unseen. */
		struct str part = str_part(bytes, 0, step < bytes.n ? step : bytes.n);
		char *copy = malloc(part.n);

		if (!copy)
			abort();
		memcpy(copy, part.p, part.n);
		page_feed(r, (struct str){copy, part.n});
		free(copy);
		bytes = str_skip(bytes, part.n);
	}
	page_end(r, out, a);
}

static void check(const struct page *p, size_t n)
{
	FUZZ_HOLDS(p->bytes == n);
	FUZZ_HOLDS(p->kind <= BODY_OTHER);
	FUZZ_HOLDS(p->title.n <= PAGE_TITLE && utf8_valid(p->title) == p->title.n);
	FUZZ_HOLDS(p->fragments >> COUNT_OF(fragments) == 0);
	FUZZ_HOLDS(p->sketch.n <= SKETCH_MOST && p->sketch.words <= n);
	for (uint32_t i = 1; i < p->sketch.n; i++)
		FUZZ_HOLDS(p->sketch.at[i - 1] < p->sketch.at[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct page whole, cut;
	struct page_reader *r;
	struct arena a;

	if (!n)
		return 0;
	arena_init(&a);
	r = page_reader_new(&a);
	read_in(&whole, r, (struct str){(const char *)bytes + 1, n - 1}, n, &a);
	check(&whole, n - 1);
	read_in(&cut, r, (struct str){(const char *)bytes + 1, n - 1}, 1u + bytes[0] % 64, &a);
	FUZZ_HOLDS(str_eq(whole.title, cut.title) && str_eq(whole.refresh, cut.refresh));
	whole.title = cut.title;
	whole.refresh = cut.refresh;
	FUZZ_HOLDS(whole.kind == cut.kind && whole.has_symbol == cut.has_symbol &&
		   whole.says_missing == cut.says_missing && whole.says_parked == cut.says_parked &&
		   whole.says_failed == cut.says_failed && whole.is_challenge == cut.is_challenge &&
		   whole.wants_login == cut.wants_login && whole.is_script == cut.is_script &&
		   whole.fragments == cut.fragments);
	FUZZ_HOLDS(memcmp(&whole.sketch, &cut.sketch, sizeof(cut.sketch)) == 0);
	arena_release(&a);
	return 0;
}
