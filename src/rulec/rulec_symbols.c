#include "rulec/rulec.h"

enum status rulec_symbols(struct rulec *r)
{
	fprintf(r->out, "extern int ff_symbols_placeholder;\n");
	return FF_OK;
}
