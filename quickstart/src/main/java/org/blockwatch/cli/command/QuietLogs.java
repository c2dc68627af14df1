package org.blockwatch.cli.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** Log lines, in a command that tells by itself what a person needs to know. */
final class QuietLogs {

    private QuietLogs() {}

    /** Silences Kafka and other libraries. */
    static void ofLibraries() {
        silence(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    /** Silences everything. */
    static void ofAll() {
        ofLibraries();
        silence("org.blockwatch");
    }

    private static void silence(String name) {
        if (LoggerFactory.getLogger(name) instanceof Logger logger) {
            logger.setLevel(Level.OFF);
        }
    }
}
