package org.blockwatch.consumer.channel.smtp;

/** How a connection to a mail server is encrypted. */
public enum Encryption {
    /** The connection begins in clear and must change to TLS before anything is told. */
    STARTTLS(587),
    /** TLS from the first byte. */
    IMPLICIT(465),
    /** In clear: for a server on this machine. */
    NONE(25);

    private final int port;

    Encryption(int port) {
        this.port = port;
    }

    /** Returns the port that goes with it by convention. */
    public int port() {
        return port;
    }
}
