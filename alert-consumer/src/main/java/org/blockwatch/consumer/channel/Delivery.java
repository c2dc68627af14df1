package org.blockwatch.consumer.channel;

import java.time.Duration;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.jspecify.annotations.Nullable;

/** What became of one page on one channel. The ladder asks for a page again after {@link Failed} only. */
public sealed interface Delivery {

    /** Returns why it is so, from the closed list. */
    PageOutcome outcome();

    /** Returns what the trail calls it. */
    PageEventKind kind();

    /**
     * The channel took the page. That is not yet a person who has read it.
     *
     * @param providerId the identity that the provider gave the message
     * @param incident what the channel needs to find the incident again that it keeps open for the page; null: it keeps
     *     none
     */
    record Accepted(@Nullable String providerId, @Nullable String incident) implements Delivery {
        public Accepted(@Nullable String providerId) {
            this(providerId, null);
        }

        @Override
        public PageOutcome outcome() {
            return PageOutcome.OK;
        }

        @Override
        public PageEventKind kind() {
            return PageEventKind.ACCEPTED;
        }
    }

    /**
     * It did not work now and may work later. The page may have arrived nevertheless.
     *
     * @param detail what happened, for people; never patient data
     * @param retryAfter how long the other side asked to wait
     */
    record Failed(
            PageOutcome outcome, String detail, @Nullable Duration retryAfter) implements Delivery {
        public Failed(PageOutcome outcome, String detail) {
            this(outcome, detail, null);
        }

        @Override
        public PageEventKind kind() {
            return PageEventKind.FAILED;
        }
    }

    /**
     * It will never work on this channel as it is set up.
     *
     * @param detail what happened, for people; never patient data
     */
    record Undeliverable(PageOutcome outcome, String detail) implements Delivery {
        @Override
        public PageEventKind kind() {
            return PageEventKind.UNDELIVERABLE;
        }
    }

    /** The page was not needed any more when its turn came. */
    record Suppressed(PageOutcome outcome) implements Delivery {
        @Override
        public PageEventKind kind() {
            return PageEventKind.SUPPRESSED;
        }
    }
}
