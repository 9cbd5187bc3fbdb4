#include "check/pattern.h"

#include "base/utf8.h"
#include "check/literals.h"
#include "check/ruleset.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

enum {
	/* A match lies within so many bytes of its anchor. It bounds the work per anchor. */
	NEAR = 1024,
	/* What the search near one anchor has covered with this margin need not be searched
	 * again for the next. */
	MARGIN = 256,
	/* Enough for any sane pattern on NEAR bytes; an exponential one is over in milliseconds. */
	MATCH_LIMIT = 200000,
	DEPTH_LIMIT = 2000,
	HEAP_LIMIT_KIB = 1024,
	STACK_LEAST = 32 << 10,
	STACK_MOST = 512 << 10,
	GROUPS = 10,
};

struct compiled {
	pcre2_code *code;
	bool broken;
	/* Of the document under way: */
	bool given_up;
	uint32_t done;	/* end of the last match */
	uint32_t seen;	/* how far the last search went */
	uint32_t count; /* matches */
};

struct pattern_job {
	const struct ruleset *rs;
	struct compiled *at; /* by rule */
	VEC(uint32_t) used;  /* rules to be reset before the next document */
	struct arena *arena;
	pcre2_match_context *context;
	pcre2_match_data *match;
	pcre2_jit_stack *stack;
};

struct pattern_job *pattern_job_new(const struct ruleset *rs, struct arena *a)
{
	struct pattern_job *job = ARENA_NEW(a, struct pattern_job);

	job->rs = rs;
	job->arena = a;
	job->at = arena_zero(a, (rs->n + 1) * sizeof(*job->at));
	return job;
}

void pattern_job_free(struct pattern_job *job)
{
	for (uint32_t i = 0; i < job->rs->n; i++)
		pcre2_code_free(job->at[i].code);
	pcre2_match_context_free(job->context);
	pcre2_match_data_free(job->match);
	pcre2_jit_stack_free(job->stack);
}

static void give_up(struct checking *c, const struct rule *rule, struct compiled *p,
		    const char *why)
{
	struct str message = arena_printf(c->arena, "%s: \"pattern\": %s", rule->path, why);

	p->given_up = true;
	*vec_push(c->arena, &c->errors) = (struct rule_error){str_of(rule->path), message};
}

static bool make_context(struct pattern_job *job)
{
	if (job->context)
		return true;
	job->context = pcre2_match_context_create(NULL);
	job->match = pcre2_match_data_create(GROUPS, NULL);
	if (!job->context || !job->match)
		return false;
	pcre2_set_match_limit(job->context, MATCH_LIMIT);
	pcre2_set_depth_limit(job->context, DEPTH_LIMIT);
	pcre2_set_heap_limit(job->context, HEAP_LIMIT_KIB);
	job->stack = pcre2_jit_stack_create(STACK_LEAST, STACK_MOST, NULL);
	if (job->stack)
		pcre2_jit_stack_assign(job->context, NULL, job->stack);
	return true;
}

static bool compile(struct pattern_job *job, const struct rule *rule, struct compiled *p)
{
	int code;
	size_t offset;

	if (p->code)
		return true;
	if (p->broken || !make_context(job))
		return false;
	p->code = pcre2_compile((PCRE2_SPTR)rule->pattern, PCRE2_ZERO_TERMINATED,
				PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C, &code, &offset, NULL);
	p->broken = !p->code;
	if (p->code)
		pcre2_jit_compile(p->code, PCRE2_JIT_COMPLETE); /* without it, slower */
	return p->code != NULL;
}

/* ---- a match ------------------------------------------------------------------ */

struct match {
	struct str text; /* of the block */
	const size_t *groups;
	int n;
};

static struct str group(const struct match *m, int i)
{
	if (i >= m->n || m->groups[2 * i] == PCRE2_UNSET)
		return STR_NONE;
	return str_part(m->text, m->groups[2 * i], m->groups[2 * i + 1]);
}

/* The replacement with its groups filled in: $0 to $9, $$ for a dollar. */
static struct str expand(struct arena *a, const char *template, const struct match *m)
{
	size_t most = 1, n = 0;
	char *out;

	for (const char *p = template; *p; p++)
		most += *p == '$' && is_digit(p[1]) ? group(m, p[1] - '0').n : 1;
	out = arena_alloc(a, most);
	for (const char *p = template; *p; p++) {
		struct str put = {p, 1};

		if (*p == '$' && is_digit(p[1]))
			put = group(m, *++p - '0');
		else if (*p == '$' && p[1] == '$')
			p++;
		if (put.n)
			memcpy(out + n, put.p, put.n);
		n += put.n;
	}
	return (struct str){out, n};
}

/* An edit touches only the bytes that change, so that it crosses as few seams as can be. */
static void add_fix(struct checking *c, struct finding *f, struct str new)
{
	struct str old = document_str(c->doc, f->span);
	size_t head = 0, tail = 0;

	while (head < old.n && head < new.n &&old.p[head] == new.p[head])
		head++;
	while (head && head < old.n && (old.p[head] & 0xc0) == 0x80)
		head--;
	while (tail < old.n - head &&
	       tail < new.n - head &&old.p[old.n - 1 - tail] == new.p[new.n - 1 - tail])
		tail++;
	while (tail && (old.p[old.n - tail] & 0xc0) == 0x80)
		tail--;
	found_fix(c, f, f->rule->fix,
		  (struct span){f->span.begin + (uint32_t)head, f->span.end - (uint32_t)tail},
		  str_part(new, head, new.n - tail));
}

static void add_match(struct checking *c, const struct rule *rule, uint32_t base,
		      const struct match *m)
{
	static const char *const names[GROUPS] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
	struct span span = {base + (uint32_t)m->groups[0], base + (uint32_t)m->groups[1]};
	struct finding *f = found(c, rule->slug, span);

	for (int i = 1; f && i < m->n && i <= FINDING_ARGUMENTS; i++)
		found_str(f, names[i], group(m, i));
	if (f && rule->replacement)
		add_fix(c, f, expand(c->arena, rule->replacement, m));
}

static bool is_limit(int code)
{
	return code == PCRE2_ERROR_MATCHLIMIT || code == PCRE2_ERROR_DEPTHLIMIT ||
	       code == PCRE2_ERROR_HEAPLIMIT || code == PCRE2_ERROR_JIT_STACKLIMIT ||
	       code == PCRE2_ERROR_NOMEMORY;
}

/* ---- the search ---------------------------------------------------------------- */

struct search {
	struct pattern_job *job;
	struct checking *c;
	uint32_t offset; /* of the region in the text */
};

/* Searches 'window' of the block that begins at 'base'. */
static void search_window(struct search *s, uint32_t index, struct span block, struct span window)
{
	const struct rule *rule = s->job->rs->rules[index];
	struct compiled *p = &s->job->at[index];
	struct match m = {str_part(s->c->doc->text, block.begin, window.end), NULL, 0};
	size_t from = window.begin - block.begin;
	uint32_t options = PCRE2_NO_UTF_CHECK | PCRE2_NOTEMPTY;

	if (window.end < block.end)
		options |= PCRE2_NOTEOL;
	while (from < m.text.n) {
		m.n = pcre2_match(p->code, (PCRE2_SPTR)m.text.p, m.text.n, from, options,
				  s->job->match, s->job->context);
		if (m.n < 0 && is_limit(m.n))
			give_up(s->c, rule, p,
				"too costly; gave up on this document. Make it fail faster: no "
				"repetition of a repetition");
		if (m.n < 0)
			return;
		m.n = m.n ? m.n : GROUPS;
		m.groups = pcre2_get_ovector_pointer(s->job->match);
		if (m.groups[1] <= from || m.groups[0] > m.groups[1])
			return;
		add_match(s->c, rule, block.begin, &m);
		from = m.groups[1];
		p->done = block.begin + (uint32_t)from;
	}
}

/* At most NEAR bytes around the anchor, within its block, whole code points. */
static struct span window_around(const struct document *d, struct span block, uint32_t at,
				 uint32_t end)
{
	struct span w = {at - block.begin > NEAR ? at - NEAR : block.begin,
			 block.end - end > NEAR ? end + NEAR : block.end};

	while (w.begin > block.begin && (d->text.p[w.begin] & 0xc0) == 0x80)
		w.begin--;
	while (w.end < block.end && (d->text.p[w.end] & 0xc0) == 0x80)
		w.end++;
	return w;
}

static bool at_anchor(void *to, const struct literal *literal, size_t at)
{
	struct search *s = to;
	struct compiled *p = &s->job->at[literal->which];
	const struct document *d = s->c->doc;
	uint32_t begin = s->offset + (uint32_t)at, end = begin + (uint32_t)literal->text.n;
	uint32_t index;
	struct span block, window;

	if (p->given_up || s->c->levels[literal->which] == LEVEL_OFF || end + MARGIN <= p->seen)
		return true;
	index = document_block(d, begin);
	if (index == NONE || d->blocks.at[index].span.end < end ||
	    !compile(s->job, s->job->rs->rules[literal->which], p))
		return true;
	block = d->blocks.at[index].span;
	window = window_around(d, block, begin, end);
	if (p->done > window.begin)
		window.begin = p->done < window.end ? p->done : window.end;
	if (!p->seen)
		*vec_push(s->job->arena, &s->job->used) = literal->which;
	/* A search that reached the end of the block need not be done again in it. */
	p->seen = window.end == block.end ? block.end + MARGIN : window.end;
	search_window(s, literal->which, block, window);
	return true;
}

/* The notes, between the body and the page furniture. */
static struct span notes_region(const struct document *d)
{
	struct span region = {(uint32_t)d->text.n, (uint32_t)d->text.n};

	for (uint32_t i = 0; i < d->blocks.n; i++)
		if (d->blocks.at[i].part == PART_FOOTNOTES ||
		    d->blocks.at[i].part == PART_ENDNOTES) {
			region.begin = d->blocks.at[i].span.begin;
			break;
		}
	return region;
}

static void search_region(struct search *s, const struct literals *anchors, struct span region)
{
	s->offset = region.begin;
	literals_scan(anchors, str_part(s->c->doc->text, region.begin, region.end), at_anchor, s);
}

void pattern_run(struct pattern_job *job, struct checking *c)
{
	struct search s = {.job = job, .c = c};
	struct span notes;

	if (!job->rs->body_anchors && !job->rs->notes_anchors)
		return;
	notes = notes_region(c->doc);
	search_region(&s, job->rs->body_anchors, (struct span){0, notes.begin});
	search_region(&s, job->rs->notes_anchors, notes);
	for (uint32_t i = 0; i < job->used.n; i++) {
		struct compiled *p = &job->at[job->used.at[i]];

		p->given_up = false;
		p->done = p->seen = 0;
	}
	job->used.n = 0;
}
