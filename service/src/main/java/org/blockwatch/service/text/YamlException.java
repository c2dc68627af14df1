package org.blockwatch.service.text;

/** Thrown when a YAML file does not say what it should; the message names line, place and remedy. */
public final class YamlException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int line;

    YamlException(int line, String message) {
        super("line " + line + ": " + message);
        this.line = line;
    }

    /** Returns the line that is to be changed, counted from 1. */
    public int line() {
        return line;
    }
}
