#include "link/gate.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

/* ---- IPv4 ------------------------------------------------------------------------------- */

struct range4 {
	uint32_t address;
	uint8_t bits;
	const char *why;
};

static const struct range4 ranges4[] = {
	{0x00000000, 8, "it means this machine itself"},
	{0x0a000000, 8, "it is an address of a private network"},
	{0x64400000, 10, "it is an address within a provider's network"},
	{0x7f000000, 8, "it means this machine itself"},
	{0xa9fea9fe, 32, "it is where a cloud keeps the secrets of its machines"},
	{0xa9fe0000, 16, "it is an address of the local network"},
	{0xac100000, 12, "it is an address of a private network"},
	{0xc0000000, 24, "it is kept for protocols"},
	{0xc0000200, 24, "it is kept for examples"},
	{0xc0586300, 24, "it is kept for protocols"},
	{0xc0a80000, 16, "it is an address of a private network"},
	{0xc6120000, 15, "it is kept for measurements"},
	{0xc6336400, 24, "it is kept for examples"},
	{0xcb007100, 24, "it is kept for examples"},
	{0xe0000000, 4, "it means a group of machines"},
	{0xf0000000, 4, "it is kept for later"},
};

static const char *judge4(uint32_t address)
{
	for (size_t i = 0; i < COUNT_OF(ranges4); i++)
		if ((address ^ ranges4[i].address) >> (32 - ranges4[i].bits) == 0)
			return ranges4[i].why;
	return NULL;
}

/* ---- IPv6 ------------------------------------------------------------------------------- */

struct range6 {
	uint8_t address[16];
	uint8_t bits;
	int8_t inner; /* where an IPv4 address stands in it, or -1 */
	bool turned;  /* … with all its bits turned */
	const char *why;
};

static const struct range6 ranges6[] = {
	{{0}, 127, -1, false, "it means this machine itself"}, /* "::" and "::1" */
	{{[10] = 0xff, 0xff}, 96, 12, false, NULL},	       /* mapped, RFC 4291 2.5.5.2 */
	{{0}, 96, 12, false, NULL},			       /* compatible, RFC 4291 2.5.5.1 */
	{{[8] = 0xff, 0xff}, 96, 12, false, NULL},	       /* translated, RFC 2765 */
	{{0x00, 0x64, 0xff, 0x9b}, 96, 12, false, NULL},       /* NAT64, RFC 6052 */
	{{0x00, 0x64, 0xff, 0x9b, 0x00, 0x01},
	 48,
	 -1,
	 false,
	 "it is an address of a local network"},
	{{0x01, 0x00}, 64, -1, false, "it leads nowhere"},
	{{0x20, 0x01}, 32, 12, true, NULL}, /* Teredo, RFC 4380 */
	{{0x20, 0x01}, 23, -1, false, "it is kept for protocols"},
	{{0x20, 0x01, 0x0d, 0xb8}, 32, -1, false, "it is kept for examples"},
	{{0x20, 0x02}, 16, 2, false, NULL}, /* 6to4, RFC 3056 */
	{{0x3f, 0xff}, 20, -1, false, "it is kept for examples"},
	{{0x5f, 0x00}, 16, -1, false, "it is kept for protocols"},
	{{0xfc, 0x00}, 7, -1, false, "it is an address of a private network"},
	{{0xfe, 0x80}, 10, -1, false, "it is an address of the local network"},
	{{0xfe, 0xc0}, 10, -1, false, "it is an address of a private network"},
	{{0xff, 0x00}, 8, -1, false, "it means a group of machines"},
};

static bool is_in(const uint8_t *address, const struct range6 *range)
{
	unsigned whole = range->bits / 8, rest = range->bits % 8;

	return memcmp(address, range->address, whole) == 0 &&
	       (!rest || (address[whole] ^ range->address[whole]) >> (8 - rest) == 0);
}

static const char *judge6(const uint8_t *address)
{
	for (size_t i = 0; i < COUNT_OF(ranges6); i++) {
		const struct range6 *r = &ranges6[i];
		const uint8_t *in = address + (r->inner < 0 ? 0 : r->inner);
		uint32_t inner = (uint32_t)in[0] << 24 | (uint32_t)in[1] << 16 |
				 (uint32_t)in[2] << 8 | in[3];

		if (is_in(address, r))
			return r->inner < 0 ? r->why : judge4(r->turned ? ~inner : inner);
	}
	return NULL;
}

/* ---- what is asked ------------------------------------------------------------------------ */

const char *gate_socket(const struct sockaddr *address)
{
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;

	if (address->sa_family == AF_INET) {
		memcpy(&v4, address, sizeof(v4));
		return judge4(ntohl(v4.sin_addr.s_addr));
	}
	if (address->sa_family == AF_INET6) {
		memcpy(&v6, address, sizeof(v6));
		return judge6(v6.sin6_addr.s6_addr);
	}
	return "it is no internet address";
}

/* RFC 6761, 6762, 8375, 9476; and what routers call the networks of homes and offices. */
static bool is_local_name(struct str host)
{
	static const char *const names[] = {"localhost", "local",     "localdomain", "internal",
					    "intranet",	 "home.arpa", "lan",	     "private",
					    "corp",	 "home",      "alt",	     "onion"};

	for (size_t i = 0; i < COUNT_OF(names); i++) {
		struct str name = str_of(names[i]);

		if (str_eq(host, name) ||
		    (str_ends(host, name) && host.p[host.n - name.n - 1] == '.'))
			return true;
	}
	return false;
}

const char *gate_name(struct str host)
{
	char text[64];
	uint8_t v6[16];
	struct in_addr v4;

	if (str_ends(host, STR(".")))
		host.n--;
	if (is_local_name(host))
		return "it is a name within one network";
	if (host.n >= sizeof(text))
		return NULL;
	memcpy(text, host.p, host.n);
	text[host.n] = '\0';
	text[strcspn(text, "%")] = '\0';
	if (inet_pton(AF_INET, text, &v4) == 1)
		return judge4(ntohl(v4.s_addr));
	if (inet_pton(AF_INET6, text, v6) == 1)
		return judge6(v6);
	return str_find(host, STR("."), 0) == SIZE_MAX ? "it is a name within one network" : NULL;
}

const char *gate_port(uint16_t port)
{
	/* Telephony, file shares, mail, chat and the like. */
	static const uint16_t others[] = {1719, 1720, 1723, 2049, 3659, 4045, 4190,
					  5060, 5061, 6000, 6566, 6665, 6666, 6667,
					  6668, 6669, 6679, 6697, 10080};
	bool may = port >= 1024 || port == 80 || port == 443;

	for (size_t i = 0; i < COUNT_OF(others); i++)
		may = may && port != others[i];
	return may ? NULL : "its port is not one of the web's";
}
