/* SPDX-License-Identifier: MIT */
/*
 * Status codes of the layers and the maps between them. SMB2 and what carries it speak NTSTATUS
 * ([MS-ERREF] 2.3), DCE/RPC speaks fault codes (C706 appendix E), the API speaks Win32 and NERR_
 * codes. A code is translated once, where the layer above receives it.
 */
#ifndef BASE_STATUS_H
#define BASE_STATUS_H

#include <stdbool.h>
#include <stdint.h>

#define STATUS_OK                       0x00000000u
#define STATUS_PENDING                  0x00000103u
#define STATUS_BUFFER_OVERFLOW          0x80000005u
#define STATUS_NOT_IMPLEMENTED          0xC0000002u
#define STATUS_INVALID_HANDLE           0xC0000008u
#define STATUS_INVALID_PARAMETER        0xC000000Du
#define STATUS_INVALID_DEVICE_REQUEST   0xC0000010u
#define STATUS_MORE_PROCESSING_REQUIRED 0xC0000016u
#define STATUS_NO_MEMORY                0xC0000017u
#define STATUS_ACCESS_DENIED            0xC0000022u
#define STATUS_OBJECT_NAME_INVALID      0xC0000033u
#define STATUS_OBJECT_NAME_NOT_FOUND    0xC0000034u
#define STATUS_OBJECT_PATH_NOT_FOUND    0xC000003Au
#define STATUS_NO_LOGON_SERVERS         0xC000005Eu
#define STATUS_NO_SUCH_LOGON_SESSION    0xC000005Fu
#define STATUS_WRONG_PASSWORD           0xC000006Au
#define STATUS_LOGON_FAILURE            0xC000006Du
#define STATUS_ACCOUNT_RESTRICTION      0xC000006Eu
#define STATUS_INVALID_LOGON_HOURS      0xC000006Fu
#define STATUS_INVALID_WORKSTATION      0xC0000070u
#define STATUS_PASSWORD_EXPIRED         0xC0000071u
#define STATUS_ACCOUNT_DISABLED         0xC0000072u
#define STATUS_INSUFFICIENT_RESOURCES   0xC000009Au
#define STATUS_PIPE_NOT_AVAILABLE       0xC00000ACu
#define STATUS_PIPE_BUSY                0xC00000AEu
#define STATUS_PIPE_DISCONNECTED        0xC00000B0u
#define STATUS_PIPE_CLOSING             0xC00000B1u
#define STATUS_FILE_CLOSED              0xC0000128u
#define STATUS_PIPE_BROKEN              0xC000014Bu
#define STATUS_IO_TIMEOUT               0xC00000B5u
#define STATUS_NOT_SUPPORTED            0xC00000BBu
#define STATUS_BAD_NETWORK_PATH         0xC00000BEu
#define STATUS_INVALID_NETWORK_RESPONSE 0xC00000C3u
#define STATUS_NETWORK_NAME_DELETED     0xC00000C9u
#define STATUS_NETWORK_ACCESS_DENIED    0xC00000CAu
#define STATUS_BAD_NETWORK_NAME         0xC00000CCu
#define STATUS_REQUEST_NOT_ACCEPTED     0xC00000D0u
#define STATUS_TOO_MANY_SESSIONS        0xC00000CEu
#define STATUS_INTERNAL_ERROR           0xC00000E5u
#define STATUS_FS_DRIVER_REQUIRED       0xC000019Cu
#define STATUS_ACCOUNT_EXPIRED          0xC0000193u
#define STATUS_USER_SESSION_DELETED     0xC0000203u
#define STATUS_CONNECTION_DISCONNECTED  0xC000020Cu
#define STATUS_CONNECTION_RESET         0xC000020Du
#define STATUS_PASSWORD_MUST_CHANGE     0xC0000224u
#define STATUS_NETWORK_UNREACHABLE      0xC000023Cu
#define STATUS_HOST_UNREACHABLE         0xC000023Du
#define STATUS_ACCOUNT_LOCKED_OUT       0xC0000234u
#define STATUS_CONNECTION_REFUSED       0xC0000236u
#define STATUS_NETWORK_SESSION_EXPIRED  0xC000035Cu
#define STATUS_NTLM_BLOCKED             0xC0000418u
#define STATUS_LOGON_TYPE_NOT_GRANTED   0xC000015Bu
#define STATUS_TRUSTED_DOMAIN_FAILURE   0xC000018Cu
#define STATUS_NOT_FOUND                0xC0000225u

/* Of Kerberos. */
#define STATUS_TIME_DIFFERENCE_AT_DC        0xC0000133u
#define STATUS_MUTUAL_AUTHENTICATION_FAILED 0xC00002C3u
#define STATUS_KDC_UNABLE_TO_REFER          0xC00002FCu

/* Results of [MS-SAMR]. */
#define STATUS_MORE_ENTRIES                0x00000105u
#define STATUS_SOME_NOT_MAPPED             0x00000107u
#define STATUS_NO_MORE_ENTRIES             0x8000001Au
#define STATUS_INVALID_INFO_CLASS          0xC0000003u
#define STATUS_INVALID_ACCOUNT_NAME        0xC0000062u
#define STATUS_USER_EXISTS                 0xC0000063u
#define STATUS_NO_SUCH_USER                0xC0000064u
#define STATUS_GROUP_EXISTS                0xC0000065u
#define STATUS_NO_SUCH_GROUP               0xC0000066u
#define STATUS_MEMBER_IN_GROUP             0xC0000067u
#define STATUS_MEMBER_NOT_IN_GROUP         0xC0000068u
#define STATUS_LAST_ADMIN                  0xC0000069u
#define STATUS_ILL_FORMED_PASSWORD         0xC000006Bu
#define STATUS_PASSWORD_RESTRICTION        0xC000006Cu
#define STATUS_NONE_MAPPED                 0xC0000073u
#define STATUS_INVALID_SID                 0xC0000078u
#define STATUS_INVALID_SERVER_STATE        0xC00000DCu
#define STATUS_INVALID_DOMAIN_STATE        0xC00000DDu
#define STATUS_INVALID_DOMAIN_ROLE         0xC00000DEu
#define STATUS_NO_SUCH_DOMAIN              0xC00000DFu
#define STATUS_SPECIAL_ACCOUNT             0xC0000124u
#define STATUS_SPECIAL_GROUP               0xC0000125u
#define STATUS_SPECIAL_USER                0xC0000126u
#define STATUS_MEMBERS_PRIMARY_GROUP       0xC0000127u
#define STATUS_NO_SUCH_ALIAS               0xC0000151u
#define STATUS_MEMBER_NOT_IN_ALIAS         0xC0000152u
#define STATUS_MEMBER_IN_ALIAS             0xC0000153u
#define STATUS_ALIAS_EXISTS                0xC0000154u
#define STATUS_NO_SUCH_MEMBER              0xC000017Au
#define STATUS_INVALID_MEMBER              0xC000017Bu
#define STATUS_DOMAIN_CONTROLLER_NOT_FOUND 0xC0000233u

/* The Win32 or NERR_ code for an NTSTATUS; an error we do not know becomes NERR_InternalError. */
uint32_t status_to_win32(uint32_t nt_status);

/* The same for the result of an operation that carries accounts: a few codes have names of their
 * own in this API, and some tell more than success. Not for what carries the operation: there only
 * STATUS_OK is success, whatever a peer sends. */
uint32_t status_result_to_win32(uint32_t nt_status);

/* The same for a DCE/RPC fault; a fault we do not know becomes RPC_S_CALL_FAILED. */
uint32_t fault_to_win32(uint32_t fault);

/* `STATUS_LOGON_FAILURE` and so on, for the log; NULL when the code has no name here. */
const char *status_name(uint32_t nt_status);

/* Name and text of a Win32 or NERR_ code, for messages; false when the code is unknown. */
bool win32_describe(uint32_t code, const char **name, const char **text);

#endif
