/*
 * floor: fix
 * The parts of a Word file, fixed with every rule on: with tracked changes and with plain edits.
 * What is written can be read again; with changes rejected it has the words of the original, with
 * changes accepted those of the plain edits; and a second fix changes nothing.
 */
#include "checked.h"
#include "document.h"
#include "word.h"

#include "fix/docx.h"
#include "read/reader.h"

static const char name[] = "fuzz.docx";

/* Fixes 'file' into *out; false where it is refused, which it must be with a reason. */
static bool fix(struct fixed *fixed, struct str file, bool accept, struct str *out, struct arena *a)
{
	const struct docx_options how = {.suggested = true, .accept = accept};
	struct err err = ERR_INIT;

	if (fix_docx(fixed, fuzz_job(), NULL, file, name, &how, a, &err) != FF_OK) {
		FUZZ_HOLDS(err.message[0] != '\0');
		return false;
	}
	*out = pieces_text(&fixed->pieces);
	fuzz_document((const uint8_t *)out->p, out->n, name);
	return true;
}

static struct str text_of(struct str file, enum changes_shown shown, struct arena *a)
{
	struct document *d = ARENA_NEW(a, struct document);
	struct err err = ERR_INIT;

	document_init(d, a, str_of(name));
	d->changes_shown = (uint8_t)shown;
	FUZZ_HOLDS(reader_docx.read_bytes(d, file, &err) == FF_OK);
	return d->text;
}

/* What was fixed once is at rest. */
static void check_rest(struct str file, bool accept, struct arena *a)
{
	struct fixed again;
	struct str out;

	FUZZ_HOLDS(fix(&again, file, accept, &out, a));
	FUZZ_HOLDS(again.fixes == 0 && again.comments == 0);
	FUZZ_HOLDS(str_eq(out, file));
}

static void check_fixed(struct str file, struct arena *a)
{
	struct fixed fixed;
	struct str tracked, plain;

	if (!fix(&fixed, file, false, &tracked, a))
		return;
	/* A text without a word has no place for a comment. */
	FUZZ_HOLDS(fixed.comments <= fixed.left);
	FUZZ_HOLDS(fix(&fixed, file, true, &plain, a));
	FUZZ_HOLDS(
		str_eq(text_of(tracked, CHANGES_ORIGINAL, a), text_of(file, CHANGES_ORIGINAL, a)));
	FUZZ_HOLDS(str_eq(text_of(tracked, CHANGES_FINAL, a), text_of(plain, CHANGES_FINAL, a)));
	check_rest(tracked, false, a);
	check_rest(plain, true, a);
}

/* Checked in both states, and shown in the text that has both. */
static void check_changes(struct str file, struct arena *a)
{
	struct document *d = ARENA_NEW(a, struct document);
	struct checked checked;
	struct err err = ERR_INIT;

	document_init(d, a, str_of(name));
	d->changes_shown = CHANGES_ALL;
	d->format = reader_docx.name;
	d->file = file;
	if (reader_docx.read_bytes(d, file, &err) == FF_OK)
		fuzz_check(&checked, d);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct arena a;
	struct str file;

	arena_init(&a);
	file = fuzz_word(&a, (struct str){(const char *)bytes, n});
	check_changes(file, &a);
	check_fixed(file, &a);
	arena_release(&a);
	return 0;
}
