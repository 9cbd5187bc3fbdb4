/*
 * What patterns find in notes, and whether the note parser read it as what it is. The patterns
 * know nothing of the parser: they are what an editor would search for.
 */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "quality.h"

#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>

enum { SYMBOLS, LOCATORS, IBIDS, ADDRESSES, PATTERNS };

const char *const token_patterns[4] = {"symbols", "locators", "Ibid.", "addresses"};

static const struct {
	const char *pattern;
	uint8_t kind;
} looked_for[PATTERNS] = {
	[SYMBOLS] = {"(?<![\\w/.-])(?:A|E|S|CAT|CCPR|CRC|CEDAW|CERD|CRPD|CMW|CED|HRI|ST|DP|TD)/"
		     "(?=[\\w./()-]*\\d)(?:[A-Z0-9][\\w.-]*/)*[A-Z0-9][\\w.-]*\\w",
		     TOKEN_SYMBOL},
	[LOCATORS] = {"(?<![\\w.])[Pp]aras?\\. \\d+(?:\\.\\d+)*(?: \\([a-z]\\))?"
		      "(?:[–-]\\d+(?:\\.\\d+)*)?|(?<![\\w.])pp?\\. \\d+(?:[–-]\\d+)?",
		      TOKEN_LOCATOR},
	[IBIDS] = {"\\b[Ii]bid\\b", TOKEN_IBID},
	[ADDRESSES] = {"(?:https?://|(?<![\\w/.@-])www\\.)[^\\s<>“”\"]*[\\w/]", TOKEN_ADDRESS},
};

static pcre2_code *codes[PATTERNS];
static pcre2_code *quotations;

static pcre2_code *compile(const char *pattern)
{
	PCRE2_SIZE offset;
	int error;
	pcre2_code *code = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED,
					 PCRE2_UTF | PCRE2_UCP, &error, &offset, NULL);

	if (!code) {
		fprintf(stderr, "quality: \"%s\": error %d at %zu\n", pattern, error, offset);
		exit(2);
	}
	return code;
}

static void compile_all(void)
{
	if (quotations)
		return;
	quotations = compile("“[^”]*”?|\"[^\"]*\"");
	for (int i = 0; i < PATTERNS; i++)
		codes[i] = compile(looked_for[i].pattern);
}

/* The next match in the note from 'at' on. */
static bool match_next(const pcre2_code *code, struct str text, struct span note, uint32_t at,
		       struct span *out)
{
	pcre2_match_data *data = pcre2_match_data_create(16, NULL);
	PCRE2_SIZE *found = pcre2_get_ovector_pointer(data);
	bool is = pcre2_match(code, (PCRE2_SPTR)text.p + note.begin, note.end - note.begin,
			      at - note.begin, 0, data, NULL) > 0 &&
		  found[1] > found[0];

	if (is)
		*out = (struct span){note.begin + (uint32_t)found[0],
				     note.begin + (uint32_t)found[1]};
	pcre2_match_data_free(data);
	return is;
}

/* It lies in a quotation, where nothing need be told apart. */
static bool is_quoted(const struct document *d, struct span note, struct span s)
{
	struct span q;

	for (uint32_t at = note.begin; match_next(quotations, d->text, note, at, &q); at = q.end)
		if (q.begin < s.begin && s.end <= q.end)
			return true;
	return false;
}

/* Symbols and locators in an address are its own. */
static bool is_in_address(const struct document *d, struct span note, struct span s)
{
	struct span q;

	for (uint32_t at = note.begin; match_next(codes[ADDRESSES], d->text, note, at, &q);
	     at = q.end)
		if (span_holds(q, s))
			return true;
	return false;
}

static bool is_covered(const struct apparatus *ap, const struct note *n, struct span s,
		       uint8_t kind)
{
	for (uint32_t i = n->first_token; i < n->first_token + n->ntokens; i++)
		if (ap->tokens.at[i].kind == kind && span_holds(ap->tokens.at[i].span, s))
			return true;
	return false;
}

static void count_pattern(struct token_figures *f, const struct apparatus *ap, const struct note *n,
			  int k, struct samples *missed)
{
	struct span s;

	for (uint32_t at = n->span.begin; match_next(codes[k], ap->doc->text, n->span, at, &s);
	     at = s.end) {
		char *slot;

		if (is_quoted(ap->doc, n->span, s) ||
		    (k != ADDRESSES && is_in_address(ap->doc, n->span, s)))
			continue;
		f->kinds[k].found++;
		if (is_covered(ap, n, s, looked_for[k].kind)) {
			f->kinds[k].covered++;
			continue;
		}
		slot = samples_slot(missed);
		if (slot)
			sample_write(slot, 1024, ap->doc, s);
	}
}

static bool is_even(const struct apparatus *ap, const struct note *n)
{
	uint32_t at = n->span.begin;

	for (uint32_t i = n->first_token; i < n->first_token + n->ntokens; i++) {
		if (ap->tokens.at[i].span.begin != at)
			return false;
		at = ap->tokens.at[i].span.end;
	}
	return at == n->span.end;
}

static void count_citations(struct token_figures *f, const struct apparatus *ap,
			    const struct note *n, struct samples *unknown)
{
	bool any = false;

	for (uint32_t i = n->first_citation; i < n->first_citation + n->ncitations; i++) {
		const struct citation *c = &ap->citations.at[i];
		char *slot;

		f->citations++;
		if (c->kind != CITES_UNKNOWN)
			continue;
		f->unknown++;
		any = true;
		slot = samples_slot(unknown);
		if (slot)
			sample_write(slot, 1024, ap->doc, c->span);
	}
	f->unknown_notes += any;
}

void tokens_count(struct token_figures *f, const struct apparatus *ap, struct samples *missed,
		  struct samples *unknown)
{
	compile_all();
	for (uint32_t i = 0; i < ap->notes.n; i++) {
		const struct note *n = &ap->notes.at[i];

		f->notes++;
		f->uneven += !is_even(ap, n);
		count_citations(f, ap, n, unknown);
		for (int k = 0; k < PATTERNS; k++)
			count_pattern(f, ap, n, k, missed);
	}
}
