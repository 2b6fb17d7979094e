/* SPDX-License-Identifier: MIT */
/* SESSION_INFO_* of lmshare.h as rows: [MS-SRVS] 2.2.4.11 to 2.2.4.15. */
#include "layout/layout.h"

#include "base/limits.h"
#include "lmshare.h"

static const struct ndr_word session_flag_words[] = {
    { SESS_GUEST, SESS_GUEST, "guest" },
    { SESS_NOENCRYPTION, SESS_NOENCRYPTION, "noencryption" },
};
static const struct ndr_view view_session_flags = { NDR_VIEW_FLAGS, session_flag_words,
                                                    NDR_COUNT(session_flag_words) };

static const struct ndr_field session_info_0[] = {
    F_WSTR(SESSION_INFO_0, sesi0_cname, 0, NET_STRING_MAX),
};
static const struct ndr_type session_0 = NDR_TYPE(SESSION_INFO_0, session_info_0);

static const struct ndr_field session_info_1[] = {
    F_WSTR(SESSION_INFO_1, sesi1_cname, 0, NET_STRING_MAX),
    F_WSTR(SESSION_INFO_1, sesi1_username, 0, NET_STRING_MAX),
    F_U32(SESSION_INFO_1, sesi1_num_opens, 0),
    F_U32(SESSION_INFO_1, sesi1_time, 0),
    F_U32(SESSION_INFO_1, sesi1_idle_time, 0),
    F_VIEW(SESSION_INFO_1, sesi1_user_flags, 0, &view_session_flags),
};
static const struct ndr_type session_1 = NDR_TYPE(SESSION_INFO_1, session_info_1);

static const struct ndr_field session_info_2[] = {
    F_WSTR(SESSION_INFO_2, sesi2_cname, 0, NET_STRING_MAX),
    F_WSTR(SESSION_INFO_2, sesi2_username, 0, NET_STRING_MAX),
    F_U32(SESSION_INFO_2, sesi2_num_opens, 0),
    F_U32(SESSION_INFO_2, sesi2_time, 0),
    F_U32(SESSION_INFO_2, sesi2_idle_time, 0),
    F_VIEW(SESSION_INFO_2, sesi2_user_flags, 0, &view_session_flags),
    F_WSTR(SESSION_INFO_2, sesi2_cltype_name, 0, NET_STRING_MAX),
};
static const struct ndr_type session_2 = NDR_TYPE(SESSION_INFO_2, session_info_2);

static const struct ndr_field session_info_10[] = {
    F_WSTR(SESSION_INFO_10, sesi10_cname, 0, NET_STRING_MAX),
    F_WSTR(SESSION_INFO_10, sesi10_username, 0, NET_STRING_MAX),
    F_U32(SESSION_INFO_10, sesi10_time, 0),
    F_U32(SESSION_INFO_10, sesi10_idle_time, 0),
};
static const struct ndr_type session_10 = NDR_TYPE(SESSION_INFO_10, session_info_10);

static const struct ndr_field session_info_502[] = {
    F_WSTR(SESSION_INFO_502, sesi502_cname, 0, NET_STRING_MAX),
    F_WSTR(SESSION_INFO_502, sesi502_username, 0, NET_STRING_MAX),
    F_U32(SESSION_INFO_502, sesi502_num_opens, 0),
    F_U32(SESSION_INFO_502, sesi502_time, 0),
    F_U32(SESSION_INFO_502, sesi502_idle_time, 0),
    F_VIEW(SESSION_INFO_502, sesi502_user_flags, 0, &view_session_flags),
    F_WSTR(SESSION_INFO_502, sesi502_cltype_name, 0, NET_STRING_MAX),
    F_WSTR(SESSION_INFO_502, sesi502_transport, 0, NET_STRING_MAX),
};
static const struct ndr_type session_502 = NDR_TYPE(SESSION_INFO_502, session_info_502);

/* NET_GET is NetSessionGetInfo, which asks for a list. */
static const struct net_level session_levels[] = {
    { 0, &session_0, NET_ENUM | NET_GET },     { 1, &session_1, NET_ENUM | NET_GET },
    { 2, &session_2, NET_ENUM | NET_GET },     { 10, &session_10, NET_ENUM | NET_GET },
    { 502, &session_502, NET_ENUM | NET_GET },
};
const struct net_family net_session = NET_FAMILY("session", session_levels);
