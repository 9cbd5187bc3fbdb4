/*
 * floor: cite
 * Any bytes, read as a Word file: the zip file itself.
 */
#include "document.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	return fuzz_document(bytes, n, "fuzz.docx");
}
