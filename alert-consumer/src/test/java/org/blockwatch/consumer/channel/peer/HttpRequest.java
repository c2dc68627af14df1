package org.blockwatch.consumer.channel.peer;

import java.util.List;
import java.util.Map;

/** An HTTP request as it came over the wire; the names of headers in any case. */
public record HttpRequest(String line, Map<String, List<String>> headers, String body) {}
