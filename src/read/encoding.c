/*
 * What the bytes of a file are, and the way to UTF-8. A file in UTF-8 is used as
 * it lies, after one pass; any other is converted into the arena.
 *
 * Memory of the map: one segment for each STRETCH bytes of converted text, and two
 * for each damaged byte of UTF-8, of which there are at most one in DAMAGE_SHARE.
 */
#include "base/bytes.h"
#include "base/utf8.h"
#include "read/reader.h"

enum {
	STRETCH = 256,	   /* bytes that are counted at most to find a place in the file */
	DAMAGE_SHARE = 64, /* more bad bytes than this share are no accident */
	DAMAGE_LEAST = 16, /* but so many are pardoned in any file */
	CONTROL_SHARE = 32,
	CONTROL_LEAST = 4,
	OPENING = 256, /* bytes that are looked at to tell UTF-16 without a BOM */
};

/* What one pass over the bytes has seen. */
struct survey {
	struct document *d;
	size_t good, bad; /* code points of several bytes; bytes that belong to none */
	size_t controls;
	bool nul;
};

#define BYTES(literal)                                                                             \
	{                                                                                          \
		(literal), sizeof(literal) - 1                                                     \
	}

static const struct {
	struct str magic;
	const char *is, *advice;
} binaries[] = {
	{BYTES("%PDF"), "a PDF file",
	 "make a text of it first, such as with \"pdftotext -layout\""},
	{BYTES("PK\003\004"), "a Word document or another zip file",
	 "save it as plain text in UTF-8, or as Markdown"},
	{BYTES("PK\005\006"), "an empty zip file", "nothing in it can be read"},
	{BYTES("\xd0\xcf\x11\xe0"), "an old Word document or another OLE file",
	 "save it as plain text in UTF-8"},
	{BYTES("{\\rtf"), "a Rich Text Format file", "save it as plain text in UTF-8"},
	{BYTES("\x1f\x8b"), "a gzip file", "unpack it first"},
	{BYTES("BZh"), "a bzip2 file", "unpack it first"},
	{BYTES("\xfd"
	       "7zXZ"),
	 "an xz file", "unpack it first"},
	{BYTES("7z\xbc\xaf"), "a 7-Zip file", "unpack it first"},
	{BYTES("Rar!"), "a RAR file", "unpack it first"},
	{BYTES("\x89PNG"), "a PNG image", "pages that are images need OCR first"},
	{BYTES("\xff\xd8\xff"), "a JPEG image", "pages that are images need OCR first"},
	{BYTES("GIF8"), "a GIF image", "pages that are images need OCR first"},
	{BYTES("II*\0"), "a TIFF image", "pages that are images need OCR first"},
	{BYTES("MM\0*"), "a TIFF image", "pages that are images need OCR first"},
	{BYTES("\x7f"
	       "ELF"),
	 "a program", "name a text instead"},
	{BYTES("SQLite format 3"), "a database", "name a text instead"},
	{BYTES("\xff\xfe\0\0"), "a text in UTF-32", "save it in UTF-8"},
	{BYTES("\0\0\xfe\xff"), "a text in UTF-32", "save it in UTF-8"},
};

static enum status refuse_binary(const struct document *d, struct str bytes, struct err *err)
{
	for (size_t i = 0; i < COUNT_OF(binaries); i++)
		if (str_starts(bytes, binaries[i].magic))
			return err_set(err, FF_EFORMAT, "%.*s: is %s, not a text; %s",
				       STR_ARG(d->path), binaries[i].is, binaries[i].advice);
	return FF_OK;
}

static enum status not_a_text(const struct document *d, const char *why, struct err *err)
{
	return err_set(err, FF_EFORMAT,
		       "%.*s: is not a text: it holds %s; save it as plain text in UTF-8",
		       STR_ARG(d->path), why);
}

/* ---- the pass -------------------------------------------------------------- */

/* Control characters, and what is not ASCII: as signed bytes all are below the space. */
static inline truth16 is_special(bytes16 v)
{
	return (truth16)v < (truth16)bytes_all(' ');
}

static size_t survey_wide(struct survey *s, struct str text, size_t at)
{
	/* Neighbours are alike: a Russian word is read without going back to the chunk. */
	while (at < text.n && (uint8_t)text.p[at] >= 0x80) {
		uint32_t code;
		size_t n = utf8_scan(str_skip(text, at), &code);

		s->good += n != 0;
		s->bad += n == 0;
		at += n ? n : 1;
	}
	return at;
}

/* The control character at 'at'; bytes used. */
static size_t survey_control(struct survey *s, struct str text, size_t at)
{
	struct document *d = s->d;
	char c = text.p[at];
	size_t n = c == '\r' && at + 1 < text.n && text.p[at + 1] == '\n' ? 2 : 1;

	if ((c == '\n' || c == '\r') && at + n < text.n)
		*vec_push(d->arena, &d->lines) = (uint32_t)(at + n);
	s->nul |= c == '\0';
	s->controls += !is_space(c);
	return n;
}

/* Takes note of what lines and characters there are. Stops a chunk past the limit. */
static void survey_text(struct survey *s, struct str text)
{
	struct document *d = s->d;
	char room[BYTES_CHUNK + BYTES_BEYOND];
	size_t at = 0;

	*vec_push(d->arena, &d->lines) = 0;
	for (size_t chunk = 0; chunk < text.n && d->lines.n <= READ_MAX_LINES;
	     chunk += BYTES_CHUNK) {
		uint64_t special = bytes_bits(bytes_chunk(text, chunk, room), is_special);

		while (special) {
			size_t found = chunk + bits_first(special);

			special &= special - 1;
			if (found < at)
				continue;
			at = (uint8_t)text.p[found] < 0x80 ? found + survey_control(s, text, found)
							   : survey_wide(s, text, found);
		}
	}
}

/* ---- conversion ------------------------------------------------------------- */

/* Raw text in the making. */
struct converter {
	struct document *d;
	char *p;
	size_t n;
};

/* 'most' bounds the bytes to come. */
static enum status convert_open(struct converter *c, size_t most, struct err *err)
{
	if (most >= NONE)
		return err_set(err, FF_ELIMIT, "%.*s: the text is longer than 4 GiB in UTF-8",
			       STR_ARG(c->d->path));
	c->p = arena_alloc(c->d->arena, most + 1);
	return FF_OK;
}

static void add_segment(struct converter *c, size_t file, size_t size, enum segment_kind kind)
{
	*vec_push(c->d->arena, &c->d->bytes) = (struct segment){
		.text = (uint32_t)c->n,
		.raw = (uint32_t)file,
		.raw_size = (uint32_t)size,
		.kind = (uint8_t)kind,
	};
}

static void convert_close(struct converter *c, const char *encoding)
{
	c->d->raw = (struct str){c->p, c->n};
	c->d->encoding = encoding;
}

/* Code units 80 to 9F; 0: not defined. The others are what they are in Unicode. */
static const uint16_t windows_1252[32] = {
	0x20ac, 0,	0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
	0x2039, 0x0152, 0,	0x017d, 0,	0,	0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
	0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,	0x017e, 0x0178,
};

static uint32_t from_windows_1252(uint8_t byte)
{
	if (byte < 0x80 || byte > 0x9f)
		return byte;
	return windows_1252[byte - 0x80] ? windows_1252[byte - 0x80] : 0xfffd;
}

static enum status read_windows_1252(struct document *d, struct str bytes, struct err *err)
{
	struct converter c = {.d = d};

	if (convert_open(&c, bytes.n * 3, err) != FF_OK)
		return err->status;
	for (size_t from = 0; from < bytes.n; from += STRETCH) {
		size_t to = bytes.n - from < STRETCH ? bytes.n : from + STRETCH;

		add_segment(&c, from, to - from, SEGMENT_BYTES);
		for (size_t i = from; i < to; i++)
			c.n += utf8_put(from_windows_1252((uint8_t)bytes.p[i]), c.p + c.n);
	}
	convert_close(&c, "windows-1252");
	return FF_OK;
}

static uint32_t unit_at(struct str bytes, size_t at, bool big)
{
	uint8_t a = (uint8_t)bytes.p[at], b = (uint8_t)bytes.p[at + 1];

	return big ? (uint32_t)a << 8 | b : (uint32_t)b << 8 | a;
}

/* The code point at 'at'; *n becomes its bytes. Half a pair, half a unit and NUL are U+FFFD. */
static uint32_t code_at(struct str bytes, size_t at, bool big, size_t *n)
{
	uint32_t code, low;

	*n = bytes.n - at < 2 ? 1 : 2;
	if (*n == 1)
		return 0xfffd;
	code = unit_at(bytes, at, big);
	if (code < 0xd800 || code > 0xdfff)
		return code ? code : 0xfffd;
	if (code > 0xdbff || bytes.n - at < 4)
		return 0xfffd;
	low = unit_at(bytes, at + 2, big);
	if (low < 0xdc00 || low > 0xdfff)
		return 0xfffd;
	*n = 4;
	return 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
}

static enum status read_utf16(struct document *d, struct str bytes, size_t from, bool big,
			      struct err *err)
{
	struct converter c = {.d = d};
	size_t at = from;

	if (convert_open(&c, (bytes.n - from) / 2 * 3 + 3, err) != FF_OK)
		return err->status;
	while (at < bytes.n) {
		size_t begin = c.n, first = at, n;

		add_segment(&c, at, 0, SEGMENT_UNITS);
		for (; at < bytes.n && c.n - begin < STRETCH; at += n)
			c.n += utf8_put(code_at(bytes, at, big, &n), c.p + c.n);
		vec_last(&d->bytes)->raw_size = (uint32_t)(at - first);
	}
	convert_close(&c, big ? "utf-16be" : "utf-16le");
	return FF_OK;
}

/* UTF-8 in which single bytes are damaged: each becomes U+FFFD. 'shift' bytes of the file
 * come before 'bytes'. */
static enum status read_damaged(struct document *d, struct str bytes, size_t nbad, size_t shift,
				struct err *err)
{
	struct converter c = {.d = d};

	if (convert_open(&c, bytes.n + nbad * 2, err) != FF_OK)
		return err->status;
	d->bytes.n = 0;
	for (size_t at = 0; at < bytes.n;) {
		size_t n = utf8_valid(str_skip(bytes, at));

		if (n) {
			add_segment(&c, at + shift, n, SEGMENT_COPY);
			memcpy(c.p + c.n, bytes.p + at, n);
			c.n += n;
			at += n;
		}
		if (at < bytes.n) {
			add_segment(&c, at + shift, 1, SEGMENT_DECODED);
			c.n += utf8_put(0xfffd, c.p + c.n);
			at++;
		}
	}
	convert_close(&c, "utf-8");
	return FF_OK;
}

/* ---- choosing ----------------------------------------------------------------- */

/* True when most bytes of one parity are NUL in the opening and none of the other. */
static bool is_bare_utf16(struct str bytes, bool *big)
{
	size_t nul[2] = {0, 0}, n = bytes.n < OPENING ? bytes.n : OPENING;

	for (size_t i = 0; i < n; i++)
		nul[i & 1] += bytes.p[i] == '\0';
	*big = nul[0] > 0;
	return n >= 4 && (nul[0] == 0) != (nul[1] == 0) && (nul[0] + nul[1]) * 8 >= n * 3;
}

static bool is_damaged_utf8(const struct survey *s, size_t n)
{
	return s->good >= s->bad && s->bad <= DAMAGE_LEAST + n / DAMAGE_SHARE;
}

/* The verdict on a text whose lines have been counted. */
static enum status judge(const struct survey *s, size_t n, struct err *err)
{
	if (s->d->lines.n > READ_MAX_LINES)
		return err_set(err, FF_ELIMIT, "%.*s: more than %d lines; split the file",
			       STR_ARG(s->d->path), READ_MAX_LINES);
	if (s->nul)
		return not_a_text(s->d, "NUL bytes", err);
	if (s->controls > CONTROL_LEAST && s->controls > n / CONTROL_SHARE)
		return not_a_text(s->d, "control characters", err);
	return FF_OK;
}

static enum status survey_converted(struct document *d, enum status status, struct err *err)
{
	struct survey s = {.d = d};

	if (status != FF_OK)
		return status;
	d->lines.n = 0;
	survey_text(&s, d->raw);
	return judge(&s, d->raw.n, err);
}

/* Not UTF-16. 'bom' bytes are dropped from the text and stay in the count. */
static enum status read_bytewise(struct document *d, struct str bytes, size_t bom, struct err *err)
{
	struct str rest = str_skip(bytes, bom);
	struct survey s = {.d = d};
	enum status status;

	survey_text(&s, rest);
	status = judge(&s, rest.n, err);
	if (status != FF_OK)
		return status;
	if (s.bad && !bom && !is_damaged_utf8(&s, rest.n))
		return survey_converted(d, read_windows_1252(d, bytes, err), err);
	if (s.bad)
		return survey_converted(d, read_damaged(d, rest, s.bad, bom, err), err);
	d->raw = rest;
	if (bom)
		*vec_push(d->arena, &d->bytes) = (struct segment){
			.raw = (uint32_t)bom,
			.raw_size = (uint32_t)rest.n,
			.kind = SEGMENT_COPY,
		};
	return FF_OK;
}

enum status read_encoding(struct document *d, struct str bytes, struct err *err)
{
	enum status status = refuse_binary(d, bytes, err);
	bool big;

	if (status != FF_OK)
		return status;
	if (bytes.n >= NONE)
		return err_set(err, FF_ELIMIT, "%.*s: larger than 4 GiB; split the file",
			       STR_ARG(d->path));
	d->file_size = (uint32_t)bytes.n;
	if (str_starts(bytes, STR("\xff\xfe")))
		return survey_converted(d, read_utf16(d, bytes, 2, false, err), err);
	if (str_starts(bytes, STR("\xfe\xff")))
		return survey_converted(d, read_utf16(d, bytes, 2, true, err), err);
	if (is_bare_utf16(bytes, &big))
		return survey_converted(d, read_utf16(d, bytes, 0, big, err), err);
	return read_bytewise(d, bytes, str_starts(bytes, STR("\xef\xbb\xbf")) ? 3 : 0, err);
}
