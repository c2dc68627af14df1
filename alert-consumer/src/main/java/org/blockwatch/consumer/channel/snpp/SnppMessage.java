package org.blockwatch.consumer.channel.snpp;

import java.text.Normalizer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.blockwatch.consumer.channel.TruncatedText;
import org.blockwatch.consumer.page.OutgoingPage;

/** A page as a pager shows it: few characters, ASCII, what matters most first. */
final class SnppMessage {

    private SnppMessage() {}

    /**
     * Returns whether it is a repeat, the summary, the link if there is room for all of it, and what else there is room
     * for.
     *
     * @param longest in characters
     */
    static String of(OutgoingPage page, int longest) {
        String head = ascii(
                (page.repeated() ? "(repeat) " : "") + page.content().summary().strip());
        String link = page.to().link() == null ? "" : "\n" + page.to().link().toASCIIString();
        String begin = head.length() + link.length() <= longest ? head + link : head;
        String rest = page.content()
                .text()
                .lines()
                .filter(line -> !line.equals(page.content().summary()) && !line.isBlank())
                .map(SnppMessage::ascii)
                .collect(Collectors.joining("\n"));
        return TruncatedText.to(
                longest, Stream.of(begin, rest).filter(part -> !part.isEmpty()).collect(Collectors.joining("\n")));
    }

    /** Letters lose their accents, and what no pager of this protocol knows becomes a question mark. */
    private static String ascii(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replace("ß", "ss")
                .replaceAll("\\p{M}+", "")
                .replaceAll("[\u2010-\u2015\u2212]", "-")
                .replace("\u2264", "<=")
                .replace("\u2265", ">=")
                .replaceAll("[^ -~]", "?");
    }
}
