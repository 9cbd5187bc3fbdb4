/*
 * Where a submission is named. The short forms of the document's own lists and the names behind
 * them go into one hash table, and the notes are read once, word by word; without a list only the
 * word "submission" is looked for.
 */
#include "cite/sources_list.h"

#include "cite/near_form.h"
#include "cite/note.h"

enum {
	NAME_MOST = 80,		/* bytes of a full name that is looked up */
	KEY_WORDS = 8,		/* words of it */
	KEYS_OF_ENTRY = 4,	/* short form, two parts of it, name */
	PROBES = 32,		/* slots looked at; a table that is worse than that was made so */
	ABBREVIATION_MOST = 24, /* bytes, with its brackets and spaces */
	BACK_MOST = 12,		/* words of a name before "submission" */
};

enum key_kind { KEY_NONE, KEY_NAME, KEY_PART, KEY_FORM };

struct slot {
	struct str words;
	uint32_t hash;
	uint32_t entry; /* the first of this short form */
	uint32_t last;	/* the last of it so far */
	uint8_t kind;	/* enum key_kind */
};

struct finder {
	struct apparatus *ap;
	struct str text;
	struct slot *slots;
	uint32_t mask;			/* of the table, or 0: there is none */
	struct near_forms near;		/* of the lists of sources */
	bool sources;			/* there is a list of sources */
	uint32_t mention, symbol, list; /* the next of each that may be asked for */
	uint32_t note;			/* or NONE */
	struct span span;
	struct str keys[BODY_MOST]; /* "unhcr submission", made once */
};

/* ---- the table -------------------------------------------------------------------------- */

static uint32_t hash_on(uint32_t hash, struct str word)
{
	for (size_t i = 0; i < word.n; i++)
		hash = (hash ^ (uint8_t)word.p[i]) * 16777619u;
	return (hash ^ ' ') * 16777619u;
}

static const uint32_t hash_start = 2166136261u;

/* Of the words of 's', whatever white space is between them. */
static uint32_t hash_words(struct str s)
{
	uint32_t hash = hash_start;

	while (s.n) {
		size_t n = 0;

		s = str_skip(s, short_form_space(s));
		while (n < s.n && !short_form_space(str_skip(s, n)))
			n++;
		if (n)
			hash = hash_on(hash, str_part(s, 0, n));
		s = str_skip(s, n);
	}
	return hash;
}

static struct slot *slot_of(const struct finder *f, struct str words, uint32_t hash)
{
	for (uint32_t i = 0; i < PROBES; i++) {
		struct slot *slot = &f->slots[(hash + i) & f->mask];

		if (slot->kind == KEY_NONE ||
		    (slot->hash == hash && short_form_same(slot->words, words)))
			return slot;
	}
	return NULL;
}

static void table_add(struct finder *f, struct str words, uint32_t entry, enum key_kind kind)
{
	uint32_t hash = hash_words(words);
	struct slot *slot = words.n ? slot_of(f, words, hash) : NULL;
	struct list_entry *entries = f->ap->entries.at;

	if (!slot)
		return;
	if (slot->kind == KEY_FORM && kind == KEY_FORM &&
	    entries[slot->last].list == entries[entry].list) {
		entries[entry].same = slot->last;
		slot->last = entry;
	} else if (slot->kind < kind) {
		*slot = (struct slot){words, hash, entry, entry, (uint8_t)kind};
	}
}

/* "Lake Fund" of "The Lake Fund (LF), Zenda (Ruritania)"; "Joint submission 1" of "Joint submission
 * 1 submitted by: …". */
static struct str name_lead(struct str name)
{
	size_t end;

	if (str_starts(name, STR("The ")))
		name = str_skip(name, 4);
	name.n = name.n < NAME_MOST ? name.n : NAME_MOST;
	end = str_find(name, STR(" submitted"), 0);
	name.n = end < name.n ? end : name.n;
	for (end = 0; end < name.n && !strchr(",;:(\n", name.p[end]);)
		end++;
	name.n = end;
	name = str_trim(name);
	return name.n > 3 ? name : STR_NONE;
}

static void add_entry_keys(struct finder *f, uint32_t i)
{
	const struct document *d = f->ap->doc;
	struct list_entry *e = &f->ap->entries.at[i];
	struct str form = document_str(d, e->short_form);
	const char *stroke = memchr(form.p, '/', form.n);

	table_add(f, form, i, KEY_FORM);
	if (f->ap->sources_lists.at[e->list].kind != LIST_SOURCES)
		return;
	if (stroke) {
		table_add(f, str_part(form, 0, (size_t)(stroke - form.p)), i, KEY_PART);
		table_add(f, str_skip(form, (size_t)(stroke - form.p) + 1), i, KEY_PART);
	}
	if (!e->weak && !e->attached)
		table_add(f, name_lead(document_str(d, e->name)), i, KEY_NAME);
}

static void table_fill(struct finder *f)
{
	uint32_t n = f->ap->entries.n, size = 16;

	if (!n)
		return;
	while (size < n * 2 * KEYS_OF_ENTRY && size < 1u << 30)
		size *= 2;
	f->slots = arena_zero(f->ap->doc->arena, size * sizeof(*f->slots));
	f->mask = size - 1;
	for (uint32_t i = 0; i < n; i++)
		add_entry_keys(f, i);
	for (uint32_t i = 0; i < f->ap->sources_lists.n; i++)
		f->sources |= f->ap->sources_lists.at[i].kind == LIST_SOURCES;
	if (f->sources)
		near_forms_fill(&f->near, f->ap);
}

/* The longest key at the start of the words at 'at'; *end is where it ends. */
static const struct slot *table_find(const struct finder *f, uint32_t at, uint32_t *end)
{
	const struct slot *best = NULL;
	uint32_t hash = hash_start, begin = at;

	for (unsigned k = 0; k < KEY_WORDS && at < f->span.end && at - begin < NAME_MOST; k++) {
		struct str rest = str_part(f->text, at, f->span.end);
		uint32_t n = (uint32_t)short_form_word(rest);
		const struct slot *slot;

		if (!n)
			break;
		hash = hash_on(hash, str_part(rest, 0, n));
		at += n;
		slot = slot_of(f, str_part(f->text, begin, at), hash);
		if (slot && slot->kind != KEY_NONE) {
			best = slot;
			*end = at;
		}
		n = (uint32_t)short_form_space(str_part(f->text, at, f->span.end));
		if (!n)
			break;
		at += n;
	}
	return best;
}

/* ---- what stands around a name ------------------------------------------------------------ */

static struct str rest_of(const struct finder *f, uint32_t at)
{
	return str_part(f->text, at, f->span.end);
}

/* A source begins at 'at': at the note's start, behind a stop, a locator or a signal. */
static bool opens_source(const struct finder *f, uint32_t at)
{
	static const struct str words[] = {{"See", 3},	{"see", 3}, {"also", 4}, {"and", 3},
					   {"cf.", 3},	{"or", 2},  {"of", 2},	 {"by", 2},
					   {"from", 4}, {"to", 2},  {"the", 3},	 {"with", 4}};
	uint32_t end = at, begin;

	while (end > f->span.begin && (is_space(f->text.p[end - 1]) || f->text.p[end - 1] & 0x80))
		end--;
	if (end == f->span.begin || strchr(";.", f->text.p[end - 1]))
		return true;
	if (f->text.p[end - 1] == ',')
		return end - 1 > f->span.begin && strchr("0123456789)", f->text.p[end - 2]);
	begin = end;
	while (begin > f->span.begin && is_alpha(f->text.p[begin - 1]))
		begin--;
	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (str_eq(str_part(f->text, begin, end), words[i]))
			return true;
	return false;
}

/* What follows shows that the words before are a source of their own. */
static bool closes_source(struct str rest)
{
	return !rest.n || strchr(",;.)\n", rest.p[0]) || short_form_located(rest) ||
	       str_starts(rest, STR(" and ")) || str_starts(rest, STR(" submission"));
}

/* Bytes of " submission" or " submissions" at the start of 'rest'. */
static uint32_t submission_word(struct str rest)
{
	size_t n = 11;

	if (!str_starts(rest, STR(" submission")))
		return 0;
	n += n < rest.n && rest.p[n] == 's';
	return n == rest.n || !is_alnum(rest.p[n]) ? (uint32_t)n : 0;
}

static bool in_symbol(struct finder *f, uint32_t at)
{
	while (f->symbol < f->ap->symbols.n && f->ap->symbols.at[f->symbol].span.end <= at)
		f->symbol++;
	return f->symbol < f->ap->symbols.n && f->ap->symbols.at[f->symbol].span.begin <= at;
}

/* The first mention that ends behind 'at', or NULL. */
static const struct mention *mention_behind(struct finder *f, uint32_t at)
{
	while (f->mention < f->ap->mentions.n && f->ap->mentions.at[f->mention].span.end <= at)
		f->mention++;
	return f->mention < f->ap->mentions.n ? &f->ap->mentions.at[f->mention] : NULL;
}

static bool is_body(struct finder *f, uint32_t at)
{
	const struct mention *m = mention_behind(f, at);

	return m && m->span.begin <= at && !m->back;
}

/* ---- short forms of the list ---------------------------------------------------------------- */

static struct submission *add_submission(struct finder *f, struct span span, struct span name)
{
	struct submission *s = vec_push(f->ap->doc->arena, &f->ap->submissions);

	*s = (struct submission){
		.span = span,
		.name = name,
		.body = BODY_NONE,
		.entry = NONE,
		.meant = NONE,
		.key = STR_NONE,
		.note = f->note,
	};
	return s;
}

/* Returns where the words end, or 0 if no list has them. */
static uint32_t take_listed(struct finder *f, uint32_t at)
{
	uint32_t end = at, after;
	const struct slot *slot = table_find(f, at, &end);
	struct list_entry *e;
	struct submission *s;

	if (!slot)
		return 0;
	e = &f->ap->entries.at[slot->entry];
	e->cited++;
	if (f->ap->sources_lists.at[e->list].kind != LIST_SOURCES)
		return end;
	after = end + submission_word(rest_of(f, end));
	if (!(opens_source(f, at) && closes_source(rest_of(f, end))) &&
	    !short_form_located(rest_of(f, after)))
		return end;
	s = add_submission(f, (struct span){at, after}, (struct span){at, end});
	s->entry = slot->entry;
	s->key = document_str(f->ap->doc, e->short_form);
	return after;
}

/* "JS 12", "Broken Chalks": the words at 'at' that may be a short form; their end. */
static uint32_t unlisted_end(const struct finder *f, uint32_t at, bool *letters)
{
	uint32_t end = at;

	*letters = false;
	for (unsigned k = 0; k < SHORT_FORM_WORDS; k++) {
		struct str word = rest_of(f, end + (k > 0));
		uint32_t value;

		word.n = short_form_word(word);
		if (!word.n || (k && !is_space(f->text.p[end])))
			break;
		if (!is_upper(word.p[0]) && !(word.p[0] & 0x80) &&
		    !(k == 1 && word.n < 4 && str_number(word, &value)))
			break;
		*letters |= k == 0 && short_form_is(word);
		end += (k > 0) + (uint32_t)word.n;
		if (*letters && k == 0 && !(end + 1 < f->span.end && is_digit(f->text.p[end + 1])))
			break;
	}
	return end;
}

/* A locator follows, or the title of one of several papers and then a locator: ", Issue Paper,
 * p. 4". */
static bool is_located(struct str rest)
{
	size_t n = 2;

	if (short_form_located(rest))
		return true;
	if (!str_starts(rest, STR(", ")))
		return false;
	while (n < rest.n && n < SHORT_FORM_MOST && (is_alpha(rest.p[n]) || rest.p[n] == ' '))
		n++;
	return short_form_located(str_skip(rest, n));
}

/* A short form that the list lacks: letters before a locator, or words nearly of the list. */
static uint32_t take_unlisted(struct finder *f, uint32_t at)
{
	bool letters, located;
	uint32_t end, meant;
	struct submission *s;
	struct str words;

	if (!f->sources || in_symbol(f, at) || is_body(f, at) || !opens_source(f, at))
		return 0;
	end = unlisted_end(f, at, &letters);
	words = str_part(f->text, at, end);
	located = is_located(rest_of(f, end));
	if (!located && !letters)
		return 0;
	meant = near_forms_find(&f->near, words, located);
	if (meant == NONE && !(letters && located))
		return 0;
	s = add_submission(f, (struct span){at, end}, (struct span){at, end});
	s->unlisted = true;
	s->meant = meant;
	s->key = words;
	return end;
}

/* ---- "UNHCR submission" --------------------------------------------------------------------- */

static bool is_symbol_like(struct str word)
{
	bool figure = false;

	for (size_t i = 0; i < word.n; i++)
		figure |= is_digit(word.p[i]);
	return figure && memchr(word.p, '/', word.n);
}

/* Where the name begins that ends at 'end': the words with capitals, and what joins them. */
static uint32_t name_begin(const struct finder *f, uint32_t end)
{
	static const struct str joints[] = {{"of", 2}, {"for", 3}, {"the", 3}, {"and", 3},
					    {"on", 2}, {"to", 2},  {"de", 2},  {"in", 2}};
	uint32_t begin = end, at = end;

	for (unsigned k = 0; k < BACK_MOST && at > f->span.begin; k++) {
		uint32_t from = at;
		struct str word;
		bool joint = false;

		while (from > f->span.begin && !is_space(f->text.p[from - 1]))
			from--;
		word = str_part(f->text, from, at);
		for (size_t i = 0; i < COUNT_OF(joints); i++)
			joint |= str_eq(word, joints[i]);
		if (!word.n || strchr(",;.:)", word.p[word.n - 1]) ||
		    !(joint || is_upper(word.p[0]) || word.p[0] & 0x80) ||
		    str_eq(word, STR("See")) || str_eq(word, STR("The")) || is_symbol_like(word))
			break;
		if (!joint)
			begin = from;
		at = from > f->span.begin ? from - 1 : from;
	}
	return begin;
}

/* Words with a capital that name nobody: "Written submissions", "Joint submission". */
static bool is_no_name(struct str name)
{
	static const struct str words[] = {
		{"These", 5}, {"This", 4},     {"Those", 5}, {"Written", 7}, {"Joint", 5},
		{"Oral", 4},  {"His", 3},      {"Her", 3},   {"Their", 5},   {"Its", 3},
		{"All", 3},   {"Several", 7},  {"Many", 4},  {"Other", 5},   {"Some", 4},
		{"In", 2},    {"According", 9}};

	name.n = short_form_word(name);
	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (str_eq(name, words[i]))
			return true;
	return false;
}

/* " for the universal periodic review of …" at the start of 'rest': its bytes, or 0. */
static uint32_t purpose_scan(struct str rest)
{
	static const struct str openings[] = {
		{" for the universal periodic review", 34},
		{" to the universal periodic review", 33},
		{" for the UPR", 12},
		{" to the UPR", 11},
	};
	uint32_t n = 0;

	for (size_t i = 0; i < COUNT_OF(openings) && !n; i++)
		if (str_starts(rest, openings[i]))
			n = (uint32_t)openings[i].n;
	if (!n && str_starts(rest, STR(" to the ")) && rest.n > 8 && is_upper(rest.p[8]))
		n = 8;
	while (n && n < rest.n && !strchr(",;.()\n", rest.p[n]))
		n++;
	return n;
}

static struct str body_key(struct finder *f, uint16_t body)
{
	if (!f->keys[body].n)
		f->keys[body] = arena_printf(f->ap->doc->arena, "%s submission", bodies[body].slug);
	return f->keys[body];
}

/* "submission of the United Nations country team": who is named behind it. */
static const struct mention *maker_behind(struct finder *f, uint32_t end)
{
	static const struct str joints[] = {{" of ", 4}, {" by ", 4}, {" from ", 6}};
	const struct mention *m = mention_behind(f, end);

	for (size_t i = 0; i < COUNT_OF(joints); i++) {
		uint32_t at = end;

		if (!str_starts(rest_of(f, end), joints[i]))
			continue;
		at += (uint32_t)joints[i].n;
		if (str_starts(rest_of(f, at), STR("the ")))
			at += 4;
		return m && !m->back && m->span.begin <= at && m->span.end > at ? m : NULL;
	}
	return NULL;
}

/* "… (UNHCR) ": the abbreviation of the body before, or the mark behind one that was named. */
static bool is_abbreviation(struct str between)
{
	return str_eq(between, STR(") ")) ||
	       (str_starts(between, STR(" (")) && str_ends(between, STR(") ")) &&
		between.n < ABBREVIATION_MOST);
}

/* The body that is named right before 'at': "UNHCR submission", "UNHCR’s submission". */
static const struct mention *maker_before(struct finder *f, uint32_t at)
{
	static const struct str ends[] = {{" ", 1}, {"\xe2\x80\x99s ", 5}, {"'s ", 3}};
	const struct mention *m;
	struct str between;

	mention_behind(f, at);
	m = f->mention ? &f->ap->mentions.at[f->mention - 1] : NULL;
	if (!m || m->back || m->body == BODY_NONE || m->span.begin < f->span.begin ||
	    m->span.end >= at)
		return NULL;
	between = str_part(f->text, m->span.end, at);
	for (size_t i = 0; i < COUNT_OF(ends); i++)
		if (str_eq(between, ends[i]))
			return m;
	return is_abbreviation(between) ? m : NULL;
}

/* The name of the body in full, where 'm' is the abbreviation in brackets behind it. */
static struct span full_name(const struct finder *f, const struct mention *m)
{
	const struct mention *before = m - 1;

	if (m > f->ap->mentions.at && before->body == m->body &&
	    before->span.begin >= f->span.begin && before->span.end < m->span.begin &&
	    str_eq(str_part(f->text, before->span.end, m->span.begin), STR(" (")))
		return before->span;
	return m->span;
}

/* At the word "submission" in [at, end). */
static uint32_t take_submission(struct finder *f, uint32_t at, uint32_t end)
{
	const struct mention *m = maker_before(f, at);
	struct span name = {at, at}, span = {at, end};
	struct submission *s;
	uint32_t n;

	if (m) {
		name = full_name(f, m);
		span.begin = name.begin;
	} else if ((m = maker_behind(f, end)) != NULL) {
		name = m->span;
		span.end = name.end;
	} else if (at > f->span.begin) {
		name = (struct span){name_begin(f, at - 1), at - 1};
		span.begin = span_is_empty(name) ? at : name.begin;
	}
	if (span_is_empty(name) || is_no_name(document_str(f->ap->doc, name)))
		return end;
	n = purpose_scan(rest_of(f, span.end));
	span.end += n;
	if (f->note == NONE && !n)
		return end;
	s = add_submission(f, span, name);
	s->full = n > 0;
	s->body = m ? m->body : (uint16_t)BODY_NONE;
	s->key = m ? body_key(f, m->body) : document_str(f->ap->doc, name);
	return span.end;
}

/* ---- reading -------------------------------------------------------------------------------- */

/* The word that holds "ubmission" at 'at': where it begins; its end in *end. NONE: another word. */
static uint32_t submission_at(const struct finder *f, uint32_t at, uint32_t *end)
{
	char first = at > f->span.begin ? f->text.p[at - 1] : ' ';

	*end = at + 9;
	if ((first != 's' && first != 'S') ||
	    (at - 1 > f->span.begin && !is_space(f->text.p[at - 2])))
		return NONE;
	if (*end < f->span.end && f->text.p[*end] == 's')
		++*end;
	return *end == f->span.end || !is_alnum(f->text.p[*end]) ? at - 1 : NONE;
}

/* Where the next "ubmission" ends at or behind 'at', or SIZE_MAX. */
static size_t submission_next(const struct finder *f, size_t at)
{
	at = str_find(f->text, STR("ubmission"), at);
	return at == SIZE_MAX ? at : at + 9;
}

/* Without a list only the word is looked for, in all stretches at once: '*next' is where it ends
 * next, of this one or of those behind it. */
static void find_submissions(struct finder *f, size_t *next)
{
	while (*next < (size_t)f->span.begin + 9)
		*next = submission_next(f, f->span.begin);
	while (*next <= f->span.end) {
		uint32_t end, begin = submission_at(f, (uint32_t)*next - 9, &end);

		*next = submission_next(f, begin == NONE ? *next : take_submission(f, begin, end));
	}
}

/* The first byte of a letter that ASCII lacks; signs such as "°" and "“" begin otherwise. */
static bool is_letter_lead(char c)
{
	return (uint8_t)c >= 0xc3 && (uint8_t)c < 0xe0;
}

/* A word begins at 'at': no letter, hyphen or stroke stands before it. */
static bool word_begins(const struct finder *f, uint32_t at)
{
	char c = f->text.p[at], before = at > f->span.begin ? f->text.p[at - 1] : ' ';

	return (is_alnum(c) || is_letter_lead(c)) && !is_alnum(before) && !strchr("-/@_", before) &&
	       (!(before & 0x80) || is_upper(c));
}

static uint32_t take_word(struct finder *f, uint32_t at)
{
	uint32_t end = at, taken = 0;

	if (str_starts(str_skip(rest_of(f, at), 1), STR("ubmission")) &&
	    submission_at(f, at + 1, &end) == at)
		return take_submission(f, at, end);
	taken = take_listed(f, at);
	if (!taken && (is_upper(f->text.p[at]) || is_letter_lead(f->text.p[at])))
		taken = take_unlisted(f, at);
	if (taken)
		return taken;
	for (end = at + 1;
	     end < f->span.end && (is_alnum(f->text.p[end]) || f->text.p[end] & 0x80);)
		end++;
	return end;
}

static void find_words(struct finder *f)
{
	uint32_t at = f->span.begin;

	while (at < f->span.end)
		at = word_begins(f, at) ? take_word(f, at) : at + 1;
}

/* The note holds a list. Lists in notes stand in the order of the notes, behind those of the body.
 */
static bool holds_list(struct finder *f)
{
	while (f->list < f->ap->sources_lists.n &&
	       (f->ap->sources_lists.at[f->list].note == NONE ||
		f->ap->sources_lists.at[f->list].note < f->note))
		f->list++;
	return f->list < f->ap->sources_lists.n && f->ap->sources_lists.at[f->list].note == f->note;
}

static void find_in_notes(struct finder *f)
{
	size_t next = 0;

	for (f->note = 0; f->note < f->ap->notes.n; f->note++) {
		f->span = f->ap->notes.at[f->note].span;
		if (!f->mask)
			find_submissions(f, &next);
		else if (!holds_list(f))
			find_words(f);
	}
}

/* What the text says of a submission may be its first mention; it comes before the notes. */
static void find_in_text(struct finder *f)
{
	const struct document *d = f->ap->doc;
	uint32_t first = f->ap->submissions.n, n;
	struct submission *all;
	size_t next = 0;

	if (!first)
		return;
	f->note = NONE;
	f->mention = f->symbol = 0;
	for (uint32_t b = 0; b < d->blocks.n && d->blocks.at[b].kind != BLOCK_NOTE; b++) {
		f->span = d->blocks.at[b].span;
		find_submissions(f, &next);
	}
	n = f->ap->submissions.n;
	if (n == first)
		return;
	all = arena_alloc(d->arena, n * sizeof(*all));
	memcpy(all, &f->ap->submissions.at[first], (n - first) * sizeof(*all));
	memcpy(all + (n - first), f->ap->submissions.at, first * sizeof(*all));
	f->ap->submissions.at = all;
	f->ap->submissions.cap = n;
}

void cite_submissions(struct apparatus *ap)
{
	struct finder f = {.ap = ap, .text = ap->doc->text};

	table_fill(&f);
	find_in_notes(&f);
	find_in_text(&f);
}
