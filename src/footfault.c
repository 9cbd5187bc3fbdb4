#include "footfault.h"

#include "check/edit.h"
#include "check/run.h"
#include "doc/place.h"
#include "read/reader.h"

#include <stdio.h>
#include <stdlib.h>

struct footfault {
	struct arena arena;
	struct ruleset rules;
	struct check_settings settings;
	const struct config *config;
};

struct footfault_result {
	struct arena arena;
	struct footfault_finding *findings;
	size_t n;
};

static enum footfault_status tell(const struct err *err, char *why, size_t size)
{
	static const enum footfault_status meanings[] = {
		[FF_OK] = FOOTFAULT_OK,		[FF_EUSAGE] = FOOTFAULT_EOPTION,
		[FF_EIO] = FOOTFAULT_EFORMAT,	[FF_EFORMAT] = FOOTFAULT_EFORMAT,
		[FF_ELIMIT] = FOOTFAULT_ELIMIT, [FF_ECONFIG] = FOOTFAULT_ERULE,
		[FF_ENOMEM] = FOOTFAULT_ENOMEM,
	};

	if (why && size)
		snprintf(why, size, "%s", err->message);
	return meanings[err->status];
}

static enum footfault_status no_memory(char *why, size_t size)
{
	struct err err = ERR_INIT;

	err_set(&err, FF_ENOMEM, "not enough memory");
	return tell(&err, why, size);
}

/* Runs 'work' with a way out of 'a'; false when that was taken. */
static bool guarded(struct arena *a, void (*work)(void *to), void *to)
{
	jmp_buf escape;

	a->escape = &escape;
	if (setjmp(escape) != 0)
		return false;
	work(to);
	return true;
}

static struct str copy(struct arena *a, const char *text)
{
	return text ? arena_str(a, str_of(text)) : STR_NONE;
}

struct preparing {
	struct footfault *ff;
	const struct footfault_options *o;
	struct err err;
};

static void prepare(void *to)
{
	struct preparing *p = to;
	const struct footfault_options *o = p->o;
	struct footfault *ff = p->ff;

	ruleset_init(&ff->rules, &ff->arena, &o->rules, o->rules != NULL);
	if (ff->rules.errors.n)
		err_set(&p->err, FF_ECONFIG, "%s", ff->rules.errors.at[0].message.p);
	ff->settings = (struct check_settings){
		.rules = &ff->rules,
		.language = copy(&ff->arena, o->language),
		.state = copy(&ff->arena, o->state),
		.symbol = copy(&ff->arena, o->symbol),
		.profile = o->profile ? profile_find(str_of(o->profile)) : NULL,
	};
	if (o->profile && !ff->settings.profile)
		err_set(&p->err, FF_EUSAGE, "no profile is called \"%s\"", o->profile);
	if (o->config)
		ff->config = config_read(configs_new(&ff->arena, &ff->rules), o->config, &p->err);
}

enum footfault_status footfault_new(struct footfault **out, const struct footfault_options *options,
				    char *why, size_t why_size)
{
	static const struct footfault_options none;
	struct preparing p = {calloc(1, sizeof(*p.ff)), options ? options : &none, ERR_INIT};

	*out = NULL;
	if (!p.ff)
		return no_memory(why, why_size);
	arena_init(&p.ff->arena);
	if (!guarded(&p.ff->arena, prepare, &p))
		err_set(&p.err, FF_ENOMEM, "not enough memory");
	p.ff->arena.escape = NULL;
	if (p.err.status == FF_OK)
		*out = p.ff;
	else
		footfault_free(p.ff);
	return tell(&p.err, why, why_size);
}

void footfault_free(struct footfault *ff)
{
	if (!ff)
		return;
	arena_release(&ff->arena);
	free(ff);
}

/* ---- a document -------------------------------------------------------------------- */

/* A check under way; everything it makes lives in the arena of its result. */
struct checking_one {
	const struct footfault *ff;
	struct footfault_result *result;
	struct str bytes;
	const char *name;
	struct err err;
	struct check_job *job;
	struct document doc;
	struct checked checked;
	struct place_cursor cursor;
};

static struct footfault_place place_at(const struct checking_one *one, uint32_t raw,
				       struct place_cursor *cursor)
{
	struct place at = document_place(&one->doc, raw, cursor);

	return (struct footfault_place){at.offset, at.line, at.column};
}

static const char *text_or_null(struct arena *a, struct str text)
{
	return text.n ? arena_str(a, text).p : NULL;
}

static void give_edits(struct checking_one *one, struct footfault_finding *to,
		       const struct finding *f)
{
	struct arena *a = &one->result->arena;
	struct footfault_edit *edits;

	if (!fix_in_file(&one->doc, &f->fix))
		return;
	edits = arena_zero(a, f->fix.edits.n * sizeof(*edits));
	for (uint32_t i = 0; i < f->fix.edits.n; i++) {
		struct span at;

		edit_in_file(&one->doc, &f->fix.edits.at[i], &at);
		edits[i] = (struct footfault_edit){at.begin, at.end,
						   arena_str(a, f->fix.edits.at[i].text).p};
	}
	to->edits = edits;
	to->nedits = f->fix.edits.n;
	to->fix_is_safe = f->fix.kind == FIX_SAFE;
}

static void give(struct checking_one *one, struct footfault_finding *to, const struct finding *f)
{
	static const char *const severities[] = {"off", "info", "warning", "error"};
	static const char *const lanes[] = {"deterministic", "heuristic", "network"};
	struct arena *a = &one->result->arena;
	struct where w = where_of_finding(&one->checked.where, f);
	struct place_cursor after;

	to->rule = f->rule->slug;
	to->family = f->rule->family;
	to->severity = severities[f->severity & 3];
	to->lane = lanes[f->rule->lane % COUNT_OF(lanes)];
	to->certain = f->certain;
	to->message = arena_str(a, f->message).p;
	to->start = place_at(one, f->source.begin, &one->cursor);
	after = one->cursor;
	to->end = place_at(one, f->source.end, &after);
	to->paragraph = text_or_null(a, w.paragraph);
	to->note = text_or_null(a, w.note);
	to->suppressed = f->suppressed.p ? arena_str(a, f->suppressed).p : NULL;
	give_edits(one, to, f);
}

static void check_one(void *to)
{
	struct checking_one *one = to;
	struct footfault_result *r = one->result;
	const struct checking *run = &one->checked.run;

	one->job = check_job_new(&one->ff->settings, &r->arena);
	if (read_bytes(&one->doc, &r->arena, one->bytes, one->name, &one->err) != FF_OK)
		return;
	check_run(one->job, &one->checked, &one->doc, one->ff->config);
	if (run->errors.n) {
		err_set(&one->err, FF_ECONFIG, "%.*s", STR_ARG(run->errors.at[0].message));
		return;
	}
	r->findings = arena_zero(&r->arena, (run->findings.n + 1) * sizeof(*r->findings));
	for (r->n = 0; r->n < run->findings.n; r->n++)
		give(one, &r->findings[r->n], &run->findings.at[r->n]);
}

static enum footfault_status run_one(struct checking_one *one, struct footfault_result **out,
				     char *why, size_t why_size)
{
	struct footfault_result *result = one->result;

	arena_init(&result->arena);
	if (!guarded(&result->arena, check_one, one))
		err_set(&one->err, FF_ENOMEM, "not enough memory");
	result->arena.escape = NULL;
	check_job_free(one->job);
	if (one->err.status == FF_OK)
		*out = result;
	else
		footfault_result_free(result);
	return tell(&one->err, why, why_size);
}

enum footfault_status footfault_check(const struct footfault *ff, const void *bytes, size_t size,
				      const char *name, struct footfault_result **out, char *why,
				      size_t why_size)
{
	struct checking_one *one = calloc(1, sizeof(*one));
	struct footfault_result *result = calloc(1, sizeof(*result));
	enum footfault_status status;

	*out = NULL;
	if (one && result) {
		*one = (struct checking_one){.ff = ff, .result = result, .name = name};
		one->bytes = (struct str){size ? bytes : "", size};
		status = run_one(one, out, why, why_size);
	} else {
		free(result);
		status = no_memory(why, why_size);
	}
	free(one);
	return status;
}

size_t footfault_count(const struct footfault_result *result)
{
	return result->n;
}

const struct footfault_finding *footfault_finding(const struct footfault_result *result, size_t i)
{
	return i < result->n ? &result->findings[i] : NULL;
}

void footfault_result_free(struct footfault_result *result)
{
	if (!result)
		return;
	arena_release(&result->arena);
	free(result);
}
