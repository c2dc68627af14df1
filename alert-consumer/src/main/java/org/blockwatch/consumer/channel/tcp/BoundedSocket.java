package org.blockwatch.consumer.channel.tcp;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.Proxy;
import java.net.Socket;

/** A socket from which only so much can be read, so that a server that never ends its answer cannot fill the memory. */
final class BoundedSocket extends Socket {

    /** Far more than the certificates and replies of a mail server or a paging terminal. */
    private static final int MOST = 256 * 1024;

    private int left = MOST;

    BoundedSocket(Proxy proxy) {
        super(proxy);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                int next = in.read();
                count(1);
                return next;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int count = in.read(bytes, offset, length);
                count(count);
                return count;
            }
        };
    }

    private void count(int bytes) throws IOException {
        left -= bytes;
        if (left < 0) {
            throw new ProtocolException("more than " + MOST + " bytes");
        }
    }
}
