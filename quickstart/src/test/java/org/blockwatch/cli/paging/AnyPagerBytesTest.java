package org.blockwatch.cli.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.blockwatch.cli.paging.Asked.ended;
import static org.blockwatch.cli.paging.Asked.page;
import static org.blockwatch.cli.paging.PagerSite.awaitReady;
import static org.blockwatch.cli.paging.PagerSite.soon;
import static org.blockwatch.schemas.Topics.ALERTS;
import static org.blockwatch.schemas.Topics.DEAD_LETTERS;
import static org.blockwatch.schemas.Topics.PAGES;
import static org.blockwatch.schemas.Topics.PAGE_EVENTS;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.cli.embedded.WithPlatform;
import org.blockwatch.consumer.AlertConsumer;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.schemas.PlainJson;
import org.blockwatch.schemas.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No byte on any topic that alert-consumer reads stops it: a page request becomes a dead letter, all else is counted. */
@WithPlatform
@Timeout(300)
class AnyPagerBytesTest {

    private static final Path EXAMPLES = Path.of("src/test/resources/contract/examples.ndjson");
    private static final List<Topics> READ = List.of(PAGES, ALERTS, Topics.ALERT_RESPONSES, PAGE_EVENTS);
    private static final String STRANGER = "p1"; // of the examples

    private final Platform platform;
    private PagerSite site;
    private AlertConsumer pager;

    AnyPagerBytesTest(Platform platform) {
        this.platform = platform;
    }

    @BeforeEach
    void start() throws Exception {
        site = new PagerSite(platform.bootstrapServers(), platform.registryUrl());
        Map<String, String> settings = site.settings("bytes-" + System.nanoTime(), "bytes");
        settings.put("api.tokens", "ward=" + "t".repeat(32)); // so that everybody listens who can
        pager = site.started(settings, new ByteArrayOutputStream());
        awaitReady(pager);
        assertThatPeopleArePaged("first"); // it has read past what lay there
    }

    @AfterEach
    void stop() {
        pager.close();
        site.close();
    }

    @Test
    void shouldPutAsideOrCountWhatIsCutAtAnyByteOrGoesOn() throws Exception {
        long letters = letters();
        for (Topics topic : READ) {
            long before = passedOver(topic);
            byte[] bytes = example(topic);
            for (int length = 0; length < bytes.length; length++) {
                site.put(topic, STRANGER, Arrays.copyOf(bytes, length));
            }
            for (int more = 1; more <= 3; more++) {
                site.put(topic, STRANGER, Arrays.copyOf(bytes, bytes.length + more));
            }
            int sent = bytes.length + 3;
            soon().untilAsserted(() -> assertThat(passedOver(topic)).isEqualTo(before + sent));
        }

        assertThatPeopleArePaged("cut");
        assertThat(letters() - letters).isEqualTo(example(PAGES).length + 3L);
    }

    @Test
    void shouldGoOnWhateverAnyByteIsChangedTo() throws Exception {
        Random random = new Random(7);
        for (Topics topic : READ) {
            byte[] bytes = example(topic);
            for (int at = 0; at < bytes.length; at++) {
                for (byte changed : new byte[] {0, 1, (byte) 0x80, (byte) random.nextInt()}) {
                    byte[] other = bytes.clone();
                    other[at] = changed;
                    site.put(topic, STRANGER, other);
                }
            }
        }

        assertThatPeopleArePaged("changed");
    }

    /** A dead letter of one of them, or what is written of it, would itself be too large for the brokers. */
    @Test
    void shouldGoOnWhateverTheSizeOfARecord() throws Exception {
        long letters = letters();
        for (Topics topic : READ) {
            long before = passedOver(topic);
            byte[] all = Arrays.copyOf(example(topic), 1_048_000);
            site.put(topic, STRANGER, all).get();
            site.put(topic, "k".repeat(1_048_000), new byte[] {1}).get();
            site.put(topic, STRANGER, new byte[500_000], new RecordHeaders().add("h", new byte[547_000]))
                    .get();
            soon().untilAsserted(() -> assertThat(passedOver(topic)).isEqualTo(before + 3));
        }

        assertThatPeopleArePaged("large");
        assertThat(letters() - letters).isEqualTo(3);
        assertThat(site.read(DEAD_LETTERS))
                .filteredOn(letter -> letter.headers().lastHeader("blockwatch.cut.from") != null)
                .hasSizeGreaterThanOrEqualTo(3);
    }

    /** On both partitions, and that an alert has ended is still heard. */
    private void assertThatPeopleArePaged(String when) throws Exception {
        String name = when + System.nanoTime();
        for (String patient : List.of("p-healthy-1", "p-healthy-2", "p-healthy-3", "p-healthy-4")) {
            site.send(PAGES, patient + name, page(patient + name, 1));
        }
        for (String patient : List.of("p-healthy-1", "p-healthy-2", "p-healthy-3", "p-healthy-4")) {
            soon().untilAsserted(() -> assertThat(site.events(patient + name))
                    .hasSize(2)
                    .extracting(PageEvent::getOutcome)
                    .containsOnly(PageOutcome.OK));
        }
        site.send(ALERTS, "p-end-" + name, ended("p-end-" + name));
        soon().until(() -> {
            site.send(PAGES, "p-end-" + name, page("p-end-" + name, 1)); // the alert may be heard of after its page
            return site.events("p-end-" + name).stream()
                    .anyMatch(event -> event.getOutcome() == PageOutcome.ALERT_ENDED);
        });
        assertThat(pager.unreadyReasons()).isEmpty();
    }

    private byte[] example(Topics topic) throws IOException {
        Class<? extends SpecificRecord> type = topic.valueType().orElseThrow();
        try (Stream<String> lines = Files.lines(EXAMPLES)) {
            String line = lines.filter(one -> one.contains("\"type\":\"" + type.getSimpleName() + "\""))
                    .findFirst()
                    .orElseThrow();
            String fields = topic == Topics.ALERT_RESPONSES ? line : line.replaceFirst("\"type\":\"\\w+\",", "");
            return site.bytes(topic, PlainJson.read(type, fields));
        }
    }

    private long letters() throws IOException, InterruptedException {
        return number("blockwatch_pages_dead_letters_total");
    }

    private long passedOver(Topics topic) throws IOException, InterruptedException {
        return number("blockwatch_records_passed_over_total{topic=\"" + topic.topicName() + "\"}");
    }

    private long number(String series) throws IOException, InterruptedException {
        String text = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(pager.address() + "/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        return Pattern.compile("^" + Pattern.quote(series) + " (\\S+)$", Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map((MatchResult found) -> (long) Double.parseDouble(found.group(1)))
                .findFirst()
                .orElseThrow();
    }
}
