/* SPDX-License-Identifier: MIT */
/*
 * Random bytes that are the same in every run, so that what a client sends can be compared with a
 * recording and the keys of a session are known. In a program linked with -Wl,--wrap=random_fill,
 * and only there, the code under test gets these instead of the kernel's.
 */
#ifndef SUPPORT_FIXED_RANDOM_H
#define SUPPORT_FIXED_RANDOM_H

/* The bytes begin anew, as after the last start. */
void fixed_random_start(void);

#endif
