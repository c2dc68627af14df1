package org.blockwatch.consumer.answer;

/** By which endpoint an answer came in. */
enum AnswerSource {
    LINK("link"),
    API("api"),
    PAGERDUTY("pagerduty");

    private final String word;

    AnswerSource(String word) {
        this.word = word;
    }

    /** As answers and meters name it. */
    String word() {
        return word;
    }
}
