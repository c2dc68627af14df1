package org.blockwatch.gateway.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import org.blockwatch.service.collect.BoundedMap;

/** Counts the events of subscriptions, to notice one that never came. It begins to count with the first that it hears of. */
final class SubscriptionLog {

    private static final int MOST = 1_000;

    private final Map<String, Long> last = BoundedMap.ofLatestUsed(MOST);

    /**
     * What a notification says of itself.
     *
     * @param subscription whose it is
     * @param type handshake, heartbeat, event-notification, query-status or query-event
     * @param number of the latest event that it tells or knows of; -1: it does not say
     */
    record Status(String subscription, String type, long number, long first) {}

    /** Returns what a notification says of itself, R4 backport and R5; of a bundle that is none the type is empty. */
    static Status status(JsonNode bundle) {
        JsonNode first = bundle.path("entry").path(0).path("resource");
        if (first.path("resourceType").asText().equals("SubscriptionStatus")) {
            long told = first.path("eventsSinceSubscriptionStart").asLong(-1);
            long least = Long.MAX_VALUE;
            for (JsonNode event : first.path("notificationEvent")) {
                least = Math.min(least, event.path("eventNumber").asLong(told));
            }
            return new Status(
                    first.path("subscription").path("reference").asText(),
                    first.path("type").asText(),
                    told,
                    least == Long.MAX_VALUE ? told : least);
        }
        if (first.path("resourceType").asText().equals("Parameters")
                && !parameter(first, "type").isMissingNode()) {
            long told = number(parameter(first, "events-since-subscription-start"));
            long least = Long.MAX_VALUE;
            for (JsonNode one : first.path("parameter")) {
                if (one.path("name").asText().equals("notification-event")) {
                    for (JsonNode part : one.path("part")) {
                        if (part.path("name").asText().equals("event-number")) {
                            least = Math.min(least, number(part));
                        }
                    }
                }
            }
            return new Status(
                    parameter(first, "subscription")
                            .path("valueReference")
                            .path("reference")
                            .asText(),
                    parameter(first, "type").path("valueCode").asText(),
                    told,
                    least == Long.MAX_VALUE ? told : least);
        }
        return new Status("", "", -1, -1);
    }

    /** Returns how many events are missing before this one; 0: none, or that is not known. */
    synchronized long missing(String source, Status status) {
        String key = source + " " + status.subscription();
        Long before = last.get(key);
        if (status.number() < 0 || before != null && status.number() <= before) {
            return 0;
        }
        last.put(key, status.number());
        if (before == null || status.type().equals("handshake")) {
            return 0;
        }
        long expected = before + 1;
        return status.type().equals("heartbeat") ? status.number() - before : Math.max(0, status.first() - expected);
    }

    private static JsonNode parameter(JsonNode parameters, String name) {
        for (JsonNode one : parameters.path("parameter")) {
            if (one.path("name").asText().equals(name)) {
                return one;
            }
        }
        return MissingNode.getInstance();
    }

    private static long number(JsonNode parameter) {
        for (String type : new String[] {"valueString", "valueInteger", "valueInteger64", "valueUnsignedInt"}) {
            if (parameter.has(type)) {
                return parameter.get(type).asLong(-1);
            }
        }
        return -1;
    }
}
