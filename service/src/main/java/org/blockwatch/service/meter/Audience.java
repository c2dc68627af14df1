package org.blockwatch.service.meter;

/** Who cares about a measure: whom it tells something that they can act on. */
public enum Audience {
    /** Whoever answers Blockwatch's own alarms, at any hour. */
    ON_CALL("on call for Blockwatch"),
    /** Whoever runs a ward: how much is open, how soon somebody comes. */
    WARD("the ward"),
    /** Whoever keeps the roster. */
    ROSTER("who keeps the roster"),
    /** Whoever keeps webhook, mail relay, paging terminal and PagerDuty. */
    CHANNELS("who keeps the channels"),
    /** Whoever runs the hospital's event bus and what feeds it. */
    FEEDS("who runs the feeds"),
    /** Whoever runs Kafka and the machines. */
    PLATFORM("who runs Kafka and machines");

    private final String words;

    Audience(String words) {
        this.words = words;
    }

    /** As a page of the docs says it. */
    public String words() {
        return words;
    }
}
