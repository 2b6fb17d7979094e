/* SPDX-License-Identifier: MIT */
/* Words for integers that more than one family has. */
#include "layout/layout.h"

#include "lmcons.h"

static const struct ndr_word platform_words[] = {
    { PLATFORM_ID_DOS, ~0u, "dos" }, { PLATFORM_ID_OS2, ~0u, "os2" }, { PLATFORM_ID_NT, ~0u, "nt" },
    { PLATFORM_ID_OSF, ~0u, "osf" }, { PLATFORM_ID_VMS, ~0u, "vms" },
};
const struct ndr_view view_platform_id = { NDR_VIEW_CHOICE, platform_words,
                                           NDR_COUNT(platform_words) };

const struct ndr_view view_limit = { NDR_VIEW_LIMIT, NULL, 0 };

const struct ndr_view view_unix_time = { NDR_VIEW_UNIX_TIME, NULL, 0 };

const struct ndr_view view_file_time = { NDR_VIEW_FILE_TIME, NULL, 0 };
