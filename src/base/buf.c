#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>

void buf_release(struct buf *b)
{
	free(b->p);
	*b = (struct buf)BUF_INIT;
}

void buf_reserve(struct buf *b, size_t more)
{
	size_t want = b->n + more, cap = b->cap ? b->cap : 1024;
	char *p;

	if (want <= b->cap)
		return;
	while (cap < want)
		cap *= 2;
	p = realloc(b->p, cap);
	if (!p) {
		fprintf(stderr, "footfault: out of memory\n");
		exit(2);
	}
	b->p = p;
	b->cap = cap;
}

void buf_add(struct buf *b, struct str s)
{
	if (!s.n)
		return;
	buf_reserve(b, s.n);
	memcpy(b->p + b->n, s.p, s.n);
	b->n += s.n;
}

void buf_addf(struct buf *b, const char *format, ...)
{
	va_list args;
	int n;

	buf_reserve(b, 128);
	va_start(args, format);
	n = vsnprintf(b->p + b->n, b->cap - b->n, format, args);
	va_end(args);
	if (n > 0 && (size_t)n >= b->cap - b->n) {
		buf_reserve(b, (size_t)n + 1);
		va_start(args, format);
		vsnprintf(b->p + b->n, b->cap - b->n, format, args);
		va_end(args);
	}
	b->n += n > 0 ? (size_t)n : 0;
}

void buf_add_number(struct buf *b, uint64_t value)
{
	char digits[20];
	size_t n = sizeof(digits);

	do
		digits[--n] = (char)('0' + value % 10);
	while (value /= 10);
	buf_add(b, (struct str){digits + n, sizeof(digits) - n});
}
