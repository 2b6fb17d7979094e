/* SPDX-License-Identifier: MIT */
#ifndef BASE_LOGIN_H
#define BASE_LOGIN_H

/* The name of the effective user in the user database, to be freed with x_free. Returns 0, ENOMEM,
 * ENOENT when there is no such user, or why the database does not answer; but for ENOMEM it is in
 * the log. *name is NULL after an error. */
int login_name(char **name);

#endif
