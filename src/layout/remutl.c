/* SPDX-License-Identifier: MIT */
/* TIME_OF_DAY_INFO of lmremutl.h as rows: [MS-SRVS] 2.2.4.105. */
#include "layout/layout.h"

#include "lmremutl.h"

static const struct ndr_field time_of_day_fields[] = {
    F_VIEW(TIME_OF_DAY_INFO, tod_elapsedt, 0, &view_unix_time),
    F_U32(TIME_OF_DAY_INFO, tod_msecs, 0),
    F_U32(TIME_OF_DAY_INFO, tod_hours, 0),
    F_U32(TIME_OF_DAY_INFO, tod_mins, 0),
    F_U32(TIME_OF_DAY_INFO, tod_secs, 0),
    F_U32(TIME_OF_DAY_INFO, tod_hunds, 0),
    F_I32(TIME_OF_DAY_INFO, tod_timezone, 0),
    F_U32(TIME_OF_DAY_INFO, tod_tinterval, 0),
    F_U32(TIME_OF_DAY_INFO, tod_day, 0),
    F_U32(TIME_OF_DAY_INFO, tod_month, 0),
    F_U32(TIME_OF_DAY_INFO, tod_year, 0),
    F_U32(TIME_OF_DAY_INFO, tod_weekday, 0),
};
const struct ndr_type time_of_day_info = NDR_TYPE(TIME_OF_DAY_INFO, time_of_day_fields);
