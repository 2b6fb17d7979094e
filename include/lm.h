/* SPDX-License-Identifier: MIT */
/*
 * lm.h - the network management API, whole.
 *
 * It includes every family that this library has; each family header can also be included
 * alone. Link with `pkg-config --libs netapi32`. No initialisation call is needed, and all
 * functions may be called from several threads.
 */
#ifndef NETAPI32_LM_H
#define NETAPI32_LM_H

#include "lmcons.h"
#include "lmerr.h"

#include "lmaccess.h"
#include "lmapibuf.h"
#include "lmjoin.h"
#include "lmremutl.h"
#include "lmserver.h"
#include "lmshare.h"
#include "lmstats.h"
#include "lmuse.h"
#include "lmwksta.h"

#endif
