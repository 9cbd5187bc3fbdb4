/*
 * Names of mandates: one mandate should go by one name, and a short title be introduced beside the
 * full one. Told once a mandate, at the first name that differs.
 */
#include "check/check.h"

#include "cite/mandate.h"

enum { MANDATES_MOST = 256 };

/* The first mention under a full title and the first under a short one; NONE if there is none. */
struct names {
	uint32_t full, brief;
	uint32_t other;	 /* under a second full title, or a second short one */
	bool introduced; /* the short title stands beside the full one */
};

/* "… while countering terrorism (Special Rapporteur on terrorism)", "“the Special Rapporteur on
 * torture”": brackets or quotation marks before the name. */
static bool is_introduced(const struct checking *c, const struct mention *m)
{
	uint32_t from = m->span.begin > 24 ? m->span.begin - 24 : 0;
	struct str before = str_part(c->doc->text, from, m->span.begin);

	return memchr(before.p, '(', before.n) || memmem(before.p, before.n, "\xe2\x80\x9c", 3) ||
	       memchr(before.p, '"', before.n);
}

static void see(struct checking *c, struct names *names, uint32_t i)
{
	const struct mention *m = &c->ap->mentions.at[i];
	const struct mandate_title *title = &mandate_titles[m->title];
	struct names *n = &names[title->mandate];
	uint32_t *first = title->kind == TITLE_SHORT ? &n->brief : &n->full;

	if (title->kind == TITLE_SHORT && is_introduced(c, m))
		n->introduced = true;
	if (*first == NONE)
		*first = i;
	else if (n->other == NONE && c->ap->mentions.at[*first].title != m->title &&
		 !(title->kind == TITLE_SHORT && is_introduced(c, m)))
		n->other = i;
}

static struct str name_str(const struct checking *c, uint32_t mention)
{
	return document_str(c->doc, c->ap->mentions.at[mention].span);
}

static void report(struct checking *c, const struct names *n, const struct mandate *mandate)
{
	uint32_t at = n->brief != NONE && !n->introduced ? n->brief : n->other;
	uint32_t to = at == NONE ? NONE : n->full != NONE && n->full != at ? n->full : n->brief;
	struct finding *f;

	if (at == NONE)
		return;
	f = found(c, "mandate-name-variants", c->ap->mentions.at[at].span);
	if (to == at || to == NONE) {
		found_str(f, "fault",
			  arena_printf(c->arena,
				       "is a short title that is not introduced: give the full one "
				       "first, “%s”",
				       mandate->name));
		return;
	}
	found_str(f, "fault",
		  arena_printf(c->arena,
			       "is called “%.*s” as well: use one name, or introduce the "
			       "short one beside it",
			       STR_ARG(name_str(c, to))));
	found_related(c, f, c->ap->mentions.at[to].span, "the other name");
}

static void run(struct checking *c)
{
	struct names names[MANDATES_MOST];
	const struct apparatus *ap = c->ap;

	if (!rule_on(c, "mandate-name-variants"))
		return;
	for (size_t i = 0; i < MANDATES_MOST; i++)
		names[i] = (struct names){NONE, NONE, NONE, false};
	for (uint32_t i = 0; i < ap->mentions.n; i++)
		if (ap->mentions.at[i].title != TITLE_NONE &&
		    ap->mentions.at[i].refers == REFERS_NOT)
			see(c, names, i);
	for (uint16_t i = 0; i < mandates_count; i++)
		report(c, &names[i], &mandates[i]);
}

static const char *const slugs[] = {"mandate-name-variants", NULL};

const struct checker checker_mandate = {"mandate", slugs, run};
