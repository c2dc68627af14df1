package org.blockwatch.schemas.json;

/**
 * A text that is not a record of the contract. The message is for the person who wrote the text: it names the path, what
 * was expected there, and what was found.
 */
public final class PlainJsonException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String path;

    /**
     * @param path the field at fault, e.g. {@code exam.motor[2].grade}; empty for the text as a whole
     * @param problem what was expected there and what was found
     */
    public PlainJsonException(String path, String problem) {
        super(path.isEmpty() ? problem : path + ": " + problem);
        this.path = path;
    }

    PlainJsonException(Path path, String problem) {
        this(path.toString(), problem);
    }

    PlainJsonException(Path path, String problem, Throwable cause) {
        this(path, problem);
        initCause(cause);
    }

    /**
     * Returns the path of the field at fault, e.g. {@code exam.motor[2].grade}; empty where it is the text as a whole.
     */
    public String path() {
        return path;
    }
}
