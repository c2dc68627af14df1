package org.blockwatch.schemas;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import org.blockwatch.event.Alert;
import org.jspecify.annotations.Nullable;

/**
 * The causes that a closing note may not give. The door that takes the note and the ladder that records it read them
 * here, so that what one lets pass the other does not set aside.
 */
public final class RefusedCause {

    private RefusedCause() {}

    /**
     * Returns why this cause may not close this alert, with the line of the article behind it; empty: it may. Case,
     * spaces, hyphens and other marks make no other cause: {@code Delayed-recovery} is {@code delayed recovery}.
     */
    public static Optional<String> line(Alert alert, @Nullable String cause) {
        if (cause == null) {
            return Optional.empty();
        }
        String words = words(cause);
        return alert.getRefusedCauses().stream()
                .filter(refused -> words(refused).equals(words))
                .findFirst()
                .map(refused -> "\"" + refused + "\" does not explain this alert"
                        + (alert.getCitation().isEmpty() ? "" : ": " + alert.getCitation()));
    }

    /** Letters and digits are all that counts; what is not seen, or is only another form of a letter, makes no other word. */
    private static String words(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "");
    }
}
