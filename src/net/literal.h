/* SPDX-License-Identifier: MIT */
/* The ways an IPv6 address is written where a colon may not stand. */
#ifndef NET_LITERAL_H
#define NET_LITERAL_H

#include <stddef.h>

/*
 * [::1] and 2001-db8--1.ipv6-literal.net (a zone after an s: fe80--1s2) as ::1, 2001:db8::1 and
 * fe80::1%2. Returns out, or host itself when it is written in neither way or does not fit.
 */
const char *net_literal(const char *host, char *out, size_t size);

#endif
