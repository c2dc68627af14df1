package org.blockwatch.gateway.bus;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.blockwatch.gateway.bus.Work.Decision;
import org.blockwatch.gateway.patient.OutgoingRecord;
import org.blockwatch.gateway.patient.PatientPlaces;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.kafka.KafkaClients;
import org.blockwatch.service.kafka.PassedOverRecords;
import org.blockwatch.service.kafka.RecordSerdes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what messages become. A connection waits until its own message is committed; messages that wait at the same moment share a
 * transaction, and none is told before that has ended. There is no queue beyond those who wait.
 */
public final class StatementBus implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StatementBus.class);
    private static final int MOST_WAITING = 2048;
    private static final int MOST_TOGETHER = 64;
    private static final Duration WAIT = Duration.ofSeconds(25);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private static final List<Topics> WRITTEN = List.of(
            Topics.BLOCKS, Topics.ASSESSMENTS, Topics.VITALS, Topics.CARE_EVENTS, Topics.PATIENTS, Topics.FEEDS);

    private final KafkaClients clients;
    private final String transactionalId;
    private final PatientPlaces places = new PatientPlaces();
    private final BlockingQueue<Task<?>> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread writer = new Thread(this::run, "statement-bus");
    private final RecordSerdes serdes;
    private final TopicHistory history;
    private final PassedOverRecords passedOver;
    private @Nullable Producer<byte[], byte[]> producer;
    private @Nullable PatientTopic patients;
    private volatile String problem = "it has not connected to Kafka yet";
    private volatile boolean closed;

    private record Task<T>(Work<T> work, boolean alone, CompletableFuture<T> told) {
        void fail(Exception e) {
            told.completeExceptionally(e);
        }
    }

    private record Decided<T>(Task<T> task, Decision<T> decision) {
        void tell() {
            task.told().complete(decision.outcome());
        }
    }

    /**
     * A bus that connects from {@link #start} on.
     *
     * @param client properties of Kafka clients and serializers
     * @param transactionalId this instance's own name, kept over a restart
     * @throws KafkaException if the serializers cannot be set up
     */
    public StatementBus(Map<String, String> client, String transactionalId, EngineClock clock, MeterRegistry metrics) {
        passedOver = new PassedOverRecords(List.of(Topics.PATIENTS), metrics);
        clients = new KafkaClients(client);
        this.transactionalId = transactionalId;
        serdes = new RecordSerdes(client, WRITTEN);
        history = new TopicHistory(clients::reader, serdes, clock);
        writer.setDaemon(true);
    }

    /** Connects, and begins to write; returns at once. */
    public void start() {
        writer.start();
    }

    /** Returns why nothing can be written just now, if so. */
    public Optional<String> problem() {
        return Optional.of(problem).filter(reason -> !reason.isEmpty());
    }

    /**
     * Writes what a message becomes, and returns once it is committed.
     *
     * @param alone whether it looks up what was sent before, which what is written with it would not be part of
     * @throws BusUnavailableException if it is not, or that is not known: the sender shall try again
     */
    public <T> T execute(Work<T> work, boolean alone) throws BusUnavailableException {
        Task<T> task = new Task<>(work, alone, new CompletableFuture<>());
        if (closed || !waiting.offer(task)) {
            throw new BusUnavailableException(closed ? "the gateway is stopping" : "too many messages wait for Kafka");
        }
        try {
            return task.told().get(WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.told().cancel(false);
            throw new BusUnavailableException("Kafka did not answer within " + WAIT.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KafkaException && !(e.getCause() instanceof SerializationException)) {
                throw new BusUnavailableException(
                        "Kafka or the schema registry is away: " + e.getCause().getMessage());
            }
            throw new IllegalStateException("the message could not be worked on", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusUnavailableException("the gateway is stopping");
        }
    }

    private void run() {
        while (!closed) {
            try {
                List<Task<?>> batch = next();
                if (opened(batch)) {
                    write(batch);
                }
            } catch (InterruptedException e) {
                break;
            }
        }
        shut();
    }

    /** One that must be alone ends a batch before it, or is one. */
    private List<Task<?>> next() throws InterruptedException {
        List<Task<?>> batch = new ArrayList<>();
        Task<?> first = waiting.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) {
            return batch;
        }
        batch.add(first);
        while (!first.alone() && batch.size() < MOST_TOGETHER) {
            Task<?> following = waiting.peek();
            if (following == null || following.alone()) {
                break;
            }
            batch.add(waiting.remove());
        }
        return batch;
    }

    private boolean opened(List<Task<?>> batch) {
        if (producer != null) {
            return true;
        }
        try {
            serdes.prepare();
            Producer<byte[], byte[]> fresh = clients.producer(transactionalId);
            try {
                fresh.initTransactions(); // ends what an earlier process of this name has left open
                patients = PatientTopic.open(clients.reader(), serdes, places, passedOver);
            } catch (RuntimeException e) {
                fresh.close(Duration.ZERO);
                throw e;
            }
            producer = fresh;
            problem = "";
            LOG.info("Connected to Kafka; {} patients are remembered", places.size());
            return true;
        } catch (RuntimeException e) { // what is no outage either must not end the one thread that writes
            boolean outage = e instanceof KafkaException;
            String what = (outage ? "Kafka or the schema registry is away: " : "A defect, tell us: ") + e.getMessage();
            if (problem.isEmpty() || !batch.isEmpty()) {
                LOG.warn(what, outage ? null : e);
            }
            problem = what;
            batch.forEach(task -> task.fail(e));
            return false;
        }
    }

    private void write(List<Task<?>> batch) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            patients().hear(Duration.ZERO);
            List<Decided<?>> decided = decided(batch);
            commit(decided);
            places.commit();
            decided.forEach(Decided::tell);
        } catch (
                RuntimeException
                        e) { // a record that cannot be made into bytes is no outage, and ends no more than its message
            places.rollBack();
            history.forget();
            shut();
            if (batch.size() > 1 && opened(List.of())) {
                batch.forEach(task -> write(List.of(task))); // so that one that cannot be written stops no other
                return;
            }
            LOG.warn("A transaction failed: {}", e.getMessage());
            batch.forEach(task -> task.fail(e));
        }
    }

    private List<Decided<?>> decided(List<Task<?>> batch) {
        List<Decided<?>> decided = new ArrayList<>();
        for (Task<?> task : batch) {
            if (!task.told().isDone()) {
                decided(task).ifPresent(decided::add);
            }
        }
        return decided;
    }

    private <T> Optional<Decided<T>> decided(Task<T> task) {
        try {
            return Optional.of(new Decided<>(task, task.work().decide(places, history)));
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("A message could not be worked on", e);
            task.fail(e);
            return Optional.empty();
        }
    }

    private void commit(List<Decided<?>> decided) {
        if (decided.stream().allMatch(one -> one.decision().isEmpty())) {
            return;
        }
        Producer<byte[], byte[]> open = producer;
        if (open == null) {
            throw new KafkaException("the connection to Kafka was lost");
        }
        open.beginTransaction();
        for (Decided<?> one : decided) {
            one.decision().records().forEach(record -> open.send(bytes(record)));
            one.decision().bytes().forEach(open::send);
        }
        open.commitTransaction(); // throws if any send failed
    }

    private ProducerRecord<byte[], byte[]> bytes(OutgoingRecord record) {
        ProducerRecord<byte[], byte[]> bytes = new ProducerRecord<>(
                record.topic().topicName(),
                record.key().getBytes(StandardCharsets.UTF_8),
                serdes.write(record.topic(), record.value()));
        record.headers().forEach((name, value) -> bytes.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return bytes;
    }

    private PatientTopic patients() {
        PatientTopic open = patients;
        if (open == null) {
            throw new KafkaException("the connection to Kafka was lost");
        }
        return open;
    }

    /** Ends the connection; the broker undoes a transaction that is left open. */
    private void shut() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
        if (patients != null) {
            patients.close();
            patients = null;
        }
        if (problem.isEmpty()) {
            problem = "the connection to Kafka was lost";
        }
    }

    @Override
    public void close() {
        closed = true;
        writer.interrupt();
        try {
            writer.join(CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        waiting.forEach(task -> task.fail(new KafkaException("the gateway is stopping")));
    }
}
