/*
 * Claims: the words that an indicator stands for run back to the indicator before it,
 * within its block.
 */
#include "cite/note.h"

static void claim_bodies(struct apparatus *ap, struct indicator *in, uint32_t *mention)
{
	while (*mention < ap->mentions.n && ap->mentions.at[*mention].span.begin < in->claim.begin)
		++*mention;
	for (uint32_t i = *mention;
	     i < ap->mentions.n && ap->mentions.at[i].span.begin < in->claim.end; i++)
		body_set_add(&in->bodies, ap->mentions.at[i].body);
}

void cite_claims(struct apparatus *ap)
{
	uint32_t mention = 0;

	for (uint32_t i = 0; i < ap->indicators.n; i++) {
		struct indicator *in = &ap->indicators.at[i];
		const struct indicator *before = i ? in - 1 : NULL;
		uint32_t from = ap->doc->blocks.at[in->block].span.begin;

		if (before && before->block == in->block && before->span.end <= in->span.begin)
			from = before->span.end;
		in->claim = (struct span){from, in->span.begin};
		claim_bodies(ap, in, &mention);
		/* A claim without a subject goes on with that of its paragraph. */
		if (body_set_is_empty(in->bodies) && before && before->block == in->block)
			in->bodies = before->bodies;
	}
}
