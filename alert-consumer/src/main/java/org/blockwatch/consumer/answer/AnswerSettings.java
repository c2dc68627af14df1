package org.blockwatch.consumer.answer;

import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.blockwatch.service.settings.Checked;
import org.eclipse.microprofile.config.spi.Converter;

/** The settings of the endpoints by which people answer. An endpoint without its secrets stays shut. */
public interface AnswerSettings {

    /**
     * Returns the address under which staff reach this endpoint, such as {@code https://pages.hospital.example}; without it
     * pages carry no link.
     */
    @WithName("link.base")
    @WithConverter(LinkBase.class)
    Optional<URI> linkBase();

    /**
     * What links are sealed with, the same on all instances: the first seals, the others, comma-separated, still open.
     * Keep an old one for as long as links live.
     */
    @WithName("link.secret")
    Optional<List<@WithConverter(Secret.class) String>> linkSecret();

    /** Returns how long a link can be answered with, by the engine's clock. */
    @WithName("link.lifetime")
    @WithDefault("PT12H")
    @WithConverter(Checked.Period.class)
    Duration linkLifetime();

    /** Who may read alerts and answer them over the JSON interface: {@code name=token}, comma-separated. */
    @WithName("api.tokens")
    Optional<List<@WithConverter(ApiToken.Written.class) ApiToken>> apiTokens();

    /** Who may only read alerts there: {@code name=token}, comma-separated. */
    @WithName("api.read.tokens")
    Optional<List<@WithConverter(ApiToken.Written.class) ApiToken>> apiReadTokens();

    /** What PagerDuty signs its webhooks with; several, comma-separated, for several subscriptions. */
    @WithName("pagerduty.webhook.secret")
    Optional<List<@WithConverter(Secret.class) String>> pagerdutyWebhookSecret();

    /** Returns how long Kafka may take to record an answer before whoever gave it is told to try again. */
    @WithName("answer.timeout")
    @WithDefault("PT10S")
    @WithConverter(Checked.Period.class)
    Duration answerTimeout();

    /** In which time zone pages tell people the time; by default this machine's. */
    @WithName("answer.zone")
    @WithConverter(Zone.class)
    Optional<ZoneId> answerZone();

    /** An address to which a path can be added. */
    final class LinkBase implements Converter<URI> {
        @Override
        public URI convert(String value) {
            try {
                URI base = URI.create(value.strip().replaceAll("/+$", ""));
                if (List.of("http", "https").contains(String.valueOf(base.getScheme()))
                        && base.getHost() != null
                        && base.getQuery() == null
                        && base.getFragment() == null) {
                    return base;
                }
            } catch (IllegalArgumentException e) {
                // told below
            }
            throw new IllegalArgumentException(
                    "is no address that a path can be added to: give https://host or https://host/path");
        }
    }

    /** Something that nobody guesses. */
    final class Secret implements Converter<String> {
        private static final int LEAST = 16;

        @Override
        public String convert(String value) {
            String secret = value.strip();
            if (secret.length() < LEAST) {
                throw new IllegalArgumentException("is too short for a secret: give $(openssl rand -base64 32)");
            }
            return secret;
        }
    }

    /** A time zone. */
    final class Zone implements Converter<ZoneId> {
        @Override
        public ZoneId convert(String value) {
            try {
                return ZoneId.of(value.strip());
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("is no time zone: give one such as Europe/Berlin or UTC", e);
            }
        }
    }
}
