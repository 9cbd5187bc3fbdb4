#include "cli/jobs.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { IDLE_NANOSECONDS = 100000000 };

struct pool {
	struct jobs *jobs;
	pthread_mutex_t lock;
	pthread_cond_t finished, taken_one;
	uint32_t next;	/* item to begin next */
	uint32_t taken; /* items taken */
	uint32_t workers;
	bool *done; /* by slot */
};

uint32_t jobs_processors(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	return n < 1 ? 1 : n > JOBS_MOST ? JOBS_MOST : (uint32_t)n;
}

uint32_t jobs_slots(uint32_t threads)
{
	return threads > 1 ? threads * JOBS_AHEAD : 1;
}

/* The next item that has a free slot, or n when all have begun. The lock is held. */
static uint32_t begin_item(struct pool *p)
{
	while (p->next < p->jobs->n && p->next - p->taken >= p->jobs->slots)
		pthread_cond_wait(&p->taken_one, &p->lock);
	return p->next < p->jobs->n ? p->next++ : p->jobs->n;
}

static void *worker(void *arg)
{
	struct pool *p = arg;
	void *state = p->jobs->start(p->jobs->to);
	uint32_t item;

	pthread_mutex_lock(&p->lock);
	while (state && (item = begin_item(p)) < p->jobs->n) {
		uint32_t slot = item % p->jobs->slots;

		pthread_mutex_unlock(&p->lock);
		p->jobs->work(p->jobs->to, state, item, slot);
		pthread_mutex_lock(&p->lock);
		p->done[slot] = true;
		if (item == p->taken)
			pthread_cond_signal(&p->finished);
	}
	p->workers--;
	pthread_cond_signal(&p->finished);
	pthread_mutex_unlock(&p->lock);
	if (state)
		p->jobs->stop(state);
	return NULL;
}

/* Waits until item 'taken' is done; false when nobody is left to do it. The lock is held. */
static bool wait_for(struct pool *p, uint32_t slot)
{
	while (!p->done[slot] && p->workers) {
		struct timespec until;

		clock_gettime(CLOCK_REALTIME, &until);
		until.tv_nsec += IDLE_NANOSECONDS;
		until.tv_sec += until.tv_nsec / 1000000000;
		until.tv_nsec %= 1000000000;
		if (pthread_cond_timedwait(&p->finished, &p->lock, &until) == ETIMEDOUT)
			p->jobs->idle(p->jobs->to);
	}
	return p->done[slot];
}

static bool take_all(struct pool *p)
{
	bool whole = true;

	pthread_mutex_lock(&p->lock);
	while (whole && p->taken < p->jobs->n) {
		uint32_t slot = p->taken % p->jobs->slots;

		whole = wait_for(p, slot);
		if (!whole)
			break;
		pthread_mutex_unlock(&p->lock);
		p->jobs->take(p->jobs->to, p->taken, slot);
		pthread_mutex_lock(&p->lock);
		p->done[slot] = false;
		p->taken++;
		pthread_cond_broadcast(&p->taken_one);
	}
	p->next = p->jobs->n;
	pthread_cond_broadcast(&p->taken_one);
	pthread_mutex_unlock(&p->lock);
	return whole;
}

static bool run_threads(struct jobs *jobs)
{
	pthread_t *threads = calloc(jobs->threads, sizeof(*threads));
	struct pool p = {.jobs = jobs, .done = calloc(jobs->slots, sizeof(bool))};
	uint32_t n = 0;
	bool whole = false;

	pthread_mutex_init(&p.lock, NULL);
	pthread_cond_init(&p.finished, NULL);
	pthread_cond_init(&p.taken_one, NULL);
	if (threads && p.done) {
		pthread_mutex_lock(&p.lock);
		while (n < jobs->threads && pthread_create(&threads[n], NULL, worker, &p) == 0)
			n++;
		p.workers = n;
		pthread_mutex_unlock(&p.lock);
		whole = n > 0 && take_all(&p);
	}
	for (uint32_t i = 0; i < n; i++)
		pthread_join(threads[i], NULL);
	pthread_cond_destroy(&p.taken_one);
	pthread_cond_destroy(&p.finished);
	pthread_mutex_destroy(&p.lock);
	free(p.done);
	free(threads);
	return whole;
}

bool jobs_run(struct jobs *jobs)
{
	void *state;

	if (jobs->threads > jobs->n)
		jobs->threads = jobs->n;
	if (jobs->threads > 1) {
		jobs->slots = jobs_slots(jobs->threads);
		return run_threads(jobs);
	}
	jobs->slots = 1;
	state = jobs->start(jobs->to);
	if (!state)
		return false;
	for (uint32_t i = 0; i < jobs->n; i++) {
		jobs->work(jobs->to, state, i, 0);
		jobs->take(jobs->to, i, 0);
		jobs->idle(jobs->to);
	}
	jobs->stop(state);
	return true;
}
