package org.blockwatch.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** The log lines of Kafka and others, in a command that tells by itself what a person needs to know. */
final class LibraryLogs {

    private LibraryLogs() {}

    static void mute() {
        if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(Level.OFF);
        }
    }
}
