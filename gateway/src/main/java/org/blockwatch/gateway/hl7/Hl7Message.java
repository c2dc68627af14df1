package org.blockwatch.gateway.hl7;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An HL7 v2 message of any version as its segments, in their order. It knows no structure of messages, so that none is refused for one:
 * what a segment belongs to is for its reader to say. Why this is not HAPI's parser: decision 70.
 */
public final class Hl7Message {

    private static final int NAME = 3;

    private final List<Hl7Segment> segments;

    private Hl7Message(List<Hl7Segment> segments) {
        this.segments = List.copyOf(segments);
    }

    /**
     * Reads a message. Segments end with CR, LF or both; the last one may end with nothing.
     *
     * @throws Hl7Refusal if it does not begin with MSH and its separators
     */
    public static Hl7Message parse(String text) {
        String trimmed = text.stripLeading();
        if (!trimmed.startsWith("MSH") || trimmed.length() < 8) {
            throw new Hl7Refusal("There is no MSH: a message begins with MSH|^~\\&|. Send one message a frame.");
        }
        if (Character.isLetterOrDigit(trimmed.charAt(NAME)) || trimmed.charAt(NAME) < ' ') {
            throw new Hl7Refusal("MSH is followed by no separator: write MSH|^~\\&|.");
        }
        Hl7Separators separators = Hl7Separators.of(trimmed);
        List<Hl7Segment> segments = new ArrayList<>();
        int from = 0;
        int line = 0;
        while (from < trimmed.length()) {
            int end = from;
            while (end < trimmed.length() && trimmed.charAt(end) != '\r' && trimmed.charAt(end) != '\n') {
                end++;
            }
            if (end > from) {
                line++;
                segments.add(segment(trimmed.substring(from, end), line, separators));
            }
            from = end + 1;
        }
        return new Hl7Message(segments);
    }

    private static Hl7Segment segment(String text, int line, Hl7Separators separators) {
        List<String> fields = new ArrayList<>();
        int from = 0;
        int end;
        while ((end = text.indexOf(separators.field(), from)) >= 0) {
            fields.add(text.substring(from, end));
            from = end + 1;
        }
        fields.add(text.substring(from));
        return new Hl7Segment(fields.get(0).strip(), line, fields, separators);
    }

    /** Returns all segments in their order; the first is MSH. */
    public List<Hl7Segment> segments() {
        return segments;
    }

    /** Returns the header. */
    public Hl7Segment header() {
        return segments.get(0);
    }

    /** Returns the first segment of this name. */
    public Optional<Hl7Segment> first(String name) {
        return segments.stream().filter(segment -> segment.name().equals(name)).findFirst();
    }

    /** Returns MSH-10, the sender's name of this message. */
    public String controlId() {
        return header().text(10);
    }

    /** Returns MSH-9.1, such as {@code ORU}. */
    public String type() {
        return header().text(9, 1);
    }

    /** Returns MSH-9.2, such as {@code R01}; of a message that leaves it out, EVN-1. */
    public String trigger() {
        String trigger = header().text(9, 2);
        return trigger.isEmpty() ? first("EVN").map(evn -> evn.text(1)).orElse("") : trigger;
    }
}
