/* SPDX-License-Identifier: MIT */
/*
 * lmapibuf.h - the memory that answers of the network management API are returned in.
 *
 * Every answer is one block: structures first, then the strings they point to.
 * NetApiBufferFree releases it whole; pointers inside the block are never freed by themselves.
 * A program may also make blocks of its own. Blocks are aligned to 16 bytes and not cleared, and
 * one thread may free what another allocated. Nothing here talks to a server.
 */
#ifndef NETAPI32_LMAPIBUF_H
#define NETAPI32_LMAPIBUF_H

#include "lmcons.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * NetApiBufferAllocate - make a block.
 *
 * ByteCount    size in bytes; 0 makes a valid block with no room.
 * Buffer       out: the block. Release it with NetApiBufferFree. NULL after an error.
 *
 * NERR_Success,
 * ERROR_INVALID_PARAMETER (Buffer is NULL),
 * ERROR_NOT_ENOUGH_MEMORY.
 */
NET_API_STATUS NetApiBufferAllocate(DWORD ByteCount, LPVOID *Buffer);

/*
 * NetApiBufferFree - release a block of this API.
 *
 * Buffer       what NetApiBufferAllocate, NetApiBufferReallocate or a function that returns
 *              information gave; NULL is allowed and does nothing.
 *
 * NERR_Success,
 * ERROR_INVALID_PARAMETER (not the start of such a block, or released before; nothing is done).
 */
NET_API_STATUS NetApiBufferFree(LPVOID Buffer);

/*
 * NetApiBufferReallocate - change the size of a block, keeping what fits.
 *
 * OldBuffer    the block; NULL makes a new one.
 * NewByteCount new size in bytes; 0 releases the block.
 * NewBuffer    out: the block, perhaps at another address; NULL if NewByteCount is 0. It may be
 *              the address of the variable that holds OldBuffer.
 *
 * NERR_Success,
 * ERROR_INVALID_PARAMETER (NewBuffer is NULL, or OldBuffer is not a block of this API),
 * ERROR_NOT_ENOUGH_MEMORY (OldBuffer stays valid).
 *
 * Resizing an answer moves its structures: pointers in it still point into the old place.
 */
NET_API_STATUS NetApiBufferReallocate(LPVOID OldBuffer, DWORD NewByteCount, LPVOID *NewBuffer);

/*
 * NetApiBufferSize - tell the size of a block.
 *
 * Buffer       a block of this API.
 * ByteCount    out: bytes that may be used, at least what was asked for.
 *
 * NERR_Success,
 * ERROR_INVALID_PARAMETER (either argument is NULL, or Buffer is not a block of this API).
 */
NET_API_STATUS NetApiBufferSize(LPVOID Buffer, LPDWORD ByteCount);

/*
 * NetapipBufferAllocate - another name of NetApiBufferAllocate, which old programs import.
 */
NET_API_STATUS NetapipBufferAllocate(DWORD ByteCount, LPVOID *Buffer);

#ifdef __cplusplus
}
#endif

#endif
