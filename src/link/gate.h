/*
 * Where no request may go: loopback, private, link-local, multicast, reserved and metadata
 * addresses, and ports of other services than the web's. The IANA special-purpose registries
 * for IPv4 and IPv6 (RFC 6890 and its updates).
 *
 * A name is judged as it is, and by the address that its socket is opened to, so that a name which
 * resolves anew between question and answer gains nothing. Through a proxy that address is not
 * ours to see: then the name alone is judged.
 */
#ifndef LINK_GATE_H
#define LINK_GATE_H

#include "base/str.h"

struct sockaddr;

/* Why a socket must not be opened ("127.0.0.1 is this machine itself"), or NULL. Addresses of
 * IPv4 within IPv6 (mapped, compatible, NAT64, 6to4, Teredo) count as what they hold. */
const char *gate_socket(const struct sockaddr *address);

/* The same for a host by its name alone: a literal address (canonical, as target.h makes it), or a
 * name that is kept for this machine or this network ("localhost", "printer.local"). */
const char *gate_name(struct str host);

/* Why this port must not be asked, or NULL: below 1024 only 80 and 443 are the web's, above it
 * those are not that browsers refuse (Fetch standard, "bad port"). */
const char *gate_port(uint16_t port);

#endif
