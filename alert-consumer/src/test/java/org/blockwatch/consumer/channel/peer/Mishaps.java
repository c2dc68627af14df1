package org.blockwatch.consumer.channel.peer;

import org.blockwatch.consumer.channel.peer.Dialogue.Mishap;

/** What servers and networks do instead of a reply. */
public final class Mishaps {

    private Mishaps() {}

    /** Says nothing, for ever. */
    public static final Mishap STALL = (peer, connection, reply) -> connection.untilHungUp();

    /** Says half of it, and then nothing, for ever. */
    public static final Mishap STALL_IN_THE_MIDDLE = (peer, connection, reply) -> {
        connection.say(reply.substring(0, reply.indexOf('\r') / 2 + 1));
        connection.untilHungUp();
    };

    /** Says a character just before one would give up, for ever. */
    public static final Mishap DRIP = (peer, connection, reply) -> {
        connection.say(firstLine(reply));
        while (peer.pause(20)) {
            connection.say("x");
        }
    };

    /** Hangs up. */
    public static final Mishap HANG_UP = (peer, connection, reply) -> {};

    /** Hangs up, rudely. */
    public static final Mishap RESET = (peer, connection, reply) -> connection.reset();

    /** Says something that is no reply, and waits for more. */
    public static final Mishap GARBAGE = (peer, connection, reply) -> {
        connection.say("\u0001\u0002 what?\r\n\r\n");
        connection.untilHungUp();
    };

    /** Says a line that never ends, as fast as it can. */
    public static final Mishap HUGE = (peer, connection, reply) -> {
        connection.say(firstLine(reply));
        String more = "x".repeat(8_192);
        while (peer.pause(0)) {
            connection.say(more);
        }
    };

    /** Replies something else. */
    public static Mishap saying(String otherReply) {
        return (peer, connection, reply) -> {
            connection.say(otherReply);
            connection.untilHungUp();
        };
    }

    private static String firstLine(String reply) {
        return reply.substring(0, reply.indexOf('\r'));
    }
}
