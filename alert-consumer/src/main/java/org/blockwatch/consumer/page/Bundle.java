package org.blockwatch.consumer.page;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes one message of several pages to the same recipient over the same channel: about the worst of them, naming all. */
public final class Bundle {

    private static final int LONGEST_SUMMARY = 160; // one SMS

    /** HIGH before MEDIUM before LOW; of equals the one asked for first. */
    private static final Comparator<OutgoingPage> WORST_FIRST = Comparator.<OutgoingPage>comparingInt(
                    page -> switch (page.alert().priority()) {
                        case MEDIUM -> 1;
                        case LOW -> 2;
                        default -> 0;
                    })
            .thenComparing(page -> page.step().requestedAt())
            .thenComparing(OutgoingPage::attemptId);

    private Bundle() {}

    /** Returns these pages, at least two, in one. */
    public static OutgoingPage of(List<OutgoingPage> pages, PageIds ids) {
        List<OutgoingPage> sorted = pages.stream().sorted(WORST_FIRST).toList();
        OutgoingPage worst = sorted.get(0);
        List<OutgoingPage.AlertName> alerts =
                sorted.stream().flatMap(page -> page.alerts().stream()).toList();
        return new OutgoingPage(
                ids.bundle(pages),
                worst.attempt(),
                alerts,
                step(worst.step(), pages),
                addressee(worst.to(), sorted),
                new OutgoingPage.Content(
                        worst.content().unit(),
                        worst.content().bed(),
                        head(alerts.size(), worst),
                        text(alerts.size(), sorted)));
    }

    private static OutgoingPage.LadderStep step(OutgoingPage.LadderStep worst, List<OutgoingPage> pages) {
        Instant first = pages.stream()
                .map(page -> page.step().requestedAt())
                .min(Instant::compareTo)
                .orElseThrow();
        return new OutgoingPage.LadderStep(worst.reason(), worst.tier(), worst.number(), first, worst.blockAge());
    }

    private static OutgoingPage.Addressee addressee(OutgoingPage.Addressee worst, List<OutgoingPage> sorted) {
        List<String> roles = sorted.stream()
                .flatMap(page -> page.to().roles().stream())
                .distinct()
                .toList();
        return new OutgoingPage.Addressee(roles, worst.recipient(), worst.address(), worst.link());
    }

    /** Says how many, and what the worst says; the name of its unit gives way to the advice at the end. */
    private static String head(int alerts, OutgoingPage worst) {
        String head = alerts + " alerts, worst: " + worst.content().summary();
        String unit = worst.content().unit();
        int over = head.length() - LONGEST_SUMMARY;
        int at = unit == null ? -1 : head.indexOf(unit);
        if (unit != null && over > 0 && at >= 0 && unit.length() > over + 1) {
            head = head.substring(0, at) + unit.substring(0, unit.length() - over - 1) + "…"
                    + head.substring(at + unit.length());
        }
        return shortened(head);
    }

    /** Each page in full, with its own link: an answer is to one page. */
    private static String text(int alerts, List<OutgoingPage> sorted) {
        Stream<String> pages = sorted.stream().map(Bundle::full);
        return Stream.concat(Stream.of(head(alerts, sorted.get(0))), pages).collect(Collectors.joining("\n\n"));
    }

    private static String full(OutgoingPage page) {
        String text = page.content().text();
        return page.to().link() == null ? text : text + "\nAnswer: " + page.to().link();
    }

    private static String shortened(String line) {
        if (line.length() <= LONGEST_SUMMARY) {
            return line;
        }
        int end = LONGEST_SUMMARY - 1;
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
