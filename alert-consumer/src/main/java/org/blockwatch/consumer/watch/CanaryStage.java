package org.blockwatch.consumer.watch;

/** How far a synthetic patient got that did not come through: where to look. */
enum CanaryStage {
    /** The statements did not reach the topics. */
    NOT_CHARTED(
            "its statements could not be published. See whether Kafka and the schema registry can be reached from here"),

    /** No ladder asked for a page. */
    NOT_ASKED_FOR(
            "it was charted, and no page was asked for. See whether streams-app is ready, and how far it is behind"),

    /** A page was asked for, and nothing is recorded of its sending. */
    NOT_SENT("a page was asked for, and it was not sent. See whether the instances of alert-consumer are ready");

    private final String advice;

    CanaryStage(String advice) {
        this.advice = advice;
    }

    /** Returns what is so and where to look: completes "No canary came through within 30 s: ". */
    String advice() {
        return advice;
    }
}
