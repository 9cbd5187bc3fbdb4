/*
 * drafts FOLDER: writes reports as Word files into FOLDER: word-1x.docx, a long draft of some 300
 * pages and 500 notes, word-2x.docx, word-4x.docx and word-8x.docx, of so many times the length,
 * and word-notes.docx with 12,000 notes. Always the same.
 */
#include "plant.h"
#include "word.h"

#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>

enum {
	PARAGRAPHS = 390,	/* that call some 500 notes */
	PAGE = 2800,		/* bytes: some 450 words */
	PARAGRAPHS_MANY = 9830, /* some 12,000 notes */
	TIMES_MOST = 8,
	PADDING = 2000, /* bytes in each paragraph besides: 300 pages in all */
};

/* What reports say between notes. */
static const char *const fillers[] = {
	" The information was collected in interviews with officials and with those concerned.",
	" In several places the records were incomplete, and some had not been kept at all.",
	" Representatives of civil society described difficulties in gaining access to the files.",
	" A plan of action was drawn up in 2019 and has been carried out in part.",
	" Training was given to judges, prosecutors and members of the police in all regions.",
	" The budget for legal aid rose by 12 per cent, from a low level, within three years.",
	" It remains to be seen whether these steps will change what happens in practice.",
	" Women and older persons were found to be affected more than others (see para. 4 above).",
};

static size_t count_notes(struct str markdown)
{
	size_t n = 0;

	for (size_t at = 0; (at = str_find(markdown, STR("]: "), at)) != SIZE_MAX; at++)
		n++;
	return n;
}

/* The numbered paragraphs of 'markdown' with so many bytes more in each. */
static struct str padded(struct arena *a, struct str markdown)
{
	struct buf out = BUF_INIT;
	unsigned next = 0;
	struct str done;

	for (size_t at = 0, end; at < markdown.n; at = end) {
		end = str_find(markdown, STR("\n"), at);
		end = end == SIZE_MAX ? markdown.n : end;
		buf_add(&out, str_part(markdown, at, end));
		for (size_t n = 0; is_digit(markdown.p[at]) && n < PADDING; next++) {
			struct str filler = str_of(fillers[next * 7 / 3 % COUNT_OF(fillers)]);

			buf_add(&out, filler);
			n += filler.n;
		}
		for (; end < markdown.n && markdown.p[end] == '\n'; end++)
			buf_add_char(&out, '\n');
	}
	done = arena_str(a, buf_str(&out));
	buf_release(&out);
	return done;
}

static void write_draft(const char *folder, const char *name, struct str markdown, struct arena *a)
{
	struct err err = ERR_INIT;
	struct word_file word;

	word_write(&word, a, markdown, 1, true);
	printf("%-16s %6zu pages %6zu notes %8.0f KB of text %8.0f KB packed\n", name,
	       word.text.n / PAGE, count_notes(markdown), (double)word.text.n / 1e3,
	       (double)word.bytes.n / 1e3);
	file_replace(arena_printf(a, "%s/%s", folder, name).p, word.bytes, &err);
	if (err.status == FF_OK)
		return;
	fprintf(stderr, "drafts: %s\n", err.message);
	exit(2);
}

int main(int argc, char **argv)
{
	struct arena a;

	if (argc != 2) {
		fprintf(stderr, "usage: drafts FOLDER\n");
		return 2;
	}
	arena_init(&a);
	for (unsigned times = 1; times <= TIMES_MOST; times *= 2)
		write_draft(argv[1], arena_printf(&a, "word-%ux.docx", times).p,
			    padded(&a, compose_report(&a, 1, times * PARAGRAPHS)), &a);
	write_draft(argv[1], "word-notes.docx", compose_report(&a, 1, PARAGRAPHS_MANY), &a);
	arena_release(&a);
	return 0;
}
