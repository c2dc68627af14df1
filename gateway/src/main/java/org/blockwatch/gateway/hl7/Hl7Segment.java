package org.blockwatch.gateway.hl7;

import java.util.List;

/**
 * A segment of a message. Fields, repetitions, components and subcomponents are counted from 1, as HL7 does; what is not there is an
 * empty text. {@code ""}, by which HL7 deletes a value, is empty too.
 */
public final class Hl7Segment {

    private final String name;
    private final int line;
    private final List<String> fields;
    private final Hl7Separators separators;

    Hl7Segment(String name, int line, List<String> fields, Hl7Separators separators) {
        this.name = name;
        this.line = line;
        this.fields = fields;
        this.separators = separators;
    }

    /** Returns its three letters, such as {@code OBX}. */
    public String name() {
        return name;
    }

    /** Returns which segment of the message it is, from 1. */
    public int line() {
        return line;
    }

    /** Returns where it stands, for people: {@code OBX (segment 5)}. */
    public String where() {
        return name + " (segment " + line + ")";
    }

    /** Returns whether a field holds anything. */
    public boolean has(int field) {
        return !raw(field).isEmpty();
    }

    /** Returns the first component of a field. */
    public String text(int field) {
        return text(field, 1);
    }

    /** Returns a component of the first repetition of a field: its first subcomponent, decoded. */
    public String text(int field, int component) {
        return text(field, 1, component);
    }

    /** Returns a component of a repetition of a field: its first subcomponent, decoded. */
    public String text(int field, int repetition, int component) {
        return text(field, repetition, component, 1);
    }

    /** Returns a subcomponent, decoded. */
    public String text(int field, int repetition, int component, int subcomponent) {
        String one = part(repetitionText(field, repetition), separators.component(), component);
        String text = separators.decoded(part(one, separators.subcomponent(), subcomponent));
        return text.equals("\"\"") ? "" : text;
    }

    /** Returns how many repetitions a field has; 0 if it is empty. */
    public int repetitions(int field) {
        String raw = raw(field);
        if (raw.isEmpty()) {
            return 0;
        }
        return 1 + (int) raw.chars().filter(c -> c == separators.repetition()).count();
    }

    /** Returns a field as it stands in the message, with all its separators. */
    public String raw(int field) {
        if (name.equals("MSH")) {
            return field == 1 ? String.valueOf(separators.field()) : value(field - 1);
        }
        return value(field);
    }

    private String value(int index) {
        return index < fields.size() ? fields.get(index) : "";
    }

    private String repetitionText(int field, int repetition) {
        return name.equals("MSH") && field <= 2 ? raw(field) : part(raw(field), separators.repetition(), repetition);
    }

    private static String part(String text, char separator, int number) {
        int from = 0;
        for (int i = 1; i < number; i++) {
            int end = text.indexOf(separator, from);
            if (end < 0) {
                return "";
            }
            from = end + 1;
        }
        int end = text.indexOf(separator, from);
        return end < 0 ? text.substring(from) : text.substring(from, end);
    }
}
