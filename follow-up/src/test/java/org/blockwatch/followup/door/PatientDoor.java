package org.blockwatch.followup.door;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.blockwatch.event.Invitation;
import org.blockwatch.event.InvitationState;
import org.blockwatch.followup.answer.AnswerSender;
import org.blockwatch.followup.answer.AnswerSink;
import org.blockwatch.followup.answer.AnswerSpool;
import org.blockwatch.followup.answer.PatientAnswerMeters;
import org.blockwatch.followup.form.FormTexts;
import org.blockwatch.followup.invite.InvitationBook;
import org.blockwatch.followup.invite.PatientLink;
import org.blockwatch.followup.invite.TextSeal;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.clock.VirtualClock;
import org.blockwatch.service.http.PublicServer;
import org.blockwatch.service.settings.HttpSettings;
import org.blockwatch.service.settings.ServiceSettings;
import org.blockwatch.service.settings.Settings;

/** The patients' door with one open link, and a topic that can be away. Whoever opens it closes it. */
final class PatientDoor implements AutoCloseable {

    static final Instant MADE = Instant.parse("2026-03-01T12:40:00Z");
    static final Instant EXPIRES = Instant.parse("2026-03-02T08:40:00Z");
    static final String PHONE = "01234 567890";

    final VirtualClock clock = EngineClock.virtual(MADE.plus(Duration.ofMinutes(25)));
    final PatientLink link = new PatientLink("AAAAAAAAAAAAAAAAAAAAAA");
    final InvitationBook book = new InvitationBook();
    final List<SpecificRecord> written = new CopyOnWriteArrayList<>();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    volatile boolean kafkaIsAway;

    private int requestsPerSecond = 1000;
    private final Path spool;
    private final Duration patience;
    private AnswerSender answers;
    private PublicServer server;

    PatientDoor(Path spool) {
        this(spool, Duration.ofSeconds(10));
        learnLinks();
    }

    private PatientDoor(Path spool, Duration patience) {
        this.spool = spool;
        this.patience = patience;
        open();
    }

    /** A door of a process that has not read its topics yet. */
    static PatientDoor withoutLinks(Path spool) {
        return new PatientDoor(spool, Duration.ofSeconds(2));
    }

    /** The door takes so few requests a second from one address from now on. */
    void restart(int perSecond) {
        requestsPerSecond = perSecond;
        restart();
    }

    void learnLinks() {
        book.heard(link.id(), Optional.of(invitation(link)), 0);
        book.markRead();
    }

    static Invitation invitation(PatientLink link) {
        return Invitation.newBuilder()
                .setLinkId(link.id())
                .setPatientId("patient-4711")
                .setBlockId("block-4711")
                .setSlotId("PT4H")
                .setSealedLink("sealed")
                .setState(InvitationState.SENT)
                .setDueAt(MADE.plus(Duration.ofMinutes(20)))
                .setMadeAt(MADE)
                .setExpiresAt(EXPIRES)
                .setSentAt(MADE)
                .build();
    }

    private void open() {
        answers = new AnswerSender(
                new AnswerSpool(spool, new TextSeal(List.of("0123456789abcdef0123456789abcdef"), "answers")),
                book,
                new AnswerSink() {
                    @Override
                    public CompletableFuture<Void> write(SpecificRecord record) {
                        if (kafkaIsAway) {
                            return CompletableFuture.failedFuture(new TimeoutException("no broker answers"));
                        }
                        written.add(record);
                        return CompletableFuture.completedFuture(null);
                    }

                    @Override
                    public void close() {}
                },
                Duration.ofSeconds(60),
                clock,
                new PatientAnswerMeters(meters));
        FormEndpoint form = new FormEndpoint(
                FormTexts.read(Optional.empty()),
                book,
                answers,
                new FormEndpoint.Terms(PHONE, "112", 5, patience, clock),
                new FormMeters(meters));
        server = PublicServer.open(settings(), "page", form.refusal(), form::routes);
        answers.start();
    }

    /** The process dies and another begins with what is on the disk. */
    void restart() {
        server.close();
        answers.close();
        meters.clear();
        open();
    }

    private HttpSettings settings() {
        return Settings.of(
                        ServiceSettings.class,
                        Map.of(
                                "bootstrap.servers", "k:1",
                                "schema.registry.url", "http://r",
                                "http.port", "0",
                                "http.rate.limit", String.valueOf(requestsPerSecond)))
                .app();
    }

    URI page() {
        return server.address().resolve("/" + link.token());
    }

    @Override
    public void close() {
        server.close();
        answers.close();
    }
}
