package org.blockwatch.consumer.page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes one message of several pages to the same recipient over the same channel: about the worst of them, naming all. */
public final class Bundle {

    private static final int LONGEST_SUMMARY = 160; // one SMS

    /** HIGH before MEDIUM before LOW; of equals the one asked for first. */
    private static final Comparator<OutgoingPage> WORST_FIRST = Comparator.<OutgoingPage>comparingInt(
                    page -> switch (page.priority()) {
                        case MEDIUM -> 1;
                        case LOW -> 2;
                        default -> 0;
                    })
            .thenComparing(OutgoingPage::requestedAt)
            .thenComparing(OutgoingPage::attemptId);

    private Bundle() {}

    /** These pages, at least two, in one. */
    public static OutgoingPage of(List<OutgoingPage> pages, PageIds ids) {
        List<OutgoingPage> sorted = pages.stream().sorted(WORST_FIRST).toList();
        OutgoingPage worst = sorted.get(0);
        List<OutgoingPage.Also> also = new ArrayList<>(worst.also());
        sorted.stream().skip(1).forEach(page -> {
            also.add(new OutgoingPage.Also(page.alert(), page.priority(), page.code()));
            also.addAll(page.also());
        });
        return new OutgoingPage(
                ids.bundle(pages),
                worst.attempt(),
                worst.alert(),
                worst.priority(),
                worst.code(),
                worst.reason(),
                worst.tier(),
                worst.step(),
                worst.unit(),
                worst.bed(),
                worst.blockAge(),
                sorted.stream()
                        .map(OutgoingPage::requestedAt)
                        .min(Instant::compareTo)
                        .orElseThrow(),
                sorted.stream()
                        .flatMap(page -> page.roles().stream())
                        .distinct()
                        .toList(),
                worst.recipient(),
                worst.address(),
                worst.link(),
                also,
                shortened(head(also.size() + 1, worst)),
                text(also.size() + 1, sorted));
    }

    private static String head(int alerts, OutgoingPage worst) {
        return alerts + " alerts, worst: " + worst.summary();
    }

    /** Each page in full, with its own link: an answer is to one page. */
    private static String text(int alerts, List<OutgoingPage> sorted) {
        Stream<String> pages = sorted.stream()
                .map(page -> page.link() == null ? page.text() : page.text() + "\nAnswer: " + page.link());
        return Stream.concat(Stream.of(shortened(head(alerts, sorted.get(0)))), pages)
                .collect(Collectors.joining("\n\n"));
    }

    private static String shortened(String line) {
        return line.length() <= LONGEST_SUMMARY ? line : line.substring(0, LONGEST_SUMMARY - 1) + "…";
    }
}
