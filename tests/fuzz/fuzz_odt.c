/*
 * floor: cite
 * An OpenDocument text: content.xml and, behind a line "%%", styles.xml.
 */
#include "document.h"
#include "zipped.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct str all = {(const char *)bytes, n};
	size_t end = str_find(all, STR("\n%%\n"), 0);
	const struct zipped_member members[] = {
		{STR("mimetype"), STR("application/vnd.oasis.opendocument.text")},
		{STR("content.xml"), str_part(all, 0, end == SIZE_MAX ? n : end)},
		{STR("styles.xml"), end == SIZE_MAX ? STR_NONE : str_skip(all, end + 4)},
	};
	struct arena a;
	struct str file;

	arena_init(&a);
	file = zipped_open(&a, members, end == SIZE_MAX ? 2 : 3);
	fuzz_document((const uint8_t *)file.p, file.n, "fuzz.odt");
	arena_release(&a);
	return 0;
}
