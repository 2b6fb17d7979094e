/* SPDX-License-Identifier: MIT */
/* Everything that the published levels say about a user or a group, in the units of the API. A
 * level is a projection of it by the names of its members. */
#ifndef LAYOUT_ACCOUNT_H
#define LAYOUT_ACCOUNT_H

#include "ndr/type.h"

#define LOGON_HOURS_SIZE 21u /* bytes: a bit for each hour of a week */

struct user_record {
    LPWSTR rec_name, rec_password;
    DWORD rec_password_age, rec_priv;
    LPWSTR rec_home_dir, rec_comment;
    DWORD rec_flags;
    LPWSTR rec_script_path;
    DWORD rec_auth_flags;
    LPWSTR rec_full_name, rec_usr_comment, rec_parms, rec_workstations;
    DWORD rec_last_logon, rec_last_logoff, rec_acct_expires, rec_max_storage, rec_units_per_week;
    LPBYTE rec_logon_hours;
    DWORD rec_bad_pw_count, rec_num_logons;
    LPWSTR rec_logon_server;
    DWORD rec_country_code, rec_code_page, rec_user_id;
    PSID rec_user_sid;
    DWORD rec_primary_group_id;
    LPWSTR rec_profile, rec_home_dir_drive;
    DWORD rec_password_expired, rec_next_index;
};

struct group_record {
    LPWSTR rec_name, rec_comment;
    DWORD rec_group_id;
    PSID rec_group_sid;
    DWORD rec_attributes, rec_next_index;
};

struct policy_record {
    DWORD rec_min_passwd_len, rec_max_passwd_age, rec_min_passwd_age, rec_force_logoff;
    DWORD rec_password_hist_len, rec_role;
    LPWSTR rec_primary, rec_domain_name;
    PSID rec_domain_id;
    DWORD rec_lockout_duration, rec_lockout_observation_window, rec_lockout_threshold;
};

extern const struct ndr_type user_record, group_record, policy_record;

extern const struct net_family net_user;            /* USER_INFO_* */
extern const struct net_family net_display;         /* NET_DISPLAY_* */
extern const struct net_family net_group;           /* GROUP_INFO_* */
extern const struct net_family net_group_user;      /* GROUP_USERS_INFO_* */
extern const struct net_family net_localgroup;      /* LOCALGROUP_INFO_* */
extern const struct net_family net_localgroup_user; /* LOCALGROUP_USERS_INFO_0 */
extern const struct net_family net_modals;          /* USER_MODALS_INFO_* */

#endif
