package org.blockwatch.gateway.hl7;

import org.jspecify.annotations.Nullable;

/**
 * The characters that a message separates its parts with: MSH-1 and MSH-2. What MSH-2 leaves out is there in no message, so it takes
 * a character that cannot stand in one.
 */
record Hl7Separators(char field, char component, char repetition, char escape, char subcomponent) {

    private static final char NONE = '\uFFFF';

    /** Reads them from a message that begins with MSH. */
    static Hl7Separators of(String header) {
        char field = header.charAt(3);
        int end = header.indexOf(field, 4);
        String encoding = end < 0 ? header.substring(4) : header.substring(4, end);
        return new Hl7Separators(field, at(encoding, 0), at(encoding, 1), at(encoding, 2), at(encoding, 3));
    }

    private static char at(String encoding, int index) {
        return index < encoding.length() ? encoding.charAt(index) : NONE;
    }

    /** Returns the text with its escape sequences decoded; a sequence that says nothing about characters stays as it is. */
    String decoded(String text) {
        if (text.indexOf(escape) < 0) {
            return text;
        }
        StringBuilder decoded = new StringBuilder(text.length());
        int from = 0;
        while (from < text.length()) {
            int begin = text.indexOf(escape, from);
            int end = begin < 0 ? -1 : text.indexOf(escape, begin + 1);
            if (end < 0) {
                break;
            }
            decoded.append(text, from, begin);
            String meant = meaning(text.substring(begin + 1, end));
            if (meant == null) {
                decoded.append(text, begin, end); // its end may begin the next sequence
                from = end;
            } else {
                decoded.append(meant);
                from = end + 1;
            }
        }
        return decoded.append(text, from, text.length()).toString();
    }

    private @Nullable String meaning(String sequence) {
        return switch (sequence) {
            case "F" -> String.valueOf(field);
            case "S" -> String.valueOf(component);
            case "T" -> String.valueOf(subcomponent);
            case "R" -> String.valueOf(repetition);
            case "E" -> String.valueOf(escape);
            case "H", "N" -> ""; // highlighting begins and ends
            case ".br", ".sp" -> "\n";
            default -> hexadecimal(sequence);
        };
    }

    private static @Nullable String hexadecimal(String sequence) {
        if (!sequence.matches("X([0-9A-Fa-f]{2})+")) {
            return null;
        }
        StringBuilder characters = new StringBuilder();
        for (int i = 1; i < sequence.length(); i += 2) {
            characters.append((char) Integer.parseInt(sequence.substring(i, i + 2), 16));
        }
        return characters.toString();
    }
}
