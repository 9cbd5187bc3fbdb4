/*
 * floor: link
 * Any bytes as what an archive answers: as the JSON of its index and of its availability API, and
 * as the headers of a TimeGate. What is taken is a time that can be and an address to go to.
 */
#include "fuzz.h"
#include "link/copy.h"

static const struct copy_wanted wanted = {
	.address = {"https://www.un.org/a", 20},
	.copies = {"https://web.archive.org/web/", 28},
	.at = 1551700800,
	.now = 1800000000,
};

static void look(enum copy_answer answer, const struct copy *c, struct str begins, struct arena *a)
{
	struct archived out;
	int64_t at;

	FUZZ_HOLDS(answer <= COPY_ODD);
	if (answer != COPY_FOUND && answer != COPY_ELSEWHERE)
		return;
	FUZZ_HOLDS(str_starts(c->address, begins));
	for (size_t i = 0; i < c->address.n; i++)
		FUZZ_HOLDS((unsigned char)c->address.p[i] > ' ');
	if (answer == COPY_ELSEWHERE)
		return;
	FUZZ_HOLDS(c->at > 0 && c->at <= wanted.now + 86400);
	FUZZ_HOLDS(copy_time(&at, copy_digits(c->at, a)) && at == c->at);
	copy_describe(&out, c, a);
	FUZZ_HOLDS(out.archive.n && out.date.n == 10);
}

/* The headers: Location, Content-Location and Link, a line each. */
static void look_at_headers(struct str text, struct arena *a)
{
	struct str lines[3];

	for (unsigned i = 0; i < 3; i++) {
		size_t end = str_find(text, STR("\n"), 0);

		end = end == SIZE_MAX ? text.n : end;
		lines[i] = str_part(text, 0, end);
		text = str_skip(text, end + 1);
	}
	for (unsigned i = 0; i < 8; i++) {
		struct reply r = {
			.status = i & 1 ? 200 : 302,
			.memento = i & 2 ? 1551700800 : 0,
			.address = STR("https://gate.org/at"),
			.location = lines[0],
			.content_location = lines[1],
			.link = lines[2],
			.type = STR_NONE,
		};
		struct copy c;

		look(copy_of_memento(&c, &wanted, &r, i & 4, a), &c, STR("http"), a);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct str text = {(const char *)bytes, n};
	struct arena a;
	struct copy c;

	arena_init(&a);
	look(copy_of_index(&c, &wanted, text, &a), &c, wanted.copies, &a);
	look(copy_of_availability(&c, &wanted, text, &a), &c, wanted.copies, &a);
	look_at_headers(text, &a);
	arena_release(&a);
	return 0;
}
