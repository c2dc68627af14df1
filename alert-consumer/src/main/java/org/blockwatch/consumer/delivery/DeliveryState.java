package org.blockwatch.consumer.delivery;

import org.blockwatch.consumer.audit.RecordedAttempts;
import org.blockwatch.consumer.audit.RecordedBundles;
import org.blockwatch.consumer.page.AlertStates;
import org.blockwatch.service.clock.EngineClock;

/**
 * What is known of pages and alerts, by the topics and by what this process does just now.
 *
 * @param alerts what decides whether a page is still needed
 * @param recorded the attempts of which the trail tells
 * @param bundles the messages of several pages of which it tells
 * @param unrecorded the attempts of this process of which it does not tell yet
 */
record DeliveryState(
        AlertStates alerts, RecordedAttempts recorded, RecordedBundles bundles, DeliveryAttempts unrecorded) {

    /** Knows nothing yet. */
    DeliveryState(EngineClock clock) {
        this(new AlertStates(clock), new RecordedAttempts(), new RecordedBundles(), new DeliveryAttempts());
    }
}
