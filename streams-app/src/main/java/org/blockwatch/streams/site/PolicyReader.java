package org.blockwatch.streams.site;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.Priority;
import org.blockwatch.streams.escalation.Policy;
import org.blockwatch.streams.escalation.Policy.Retry;
import org.blockwatch.streams.escalation.Policy.Special;
import org.blockwatch.streams.escalation.Policy.Tier;
import org.blockwatch.streams.escalation.Policy.Timing;

/**
 * Reads a {@link Policy} and refuses one that could leave an alert unpaged. An error is an
 * {@link IllegalArgumentException} that names the place, what stands there and what to write instead.
 */
final class PolicyReader {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final List<Priority> PRIORITIES = List.of(Priority.HIGH, Priority.MEDIUM, Priority.LOW);

    private static final Duration TIME_TO_ACT = Duration.ofMinutes(30);
    private static final Duration SETTLE_IMPLICIT = Duration.ofMinutes(2);
    private static final Duration SETTLE_LATE = Duration.ofSeconds(10);
    private static final Duration LONGEST_SETTLING = Duration.ofMinutes(10);
    private static final Duration REPEAT_LONGEST = Duration.ofMinutes(30);

    /** As people write lengths of time; ISO-8601 is taken too. */
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,6}) ?(s|min|h|d)");

    /** Less would page again while the person who acknowledged is still on the way to the bed. */
    private static final Duration LEAST_TIME_TO_ACT = Duration.ofMinutes(1);

    private PolicyReader() {}

    static Policy policy(JsonNode root) {
        fields(
                root,
                "the policy",
                Set.of(
                        "name",
                        "version",
                        "max-page-age",
                        "ack-without-action",
                        "settle",
                        "repeat-longest",
                        "retry",
                        "priorities",
                        "codes"));
        return new Policy(
                name(root.path("name"), "name"),
                version(root.path("version")),
                timing(root),
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

    private static Timing timing(JsonNode root) {
        JsonNode settle = root.path("settle");
        if (!settle.isMissingNode()) {
            fields(settle, "settle", Set.of("implicit", "late"));
        }
        return new Timing(
                period(root.path("max-page-age"), "max-page-age"),
                timeToAct(root.path("ack-without-action")),
                settling(settle.path("implicit"), "settle.implicit", SETTLE_IMPLICIT),
                settling(settle.path("late"), "settle.late", SETTLE_LATE),
                repeatLongest(root.path("repeat-longest")));
    }

    /** A file of 0.2.0 has none. Zero is allowed: then nothing waits. */
    private static Duration settling(JsonNode node, String place, Duration usual) {
        if (node.isMissingNode()) {
            return usual;
        }
        Duration length = length(node)
                .orElseThrow(() -> wrong(place, node, "a length of time such as 2 min, or 0 s for no wait"));
        if (length.compareTo(LONGEST_SETTLING) > 0) {
            throw wrong(place, node, "at most 10 min, since nobody is paged until then");
        }
        return length;
    }

    /** A file of 0.2.0 has none. */
    private static Duration repeatLongest(JsonNode node) {
        return node.isMissingNode() ? REPEAT_LONGEST : period(node, "repeat-longest");
    }

    /** A file of 0.1.0 has none. */
    private static Duration timeToAct(JsonNode node) {
        if (node.isMissingNode()) {
            return TIME_TO_ACT;
        }
        Duration time = period(node, "ack-without-action");
        if (time.compareTo(LEAST_TIME_TO_ACT) <= 0) {
            throw wrong("ack-without-action", node, "more than one minute, such as 30 min");
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

    private static Map<AlertCode, Special> codes(JsonNode node) {
        Map<AlertCode, Special> codes = new EnumMap<>(AlertCode.class);
        if (!node.isMissingNode()) {
            fields(node, "codes", symbols(Arrays.asList(AlertCode.values())));
            node.properties()
                    .forEach(entry -> codes.put(
                            AlertCode.valueOf(entry.getKey()), special(entry.getValue(), "codes." + entry.getKey())));
        }
        return codes;
    }

    private static Special special(JsonNode node, String place) {
        fields(node, place, Set.of("tiers", "first", "also"));
        return new Special(
                node.has("tiers") ? tiersOfItsOwn(node.path("tiers"), place + ".tiers") : List.of(),
                node.has("first") ? names(node.path("first"), place + ".first") : List.of(),
                node.has("also") ? names(node.path("also"), place + ".also") : List.of());
    }

    private static List<Tier> tiersOfItsOwn(JsonNode list, String place) {
        if (!list.isArray() || list.isEmpty()) {
            throw wrong(place, list, "at least one tier, or leave it out for those of the priority");
        }
        return tiers(list, place);
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
        return length(node)
                .filter(length -> !length.isZero())
                .orElseThrow(() -> wrong(place, node, "a length of time above zero, such as 5 min or PT5M"));
    }

    private static Optional<Duration> length(JsonNode node) {
        Matcher written = WRITTEN.matcher(node.asText());
        if (written.matches()) {
            return Optional.of(Duration.of(Long.parseLong(written.group(1)), unit(written.group(2))));
        }
        try {
            return Optional.of(Duration.parse(node.asText())).filter(length -> !length.isNegative());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static ChronoUnit unit(String word) {
        return switch (word) {
            case "s" -> ChronoUnit.SECONDS;
            case "min" -> ChronoUnit.MINUTES;
            case "h" -> ChronoUnit.HOURS;
            default -> ChronoUnit.DAYS;
        };
    }

    private static Set<String> symbols(List<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).collect(toSet());
    }

    private static IllegalArgumentException wrong(String place, JsonNode node, String expected) {
        return new IllegalArgumentException(
                place + (node.isMissingNode() ? " is missing" : " is " + node) + ": write " + expected + ".");
    }
}
