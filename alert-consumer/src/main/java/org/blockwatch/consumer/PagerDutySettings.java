package org.blockwatch.consumer;

import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.blockwatch.consumer.channel.http.WebAddress;
import org.blockwatch.service.settings.Checked;

/** The settings of the channel pagerduty (docs/channels.md). */
public interface PagerDutySettings {

    /** Returns where PagerDuty takes events; another one for its European region. */
    @WithName("pagerduty.url")
    @WithDefault("https://events.pagerduty.com/v2/enqueue")
    @WithConverter(WebAddress.Reader.class)
    WebAddress pagerDutyUrl();

    /** Returns the integration key of the service {@code default}, which pages without an address go to. */
    @WithName("pagerduty.routing.key")
    Optional<String> pagerDutyRoutingKey();

    /**
     * Returns the integration keys of more services, {@code service=key,service=key}; a service is an address in the
     * roster.
     */
    @WithName("pagerduty.routing.keys")
    Optional<List<String>> pagerDutyRoutingKeys();

    /** Returns how long PagerDuty may take to let us in. */
    @WithName("pagerduty.connect.timeout")
    @WithDefault("PT2S")
    @WithConverter(Checked.Period.class)
    Duration pagerDutyConnectTimeout();

    /** Returns how long PagerDuty may take to say that it has the event, all in all. */
    @WithName("pagerduty.timeout")
    @WithDefault("PT10S")
    @WithConverter(Checked.Period.class)
    Duration pagerDutyTimeout();
}
