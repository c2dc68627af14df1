package org.blockwatch.streams.site;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.Priority;
import org.blockwatch.streams.escalation.Policy;
import org.blockwatch.streams.escalation.Policy.Extra;
import org.blockwatch.streams.escalation.Policy.Retry;
import org.blockwatch.streams.escalation.Policy.Tier;

/**
 * Reads a {@link Policy} and refuses one that could leave an alert unpaged. An error is an
 * {@link IllegalArgumentException} that names the place, what stands there and what to write instead.
 */
final class PolicyReader {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final List<Priority> PRIORITIES = List.of(Priority.HIGH, Priority.MEDIUM, Priority.LOW);

    private static final Duration TIME_TO_ACT = Duration.ofMinutes(30);

    /** Less would page again while the person who acknowledged is still on the way to the bed. */
    private static final Duration LEAST_TIME_TO_ACT = Duration.ofMinutes(1);

    private PolicyReader() {}

    static Policy policy(JsonNode root) {
        fields(
                root,
                "the policy",
                Set.of("name", "version", "max-page-age", "ack-without-action", "retry", "priorities", "codes"));
        return new Policy(
                name(root.path("name"), "name"),
                version(root.path("version")),
                period(root.path("max-page-age"), "max-page-age"),
                timeToAct(root.path("ack-without-action")),
                retry(root.path("retry")),
                priorities(root.path("priorities")),
                codes(root.path("codes")));
    }

    private static int version(JsonNode node) {
        if (!node.isInt() || node.intValue() < 1) {
            throw wrong("version", node, "a whole number from 1");
        }
        return node.intValue();
    }

    /** A file of 0.1.0 has none. */
    private static Duration timeToAct(JsonNode node) {
        if (node.isMissingNode()) {
            return TIME_TO_ACT;
        }
        Duration time = period(node, "ack-without-action");
        if (time.compareTo(LEAST_TIME_TO_ACT) <= 0) {
            throw wrong("ack-without-action", node, "more than one minute, such as PT30M");
        }
        return time;
    }

    private static Retry retry(JsonNode node) {
        fields(node, "retry", Set.of("first", "longest", "longest-asked"));
        return new Retry(
                period(node.path("first"), "retry.first"),
                period(node.path("longest"), "retry.longest"),
                period(node.path("longest-asked"), "retry.longest-asked"));
    }

    private static Map<Priority, List<Tier>> priorities(JsonNode node) {
        fields(node, "priorities", symbols(PRIORITIES));
        Map<Priority, List<Tier>> tiers = new EnumMap<>(Priority.class);
        for (Priority priority : PRIORITIES) {
            JsonNode list = node.path(priority.name());
            String place = "priorities." + priority;
            if (!list.isArray()) {
                throw wrong(place, list, "a list of tiers");
            }
            if (list.isEmpty() && priority != Priority.LOW) {
                throw wrong(place, list, "at least one tier, since an alert of this priority must reach somebody");
            }
            tiers.put(priority, tiers(list, place));
        }
        return tiers;
    }

    private static List<Tier> tiers(JsonNode list, String place) {
        List<Tier> tiers = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            tiers.add(tier(list.get(i), place + "[" + (i + 1) + "]", i == 0, i == list.size() - 1));
        }
        return List.copyOf(tiers);
    }

    private static Tier tier(JsonNode node, String place, boolean first, boolean last) {
        fields(node, place, Set.of("roles", "after", "channels", "repeat"));
        List<String> roles = names(node.path("roles"), place + ".roles");
        if (roles.isEmpty()) {
            throw wrong(place + ".roles", node.path("roles"), "at least one role");
        }
        if (first && node.has("after")) {
            throw wrong(place + ".after", node.path("after"), "nothing, since the first tier is paged at once");
        }
        if (!last && node.has("repeat")) {
            throw wrong(place + ".repeat", node.path("repeat"), "nothing, since only the last tier repeats");
        }
        return new Tier(
                roles,
                first ? Duration.ZERO : period(node.path("after"), place + ".after"),
                node.has("channels") ? names(node.path("channels"), place + ".channels") : List.of(),
                last ? Optional.of(period(node.path("repeat"), place + ".repeat")) : Optional.empty());
    }

    private static Map<AlertCode, Extra> codes(JsonNode node) {
        Map<AlertCode, Extra> codes = new EnumMap<>(AlertCode.class);
        if (!node.isMissingNode()) {
            fields(node, "codes", symbols(Arrays.asList(AlertCode.values())));
            node.properties()
                    .forEach(entry -> codes.put(
                            AlertCode.valueOf(entry.getKey()), extra(entry.getValue(), "codes." + entry.getKey())));
        }
        return codes;
    }

    private static Extra extra(JsonNode node, String place) {
        fields(node, place, Set.of("first", "also"));
        return new Extra(
                node.has("first") ? names(node.path("first"), place + ".first") : List.of(),
                node.has("also") ? names(node.path("also"), place + ".also") : List.of());
    }

    private static void fields(JsonNode node, String place, Set<String> known) {
        if (!node.isObject()) {
            throw wrong(place, node, "a mapping with " + String.join(", ", new TreeSet<>(known)));
        }
        node.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                throw new IllegalArgumentException(place + " has no \"" + field + "\": write one of "
                        + String.join(", ", new TreeSet<>(known)) + ".");
            }
        });
    }

    private static List<String> names(JsonNode list, String place) {
        if (!list.isArray()) {
            throw wrong(place, list, "a list of names");
        }
        List<String> names = new ArrayList<>();
        list.forEach(node -> names.add(name(node, place)));
        return List.copyOf(names);
    }

    private static String name(JsonNode node, String place) {
        if (!node.isTextual() || !NAME.matcher(node.textValue()).matches()) {
            throw wrong(place, node, "a name in lower case with hyphens, such as charge-nurse");
        }
        return node.textValue();
    }

    private static Duration period(JsonNode node, String place) {
        try {
            Duration period = Duration.parse(node.asText());
            if (!period.isNegative() && !period.isZero()) {
                return period;
            }
        } catch (DateTimeException e) {
            // told below, with the lengths out of range
        }
        throw wrong(place, node, "a length of time above zero in ISO-8601, such as PT5M");
    }

    private static Set<String> symbols(List<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).collect(toSet());
    }

    private static IllegalArgumentException wrong(String place, JsonNode node, String expected) {
        return new IllegalArgumentException(
                place + (node.isMissingNode() ? " is missing" : " is " + node) + ": write " + expected + ".");
    }
}
