/*
 * floor: check
 * The note parser and the rules on what it reads, without a reader: each line of the input is a
 * note, or, behind a bar, a numbered paragraph; the text before the paragraphs calls every note.
 */
#include "base/buf.h"
#include "base/utf8.h"
#include "checked.h"
#include "document.h"

enum { NOTES_MOST = 500 };

/* A document on its way. */
struct making {
	struct document d;
	struct buf text;
	uint32_t paragraphs;
};

/* Bytes that no reader lets through become harmless ones. */
static struct str clean(const uint8_t *bytes, size_t n, struct arena *a)
{
	char *p = arena_alloc(a, n + 1);
	uint32_t code;

	memcpy(p, bytes, n);
	for (size_t i = 0; i < n;) {
		size_t used = utf8_scan((struct str){p + i, n - i}, &code);

		if (!used)
			p[i] = '?';
		else if (p[i] == '\0' || p[i] == '\r' || p[i] == '\f')
			p[i] = ' ';
		i += used ? used : 1;
	}
	return (struct str){p, n};
}

static uint32_t here(const struct making *m)
{
	return (uint32_t)m->text.n;
}

static struct block *block_begin(struct making *m, uint8_t kind)
{
	struct block *b = vec_push(m->d.arena, &m->d.blocks);

	*b = (struct block){.kind = kind, .paragraph = NONE, .section = NONE};
	b->part = kind == BLOCK_NOTE ? PART_FOOTNOTES : PART_BODY;
	b->span.begin = here(m);
	return b;
}

static void block_end(struct making *m)
{
	vec_last(&m->d.blocks)->span.end = here(m);
	buf_add_char(&m->text, '\n');
}

/* The first block: a sentence a note, and its indicator. */
static void put_calls(struct making *m, uint32_t notes)
{
	struct arena *a = m->d.arena;

	block_begin(m, BLOCK_PARAGRAPH);
	buf_add(&m->text, STR("Text."));
	for (uint32_t i = 0; i < notes; i++) {
		struct indicator_candidate *c = vec_push(a, &m->d.indicators);

		*c = (struct indicator_candidate){.number = i + 1, .note = i};
		c->kind = INDICATOR_NUMBER;
		c->evidence = EVIDENCE_FORMAT;
		c->label = arena_number(a, i + 1);
		c->span.begin = here(m);
		buf_addf(&m->text, "[%u]", i + 1);
		c->span.end = here(m);
		buf_add(&m->text, STR(" The Committee recommended that it act."));
	}
	block_end(m);
}

static void put_paragraph(struct making *m, struct str line)
{
	struct block *b = block_begin(m, BLOCK_PARAGRAPH);

	b->value = ++m->paragraphs;
	b->paragraph = m->d.blocks.n - 1;
	b->number.begin = here(m);
	buf_addf(&m->text, "%u.", b->value);
	b->number.end = here(m);
	buf_add_char(&m->text, ' ');
	buf_add(&m->text, line);
	block_end(m);
}

static void put_note(struct making *m, struct str line)
{
	struct note_candidate *c = vec_push(m->d.arena, &m->d.notes);

	block_begin(m, BLOCK_NOTE);
	*c = (struct note_candidate){.number = m->d.notes.n, .block = m->d.blocks.n - 1};
	c->label = arena_number(m->d.arena, c->number);
	c->kind = INDICATOR_NUMBER;
	c->certain = true;
	c->span.begin = here(m);
	buf_add(&m->text, line);
	c->span.end = here(m);
	block_end(m);
}

/* Each line that is a paragraph (or a note), in order. Returns how many. */
static uint32_t each_line(struct making *m, struct str s, bool paragraphs,
			  void (*put)(struct making *, struct str))
{
	uint32_t n = 0;

	while (s.n && n < NOTES_MOST) {
		size_t end = str_find(s, STR("\n"), 0);
		struct str line = str_part(s, 0, end == SIZE_MAX ? s.n : end);

		s = str_skip(s, line.n + 1);
		if (str_starts(line, STR("|")) != paragraphs)
			continue;
		n++;
		if (put)
			put(m, paragraphs ? str_skip(line, 1) : line);
	}
	return n;
}

static bool make(struct making *m, struct arena *a, struct str lines)
{
	struct err err = ERR_INIT;
	struct text_writer w;

	document_init(&m->d, a, STR("fuzz"));
	put_calls(m, each_line(m, lines, false, NULL));
	each_line(m, lines, true, put_paragraph);
	each_line(m, lines, false, put_note);
	m->d.raw = arena_str(a, buf_str(&m->text));
	m->d.file_size = (uint32_t)m->d.raw.n;
	*vec_push(a, &m->d.lines) = 0;
	if (text_open(&w, &m->d, m->d.raw.n, &err) != FF_OK)
		return false;
	text_copy(&w, (struct span){0, (uint32_t)m->d.raw.n});
	text_close(&w);
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct making m = {.text = BUF_INIT};
	struct checked checked;
	struct arena a;

	arena_init(&a);
	if (make(&m, &a, clean(bytes, n, &a))) {
		fuzz_check(&checked, &m.d);
	}
	buf_release(&m.text);
	arena_release(&a);
	return 0;
}
