/* SPDX-License-Identifier: MIT */
/*
 * windows.h - so that sources written for Windows find the name.
 *
 * It brings the base types and the system error codes, nothing else: the Win32 API is not here.
 * lm.h and its parts do not need this file.
 */
#ifndef NETAPI32_WINDOWS_H
#define NETAPI32_WINDOWS_H

#include "windef.h"
#include "winerror.h"

#endif
