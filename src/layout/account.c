/* SPDX-License-Identifier: MIT */
/* The levels of lmaccess.h as rows. None is in a stub: provider/remote makes
 * them from records of [MS-SAMR]. */
#include "layout/account.h"

#include "base/limits.h"
#include "layout/layout.h"
#include "lmaccess.h"

#define UF_WORD(bit, name)                                                                         \
    {                                                                                              \
        UF_##bit, UF_##bit, name                                                                   \
    }
static const struct ndr_word flag_words[] = {
    UF_WORD(SCRIPT, "script"),
    UF_WORD(ACCOUNTDISABLE, "accountdisable"),
    UF_WORD(HOMEDIR_REQUIRED, "homedir_required"),
    UF_WORD(LOCKOUT, "lockout"),
    UF_WORD(PASSWD_NOTREQD, "passwd_notreqd"),
    UF_WORD(PASSWD_CANT_CHANGE, "passwd_cant_change"),
    UF_WORD(ENCRYPTED_TEXT_PASSWORD_ALLOWED, "encrypted_text_password_allowed"),
    UF_WORD(TEMP_DUPLICATE_ACCOUNT, "temp_duplicate_account"),
    UF_WORD(NORMAL_ACCOUNT, "normal_account"),
    UF_WORD(INTERDOMAIN_TRUST_ACCOUNT, "interdomain_trust_account"),
    UF_WORD(WORKSTATION_TRUST_ACCOUNT, "workstation_trust_account"),
    UF_WORD(SERVER_TRUST_ACCOUNT, "server_trust_account"),
    UF_WORD(DONT_EXPIRE_PASSWD, "dont_expire_passwd"),
    UF_WORD(MNS_LOGON_ACCOUNT, "mns_logon_account"),
    UF_WORD(SMARTCARD_REQUIRED, "smartcard_required"),
    UF_WORD(TRUSTED_FOR_DELEGATION, "trusted_for_delegation"),
    UF_WORD(NOT_DELEGATED, "not_delegated"),
    UF_WORD(USE_DES_KEY_ONLY, "use_des_key_only"),
    UF_WORD(DONT_REQUIRE_PREAUTH, "dont_require_preauth"),
    UF_WORD(PASSWORD_EXPIRED, "password_expired"),
    UF_WORD(TRUSTED_TO_AUTHENTICATE_FOR_DELEGATION, "trusted_to_authenticate_for_delegation"),
    UF_WORD(NO_AUTH_DATA_REQUIRED, "no_auth_data_required"),
};
static const struct ndr_view view_flags = { NDR_VIEW_FLAGS, flag_words, NDR_COUNT(flag_words) };

static const struct ndr_word priv_words[] = {
    { USER_PRIV_GUEST, ~0u, "guest" },
    { USER_PRIV_USER, ~0u, "user" },
    { USER_PRIV_ADMIN, ~0u, "admin" },
};
static const struct ndr_view view_priv = { NDR_VIEW_CHOICE, priv_words, NDR_COUNT(priv_words) };

static const struct ndr_word operator_words[] = {
    { AF_OP_PRINT, AF_OP_PRINT, "print" },
    { AF_OP_COMM, AF_OP_COMM, "comm" },
    { AF_OP_SERVER, AF_OP_SERVER, "server" },
    { AF_OP_ACCOUNTS, AF_OP_ACCOUNTS, "accounts" },
};
static const struct ndr_view view_operators = { NDR_VIEW_FLAGS, operator_words,
                                                NDR_COUNT(operator_words) };

static const struct ndr_word attribute_words[] = {
    { SE_GROUP_MANDATORY, SE_GROUP_MANDATORY, "mandatory" },
    { SE_GROUP_ENABLED_BY_DEFAULT, SE_GROUP_ENABLED_BY_DEFAULT, "enabled_by_default" },
    { SE_GROUP_ENABLED, SE_GROUP_ENABLED, "enabled" },
};
static const struct ndr_view view_attributes = { NDR_VIEW_FLAGS, attribute_words,
                                                 NDR_COUNT(attribute_words) };

/* ---- The records ---- */

#define TXT(T, m, p) F_WSTR(T, m, p, NET_STRING_MAX)
#define REC_TEXT(m)  TXT(struct user_record, rec_##m, 0)
#define REC_U32(m)   F_U32(struct user_record, rec_##m, 0)
static const struct ndr_field user_record_rows[] = {
    REC_TEXT(name),
    F_PASS(struct user_record, rec_password, 0, NET_STRING_MAX),
    REC_U32(password_age),
    REC_U32(priv),
    REC_TEXT(home_dir),
    REC_TEXT(comment),
    REC_U32(flags),
    REC_TEXT(script_path),
    REC_U32(auth_flags),
    REC_TEXT(full_name),
    REC_TEXT(usr_comment),
    REC_TEXT(parms),
    REC_TEXT(workstations),
    REC_U32(last_logon),
    REC_U32(last_logoff),
    REC_U32(acct_expires),
    REC_U32(max_storage),
    REC_U32(units_per_week),
    F_FIXED(struct user_record, rec_logon_hours, 0, LOGON_HOURS_SIZE),
    REC_U32(bad_pw_count),
    REC_U32(num_logons),
    REC_TEXT(logon_server),
    REC_U32(country_code),
    REC_U32(code_page),
    REC_U32(user_id),
    F_SID(struct user_record, rec_user_sid),
    REC_U32(primary_group_id),
    REC_TEXT(profile),
    REC_TEXT(home_dir_drive),
    REC_U32(password_expired),
    REC_U32(next_index),
};
const struct ndr_type user_record = NDR_TYPE(struct user_record, user_record_rows);

static const struct ndr_field group_record_rows[] = {
    TXT(struct group_record, rec_name, 0),         TXT(struct group_record, rec_comment, 0),
    F_U32(struct group_record, rec_group_id, 0),   F_SID(struct group_record, rec_group_sid),
    F_U32(struct group_record, rec_attributes, 0), F_U32(struct group_record, rec_next_index, 0),
};
const struct ndr_type group_record = NDR_TYPE(struct group_record, group_record_rows);

#define POLICY_U32(m) F_U32(struct policy_record, rec_##m, 0)
static const struct ndr_field policy_record_rows[] = {
    POLICY_U32(min_passwd_len),
    POLICY_U32(max_passwd_age),
    POLICY_U32(min_passwd_age),
    POLICY_U32(force_logoff),
    POLICY_U32(password_hist_len),
    POLICY_U32(role),
    TXT(struct policy_record, rec_primary, 0),
    TXT(struct policy_record, rec_domain_name, 0),
    F_SID(struct policy_record, rec_domain_id),
    POLICY_U32(lockout_duration),
    POLICY_U32(lockout_observation_window),
    POLICY_U32(lockout_threshold),
};
const struct ndr_type policy_record = NDR_TYPE(struct policy_record, policy_record_rows);

/* ---- USER_INFO_* ---- */

#define U_TEXT(n, m, p)    TXT(USER_INFO_##n, usri##n##_##m, USER_##p##_PARMNUM)
#define U_U32(n, m, p)     F_U32(USER_INFO_##n, usri##n##_##m, USER_##p##_PARMNUM)
#define U_VIEW(n, m, p, v) F_VIEW(USER_INFO_##n, usri##n##_##m, USER_##p##_PARMNUM, v)
#define U_ID(n)            F_U32(USER_INFO_##n, usri##n##_user_id, 0)
#define U_SID(n)           F_SID(USER_INFO_##n, usri##n##_user_sid)
#define U_HOURS(n)                                                                                 \
    F_FIXED(USER_INFO_##n, usri##n##_logon_hours, USER_LOGON_HOURS_PARMNUM, LOGON_HOURS_SIZE)
#define U_FLAGS(n)     U_VIEW(n, flags, FLAGS, &view_flags)
#define U_PRIV(n)      U_VIEW(n, priv, PRIV, &view_priv)
#define U_OPERATORS(n) U_VIEW(n, auth_flags, AUTH_FLAGS, &view_operators)

#define USER_1_ROWS(n)                                                                             \
    U_TEXT(n, name, NAME),                                                                         \
        F_PASS(USER_INFO_##n, usri##n##_password, USER_PASSWORD_PARMNUM, NET_STRING_MAX),          \
        U_U32(n, password_age, PASSWORD_AGE), U_PRIV(n), U_TEXT(n, home_dir, HOME_DIR),            \
        U_TEXT(n, comment, COMMENT), U_FLAGS(n), U_TEXT(n, script_path, SCRIPT_PATH)
#define USER_2_ROWS(n)                                                                             \
    USER_1_ROWS(n), U_OPERATORS(n), U_TEXT(n, full_name, FULL_NAME),                               \
        U_TEXT(n, usr_comment, USR_COMMENT), U_TEXT(n, parms, PARMS),                              \
        U_TEXT(n, workstations, WORKSTATIONS), U_VIEW(n, last_logon, LAST_LOGON, &view_unix_time), \
        U_VIEW(n, last_logoff, LAST_LOGOFF, &view_unix_time),                                      \
        U_VIEW(n, acct_expires, ACCT_EXPIRES, &view_unix_time),                                    \
        U_VIEW(n, max_storage, MAX_STORAGE, &view_limit),                                          \
        U_U32(n, units_per_week, UNITS_PER_WEEK), U_HOURS(n),                                      \
        U_U32(n, bad_pw_count, PAD_PW_COUNT), U_U32(n, num_logons, NUM_LOGONS),                    \
        U_TEXT(n, logon_server, LOGON_SERVER), U_U32(n, country_code, COUNTRY_CODE),               \
        U_U32(n, code_page, CODE_PAGE)
#define USER_3_ROWS(n)                                                                             \
    U_U32(n, primary_group_id, PRIMARY_GROUP), U_TEXT(n, profile, PROFILE),                        \
        U_TEXT(n, home_dir_drive, HOME_DIR_DRIVE),                                                 \
        F_U32(USER_INFO_##n, usri##n##_password_expired, 0)

#define LEVEL(T, name, ...)                                                                        \
    static const struct ndr_field name##_rows[] = { __VA_ARGS__ };                                 \
    static const struct ndr_type name = NDR_TYPE(T, name##_rows)
#define USER(n, ...) LEVEL(USER_INFO_##n, user_##n, __VA_ARGS__)
USER(0, U_TEXT(0, name, NAME));
USER(1, USER_1_ROWS(1));
USER(2, USER_2_ROWS(2));
USER(3, USER_2_ROWS(3), U_ID(3), USER_3_ROWS(3));
USER(4, USER_2_ROWS(4), U_SID(4), USER_3_ROWS(4));
USER(10, U_TEXT(10, name, NAME), U_TEXT(10, comment, COMMENT), U_TEXT(10, usr_comment, USR_COMMENT),
     U_TEXT(10, full_name, FULL_NAME));
USER(11, U_TEXT(11, name, NAME), U_TEXT(11, comment, COMMENT), U_TEXT(11, usr_comment, USR_COMMENT),
     U_TEXT(11, full_name, FULL_NAME), U_PRIV(11), U_OPERATORS(11),
     U_U32(11, password_age, PASSWORD_AGE), U_TEXT(11, home_dir, HOME_DIR),
     U_TEXT(11, parms, PARMS), U_VIEW(11, last_logon, LAST_LOGON, &view_unix_time),
     U_VIEW(11, last_logoff, LAST_LOGOFF, &view_unix_time), U_U32(11, bad_pw_count, PAD_PW_COUNT),
     U_U32(11, num_logons, NUM_LOGONS), U_TEXT(11, logon_server, LOGON_SERVER),
     U_U32(11, country_code, COUNTRY_CODE), U_TEXT(11, workstations, WORKSTATIONS),
     U_VIEW(11, max_storage, MAX_STORAGE, &view_limit), U_U32(11, units_per_week, UNITS_PER_WEEK),
     U_HOURS(11), U_U32(11, code_page, CODE_PAGE));
USER(20, U_TEXT(20, name, NAME), U_TEXT(20, full_name, FULL_NAME), U_TEXT(20, comment, COMMENT),
     U_FLAGS(20), U_ID(20));
USER(23, U_TEXT(23, name, NAME), U_TEXT(23, full_name, FULL_NAME), U_TEXT(23, comment, COMMENT),
     U_FLAGS(23), U_SID(23));

/* Levels that set one member. */
USER(1003, F_PASS(USER_INFO_1003, usri1003_password, USER_PASSWORD_PARMNUM, NET_STRING_MAX));
USER(1005, U_PRIV(1005));
USER(1006, U_TEXT(1006, home_dir, HOME_DIR));
USER(1007, U_TEXT(1007, comment, COMMENT));
USER(1008, U_FLAGS(1008));
USER(1009, U_TEXT(1009, script_path, SCRIPT_PATH));
USER(1010, U_OPERATORS(1010));
USER(1011, U_TEXT(1011, full_name, FULL_NAME));
USER(1012, U_TEXT(1012, usr_comment, USR_COMMENT));
USER(1013, U_TEXT(1013, parms, PARMS));
USER(1014, U_TEXT(1014, workstations, WORKSTATIONS));
USER(1017, U_VIEW(1017, acct_expires, ACCT_EXPIRES, &view_unix_time));
USER(1018, U_VIEW(1018, max_storage, MAX_STORAGE, &view_limit));
USER(1020, U_U32(1020, units_per_week, UNITS_PER_WEEK), U_HOURS(1020));
USER(1023, U_TEXT(1023, logon_server, LOGON_SERVER));
USER(1024, U_U32(1024, country_code, COUNTRY_CODE));
USER(1025, U_U32(1025, code_page, CODE_PAGE));
USER(1051, U_U32(1051, primary_group_id, PRIMARY_GROUP));
USER(1052, U_TEXT(1052, profile, PROFILE));
USER(1053, U_TEXT(1053, home_dir_drive, HOME_DIR_DRIVE));

#define GIVEN (NET_ENUM | NET_GET)
#define TAKEN (NET_SET | NET_ADD)
#define SET(n)                                                                                     \
    {                                                                                              \
        n, &user_##n, NET_SET                                                                      \
    }
static const struct net_level user_levels[] = {
    { 0, &user_0, GIVEN | NET_SET },
    { 1, &user_1, GIVEN | TAKEN },
    { 2, &user_2, GIVEN | TAKEN },
    { 3, &user_3, GIVEN | TAKEN },
    { 4, &user_4, NET_GET | TAKEN },
    { 10, &user_10, GIVEN },
    { 11, &user_11, GIVEN },
    { 20, &user_20, GIVEN },
    { 23, &user_23, NET_GET },
    SET(1003),
    SET(1005),
    SET(1006),
    SET(1007),
    SET(1008),
    SET(1009),
    SET(1010),
    SET(1011),
    SET(1012),
    SET(1013),
    SET(1014),
    SET(1017),
    SET(1018),
    SET(1020),
    SET(1023),
    SET(1024),
    SET(1025),
    SET(1051),
    SET(1052),
    SET(1053),
};
const struct net_family net_user = NET_FAMILY("user", user_levels);

/* ---- NET_DISPLAY_* ---- */

LEVEL(NET_DISPLAY_USER, display_user, TXT(NET_DISPLAY_USER, usri1_name, 0),
      TXT(NET_DISPLAY_USER, usri1_comment, 0),
      F_VIEW(NET_DISPLAY_USER, usri1_flags, 0, &view_flags),
      TXT(NET_DISPLAY_USER, usri1_full_name, 0), F_U32(NET_DISPLAY_USER, usri1_user_id, 0),
      F_U32(NET_DISPLAY_USER, usri1_next_index, 0));
LEVEL(NET_DISPLAY_MACHINE, display_machine, TXT(NET_DISPLAY_MACHINE, usri2_name, 0),
      TXT(NET_DISPLAY_MACHINE, usri2_comment, 0),
      F_VIEW(NET_DISPLAY_MACHINE, usri2_flags, 0, &view_flags),
      F_U32(NET_DISPLAY_MACHINE, usri2_user_id, 0),
      F_U32(NET_DISPLAY_MACHINE, usri2_next_index, 0));
LEVEL(NET_DISPLAY_GROUP, display_group, TXT(NET_DISPLAY_GROUP, grpi3_name, 0),
      TXT(NET_DISPLAY_GROUP, grpi3_comment, 0), F_U32(NET_DISPLAY_GROUP, grpi3_group_id, 0),
      F_VIEW(NET_DISPLAY_GROUP, grpi3_attributes, 0, &view_attributes),
      F_U32(NET_DISPLAY_GROUP, grpi3_next_index, 0));

static const struct net_level display_levels[] = {
    { 1, &display_user, NET_ENUM },
    { 2, &display_machine, NET_ENUM },
    { 3, &display_group, NET_ENUM },
};
const struct net_family net_display = NET_FAMILY("display", display_levels);

/* ---- GROUP_INFO_*, GROUP_USERS_INFO_* ---- */

#define GROUP(n, ...) LEVEL(GROUP_INFO_##n, group_##n, __VA_ARGS__)
#define G_NAME(n)     TXT(GROUP_INFO_##n, grpi##n##_name, GROUP_NAME_PARMNUM)
#define G_COMMENT(n)  TXT(GROUP_INFO_##n, grpi##n##_comment, GROUP_COMMENT_PARMNUM)
#define G_ATTRIBUTES(n)                                                                            \
    F_VIEW(GROUP_INFO_##n, grpi##n##_attributes, GROUP_ATTRIBUTES_PARMNUM, &view_attributes)
GROUP(0, G_NAME(0));
GROUP(1, G_NAME(1), G_COMMENT(1));
GROUP(2, G_NAME(2), G_COMMENT(2), F_U32(GROUP_INFO_2, grpi2_group_id, 0), G_ATTRIBUTES(2));
GROUP(3, G_NAME(3), G_COMMENT(3), F_SID(GROUP_INFO_3, grpi3_group_sid), G_ATTRIBUTES(3));
#define READ (NET_ENUM | NET_GET)
static const struct net_level group_levels[] = {
    { 0, &group_0, READ },
    { 1, &group_1, READ },
    { 2, &group_2, READ },
    { 3, &group_3, READ },
};
const struct net_family net_group = NET_FAMILY("group", group_levels);

LEVEL(GROUP_USERS_INFO_0, group_user_0, TXT(GROUP_USERS_INFO_0, grui0_name, 0));
LEVEL(GROUP_USERS_INFO_1, group_user_1, TXT(GROUP_USERS_INFO_1, grui1_name, 0),
      F_VIEW(GROUP_USERS_INFO_1, grui1_attributes, 0, &view_attributes));
static const struct net_level group_user_levels[] = {
    { 0, &group_user_0, NET_ENUM },
    { 1, &group_user_1, NET_ENUM },
};
const struct net_family net_group_user = NET_FAMILY("group user", group_user_levels);

/* ---- LOCALGROUP_INFO_*, LOCALGROUP_USERS_INFO_0 ---- */

LEVEL(LOCALGROUP_INFO_0, localgroup_0,
      TXT(LOCALGROUP_INFO_0, lgrpi0_name, LOCALGROUP_NAME_PARMNUM));
LEVEL(LOCALGROUP_INFO_1, localgroup_1, TXT(LOCALGROUP_INFO_1, lgrpi1_name, LOCALGROUP_NAME_PARMNUM),
      TXT(LOCALGROUP_INFO_1, lgrpi1_comment, LOCALGROUP_COMMENT_PARMNUM));
static const struct net_level localgroup_levels[] = {
    { 0, &localgroup_0, NET_ENUM },
    { 1, &localgroup_1, READ },
};
const struct net_family net_localgroup = NET_FAMILY("localgroup", localgroup_levels);

LEVEL(LOCALGROUP_USERS_INFO_0, localgroup_user_0, TXT(LOCALGROUP_USERS_INFO_0, lgrui0_name, 0));
static const struct net_level localgroup_user_levels[] = { { 0, &localgroup_user_0, NET_ENUM } };
const struct net_family net_localgroup_user = NET_FAMILY("localgroup user", localgroup_user_levels);

/* ---- USER_MODALS_INFO_* ---- */

static const struct ndr_word role_words[] = {
    { UAS_ROLE_STANDALONE, ~0u, "standalone" },
    { UAS_ROLE_MEMBER, ~0u, "member" },
    { UAS_ROLE_BACKUP, ~0u, "backup" },
    { UAS_ROLE_PRIMARY, ~0u, "primary" },
};
static const struct ndr_view view_role = { NDR_VIEW_CHOICE, role_words, NDR_COUNT(role_words) };

#define MODALS(n, ...) LEVEL(USER_MODALS_INFO_##n, modals_##n, __VA_ARGS__)
#define M_U32(n, m, p) F_U32(USER_MODALS_INFO_##n, usrmod##n##_##m, MODALS_##p##_PARMNUM)
MODALS(0, M_U32(0, min_passwd_len, MIN_PASSWD_LEN),
       F_VIEW(USER_MODALS_INFO_0, usrmod0_max_passwd_age, MODALS_MAX_PASSWD_AGE_PARMNUM,
              &view_limit),
       M_U32(0, min_passwd_age, MIN_PASSWD_AGE),
       F_VIEW(USER_MODALS_INFO_0, usrmod0_force_logoff, MODALS_FORCE_LOGOFF_PARMNUM, &view_limit),
       M_U32(0, password_hist_len, PASSWD_HIST_LEN));
MODALS(1, F_VIEW(USER_MODALS_INFO_1, usrmod1_role, MODALS_ROLE_PARMNUM, &view_role),
       TXT(USER_MODALS_INFO_1, usrmod1_primary, MODALS_PRIMARY_PARMNUM));
MODALS(2, TXT(USER_MODALS_INFO_2, usrmod2_domain_name, MODALS_DOMAIN_NAME_PARMNUM),
       F_SID(USER_MODALS_INFO_2, usrmod2_domain_id));
MODALS(3,
       F_VIEW(USER_MODALS_INFO_3, usrmod3_lockout_duration, MODALS_LOCKOUT_DURATION_PARMNUM,
              &view_limit),
       M_U32(3, lockout_observation_window, LOCKOUT_OBSERVATION_WINDOW),
       M_U32(3, lockout_threshold, LOCKOUT_THRESHOLD));
static const struct net_level modals_levels[] = {
    { 0, &modals_0, NET_GET },
    { 1, &modals_1, NET_GET },
    { 2, &modals_2, NET_GET },
    { 3, &modals_3, NET_GET },
};
const struct net_family net_modals = NET_FAMILY("modals", modals_levels);
