/*
 * Attributions: the sentence names who said it, the note cites where. A claim is judged only
 * where a body speaks in it and each source of the note is known to be somebody's.
 */
#include "check/attribution.h"

#include "check/drift.h"
#include "check/indicator.h"
#include "cite/speech.h"

enum {
	CITES_MOST = 3,	  /* sources in a message */
	SOURCE_MOST = 70, /* bytes of each */
};

static const float SURE = 0.9f; /* ties that rest on what the claim names prove nothing below */

struct attributing {
	struct checking *c;
	const struct drift *drift;
	uint8_t *wrong; /* by note: its sentence was found not to fit */
	bool compilation;
};

static bool is_judged(const struct attributing *a, uint32_t i)
{
	const struct apparatus *ap = a->c->ap;
	const struct indicator *in = &ap->indicators.at[i];
	uint8_t kind = ap->doc->blocks.at[in->block].kind;

	return in->note != NONE && indicator_is_numbered(in) && kind == BLOCK_PARAGRAPH &&
	       (!ap->notes.at[in->note].inferred || ap->notes.at[in->note].certainty >= SURE) &&
	       !drift_holds(a->drift, i);
}

/* "warning in compilations, info elsewhere": the profile says the first. */
static struct finding *found_attribution(struct attributing *a, const char *slug, struct span span)
{
	struct finding *f = found(a->c, slug, span);

	found_severity(f, SEVERITY_INFO);
	return f;
}

/* ---- words for the message -------------------------------------------------------------- */

static struct str source_str(const struct attributing *a, const struct citation *cite)
{
	const struct apparatus *ap = a->c->ap;
	struct str s = document_str(ap->doc, cite->source);

	if (cite->symbol != NONE && ap->symbols.at[cite->symbol].canonical.n)
		return ap->symbols.at[cite->symbol].canonical;
	if (s.n > SOURCE_MOST)
		for (s.n = SOURCE_MOST; (s.p[s.n] & 0xc0) == 0x80 || s.p[s.n - 1] == ' '; s.n--)
			;
	return s;
}

/* "CAT/C/KAZ/CO/4 and UNHCR submission": what the note cites, asides apart. */
static struct str sources_str(const struct attributing *a, const struct note *note)
{
	struct str out = STR_NONE;
	uint32_t n = 0;

	for (uint32_t i = 0; i < note->ncitations && n < CITES_MOST; i++) {
		const struct citation *cite = &a->c->ap->citations.at[note->first_citation + i];
		struct str s = source_str(a, cite);

		if (cite->aside)
			continue;
		out = arena_printf(a->c->arena, "%.*s%s%.*s", STR_ARG(out), n ? "; " : "",
				   STR_ARG(s));
		n++;
	}
	return out;
}

/* The mention in the claim that speaks for one of 'bodies', or any that speaks, or NULL. */
static const struct mention *speaker_of(const struct attributing *a, const struct indicator *in,
					struct body_set set)
{
	const struct mention *any = NULL;

	for (uint32_t i = 0; i < in->nmentions; i++) {
		const struct mention *m = &a->c->ap->mentions.at[in->first_mention + i];

		if (m->speaks && body_set_has(set, m->body))
			return m;
		if (m->speaks && m->body != BODY_NONE)
			any = m;
	}
	return any;
}

/* "the Special Rapporteur on minority issues": as printed; for a pronoun the body's name. */
static struct str mention_str(const struct attributing *a, const struct mention *m)
{
	struct body_set set = {{0}};

	while (m->refers != REFERS_NOT && m->antecedent != NONE)
		m = &a->c->ap->mentions.at[m->antecedent];
	if (m->refers == REFERS_NOT)
		return arena_printf(a->c->arena, "the %.*s",
				    STR_ARG(document_str(a->c->doc, m->span)));
	body_set_add(&set, m->body);
	return attribution_names(a->c, set);
}

static struct span source_span(const struct attributing *a, const struct note *note)
{
	if (!note->ncitations)
		return note->span;
	return a->c->ap->citations.at[note->first_citation].source;
}

/* ---- the note cites others ------------------------------------------------------------------ */

/* A finding at the indicator, with the words of the claim and the source of the note. */
static struct finding *found_at_claim(struct attributing *a, const char *slug, uint32_t i,
				      struct body_set named)
{
	const struct indicator *in = &a->c->ap->indicators.at[i];
	const struct note *note = &a->c->ap->notes.at[in->note];
	const struct mention *m = speaker_of(a, in, named);
	struct finding *f = found_attribution(a, slug, in->span);

	if (!f)
		return NULL;
	if (note->inferred)
		found_guess(f);
	found_str(f, "label", note->label.n ? note->label : in->label);
	if (m)
		found_related(a->c, f, m->span, "who is named");
	found_related(a->c, f, source_span(a, note), "what is cited");
	return f;
}

/* "Ibid." behind a note that was reported: what is wrong with it has been said there. */
static bool follows_wrong(struct attributing *a, const struct note *note)
{
	const struct citation *cite = &a->c->ap->citations.at[note->first_citation];

	for (uint32_t i = 0; i < note->ncitations; i++)
		if (!cite[i].aside && (cite[i].kind != CITES_IBID || cite[i].same_as_note == NONE ||
				       !a->wrong[cite[i].same_as_note]))
			return false;
	return note->ncitations > 0;
}

static void check_mismatch(struct attributing *a, uint32_t i)
{
	const struct apparatus *ap = a->c->ap;
	const struct indicator *in = &ap->indicators.at[i];
	const struct note *note = &ap->notes.at[in->note];
	const struct mention *m = speaker_of(a, in, in->speakers);
	struct finding *f;

	a->wrong[in->note] = true;
	if (follows_wrong(a, note))
		return;
	if (m && m->refers != REFERS_NOT &&
	    (a->compilation || m->refers == REFERS_SAME_COMMITTEE ||
	     m->refers == REFERS_SAME_PERSON)) {
		struct str words = document_str(ap->doc, m->span);
		struct str named = attribution_names(a->c, in->speakers);

		f = found_at_claim(a, "attribution-antecedent", i, in->speakers);
		found_str(f, "words", words);
		found_str(f, "fault",
			  arena_printf(a->c->arena,
				       "stands for %.*s here, but note %.*s cites %.*s",
				       STR_ARG(named), STR_ARG(note->label),
				       STR_ARG(sources_str(a, note))));
		return;
	}
	f = found_at_claim(a, "attribution-symbol-mismatch", i, in->speakers);
	if (!f)
		return;
	found_str(f, "named", attribution_names(a->c, in->speakers));
	found_str(f, "cites", sources_str(a, note));
}

/* What serves every mandate is cited for one of them here and for another elsewhere. */
static void check_strays(struct attributing *a)
{
	const struct apparatus *ap = a->c->ap;
	struct strays strays;

	if (!rule_on(a->c, "attribution-symbol-mismatch"))
		return;
	attribution_strays(a->c, &strays);
	for (uint32_t i = 0; i < strays.list.n; i++) {
		const struct stray *stray = &strays.list.at[i];
		const struct indicator *in = &ap->indicators.at[stray->indicator];
		const struct indicator *other = &ap->indicators.at[stray->owner];
		const struct mention *m = speaker_of(a, in, bodies_of_council());
		const struct mention *owner = speaker_of(a, other, bodies_of_council());
		struct finding *f;

		if (!is_judged(a, stray->indicator) || !m || !owner)
			continue;
		f = found_at_claim(a, "attribution-symbol-mismatch", stray->indicator,
				   bodies_of_council());
		if (!f)
			continue;
		found_str(f, "named", mention_str(a, m));
		found_str(f, "cites",
			  arena_printf(a->c->arena, "%.*s, which note %.*s cites for %.*s",
				       STR_ARG(sources_str(a, &ap->notes.at[in->note])),
				       STR_ARG(other->label), STR_ARG(mention_str(a, owner))));
		found_related(a->c, f, other->span, "cited for another here");
	}
}

/* ---- one of several has no source ------------------------------------------------------------ */

/* Subjects of one verb, one of which is cited: the others are wanted too, whatever the genre. */
static bool shares_verb(const struct attributing *a, const struct indicator *in,
			struct body_set cited)
{
	const struct mention *at = &a->c->ap->mentions.at[in->first_mention];
	uint32_t of_them = 0, n = 0; /* cited, and all: of the last ones that share a verb */

	for (uint32_t i = 0; i < in->nmentions; i++) {
		if (i && !at[i - 1].joined)
			of_them = n = 0;
		if (!at[i].speaks || at[i].body == BODY_NONE)
			continue;
		n++;
		of_them += !body_set_is_empty(body_set_and(bodies[at[i].body].kin, cited));
	}
	return n > 1 && of_them;
}

static void check_missing(struct attributing *a, uint32_t i)
{
	const struct apparatus *ap = a->c->ap;
	const struct indicator *in = &ap->indicators.at[i];
	const struct note *note = &ap->notes.at[in->note];
	struct body_set cited = {{0}}, missing;
	struct finding *f;

	if (in->inherited && !a->compilation)
		return;
	for (uint32_t k = 0; k < note->ncitations; k++) {
		const struct citation *cite = &ap->citations.at[note->first_citation + k];

		if (!attribution_is_known(cite))
			return;
		cited = body_set_or(cited, attribution_cited(ap, cite));
	}
	missing = attribution_lacking(in->speakers, cited);
	if (body_set_is_empty(missing) || (!a->compilation && !shares_verb(a, in, cited)))
		return;
	f = found_at_claim(a, "attribution-source-missing", i, missing);
	if (f)
		found_str(f, "named", attribution_names(a->c, missing));
}

/* ---- a source that nobody announced -----------------------------------------------------------
 */

static void check_unannounced(struct attributing *a, uint32_t i)
{
	const struct apparatus *ap = a->c->ap;
	const struct indicator *in = &ap->indicators.at[i];
	const struct note *note = &ap->notes.at[in->note];
	struct body_set kin = attribution_kin(in->bodies);

	for (uint32_t k = 0; k < note->ncitations; k++) {
		const struct citation *cite = &ap->citations.at[note->first_citation + k];
		struct finding *f;

		if (cite->aside || !attribution_is_known(cite) ||
		    !body_set_is_empty(body_set_and(kin, attribution_cited(ap, cite))))
			continue;
		f = found(a->c, "attribution-unannounced-source", cite->source);
		if (note->inferred)
			found_guess(f);
		found_str(f, "source", source_str(a, cite));
		found_related(a->c, f, in->claim, "the sentence");
	}
}

/* ---- references back ----------------------------------------------------------------------------
 */

/* The words stand at the beginning of the first paragraph under a heading. */
static bool opens_section(const struct attributing *a, const struct mention *m)
{
	const struct document *d = a->c->doc;
	uint32_t block = m->block;
	const struct block *b;

	if (block == NONE || block == 0)
		return false;
	b = &d->blocks.at[block];
	if (b->kind != BLOCK_PARAGRAPH || b[-1].kind != BLOCK_HEADING)
		return false;
	return m->span.begin - (span_is_empty(b->number) ? b->span.begin : b->number.end) < 4;
}

static const char *antecedent_fault(const struct attributing *a, const struct mention *m)
{
	bool same = m->refers == REFERS_SAME_COMMITTEE || m->refers == REFERS_SAME_PERSON;

	if (same && m->body == BODY_NONE && m->antecedent == NONE)
		return "has nobody before it to stand for: name the body";
	if (!a->compilation && !same)
		return NULL;
	if (m->refers == REFERS_NOT || m->refers == REFERS_OTHER)
		return NULL;
	if (!m->speaks && m->refers >= REFERS_IT)
		return NULL;
	if (opens_section(a, m))
		return "opens a section: name the body that is meant";
	if (a->compilation && m->body == BODY_NONE && m->antecedent == NONE && m->speaks)
		return "has nobody before it to stand for: name the body";
	return NULL;
}

static void check_antecedents(struct attributing *a)
{
	const struct apparatus *ap = a->c->ap;

	for (uint32_t i = 0; i < ap->mentions.n; i++) {
		const struct mention *m = &ap->mentions.at[i];
		const char *fault = m->refers == REFERS_NOT ? NULL : antecedent_fault(a, m);
		struct finding *f;

		if (!fault)
			continue;
		f = found_attribution(a, "attribution-antecedent", m->span);
		found_str(f, "words", document_str(ap->doc, m->span));
		found_str(f, "fault", str_of(fault));
	}
}

/* ---- "several sources" -------------------------------------------------------------------------
 */

static bool says_several(struct str claim)
{
	static const struct str words[] = {{"everal sources", 14},
					   {"arious sources", 14},
					   {"everal United Nations sources", 29}};

	/* Most claims have no sources at all. */
	if (str_find(claim, STR(" sources"), 0) == SIZE_MAX)
		return false;
	for (size_t i = 0; i < COUNT_OF(words); i++) {
		size_t at = str_find(claim, words[i], 0);

		if (at != SIZE_MAX && speech_scan(str_skip(claim, at + words[i].n)))
			return true;
	}
	return false;
}

static void check_several(struct attributing *a, uint32_t i)
{
	const struct apparatus *ap = a->c->ap;
	const struct indicator *in = &ap->indicators.at[i];
	const struct note *note = &ap->notes.at[in->note];
	struct finding *f;

	if (note->ncitations != 1 || !says_several(document_str(ap->doc, in->claim)))
		return;
	f = found_at_indicator(a->c, "source-several-expected", i);
	found_str(f, "cites", sources_str(a, note));
	found_related(a->c, f, source_span(a, note), "what is cited");
}

static void run(struct checking *c)
{
	struct attributing a = {.c = c, .compilation = is_compilation(c)};
	bool unannounced = a.compilation && rule_on(c, "attribution-unannounced-source");
	bool several = a.compilation && rule_on(c, "source-several-expected");

	a.drift = drift_find(c);
	a.wrong = arena_zero(c->arena, c->ap->notes.n + 1);
	for (uint32_t i = 0; i < c->ap->indicators.n; i++) {
		const struct indicator *in = &c->ap->indicators.at[i];
		enum fit fit;

		if (!is_judged(&a, i))
			continue;
		if (several)
			check_several(&a, i);
		fit = attribution_fit(c, in, &c->ap->notes.at[in->note]);
		if (fit == FIT_DISAGREES)
			check_mismatch(&a, i);
		if (fit == FIT_AGREES)
			check_missing(&a, i);
		if (fit == FIT_AGREES && unannounced)
			check_unannounced(&a, i);
	}
	check_strays(&a);
	check_antecedents(&a);
}

static const char *const slugs[] = {"attribution-symbol-mismatch",    "attribution-source-missing",
				    "attribution-unannounced-source", "attribution-antecedent",
				    "source-several-expected",	      NULL};

const struct checker checker_attribution = {"attribution", slugs, run};
