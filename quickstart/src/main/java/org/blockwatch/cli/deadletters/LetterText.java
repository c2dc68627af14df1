package org.blockwatch.cli.deadletters;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.blockwatch.schemas.PlainJson;
import org.blockwatch.service.text.Printable;
import org.jspecify.annotations.Nullable;

/** Writes letters down for people and for programs. What a letter holds is printed with its control characters escaped. */
public final class LetterText {

    private static final int BYTES_SHOWN = 256;
    private static final int BYTES_A_LINE = 16;

    private final ResendRules rules;

    /** @param rules how letters are decoded */
    public LetterText(ResendRules rules) {
        this.rules = rules;
    }

    /** Returns one line: which, when, why, from where, whose, and whether it was sent again. */
    public String line(StoredLetter letter, Optional<ResendMark> mark) {
        return "%-10s %s  %-20s %-27s %s%s%n             %s"
                .formatted(
                        letter.id(),
                        letter.setAsideAt(),
                        Printable.line(letter.reason()),
                        Printable.line(letter.source()),
                        key(letter),
                        mark.map(sent -> "   sent again " + sent.at()).orElse(""),
                        Printable.line(letter.detail()));
    }

    /** Returns one object of JSON on one line, without the bytes. */
    public String json(StoredLetter letter, Optional<ResendMark> mark) {
        var fields = new LinkedHashMap<String, @Nullable String>();
        fields.put("id", letter.id().toString());
        fields.put("setAsideAt", letter.setAsideAt().toString());
        fields.put("reason", letter.reason());
        fields.put("detail", letter.detail());
        fields.put("topic", letter.source());
        fields.put("place", letter.sourcePlace());
        fields.put("key", letter.key());
        fields.put("resentAt", mark.map(sent -> sent.at().toString()).orElse(null));
        fields.put("resentBy", mark.map(ResendMark::by).orElse(null));
        return Json.object(fields);
    }

    /** Returns all that is known of a letter, and its record in plain JSON, or its bytes where it cannot be decoded. */
    public String full(StoredLetter letter, Optional<ResendMark> mark) {
        var text = new StringBuilder();
        row(text, "letter", letter.id().toString());
        row(text, "set aside", letter.setAsideAt().toString());
        row(text, "reason", letter.reason() + "  (docs/dead-letters.md says what causes it and what to do)");
        row(text, "detail", letter.detail());
        row(text, "from", letter.source() + " " + letter.sourcePlace());
        row(text, "key", letter.key() == null ? "none" : letter.key());
        mark.ifPresent(sent -> row(text, "sent again", "%s by %s to %s".formatted(sent.at(), sent.by(), sent.to())));
        headers(letter).forEach((name, value) -> row(text, "header", name + ": " + value));
        var decoded = rules.decoded(letter);
        decoded.record().ifPresentOrElse(record -> row(text, "record", PlainJson.write(record)), () -> {
            row(text, "no record", decoded.problem());
            bytes(text, letter.record().value());
        });
        return text.toString();
    }

    /** Returns what the client sent along, without what was put there when the letter was set aside. */
    private static Map<String, String> headers(StoredLetter letter) {
        var headers = new TreeMap<String, String>();
        letter.record().headers().forEach(header -> {
            if (!header.key().startsWith("blockwatch.") || header.key().startsWith(ResendMark.OF)) {
                headers.put(
                        header.key(), header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8));
            }
        });
        return headers;
    }

    private static String key(StoredLetter letter) {
        var key = letter.key();
        return key == null ? "(no key)" : Printable.line(key);
    }

    private static void row(StringBuilder text, String name, String value) {
        text.append("%-11s %s%n".formatted(name, Printable.line(value)));
    }

    private static void bytes(StringBuilder text, byte @Nullable [] value) {
        if (value == null) {
            return;
        }
        var shown = Math.min(value.length, BYTES_SHOWN);
        row(text, "bytes", "%s, the first %s:".formatted(value.length, shown));
        for (var at = 0; at < shown; at += BYTES_A_LINE) {
            var end = Math.min(shown, at + BYTES_A_LINE);
            var hex = HexFormat.ofDelimiter(" ").formatHex(value, at, end);
            var characters = new StringBuilder();
            for (var i = at; i < end; i++) {
                characters.append(value[i] >= ' ' && value[i] < 0x7F ? (char) value[i] : '.');
            }
            text.append(String.format(Locale.ROOT, "  %04x  %-47s  %s%n", at, hex, characters));
        }
    }
}
