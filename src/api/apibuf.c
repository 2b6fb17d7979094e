/* SPDX-License-Identifier: MIT */
/* NetApiBuffer*: the published face of base/buffer.c. Arguments are checked here, pointers there.
 */
#include "lmapibuf.h"

#include "base/buffer.h"
#include "lmerr.h"
#include "winerror.h"

NET_API_STATUS NetApiBufferAllocate(DWORD ByteCount, LPVOID *Buffer)
{
    if (!Buffer)
        return ERROR_INVALID_PARAMETER;
    void *p = buffer_new(ByteCount, __func__);
    *Buffer = p;
    return p ? NERR_Success : ERROR_NOT_ENOUGH_MEMORY;
}

NET_API_STATUS NetapipBufferAllocate(DWORD ByteCount, LPVOID *Buffer)
{
    return NetApiBufferAllocate(ByteCount, Buffer);
}

NET_API_STATUS NetApiBufferFree(LPVOID Buffer)
{
    return !Buffer || buffer_free(Buffer) ? NERR_Success : ERROR_INVALID_PARAMETER;
}

NET_API_STATUS NetApiBufferReallocate(LPVOID OldBuffer, DWORD NewByteCount, LPVOID *NewBuffer)
{
    if (!NewBuffer || (OldBuffer && !buffer_check(OldBuffer, NULL)))
        return ERROR_INVALID_PARAMETER;
    if (!NewByteCount) {
        buffer_free(OldBuffer);
        *NewBuffer = NULL;
        return NERR_Success;
    }
    void *p = OldBuffer ? buffer_resize(OldBuffer, NewByteCount, __func__)
                        : buffer_new(NewByteCount, __func__);
    if (!p)
        return ERROR_NOT_ENOUGH_MEMORY;
    *NewBuffer = p;
    return NERR_Success;
}

NET_API_STATUS NetApiBufferSize(LPVOID Buffer, LPDWORD ByteCount)
{
    size_t size;
    if (!ByteCount || !buffer_check(Buffer, &size))
        return ERROR_INVALID_PARAMETER;
    *ByteCount = (DWORD)size;
    return NERR_Success;
}
