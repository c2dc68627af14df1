package org.blockwatch.service.settings;

import java.util.List;

/**
 * Settings that a service cannot start with. The message is for the person who wrote them: which key, what is wrong,
 * where it came from, what to do; one line for each problem. It never holds the value of a secret.
 */
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** One problem. */
    public SettingsException(String problem) {
        super(problem);
    }

    /** One problem, and what it was found by; the cause must not quote a secret. */
    public SettingsException(String problem, Throwable cause) {
        super(problem, cause);
    }

    SettingsException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
