package org.blockwatch.gateway.mllp;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Finds messages in a stream of bytes: {@code VT message FS CR}. Between frames it passes over NUL, CR, LF and spaces, and over any
 * other bytes up to a limit. Bytes behind a frame are the next one: nothing that was read is ever dropped.
 */
final class FrameReader {

    static final byte VT = 0x0B;
    static final byte FS = 0x1C;

    private static final int BUFFER = 64 * 1024;
    private static final int MOST_STRAY = 64 * 1024;
    private static final int KEPT_OF_A_LONG_ONE = 64 * 1024;

    private final InputStream in;
    private final int most;
    private final FrameClock clock;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;

    /** Told when a frame begins and ends, to limit the time between. */
    interface FrameClock {
        /** A first byte has come. */
        void begun() throws IOException;

        /** More is about to be read of a frame that has begun. */
        void reading() throws IOException;

        /** The frame is whole. */
        void ended() throws IOException;
    }

    /**
     * A frame.
     *
     * @param fault why it is no message; empty if it may be one
     */
    record Frame(byte[] bytes, Optional<String> fault) {}

    FrameReader(InputStream in, int most, FrameClock clock) {
        this.in = in;
        this.most = most;
        this.clock = clock;
    }

    /**
     * Returns the next frame; waits for it.
     *
     * @return empty if the sender closed the connection between frames
     * @throws EOFException if it closed it within one
     * @throws IOException if the connection fails, a frame takes too long, or too much comes that is none
     */
    Optional<Frame> next() throws IOException {
        if (!skipToStart()) {
            return Optional.empty();
        }
        clock.begun();
        ByteArrayOutputStream content = new ByteArrayOutputStream(1024);
        long length = 0;
        boolean nested = false;
        while (true) {
            if (at == end && !fill(true)) {
                throw new EOFException("the connection ended within a frame, after " + length + " bytes");
            }
            byte one = buffer[at++];
            if (one == FS) {
                clock.ended();
                return Optional.of(frame(content, length, nested));
            }
            nested |= one == VT;
            length++;
            if (length <= most || content.size() < KEPT_OF_A_LONG_ONE) {
                content.write(one);
            }
        }
    }

    private Frame frame(ByteArrayOutputStream content, long length, boolean nested) {
        if (length > most) {
            byte[] all = content.toByteArray();
            byte[] beginning = new byte[Math.min(all.length, KEPT_OF_A_LONG_ONE)];
            System.arraycopy(all, 0, beginning, 0, beginning.length);
            return new Frame(
                    beginning,
                    Optional.of("The message has " + length + " bytes, over the limit of " + most
                            + ": send documents elsewhere, or split it."));
        }
        byte[] all = content.toByteArray();
        if (nested) {
            return new Frame(
                    all,
                    Optional.of("A frame begins within a frame (0x0B at byte " + indexOf(all, VT)
                            + "): send each message in a frame of its own."));
        }
        if (at < end && !isFiller(buffer[at]) && buffer[at] != VT) {
            return new Frame(
                    all, Optional.of("0x1C stands within the message, which ends a frame: escape it as \\X1C\\."));
        }
        return new Frame(all, Optional.empty());
    }

    private boolean skipToStart() throws IOException {
        int stray = 0;
        while (true) {
            if (at == end && !fill(false)) {
                return false;
            }
            byte one = buffer[at++];
            if (one == VT) {
                return true;
            }
            if (!isFiller(one) && ++stray > MOST_STRAY) {
                throw new IOException("more than " + MOST_STRAY + " bytes that are in no frame");
            }
        }
    }

    private boolean fill(boolean inFrame) throws IOException {
        if (inFrame) {
            clock.reading();
        }
        at = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    private static boolean isFiller(byte one) {
        return one == 0 || one == '\r' || one == '\n' || one == ' ';
    }

    private static int indexOf(byte[] bytes, byte wanted) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
