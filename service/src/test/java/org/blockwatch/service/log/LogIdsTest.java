package org.blockwatch.service.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogIdsTest {

    @Test
    void shouldBeTheHmacOfTheIdUnderTheSecret() {
        // printf %s 4711 | openssl dgst -sha256 -hmac "a secret of twenty and more"
        assertThat(new LogIds("a secret of twenty and more\n").name("4711")).isEqualTo("id_fc8b7401b1092a6f");
    }

    @Test
    void shouldNameOneIdAlikeAndOthersDifferently() {
        assertThat(LogIds.of("4711")).isEqualTo(LogIds.of("4711")).isNotEqualTo(LogIds.of("4712"));
    }

    @Test
    void shouldTellNothingWithoutTheSecret() {
        assertThat(new LogIds("another secret of that length").name("4711"))
                .isNotEqualTo(new LogIds("a secret of twenty and more").name("4711"));
    }
}
