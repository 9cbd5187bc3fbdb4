#include "report/report.h"

#include "check/edit.h"
#include "check/rule.h"

const struct report *const reports[] = {
#define REPORT(name) &report_##name,
#include "report/reports.def"
#undef REPORT
	NULL,
};

const struct report *report_find(const char *name)
{
	for (const struct report *const *r = reports; *r; r++)
		if (strcmp((*r)->name, name) == 0)
			return *r;
	return NULL;
}

const char *severity_name(unsigned severity)
{
	static const char *const names[] = {"off", "info", "warning", "error"};

	return names[severity & 3];
}

const char *lane_name(unsigned lane)
{
	static const char *const names[] = {"deterministic", "heuristic", "network"};

	return names[lane % COUNT_OF(names)];
}

const char *fix_name(unsigned kind)
{
	static const char *const names[] = {"none", "safe", "suggested"};

	return names[kind % COUNT_OF(names)];
}

void report_count(struct report_totals *totals, const struct checked *file)
{
	totals->files++;
	totals->notes += file->ap.notes.n;
	totals->suppressed += file->suppressed;
	totals->omitted += file->run.omitted;
	for (unsigned s = 0; s < 4; s++)
		totals->counts[s] += file->counts[s];
	for (uint32_t i = 0; i < file->run.findings.n; i++) {
		const struct finding *f = &file->run.findings.at[i];

		if (f->suppressed.p || !fix_in_file(file->doc, &f->fix))
			continue;
		totals->fixes++;
		totals->safe_fixes += f->fix.kind == FIX_SAFE;
	}
}
