package org.blockwatch.consumer.channel.snpp;

import java.util.Set;
import org.blockwatch.consumer.channel.Delivery;
import org.blockwatch.event.PageOutcome;

/** A terminal did not do what it was told. */
final class SnppRefusal extends Exception {

    private static final long serialVersionUID = 1L;

    /** Of the codes 5yz, those that do not mean for good: out of order, and failed for a technical reason. */
    private static final Set<Integer> NOT_FOR_GOOD = Set.of(503, 554);

    private static final int NOT_IMPLEMENTED = 500;

    private final int code;

    SnppRefusal(String command, int code) {
        super(command + ": " + code
                + (command.equals("DATA") && code == NOT_IMPLEMENTED
                        ? " (a terminal of level 1: set snpp.level)"
                        : ""));
        this.code = code;
    }

    /** Returns what it means for the page. The terminal's own words stay out: they may name the pager. */
    Delivery meaning() {
        if (code / 100 == 5 && !NOT_FOR_GOOD.contains(code)) {
            return new Delivery.Undeliverable(PageOutcome.REJECTED, String.valueOf(getMessage()));
        }
        return new Delivery.Failed(PageOutcome.SERVER_ERROR, String.valueOf(getMessage()));
    }
}
