#include "check/edit.h"

#include "base/utf8.h"
#include "doc/place.h"

/* What Windows-1252 has beyond Latin-1, in place of control characters. */
static bool is_windows_extra(uint32_t code)
{
	static const uint16_t extra[] = {
		0x0152, 0x0153, 0x0160, 0x0161, 0x0178, 0x017d, 0x017e, 0x0192, 0x02c6,
		0x02dc, 0x2013, 0x2014, 0x2018, 0x2019, 0x201a, 0x201c, 0x201d, 0x201e,
		0x2020, 0x2021, 0x2022, 0x2026, 0x2030, 0x2039, 0x203a, 0x20ac, 0x2122,
	};

	for (size_t i = 0; i < COUNT_OF(extra); i++)
		if (extra[i] == code)
			return true;
	return false;
}

static bool can_hold(const char *encoding, struct str text)
{
	uint32_t code;

	if (strncmp(encoding, "utf-", 4) == 0)
		return true;
	for (size_t n; text.n && (n = utf8_scan(text, &code)) > 0; text = str_skip(text, n))
		if (code >= 0x80 && (code < 0xa0 || code > 0xff) && !is_windows_extra(code))
			return false;
	return true;
}

bool edit_in_file(const struct document *d, const struct edit *edit, struct span *file)
{
	struct span raw = edit->span;

	if (!can_hold(d->encoding, edit->text))
		return false;
	if (d->parts.n) {
		*file = edit->span;
		return source_is_free(d, edit->span);
	}
	if (!edit->source && !source_edit(d, edit->span, &raw))
		return false;
	file->begin = document_file_offset(d, raw.begin);
	file->end = document_file_offset(d, raw.end);
	return true;
}

bool fix_in_file(const struct document *d, const struct fix *fix)
{
	struct span file;

	for (uint32_t i = 0; i < fix->edits.n; i++)
		if (!edit_in_file(d, &fix->edits.at[i], &file))
			return false;
	return fix->kind != FIX_NONE && fix->edits.n > 0;
}
