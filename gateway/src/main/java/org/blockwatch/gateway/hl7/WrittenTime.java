package org.blockwatch.gateway.hl7;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time as a message writes it, as an instant.
 *
 * @param ambiguous whether the hour happens twice that night and nothing says which is meant: it is the one nearer to the arrival
 */
public record WrittenTime(Instant at, boolean ambiguous) {

    private static final Pattern FORM = Pattern.compile(
            "(\\d{4})(\\d{2})?(\\d{2})?(\\d{2})?(\\d{2})?(\\d{2})?(?:\\.(\\d{1,9}))?\\s*([+-]\\d{4}|Z)?");

    private static final int MINUTE = 5;
    private static final int SECOND = 6;
    private static final int FRACTION = 7;
    private static final int OFFSET = 8;
    private static final int NANO_DIGITS = 9;

    /**
     * What a time without a zone of its own is read by.
     *
     * @param headerOffset the offset of MSH-7, or empty
     * @param zone the source's
     * @param arrival when the message came
     */
    public record Frame(String headerOffset, ZoneId zone, Instant arrival) {

        /** Returns the frame of a message. */
        public static Frame of(Hl7Message message, ZoneId zone, Instant arrival) {
            Matcher written = FORM.matcher(message.header().text(7).strip());
            String offset = written.matches() && written.group(OFFSET) != null ? written.group(OFFSET) : "";
            return new Frame(offset, zone, arrival);
        }
    }

    /**
     * Reads {@code YYYYMMDDHHMM[SS[.S…]][±ZZZZ]}.
     *
     * @throws TimeRefusal if it is no time to the minute, or one that no clock showed
     */
    public static WrittenTime parse(String text, Frame frame) throws TimeRefusal {
        Matcher written = FORM.matcher(text.strip());
        if (!written.matches()) {
            throw new TimeRefusal("is no time: send YYYYMMDDHHMMSS and an offset, such as 20260301090000+0100");
        }
        if (written.group(MINUTE) == null) {
            throw new TimeRefusal("is " + (written.group(4) == null ? "a date" : "an hour")
                    + " alone, which a clock of hours cannot use: send the time to the minute");
        }
        LocalDateTime local = local(written);
        String offset = written.group(OFFSET) == null ? frame.headerOffset() : written.group(OFFSET);
        return offset.isEmpty()
                ? in(frame.zone(), local, frame.arrival())
                : new WrittenTime(local.toInstant(offset(offset)), false);
    }

    /**
     * Reads a wall clock's time.
     *
     * @throws TimeRefusal if the clock skipped it
     */
    public static WrittenTime in(ZoneId zone, LocalDateTime local, Instant arrival) throws TimeRefusal {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            throw new TimeRefusal("does not exist in " + zone + ": clocks were set forward over it. Send an offset");
        }
        Instant first = local.toInstant(offsets.get(0));
        if (offsets.size() == 1) {
            return new WrittenTime(first, false);
        }
        Instant second = local.toInstant(offsets.get(1));
        boolean later = Duration.between(second, arrival)
                        .abs()
                        .compareTo(Duration.between(first, arrival).abs())
                < 0;
        return new WrittenTime(later ? second : first, true);
    }

    @SuppressWarnings("UnusedException") // told as what to send instead
    private static LocalDateTime local(Matcher written) throws TimeRefusal {
        try {
            String fraction = written.group(FRACTION) == null ? "0" : written.group(FRACTION);
            return LocalDateTime.of(
                    number(written, 1),
                    number(written, 2),
                    number(written, 3),
                    number(written, 4),
                    number(written, MINUTE),
                    written.group(SECOND) == null ? 0 : number(written, SECOND),
                    Integer.parseInt((fraction + "000000000").substring(0, NANO_DIGITS)) / 1_000_000 * 1_000_000);
        } catch (DateTimeException e) {
            throw new TimeRefusal("is no time that exists: send YYYYMMDDHHMMSS");
        }
    }

    @SuppressWarnings("UnusedException") // told as what to send instead
    private static ZoneOffset offset(String text) throws TimeRefusal {
        try {
            return ZoneOffset.of(text);
        } catch (DateTimeException e) {
            throw new TimeRefusal("has the offset " + text + ", which no place has");
        }
    }

    private static int number(Matcher written, int group) {
        return Integer.parseInt(written.group(group));
    }
}
