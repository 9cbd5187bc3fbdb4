#include "check/suppress.h"

#include "check/config.h"
#include "doc/place.h"

#include <fnmatch.h>

/* Rules named by one comment. */
enum { NAMED_MOST = 16 };

static const char unused[] = "suppression-unused";

/* Findings are known only when all checkers have run: the work is done in suppress(). */
static void no_check(struct checking *c)
{
	(void)c;
}

const struct checker checker_suppression = {
	.name = "suppression",
	.slugs = (const char *const[]){unused, NULL},
	.run = no_check,
};

/* One rule named by one comment. */
struct ignore {
	struct span comment; /* in document.raw */
	struct str slug;
	struct str reason;
	uint32_t rule; /* index, or NONE */
	bool used;
};

/* "This rule on this line", in an open hash table. */
struct slot {
	uint32_t line, rule, ignore; /* ignore: index + 1 */
};

struct comments {
	const struct checking *c;
	VEC(struct ignore) ignores;
	struct slot *slots;
	uint32_t mask;
};

static struct str line_text(const struct document *d, uint32_t line)
{
	uint32_t end = line + 1 < d->lines.n ? d->lines.at[line + 1] : (uint32_t)d->raw.n;

	return str_part(d->raw, d->lines.at[line], end);
}

/* ---- reading the comments -------------------------------------------------------- */

static struct str comment_text(struct str raw)
{
	if (str_starts(raw, STR("<!--")))
		raw = str_skip(raw, 4);
	if (str_ends(raw, STR("-->")))
		raw.n -= 3;
	return str_trim(raw);
}

/* "footfault-ignore a, b: reason" */
static void read_comment(struct comments *all, struct span span)
{
	struct str text = comment_text(str_part(all->c->doc->raw, span.begin, span.end));
	struct str reason = STR_NONE;
	const char *colon;

	if (!str_starts(text, STR("footfault-ignore")))
		return;
	text = str_skip(text, strlen("footfault-ignore"));
	if (text.n && !is_space(text.p[0]))
		return;
	colon = memchr(text.p, ':', text.n);
	if (colon) {
		reason = str_trim(str_skip(text, (size_t)(colon - text.p) + 1));
		text.n = (size_t)(colon - text.p);
	}
	for (int named = 0; text.n && named < NAMED_MOST; named++) {
		const char *comma = memchr(text.p, ',', text.n);
		size_t n = comma ? (size_t)(comma - text.p) : text.n;
		struct str slug = str_trim(str_part(text, 0, n));

		*vec_push(all->c->arena, &all->ignores) = (struct ignore){
			span, slug, reason, ruleset_find(all->c->rules, slug), false};
		text = str_skip(text, n + 1);
	}
}

static struct slot *slot_for(const struct comments *all, uint32_t line, uint32_t rule)
{
	uint32_t at = (line * 0x9e3779b1u ^ rule * 0x85ebca6bu) >> 7 & all->mask;

	while (all->slots[at].ignore &&
	       (all->slots[at].line != line || all->slots[at].rule != rule))
		at = (at + 1) & all->mask;
	return &all->slots[at];
}

static void put_slot(struct comments *all, uint32_t line, uint32_t ignore)
{
	uint32_t rule = all->ignores.at[ignore].rule;
	struct slot *slot = slot_for(all, line, rule);

	if (!slot->ignore)
		*slot = (struct slot){line, rule, ignore + 1};
}

/* A comment speaks of its own line and of the next one that is not blank. */
static void put_ignore(struct comments *all, uint32_t index)
{
	const struct document *d = all->c->doc;
	struct span comment = all->ignores.at[index].comment;
	uint32_t first = document_line(d, comment.begin), last = document_line(d, comment.end),
		 next = last + 1;

	put_slot(all, first, index);
	put_slot(all, last, index);
	while (next < d->lines.n && next < last + 8 && !str_trim(line_text(d, next)).n)
		next++;
	put_slot(all, next, index);
}

static void index_comments(struct comments *all)
{
	uint32_t size = 16;

	while (size < all->ignores.n * 8)
		size *= 2;
	all->mask = size - 1;
	all->slots = arena_zero(all->c->arena, size * sizeof(*all->slots));
	for (uint32_t i = 0; i < all->ignores.n; i++)
		if (all->ignores.at[i].rule != NONE && all->ignores.at[i].reason.n)
			put_ignore(all, i);
}

/* ---- applying them ----------------------------------------------------------------- */

static void apply_comments(struct checking *c, struct comments *all)
{
	for (uint32_t i = 0; i < c->findings.n; i++) {
		struct finding *f = &c->findings.at[i];
		struct slot *slot = slot_for(all, document_line(c->doc, f->source.begin), f->index);

		if (!slot->ignore)
			continue;
		f->suppressed = all->ignores.at[slot->ignore - 1].reason;
		all->ignores.at[slot->ignore - 1].used = true;
	}
}

/* The reason why nothing is suppressed by 'ignore', or NULL when something is. */
static const char *why_unused(const struct comments *all, const struct ignore *ignore)
{
	if (ignore->rule == NONE)
		return "there is no such rule";
	if (!ignore->reason.n)
		return "it gives no reason";
	if (ignore->used || all->c->levels[ignore->rule] == LEVEL_OFF)
		return NULL;
	return "the rule finds nothing there";
}

/* True when any rule of the comment whose last one is 'last' was needed. */
static bool was_used(const struct comments *all, uint32_t last)
{
	uint32_t begin = all->ignores.at[last].comment.begin;

	for (uint32_t i = last + 1; i-- && all->ignores.at[i].comment.begin == begin;)
		if (all->ignores.at[i].used)
			return true;
	return false;
}

static void report_unused(struct checking *c, const struct comments *all)
{
	for (uint32_t i = 0; i < all->ignores.n; i++) {
		const struct ignore *ignore = &all->ignores.at[i];
		const char *why = why_unused(all, ignore);
		struct finding *f;

		if (!why)
			continue;
		f = found(c, unused, (struct span){0, 0});
		if (!f)
			return;
		f->source = ignore->comment;
		found_str(f, "rule", ignore->slug);
		found_str(f, "why", str_of(why));
		/* The comment may go only if none of the rules that it names needs it. */
		if (i + 1 < all->ignores.n &&
		    all->ignores.at[i + 1].comment.begin == ignore->comment.begin)
			continue;
		if (was_used(all, i) || ignore->rule == NONE || !ignore->reason.n)
			continue;
		f->fix.kind = f->rule->fix;
		*vec_push(c->arena, &f->fix.edits) = (struct edit){ignore->comment, STR_NONE, true};
	}
}

static void suppress_comments(struct checking *c)
{
	struct comments all = {.c = c};

	for (uint32_t i = 0; i < c->doc->comments.n; i++)
		read_comment(&all, c->doc->comments.at[i]);
	if (!all.ignores.n)
		return;
	index_comments(&all);
	apply_comments(c, &all);
	report_unused(c, &all);
}

static bool speaks_of(const struct config_suppression *s, const char *path)
{
	const char *name = strrchr(path, '/');

	return !s->file.n || fnmatch(s->file.p, name ? name + 1 : path, 0) == 0 ||
	       fnmatch(s->file.p, path, 0) == 0;
}

static bool fits(const struct config_suppression *s, const struct where *w)
{
	return (!s->label.n || str_eq(s->label, w->note)) &&
	       (!s->paragraph.n || str_eq(s->paragraph, w->paragraph));
}

static void apply_suppression(struct checking *c, const struct where_map *map,
			      struct config_suppression *s)
{
	for (uint32_t i = 0; i < c->findings.n; i++) {
		struct finding *f = &c->findings.at[i];
		struct where w;

		if (f->index != s->rule || f->suppressed.p)
			continue;
		w = where_of_finding(map, f);
		if (!fits(s, &w))
			continue;
		f->suppressed = s->reason;
		s->used = true;
	}
}

void suppress(struct checking *c, const struct where_map *map, const struct config *config,
	      const struct baseline *baseline)
{
	const char *path;

	if (c->doc->comments.n)
		suppress_comments(c);
	if (config && config->nsuppressions) {
		path = arena_str(c->arena, c->doc->path).p;
		for (uint32_t i = 0; i < config->nsuppressions; i++)
			if (speaks_of(&config->suppressions[i], path)) {
				config->suppressions[i].asked = true;
				apply_suppression(c, map, &config->suppressions[i]);
			}
	}
	for (uint32_t i = 0; baseline && baseline->n && i < c->findings.n; i++)
		if (!c->findings.at[i].suppressed.p &&
		    baseline_has(baseline, c->findings.at[i].fingerprint))
			c->findings.at[i].suppressed = STR("baseline");
}
