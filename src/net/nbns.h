/* SPDX-License-Identifier: MIT */
/* Asks the network for the addresses of NetBIOS names: by broadcast on every interface, and at
 * configured addresses. Anybody may answer; docs/security.md says what that means. */
#ifndef NET_NBNS_H
#define NET_NBNS_H

#include "net/deadline.h"
#include "net/netbios.h"

struct nbns_scope {
    bool broadcast;      /* on every interface that can */
    const char *servers; /* IPv4 addresses between blanks or commas, asked as well; NULL: none */
    uint16_t port;       /* UDP; 0: 137 */
};

struct nbns_question {
    struct netbios_name name;
    uint32_t addresses[NBNS_ANSWERS_MAX]; /* out: ascending, none twice; as in netbios.h */
    size_t n_addresses;                   /* out */
};

/*
 * Asks all questions at once. What was answered in a try of 250 ms is taken together; without any
 * answer there are three tries. No answer is no error. Returns an NTSTATUS:
 * STATUS_INSUFFICIENT_RESOURCES when there is no socket to be had.
 */
uint32_t nbns_ask(struct nbns_question *questions, size_t n_questions,
                  const struct nbns_scope *scope, struct deadline deadline);

/* 192.0.2.1 and so on. */
#define NBNS_TEXT_SIZE 16u
void nbns_address_text(uint32_t address, char text[NBNS_TEXT_SIZE]);

#endif
