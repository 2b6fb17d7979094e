/* SPDX-License-Identifier: MIT */
/* The moment a wait ends, on the monotonic clock. Made once a call and handed down, so that all
 * waits of a call together end in time. */
#ifndef NET_DEADLINE_H
#define NET_DEADLINE_H

#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct deadline {
    int64_t at_ms;
};

static inline int64_t deadline_now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static inline struct deadline deadline_in(int64_t timeout_ms)
{
    return (struct deadline){ deadline_now_ms() + timeout_ms };
}

/* Milliseconds left, 0 when passed; fits poll(2). */
static inline int deadline_left_ms(struct deadline d)
{
    int64_t left = d.at_ms - deadline_now_ms();
    return left <= 0 ? 0 : left > INT32_MAX ? INT32_MAX : (int)left;
}

/* The earlier of the two. */
static inline struct deadline deadline_min(struct deadline a, struct deadline b)
{
    return a.at_ms < b.at_ms ? a : b;
}

/* The end of the first of n equal parts of what is left. n is not 0. */
static inline struct deadline deadline_share(struct deadline d, size_t n)
{
    return deadline_in((int64_t)((size_t)deadline_left_ms(d) / n));
}

#endif
