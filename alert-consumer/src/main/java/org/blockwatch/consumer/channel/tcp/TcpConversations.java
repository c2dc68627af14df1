package org.blockwatch.consumer.channel.tcp;

import java.net.Socket;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.blockwatch.consumer.channel.Delivery;
import org.blockwatch.consumer.channel.NoAnswer;

/**
 * Holds conversations with one server, each over a connection of its own and within one time limit for all of it: the
 * look-up of the name, the connection, every read and every write. A limit for each read would not do: a server that
 * says a character just within it could go on for ever. So a conversation runs on a thread of its own, and hanging up
 * when the limit is over ends whatever it waits for.
 */
public final class TcpConversations implements AutoCloseable {

    /** What is said over a connection. */
    public interface Conversation {

        /**
         * Says it, and says what became of the page.
         *
         * @throws Exception if no answer came that can be understood
         */
        Delivery over(Socket socket) throws Exception;
    }

    private final ServerAddress server;
    private final Duration limit;
    private final ExecutorService threads;

    /**
     * Conversations with a server.
     *
     * @param name the channel's, for its threads
     * @param limit limit for a conversation
     */
    public TcpConversations(String name, ServerAddress server, Duration limit) {
        this.server = server;
        this.limit = limit;
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, name + "-tcp-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Holds one conversation, and ends it when the limit is over. */
    @SuppressWarnings("UnusedException") // an InterruptedException takes no cause
    public Delivery hold(Conversation conversation) throws InterruptedException {
        try (TcpConnection line = new TcpConnection(server)) {
            Future<Delivery> delivery = threads.submit(() -> conversation.over(line.connect()));
            return delivery.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return NoAnswer.within(limit);
        } catch (ExecutionException e) {
            return NoAnswer.because(Objects.requireNonNullElse(e.getCause(), e));
        } catch (RejectedExecutionException e) {
            throw new InterruptedException("the channel is closed");
        }
    }

    /** Ends its threads once what they wait for has ended. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
