package org.blockwatch.cli.paging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.blockwatch.cli.paging.Asked.expired;
import static org.blockwatch.cli.paging.Asked.page;
import static org.blockwatch.cli.paging.PagerSite.awaitReady;
import static org.blockwatch.cli.paging.PagerSite.printed;
import static org.blockwatch.cli.paging.PagerSite.soon;
import static org.blockwatch.schemas.Topics.PAGES;
import static org.blockwatch.schemas.Topics.PAGE_EVENTS;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.blockwatch.cli.embedded.EmbeddedBroker;
import org.blockwatch.cli.embedded.EmbeddedPlatform;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.cli.embedded.WithPlatform;
import org.blockwatch.consumer.AlertConsumer;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** alert-consumer while processes, brokers and registries come and go: no page is lost, and none goes out twice without need. */
@WithPlatform
@Timeout(300)
class PagerFaultsTest {

    private static final int MANY = 20;

    private final Platform platform;
    private PagerSite site;

    PagerFaultsTest(Platform platform) {
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
    void shouldSendNothingWhenAFreshGroupReadsTheTopicFromTheBeginning() throws Exception {
        try (AlertConsumer pager = site.started("first", new ByteArrayOutputStream())) {
            site.send(PAGES, "p-fresh", page("p-fresh", 1));
            site.send(PAGES, "p-old", expired("p-old"));
            soon().until(() ->
                    site.events("p-fresh").size() == 2 && site.events("p-old").size() == 2);
        }
        assertThat(site.events("p-old")).extracting(PageEvent::getOutcome).containsOnly(PageOutcome.TOO_OLD);
        int sent = site.receiver.ids().size();

        ByteArrayOutputStream console = new ByteArrayOutputStream();
        try (AlertConsumer pager = site.started("fresh", console)) {
            awaitReady(pager);
            site.send(PAGES, "p-fresh", page("p-fresh", 2));
            soon().until(() -> site.events("p-fresh").size() == 4); // it has read past all that was there
        }
        assertThat(site.receiver.ids()).hasSize(sent + 1);
        assertThat(printed(console)).isEqualTo(1);
        assertThat(site.events("p-old")).hasSize(2);
    }

    /** The process is killed when the receiver has the page and nobody yet knows. */
    @Test
    void shouldSendAPageAgainUnderTheSameIdAfterACrashAndRecordItOnce() throws Exception {
        site.receiver.holdAnswers();
        Process killed = site.process("crash");
        try {
            site.send(PAGES, "p-crash", page("p-crash", 1));
            soon().until(() -> site.receiver.ids().size() == 1);
            soon().until(() ->
                    site.events("p-crash").size() == 1); // the console's: it was not held back by the webhook
        } finally {
            killed.destroyForcibly().waitFor();
        }
        site.receiver.answerAgain();

        ByteArrayOutputStream console = new ByteArrayOutputStream();
        try (AlertConsumer pager = site.started("crash", console)) {
            soon().until(() -> site.events("p-crash").size() == 2);
        }

        assertThat(site.receiver.ids())
                .hasSize(2)
                .containsOnly(site.event("p-crash", "webhook").getAttemptId());
        assertThat(console.toString(UTF_8)).isEmpty(); // printed and recorded before the crash
    }

    /** The receiver has taken the page while nothing could be recorded: it must not get it twice for that. */
    @Test
    void shouldSendAPageOnceThatWasTakenWhileTheBrokerWasAway(@TempDir Path directory) throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(0, directory);
        int port = Integer.parseInt(broker.bootstrapServers().split(":")[1]);
        try (PagerSite own = new PagerSite(broker.bootstrapServers(), platform.registryUrl())) {
            own.receiver.holdAnswers();
            try (AlertConsumer pager = own.started("away", new ByteArrayOutputStream())) {
                own.send(PAGES, "p-away", page("p-away", 1));
                soon().until(() ->
                        own.receiver.ids().size() == 1 && own.events("p-away").size() == 1);
                broker.close();
                own.receiver.answerAgain();
                soon().until(() -> !pager.unreadyReasons().isEmpty());

                broker = EmbeddedBroker.start(port, directory);

                soon().until(() -> own.events("p-away").size() == 2);
                own.send(PAGES, "p-away", page("p-away", 2));
                soon().until(() -> own.events("p-away").size() == 4);
                assertThat(own.receiver.ids()).hasSize(2).doesNotHaveDuplicates();
            }
        } finally {
            broker.close();
        }
    }

    /** Instances come and go; pages are asked for all the while. */
    @Test
    void shouldSendEachPageOnceWhileInstancesShareThem() throws Exception {
        try (AlertConsumer first = site.started(site.settings("shared", "one"), new ByteArrayOutputStream())) {
            awaitReady(first);
            sendMany(1);
            try (AlertConsumer second = site.started(site.settings("shared", "two"), new ByteArrayOutputStream())) {
                sendMany(2);
                awaitReady(second);
                sendMany(3);
                first.close();
                sendMany(4);
                soon().until(() ->
                        site.events(patient -> patient.startsWith("p-many-")).size() == 4 * 2 * MANY);
            }
        }
        assertThat(site.receiver.ids()).hasSize(4 * MANY).doesNotHaveDuplicates();
    }

    @Test
    void shouldGoOnWithoutTheRegistryOnceItHasStarted() throws Exception {
        try (EmbeddedPlatform embedded = EmbeddedPlatform.start();
                PagerSite own = new PagerSite(embedded.bootstrapServers(), embedded.registryUrl())) {
            own.prepare(PAGES);
            try (AlertConsumer pager = own.started("registry", new ByteArrayOutputStream())) {
                awaitReady(pager);
                embedded.registry().close();

                own.send(PAGES, "p-registry", page("p-registry", 1));

                soon().until(() -> own.read(PAGE_EVENTS).size() == 2);
            }
        }
    }

    private void sendMany(int step) {
        IntStream.range(0, MANY)
                .mapToObj(n -> "p-many-" + n)
                .forEach(patient -> site.begin(PAGES, patient, page(patient, step)));
    }
}
