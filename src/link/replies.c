#include "link/replies.h"

#include "base/jsonat.h"
#include "doc/document.h"
#include "link/visit.h"
#include "link/wall.h"

#include <jansson.h>

enum {
	DEAD_DAYS = 3,
	DAY = 24 * 60 * 60,
	DAYS_MOST = 10000,
	FIRST_DAY = 1767225600, /* 1 January 2026: some day, always the same */
};

struct recorded {
	struct str address; /* canonical; without its "*" */
	bool all;	    /* … for all that begin so */
	bool head_only;
	uint32_t days;
	struct reply reply; /* 'page' is read anew for each visit */
};

struct recording {
	struct str json;
	struct arena *arena;
	struct err *err;
	struct page_reader *reader;
	VEC(struct recorded) all;
};

/* ---- reading the file ----------------------------------------------------------------------- */

static enum status bad(struct recording *r, const char *path, const char *why)
{
	struct json_at at = json_at(r->json, path);

	return err_set(r->err, FF_ECONFIG, "replies:%u:%u: \"%s\": %s", at.line, at.column, path,
		       why);
}

static struct str string_of(const json_t *value, struct arena *a)
{
	return arena_str(a, (struct str){json_string_value(value), json_string_length(value)});
}

static enum status read_address(struct recording *r, struct recorded *to, const char *path,
				const json_t *value)
{
	struct str text = string_of(value, r->arena);
	struct web_target target;

	to->all = str_ends(text, STR("*"));
	text.n -= to->all;
	if (!text.n || web_target_read(&target, text, STR_NONE, r->arena))
		return bad(r, path, "must be an address of the web");
	to->address = target.address;
	return FF_OK;
}

static enum status read_method(struct recording *r, struct recorded *to, const char *path,
			       const json_t *value)
{
	const char *method = json_string_value(value);

	to->head_only = method && strcmp(method, "HEAD") == 0;
	if (!to->head_only && !(method && strcmp(method, "GET") == 0))
		return bad(r, path, "must be \"GET\" or \"HEAD\"");
	return FF_OK;
}

static enum status read_status(struct recording *r, struct recorded *to, const char *path,
			       const json_t *value)
{
	json_int_t status = json_integer_value(value);

	if (status < 100 || status > 999)
		return bad(r, path, "must be a number from 100 to 999");
	to->reply.status = (uint16_t)status;
	return FF_OK;
}

static enum status read_days(struct recording *r, struct recorded *to, const char *path,
			     const json_t *value)
{
	json_int_t days = json_integer_value(value);

	if (days < 1 || days > DAYS_MOST)
		return bad(r, path, "must be a number of days, from 1 to 10000");
	to->days = (uint32_t)days;
	return FF_OK;
}

static enum status read_trouble(struct recording *r, struct recorded *to, const char *path,
				const json_t *value)
{
	/* In the order of enum trouble. */
	static const char *const names[] = {"",	       "dns", "connect", "tls",
					    "timeout", "cut", "garbage", "refused"};

	for (uint8_t i = 1; json_is_string(value) && i < COUNT_OF(names); i++)
		if (strcmp(json_string_value(value), names[i]) == 0)
			to->reply.trouble = i;
	if (!to->reply.trouble)
		return bad(r, path, "must be dns, connect, tls, timeout, cut, garbage or refused");
	return FF_OK;
}

static void read_header(struct recording *r, struct reply *reply, const char *name,
			struct str value)
{
	struct str key = str_of(name);
	uint32_t length;

	if (!reply->wall)
		reply->wall = (uint8_t)wall_of_header(key, value);
	if (str_eq_nocase(key, STR("location"))) {
		reply->location = value;
	} else if (str_eq_nocase(key, STR("set-cookie"))) {
		reply->sets_cookie = true;
	} else if (str_eq_nocase(key, STR("content-length")) && str_number(value, &length)) {
		reply->length = length;
	} else if (str_eq_nocase(key, STR("content-type"))) {
		size_t end = str_find(value, STR(";"), 0);

		value = arena_str(r->arena,
				  str_trim(str_part(value, 0, end == SIZE_MAX ? value.n : end)));
		for (size_t i = 0; i < value.n; i++)
			((char *)value.p)[i] = to_lower(value.p[i]);
		reply->type = value;
	}
}

static enum status read_headers(struct recording *r, struct recorded *to, const char *path,
				json_t *value)
{
	const char *name;
	json_t *one;

	if (!json_is_object(value))
		return bad(r, path, "must be an object of headers");
	json_object_foreach (value, name, one) {
		if (!json_is_string(one))
			return bad(r, path, "the value of a header must be a text");
		read_header(r, &to->reply, name, string_of(one, r->arena));
	}
	return FF_OK;
}

static enum status read_hex(struct recording *r, struct recorded *to, const char *path,
			    const json_t *value)
{
	struct str text = string_of(value, r->arena);
	char *out = (char *)text.p;

	for (size_t i = 0; i + 1 < text.n; i += 2) {
		int high = hex_value(text.p[i]), low = hex_value(text.p[i + 1]);

		if (high < 0 || low < 0)
			return bad(r, path, "must be bytes, each as two figures");
		out[i / 2] = (char)(high << 4 | low);
	}
	if (!text.n || text.n % 2)
		return bad(r, path, "must be bytes, each as two figures");
	to->reply.body = (struct str){out, text.n / 2};
	return FF_OK;
}

static enum status read_key(struct recording *r, struct recorded *to, const char *key,
			    const char *path, json_t *value)
{
	if (strcmp(key, "address") == 0)
		return read_address(r, to, path, value);
	if (strcmp(key, "method") == 0)
		return read_method(r, to, path, value);
	if (strcmp(key, "status") == 0)
		return read_status(r, to, path, value);
	if (strcmp(key, "headers") == 0)
		return read_headers(r, to, path, value);
	if (strcmp(key, "trouble") == 0)
		return read_trouble(r, to, path, value);
	if (strcmp(key, "days") == 0)
		return read_days(r, to, path, value);
	if (strcmp(key, "hex") == 0)
		return read_hex(r, to, path, value);
	if (!json_is_string(value))
		return bad(r, path, "must be a text");
	if (strcmp(key, "body") == 0)
		to->reply.body = string_of(value, r->arena);
	else if (strcmp(key, "detail") == 0)
		to->reply.detail = string_of(value, r->arena);
	else if (strcmp(key, "why") != 0)
		return bad(r, path, "is no key of a recorded answer");
	return FF_OK;
}

static enum status read_one(struct recording *r, size_t at, json_t *value)
{
	const char *path = arena_printf(r->arena, "%zu", at).p, *key;
	struct recorded *to = vec_push(r->arena, &r->all);
	json_t *member;

	*to = (struct recorded){.days = 1};
	to->reply = (struct reply){.length = -1, .retry_after = -1};
	if (!json_is_object(value))
		return bad(r, path, "must be an object");
	json_object_foreach (value, key, member)
		if (read_key(r, to, key, arena_printf(r->arena, "%s/%s", path, key).p, member) !=
		    FF_OK)
			return r->err->status;
	if (!to->address.n)
		return bad(r, path, "needs an \"address\"");
	if (!to->reply.status && !to->reply.trouble)
		return bad(r, path, "needs a \"status\" or a \"trouble\"");
	return FF_OK;
}

static enum status read_all(struct recording *r)
{
	json_error_t error;
	json_t *root = json_loadb(r->json.p, r->json.n, JSON_REJECT_DUPLICATES, &error), *value;
	size_t at;

	if (!root)
		return err_set(r->err, FF_ECONFIG, "replies:%d:%d: %s", error.line, error.column,
			       error.text);
	if (!json_is_array(root))
		err_set(r->err, FF_ECONFIG, "replies:1:1: must be a list of answers");
	json_array_foreach (root, at, value)
		if (read_one(r, at, value) != FF_OK)
			break;
	json_decref(root);
	return r->err->status;
}

/* ---- answering ------------------------------------------------------------------------------ */

/* How well it answers: an address of its own before a beginning, a longer one before a
 * shorter, HEAD's own before GET's. 0: not at all. */
static size_t fit(const struct recorded *one, const struct request *q)
{
	struct str address = q->target->address;

	if (one->head_only && q->method != METHOD_HEAD)
		return 0;
	if (one->all ? !str_starts(address, one->address) : !str_eq(address, one->address))
		return 0;
	return 4 * one->address.n + (one->all ? 0 : 2) + one->head_only;
}

static const struct recorded *find(const struct recording *r, const struct request *q)
{
	const struct recorded *best = NULL;

	for (uint32_t i = 0; i < r->all.n; i++)
		if (fit(&r->all.at[i], q) > (best ? fit(best, q) : 0))
			best = &r->all.at[i];
	return best;
}

/* The answer as the fetcher would give it. */
static struct reply answer(struct recording *r, const struct request *q, const struct recorded *one)
{
	struct reply out = {.status = 404, .length = -1, .retry_after = -1};
	struct str body;

	if (one)
		out = one->reply;
	out.method = q->method;
	out.address = q->target->address;
	body = out.body.p ? out.body : STR_NONE;
	out.body = STR_NONE;
	if (q->method == METHOD_HEAD)
		return out;
	if (out.length < 0)
		out.length = (int64_t)body.n;
	if (q->range && body.n > q->range) {
		body.n = q->range;
		out.stopped = true;
	}
	page_begin(r->reader, q->wanted, out.type.p ? out.type : STR_NONE);
	page_feed(r->reader, body);
	page_end(r->reader, &out.page, r->arena);
	return out;
}

static void stand(struct web_link *l, uint32_t days)
{
	struct standing *s = &l->standing;
	int64_t last = FIRST_DAY + (int64_t)(days - 1) * DAY;

	l->seen = last;
	*s = (struct standing){.first_asked = FIRST_DAY, .last_asked = last};
	if (verdict_is_live(l->verdict.kind))
		s->last_live = last;
	if (!verdict_is_failure(l->verdict.kind))
		return;
	s->failing_since = FIRST_DAY;
	s->failed_days = days;
	s->dead = days >= DEAD_DAYS;
}

static void verify(struct recording *r, struct web_link *l)
{
	struct visit *v = ARENA_NEW(r->arena, struct visit);
	struct web_target target;
	struct request request;
	struct trail trail;
	const char *why = web_target_read(&target, l->address, STR_NONE, r->arena);
	uint32_t days = 1;

	if (why) {
		l->verdict = (struct verdict){.kind = LINK_MALFORMED, .why = str_of(why)};
		return;
	}
	v->wanted = (struct page_wanted){l->carries, &target.fragment, target.fragment.n != 0};
	visit_begin(v, &target);
	while (visit_next(v, &request, r->arena)) {
		const struct recorded *one = find(r, &request);
		struct reply reply = answer(r, &request, one);

		if (one && one->days > days)
			days = one->days;
		visit_take(v, &reply, r->arena);
	}
	trail = visit_trail(v, l->carries, target.fragment.n ? 0 : NONE);
	judge(&l->verdict, &trail, r->arena);
	stand(l, days);
}

enum status replies_verify(struct web_links *ls, struct str json, struct err *err)
{
	struct recording r = {.json = json, .arena = ls->arena, .err = err};

	if (read_all(&r) != FF_OK)
		return err->status;
	r.reader = page_reader_new(r.arena);
	for (uint32_t i = 0; i < ls->all.n; i++)
		verify(&r, ls->all.at[i]);
	return FF_OK;
}
