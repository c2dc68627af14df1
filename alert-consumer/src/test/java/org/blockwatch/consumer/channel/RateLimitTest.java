package org.blockwatch.consumer.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitTest {

    /** A minute that begins just before the end of a cycle touches one cycle more than fits into it. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 13, 20, 120, 600, 600_000})
    void shouldAllowNoMoreInAnyMinute(int perMinute) {
        RateLimiterConfig config = new RateLimit(perMinute).config(Duration.ofSeconds(10));

        long cycles = Duration.ofMinutes(1).dividedBy(config.getLimitRefreshPeriod()) + 1;
        assertThat(cycles * config.getLimitForPeriod()).isBetween(perMinute * 9L / 20, (long) perMinute);
    }

    @Test
    void shouldBeReadAsMessagesAMinute() {
        assertThat(RateLimit.parse(" 120/min ")).isEqualTo(new RateLimit(120)).hasToString("120/min");
    }

    @ParameterizedTest
    @ValueSource(strings = {"120", "0/min", "-1/min", "120/s", "600001/min", ""})
    void shouldSayWhatALimitLooksLike(String written) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RateLimit.parse(written))
                .withMessageContaining("120/min");
    }
}
