/* SPDX-License-Identifier: MIT */
/*
 * The uses that outlast a process: those of the log-in session, which `lmctl use add` keeps in
 * $XDG_RUNTIME_DIR/netapi32/uses. That folder is the user's own, in memory, and gone when he has
 * logged out. docs/uses.md says what is in the file.
 */
#ifndef PROVIDER_USES_FILE_H
#define PROVIDER_USES_FILE_H

#include "provider/use_list.h"

/* How the file looks from outside; another number whenever it was changed. 0: there is none for
 * this user of the process. */
uint64_t uses_file_look(void);

/*
 * Reads it; no file is an empty list. Returns a Win32 code: what secret_file_read says,
 * ERROR_BAD_FORMAT (also when a server has two users) with the line in the log. *list is freed with
 * use_list_free.
 */
NET_API_STATUS uses_file_read(struct use_server **list);

/* A change of the list. What it returns but NERR_Success leaves the file as it is. */
typedef NET_API_STATUS uses_change(struct use_server **list, const struct use_wish *wish);

/*
 * Changes the file, alone: others wait, for some seconds. Whoever reads it meanwhile sees all of it
 * as it was or all of it as it is then. Returns what the change says, what uses_file_read says,
 * ERROR_PATH_NOT_FOUND (there is no $XDG_RUNTIME_DIR), ERROR_ACCESS_DENIED (folder or file are not
 * safe, or cannot be written), ERROR_SEM_TIMEOUT (somebody else does not come to an end),
 * ERROR_INVALID_PARAMETER (a text has line ends in it), ERROR_NOT_ENOUGH_MEMORY (also when it
 * would become too large).
 */
NET_API_STATUS uses_file_change(uses_change *change, const struct use_wish *wish);

#endif
