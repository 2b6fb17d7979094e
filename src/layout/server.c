/* SPDX-License-Identifier: MIT */
/* SERVER_INFO_*, transports, aliases and disks of a server as rows: [MS-SRVS] 2.2.4.40
 * to 2.2.4.102.
 */
#include "layout/layout.h"

#include "base/limits.h"
#include "lmserver.h"
#include "lmshare.h"

#define SV_WORD(bit, name)                                                                         \
    {                                                                                              \
        SV_TYPE_##bit, SV_TYPE_##bit, name                                                         \
    }
static const struct ndr_word server_type_words[] = {
    SV_WORD(WORKSTATION, "workstation"),
    SV_WORD(SERVER, "server"),
    SV_WORD(SQLSERVER, "sqlserver"),
    SV_WORD(DOMAIN_CTRL, "domain_ctrl"),
    SV_WORD(DOMAIN_BAKCTRL, "domain_bakctrl"),
    SV_WORD(TIME_SOURCE, "time_source"),
    SV_WORD(AFP, "afp"),
    SV_WORD(NOVELL, "novell"),
    SV_WORD(DOMAIN_MEMBER, "domain_member"),
    SV_WORD(PRINTQ_SERVER, "printq_server"),
    SV_WORD(DIALIN_SERVER, "dialin_server"),
    SV_WORD(SERVER_UNIX, "unix"),
    SV_WORD(NT, "nt"),
    SV_WORD(WFW, "wfw"),
    SV_WORD(SERVER_MFPN, "mfpn"),
    SV_WORD(SERVER_NT, "server_nt"),
    SV_WORD(POTENTIAL_BROWSER, "potential_browser"),
    SV_WORD(BACKUP_BROWSER, "backup_browser"),
    SV_WORD(MASTER_BROWSER, "master_browser"),
    SV_WORD(DOMAIN_MASTER, "domain_master"),
    SV_WORD(SERVER_OSF, "osf"),
    SV_WORD(SERVER_VMS, "vms"),
    SV_WORD(WINDOWS, "windows"),
    SV_WORD(DFS, "dfs"),
    SV_WORD(CLUSTER_NT, "cluster_nt"),
    SV_WORD(TERMINALSERVER, "terminalserver"),
    SV_WORD(CLUSTER_VS_NT, "cluster_vs_nt"),
    SV_WORD(DCE, "dce"),
    SV_WORD(ALTERNATE_XPORT, "alternate_xport"),
    SV_WORD(LOCAL_LIST_ONLY, "local_list_only"),
    SV_WORD(DOMAIN_ENUM, "domain_enum"),
};
static const struct ndr_view view_server_type = { NDR_VIEW_FLAGS, server_type_words,
                                                  NDR_COUNT(server_type_words) };

/* What a level has of the one before it, which is all of it. */
#define SERVER_100_ROWS(n)                                                                         \
    F_VIEW(SERVER_INFO_##n, sv##n##_platform_id, SV_PLATFORM_ID_PARMNUM, &view_platform_id),       \
        F_WSTR(SERVER_INFO_##n, sv##n##_name, SV_NAME_PARMNUM, NET_STRING_MAX)
#define SERVER_101_ROWS(n)                                                                         \
    SERVER_100_ROWS(n), F_U32(SERVER_INFO_##n, sv##n##_version_major, SV_VERSION_MAJOR_PARMNUM),   \
        F_U32(SERVER_INFO_##n, sv##n##_version_minor, SV_VERSION_MINOR_PARMNUM),                   \
        F_VIEW(SERVER_INFO_##n, sv##n##_type, SV_TYPE_PARMNUM, &view_server_type),                 \
        F_WSTR(SERVER_INFO_##n, sv##n##_comment, SV_COMMENT_PARMNUM, NET_STRING_MAX)
#define SERVER_102_ROWS(n)                                                                         \
    SERVER_101_ROWS(n), F_VIEW(SERVER_INFO_##n, sv##n##_users, SV_USERS_PARMNUM, &view_limit),     \
        F_I32(SERVER_INFO_##n, sv##n##_disc, SV_DISC_PARMNUM),                                     \
        F_BOOL(SERVER_INFO_##n, sv##n##_hidden, SV_HIDDEN_PARMNUM),                                \
        F_U32(SERVER_INFO_##n, sv##n##_announce, SV_ANNOUNCE_PARMNUM),                             \
        F_U32(SERVER_INFO_##n, sv##n##_anndelta, SV_ANNDELTA_PARMNUM),                             \
        F_U32(SERVER_INFO_##n, sv##n##_licenses, 0),                                               \
        F_WSTR(SERVER_INFO_##n, sv##n##_userpath, SV_USERPATH_PARMNUM, NET_STRING_MAX)
#define SERVER_502_ROWS(n)                                                                         \
    F_U32(SERVER_INFO_##n, sv##n##_sessopens, SV_SESSOPENS_PARMNUM),                               \
        F_U32(SERVER_INFO_##n, sv##n##_sessvcs, SV_SESSVCS_PARMNUM),                               \
        F_U32(SERVER_INFO_##n, sv##n##_opensearch, SV_OPENSEARCH_PARMNUM),                         \
        F_U32(SERVER_INFO_##n, sv##n##_sizreqbuf, SV_SIZREQBUF_PARMNUM),                           \
        F_U32(SERVER_INFO_##n, sv##n##_initworkitems, SV_INITWORKITEMS_PARMNUM),                   \
        F_U32(SERVER_INFO_##n, sv##n##_maxworkitems, SV_MAXWORKITEMS_PARMNUM),                     \
        F_U32(SERVER_INFO_##n, sv##n##_rawworkitems, SV_RAWWORKITEMS_PARMNUM),                     \
        F_U32(SERVER_INFO_##n, sv##n##_irpstacksize, SV_IRPSTACKSIZE_PARMNUM),                     \
        F_U32(SERVER_INFO_##n, sv##n##_maxrawbuflen, SV_MAXRAWBUFLEN_PARMNUM),                     \
        F_U32(SERVER_INFO_##n, sv##n##_sessusers, SV_SESSUSERS_PARMNUM),                           \
        F_U32(SERVER_INFO_##n, sv##n##_sessconns, SV_SESSCONNS_PARMNUM),                           \
        F_U32(SERVER_INFO_##n, sv##n##_maxpagedmemoryusage, SV_MAXPAGEDMEMORYUSAGE_PARMNUM),       \
        F_U32(SERVER_INFO_##n, sv##n##_maxnonpagedmemoryusage, SV_MAXNONPAGEDMEMORYUSAGE_PARMNUM), \
        F_BOOL(SERVER_INFO_##n, sv##n##_enablesoftcompat, SV_ENABLESOFTCOMPAT_PARMNUM),            \
        F_BOOL(SERVER_INFO_##n, sv##n##_enableforcedlogoff, SV_ENABLEFORCEDLOGOFF_PARMNUM),        \
        F_BOOL(SERVER_INFO_##n, sv##n##_timesource, SV_TIMESOURCE_PARMNUM),                        \
        F_BOOL(SERVER_INFO_##n, sv##n##_acceptdownlevelapis, SV_ACCEPTDOWNLEVELAPIS_PARMNUM),      \
        F_BOOL(SERVER_INFO_##n, sv##n##_lmannounce, SV_LMANNOUNCE_PARMNUM)
#define SERVER_503_ROWS(n)                                                                         \
    SERVER_502_ROWS(n),                                                                            \
        F_WSTR(SERVER_INFO_##n, sv##n##_domain, SV_DOMAIN_PARMNUM, NET_STRING_MAX),                \
        F_U32(SERVER_INFO_##n, sv##n##_maxcopyreadlen, SV_MAXCOPYREADLEN_PARMNUM),                 \
        F_U32(SERVER_INFO_##n, sv##n##_maxcopywritelen, SV_MAXCOPYWRITELEN_PARMNUM),               \
        F_U32(SERVER_INFO_##n, sv##n##_minkeepsearch, SV_MINKEEPSEARCH_PARMNUM),                   \
        F_U32(SERVER_INFO_##n, sv##n##_maxkeepsearch, SV_MAXKEEPSEARCH_PARMNUM),                   \
        F_U32(SERVER_INFO_##n, sv##n##_minkeepcomplsearch, SV_MINKEEPCOMPLSEARCH_PARMNUM),         \
        F_U32(SERVER_INFO_##n, sv##n##_maxkeepcomplsearch, SV_MAXKEEPCOMPLSEARCH_PARMNUM),         \
        F_U32(SERVER_INFO_##n, sv##n##_threadcountadd, SV_THREADCOUNTADD_PARMNUM),                 \
        F_U32(SERVER_INFO_##n, sv##n##_numblockthreads, SV_NUMBLOCKTHREADS_PARMNUM),               \
        F_U32(SERVER_INFO_##n, sv##n##_scavtimeout, SV_SCAVTIMEOUT_PARMNUM),                       \
        F_U32(SERVER_INFO_##n, sv##n##_minrcvqueue, SV_MINRCVQUEUE_PARMNUM),                       \
        F_U32(SERVER_INFO_##n, sv##n##_minfreeworkitems, SV_MINFREEWORKITEMS_PARMNUM),             \
        F_U32(SERVER_INFO_##n, sv##n##_xactmemsize, SV_XACTMEMSIZE_PARMNUM),                       \
        F_U32(SERVER_INFO_##n, sv##n##_threadpriority, SV_THREADPRIORITY_PARMNUM),                 \
        F_U32(SERVER_INFO_##n, sv##n##_maxmpxct, SV_MAXMPXCT_PARMNUM),                             \
        F_U32(SERVER_INFO_##n, sv##n##_oplockbreakwait, SV_OPLOCKBREAKWAIT_PARMNUM),               \
        F_U32(SERVER_INFO_##n, sv##n##_oplockbreakresponsewait,                                    \
              SV_OPLOCKBREAKRESPONSEWAIT_PARMNUM),                                                 \
        F_BOOL(SERVER_INFO_##n, sv##n##_enableoplocks, SV_ENABLEOPLOCKS_PARMNUM),                  \
        F_BOOL(SERVER_INFO_##n, sv##n##_enableoplockforceclose,                                    \
               SV_ENABLEOPLOCKFORCECLOSE_PARMNUM),                                                 \
        F_BOOL(SERVER_INFO_##n, sv##n##_enablefcbopens, SV_ENABLEFCBOPENS_PARMNUM),                \
        F_BOOL(SERVER_INFO_##n, sv##n##_enableraw, SV_ENABLERAW_PARMNUM),                          \
        F_BOOL(SERVER_INFO_##n, sv##n##_enablesharednetdrives, SV_ENABLESHAREDNETDRIVES_PARMNUM),  \
        F_U32(SERVER_INFO_##n, sv##n##_minfreeconnections, SV_MINFREECONNECTIONS_PARMNUM),         \
        F_U32(SERVER_INFO_##n, sv##n##_maxfreeconnections, SV_MAXFREECONNECTIONS_PARMNUM)
#define SERVER_599_ROWS(n)                                                                         \
    SERVER_503_ROWS(n), F_U32(SERVER_INFO_##n, sv##n##_initsesstable, SV_INITSESSTABLE_PARMNUM),   \
        F_U32(SERVER_INFO_##n, sv##n##_initconntable, SV_INITCONNTABLE_PARMNUM),                   \
        F_U32(SERVER_INFO_##n, sv##n##_initfiletable, SV_INITFILETABLE_PARMNUM),                   \
        F_U32(SERVER_INFO_##n, sv##n##_initsearchtable, SV_INITSEARCHTABLE_PARMNUM),               \
        F_U32(SERVER_INFO_##n, sv##n##_alertschedule, SV_ALERTSCHEDULE_PARMNUM),                   \
        F_U32(SERVER_INFO_##n, sv##n##_errorthreshold, SV_ERRORTHRESHOLD_PARMNUM),                 \
        F_U32(SERVER_INFO_##n, sv##n##_networkerrorthreshold, SV_NETWORKERRORTHRESHOLD_PARMNUM),   \
        F_U32(SERVER_INFO_##n, sv##n##_diskspacethreshold, SV_DISKSPACETHRESHOLD_PARMNUM),         \
        F_U32(SERVER_INFO_##n, sv##n##_reserved, 0),                                               \
        F_U32(SERVER_INFO_##n, sv##n##_maxlinkdelay, SV_MAXLINKDELAY_PARMNUM),                     \
        F_U32(SERVER_INFO_##n, sv##n##_minlinkthroughput, SV_MINLINKTHROUGHPUT_PARMNUM),           \
        F_U32(SERVER_INFO_##n, sv##n##_linkinfovalidtime, SV_LINKINFOVALIDTIME_PARMNUM),           \
        F_U32(SERVER_INFO_##n, sv##n##_scavqosinfoupdatetime, SV_SCAVQOSINFOUPDATETIME_PARMNUM),   \
        F_U32(SERVER_INFO_##n, sv##n##_maxworkitemidletime, SV_MAXWORKITEMIDLETIME_PARMNUM)

/* The table and the type of a level of these rows. */
#define LEVEL(n, ...)                                                                              \
    static const struct ndr_field server_info_##n[] = { __VA_ARGS__ };                             \
    static const struct ndr_type server_##n = NDR_TYPE(SERVER_INFO_##n, server_info_##n)

static const struct ndr_word capability_words[] = {
    { SRV_SUPPORT_HASH_GENERATION, SRV_SUPPORT_HASH_GENERATION, "support_hash_generation" },
    { SRV_HASH_GENERATION_ACTIVE, SRV_HASH_GENERATION_ACTIVE, "hash_generation_active" },
};
static const struct ndr_view view_capabilities = { NDR_VIEW_FLAGS, capability_words,
                                                   NDR_COUNT(capability_words) };

LEVEL(100, SERVER_100_ROWS(100));
LEVEL(101, SERVER_101_ROWS(101));
LEVEL(102, SERVER_102_ROWS(102));
LEVEL(103, SERVER_102_ROWS(103),
      F_VIEW(SERVER_INFO_103, sv103_capabilities, 0, &view_capabilities));
LEVEL(502, SERVER_502_ROWS(502));
LEVEL(503, SERVER_503_ROWS(503));
LEVEL(599, SERVER_599_ROWS(599));

/* Levels that set one member. [MS-SRVS] 2.2.3.7 carries these; the other published ones are not on
 * the wire. */
LEVEL(1005, F_WSTR(SERVER_INFO_1005, sv1005_comment, SV_COMMENT_PARMNUM, NET_STRING_MAX));
LEVEL(1010, F_I32(SERVER_INFO_1010, sv1010_disc, SV_DISC_PARMNUM));
LEVEL(1016, F_BOOL(SERVER_INFO_1016, sv1016_hidden, SV_HIDDEN_PARMNUM));
LEVEL(1017, F_U32(SERVER_INFO_1017, sv1017_announce, SV_ANNOUNCE_PARMNUM));
LEVEL(1018, F_U32(SERVER_INFO_1018, sv1018_anndelta, SV_ANNDELTA_PARMNUM));
LEVEL(1107, F_VIEW(SERVER_INFO_1107, sv1107_users, SV_USERS_PARMNUM, &view_limit));
LEVEL(1501, F_U32(SERVER_INFO_1501, sv1501_sessopens, SV_SESSOPENS_PARMNUM));
LEVEL(1502, F_U32(SERVER_INFO_1502, sv1502_sessvcs, SV_SESSVCS_PARMNUM));
LEVEL(1503, F_U32(SERVER_INFO_1503, sv1503_opensearch, SV_OPENSEARCH_PARMNUM));
LEVEL(1506, F_U32(SERVER_INFO_1506, sv1506_maxworkitems, SV_MAXWORKITEMS_PARMNUM));
LEVEL(1510, F_U32(SERVER_INFO_1510, sv1510_sessusers, SV_SESSUSERS_PARMNUM));
LEVEL(1511, F_U32(SERVER_INFO_1511, sv1511_sessconns, SV_SESSCONNS_PARMNUM));
LEVEL(1512,
      F_U32(SERVER_INFO_1512, sv1512_maxnonpagedmemoryusage, SV_MAXNONPAGEDMEMORYUSAGE_PARMNUM));
LEVEL(1513, F_U32(SERVER_INFO_1513, sv1513_maxpagedmemoryusage, SV_MAXPAGEDMEMORYUSAGE_PARMNUM));
LEVEL(1514, F_BOOL(SERVER_INFO_1514, sv1514_enablesoftcompat, SV_ENABLESOFTCOMPAT_PARMNUM));
LEVEL(1515, F_BOOL(SERVER_INFO_1515, sv1515_enableforcedlogoff, SV_ENABLEFORCEDLOGOFF_PARMNUM));
LEVEL(1516, F_BOOL(SERVER_INFO_1516, sv1516_timesource, SV_TIMESOURCE_PARMNUM));
LEVEL(1518, F_BOOL(SERVER_INFO_1518, sv1518_lmannounce, SV_LMANNOUNCE_PARMNUM));
LEVEL(1523, F_U32(SERVER_INFO_1523, sv1523_maxkeepsearch, SV_MAXKEEPSEARCH_PARMNUM));
LEVEL(1528, F_U32(SERVER_INFO_1528, sv1528_scavtimeout, SV_SCAVTIMEOUT_PARMNUM));
LEVEL(1529, F_U32(SERVER_INFO_1529, sv1529_minrcvqueue, SV_MINRCVQUEUE_PARMNUM));
LEVEL(1530, F_U32(SERVER_INFO_1530, sv1530_minfreeworkitems, SV_MINFREEWORKITEMS_PARMNUM));
LEVEL(1533, F_U32(SERVER_INFO_1533, sv1533_maxmpxct, SV_MAXMPXCT_PARMNUM));
LEVEL(1534, F_U32(SERVER_INFO_1534, sv1534_oplockbreakwait, SV_OPLOCKBREAKWAIT_PARMNUM));
LEVEL(1535,
      F_U32(SERVER_INFO_1535, sv1535_oplockbreakresponsewait, SV_OPLOCKBREAKRESPONSEWAIT_PARMNUM));
LEVEL(1536, F_BOOL(SERVER_INFO_1536, sv1536_enableoplocks, SV_ENABLEOPLOCKS_PARMNUM));
LEVEL(1538, F_BOOL(SERVER_INFO_1538, sv1538_enablefcbopens, SV_ENABLEFCBOPENS_PARMNUM));
LEVEL(1539, F_BOOL(SERVER_INFO_1539, sv1539_enableraw, SV_ENABLERAW_PARMNUM));
LEVEL(1540,
      F_BOOL(SERVER_INFO_1540, sv1540_enablesharednetdrives, SV_ENABLESHAREDNETDRIVES_PARMNUM));
LEVEL(1541, F_BOOL(SERVER_INFO_1541, sv1541_minfreeconnections, SV_MINFREECONNECTIONS_PARMNUM));
LEVEL(1542, F_BOOL(SERVER_INFO_1542, sv1542_maxfreeconnections, SV_MAXFREECONNECTIONS_PARMNUM));
LEVEL(1543, F_U32(SERVER_INFO_1543, sv1543_initsesstable, SV_INITSESSTABLE_PARMNUM));
LEVEL(1544, F_U32(SERVER_INFO_1544, sv1544_initconntable, SV_INITCONNTABLE_PARMNUM));
LEVEL(1545, F_U32(SERVER_INFO_1545, sv1545_initfiletable, SV_INITFILETABLE_PARMNUM));
LEVEL(1546, F_U32(SERVER_INFO_1546, sv1546_initsearchtable, SV_INITSEARCHTABLE_PARMNUM));
LEVEL(1547, F_U32(SERVER_INFO_1547, sv1547_alertschedule, SV_ALERTSCHEDULE_PARMNUM));
LEVEL(1548, F_U32(SERVER_INFO_1548, sv1548_errorthreshold, SV_ERRORTHRESHOLD_PARMNUM));
LEVEL(1549,
      F_U32(SERVER_INFO_1549, sv1549_networkerrorthreshold, SV_NETWORKERRORTHRESHOLD_PARMNUM));
LEVEL(1550, F_U32(SERVER_INFO_1550, sv1550_diskspacethreshold, SV_DISKSPACETHRESHOLD_PARMNUM));
LEVEL(1552, F_U32(SERVER_INFO_1552, sv1552_maxlinkdelay, SV_MAXLINKDELAY_PARMNUM));
LEVEL(1553, F_U32(SERVER_INFO_1553, sv1553_minlinkthroughput, SV_MINLINKTHROUGHPUT_PARMNUM));
LEVEL(1554, F_U32(SERVER_INFO_1554, sv1554_linkinfovalidtime, SV_LINKINFOVALIDTIME_PARMNUM));
LEVEL(1555,
      F_U32(SERVER_INFO_1555, sv1555_scavqosinfoupdatetime, SV_SCAVQOSINFOUPDATETIME_PARMNUM));
LEVEL(1556, F_U32(SERVER_INFO_1556, sv1556_maxworkitemidletime, SV_MAXWORKITEMIDLETIME_PARMNUM));

#define SET(n)                                                                                     \
    {                                                                                              \
        n, &server_##n, NET_SET                                                                    \
    }
static const struct net_level server_levels[] = {
    { 100, &server_100, NET_GET | NET_ENUM },
    { 101, &server_101, NET_GET | NET_ENUM | NET_SET },
    { 102, &server_102, NET_GET | NET_SET },
    { 103, &server_103, NET_GET },
    { 502, &server_502, NET_GET | NET_SET },
    { 503, &server_503, NET_GET | NET_SET },
    { 599, &server_599, NET_GET | NET_SET },
    SET(1005),
    SET(1010),
    SET(1016),
    SET(1017),
    SET(1018),
    SET(1107),
    SET(1501),
    SET(1502),
    SET(1503),
    SET(1506),
    SET(1510),
    SET(1511),
    SET(1512),
    SET(1513),
    SET(1514),
    SET(1515),
    SET(1516),
    SET(1518),
    SET(1523),
    SET(1528),
    SET(1529),
    SET(1530),
    SET(1533),
    SET(1534),
    SET(1535),
    SET(1536),
    SET(1538),
    SET(1539),
    SET(1540),
    SET(1541),
    SET(1542),
    SET(1543),
    SET(1544),
    SET(1545),
    SET(1546),
    SET(1547),
    SET(1548),
    SET(1549),
    SET(1550),
    SET(1552),
    SET(1553),
    SET(1554),
    SET(1555),
    SET(1556),
};
const struct net_family net_server = NET_FAMILY("server", server_levels);

/* ---- SERVER_TRANSPORT_INFO_*: [MS-SRVS] 2.2.4.93 to 2.2.4.96 ---- */

static const struct ndr_word transport_flag_words[] = {
    { SVTI2_REMAP_PIPE_NAMES, SVTI2_REMAP_PIPE_NAMES, "remap_pipe_names" },
    { SVTI2_SCOPED_NAME, SVTI2_SCOPED_NAME, "scoped_name" },
    { SVTI2_CLUSTER_NAME, SVTI2_CLUSTER_NAME, "cluster_name" },
    { SVTI2_CLUSTER_DNN_NAME, SVTI2_CLUSTER_DNN_NAME, "cluster_dnn_name" },
    { SVTI2_UNICODE_TRANSPORT_ADDRESS, SVTI2_UNICODE_TRANSPORT_ADDRESS,
      "unicode_transport_address" },
};
static const struct ndr_view view_transport_flags = { NDR_VIEW_FLAGS, transport_flag_words,
                                                      NDR_COUNT(transport_flag_words) };

#define TRANSPORT_0_ROWS(n)                                                                        \
    F_U32(SERVER_TRANSPORT_INFO_##n, svti##n##_numberofvcs, 0),                                    \
        F_WSTR(SERVER_TRANSPORT_INFO_##n, svti##n##_transportname, 0, NET_STRING_MAX),             \
        F_BYTES(SERVER_TRANSPORT_INFO_##n, svti##n##_transportaddress,                             \
                svti##n##_transportaddresslength, NET_TRANSPORT_ADDRESS_MAX),                      \
        F_COUNT_OF(SERVER_TRANSPORT_INFO_##n, svti##n##_transportaddresslength),                   \
        F_WSTR(SERVER_TRANSPORT_INFO_##n, svti##n##_networkaddress, 0, NET_STRING_MAX)
#define TRANSPORT_1_ROWS(n)                                                                        \
    TRANSPORT_0_ROWS(n), F_WSTR(SERVER_TRANSPORT_INFO_##n, svti##n##_domain, 0, NET_STRING_MAX)
#define TRANSPORT_2_ROWS(n)                                                                        \
    TRANSPORT_1_ROWS(n),                                                                           \
        F_VIEW(SERVER_TRANSPORT_INFO_##n, svti##n##_flags, 0, &view_transport_flags)

#define TRANSPORT(n, ...)                                                                          \
    static const struct ndr_field server_transport_info_##n[] = { __VA_ARGS__ };                   \
    static const struct ndr_type transport_##n =                                                   \
        NDR_TYPE(SERVER_TRANSPORT_INFO_##n, server_transport_info_##n)
#define TRANSPORT_PASSWORD_SIZE sizeof(((SERVER_TRANSPORT_INFO_3 *)0)->svti3_password)
TRANSPORT(1, TRANSPORT_1_ROWS(1));
TRANSPORT(2, TRANSPORT_2_ROWS(2));
TRANSPORT(3, TRANSPORT_2_ROWS(3),
          F_USED_OF(SERVER_TRANSPORT_INFO_3, svti3_passwordlength, 0, TRANSPORT_PASSWORD_SIZE),
          F_INLINE_SECRET(SERVER_TRANSPORT_INFO_3, svti3_password, TRANSPORT_PASSWORD_SIZE));
static const struct ndr_field server_transport_info_0[] = { TRANSPORT_0_ROWS(0) };
const struct ndr_type server_transport_0 =
    NDR_TYPE(SERVER_TRANSPORT_INFO_0, server_transport_info_0);

#define TRANSPORT_USES (NET_ENUM | NET_ADD | NET_DEL)
static const struct net_level transport_levels[] = {
    { 0, &server_transport_0, TRANSPORT_USES },
    { 1, &transport_1, TRANSPORT_USES },
    { 2, &transport_2, TRANSPORT_USES },
    { 3, &transport_3, TRANSPORT_USES },
};
const struct net_family net_server_transport = NET_FAMILY("server transport", transport_levels);

/* ---- SERVER_ALIAS_INFO_0: [MS-SRVS] 2.2.4.102 ---- */

static const struct ndr_field server_alias_info_0[] = {
    F_WSTR(SERVER_ALIAS_INFO_0, srvai0_alias, 0, NET_STRING_MAX),
    F_WSTR(SERVER_ALIAS_INFO_0, srvai0_target, 0, NET_STRING_MAX),
    F_BOOLEAN(SERVER_ALIAS_INFO_0, srvai0_default, 0),
    F_U32(SERVER_ALIAS_INFO_0, srvai0_reserved, 0),
};
static const struct ndr_type alias_0 = NDR_TYPE(SERVER_ALIAS_INFO_0, server_alias_info_0);

static const struct net_level alias_levels[] = {
    { 0, &alias_0, NET_ENUM | NET_ADD | NET_DEL },
};
const struct net_family net_server_alias = NET_FAMILY("server alias", alias_levels);

/* ---- DISK_INFO: [MS-SRVS] 2.2.4.92. It has no published structure: three characters. ---- */

static const struct ndr_field disk_info[] = {
    F_WCHARS(struct disk_info, disk_name, DISK_NAME_CHARS),
};
const struct ndr_type server_disk = NDR_TYPE(struct disk_info, disk_info);
static const struct net_level disk_levels[] = {
    { 0, &server_disk, NET_ENUM },
};
const struct net_family net_server_disk = NET_FAMILY("disk", disk_levels);
