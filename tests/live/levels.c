/* SPDX-License-Identifier: MIT */
#include "levels.h"

#include <lm.h>

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <uchar.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* clang-format off */
/* The type of a member decides how it is written and read. */
#define KIND_OF(x) \
    _Generic((x), DWORD: UNSIGNED, LONG: SIGNED, BOOLEAN: SMALL, LMSTR: STRING)
#define M(T, m) { #m, KIND_OF(((T *)0)->m), offsetof(T, m), 0 }
#define SIZED_BY(T, m, s) { #m, SIZED, offsetof(T, m), offsetof(T, s) }
#define SID(T, m) { #m, SID_OF, offsetof(T, m), 0 }
#define HOURS(T, m) { #m, HOURS_OF, offsetof(T, m), 0 }
#define LEVEL(family, n, T, members) { family, n, sizeof(T), members, COUNT(members) }
/* clang-format on */

static const struct member server_100[] = {
    M(SERVER_INFO_100, sv100_platform_id),
    M(SERVER_INFO_100, sv100_name),
};
static const struct member server_101[] = {
    M(SERVER_INFO_101, sv101_platform_id),   M(SERVER_INFO_101, sv101_name),
    M(SERVER_INFO_101, sv101_version_major), M(SERVER_INFO_101, sv101_version_minor),
    M(SERVER_INFO_101, sv101_type),          M(SERVER_INFO_101, sv101_comment),
};
static const struct member server_102[] = {
    M(SERVER_INFO_102, sv102_platform_id),   M(SERVER_INFO_102, sv102_name),
    M(SERVER_INFO_102, sv102_version_major), M(SERVER_INFO_102, sv102_version_minor),
    M(SERVER_INFO_102, sv102_type),          M(SERVER_INFO_102, sv102_comment),
    M(SERVER_INFO_102, sv102_users),         M(SERVER_INFO_102, sv102_disc),
    M(SERVER_INFO_102, sv102_hidden),        M(SERVER_INFO_102, sv102_announce),
    M(SERVER_INFO_102, sv102_anndelta),      M(SERVER_INFO_102, sv102_licenses),
    M(SERVER_INFO_102, sv102_userpath),
};
static const struct member share_0[] = {
    M(SHARE_INFO_0, shi0_netname),
};
static const struct member share_1[] = {
    M(SHARE_INFO_1, shi1_netname),
    M(SHARE_INFO_1, shi1_type),
    M(SHARE_INFO_1, shi1_remark),
};
static const struct member share_2[] = {
    M(SHARE_INFO_2, shi2_netname),  M(SHARE_INFO_2, shi2_type),
    M(SHARE_INFO_2, shi2_remark),   M(SHARE_INFO_2, shi2_permissions),
    M(SHARE_INFO_2, shi2_max_uses), M(SHARE_INFO_2, shi2_current_uses),
    M(SHARE_INFO_2, shi2_path),     M(SHARE_INFO_2, shi2_passwd),
};
static const struct member share_501[] = {
    M(SHARE_INFO_501, shi501_netname),
    M(SHARE_INFO_501, shi501_type),
    M(SHARE_INFO_501, shi501_remark),
    M(SHARE_INFO_501, shi501_flags),
};
static const struct member share_502[] = {
    M(SHARE_INFO_502, shi502_netname),
    M(SHARE_INFO_502, shi502_type),
    M(SHARE_INFO_502, shi502_remark),
    M(SHARE_INFO_502, shi502_permissions),
    M(SHARE_INFO_502, shi502_max_uses),
    M(SHARE_INFO_502, shi502_current_uses),
    M(SHARE_INFO_502, shi502_path),
    M(SHARE_INFO_502, shi502_passwd),
    M(SHARE_INFO_502, shi502_reserved),
    SIZED_BY(SHARE_INFO_502, shi502_security_descriptor, shi502_reserved),
};
static const struct member tod[] = {
    M(TIME_OF_DAY_INFO, tod_elapsedt), M(TIME_OF_DAY_INFO, tod_msecs),
    M(TIME_OF_DAY_INFO, tod_hours),    M(TIME_OF_DAY_INFO, tod_mins),
    M(TIME_OF_DAY_INFO, tod_secs),     M(TIME_OF_DAY_INFO, tod_hunds),
    M(TIME_OF_DAY_INFO, tod_timezone), M(TIME_OF_DAY_INFO, tod_tinterval),
    M(TIME_OF_DAY_INFO, tod_day),      M(TIME_OF_DAY_INFO, tod_month),
    M(TIME_OF_DAY_INFO, tod_year),     M(TIME_OF_DAY_INFO, tod_weekday),
};
static const struct member wksta_100[] = {
    M(WKSTA_INFO_100, wki100_platform_id), M(WKSTA_INFO_100, wki100_computername),
    M(WKSTA_INFO_100, wki100_langroup),    M(WKSTA_INFO_100, wki100_ver_major),
    M(WKSTA_INFO_100, wki100_ver_minor),
};
static const struct member wksta_101[] = {
    M(WKSTA_INFO_101, wki101_platform_id), M(WKSTA_INFO_101, wki101_computername),
    M(WKSTA_INFO_101, wki101_langroup),    M(WKSTA_INFO_101, wki101_ver_major),
    M(WKSTA_INFO_101, wki101_ver_minor),   M(WKSTA_INFO_101, wki101_lanroot),
};
static const struct member wksta_102[] = {
    M(WKSTA_INFO_102, wki102_platform_id),     M(WKSTA_INFO_102, wki102_computername),
    M(WKSTA_INFO_102, wki102_langroup),        M(WKSTA_INFO_102, wki102_ver_major),
    M(WKSTA_INFO_102, wki102_ver_minor),       M(WKSTA_INFO_102, wki102_lanroot),
    M(WKSTA_INFO_102, wki102_logged_on_users),
};

static const struct member wksta_user_0[] = {
    M(WKSTA_USER_INFO_0, wkui0_username),
};
static const struct member wksta_user_1[] = {
    M(WKSTA_USER_INFO_1, wkui1_username),
    M(WKSTA_USER_INFO_1, wkui1_logon_domain),
    M(WKSTA_USER_INFO_1, wkui1_oth_domains),
    M(WKSTA_USER_INFO_1, wkui1_logon_server),
};
static const struct member wksta_transport_0[] = {
    M(WKSTA_TRANSPORT_INFO_0, wkti0_quality_of_service),
    M(WKSTA_TRANSPORT_INFO_0, wkti0_number_of_vcs),
    M(WKSTA_TRANSPORT_INFO_0, wkti0_transport_name),
    M(WKSTA_TRANSPORT_INFO_0, wkti0_transport_address),
    M(WKSTA_TRANSPORT_INFO_0, wkti0_wan_ish),
};
static const struct member session_0[] = {
    M(SESSION_INFO_0, sesi0_cname),
};
static const struct member session_1[] = {
    M(SESSION_INFO_1, sesi1_cname),     M(SESSION_INFO_1, sesi1_username),
    M(SESSION_INFO_1, sesi1_num_opens), M(SESSION_INFO_1, sesi1_time),
    M(SESSION_INFO_1, sesi1_idle_time), M(SESSION_INFO_1, sesi1_user_flags),
};
static const struct member session_2[] = {
    M(SESSION_INFO_2, sesi2_cname),       M(SESSION_INFO_2, sesi2_username),
    M(SESSION_INFO_2, sesi2_num_opens),   M(SESSION_INFO_2, sesi2_time),
    M(SESSION_INFO_2, sesi2_idle_time),   M(SESSION_INFO_2, sesi2_user_flags),
    M(SESSION_INFO_2, sesi2_cltype_name),
};
static const struct member session_10[] = {
    M(SESSION_INFO_10, sesi10_cname),
    M(SESSION_INFO_10, sesi10_username),
    M(SESSION_INFO_10, sesi10_time),
    M(SESSION_INFO_10, sesi10_idle_time),
};
static const struct member session_502[] = {
    M(SESSION_INFO_502, sesi502_cname),       M(SESSION_INFO_502, sesi502_username),
    M(SESSION_INFO_502, sesi502_num_opens),   M(SESSION_INFO_502, sesi502_time),
    M(SESSION_INFO_502, sesi502_idle_time),   M(SESSION_INFO_502, sesi502_user_flags),
    M(SESSION_INFO_502, sesi502_cltype_name), M(SESSION_INFO_502, sesi502_transport),
};
static const struct member file_2[] = {
    M(FILE_INFO_2, fi2_id),
};
static const struct member file_3[] = {
    M(FILE_INFO_3, fi3_id),       M(FILE_INFO_3, fi3_permissions), M(FILE_INFO_3, fi3_num_locks),
    M(FILE_INFO_3, fi3_pathname), M(FILE_INFO_3, fi3_username),
};
static const struct member connection_0[] = {
    M(CONNECTION_INFO_0, coni0_id),
};
static const struct member connection_1[] = {
    M(CONNECTION_INFO_1, coni1_id),        M(CONNECTION_INFO_1, coni1_type),
    M(CONNECTION_INFO_1, coni1_num_opens), M(CONNECTION_INFO_1, coni1_num_users),
    M(CONNECTION_INFO_1, coni1_time),      M(CONNECTION_INFO_1, coni1_username),
    M(CONNECTION_INFO_1, coni1_netname),
};

static const struct member server_103[] = {
    M(SERVER_INFO_103, sv103_platform_id),   M(SERVER_INFO_103, sv103_name),
    M(SERVER_INFO_103, sv103_version_major), M(SERVER_INFO_103, sv103_version_minor),
    M(SERVER_INFO_103, sv103_type),          M(SERVER_INFO_103, sv103_comment),
    M(SERVER_INFO_103, sv103_users),         M(SERVER_INFO_103, sv103_disc),
    M(SERVER_INFO_103, sv103_hidden),        M(SERVER_INFO_103, sv103_announce),
    M(SERVER_INFO_103, sv103_anndelta),      M(SERVER_INFO_103, sv103_licenses),
    M(SERVER_INFO_103, sv103_userpath),      M(SERVER_INFO_103, sv103_capabilities),
};
static const struct member server_502[] = {
    M(SERVER_INFO_502, sv502_sessopens),
    M(SERVER_INFO_502, sv502_sessvcs),
    M(SERVER_INFO_502, sv502_opensearch),
    M(SERVER_INFO_502, sv502_sizreqbuf),
    M(SERVER_INFO_502, sv502_initworkitems),
    M(SERVER_INFO_502, sv502_maxworkitems),
    M(SERVER_INFO_502, sv502_rawworkitems),
    M(SERVER_INFO_502, sv502_irpstacksize),
    M(SERVER_INFO_502, sv502_maxrawbuflen),
    M(SERVER_INFO_502, sv502_sessusers),
    M(SERVER_INFO_502, sv502_sessconns),
    M(SERVER_INFO_502, sv502_maxpagedmemoryusage),
    M(SERVER_INFO_502, sv502_maxnonpagedmemoryusage),
    M(SERVER_INFO_502, sv502_enablesoftcompat),
    M(SERVER_INFO_502, sv502_enableforcedlogoff),
    M(SERVER_INFO_502, sv502_timesource),
    M(SERVER_INFO_502, sv502_acceptdownlevelapis),
    M(SERVER_INFO_502, sv502_lmannounce),
};
static const struct member server_503[] = {
    M(SERVER_INFO_503, sv503_sessopens),
    M(SERVER_INFO_503, sv503_sessvcs),
    M(SERVER_INFO_503, sv503_opensearch),
    M(SERVER_INFO_503, sv503_sizreqbuf),
    M(SERVER_INFO_503, sv503_initworkitems),
    M(SERVER_INFO_503, sv503_maxworkitems),
    M(SERVER_INFO_503, sv503_rawworkitems),
    M(SERVER_INFO_503, sv503_irpstacksize),
    M(SERVER_INFO_503, sv503_maxrawbuflen),
    M(SERVER_INFO_503, sv503_sessusers),
    M(SERVER_INFO_503, sv503_sessconns),
    M(SERVER_INFO_503, sv503_maxpagedmemoryusage),
    M(SERVER_INFO_503, sv503_maxnonpagedmemoryusage),
    M(SERVER_INFO_503, sv503_enablesoftcompat),
    M(SERVER_INFO_503, sv503_enableforcedlogoff),
    M(SERVER_INFO_503, sv503_timesource),
    M(SERVER_INFO_503, sv503_acceptdownlevelapis),
    M(SERVER_INFO_503, sv503_lmannounce),
    M(SERVER_INFO_503, sv503_domain),
    M(SERVER_INFO_503, sv503_maxcopyreadlen),
    M(SERVER_INFO_503, sv503_maxcopywritelen),
    M(SERVER_INFO_503, sv503_minkeepsearch),
    M(SERVER_INFO_503, sv503_maxkeepsearch),
    M(SERVER_INFO_503, sv503_minkeepcomplsearch),
    M(SERVER_INFO_503, sv503_maxkeepcomplsearch),
    M(SERVER_INFO_503, sv503_threadcountadd),
    M(SERVER_INFO_503, sv503_numblockthreads),
    M(SERVER_INFO_503, sv503_scavtimeout),
    M(SERVER_INFO_503, sv503_minrcvqueue),
    M(SERVER_INFO_503, sv503_minfreeworkitems),
    M(SERVER_INFO_503, sv503_xactmemsize),
    M(SERVER_INFO_503, sv503_threadpriority),
    M(SERVER_INFO_503, sv503_maxmpxct),
    M(SERVER_INFO_503, sv503_oplockbreakwait),
    M(SERVER_INFO_503, sv503_oplockbreakresponsewait),
    M(SERVER_INFO_503, sv503_enableoplocks),
    M(SERVER_INFO_503, sv503_enableoplockforceclose),
    M(SERVER_INFO_503, sv503_enablefcbopens),
    M(SERVER_INFO_503, sv503_enableraw),
    M(SERVER_INFO_503, sv503_enablesharednetdrives),
    M(SERVER_INFO_503, sv503_minfreeconnections),
    M(SERVER_INFO_503, sv503_maxfreeconnections),
};
static const struct member server_599[] = {
    M(SERVER_INFO_599, sv599_sessopens),
    M(SERVER_INFO_599, sv599_sessvcs),
    M(SERVER_INFO_599, sv599_opensearch),
    M(SERVER_INFO_599, sv599_sizreqbuf),
    M(SERVER_INFO_599, sv599_initworkitems),
    M(SERVER_INFO_599, sv599_maxworkitems),
    M(SERVER_INFO_599, sv599_rawworkitems),
    M(SERVER_INFO_599, sv599_irpstacksize),
    M(SERVER_INFO_599, sv599_maxrawbuflen),
    M(SERVER_INFO_599, sv599_sessusers),
    M(SERVER_INFO_599, sv599_sessconns),
    M(SERVER_INFO_599, sv599_maxpagedmemoryusage),
    M(SERVER_INFO_599, sv599_maxnonpagedmemoryusage),
    M(SERVER_INFO_599, sv599_enablesoftcompat),
    M(SERVER_INFO_599, sv599_enableforcedlogoff),
    M(SERVER_INFO_599, sv599_timesource),
    M(SERVER_INFO_599, sv599_acceptdownlevelapis),
    M(SERVER_INFO_599, sv599_lmannounce),
    M(SERVER_INFO_599, sv599_domain),
    M(SERVER_INFO_599, sv599_maxcopyreadlen),
    M(SERVER_INFO_599, sv599_maxcopywritelen),
    M(SERVER_INFO_599, sv599_minkeepsearch),
    M(SERVER_INFO_599, sv599_maxkeepsearch),
    M(SERVER_INFO_599, sv599_minkeepcomplsearch),
    M(SERVER_INFO_599, sv599_maxkeepcomplsearch),
    M(SERVER_INFO_599, sv599_threadcountadd),
    M(SERVER_INFO_599, sv599_numblockthreads),
    M(SERVER_INFO_599, sv599_scavtimeout),
    M(SERVER_INFO_599, sv599_minrcvqueue),
    M(SERVER_INFO_599, sv599_minfreeworkitems),
    M(SERVER_INFO_599, sv599_xactmemsize),
    M(SERVER_INFO_599, sv599_threadpriority),
    M(SERVER_INFO_599, sv599_maxmpxct),
    M(SERVER_INFO_599, sv599_oplockbreakwait),
    M(SERVER_INFO_599, sv599_oplockbreakresponsewait),
    M(SERVER_INFO_599, sv599_enableoplocks),
    M(SERVER_INFO_599, sv599_enableoplockforceclose),
    M(SERVER_INFO_599, sv599_enablefcbopens),
    M(SERVER_INFO_599, sv599_enableraw),
    M(SERVER_INFO_599, sv599_enablesharednetdrives),
    M(SERVER_INFO_599, sv599_minfreeconnections),
    M(SERVER_INFO_599, sv599_maxfreeconnections),
    M(SERVER_INFO_599, sv599_initsesstable),
    M(SERVER_INFO_599, sv599_initconntable),
    M(SERVER_INFO_599, sv599_initfiletable),
    M(SERVER_INFO_599, sv599_initsearchtable),
    M(SERVER_INFO_599, sv599_alertschedule),
    M(SERVER_INFO_599, sv599_errorthreshold),
    M(SERVER_INFO_599, sv599_networkerrorthreshold),
    M(SERVER_INFO_599, sv599_diskspacethreshold),
    M(SERVER_INFO_599, sv599_reserved),
    M(SERVER_INFO_599, sv599_maxlinkdelay),
    M(SERVER_INFO_599, sv599_minlinkthroughput),
    M(SERVER_INFO_599, sv599_linkinfovalidtime),
    M(SERVER_INFO_599, sv599_scavqosinfoupdatetime),
    M(SERVER_INFO_599, sv599_maxworkitemidletime),
};
static const struct member server_1005[] = {
    M(SERVER_INFO_1005, sv1005_comment),
};
static const struct member server_1010[] = {
    M(SERVER_INFO_1010, sv1010_disc),
};
static const struct member server_1016[] = {
    M(SERVER_INFO_1016, sv1016_hidden),
};
static const struct member server_1017[] = {
    M(SERVER_INFO_1017, sv1017_announce),
};
static const struct member server_1018[] = {
    M(SERVER_INFO_1018, sv1018_anndelta),
};
static const struct member server_1107[] = {
    M(SERVER_INFO_1107, sv1107_users),
};
static const struct member server_1501[] = {
    M(SERVER_INFO_1501, sv1501_sessopens),
};
static const struct member server_1510[] = {
    M(SERVER_INFO_1510, sv1510_sessusers),
};
static const struct member server_1556[] = {
    M(SERVER_INFO_1556, sv1556_maxworkitemidletime),
};
static const struct member share_503[] = {
    M(SHARE_INFO_503, shi503_netname),
    M(SHARE_INFO_503, shi503_type),
    M(SHARE_INFO_503, shi503_remark),
    M(SHARE_INFO_503, shi503_permissions),
    M(SHARE_INFO_503, shi503_max_uses),
    M(SHARE_INFO_503, shi503_current_uses),
    M(SHARE_INFO_503, shi503_path),
    M(SHARE_INFO_503, shi503_passwd),
    M(SHARE_INFO_503, shi503_servername),
    M(SHARE_INFO_503, shi503_reserved),
    SIZED_BY(SHARE_INFO_503, shi503_security_descriptor, shi503_reserved),
};
static const struct member share_1004[] = {
    M(SHARE_INFO_1004, shi1004_remark),
};
static const struct member share_1005[] = {
    M(SHARE_INFO_1005, shi1005_flags),
};
static const struct member share_1006[] = {
    M(SHARE_INFO_1006, shi1006_max_uses),
};
static const struct member share_1501[] = {
    M(SHARE_INFO_1501, shi1501_reserved),
    SIZED_BY(SHARE_INFO_1501, shi1501_security_descriptor, shi1501_reserved),
};
static const struct member wksta_502[] = {
    M(WKSTA_INFO_502, wki502_char_wait),
    M(WKSTA_INFO_502, wki502_collection_time),
    M(WKSTA_INFO_502, wki502_maximum_collection_count),
    M(WKSTA_INFO_502, wki502_keep_conn),
    M(WKSTA_INFO_502, wki502_max_cmds),
    M(WKSTA_INFO_502, wki502_sess_timeout),
    M(WKSTA_INFO_502, wki502_siz_char_buf),
    M(WKSTA_INFO_502, wki502_max_threads),
    M(WKSTA_INFO_502, wki502_lock_quota),
    M(WKSTA_INFO_502, wki502_lock_increment),
    M(WKSTA_INFO_502, wki502_lock_maximum),
    M(WKSTA_INFO_502, wki502_pipe_increment),
    M(WKSTA_INFO_502, wki502_pipe_maximum),
    M(WKSTA_INFO_502, wki502_cache_file_timeout),
    M(WKSTA_INFO_502, wki502_dormant_file_limit),
    M(WKSTA_INFO_502, wki502_read_ahead_throughput),
    M(WKSTA_INFO_502, wki502_num_mailslot_buffers),
    M(WKSTA_INFO_502, wki502_num_srv_announce_buffers),
    M(WKSTA_INFO_502, wki502_max_illegal_datagram_events),
    M(WKSTA_INFO_502, wki502_illegal_datagram_event_reset_frequency),
    M(WKSTA_INFO_502, wki502_log_election_packets),
    M(WKSTA_INFO_502, wki502_use_opportunistic_locking),
    M(WKSTA_INFO_502, wki502_use_unlock_behind),
    M(WKSTA_INFO_502, wki502_use_close_behind),
    M(WKSTA_INFO_502, wki502_buf_named_pipes),
    M(WKSTA_INFO_502, wki502_use_lock_read_unlock),
    M(WKSTA_INFO_502, wki502_utilize_nt_caching),
    M(WKSTA_INFO_502, wki502_use_raw_read),
    M(WKSTA_INFO_502, wki502_use_raw_write),
    M(WKSTA_INFO_502, wki502_use_write_raw_data),
    M(WKSTA_INFO_502, wki502_use_encryption),
    M(WKSTA_INFO_502, wki502_buf_files_deny_write),
    M(WKSTA_INFO_502, wki502_buf_read_only_files),
    M(WKSTA_INFO_502, wki502_force_core_create_mode),
    M(WKSTA_INFO_502, wki502_use_512_byte_max_transfer),
};
static const struct member wksta_1013[] = {
    M(WKSTA_INFO_1013, wki1013_keep_conn),
};
static const struct member wksta_1018[] = {
    M(WKSTA_INFO_1018, wki1018_sess_timeout),
};
static const struct member wksta_1046[] = {
    M(WKSTA_INFO_1046, wki1046_dormant_file_limit),
};
static const struct member server_transport_0[] = {
    M(SERVER_TRANSPORT_INFO_0, svti0_numberofvcs),
    M(SERVER_TRANSPORT_INFO_0, svti0_transportname),
    SIZED_BY(SERVER_TRANSPORT_INFO_0, svti0_transportaddress, svti0_transportaddresslength),
    M(SERVER_TRANSPORT_INFO_0, svti0_transportaddresslength),
    M(SERVER_TRANSPORT_INFO_0, svti0_networkaddress),
};
static const struct member server_transport_1[] = {
    M(SERVER_TRANSPORT_INFO_1, svti1_numberofvcs),
    M(SERVER_TRANSPORT_INFO_1, svti1_transportname),
    SIZED_BY(SERVER_TRANSPORT_INFO_1, svti1_transportaddress, svti1_transportaddresslength),
    M(SERVER_TRANSPORT_INFO_1, svti1_transportaddresslength),
    M(SERVER_TRANSPORT_INFO_1, svti1_networkaddress),
    M(SERVER_TRANSPORT_INFO_1, svti1_domain),
};
static const struct member server_transport_2[] = {
    M(SERVER_TRANSPORT_INFO_2, svti2_numberofvcs),
    M(SERVER_TRANSPORT_INFO_2, svti2_transportname),
    SIZED_BY(SERVER_TRANSPORT_INFO_2, svti2_transportaddress, svti2_transportaddresslength),
    M(SERVER_TRANSPORT_INFO_2, svti2_transportaddresslength),
    M(SERVER_TRANSPORT_INFO_2, svti2_networkaddress),
    M(SERVER_TRANSPORT_INFO_2, svti2_domain),
    M(SERVER_TRANSPORT_INFO_2, svti2_flags),
};
static const struct member server_transport_3[] = {
    M(SERVER_TRANSPORT_INFO_3, svti3_numberofvcs),
    M(SERVER_TRANSPORT_INFO_3, svti3_transportname),
    SIZED_BY(SERVER_TRANSPORT_INFO_3, svti3_transportaddress, svti3_transportaddresslength),
    M(SERVER_TRANSPORT_INFO_3, svti3_transportaddresslength),
    M(SERVER_TRANSPORT_INFO_3, svti3_networkaddress),
    M(SERVER_TRANSPORT_INFO_3, svti3_domain),
    M(SERVER_TRANSPORT_INFO_3, svti3_flags),
    M(SERVER_TRANSPORT_INFO_3, svti3_passwordlength),
};
static const struct member server_alias_0[] = {
    M(SERVER_ALIAS_INFO_0, srvai0_alias),
    M(SERVER_ALIAS_INFO_0, srvai0_target),
    M(SERVER_ALIAS_INFO_0, srvai0_default),
    M(SERVER_ALIAS_INFO_0, srvai0_reserved),
};
/* An array of names, without a published type. */
struct disk {
    WCHAR disk_name[3];
};
static const struct member server_disk[] = {
    { "disk_name", CHARS, 0, 0 },
};

static const struct member user_0[] = {
    M(USER_INFO_0, usri0_name),
};
static const struct member user_1[] = {
    M(USER_INFO_1, usri1_name),         M(USER_INFO_1, usri1_password),
    M(USER_INFO_1, usri1_password_age), M(USER_INFO_1, usri1_priv),
    M(USER_INFO_1, usri1_home_dir),     M(USER_INFO_1, usri1_comment),
    M(USER_INFO_1, usri1_flags),        M(USER_INFO_1, usri1_script_path),
};
static const struct member user_2[] = {
    M(USER_INFO_2, usri2_name),
    M(USER_INFO_2, usri2_password),
    M(USER_INFO_2, usri2_password_age),
    M(USER_INFO_2, usri2_priv),
    M(USER_INFO_2, usri2_home_dir),
    M(USER_INFO_2, usri2_comment),
    M(USER_INFO_2, usri2_flags),
    M(USER_INFO_2, usri2_script_path),
    M(USER_INFO_2, usri2_auth_flags),
    M(USER_INFO_2, usri2_full_name),
    M(USER_INFO_2, usri2_usr_comment),
    M(USER_INFO_2, usri2_parms),
    M(USER_INFO_2, usri2_workstations),
    M(USER_INFO_2, usri2_last_logon),
    M(USER_INFO_2, usri2_last_logoff),
    M(USER_INFO_2, usri2_acct_expires),
    M(USER_INFO_2, usri2_max_storage),
    M(USER_INFO_2, usri2_units_per_week),
    HOURS(USER_INFO_2, usri2_logon_hours),
    M(USER_INFO_2, usri2_bad_pw_count),
    M(USER_INFO_2, usri2_num_logons),
    M(USER_INFO_2, usri2_logon_server),
    M(USER_INFO_2, usri2_country_code),
    M(USER_INFO_2, usri2_code_page),
};
static const struct member user_3[] = {
    M(USER_INFO_3, usri3_name),
    M(USER_INFO_3, usri3_password),
    M(USER_INFO_3, usri3_password_age),
    M(USER_INFO_3, usri3_priv),
    M(USER_INFO_3, usri3_home_dir),
    M(USER_INFO_3, usri3_comment),
    M(USER_INFO_3, usri3_flags),
    M(USER_INFO_3, usri3_script_path),
    M(USER_INFO_3, usri3_auth_flags),
    M(USER_INFO_3, usri3_full_name),
    M(USER_INFO_3, usri3_usr_comment),
    M(USER_INFO_3, usri3_parms),
    M(USER_INFO_3, usri3_workstations),
    M(USER_INFO_3, usri3_last_logon),
    M(USER_INFO_3, usri3_last_logoff),
    M(USER_INFO_3, usri3_acct_expires),
    M(USER_INFO_3, usri3_max_storage),
    M(USER_INFO_3, usri3_units_per_week),
    HOURS(USER_INFO_3, usri3_logon_hours),
    M(USER_INFO_3, usri3_bad_pw_count),
    M(USER_INFO_3, usri3_num_logons),
    M(USER_INFO_3, usri3_logon_server),
    M(USER_INFO_3, usri3_country_code),
    M(USER_INFO_3, usri3_code_page),
    M(USER_INFO_3, usri3_user_id),
    M(USER_INFO_3, usri3_primary_group_id),
    M(USER_INFO_3, usri3_profile),
    M(USER_INFO_3, usri3_home_dir_drive),
    M(USER_INFO_3, usri3_password_expired),
};
static const struct member user_4[] = {
    M(USER_INFO_4, usri4_name),
    M(USER_INFO_4, usri4_password),
    M(USER_INFO_4, usri4_password_age),
    M(USER_INFO_4, usri4_priv),
    M(USER_INFO_4, usri4_home_dir),
    M(USER_INFO_4, usri4_comment),
    M(USER_INFO_4, usri4_flags),
    M(USER_INFO_4, usri4_script_path),
    M(USER_INFO_4, usri4_auth_flags),
    M(USER_INFO_4, usri4_full_name),
    M(USER_INFO_4, usri4_usr_comment),
    M(USER_INFO_4, usri4_parms),
    M(USER_INFO_4, usri4_workstations),
    M(USER_INFO_4, usri4_last_logon),
    M(USER_INFO_4, usri4_last_logoff),
    M(USER_INFO_4, usri4_acct_expires),
    M(USER_INFO_4, usri4_max_storage),
    M(USER_INFO_4, usri4_units_per_week),
    HOURS(USER_INFO_4, usri4_logon_hours),
    M(USER_INFO_4, usri4_bad_pw_count),
    M(USER_INFO_4, usri4_num_logons),
    M(USER_INFO_4, usri4_logon_server),
    M(USER_INFO_4, usri4_country_code),
    M(USER_INFO_4, usri4_code_page),
    SID(USER_INFO_4, usri4_user_sid),
    M(USER_INFO_4, usri4_primary_group_id),
    M(USER_INFO_4, usri4_profile),
    M(USER_INFO_4, usri4_home_dir_drive),
    M(USER_INFO_4, usri4_password_expired),
};
static const struct member user_10[] = {
    M(USER_INFO_10, usri10_name),
    M(USER_INFO_10, usri10_comment),
    M(USER_INFO_10, usri10_usr_comment),
    M(USER_INFO_10, usri10_full_name),
};
static const struct member user_11[] = {
    M(USER_INFO_11, usri11_name),
    M(USER_INFO_11, usri11_comment),
    M(USER_INFO_11, usri11_usr_comment),
    M(USER_INFO_11, usri11_full_name),
    M(USER_INFO_11, usri11_priv),
    M(USER_INFO_11, usri11_auth_flags),
    M(USER_INFO_11, usri11_password_age),
    M(USER_INFO_11, usri11_home_dir),
    M(USER_INFO_11, usri11_parms),
    M(USER_INFO_11, usri11_last_logon),
    M(USER_INFO_11, usri11_last_logoff),
    M(USER_INFO_11, usri11_bad_pw_count),
    M(USER_INFO_11, usri11_num_logons),
    M(USER_INFO_11, usri11_logon_server),
    M(USER_INFO_11, usri11_country_code),
    M(USER_INFO_11, usri11_workstations),
    M(USER_INFO_11, usri11_max_storage),
    M(USER_INFO_11, usri11_units_per_week),
    HOURS(USER_INFO_11, usri11_logon_hours),
    M(USER_INFO_11, usri11_code_page),
};
static const struct member user_20[] = {
    M(USER_INFO_20, usri20_name),    M(USER_INFO_20, usri20_full_name),
    M(USER_INFO_20, usri20_comment), M(USER_INFO_20, usri20_flags),
    M(USER_INFO_20, usri20_user_id),
};
static const struct member user_23[] = {
    M(USER_INFO_23, usri23_name),       M(USER_INFO_23, usri23_full_name),
    M(USER_INFO_23, usri23_comment),    M(USER_INFO_23, usri23_flags),
    SID(USER_INFO_23, usri23_user_sid),
};
static const struct member user_1003[] = {
    M(USER_INFO_1003, usri1003_password),
};
static const struct member user_1005[] = {
    M(USER_INFO_1005, usri1005_priv),
};
static const struct member user_1006[] = {
    M(USER_INFO_1006, usri1006_home_dir),
};
static const struct member user_1007[] = {
    M(USER_INFO_1007, usri1007_comment),
};
static const struct member user_1008[] = {
    M(USER_INFO_1008, usri1008_flags),
};
static const struct member user_1009[] = {
    M(USER_INFO_1009, usri1009_script_path),
};
static const struct member user_1010[] = {
    M(USER_INFO_1010, usri1010_auth_flags),
};
static const struct member user_1011[] = {
    M(USER_INFO_1011, usri1011_full_name),
};
static const struct member user_1012[] = {
    M(USER_INFO_1012, usri1012_usr_comment),
};
static const struct member user_1013[] = {
    M(USER_INFO_1013, usri1013_parms),
};
static const struct member user_1014[] = {
    M(USER_INFO_1014, usri1014_workstations),
};
static const struct member user_1017[] = {
    M(USER_INFO_1017, usri1017_acct_expires),
};
static const struct member user_1018[] = {
    M(USER_INFO_1018, usri1018_max_storage),
};
static const struct member user_1020[] = {
    M(USER_INFO_1020, usri1020_units_per_week),
    HOURS(USER_INFO_1020, usri1020_logon_hours),
};
static const struct member user_1023[] = {
    M(USER_INFO_1023, usri1023_logon_server),
};
static const struct member user_1024[] = {
    M(USER_INFO_1024, usri1024_country_code),
};
static const struct member user_1025[] = {
    M(USER_INFO_1025, usri1025_code_page),
};
static const struct member user_1051[] = {
    M(USER_INFO_1051, usri1051_primary_group_id),
};
static const struct member user_1052[] = {
    M(USER_INFO_1052, usri1052_profile),
};
static const struct member user_1053[] = {
    M(USER_INFO_1053, usri1053_home_dir_drive),
};
static const struct member modals_0[] = {
    M(USER_MODALS_INFO_0, usrmod0_min_passwd_len),    M(USER_MODALS_INFO_0, usrmod0_max_passwd_age),
    M(USER_MODALS_INFO_0, usrmod0_min_passwd_age),    M(USER_MODALS_INFO_0, usrmod0_force_logoff),
    M(USER_MODALS_INFO_0, usrmod0_password_hist_len),
};
static const struct member modals_1[] = {
    M(USER_MODALS_INFO_1, usrmod1_role),
    M(USER_MODALS_INFO_1, usrmod1_primary),
};
static const struct member modals_2[] = {
    M(USER_MODALS_INFO_2, usrmod2_domain_name),
    SID(USER_MODALS_INFO_2, usrmod2_domain_id),
};
static const struct member modals_3[] = {
    M(USER_MODALS_INFO_3, usrmod3_lockout_duration),
    M(USER_MODALS_INFO_3, usrmod3_lockout_observation_window),
    M(USER_MODALS_INFO_3, usrmod3_lockout_threshold),
};
static const struct member group_0[] = {
    M(GROUP_INFO_0, grpi0_name),
};
static const struct member group_1[] = {
    M(GROUP_INFO_1, grpi1_name),
    M(GROUP_INFO_1, grpi1_comment),
};
static const struct member group_2[] = {
    M(GROUP_INFO_2, grpi2_name),
    M(GROUP_INFO_2, grpi2_comment),
    M(GROUP_INFO_2, grpi2_group_id),
    M(GROUP_INFO_2, grpi2_attributes),
};
static const struct member group_3[] = {
    M(GROUP_INFO_3, grpi3_name),
    M(GROUP_INFO_3, grpi3_comment),
    SID(GROUP_INFO_3, grpi3_group_sid),
    M(GROUP_INFO_3, grpi3_attributes),
};
static const struct member group_user_0[] = {
    M(GROUP_USERS_INFO_0, grui0_name),
};
static const struct member group_user_1[] = {
    M(GROUP_USERS_INFO_1, grui1_name),
    M(GROUP_USERS_INFO_1, grui1_attributes),
};
static const struct member localgroup_0[] = {
    M(LOCALGROUP_INFO_0, lgrpi0_name),
};
static const struct member localgroup_1[] = {
    M(LOCALGROUP_INFO_1, lgrpi1_name),
    M(LOCALGROUP_INFO_1, lgrpi1_comment),
};
static const struct member localgroup_user_0[] = {
    M(LOCALGROUP_USERS_INFO_0, lgrui0_name),
};
static const struct member display_1[] = {
    M(NET_DISPLAY_USER, usri1_name),    M(NET_DISPLAY_USER, usri1_comment),
    M(NET_DISPLAY_USER, usri1_flags),   M(NET_DISPLAY_USER, usri1_full_name),
    M(NET_DISPLAY_USER, usri1_user_id), M(NET_DISPLAY_USER, usri1_next_index),
};
static const struct member display_2[] = {
    M(NET_DISPLAY_MACHINE, usri2_name),       M(NET_DISPLAY_MACHINE, usri2_comment),
    M(NET_DISPLAY_MACHINE, usri2_flags),      M(NET_DISPLAY_MACHINE, usri2_user_id),
    M(NET_DISPLAY_MACHINE, usri2_next_index),
};
static const struct member display_3[] = {
    M(NET_DISPLAY_GROUP, grpi3_name),       M(NET_DISPLAY_GROUP, grpi3_comment),
    M(NET_DISPLAY_GROUP, grpi3_group_id),   M(NET_DISPLAY_GROUP, grpi3_attributes),
    M(NET_DISPLAY_GROUP, grpi3_next_index),
};
/* The passwords of NetUserChangePassword, which has no structure. */
struct passwords {
    LMSTR old_password, new_password;
};
static const struct member passwords[] = {
    M(struct passwords, old_password),
    M(struct passwords, new_password),
};

static const struct level levels[] = {
    LEVEL("server", 100, SERVER_INFO_100, server_100),
    LEVEL("server", 101, SERVER_INFO_101, server_101),
    LEVEL("server", 102, SERVER_INFO_102, server_102),
    LEVEL("server", 103, SERVER_INFO_103, server_103),
    LEVEL("server", 502, SERVER_INFO_502, server_502),
    LEVEL("server", 503, SERVER_INFO_503, server_503),
    LEVEL("server", 599, SERVER_INFO_599, server_599),
    LEVEL("server", 1005, SERVER_INFO_1005, server_1005),
    LEVEL("server", 1010, SERVER_INFO_1010, server_1010),
    LEVEL("server", 1016, SERVER_INFO_1016, server_1016),
    LEVEL("server", 1017, SERVER_INFO_1017, server_1017),
    LEVEL("server", 1018, SERVER_INFO_1018, server_1018),
    LEVEL("server", 1107, SERVER_INFO_1107, server_1107),
    LEVEL("server", 1501, SERVER_INFO_1501, server_1501),
    LEVEL("server", 1510, SERVER_INFO_1510, server_1510),
    LEVEL("server", 1556, SERVER_INFO_1556, server_1556),
    LEVEL("server disk", 0, struct disk, server_disk),
    LEVEL("server transport", 0, SERVER_TRANSPORT_INFO_0, server_transport_0),
    LEVEL("server transport", 1, SERVER_TRANSPORT_INFO_1, server_transport_1),
    LEVEL("server transport", 2, SERVER_TRANSPORT_INFO_2, server_transport_2),
    LEVEL("server transport", 3, SERVER_TRANSPORT_INFO_3, server_transport_3),
    LEVEL("server alias", 0, SERVER_ALIAS_INFO_0, server_alias_0),
    LEVEL("share", 0, SHARE_INFO_0, share_0),
    LEVEL("share", 1, SHARE_INFO_1, share_1),
    LEVEL("share", 2, SHARE_INFO_2, share_2),
    LEVEL("share", 501, SHARE_INFO_501, share_501),
    LEVEL("share", 502, SHARE_INFO_502, share_502),
    LEVEL("share", 503, SHARE_INFO_503, share_503),
    LEVEL("share", 1004, SHARE_INFO_1004, share_1004),
    LEVEL("share", 1005, SHARE_INFO_1005, share_1005),
    LEVEL("share", 1006, SHARE_INFO_1006, share_1006),
    LEVEL("share", 1501, SHARE_INFO_1501, share_1501),
    LEVEL("tod", 0, TIME_OF_DAY_INFO, tod),
    LEVEL("wksta", 100, WKSTA_INFO_100, wksta_100),
    LEVEL("wksta", 101, WKSTA_INFO_101, wksta_101),
    LEVEL("wksta", 102, WKSTA_INFO_102, wksta_102),
    LEVEL("wksta", 502, WKSTA_INFO_502, wksta_502),
    LEVEL("wksta", 1013, WKSTA_INFO_1013, wksta_1013),
    LEVEL("wksta", 1018, WKSTA_INFO_1018, wksta_1018),
    LEVEL("wksta", 1046, WKSTA_INFO_1046, wksta_1046),
    LEVEL("wksta user", 0, WKSTA_USER_INFO_0, wksta_user_0),
    LEVEL("wksta user", 1, WKSTA_USER_INFO_1, wksta_user_1),
    LEVEL("wksta transport", 0, WKSTA_TRANSPORT_INFO_0, wksta_transport_0),
    LEVEL("session", 0, SESSION_INFO_0, session_0),
    LEVEL("session", 1, SESSION_INFO_1, session_1),
    LEVEL("session", 2, SESSION_INFO_2, session_2),
    LEVEL("session", 10, SESSION_INFO_10, session_10),
    LEVEL("session", 502, SESSION_INFO_502, session_502),
    LEVEL("file", 2, FILE_INFO_2, file_2),
    LEVEL("file", 3, FILE_INFO_3, file_3),
    LEVEL("connection", 0, CONNECTION_INFO_0, connection_0),
    LEVEL("connection", 1, CONNECTION_INFO_1, connection_1),
    LEVEL("user", 0, USER_INFO_0, user_0),
    LEVEL("user", 1, USER_INFO_1, user_1),
    LEVEL("user", 2, USER_INFO_2, user_2),
    LEVEL("user", 3, USER_INFO_3, user_3),
    LEVEL("user", 4, USER_INFO_4, user_4),
    LEVEL("user", 10, USER_INFO_10, user_10),
    LEVEL("user", 11, USER_INFO_11, user_11),
    LEVEL("user", 20, USER_INFO_20, user_20),
    LEVEL("user", 23, USER_INFO_23, user_23),
    LEVEL("user", 1003, USER_INFO_1003, user_1003),
    LEVEL("user", 1005, USER_INFO_1005, user_1005),
    LEVEL("user", 1006, USER_INFO_1006, user_1006),
    LEVEL("user", 1007, USER_INFO_1007, user_1007),
    LEVEL("user", 1008, USER_INFO_1008, user_1008),
    LEVEL("user", 1009, USER_INFO_1009, user_1009),
    LEVEL("user", 1010, USER_INFO_1010, user_1010),
    LEVEL("user", 1011, USER_INFO_1011, user_1011),
    LEVEL("user", 1012, USER_INFO_1012, user_1012),
    LEVEL("user", 1013, USER_INFO_1013, user_1013),
    LEVEL("user", 1014, USER_INFO_1014, user_1014),
    LEVEL("user", 1017, USER_INFO_1017, user_1017),
    LEVEL("user", 1018, USER_INFO_1018, user_1018),
    LEVEL("user", 1020, USER_INFO_1020, user_1020),
    LEVEL("user", 1023, USER_INFO_1023, user_1023),
    LEVEL("user", 1024, USER_INFO_1024, user_1024),
    LEVEL("user", 1025, USER_INFO_1025, user_1025),
    LEVEL("user", 1051, USER_INFO_1051, user_1051),
    LEVEL("user", 1052, USER_INFO_1052, user_1052),
    LEVEL("user", 1053, USER_INFO_1053, user_1053),
    LEVEL("passwords", 0, struct passwords, passwords),
    LEVEL("modals", 0, USER_MODALS_INFO_0, modals_0),
    LEVEL("modals", 1, USER_MODALS_INFO_1, modals_1),
    LEVEL("modals", 2, USER_MODALS_INFO_2, modals_2),
    LEVEL("modals", 3, USER_MODALS_INFO_3, modals_3),
    LEVEL("group", 0, GROUP_INFO_0, group_0),
    LEVEL("group", 1, GROUP_INFO_1, group_1),
    LEVEL("group", 2, GROUP_INFO_2, group_2),
    LEVEL("group", 3, GROUP_INFO_3, group_3),
    LEVEL("group user", 0, GROUP_USERS_INFO_0, group_user_0),
    LEVEL("group user", 1, GROUP_USERS_INFO_1, group_user_1),
    LEVEL("localgroup", 0, LOCALGROUP_INFO_0, localgroup_0),
    LEVEL("localgroup", 1, LOCALGROUP_INFO_1, localgroup_1),
    LEVEL("localgroup user", 0, LOCALGROUP_USERS_INFO_0, localgroup_user_0),
    LEVEL("display", 1, NET_DISPLAY_USER, display_1),
    LEVEL("display", 2, NET_DISPLAY_MACHINE, display_2),
    LEVEL("display", 3, NET_DISPLAY_GROUP, display_3),
};

const struct level *level_find(const char *family, DWORD number)
{
    for (size_t i = 0; i < COUNT(levels); i++) {
        if (strcmp(levels[i].family, family) == 0 && levels[i].number == number)
            return &levels[i];
    }
    return NULL;
}

/* --- Arguments of programs -------------------------------------------------------------------- */

LMSTR wide(const char *utf8)
{
    if (strcmp(utf8, "-") == 0)
        return NULL;
    size_t size = strlen(utf8) + 1, n = 0;
    LMSTR out = calloc(size, sizeof(WCHAR)); /* UTF-16 has never more units than UTF-8 bytes */
    mbstate_t state = { 0 };
    const char *end = utf8 + size;
    while (out && utf8 < end) {
        char16_t unit;
        size_t used = mbrtoc16(&unit, utf8, (size_t)(end - utf8), &state);
        if (used == (size_t)-1 || used == (size_t)-2) {
            free(out);
            return NULL;
        }
        out[n++] = unit;
        if (unit == 0)
            break;
        if (used != (size_t)-3) /* -3: the second half of a pair, nothing was read */
            utf8 += used;
    }
    return out;
}

DWORD number(const char *text)
{
    return (DWORD)strtoul(text, NULL, 0);
}
