/* SPDX-License-Identifier: MIT */
/*
 * What the configuration says about one server: INI files with `[global]` and `[server NAME]`.
 * Read are /etc/netapi32.conf and then $XDG_CONFIG_HOME/netapi32.conf (~/.config by default), or
 * only the file that $NETAPI32_CONF names. docs/configuration.md lists the settings.
 */
#ifndef PROVIDER_CONFIG_H
#define PROVIDER_CONFIG_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "smb2/smb2.h"

/* Choices; 0 is not set. */
enum config_auth { AUTH_ANY = 1, AUTH_NTLM, AUTH_KERBEROS, AUTH_ANONYMOUS };
enum config_answer { CONFIG_NO = 1, CONFIG_YES };

struct server_config {
    uint64_t fingerprint;    /* of all files read: another one, another configuration */
    bool known;              /* there is a [server] section for it */
    const char *address;     /* where to connect, if not to the name; NULL otherwise */
    const char *credentials; /* path of a credentials file; NULL: none is configured */
    const char *keytab;      /* of Kerberos, as are the two below; NULL likewise */
    const char *ccache;
    const char *principal;
    int64_t auth;  /* enum config_auth */
    int64_t guest; /* enum config_answer: may the server take us for a guest? */
    int64_t port;
    int64_t timeout_ms;         /* of a whole call */
    int64_t connect_timeout_ms; /* of making the connection */
    int64_t encrypt;            /* enum smb2_encrypt */
    int64_t min_protocol;       /* the oldest dialect spoken, as [MS-SMB2] numbers it */

    /* Finding servers and names; docs/browse.md. */
    int64_t smb1;             /* enum config_answer: may a browser be asked by it? */
    int64_t netbios;          /* enum config_answer: may NetBIOS names be asked for? */
    const char *name_servers; /* addresses asked for them besides broadcasting; NULL: none */
    const char *browser;      /* address of the browser to ask; NULL: it is looked for */
    const char *workgroup;    /* whose servers are listed by default; NULL: WORKGROUP */
    const char *codepage;     /* of names and comments in lists; NULL: guessed */
};

/*
 * Reads the configuration for the server (UTF-8, no backslashes; case does not matter; "": only
 * what holds for all). Strings live in the arena. credentials, keytab, ccache and principal go
 * together: a server that has any of them in its section takes none from [global].
 * $NETAPI32_CREDENTIALS, when set, goes before every configured credentials file. Returns a Win32
 * code: ERROR_FILE_NOT_FOUND when $NETAPI32_CONF names no file, ERROR_INVALID_DATA for a malformed
 * file (the line is logged under `errors`), ERROR_ACCESS_DENIED, ERROR_NOT_ENOUGH_MEMORY.
 */
uint32_t config_read(const char *server, struct arena *arena, struct server_config *out);

#endif
