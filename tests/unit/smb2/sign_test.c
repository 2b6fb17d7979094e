/* SPDX-License-Identifier: MIT */
/*
 * Keys and signatures against published vectors: the primitives as nettle has them, the key
 * derivation, and a whole 3.1.1 log-on that Microsoft printed message by message ("SMB 2 and SMB 3
 * security in Windows 10: the anatomy of signing and cryptographic keys", appendix).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/bytes.h"
#include "hex.h"
#include "smb2/dialect.h"
#include "smb2/sign.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

/* RFC 4493 section 4 */
static void aes_cmac_of_nettle_is_that_of_rfc_4493(void **state)
{
    static const char message[] =
        "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
        "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710";
    static const struct {
        size_t len;
        const char *mac;
    } rows[] = {
        { 0, "bb1d6929e95937287fa37d129b756746" },
        { 16, "070a16b46b4d4144f79bdd9dd04a287c" },
        { 40, "dfa66747de9ae63030ca32611497c827" },
        { 64, "51f0bebf7e3b9d92fc49741779363cfe" },
    };
    uint8_t key[16], msg[64], mac[16];
    struct cmac_aes128_ctx ctx;
    (void)state;
    unhex("2b7e151628aed2a6abf7158809cf4f3c", key);
    unhex(message, msg);
    for (size_t i = 0; i < LEN(rows); i++) {
        cmac_aes128_set_key(&ctx, key);
        cmac_aes128_update(&ctx, rows[i].len, msg);
        cmac_aes128_digest(&ctx, sizeof mac, mac);
        assert_hex(mac, rows[i].mac);
    }
}

/* RFC 4231 4.2 and 4.3 */
static void hmac_sha256_of_nettle_is_that_of_rfc_4231(void **state)
{
    uint8_t key[20], mac[32];
    struct hmac_sha256_ctx ctx;
    (void)state;
    memset(key, 0x0b, sizeof key);
    hmac_sha256_set_key(&ctx, sizeof key, key);
    hmac_sha256_update(&ctx, 8, (const uint8_t *)"Hi There");
    hmac_sha256_digest(&ctx, sizeof mac, mac);
    assert_hex(mac, "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    hmac_sha256_set_key(&ctx, 4, (const uint8_t *)"Jefe");
    hmac_sha256_update(&ctx, 28, (const uint8_t *)"what do ya want for nothing?");
    hmac_sha256_digest(&ctx, sizeof mac, mac);
    assert_hex(mac, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

/* NIST CAVS gcmEncryptExtIV128, PTlen 0, AADlen 128; McGrew and Viega, test case 1 */
static void aes_gmac_of_nettle_is_that_of_nist(void **state)
{
    static const struct {
        const char *key, *iv, *aad, *tag;
    } rows[] = {
        { "77be63708971c4e240d1cb79e8d77feb", "e0e00f19fed7ba0136a797f3",
          "7a43ec1d9c0a5a78a0b16533a6213cab", "209fcc8d3675ed938e9c7166709dd946" },
        { "00000000000000000000000000000000", "000000000000000000000000", "",
          "58e2fccefa7e3061367f1d57a4e7455a" },
    };
    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        uint8_t key[16], iv[12], aad[16], tag[16];
        struct gcm_aes128_ctx ctx;
        unhex(rows[i].key, key);
        unhex(rows[i].iv, iv);
        size_t n = unhex(rows[i].aad, aad);
        gcm_aes128_set_key(&ctx, key);
        gcm_aes128_set_iv(&ctx, sizeof iv, iv);
        gcm_aes128_update(&ctx, n, aad);
        gcm_aes128_digest(&ctx, sizeof tag, tag);
        assert_hex(tag, rows[i].tag);
    }
}

static const char preauth_final[] =
    "0DD13628CC3ED218EF9DF9772D436D0887AB9814BFAE63A80AA845F36909DB79"
    "28622DDDAD522D9751640A459762C5A9D6BB084CBB3CE6BDADEF5D5BCE3C6C01";

static void derived_keys_are_those_microsoft_printed(void **state)
{
    static const struct {
        uint16_t dialect;
        const char *session_key, *signing, *to_server, *to_client, *application;
    } rows[] = {
        { 0x0300, "7CD451825D0450D235424E44BA6E78CC", "0B7E9C5CAC36C0F6EA9AB275298CEDCE",
          "FAD27796665B313EBB578F388632B4F7", "B0F0427F7CEB416D1D9DCC0CD4F99447",
          "BB23A4575AA26C721AF525AF15A87B4F" },
        { 0x0311, "270E1BA896585EEB7AF3472D3B4C75A7", "73FE7A9A77BEF0BDE49C650D8CCB5F76",
          "629BCBC54422A0F572B97F45989B6073", "E2AF0DCEFAC68DA71A0DFBD0D1350D74",
          "6D7AD7954E9EC61E907B4D473DC178FF" },
    };
    uint8_t preauth[SMB2_PREAUTH_SIZE];
    (void)state;
    unhex(preauth_final, preauth);
    for (size_t i = 0; i < LEN(rows); i++) {
        const struct smb2_dialect *d = smb2_dialect_find(rows[i].dialect);
        uint8_t session_key[16], key[16];
        unhex(rows[i].session_key, session_key);
        const struct smb2_bytes from = { session_key, sizeof session_key };
        smb2_dialect_key(d, SMB2_KEY_SIGNING, from, preauth, key, sizeof key);
        assert_hex(key, rows[i].signing);
        smb2_dialect_key(d, SMB2_KEY_CLIENT_TO_SERVER, from, preauth, key, sizeof key);
        assert_hex(key, rows[i].to_server);
        smb2_dialect_key(d, SMB2_KEY_SERVER_TO_CLIENT, from, preauth, key, sizeof key);
        assert_hex(key, rows[i].to_client);
        smb2_dialect_key(d, SMB2_KEY_APPLICATION, from, preauth, key, sizeof key);
        assert_hex(key, rows[i].application);
    }
}

static void smb_2_uses_the_session_key_itself(void **state)
{
    static const uint8_t session_key[16] = {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16
    };
    static const uint8_t preauth[SMB2_PREAUTH_SIZE];
    static const uint16_t numbers[] = { 0x0202, 0x0210 };
    (void)state;
    for (size_t i = 0; i < LEN(numbers); i++) {
        uint8_t key[16];
        smb2_dialect_key(smb2_dialect_find(numbers[i]), SMB2_KEY_SIGNING,
                         (struct smb2_bytes){ session_key, sizeof session_key }, preauth, key,
                         sizeof key);
        assert_memory_equal(key, session_key, sizeof key);
    }
}

/* [MS-SMB2] 3.2.1.3: Session.SessionKey is the first 16 bytes, filled up with zeros. The keys of
 * 256 bits were computed by another implementation of SP800-108 (OpenSSL's KBKDF). */
static void keys_of_128_bits_take_16_bytes_of_the_session_key_those_of_256_take_all(void **state)
{
    static const struct {
        size_t session_key_len;
        const char *to_server, *to_client;
    } rows[] = {
        { 16, "6bce11868e28bd6842e4e544bb9a6d567e17a2a93a053c2c8422325aae29627f",
          "781f934db43e051041e7b76efb3b644bd0843128d8d069dcffb5fae818ad1b91" },
        { 32, "9a15a3e7dae9bf431e208fc69a88f7a866a4f87294adb52f903f763f2773a9dc",
          "d30ebc847f126ea8ffdd9dd784dc594e984b6c7a93e3b7bdeb0e97f66d4eb35a" },
    };
    const struct smb2_dialect *d = smb2_dialect_find(0x0311);
    uint8_t session_key[32], preauth[SMB2_PREAUTH_SIZE], key[32], padded[16] = { 1, 2, 3 },
                                                                  other[16];
    (void)state;
    for (size_t i = 0; i < sizeof session_key; i++)
        session_key[i] = (uint8_t)(i + 1);
    for (size_t i = 0; i < sizeof preauth; i++)
        preauth[i] = (uint8_t)(7 * i + 3);
    for (size_t i = 0; i < LEN(rows); i++) {
        const struct smb2_bytes from = { session_key, rows[i].session_key_len };
        smb2_dialect_key(d, SMB2_KEY_CLIENT_TO_SERVER, from, preauth, key, 32);
        assert_hex(key, rows[i].to_server);
        smb2_dialect_key(d, SMB2_KEY_SERVER_TO_CLIENT, from, preauth, key, 32);
        assert_hex(key, rows[i].to_client);
        smb2_dialect_key(d, SMB2_KEY_CLIENT_TO_SERVER, from, preauth, key, 16);
        assert_hex(key, "48d2c3b74e7a0bfeece682cfc4dd95bc");
    }
    smb2_dialect_key(d, SMB2_KEY_SIGNING, (struct smb2_bytes){ session_key, 3 }, preauth, key, 16);
    smb2_dialect_key(d, SMB2_KEY_SIGNING, (struct smb2_bytes){ padded, 16 }, preauth, other, 16);
    assert_memory_equal(key, other, 16);
}

/* The log-on of the first channel. Each message but the last, with the hash after it. */
static const struct {
    const char *message, *hash;
} log_on[] = {
    { "FE534D4240000100000000000000800000000000000000000100000000000000FFFE000000000000"
      "00000000000000000000000000000000000000000000000024000500000000003F000000ECD86F32"
      "6276024F9F7752B89BB33F3A70000000020000000202100200030203110300000100260000000000"
      "010020000100FA49E6578F1F3A9F4CD3E9CC14A67AA884B3D05844E0E5A118225C15887F32FF0000"
      "0200060000000000020002000100",
      "DD94EFC5321BB618A2E208BA8920D2F422992526947A409B5037DE1E0FE8C736"
      "2B8C47122594CDE0CE26AA9DFC8BCDBDE0621957672623351A7540F1E54A0426" },
    { "FE534D4240000100000000000000010001000000000000000100000000000000FFFE000000000000"
      "000000000000000000000000000000000000000000000000410001001103020039CBCAF329714942"
      "BDCE5D60F09AB3FB2F000000000080000000800000008000D8DAE5ADCBAED00109094AB095AED001"
      "80004001C00100006082013C06062B0601050502A08201303082012CA01A3018060A2B0601040182"
      "3702021E060A2B06010401823702020AA282010C048201084E45474F455854530100000000000000"
      "60000000700000007C7CC0FD06D6362D02DDE1CF343BFE292900F49750B4AA97934D9C4296B26E51"
      "FD370471B235E15A50DAE15BD5489C87000000000000000060000000010000000000000000000000"
      "5C33530DEAF90D4DB2EC4AE3786EC3084E45474F4558545303000000010000004000000098000000"
      "7C7CC0FD06D6362D02DDE1CF343BFE295C33530DEAF90D4DB2EC4AE3786EC3084000000058000000"
      "3056A05430523027802530233121301F06035504031318546F6B656E205369676E696E6720507562"
      "6C6963204B65793027802530233121301F06035504031318546F6B656E205369676E696E67205075"
      "626C6963204B6579010026000000000001002000010060A3C3B95C3C7CCD51EC536648D9B3AC74C4"
      "83CA5B65385A251117BEB30712E50000020004000000000001000200",
      "324BFA92A4F3A190E466EBEA08D9C110DC88BFED758D9846ECC6F541CC1D02AE"
      "3C94A79F36011E997E13F841B91B50957AD07B19C8E2539C0B23FDAE09D2C513" },
    { "FE534D4240000100000000000100800000000000000000000200000000000000FFFE000000000000"
      "00000000000000000000000000000000000000000000000019000001010000000000000058004A00"
      "0000000000000000604806062B0601050502A03E303CA00E300C060A2B06010401823702020AA22A"
      "04284E544C4D5353500001000000978208E200000000000000000000000000000000060380250000"
      "000F",
      "AC0B0F2B9986257700365E416D142A6EDC96DF03594A19E52A15F6BD0D041CD5"
      "D432F8ED42C55E33197A50C9EC00F1462B50C592211B1471A04B56088FDFD5F9" },
    { "FE534D4240000100160000C00100010001000000000000000200000000000000FFFE000000000000"
      "190000000010000000000000000000000000000000000000090000004800B300A181B03081ADA003"
      "0A0101A10C060A2B06010401823702020AA281970481944E544C4D53535000020000000C000C0038"
      "00000015828AE20D1D8BA31179D008000000000000000050005000440000000A0092270000000F53"
      "005500540033003100310002000C0053005500540033003100310001000C00530055005400330031"
      "00310004000C0053005500540033003100310003000C0053005500540033003100310007000800A1"
      "A1F5ADCBAED00100000000",
      "2729E3440DFDDD839E37193F6E8F20C20CEFB3469E453A70CD980EEC06B88357"
      "40A73760085633364C8989895ECE81BF102DEEB14D4B7D48AFA76901A7A38387" },
    { "FE534D4240000100000000000100800000000000000000000300000000000000FFFE000000000000"
      "1900000000100000000000000000000000000000000000001900000101000000000000005800CF01"
      "0000000000000000A18201CB308201C7A0030A0101A28201AA048201A64E544C4D53535000030000"
      "001800180090000000EE00EE00A80000000C000C00580000001A001A0064000000120012007E0000"
      "001000100096010000158288E2060380250000000FECAC77A5F385A8BF9C38C706EEEDDCD3530055"
      "005400330031003100610064006D0069006E006900730074007200610074006F0072004400520049"
      "0056004500520033003100310000000000000000000000000000000000000000000000000063078E"
      "B639FE03E20A231C3AE3BF23080101000000000000A1A1F5ADCBAED001BC4AD05F223CC90F000000"
      "0002000C0053005500540033003100310001000C0053005500540033003100310004000C00530055"
      "00540033003100310003000C0053005500540033003100310007000800A1A1F5ADCBAED001060004"
      "00020000000800300030000000000000000000000000300000B61FEFCAA857EA57BF1EDCEBF8974B"
      "8E0EBA5A6DFD9D07A31D11B548F8C9D0CC0A00100000000000000000000000000000000000090016"
      "0063006900660073002F005300550054003300310031000000000000000000000000003B9BDFF38F"
      "5EE8F9663F11A0F4C03A78A31204100100000063775A9A5FD97F0600000000",
      preauth_final },
};

static const char last_reply[] =
    "FE534D4240000100000000000100800009000000000000000300000000000000FFFE000000000000"
    "1900000000100000EBE146DA120BA25FC3376A49DFE31BC10900000048001D00A11B3019A0030A01"
    "00A3120410010000003B453CDC3524164200000000";

static void printed_log_on_gives_the_printed_hashes(void **state)
{
    uint8_t hash[SMB2_PREAUTH_SIZE] = { 0 }, msg[1024];
    (void)state;
    for (size_t i = 0; i < LEN(log_on); i++) {
        size_t n = unhex(log_on[i].message, msg);
        smb2_preauth_update(hash, msg, n);
        assert_hex(hash, log_on[i].hash);
    }
}

static void last_reply_of_printed_log_on_verifies_and_no_changed_one_does(void **state)
{
    uint8_t session_key[16], preauth[SMB2_PREAUTH_SIZE], key[16], msg[256];
    struct smb2_signer signer;
    (void)state;
    unhex("270E1BA896585EEB7AF3472D3B4C75A7", session_key);
    unhex(preauth_final, preauth);
    smb2_dialect_key(smb2_dialect_find(0x0311), SMB2_KEY_SIGNING,
                     (struct smb2_bytes){ session_key, sizeof session_key }, preauth, key,
                     sizeof key);
    smb2_signer_init(&signer, smb2_signing_find(SMB2_AES_CMAC), key);
    size_t n = unhex(last_reply, msg);
    assert_true(smb2_sign_verify(&signer, msg, n));
    for (size_t i = 0; i < n; i++) {
        msg[i] ^= 0x10;
        assert_false(smb2_sign_verify(&signer, msg, n));
        msg[i] ^= 0x10;
    }
    for (size_t len = SMB2_HEADER_SIZE; len < n; len++)
        assert_false(smb2_sign_verify(&signer, msg, len));
    assert_true(smb2_sign_verify(&signer, msg, n)); /* the signer is as before */
    smb2_signer_wipe(&signer);
}

/* The signature of a message, by nettle alone: the field cleared, the whole message at once. */
static void expected_signature(uint16_t id, const uint8_t key[16], const uint8_t *msg, size_t len,
                               const uint8_t nonce[12], uint8_t out[16])
{
    uint8_t copy[256];
    union {
        struct hmac_sha256_ctx hmac;
        struct cmac_aes128_ctx cmac;
        struct gcm_aes128_ctx gcm;
    } ctx;
    memcpy(copy, msg, len);
    memset(copy + 48, 0, 16);
    if (id == SMB2_HMAC_SHA256) {
        hmac_sha256_set_key(&ctx.hmac, 16, key);
        hmac_sha256_update(&ctx.hmac, len, copy);
        hmac_sha256_digest(&ctx.hmac, 16, out);
    } else if (id == SMB2_AES_CMAC) {
        cmac_aes128_set_key(&ctx.cmac, key);
        cmac_aes128_update(&ctx.cmac, len, copy);
        cmac_aes128_digest(&ctx.cmac, 16, out);
    } else {
        gcm_aes128_set_key(&ctx.gcm, key);
        gcm_aes128_set_iv(&ctx.gcm, 12, nonce);
        gcm_aes128_update(&ctx.gcm, len, copy);
        gcm_aes128_digest(&ctx.gcm, 16, out);
    }
}

static void signatures_cover_the_message_with_the_field_cleared(void **state)
{
    static const uint8_t key[16] = "sixteen bytes...";
    static const struct {
        uint16_t command;
        uint32_t flags;
        uint8_t nonce_flags;
    } rows[] = {
        { SMB2_IOCTL, SMB2_FLAGS_SIGNED, 0 },
        { SMB2_IOCTL, SMB2_FLAGS_SIGNED | SMB2_FLAGS_SERVER_TO_REDIR, 1 },
        { SMB2_CANCEL, SMB2_FLAGS_SIGNED, 2 },
        { SMB2_IOCTL, SMB2_FLAGS_SIGNED | SMB2_FLAGS_SERVER_TO_REDIR | SMB2_FLAGS_ASYNC_COMMAND,
          1 },
    };
    (void)state;
    for (size_t a = 0; smb2_signing_offer(a); a++)
        for (size_t r = 0; r < LEN(rows); r++)
            for (size_t len = SMB2_HEADER_SIZE; len < 200; len += 17) {
                struct smb2_header h = { .command = rows[r].command,
                                         .flags = rows[r].flags,
                                         .message_id = 0x1122334455667788u };
                const uint8_t nonce[12] = { 0x88, 0x77, 0x66,
                                            0x55, 0x44, 0x33,
                                            0x22, 0x11, rows[r].nonce_flags };
                struct smb2_signer signer;
                uint8_t msg[256], expected[16];
                memset(msg, 0xA5, sizeof msg);
                smb2_header_put(msg, &h);
                memset(msg + SMB2_SIGNATURE_AT, 0xEE, SMB2_SIGNATURE_SIZE);
                smb2_signer_init(&signer, smb2_signing_offer(a), key);
                smb2_sign(&signer, msg, len);
                expected_signature(smb2_signing_offer(a)->id, key, msg, len, nonce, expected);
                assert_memory_equal(msg + SMB2_SIGNATURE_AT, expected, 16);
                assert_true(smb2_sign_verify(&signer, msg, len));
            }
}

static void message_that_does_not_say_it_is_signed_is_not(void **state)
{
    static const uint8_t key[16] = { 9 };
    struct smb2_header h = { .command = SMB2_READ };
    uint8_t msg[80] = { 0 };
    struct smb2_signer signer;
    (void)state;
    smb2_header_put(msg, &h);
    smb2_signer_init(&signer, smb2_signing_find(SMB2_AES_CMAC), key);
    smb2_sign(&signer, msg, sizeof msg);
    assert_false(smb2_sign_verify(&signer, msg, sizeof msg));
}

static void rows_are_found_by_number_and_others_are_not(void **state)
{
    (void)state;
    for (size_t i = 0; smb2_signing_offer(i); i++)
        assert_ptr_equal(smb2_signing_find(smb2_signing_offer(i)->id), smb2_signing_offer(i));
    assert_null(smb2_signing_find(3));
    uint16_t before = 0;
    for (size_t i = 0; smb2_dialect_offer(i); i++) {
        const struct smb2_dialect *d = smb2_dialect_offer(i);
        assert_ptr_equal(smb2_dialect_find(d->number), d);
        assert_non_null(smb2_signing_find(d->signing));
        assert_true(d->number > before); /* [MS-SMB2] 3.2.4.2.2.2: ascending */
        assert_true(d->preauth != d->validate);
        before = d->number;
    }
    assert_null(smb2_dialect_find(0x02FF));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(aes_cmac_of_nettle_is_that_of_rfc_4493),
        cmocka_unit_test(hmac_sha256_of_nettle_is_that_of_rfc_4231),
        cmocka_unit_test(aes_gmac_of_nettle_is_that_of_nist),
        cmocka_unit_test(derived_keys_are_those_microsoft_printed),
        cmocka_unit_test(smb_2_uses_the_session_key_itself),
        cmocka_unit_test(keys_of_128_bits_take_16_bytes_of_the_session_key_those_of_256_take_all),
        cmocka_unit_test(printed_log_on_gives_the_printed_hashes),
        cmocka_unit_test(last_reply_of_printed_log_on_verifies_and_no_changed_one_does),
        cmocka_unit_test(signatures_cover_the_message_with_the_field_cleared),
        cmocka_unit_test(message_that_does_not_say_it_is_signed_is_not),
        cmocka_unit_test(rows_are_found_by_number_and_others_are_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
