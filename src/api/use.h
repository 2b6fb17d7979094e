/* SPDX-License-Identifier: MIT */
/* NetUseAdd for lmctl, which keeps the use for the log-in session and not for itself. */
#ifndef API_USE_H
#define API_USE_H

#include "lmcons.h"
#include "provider/uses.h"

/* As NetUseAdd, for this computer; it may also return what uses_file_change says. */
NET_API_STATUS use_add(const char *function, enum uses_whose whose, DWORD level, LPBYTE buf,
                       LPDWORD parm_err);

#endif
