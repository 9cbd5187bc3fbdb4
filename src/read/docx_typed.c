/*
 * Marks that are typed and not Word's own: the asterisks of masthead and title, the raised letters
 * of tables. What they call stands in the body as a paragraph that begins with the same mark; it
 * is a note only when the mark has been met before it.
 */
#include "read/docx.h"

/* ---- what is called ---------------------------------------------------------------------- */

void docx_stars_seen(struct docx *r, uint32_t from)
{
	for (uint32_t i = from; i < r->w.n; i++) {
		uint32_t n = 0;

		while (i + n < r->w.n && r->w.p[i + n] == '*')
			n++;
		if (!n)
			continue;
		if (i && !is_space(r->w.p[i - 1]) && n <= DOCX_STARS_MOST && r->part == PART_BODY)
			r->stars |= 1u << n;
		i += n;
	}
}

bool docx_letter_may_call(const struct docx *r)
{
	return r->part == PART_BODY && r->block != NONE &&
	       r->w.n > r->d->blocks.at[r->block].span.begin && r->w.p[r->w.n - 1] != ' ';
}

void docx_letter_put(struct docx *r, const struct docx_event *e, struct str letter)
{
	struct document *d = r->d;

	docx_put(r, e, letter, FIXED_NOT);
	*vec_push(d->arena, &r->letters) = d->indicators.n;
	*vec_push(d->arena, &d->indicators) = (struct indicator_candidate){
		.span = {r->w.n - 1, r->w.n},
		.label = arena_str(d->arena, letter),
		.block = r->block,
		.kind = INDICATOR_LETTER,
		.evidence = EVIDENCE_FORMAT,
		.note = NONE,
	};
	r->letter_calls[letter.p[0] - 'a']++;
}

/* ---- the beginning of a paragraph ------------------------------------------------------------ */

static void lead_add(struct docx_lead *l, const struct docx_event *e)
{
	struct docx_event *kept = &l->events[l->n];

	*kept = *e;
	if (e->paragraph) {
		l->paragraph = *e->paragraph;
		kept->paragraph = &l->paragraph;
	}
	if (e->run) {
		l->runs[l->n] = *e->run;
		kept->run = &l->runs[l->n];
	}
	l->n++;
}

static void lead_end(struct docx *r)
{
	struct docx_lead *l = &r->lead;

	l->waits = false;
	for (unsigned i = 0; i < l->n; i++)
		docx_take_now(r, &l->events[i]);
	l->n = 0;
}

/* The mark that the words begin with: "**" of "** The present report", or 0. */
static size_t stars_scan(struct str s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] == '*')
		n++;
	return n && n <= DOCX_STARS_MOST && (n == s.n || is_space(s.p[n])) ? n : 0;
}

static bool is_typed(const struct docx *r, const struct docx_event *e)
{
	struct str s = str_trim(e->text);
	size_t stars = stars_scan(s);

	if (stars)
		return r->stars & 1u << stars;
	return s.n == 1 && is_lower(s.p[0]) && r->letter_calls[s.p[0] - 'a'] &&
	       docx_is_raised(r, e->run);
}

static void typed_open(struct docx *r, char first)
{
	struct docx_lead *l = &r->lead;

	l->letter = is_lower(first) ? first : '\0';
	l->waits = false;
	l->typed = true;
	l->boxes = 0;
	l->record = (struct docx_record){0, 0};
	for (unsigned i = 0; i < l->n; i++)
		docx_record_add(r, &l->record, &l->events[i]);
	l->n = 0;
}

/* What the paragraph goes on with. A text box in it has paragraphs of its own. */
static void typed_take(struct docx *r, const struct docx_event *e)
{
	struct docx_lead *l = &r->lead;

	docx_record_add(r, &l->record, e);
	l->boxes += e->kind == DOCX_BOX;
	l->boxes -= e->kind == DOCX_BOX_END && l->boxes;
	if (e->kind == DOCX_PAGE)
		r->page++;
	if (e->kind != DOCX_PARAGRAPH_END || l->boxes)
		return;
	l->typed = false;
	*vec_push(r->d->arena, &r->typed) =
		(struct docx_typed){.record = l->record, .page = r->page, .letters = r->letters.n};
	if (l->letter)
		r->letter_calls[l->letter - 'a'] = 0;
}

static bool may_precede(const struct docx_event *e)
{
	return e->kind == DOCX_RUN || e->kind == DOCX_RUN_END || e->kind == DOCX_TAB ||
	       e->kind == DOCX_TEXT_END || e->kind == DOCX_BOOKMARK ||
	       e->kind == DOCX_BOOKMARK_END || e->kind == DOCX_PAGE || e->kind == DOCX_COMMENT;
}

bool docx_lead_take(struct docx *r, const struct docx_event *e)
{
	struct docx_lead *l = &r->lead;

	if (l->typed) {
		typed_take(r, e);
		return true;
	}
	if (!l->waits) {
		if (e->kind != DOCX_PARAGRAPH || r->part != PART_BODY || r->in_note || r->joining ||
		    r->boxes)
			return false;
		l->waits = true;
		l->n = 0;
		lead_add(l, e);
		return true;
	}
	if (e->kind == DOCX_TEXT && str_trim(e->text).n && is_typed(r, e)) {
		typed_open(r, str_trim(e->text).p[0]);
		typed_take(r, e);
		return true;
	}
	if (may_precede(e) && l->n < DOCX_LEAD_MOST) {
		lead_add(l, e);
		return true;
	}
	lead_end(r);
	return false;
}

/* ---- the texts ----------------------------------------------------------------------------------
 */

static void add_note(struct docx *r, uint32_t block, struct span printed, struct span text)
{
	struct str label = {r->w.p + printed.begin, printed.end - printed.begin};

	*vec_push(r->d->arena, &r->d->notes) = (struct note_candidate){
		.span = text,
		.printed = printed,
		.label = arena_str(r->d->arena, label),
		.block = block,
		.part = PART_FOOTNOTES,
		.kind = label.p[0] == '*' ? INDICATOR_ASTERISK : INDICATOR_LETTER,
	};
}

/* The place of " ** " behind 'at' in a text that begins with one asterisk less, or its end. */
static uint32_t next_stars(const struct docx *r, uint32_t at, uint32_t end, size_t stars)
{
	for (; at < end; at++) {
		struct str rest = {r->w.p + at, end - at};

		if (rest.p[0] == '*' && is_space(rest.p[-1]) && stars_scan(rest) == stars &&
		    stars < rest.n)
			return at;
	}
	return end;
}

/* "* A/80/50. ** The present report …": two notes in one paragraph. */
static void add_notes(struct docx *r, uint32_t block)
{
	struct span s = r->d->blocks.at[block].span;

	while (s.begin < s.end) {
		struct str text = {r->w.p + s.begin, s.end - s.begin};
		size_t stars = stars_scan(text), n = stars ? stars : 1;
		struct span printed = {s.begin, s.begin + (uint32_t)n};
		uint32_t end = s.end, next;

		while (n < text.n && is_space(text.p[n]))
			n++;
		next = stars ? next_stars(r, s.begin + (uint32_t)n, s.end, stars + 1) : s.end;
		for (end = next; end > s.begin + n && is_space(r->w.p[end - 1]);)
			end--;
		add_note(r, block, printed, (struct span){s.begin + (uint32_t)n, end});
		s.begin = next;
	}
}

static void write_typed(struct docx *r, struct docx_typed *typed)
{
	uint32_t block = r->d->blocks.n;

	r->page = typed->page;
	docx_record_play(r, &typed->record);
	docx_block_close(r);
	typed->note = r->d->notes.n;
	if (r->d->blocks.n > block)
		add_notes(r, block);
}

/* A letter calls the next note with its label that stands behind it: each table has its own. */
static void tie_letters(struct docx *r)
{
	struct document *d = r->d;
	uint32_t from[26] = {0};

	for (uint32_t i = 0; i < r->typed.n; i++) {
		const struct docx_typed *typed = &r->typed.at[i];
		struct str label =
			typed->note < d->notes.n ? d->notes.at[typed->note].label : STR_NONE;
		uint32_t *k;

		if (label.n != 1 || !is_lower(label.p[0]))
			continue;
		for (k = &from[label.p[0] - 'a']; *k < typed->letters; ++*k) {
			struct indicator_candidate *c = &d->indicators.at[r->letters.at[*k]];

			if (str_eq(c->label, label))
				c->note = typed->note;
		}
	}
}

void docx_typed_write(struct docx *r)
{
	r->part = PART_FOOTNOTES;
	r->block = NONE;
	r->typed_note = true;
	for (uint32_t i = 0; i < r->typed.n && !r->beyond; i++)
		write_typed(r, &r->typed.at[i]);
	r->typed_note = false;
	tie_letters(r);
}

void docx_letters_drop(struct docx *r)
{
	struct document *d = r->d;
	uint32_t kept = 0, next = 0;

	for (uint32_t i = 0; i < d->indicators.n; i++) {
		bool letter = next < r->letters.n && r->letters.at[next] == i;

		next += letter;
		if (!letter || d->indicators.at[i].note != NONE)
			d->indicators.at[kept++] = d->indicators.at[i];
	}
	d->indicators.n = kept;
}
