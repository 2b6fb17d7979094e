/* SPDX-License-Identifier: MIT */
/*
 * lmuseflg.h - how hard a connection or a transport binding is taken down.
 *
 * The values of the last parameter of NetWkstaTransportDel, and of NetUseDel (lmuse.h).
 */
#ifndef NETAPI32_LMUSEFLG_H
#define NETAPI32_LMUSEFLG_H

#define USE_NOFORCE       0 /* refuse while anything is open on it */
#define USE_FORCE         1 /* end open uses first */
#define USE_LOTS_OF_FORCE 2 /* end it, whatever depends on it */

#endif
