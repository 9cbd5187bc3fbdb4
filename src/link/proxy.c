#include "link/proxy.h"

#include <stdlib.h>

bool proxy_is_spared(struct str host, const char *list)
{
	static const char between[] = ", \t";

	for (list += strspn(list, between); *list; list += strspn(list, between)) {
		struct str name = {list, strcspn(list, between)};

		list += name.n;
		if (str_eq(name, STR("*")))
			return true;
		if (name.p[0] == '.')
			name = str_skip(name, 1);
		if (name.n && name.n <= host.n &&
		    str_eq_nocase(str_skip(host, host.n - name.n), name) &&
		    (name.n == host.n || host.p[host.n - name.n - 1] == '.'))
			return true;
	}
	return false;
}

/* The first of them that is set to something. */
static const char *first_set(const char *const *names)
{
	const char *value = NULL;

	for (; *names && (!value || !*value); names++)
		value = getenv(*names);
	return value && *value ? value : NULL;
}

/* HTTP_PROXY in capitals is left out: in CGI programs the asking side sets it. */
const char *proxy_for(struct str host, bool https)
{
	static const char *const of_http[] = {"http_proxy", "all_proxy", "ALL_PROXY", NULL};
	static const char *const of_https[] = {"https_proxy", "HTTPS_PROXY", "all_proxy",
					       "ALL_PROXY", NULL};
	static const char *const of_none[] = {"no_proxy", "NO_PROXY", NULL};
	const char *proxy = first_set(https ? of_https : of_http);
	const char *spared = proxy ? first_set(of_none) : NULL;

	return spared && proxy_is_spared(host, spared) ? NULL : proxy;
}
