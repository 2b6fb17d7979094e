/* SPDX-License-Identifier: MIT */
/* Records of any level, filled and compared by its table: tests of all levels need to know none. */
#ifndef SUPPORT_RECORDS_H
#define SUPPORT_RECORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "ndr/type.h"
#include "windef.h"

/* An array of n records, each unlike the others in every number and string; the strings begin with
 * the text, which may be u"". Ends the test when memory is short. */
void *records_new(struct arena *arena, const struct ndr_type *type, size_t n, const WCHAR *text);

/* Are two records the same, by value? NULL, or the name of the first member that differs. */
const char *record_difference(const struct ndr_type *type, const void *a, const void *b);

#endif
