#include "link/visit.h"

#include "doc/document.h"
#include "link/gate.h"

/* What tells a file from a page that pretends to be one. */
enum { FIRST_BYTES = 1024 };

void visit_begin(struct visit *v, const struct web_target *target)
{
	v->target = *target;
	v->address = target->address;
	v->method = web_target_kind(target) == BODY_HTML ? METHOD_GET : METHOD_HEAD;
}

bool visit_next(struct visit *v, struct request *out, struct arena *a)
{
	if (v->done)
		return false;
	*out = (struct request){.target = &v->target, .wanted = &v->wanted, .arena = a};
	if (v->probing) {
		out->wanted = NULL;
		return true;
	}
	out->method = v->method;
	if (v->method == METHOD_GET && web_target_kind(&v->target) != BODY_HTML)
		out->range = FIRST_BYTES;
	return true;
}

struct trail visit_trail(const struct visit *v, struct str carries, uint32_t fragment)
{
	return (struct trail){
		.address = v->address,
		.carries = carries,
		.fragment = fragment == NONE ? STR_NONE : v->wanted.fragments[fragment],
		.fragment_at = fragment == NONE ? 0 : fragment,
		.replies = v->replies,
		.n = v->n,
		.circle = v->circle,
		.probe = v->probed ? &v->probe : NULL,
	};
}

/* ---- the answers -------------------------------------------------------------------------------
 */

/* It was there before, and nothing has been handed out since that could change the answer. */
static bool comes_round(const struct visit *v, struct str address)
{
	for (uint32_t i = v->n; i-- && !v->replies[i].sets_cookie;)
		if (str_eq(v->replies[i].address, address))
			return true;
	return false;
}

/* Goes on to 'location'; an address that must not be asked is an answer of its own. */
static void hop(struct visit *v, struct str location, struct arena *a)
{
	struct web_target next;
	const char *why = web_target_read(&next, location, v->target.address, a);

	if (!why)
		why = gate_port(next.port);
	v->circle = v->n > VISIT_HOPS || (!why && comes_round(v, next.address));
	v->done = v->circle || why;
	if (why && v->n <= VISIT_HOPS)
		v->replies[v->n++] = (struct reply){
			.address = arena_str(a, next.address),
			.trouble = TROUBLE_REFUSED,
			.detail = str_of(why),
		};
	v->target = next;
}

static bool is_redirect(const struct reply *r)
{
	return r->status >= 300 && r->status < 400 && r->status != 304 && r->location.n;
}

/* The scheme was our guess: the other one may be meant. */
static bool falls_back(struct visit *v, const struct reply *r, struct arena *a)
{
	struct str address = v->target.address;

	if (!v->target.guessed || v->n > 1 ||
	    (r->trouble != TROUBLE_CONNECT && r->trouble != TROUBLE_TLS))
		return false;
	address = arena_printf(a, "http:%.*s", STR_ARG(str_skip(address, 6)));
	if (web_target_read(&v->target, address, STR_NONE, a))
		return false;
	v->n = 0;
	return true;
}

/* What is asked next cannot exist. */
static bool aim_probe(struct visit *v, const struct trail *t, struct arena *a)
{
	struct str beside = t->replies[judge_probe_beside(t)].address;

	if (!str_eq(beside, v->target.address) && web_target_read(&v->target, beside, STR_NONE, a))
		return false;
	v->target.address = web_target_probe(&v->target, a);
	return true;
}

/* What follows from the last answer: another request, or none. */
static void go_on(struct visit *v, const struct reply *r, struct arena *a)
{
	struct trail trail;

	if (r->trouble == TROUBLE_NONE && is_redirect(r)) {
		hop(v, r->location, a);
	} else if (r->method == METHOD_HEAD && judge_wants_get(r)) {
		v->method = METHOD_GET;
	} else if (falls_back(v, r, a)) {
		return;
	} else if (r->trouble == TROUBLE_NONE && r->page.refresh.n) {
		hop(v, r->page.refresh, a);
	} else {
		trail = visit_trail(v, v->wanted.symbol, NONE);
		v->probing = judge_wants_probe(&trail) && aim_probe(v, &trail, a);
		v->done = !v->probing;
	}
}

void visit_take(struct visit *v, const struct reply *r, struct arena *a)
{
	const struct reply *last = v->n ? &v->replies[v->n - 1] : NULL;

	if (v->probing) {
		v->probe = *r;
		v->probed = v->done = true;
		return;
	}
	/* A GET after its HEAD is the better answer to one question. */
	if (last && last->method == METHOD_HEAD && r->method == METHOD_GET &&
	    str_eq(last->address, r->address))
		v->n--;
	v->replies[v->n++] = *r;
	go_on(v, r, a);
}
