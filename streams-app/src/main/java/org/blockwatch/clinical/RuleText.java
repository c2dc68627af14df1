package org.blockwatch.clinical;

import static java.util.Objects.requireNonNull;

/**
 * The words of one rule.
 *
 * @param says what the alert says, in a line
 * @param citation the line of the article, or of another standard, behind it
 */
public record RuleText(String says, String citation) {
    public RuleText {
        requireNonNull(says, "says");
        requireNonNull(citation, "citation");
    }
}
