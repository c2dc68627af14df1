package org.blockwatch.consumer;

import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.blockwatch.consumer.channel.RateLimit;
import org.blockwatch.service.settings.Checked;
import org.eclipse.microprofile.config.spi.Converter;

/** The settings of how much is sent to people and over channels (docs/paging.md). */
public interface SendingSettings {

    /**
     * Returns how long a person's further pages wait for each other after one has reached them, to go as one message.
     */
    @WithName("bundle.window")
    @WithDefault("PT60S")
    @WithConverter(Checked.Period.class)
    Duration bundleWindow();

    /** The most messages that the webhook gets, such as 600/min; by default there is no limit. */
    @WithName("rate.limit.webhook")
    Optional<@WithConverter(Rate.class) RateLimit> webhookRate();

    /** Returns the most events that PagerDuty gets: it refuses more than 120 a minute under one integration key. */
    @WithName("rate.limit.pagerduty")
    @WithDefault("120/min")
    @WithConverter(Rate.class)
    RateLimit pagerDutyRate();

    /** The most mails that are sent, such as 60/min; by default there is no limit. */
    @WithName("rate.limit.smtp")
    Optional<@WithConverter(Rate.class) RateLimit> smtpRate();

    /** The most pages that the paging terminal gets, such as 20/min; by default there is no limit. */
    @WithName("rate.limit.snpp")
    Optional<@WithConverter(Rate.class) RateLimit> snppRate();

    /** Returns the limit of each channel that has one, by its name. */
    default Map<String, RateLimit> rateLimits() {
        Map<String, RateLimit> limits = new HashMap<>();
        webhookRate().ifPresent(rate -> limits.put("webhook", rate));
        limits.put("pagerduty", pagerDutyRate());
        smtpRate().ifPresent(rate -> limits.put("smtp", rate));
        snppRate().ifPresent(rate -> limits.put("snpp", rate));
        return limits;
    }

    /** Messages a minute. */
    final class Rate implements Converter<RateLimit> {
        @Override
        public RateLimit convert(String value) {
            return RateLimit.parse(value);
        }
    }
}
