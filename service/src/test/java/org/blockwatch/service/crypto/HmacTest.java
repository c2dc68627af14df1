package org.blockwatch.service.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HmacTest {

    /** RFC 4231, test case 2. */
    @Test
    void shouldComputeWhatTheRfcSays() {
        String code = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

        assertThat(Hmac.sha256("Jefe".getBytes(UTF_8), "what do ya want for nothing?"))
                .isEqualTo(HexFormat.of().parseHex(code));
        assertThat(Hmac.sha256(
                        "Jefe".getBytes(UTF_8), "what do ya ".getBytes(UTF_8), "want for nothing?".getBytes(UTF_8)))
                .isEqualTo(HexFormat.of().parseHex(code));
    }
}
