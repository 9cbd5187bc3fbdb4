#include "check/example.h"

#include "base/json.h"
#include "check/edit.h"
#include "check/run.h"
#include "doc/place.h"
#include "link/cited.h"
#include "link/replies.h"
#include "read/reader.h"

#include <jansson.h>
#include <stdlib.h>

enum { KEEP = 4 << 20, EDITS_MOST = 64 };

struct examples {
	const struct ruleset *rs;
	struct check_settings settings;
	struct check_job *job;
	struct arena lasting; /* of the job */
	struct arena arena;   /* of one example */
	struct buf *out;
	struct example_count *count;
	bool *on;
};

/* One example while it runs. */
struct example {
	struct examples *all;
	const struct rule *rule;
	uint32_t index;	  /* of the rule */
	const char *kind; /* "valid", "invalid" */
	size_t number;
	json_t *json;
	struct str text;
	bool failed;
};

__attribute__((format(printf, 2, 3))) static void fail(struct example *e, const char *format, ...)
{
	va_list args;
	char why[512];

	va_start(args, format);
	vsnprintf(why, sizeof(why), format, args);
	va_end(args);
	buf_addf(e->all->out, "%s: %s example %zu: %s\n", e->rule->slug, e->kind, e->number, why);
	e->all->count->failures++;
	e->failed = true;
}

static const char *text_at(const struct example *e, const char *key)
{
	return json_string_value(json_object_get(e->json, key));
}

static struct str str_at(const struct example *e, const char *key)
{
	const char *text = text_at(e, key);

	return text ? arena_str(&e->all->arena, str_of(text)) : STR_NONE;
}

static void check_keys(struct example *e)
{
	static const char *const keys[] = {"format", "text",   "name",	  "profile", "language",
					   "state",  "symbol", "config",  "replies", "finds",
					   "nth",    "fixed",  "comment", "symbols"};
	const char *key;
	json_t *value;

	json_object_foreach (e->json, key, value) {
		bool known = false;

		for (size_t i = 0; i < COUNT_OF(keys); i++)
			known = known || strcmp(keys[i], key) == 0;
		if (!known)
			fail(e, "\"%s\" is no key of an example", key);
	}
	if (!text_at(e, "text"))
		fail(e, "\"text\" is missing");
	if (!text_at(e, "format"))
		fail(e, "\"format\" is missing: txt or md");
}

/* ---- running a text ------------------------------------------------------------------ */

static const struct config *config_of(struct example *e)
{
	json_t *object = json_object_get(e->json, "config");
	struct err err = ERR_INIT;
	const struct config *config;
	char *text;

	if (!object)
		return NULL;
	text = json_dumps(object, JSON_COMPACT);
	config = config_parse(configs_new(&e->all->arena, e->all->rs), "config",
			      arena_str(&e->all->arena, str_of(text ? text : "{}")), &err);
	free(text);
	if (err.status != FF_OK)
		fail(e, "%s", err.message);
	return config;
}

static void set_settings(struct example *e)
{
	struct check_settings *s = &e->all->settings;
	struct str profile = str_at(e, "profile");

	s->language = str_at(e, "language");
	s->state = str_at(e, "state");
	s->symbol = str_at(e, "symbol");
	s->profile = profile.n ? profile_find(profile) : NULL;
	/* A rule that is off by default is on in its examples, unless they say where they are. */
	e->all->on[e->index] = !profile.n && !json_object_get(e->json, "config");
	if (profile.n && !s->profile)
		fail(e, "no profile is called \"%s\"", profile.p);
}

static bool read_text(struct example *e, struct str text, struct document *doc)
{
	const char *name = text_at(e, "name");
	struct err err = ERR_INIT;

	if (!name)
		name = arena_printf(&e->all->arena, "example.%s", text_at(e, "format")).p;
	if (read_bytes(doc, &e->all->arena, text, name, &err) != FF_OK)
		fail(e, "cannot be read: %s", err.message);
	return err.status == FF_OK;
}

/* Verdicts on the addresses of the text, from the answers that the example has recorded. */
static void verify_links(struct example *e, struct str text, const struct config *config)
{
	struct check_settings *s = &e->all->settings;
	struct cite_options options = check_cite_options(s, config);
	struct arena *a = &e->all->arena;
	struct web_links *links = ARENA_NEW(a, struct web_links);
	struct err err = ERR_INIT;
	struct cited_list list;
	struct apparatus ap;
	struct document doc;
	char *replies;

	s->links = NULL;
	s->link_symbols = json_is_true(json_object_get(e->json, "symbols"));
	if (!json_object_get(e->json, "replies") || !read_text(e, text, &doc))
		return;
	cite_apparatus(&ap, &doc, &options);
	cited_read(&list, &ap, s->link_symbols, a);
	links_init(links, a);
	for (uint32_t i = 0; i < list.n; i++)
		cited_add(links, &list.at[i], ap.year);
	replies = json_dumps(json_object_get(e->json, "replies"), JSON_COMPACT);
	if (replies_verify(links, str_of(replies ? replies : "[]"), &err) != FF_OK)
		fail(e, "%s", err.message);
	free(replies);
	s->links = links;
}

static bool run_text(struct example *e, struct str text, struct document *doc,
		     struct checked *checked)
{
	const struct config *config = config_of(e);

	verify_links(e, text, config);
	if (e->failed || !read_text(e, text, doc))
		return false;
	check_run(e->all->job, checked, doc, config);
	for (uint32_t i = 0; i < checked->run.errors.n; i++)
		fail(e, "%.*s", STR_ARG(checked->run.errors.at[i].message));
	return true;
}

/* How many findings of the rule there are; the first is *out. */
static uint32_t findings_of(const struct example *e, const struct checked *checked,
			    const struct finding **out)
{
	uint32_t n = 0;

	for (uint32_t i = checked->run.findings.n; i--;) {
		const struct finding *f = &checked->run.findings.at[i];

		if (f->index != e->index || f->suppressed.p)
			continue;
		*out = f;
		n++;
	}
	return n;
}

/* ---- what an invalid example promises ---------------------------------------------------- */

/* Where the words that are to be found stand in the text; false when they do not. Of a package
 * it is the Document's text that places count in. */
static bool expected(const struct example *e, const struct document *d, struct span *out)
{
	struct str text = d->parts.n ? d->text : e->text;
	struct str finds = str_at(e, "finds");
	const json_t *nth = json_object_get(e->json, "nth");
	size_t at = 0, n = nth ? (size_t)json_integer_value(nth) : 1;

	for (size_t i = 0; i < n; i++) {
		at = finds.n ? str_find(text, finds, i ? at + 1 : 0) : SIZE_MAX;
		if (at == SIZE_MAX)
			return false;
	}
	*out = (struct span){(uint32_t)at, (uint32_t)(at + finds.n)};
	return n > 0;
}

/* A finding between two characters stands at one end of the words. */
static void check_place(struct example *e, const struct document *d, const struct finding *f)
{
	struct span want, got = {document_file_offset(d, f->source.begin),
				 document_file_offset(d, f->source.end)};

	if (!expected(e, d, &want)) {
		fail(e, "the text does not hold what it \"finds\"");
		return;
	}
	if (got.begin == want.begin && got.end == want.end)
		return;
	if (got.begin == got.end && (got.begin == want.begin || got.begin == want.end))
		return;
	fail(e, "found at bytes %u to %u (\"%.*s\"), not at %u to %u", got.begin, got.end,
	     (int)(got.end - got.begin < 60 ? got.end - got.begin : 60),
	     document_source(d).p + f->source.begin, want.begin, want.end);
}

static void check_message(struct example *e, const struct document *d, const struct finding *f)
{
	struct str message;

	if (!finding_message(&message, d, f, &e->all->arena))
		fail(e, "the message has a name that nobody fills: %s", message.p);
}

struct change {
	struct span at;
	struct str text;
};

static int by_begin(const void *a, const void *b)
{
	const struct change *x = a, *y = b;

	return (x->at.begin > y->at.begin) - (x->at.begin < y->at.begin);
}

/* The text with the fix applied; false when it has none that can be. */
static bool apply(const struct example *e, const struct document *d, const struct finding *f,
		  struct str *out)
{
	struct change changes[EDITS_MOST];
	struct buf buf = BUF_INIT;
	size_t at = 0;

	if (!fix_in_file(d, &f->fix) || f->fix.edits.n > EDITS_MOST)
		return false;
	for (uint32_t i = 0; i < f->fix.edits.n; i++) {
		changes[i].text = f->fix.edits.at[i].text;
		edit_in_file(d, &f->fix.edits.at[i], &changes[i].at);
	}
	qsort(changes, f->fix.edits.n, sizeof(*changes), by_begin);
	for (uint32_t i = 0; i < f->fix.edits.n; i++) {
		if (changes[i].at.begin < at)
			continue;
		buf_add(&buf, str_part(e->text, at, changes[i].at.begin));
		buf_add(&buf, changes[i].text);
		at = changes[i].at.end;
	}
	buf_add(&buf, str_skip(e->text, at));
	*out = arena_str(&e->all->arena, buf_str(&buf));
	buf_release(&buf);
	return true;
}

/* As it may stand in the rule's file. */
static const char *quoted(const struct example *e, struct str text)
{
	struct buf buf = BUF_INIT;
	struct json j;
	const char *out;

	json_init(&j, &buf);
	json_str(&j, NULL, text);
	out = arena_str(&e->all->arena, buf_str(&buf)).p;
	buf_release(&buf);
	return out;
}

static void check_fix(struct example *e, const struct document *d, const struct finding *f)
{
	const char *fixed = text_at(e, "fixed");
	const struct finding *again = NULL;
	struct document doc;
	struct checked checked;
	struct str got;

	if (!apply(e, d, f, &got)) {
		if (fixed)
			fail(e, "there is no fix");
		return;
	}
	if (f->fix.kind == FIX_SAFE && e->rule->fix != FIX_SAFE)
		fail(e, "the fix is called safe, the rule's is not");
	if (!fixed || !str_eq(got, str_of(fixed))) {
		fail(e, "%s: \"fixed\": %s", fixed ? "is fixed otherwise" : "there is a fix",
		     quoted(e, got));
		return;
	}
	if (run_text(e, got, &doc, &checked) && findings_of(e, &checked, &again))
		fail(e, "the fixed text is reported again: %.*s", STR_ARG(again->message));
}

/* ---- one example, one rule, all -------------------------------------------------------------- */

static void check_example(struct example *e, bool valid)
{
	const struct finding *f = NULL;
	struct document doc;
	struct checked checked;
	uint32_t n;

	check_keys(e);
	if (e->failed)
		return;
	e->text = str_at(e, "text");
	set_settings(e);
	if (!run_text(e, e->text, &doc, &checked))
		return;
	n = findings_of(e, &checked, &f);
	if (valid && n)
		fail(e, "is reported at byte %u: %.*s", f->source.begin, STR_ARG(f->message));
	if (!valid && n != 1)
		fail(e, "yields %u findings of its rule instead of one", n);
	if (valid || n != 1)
		return;
	check_place(e, &doc, f);
	check_message(e, &doc, f);
	check_fix(e, &doc, f);
}

static size_t run_list(struct examples *all, uint32_t index, const json_t *root, const char *kind)
{
	const json_t *list = json_object_get(root, kind);
	size_t i;
	json_t *value;

	json_array_foreach (list, i, value) {
		struct example e = {.all = all,
				    .rule = all->rs->rules[index],
				    .index = index,
				    .kind = kind,
				    .number = i + 1,
				    .json = value};

		all->count->examples++;
		check_example(&e, strcmp(kind, "valid") == 0);
		arena_reset(&all->arena, KEEP);
	}
	return json_array_size(list);
}

static void run_rule(struct examples *all, uint32_t index)
{
	const struct rule *rule = all->rs->rules[index];
	struct err err = ERR_INIT;
	json_t *root;

	if (strcmp(rule->status, "planned") == 0)
		return;
	all->count->rules++;
	if (rule->pattern && pattern_check(rule, &err) != FF_OK) {
		buf_addf(all->out, "%s\n", err.message);
		all->count->failures++;
		return;
	}
	root = json_loads(rule->json, 0, NULL);
	if (!run_list(all, index, root, "valid") || !run_list(all, index, root, "invalid")) {
		buf_addf(all->out, "%s: needs a valid and an invalid example\n", rule->slug);
		all->count->failures++;
	}
	all->on[index] = false;
	json_decref(root);
}

void examples_run(const struct ruleset *rs, const bool *only, struct buf *out,
		  struct example_count *count)
{
	struct examples all = {.rs = rs, .out = out, .count = count};

	*count = (struct example_count){0};
	arena_init(&all.lasting);
	arena_init(&all.arena);
	all.on = arena_zero(&all.lasting, rs->n + 1);
	all.settings = (struct check_settings){.rules = rs, .on = all.on};
	all.job = check_job_new(&all.settings, &all.lasting);
	for (uint32_t i = 0; i < rs->n; i++)
		if (!only || only[i])
			run_rule(&all, i);
	check_job_free(all.job);
	arena_release(&all.arena);
	arena_release(&all.lasting);
}
