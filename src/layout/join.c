/* SPDX-License-Identifier: MIT */
/* What the calls that change a computer's names carry beside text: [MS-WKST] 2.2.5.18. */
#include "layout/layout.h"

static const struct ndr_field join_password_rows[] = {
    F_INLINE_SECRET(struct join_password, Buffer, JOIN_PASSWORD_SIZE),
};
const struct ndr_type join_password = NDR_TYPE(struct join_password, join_password_rows);
