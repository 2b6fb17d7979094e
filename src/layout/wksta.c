/* SPDX-License-Identifier: MIT */
/* WKSTA_INFO_*, WKSTA_USER_INFO_* and WKSTA_TRANSPORT_INFO_* of lmwksta.h as rows: [MS-WKST] 2.2.5.
 */
#include "layout/layout.h"

#include "base/limits.h"
#include "lmwksta.h"

static const struct ndr_field wksta_info_100[] = {
    F_VIEW(WKSTA_INFO_100, wki100_platform_id, WKSTA_PLATFORM_ID_PARMNUM, &view_platform_id),
    F_WSTR(WKSTA_INFO_100, wki100_computername, WKSTA_COMPUTERNAME_PARMNUM, NET_STRING_MAX),
    F_WSTR(WKSTA_INFO_100, wki100_langroup, WKSTA_LANGROUP_PARMNUM, NET_STRING_MAX),
    F_U32(WKSTA_INFO_100, wki100_ver_major, WKSTA_VER_MAJOR_PARMNUM),
    F_U32(WKSTA_INFO_100, wki100_ver_minor, WKSTA_VER_MINOR_PARMNUM),
};
static const struct ndr_type wksta_100 = NDR_TYPE(WKSTA_INFO_100, wksta_info_100);

static const struct ndr_field wksta_info_101[] = {
    F_VIEW(WKSTA_INFO_101, wki101_platform_id, WKSTA_PLATFORM_ID_PARMNUM, &view_platform_id),
    F_WSTR(WKSTA_INFO_101, wki101_computername, WKSTA_COMPUTERNAME_PARMNUM, NET_STRING_MAX),
    F_WSTR(WKSTA_INFO_101, wki101_langroup, WKSTA_LANGROUP_PARMNUM, NET_STRING_MAX),
    F_U32(WKSTA_INFO_101, wki101_ver_major, WKSTA_VER_MAJOR_PARMNUM),
    F_U32(WKSTA_INFO_101, wki101_ver_minor, WKSTA_VER_MINOR_PARMNUM),
    F_WSTR(WKSTA_INFO_101, wki101_lanroot, WKSTA_LANROOT_PARMNUM, NET_STRING_MAX),
};
static const struct ndr_type wksta_101 = NDR_TYPE(WKSTA_INFO_101, wksta_info_101);

static const struct ndr_field wksta_info_102[] = {
    F_VIEW(WKSTA_INFO_102, wki102_platform_id, WKSTA_PLATFORM_ID_PARMNUM, &view_platform_id),
    F_WSTR(WKSTA_INFO_102, wki102_computername, WKSTA_COMPUTERNAME_PARMNUM, NET_STRING_MAX),
    F_WSTR(WKSTA_INFO_102, wki102_langroup, WKSTA_LANGROUP_PARMNUM, NET_STRING_MAX),
    F_U32(WKSTA_INFO_102, wki102_ver_major, WKSTA_VER_MAJOR_PARMNUM),
    F_U32(WKSTA_INFO_102, wki102_ver_minor, WKSTA_VER_MINOR_PARMNUM),
    F_WSTR(WKSTA_INFO_102, wki102_lanroot, WKSTA_LANROOT_PARMNUM, NET_STRING_MAX),
    F_U32(WKSTA_INFO_102, wki102_logged_on_users, WKSTA_LOGGED_ON_USERS_PARMNUM),
};
static const struct ndr_type wksta_102 = NDR_TYPE(WKSTA_INFO_102, wksta_info_102);

static const struct ndr_field wksta_info_502[] = {
    F_U32(WKSTA_INFO_502, wki502_char_wait, WKSTA_CHARWAIT_PARMNUM),
    F_U32(WKSTA_INFO_502, wki502_collection_time, WKSTA_CHARTIME_PARMNUM),
    F_U32(WKSTA_INFO_502, wki502_maximum_collection_count, WKSTA_CHARCOUNT_PARMNUM),
    F_U32(WKSTA_INFO_502, wki502_keep_conn, WKSTA_KEEPCONN_PARMNUM),
    F_U32(WKSTA_INFO_502, wki502_max_cmds, WKSTA_MAXCMDS_PARMNUM),
    F_U32(WKSTA_INFO_502, wki502_sess_timeout, WKSTA_SESSTIMEOUT_PARMNUM),
    F_U32(WKSTA_INFO_502, wki502_siz_char_buf, WKSTA_SIZCHARBUF_PARMNUM),
    F_U32(WKSTA_INFO_502, wki502_max_threads, WKSTA_MAXTHREADS_PARMNUM),
    F_U32(WKSTA_INFO_502, wki502_lock_quota, WKSTA_LOCKQUOTA_PARMNUM),
    F_U32(WKSTA_INFO_502, wki502_lock_increment, WKSTA_LOCKINCREMENT_PARMNUM),
    F_U32(WKSTA_INFO_502, wki502_lock_maximum, WKSTA_LOCKMAXIMUM_PARMNUM),
    F_U32(WKSTA_INFO_502, wki502_pipe_increment, WKSTA_PIPEINCREMENT_PARMNUM),
    F_U32(WKSTA_INFO_502, wki502_pipe_maximum, WKSTA_PIPEMAXIMUM_PARMNUM),
    F_U32(WKSTA_INFO_502, wki502_cache_file_timeout, WKSTA_CACHEFILETIMEOUT_PARMNUM),
    F_U32(WKSTA_INFO_502, wki502_dormant_file_limit, WKSTA_DORMANTFILELIMIT_PARMNUM),
    F_U32(WKSTA_INFO_502, wki502_read_ahead_throughput, WKSTA_READAHEADTHRUPUT_PARMNUM),
    F_U32(WKSTA_INFO_502, wki502_num_mailslot_buffers, 0),
    F_U32(WKSTA_INFO_502, wki502_num_srv_announce_buffers, 0),
    F_U32(WKSTA_INFO_502, wki502_max_illegal_datagram_events, 0),
    F_U32(WKSTA_INFO_502, wki502_illegal_datagram_event_reset_frequency, 0),
    F_BOOL(WKSTA_INFO_502, wki502_log_election_packets, 0),
    F_BOOL(WKSTA_INFO_502, wki502_use_opportunistic_locking, WKSTA_USEOPPORTUNISTICLOCKING_PARMNUM),
    F_BOOL(WKSTA_INFO_502, wki502_use_unlock_behind, WKSTA_USEUNLOCKBEHIND_PARMNUM),
    F_BOOL(WKSTA_INFO_502, wki502_use_close_behind, WKSTA_USECLOSEBEHIND_PARMNUM),
    F_BOOL(WKSTA_INFO_502, wki502_buf_named_pipes, WKSTA_BUFFERNAMEDPIPES_PARMNUM),
    F_BOOL(WKSTA_INFO_502, wki502_use_lock_read_unlock, WKSTA_USELOCKANDREADANDUNLOCK_PARMNUM),
    F_BOOL(WKSTA_INFO_502, wki502_utilize_nt_caching, WKSTA_UTILIZENTCACHING_PARMNUM),
    F_BOOL(WKSTA_INFO_502, wki502_use_raw_read, WKSTA_USERAWREAD_PARMNUM),
    F_BOOL(WKSTA_INFO_502, wki502_use_raw_write, WKSTA_USERAWWRITE_PARMNUM),
    F_BOOL(WKSTA_INFO_502, wki502_use_write_raw_data, WKSTA_USEWRITERAWWITHDATA_PARMNUM),
    F_BOOL(WKSTA_INFO_502, wki502_use_encryption, WKSTA_USEENCRYPTION_PARMNUM),
    F_BOOL(WKSTA_INFO_502, wki502_buf_files_deny_write, WKSTA_BUFFILESWITHDENYWRITE_PARMNUM),
    F_BOOL(WKSTA_INFO_502, wki502_buf_read_only_files, WKSTA_BUFFERREADONLYFILES_PARMNUM),
    F_BOOL(WKSTA_INFO_502, wki502_force_core_create_mode, WKSTA_FORCECORECREATEMODE_PARMNUM),
    F_BOOL(WKSTA_INFO_502, wki502_use_512_byte_max_transfer, WKSTA_USE512BYTESMAXTRANSFER_PARMNUM),
};
static const struct ndr_type wksta_502 = NDR_TYPE(WKSTA_INFO_502, wksta_info_502);

/* Levels that set one member. [MS-WKST] 2.2.4.1 carries these three. */
static const struct ndr_field wksta_info_1013[] = {
    F_U32(WKSTA_INFO_1013, wki1013_keep_conn, WKSTA_KEEPCONN_PARMNUM),
};
static const struct ndr_type wksta_1013 = NDR_TYPE(WKSTA_INFO_1013, wksta_info_1013);

static const struct ndr_field wksta_info_1018[] = {
    F_U32(WKSTA_INFO_1018, wki1018_sess_timeout, WKSTA_SESSTIMEOUT_PARMNUM),
};
static const struct ndr_type wksta_1018 = NDR_TYPE(WKSTA_INFO_1018, wksta_info_1018);

static const struct ndr_field wksta_info_1046[] = {
    F_U32(WKSTA_INFO_1046, wki1046_dormant_file_limit, WKSTA_DORMANTFILELIMIT_PARMNUM),
};
static const struct ndr_type wksta_1046 = NDR_TYPE(WKSTA_INFO_1046, wksta_info_1046);

static const struct net_level wksta_levels[] = {
    { 100, &wksta_100, NET_GET | NET_SET }, { 101, &wksta_101, NET_GET | NET_SET },
    { 102, &wksta_102, NET_GET | NET_SET }, { 502, &wksta_502, NET_GET | NET_SET },
    { 1013, &wksta_1013, NET_SET },         { 1018, &wksta_1018, NET_SET },
    { 1046, &wksta_1046, NET_SET },
};
const struct net_family net_wksta = NET_FAMILY("wksta", wksta_levels);

static const struct ndr_field wksta_user_info_0[] = {
    F_WSTR(WKSTA_USER_INFO_0, wkui0_username, 0, NET_STRING_MAX),
};
static const struct ndr_type wksta_user_0 = NDR_TYPE(WKSTA_USER_INFO_0, wksta_user_info_0);

static const struct ndr_field wksta_user_info_1[] = {
    F_WSTR(WKSTA_USER_INFO_1, wkui1_username, 0, NET_STRING_MAX),
    F_WSTR(WKSTA_USER_INFO_1, wkui1_logon_domain, 0, NET_STRING_MAX),
    F_WSTR(WKSTA_USER_INFO_1, wkui1_oth_domains, 0, NET_STRING_MAX),
    F_WSTR(WKSTA_USER_INFO_1, wkui1_logon_server, 0, NET_STRING_MAX),
};
static const struct ndr_type wksta_user_1 = NDR_TYPE(WKSTA_USER_INFO_1, wksta_user_info_1);

static const struct net_level wksta_user_levels[] = {
    { 0, &wksta_user_0, NET_ENUM },
    { 1, &wksta_user_1, NET_ENUM },
};
const struct net_family net_wksta_user = NET_FAMILY("wksta user", wksta_user_levels);

static const struct ndr_field wksta_transport_info_0[] = {
    F_U32(WKSTA_TRANSPORT_INFO_0, wkti0_quality_of_service, TRANSPORT_QUALITYOFSERVICE_PARMNUM),
    F_U32(WKSTA_TRANSPORT_INFO_0, wkti0_number_of_vcs, 0),
    F_WSTR(WKSTA_TRANSPORT_INFO_0, wkti0_transport_name, TRANSPORT_NAME_PARMNUM, NET_STRING_MAX),
    F_WSTR(WKSTA_TRANSPORT_INFO_0, wkti0_transport_address, 0, NET_STRING_MAX),
    F_BOOL(WKSTA_TRANSPORT_INFO_0, wkti0_wan_ish, 0),
};
const struct ndr_type wksta_transport_0 = NDR_TYPE(WKSTA_TRANSPORT_INFO_0, wksta_transport_info_0);

static const struct net_level wksta_transport_levels[] = {
    { 0, &wksta_transport_0, NET_ENUM | NET_ADD },
};
const struct net_family net_wksta_transport = NET_FAMILY("wksta transport", wksta_transport_levels);

/* ---- NET_COMPUTER_NAME_ARRAY: [MS-WKST] 2.2.5.14 ---- */

static const struct ndr_field computer_names[] = {
    F_USTR(struct computer_name, name, NET_STRING_MAX),
};
const struct ndr_type computer_name = NDR_TYPE(struct computer_name, computer_names);
