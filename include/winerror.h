/* SPDX-License-Identifier: MIT */
/*
 * winerror.h - system codes that the network management API returns or passes on from servers.
 *
 * Names and values are those of [MS-ERREF] 2.2, the groups are ours and ordered by value. The
 * NERR_* codes of the API itself are in lmerr.h.
 */
#ifndef NETAPI32_WINERROR_H
#define NETAPI32_WINERROR_H

/* Generic. */
#define NO_ERROR                   0
#define ERROR_SUCCESS              0
#define ERROR_INVALID_FUNCTION     1
#define ERROR_FILE_NOT_FOUND       2
#define ERROR_PATH_NOT_FOUND       3
#define ERROR_ACCESS_DENIED        5
#define ERROR_INVALID_HANDLE       6
#define ERROR_NOT_ENOUGH_MEMORY    8
#define ERROR_BAD_FORMAT           11
#define ERROR_INVALID_DATA         13
#define ERROR_OUTOFMEMORY          14
#define ERROR_WRITE_FAULT          29
#define ERROR_GEN_FAILURE          31
#define ERROR_SHARING_VIOLATION    32
#define ERROR_HANDLE_EOF           38
#define ERROR_NOT_SUPPORTED        50
#define ERROR_FILE_EXISTS          80
#define ERROR_INVALID_PARAMETER    87
#define ERROR_BROKEN_PIPE          109
#define ERROR_CALL_NOT_IMPLEMENTED 120
#define ERROR_SEM_TIMEOUT          121
#define ERROR_INSUFFICIENT_BUFFER  122
#define ERROR_INVALID_NAME         123
#define ERROR_INVALID_LEVEL        124
#define ERROR_BAD_PATHNAME         161
#define ERROR_BUSY                 170
#define ERROR_ALREADY_EXISTS       183
#define ERROR_BAD_PIPE             230
#define ERROR_PIPE_BUSY            231
#define ERROR_NO_DATA              232
#define ERROR_PIPE_NOT_CONNECTED   233
#define ERROR_MORE_DATA            234
#define ERROR_NO_MORE_ITEMS        259
#define ERROR_OPERATION_ABORTED    995
#define ERROR_CAN_NOT_COMPLETE     1003
#define ERROR_INVALID_FLAGS        1004
#define ERROR_SERVICE_NOT_ACTIVE   1062
#define ERROR_FILEMARK_DETECTED    1101
#define ERROR_CANCELLED            1223
#define ERROR_RETRY                1237
#define ERROR_INTERNAL_ERROR       1359
#define ERROR_NO_SYSTEM_RESOURCES  1450
#define ERROR_TIMEOUT              1460

/* Network, connections, names. */
#define ERROR_REM_NOT_LIST                  51
#define ERROR_DUP_NAME                      52
#define ERROR_BAD_NETPATH                   53
#define ERROR_NETWORK_BUSY                  54
#define ERROR_DEV_NOT_EXIST                 55
#define ERROR_BAD_NET_RESP                  58
#define ERROR_UNEXP_NET_ERR                 59
#define ERROR_NETNAME_DELETED               64
#define ERROR_NETWORK_ACCESS_DENIED         65
#define ERROR_BAD_DEV_TYPE                  66
#define ERROR_BAD_NET_NAME                  67
#define ERROR_TOO_MANY_NAMES                68
#define ERROR_TOO_MANY_SESS                 69
#define ERROR_SHARING_PAUSED                70
#define ERROR_REQ_NOT_ACCEP                 71
#define ERROR_ALREADY_ASSIGNED              85
#define ERROR_INVALID_PASSWORD              86
#define ERROR_VC_DISCONNECTED               240
#define ERROR_BAD_DEVICE                    1200
#define ERROR_NO_NET_OR_BAD_PATH            1203
#define ERROR_EXTENDED_ERROR                1208
#define ERROR_INVALID_COMPUTERNAME          1210
#define ERROR_INVALID_DOMAINNAME            1212
#define ERROR_INVALID_NETNAME               1214
#define ERROR_SESSION_CREDENTIAL_CONFLICT   1219
#define ERROR_REMOTE_SESSION_LIMIT_EXCEEDED 1220
#define ERROR_DUP_DOMAINNAME                1221
#define ERROR_NO_NETWORK                    1222
#define ERROR_CONNECTION_REFUSED            1225
#define ERROR_GRACEFUL_DISCONNECT           1226
#define ERROR_CONNECTION_INVALID            1229
#define ERROR_NETWORK_UNREACHABLE           1231
#define ERROR_HOST_UNREACHABLE              1232
#define ERROR_PROTOCOL_UNREACHABLE          1233
#define ERROR_PORT_UNREACHABLE              1234
#define ERROR_REQUEST_ABORTED               1235
#define ERROR_CONNECTION_ABORTED            1236
#define ERROR_NOT_AUTHENTICATED             1244
#define ERROR_NOT_LOGGED_ON                 1245
#define ERROR_SERVER_SHUTDOWN_IN_PROGRESS   1255
#define ERROR_HOST_DOWN                     1256
#define ERROR_DOWNGRADE_DETECTED            1265
#define ERROR_NO_BROWSER_SERVERS_FOUND      6118

/* Log-on and passwords. */
#define ERROR_NO_LOGON_SERVERS             1311
#define ERROR_NO_SUCH_LOGON_SESSION        1312
#define ERROR_WRONG_PASSWORD               1323
#define ERROR_ILL_FORMED_PASSWORD          1324
#define ERROR_PASSWORD_RESTRICTION         1325
#define ERROR_LOGON_FAILURE                1326
#define ERROR_ACCOUNT_RESTRICTION          1327
#define ERROR_INVALID_LOGON_HOURS          1328
#define ERROR_INVALID_WORKSTATION          1329
#define ERROR_PASSWORD_EXPIRED             1330
#define ERROR_ACCOUNT_DISABLED             1331
#define ERROR_LOGON_TYPE_NOT_GRANTED       1385
#define ERROR_NO_USER_SESSION_KEY          1394
#define ERROR_WRONG_TARGET_NAME            1396
#define ERROR_MUTUAL_AUTH_FAILED           1397
#define ERROR_TIME_SKEW                    1398
#define ERROR_NO_TRUST_LSA_SECRET          1786
#define ERROR_NO_TRUST_SAM_ACCOUNT         1787
#define ERROR_TRUSTED_DOMAIN_FAILURE       1788
#define ERROR_TRUSTED_RELATIONSHIP_FAILURE 1789
#define ERROR_TRUST_FAILURE                1790
#define ERROR_NETLOGON_NOT_STARTED         1792
#define ERROR_ACCOUNT_EXPIRED              1793
#define ERROR_DOMAIN_TRUST_INCONSISTENT    1810
#define ERROR_PASSWORD_MUST_CHANGE         1907
#define ERROR_ACCOUNT_LOCKED_OUT           1909
#define ERROR_NTLM_BLOCKED                 1937

/* Accounts, groups, domains. */
#define ERROR_NOT_ALL_ASSIGNED            1300
#define ERROR_SOME_NOT_MAPPED             1301
#define ERROR_PRIVILEGE_NOT_HELD          1314
#define ERROR_INVALID_ACCOUNT_NAME        1315
#define ERROR_USER_EXISTS                 1316
#define ERROR_NO_SUCH_USER                1317
#define ERROR_GROUP_EXISTS                1318
#define ERROR_NO_SUCH_GROUP               1319
#define ERROR_MEMBER_IN_GROUP             1320
#define ERROR_MEMBER_NOT_IN_GROUP         1321
#define ERROR_LAST_ADMIN                  1322
#define ERROR_NONE_MAPPED                 1332
#define ERROR_INVALID_ACL                 1336
#define ERROR_INVALID_SID                 1337
#define ERROR_INVALID_SECURITY_DESCR      1338
#define ERROR_CANT_ACCESS_DOMAIN_INFO     1351
#define ERROR_INVALID_SERVER_STATE        1352
#define ERROR_INVALID_DOMAIN_STATE        1353
#define ERROR_INVALID_DOMAIN_ROLE         1354
#define ERROR_NO_SUCH_DOMAIN              1355
#define ERROR_DOMAIN_EXISTS               1356
#define ERROR_SPECIAL_ACCOUNT             1371
#define ERROR_SPECIAL_GROUP               1372
#define ERROR_SPECIAL_USER                1373
#define ERROR_MEMBERS_PRIMARY_GROUP       1374
#define ERROR_NO_SUCH_ALIAS               1376
#define ERROR_MEMBER_NOT_IN_ALIAS         1377
#define ERROR_MEMBER_IN_ALIAS             1378
#define ERROR_ALIAS_EXISTS                1379
#define ERROR_NO_SUCH_MEMBER              1387
#define ERROR_INVALID_MEMBER              1388
#define ERROR_DOMAIN_CONTROLLER_NOT_FOUND 1908
#define ERROR_NO_SITENAME                 1919

/* Remote procedure calls. */
#define RPC_X_SS_CONTEXT_MISMATCH     ERROR_INVALID_HANDLE
#define RPC_S_INVALID_STRING_BINDING  1700
#define RPC_S_WRONG_KIND_OF_BINDING   1701
#define RPC_S_INVALID_BINDING         1702
#define RPC_S_PROTSEQ_NOT_SUPPORTED   1703
#define RPC_S_INVALID_RPC_PROTSEQ     1704
#define RPC_S_INVALID_NET_ADDR        1707
#define RPC_S_NO_ENDPOINT_FOUND       1708
#define RPC_S_INVALID_TIMEOUT         1709
#define RPC_S_UNKNOWN_IF              1717
#define RPC_S_OUT_OF_RESOURCES        1721
#define RPC_S_SERVER_UNAVAILABLE      1722
#define RPC_S_SERVER_TOO_BUSY         1723
#define RPC_S_CALL_FAILED             1726
#define RPC_S_CALL_FAILED_DNE         1727
#define RPC_S_PROTOCOL_ERROR          1728
#define RPC_S_UNSUPPORTED_TRANS_SYN   1730
#define RPC_S_UNSUPPORTED_TYPE        1732
#define RPC_S_INVALID_TAG             1733
#define RPC_S_INVALID_BOUND           1734
#define RPC_S_UNKNOWN_AUTHN_TYPE      1741
#define RPC_S_STRING_TOO_LONG         1743
#define RPC_S_PROCNUM_OUT_OF_RANGE    1745
#define RPC_S_UNKNOWN_AUTHN_SERVICE   1747
#define RPC_S_UNKNOWN_AUTHN_LEVEL     1748
#define RPC_S_INVALID_AUTH_IDENTITY   1749
#define EPT_S_INVALID_ENTRY           1751
#define EPT_S_CANT_PERFORM_OP         1752
#define EPT_S_NOT_REGISTERED          1753
#define RPC_S_CANNOT_SUPPORT          1764
#define RPC_S_INTERNAL_ERROR          1766
#define RPC_X_SS_IN_NULL_CONTEXT      1775
#define RPC_X_NULL_REF_POINTER        1780
#define RPC_X_ENUM_VALUE_OUT_OF_RANGE 1781
#define RPC_X_BYTE_COUNT_TOO_SMALL    1782
#define RPC_X_BAD_STUB_DATA           1783
#define RPC_S_CALL_IN_PROGRESS        1791
#define RPC_S_CALL_CANCELLED          1818
#define RPC_S_COMM_FAILURE            1820
#define RPC_S_SEC_PKG_ERROR           1825

#endif
