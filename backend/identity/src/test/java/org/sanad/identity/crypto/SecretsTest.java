package org.sanad.identity.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SecretsTest {

    private final SecretBox box = SecretBox.of(Base64.getEncoder().encodeToString(new byte[32]));

    @Test
    void whatIsSealedOpensInItsOwnContextOnly() {
        var sealed = box.seal("totp.1", "secret");
        assertThat(box.open("totp.1", sealed)).isEqualTo("secret");
        assertThat(box.seal("totp.1", "secret")).isNotEqualTo(sealed);
        assertThatThrownBy(() -> box.open("totp.2", sealed)).isInstanceOf(IllegalStateException.class);
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> box.open("totp.1", sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aKeyOfTheWrongLengthIsRefused() {
        assertThatThrownBy(() -> SecretBox.of("c2hvcnQ=")).hasMessageContaining("32 bytes");
        assertThatThrownBy(() -> SecretBox.of("not base64!")).hasMessageContaining("base64");
    }

    /** The vectors of RFC 6238, appendix B, cut to six digits. */
    @Test
    void codesAreThoseOfTheStandard() {
        var secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        assertThat(Totp.code(secret, Instant.ofEpochSecond(59))).isEqualTo("287082");
        assertThat(Totp.code(secret, Instant.ofEpochSecond(1111111109))).isEqualTo("081804");
        assertThat(Totp.code(secret, Instant.ofEpochSecond(20000000000L))).isEqualTo("353130");
        assertThat(Totp.verify(secret, "287082", Instant.ofEpochSecond(75), 0)).hasValue(1);
        assertThat(Totp.verify(secret, "287082", Instant.ofEpochSecond(75), 1)).isEmpty();
        assertThat(Totp.verify(secret, "287082", Instant.ofEpochSecond(200), 0)).isEmpty();
    }

    @Test
    void passwordsAreArgon2idAndNoneMatchesNothing() {
        var passwords = new Passwords();
        var hash = passwords.hash("olive");
        assertThat(hash).startsWith("$argon2id$");
        assertThat(passwords.matches("olive", hash)).isTrue();
        assertThat(passwords.matches("Olive", hash)).isFalse();
        assertThat(passwords.matches("olive", null)).isFalse();
    }
}
