/*
 * floor: cite
 * Any bytes, read as plain text, and cited.
 */
#include "document.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	return fuzz_document(bytes, n, "fuzz.txt");
}
