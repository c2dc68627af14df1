package org.blockwatch.gateway.intake;

import java.util.Optional;
import org.blockwatch.gateway.hl7.Hl7Segment;
import org.blockwatch.gateway.map.SourceMap.PatientIdentifier;

/** Finds which of the identifiers in a field is the patient's. An identifier is taken as it is: {@code "q1 "} is another patient. */
final class PatientIds {

    private static final int LONGEST = 200;

    private PatientIds() {}

    /**
     * Returns the identifier that the map means.
     *
     * @param field PID-3 or MRG-1: a list of CX
     */
    static Optional<String> of(Hl7Segment segment, int field, PatientIdentifier wanted) {
        for (int i = 1; i <= segment.repetitions(field); i++) {
            String id = segment.text(field, i, 1);
            boolean meant = (wanted.system().isEmpty()
                            || wanted.system().equals(segment.text(field, i, 4))
                            || wanted.system().equals(segment.text(field, i, 4, 2)))
                    && (wanted.type().isEmpty() || wanted.type().equals(segment.text(field, i, 5)));
            if (meant && !id.isEmpty()) {
                return Optional.of(id);
            }
        }
        return Optional.empty();
    }

    /** Returns why an identifier cannot be used; empty if it can. */
    static Optional<String> problem(String id) {
        if (id.length() > LONGEST) {
            return Optional.of("the identifier has " + id.length() + " characters, " + LONGEST + " may be");
        }
        if (!id.strip().equals(id) || id.codePoints().anyMatch(PatientIds::isInvisible)) {
            return Optional.of(
                    "the identifier begins or ends with a space, or holds a character that nobody sees. It is not"
                            + " mended, since it might then be another patient's: send it without");
        }
        return Optional.empty();
    }

    private static boolean isInvisible(int character) {
        int type = Character.getType(character);
        return type == Character.CONTROL || type == Character.FORMAT;
    }
}
