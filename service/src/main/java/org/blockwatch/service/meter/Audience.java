package org.blockwatch.service.meter;

/** Who cares about a measure: whom it tells something that they can act on. */
public enum Audience {
    /** Whoever answers Blockwatch's own alarms, at any hour. */
    ON_CALL("on call"),
    /** Whoever runs a ward: how much is open, how soon somebody comes. */
    WARD("ward"),
    /** Whoever keeps the roster. */
    ROSTER("roster"),
    /** Whoever keeps webhook, mail relay, paging terminal and PagerDuty. */
    CHANNELS("channels"),
    /** Whoever runs the hospital's event bus and what feeds it. */
    FEEDS("feeds"),
    /** Whoever runs Kafka and the machines. */
    PLATFORM("platform");

    private final String words;

    Audience(String words) {
        this.words = words;
    }

    /** As a page of the docs says it. */
    public String words() {
        return words;
    }
}
