package org.blockwatch.gateway.hl7;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a sender is told of a message (MSA-1, table 0008).
 *
 * @param problems what is wrong with it, one an ERR segment
 */
public record Acknowledgement(Code code, List<String> problems) {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss.SSSxx", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final int LONGEST = 400;

    /** How it went. */
    public enum Code {
        /** What it holds is on the topics. */
        AA,
        /** It is not, and may be sent again. */
        AE,
        /** It can never be used, and is kept. */
        AR
    }

    public Acknowledgement {
        problems = List.copyOf(problems);
    }

    /**
     * Writes it as an HL7 message, in ASCII with what does not fit escaped, so that it is valid in the sender's set whichever that is.
     *
     * @param header the MSH of what is answered; null: it had none
     * @param id of the answer itself
     */
    public byte[] bytes(@Nullable Hl7Segment header, String id, Instant at) {
        StringBuilder text = new StringBuilder("MSH|^~\\&|");
        String trigger = header == null ? "" : plain(header.text(9, 2));
        text.append(header == null ? "" : field(header, 5)).append('|');
        text.append(header == null ? "" : field(header, 6)).append('|');
        text.append(header == null ? "" : field(header, 3)).append('|');
        text.append(header == null ? "" : field(header, 4)).append('|');
        text.append(STAMP.format(at)).append("||ACK");
        text.append(trigger.isEmpty() ? "" : "^" + trigger + "^ACK").append('|');
        text.append(id).append('|');
        text.append(header == null || field(header, 11).isEmpty() ? "P" : field(header, 11))
                .append('|');
        text.append(header == null || field(header, 12).isEmpty() ? "2.5" : field(header, 12))
                .append('\r');
        text.append("MSA|").append(code).append('|').append(header == null ? "" : plain(header.raw(10)));
        if (!problems.isEmpty()) {
            text.append('|').append(plain(problems.get(0)));
        }
        text.append('\r');
        for (String problem : problems) {
            text.append("ERR|||207^Application internal error^HL70357|")
                    .append(code == Code.AA ? 'W' : 'E')
                    .append("||||")
                    .append(plain(problem))
                    .append('\r');
        }
        return text.toString().getBytes(charset());
    }

    private static Charset charset() {
        return StandardCharsets.US_ASCII;
    }

    /** The sender's separators may differ from these: then only the first component is told. */
    private static String field(Hl7Segment header, int number) {
        return header.raw(1).equals("|") && header.raw(2).startsWith("^~\\&")
                ? header.raw(number).replaceAll("[^ -~]", "?")
                : plain(header.text(number));
    }

    private static String plain(String text) {
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        return cut.replace("\\", "\\E\\")
                .replace("|", "\\F\\")
                .replace("^", "\\S\\")
                .replace("~", "\\R\\")
                .replace("&", "\\T\\")
                .replaceAll("[^ -~]", "?");
    }
}
