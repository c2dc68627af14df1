package org.blockwatch.followup.answer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.blockwatch.event.Invitation;
import org.blockwatch.followup.invite.InvitationBook;
import org.blockwatch.service.clock.EngineClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings answers from the disk to the topic, the oldest first, for as long as it takes. An answer leaves the disk once all
 * replicas have it; who dies in between sends it again, and it is the same statement in the same revision.
 */
public final class AnswerSender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerSender.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final AnswerSpool spool;
    private final InvitationBook book;
    private final AnswerSink writer;
    private final Duration within;
    private final PatientAnswerMeters meters;

    private final Map<Path, CompletableFuture<Void>> awaited = new ConcurrentHashMap<>();
    private final Semaphore work = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "patient-answers");
    private volatile boolean closing;
    private volatile Optional<String> problem = Optional.empty();
    private volatile int waiting;
    private volatile Optional<Instant> oldest = Optional.empty();

    /**
     * A sender that runs from {@link #start} on.
     *
     * @param writer closed with it
     * @param within how long a record may take
     */
    public AnswerSender(
            AnswerSpool spool,
            InvitationBook book,
            AnswerSink writer,
            Duration within,
            EngineClock clock,
            PatientAnswerMeters meters) {
        this.spool = spool;
        this.book = book;
        this.writer = writer;
        this.within = within;
        this.meters = meters;
        meters.watch(
                () -> waiting,
                () -> oldest.map(since -> Duration.between(since, clock.now())).orElse(Duration.ZERO));
    }

    /** Begins with what a process before this one has left on the disk. */
    public void start() {
        work.release();
        thread.start();
    }

    /** Why answers stay on the disk, if they do. */
    public Optional<String> problem() {
        return problem;
    }

    /**
     * Takes an answer: it is on the disk when this returns.
     *
     * @return completes when the topic has it, and only then
     * @throws IOException if it cannot be put on the disk; it is lost then
     */
    public CompletableFuture<Void> take(PatientAnswer answer) throws IOException {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        try {
            Path file = spool.put(answer);
            awaited.put(file, sent);
            if (!Files.exists(file) && awaited.remove(file) != null) {
                sent.complete(null); // it was sent before anybody waited
            }
        } catch (IOException e) {
            meters.lost("unstored");
            LOG.error("An answer of a patient could not be stored: {}", e.toString());
            throw e;
        }
        work.release();
        return sent;
    }

    private void run() {
        boolean again = false;
        while (!closing) {
            try {
                if (again) {
                    work.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                } else {
                    work.acquire();
                }
                work.drainPermits();
                again = !sendAll();
            } catch (InterruptedException e) {
                return;
            } catch (IOException | RuntimeException e) {
                fail(e);
                again = true;
            }
        }
    }

    /** Sends what lies there; returns whether nothing is left. */
    private boolean sendAll() throws IOException, InterruptedException {
        List<Path> files = spool.waiting();
        show(files);
        for (Path file : files) {
            if (closing || !send(file)) {
                show(spool.waiting());
                return false;
            }
        }
        show(List.of());
        problem = Optional.empty();
        return spool.waiting().isEmpty();
    }

    private boolean send(Path file) throws IOException, InterruptedException {
        Optional<PatientAnswer> answer = spool.read(file);
        if (answer.isEmpty()) {
            LOG.error("An answer in {} cannot be unsealed: has link.secret changed? It is set aside", file);
            drop(file, "aside", true);
            return true;
        }
        Optional<Invitation> invitation = book.invitation(answer.get().link().id());
        if (invitation.isEmpty()) {
            if (!book.isRead()) {
                problem = Optional.of("waits to know the links");
                return false;
            }
            drop(file, "unknown", false);
            return true;
        }
        try {
            write(AnswerRecords.assessment(answer.get(), invitation.get()));
            write(AnswerRecords.answered(answer.get(), invitation.get()));
        } catch (KafkaException | TimeoutException e) {
            fail(e);
            return false;
        } catch (RuntimeException e) { // no outage: it would be so each time, and keep all others waiting
            LOG.error("An answer in {} cannot be sent; it is set aside", file, e);
            drop(file, "aside", true);
            return true;
        }
        spool.remove(file);
        meters.answered(invitation.get().getSlotId(), answer.get());
        Optional.ofNullable(awaited.remove(file)).ifPresent(sent -> sent.complete(null));
        return true;
    }

    private void write(SpecificRecord record) throws InterruptedException, TimeoutException {
        try {
            writer.write(record).get(2 * within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new KafkaException(e.getCause());
        }
    }

    private void drop(Path file, String reason, boolean keep) throws IOException {
        meters.lost(reason);
        awaited.remove(file);
        if (keep) {
            spool.setAside(file);
        } else {
            spool.remove(file);
        }
    }

    private void fail(Exception e) {
        if (problem.isEmpty() || !(e instanceof RetriableException)) {
            LOG.warn("Answers of patients stay on the disk until Kafka takes them: {}", e.toString());
        }
        problem = Optional.of(e.toString());
    }

    private void show(List<Path> files) {
        waiting = files.size();
        oldest = files.stream().findFirst().map(AnswerSender::answeredAt);
    }

    private static Instant answeredAt(Path file) {
        return Instant.ofEpochMilli(Long.parseLong(file.getFileName().toString().split("-", 2)[0]));
    }

    /** Sends no more; what is on the disk stays there for the next start. */
    @Override
    public void close() {
        closing = true;
        work.release();
        try {
            thread.join(STOP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writer.close();
    }
}
