/*
 * The few words of notes that have rules of their own: "See also", "Ibid.", the Latin ones.
 */
#include "check/surface.h"

#include "base/utf8.h"

static char byte_at(const struct surface *s, uint32_t at)
{
	return at < s->note.end ? s->text.p[at] : ' ';
}

static struct str rest_at(const struct surface *s, uint32_t at)
{
	return str_part(s->text, at < s->note.end ? at : s->note.end, s->note.end);
}

/* End of the letters from 'at' on. */
static uint32_t letters_end(const struct surface *s, uint32_t at)
{
	while (at < s->note.end && is_alpha(s->text.p[at]))
		at++;
	return at;
}

/* 'words' in small letters stand at 'at', and no letter or hyphen follows. */
static bool reads(const struct surface *s, uint32_t at, struct str words)
{
	struct str rest = rest_at(s, at);

	return rest.n >= words.n && str_eq_nocase(str_part(rest, 0, words.n), words) &&
	       (rest.n == words.n ||
		!(is_alnum(rest.p[words.n]) || rest.p[words.n] == '-' || rest.p[words.n] & 0x80));
}

/* ---- what follows a word ------------------------------------------------------------------- */

/* "para. 5", "pp. 3", "annex II" in small letters: bytes of word, stop and space, or 0. */
static uint32_t locator_word(const struct surface *s, uint32_t at)
{
	static const char *const words[] = {
		"para",	   "paras",   "paragraph", "paragraphs", "p",	     "pp",	"page",
		"pages",   "art",     "arts",	   "article",	 "articles", "chap",	"chaps",
		"ch",	   "chapter", "annex",	   "sect",	 "sects",    "sec",	"secs",
		"section", "vol",     "vols",	   "table",	 "note",     "notes",	"fn",
		"n",	   "col",     "appendix",  "part",	 "rule",     "recital", "principle",
		"box",	   "figure",  "at",	   NULL};
	uint32_t end = letters_end(s, at);
	struct str word = str_part(s->text, at, end);

	for (const char *const *w = words; *w; w++) {
		uint32_t next;

		if (!str_eq(word, str_of(*w)))
			continue;
		end += byte_at(s, end) == '.';
		next = surface_after(s, end);
		if (is_digit(byte_at(s, next)) ||
		    (strchr("IVXLC", byte_at(s, next)) && !is_lower(byte_at(s, next + 1))))
			return next - at;
		return str_eq(word, STR("at")) ? locator_word(s, next) : 0;
	}
	return 0;
}

/* ---- signals ----------------------------------------------------------------------------------
 */

/* "see", "see also", "see, for example,": bytes, or 0. */
static uint32_t signal_scan(const struct surface *s, uint32_t at)
{
	static const struct str signals[] = {{"see also", 8}, {"see", 3}};

	for (size_t i = 0; i < COUNT_OF(signals); i++)
		if (reads(s, at, signals[i]))
			return (uint32_t)signals[i].n;
	return 0;
}

/* "See also:": the colon, white space before it and lost white space behind it. */
static uint32_t look_at_colon(struct surface *s, uint32_t at, uint32_t end)
{
	uint32_t colon = surface_after(s, end);
	struct str words = str_part(s->text, at, end);
	struct finding *f;

	if (byte_at(s, colon) != ':')
		return end;
	f = found(s->c, "signal-punctuation", (struct span){at, colon + 1});
	found_str(f, "what", STR("wants no colon behind it"));
	found_str(f, "right", words);
	found_fix(s->c, f, FIX_SAFE, (struct span){end, colon + 1},
		  surface_after(s, colon + 1) == colon + 1 && colon + 1 < s->note.end ? STR(" ")
										      : STR_NONE);
	return colon + 1;
}

/* "On this point see also": a clause that begins so is a sentence, whatever it names on the way. */
static bool is_sentence(const struct surface *s, uint32_t at)
{
	static const struct str openers[] = {
		{"On ", 3},	    {"For ", 4},	 {"In ", 3},	{"As ", 3},  {"With ", 5},
		{"Regarding ", 10}, {"Concerning ", 11}, {"About ", 6}, {"But ", 4}, {"Please ", 7},
		{"Although ", 9},   {"While ", 6},	 {"From ", 5},	{"By ", 3},  {"To ", 3},
		{"After ", 6},	    {"Before ", 7},
	};
	uint32_t begin = surface_after(s, s->clause);

	for (size_t i = 0; begin < at && i < COUNT_OF(openers); i++)
		if (str_starts(str_part(s->text, begin, at), openers[i]))
			return true;
	return false;
}

/* The see of Rome is no signal; nor is one that a word leads to: "please See also". */
static bool leads_on(struct str word)
{
	static const struct str words[] = {
		{"Holy", 4}, {"Apostolic", 9}, {"Episcopal", 9}, {"please", 6}, {"Please", 6},
		{"the", 3},  {"The", 3},       {"and", 3},	 {"And", 3},	{"to", 2},
		{"To", 2},   {"but", 3},       {"also", 4},	 {"or", 2},
	};

	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (str_eq(word, words[i]))
			return true;
	return false;
}

/* Whether a list sorted by span has an element that begins at 'from'. */
#define BEGINS(list, from, out)                                                                    \
	do {                                                                                       \
		uint32_t low_ = 0, high_ = (list).n;                                               \
		while (low_ < high_) {                                                             \
			uint32_t mid_ = low_ + (high_ - low_) / 2;                                 \
			if ((list).at[mid_].span.begin < (from))                                   \
				low_ = mid_ + 1;                                                   \
			else                                                                       \
				high_ = mid_;                                                      \
		}                                                                                  \
		(out) |= low_ < (list).n && (list).at[low_].span.begin == (from);                  \
	} while (0)

/* What stands behind the signal that ends at 'end' is a source. */
static bool leads_to_source(const struct surface *s, uint32_t end)
{
	uint32_t next = surface_after(s, end);
	bool begins = false;

	BEGINS(s->ap->symbols, next, begins);
	BEGINS(s->ap->addresses, next, begins);
	BEGINS(s->ap->named, next, begins);
	BEGINS(s->ap->mentions, next, begins);
	return begins || reads(s, next, STR("ibid")) || reads(s, next, STR("communication")) ||
	       reads(s, next, STR("in")) || reads(s, next, STR("for example")) ||
	       reads(s, next, STR("inter alia")) || reads(s, next, STR("e.g")) ||
	       locator_word(s, next);
}

/* The signal that ends at 'end' follows at once on a quotation that ends at 'before'. */
static bool lacks_mark_in_quotation(const struct surface *s, uint32_t before, bool capital)
{
	uint32_t inner = (uint32_t)utf8_back(s->text, before);

	return capital && inner > s->note.begin && !strchr(".?!,;:", s->text.p[inner - 1]);
}

/* 'word' is a number at the note's start or at that of a line. */
static bool begins_line(const struct surface *s, struct str word)
{
	uint32_t begin = (uint32_t)(word.p - s->text.p), before = surface_before(s, begin);

	return is_digit(*word.p) &&
	       (before <= s->note.begin || surface_is_seam(s, (struct span){before, begin}));
}

/* True when the signal [at, end) follows without any mark on what ends at 'before'. Small letters
 * may go on with a sentence; behind a source or its number they do not. */
static bool lacks_mark(struct surface *s, uint32_t at, uint32_t end, uint32_t before)
{
	bool also = end - at > 4, source = surface_is_source_end(s, before);
	char last = s->text.p[before - 1];
	struct str word;

	/* "para. 62, See also": the capital wants a stop. */
	if (last == ',' && also && is_upper(s->text.p[at]))
		return true;
	if (before == s->quoted)
		return also && lacks_mark_in_quotation(s, before, is_upper(s->text.p[at]));
	if (!is_alnum(last) && last != ')' && last != ']' && !source)
		return false;
	word = surface_word_before(s, before);
	if (is_lower(s->text.p[at]))
		return also && !is_sentence(s, at) &&
		       (source || !is_alpha(last) ||
			(is_upper(*word.p) && leads_to_source(s, end)));
	/* A number that begins a line of a list is the label of a note. */
	if (leads_on(word) || begins_line(s, word))
		return false;
	/* "Can You See Me": a title in capitals. */
	return also || source || !is_upper(*word.p) || leads_to_source(s, end);
}

static void look_before(struct surface *s, uint32_t at, uint32_t end)
{
	uint32_t before = surface_before(s, at);
	bool capital = is_upper(s->text.p[at]), comma;
	struct str words = str_part(s->text, at, end), word, mark;
	struct finding *f;

	if (before == at || before <= s->note.begin || !lacks_mark(s, at, end, before))
		return;
	f = found(s->c, "signal-punctuation", (struct span){at, end});
	if (!f)
		return;
	found_str(f, "what",
		  capital ? STR("begins a sentence: end the one before with a full stop")
			  : STR("follows a source: part them with a semicolon"));
	comma = s->text.p[before - 1] == ',';
	word = surface_word_before(s, before);
	word.n -= comma && word.n;
	/* "ff., See also": the stop is there already. */
	mark = !capital ? STR(";") : comma && str_ends(word, STR(".")) ? STR_NONE : STR(".");
	found_str(f, "right",
		  arena_printf(s->c->arena, "%.*s%.*s %.*s", STR_ARG(word), STR_ARG(mark),
			       STR_ARG(words)));
	/* An insertion, which leaves the white space, and a line end in it, as it is. */
	found_fix(s->c, f, FIX_SAFE, (struct span){before - comma, before}, mark);
}

static uint32_t look_at_signal(struct surface *s, uint32_t at)
{
	uint32_t n = signal_scan(s, at);

	if (!n)
		return 0;
	look_before(s, at, at + n);
	return look_at_colon(s, at, at + n);
}

/* ---- Latin ---------------------------------------------------------------------------------- */

/* The word before 'at' is 'word'. */
static bool follows(const struct surface *s, uint32_t at, struct str word)
{
	uint32_t end = surface_before(s, at);

	return end < at && end >= s->note.begin + word.n && reads(s, end - (uint32_t)word.n, word);
}

/* Where a source may begin: at the note's start, behind a mark or a signal. */
static bool opens_source(const struct surface *s, uint32_t at)
{
	uint32_t before = surface_before(s, at);

	return before <= s->note.begin || strchr(".;,([:", s->text.p[before - 1]) ||
	       follows(s, at, STR("see")) || follows(s, at, STR("also")) ||
	       follows(s, at, STR("and")) || follows(s, at, STR("cf."));
}

/* "op. cit.", "op.cit", "loc cit.": end behind the second stop, or 0. */
static uint32_t cited_end(const struct surface *s, uint32_t end)
{
	end += byte_at(s, end) == '.';
	end = surface_after(s, end);
	if (!reads(s, end, STR("cit")) && !reads(s, end, STR("citato")))
		return 0;
	end = letters_end(s, end);
	return end + (byte_at(s, end) == '.');
}

/* End of the Latin word for a source that begins at 'at', or 0. */
static uint32_t latin_end(const struct surface *s, uint32_t at)
{
	uint32_t end = letters_end(s, at), next = surface_after(s, end);
	struct str word = str_part(s->text, at, end);

	if (str_eq_nocase(word, STR("op")) || str_eq_nocase(word, STR("loc")))
		return cited_end(s, end);
	if (byte_at(s, end) == '-' || byte_at(s, end) & 0x80)
		return 0;
	/* "infra petita", "ultra et supra legem": a term, no pointer. */
	if (str_eq_nocase(word, STR("supra")) || str_eq_nocase(word, STR("infra")))
		return reads(s, next, STR("petita")) || reads(s, next, STR("legem")) ||
				       reads(s, next, STR("dig"))
			       ? 0
			       : end;
	if (str_eq(word, STR("Idem")) || str_eq(word, STR("idem")))
		return opens_source(s, at) && !follows(s, at, STR("in"))
			       ? end + (byte_at(s, end) == '.')
			       : 0;
	if ((str_eq(word, STR("Id")) || str_eq(word, STR("id"))) && byte_at(s, end) == '.' &&
	    opens_source(s, at)) {
		next = surface_after(s, end + 1);
		if (next == s->note.end || strchr(",;", byte_at(s, next)) || locator_word(s, next))
			return end + 1;
	}
	return 0;
}

static uint32_t look_at_latin(struct surface *s, uint32_t at)
{
	uint32_t end = latin_end(s, at);

	if (end)
		found(s->c, "latin-abbreviation", (struct span){at, end});
	return end;
}

/* ---- Ibid. ------------------------------------------------------------------------------------
 */

/* What "Ibid." is written for. Some are words or names of their own: they count only where a
 * source may begin and a stop or a comma follows. */
static bool is_ibid(const struct surface *s, uint32_t at, uint32_t end)
{
	static const char *const slips[] = {"ib",    "ibd",   "idib",  "ibed",	"ibit", "ibib",
					    "iibid", "ibbid", "ibiid", "ibidd", "lbid", "ibdi",
					    "ibif",  "ibud",  "iibd",  NULL};
	struct str word = str_part(s->text, at, end);

	if (str_eq_nocase(word, STR("ibid")) || str_eq_nocase(word, STR("ibidem")))
		return true;
	if (!strchr(".,", byte_at(s, end)) || !opens_source(s, at))
		return false;
	for (const char *const *slip = slips; *slip; slip++)
		if (str_eq_nocase(word, str_of(*slip)))
			return true;
	return false;
}

/* Ibid. with the marks behind it. */
struct ibid {
	uint32_t at, end; /* the word */
	uint32_t stops;	  /* behind it */
	uint32_t tail;	  /* behind the stops */
	uint32_t comma;	  /* where it stands, or NONE */
	uint32_t next;	  /* what follows all of these */
	bool locator;	  /* … is one */
	bool last;	  /* … is nothing */
};

static void ibid_scan(const struct surface *s, uint32_t at, uint32_t end, struct ibid *i)
{
	*i = (struct ibid){.at = at, .end = end, .tail = end, .comma = NONE};
	while (byte_at(s, i->tail) == '.' && i->tail < s->note.end) {
		i->tail++;
		i->stops++;
	}
	i->next = surface_after(s, i->tail);
	/* "Ibid ., para. 5": the space is another rule's. */
	if (!i->stops && byte_at(s, i->next) == '.' && !is_alnum(byte_at(s, i->next + 1))) {
		i->stops = 1;
		i->tail = i->next + 1;
		i->next = surface_after(s, i->tail);
	}
	if (byte_at(s, i->next) == ',') {
		i->comma = i->next;
		i->next = surface_after(s, i->next + 1);
	}
	i->locator = locator_word(s, i->next);
	i->last = surface_is_end(s, i->next);
}

/* "ibid." opens a sentence of the note. */
static bool opens_sentence(const struct surface *s, uint32_t at)
{
	uint32_t before = surface_before(s, at);

	return before <= s->note.begin ||
	       (before < at && s->text.p[before - 1] == '.' && before - 1 > s->note.begin &&
		!surface_is_abbreviation(s, before - 1));
}

/* What is wrong with it, in words; NULL if nothing is. */
static const char *ibid_fault(const struct surface *s, const struct ibid *i)
{
	struct str word = str_part(s->text, i->at, i->end);

	if (!str_eq(word, STR("Ibid")) && !str_eq(word, STR("ibid")))
		return "is not the form of this abbreviation";
	if (is_lower(*word.p) && opens_sentence(s, i->at))
		return "begins a sentence and wants a capital";
	if (!i->stops)
		return "wants a full stop";
	if (i->locator && i->comma == NONE)
		return "wants a comma before the locator";
	if (i->last && i->comma != NONE)
		return "wants no comma where no locator follows";
	return NULL;
}

/* The word with its stop, and with its comma where that is missing or does not follow at once.
 * Returns where the walk goes on. */
static uint32_t report_ibid(struct surface *s, const struct ibid *i, const char *fault)
{
	bool lower = is_lower(s->text.p[i->at]) && !opens_sentence(s, i->at);
	bool comma = !i->last && (i->comma == NONE ? i->locator : i->comma != i->tail);
	struct span span = {i->at, i->stops ? i->tail : i->end}, edit = span;
	struct str right = lower ? STR("ibid.") : STR("Ibid.");
	struct finding *f;

	if (i->comma != NONE && (comma || i->last))
		edit.end = i->comma + 1;
	f = found(s->c, "ibid-form", i->last ? edit : span);
	if (!f)
		return edit.end;
	right = arena_printf(s->c->arena, "%.*s%s", STR_ARG(right), comma ? "," : "");
	found_str(f, "what", str_of(fault));
	found_str(f, "right", right);
	/* "Ibid.p. 5" */
	if (comma && edit.end == i->next)
		right = arena_printf(s->c->arena, "%.*s ", STR_ARG(right));
	found_fix(s->c, f, FIX_SAFE, edit, right);
	return edit.end;
}

static uint32_t look_at_ibid(struct surface *s, uint32_t at)
{
	uint32_t end = letters_end(s, at);
	struct ibid i;
	const char *fault;

	if (!is_ibid(s, at, end) || byte_at(s, end) == '-')
		return 0;
	ibid_scan(s, at, end, &i);
	/* "Ibid. …", "Ibid...": something is left out. */
	if (i.stops > 2)
		return end;
	fault = ibid_fault(s, &i);
	return fault ? report_ibid(s, &i, fault) : end;
}

/* ---- what the walk calls
 * -------------------------------------------------------------------------- */

uint32_t surface_word(struct surface *s, uint32_t at)
{
	uint32_t end = 0;

	switch (to_lower(s->text.p[at])) {
	case 's':
		end = look_at_signal(s, at);
		break;
	case 'i':
		end = look_at_ibid(s, at);
		break;
	default:
		break;
	}
	if (!end)
		end = look_at_latin(s, at);
	if (!end && to_lower(s->text.p[at]) == 'l')
		end = look_at_ibid(s, at);
	return end > at ? end : letters_end(s, at);
}
