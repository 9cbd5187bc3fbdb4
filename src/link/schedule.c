#include "link/schedule.h"

#include "cite/host.h"
#include "doc/document.h"
#include "link/pace.h"
#include "link/robots.h"

#include <time.h>

enum {
	HOST_SLOTS = 1024,  /* of the hash table of hosts */
	HOST_UNDER_WAY = 4, /* requests to one host at once, where there is a rate */
	TRIES = 2,	    /* of one request in each pass */
	SILENT = 3,	    /* requests without an answer after which a host that never gave one
			       is left alone for the rest of the pass */
	ROBOTS_HOPS = 5,    /* redirects of a robots.txt (RFC 9309, 2.3.1.2) */
	IDLE_MS = 100,
	ARENA_KEEP = 256 << 10, /* one block of an arena */
	SECOND = 1000000,
};

static const struct str AGENT = {"footfault", 9};

enum robots_state { ROBOTS_UNASKED, ROBOTS_ASKED, ROBOTS_KNOWN, ROBOTS_SHUT };

/* A visit that has begun. */
struct asking {
	struct visit visit;
	struct arena arena; /* of its answers */
	struct host *host;  /* whom it waits for, or asks */
	struct asking *next;
	uint32_t errand; /* NONE: it asks for the robots.txt of its host */
	uint32_t tries;	 /* of the request that is next, in this pass */
};

struct queue {
	struct asking *first, *last;
};

struct host {
	struct str name;
	const struct host_site *site;
	struct pace pace;
	struct queue waiting;  /* visits that have begun */
	struct queue slow;     /* … and wait for the second pass */
	VEC(uint32_t) errands; /* that have not begun, from 'begun' on */
	uint32_t begun;
	uint32_t silent; /* requests that were not answered in time, one behind the other */
	bool answered;	 /* it gave an answer, of whatever kind */
	bool shut;	 /* 'last' holds for all its addresses, in this pass */
	bool closed;	 /* … in this run */
	bool active;
	struct reply last;
	uint8_t robots; /* enum robots_state */
	uint8_t robots_hops;
	struct str robots_text;
	struct host *next; /* in the table */
};

/* The answer to an address that cannot exist, for all who need it. */
struct probe {
	struct str address;
	bool asked, known;
	struct reply reply;
	struct queue waiting; /* who came while it was asked */
	struct probe *next;
};

struct schedule {
	struct fetch *fetch;
	const struct errand *errands;
	const struct schedule_options *o;
	struct schedule_totals *totals;
	struct arena *arena;
	struct host *hosts[HOST_SLOTS];
	struct probe *probes[HOST_SLOTS];
	VEC(struct host *) active; /* with something to ask in this pass */
	VEC(struct host *) all;
	VEC(struct asking *) askings; /* all that were ever made */
	struct asking *spare;	      /* visits that are over, to be used again */
	bool *over;		      /* by errand */
	bool slow;		      /* the second pass */
};

static uint64_t now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * SECOND + (uint64_t)t.tv_nsec / 1000;
}

/* ---- queues ------------------------------------------------------------------------------------
 */

static void put(struct queue *q, struct asking *k)
{
	k->next = NULL;
	if (q->first)
		q->last->next = k;
	else
		q->first = k;
	q->last = k;
}

static void put_first(struct queue *q, struct asking *k)
{
	k->next = q->first;
	if (!q->first)
		q->last = k;
	q->first = k;
}

static struct asking *take_first(struct queue *q)
{
	struct asking *k = q->first;

	if (k)
		q->first = k->next;
	return k;
}

/* ---- hosts -------------------------------------------------------------------------------------
 */

static uint64_t interval_of(const struct schedule *s, const struct host_site *site)
{
	double rate = s->o->rate;

	if (rate < 0)
		return (uint64_t)site->spacing_ms * 1000;
	return rate > 0 ? (uint64_t)(SECOND / rate) : 0;
}

static struct host *host_of(struct schedule *s, struct str name)
{
	struct host **slot = &s->hosts[str_hash(name) % HOST_SLOTS], *h = *slot;

	while (h && !str_eq(h->name, name))
		h = h->next;
	if (h)
		return h;
	h = ARENA_NEW(s->arena, struct host);
	h->name = arena_str(s->arena, name);
	h->site = host_site(h->name);
	h->pace.interval = interval_of(s, h->site);
	h->pace.most = s->o->rate == 0 ? s->o->under_way : HOST_UNDER_WAY;
	h->pace.seed = str_hash(h->name);
	h->next = *slot;
	*slot = h;
	*vec_push(s->arena, &s->all) = h;
	return h;
}

static void activate(struct schedule *s, struct host *h)
{
	if (!h->active)
		*vec_push(s->arena, &s->active) = h;
	h->active = true;
}

/* ---- visits ------------------------------------------------------------------------------------
 */

static struct asking *new_asking(struct schedule *s, uint32_t errand)
{
	struct asking *k = s->spare;

	if (k) {
		s->spare = k->next;
	} else {
		k = ARENA_NEW(s->arena, struct asking);
		arena_init(&k->arena);
		*vec_push(s->arena, &s->askings) = k;
	}
	k->errand = errand;
	k->tries = 0;
	return k;
}

static void release(struct schedule *s, struct asking *k)
{
	arena_reset(&k->arena, ARENA_KEEP);
	k->next = s->spare;
	s->spare = k;
}

static struct probe *probe_of(struct schedule *s, struct str address)
{
	struct probe **slot = &s->probes[str_hash(address) % HOST_SLOTS], *p = *slot;

	while (p && !str_eq(p->address, address))
		p = p->next;
	if (p)
		return p;
	p = ARENA_NEW(s->arena, struct probe);
	p->address = arena_str(s->arena, address);
	p->next = *slot;
	*slot = p;
	return p;
}

static void finish(struct schedule *s, struct asking *k)
{
	s->over[k->errand] = true;
	s->o->done(s->o->to, k->errand, &k->visit);
	release(s, k);
}

/* The probe is asked once: who comes meanwhile waits for its answer. True when 'k' must ask it. */
static bool must_probe(struct schedule *s, struct asking *k)
{
	struct probe *p = probe_of(s, k->visit.target.address);

	if (p->known) {
		visit_take(&k->visit, &p->reply, &k->arena);
		finish(s, k);
		return false;
	}
	if (p->asked) {
		put(&p->waiting, k);
		return false;
	}
	p->asked = true;
	return true;
}

/* On to its next request, or to its end. */
static void advance(struct schedule *s, struct asking *k)
{
	k->tries = 0;
	if (k->visit.done) {
		finish(s, k);
		return;
	}
	if (k->visit.probing && !must_probe(s, k))
		return;
	k->host = host_of(s, k->visit.target.host);
	put(&k->host->waiting, k);
	activate(s, k->host);
}

/* The answer of a probe, for the one who asked and those who have waited. */
static void share_probe(struct schedule *s, struct asking *k, const struct reply *r)
{
	struct probe *p = probe_of(s, k->visit.target.address);

	p->known = true;
	p->reply = *r;
	reply_keep(&p->reply, s->arena);
	do {
		visit_take(&k->visit, &p->reply, &k->arena);
		finish(s, k);
	} while ((k = take_first(&p->waiting)));
}

static void take_robots(struct schedule *s, struct asking *k, const struct reply *r);

static void take(struct schedule *s, struct asking *k, const struct reply *r)
{
	if (k->errand == NONE) {
		take_robots(s, k, r);
	} else if (k->visit.probing) {
		share_probe(s, k, r);
	} else {
		visit_take(&k->visit, r, &k->arena);
		advance(s, k);
	}
}

/* ---- robots.txt ---------------------------------------------------------------------------------
 */

/* Of the host that 'like' lies on. */
static void ask_robots(struct schedule *s, struct host *h, const struct web_target *like)
{
	struct asking *k = new_asking(s, NONE);

	web_target_read(&k->visit.target, STR("/robots.txt"), like->address, &k->arena);
	k->host = h;
	h->robots = ROBOTS_ASKED;
	/* Before all others. */
	put_first(&h->waiting, k);
}

static void shut(struct schedule *s, struct host *h, const struct reply *r)
{
	h->shut = true;
	h->last = *r;
	reply_keep(&h->last, s->arena);
}

/* What cannot be had because the host fails forbids everything; what is not there, nothing
 * (RFC 9309, 2.3.1.3 and 2.3.1.4). A host that does not answer at all is no matter of robots. */
static void read_robots(struct schedule *s, struct host *h, const struct reply *r)
{
	uint32_t delay;

	if (r->trouble != TROUBLE_NONE) {
		h->robots = ROBOTS_UNASKED;
		shut(s, h, r);
		return;
	}
	h->robots = r->status >= 500 ? ROBOTS_SHUT : ROBOTS_KNOWN;
	if (h->robots == ROBOTS_SHUT || r->status >= 300)
		return;
	h->robots_text = arena_str(s->arena, r->body);
	delay = robots_delay(h->robots_text, AGENT);
	if (s->o->rate < 0 && h->pace.interval < (uint64_t)delay * SECOND)
		h->pace.interval = (uint64_t)delay * SECOND;
}

/* Redirects stay with the host that asks: what is asked for is its robots.txt. */
static void take_robots(struct schedule *s, struct asking *k, const struct reply *r)
{
	struct host *h = k->host;
	struct web_target next;

	if (r->status >= 300 && r->status < 400 && r->location.n &&
	    h->robots_hops++ < ROBOTS_HOPS &&
	    !web_target_read(&next, r->location, k->visit.target.address, &k->arena)) {
		k->visit.target = next;
		k->tries = 0;
		put_first(&h->waiting, k);
		activate(s, h);
		return;
	}
	read_robots(s, h, r);
	release(s, k);
}

/* ---- asking
 * -------------------------------------------------------------------------------------- */

/* Why the host does not want this to be asked, or NULL. */
static const char *refusal(const struct host *h, const struct asking *k)
{
	struct str address = k->visit.target.address;
	size_t path;

	if (h->site->never)
		return h->site->reason;
	if (k->errand == NONE || !h->site->obeys_robots)
		return NULL;
	if (h->robots == ROBOTS_SHUT)
		return "its robots.txt cannot be read, so that nothing of it may be asked";
	path = str_find(address, STR("/"), str_find(address, STR("//"), 0) + 2);
	if (h->robots_text.n && path != SIZE_MAX &&
	    !robots_allow(h->robots_text, AGENT, str_skip(address, path)))
		return "its robots.txt asks programs not to open it";
	return NULL;
}

static void refuse(struct schedule *s, struct asking *k, const char *why)
{
	struct reply r = {
		.trouble = TROUBLE_REFUSED,
		.address = k->visit.target.address,
		.detail = str_of(why),
	};

	take(s, k, &r);
}

/* What held for another address of the host holds for this one. */
static void take_last(struct schedule *s, struct asking *k)
{
	struct reply r = k->host->last;

	r.address = k->visit.target.address;
	take(s, k, &r);
}

static struct request request_of(struct schedule *s, struct asking *k)
{
	struct request r = {.target = &k->visit.target, .keep = ROBOTS_BYTES, .arena = &k->arena};

	if (k->errand != NONE)
		visit_next(&k->visit, &r, &k->arena);
	r.patience = s->slow ? 2 : 1;
	r.owner = k;
	return r;
}

/* False: there is no room for it yet. */
static bool ask(struct schedule *s, struct asking *k)
{
	struct request r = request_of(s, k);

	if (!fetch_begin(s->fetch, &r))
		return false;
	s->totals->requests++;
	pace_begin(&k->host->pace, now_us());
	return true;
}

/* The next of this host that is to be asked, or NULL. */
static struct asking *next_of(struct schedule *s, struct host *h)
{
	struct asking *k = take_first(&h->waiting);
	uint32_t errand;

	if (k || h->begun == h->errands.n)
		return k;
	errand = h->errands.at[h->begun++];
	k = new_asking(s, errand);
	k->visit = (struct visit){.wanted = s->errands[errand].wanted};
	visit_begin(&k->visit, &s->errands[errand].target);
	k->host = h;
	return k;
}

/* It waits for the robots.txt of its host. */
static bool waits_for_robots(const struct host *h)
{
	return h->robots == ROBOTS_ASKED && !(h->waiting.first && h->waiting.first->errand == NONE);
}

static bool is_idle(const struct host *h)
{
	return !h->waiting.first && h->begun == h->errands.n;
}

/* One step of a host that may be asked now; false: not now. */
static bool start_one(struct schedule *s, struct host *h)
{
	struct asking *k = next_of(s, h);
	const char *why = refusal(h, k);

	if (why) {
		refuse(s, k, why);
		return true;
	}
	if (h->site->obeys_robots && h->robots == ROBOTS_UNASKED) {
		put_first(&h->waiting, k);
		ask_robots(s, h, &k->visit.target);
		return true;
	}
	if (ask(s, k))
		return true;
	put_first(&h->waiting, k);
	return false;
}

static void start_host(struct schedule *s, struct host *h, uint64_t now)
{
	while (h->shut && (s->slow || h->closed) && !is_idle(h))
		take_last(s, next_of(s, h));
	while (!h->shut && !is_idle(h) && !waits_for_robots(h) && pace_may(&h->pace, now) &&
	       fetch_under_way(s->fetch) < s->o->under_way)
		if (!start_one(s, h))
			return;
}

/* Hosts with nothing to ask leave the list; what is left of one that is shut waits for the second
 * pass. */
static void start_all(struct schedule *s, uint64_t now)
{
	for (uint32_t i = 0; i < s->active.n;) {
		struct host *h = s->active.at[i];

		start_host(s, h, now);
		if (is_idle(h) || h->shut) {
			h->active = false;
			s->active.at[i] = s->active.at[--s->active.n];
		} else {
			i++;
		}
	}
}

/* ---- answers
 * ------------------------------------------------------------------------------------- */

static bool is_busy(const struct reply *r)
{
	return r->status == 429 || r->status >= 500;
}

/* What an answer says of the whole host. */
static void note_host(struct schedule *s, struct host *h, const struct reply *r)
{
	bool closed = is_busy(r) && r->retry_after > PACE_PATIENCE;

	s->totals->proxied = s->totals->proxied || r->proxied;
	s->totals->resolved =
		s->totals->resolved || (r->trouble != TROUBLE_DNS && r->trouble != TROUBLE_REFUSED);
	h->answered = h->answered || r->status;
	h->silent = r->trouble == TROUBLE_TIMEOUT ? h->silent + 1 : 0;
	if (!closed && r->trouble != TROUBLE_DNS && (h->answered || h->silent < SILENT))
		return;
	h->closed = h->closed || closed;
	shut(s, h, r);
}

/* Puts it back to be asked once more, now or in the second pass; false when it stays as it is. */
static bool try_again(struct schedule *s, struct asking *k, const struct reply *r)
{
	bool soon = is_busy(r) || r->trouble == TROUBLE_CUT;

	if (!judge_may_pass(r) && r->trouble != TROUBLE_DNS && r->trouble != TROUBLE_CONNECT)
		return false;
	if (k->host->closed || (r->method == METHOD_HEAD && judge_wants_get(r)))
		return false;
	k->tries++;
	if (soon && k->tries < TRIES) {
		/* A robots.txt goes before all that wait for it. */
		(k->errand == NONE ? put_first : put)(&k->host->waiting, k);
		activate(s, k->host);
	} else if (!s->slow && k->errand != NONE) {
		put(&k->host->slow, k);
	} else {
		return false;
	}
	return true;
}

static void settle(struct schedule *s, struct asking *k, const struct reply *r)
{
	uint64_t now = now_us();

	pace_end(&k->host->pace, now, now - r->since_sent, is_busy(r), r->retry_after);
	note_host(s, k->host, r);
	if (!try_again(s, k, r))
		take(s, k, r);
}

/* ---- the loop
 * -------------------------------------------------------------------------------------- */

/* Milliseconds until some host may be asked again. */
static uint32_t wait_ms(const struct schedule *s, uint64_t now)
{
	uint64_t least = IDLE_MS;

	if (fetch_under_way(s->fetch) >= s->o->under_way)
		return IDLE_MS;
	for (uint32_t i = 0; i < s->active.n; i++) {
		const struct pace *p = &s->active.at[i]->pace;
		uint64_t ms = p->next > now ? (p->next - now + 999) / 1000 : 0;

		if (p->under_way < p->most && !waits_for_robots(s->active.at[i]) && ms < least)
			least = ms;
	}
	return (uint32_t)least;
}

/* The second pass: one at a time, at half the rate. False when nothing is left for it. */
static bool begin_slow(struct schedule *s)
{
	if (s->slow)
		return false;
	s->slow = true;
	for (uint32_t i = 0; i < s->all.n; i++) {
		struct host *h = s->all.at[i];
		struct asking *k;

		h->shut = h->closed;
		h->silent = 0;
		h->pace.most = 1;
		h->pace.interval *= 2;
		while ((k = take_first(&h->slow))) {
			k->tries = 0;
			put(&h->waiting, k);
		}
		if (!is_idle(h))
			activate(s, h);
	}
	return s->active.n;
}

static void run(struct schedule *s)
{
	uint64_t now = now_us();
	uint64_t deadline = s->o->max_seconds ? now + (uint64_t)s->o->max_seconds * SECOND : 0;
	struct reply r;
	void *owner;

	while (!deadline || now < deadline) {
		uint32_t ms;

		start_all(s, now);
		if (!fetch_under_way(s->fetch) && !s->active.n && !begin_slow(s))
			return;
		ms = wait_ms(s, now);
		while (fetch_wait(s->fetch, ms, &r, &owner)) {
			settle(s, owner, &r);
			ms = 0;
		}
		s->o->tick(s->o->to);
		now = now_us();
	}
	fetch_drop(s->fetch);
}

void schedule_run(struct fetch *f, const struct errand *errands, uint32_t n,
		  const struct schedule_options *o, struct schedule_totals *totals, struct arena *a)
{
	struct schedule s = {.fetch = f, .errands = errands, .o = o, .totals = totals, .arena = a};

	*totals = (struct schedule_totals){0};
	s.over = arena_zero(a, n + 1);
	for (uint32_t i = 0; i < n; i++) {
		struct host *h = host_of(&s, errands[i].target.host);

		*vec_push(a, &h->errands) = i;
		activate(&s, h);
	}
	run(&s);
	for (uint32_t i = 0; i < n; i++)
		if (!s.over[i])
			o->done(o->to, i, NULL);
	for (uint32_t i = 0; i < s.askings.n; i++)
		arena_release(&s.askings.at[i]->arena);
}
