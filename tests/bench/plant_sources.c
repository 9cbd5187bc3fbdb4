/* Errors in what notes cite: repeated references, attribution, cross-references, named sources. */
#include "plant.h"

#include <stdio.h>
#include <stdlib.h>

static struct str note_str(const struct plant *p, const struct site *note)
{
	return str_part(p->t->s, note->text, note->finish);
}

static bool holds(struct str s, const char *what)
{
	return str_find(s, str_of(what), 0) != SIZE_MAX;
}

/* "A/HRC/43/46, paras. 5 and 6.": one source and nothing else. */
static bool is_single(const struct plant *p, const struct site *note)
{
	struct str s = note_str(p, note);
	size_t n = text_symbol(s);

	if (!n || n + 12 > s.n || !plant_tied(p, note) || s.p[s.n - 1] != '.')
		return false;
	if (!str_starts(str_skip(s, n), STR(", para")))
		return false;
	for (size_t i = n; i < s.n; i++)
		if (strchr(";/:“\"", s.p[i]) || (i > n + 8 && i + 1 < s.n && s.p[i] == '.'))
			return false;
	return true;
}

/* The note behind it, if that is the next in number. */
static const struct site *follower(const struct plant *p, const struct site *note)
{
	const struct site *next = note + 1;

	if (next >= p->t->notes.list.at + p->t->notes.list.n)
		return NULL;
	return next->number == note->number + 1 && plant_tied(p, next) && plant_tied(p, note)
		       ? next
		       : NULL;
}

static bool is_single_followed(const struct plant *p, const struct site *note)
{
	const struct site *next = follower(p, note);

	return next && is_single(p, note) && !str_starts(note_str(p, next), STR("Ibid"));
}

/* ---- Ibid. -------------------------------------------------------------------------------- */

/* The note becomes 'with', and is the place of the error. */
static void replace_note(struct plant *p, const struct site *note, struct str with)
{
	plant_edit(p, note->text, note->finish, with);
	p->begin = note->begin;
	p->end = note->finish;
}

static bool ibid_first(struct plant *p)
{
	const struct site *note = plant_find(&p->t->notes, 1);

	if (!note || !plant_tied(p, note) || note != p->t->notes.list.at)
		return false;
	replace_note(p, note, plant_random(p, 2) ? STR("Ibid., para. 4.") : STR("Ibid., p. 12."));
	return true;
}

static bool ibid_after_several(struct plant *p)
{
	static const char *const seconds[] = {"; and A/HRC/19/61/Add.2, para. 8.",
					      "; A/71/303, paras. 4 and 5.",
					      "; and CRC/C/GC/13, para. 22 (a)."};
	const struct site *note = plant_pick(p, &p->t->notes, is_single_followed), *next;
	const char *second = seconds[plant_random(p, COUNT_OF(seconds))];

	if (!note || holds(note_str(p, note), "A/71/303") || holds(note_str(p, note), "CRC/C/GC"))
		return false;
	next = follower(p, note);
	plant_edit(p, note->finish - 1, note->finish, str_of(second));
	replace_note(p, next,
		     arena_printf(p->t->arena, "Ibid., para. %u.", 30 + plant_random(p, 60)));
	p->begin = next->begin;
	p->end = next->finish;
	return true;
}

static bool ibid_after_none(struct plant *p)
{
	static const char *const explanations[] = {
		"The percentages do not add up to 100 because of rounding.",
		"In the present report, the term “child” means a person under 18 years of age.",
		"The author has since left the country."};
	const struct site *note = plant_pick(p, &p->t->notes, is_single_followed), *next;

	if (!note)
		return false;
	next = follower(p, note);
	plant_edit(p, note->text, note->finish,
		   str_of(explanations[plant_random(p, COUNT_OF(explanations))]));
	replace_note(p, next,
		     arena_printf(p->t->arena, "Ibid., para. %u.", 7 + plant_random(p, 9)));
	p->begin = next->begin;
	p->end = next->finish;
	return true;
}

/* The source of the note before is written out again, in a text that uses Ibid. */
static bool is_ibid_after_single(const struct plant *p, const struct site *note)
{
	const struct site *next = follower(p, note);

	return next && is_single(p, note) && str_starts(note_str(p, next), STR("Ibid., para. ")) &&
	       next->finish - next->text < 20;
}

static bool ibid_written_out(struct plant *p)
{
	const struct site *note = plant_pick(p, &p->t->notes, is_ibid_after_single), *next;
	struct str symbol;

	if (!note)
		return false;
	next = follower(p, note);
	symbol = str_part(note_str(p, note), 0, text_symbol(note_str(p, note)));
	plant_edit(p, next->text, next->text + 5, symbol);
	p->begin = next->begin;
	p->end = next->finish;
	return true;
}

/* ---- what stands at the end of a note ------------------------------------------------------ */

static bool can_grow(const struct plant *p, const struct site *note)
{
	struct str s = note_str(p, note);

	return plant_tied(p, note) && s.n > 12 && s.p[s.n - 1] == '.' &&
	       (is_lower(s.p[s.n - 2]) || is_digit(s.p[s.n - 2])) && s.p[s.n - 3] != '.' &&
	       !holds(s, "http") && !holds(s, " below") && !holds(s, " above");
}

static void append(struct plant *p, const struct site *note, struct str words)
{
	plant_edit(p, note->finish, note->finish, words);
	p->begin = note->finish;
	p->end = note->finish;
}

static bool append_one(struct plant *p, const char *const *words, size_t n)
{
	const struct site *note = plant_pick(p, &p->t->notes, can_grow);

	if (!note)
		return false;
	append(p, note, str_of(words[plant_random(p, n)]));
	return true;
}

static bool latin(struct plant *p)
{
	static const char *const words[] = {" See also Nowak, op. cit., p. 41.",
					    " See also Steiner, loc. cit., pp. 4–6.",
					    " See also Alston, supra note 1, p. 7."};

	return append_one(p, words, COUNT_OF(words));
}

static bool state_name(struct plant *p)
{
	static const char *const words[] = {
		" See also the concluding observations on Georgia (CCPR/C/GHA/CO/1), para. 4.",
		" See also the concluding observations on Kenya (CAT/C/KGZ/CO/2), para. 9.",
		" See also the concluding observations on Chile (CEDAW/C/CHN/CO/7-8), para. 13."};

	return append_one(p, words, COUNT_OF(words));
}

/* The document cites itself; its symbol is its first line. */
static bool own_cited(struct plant *p)
{
	const struct site *note = plant_pick(p, &p->t->notes, can_grow);
	size_t n = text_symbol(p->t->s);

	if (!note || !n || n >= p->t->s.n || p->t->s.p[n] != '\n')
		return false;
	append(p, note, arena_printf(p->t->arena, " See also %.*s, para. 3.", (int)n, p->t->s.p));
	return true;
}

/* ---- cross-references ------------------------------------------------------------------------ */

enum { PARAGRAPHS_LEAST = 8 };

static bool is_numbered_through(const struct sites *in)
{
	for (uint32_t i = 0; i < in->list.n; i++)
		if (in->list.at[i].number != i + 1)
			return false;
	return true;
}

/* No excerpt, so that a reference can be judged. */
static bool is_whole(const struct text *t)
{
	return t->paragraphs.list.n >= PARAGRAPHS_LEAST && is_numbered_through(&t->paragraphs) &&
	       is_numbered_through(&t->notes);
}

/* The paragraph whose indicator calls the note; NULL if there is none. */
static const struct site *paragraph_of(const struct plant *p, const struct site *note)
{
	const struct site *in = plant_find(&p->t->indicators, note->number), *found = NULL;

	for (uint32_t i = 0; in && i < p->t->paragraphs.list.n; i++)
		if (p->t->paragraphs.list.at[i].begin < in->begin)
			found = &p->t->paragraphs.list.at[i];
	return found;
}

/* "… (see para. 4 above)" before the first stop of the paragraph. */
static bool insert_in_text(struct plant *p, const struct site *paragraph, struct str words)
{
	struct str s = p->t->s;
	unsigned opened = 0; /* what is quoted is nobody's to correct */

	for (size_t at = paragraph->end; at + 3 < paragraph->finish; at++) {
		opened += memcmp(s.p + at, "“", 3) == 0 || s.p[at] == '"';
		if (!opened && at > paragraph->end + 20 && s.p[at] == '.' &&
		    is_lower(s.p[at - 1]) && is_lower(s.p[at - 2]) && is_lower(s.p[at - 3])) {
			plant_edit(p, at, at,
				   arena_printf(p->t->arena, " (see %.*s)", STR_ARG(words)));
			return true;
		}
	}
	return false;
}

static bool add_reference(struct plant *p, const struct site *note, const char *unit, unsigned to,
			  const char *side)
{
	const struct site *paragraph = paragraph_of(p, note);
	struct str words = arena_printf(p->t->arena, "%s %u %s", unit, to, side);

	if (!paragraph)
		return false;
	if (plant_random(p, 2) && insert_in_text(p, paragraph, words))
		return true;
	append(p, note, arena_printf(p->t->arena, " See also %.*s.", STR_ARG(words)));
	return true;
}

static const struct site *some_note(struct plant *p)
{
	return is_whole(p->t) ? plant_pick(p, &p->t->notes, can_grow) : NULL;
}

static bool reference_missing(struct plant *p)
{
	const struct site *note = some_note(p);

	return note &&
	       add_reference(p, note, "para.", p->t->paragraphs.list.n + 5 + plant_random(p, 200),
			     plant_random(p, 2) ? "above" : "below");
}

static bool reference_side(struct plant *p)
{
	const struct site *note = some_note(p), *paragraph = note ? paragraph_of(p, note) : NULL;
	uint32_t n = p->t->paragraphs.list.n;

	if (!paragraph || paragraph->number < 3 || paragraph->number + 3 > n)
		return false;
	if (plant_random(p, 2))
		return add_reference(p, note, "para.",
				     paragraph->number + 1 + plant_random(p, n - paragraph->number),
				     "above");
	return add_reference(p, note, "para.", 1 + plant_random(p, paragraph->number - 1), "below");
}

static bool reference_note_missing(struct plant *p)
{
	const struct site *note = some_note(p);

	return note && add_reference(p, note, "note", p->t->notes.list.n + 3 + plant_random(p, 300),
				     plant_random(p, 2) ? "above" : "below");
}

static bool reference_note_side(struct plant *p)
{
	const struct site *note = some_note(p);
	uint32_t n = p->t->notes.list.n;

	if (!note || note->number < 4 || note->number + 4 > n)
		return false;
	if (plant_random(p, 2))
		return add_reference(p, note, "note",
				     note->number + 2 + plant_random(p, n - note->number - 2),
				     "above");
	return add_reference(p, note, "note", 1 + plant_random(p, note->number - 2), "below");
}

static bool reference_section(struct plant *p)
{
	static const char *const words[] = {"sect. XXIV above", "chap. XVII below",
					    "chap. XIX above"};
	const struct site *note = some_note(p);

	if (!note || p->t->headings.list.n < 3)
		return false;
	append(p, note,
	       arena_printf(p->t->arena, " See also %s.", words[plant_random(p, COUNT_OF(words))]));
	return true;
}

/* ---- attribution -------------------------------------------------------------------------------
 */

static const char *const committees[] = {"CAT/C/",  "CCPR/C/",	"CRC/C/",  "CRPD/C/",
					 "CERD/C/", "CEDAW/C/", "E/C.12/", "CED/C/"};

static bool is_committees(const struct plant *p, const struct site *note)
{
	struct str s = note_str(p, note);

	if (!plant_tied(p, note) || !plant_agrees(p, note) || !is_single(p, note))
		return false;
	for (size_t i = 0; i < COUNT_OF(committees); i++)
		if (str_starts(s, str_of(committees[i])))
			return true;
	return false;
}

/* The note cites another committee than the sentence names. */
static bool attribution_changed(struct plant *p)
{
	static const char *const others[] = {"CAT/C/SVN/CO/4", "CCPR/C/SVN/CO/3", "CRPD/C/SVN/CO/1",
					     "CEDAW/C/SVN/CO/5-6"};
	const struct site *note = plant_pick(p, &p->t->notes, is_committees);
	struct str s, other;
	size_t n;

	if (!note)
		return false;
	s = note_str(p, note);
	n = text_symbol(s);
	do
		other = str_of(others[plant_random(p, COUNT_OF(others))]);
	while (other.p[1] == s.p[1] && other.p[2] == s.p[2]);
	plant_edit(p, note->text, note->text + n, other);
	plant_label(p, note->label);
	return true;
}

static bool has_other_next(const struct plant *p, const struct site *note)
{
	const struct site *next = follower(p, note);

	return next && is_committees(p, note) && is_committees(p, next) &&
	       memcmp(p->t->s.p + note->text, p->t->s.p + next->text, 3) != 0;
}

static bool notes_exchanged(struct plant *p)
{
	const struct site *note = plant_pick(p, &p->t->notes, has_other_next), *next;

	if (!note)
		return false;
	next = follower(p, note);
	plant_edit(p, note->text, note->finish, note_str(p, next));
	plant_edit(p, next->text, next->finish, note_str(p, note));
	plant_label(p, note->label);
	plant_label(p, next->label);
	return true;
}

/* "CAT/C/SVN/CO/4, para. 5; and CCPR/C/SVN/CO/3, para. 9." loses its second source. */
static size_t second_source(const struct plant *p, const struct site *note)
{
	struct str s = note_str(p, note);
	size_t at = str_find(s, STR("; and "), 0);

	if (!plant_tied(p, note) || !text_symbol(s) || at == SIZE_MAX || at > 50 || holds(s, "See"))
		return 0;
	return text_symbol(str_skip(s, at + 6)) ? at : 0;
}

static bool has_two_named(const struct plant *p, const struct site *note)
{
	const struct site *in = plant_find(&p->t->indicators, note->number);
	struct str s = p->t->s;
	size_t from = in ? in->begin : 0, names = 0;

	if (!in || !second_source(p, note))
		return false;
	while (from > 0 && s.p[from - 1] != '\n' && s.p[from - 1] != ']')
		from--;
	for (size_t at = from; (at = str_find(s, STR("Committee "), at)) < in->begin; at++)
		names++;
	return names >= 2 && !holds(str_part(s, from, in->begin), "same");
}

static bool source_dropped(struct plant *p)
{
	const struct site *note = plant_pick(p, &p->t->notes, has_two_named);

	if (!note)
		return false;
	plant_edit(p, note->text + second_source(p, note), note->finish, STR("."));
	plant_label(p, note->label);
	return true;
}

/* A committee that is named becomes "The same Committee", though the last one named was another. */
static bool names_committee_anew(const struct plant *p, const struct site *note)
{
	return note > p->t->notes.list.at && has_other_next(p, note - 1);
}

/* "The Committee against Torture noted": what speaks there becomes 'words'. */
static bool replace_speaker(struct plant *p, const struct site *note, struct str words)
{
	static const char *const verbs[] = {" expressed", " recommended", " noted", " welcomed",
					    " encouraged"};
	const struct site *in = plant_find(&p->t->indicators, note->number);
	struct str s = p->t->s;
	size_t from = in->begin, end = in->begin;

	while (from > 0 && !str_starts(str_skip(s, from), STR("The Committee ")) &&
	       !str_starts(str_skip(s, from), STR("The Human Rights Committee ")))
		from--;
	for (size_t i = 0; i < COUNT_OF(verbs); i++) {
		size_t at = str_find(str_part(s, 0, end), str_of(verbs[i]), from);

		end = at == SIZE_MAX ? end : at;
	}
	if (end == in->begin || from + 90 < end)
		return false;
	plant_edit(p, from, end, words);
	plant_label(p, note->label);
	return true;
}

static bool antecedent_lost(struct plant *p)
{
	const struct site *note = plant_pick(p, &p->t->notes, names_committee_anew);

	return note && replace_speaker(p, note, STR("The same Committee"));
}

/* All is about one State, and what committees say is cited. */
static bool is_compilation(const struct plant *p)
{
	return holds(p->t->s, "/48/SVN/2");
}

static bool source_unannounced(struct plant *p)
{
	const struct site *note =
		is_compilation(p) ? plant_pick(p, &p->t->notes, is_committees) : NULL;
	bool crc;

	if (!note)
		return false;
	crc = str_starts(note_str(p, note), STR("CRC/"));
	plant_edit(p, note->finish - 1, note->finish,
		   crc ? STR("; and CAT/C/SVN/CO/4, para. 3.")
		       : STR("; and CRC/C/SVN/CO/5-6, para. 3."));
	plant_label(p, note->label);
	return true;
}

static bool several_sources(struct plant *p)
{
	const struct site *note =
		is_compilation(p) ? plant_pick(p, &p->t->notes, is_committees) : NULL;

	return note && replace_speaker(p, note,
				       plant_random(p, 2) ? STR("Several sources")
							  : STR("Various sources"));
}

/* ---- named sources -------------------------------------------------------------------------- */

static bool other_year(struct plant *p, const struct match *m)
{
	static const int by[] = {-4, -3, 3, 4, 10};
	int year = (int)match_number(m, "x") + by[plant_random(p, COUNT_OF(by))];

	return year > 1950 && match_replace(p, m, arena_printf(p->t->arena, "%d", year));
}

static bool other_number(struct plant *p, const struct match *m)
{
	return match_replace(
		p, m,
		arena_printf(p->t->arena, "%u", match_number(m, "x") + 1 + plant_random(p, 3)));
}

static bool other_state(struct plant *p, const struct match *m)
{
	return is_compilation(p) && match_replace(p, m, STR("SVK"));
}

/* What a text does throughout is told once. */
static bool first_colon(struct plant *p, const struct match *m)
{
	return !holds(p->t->s, "vailable at:") && match_replace(p, m, STR(":"));
}

static bool first_french(struct plant *p, const struct match *m)
{
	return !holds(p->t->s, "/fr/") && match_replace(p, m, STR("fr"));
}

/* The name stands elsewhere, too; one of them becomes another name of the same. */
static bool other_name(struct plant *p, const struct match *m, const char *with)
{
	struct str name = match_group(m, "x");
	size_t first = str_find(p->t->s, name, 0);

	if (str_find(p->t->s, name, first + name.n) == SIZE_MAX ||
	    !match_replace(p, m, str_of(with)))
		return false;
	p->begin = 0; /* told at the rarer one */
	p->end = p->t->s.n;
	return true;
}

static bool other_code(struct plant *p, const struct match *m)
{
	return is_compilation(p) && other_name(p, m, "Code of Criminal Procedure");
}

static bool other_mandate(struct plant *p, const struct match *m)
{
	return other_name(p, m, "violence against women, its causes and consequences");
}

/* The printed symbol and the target of its link differ. */
static bool link_elsewhere(struct plant *p, const struct match *m)
{
	return p->t->markdown &&
	       match_replace(p, m,
			     arena_printf(p->t->arena, "[%.*s](https://docs.un.org/en/A/HRC/%u/%u)",
					  STR_ARG(match_group(m, "x")), 20 + plant_random(p, 20),
					  2 + plant_random(p, 80)));
}

/* ---- lists -------------------------------------------------------------------------------- */

#define DET(name, rules)                                                                           \
	{                                                                                          \
		name, "deterministic", rules, NULL                                                 \
	}
#define RECORDS "Official Records of the General Assembly, "

const struct rewriting rewritings_of_sources[] = {
	{DET("ibid-stop-lost", "ibid-form"), IN_NOTES, "^Ibid(?<x>\\.),? ", "", NULL},
	{DET("ibid-comma-lost", "ibid-form"), IN_NOTES, "^Ibid\\.(?<x>,) (?:paras?|pp?)\\.", "",
	 NULL},
	{DET("ibid-small", "ibid-form note-initial-capital"), IN_NOTES, "^(?<x>I)bid\\.", "i",
	 NULL},
	{DET("resolution-year", "resolution-year-mismatch"), IN_NOTES,
	 "Security Council resolution \\d+ \\((?<x>\\d{4})\\)", NULL, other_year},
	{DET("resolution-year-text", "resolution-year-mismatch"), IN_TEXT,
	 "Security Council,? (?:in its )?resolution \\d+ \\((?<x>\\d{4})\\)", NULL, other_year},
	{DET("comment-year", "general-comment-year-mismatch"), IN_NOTES,
	 "(?:Human Rights Committee|Committee (?:on|against) [^.;()]*?),? (?:in its )?general "
	 "(?:comment|recommendation) No\\. \\d+ \\((?<x>\\d{4})\\)",
	 NULL, other_year},
	{DET("comment-year-text", "general-comment-year-mismatch"), IN_TEXT,
	 "(?:Human Rights Committee|Committee (?:on|against) [^.;()]*?),? (?:in its )?general "
	 "(?:comment|recommendation) No\\. \\d+ \\((?<x>\\d{4})\\)",
	 NULL, other_year},
	{DET("records-session", "official-records-mismatch"), IN_NOTES,
	 RECORDS "(?<x>[A-Z][a-z]+(?:-[a-z]+)?) [Ss]ession, Supplement No\\. \\d+[A-Z]? \\(A/",
	 "Thirty-third", NULL},
	{DET("records-supplement", "official-records-mismatch"), IN_NOTES,
	 RECORDS "[A-Za-z-]+ [Ss]ession, Supplement No\\. (?<x>\\d+) \\(A/", NULL, other_number},
	{DET("records-symbol", "official-records-mismatch"), IN_NOTES,
	 RECORDS "[A-Za-z-]+ [Ss]ession, Supplement No\\. \\d+ \\(A/(?<x>\\d+)/\\d+\\)", NULL,
	 other_number},
	{DET("resolution-symbol", "resolution-form"), IN_TEXT,
	 "(?<x>General Assembly resolution (\\d{2}/\\d+))", "A/RES/$2", NULL},
	{DET("symbol-prefixed", "symbol-prefix"), IN_NOTES,
	 "(?:^|[ (])(?<x>)(?=(?:A/HRC|CCPR/C|CAT/C|CRC/C|A)/\\d)", "UN Doc. ", NULL},
	{DET("symbol-session-late", "symbol-impossible symbol-malformed"), IN_NOTES,
	 "(?:^|[ (])A/(?:HRC/)?(?<x>)[3-7]\\d/\\d", "1", NULL},
	{DET("address-scheme", "url-malformed"), IN_NOTES, "\\bhttps?(?<x>:)//www\\.", "", NULL},
	{DET("address-dots", "url-malformed url-host-typo"), IN_NOTES, "//www(?<x>\\.)[a-z]", "..",
	 NULL},
	{DET("address-staging", "url-nonproduction-host"), IN_NOTES,
	 "//(?<x>www)\\.(?:ohchr|un)\\.org/", "staging", NULL},
	{DET("address-colon", "url-introduction"), IN_NOTES, "[Aa]vailable at(?<x>) https?://",
	 NULL, first_colon},
	{DET("address-french", "url-language-mismatch"), IN_NOTES,
	 "//www\\.(?:ohchr|un)\\.org/(?<x>en)/(?![^ ]*aspx)", NULL, first_french},
	{DET("address-legacy", "url-legacy-form"), IN_NOTES, "(?<x>https?://[^ )]+[a-z0-9])\\.$",
	 "http://daccess-ods.un.org/access.nsf/Get?Open&DS=A/HRC/43/46&Lang=E", NULL},
	{DET("address-opaque", "url-opaque-token"), IN_NOTES, "(?<x>https?://[^ )]+[a-z0-9])\\.$",
	 "https://docstore.ohchr.org/SelfServices/FilesHandler.ashx?enc=6QkG1d%2fPPRiCAqhKb7yhsk",
	 NULL},
	{DET("link-elsewhere", "url-text-mismatch"), IN_NOTES,
	 "(?:^|[ (])(?<x>A/HRC/4\\d/\\d+)(?=[,.;)])", NULL, link_elsewhere},
	{{"code-renamed", "heuristic", "instrument-name-variants", NULL},
	 IN_TEXT,
	 "(?<x>Criminal Procedure Code)",
	 NULL,
	 other_code},
	{{"mandate-renamed", "heuristic", "mandate-name-variants", NULL},
	 IN_TEXT,
	 "Special Rapporteur on (?<x>violence against women and girls, its causes and "
	 "consequences)",
	 NULL,
	 other_mandate},
	{{"state-of-source", "heuristic", "source-state-mismatch", NULL},
	 IN_NOTES,
	 "for the universal periodic review of (?<x>Slovenia)",
	 "Slovakia",
	 NULL},
	{{"symbol-other-state", "heuristic", "symbol-state-mismatch attribution-symbol-mismatch",
	  NULL},
	 IN_NOTES,
	 "^(?:CAT|CCPR|CEDAW|CRPD)/C/(?<x>SVN)/CO",
	 NULL,
	 other_state},
	{.is = {0}},
};

#define HEU	"heuristic"
#define SIDE	"reference-paragraph-direction reference-paragraph-missing"
#define SEVERAL "ibid-after-several-sources"
#define CLAIM	"attribution-symbol-mismatch attribution-source-missing attribution-antecedent"

const struct damage damages_of_sources[] = {
	{"ibid-first", "deterministic", "ibid-without-antecedent", ibid_first},
	{"ibid-after-several", "deterministic", SEVERAL, ibid_after_several},
	{"ibid-after-none", "deterministic", "ibid-after-no-source", ibid_after_none},
	{"ibid-written-out", "deterministic", "ibid-available", ibid_written_out},
	{"latin", "deterministic", "latin-abbreviation", latin},
	{"own-cited", "deterministic", "symbol-own-cited", own_cited},
	{"state-name", "deterministic", "symbol-state-name-mismatch", state_name},
	{"reference-missing", "deterministic", "reference-paragraph-missing", reference_missing},
	{"reference-side", "deterministic", SIDE, reference_side},
	{"reference-note-missing", "deterministic", "reference-note-missing",
	 reference_note_missing},
	{"reference-note-side", "deterministic", "reference-note-missing", reference_note_side},
	{"reference-section", "deterministic", "reference-section-missing", reference_section},
	{"attribution-changed", HEU, CLAIM, attribution_changed},
	{"attribution-exchanged", HEU, CLAIM " note-number-drift", notes_exchanged},
	{"attribution-dropped", HEU, "attribution-source-missing", source_dropped},
	{"attribution-unannounced", HEU, "attribution-unannounced-source", source_unannounced},
	{"attribution-antecedent", HEU, CLAIM, antecedent_lost},
	{"several-sources", HEU, "source-several-expected", several_sources},
	{0},
};
