/*
 * floor: check
 * Any bytes, read as Markdown and as plain text, and checked with every rule on and every kind of
 * verdict on the addresses in them.
 */
#include "checked.h"
#include "document.h"

#include "read/reader.h"

static void check_as(const uint8_t *bytes, size_t n, const char *name)
{
	struct err err = ERR_INIT;
	struct checked checked;
	struct str text = {(const char *)bytes, n};
	struct document d;
	struct arena a;

	arena_init(&a);
	if (read_bytes(&d, &a, text, name, &err) == FF_OK) {
		fuzz_links(&d);
		read_bytes(&d, &a, text, name, &err);
		fuzz_check(&checked, &d);
	}
	arena_release(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	check_as(bytes, n, "fuzz.md");
	check_as(bytes, n, "fuzz.txt");
	return 0;
}
