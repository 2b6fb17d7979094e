/* SPDX-License-Identifier: MIT */
/*
 * Encrypted messages against published ones: those Microsoft printed for SMB 3.0 ("Encryption in
 * SMB 3.0: a protocol perspective") and 3.1.1 ("SMB 3.1.1 encryption in Windows 10"), with the keys
 * they come from. None were printed for 256 bits: those here, and all we encrypt ourselves, were
 * computed by OpenSSL.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/bytes.h"
#include "base/limits.h"
#include "hex.h"
#include "smb2/dialect.h"
#include "smb2/encrypt.h"
#include "smb2/header.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

#define MESSAGE_MAX 512u

struct printed {
    const char *name, *key;
    uint16_t cipher;
    uint64_t session_id;
    const char *encrypted, *plain;
};

static const struct printed printed[] = {
    { "3.0 WRITE request", "261B72350558F2E9DCF613070383EDBF", SMB2_AES_128_CCM, 0x8e40014000011,
      "FD534D4281A286535415445DAE393921E44FA42E66E69A111892584FB5ED524A744DA3EE8700000000000100"
      "1100001400E4080025C8FEE16605A437832D1CD52DA9F4645333482A175FE5384563F45FCDAFAEF38BC62BA4"
      "D5C62897996625A44C29BE5658DE2E6117585779E7B59FFD971278D08580D7FA899E410E910EABF5AA1DB430"
      "50B33B49182637759AC15D84BFCDF5B6B238993C0F4CF4D6012023F6C627297075D84B7803912D0A96396344"
      "53595EF3E33FFE4E7AC2AB",
      "FE534D4240000100000000000900400008000000000000000400000000000000FFFE0000010000001100001400"
      "E40800000000000000000000000000000000003100700017000000000000000000000015010000390000020100"
      "00003902000000000000000000007000000000000000536D623320656E6372797074696F6E2074657374696E6"
      "7" },
    { "3.0 WRITE reply", "8FE2B57EC34D2DB5B1A9727F526BBDB5", SMB2_AES_128_CCM, 0x8e40014000011,
      "FD534D42A6015530A18F6D9AFFE22AFAE8E6648486000000000000001100001400E408005000000000000100"
      "1100001400E40800DBF46435C5F14169293CE079E344479BF670227E49873F458672C3098DAC467DD5809F36"
      "9D674091665157871483E01F7BECD02064EAC3E235F913668BBC2F097980D4B378F1993EFF6E60D177309E5B",
      "FE534D4240000100000000000900210009000000000000000400000000000000FFFE0000010000001100001400"
      "E408000000000000000000000000000000000011000000170000000000000000000000" },
    { "3.0 READ reply", "8FE2B57EC34D2DB5B1A9727F526BBDB5", SMB2_AES_128_CCM, 0x8e40014000011,
      "FD534D42ABD518B68C2F04D7879F482B689EB83F87000000000000001100001400E408006700000000000100"
      "1100001400E40800493D6FE2BDBEB435CF5F546970C7BB57BF20E713C75A3D045507E0D68E5C0346659D6FFB"
      "8AC1504A786CA2BB89C9E7FE4F313E910A04180D2D0EA7DF636329E5A3285984500EF86FE9D55DA4FAB9531C"
      "FDD4C551D47F3C73124BB4590A45052B694048B991CCF5",
      "FE534D4240000100000000000800210009000000000000000500000000000000FFFE0000010000001100001400"
      "E408000000000000000000000000000000000011005000170000000000000000000000536D623320656E637279"
      "7074696F6E2074657374696E67" },
    { "3.1.1 WRITE request, GCM", "A2F5E80E5D59103034F32E52F698E5EC", SMB2_AES_128_GCM,
      0x100000000025,
      "FD534D42BD73D97D2BC9001BCAFAC0FDFF5FEEBCC7D6822D269CAF48904C664C000000008700000000000100"
      "25000000001000006ECDD2A7AFC7B47763057A041B8FD4DAFFE990B70C9E09D36C084E02D14EF247F8BDE38A"
      "CF6256F8B1D3B56F77FBDEB312FEA5E92CBCC1ED8FB2EBBFAA75E49A4A394BB44576545567C24D4C014D47C9"
      "FBDFDAFD2C4F9B72F8D256452620A299F48E29E53D6B61D1C13A19E91AF013F00D17E3ABC2FC3D36C8C1B6B9"
      "3973253852DBD442E46EE8",
      "FE534D4240000100000000000900010008000000000000000500000000000000FFFE0000010000002500000000"
      "100000000000000000000000000000000000003100700017000000000000000000000006000000040000000100"
      "00000400000000000000000000007000000000000000536D623320656E6372797074696F6E2074657374696E6"
      "7" },
    { "3.1.1 WRITE reply, GCM", "748C50868C90F302962A5C35F5F9A8BF", SMB2_AES_128_GCM,
      0x100000000025,
      "FD534D42ACBE1CB7ED343ADF1725EF144D90D4B0E06831DD2E8EB7B400000000000000005000000000000100"
      "250000000010000026BBBF949983A6C1C796559D0F2C510CB651D1F7B6AC8DED32A2A0B8F2D793A815C6F6B8"
      "48D69767A215841A42D400AE6DDB5F0B44173A014973321FDD7950DA6179159B82E03C9E18A050FF0EA1C967",
      "FE534D4240000100000000000900010001000000000000000500000000000000FFFE0000010000002500000000"
      "1000000000000000000000000000000000000011000000170000000000000000000000" },
    { "3.1.1 READ reply, GCM", "748C50868C90F302962A5C35F5F9A8BF", SMB2_AES_128_GCM, 0x100000000025,
      "FD534D427F714B3B9D8FA1198584E71C2BAA1CB6E16831DD2E8EB7B400000000000000006700000000000100"
      "2500000000100000FECEDF4D03BB11A6CC5D8A53BE33D6D8701986342B4197D306E16F9CBB218E92F7F8281F"
      "51CE68BB85A20D87DE90EBBF80538066D1C37513C0A58D70936D537B624F5500202A612B6CD30D448A82791A"
      "0B2E049ED512AFAEFB06E98AB3D6F931D7D50DB2DBD36A",
      "FE534D4240000100000000000800010001000000000000000600000000000000FFFE0000010000002500000000"
      "1000000000000000000000000000000000000011005000170000000000000000000000536D623320656E637279"
      "7074696F6E2074657374696E67" },
    { "3.1.1 READ request, CCM", "DFAAA31AAE40A2485D47AC4DF09FDA1D", SMB2_AES_128_CCM,
      0x100000000021,
      "FD534D4235BF9600C841F0CDA9BD1BC3727B7E36A0F92E964EDC3049B86E1900000000007100000000000100"
      "2100000000100000C4CCD3EB483A0638E69C99E391E7F64BCC10D6BEE46FEEA258C4BCAF792CB5A6E6928392"
      "4081806DAB64827E9D14A5345D5221AB6DAFCB0E89FC2606B63D92163F4F6C93D1213D86ABF123B93EAD3AEF"
      "9A3471EFD68A423A00A6E0064D9AE3C842EFFFAD236A3BF25D37F4CD054C97DE18",
      "FE534D4240000100000000000800010008000000000000000600000000000000FFFE0000010000002100000000"
      "100000000000000000000000000000000000003100000017000000000000000000000005000000040000000100"
      "0000040000000000000000000000000000000000000000" },
    { "3.1.1 READ reply, CCM", "95C544AEF6072680DA1CE49A68A97FA6", SMB2_AES_128_CCM, 0x100000000021,
      "FD534D42E241A13C7E1EE42ECF1FD69F3B8668C6DA6831DD2E8EB7B400000000000000006700000000000100"
      "210000000010000015D67234FC8358D7BA1BF037ABC8EFD41A0A8F9BB04B16DEB1E85606BD8C2770823FE623"
      "9A286CB3E3D5762ABBD53FD8DE11ED491FE905E146A8FFCE09414AB741103D637E28B19C6BA759B399DCC21F"
      "AE24CF2A455A13B215FC2857ABB513927F9F271D1C208B",
      "FE534D4240000100000000000800010001000000000000000600000000000000FFFE0000010000002100000000"
      "1000000000000000000000000000000000000011005000170000000000000000000000536D623320656E637279"
      "7074696F6E2074657374696E67" },
};

static void printed_messages_decrypt_to_what_was_printed(void **state)
{
    (void)state;
    for (size_t i = 0; i < LEN(printed); i++) {
        struct smb2_encryption e;
        uint8_t key[16], msg[MESSAGE_MAX], *plain = NULL;
        size_t len = unhex(printed[i].encrypted, msg), plain_len = 0;
        unhex(printed[i].key, key);
        smb2_encryption_init(&e, smb2_cipher_find(printed[i].cipher), key, key);
        assert_true(smb2_is_encrypted(msg, len));
        const char *why = smb2_decrypt(&e, printed[i].session_id, msg, len, &plain, &plain_len);
        if (why)
            fail_msg("%s: %s", printed[i].name, why);
        assert_ptr_equal(plain, msg + SMB2_TRANSFORM_SIZE);
        assert_int_equal(plain_len, strlen(printed[i].plain) / 2);
        assert_hex(plain, printed[i].plain);
        smb2_encryption_wipe(&e);
    }
}

/* The session keys printed with them; those of 3.1.1 come from the printed hash of the log-on. */
static void printed_session_keys_give_the_printed_keys(void **state)
{
    static const struct {
        uint16_t dialect;
        const char *session_key, *out, *in;
    } rows[] = {
        { 0x0300, "B4546771B515F766A86735532DD6C4F0", "261B72350558F2E9DCF613070383EDBF",
          "8FE2B57EC34D2DB5B1A9727F526BBDB5" },
        { 0x0311, "419FDDF34C1E001909D362AE7FB6AF79", "A2F5E80E5D59103034F32E52F698E5EC",
          "748C50868C90F302962A5C35F5F9A8BF" },
    };
    uint8_t preauth[SMB2_PREAUTH_SIZE];
    (void)state;
    unhex("B23F3CBFD69487D9832B79B1594A367CDD950909B774C3A4C412B4FCEA9EDDDBA7DB256BA2EA30E977F11F9B"
          "113247578E0E915C6D2A513B8F2FCA5707DC8770",
          preauth);
    for (size_t i = 0; i < LEN(rows); i++) {
        const struct smb2_dialect *d = smb2_dialect_find(rows[i].dialect);
        uint8_t session_key[16], key[16];
        struct smb2_bytes from = { session_key, sizeof session_key };
        unhex(rows[i].session_key, session_key);
        smb2_dialect_key(d, SMB2_KEY_CLIENT_TO_SERVER, from, preauth, key, sizeof key);
        assert_hex(key, rows[i].out);
        smb2_dialect_key(d, SMB2_KEY_SERVER_TO_CLIENT, from, preauth, key, sizeof key);
        assert_hex(key, rows[i].in);
    }
}

/* OpenSSL's answers. Session key 01 02 03 …, preauthentication hash 03 0A 11 …, message 01 06 0B …,
 * the third message of the session. */
static const struct {
    uint16_t cipher;
    size_t session_key_len;
    const char *encrypted;
} computed[] = {
    { SMB2_AES_128_CCM, 16,
      "fd534d423ddce2c5f01a07cf6cf90d7431da53b3020000000000000000000000000000005d00000000000100"
      "8877665544332211ab0f8517c17846c3e259dc6d6a4c9f718841091d1cc6cabdeb346500720b63408e75ac7c"
      "c8f7f7560b107ee4581a62d19fb65668c9d5024790505a5a72972677e24f57a0a1103bb685cfd58a0943c104"
      "a7a8b1b32c9451950a26a9abe2" },
    { SMB2_AES_128_GCM, 16,
      "fd534d428735ac8c4a6033aeeb69526192a485d7020000000000000000000000000000005d00000000000100"
      "887766554433221187a0d28be9dde3d9bac7d87a0825da08337ceaa14e6615161da6be18d300f4c6c2435bea"
      "8e09e7db111e7f1bc9290f31d6d1730c3551db263be2194d1cb15d51719ad248f84c2236243ee926094f54f4"
      "6bc5e97fb98c5ef5b9fabc3e5e" },
    { SMB2_AES_256_CCM, 16,
      "fd534d427f63047c2e86eb5545023fe1f8cca180020000000000000000000000000000005d00000000000100"
      "88776655443322111f3dd009226ae7e61c1ba99c2ca1b7aca1914694591a929238608aca2c150093c1c58332"
      "685e8360b586f9c77cc2e00ab7c33dc0a2c01c936978b49329bac090c37864b2a2bcf947dad5d45a749ef961"
      "93ca4883d863752794dcb7684e" },
    { SMB2_AES_256_CCM, 32,
      "fd534d424b44ceb61a4ecd48b2be330f58d7f613020000000000000000000000000000005d00000000000100"
      "887766554433221185a369cb1f5de806737e515fea12fc76dd8e4f8bf45cd2d1960ac13f2d1321aa6301e81b"
      "5c3e95e4b71d13a60da44498999937c1ec81eff0a82a74f64ec6dc96e6c023db3511c5604a8da9bb22e9f923"
      "82d0ced22022e9732d0941652f" },
    { SMB2_AES_256_GCM, 16,
      "fd534d42b3e94ec24ec16c045c4d2b01ec38909f020000000000000000000000000000005d00000000000100"
      "887766554433221170beb58e1b47587b0323d412ed477a90d9eebc135f8ec53f96966648cb7df303ca6ec9e3"
      "f8951f5fae8d7c32ddf0222efc6171dba0dc8c17c5f8efd099b512a0f7452c841e8dba066563215320a052b3"
      "c6d34bab59ad1da164a5497fe3" },
    { SMB2_AES_256_GCM, 32,
      "fd534d42e3a227cca2f9209f9a0698c0c3c535be020000000000000000000000000000005d00000000000100"
      "88776655443322118c85379e398a2e45bbb09f38148dd5b498296eb22a387dbf105cb8e38efea906a27bf596"
      "2cfe2152f59b719455287aee0a436390da75b55224e0f06ea16717eee963e98c630984c16e0e3b6da19a83c1"
      "4c139744723130a78f94c0abe8" },
};

static void what_we_encrypt_is_what_openssl_encrypts(void **state)
{
    uint8_t session_key[32], preauth[SMB2_PREAUTH_SIZE], msg[93], out[MESSAGE_MAX];
    (void)state;
    for (size_t i = 0; i < sizeof session_key; i++)
        session_key[i] = (uint8_t)(i + 1);
    for (size_t i = 0; i < sizeof preauth; i++)
        preauth[i] = (uint8_t)(7 * i + 3);
    for (size_t i = 0; i < sizeof msg; i++)
        msg[i] = (uint8_t)(5 * i + 1);
    for (size_t i = 0; i < LEN(computed); i++) {
        const struct smb2_cipher *cipher = smb2_cipher_find(computed[i].cipher);
        struct smb2_encryption e;
        uint8_t key[SMB2_CIPHER_KEY_MAX];
        smb2_dialect_key(smb2_dialect_find(0x0311), SMB2_KEY_CLIENT_TO_SERVER,
                         (struct smb2_bytes){ session_key, computed[i].session_key_len }, preauth,
                         key, cipher->key_size);
        smb2_encryption_init(&e, cipher, key, key);
        for (unsigned n = 0; n < 3; n++)
            assert_true(smb2_encrypt(&e, 0x1122334455667788, msg, sizeof msg, out));
        assert_int_equal(strlen(computed[i].encrypted) / 2, SMB2_TRANSFORM_SIZE + sizeof msg);
        assert_hex(out, computed[i].encrypted);
    }
}

/* Two ends with each cipher. */
static void both_ends(const struct smb2_cipher *cipher, struct smb2_encryption *a,
                      struct smb2_encryption *b)
{
    static const uint8_t to_b[32] = "from a to b", to_a[32] = "from b to a";
    smb2_encryption_init(a, cipher, to_b, to_a);
    smb2_encryption_init(b, cipher, to_a, to_b);
}

static void each_cipher_carries_messages_of_any_length(void **state)
{
    (void)state;
    for (size_t c = 0; smb2_cipher_offer(c); c++)
        for (size_t len = 1; len < 200; len++) {
            struct smb2_encryption a, b;
            uint8_t msg[200], *plain = NULL;
            size_t plain_len = 0;
            /* of exactly their size, so that a sanitizer sees a step past them */
            uint8_t *wire = malloc(SMB2_TRANSFORM_SIZE + len);
            assert_non_null(wire);
            both_ends(smb2_cipher_offer(c), &a, &b);
            memset(msg, (int)len, sizeof msg);
            assert_true(smb2_encrypt(&a, 7, msg, len, wire));
            assert_null(smb2_decrypt(&b, 7, wire, SMB2_TRANSFORM_SIZE + len, &plain, &plain_len));
            assert_int_equal(plain_len, len);
            assert_memory_equal(plain, msg, len);
            free(wire);
        }
}

static void nonces_count_and_fill_only_what_the_cipher_uses(void **state)
{
    static const uint8_t zero[8];
    (void)state;
    for (size_t c = 0; smb2_cipher_offer(c); c++) {
        struct smb2_encryption a, b;
        uint8_t msg[64] = { 1 }, out[SMB2_TRANSFORM_SIZE + 64];
        both_ends(smb2_cipher_offer(c), &a, &b);
        for (uint64_t n = 0; n < 300; n++) {
            assert_true(smb2_encrypt(&a, 7, msg, sizeof msg, out));
            assert_true(get_le64(out + 20) == n);
            assert_memory_equal(out + 28, zero, sizeof zero);
        }
    }
}

static void key_that_is_used_up_encrypts_nothing_more(void **state)
{
    struct smb2_encryption a, b;
    uint8_t msg[64] = { 1 }, out[SMB2_TRANSFORM_SIZE + 64];
    (void)state;
    both_ends(smb2_cipher_offer(0), &a, &b);
    a.n_out = SMB2_ENCRYPTED_MAX - 1;
    assert_true(smb2_encrypt(&a, 7, msg, sizeof msg, out));
    memset(out, 0xEE, sizeof out);
    assert_false(smb2_encrypt(&a, 7, msg, sizeof msg, out));
    for (size_t i = 0; i < sizeof out; i++)
        assert_int_equal(out[i], 0xEE);
    assert_true(a.n_out == SMB2_ENCRYPTED_MAX);
}

static void changed_messages_do_not_decrypt(void **state)
{
    (void)state;
    for (size_t c = 0; smb2_cipher_offer(c); c++) {
        struct smb2_encryption a, b;
        uint8_t msg[90] = { 3 }, whole[SMB2_TRANSFORM_SIZE + sizeof msg], copy[sizeof whole],
                *plain;
        size_t plain_len;
        both_ends(smb2_cipher_offer(c), &a, &b);
        assert_true(smb2_encrypt(&a, 7, msg, sizeof msg, whole));
        for (size_t bit = 0; bit < 8 * sizeof whole; bit++) {
            memcpy(copy, whole, sizeof copy);
            copy[bit / 8] ^= (uint8_t)(1 << bit % 8);
            if (smb2_is_encrypted(copy, sizeof copy) &&
                !smb2_decrypt(&b, 7, copy, sizeof copy, &plain, &plain_len))
                fail_msg("%s: bit %zu", smb2_cipher_offer(c)->name, bit);
        }
        assert_null(smb2_decrypt(&b, 7, whole, sizeof whole, &plain, &plain_len));
    }
}

static void cut_and_lengthened_messages_do_not_decrypt(void **state)
{
    struct smb2_encryption a, b;
    uint8_t msg[90] = { 3 }, whole[SMB2_TRANSFORM_SIZE + sizeof msg + 1] = { 0 }, *plain;
    size_t plain_len;
    (void)state;
    both_ends(smb2_cipher_find(SMB2_AES_128_CCM), &a, &b);
    assert_true(smb2_encrypt(&a, 7, msg, sizeof msg, whole));
    for (size_t len = 0; len <= sizeof whole; len++) {
        if (len == sizeof whole - 1)
            continue;
        uint8_t *copy = malloc(len ? len : 1);
        assert_non_null(copy);
        memcpy(copy, whole, len);
        assert_int_equal(smb2_is_encrypted(copy, len), len >= 4);
        if (len >= 4)
            assert_non_null(smb2_decrypt(&b, 7, copy, len, &plain, &plain_len));
        /* also when the header claims the size there is */
        memcpy(copy, whole, len);
        if (len > SMB2_TRANSFORM_SIZE) {
            put_le32(copy + 36, (uint32_t)(len - SMB2_TRANSFORM_SIZE));
            assert_non_null(smb2_decrypt(&b, 7, copy, len, &plain, &plain_len));
        }
        free(copy);
    }
}

static void headers_against_the_rules_are_refused_by_name(void **state)
{
    static const struct {
        const char *why;
        size_t at;
        uint8_t value;
    } rows[] = {
        { "a transform that is no encryption", 42, 0 },
        { "a transform that is no encryption", 43, 1 },
        { "encrypted for another session", 44, 8 },
        { "encrypted for another session", 51, 1 },
        { "encrypted message of another size", 36, 89 },
        { "encrypted message of another size", 39, 0x80 },
        { "it does not decrypt", 40, 1 }, /* Reserved */
        { "it does not decrypt", 31, 1 }, /* the nonce, where no cipher looks */
        { "it does not decrypt", 35, 1 },
    };
    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        struct smb2_encryption a, b;
        uint8_t msg[90] = { 3 }, whole[SMB2_TRANSFORM_SIZE + sizeof msg], *plain = NULL;
        size_t plain_len = 77;
        both_ends(smb2_cipher_find(SMB2_AES_256_GCM), &a, &b);
        assert_true(smb2_encrypt(&a, 7, msg, sizeof msg, whole));
        whole[rows[i].at] = rows[i].value;
        const char *why = smb2_decrypt(&b, 7, whole, sizeof whole, &plain, &plain_len);
        assert_non_null(why);
        assert_string_equal(why, rows[i].why);
        assert_null(plain);
        assert_int_equal(plain_len, 77);
    }
}

static void message_of_the_other_direction_or_another_key_does_not_decrypt(void **state)
{
    static const uint8_t other_key[32] = "another";
    (void)state;
    for (size_t c = 0; smb2_cipher_offer(c); c++) {
        struct smb2_encryption a, b, other;
        uint8_t msg[64] = { 3 }, whole[SMB2_TRANSFORM_SIZE + sizeof msg], *plain;
        size_t plain_len;
        both_ends(smb2_cipher_offer(c), &a, &b);
        smb2_encryption_init(&other, smb2_cipher_offer(c), other_key, other_key);
        assert_true(smb2_encrypt(&a, 7, msg, sizeof msg, whole));
        assert_non_null(smb2_decrypt(&a, 7, whole, sizeof whole, &plain, &plain_len));
        assert_true(smb2_encrypt(&a, 7, msg, sizeof msg, whole));
        assert_non_null(smb2_decrypt(&other, 7, whole, sizeof whole, &plain, &plain_len));
    }
}

static void rows_are_found_by_id_and_others_are_not(void **state)
{
    unsigned seen = 0;
    (void)state;
    for (size_t i = 0; smb2_cipher_offer(i); i++) {
        const struct smb2_cipher *c = smb2_cipher_offer(i);
        assert_ptr_equal(smb2_cipher_find(c->id), c);
        assert_true(c->key_size <= SMB2_CIPHER_KEY_MAX);
        assert_true(c->nonce_size == 11 || c->nonce_size == 12);
        seen |= 1u << c->id;
    }
    assert_int_equal(seen, 0x1E);
    assert_null(smb2_cipher_find(0));
    assert_null(smb2_cipher_find(5));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(printed_messages_decrypt_to_what_was_printed),
        cmocka_unit_test(printed_session_keys_give_the_printed_keys),
        cmocka_unit_test(what_we_encrypt_is_what_openssl_encrypts),
        cmocka_unit_test(each_cipher_carries_messages_of_any_length),
        cmocka_unit_test(nonces_count_and_fill_only_what_the_cipher_uses),
        cmocka_unit_test(key_that_is_used_up_encrypts_nothing_more),
        cmocka_unit_test(changed_messages_do_not_decrypt),
        cmocka_unit_test(cut_and_lengthened_messages_do_not_decrypt),
        cmocka_unit_test(headers_against_the_rules_are_refused_by_name),
        cmocka_unit_test(message_of_the_other_direction_or_another_key_does_not_decrypt),
        cmocka_unit_test(rows_are_found_by_id_and_others_are_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
