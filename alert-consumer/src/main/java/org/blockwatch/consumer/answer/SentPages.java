package org.blockwatch.consumer.answer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.blockwatch.consumer.page.PageKey;
import org.blockwatch.event.PageAlert;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageRequest;
import org.blockwatch.service.collect.BoundedMap;
import org.jspecify.annotations.Nullable;

/**
 * Which pages went out under which idempotency key: what an answer names that comes from where only the key is known.
 * Remembers the latest {@value #MOST} keys. Thread-safe.
 */
final class SentPages {

    private static final int MOST = 100_000;

    private final Map<String, List<AnsweredPage>> byKey = BoundedMap.ofLatest(MOST);
    private final Map<PageKey, List<String>> also = BoundedMap.ofLatest(MOST);

    /** Takes in a request, for the other alerts that the page tells of. */
    synchronized void heard(PageRequest request) {
        if (!request.getAlso().isEmpty()) {
            also.put(
                    PageKey.of(request),
                    request.getAlso().stream().map(PageAlert::getAlertId).toList());
        }
    }

    /** Takes in what became of an attempt. */
    synchronized void heard(PageEvent event) {
        if (!event.getAttemptId().isEmpty()) {
            AnsweredPage page = new AnsweredPage(event.getPatientId(), event.getPageId(), List.of(event.getAlertId()));
            add(event.getAttemptId(), page);
            add(event.getBundle(), page);
        }
    }

    /** Returns the pages that went out under this key; empty: none that is known. */
    synchronized List<AnsweredPage> under(String key) {
        return byKey.getOrDefault(key, List.of()).stream().map(this::whole).toList();
    }

    private void add(@Nullable String key, AnsweredPage page) {
        if (key != null) {
            byKey.merge(
                    key,
                    List.of(page),
                    (before, more) -> before.contains(page)
                            ? before
                            : Stream.concat(before.stream(), more.stream()).toList());
        }
    }

    private AnsweredPage whole(AnsweredPage page) {
        List<String> others = Optional.ofNullable(also.get(new PageKey(page.patientId(), page.pageId())))
                .orElse(List.of());
        return new AnsweredPage(
                page.patientId(),
                page.pageId(),
                Stream.concat(page.alertIds().stream(), others.stream()).toList());
    }
}
