package org.blockwatch.clinical;

/**
 * The latest value of a component and the statement it rests on.
 *
 * @param value what was found
 * @param eventId the assessment that found it
 */
public record Seen<T>(T value, String eventId) {}
