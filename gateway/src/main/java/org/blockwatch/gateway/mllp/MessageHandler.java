package org.blockwatch.gateway.mllp;

/** Takes the messages that a listener receives; called by a thread for each connection, which waits for the answer. */
public interface MessageHandler {

    /** Takes a message and returns the answer, in bytes without a frame. */
    byte[] handle(byte[] message, MllpSender peer);

    /** Takes a frame that is no message, and returns the answer that refuses it. */
    byte[] refuse(byte[] beginning, String reason, MllpSender peer);
}
