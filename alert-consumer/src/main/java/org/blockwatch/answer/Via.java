package org.blockwatch.answer;

/** By which door an answer came in. */
enum Via {
    LINK("link"),
    API("api"),
    PAGERDUTY("pagerduty");

    private final String word;

    Via(String word) {
        this.word = word;
    }

    /** As answers and meters name it. */
    String word() {
        return word;
    }
}
