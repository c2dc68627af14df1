package org.blockwatch.gateway.hl7;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.IllegalCharsetNameException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the character set of a message and decodes it. What cannot be decoded is refused, never replaced: a question mark in an
 * identifier would be another patient.
 */
public final class Hl7Charset {

    /** The names of table 0211, and those that occur in its place. */
    private static final Map<String, Charset> NAMES = Map.ofEntries(
            Map.entry("ASCII", US_ASCII),
            Map.entry("USASCII", US_ASCII),
            Map.entry("ISOIR6", US_ASCII),
            Map.entry("UNICODE", UTF_8),
            Map.entry("UNICODEUTF8", UTF_8),
            Map.entry("UTF8", UTF_8),
            Map.entry("ISOIR192", UTF_8),
            Map.entry("88591", ISO_8859_1),
            Map.entry("ISO88591", ISO_8859_1),
            Map.entry("ISOIR100", ISO_8859_1),
            Map.entry("LATIN1", ISO_8859_1),
            Map.entry("ANSI", Charset.forName("windows-1252")),
            Map.entry("WINDOWS1252", Charset.forName("windows-1252")),
            Map.entry("CP1252", Charset.forName("windows-1252")));

    private static final String ISO_8859 = "(ISO)?8859(\\d{1,2})";
    private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private Hl7Charset() {}

    /**
     * Returns the text of a message without a byte order mark.
     *
     * @param source what the source sends in where MSH-18 says nothing, or ASCII
     * @throws Hl7Refusal if the bytes are malformed, or MSH-18 names a set that nobody knows and is needed
     */
    public static String decode(byte[] message, Charset source) {
        int from = startsWith(message, UTF_8_MARK) ? UTF_8_MARK.length : 0;
        if (message.length > 1 && (message[0] == (byte) 0xFE || message[0] == (byte) 0xFF)) {
            throw new Hl7Refusal("The message is in UTF-16, whose bytes may look like the end of a frame: send UTF-8.");
        }
        ByteBuffer bytes = ByteBuffer.wrap(message, from, message.length - from);
        // Names of sets are ASCII, and so are the separators before them in any set that may stand in a frame.
        String named = declared(new String(message, from, Math.min(message.length - from, 4096), ISO_8859_1));
        return strictly(bytes, from > 0 ? UTF_8 : charset(named, source, message), named);
    }

    /** Returns the sender's application and facility, which decide on the set that the message is read in. */
    public static Hl7Segment header(byte[] message) {
        int from = startsWith(message, UTF_8_MARK) ? UTF_8_MARK.length : 0;
        return Hl7Message.parse(new String(message, from, Math.min(message.length - from, 4096), ISO_8859_1))
                .header();
    }

    /**
     * Returns the set of this name, as MSH-18 or a map writes it.
     *
     * @return empty if nobody knows it
     */
    public static Optional<Charset> named(String name) {
        String plain = name.strip().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        if (NAMES.containsKey(plain)) {
            return Optional.of(NAMES.get(plain));
        }
        if (plain.matches(ISO_8859)) {
            return supported("ISO-8859-" + plain.replaceAll(ISO_8859, "$2"));
        }
        return supported(name.strip());
    }

    private static Charset charset(String named, Charset source, byte[] message) {
        if (named.isEmpty()) {
            return source;
        }
        Optional<Charset> known = named(named);
        if (known.isEmpty() && isAscii(message)) {
            return US_ASCII;
        }
        Charset charset = known.orElseThrow(() -> new Hl7Refusal("MSH-18 names the character set " + named
                + ", which is none that is known: send UNICODE UTF-8, or 8859/1 and the like."));
        return charset.equals(US_ASCII) ? source : charset;
    }

    private static String declared(String beginning) {
        try {
            return Hl7Message.parse(beginning).header().text(18);
        } catch (Hl7Refusal e) {
            return ""; // told where the whole is read
        }
    }

    private static String strictly(ByteBuffer bytes, Charset charset, String named) {
        CharsetDecoder decoder = charset.newDecoder();
        CharBuffer text = CharBuffer.allocate((int) (bytes.remaining() * (double) decoder.maxCharsPerByte()) + 1);
        CoderResult result = decoder.decode(bytes, text, true);
        if (!result.isError()) {
            result = decoder.flush(text);
        }
        if (result.isError()) {
            throw new Hl7Refusal("Byte " + bytes.position() + " is not " + charset.name()
                    + (named.isEmpty()
                            ? ", the set of this source"
                            : ", which MSH-18 (" + named + ") and the source's map say")
                    + ": name the set that is sent in MSH-18, or in the source's map under charset.");
        }
        return text.flip().toString();
    }

    private static Optional<Charset> supported(String name) {
        try {
            return Charset.isSupported(name) ? Optional.of(Charset.forName(name)) : Optional.empty();
        } catch (IllegalCharsetNameException e) {
            return Optional.empty();
        }
    }

    private static boolean isAscii(byte[] message) {
        for (byte one : message) {
            if (one < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean startsWith(byte[] message, byte[] mark) {
        return message.length >= mark.length
                && ByteBuffer.wrap(message, 0, mark.length).equals(ByteBuffer.wrap(mark));
    }
}
