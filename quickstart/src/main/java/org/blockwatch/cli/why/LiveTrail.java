package org.blockwatch.cli.why;

import static org.blockwatch.schemas.Topics.ALERTS;
import static org.blockwatch.schemas.Topics.ALERT_RESPONSES;
import static org.blockwatch.schemas.Topics.PAGES;
import static org.blockwatch.schemas.Topics.PAGE_EVENTS;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.cli.kafka.TopicReader;
import org.blockwatch.consumer.page.AlertKey;
import org.blockwatch.consumer.page.PageIds;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.PageEvent;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.log.LogIds;
import org.blockwatch.service.webhook.WebhookSecret;
import org.jspecify.annotations.Nullable;

/** Finds what a running system's topics hold of an alert. */
public final class LiveTrail implements AutoCloseable {

    private static final String IMPLICIT = "implicit:";
    private static final String OPAQUE_ALERT = "alert_";
    private static final String ATTEMPT = "page_";

    /** What belongs to an alert is on its topics in one transaction with its START; clocks of brokers differ a little. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final TopicReader topics;

    /**
     * @param client Kafka client properties with {@code bootstrap.servers}, and the registry's
     * @param err told of records that cannot be decoded
     */
    public LiveTrail(Map<String, String> client, PrintWriter err) {
        topics = new TopicReader(client, err);
    }

    /**
     * An alert that was found.
     *
     * @param since when the broker took its START; null: not known
     */
    public record Found(
            String alertId, String patientId, @Nullable Instant since) {}

    /**
     * Finds the alerts that an id means: an alertId, the opaque name of one, or an id that a page carried.
     *
     * @param patientId whose alert it is, if known; null: anybody's
     * @param secret by which the site makes its opaque ids; null: it has none
     * @param logSecret by which it makes the names in its log lines; null: it has none
     * @throws org.apache.kafka.common.KafkaException if the brokers do not answer
     */
    public List<Found> find(
            String id, @Nullable String patientId, @Nullable String secret, @Nullable String logSecret) {
        var whose = patientId != null ? patientId : implicitPatient(id);
        if (id.startsWith(ATTEMPT)) {
            return inTrail(event -> id.equals(event.getAttemptId()) || id.equals(event.getBundle()), whose);
        }
        if (id.startsWith(LogIds.PREFIX) && logSecret != null) {
            return inLogs(id, new LogIds(logSecret));
        }
        var found = new LinkedHashMap<AlertKey, Found>();
        var ids = keys(secret);
        Predicate<AlertKey> meant = id.startsWith(OPAQUE_ALERT)
                ? alert -> ids.stream().anyMatch(key -> key.alert(alert).equals(id))
                : alert -> id.equals(alert.alertId());
        read(ALERTS, whose, entry -> {
            if (entry.value() instanceof Alert alert && meant.test(AlertKey.of(alert))) {
                var since = alert.getPhase() == AlertPhase.START ? entry.arrivedAt() : null;
                found.putIfAbsent(AlertKey.of(alert), new Found(alert.getAlertId(), alert.getPatientId(), since));
            }
        });
        return found.isEmpty() ? inTrail(event -> meant.test(AlertKey.of(event)), whose) : List.copyOf(found.values());
    }

    /** Returns the alerts that a log line's name may mean: it may name an alert, its patient or its block. */
    private List<Found> inLogs(String name, LogIds names) {
        return latest(
                        null,
                        alert -> Stream.of(alert.getAlertId(), alert.getPatientId(), alert.getBlockId())
                                .anyMatch(id -> names.name(id).equals(name)))
                .stream()
                .map(alert -> new Found(alert.getAlertId(), alert.getPatientId(), null))
                .toList();
    }

    /** Returns the latest transition of every alert of a patient (null: of anybody) that is wanted, in the order of their START. */
    public List<Alert> latest(@Nullable String patientId, Predicate<Alert> wanted) {
        var latest = new LinkedHashMap<AlertKey, Alert>();
        read(ALERTS, patientId, entry -> {
            if (entry.value() instanceof Alert alert && wanted.test(alert)) {
                latest.put(AlertKey.of(alert), alert);
            }
        });
        return List.copyOf(latest.values());
    }

    /** Returns all that the topics hold of an alert. */
    public Trail read(Found alert) {
        var records = new ArrayList<SpecificRecord>();
        var from = Optional.ofNullable(alert.since()).map(since -> since.minus(SKEW));
        var homes = Stream.of(ALERTS, ALERT_RESPONSES, PAGES, PAGE_EVENTS)
                .map(topic -> topics.home(alert.patientId(), topic))
                .toList();
        topics.read(homes, from, alert.patientId()::equals, entry -> records.add(entry.value()));
        return Trail.of(alert.alertId(), records);
    }

    private List<Found> inTrail(Predicate<PageEvent> meant, @Nullable String patientId) {
        Set<Found> found = new LinkedHashSet<>();
        read(PAGE_EVENTS, patientId, entry -> {
            if (entry.value() instanceof PageEvent event && meant.test(event)) {
                found.add(new Found(event.getAlertId(), event.getPatientId(), null));
            }
        });
        return List.copyOf(found);
    }

    private void read(Topics topic, @Nullable String patientId, Consumer<TopicReader.Entry> each) {
        if (patientId == null) {
            topics.read(topics.partitions(topic), Optional.empty(), key -> true, each);
        } else {
            topics.read(List.of(topics.home(patientId, topic)), Optional.empty(), patientId::equals, each);
        }
    }

    /** Returns the patient whom the alertId of an implicit block names. */
    private static @Nullable String implicitPatient(String id) {
        var end = id.lastIndexOf('/', id.lastIndexOf('/') - 1);
        return id.startsWith(IMPLICIT) && end > IMPLICIT.length() ? id.substring(IMPLICIT.length(), end) : null;
    }

    /** Returns the keys to try. A webhook secret serves too: alert-consumer falls back on it, and without either on a key
     * of the house. */
    private static List<PageIds> keys(@Nullable String secret) {
        var house = Stream.of(key(PageIds.HOUSE_KEY));
        if (secret == null) {
            return house.toList();
        }
        var webhook = secret.startsWith("whsec_")
                ? Stream.of(new PageIds(WebhookSecret.parse(secret).key()))
                : Stream.<PageIds>empty();
        return Stream.of(Stream.of(key(secret)), webhook, house)
                .flatMap(ids -> ids)
                .toList();
    }

    private static PageIds key(String text) {
        return new PageIds(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        topics.close();
    }
}
