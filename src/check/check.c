#include "check/check.h"

#include "check/ruleset.h"

bool rule_on(const struct checking *c, const char *slug)
{
	uint32_t i = ruleset_find(c->rules, str_of(slug));

	return i != NONE && c->levels[i] != LEVEL_OFF;
}

struct finding *found(struct checking *c, const char *slug, struct span span)
{
	struct finding *f;
	uint32_t i;

	/* Findings of one rule come one after the other. */
	if (slug != c->slug) {
		c->slug = slug;
		c->index = ruleset_find(c->rules, str_of(slug));
	}
	i = c->index;
	if (i == NONE || c->levels[i] == LEVEL_OFF)
		return NULL;
	if (c->counts[i]++ >= FINDINGS_MOST)
		return NULL;
	f = vec_push(c->arena, &c->findings);
	f->rule = c->rules->rules[i];
	f->index = i;
	f->span = span;
	f->severity = f->rule->severity;
	f->certain = true;
	return f;
}

void found_str(struct finding *f, const char *name, struct str value)
{
	if (f && f->narguments < FINDING_ARGUMENTS)
		f->arguments[f->narguments++] = (struct argument){name, value};
}

void found_number(struct checking *c, struct finding *f, const char *name, uint32_t value)
{
	char digits[10];
	size_t n = sizeof(digits);

	if (!f)
		return;
	do
		digits[--n] = (char)('0' + value % 10);
	while (value /= 10);
	found_str(f, name, arena_str(c->arena, (struct str){digits + n, sizeof(digits) - n}));
}

void found_related(struct checking *c, struct finding *f, struct span span, const char *message)
{
	if (f)
		*vec_push(c->arena, &f->related) = (struct related){span, message};
}

void found_guess(struct finding *f)
{
	if (f)
		f->certain = false;
}

void found_severity(struct finding *f, enum severity severity)
{
	if (f)
		f->severity = (uint8_t)severity;
}

void found_reach(struct finding *f, struct span reach)
{
	if (f)
		f->reach = reach;
}

/* A fix is as safe as the least safe of its edits, and never safer than its rule says. */
void found_fix(struct checking *c, struct finding *f, enum fix_kind kind, struct span span,
	       struct str text)
{
	if (!f)
		return;
	if (f->fix.kind == FIX_NONE)
		f->fix.kind = f->rule->fix == FIX_SUGGESTED ? FIX_SUGGESTED : (uint8_t)kind;
	if (kind == FIX_SUGGESTED)
		f->fix.kind = FIX_SUGGESTED;
	*vec_push(c->arena, &f->fix.edits) = (struct edit){span, text, false};
}

void found_suggestion(struct checking *c, struct finding *f, struct span span, struct str text)
{
	if (f)
		*vec_push(c->arena, &f->suggestions) = (struct edit){span, text, false};
}
