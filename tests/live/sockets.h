/* SPDX-License-Identifier: MIT */
#ifndef LIVE_SOCKETS_H
#define LIVE_SOCKETS_H

/* How many sockets this process has open. */
unsigned count_sockets(void);

#endif
