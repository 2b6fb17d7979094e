/* SPDX-License-Identifier: MIT */
/*
 * lmaccess.h - accounts: users, global groups, local groups, the rules for passwords and lock-out,
 * and the domain controllers that keep them.
 *
 * Where a function takes a servername, that is a UNC, DNS or NetBIOS name or an address, with or
 * without two leading backslashes; NULL or "" is this computer. The accounts are those of that
 * computer's own database; on a domain controller they are the accounts of the domain.
 *
 * Names of users have up to 20 characters, names of groups up to GNLEN. Neither may hold
 * " / \ [ ] : | < > + = ; , ? * or control characters, or end in a period.
 *
 * Beside the results that a function names, each may answer with ERROR_INVALID_NAME (servername is
 * no name, such as "\\"; Windows calls it NERR_InvalidComputer), with ERROR_NOT_ENOUGH_MEMORY, and
 * with what lmcons.h lists for calls to another computer.
 *
 * Managed service accounts (NetAddServiceAccount and its family) and NetEnumerateTrustedDomains,
 * which answer with an NTSTATUS, are not declared yet.
 */
#ifndef NETAPI32_LMACCESS_H
#define NETAPI32_LMACCESS_H

#include "lmcons.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ==== Users =================================================================================== */

/* ---- Flags of an account: usri*_flags ---- */

/*
 * In Add and Set UF_SCRIPT must be there. At most one type is given; without one Add makes
 * UF_NORMAL_ACCOUNT, and Set never changes the type. UF_LOCKOUT can be cleared, not set.
 * UF_PASSWD_CANT_CHANGE is kept in the access list of the account. A server keeps them as other
 * bits: [MS-SAMR] 2.2.1.12 and 2.2.1.13.
 */

#define UF_SCRIPT                                 0x0001   /* always there */
#define UF_ACCOUNTDISABLE                         0x0002   /* may not log on */
#define UF_HOMEDIR_REQUIRED                       0x0008   /* ignored */
#define UF_LOCKOUT                                0x0010   /* locked out after wrong passwords */
#define UF_PASSWD_NOTREQD                         0x0020   /* may have an empty password */
#define UF_PASSWD_CANT_CHANGE                     0x0040   /* the user may not change it */
#define UF_ENCRYPTED_TEXT_PASSWORD_ALLOWED        0x0080   /* the password is stored reversibly */
#define UF_TEMP_DUPLICATE_ACCOUNT                 0x0100   /* type: a user of another domain */
#define UF_NORMAL_ACCOUNT                         0x0200   /* type: a user */
#define UF_INTERDOMAIN_TRUST_ACCOUNT              0x0800   /* type: a domain that trusts this one */
#define UF_WORKSTATION_TRUST_ACCOUNT              0x1000   /* type: a member of the domain */
#define UF_SERVER_TRUST_ACCOUNT                   0x2000   /* type: a domain controller */
#define UF_DONT_EXPIRE_PASSWD                     0x10000  /* the password never expires */
#define UF_MNS_LOGON_ACCOUNT                      0x20000  /* of a majority node set cluster */
#define UF_SMARTCARD_REQUIRED                     0x40000  /* log-on by smart card only */
#define UF_TRUSTED_FOR_DELEGATION                 0x80000  /* services may act as clients */
#define UF_NOT_DELEGATED                          0x100000 /* no service may act as this user */
#define UF_USE_DES_KEY_ONLY                       0x200000 /* Kerberos with DES only */
#define UF_DONT_REQUIRE_PREAUTH                   0x400000 /* Kerberos without preauthentication */
#define UF_PASSWORD_EXPIRED                       0x800000 /* output: the password has expired */
#define UF_TRUSTED_TO_AUTHENTICATE_FOR_DELEGATION 0x1000000 /* its services may name any client */
#define UF_NO_AUTH_DATA_REQUIRED                  0x2000000 /* tickets come without group list */
#define UF_PARTIAL_SECRETS_ACCOUNT                0x4000000 /* a read-only domain controller */
#define UF_USE_AES_KEYS                           0x8000000 /* Kerberos with AES */

#define UF_MACHINE_ACCOUNT_MASK                                                                    \
    (UF_INTERDOMAIN_TRUST_ACCOUNT | UF_WORKSTATION_TRUST_ACCOUNT | UF_SERVER_TRUST_ACCOUNT)
#define UF_ACCOUNT_TYPE_MASK                                                                       \
    (UF_TEMP_DUPLICATE_ACCOUNT | UF_NORMAL_ACCOUNT | UF_MACHINE_ACCOUNT_MASK)

/* The set of the newest published headers; mingw-w64 lacks the last two flags above. */
#define UF_SETTABLE_BITS                                                                           \
    (UF_SCRIPT | UF_ACCOUNTDISABLE | UF_LOCKOUT | UF_HOMEDIR_REQUIRED | UF_PASSWD_NOTREQD |        \
     UF_PASSWD_CANT_CHANGE | UF_ACCOUNT_TYPE_MASK | UF_DONT_EXPIRE_PASSWD | UF_MNS_LOGON_ACCOUNT | \
     UF_ENCRYPTED_TEXT_PASSWORD_ALLOWED | UF_SMARTCARD_REQUIRED | UF_TRUSTED_FOR_DELEGATION |      \
     UF_NOT_DELEGATED | UF_USE_DES_KEY_ONLY | UF_DONT_REQUIRE_PREAUTH | UF_PASSWORD_EXPIRED |      \
     UF_TRUSTED_TO_AUTHENTICATE_FOR_DELEGATION | UF_NO_AUTH_DATA_REQUIRED | UF_USE_AES_KEYS |      \
     UF_PARTIAL_SECRETS_ACCOUNT)

/* ---- Types to list: filter of NetUserEnum; 0 is all ---- */

#define FILTER_TEMP_DUPLICATE_ACCOUNT    (0x0001)
#define FILTER_NORMAL_ACCOUNT            (0x0002)
#define FILTER_INTERDOMAIN_TRUST_ACCOUNT (0x0008)
#define FILTER_WORKSTATION_TRUST_ACCOUNT (0x0010)
#define FILTER_SERVER_TRUST_ACCOUNT      (0x0020)

/* ---- Privilege and operator rights, computed from the memberships of the user ---- */

#define USER_PRIV_MASK  0x3
#define USER_PRIV_GUEST 0
#define USER_PRIV_USER  1
#define USER_PRIV_ADMIN 2

#define AF_OP_PRINT      0x1 /* Print Operators */
#define AF_OP_COMM       0x2 /* never given */
#define AF_OP_SERVER     0x4 /* Server Operators */
#define AF_OP_ACCOUNTS   0x8 /* Account Operators */
#define AF_SETTABLE_BITS (AF_OP_PRINT | AF_OP_COMM | AF_OP_SERVER | AF_OP_ACCOUNTS)

/* ---- Special values ---- */

/*
 * Hours of log-on: bit 0 of byte 0 is Sunday, 00:00 to 00:59 GMT, the next bit the hour after it.
 * NULL in Add is all of them.
 */

#define TIMEQ_FOREVER             ((DWORD)-1) /* no end */
#define USER_MAXSTORAGE_UNLIMITED ((DWORD)-1)
#define USER_NO_LOGOFF            ((DWORD)-1)
#define UNITS_PER_DAY             24
#define UNITS_PER_WEEK            (UNITS_PER_DAY * 7)  /* hours; mingw-w64 lacks the parentheses */
#define ONE_DAY                   ((DWORD)(24 * 3600)) /* seconds */
#define NULL_USERSETINFO_PASSWD   "              "     /* 14 blanks, bytes: password unchanged */
#define MAX_PASSWD_LEN            PWLEN

/* What LAN Manager started a database with. */
#define DEF_MIN_PWLEN    6
#define DEF_PWUNIQUENESS 5
#define DEF_MAX_PWHIST   8
#define DEF_MAX_PWAGE    TIMEQ_FOREVER
#define DEF_MIN_PWAGE    ((DWORD)0)
#define DEF_FORCE_LOGOFF ((DWORD)0xffffffff)
#define DEF_MAX_BADPW    0

/* How a LAN Manager server answered a log-on or a log-off. */
#define VALIDATED_LOGON     0
#define PASSWORD_EXPIRED    2
#define NON_VALIDATED_LOGON 3
#define VALID_LOGOFF        1

/* ---- Structures ---- */

/*
 * Levels 0 to 4. Members of the same name mean the same at every level. In NetUserSetInfo level 0
 * renames; the name is ignored at every other level.
 */
typedef struct _USER_INFO_0 {
    LPWSTR usri0_name; /* name of the account */
} USER_INFO_0, *PUSER_INFO_0, *LPUSER_INFO_0;

typedef struct _USER_INFO_1 {
    LPWSTR usri1_name;        /* name of the account */
    LPWSTR usri1_password;    /* always NULL in an answer; NULL in Set: unchanged */
    DWORD usri1_password_age; /* seconds since it was set; ignored in a call */
    DWORD usri1_priv;         /* USER_PRIV_*; in Add USER_PRIV_USER */
    LPWSTR usri1_home_dir;    /* home directory */
    LPWSTR usri1_comment;     /* comment of the administrator */
    DWORD usri1_flags;        /* UF_* */
    LPWSTR usri1_script_path; /* log-on script */
} USER_INFO_1, *PUSER_INFO_1, *LPUSER_INFO_1;

typedef struct _USER_INFO_2 {
    LPWSTR usri2_name;          /* name of the account */
    LPWSTR usri2_password;      /* always NULL in an answer; NULL in Set: unchanged */
    DWORD usri2_password_age;   /* seconds since it was set; ignored in a call */
    DWORD usri2_priv;           /* USER_PRIV_*; in Add USER_PRIV_USER */
    LPWSTR usri2_home_dir;      /* home directory */
    LPWSTR usri2_comment;       /* comment of the administrator */
    DWORD usri2_flags;          /* UF_* */
    LPWSTR usri2_script_path;   /* log-on script */
    DWORD usri2_auth_flags;     /* AF_OP_*; ignored in a call */
    LPWSTR usri2_full_name;     /* name of the person */
    LPWSTR usri2_usr_comment;   /* comment of the user */
    LPWSTR usri2_parms;         /* belongs to applications; may hold no text */
    LPWSTR usri2_workstations;  /* up to 8 computers, comma between; empty: any */
    DWORD usri2_last_logon;     /* seconds since 1970 UTC; 0 unknown; ignored in a call */
    DWORD usri2_last_logoff;    /* not kept: 0; ignored in a call */
    DWORD usri2_acct_expires;   /* seconds since 1970 UTC; TIMEQ_FOREVER never */
    DWORD usri2_max_storage;    /* bytes; USER_MAXSTORAGE_UNLIMITED */
    DWORD usri2_units_per_week; /* UNITS_PER_WEEK; ignored in a call */
    PBYTE usri2_logon_hours;    /* 21 bytes, see above; NULL in Set: unchanged */
    DWORD usri2_bad_pw_count;   /* wrong passwords; -1 unknown; ignored in a call */
    DWORD usri2_num_logons;     /* log-ons; -1 unknown; ignored in a call */
    LPWSTR usri2_logon_server;  /* always "\\*", any; ignored in a call */
    DWORD usri2_country_code;   /* country of the language */
    DWORD usri2_code_page;      /* code page of the language */
} USER_INFO_2, *PUSER_INFO_2, *LPUSER_INFO_2;

/* Level 2 with the RID; level 4 has the SID and is preferred. */
typedef struct _USER_INFO_3 {
    LPWSTR usri3_name;            /* name of the account */
    LPWSTR usri3_password;        /* always NULL in an answer; NULL in Set: unchanged */
    DWORD usri3_password_age;     /* seconds since it was set; ignored in a call */
    DWORD usri3_priv;             /* USER_PRIV_*; in Add USER_PRIV_USER */
    LPWSTR usri3_home_dir;        /* home directory */
    LPWSTR usri3_comment;         /* comment of the administrator */
    DWORD usri3_flags;            /* UF_* */
    LPWSTR usri3_script_path;     /* log-on script */
    DWORD usri3_auth_flags;       /* AF_OP_*; ignored in a call */
    LPWSTR usri3_full_name;       /* name of the person */
    LPWSTR usri3_usr_comment;     /* comment of the user */
    LPWSTR usri3_parms;           /* belongs to applications; may hold no text */
    LPWSTR usri3_workstations;    /* up to 8 computers, comma between; empty: any */
    DWORD usri3_last_logon;       /* seconds since 1970 UTC; 0 unknown; ignored in a call */
    DWORD usri3_last_logoff;      /* not kept: 0; ignored in a call */
    DWORD usri3_acct_expires;     /* seconds since 1970 UTC; TIMEQ_FOREVER never */
    DWORD usri3_max_storage;      /* bytes; USER_MAXSTORAGE_UNLIMITED */
    DWORD usri3_units_per_week;   /* UNITS_PER_WEEK; ignored in a call */
    PBYTE usri3_logon_hours;      /* 21 bytes, see above; NULL in Set: unchanged */
    DWORD usri3_bad_pw_count;     /* wrong passwords; -1 unknown; ignored in a call */
    DWORD usri3_num_logons;       /* log-ons; -1 unknown; ignored in a call */
    LPWSTR usri3_logon_server;    /* always "\\*", any; ignored in a call */
    DWORD usri3_country_code;     /* country of the language */
    DWORD usri3_code_page;        /* code page of the language */
    DWORD usri3_user_id;          /* RID; ignored in a call */
    DWORD usri3_primary_group_id; /* RID; in Add DOMAIN_GROUP_RID_USERS */
    LPWSTR usri3_profile;         /* path of the profile */
    LPWSTR usri3_home_dir_drive;  /* drive letter the home directory gets */
    DWORD usri3_password_expired; /* not 0: expired. Set it: must change at log-on */
} USER_INFO_3, *PUSER_INFO_3, *LPUSER_INFO_3;

typedef struct _USER_INFO_4 {
    LPWSTR usri4_name;            /* name of the account */
    LPWSTR usri4_password;        /* always NULL in an answer; NULL in Set: unchanged */
    DWORD usri4_password_age;     /* seconds since it was set; ignored in a call */
    DWORD usri4_priv;             /* USER_PRIV_*; in Add USER_PRIV_USER */
    LPWSTR usri4_home_dir;        /* home directory */
    LPWSTR usri4_comment;         /* comment of the administrator */
    DWORD usri4_flags;            /* UF_* */
    LPWSTR usri4_script_path;     /* log-on script */
    DWORD usri4_auth_flags;       /* AF_OP_*; ignored in a call */
    LPWSTR usri4_full_name;       /* name of the person */
    LPWSTR usri4_usr_comment;     /* comment of the user */
    LPWSTR usri4_parms;           /* belongs to applications; may hold no text */
    LPWSTR usri4_workstations;    /* up to 8 computers, comma between; empty: any */
    DWORD usri4_last_logon;       /* seconds since 1970 UTC; 0 unknown; ignored in a call */
    DWORD usri4_last_logoff;      /* not kept: 0; ignored in a call */
    DWORD usri4_acct_expires;     /* seconds since 1970 UTC; TIMEQ_FOREVER never */
    DWORD usri4_max_storage;      /* bytes; USER_MAXSTORAGE_UNLIMITED */
    DWORD usri4_units_per_week;   /* UNITS_PER_WEEK; ignored in a call */
    PBYTE usri4_logon_hours;      /* 21 bytes, see above; NULL in Set: unchanged */
    DWORD usri4_bad_pw_count;     /* wrong passwords; -1 unknown; ignored in a call */
    DWORD usri4_num_logons;       /* log-ons; -1 unknown; ignored in a call */
    LPWSTR usri4_logon_server;    /* always "\\*", any; ignored in a call */
    DWORD usri4_country_code;     /* country of the language */
    DWORD usri4_code_page;        /* code page of the language */
    PSID usri4_user_sid;          /* SID; ignored in a call */
    DWORD usri4_primary_group_id; /* RID; in Add DOMAIN_GROUP_RID_USERS */
    LPWSTR usri4_profile;         /* path of the profile */
    LPWSTR usri4_home_dir_drive;  /* drive letter the home directory gets */
    DWORD usri4_password_expired; /* not 0: expired. Set it: must change at log-on */
} USER_INFO_4, *PUSER_INFO_4, *LPUSER_INFO_4;

/* What every user may see of others; nothing here can be set. */
typedef struct _USER_INFO_10 {
    LPWSTR usri10_name;        /* name of the account */
    LPWSTR usri10_comment;     /* comment of the administrator */
    LPWSTR usri10_usr_comment; /* comment of the user */
    LPWSTR usri10_full_name;   /* name of the person */
} USER_INFO_10, *PUSER_INFO_10, *LPUSER_INFO_10;

typedef struct _USER_INFO_11 {
    LPWSTR usri11_name;          /* name of the account */
    LPWSTR usri11_comment;       /* comment of the administrator */
    LPWSTR usri11_usr_comment;   /* comment of the user */
    LPWSTR usri11_full_name;     /* name of the person */
    DWORD usri11_priv;           /* USER_PRIV_*; in Add USER_PRIV_USER */
    DWORD usri11_auth_flags;     /* AF_OP_*; ignored in a call */
    DWORD usri11_password_age;   /* seconds since it was set; ignored in a call */
    LPWSTR usri11_home_dir;      /* home directory */
    LPWSTR usri11_parms;         /* belongs to applications; may hold no text */
    DWORD usri11_last_logon;     /* seconds since 1970 UTC; 0 unknown; ignored in a call */
    DWORD usri11_last_logoff;    /* not kept: 0; ignored in a call */
    DWORD usri11_bad_pw_count;   /* wrong passwords; -1 unknown; ignored in a call */
    DWORD usri11_num_logons;     /* log-ons; -1 unknown; ignored in a call */
    LPWSTR usri11_logon_server;  /* always "\\*", any; ignored in a call */
    DWORD usri11_country_code;   /* country of the language */
    LPWSTR usri11_workstations;  /* up to 8 computers, comma between; empty: any */
    DWORD usri11_max_storage;    /* bytes; USER_MAXSTORAGE_UNLIMITED */
    DWORD usri11_units_per_week; /* UNITS_PER_WEEK; ignored in a call */
    PBYTE usri11_logon_hours;    /* 21 bytes, see above; NULL in Set: unchanged */
    DWORD usri11_code_page;      /* code page of the language */
} USER_INFO_11, *PUSER_INFO_11, *LPUSER_INFO_11;

/* What a list needs; level 23 has the SID. */
typedef struct _USER_INFO_20 {
    LPWSTR usri20_name;      /* name of the account */
    LPWSTR usri20_full_name; /* name of the person */
    LPWSTR usri20_comment;   /* comment of the administrator */
    DWORD usri20_flags;      /* UF_* */
    DWORD usri20_user_id;    /* RID; ignored in a call */
} USER_INFO_20, *PUSER_INFO_20, *LPUSER_INFO_20;

/* The hash that LAN Manager kept of a password, in place of the password. */
typedef struct _USER_INFO_21 {
    BYTE usri21_password[ENCRYPTED_PWLEN]; /* LM hash */
} USER_INFO_21, *PUSER_INFO_21, *LPUSER_INFO_21;

typedef struct _USER_INFO_22 {
    LPWSTR usri22_name;                    /* name of the account */
    BYTE usri22_password[ENCRYPTED_PWLEN]; /* LM hash */
    DWORD usri22_password_age;             /* seconds since it was set; ignored in a call */
    DWORD usri22_priv;                     /* USER_PRIV_*; in Add USER_PRIV_USER */
    LPWSTR usri22_home_dir;                /* home directory */
    LPWSTR usri22_comment;                 /* comment of the administrator */
    DWORD usri22_flags;                    /* UF_* */
    LPWSTR usri22_script_path;             /* log-on script */
    DWORD usri22_auth_flags;               /* AF_OP_*; ignored in a call */
    LPWSTR usri22_full_name;               /* name of the person */
    LPWSTR usri22_usr_comment;             /* comment of the user */
    LPWSTR usri22_parms;                   /* belongs to applications; may hold no text */
    LPWSTR usri22_workstations;            /* up to 8 computers, comma between; empty: any */
    DWORD usri22_last_logon;     /* seconds since 1970 UTC; 0 unknown; ignored in a call */
    DWORD usri22_last_logoff;    /* not kept: 0; ignored in a call */
    DWORD usri22_acct_expires;   /* seconds since 1970 UTC; TIMEQ_FOREVER never */
    DWORD usri22_max_storage;    /* bytes; USER_MAXSTORAGE_UNLIMITED */
    DWORD usri22_units_per_week; /* UNITS_PER_WEEK; ignored in a call */
    PBYTE usri22_logon_hours;    /* 21 bytes, see above; NULL in Set: unchanged */
    DWORD usri22_bad_pw_count;   /* wrong passwords; -1 unknown; ignored in a call */
    DWORD usri22_num_logons;     /* log-ons; -1 unknown; ignored in a call */
    LPWSTR usri22_logon_server;  /* always "\\*", any; ignored in a call */
    DWORD usri22_country_code;   /* country of the language */
    DWORD usri22_code_page;      /* code page of the language */
} USER_INFO_22, *PUSER_INFO_22, *LPUSER_INFO_22;

typedef struct _USER_INFO_23 {
    LPWSTR usri23_name;      /* name of the account */
    LPWSTR usri23_full_name; /* name of the person */
    LPWSTR usri23_comment;   /* comment of the administrator */
    DWORD usri23_flags;      /* UF_* */
    PSID usri23_user_sid;    /* SID; ignored in a call */
} USER_INFO_23, *PUSER_INFO_23, *LPUSER_INFO_23;

/* The account of an online service that the user of this computer is connected with. */
typedef struct _USER_INFO_24 {
    BOOL usri24_internet_identity;         /* there is one */
    DWORD usri24_flags;                    /* 0 */
    LPWSTR usri24_internet_provider_name;  /* the service */
    LPWSTR usri24_internet_principal_name; /* the name there */
    PSID usri24_user_sid;                  /* the local account */
} USER_INFO_24, *PUSER_INFO_24, *LPUSER_INFO_24;

/* Levels that set one member, or the two of the log-on hours. */
/* clang-format off */
typedef struct _USER_INFO_1003 { LPWSTR usri1003_password; }
    USER_INFO_1003, *PUSER_INFO_1003, *LPUSER_INFO_1003;
typedef struct _USER_INFO_1005 { DWORD usri1005_priv; }
    USER_INFO_1005, *PUSER_INFO_1005, *LPUSER_INFO_1005;
typedef struct _USER_INFO_1006 { LPWSTR usri1006_home_dir; }
    USER_INFO_1006, *PUSER_INFO_1006, *LPUSER_INFO_1006;
typedef struct _USER_INFO_1007 { LPWSTR usri1007_comment; }
    USER_INFO_1007, *PUSER_INFO_1007, *LPUSER_INFO_1007;
typedef struct _USER_INFO_1008 { DWORD usri1008_flags; }
    USER_INFO_1008, *PUSER_INFO_1008, *LPUSER_INFO_1008;
typedef struct _USER_INFO_1009 { LPWSTR usri1009_script_path; }
    USER_INFO_1009, *PUSER_INFO_1009, *LPUSER_INFO_1009;
typedef struct _USER_INFO_1010 { DWORD usri1010_auth_flags; }
    USER_INFO_1010, *PUSER_INFO_1010, *LPUSER_INFO_1010;
typedef struct _USER_INFO_1011 { LPWSTR usri1011_full_name; }
    USER_INFO_1011, *PUSER_INFO_1011, *LPUSER_INFO_1011;
typedef struct _USER_INFO_1012 { LPWSTR usri1012_usr_comment; }
    USER_INFO_1012, *PUSER_INFO_1012, *LPUSER_INFO_1012;
typedef struct _USER_INFO_1013 { LPWSTR usri1013_parms; }
    USER_INFO_1013, *PUSER_INFO_1013, *LPUSER_INFO_1013;
typedef struct _USER_INFO_1014 { LPWSTR usri1014_workstations; }
    USER_INFO_1014, *PUSER_INFO_1014, *LPUSER_INFO_1014;
typedef struct _USER_INFO_1017 { DWORD usri1017_acct_expires; }
    USER_INFO_1017, *PUSER_INFO_1017, *LPUSER_INFO_1017;
typedef struct _USER_INFO_1018 { DWORD usri1018_max_storage; }
    USER_INFO_1018, *PUSER_INFO_1018, *LPUSER_INFO_1018;
typedef struct _USER_INFO_1023 { LPWSTR usri1023_logon_server; }
    USER_INFO_1023, *PUSER_INFO_1023, *LPUSER_INFO_1023;
typedef struct _USER_INFO_1024 { DWORD usri1024_country_code; }
    USER_INFO_1024, *PUSER_INFO_1024, *LPUSER_INFO_1024;
typedef struct _USER_INFO_1025 { DWORD usri1025_code_page; }
    USER_INFO_1025, *PUSER_INFO_1025, *LPUSER_INFO_1025;
typedef struct _USER_INFO_1051 { DWORD usri1051_primary_group_id; }
    USER_INFO_1051, *PUSER_INFO_1051, *LPUSER_INFO_1051;
typedef struct _USER_INFO_1052 { LPWSTR usri1052_profile; }
    USER_INFO_1052, *PUSER_INFO_1052, *LPUSER_INFO_1052;
typedef struct _USER_INFO_1053 { LPWSTR usri1053_home_dir_drive; }
    USER_INFO_1053, *PUSER_INFO_1053, *LPUSER_INFO_1053;
/* clang-format on */

typedef struct _USER_INFO_1020 {
    DWORD usri1020_units_per_week; /* UNITS_PER_WEEK */
    LPBYTE usri1020_logon_hours;   /* 21 bytes, see above */
} USER_INFO_1020, *PUSER_INFO_1020, *LPUSER_INFO_1020;

/* ---- Member numbers for *parm_err, and levels (1000 + the number) ---- */

#define USER_NAME_PARMNUM           1
#define USER_PASSWORD_PARMNUM       3
#define USER_PASSWORD_AGE_PARMNUM   4
#define USER_PRIV_PARMNUM           5
#define USER_HOME_DIR_PARMNUM       6
#define USER_COMMENT_PARMNUM        7
#define USER_FLAGS_PARMNUM          8
#define USER_SCRIPT_PATH_PARMNUM    9
#define USER_AUTH_FLAGS_PARMNUM     10
#define USER_FULL_NAME_PARMNUM      11
#define USER_USR_COMMENT_PARMNUM    12
#define USER_PARMS_PARMNUM          13
#define USER_WORKSTATIONS_PARMNUM   14
#define USER_LAST_LOGON_PARMNUM     15
#define USER_LAST_LOGOFF_PARMNUM    16
#define USER_ACCT_EXPIRES_PARMNUM   17
#define USER_MAX_STORAGE_PARMNUM    18
#define USER_UNITS_PER_WEEK_PARMNUM 19
#define USER_LOGON_HOURS_PARMNUM    20
#define USER_PAD_PW_COUNT_PARMNUM   21 /* bad_pw_count; the name is published so */
#define USER_NUM_LOGONS_PARMNUM     22
#define USER_LOGON_SERVER_PARMNUM   23
#define USER_COUNTRY_CODE_PARMNUM   24
#define USER_CODE_PAGE_PARMNUM      25
#define USER_PRIMARY_GROUP_PARMNUM  51
#define USER_PROFILE                52
#define USER_PROFILE_PARMNUM        52
#define USER_HOME_DIR_DRIVE_PARMNUM 53

/*
 * mingw-w64 has USER_POSIX_ID_INFOLEVEL and GROUP_POSIX_ID_INFOLEVEL too: of numbers that are
 * defined nowhere, so they cannot be used.
 */

#define USER_NAME_INFOLEVEL           1001
#define USER_PASSWORD_INFOLEVEL       1003
#define USER_PASSWORD_AGE_INFOLEVEL   1004
#define USER_PRIV_INFOLEVEL           1005
#define USER_HOME_DIR_INFOLEVEL       1006
#define USER_COMMENT_INFOLEVEL        1007
#define USER_FLAGS_INFOLEVEL          1008
#define USER_SCRIPT_PATH_INFOLEVEL    1009
#define USER_AUTH_FLAGS_INFOLEVEL     1010
#define USER_FULL_NAME_INFOLEVEL      1011
#define USER_USR_COMMENT_INFOLEVEL    1012
#define USER_PARMS_INFOLEVEL          1013
#define USER_WORKSTATIONS_INFOLEVEL   1014
#define USER_LAST_LOGON_INFOLEVEL     1015
#define USER_LAST_LOGOFF_INFOLEVEL    1016
#define USER_ACCT_EXPIRES_INFOLEVEL   1017
#define USER_MAX_STORAGE_INFOLEVEL    1018
#define USER_UNITS_PER_WEEK_INFOLEVEL 1019
#define USER_LOGON_HOURS_INFOLEVEL    1020
#define USER_PAD_PW_COUNT_INFOLEVEL   1021
#define USER_NUM_LOGONS_INFOLEVEL     1022
#define USER_LOGON_SERVER_INFOLEVEL   1023
#define USER_COUNTRY_CODE_INFOLEVEL   1024
#define USER_CODE_PAGE_INFOLEVEL      1025
#define USER_PRIMARY_GROUP_INFOLEVEL  1051
#define USER_HOME_DIR_DRIVE_INFOLEVEL 1053

/*
 * NetUserAdd - create an account.
 *
 * servername  see the top of this file.
 * level       1, 2, 3 or 4; struct in buf. 22 is published too, of LAN Manager.
 * buf         the account. Kept by the caller.
 * parm_err    out: after ERROR_INVALID_PARAMETER the USER_*_PARMNUM of the first wrong member. May
 *             be NULL.
 *
 * Returns
 *
 * NERR_Success,
 * NERR_UserExists (there is a user of that name),
 * NERR_GroupExists (there is a group of that name),
 * NERR_BadUsername (the name is too long, or has characters that no name has),
 * NERR_PasswordTooShort (the password breaks any of the rules, not only that of the length),
 * NERR_NotPrimary (only the primary domain controller does it),
 * ERROR_INVALID_PARAMETER (buf is NULL, a text in it is too long, or the server refuses a member:
 * *parm_err says which),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * ERROR_ACCESS_DENIED (it is for administrators and account operators).
 *
 * At level 1 the other members start as: texts empty, any workstation, never expires, all hours,
 * country and code page 0.
 *
 * When the connection is lost on the way, the call is not repeated: whether it was carried out is
 * not known then.
 *
 * Remote: [MS-SAMR] 3.1.5.4.4 SamrCreateUser2InDomain, opnum 50, and 3.1.5.6.4
 * SamrSetInformationUser2, opnum 58; the account is deleted again if that fails.
 */
NET_API_STATUS NetUserAdd(LPCWSTR servername, DWORD level, LPBYTE buf, LPDWORD parm_err);

/*
 * NetUserEnum - list the users of a server, in no order.
 *
 * servername     see the top of this file.
 * level          0, 1, 2, 3, 10, 11 or 20; selects the struct in the array.
 * filter         FILTER_* bits of the types to list; 0 for all.
 * bufptr         out: array of *entriesread structs. Free with NetApiBufferFree, also after
 *                ERROR_MORE_DATA. NULL when there is nothing to free.
 * prefmaxlen     preferred size of the answer in bytes; MAX_PREFERRED_LENGTH for all.
 * entriesread    out: structs in the array.
 * totalentries   out: users from the current position on; an estimate.
 * resume_handle  in/out: 0 to start, passed back unchanged to continue. May be NULL: then what did
 *                not fit cannot be fetched. Void after an error.
 *
 * Returns
 *
 * NERR_Success, also with no entry,
 * ERROR_MORE_DATA (the array holds a part; call again),
 * NERR_BufTooSmall (not one entry fits in prefmaxlen; no data),
 * ERROR_INVALID_PARAMETER (bufptr, entriesread or totalentries is NULL),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * ERROR_ACCESS_DENIED (the server says so).
 *
 * Remote: [MS-SAMR] 3.1.5.2.4 SamrEnumerateUsersInDomain, opnum 13, or 3.1.5.3.1
 * SamrQueryDisplayInformation3, opnum 51, where it has all of a level.
 */
NET_API_STATUS NetUserEnum(LPCWSTR servername, DWORD level, DWORD filter, LPBYTE *bufptr,
                           DWORD prefmaxlen, LPDWORD entriesread, LPDWORD totalentries,
                           LPDWORD resume_handle);

/*
 * NetUserGetInfo - read one user.
 *
 * servername  see the top of this file.
 * username    name of the account.
 * level       0, 1, 2, 3, 4, 10, 11, 20 or 23; selects the struct. 24 is not served yet.
 * bufptr      out: one struct. Free with NetApiBufferFree. NULL after any error.
 *
 * Returns
 *
 * NERR_Success,
 * NERR_UserNotFound (no such user),
 * ERROR_INVALID_PARAMETER (bufptr is NULL, or username is NULL or empty),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * ERROR_ACCESS_DENIED (the server says so).
 *
 * Remote: [MS-SAMR] 3.1.5.5.6 SamrQueryInformationUser, opnum 36; 3.1.5.9.1 SamrGetGroupsForUser,
 * opnum 39, and 3.1.5.9.2 SamrGetAliasMembership, opnum 16, for *_priv and *_auth_flags.
 */
NET_API_STATUS NetUserGetInfo(LPCWSTR servername, LPCWSTR username, DWORD level, LPBYTE *bufptr);

/*
 * NetUserSetInfo - change an account. Level 0 renames it.
 *
 * servername  see the top of this file.
 * username    name of the account.
 * level       0, 1, 2, 3, 4, 21, 22, 1003, 1005 to 1014, 1017, 1018, 1020, 1023 to 1025, or 1051
 *             to 1053; struct in buf.
 * buf         the new values. Kept by the caller.
 * parm_err    out: after ERROR_INVALID_PARAMETER the USER_*_PARMNUM of the first wrong member. May
 *             be NULL.
 *
 * Returns
 *
 * NERR_Success,
 * NERR_UserNotFound (no such user),
 * NERR_UserExists (level 0: the new name is taken),
 * NERR_BadPassword (the server refuses the password),
 * NERR_PasswordTooShort (the password breaks any of the rules, not only that of the length),
 * NERR_LastAdmin (it would disable the last administrator, or take the privilege),
 * NERR_SpeGroupOp (not with an account of the system),
 * NERR_NotPrimary (only the primary domain controller does it),
 * ERROR_INVALID_PARAMETER (buf is NULL, username is NULL or empty, a text in buf is too long, or
 * the server refuses a member: *parm_err says which),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * ERROR_ACCESS_DENIED (it is for administrators and account operators; users may change their own
 * country code).
 *
 * When the connection is lost on the way, the call is not repeated: whether it was carried out is
 * not known then.
 *
 * Remote: [MS-SAMR] 3.1.5.6.4 SamrSetInformationUser2, opnum 58; 3.1.5.12.1 SamrSetSecurityObject,
 * opnum 2, for UF_PASSWD_CANT_CHANGE.
 */
NET_API_STATUS NetUserSetInfo(LPCWSTR servername, LPCWSTR username, DWORD level, LPBYTE buf,
                              LPDWORD parm_err);

/*
 * NetUserDel - delete an account.
 *
 * servername  see the top of this file.
 * username    name of the account.
 *
 * Returns
 *
 * NERR_Success,
 * NERR_UserNotFound (no such user),
 * ERROR_SPECIAL_ACCOUNT (not with an account of the system),
 * NERR_NotPrimary (only the primary domain controller does it),
 * ERROR_INVALID_PARAMETER (username is NULL or empty),
 * ERROR_ACCESS_DENIED (it is for administrators and account operators).
 *
 * When the connection is lost on the way, the call is not repeated: whether it was carried out is
 * not known then.
 *
 * Remote: [MS-SAMR] 3.1.5.7.3 SamrDeleteUser, opnum 35.
 */
NET_API_STATUS NetUserDel(LPCWSTR servername, LPCWSTR username);

/*
 * NetUserGetGroups - list the global groups a user is in.
 *
 * servername    see the top of this file.
 * username      name of the account.
 * level         0 or 1; selects GROUP_USERS_INFO_0 or _1 for the array.
 * bufptr        out: array of *entriesread structs. Free with NetApiBufferFree, also after
 *               ERROR_MORE_DATA. NULL when there is nothing to free.
 * prefmaxlen    preferred size of the answer in bytes; MAX_PREFERRED_LENGTH for all.
 * entriesread   out: structs in the array.
 * totalentries  out: groups from the current position on; an estimate.
 *
 * Returns
 *
 * NERR_Success,
 * ERROR_MORE_DATA (the array holds a part, and prefmaxlen must be larger for the rest),
 * NERR_BufTooSmall (not one entry fits in prefmaxlen; no data),
 * NERR_UserNotFound (no such user),
 * ERROR_INVALID_PARAMETER (bufptr, entriesread or totalentries is NULL, or username is NULL or
 * empty),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * NERR_InternalError (the server contradicts itself),
 * ERROR_ACCESS_DENIED (the server says so).
 *
 * Remote: [MS-SAMR] 3.1.5.9.1 SamrGetGroupsForUser, opnum 39, and 3.1.5.11.3
 * SamrLookupIdsInDomain, opnum 18.
 */
NET_API_STATUS NetUserGetGroups(LPCWSTR servername, LPCWSTR username, DWORD level, LPBYTE *bufptr,
                                DWORD prefmaxlen, LPDWORD entriesread, LPDWORD totalentries);

/*
 * NetUserSetGroups - put a user into these global groups and no others.
 *
 * servername   see the top of this file.
 * username     name of the account.
 * level        0 or 1; GROUP_USERS_INFO_0 or _1 in buf.
 * buf          array of num_entries structs. Kept by the caller.
 * num_entries  structs in buf.
 *
 * Not served yet: returns ERROR_NOT_SUPPORTED.
 * Once it is, the results will be:
 *
 * NERR_Success,
 * NERR_UserNotFound (no such user),
 * NERR_GroupNotFound (one of the groups is not there),
 * NERR_SpeGroupOp (not with a group of the system),
 * ERROR_MEMBERS_PRIMARY_GROUP (the primary group of the user is not in the list),
 * NERR_NotPrimary (only the primary domain controller does it),
 * ERROR_INVALID_PARAMETER (username or the name of a group is NULL or empty, or buf is NULL and
 * num_entries is not 0),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * NERR_InternalError (the server contradicts itself),
 * ERROR_ACCESS_DENIED (it is for administrators and account operators).
 *
 * When the connection is lost on the way, the call is not repeated: whether it was carried out is
 * not known then.
 *
 * Remote: [MS-SAMR] 3.1.5.9.1 SamrGetGroupsForUser, opnum 39, then 3.1.5.8.1 SamrAddMemberToGroup,
 * opnum 22, and 3.1.5.8.2 SamrRemoveMemberFromGroup, opnum 24, for the differences; a failure in
 * between leaves a part done.
 */
NET_API_STATUS NetUserSetGroups(LPCWSTR servername, LPCWSTR username, DWORD level, LPBYTE buf,
                                DWORD num_entries);

#define LG_INCLUDE_INDIRECT (0x0001) /* also those that a global group of the user is in */

/*
 * NetUserGetLocalGroups - list the local groups a user is in.
 *
 * servername    see the top of this file.
 * username      name of the account, or DOMAIN\name.
 * level         0: LOCALGROUP_USERS_INFO_0.
 * flags         LG_INCLUDE_INDIRECT or 0.
 * bufptr        out: array of *entriesread structs. Free with NetApiBufferFree, also after
 *               ERROR_MORE_DATA. NULL when there is nothing to free.
 * prefmaxlen    preferred size of the answer in bytes; MAX_PREFERRED_LENGTH for all.
 * entriesread   out: structs in the array.
 * totalentries  out: groups from the current position on; an estimate.
 *
 * Returns
 *
 * NERR_Success,
 * ERROR_MORE_DATA (the array holds a part, and prefmaxlen must be larger for the rest),
 * NERR_BufTooSmall (not one entry fits in prefmaxlen; no data),
 * NERR_UserNotFound (no such user),
 * NERR_DCNotFound (no controller of the domain of the user answers),
 * ERROR_INVALID_PARAMETER (bufptr, entriesread or totalentries is NULL, username is NULL or empty,
 * or flags has another bit),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * ERROR_ACCESS_DENIED (the server says so).
 *
 * Remote: [MS-SAMR] 3.1.5.9.2 SamrGetAliasMembership, opnum 16, of the account and the builtin
 * domain.
 */
NET_API_STATUS NetUserGetLocalGroups(LPCWSTR servername, LPCWSTR username, DWORD level, DWORD flags,
                                     LPBYTE *bufptr, DWORD prefmaxlen, LPDWORD entriesread,
                                     LPDWORD totalentries);

/*
 * NetUserChangePassword - change a password that is known. Administrators set one with
 * NetUserSetInfo, level 1003.
 *
 * domainname   server as at the top of this file, or a domain; NULL is the domain the caller
 *              logged on to.
 * username     name of the account; NULL is the caller.
 * oldpassword  the password now.
 * newpassword  the password it becomes.
 *
 * Returns
 *
 * NERR_Success,
 * ERROR_INVALID_PASSWORD (oldpassword is not it),
 * NERR_UserNotFound (no such user),
 * NERR_PasswordTooShort (newpassword breaks any of the rules, not only that of the length),
 * NERR_NotPrimary (only the primary domain controller does it),
 * ERROR_INVALID_PARAMETER (oldpassword or newpassword is NULL),
 * ERROR_ACCESS_DENIED (the user may not change it).
 *
 * When the connection is lost on the way, the call is not repeated: whether it was carried out is
 * not known then.
 *
 * Remote: [MS-SAMR] 3.1.5.10.4 SamrUnicodeChangePasswordUser4, opnum 73, or 3.1.5.10.3
 * SamrUnicodeChangePasswordUser2, opnum 55. Neither sends a password in clear.
 */
NET_API_STATUS NetUserChangePassword(LPCWSTR domainname, LPCWSTR username, LPCWSTR oldpassword,
                                     LPCWSTR newpassword);

/* ==== Rules for all accounts (modals) ========================================================= */

#define UAS_ROLE_STANDALONE 0 /* no domain */
#define UAS_ROLE_MEMBER     1
#define UAS_ROLE_BACKUP     2 /* backup domain controller */
#define UAS_ROLE_PRIMARY    3 /* primary domain controller */

/* Passwords, [MS-SAMR] 2.2.3.5 */
typedef struct _USER_MODALS_INFO_0 {
    DWORD usrmod0_min_passwd_len;    /* characters */
    DWORD usrmod0_max_passwd_age;    /* seconds; TIMEQ_FOREVER never expires */
    DWORD usrmod0_min_passwd_age;    /* seconds before it may change again */
    DWORD usrmod0_force_logoff;      /* seconds after the log-on hours; TIMEQ_FOREVER never */
    DWORD usrmod0_password_hist_len; /* old passwords that may not come back */
} USER_MODALS_INFO_0, *PUSER_MODALS_INFO_0, *LPUSER_MODALS_INFO_0;

/* The part of the server in its domain. */
typedef struct _USER_MODALS_INFO_1 {
    DWORD usrmod1_role;     /* UAS_ROLE_* */
    LPWSTR usrmod1_primary; /* primary domain controller */
} USER_MODALS_INFO_1, *PUSER_MODALS_INFO_1, *LPUSER_MODALS_INFO_1;

/* The domain of the accounts. */
typedef struct _USER_MODALS_INFO_2 {
    LPWSTR usrmod2_domain_name; /* its name */
    PSID usrmod2_domain_id;     /* its SID */
} USER_MODALS_INFO_2, *PUSER_MODALS_INFO_2, *LPUSER_MODALS_INFO_2;

/* Lock-out, [MS-SAMR] 2.2.3.15 */
typedef struct _USER_MODALS_INFO_3 {
    DWORD usrmod3_lockout_duration;           /* seconds; TIMEQ_FOREVER until unlocked */
    DWORD usrmod3_lockout_observation_window; /* seconds in which wrong passwords count */
    DWORD usrmod3_lockout_threshold;          /* wrong passwords until it locks; 0 never */
} USER_MODALS_INFO_3, *PUSER_MODALS_INFO_3, *LPUSER_MODALS_INFO_3;

/* Levels that set one member. */
/* clang-format off */
typedef struct _USER_MODALS_INFO_1001 { DWORD usrmod1001_min_passwd_len; }
    USER_MODALS_INFO_1001, *PUSER_MODALS_INFO_1001, *LPUSER_MODALS_INFO_1001;
typedef struct _USER_MODALS_INFO_1002 { DWORD usrmod1002_max_passwd_age; }
    USER_MODALS_INFO_1002, *PUSER_MODALS_INFO_1002, *LPUSER_MODALS_INFO_1002;
typedef struct _USER_MODALS_INFO_1003 { DWORD usrmod1003_min_passwd_age; }
    USER_MODALS_INFO_1003, *PUSER_MODALS_INFO_1003, *LPUSER_MODALS_INFO_1003;
typedef struct _USER_MODALS_INFO_1004 { DWORD usrmod1004_force_logoff; }
    USER_MODALS_INFO_1004, *PUSER_MODALS_INFO_1004, *LPUSER_MODALS_INFO_1004;
typedef struct _USER_MODALS_INFO_1005 { DWORD usrmod1005_password_hist_len; }
    USER_MODALS_INFO_1005, *PUSER_MODALS_INFO_1005, *LPUSER_MODALS_INFO_1005;
typedef struct _USER_MODALS_INFO_1006 { DWORD usrmod1006_role; }
    USER_MODALS_INFO_1006, *PUSER_MODALS_INFO_1006, *LPUSER_MODALS_INFO_1006;
typedef struct _USER_MODALS_INFO_1007 { LPWSTR usrmod1007_primary; }
    USER_MODALS_INFO_1007, *PUSER_MODALS_INFO_1007, *LPUSER_MODALS_INFO_1007;
/* clang-format on */

/* ---- Member numbers for *parm_err, and levels (1000 + the number) ---- */

#define MODALS_MIN_PASSWD_LEN_PARMNUM             1
#define MODALS_MAX_PASSWD_AGE_PARMNUM             2
#define MODALS_MIN_PASSWD_AGE_PARMNUM             3
#define MODALS_FORCE_LOGOFF_PARMNUM               4
#define MODALS_PASSWD_HIST_LEN_PARMNUM            5
#define MODALS_ROLE_PARMNUM                       6
#define MODALS_PRIMARY_PARMNUM                    7
#define MODALS_DOMAIN_NAME_PARMNUM                8
#define MODALS_DOMAIN_ID_PARMNUM                  9
#define MODALS_LOCKOUT_DURATION_PARMNUM           10
#define MODALS_LOCKOUT_OBSERVATION_WINDOW_PARMNUM 11
#define MODALS_LOCKOUT_THRESHOLD_PARMNUM          12

#define MODALS_MIN_PASSWD_LEN_INFOLEVEL  1001
#define MODALS_MAX_PASSWD_AGE_INFOLEVEL  1002
#define MODALS_MIN_PASSWD_AGE_INFOLEVEL  1003
#define MODALS_FORCE_LOGOFF_INFOLEVEL    1004
#define MODALS_PASSWD_HIST_LEN_INFOLEVEL 1005
#define MODALS_ROLE_INFOLEVEL            1006
#define MODALS_PRIMARY_INFOLEVEL         1007
#define MODALS_DOMAIN_NAME_INFOLEVEL     1008
#define MODALS_DOMAIN_ID_INFOLEVEL       1009

/*
 * NetUserModalsGet - read the rules for all accounts of a server.
 *
 * servername  see the top of this file.
 * level       0, 1, 2 or 3; selects the struct.
 * bufptr      out: one struct. Free with NetApiBufferFree. NULL after any error.
 *
 * Returns
 *
 * NERR_Success,
 * ERROR_INVALID_PARAMETER (bufptr is NULL),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * ERROR_ACCESS_DENIED (the server says so).
 *
 * Remote: [MS-SAMR] 3.1.5.5.2 SamrQueryInformationDomain, opnum 8: classes 1 and 3 for level 0, 6
 * and 7 for 1, 5 for 2, 12 for 3; the SID by 3.1.5.11.1 SamrLookupDomainInSamServer, opnum 5.
 */
NET_API_STATUS NetUserModalsGet(LPCWSTR servername, DWORD level, LPBYTE *bufptr);

/*
 * NetUserModalsSet - change the rules for all accounts of a server.
 *
 * servername  see the top of this file.
 * level       0, 1, 2, 3, or 1001 to 1007; struct in buf.
 * buf         the new values. Kept by the caller.
 * parm_err    out: after ERROR_INVALID_PARAMETER the MODALS_*_PARMNUM of the first wrong member.
 *             May be NULL.
 *
 * Not served yet: returns ERROR_NOT_SUPPORTED.
 * Once it is, the results will be:
 *
 * NERR_Success,
 * NERR_UserNotFound (published; when is not said),
 * ERROR_INVALID_PARAMETER (buf is NULL, a text in it is too long, or the server refuses a member:
 * *parm_err says which),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * ERROR_ACCESS_DENIED (it is for administrators and account operators).
 *
 * When the connection is lost on the way, the call is not repeated: whether it was carried out is
 * not known then.
 *
 * Remote: [MS-SAMR] 3.1.5.6.1 SamrSetInformationDomain, opnum 9.
 */
NET_API_STATUS NetUserModalsSet(LPCWSTR servername, DWORD level, LPBYTE buf, LPDWORD parm_err);

/* ==== Global groups =========================================================================== */

/* Attributes are SE_GROUP_* (windef.h); mostly the first three of them. */
typedef struct _GROUP_INFO_0 {
    LPWSTR grpi0_name; /* name of the group */
} GROUP_INFO_0, *PGROUP_INFO_0, *LPGROUP_INFO_0;

typedef struct _GROUP_INFO_1 {
    LPWSTR grpi1_name;    /* name of the group */
    LPWSTR grpi1_comment; /* comment */
} GROUP_INFO_1, *PGROUP_INFO_1, *LPGROUP_INFO_1;

/* Level 1 with the RID; level 3 has the SID and is preferred. */
typedef struct _GROUP_INFO_2 {
    LPWSTR grpi2_name;      /* name of the group */
    LPWSTR grpi2_comment;   /* comment */
    DWORD grpi2_group_id;   /* RID; ignored in a call */
    DWORD grpi2_attributes; /* SE_GROUP_* */
} GROUP_INFO_2, *PGROUP_INFO_2;

typedef struct _GROUP_INFO_3 {
    LPWSTR grpi3_name;      /* name of the group */
    LPWSTR grpi3_comment;   /* comment */
    PSID grpi3_group_sid;   /* SID; ignored in a call */
    DWORD grpi3_attributes; /* SE_GROUP_* */
} GROUP_INFO_3, *PGROUP_INFO_3;

/* Levels that set one member. */
/* clang-format off */
typedef struct _GROUP_INFO_1002 { LPWSTR grpi1002_comment; }
    GROUP_INFO_1002, *PGROUP_INFO_1002, *LPGROUP_INFO_1002;
typedef struct _GROUP_INFO_1005 { DWORD grpi1005_attributes; }
    GROUP_INFO_1005, *PGROUP_INFO_1005, *LPGROUP_INFO_1005;
/* clang-format on */

/* A member of a group; in NetUserGetGroups a group of a user. */
typedef struct _GROUP_USERS_INFO_0 {
    LPWSTR grui0_name; /* name */
} GROUP_USERS_INFO_0, *PGROUP_USERS_INFO_0, *LPGROUP_USERS_INFO_0;

typedef struct _GROUP_USERS_INFO_1 {
    LPWSTR grui1_name;      /* name */
    DWORD grui1_attributes; /* SE_GROUP_* */
} GROUP_USERS_INFO_1, *PGROUP_USERS_INFO_1, *LPGROUP_USERS_INFO_1;

/* LAN Manager: a bit of ids, and names of its groups. */
#define GROUPIDMASK             0x8000
#define GROUP_SPECIALGRP_USERS  __TEXT("USERS")
#define GROUP_SPECIALGRP_ADMINS __TEXT("ADMINS")
#define GROUP_SPECIALGRP_GUESTS __TEXT("GUESTS")
#define GROUP_SPECIALGRP_LOCAL  __TEXT("LOCAL")

/* ---- Member numbers for *parm_err, and levels ---- */

/*
 * The level that sets the attributes is 1005, that of its struct; GROUP_ATTRIBUTES_INFOLEVEL is
 * published with another value, and NetGroupSetInfo does not know that.
 */

#define GROUP_ALL_PARMNUM        0
#define GROUP_NAME_PARMNUM       1
#define GROUP_COMMENT_PARMNUM    2
#define GROUP_ATTRIBUTES_PARMNUM 3

#define GROUP_ALL_INFOLEVEL        1000
#define GROUP_NAME_INFOLEVEL       1001
#define GROUP_COMMENT_INFOLEVEL    1002
#define GROUP_ATTRIBUTES_INFOLEVEL 1003

/*
 * NetGroupAdd - create a global group.
 *
 * servername  see the top of this file.
 * level       0, 1, 2 or 3; struct in buf.
 * buf         the group. Kept by the caller.
 * parm_err    out: after ERROR_INVALID_PARAMETER the GROUP_*_PARMNUM of the first wrong member.
 *             May be NULL.
 *
 * Not served yet: returns ERROR_NOT_SUPPORTED.
 * Once it is, the results will be:
 *
 * NERR_Success,
 * NERR_GroupExists (there is a group of that name),
 * NERR_UserExists (there is a user of that name),
 * NERR_NotPrimary (only the primary domain controller does it),
 * ERROR_INVALID_PARAMETER (buf is NULL, a text in it is too long, or the server refuses a member:
 * *parm_err says which),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * ERROR_ACCESS_DENIED (it is for administrators and account operators).
 *
 * When the connection is lost on the way, the call is not repeated: whether it was carried out is
 * not known then.
 *
 * Remote: [MS-SAMR] 3.1.5.4.2 SamrCreateGroupInDomain, opnum 10, and 3.1.5.6.2
 * SamrSetInformationGroup, opnum 21.
 */
NET_API_STATUS NetGroupAdd(LPCWSTR servername, DWORD level, LPBYTE buf, LPDWORD parm_err);

/*
 * NetGroupAddUser - put a user into a global group.
 *
 * servername  see the top of this file.
 * GroupName   name of the group.
 * username    name of the account.
 *
 * Not served yet: returns ERROR_NOT_SUPPORTED.
 * Once it is, the results will be:
 *
 * NERR_Success,
 * NERR_GroupNotFound (no such group),
 * NERR_UserNotFound (no such user),
 * NERR_UserInGroup (the user is in it),
 * NERR_SpeGroupOp (not with a group of the system),
 * NERR_NotPrimary (only the primary domain controller does it),
 * ERROR_INVALID_PARAMETER (GroupName or username is NULL or empty),
 * ERROR_ACCESS_DENIED (it is for administrators and account operators).
 *
 * When the connection is lost on the way, the call is not repeated: whether it was carried out is
 * not known then.
 *
 * Remote: [MS-SAMR] 3.1.5.8.1 SamrAddMemberToGroup, opnum 22.
 */
NET_API_STATUS NetGroupAddUser(LPCWSTR servername, LPCWSTR GroupName, LPCWSTR username);

/*
 * NetGroupEnum - list the global groups of a server.
 *
 * servername     see the top of this file.
 * level          0, 1, 2 or 3; selects the struct in the array.
 * bufptr         out: array of *entriesread structs. Free with NetApiBufferFree, also after
 *                ERROR_MORE_DATA. NULL when there is nothing to free.
 * prefmaxlen     preferred size of the answer in bytes; MAX_PREFERRED_LENGTH for all.
 * entriesread    out: structs in the array.
 * totalentries   out: groups from the current position on; an estimate.
 * resume_handle  in/out: 0 to start, passed back unchanged to continue. May be NULL: then what did
 *                not fit cannot be fetched. Void after an error.
 *
 * Returns
 *
 * NERR_Success, also with no entry,
 * ERROR_MORE_DATA (the array holds a part; call again),
 * NERR_BufTooSmall (not one entry fits in prefmaxlen; no data),
 * ERROR_INVALID_PARAMETER (bufptr, entriesread or totalentries is NULL),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * ERROR_ACCESS_DENIED (the server says so).
 *
 * Remote: [MS-SAMR] 3.1.5.3.1 SamrQueryDisplayInformation3, opnum 51, class 3. A server that is no
 * domain controller has the one group None.
 */
NET_API_STATUS NetGroupEnum(LPCWSTR servername, DWORD level, LPBYTE *bufptr, DWORD prefmaxlen,
                            LPDWORD entriesread, LPDWORD totalentries, PDWORD_PTR resume_handle);

/*
 * NetGroupGetInfo - read one global group.
 *
 * servername  see the top of this file.
 * groupname   name of the group.
 * level       0, 1, 2 or 3; selects the struct.
 * bufptr      out: one struct. Free with NetApiBufferFree. NULL after any error.
 *
 * Returns
 *
 * NERR_Success,
 * NERR_GroupNotFound (no such group),
 * ERROR_INVALID_PARAMETER (bufptr is NULL, or groupname is NULL or empty),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * ERROR_ACCESS_DENIED (the server says so).
 *
 * Remote: [MS-SAMR] 3.1.5.5.3 SamrQueryInformationGroup, opnum 20.
 */
NET_API_STATUS NetGroupGetInfo(LPCWSTR servername, LPCWSTR groupname, DWORD level, LPBYTE *bufptr);

/*
 * NetGroupSetInfo - change a global group. Level 0 renames it; the name is ignored at every other
 * level.
 *
 * servername  see the top of this file.
 * groupname   name of the group.
 * level       0, 1, 2, 3, 1002 or 1005; struct in buf.
 * buf         the new values. Kept by the caller.
 * parm_err    out: after ERROR_INVALID_PARAMETER the GROUP_*_PARMNUM of the first wrong member.
 *             May be NULL.
 *
 * Not served yet: returns ERROR_NOT_SUPPORTED.
 * Once it is, the results will be:
 *
 * NERR_Success,
 * NERR_GroupNotFound (no such group),
 * NERR_GroupExists (level 0: the new name is taken),
 * NERR_SpeGroupOp (not with a group of the system),
 * NERR_NotPrimary (only the primary domain controller does it),
 * ERROR_INVALID_PARAMETER (buf is NULL, groupname is NULL or empty, a text in buf is too long, or
 * the server refuses a member: *parm_err says which),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * ERROR_ACCESS_DENIED (it is for administrators and account operators).
 *
 * When the connection is lost on the way, the call is not repeated: whether it was carried out is
 * not known then.
 *
 * Remote: [MS-SAMR] 3.1.5.6.2 SamrSetInformationGroup, opnum 21.
 */
NET_API_STATUS NetGroupSetInfo(LPCWSTR servername, LPCWSTR groupname, DWORD level, LPBYTE buf,
                               LPDWORD parm_err);

/*
 * NetGroupDel - delete a global group, also one that has members.
 *
 * servername  see the top of this file.
 * groupname   name of the group.
 *
 * Not served yet: returns ERROR_NOT_SUPPORTED.
 * Once it is, the results will be:
 *
 * NERR_Success,
 * NERR_GroupNotFound (no such group),
 * NERR_SpeGroupOp (not with a group of the system),
 * ERROR_MEMBERS_PRIMARY_GROUP (it is the primary group of a member),
 * NERR_NotPrimary (only the primary domain controller does it),
 * ERROR_INVALID_PARAMETER (groupname is NULL or empty),
 * ERROR_ACCESS_DENIED (it is for administrators and account operators).
 *
 * When the connection is lost on the way, the call is not repeated: whether it was carried out is
 * not known then.
 *
 * Remote: [MS-SAMR] 3.1.5.8.3 SamrGetMembersInGroup, opnum 25, 3.1.5.8.2
 * SamrRemoveMemberFromGroup, opnum 24, and 3.1.5.7.1 SamrDeleteGroup, opnum 23.
 */
NET_API_STATUS NetGroupDel(LPCWSTR servername, LPCWSTR groupname);

/*
 * NetGroupDelUser - take a user out of a global group.
 *
 * servername  see the top of this file.
 * GroupName   name of the group.
 * Username    name of the account.
 *
 * Not served yet: returns ERROR_NOT_SUPPORTED.
 * Once it is, the results will be:
 *
 * NERR_Success,
 * NERR_GroupNotFound (no such group),
 * NERR_UserNotFound (no such user),
 * NERR_UserNotInGroup (the user is not in it),
 * ERROR_MEMBERS_PRIMARY_GROUP (it is the primary group of the user),
 * NERR_SpeGroupOp (not with a group of the system),
 * NERR_NotPrimary (only the primary domain controller does it),
 * ERROR_INVALID_PARAMETER (GroupName or Username is NULL or empty),
 * ERROR_ACCESS_DENIED (it is for administrators and account operators).
 *
 * When the connection is lost on the way, the call is not repeated: whether it was carried out is
 * not known then.
 *
 * Remote: [MS-SAMR] 3.1.5.8.2 SamrRemoveMemberFromGroup, opnum 24.
 */
NET_API_STATUS NetGroupDelUser(LPCWSTR servername, LPCWSTR GroupName, LPCWSTR Username);

/*
 * NetGroupGetUsers - list the members of a global group.
 *
 * servername    see the top of this file.
 * groupname     name of the group.
 * level         0 or 1; selects GROUP_USERS_INFO_0 or _1 for the array.
 * bufptr        out: array of *entriesread structs. Free with NetApiBufferFree, also after
 *               ERROR_MORE_DATA. NULL when there is nothing to free.
 * prefmaxlen    preferred size of the answer in bytes; MAX_PREFERRED_LENGTH for all.
 * entriesread   out: structs in the array.
 * totalentries  out: members from the current position on; an estimate.
 * ResumeHandle  in/out: 0 to start, passed back unchanged to continue. May be NULL: then what did
 *               not fit cannot be fetched. Void after an error.
 *
 * Returns
 *
 * NERR_Success, also with no entry,
 * ERROR_MORE_DATA (the array holds a part; call again),
 * NERR_BufTooSmall (not one entry fits in prefmaxlen; no data),
 * NERR_GroupNotFound (no such group),
 * ERROR_INVALID_PARAMETER (bufptr, entriesread or totalentries is NULL, or groupname is NULL or
 * empty),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * ERROR_ACCESS_DENIED (the server says so).
 *
 * Remote: [MS-SAMR] 3.1.5.8.3 SamrGetMembersInGroup, opnum 25, and 3.1.5.11.3
 * SamrLookupIdsInDomain, opnum 18.
 */
NET_API_STATUS NetGroupGetUsers(LPCWSTR servername, LPCWSTR groupname, DWORD level, LPBYTE *bufptr,
                                DWORD prefmaxlen, LPDWORD entriesread, LPDWORD totalentries,
                                PDWORD_PTR ResumeHandle);

/*
 * NetGroupSetUsers - make these users the members of a global group, and no others.
 *
 * servername    see the top of this file.
 * groupname     name of the group.
 * level         0 or 1; GROUP_USERS_INFO_0 or _1 in buf.
 * buf           array of totalentries structs. Kept by the caller.
 * totalentries  structs in buf.
 *
 * Not served yet: returns ERROR_NOT_SUPPORTED.
 * Once it is, the results will be:
 *
 * NERR_Success,
 * NERR_GroupNotFound (no such group),
 * NERR_UserNotFound (one of the users is not there),
 * NERR_SpeGroupOp (not with a group of the system),
 * ERROR_MEMBERS_PRIMARY_GROUP (the group is the primary group of one who would leave),
 * NERR_NotPrimary (only the primary domain controller does it),
 * ERROR_INVALID_PARAMETER (groupname or the name of a user is NULL or empty, or buf is NULL and
 * totalentries is not 0),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * ERROR_ACCESS_DENIED (it is for administrators and account operators).
 *
 * When the connection is lost on the way, the call is not repeated: whether it was carried out is
 * not known then.
 *
 * Remote: [MS-SAMR] 3.1.5.8.3 SamrGetMembersInGroup, opnum 25, then 3.1.5.8.1
 * SamrAddMemberToGroup, opnum 22, and 3.1.5.8.2 SamrRemoveMemberFromGroup, opnum 24, for the
 * differences; a failure in between leaves a part done.
 */
NET_API_STATUS NetGroupSetUsers(LPCWSTR servername, LPCWSTR groupname, DWORD level, LPBYTE buf,
                                DWORD totalentries);

/* ==== Local groups (aliases) ================================================================== */

/*
 * Functions that name a local group look for it in the account domain of the server and in its
 * builtin domain, where Administrators and its like are.
 */

typedef struct _LOCALGROUP_INFO_0 {
    LPWSTR lgrpi0_name; /* name of the group */
} LOCALGROUP_INFO_0, *PLOCALGROUP_INFO_0, *LPLOCALGROUP_INFO_0;

typedef struct _LOCALGROUP_INFO_1 {
    LPWSTR lgrpi1_name;    /* name of the group */
    LPWSTR lgrpi1_comment; /* comment */
} LOCALGROUP_INFO_1, *PLOCALGROUP_INFO_1, *LPLOCALGROUP_INFO_1;

/* clang-format off */
typedef struct _LOCALGROUP_INFO_1002 { LPWSTR lgrpi1002_comment; }
    LOCALGROUP_INFO_1002, *PLOCALGROUP_INFO_1002, *LPLOCALGROUP_INFO_1002;
/* clang-format on */

/* A member. One whose name is not found has the text of its SID for a name. */
typedef struct _LOCALGROUP_MEMBERS_INFO_0 {
    PSID lgrmi0_sid; /* SID */
} LOCALGROUP_MEMBERS_INFO_0, *PLOCALGROUP_MEMBERS_INFO_0, *LPLOCALGROUP_MEMBERS_INFO_0;

typedef struct _LOCALGROUP_MEMBERS_INFO_1 {
    PSID lgrmi1_sid;              /* SID */
    SID_NAME_USE lgrmi1_sidusage; /* what it is of */
    LPWSTR lgrmi1_name;           /* name, without domain */
} LOCALGROUP_MEMBERS_INFO_1, *PLOCALGROUP_MEMBERS_INFO_1, *LPLOCALGROUP_MEMBERS_INFO_1;

typedef struct _LOCALGROUP_MEMBERS_INFO_2 {
    PSID lgrmi2_sid;              /* SID */
    SID_NAME_USE lgrmi2_sidusage; /* what it is of */
    LPWSTR lgrmi2_domainandname;  /* DOMAIN\name */
} LOCALGROUP_MEMBERS_INFO_2, *PLOCALGROUP_MEMBERS_INFO_2, *LPLOCALGROUP_MEMBERS_INFO_2;

typedef struct _LOCALGROUP_MEMBERS_INFO_3 {
    LPWSTR lgrmi3_domainandname; /* DOMAIN\name */
} LOCALGROUP_MEMBERS_INFO_3, *PLOCALGROUP_MEMBERS_INFO_3, *LPLOCALGROUP_MEMBERS_INFO_3;

/* A local group of a user. */
typedef struct _LOCALGROUP_USERS_INFO_0 {
    LPWSTR lgrui0_name; /* name of the group */
} LOCALGROUP_USERS_INFO_0, *PLOCALGROUP_USERS_INFO_0, *LPLOCALGROUP_USERS_INFO_0;

/* Member numbers for *parm_err. */
#define LOCALGROUP_NAME_PARMNUM    1
#define LOCALGROUP_COMMENT_PARMNUM 2

/*
 * NetLocalGroupAdd - create a local group.
 *
 * servername  see the top of this file.
 * level       0 or 1; struct in buf.
 * buf         the group. Kept by the caller.
 * parm_err    out: after ERROR_INVALID_PARAMETER the LOCALGROUP_*_PARMNUM of the first wrong
 *             member. May be NULL.
 *
 * Not served yet: returns ERROR_NOT_SUPPORTED.
 * Once it is, the results will be:
 *
 * NERR_Success,
 * ERROR_ALIAS_EXISTS (there is a local group of that name),
 * NERR_GroupExists (there is a global group of that name),
 * NERR_UserExists (there is a user of that name),
 * NERR_NotPrimary (only the primary domain controller does it),
 * ERROR_INVALID_PARAMETER (buf is NULL, a text in it is too long, or the server refuses a member:
 * *parm_err says which),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * ERROR_ACCESS_DENIED (it is for administrators and account operators).
 *
 * When the connection is lost on the way, the call is not repeated: whether it was carried out is
 * not known then.
 *
 * Remote: [MS-SAMR] 3.1.5.4.3 SamrCreateAliasInDomain, opnum 14, and 3.1.5.6.3
 * SamrSetInformationAlias, opnum 29.
 */
NET_API_STATUS NetLocalGroupAdd(LPCWSTR servername, DWORD level, LPBYTE buf, LPDWORD parm_err);

/*
 * NetLocalGroupAddMember - put a member into a local group. Obsolete: NetLocalGroupAddMembers
 * takes many.
 *
 * servername  see the top of this file.
 * groupname   name of the group.
 * membersid   SID of the member.
 *
 * Not served yet: returns ERROR_NOT_SUPPORTED.
 * Once it is, the results will be:
 *
 * NERR_Success,
 * NERR_GroupNotFound (no such group),
 * ERROR_NO_SUCH_MEMBER (there is nobody of that SID),
 * ERROR_MEMBER_IN_ALIAS (it is in the group),
 * ERROR_INVALID_MEMBER (such an account cannot be in one),
 * ERROR_INVALID_PARAMETER (membersid is NULL, or groupname is NULL or empty),
 * ERROR_ACCESS_DENIED (it is for administrators and account operators).
 *
 * When the connection is lost on the way, the call is not repeated: whether it was carried out is
 * not known then.
 *
 * Remote: [MS-SAMR] 3.1.5.8.4 SamrAddMemberToAlias, opnum 31.
 */
NET_API_STATUS NetLocalGroupAddMember(LPCWSTR servername, LPCWSTR groupname, PSID membersid);

/*
 * NetLocalGroupEnum - list the local groups of a server, those of both domains.
 *
 * servername    see the top of this file.
 * level         0 or 1; selects the struct in the array.
 * bufptr        out: array of *entriesread structs. Free with NetApiBufferFree, also after
 *               ERROR_MORE_DATA. NULL when there is nothing to free.
 * prefmaxlen    preferred size of the answer in bytes; MAX_PREFERRED_LENGTH for all.
 * entriesread   out: structs in the array.
 * totalentries  out: groups from the current position on; an estimate.
 * resumehandle  in/out: 0 to start, passed back unchanged to continue. May be NULL: then what did
 *               not fit cannot be fetched. Void after an error.
 *
 * Returns
 *
 * NERR_Success, also with no entry,
 * ERROR_MORE_DATA (the array holds a part; call again),
 * NERR_BufTooSmall (not one entry fits in prefmaxlen; no data),
 * ERROR_INVALID_PARAMETER (bufptr, entriesread or totalentries is NULL),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * ERROR_ACCESS_DENIED (the server says so).
 *
 * Remote: [MS-SAMR] 3.1.5.2.3 SamrEnumerateAliasesInDomain, opnum 15, and 3.1.5.5.4
 * SamrQueryInformationAlias, opnum 28.
 */
NET_API_STATUS NetLocalGroupEnum(LPCWSTR servername, DWORD level, LPBYTE *bufptr, DWORD prefmaxlen,
                                 LPDWORD entriesread, LPDWORD totalentries,
                                 PDWORD_PTR resumehandle);

/*
 * NetLocalGroupGetInfo - read one local group.
 *
 * servername  see the top of this file.
 * groupname   name of the group.
 * level       1; 0 is accepted too.
 * bufptr      out: one struct. Free with NetApiBufferFree. NULL after any error.
 *
 * Returns
 *
 * NERR_Success,
 * NERR_GroupNotFound (no such group),
 * ERROR_INVALID_PARAMETER (bufptr is NULL, or groupname is NULL or empty),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * ERROR_ACCESS_DENIED (the server says so).
 *
 * Remote: [MS-SAMR] 3.1.5.5.4 SamrQueryInformationAlias, opnum 28.
 */
NET_API_STATUS NetLocalGroupGetInfo(LPCWSTR servername, LPCWSTR groupname, DWORD level,
                                    LPBYTE *bufptr);

/*
 * NetLocalGroupSetInfo - change a local group. Level 0 renames it; the name is ignored at level 1.
 *
 * servername  see the top of this file.
 * groupname   name of the group.
 * level       0, 1 or 1002; struct in buf.
 * buf         the new values. Kept by the caller.
 * parm_err    out: after ERROR_INVALID_PARAMETER the LOCALGROUP_*_PARMNUM of the first wrong
 *             member. May be NULL.
 *
 * Not served yet: returns ERROR_NOT_SUPPORTED.
 * Once it is, the results will be:
 *
 * NERR_Success,
 * NERR_GroupNotFound (no such group),
 * ERROR_ALIAS_EXISTS (level 0: the new name is taken),
 * NERR_NotPrimary (only the primary domain controller does it),
 * ERROR_INVALID_PARAMETER (buf is NULL, groupname is NULL or empty, a text in buf is too long, or
 * the server refuses a member: *parm_err says which),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * ERROR_ACCESS_DENIED (it is for administrators and account operators).
 *
 * When the connection is lost on the way, the call is not repeated: whether it was carried out is
 * not known then.
 *
 * Remote: [MS-SAMR] 3.1.5.6.3 SamrSetInformationAlias, opnum 29.
 */
NET_API_STATUS NetLocalGroupSetInfo(LPCWSTR servername, LPCWSTR groupname, DWORD level, LPBYTE buf,
                                    LPDWORD parm_err);

/*
 * NetLocalGroupDel - delete a local group, also one that has members; the members stay.
 *
 * servername  see the top of this file.
 * groupname   name of the group.
 *
 * Not served yet: returns ERROR_NOT_SUPPORTED.
 * Once it is, the results will be:
 *
 * NERR_Success,
 * NERR_GroupNotFound (no such group),
 * ERROR_SPECIAL_ACCOUNT (not with a group of the system),
 * NERR_NotPrimary (only the primary domain controller does it),
 * ERROR_INVALID_PARAMETER (groupname is NULL or empty),
 * ERROR_ACCESS_DENIED (it is for administrators and account operators).
 *
 * When the connection is lost on the way, the call is not repeated: whether it was carried out is
 * not known then.
 *
 * Remote: [MS-SAMR] 3.1.5.7.2 SamrDeleteAlias, opnum 30.
 */
NET_API_STATUS NetLocalGroupDel(LPCWSTR servername, LPCWSTR groupname);

/*
 * NetLocalGroupDelMember - take a member out of a local group. Obsolete: NetLocalGroupDelMembers
 * takes many.
 *
 * servername  see the top of this file.
 * groupname   name of the group.
 * membersid   SID of the member.
 *
 * Not served yet: returns ERROR_NOT_SUPPORTED.
 * Once it is, the results will be:
 *
 * NERR_Success,
 * NERR_GroupNotFound (no such group),
 * ERROR_MEMBER_NOT_IN_ALIAS (it is not in the group),
 * ERROR_INVALID_PARAMETER (membersid is NULL, or groupname is NULL or empty),
 * ERROR_ACCESS_DENIED (it is for administrators and account operators).
 *
 * When the connection is lost on the way, the call is not repeated: whether it was carried out is
 * not known then.
 *
 * Remote: [MS-SAMR] 3.1.5.8.5 SamrRemoveMemberFromAlias, opnum 32.
 */
NET_API_STATUS NetLocalGroupDelMember(LPCWSTR servername, LPCWSTR groupname, PSID membersid);

/*
 * NetLocalGroupGetMembers - list the members of a local group.
 *
 * servername      see the top of this file.
 * localgroupname  name of the group.
 * level           0, 1, 2 or 3; selects the struct in the array.
 * bufptr          out: array of *entriesread structs. Free with NetApiBufferFree, also after
 *                 ERROR_MORE_DATA. NULL when there is nothing to free.
 * prefmaxlen      preferred size of the answer in bytes; MAX_PREFERRED_LENGTH for all.
 * entriesread     out: structs in the array.
 * totalentries    out: members from the current position on; an estimate.
 * resumehandle    in/out: 0 to start, passed back unchanged to continue. May be NULL: then what
 *                 did not fit cannot be fetched. Void after an error.
 *
 * Not served yet: returns ERROR_NOT_SUPPORTED, *bufptr is NULL, the counts are 0.
 * Once it is, the results will be:
 *
 * NERR_Success, also with no entry,
 * ERROR_MORE_DATA (the array holds a part; call again),
 * NERR_BufTooSmall (not one entry fits in prefmaxlen; no data),
 * ERROR_NO_SUCH_ALIAS (no such group),
 * ERROR_INVALID_PARAMETER (bufptr, entriesread or totalentries is NULL, or localgroupname is NULL
 * or empty),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * ERROR_ACCESS_DENIED (the server says so).
 *
 * On Windows a caller that stops after ERROR_MORE_DATA leaks a connection: go on until
 * NERR_Success.
 *
 * Remote: [MS-SAMR] 3.1.5.8.6 SamrGetMembersInAlias, opnum 33; names by [MS-LSAT] LsarLookupSids2,
 * opnum 57.
 */
NET_API_STATUS NetLocalGroupGetMembers(LPCWSTR servername, LPCWSTR localgroupname, DWORD level,
                                       LPBYTE *bufptr, DWORD prefmaxlen, LPDWORD entriesread,
                                       LPDWORD totalentries, PDWORD_PTR resumehandle);

/*
 * NetLocalGroupSetMembers - make these the members of a local group, and no others.
 *
 * servername    see the top of this file.
 * groupname     name of the group.
 * level         0 or 3; LOCALGROUP_MEMBERS_INFO_0 or _3 in buf.
 * buf           array of totalentries structs. Kept by the caller.
 * totalentries  structs in buf.
 *
 * Not served yet: returns ERROR_NOT_SUPPORTED.
 * Once it is, the results will be:
 *
 * NERR_Success,
 * NERR_GroupNotFound (no such group),
 * ERROR_NO_SUCH_MEMBER (one of them is not there),
 * ERROR_INVALID_MEMBER (an account of its type cannot be in one),
 * ERROR_INVALID_PARAMETER (groupname, a name or a SID is NULL, or buf is NULL and totalentries is
 * not 0),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * ERROR_ACCESS_DENIED (it is for administrators and account operators).
 *
 * When the connection is lost on the way, the call is not repeated: whether it was carried out is
 * not known then.
 *
 * Remote: [MS-SAMR] 3.1.5.8.6 SamrGetMembersInAlias, opnum 33, then 3.1.5.8.4
 * SamrAddMemberToAlias, opnum 31, and 3.1.5.8.5 SamrRemoveMemberFromAlias, opnum 32, for the
 * differences; SIDs by [MS-LSAT] LsarLookupNames2, opnum 58. A failure in between leaves a part
 * done.
 */
NET_API_STATUS NetLocalGroupSetMembers(LPCWSTR servername, LPCWSTR groupname, DWORD level,
                                       LPBYTE buf, DWORD totalentries);

/*
 * NetLocalGroupAddMembers - put members into a local group.
 *
 * servername    see the top of this file.
 * groupname     name of the group.
 * level         0 or 3; LOCALGROUP_MEMBERS_INFO_0 or _3 in buf.
 * buf           array of totalentries structs. Kept by the caller.
 * totalentries  structs in buf.
 *
 * Not served yet: returns ERROR_NOT_SUPPORTED.
 * Once it is, the results will be:
 *
 * NERR_Success,
 * NERR_GroupNotFound (no such group),
 * ERROR_NO_SUCH_MEMBER (one of them is not there),
 * ERROR_MEMBER_IN_ALIAS (one of them is in the group),
 * ERROR_INVALID_MEMBER (an account of its type cannot be in one),
 * ERROR_INVALID_PARAMETER (groupname, a name or a SID is NULL, or buf is NULL and totalentries is
 * not 0),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * ERROR_ACCESS_DENIED (it is for administrators and account operators).
 *
 * Names are looked up before anything changes. A server stops at the first member it refuses:
 * those before it are in the group then, though the published page says that none is. Opnum 52
 * passes over who is in the group already.
 *
 * When the connection is lost on the way, the call is not repeated: whether it was carried out is
 * not known then.
 *
 * Remote: [MS-SAMR] 3.1.5.8.8 SamrAddMultipleMembersToAlias, opnum 52, or 3.1.5.8.4
 * SamrAddMemberToAlias, opnum 31; SIDs by [MS-LSAT] LsarLookupNames2, opnum 58.
 */
NET_API_STATUS NetLocalGroupAddMembers(LPCWSTR servername, LPCWSTR groupname, DWORD level,
                                       LPBYTE buf, DWORD totalentries);

/*
 * NetLocalGroupDelMembers - take members out of a local group.
 *
 * servername    see the top of this file.
 * groupname     name of the group.
 * level         0 or 3; LOCALGROUP_MEMBERS_INFO_0 or _3 in buf.
 * buf           array of totalentries structs. Kept by the caller.
 * totalentries  structs in buf.
 *
 * Not served yet: returns ERROR_NOT_SUPPORTED.
 * Once it is, the results will be:
 *
 * NERR_Success,
 * NERR_GroupNotFound (no such group),
 * ERROR_NO_SUCH_MEMBER (one of them is not there),
 * ERROR_MEMBER_NOT_IN_ALIAS (one of them is not in the group),
 * ERROR_INVALID_PARAMETER (groupname, a name or a SID is NULL, or buf is NULL and totalentries is
 * not 0),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * ERROR_ACCESS_DENIED (it is for administrators and account operators).
 *
 * Names are looked up before anything changes. A server stops at the first member it refuses:
 * those before it are out of the group then. Opnum 53 passes over who is not in the group.
 *
 * When the connection is lost on the way, the call is not repeated: whether it was carried out is
 * not known then.
 *
 * Remote: [MS-SAMR] 3.1.5.8.9 SamrRemoveMultipleMembersFromAlias, opnum 53, or 3.1.5.8.5
 * SamrRemoveMemberFromAlias, opnum 32; SIDs by [MS-LSAT] LsarLookupNames2, opnum 58.
 */
NET_API_STATUS NetLocalGroupDelMembers(LPCWSTR servername, LPCWSTR groupname, DWORD level,
                                       LPBYTE buf, DWORD totalentries);

/* ==== Sorted lists for display ================================================================ */

/*
 * The prefixes of the members are those of other structures, and are published so.
 */

/* Level 1: users, [MS-SAMR] 2.2.8.2 */
typedef struct _NET_DISPLAY_USER {
    LPWSTR usri1_name;      /* name of the account */
    LPWSTR usri1_comment;   /* comment of the administrator */
    DWORD usri1_flags;      /* UF_* */
    LPWSTR usri1_full_name; /* name of the person */
    DWORD usri1_user_id;    /* RID */
    DWORD usri1_next_index; /* Index to go on with after it */
} NET_DISPLAY_USER, *PNET_DISPLAY_USER;

/* Level 2: computers, [MS-SAMR] 2.2.8.3 */
typedef struct _NET_DISPLAY_MACHINE {
    LPWSTR usri2_name;      /* name of the account */
    LPWSTR usri2_comment;   /* comment */
    DWORD usri2_flags;      /* UF_* */
    DWORD usri2_user_id;    /* RID */
    DWORD usri2_next_index; /* Index to go on with after it */
} NET_DISPLAY_MACHINE, *PNET_DISPLAY_MACHINE;

/* Level 3: global groups, [MS-SAMR] 2.2.8.4 */
typedef struct _NET_DISPLAY_GROUP {
    LPWSTR grpi3_name;      /* name of the group */
    LPWSTR grpi3_comment;   /* comment */
    DWORD grpi3_group_id;   /* RID */
    DWORD grpi3_attributes; /* SE_GROUP_* */
    DWORD grpi3_next_index; /* Index to go on with after it */
} NET_DISPLAY_GROUP, *PNET_DISPLAY_GROUP;

/*
 * NetQueryDisplayInformation - list users, computers or global groups, sorted by name. It costs a
 * server less than the other lists.
 *
 * ServerName              see the top of this file.
 * Level                   1, 2 or 3; selects the struct in the array.
 * Index                   0 to start; to continue, the *_next_index of the last entry. It means
 *                         nothing else.
 * EntriesRequested        entries wanted, at most. Windows gives no more than 100 at a time.
 * PreferredMaximumLength  preferred size of the answer in bytes; MAX_PREFERRED_LENGTH for all.
 * ReturnedEntryCount      out: structs in the array; 0: nothing has so large an index.
 * SortedBuffer            out: the array. Free with NetApiBufferFree, also after ERROR_MORE_DATA.
 *                         NULL when there is nothing to free.
 *
 * Returns
 *
 * NERR_Success, also with no entry,
 * ERROR_MORE_DATA (the array holds a part; call again),
 * ERROR_INVALID_PARAMETER (ReturnedEntryCount or SortedBuffer is NULL),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * ERROR_ACCESS_DENIED (the server says so).
 *
 * Remote: [MS-SAMR] 3.1.5.3.1 SamrQueryDisplayInformation3, opnum 51; 3.1.5.3.2 and 3.1.5.3.3,
 * opnums 48 and 40, for servers that lack it.
 */
NET_API_STATUS NetQueryDisplayInformation(LPCWSTR ServerName, DWORD Level, DWORD Index,
                                          DWORD EntriesRequested, DWORD PreferredMaximumLength,
                                          LPDWORD ReturnedEntryCount, PVOID *SortedBuffer);

/*
 * NetGetDisplayInformationIndex - find where names with a prefix begin in such a list, or those
 * that follow it.
 *
 * ServerName  see the top of this file.
 * Level       1, 2 or 3: the list.
 * Prefix      start of the name.
 * Index       out: Index for NetQueryDisplayInformation.
 *
 * Not served yet: returns ERROR_NOT_SUPPORTED, *Index is 0.
 * Once it is, the results will be:
 *
 * NERR_Success,
 * ERROR_NO_MORE_ITEMS (every name comes before Prefix),
 * ERROR_INVALID_PARAMETER (Prefix or Index is NULL),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * ERROR_ACCESS_DENIED (the server says so).
 *
 * Remote: [MS-SAMR] 3.1.5.3.4 SamrGetDisplayEnumerationIndex2, opnum 49; 3.1.5.3.5, opnum 41, for
 * servers that lack it.
 */
NET_API_STATUS NetGetDisplayInformationIndex(LPCWSTR ServerName, DWORD Level, LPCWSTR Prefix,
                                             LPDWORD Index);

/* ==== Access lists of LAN Manager ============================================================= */

/*
 * Published as obsolete; no server of today answers. The headers of Windows rename these functions
 * to RxNetAccess* by macros, because they reach LAN Manager servers only. Here they keep their
 * names, so that no macro stands in the way of a source, and RxNetAccess* do not exist.
 */

typedef struct _ACCESS_INFO_0 {
    LPWSTR acc0_resource_name; /* path, device or pipe */
} ACCESS_INFO_0, *PACCESS_INFO_0, *LPACCESS_INFO_0;

/* Followed by acc1_count structs ACCESS_LIST. */
typedef struct _ACCESS_INFO_1 {
    LPWSTR acc1_resource_name; /* path, device or pipe */
    DWORD acc1_attr;           /* ACCESS_AUDIT or the bits of ACCESS_*_MASK */
    DWORD acc1_count;          /* entries, at most MAXPERMENTRIES */
} ACCESS_INFO_1, *PACCESS_INFO_1, *LPACCESS_INFO_1;

/* clang-format off */
typedef struct _ACCESS_INFO_1002 { DWORD acc1002_attr; }
    ACCESS_INFO_1002, *PACCESS_INFO_1002, *LPACCESS_INFO_1002;
/* clang-format on */

typedef struct _ACCESS_LIST {
    LPWSTR acl_ugname; /* user, or group with ACCESS_GROUP */
    DWORD acl_access;  /* ACCESS_* below */
} ACCESS_LIST, *PACCESS_LIST, *LPACCESS_LIST;

/* What may be done. */
#define MAXPERMENTRIES 64
#define ACCESS_NONE    0
#define ACCESS_READ    0x01
#define ACCESS_WRITE   0x02
#define ACCESS_CREATE  0x04
#define ACCESS_EXEC    0x08
#define ACCESS_DELETE  0x10
#define ACCESS_ATRIB   0x20   /* change attributes; the name is published so */
#define ACCESS_PERM    0x40   /* change this list */
#define ACCESS_GROUP   0x8000 /* the entry is of a group */
#define ACCESS_ALL                                                                                 \
    (ACCESS_READ | ACCESS_WRITE | ACCESS_CREATE | ACCESS_EXEC | ACCESS_DELETE | ACCESS_ATRIB |     \
     ACCESS_PERM)
#define ACCESS_LETTERS "RWCXDAP         " /* the bits above, as letters */

/* What is written to the audit log: acc*_attr. */
#define ACCESS_AUDIT          0x1 /* everything */
#define ACCESS_SUCCESS_OPEN   0x10
#define ACCESS_SUCCESS_WRITE  0x20
#define ACCESS_SUCCESS_DELETE 0x40
#define ACCESS_SUCCESS_ACL    0x80
#define ACCESS_SUCCESS_MASK   0xF0
#define ACCESS_FAIL_OPEN      0x100
#define ACCESS_FAIL_WRITE     0x200
#define ACCESS_FAIL_DELETE    0x400
#define ACCESS_FAIL_ACL       0x800
#define ACCESS_FAIL_MASK      0xF00
#define ACCESS_FAIL_SHIFT     4 /* from SUCCESS to FAIL */

/* Member numbers for *parm_err, and levels. */
#define ACCESS_RESOURCE_NAME_PARMNUM 1
#define ACCESS_ATTR_PARMNUM          2
#define ACCESS_COUNT_PARMNUM         3
#define ACCESS_ACCESS_LIST_PARMNUM   4

#define ACCESS_RESOURCE_NAME_INFOLEVEL 1001
#define ACCESS_ATTR_INFOLEVEL          1002
#define ACCESS_COUNT_INFOLEVEL         1003
#define ACCESS_ACCESS_LIST_INFOLEVEL   1004

/*
 * NetAccessAdd - give a resource an access list.
 *
 * servername  see the top of this file.
 * level       1; struct and list in buf.
 * buf         the list. Kept by the caller.
 * parm_err    out: after ERROR_INVALID_PARAMETER the ACCESS_*_PARMNUM of the first wrong member.
 *             May be NULL.
 *
 * Returns ERROR_NOT_SUPPORTED, and will: no protocol that is still spoken carries it.
 */
NET_API_STATUS NetAccessAdd(LPCWSTR servername, DWORD level, LPBYTE buf, LPDWORD parm_err);

/*
 * NetAccessEnum - list the access lists below a path.
 *
 * servername     see the top of this file.
 * BasePath       where to start; NULL for all.
 * Recursive      0: of BasePath alone; 1: also below it.
 * level          0 or 1.
 * bufptr         out: array of *entriesread structs. Free with NetApiBufferFree, also after
 *                ERROR_MORE_DATA. NULL when there is nothing to free.
 * prefmaxlen     preferred size of the answer in bytes; MAX_PREFERRED_LENGTH for all.
 * entriesread    out: structs in the array.
 * totalentries   out: lists from the current position on; an estimate.
 * resume_handle  in/out: 0 to start, passed back unchanged to continue. May be NULL: then what did
 *                not fit cannot be fetched. Void after an error.
 *
 * Returns ERROR_NOT_SUPPORTED, *bufptr is NULL, the counts are 0, and will: no protocol that is
 * still spoken carries it.
 */
NET_API_STATUS NetAccessEnum(LPCWSTR servername, LPCWSTR BasePath, DWORD Recursive, DWORD level,
                             LPBYTE *bufptr, DWORD prefmaxlen, LPDWORD entriesread,
                             LPDWORD totalentries, LPDWORD resume_handle);

/*
 * NetAccessGetInfo - read the access list of a resource.
 *
 * servername  see the top of this file.
 * resource    path, device or pipe.
 * level       0 or 1.
 * bufptr      out: one struct. Free with NetApiBufferFree. NULL after any error.
 *
 * Returns ERROR_NOT_SUPPORTED, *bufptr is NULL, and will: no protocol that is still spoken carries
 * it.
 */
NET_API_STATUS NetAccessGetInfo(LPCWSTR servername, LPCWSTR resource, DWORD level, LPBYTE *bufptr);

/*
 * NetAccessSetInfo - change the access list of a resource.
 *
 * servername  see the top of this file.
 * resource    path, device or pipe.
 * level       1 or 1002.
 * buf         the new values. Kept by the caller.
 * parm_err    out: after ERROR_INVALID_PARAMETER the ACCESS_*_PARMNUM of the first wrong member.
 *             May be NULL.
 *
 * Returns ERROR_NOT_SUPPORTED, and will: no protocol that is still spoken carries it.
 */
NET_API_STATUS NetAccessSetInfo(LPCWSTR servername, LPCWSTR resource, DWORD level, LPBYTE buf,
                                LPDWORD parm_err);

/*
 * NetAccessDel - remove the access list of a resource.
 *
 * servername  see the top of this file.
 * resource    path, device or pipe.
 *
 * Returns ERROR_NOT_SUPPORTED, and will: no protocol that is still spoken carries it.
 */
NET_API_STATUS NetAccessDel(LPCWSTR servername, LPCWSTR resource);

/*
 * NetAccessGetUserPerms - read what a user or group may do with a resource.
 *
 * servername  see the top of this file.
 * UGname      user or group.
 * resource    path, device or pipe.
 * Perms       out: ACCESS_* bits.
 *
 * Returns ERROR_NOT_SUPPORTED, *Perms is 0, and will: no protocol that is still spoken carries it.
 */
NET_API_STATUS NetAccessGetUserPerms(LPCWSTR servername, LPCWSTR UGname, LPCWSTR resource,
                                     LPDWORD Perms);

/* ==== Password policy for databases of applications =========================================== */

typedef enum _NET_VALIDATE_PASSWORD_TYPE {
    NetValidateAuthentication = 1, /* log-on: lock-out and expiry */
    NetValidatePasswordChange,     /* a user changes the password */
    NetValidatePasswordReset       /* an administrator sets it */
} NET_VALIDATE_PASSWORD_TYPE,
    *PNET_VALIDATE_PASSWORD_TYPE;

/* A password as the application keeps it; the server only compares. */
typedef struct _NET_VALIDATE_PASSWORD_HASH {
    ULONG Length; /* bytes at Hash */
    LPBYTE Hash;
} NET_VALIDATE_PASSWORD_HASH, *PNET_VALIDATE_PASSWORD_HASH;

/* PresentFields: which of the fields below hold something. */
#define NET_VALIDATE_PASSWORD_LAST_SET       0x00000001
#define NET_VALIDATE_BAD_PASSWORD_TIME       0x00000002
#define NET_VALIDATE_LOCKOUT_TIME            0x00000004
#define NET_VALIDATE_BAD_PASSWORD_COUNT      0x00000008
#define NET_VALIDATE_PASSWORD_HISTORY_LENGTH 0x00000010
#define NET_VALIDATE_PASSWORD_HISTORY        0x00000020

/*
 * What the application keeps for each of its users and gives back at the next call, [MS-SAMR]
 * 2.2.9.2.
 */
typedef struct _NET_VALIDATE_PERSISTED_FIELDS {
    ULONG PresentFields;                         /* NET_VALIDATE_* bits */
    FILETIME PasswordLastSet;                    /* when the password was set */
    FILETIME BadPasswordTime;                    /* when a wrong one came last */
    FILETIME LockoutTime;                        /* when it locked; 0 it is not */
    ULONG BadPasswordCount;                      /* wrong ones in a row */
    ULONG PasswordHistoryLength;                 /* structs at PasswordHistory */
    PNET_VALIDATE_PASSWORD_HASH PasswordHistory; /* old passwords */
} NET_VALIDATE_PERSISTED_FIELDS, *PNET_VALIDATE_PERSISTED_FIELDS;

typedef struct _NET_VALIDATE_OUTPUT_ARG {
    NET_VALIDATE_PERSISTED_FIELDS ChangedPersistedFields; /* to be kept */
    NET_API_STATUS ValidationStatus; /* the verdict, see NetValidatePasswordPolicy */
} NET_VALIDATE_OUTPUT_ARG, *PNET_VALIDATE_OUTPUT_ARG;

typedef struct _NET_VALIDATE_AUTHENTICATION_INPUT_ARG {
    NET_VALIDATE_PERSISTED_FIELDS InputPersistedFields; /* as kept */
    BOOLEAN PasswordMatched;                            /* the application found it right */
} NET_VALIDATE_AUTHENTICATION_INPUT_ARG, *PNET_VALIDATE_AUTHENTICATION_INPUT_ARG;

typedef struct _NET_VALIDATE_PASSWORD_CHANGE_INPUT_ARG {
    NET_VALIDATE_PERSISTED_FIELDS InputPersistedFields; /* as kept */
    LPWSTR ClearPassword;                               /* the new one */
    LPWSTR UserAccountName;                             /* may not be part of it */
    NET_VALIDATE_PASSWORD_HASH HashedPassword;          /* the new one, as it will be kept */
    BOOLEAN PasswordMatch;                              /* the old one was right */
} NET_VALIDATE_PASSWORD_CHANGE_INPUT_ARG, *PNET_VALIDATE_PASSWORD_CHANGE_INPUT_ARG;

typedef struct _NET_VALIDATE_PASSWORD_RESET_INPUT_ARG {
    NET_VALIDATE_PERSISTED_FIELDS InputPersistedFields; /* as kept */
    LPWSTR ClearPassword;                               /* the new one */
    LPWSTR UserAccountName;                             /* may not be part of it */
    NET_VALIDATE_PASSWORD_HASH HashedPassword;          /* the new one, as it will be kept */
    BOOLEAN PasswordMustChangeAtNextLogon;
    BOOLEAN ClearLockout; /* end a lock-out */
} NET_VALIDATE_PASSWORD_RESET_INPUT_ARG, *PNET_VALIDATE_PASSWORD_RESET_INPUT_ARG;

/*
 * NetValidatePasswordPolicy - judge a password, or a log-on with one, by the policy of a server.
 * The accounts are those of the calling application, not of the server.
 *
 * ServerName      see the top of this file.
 * Qualifier       NULL.
 * ValidationType  NetValidate*; selects the struct at InputArg.
 * InputArg        NET_VALIDATE_AUTHENTICATION_INPUT_ARG, NET_VALIDATE_PASSWORD_CHANGE_INPUT_ARG or
 *                 NET_VALIDATE_PASSWORD_RESET_INPUT_ARG. Kept by the caller.
 * OutputArg       out: one NET_VALIDATE_OUTPUT_ARG. Free with NetValidatePasswordPolicyFree. NULL
 *                 after any error.
 *
 * Not served yet: returns ERROR_NOT_SUPPORTED, *OutputArg is NULL.
 * Once it is, the results will be:
 *
 * NERR_Success (there is a verdict; it may be bad),
 * ERROR_INVALID_PARAMETER (InputArg or OutputArg is NULL, Qualifier is not, or ValidationType is
 * none of the three),
 * ERROR_ACCESS_DENIED (the server says so).
 *
 * ValidationStatus is NERR_Success or, at a log-on: NERR_AccountLockedOut,
 * NERR_PasswordMustChange, NERR_PasswordExpired, NERR_BadPassword; at a change:
 * NERR_AccountLockedOut, NERR_PasswordTooRecent, NERR_BadPassword, NERR_PasswordHistConflict, and
 * those of a reset; at a reset: NERR_PasswordTooShort, NERR_PasswordTooLong,
 * NERR_PasswordNotComplexEnough, NERR_PasswordFilterError.
 *
 * Remote: [MS-SAMR] 3.1.5.13.7 SamrValidatePassword, opnum 67, over TCP with packet privacy; Samba
 * denies it over a pipe.
 */
NET_API_STATUS NetValidatePasswordPolicy(LPCWSTR ServerName, LPVOID Qualifier,
                                         NET_VALIDATE_PASSWORD_TYPE ValidationType, LPVOID InputArg,
                                         LPVOID *OutputArg);

/*
 * NetValidatePasswordPolicyFree - free what NetValidatePasswordPolicy gave.
 *
 * OutputArg  in: address of the pointer that it set.
 *
 * Not served yet: returns ERROR_NOT_SUPPORTED.
 * Once it is, the results will be:
 *
 * NERR_Success, also when that pointer is NULL,
 * ERROR_INVALID_PARAMETER (OutputArg is NULL, or the pointer is none of this library).
 *
 * Local only; no method carries it.
 */
NET_API_STATUS NetValidatePasswordPolicyFree(LPVOID *OutputArg);

/* ==== Domain controllers ====================================================================== */

/*
 * NetGetDCName - name the primary domain controller of a domain.
 *
 * servername  see the top of this file.
 * domainname  NetBIOS name of the domain; NULL is the domain of the server.
 * bufptr      out: the name, with two leading backslashes. Free with NetApiBufferFree. NULL after
 *             any error.
 *
 * Not served yet: returns ERROR_NOT_SUPPORTED, *bufptr is NULL.
 * Once it is, the results will be:
 *
 * NERR_Success,
 * NERR_DCNotFound (none is found),
 * ERROR_BAD_NETPATH (the server is not found),
 * ERROR_INVALID_PARAMETER (bufptr is NULL).
 *
 * Remote: [MS-NRPC] 3.5.4.3.4 NetrGetDCName, opnum 11. No right is needed.
 */
NET_API_STATUS NetGetDCName(LPCWSTR servername, LPCWSTR domainname, LPBYTE *bufptr);

/*
 * NetGetAnyDCName - name a domain controller, any, of a domain that a server belongs to or trusts.
 *
 * servername  see the top of this file.
 * domainname  NetBIOS name of the domain; NULL is the domain of the server.
 * bufptr      out: the name, with two leading backslashes. Free with NetApiBufferFree. NULL after
 *             any error.
 *
 * Not served yet: returns ERROR_NOT_SUPPORTED, *bufptr is NULL.
 * Once it is, the results will be:
 *
 * NERR_Success,
 * ERROR_NO_LOGON_SERVERS (none is found),
 * ERROR_NO_SUCH_DOMAIN (the server does not trust the domain),
 * ERROR_NO_TRUST_LSA_SECRET (the secret of the trust is lost at the server),
 * ERROR_NO_TRUST_SAM_ACCOUNT (the account of the trust is lost at the domain),
 * ERROR_DOMAIN_TRUST_INCONSISTENT (who answered is of another domain),
 * ERROR_INVALID_PARAMETER (bufptr is NULL).
 *
 * Remote: [MS-NRPC] 3.5.4.3.5 NetrGetAnyDCName, opnum 13. No right is needed.
 */
NET_API_STATUS NetGetAnyDCName(LPCWSTR servername, LPCWSTR domainname, LPBYTE *bufptr);

/* ---- Control of the log-on service: FunctionCode ---- */

#define NETLOGON_CONTROL_QUERY               1  /* only ask */
#define NETLOGON_CONTROL_REPLICATE           2  /* backup controller: fetch changes */
#define NETLOGON_CONTROL_SYNCHRONIZE         3  /* backup controller: fetch everything */
#define NETLOGON_CONTROL_PDC_REPLICATE       4  /* primary controller: make all fetch changes */
#define NETLOGON_CONTROL_REDISCOVER          5  /* find a controller of a domain anew */
#define NETLOGON_CONTROL_TC_QUERY            6  /* how the channel to a domain is */
#define NETLOGON_CONTROL_TRANSPORT_NOTIFY    7  /* the network has changed */
#define NETLOGON_CONTROL_FIND_USER           8  /* which trusted domain has a user */
#define NETLOGON_CONTROL_CHANGE_PASSWORD     9  /* new password for the channel to a domain */
#define NETLOGON_CONTROL_TC_VERIFY           10 /* use that channel, and find another if it fails */
#define NETLOGON_CONTROL_FORCE_DNS_REG       11 /* write the DNS records anew */
#define NETLOGON_CONTROL_QUERY_DNS_REG       12 /* whether that failed */
#define NETLOGON_CONTROL_QUERY_ENC_TYPES     13 /* encryption types of a trust */
#define NETLOGON_CONTROL_UNLOAD_NETLOGON_DLL 0xFFFB /* debug builds */
#define NETLOGON_CONTROL_BACKUP_CHANGE_LOG   0xFFFC /* copy the log of changes */
#define NETLOGON_CONTROL_TRUNCATE_LOG        0xFFFD /* empty the debug log */
#define NETLOGON_CONTROL_SET_DBFLAG          0xFFFE /* what the debug log gets */
#define NETLOGON_CONTROL_BREAKPOINT          0xFFFF /* debug builds */

/* ---- Answers, [MS-NRPC] 2.2.1.7 ---- */

/* netlog*_flags */
#define NETLOGON_REPLICATION_NEEDED      0x01
#define NETLOGON_REPLICATION_IN_PROGRESS 0x02
#define NETLOGON_FULL_SYNC_REPLICATION   0x04
#define NETLOGON_REDO_NEEDED             0x08
#define NETLOGON_HAS_IP                  0x10 /* the controller has an IP address */
#define NETLOGON_HAS_TIMESERV            0x20 /* it serves the time */
#define NETLOGON_DNS_UPDATE_FAILURE      0x40 /* answer of QUERY_DNS_REG */
#define NETLOGON_VERIFY_STATUS_RETURNED  0x80 /* pdc_connection_status is of TC_VERIFY */

typedef struct _NETLOGON_INFO_1 {
    DWORD netlog1_flags;                          /* NETLOGON_* above */
    NET_API_STATUS netlog1_pdc_connection_status; /* of the channel to the primary controller */
} NETLOGON_INFO_1, *PNETLOGON_INFO_1;

typedef struct _NETLOGON_INFO_2 {
    DWORD netlog2_flags;                          /* NETLOGON_* above */
    NET_API_STATUS netlog2_pdc_connection_status; /* as in level 1, or what TC_VERIFY found */
    LPWSTR netlog2_trusted_dc_name;               /* controller of the domain asked about */
    NET_API_STATUS netlog2_tc_connection_status;  /* of the channel to it */
} NETLOGON_INFO_2, *PNETLOGON_INFO_2;

typedef struct _NETLOGON_INFO_3 {
    DWORD netlog3_flags;          /* 0 */
    DWORD netlog3_logon_attempts; /* log-ons since the service started */
    DWORD netlog3_reserved1;      /* 0 */
    DWORD netlog3_reserved2;      /* 0 */
    DWORD netlog3_reserved3;      /* 0 */
    DWORD netlog3_reserved4;      /* 0 */
    DWORD netlog3_reserved5;      /* 0 */
} NETLOGON_INFO_3, *PNETLOGON_INFO_3;

typedef struct _NETLOGON_INFO_4 {
    LPWSTR netlog4_trusted_dc_name;     /* controller of the domain with the user */
    LPWSTR netlog4_trusted_domain_name; /* that domain */
} NETLOGON_INFO_4, *PNETLOGON_INFO_4;

/*
 * I_NetLogonControl - ask or control the log-on service of a server. I_NetLogonControl2 can do
 * more.
 *
 * ServerName    see the top of this file.
 * FunctionCode  NETLOGON_CONTROL_* that needs no Data.
 * QueryLevel    1; selects the struct.
 * Buffer        out: one struct. Free with NetApiBufferFree. NULL after any error.
 *
 * Not served yet: returns ERROR_NOT_SUPPORTED, *Buffer is NULL.
 * Once it is, the results will be:
 *
 * NERR_Success,
 * ERROR_NOT_SUPPORTED (the code is not for such a server, such as REPLICATE for a primary
 * controller),
 * ERROR_INVALID_PARAMETER (Buffer is NULL, or FunctionCode is none),
 * ERROR_INVALID_LEVEL (no such level, or not with this code),
 * ERROR_SERVICE_NOT_ACTIVE (the log-on service does not run),
 * ERROR_ACCESS_DENIED (it is for administrators).
 *
 * Levels 2 and 3 are published too; a server answers ERROR_NOT_SUPPORTED to 2 and
 * ERROR_INVALID_LEVEL to 3.
 *
 * Remote: [MS-NRPC] 3.5.4.9.3 NetrLogonControl, opnum 12.
 */
NET_API_STATUS I_NetLogonControl(LPCWSTR ServerName, DWORD FunctionCode, DWORD QueryLevel,
                                 LPBYTE *Buffer);

/*
 * I_NetLogonControl2 - ask or control the log-on service of a server.
 *
 * ServerName    see the top of this file.
 * FunctionCode  NETLOGON_CONTROL_*.
 * QueryLevel    1, 2, 3 or 4; selects the struct. The DNS codes want 1; what TC_QUERY, TC_VERIFY
 *               and REDISCOVER find is in 2, what FIND_USER finds in 4.
 * Data          address of what the code needs, NULL if nothing. An LPWSTR: the trusted domain for
 *               REDISCOVER, TC_QUERY, TC_VERIFY and CHANGE_PASSWORD, the user for FIND_USER. A
 *               DWORD for SET_DBFLAG. Kept by the caller.
 * Buffer        out: one struct. Free with NetApiBufferFree. NULL after any error.
 *
 * Not served yet: returns ERROR_NOT_SUPPORTED, *Buffer is NULL.
 * Once it is, the results will be:
 *
 * NERR_Success,
 * ERROR_NOT_SUPPORTED (the code is not for such a server, such as REPLICATE for a primary
 * controller),
 * ERROR_INVALID_PARAMETER (Buffer is NULL, FunctionCode is none, or Data is not what it needs),
 * ERROR_INVALID_LEVEL (no such level, or not with this code),
 * ERROR_SERVICE_NOT_ACTIVE (the log-on service does not run),
 * ERROR_INVALID_COMPUTERNAME (the name of the server is malformed),
 * ERROR_NO_LOGON_SERVERS (no controller of the domain is found),
 * ERROR_INVALID_DOMAIN_ROLE (CHANGE_PASSWORD of a trust at a backup controller),
 * ERROR_NO_SUCH_DOMAIN (the domain is not there or not trusted),
 * NERR_UserNotFound (FIND_USER: no domain has the user),
 * ERROR_ACCESS_DENIED (it is for administrators).
 *
 * Remote: [MS-NRPC] 3.5.4.9.1 NetrLogonControl2Ex, opnum 18, or 3.5.4.9.2 NetrLogonControl2, opnum
 * 14.
 */
NET_API_STATUS I_NetLogonControl2(LPCWSTR ServerName, DWORD FunctionCode, DWORD QueryLevel,
                                  LPBYTE Data, LPBYTE *Buffer);

#ifdef __cplusplus
}
#endif

#endif
