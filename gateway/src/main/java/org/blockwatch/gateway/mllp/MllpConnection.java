package org.blockwatch.gateway.mllp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.blockwatch.gateway.mllp.FrameReader.Frame;
import org.blockwatch.gateway.mllp.MllpMeasures.Why;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection of a sender: one message at a time, each answered before the next is looked at. A sender may keep it open and silent
 * for as long as it likes; a message that has begun must end in time, and its answer be taken.
 */
final class MllpConnection implements FrameReader.FrameClock {

    private static final Logger LOG = LoggerFactory.getLogger(MllpConnection.class);
    private static final int KEEP_FOR_EVER = 0;
    private static final int HANDSHAKE_SECONDS = 10;

    private final Socket socket;
    private final MllpSettings settings;
    private final ScheduledExecutorService deadlines;
    private final MllpMeasures meters;
    private final long withinNanos;
    private long begun;
    private volatile boolean busy;
    private volatile boolean finishing;
    private volatile boolean late;

    MllpConnection(Socket socket, MllpSettings settings, ScheduledExecutorService deadlines, MllpMeasures meters) {
        this.socket = socket;
        this.settings = settings;
        this.deadlines = deadlines;
        this.meters = meters;
        withinNanos = settings.mllpMessageWithin().toNanos();
    }

    /** Answers its messages until it ends; never throws. */
    void serve(MessageHandler handler) {
        String address = socket.getInetAddress().getHostAddress();
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true); // a sender that vanished without a word gives its place back
            MllpSender peer = new MllpSender(address, certificate());
            FrameReader frames = new FrameReader(socket.getInputStream(), settings.mllpMessageLimit(), this);
            Optional<Frame> frame;
            while (!finishing && (frame = frames.next()).isPresent()) {
                busy = true;
                Frame one = frame.get();
                write(
                        one.fault().isPresent()
                                ? handler.refuse(one.bytes(), one.fault().get(), peer)
                                : handler.handle(one.bytes(), peer));
                busy = false;
            }
        } catch (SSLException e) {
            meters.closed(Why.TLS);
            LOG.warn("{} gets no TLS: {}", address, e.getMessage());
        } catch (SocketTimeoutException e) {
            meters.closed(Why.SLOW_FRAME);
            LOG.warn(
                    "Closed a connection from {}: a message was not whole after {}",
                    address,
                    settings.mllpMessageWithin());
        } catch (IOException e) {
            if (!finishing) {
                meters.closed(late ? Why.SLOW_READER : Why.BROKEN);
                LOG.info("The connection from {} broke: {}", address, late ? "it took no answer" : e.getMessage());
            }
        } catch (RuntimeException e) {
            meters.closed(Why.BROKEN);
            LOG.error("The connection from {} is closed because of a defect", address, e);
        }
    }

    private String certificate() throws IOException {
        if (!(socket instanceof SSLSocket secured)) {
            return "";
        }
        ScheduledFuture<?> deadline = deadlines.schedule(this::close, HANDSHAKE_SECONDS, TimeUnit.SECONDS);
        try {
            secured.startHandshake();
        } catch (SSLException e) {
            throw e;
        } catch (IOException e) {
            throw new SSLException("the handshake broke off: " + e.getMessage(), e);
        } finally {
            deadline.cancel(false);
        }
        return secured.getSession().getPeerPrincipal().getName();
    }

    private void write(byte[] answer) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(answer.length + 3);
        frame.write(FrameReader.VT);
        frame.write(answer);
        frame.write(FrameReader.FS);
        frame.write('\r');
        // A write to a peer that reads nothing waits for ever, and has no timeout of its own.
        ScheduledFuture<?> deadline = deadlines.schedule(
                () -> {
                    late = true;
                    close();
                },
                withinNanos,
                TimeUnit.NANOSECONDS);
        try {
            frame.writeTo(socket.getOutputStream());
        } finally {
            deadline.cancel(false);
        }
    }

    @Override
    public void begun() {
        begun = System.nanoTime();
    }

    @Override
    public void reading() throws IOException {
        long left = withinNanos - (System.nanoTime() - begun);
        if (left <= 0) {
            throw new SocketTimeoutException("slow");
        }
        socket.setSoTimeout((int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
    }

    @Override
    public void ended() throws IOException {
        socket.setSoTimeout(KEEP_FOR_EVER);
    }

    /** Ends it: at once if it is silent, else after the answer that it waits for. */
    void finish() {
        finishing = true;
        if (!busy) {
            close();
        }
    }

    /** Ends it at once. */
    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("A connection did not close", e);
        }
    }
}
