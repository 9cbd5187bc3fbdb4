/*
 * floor: cite
 * Any bytes, read as Markdown, and cited.
 */
#include "document.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	return fuzz_document(bytes, n, "fuzz.md");
}
