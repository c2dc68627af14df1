package org.blockwatch.consumer;

import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.blockwatch.consumer.answer.AnswerSettings;
import org.blockwatch.consumer.channel.http.WebAddress;
import org.blockwatch.consumer.watch.WatchSettings;
import org.blockwatch.service.settings.Checked;
import org.blockwatch.service.settings.ServiceSettings;
import org.eclipse.microprofile.config.spi.Converter;

/** The settings of alert-consumer. */
public interface AlertConsumerSettings
        extends ServiceSettings,
                AnswerSettings,
                SendingSettings,
                PagerDutySettings,
                SmtpSettings,
                SnppSettings,
                WatchSettings {

    @Override
    @WithName("http.port")
    @WithDefault("7072")
    @WithConverter(Checked.Port.class)
    int httpPort();

    /** The ways to people, comma-separated: console, webhook, pagerduty, smtp, snpp. Each page goes once over each of them. */
    @WithName("channels")
    @WithDefault("console")
    List<@WithConverter(ChannelName.class) String> channels();

    /**
     * Returns the roster, a YAML file: who holds which role when, and how to reach them. It is read again while
     * alert-consumer runs. Left out, a page names its roles and goes over every channel at once.
     */
    @WithName("roster")
    Optional<Path> roster();

    /** Returns where the webhook channel posts pages. */
    @WithName("webhook.url")
    @WithConverter(WebAddress.Reader.class)
    Optional<WebAddress> webhookUrl();

    /** {@code whsec_<base64>}; two, comma-separated, while the receiver changes over from the old one to the new. */
    @WithName("webhook.secret")
    Optional<List<String>> webhookSecret();

    /** Returns how long the webhook's receiver may take to let us in. */
    @WithName("webhook.connect.timeout")
    @WithDefault("PT2S")
    @WithConverter(Checked.Period.class)
    Duration webhookConnectTimeout();

    /** Returns how long the webhook's receiver may take to say that it has the page, all in all. */
    @WithName("webhook.timeout")
    @WithDefault("PT10S")
    @WithConverter(Checked.Period.class)
    Duration webhookTimeout();

    /**
     * Returns what the ids of pages are made with, so that they cannot be traced to a patient; the same on all
     * instances. By default the first webhook secret: set it before that is changed, or pages under way may go out
     * again as new ones.
     */
    @WithName("page.id.secret")
    Optional<String> pageIdSecret();

    /** Returns the consumer group: its instances share the pages among them. */
    @WithName("group.id")
    @WithDefault("blockwatch-alert-consumer")
    String groupId();

    /** This instance's own name towards Kafka, kept over a restart. By default the group and the host's name. */
    @WithName("transactional.id")
    Optional<String> transactionalId();

    /**
     * Returns how much of the past is read at the start to know which pages are sent or not needed any more. No less
     * than the ladder lets a page live.
     */
    @WithName("look.back")
    @WithDefault("PT72H")
    @WithConverter(Checked.Period.class)
    Duration lookBack();

    /** A channel that exists. */
    final class ChannelName implements Converter<String> {
        @Override
        public String convert(String value) {
            if (!Channels.NAMES.contains(value.strip())) {
                throw new IllegalArgumentException("is no channel: give some of " + String.join(", ", Channels.NAMES));
            }
            return value.strip();
        }
    }
}
