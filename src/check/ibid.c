/*
 * Ibid.: what it stands for, and where it could stand.
 */
#include "check/check.h"

enum { WORK_LEAST = 24 }; /* bytes; shorter ones are short forms */

#include "check/profile.h"

enum { SOURCES_MOST = 16 }; /* sources of one note that are told apart; more are many anyway */

/* A source without its corrigenda: "X and X/Corr.1" is one. */
static struct str without_corrigendum(struct str key)
{
	size_t at = str_find(key, STR("/Corr."), 0);

	return at == SIZE_MAX ? key : str_part(key, 0, at);
}

/* How many different sources note 'n' cites; without those after "See also" if 'plain'. */
static uint32_t sources_of(const struct apparatus *ap, const struct note *n, bool plain)
{
	struct str keys[SOURCES_MOST];
	uint32_t count = 0;

	for (uint32_t i = 0; i < n->ncitations && count < SOURCES_MOST; i++) {
		const struct citation *c = &ap->citations.at[n->first_citation + i];
		struct str key = without_corrigendum(c->key);
		bool seen = false;

		/* "Original italics." reads like a source that nobody knows. */
		if ((plain && c->aside) || (c->form == FORM_UNKNOWN && span_is_empty(c->signal)))
			continue;
		for (uint32_t k = 0; k < count && !seen; k++)
			seen = str_eq(keys[k], key);
		if (!seen)
			keys[count++] = key;
	}
	return count;
}

static bool is_compilation(const struct checking *c)
{
	return c->profile && strcmp(c->profile->slug, "upr-compilation") == 0;
}

/* The note before an Ibid. that opens note 'i': what is wrong with it. */
static void check_opening(struct checking *c, uint32_t i, const struct citation *ibid)
{
	const struct apparatus *ap = c->ap;
	const struct note *n = &ap->notes.at[i], *before = n - 1;
	struct finding *f;
	uint32_t sources;

	if (!note_follows(ap, i)) {
		if (n->number == 1 && !n->inferred)
			found(c, "ibid-without-antecedent", ibid->source);
		return;
	}
	sources = sources_of(ap, before, is_compilation(c));
	if (sources == 0 && before->ncitations == 0) {
		f = found(c, "ibid-after-no-source", ibid->source);
		found_str(f, "label", before->label);
		found_related(c, f, before->span, "the note before");
	} else if (sources > 1) {
		f = found(c, "ibid-after-several-sources", ibid->source);
		found_str(f, "label", before->label);
		found_number(c, f, "count", sources);
		found_related(c, f, before->span, "the note before");
		if (!ibid->nlocators)
			found_severity(f, SEVERITY_INFO);
	}
}

/* ---- where it could stand
 * ------------------------------------------------------------------------- */

static bool uses_ibid(const struct apparatus *ap)
{
	for (uint32_t i = 0; i < ap->citations.n; i++)
		if (ap->citations.at[i].form == FORM_IBID)
			return true;
	return false;
}

static const struct citation *only_citation(const struct apparatus *ap, const struct note *n)
{
	return n->ncitations == 1 ? &ap->citations.at[n->first_citation] : NULL;
}

/* A judgment, a book: in full again when it is printed alike. */
static bool is_work_again(const struct apparatus *ap, const struct citation *cited,
			  const struct citation *before)
{
	struct str words = document_str(ap->doc, cited->source);

	return cited->form == FORM_WORK && words.n >= WORK_LEAST &&
	       str_eq(words, document_str(ap->doc, before->source));
}

/* Both are printed alike, or 'cited' is the bare symbol: a symbol in brackets behind words may be
 * that of a collection. */
static bool is_same(const struct apparatus *ap, const struct citation *cited,
		    const struct citation *before)
{
	struct str words = document_str(ap->doc, cited->source);

	if (!cited->key.n || !str_eq(cited->key, before->key))
		return false;
	return str_eq(words, document_str(ap->doc, before->source)) ||
	       (cited->symbol != NONE &&
		cited->source.begin == ap->symbols.at[cited->symbol].span.begin);
}

/* The words to be replaced: with the note's stop where nothing follows them. */
static struct span replaced(const struct checking *c, const struct note *n,
			    const struct citation *cited)
{
	struct span s = cited->source;

	if (s.end < n->span.end && c->doc->text.p[s.end] == '.')
		s.end++;
	return s;
}

/* Note 'i' cites in full what the note before cites alone. */
static void check_available(struct checking *c, uint32_t i)
{
	const struct apparatus *ap = c->ap;
	const struct note *n = &ap->notes.at[i];
	const struct citation *cited = only_citation(ap, n), *before;
	struct finding *f;

	if (!cited || !note_follows(ap, i) || n->inferred)
		return;
	before = only_citation(ap, n - 1);
	if (!before)
		return;
	if (!is_work_again(ap, cited, before) &&
	    (cited->form > FORM_OFFICIAL_RECORDS || cited->antecedent != NONE ||
	     !is_same(ap, cited, before)))
		return;
	f = found(c, "ibid-available", cited->source);
	found_str(f, "label", n[-1].label);
	found_related(c, f, before->source, "the source in the note before");
	if (cited->source.begin == n->span.begin)
		found_fix(c, f, FIX_SUGGESTED, replaced(c, n, cited), STR("Ibid."));
}

static void run(struct checking *c)
{
	const struct apparatus *ap = c->ap;
	bool used = uses_ibid(ap);

	if (!used)
		return;
	for (uint32_t i = 0; i < ap->notes.n; i++) {
		const struct note *n = &ap->notes.at[i];
		const struct citation *first =
			n->ncitations ? &ap->citations.at[n->first_citation] : NULL;

		if (n->series > SERIES_ENDNOTES || !first)
			continue;
		if (first->form == FORM_IBID)
			check_opening(c, i, first);
		else
			check_available(c, i);
	}
}

static const char *const slugs[] = {
	"ibid-without-antecedent",
	"ibid-after-several-sources",
	"ibid-after-no-source",
	"ibid-available",
	NULL,
};

const struct checker checker_ibid = {"ibid", slugs, run};
