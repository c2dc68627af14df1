package org.blockwatch.cli.paging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.blockwatch.cli.paging.Asked.answered;
import static org.blockwatch.cli.paging.Asked.counted;
import static org.blockwatch.cli.paging.Asked.ended;
import static org.blockwatch.cli.paging.Asked.page;
import static org.blockwatch.cli.paging.Asked.staffed;
import static org.blockwatch.cli.paging.PagerSite.awaitReady;
import static org.blockwatch.cli.paging.PagerSite.printed;
import static org.blockwatch.cli.paging.PagerSite.soon;
import static org.blockwatch.schemas.Topics.ALERTS;
import static org.blockwatch.schemas.Topics.ALERT_RESPONSES;
import static org.blockwatch.schemas.Topics.DEAD_LETTERS;
import static org.blockwatch.schemas.Topics.PAGES;
import static org.blockwatch.schemas.Topics.PAGE_EVENTS;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.cli.embedded.WithPlatform;
import org.blockwatch.consumer.AlertConsumer;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** alert-consumer on a real broker and registry, with a real receiver: to whom it sends what, and what it writes of it. */
@WithPlatform
@Timeout(300)
class PagerTest {

    private static final String TWO_PEOPLE = """
            name: two-people
            version: 1
            time-zone: Europe/Zurich
            people:
              dr-7:
                name: Dr Seven
                ways: [{channel: webhook}, {channel: console}]
              nurse-3:
                name: Nurse Three
                ways: [{channel: console}]
            roles:
              anaesthetist-on-call:
                - shifts: [{people: [dr-7]}]
              charge-nurse:
                - shifts: [{people: [nurse-3]}]
            """;

    private final Platform platform;
    private PagerSite site;

    PagerTest(Platform platform) {
        this.platform = platform;
    }

    @BeforeEach
    void connect() throws IOException {
        site = new PagerSite(platform.bootstrapServers(), platform.registryUrl());
    }

    @AfterEach
    void disconnect() {
        site.close();
    }

    @Test
    void shouldSendAPageOverEachChannelAndRecordWhatBecameOfIt() throws Exception {
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        try (AlertConsumer pager = site.started("both", console)) {
            awaitReady(pager);
            site.send(PAGES, "p-both", page("p-both", 1));

            soon().until(() -> site.events("p-both").size() == 2);
            assertThat(site.events("p-both")).allSatisfy(event -> {
                assertThat(event.getKind()).isEqualTo(PageEventKind.ACCEPTED);
                assertThat(event.getLatencyMs()).isNotNull();
                assertThat(event.getPolicyVersion()).isEqualTo("default/1");
            });
            assertThat(site.events("p-both"))
                    .extracting(PageEvent::getChannel)
                    .containsExactlyInAnyOrder("console", "webhook");
            assertThat(site.receiver.ids())
                    .containsExactly(site.event("p-both", "webhook").getAttemptId());
            assertThat(console.toString(UTF_8)).contains("PAGE  HIGH").doesNotContain("p-both");
        }
    }

    @Test
    void shouldReachEachPersonOverTheNextWayWhenTheFirstIsDeadAndNobodyTwice(@TempDir Path directory) throws Exception {
        Path roster = Files.writeString(directory.resolve("roster.yaml"), TWO_PEOPLE);
        Map<String, String> settings = site.settings("people", "people");
        settings.put("roster", roster.toString());
        settings.put("webhook.url", "http://127.0.0.1:1/pages");
        try (AlertConsumer pager = site.started(settings, new ByteArrayOutputStream())) {
            site.send(PAGES, "p-people", staffed("p-people", 1));
            soon().until(() -> site.events("p-people").size() == 3);
        }
        assertThat(site.events("p-people"))
                .extracting(PageEvent::getRecipient, PageEvent::getChannel, PageEvent::getOutcome)
                .containsExactlyInAnyOrder(
                        tuple("dr-7", "webhook", PageOutcome.CONNECT_FAILED),
                        tuple("dr-7", "console", PageOutcome.OK),
                        tuple("nurse-3", "console", PageOutcome.OK));
        assertThat(site.events("p-people"))
                .extracting(PageEvent::getRosterVersion)
                .containsOnly("two-people/1")
                .hasSize(3);

        settings.putAll(Map.of("group.id", "people-again", "webhook.url", site.receiver.url()));
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        try (AlertConsumer pager = site.started(settings, console)) {
            site.send(PAGES, "p-people", staffed("p-people", 2));
            soon().until(() -> site.events("p-people").size() == 5); // it has read past all that was there
        }
        assertThat(site.receiver.ids()).hasSize(1);
        assertThat(printed(console)).isEqualTo(1);
    }

    @Test
    void shouldHoldBackPagesOfAlertsThatHaveEndedOrBeenAnswered() throws Exception {
        site.send(ALERTS, "p-end", ended("p-end"));
        site.send(PAGES, "p-ack", page("p-ack", 1));
        long answer =
                site.begin(ALERT_RESPONSES, "p-ack", answered("p-ack")).get().offset();
        site.send(PAGE_EVENTS, "p-ack", counted("p-ack", answer));
        site.send(PAGES, "p-end", page("p-end", 1));

        try (AlertConsumer pager = site.started("states", new ByteArrayOutputStream())) {
            soon().until(() ->
                    site.events("p-end").size() == 2 && site.events("p-ack").size() == 3);
        }

        assertThat(site.events("p-end")).extracting(PageEvent::getOutcome).containsOnly(PageOutcome.ALERT_ENDED);
        assertThat(site.events("p-ack"))
                .extracting(PageEvent::getOutcome)
                .containsExactly(PageOutcome.OK, PageOutcome.ALREADY_ACKNOWLEDGED, PageOutcome.ALREADY_ACKNOWLEDGED);
        assertThat(site.receiver.ids()).isEmpty();
    }

    @Test
    void shouldPutGarbageAsideAndGoOn() throws Exception {
        site.put(PAGES, "p-garbage", "garbage".getBytes(UTF_8)).get();
        site.send(PAGES, "p-garbage", page("p-garbage", 1));

        try (AlertConsumer pager = site.started("garbage", new ByteArrayOutputStream())) {
            soon().until(() -> site.events("p-garbage").size() == 2);
        }

        assertThat(site.read(DEAD_LETTERS)).anySatisfy(letter -> {
            assertThat(letter.value()).asString().isEqualTo("garbage");
            assertThat(letter.headers().lastHeader("blockwatch.reason").value())
                    .asString()
                    .isEqualTo("UNDECODABLE");
        });
    }
}
