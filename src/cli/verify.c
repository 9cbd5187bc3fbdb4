#include "cli/verify.h"

#include "base/date.h"
#include "base/file.h"
#include "cli/progress.h"

#include <time.h>

/* Memory that is kept from one document to the next; requests at once; between two questions to
 * an archive, in milliseconds. */
enum { KEEP = 16 << 20, UNDER_WAY = 64, ARCHIVE_SPACING = 1000 };

#define FIELD(name) offsetof(struct options, name)

const struct option options_links[] = {
	{"symbols", 0, OPTION_FLAG, FIELD(symbols), NULL,
	 "ask for the addresses of cited symbols, too", NULL},
	{"offline", 0, OPTION_FLAG, FIELD(offline), NULL,
	 "ask nobody: what the memory and the tables know", NULL},
	{"timeout", 0, OPTION_DECIMAL, FIELD(timeout), "SECONDS",
	 "longest wait for one answer (default: 30)", NULL},
	{"max-time", 0, OPTION_DECIMAL, FIELD(max_time), "SECONDS",
	 "longest time for all; what is left stays unchecked", NULL},
	{"rate", 0, OPTION_DECIMAL, FIELD(rate), "N",
	 "requests a second and host; 0: no limit (default: as each host\n"
	 "                            wants it, at most 2)",
	 NULL},
	{"exclude", 0, OPTION_LIST, FIELD(exclude), "PATTERN",
	 "do not ask these: a host, how an address begins, or \"*\" for\n"
	 "                            anything in it; may be repeated",
	 NULL},
	{"connect-to", 0, OPTION_LIST, FIELD(connect_to), "H1:P1:H2:P2",
	 "ask host and port 2 for what is at 1; may be repeated", NULL},
	{"allow-private", 0, OPTION_FLAG, FIELD(allow_private), NULL,
	 "private and loopback addresses may be asked", NULL},
	{"ca-file", 0, OPTION_TEXT, FIELD(ca_file), "FILE",
	 "certificates to trust in place of the system's", NULL},
	{"contact", 0, OPTION_TEXT, FIELD(contact), "TEXT",
	 "who asks, for the sites that are asked: a mailbox or an address", NULL},
	{"memory", 0, OPTION_TEXT, FIELD(memory), "FILE",
	 "what was seen before, or none (default: in the cache folder)", NULL},
	{"archive", 0, OPTION_FLAG, FIELD(archive), NULL,
	 "look for archived copies of what is dead", NULL},
	{"date", 0, OPTION_TEXT, FIELD(date), "DAY",
	 "the day of this run, such as 2026-11-22 (default: today)", NULL},
	{0},
};

static bool is_given(const struct options *o, const struct option *option)
{
	const char *field = (const char *)o + option->field;

	switch (option->kind) {
	case OPTION_FLAG:
		return *(const bool *)field;
	case OPTION_LIST:
		return ((const struct words *)(const void *)field)->n > 0;
	case OPTION_DECIMAL:
		return ((const struct decimal *)(const void *)field)->given;
	default:
		return *(const char *const *)(const void *)field != NULL;
	}
}

const char *verification_option(const struct options *o)
{
	for (const struct option *option = options_links; option->name; option++)
		if (is_given(o, option))
			return option->name;
	return NULL;
}

/* ---- what was said ------------------------------------------------------------------------ */

/* Standard input goes by the name that it was given. */
static const char *shown_path(const struct verification *v, const char *path)
{
	return v->o->stdin_name && strcmp(path, "-") == 0 ? v->o->stdin_name : path;
}

/* "links" of the first configuration that has it. */
static const struct config_links *config_links(struct verification *v, const struct files *files,
					       struct err *err)
{
	for (uint32_t i = 0; i < files->n; i++) {
		const struct config *config =
			setup_config(v->setup, shown_path(v, files->at[i].path), err);

		if (err->status != FF_OK)
			return NULL;
		if (config && config->links)
			return config->links;
	}
	return &config_links_default;
}

/* Patterns of the configuration and of the command line. */
static void set_exclude(struct verification *v, const struct config_links *links)
{
	uint32_t n = links->nexclude + v->o->exclude.n;
	const char **all = arena_alloc(v->arena, (n + 1) * sizeof(*all));

	for (uint32_t i = 0; i < n; i++)
		all[i] = i < links->nexclude ? links->exclude[i]
					     : v->o->exclude.at[i - links->nexclude];
	v->how.exclude = all;
	v->how.nexclude = n;
}

/* Rounded up; what is beyond all bounds is the most. */
static uint32_t whole(double number)
{
	uint32_t n = number < UINT32_MAX ? (uint32_t)number : UINT32_MAX;

	return n + (n < number && n < UINT32_MAX);
}

static void set_archives(struct verification *v, const struct config_links *links)
{
	double rate = v->how.rate;

	v->archives = (struct archive_options){
		.cdx = links->cdx,
		.availability = links->availability,
		.copies = links->copies,
		.timegates = links->timegates,
		.ntimegates = links->ntimegates,
		.spacing_ms = rate < 0	  ? ARCHIVE_SPACING
			      : rate == 0 ? 0
					  : whole(1000 / rate),
	};
}

static enum status set_day(struct verification *v, struct err *err)
{
	struct date day;

	v->how.now = (int64_t)time(NULL);
	if (!v->o->date)
		return FF_OK;
	if (!date_read(&day, str_of(v->o->date)))
		return err_set(err, FF_EUSAGE, "--date: \"%s\" is no day, such as 2026-11-22",
			       v->o->date);
	v->how.now = date_seconds(day);
	return FF_OK;
}

static enum status set_how(struct verification *v, const struct config_links *links,
			   struct err *err)
{
	const struct options *o = v->o;
	double timeout = o->timeout.given ? o->timeout.value : links->timeout;

	if (timeout < 0.001 || timeout > 3600)
		return err_set(err, FF_EUSAGE, "--timeout must be a number from 0.001 to 3600");
	if (o->max_time.given && o->max_time.value <= 0)
		return err_set(err, FF_EUSAGE, "--max-time must be more than 0");
	if (o->archive && o->offline)
		return err_set(err, FF_EUSAGE, "--archive asks the network, --offline forbids it");
	v->how = (struct verify_options){
		.fetch =
			{
				.timeout_ms = (uint32_t)(timeout * 1000),
				.under_way = UNDER_WAY,
				.connect_to = o->connect_to.at,
				.nconnect_to = o->connect_to.n,
				.ca_file = o->ca_file,
				.contact = o->contact ? o->contact : links->contact,
				.allow_private = o->allow_private,
			},
		.rate = o->rate.given ? o->rate.value : links->rate,
		.max_seconds = whole(o->max_time.value),
		.offline = o->offline,
		.fresh_days = links->fresh_days,
		.dead_days = links->dead_days,
	};
	set_exclude(v, links);
	set_archives(v, links);
	return set_day(v, err);
}

/* Standard input can be read once only, and "check" reads each file twice. */
static enum status read_input(struct verification *v, const struct files *files, struct err *err)
{
	struct read_options *read = &v->setup->read;
	size_t most = read->max_size ? read->max_size : READ_MAX_SIZE;

	for (uint32_t i = 0; i < files->n; i++)
		if (strcmp(files->at[i].path, "-") == 0)
			return file_read(v->arena, "-", most, &read->input, err);
	return FF_OK;
}

enum status verification_init(struct verification *v, const struct options *o, struct setup *s,
			      const struct files *files, struct arena *a, struct err *err)
{
	const struct config_links *links;

	*v = (struct verification){.o = o, .setup = s, .arena = a};
	links_init(&v->links, a);
	links = config_links(v, files, err);
	if (!links || set_how(v, links, err) != FF_OK || read_input(v, files, err) != FF_OK)
		return err->status;
	if (o->memory && strcmp(o->memory, "none") == 0)
		return FF_OK;
	return memory_open(&v->memory, o->memory, err);
}

void verification_close(struct verification *v)
{
	memory_close(v->memory);
	v->memory = NULL;
}

/* ---- the addresses of the files ---------------------------------------------------------------
 */

static void gather_file(struct verification *v, const char *path, struct arena *a,
			const struct verification_watch *watch, struct err *err)
{
	struct document doc;
	struct apparatus ap;
	struct cited_list cited;

	if (setup_cite(v->setup, v->o, path, a, &doc, &ap, err) != FF_OK)
		return;
	cited_read(&cited, &ap, v->o->symbols, a);
	for (uint32_t i = 0; i < cited.n; i++)
		cited_add(&v->links, &cited.at[i], ap.year);
	if (watch->document)
		watch->document(watch->to, &ap, &cited);
}

/* A file that is too large for the memory is one that cannot be read. */
static void gather_or_fail(struct verification *v, const struct named_file *file, struct arena *a,
			   const struct verification_watch *watch, struct progress *progress)
{
	struct err err = ERR_INIT;
	jmp_buf escape;

	a->escape = &escape;
	if (file->error)
		err_set(&err, FF_EIO, "%s: %s", file->path, file->error);
	else if (setjmp(escape) == 0)
		gather_file(v, file->path, a, watch, &err);
	else {
		err = (struct err)ERR_INIT;
		err_set(&err, FF_ENOMEM, "%s: not enough memory; split the file", file->path);
	}
	a->escape = NULL;
	if (err.status == FF_OK || !watch->unread)
		return;
	progress_clear(progress);
	watch->unread(watch->to, file->path, err.message);
}

static void gather(struct verification *v, const struct files *files,
		   const struct verification_watch *watch)
{
	struct progress progress;
	struct arena arena;

	progress_init(&progress, files->n, "files", v->o->quiet);
	arena_init(&arena);
	for (uint32_t i = 0; i < files->n; i++) {
		gather_or_fail(v, &files->at[i], &arena, watch, &progress);
		arena_reset(&arena, KEEP);
		progress_tick(&progress, i + 1);
	}
	arena_release(&arena);
	progress_clear(&progress);
}

/* ---- asking
 * -------------------------------------------------------------------------------------- */

static void tick(void *to, uint32_t done, uint32_t total)
{
	struct progress *progress = to;

	progress->total = total;
	progress_tick(progress, done);
}

static enum status find_copies(struct verification *v, struct err *err)
{
	struct progress progress;
	struct fetch *fetch;
	uint32_t wanted = 0;

	for (uint32_t i = 0; i < v->links.all.n; i++)
		wanted += archive_is_wanted(v->links.all.at[i]);
	if (!wanted || fetch_new(&fetch, &v->how.fetch, err) != FF_OK)
		return err->status;
	progress_init(&progress, wanted, "archived copies", v->o->quiet);
	v->archives.tick = tick;
	v->archives.to = &progress;
	archive_find(&v->links, fetch, &v->archives);
	progress_clear(&progress);
	fetch_free(fetch);
	return FF_OK;
}

enum status verification_run(struct verification *v, const struct files *files,
			     const struct verification_watch *watch, struct err *err)
{
	struct progress progress;

	gather(v, files, watch);
	progress_init(&progress, v->links.all.n, "addresses", v->o->quiet);
	v->how.tick = tick;
	v->how.to = &progress;
	links_verify(&v->links, &v->how, v->memory, &v->totals, err);
	progress_clear(&progress);
	if (err->status == FF_OK && v->o->archive)
		find_copies(v, err);
	return err->status;
}

/* Links that nobody came to ask before the time was over. */
static uint32_t left_over(const struct verification *v)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < v->links.all.n; i++)
		n += v->links.all.at[i]->verdict.kind == LINK_UNCHECKED &&
		     !v->links.all.at[i]->seen;
	return v->how.max_seconds && !v->how.offline ? n : 0;
}

const char *verification_notice(const struct verification *v, uint32_t nth)
{
	const char *notices[3] = {0};
	uint32_t n = 0, left = left_over(v);

	if (v->totals.no_network)
		notices[n++] = "no host could be looked up: the network seems to be down, and the "
			       "failures of this run are not remembered";
	if (v->totals.proxied)
		notices[n++] = "a proxy stands between: whether an address leads into a private "
			       "network could be judged by its name only";
	if (left)
		notices[n++] = arena_printf(v->arena,
					    "%u address%s not asked: the time for this "
					    "run was over",
					    left, left == 1 ? " was" : "es were")
				       .p;
	return nth < n ? notices[nth] : NULL;
}
