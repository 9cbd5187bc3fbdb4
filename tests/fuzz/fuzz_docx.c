/*
 * floor: cite
 * The parts of a Word file, as they are when they are unpacked.
 */
#include "document.h"
#include "word.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct arena a;
	struct str file;

	arena_init(&a);
	file = fuzz_word(&a, (struct str){(const char *)bytes, n});
	fuzz_document((const uint8_t *)file.p, file.n, "fuzz.docx");
	arena_release(&a);
	return 0;
}
