package org.blockwatch.schemas;

import java.util.List;

/** Existing topics that break a promise of the contract. The message names each and says what to do. */
public final class TopicMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TopicMismatchException(List<String> mismatches) {
        super("topics differ from the contract:\n  " + String.join("\n  ", mismatches));
    }
}
