/*
 * A failure: a status, and one message that says what, where, why and what to
 * do. Findings about a text are data and never failures. The first cause wins:
 * err_set on an err that is already set changes nothing.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

enum status {
	FF_OK,
	FF_EUSAGE,  /* the command line makes no sense */
	FF_EIO,	    /* a file could not be opened, read or written */
	FF_EFORMAT, /* the bytes are not what they should be */
	FF_ELIMIT,  /* the input is beyond a limit */
	FF_ECONFIG, /* a rule file or a configuration is wrong */
	FF_ENOMEM,
};

struct err {
	enum status status;
	char message[480]; /* one line, no newline, UTF-8 */
};

#define ERR_INIT                                                                                   \
	{                                                                                          \
		FF_OK, ""                                                                          \
	}

/* Records the failure and returns 'status', so that "return err_set(…)" reads well. */
enum status err_set(struct err *err, enum status status, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

#endif
