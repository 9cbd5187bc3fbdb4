#include "link/curl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* The name has been the same since 2006; the second is that of builds against GnuTLS. */
static const char *const names[] = {"libcurl.so.4", "libcurl-gnutls.so.4"};

struct libcurl libcurl;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static char failure[256];

/* ISO C knows no way from an object pointer to a function pointer but through its bytes. */
static bool find(void *library, const char *name, void *function)
{
	void *symbol = dlsym(library, name);

	memcpy(function, &symbol, sizeof(symbol));
	if (!symbol)
		snprintf(failure, sizeof(failure),
			 "this libcurl is too old (it has no %s); install version 7.88 or newer",
			 name);
	return symbol;
}

static bool find_all(void *library)
{
#define CURL_FUNCTION(name)                                                                        \
	if (!find(library, "curl_" #name, &libcurl.name))                                          \
		return false;
#include "link/curl.def"
#undef CURL_FUNCTION
	return true;
}

static void load(void)
{
	void *library = NULL;

	for (size_t i = 0; i < sizeof(names) / sizeof(*names) && !library; i++)
		library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
	if (!library)
		snprintf(failure, sizeof(failure),
			 "addresses cannot be asked without libcurl; install it (on Debian the "
			 "package libcurl4)");
	else if (find_all(library) && libcurl.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		snprintf(failure, sizeof(failure), "libcurl does not start");
}

const char *curl_load(void)
{
	pthread_once(&once, load);
	return failure[0] ? failure : NULL;
}
