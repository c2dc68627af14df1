package org.blockwatch.clinical;

import static java.util.Objects.requireNonNull;

/**
 * The words of one rule.
 *
 * @param says what the alert says, in a line of findings, without a full stop
 * @param first what to do first, in a sentence
 * @param citation the line of the article, or of another standard, behind it
 */
public record RuleText(String says, String first, String citation) {
    public RuleText {
        requireNonNull(says, "says");
        Protocol.require(!says.endsWith("."), "says is a line of findings, without a full stop: " + says);
        requireNonNull(first, "first");
        requireNonNull(citation, "citation");
    }
}
