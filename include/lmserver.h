/* SPDX-License-Identifier: MIT */
/*
 * lmserver.h - servers: finding them, reading and changing their settings, their disks, names
 * and transports.
 *
 * Where a function takes a servername, that is a UNC, DNS or NetBIOS name or an address, with or
 * without two leading backslashes; NULL or "" is this computer. Two functions that other headers
 * of this name declare are left out: SetServiceBits belongs to another library (advapi32), and
 * NetServerSetInfoCommandLine is exported by none.
 */
#ifndef NETAPI32_LMSERVER_H
#define NETAPI32_LMSERVER_H

#include "lmcons.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ==== Settings of a server ================================================================== */

/* ---- Values of members ---- */

/* sv*_platform_id; PLATFORM_ID_* in lmcons.h has more. */
#define SV_PLATFORM_ID_OS2 400
#define SV_PLATFORM_ID_NT  500

/* sv*_version_major: the version is in these bits, the rest is the kind of server. */
#define MAJOR_VERSION_MASK 0x0F

/* sv*_type, and the filter of NetServerEnum; [MS-SRVS] 2.2.2.7. */
#define SV_TYPE_WORKSTATION       0x00000001 /* set by nearly every computer */
#define SV_TYPE_SERVER            0x00000002 /* offers shares */
#define SV_TYPE_SQLSERVER         0x00000004 /* Microsoft SQL Server */
#define SV_TYPE_DOMAIN_CTRL       0x00000008 /* primary domain controller */
#define SV_TYPE_DOMAIN_BAKCTRL    0x00000010 /* any other domain controller */
#define SV_TYPE_TIME_SOURCE       0x00000020 /* tells the time */
#define SV_TYPE_AFP               0x00000040 /* Apple Filing Protocol */
#define SV_TYPE_NOVELL            0x00000080 /* NetWare */
#define SV_TYPE_DOMAIN_MEMBER     0x00000100 /* member of a LAN Manager 2 domain */
#define SV_TYPE_PRINTQ_SERVER     0x00000200 /* shares a print queue */
#define SV_TYPE_DIALIN_SERVER     0x00000400 /* dial-in */
#define SV_TYPE_XENIX_SERVER      0x00000800 /* Unix, and Samba */
#define SV_TYPE_SERVER_UNIX       SV_TYPE_XENIX_SERVER
#define SV_TYPE_NT                0x00001000 /* Windows NT or later */
#define SV_TYPE_WFW               0x00002000 /* Windows for Workgroups */
#define SV_TYPE_SERVER_MFPN       0x00004000 /* file and print for NetWare */
#define SV_TYPE_SERVER_NT         0x00008000 /* NT server that is no controller */
#define SV_TYPE_POTENTIAL_BROWSER 0x00010000 /* can keep the server list */
#define SV_TYPE_BACKUP_BROWSER    0x00020000 /* keeps a copy of it */
#define SV_TYPE_MASTER_BROWSER    0x00040000 /* keeps it for a subnet */
#define SV_TYPE_DOMAIN_MASTER     0x00080000 /* keeps it for a domain */
#define SV_TYPE_SERVER_OSF        0x00100000 /* OSF/1 */
#define SV_TYPE_SERVER_VMS        0x00200000 /* VMS */
#define SV_TYPE_WINDOWS           0x00400000 /* Windows 95 or later */
#define SV_TYPE_DFS               0x00800000 /* root of a DFS tree */
#define SV_TYPE_CLUSTER_NT        0x01000000 /* cluster */
#define SV_TYPE_TERMINALSERVER    0x02000000 /* terminal server */
#define SV_TYPE_CLUSTER_VS_NT     0x04000000 /* virtual server of a cluster */
#define SV_TYPE_DCE               0x10000000 /* DCE directory */
#define SV_TYPE_ALTERNATE_XPORT   0x20000000 /* other transport */
#define SV_TYPE_LOCAL_LIST_ONLY   0x40000000 /* filter: what the browser itself heard */
#define SV_TYPE_DOMAIN_ENUM       0x80000000 /* filter: domains, not servers */
#define SV_TYPE_ALL               0xFFFFFFFF /* filter: every server */

/* sv102_disc, sv402_security and sv102_hidden. */
#define SV_NODISC        (-1) /* idle sessions are kept */
#define SV_USERSECURITY  1    /* access by user */
#define SV_SHARESECURITY 0    /* access by password of the share */
#define SV_HIDDEN        1    /* not announced */
#define SV_VISIBLE       0    /* announced */

/* sv103_capabilities */
#define SRV_SUPPORT_HASH_GENERATION 0x1 /* can make hashes for branch caches */
#define SRV_HASH_GENERATION_ACTIVE  0x2 /* does so */

/* LAN Manager: bits of sv403_autoprofile, lengths, members of its levels. */
#define SW_AUTOPROF_LOAD_MASK 0x1     /* load at start */
#define SW_AUTOPROF_SAVE_MASK 0x2     /* save at stop */
#define SV_MAX_CMD_LEN        PATHLEN /* characters of a command */
#define SV_MAX_SRV_HEUR_LEN   32      /* characters of sv402_srvheuristics */
#define SV_USERS_PER_LICENSE  5       /* users that one of sv102_licenses stands for */
#define SVI1_NUM_ELEMENTS     5
#define SVI2_NUM_ELEMENTS     40
#define SVI3_NUM_ELEMENTS     44

/* ---- Structures: [MS-SRVS] 2.2.4.40 to 2.2.4.90. Members of the same name mean the same. ---- */

typedef struct _SERVER_INFO_100 {
    DWORD sv100_platform_id; /* PLATFORM_ID_* */
    LMSTR sv100_name;        /* name of the server */
} SERVER_INFO_100, *PSERVER_INFO_100, *LPSERVER_INFO_100;

typedef struct _SERVER_INFO_101 {
    DWORD sv101_platform_id;   /* PLATFORM_ID_* */
    LMSTR sv101_name;          /* name of the server */
    DWORD sv101_version_major; /* with MAJOR_VERSION_MASK */
    DWORD sv101_version_minor; /* version, second part */
    DWORD sv101_type;          /* SV_TYPE_* */
    LMSTR sv101_comment;       /* comment */
} SERVER_INFO_101, *PSERVER_INFO_101, *LPSERVER_INFO_101;

typedef struct _SERVER_INFO_102 {
    DWORD sv102_platform_id;   /* PLATFORM_ID_* */
    LMSTR sv102_name;          /* name of the server */
    DWORD sv102_version_major; /* with MAJOR_VERSION_MASK */
    DWORD sv102_version_minor; /* version, second part */
    DWORD sv102_type;          /* SV_TYPE_* */
    LMSTR sv102_comment;       /* comment */
    DWORD sv102_users;         /* users allowed at a time */
    LONG sv102_disc;           /* minutes until an idle session ends; SV_NODISC */
    BOOL sv102_hidden;         /* SV_HIDDEN or SV_VISIBLE */
    DWORD sv102_announce;      /* seconds between announcements */
    DWORD sv102_anndelta;      /* milliseconds they may vary */
    DWORD sv102_licenses;      /* not used */
    LMSTR sv102_userpath;      /* directory of user directories */
} SERVER_INFO_102, *PSERVER_INFO_102, *LPSERVER_INFO_102;

typedef struct _SERVER_INFO_103 {
    DWORD sv103_platform_id;   /* PLATFORM_ID_* */
    LMSTR sv103_name;          /* name of the server */
    DWORD sv103_version_major; /* with MAJOR_VERSION_MASK */
    DWORD sv103_version_minor; /* version, second part */
    DWORD sv103_type;          /* SV_TYPE_* */
    LMSTR sv103_comment;       /* comment */
    DWORD sv103_users;         /* users allowed at a time */
    LONG sv103_disc;           /* minutes until an idle session ends; SV_NODISC */
    BOOL sv103_hidden;         /* SV_HIDDEN or SV_VISIBLE */
    DWORD sv103_announce;      /* seconds between announcements */
    DWORD sv103_anndelta;      /* milliseconds they may vary */
    DWORD sv103_licenses;      /* not used */
    LMSTR sv103_userpath;      /* directory of user directories */
    DWORD sv103_capabilities;  /* SRV_* */
} SERVER_INFO_103, *PSERVER_INFO_103, *LPSERVER_INFO_103;

/* Tuning of an NT server. Current systems keep the values, and act on few of them. */
typedef struct _SERVER_INFO_502 {
    DWORD sv502_sessopens;              /* files open in a session, at most */
    DWORD sv502_sessvcs;                /* sessions of a client, at most */
    DWORD sv502_opensearch;             /* searches at a time, at most */
    DWORD sv502_sizreqbuf;              /* bytes of a request buffer */
    DWORD sv502_initworkitems;          /* receive buffers at start */
    DWORD sv502_maxworkitems;           /* receive buffers at most */
    DWORD sv502_rawworkitems;           /* receive buffers for raw mode */
    DWORD sv502_irpstacksize;           /* stack locations of a request */
    DWORD sv502_maxrawbuflen;           /* bytes of a raw transfer, at most */
    DWORD sv502_sessusers;              /* users in a session, at most */
    DWORD sv502_sessconns;              /* tree connections in a session, at most */
    DWORD sv502_maxpagedmemoryusage;    /* bytes of pageable memory, at most */
    DWORD sv502_maxnonpagedmemoryusage; /* bytes of other memory, at most */
    BOOL sv502_enablesoftcompat;        /* soften compatibility-mode opens */
    BOOL sv502_enableforcedlogoff;      /* end sessions when log-on hours end */
    BOOL sv502_timesource;              /* reliable time source */
    BOOL sv502_acceptdownlevelapis;     /* accept calls of LAN Manager 2 */
    BOOL sv502_lmannounce;              /* announce to LAN Manager 2 */
} SERVER_INFO_502, *PSERVER_INFO_502, *LPSERVER_INFO_502;

/* Level 502 and more of it. */
typedef struct _SERVER_INFO_503 {
    DWORD sv503_sessopens;               /* files open in a session, at most */
    DWORD sv503_sessvcs;                 /* sessions of a client, at most */
    DWORD sv503_opensearch;              /* searches at a time, at most */
    DWORD sv503_sizreqbuf;               /* bytes of a request buffer */
    DWORD sv503_initworkitems;           /* receive buffers at start */
    DWORD sv503_maxworkitems;            /* receive buffers at most */
    DWORD sv503_rawworkitems;            /* receive buffers for raw mode */
    DWORD sv503_irpstacksize;            /* stack locations of a request */
    DWORD sv503_maxrawbuflen;            /* bytes of a raw transfer, at most */
    DWORD sv503_sessusers;               /* users in a session, at most */
    DWORD sv503_sessconns;               /* tree connections in a session, at most */
    DWORD sv503_maxpagedmemoryusage;     /* bytes of pageable memory, at most */
    DWORD sv503_maxnonpagedmemoryusage;  /* bytes of other memory, at most */
    BOOL sv503_enablesoftcompat;         /* soften compatibility-mode opens */
    BOOL sv503_enableforcedlogoff;       /* end sessions when log-on hours end */
    BOOL sv503_timesource;               /* reliable time source */
    BOOL sv503_acceptdownlevelapis;      /* accept calls of LAN Manager 2 */
    BOOL sv503_lmannounce;               /* announce to LAN Manager 2 */
    LMSTR sv503_domain;                  /* domain of the server */
    DWORD sv503_maxcopyreadlen;          /* not stored */
    DWORD sv503_maxcopywritelen;         /* not stored */
    DWORD sv503_minkeepsearch;           /* not stored */
    DWORD sv503_maxkeepsearch;           /* seconds an unfinished search is kept */
    DWORD sv503_minkeepcomplsearch;      /* not stored */
    DWORD sv503_maxkeepcomplsearch;      /* not stored */
    DWORD sv503_threadcountadd;          /* not used */
    DWORD sv503_numblockthreads;         /* not used */
    DWORD sv503_scavtimeout;             /* seconds between maintenance runs */
    DWORD sv503_minrcvqueue;             /* free buffers below which to make more */
    DWORD sv503_minfreeworkitems;        /* free buffers needed to start a request */
    DWORD sv503_xactmemsize;             /* bytes of memory shared with services */
    DWORD sv503_threadpriority;          /* priority of threads over the process */
    DWORD sv503_maxmpxct;                /* requests of a client at a time, at most */
    DWORD sv503_oplockbreakwait;         /* seconds until a lock break times out */
    DWORD sv503_oplockbreakresponsewait; /* seconds a client has to answer one */
    BOOL sv503_enableoplocks;            /* allow opportunistic locks */
    BOOL sv503_enableoplockforceclose;   /* not used; 0 */
    BOOL sv503_enablefcbopens;           /* merge opens by file control block */
    BOOL sv503_enableraw;                /* allow raw mode */
    BOOL sv503_enablesharednetdrives;    /* redirected drives may be shared */
    DWORD sv503_minfreeconnections;      /* free connection blocks, at least */
    DWORD sv503_maxfreeconnections;      /* free connection blocks, at most */
} SERVER_INFO_503, *PSERVER_INFO_503, *LPSERVER_INFO_503;

/* Level 503 and more of it. */
typedef struct _SERVER_INFO_599 {
    DWORD sv599_sessopens;               /* files open in a session, at most */
    DWORD sv599_sessvcs;                 /* sessions of a client, at most */
    DWORD sv599_opensearch;              /* searches at a time, at most */
    DWORD sv599_sizreqbuf;               /* bytes of a request buffer */
    DWORD sv599_initworkitems;           /* receive buffers at start */
    DWORD sv599_maxworkitems;            /* receive buffers at most */
    DWORD sv599_rawworkitems;            /* receive buffers for raw mode */
    DWORD sv599_irpstacksize;            /* stack locations of a request */
    DWORD sv599_maxrawbuflen;            /* bytes of a raw transfer, at most */
    DWORD sv599_sessusers;               /* users in a session, at most */
    DWORD sv599_sessconns;               /* tree connections in a session, at most */
    DWORD sv599_maxpagedmemoryusage;     /* bytes of pageable memory, at most */
    DWORD sv599_maxnonpagedmemoryusage;  /* bytes of other memory, at most */
    BOOL sv599_enablesoftcompat;         /* soften compatibility-mode opens */
    BOOL sv599_enableforcedlogoff;       /* end sessions when log-on hours end */
    BOOL sv599_timesource;               /* reliable time source */
    BOOL sv599_acceptdownlevelapis;      /* accept calls of LAN Manager 2 */
    BOOL sv599_lmannounce;               /* announce to LAN Manager 2 */
    LMSTR sv599_domain;                  /* domain of the server */
    DWORD sv599_maxcopyreadlen;          /* not stored */
    DWORD sv599_maxcopywritelen;         /* not stored */
    DWORD sv599_minkeepsearch;           /* not stored */
    DWORD sv599_maxkeepsearch;           /* seconds an unfinished search is kept */
    DWORD sv599_minkeepcomplsearch;      /* not stored */
    DWORD sv599_maxkeepcomplsearch;      /* not stored */
    DWORD sv599_threadcountadd;          /* not used */
    DWORD sv599_numblockthreads;         /* not used */
    DWORD sv599_scavtimeout;             /* seconds between maintenance runs */
    DWORD sv599_minrcvqueue;             /* free buffers below which to make more */
    DWORD sv599_minfreeworkitems;        /* free buffers needed to start a request */
    DWORD sv599_xactmemsize;             /* bytes of memory shared with services */
    DWORD sv599_threadpriority;          /* priority of threads over the process */
    DWORD sv599_maxmpxct;                /* requests of a client at a time, at most */
    DWORD sv599_oplockbreakwait;         /* seconds until a lock break times out */
    DWORD sv599_oplockbreakresponsewait; /* seconds a client has to answer one */
    BOOL sv599_enableoplocks;            /* allow opportunistic locks */
    BOOL sv599_enableoplockforceclose;   /* not used; 0 */
    BOOL sv599_enablefcbopens;           /* merge opens by file control block */
    BOOL sv599_enableraw;                /* allow raw mode */
    BOOL sv599_enablesharednetdrives;    /* redirected drives may be shared */
    DWORD sv599_minfreeconnections;      /* free connection blocks, at least */
    DWORD sv599_maxfreeconnections;      /* free connection blocks, at most */
    DWORD sv599_initsesstable;           /* sessions to make room for at start */
    DWORD sv599_initconntable;           /* connections, the same */
    DWORD sv599_initfiletable;           /* open files, the same */
    DWORD sv599_initsearchtable;         /* searches, the same */
    DWORD sv599_alertschedule;           /* minutes between checks of errors and disks */
    DWORD sv599_errorthreshold;          /* failures until an alert */
    DWORD sv599_networkerrorthreshold;   /* percent of network failures until one */
    DWORD sv599_diskspacethreshold;      /* percent of free disk below which to alert */
    DWORD sv599_reserved;                /* 0 */
    DWORD sv599_maxlinkdelay;            /* seconds of delay up to which raw mode is on */
    DWORD sv599_minlinkthroughput;       /* bytes/second from which oplocks are on */
    DWORD sv599_linkinfovalidtime;       /* seconds such a measure is valid */
    DWORD sv599_scavqosinfoupdatetime;   /* seconds between measures */
    DWORD sv599_maxworkitemidletime;     /* seconds until an idle buffer goes */
} SERVER_INFO_599, *PSERVER_INFO_599, *LPSERVER_INFO_599;

/* Further settings. No protocol carries this level; the last member came with newer headers. */
typedef struct _SERVER_INFO_598 {
    DWORD sv598_maxrawworkitems;
    DWORD sv598_maxthreadsperqueue;
    DWORD sv598_producttype;
    DWORD sv598_serversize;
    DWORD sv598_connectionlessautodisc;
    DWORD sv598_sharingviolationretries;
    DWORD sv598_sharingviolationdelay;
    DWORD sv598_maxglobalopensearch;
    DWORD sv598_removeduplicatesearches;
    DWORD sv598_lockviolationoffset;
    DWORD sv598_lockviolationdelay;
    DWORD sv598_mdlreadswitchover;
    DWORD sv598_cachedopenlimit;
    DWORD sv598_otherqueueaffinity;
    BOOL sv598_restrictnullsessaccess;
    BOOL sv598_enablewfw311directipx;
    DWORD sv598_queuesamplesecs;
    DWORD sv598_balancecount;
    DWORD sv598_preferredaffinity;
    DWORD sv598_maxfreerfcbs;
    DWORD sv598_maxfreemfcbs;
    DWORD sv598_maxfreelfcbs;
    DWORD sv598_maxfreepagedpoolchunks;
    DWORD sv598_minpagedpoolchunksize;
    DWORD sv598_maxpagedpoolchunksize;
    BOOL sv598_sendsfrompreferredprocessor;
    DWORD sv598_cacheddirectorylimit;
    DWORD sv598_maxcopylength;
    BOOL sv598_enablecompression;
    BOOL sv598_autosharewks;
    BOOL sv598_autoshareserver;
    BOOL sv598_enablesecuritysignature;
    BOOL sv598_requiresecuritysignature;
    DWORD sv598_minclientbuffersize;
    GUID sv598_serverguid;
    DWORD sv598_ConnectionNoSessionsTimeout;
    DWORD sv598_IdleThreadTimeOut;
    BOOL sv598_enableW9xsecuritysignature;
    BOOL sv598_enforcekerberosreauthentication;
    BOOL sv598_disabledos;
    DWORD sv598_lowdiskspaceminimum;
    BOOL sv598_disablestrictnamechecking;
    BOOL sv598_enableauthenticateusersharing;
} SERVER_INFO_598, *PSERVER_INFO_598, *LPSERVER_INFO_598;

/* LAN Manager 2 servers (402, and 403 with profiles). No protocol still spoken carries them. */
typedef struct _SERVER_INFO_402 {
    DWORD sv402_ulist_mtime;   /* seconds since 1970: users changed */
    DWORD sv402_glist_mtime;   /* groups changed */
    DWORD sv402_alist_mtime;   /* access lists changed */
    LMSTR sv402_alerts;        /* names that get alerts */
    DWORD sv402_security;      /* SV_USERSECURITY or SV_SHARESECURITY */
    DWORD sv402_numadmin;      /* administrators at a time */
    DWORD sv402_lanmask;       /* order of the network adapters */
    LMSTR sv402_guestacct;     /* guest account */
    DWORD sv402_chdevs;        /* shared character devices */
    DWORD sv402_chdevq;        /* their queues */
    DWORD sv402_chdevjobs;     /* their waiting jobs */
    DWORD sv402_connections;   /* connections, at most */
    DWORD sv402_shares;        /* shares, at most */
    DWORD sv402_openfiles;     /* files open, at most */
    DWORD sv402_sessopens;     /* files open in a session, at most */
    DWORD sv402_sessvcs;       /* sessions of a client, at most */
    DWORD sv402_sessreqs;      /* requests of a session, at most */
    DWORD sv402_opensearch;    /* searches at a time, at most */
    DWORD sv402_activelocks;   /* locks, at most */
    DWORD sv402_numreqbuf;     /* request buffers */
    DWORD sv402_sizreqbuf;     /* bytes of a request buffer */
    DWORD sv402_numbigbuf;     /* 64 KiB buffers */
    DWORD sv402_numfiletasks;  /* processes for files */
    DWORD sv402_alertsched;    /* minutes between alerts */
    DWORD sv402_erroralert;    /* errors until an alert */
    DWORD sv402_logonalert;    /* failed log-ons until an alert */
    DWORD sv402_accessalert;   /* refused accesses until an alert */
    DWORD sv402_diskalert;     /* KiB of free disk below which to alert */
    DWORD sv402_netioalert;    /* ratio of network errors until an alert */
    DWORD sv402_maxauditsz;    /* KiB of the audit file, at most */
    LMSTR sv402_srvheuristics; /* string of flags */
} SERVER_INFO_402, *PSERVER_INFO_402, *LPSERVER_INFO_402;

typedef struct _SERVER_INFO_403 {
    DWORD sv403_ulist_mtime;   /* seconds since 1970: users changed */
    DWORD sv403_glist_mtime;   /* groups changed */
    DWORD sv403_alist_mtime;   /* access lists changed */
    LMSTR sv403_alerts;        /* names that get alerts */
    DWORD sv403_security;      /* SV_USERSECURITY or SV_SHARESECURITY */
    DWORD sv403_numadmin;      /* administrators at a time */
    DWORD sv403_lanmask;       /* order of the network adapters */
    LMSTR sv403_guestacct;     /* guest account */
    DWORD sv403_chdevs;        /* shared character devices */
    DWORD sv403_chdevq;        /* their queues */
    DWORD sv403_chdevjobs;     /* their waiting jobs */
    DWORD sv403_connections;   /* connections, at most */
    DWORD sv403_shares;        /* shares, at most */
    DWORD sv403_openfiles;     /* files open, at most */
    DWORD sv403_sessopens;     /* files open in a session, at most */
    DWORD sv403_sessvcs;       /* sessions of a client, at most */
    DWORD sv403_sessreqs;      /* requests of a session, at most */
    DWORD sv403_opensearch;    /* searches at a time, at most */
    DWORD sv403_activelocks;   /* locks, at most */
    DWORD sv403_numreqbuf;     /* request buffers */
    DWORD sv403_sizreqbuf;     /* bytes of a request buffer */
    DWORD sv403_numbigbuf;     /* 64 KiB buffers */
    DWORD sv403_numfiletasks;  /* processes for files */
    DWORD sv403_alertsched;    /* minutes between alerts */
    DWORD sv403_erroralert;    /* errors until an alert */
    DWORD sv403_logonalert;    /* failed log-ons until an alert */
    DWORD sv403_accessalert;   /* refused accesses until an alert */
    DWORD sv403_diskalert;     /* KiB of free disk below which to alert */
    DWORD sv403_netioalert;    /* ratio of network errors until an alert */
    DWORD sv403_maxauditsz;    /* KiB of the audit file, at most */
    LMSTR sv403_srvheuristics; /* string of flags */
    DWORD sv403_auditedevents; /* bits: events that are audited */
    DWORD sv403_autoprofile;   /* SW_AUTOPROF_* */
    LMSTR sv403_autopath;      /* path of the profile */
} SERVER_INFO_403, *PSERVER_INFO_403, *LPSERVER_INFO_403;

/*
 * Levels that set one member: the one of the same name above. Some member names break the
 * pattern (1592, 1599 to 1602); they are published so. [MS-SRVS] does not carry 1509, 1520 to
 * 1522, 1524, 1525, 1537 and those from 1557 on.
 */
/* clang-format off */
typedef struct _SERVER_INFO_1005 { LMSTR sv1005_comment; }
    SERVER_INFO_1005, *PSERVER_INFO_1005, *LPSERVER_INFO_1005;
typedef struct _SERVER_INFO_1010 { LONG sv1010_disc; }
    SERVER_INFO_1010, *PSERVER_INFO_1010, *LPSERVER_INFO_1010;
typedef struct _SERVER_INFO_1016 { BOOL sv1016_hidden; }
    SERVER_INFO_1016, *PSERVER_INFO_1016, *LPSERVER_INFO_1016;
typedef struct _SERVER_INFO_1017 { DWORD sv1017_announce; }
    SERVER_INFO_1017, *PSERVER_INFO_1017, *LPSERVER_INFO_1017;
typedef struct _SERVER_INFO_1018 { DWORD sv1018_anndelta; }
    SERVER_INFO_1018, *PSERVER_INFO_1018, *LPSERVER_INFO_1018;
typedef struct _SERVER_INFO_1107 { DWORD sv1107_users; }
    SERVER_INFO_1107, *PSERVER_INFO_1107, *LPSERVER_INFO_1107;
typedef struct _SERVER_INFO_1501 { DWORD sv1501_sessopens; }
    SERVER_INFO_1501, *PSERVER_INFO_1501, *LPSERVER_INFO_1501;
typedef struct _SERVER_INFO_1502 { DWORD sv1502_sessvcs; }
    SERVER_INFO_1502, *PSERVER_INFO_1502, *LPSERVER_INFO_1502;
typedef struct _SERVER_INFO_1503 { DWORD sv1503_opensearch; }
    SERVER_INFO_1503, *PSERVER_INFO_1503, *LPSERVER_INFO_1503;
typedef struct _SERVER_INFO_1506 { DWORD sv1506_maxworkitems; }
    SERVER_INFO_1506, *PSERVER_INFO_1506, *LPSERVER_INFO_1506;
typedef struct _SERVER_INFO_1509 { DWORD sv1509_maxrawbuflen; }
    SERVER_INFO_1509, *PSERVER_INFO_1509, *LPSERVER_INFO_1509;
typedef struct _SERVER_INFO_1510 { DWORD sv1510_sessusers; }
    SERVER_INFO_1510, *PSERVER_INFO_1510, *LPSERVER_INFO_1510;
typedef struct _SERVER_INFO_1511 { DWORD sv1511_sessconns; }
    SERVER_INFO_1511, *PSERVER_INFO_1511, *LPSERVER_INFO_1511;
typedef struct _SERVER_INFO_1512 { DWORD sv1512_maxnonpagedmemoryusage; }
    SERVER_INFO_1512, *PSERVER_INFO_1512, *LPSERVER_INFO_1512;
typedef struct _SERVER_INFO_1513 { DWORD sv1513_maxpagedmemoryusage; }
    SERVER_INFO_1513, *PSERVER_INFO_1513, *LPSERVER_INFO_1513;
typedef struct _SERVER_INFO_1514 { BOOL sv1514_enablesoftcompat; }
    SERVER_INFO_1514, *PSERVER_INFO_1514, *LPSERVER_INFO_1514;
typedef struct _SERVER_INFO_1515 { BOOL sv1515_enableforcedlogoff; }
    SERVER_INFO_1515, *PSERVER_INFO_1515, *LPSERVER_INFO_1515;
typedef struct _SERVER_INFO_1516 { BOOL sv1516_timesource; }
    SERVER_INFO_1516, *PSERVER_INFO_1516, *LPSERVER_INFO_1516;
typedef struct _SERVER_INFO_1518 { BOOL sv1518_lmannounce; }
    SERVER_INFO_1518, *PSERVER_INFO_1518, *LPSERVER_INFO_1518;
typedef struct _SERVER_INFO_1520 { DWORD sv1520_maxcopyreadlen; }
    SERVER_INFO_1520, *PSERVER_INFO_1520, *LPSERVER_INFO_1520;
typedef struct _SERVER_INFO_1521 { DWORD sv1521_maxcopywritelen; }
    SERVER_INFO_1521, *PSERVER_INFO_1521, *LPSERVER_INFO_1521;
typedef struct _SERVER_INFO_1522 { DWORD sv1522_minkeepsearch; }
    SERVER_INFO_1522, *PSERVER_INFO_1522, *LPSERVER_INFO_1522;
typedef struct _SERVER_INFO_1523 { DWORD sv1523_maxkeepsearch; }
    SERVER_INFO_1523, *PSERVER_INFO_1523, *LPSERVER_INFO_1523;
typedef struct _SERVER_INFO_1524 { DWORD sv1524_minkeepcomplsearch; }
    SERVER_INFO_1524, *PSERVER_INFO_1524, *LPSERVER_INFO_1524;
typedef struct _SERVER_INFO_1525 { DWORD sv1525_maxkeepcomplsearch; }
    SERVER_INFO_1525, *PSERVER_INFO_1525, *LPSERVER_INFO_1525;
typedef struct _SERVER_INFO_1528 { DWORD sv1528_scavtimeout; }
    SERVER_INFO_1528, *PSERVER_INFO_1528, *LPSERVER_INFO_1528;
typedef struct _SERVER_INFO_1529 { DWORD sv1529_minrcvqueue; }
    SERVER_INFO_1529, *PSERVER_INFO_1529, *LPSERVER_INFO_1529;
typedef struct _SERVER_INFO_1530 { DWORD sv1530_minfreeworkitems; }
    SERVER_INFO_1530, *PSERVER_INFO_1530, *LPSERVER_INFO_1530;
typedef struct _SERVER_INFO_1533 { DWORD sv1533_maxmpxct; }
    SERVER_INFO_1533, *PSERVER_INFO_1533, *LPSERVER_INFO_1533;
typedef struct _SERVER_INFO_1534 { DWORD sv1534_oplockbreakwait; }
    SERVER_INFO_1534, *PSERVER_INFO_1534, *LPSERVER_INFO_1534;
typedef struct _SERVER_INFO_1535 { DWORD sv1535_oplockbreakresponsewait; }
    SERVER_INFO_1535, *PSERVER_INFO_1535, *LPSERVER_INFO_1535;
typedef struct _SERVER_INFO_1536 { BOOL sv1536_enableoplocks; }
    SERVER_INFO_1536, *PSERVER_INFO_1536, *LPSERVER_INFO_1536;
typedef struct _SERVER_INFO_1537 { BOOL sv1537_enableoplockforceclose; }
    SERVER_INFO_1537, *PSERVER_INFO_1537, *LPSERVER_INFO_1537;
typedef struct _SERVER_INFO_1538 { BOOL sv1538_enablefcbopens; }
    SERVER_INFO_1538, *PSERVER_INFO_1538, *LPSERVER_INFO_1538;
typedef struct _SERVER_INFO_1539 { BOOL sv1539_enableraw; }
    SERVER_INFO_1539, *PSERVER_INFO_1539, *LPSERVER_INFO_1539;
typedef struct _SERVER_INFO_1540 { BOOL sv1540_enablesharednetdrives; }
    SERVER_INFO_1540, *PSERVER_INFO_1540, *LPSERVER_INFO_1540;
typedef struct _SERVER_INFO_1541 { BOOL sv1541_minfreeconnections; }
    SERVER_INFO_1541, *PSERVER_INFO_1541, *LPSERVER_INFO_1541;
typedef struct _SERVER_INFO_1542 { BOOL sv1542_maxfreeconnections; }
    SERVER_INFO_1542, *PSERVER_INFO_1542, *LPSERVER_INFO_1542;
typedef struct _SERVER_INFO_1543 { DWORD sv1543_initsesstable; }
    SERVER_INFO_1543, *PSERVER_INFO_1543, *LPSERVER_INFO_1543;
typedef struct _SERVER_INFO_1544 { DWORD sv1544_initconntable; }
    SERVER_INFO_1544, *PSERVER_INFO_1544, *LPSERVER_INFO_1544;
typedef struct _SERVER_INFO_1545 { DWORD sv1545_initfiletable; }
    SERVER_INFO_1545, *PSERVER_INFO_1545, *LPSERVER_INFO_1545;
typedef struct _SERVER_INFO_1546 { DWORD sv1546_initsearchtable; }
    SERVER_INFO_1546, *PSERVER_INFO_1546, *LPSERVER_INFO_1546;
typedef struct _SERVER_INFO_1547 { DWORD sv1547_alertschedule; }
    SERVER_INFO_1547, *PSERVER_INFO_1547, *LPSERVER_INFO_1547;
typedef struct _SERVER_INFO_1548 { DWORD sv1548_errorthreshold; }
    SERVER_INFO_1548, *PSERVER_INFO_1548, *LPSERVER_INFO_1548;
typedef struct _SERVER_INFO_1549 { DWORD sv1549_networkerrorthreshold; }
    SERVER_INFO_1549, *PSERVER_INFO_1549, *LPSERVER_INFO_1549;
typedef struct _SERVER_INFO_1550 { DWORD sv1550_diskspacethreshold; }
    SERVER_INFO_1550, *PSERVER_INFO_1550, *LPSERVER_INFO_1550;
typedef struct _SERVER_INFO_1552 { DWORD sv1552_maxlinkdelay; }
    SERVER_INFO_1552, *PSERVER_INFO_1552, *LPSERVER_INFO_1552;
typedef struct _SERVER_INFO_1553 { DWORD sv1553_minlinkthroughput; }
    SERVER_INFO_1553, *PSERVER_INFO_1553, *LPSERVER_INFO_1553;
typedef struct _SERVER_INFO_1554 { DWORD sv1554_linkinfovalidtime; }
    SERVER_INFO_1554, *PSERVER_INFO_1554, *LPSERVER_INFO_1554;
typedef struct _SERVER_INFO_1555 { DWORD sv1555_scavqosinfoupdatetime; }
    SERVER_INFO_1555, *PSERVER_INFO_1555, *LPSERVER_INFO_1555;
typedef struct _SERVER_INFO_1556 { DWORD sv1556_maxworkitemidletime; }
    SERVER_INFO_1556, *PSERVER_INFO_1556, *LPSERVER_INFO_1556;
typedef struct _SERVER_INFO_1557 { DWORD sv1557_maxrawworkitems; }
    SERVER_INFO_1557, *PSERVER_INFO_1557, *LPSERVER_INFO_1557;
typedef struct _SERVER_INFO_1560 { DWORD sv1560_producttype; }
    SERVER_INFO_1560, *PSERVER_INFO_1560, *LPSERVER_INFO_1560;
typedef struct _SERVER_INFO_1561 { DWORD sv1561_serversize; }
    SERVER_INFO_1561, *PSERVER_INFO_1561, *LPSERVER_INFO_1561;
typedef struct _SERVER_INFO_1562 { DWORD sv1562_connectionlessautodisc; }
    SERVER_INFO_1562, *PSERVER_INFO_1562, *LPSERVER_INFO_1562;
typedef struct _SERVER_INFO_1563 { DWORD sv1563_sharingviolationretries; }
    SERVER_INFO_1563, *PSERVER_INFO_1563, *LPSERVER_INFO_1563;
typedef struct _SERVER_INFO_1564 { DWORD sv1564_sharingviolationdelay; }
    SERVER_INFO_1564, *PSERVER_INFO_1564, *LPSERVER_INFO_1564;
typedef struct _SERVER_INFO_1565 { DWORD sv1565_maxglobalopensearch; }
    SERVER_INFO_1565, *PSERVER_INFO_1565, *LPSERVER_INFO_1565;
typedef struct _SERVER_INFO_1566 { BOOL sv1566_removeduplicatesearches; }
    SERVER_INFO_1566, *PSERVER_INFO_1566, *LPSERVER_INFO_1566;
typedef struct _SERVER_INFO_1567 { DWORD sv1567_lockviolationretries; }
    SERVER_INFO_1567, *PSERVER_INFO_1567, *LPSERVER_INFO_1567;
typedef struct _SERVER_INFO_1568 { DWORD sv1568_lockviolationoffset; }
    SERVER_INFO_1568, *PSERVER_INFO_1568, *LPSERVER_INFO_1568;
typedef struct _SERVER_INFO_1569 { DWORD sv1569_lockviolationdelay; }
    SERVER_INFO_1569, *PSERVER_INFO_1569, *LPSERVER_INFO_1569;
typedef struct _SERVER_INFO_1570 { DWORD sv1570_mdlreadswitchover; }
    SERVER_INFO_1570, *PSERVER_INFO_1570, *LPSERVER_INFO_1570;
typedef struct _SERVER_INFO_1571 { DWORD sv1571_cachedopenlimit; }
    SERVER_INFO_1571, *PSERVER_INFO_1571, *LPSERVER_INFO_1571;
typedef struct _SERVER_INFO_1572 { DWORD sv1572_criticalthreads; }
    SERVER_INFO_1572, *PSERVER_INFO_1572, *LPSERVER_INFO_1572;
typedef struct _SERVER_INFO_1573 { DWORD sv1573_restrictnullsessaccess; }
    SERVER_INFO_1573, *PSERVER_INFO_1573, *LPSERVER_INFO_1573;
typedef struct _SERVER_INFO_1574 { DWORD sv1574_enablewfw311directipx; }
    SERVER_INFO_1574, *PSERVER_INFO_1574, *LPSERVER_INFO_1574;
typedef struct _SERVER_INFO_1575 { DWORD sv1575_otherqueueaffinity; }
    SERVER_INFO_1575, *PSERVER_INFO_1575, *LPSERVER_INFO_1575;
typedef struct _SERVER_INFO_1576 { DWORD sv1576_queuesamplesecs; }
    SERVER_INFO_1576, *PSERVER_INFO_1576, *LPSERVER_INFO_1576;
typedef struct _SERVER_INFO_1577 { DWORD sv1577_balancecount; }
    SERVER_INFO_1577, *PSERVER_INFO_1577, *LPSERVER_INFO_1577;
typedef struct _SERVER_INFO_1578 { DWORD sv1578_preferredaffinity; }
    SERVER_INFO_1578, *PSERVER_INFO_1578, *LPSERVER_INFO_1578;
typedef struct _SERVER_INFO_1579 { DWORD sv1579_maxfreerfcbs; }
    SERVER_INFO_1579, *PSERVER_INFO_1579, *LPSERVER_INFO_1579;
typedef struct _SERVER_INFO_1580 { DWORD sv1580_maxfreemfcbs; }
    SERVER_INFO_1580, *PSERVER_INFO_1580, *LPSERVER_INFO_1580;
typedef struct _SERVER_INFO_1581 { DWORD sv1581_maxfreemlcbs; }
    SERVER_INFO_1581, *PSERVER_INFO_1581, *LPSERVER_INFO_1581;
typedef struct _SERVER_INFO_1582 { DWORD sv1582_maxfreepagedpoolchunks; }
    SERVER_INFO_1582, *PSERVER_INFO_1582, *LPSERVER_INFO_1582;
typedef struct _SERVER_INFO_1583 { DWORD sv1583_minpagedpoolchunksize; }
    SERVER_INFO_1583, *PSERVER_INFO_1583, *LPSERVER_INFO_1583;
typedef struct _SERVER_INFO_1584 { DWORD sv1584_maxpagedpoolchunksize; }
    SERVER_INFO_1584, *PSERVER_INFO_1584, *LPSERVER_INFO_1584;
typedef struct _SERVER_INFO_1585 { BOOL sv1585_sendsfrompreferredprocessor; }
    SERVER_INFO_1585, *PSERVER_INFO_1585, *LPSERVER_INFO_1585;
typedef struct _SERVER_INFO_1586 { DWORD sv1586_maxthreadsperqueue; }
    SERVER_INFO_1586, *PSERVER_INFO_1586, *LPSERVER_INFO_1586;
typedef struct _SERVER_INFO_1587 { DWORD sv1587_cacheddirectorylimit; }
    SERVER_INFO_1587, *PSERVER_INFO_1587, *LPSERVER_INFO_1587;
typedef struct _SERVER_INFO_1588 { DWORD sv1588_maxcopylength; }
    SERVER_INFO_1588, *PSERVER_INFO_1588, *LPSERVER_INFO_1588;
typedef struct _SERVER_INFO_1590 { DWORD sv1590_enablecompression; }
    SERVER_INFO_1590, *PSERVER_INFO_1590, *LPSERVER_INFO_1590;
typedef struct _SERVER_INFO_1591 { DWORD sv1591_autosharewks; }
    SERVER_INFO_1591, *PSERVER_INFO_1591, *LPSERVER_INFO_1591;
typedef struct _SERVER_INFO_1592 { DWORD sv1592_autosharewks; }
    SERVER_INFO_1592, *PSERVER_INFO_1592, *LPSERVER_INFO_1592;
typedef struct _SERVER_INFO_1593 { DWORD sv1593_enablesecuritysignature; }
    SERVER_INFO_1593, *PSERVER_INFO_1593, *LPSERVER_INFO_1593;
typedef struct _SERVER_INFO_1594 { DWORD sv1594_requiresecuritysignature; }
    SERVER_INFO_1594, *PSERVER_INFO_1594, *LPSERVER_INFO_1594;
typedef struct _SERVER_INFO_1595 { DWORD sv1595_minclientbuffersize; }
    SERVER_INFO_1595, *PSERVER_INFO_1595, *LPSERVER_INFO_1595;
typedef struct _SERVER_INFO_1596 { DWORD sv1596_ConnectionNoSessionsTimeout; }
    SERVER_INFO_1596, *PSERVER_INFO_1596, *LPSERVER_INFO_1596;
typedef struct _SERVER_INFO_1597 { DWORD sv1597_IdleThreadTimeOut; }
    SERVER_INFO_1597, *PSERVER_INFO_1597, *LPSERVER_INFO_1597;
typedef struct _SERVER_INFO_1598 { DWORD sv1598_enableW9xsecuritysignature; }
    SERVER_INFO_1598, *PSERVER_INFO_1598, *LPSERVER_INFO_1598;
typedef struct _SERVER_INFO_1599 { BOOLEAN sv1598_enforcekerberosreauthentication; }
    SERVER_INFO_1599, *PSERVER_INFO_1599, *LPSERVER_INFO_1599;
typedef struct _SERVER_INFO_1600 { BOOLEAN sv1598_disabledos; }
    SERVER_INFO_1600, *PSERVER_INFO_1600, *LPSERVER_INFO_1600;
typedef struct _SERVER_INFO_1601 { DWORD sv1598_lowdiskspaceminimum; }
    SERVER_INFO_1601, *PSERVER_INFO_1601, *LPSERVER_INFO_1601;
typedef struct _SERVER_INFO_1602 { BOOL sv_1598_disablestrictnamechecking; }
    SERVER_INFO_1602, *PSERVER_INFO_1602, *LPSERVER_INFO_1602;
/* clang-format on */

/* ---- Member numbers for *ParmError ---- */

/* levels 100 to 103 */
#define SV_PLATFORM_ID_PARMNUM   101
#define SV_NAME_PARMNUM          102
#define SV_VERSION_MAJOR_PARMNUM 103
#define SV_VERSION_MINOR_PARMNUM 104
#define SV_TYPE_PARMNUM          105
#define SV_COMMENT_PARMNUM       5
#define SV_USERS_PARMNUM         107
#define SV_DISC_PARMNUM          10
#define SV_HIDDEN_PARMNUM        16
#define SV_ANNOUNCE_PARMNUM      17
#define SV_ANNDELTA_PARMNUM      18
#define SV_USERPATH_PARMNUM      112

/* levels 402 and 403 */
#define SV_ULIST_MTIME_PARMNUM   401
#define SV_GLIST_MTIME_PARMNUM   402
#define SV_ALIST_MTIME_PARMNUM   403
#define SV_ALERTS_PARMNUM        11
#define SV_SECURITY_PARMNUM      405
#define SV_NUMADMIN_PARMNUM      406
#define SV_LANMASK_PARMNUM       407
#define SV_GUESTACC_PARMNUM      408
#define SV_CHDEVQ_PARMNUM        410
#define SV_CHDEVJOBS_PARMNUM     411
#define SV_CONNECTIONS_PARMNUM   412
#define SV_SHARES_PARMNUM        413
#define SV_OPENFILES_PARMNUM     414
#define SV_SESSREQS_PARMNUM      417
#define SV_ACTIVELOCKS_PARMNUM   419
#define SV_NUMREQBUF_PARMNUM     420
#define SV_NUMBIGBUF_PARMNUM     422
#define SV_NUMFILETASKS_PARMNUM  423
#define SV_ALERTSCHED_PARMNUM    37
#define SV_ERRORALERT_PARMNUM    38
#define SV_LOGONALERT_PARMNUM    39
#define SV_ACCESSALERT_PARMNUM   40
#define SV_DISKALERT_PARMNUM     41
#define SV_NETIOALERT_PARMNUM    42
#define SV_MAXAUDITSZ_PARMNUM    43
#define SV_SRVHEURISTICS_PARMNUM 431

/* levels 502, 503, 599 and 598 */
#define SV_SESSOPENS_PARMNUM                       501
#define SV_SESSVCS_PARMNUM                         502
#define SV_OPENSEARCH_PARMNUM                      503
#define SV_SIZREQBUF_PARMNUM                       504
#define SV_INITWORKITEMS_PARMNUM                   505
#define SV_MAXWORKITEMS_PARMNUM                    506
#define SV_RAWWORKITEMS_PARMNUM                    507
#define SV_IRPSTACKSIZE_PARMNUM                    508
#define SV_MAXRAWBUFLEN_PARMNUM                    509
#define SV_SESSUSERS_PARMNUM                       510
#define SV_SESSCONNS_PARMNUM                       511
#define SV_MAXNONPAGEDMEMORYUSAGE_PARMNUM          512
#define SV_MAXPAGEDMEMORYUSAGE_PARMNUM             513
#define SV_ENABLESOFTCOMPAT_PARMNUM                514
#define SV_ENABLEFORCEDLOGOFF_PARMNUM              515
#define SV_TIMESOURCE_PARMNUM                      516
#define SV_ACCEPTDOWNLEVELAPIS_PARMNUM             517
#define SV_LMANNOUNCE_PARMNUM                      518
#define SV_DOMAIN_PARMNUM                          519
#define SV_MAXCOPYREADLEN_PARMNUM                  520
#define SV_MAXCOPYWRITELEN_PARMNUM                 521
#define SV_MINKEEPSEARCH_PARMNUM                   522
#define SV_MAXKEEPSEARCH_PARMNUM                   523
#define SV_MINKEEPCOMPLSEARCH_PARMNUM              524
#define SV_MAXKEEPCOMPLSEARCH_PARMNUM              525
#define SV_THREADCOUNTADD_PARMNUM                  526
#define SV_NUMBLOCKTHREADS_PARMNUM                 527
#define SV_SCAVTIMEOUT_PARMNUM                     528
#define SV_MINRCVQUEUE_PARMNUM                     529
#define SV_MINFREEWORKITEMS_PARMNUM                530
#define SV_XACTMEMSIZE_PARMNUM                     531
#define SV_THREADPRIORITY_PARMNUM                  532
#define SV_MAXMPXCT_PARMNUM                        533
#define SV_OPLOCKBREAKWAIT_PARMNUM                 534
#define SV_OPLOCKBREAKRESPONSEWAIT_PARMNUM         535
#define SV_ENABLEOPLOCKS_PARMNUM                   536
#define SV_ENABLEOPLOCKFORCECLOSE_PARMNUM          537
#define SV_ENABLEFCBOPENS_PARMNUM                  538
#define SV_ENABLERAW_PARMNUM                       539
#define SV_ENABLESHAREDNETDRIVES_PARMNUM           540
#define SV_MINFREECONNECTIONS_PARMNUM              541
#define SV_MAXFREECONNECTIONS_PARMNUM              542
#define SV_INITSESSTABLE_PARMNUM                   543
#define SV_INITCONNTABLE_PARMNUM                   544
#define SV_INITFILETABLE_PARMNUM                   545
#define SV_INITSEARCHTABLE_PARMNUM                 546
#define SV_ALERTSCHEDULE_PARMNUM                   547
#define SV_ERRORTHRESHOLD_PARMNUM                  548
#define SV_NETWORKERRORTHRESHOLD_PARMNUM           549
#define SV_DISKSPACETHRESHOLD_PARMNUM              550
#define SV_MAXLINKDELAY_PARMNUM                    552
#define SV_MINLINKTHROUGHPUT_PARMNUM               553
#define SV_LINKINFOVALIDTIME_PARMNUM               554
#define SV_SCAVQOSINFOUPDATETIME_PARMNUM           555
#define SV_MAXWORKITEMIDLETIME_PARMNUM             556
#define SV_MAXRAWWORKITEMS_PARMNUM                 557
#define SV_PRODUCTTYPE_PARMNUM                     560
#define SV_SERVERSIZE_PARMNUM                      561
#define SV_CONNECTIONLESSAUTODISC_PARMNUM          562
#define SV_SHARINGVIOLATIONRETRIES_PARMNUM         563
#define SV_SHARINGVIOLATIONDELAY_PARMNUM           564
#define SV_MAXGLOBALOPENSEARCH_PARMNUM             565
#define SV_REMOVEDUPLICATESEARCHES_PARMNUM         566
#define SV_LOCKVIOLATIONRETRIES_PARMNUM            567
#define SV_LOCKVIOLATIONOFFSET_PARMNUM             568
#define SV_LOCKVIOLATIONDELAY_PARMNUM              569
#define SV_MDLREADSWITCHOVER_PARMNUM               570
#define SV_CACHEDOPENLIMIT_PARMNUM                 571
#define SV_CRITICALTHREADS_PARMNUM                 572
#define SV_RESTRICTNULLSESSACCESS_PARMNUM          573
#define SV_ENABLEWFW311DIRECTIPX_PARMNUM           574
#define SV_OTHERQUEUEAFFINITY_PARMNUM              575
#define SV_QUEUESAMPLESECS_PARMNUM                 576
#define SV_BALANCECOUNT_PARMNUM                    577
#define SV_PREFERREDAFFINITY_PARMNUM               578
#define SV_MAXFREERFCBS_PARMNUM                    579
#define SV_MAXFREEMFCBS_PARMNUM                    580
#define SV_MAXFREELFCBS_PARMNUM                    581
#define SV_MAXFREEPAGEDPOOLCHUNKS_PARMNUM          582
#define SV_MINPAGEDPOOLCHUNKSIZE_PARMNUM           583
#define SV_MAXPAGEDPOOLCHUNKSIZE_PARMNUM           584
#define SV_SENDSFROMPREFERREDPROCESSOR_PARMNUM     585
#define SV_MAXTHREADSPERQUEUE_PARMNUM              586
#define SV_CACHEDDIRECTORYLIMIT_PARMNUM            587
#define SV_MAXCOPYLENGTH_PARMNUM                   588
#define SV_ENABLECOMPRESSION_PARMNUM               590
#define SV_AUTOSHAREWKS_PARMNUM                    591
#define SV_AUTOSHARESERVER_PARMNUM                 592
#define SV_ENABLESECURITYSIGNATURE_PARMNUM         593
#define SV_REQUIRESECURITYSIGNATURE_PARMNUM        594
#define SV_MINCLIENTBUFFERSIZE_PARMNUM             595
#define SV_CONNECTIONNOSESSIONSTIMEOUT_PARMNUM     596
#define SV_IDLETHREADTIMEOUT_PARMNUM               597
#define SV_ENABLEW9XSECURITYSIGNATURE_PARMNUM      598
#define SV_ENFORCEKERBEROSREAUTHENTICATION_PARMNUM 599
#define SV_DISABLEDOS_PARMNUM                      600
#define SV_LOWDISKSPACEMINIMUM_PARMNUM             601
#define SV_DISABLESTRICTNAMECHECKING_PARMNUM       602
#define SV_ENABLEAUTHENTICATEUSERSHARING_PARMNUM   603

/*
 * ---- Levels that set one member: PARMNUM_BASE_INFOLEVEL + its number. The value is also the
 * number of the struct. 1557 to 1574 are published with this spelling. ----
 */

#define SV_COMMENT_INFOLEVEL                         1005
#define SV_USERS_INFOLEVEL                           1107
#define SV_DISC_INFOLEVEL                            1010
#define SV_HIDDEN_INFOLEVEL                          1016
#define SV_ANNOUNCE_INFOLEVEL                        1017
#define SV_ANNDELTA_INFOLEVEL                        1018
#define SV_SESSOPENS_INFOLEVEL                       1501
#define SV_SESSVCS_INFOLEVEL                         1502
#define SV_OPENSEARCH_INFOLEVEL                      1503
#define SV_MAXWORKITEMS_INFOLEVEL                    1506
#define SV_MAXRAWBUFLEN_INFOLEVEL                    1509
#define SV_SESSUSERS_INFOLEVEL                       1510
#define SV_SESSCONNS_INFOLEVEL                       1511
#define SV_MAXNONPAGEDMEMORYUSAGE_INFOLEVEL          1512
#define SV_MAXPAGEDMEMORYUSAGE_INFOLEVEL             1513
#define SV_ENABLESOFTCOMPAT_INFOLEVEL                1514
#define SV_ENABLEFORCEDLOGOFF_INFOLEVEL              1515
#define SV_TIMESOURCE_INFOLEVEL                      1516
#define SV_LMANNOUNCE_INFOLEVEL                      1518
#define SV_MAXCOPYREADLEN_INFOLEVEL                  1520
#define SV_MAXCOPYWRITELEN_INFOLEVEL                 1521
#define SV_MINKEEPSEARCH_INFOLEVEL                   1522
#define SV_MAXKEEPSEARCH_INFOLEVEL                   1523
#define SV_MINKEEPCOMPLSEARCH_INFOLEVEL              1524
#define SV_MAXKEEPCOMPLSEARCH_INFOLEVEL              1525
#define SV_SCAVTIMEOUT_INFOLEVEL                     1528
#define SV_MINRCVQUEUE_INFOLEVEL                     1529
#define SV_MINFREEWORKITEMS_INFOLEVEL                1530
#define SV_MAXMPXCT_INFOLEVEL                        1533
#define SV_OPLOCKBREAKWAIT_INFOLEVEL                 1534
#define SV_OPLOCKBREAKRESPONSEWAIT_INFOLEVEL         1535
#define SV_ENABLEOPLOCKS_INFOLEVEL                   1536
#define SV_ENABLEOPLOCKFORCECLOSE_INFOLEVEL          1537
#define SV_ENABLEFCBOPENS_INFOLEVEL                  1538
#define SV_ENABLERAW_INFOLEVEL                       1539
#define SV_ENABLESHAREDNETDRIVES_INFOLEVEL           1540
#define SV_MINFREECONNECTIONS_INFOLEVEL              1541
#define SV_MAXFREECONNECTIONS_INFOLEVEL              1542
#define SV_INITSESSTABLE_INFOLEVEL                   1543
#define SV_INITCONNTABLE_INFOLEVEL                   1544
#define SV_INITFILETABLE_INFOLEVEL                   1545
#define SV_INITSEARCHTABLE_INFOLEVEL                 1546
#define SV_ALERTSCHEDULE_INFOLEVEL                   1547
#define SV_ERRORTHRESHOLD_INFOLEVEL                  1548
#define SV_NETWORKERRORTHRESHOLD_INFOLEVEL           1549
#define SV_DISKSPACETHRESHOLD_INFOLEVEL              1550
#define SV_MAXLINKDELAY_INFOLEVEL                    1552
#define SV_MINLINKTHROUGHPUT_INFOLEVEL               1553
#define SV_LINKINFOVALIDTIME_INFOLEVEL               1554
#define SV_SCAVQOSINFOUPDATETIME_INFOLEVEL           1555
#define SV_MAXWORKITEMIDLETIME_INFOLEVEL             1556
#define SV_MAXRAWWORKITEMS_INFOLOEVEL                1557
#define SV_PRODUCTTYPE_INFOLOEVEL                    1560
#define SV_SERVERSIZE_INFOLOEVEL                     1561
#define SV_CONNECTIONLESSAUTODISC_INFOLOEVEL         1562
#define SV_SHARINGVIOLATIONRETRIES_INFOLOEVEL        1563
#define SV_SHARINGVIOLATIONDELAY_INFOLOEVEL          1564
#define SV_MAXGLOBALOPENSEARCH_INFOLOEVEL            1565
#define SV_REMOVEDUPLICATESEARCHES_INFOLOEVEL        1566
#define SV_LOCKVIOLATIONRETRIES_INFOLOEVEL           1567
#define SV_LOCKVIOLATIONOFFSET_INFOLOEVEL            1568
#define SV_LOCKVIOLATIONDELAY_INFOLOEVEL             1569
#define SV_MDLREADSWITCHOVER_INFOLOEVEL              1570
#define SV_CACHEDOPENLIMIT_INFOLOEVEL                1571
#define SV_CRITICALTHREADS_INFOLOEVEL                1572
#define SV_RESTRICTNULLSESSACCESS_INFOLOEVEL         1573
#define SV_ENABLEWFW311DIRECTIPX_INFOLOEVEL          1574
#define SV_OTHERQUEUEAFFINITY_INFOLEVEL              1575
#define SV_QUEUESAMPLESECS_INFOLEVEL                 1576
#define SV_BALANCECOUNT_INFOLEVEL                    1577
#define SV_PREFERREDAFFINITY_INFOLEVEL               1578
#define SV_MAXFREERFCBS_INFOLEVEL                    1579
#define SV_MAXFREEMFCBS_INFOLEVEL                    1580
#define SV_MAXFREELFCBS_INFOLEVEL                    1581
#define SV_MAXFREEPAGEDPOOLCHUNKS_INFOLEVEL          1582
#define SV_MINPAGEDPOOLCHUNKSIZE_INFOLEVEL           1583
#define SV_MAXPAGEDPOOLCHUNKSIZE_INFOLEVEL           1584
#define SV_SENDSFROMPREFERREDPROCESSOR_INFOLEVEL     1585
#define SV_MAXTHREADSPERQUEUE_INFOLEVEL              1586
#define SV_CACHEDDIRECTORYLIMIT_INFOLEVEL            1587
#define SV_MAXCOPYLENGTH_INFOLEVEL                   1588
#define SV_ENABLECOMPRESSION_INFOLEVEL               1590
#define SV_AUTOSHAREWKS_INFOLEVEL                    1591
#define SV_AUTOSHARESERVER_INFOLEVEL                 1592
#define SV_ENABLESECURITYSIGNATURE_INFOLEVEL         1593
#define SV_REQUIRESECURITYSIGNATURE_INFOLEVEL        1594
#define SV_MINCLIENTBUFFERSIZE_INFOLEVEL             1595
#define SV_CONNECTIONNOSESSIONSTIMEOUT_INFOLEVEL     1596
#define SV_IDLETHREADTIMEOUT_INFOLEVEL               1597
#define SV_ENABLEW9XSECURITYSIGNATURE_INFOLEVEL      1598
#define SV_ENFORCEKERBEROSREAUTHENTICATION_INFOLEVEL 1599
#define SV_DISABLEDOS_INFOLEVEL                      1600
#define SV_LOWDISKSPACEMINIMUM_INFOLEVEL             1601
#define SV_DISABLESTRICTNAMECHECKING_INFOLEVEL       1602
#define SV_ENABLEAUTHENTICATEUSERSHARING_INFOLEVEL   1603

/*
 * NetServerGetInfo - read settings of a server.
 *
 * servername  see the top of this file.
 * level       100, 101, 102, 103, 502, 503 or 599; selects the struct. No protocol that is still
 *             spoken carries those of LAN Manager servers (402, 403) and 598. Samba has 100 to 102.
 * bufptr      out: one struct. Free with NetApiBufferFree. NULL after any error.
 *
 * NERR_Success,
 * ERROR_INVALID_PARAMETER (bufptr is NULL),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * ERROR_INVALID_NAME (servername is no name, such as "\\"),
 * ERROR_BAD_NETPATH (no such host, or it does not answer),
 * ERROR_LOGON_FAILURE (wrong user name or password),
 * ERROR_ACCESS_DENIED (level 102 is for administrators on Windows),
 * ERROR_SEM_TIMEOUT (no answer before the deadline), ERROR_NETNAME_DELETED (connection lost),
 * RPC_X_BAD_STUB_DATA (the answer is malformed),
 * ERROR_NOT_SUPPORTED (this computer: not served yet), ERROR_NOT_ENOUGH_MEMORY.
 *
 * Remote: [MS-SRVS] 3.1.4.17 NetrServerGetInfo, opnum 21.
 */
NET_API_STATUS NetServerGetInfo(LMSTR servername, DWORD level, LPBYTE *bufptr);

/*
 * NetServerSetInfo - change settings of a server, lastingly.
 *
 * servername  see the top of this file.
 * level       101, 102, 502, 503, 599, or of one member: 1005, 1010, 1016 to 1018, 1107, 1501 to
 *             1503, 1506, 1510 to 1516, 1518, 1523, 1528 to 1530, 1533 to 1536, 1538 to 1550, 1552
 *             to 1556; struct in buf.
 * buf         the new values. Kept by the caller.
 * ParmError   out: after ERROR_INVALID_PARAMETER the SV_*_PARMNUM of the first wrong member.
 *             May be NULL.
 *
 * NERR_Success,
 * ERROR_INVALID_PARAMETER (buf is NULL, a text in it is too long, or the server refuses a member:
 * *ParmError says which),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * ERROR_INVALID_NAME (servername is no name, such as "\\"),
 * ERROR_BAD_NETPATH (no such host, or it does not answer),
 * ERROR_LOGON_FAILURE (wrong user name or password),
 * ERROR_ACCESS_DENIED (it is for administrators),
 * ERROR_SEM_TIMEOUT (no answer before the deadline), ERROR_NETNAME_DELETED (connection lost),
 * RPC_X_BAD_STUB_DATA (the answer is malformed),
 * ERROR_NOT_SUPPORTED (this computer: not served yet), ERROR_NOT_ENOUGH_MEMORY.
 *
 * When the connection is lost on the way, the call is not repeated: whether it was carried out is
 * not known then.
 *
 * Of the single-member levels [MS-SRVS] carries those that are listed here; the other published
 * ones are ERROR_INVALID_LEVEL, like 402 and 403. Samba answers NERR_Success to every user at every
 * level that is listed here, and changes nothing.
 *
 * Remote: [MS-SRVS] 3.1.4.18 NetrServerSetInfo, opnum 22.
 */
NET_API_STATUS NetServerSetInfo(LMSTR servername, DWORD level, LPBYTE buf, LPDWORD ParmError);

/* ==== Finding servers ======================================================================= */

/*
 * NetServerEnum - list the servers of a network.
 *
 * servername     NULL; a browser is looked for. A name asks that host for its list.
 * level          100 or 101; selects the struct in the array.
 * bufptr         out: array of *entriesread structs, sorted by name. Free with NetApiBufferFree,
 *                also after ERROR_MORE_DATA. NULL when there is nothing to free.
 * prefmaxlen     preferred size of the answer in bytes; MAX_PREFERRED_LENGTH for all.
 * entriesread    out: structs in the array.
 * totalentries   out: servers there are; when the browser could not tell them all, an estimate: as
 *                many as it says it has, or as it told.
 * servertype     SV_TYPE_* bits; servers that have one of them are listed. SV_TYPE_ALL for all,
 *                SV_TYPE_DOMAIN_ENUM (alone or with SV_TYPE_LOCAL_LIST_ONLY) for domains: their
 *                names, and as comment the master browser of each.
 * domain         NetBIOS name of a domain or workgroup, at most 15 characters; NULL for the
 *                configured one.
 * resume_handle  NULL, or the address of a 0. A list is continued by NetServerEnumEx.
 *
 * NERR_Success (with no entries when none matched),
 * ERROR_MORE_DATA (the buffer holds what fits prefmaxlen, or all that the browser could tell),
 * ERROR_INVALID_PARAMETER (a pointer is NULL, domain is no NetBIOS name, the handle is not 0),
 * ERROR_INVALID_LEVEL,
 * ERROR_INVALID_FUNCTION (SV_TYPE_DOMAIN_ENUM with types of servers),
 * NERR_BufTooSmall (not one entry fits prefmaxlen),
 * ERROR_NO_BROWSER_SERVERS_FOUND (nobody on the network keeps a list of that domain, or the
 * configuration forbids to ask: smb1 = no),
 * ERROR_SEM_TIMEOUT (whoever keeps it did not answer before the deadline),
 * ERROR_INVALID_DATA (the configuration is malformed), ERROR_NOT_ENOUGH_MEMORY; with a servername
 * also ERROR_INVALID_NAME, ERROR_BAD_NETPATH (no such host, or it does not answer),
 * ERROR_NOT_SUPPORTED (it does not speak SMB 1), ERROR_ACCESS_DENIED, ERROR_REQ_NOT_ACCEP (it is no
 * browser), ERROR_BAD_NET_RESP (its answer is malformed).
 *
 * platform_id is always PLATFORM_ID_NT: the list does not tell. Found and asked as docs/browse.md
 * says: [MS-BRWS], and [MS-RAP] 2.5.5.2 NetServerEnum2.
 */
NET_API_STATUS NetServerEnum(LMCSTR servername, DWORD level, LPBYTE *bufptr, DWORD prefmaxlen,
                             LPDWORD entriesread, LPDWORD totalentries, DWORD servertype,
                             LMCSTR domain, LPDWORD resume_handle);

/*
 * NetServerEnumEx - NetServerEnum that starts at a name instead of a handle.
 *
 * FirstNameToReturn  first name of the list, at most 15 characters; NULL or "" for the beginning.
 *                    To go on after ERROR_MORE_DATA, the last name that was returned (it comes
 *                    again). The other parameters and the results are those of NetServerEnum.
 *
 * [MS-RAP] 2.5.5.3 NetServerEnum3.
 */
NET_API_STATUS NetServerEnumEx(LMCSTR ServerName, DWORD Level, LPBYTE *Bufptr, DWORD PrefMaxlen,
                               LPDWORD EntriesRead, LPDWORD totalentries, DWORD servertype,
                               LMCSTR domain, LMCSTR FirstNameToReturn);

/* ==== Disks ================================================================================= */

/*
 * NetServerDiskEnum - list the disk drives of a server.
 *
 * servername     see the top of this file.
 * level          0.
 * bufptr         out: *entriesread strings of three WCHARs each, such as "C:" and its NUL; an empty
 *                one that a server sends as the end of its list is behind them and not counted.
 *                Free with NetApiBufferFree, also after ERROR_MORE_DATA. NULL when there is nothing
 *                to free.
 * prefmaxlen     preferred size of the answer in bytes; MAX_PREFERRED_LENGTH for all.
 * entriesread    out: strings.
 * totalentries   out: drives from the current position on; an estimate.
 * resume_handle  in/out: 0 to start, passed back unchanged to continue. May be NULL.
 *
 * NERR_Success, also with no entry,
 * ERROR_MORE_DATA (the array holds a part; call again),
 * NERR_BufTooSmall (not one entry fits in prefmaxlen; no data),
 * ERROR_INVALID_PARAMETER (bufptr, entriesread or totalentries is NULL),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * ERROR_INVALID_NAME (servername is no name, such as "\\"),
 * ERROR_BAD_NETPATH (no such host, or it does not answer),
 * ERROR_LOGON_FAILURE (wrong user name or password),
 * ERROR_ACCESS_DENIED (it is for administrators),
 * ERROR_SEM_TIMEOUT (no answer before the deadline), ERROR_NETNAME_DELETED (connection lost),
 * RPC_X_BAD_STUB_DATA (the answer is malformed),
 * ERROR_NOT_SUPPORTED (this computer: not served yet), ERROR_NOT_ENOUGH_MEMORY.
 *
 * Samba answers "C:", whatever it has.
 *
 * Remote: [MS-SRVS] 3.1.4.19 NetrServerDiskEnum, opnum 23.
 */
NET_API_STATUS NetServerDiskEnum(LMSTR servername, DWORD level, LPBYTE *bufptr, DWORD prefmaxlen,
                                 LPDWORD entriesread, LPDWORD totalentries, LPDWORD resume_handle);

/* ==== Further names ========================================================================= */

/*
 * NetServerComputerNameAdd - let a server answer to a further NetBIOS name on all its transports.
 * The name is gone when the server starts again.
 *
 * ServerName          see the top of this file.
 * EmulatedDomainName  domain to announce the name in, at most 15 characters; NULL or "" for the
 *                     domain of the server.
 * EmulatedServerName  the further name, with or without two leading backslashes: ASCII, at most 15
 *                     characters, no control character, blank or one of " * + , / : ; < = > ? [ \ ]
 *                     |.
 *
 * Several calls: the transports are listed, and the name is bound to each. It is a success when it
 * was bound to one at least; NetServerTransportEnum tells which, and the log which refused it.
 * If it was not, the code is that of the first. The deadline is that of one call.
 *
 * NERR_Success,
 * ERROR_INVALID_PARAMETER (EmulatedServerName is no such name, or the server refuses it),
 * ERROR_INVALID_DOMAINNAME (EmulatedDomainName is too long, or the server refuses it),
 * ERROR_DUP_NAME (the name is taken, on the network or by the server itself),
 * NERR_NetNotStarted (the server lists no transport),
 * RPC_S_PROCNUM_OUT_OF_RANGE (the server does not know the first call: Samba),
 * ERROR_INVALID_NAME (ServerName is no name, such as "\\"),
 * ERROR_BAD_NETPATH (no such host, or it does not answer),
 * ERROR_LOGON_FAILURE (wrong user name or password),
 * ERROR_ACCESS_DENIED (it is for administrators),
 * ERROR_SEM_TIMEOUT (no answer before the deadline: nobody knows whether it was done),
 * ERROR_NETNAME_DELETED (connection lost: the same),
 * RPC_X_BAD_STUB_DATA (the answer is malformed, or lists more than 64 transports),
 * ERROR_NOT_SUPPORTED (this computer: not served yet), ERROR_NOT_ENOUGH_MEMORY.
 *
 * Remote: [MS-SRVS] 3.1.4.24 NetrServerTransportEnum, opnum 26, then 3.1.4.23
 * NetrServerTransportAddEx, opnum 41, level 2, for each transport.
 */
NET_API_STATUS NetServerComputerNameAdd(LMSTR ServerName, LMSTR EmulatedDomainName,
                                        LMSTR EmulatedServerName);

/*
 * NetServerComputerNameDel - take such a name away.
 *
 * ServerName          see the top of this file.
 * EmulatedServerName  the further name, as in NetServerComputerNameAdd. It is not looked at
 *                     whether it is a further one: without its own name a server is not found.
 *
 * Several calls: the transports are listed, and the name is taken from each that has it. It is a
 * success when one was taken away at least; if none was, the code is that of the first.
 *
 * NERR_Success,
 * ERROR_INVALID_PARAMETER (EmulatedServerName is no such name, or the server refuses it),
 * NERR_NetNameNotFound (no transport has the name), and otherwise as NetServerComputerNameAdd.
 *
 * Remote: [MS-SRVS] 3.1.4.24 NetrServerTransportEnum, opnum 26, then 3.1.4.25
 * NetrServerTransportDel, opnum 27, for each transport with that name.
 */
NET_API_STATUS NetServerComputerNameDel(LMSTR ServerName, LMSTR EmulatedServerName);

/* ==== Transports ============================================================================ */

/* svti2_flags and svti3_flags */
#define SVTI2_REMAP_PIPE_NAMES          0x2  /* pipes opened over it get names of their own */
#define SVTI2_SCOPED_NAME               0x4  /* shares of its own, see SHARE_INFO_503 */
#define SVTI2_CLUSTER_NAME              0x8  /* name of a cluster */
#define SVTI2_CLUSTER_DNN_NAME          0x10 /* name of a scale-out cluster */
#define SVTI2_UNICODE_TRANSPORT_ADDRESS 0x20 /* the transport address is text */
#define SVTI2_RESERVED1                 0x1000
#define SVTI2_RESERVED2                 0x2000
#define SVTI2_RESERVED3                 0x4000

/* [MS-SRVS] 2.2.4.93 to 2.2.4.96. Members of the same name mean the same at every level. */
typedef struct _SERVER_TRANSPORT_INFO_0 {
    DWORD svti0_numberofvcs;            /* clients connected over it */
    LMSTR svti0_transportname;          /* device that implements it */
    LPBYTE svti0_transportaddress;      /* address; bytes, not a string */
    DWORD svti0_transportaddresslength; /* bytes of it */
    LMSTR svti0_networkaddress;         /* hardware address, as hex digits */
} SERVER_TRANSPORT_INFO_0, *PSERVER_TRANSPORT_INFO_0, *LPSERVER_TRANSPORT_INFO_0;

typedef struct _SERVER_TRANSPORT_INFO_1 {
    DWORD svti1_numberofvcs;            /* clients connected over it */
    LMSTR svti1_transportname;          /* device that implements it */
    LPBYTE svti1_transportaddress;      /* address; bytes, not a string */
    DWORD svti1_transportaddresslength; /* bytes of it */
    LMSTR svti1_networkaddress;         /* hardware address, as hex digits */
    LMSTR svti1_domain;                 /* domain it is announced in */
} SERVER_TRANSPORT_INFO_1, *PSERVER_TRANSPORT_INFO_1, *LPSERVER_TRANSPORT_INFO_1;

typedef struct _SERVER_TRANSPORT_INFO_2 {
    DWORD svti2_numberofvcs;            /* clients connected over it */
    LMSTR svti2_transportname;          /* device that implements it */
    LPBYTE svti2_transportaddress;      /* address; bytes, not a string */
    DWORD svti2_transportaddresslength; /* bytes of it */
    LMSTR svti2_networkaddress;         /* hardware address, as hex digits */
    LMSTR svti2_domain;                 /* domain it is announced in */
    ULONG svti2_flags;                  /* SVTI2_* */
} SERVER_TRANSPORT_INFO_2, *PSERVER_TRANSPORT_INFO_2, *LPSERVER_TRANSPORT_INFO_2;

typedef struct _SERVER_TRANSPORT_INFO_3 {
    DWORD svti3_numberofvcs;            /* clients connected over it */
    LMSTR svti3_transportname;          /* device that implements it */
    LPBYTE svti3_transportaddress;      /* address; bytes, not a string */
    DWORD svti3_transportaddresslength; /* bytes of it */
    LMSTR svti3_networkaddress;         /* hardware address, as hex digits */
    LMSTR svti3_domain;                 /* domain it is announced in */
    ULONG svti3_flags;                  /* SVTI2_* */
    DWORD svti3_passwordlength;         /* bytes of the password, at most 256 */
    BYTE svti3_password[256];
} SERVER_TRANSPORT_INFO_3, *PSERVER_TRANSPORT_INFO_3, *LPSERVER_TRANSPORT_INFO_3;

/*
 * NetServerTransportEnum - list the transports and names that a server is bound to.
 *
 * servername    see the top of this file.
 * level         0, 1, 2 or 3 (2 and 3 by newer servers); selects the struct in the array.
 * bufptr        out: array of *entriesread structs. Free with NetApiBufferFree, also after
 *               ERROR_MORE_DATA. NULL when there is nothing to free.
 * prefmaxlen    preferred size of the answer in bytes; MAX_PREFERRED_LENGTH for all.
 * entriesread   out: structs in the array.
 * totalentries  out: transports from the current position on; an estimate.
 * resumehandle  in/out: 0 to start, passed back unchanged to continue. May be NULL.
 *
 * NERR_Success, also with no entry,
 * ERROR_MORE_DATA (the array holds a part; call again),
 * NERR_BufTooSmall (not one entry fits in prefmaxlen; no data),
 * ERROR_INVALID_PARAMETER (bufptr, entriesread or totalentries is NULL),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * RPC_S_PROCNUM_OUT_OF_RANGE (the server does not know the call: Samba),
 * ERROR_INVALID_NAME (servername is no name, such as "\\"),
 * ERROR_BAD_NETPATH (no such host, or it does not answer),
 * ERROR_LOGON_FAILURE (wrong user name or password),
 * ERROR_ACCESS_DENIED (the server says so),
 * ERROR_SEM_TIMEOUT (no answer before the deadline), ERROR_NETNAME_DELETED (connection lost),
 * RPC_X_BAD_STUB_DATA (the answer is malformed),
 * ERROR_NOT_SUPPORTED (this computer: not served yet), ERROR_NOT_ENOUGH_MEMORY.
 *
 * Remote: [MS-SRVS] 3.1.4.24 NetrServerTransportEnum, opnum 26.
 */
NET_API_STATUS NetServerTransportEnum(LMSTR servername, DWORD level, LPBYTE *bufptr,
                                      DWORD prefmaxlen, LPDWORD entriesread, LPDWORD totalentries,
                                      LPDWORD resumehandle);

/*
 * NetServerTransportAdd - bind a server to a transport.
 *
 * servername  see the top of this file.
 * level       0.
 * bufptr      SERVER_TRANSPORT_INFO_0. Kept by the caller.
 *
 * NERR_Success,
 * ERROR_INVALID_PARAMETER (bufptr is NULL, a member is wrong),
 * ERROR_INVALID_LEVEL (the level is not 0),
 * RPC_S_PROCNUM_OUT_OF_RANGE (the server does not know the call),
 * ERROR_INVALID_NAME (servername is no name, such as "\\"),
 * ERROR_BAD_NETPATH (no such host, or it does not answer),
 * ERROR_LOGON_FAILURE (wrong user name or password),
 * ERROR_ACCESS_DENIED (it is for administrators),
 * ERROR_SEM_TIMEOUT (no answer before the deadline), ERROR_NETNAME_DELETED (connection lost),
 * RPC_X_BAD_STUB_DATA (the answer is malformed; or Samba, which does not know the call either, and
 * expects a request unlike that of the specification),
 * ERROR_NOT_SUPPORTED (this computer: not served yet), ERROR_NOT_ENOUGH_MEMORY.
 *
 * When the connection is lost on the way, the call is not repeated: whether it was carried out is
 * not known then.
 *
 * Remote: [MS-SRVS] 3.1.4.22 NetrServerTransportAdd, opnum 25.
 */
NET_API_STATUS NetServerTransportAdd(LMSTR servername, DWORD level, LPBYTE bufptr);

/*
 * NetServerTransportAddEx - bind a server to a transport, with domain, flags or password.
 *
 * servername  see the top of this file.
 * level       0, 1, 2 or 3; struct in bufptr.
 * bufptr      the struct. Kept by the caller.
 *
 * NERR_Success,
 * ERROR_INVALID_PARAMETER (bufptr is NULL, a member is wrong),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * RPC_S_PROCNUM_OUT_OF_RANGE (the server does not know the call: Samba),
 * ERROR_INVALID_NAME (servername is no name, such as "\\"),
 * ERROR_BAD_NETPATH (no such host, or it does not answer),
 * ERROR_LOGON_FAILURE (wrong user name or password),
 * ERROR_ACCESS_DENIED (it is for administrators),
 * ERROR_SEM_TIMEOUT (no answer before the deadline), ERROR_NETNAME_DELETED (connection lost),
 * RPC_X_BAD_STUB_DATA (the answer is malformed),
 * ERROR_NOT_SUPPORTED (this computer: not served yet), ERROR_NOT_ENOUGH_MEMORY.
 *
 * When the connection is lost on the way, the call is not repeated: whether it was carried out is
 * not known then.
 *
 * Remote: [MS-SRVS] 3.1.4.23 NetrServerTransportAddEx, opnum 41.
 */
NET_API_STATUS NetServerTransportAddEx(LMSTR servername, DWORD level, LPBYTE bufptr);

/*
 * NetServerTransportDel - unbind a server from a transport; connections over it end.
 *
 * servername  see the top of this file.
 * level       0, 1, 2 or 3; struct in bufptr. All but 0 need the extended method.
 * bufptr      the struct. Kept by the caller.
 *
 * NERR_Success,
 * ERROR_INVALID_PARAMETER (bufptr is NULL, a member is wrong),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * RPC_S_PROCNUM_OUT_OF_RANGE (the server does not know the call: Samba),
 * ERROR_INVALID_NAME (servername is no name, such as "\\"),
 * ERROR_BAD_NETPATH (no such host, or it does not answer),
 * ERROR_LOGON_FAILURE (wrong user name or password),
 * ERROR_ACCESS_DENIED (it is for administrators),
 * ERROR_SEM_TIMEOUT (no answer before the deadline), ERROR_NETNAME_DELETED (connection lost),
 * RPC_X_BAD_STUB_DATA (the answer is malformed),
 * ERROR_NOT_SUPPORTED (this computer: not served yet), ERROR_NOT_ENOUGH_MEMORY.
 *
 * When the connection is lost on the way, the call is not repeated: whether it was carried out is
 * not known then.
 *
 * Remote: [MS-SRVS] 3.1.4.25 NetrServerTransportDel, opnum 27, or 3.1.4.26
 * NetrServerTransportDelEx, opnum 53.
 */
NET_API_STATUS NetServerTransportDel(LMSTR servername, DWORD level, LPBYTE bufptr);

#ifdef __cplusplus
}
#endif

#endif
