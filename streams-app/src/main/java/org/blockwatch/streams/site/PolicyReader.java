package org.blockwatch.streams.site;

import static java.util.stream.Collectors.toSet;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.Priority;
import org.blockwatch.service.text.YamlEntry;
import org.blockwatch.streams.escalation.Policy;
import org.blockwatch.streams.escalation.Policy.HomeTiers;
import org.blockwatch.streams.escalation.Policy.HouseTiers;
import org.blockwatch.streams.escalation.Policy.NightHours;
import org.blockwatch.streams.escalation.Policy.Retry;
import org.blockwatch.streams.escalation.Policy.Special;
import org.blockwatch.streams.escalation.Policy.Tier;
import org.blockwatch.streams.escalation.Policy.Timing;

/**
 * Reads a {@link Policy} and refuses one that could leave an alert unpaged. An error is a
 * {@link org.blockwatch.service.text.YamlException}.
 */
final class PolicyReader {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
    private static final Pattern ZONE = Pattern.compile("UTC|\\w+(/[\\w+-]+)+");
    private static final String ZONE_EXPECTED =
            "a time zone by its region, such as Europe/Zurich, or UTC: that of the roster";
    private static final List<Priority> PRIORITIES = List.of(Priority.HIGH, Priority.MEDIUM, Priority.LOW);

    private static final Duration TIME_TO_ACT = Duration.ofMinutes(30);
    private static final Duration SETTLE_IMPLICIT = Duration.ofMinutes(2);
    private static final Duration SETTLE_LATE = Duration.ofSeconds(10);
    private static final Duration LONGEST_SETTLING = Duration.ofMinutes(10);
    private static final Duration REPEAT_LONGEST = Duration.ofMinutes(30);

    /** Less would page again while the person who acknowledged is still on the way to the bed. */
    private static final Duration LEAST_TIME_TO_ACT = Duration.ofMinutes(1);

    private PolicyReader() {}

    static Policy policy(YamlEntry root) {
        root.having(
                "name",
                "version",
                "max-page-age",
                "ack-without-action",
                "settle",
                "repeat-longest",
                "retry",
                "priorities",
                "codes",
                "home",
                "time-zone");
        return new Policy(
                name(root.at("name")),
                root.at("version").whole(1, "a whole number from 1"),
                timing(root),
                retry(root.at("retry")),
                new HouseTiers(priorities(root.at("priorities")), codes(root.at("codes"))),
                home(root));
    }

    /** A file of 0.2.0 has no section and no zone: then a patient at home pages as one in house, and times are UTC. */
    private static HomeTiers home(YamlEntry root) {
        YamlEntry home = root.at("home");
        ZoneId zone = root.at("time-zone").isThere() ? zone(root.at("time-zone")) : ZoneId.of("UTC");
        if (!home.isThere()) {
            return new HomeTiers(Map.of(), null, zone);
        }
        home.having("quiet", "HIGH", "MEDIUM", "LOW");
        Map<Priority, List<Tier>> tiers = new EnumMap<>(Priority.class);
        for (Priority priority : PRIORITIES) {
            YamlEntry list = home.at(priority.name());
            if (list.isThere()) {
                tiers.put(priority, tiersOfItsOwn(list));
            }
        }
        return new HomeTiers(tiers, home.at("quiet").isThere() ? night(home.at("quiet")) : null, zone);
    }

    private static NightHours night(YamlEntry entry) {
        entry.having("from", "until");
        NightHours night = new NightHours(time(entry.at("from")), time(entry.at("until")));
        if (night.from().equals(night.until())) {
            throw entry.at("until").wrong("another time than from");
        }
        return night;
    }

    private static LocalTime time(YamlEntry entry) {
        return LocalTime.parse(entry.text(TIME, "a time of day in quotes, such as \"21:00\""));
    }

    @SuppressWarnings("UnusedException") // told as what to write instead
    private static ZoneId zone(YamlEntry entry) {
        String id = entry.text(ZONE, ZONE_EXPECTED);
        try {
            return ZoneId.of(id);
        } catch (DateTimeException e) {
            throw entry.wrong(ZONE_EXPECTED);
        }
    }

    private static Timing timing(YamlEntry root) {
        YamlEntry settle = root.at("settle");
        if (settle.isThere()) {
            settle.having("implicit", "late");
        }
        return new Timing(
                period(root.at("max-page-age")),
                timeToAct(root.at("ack-without-action")),
                settling(settle.at("implicit"), SETTLE_IMPLICIT),
                settling(settle.at("late"), SETTLE_LATE),
                repeatLongest(root.at("repeat-longest")));
    }

    /** A file of 0.2.0 has none. Zero is allowed: then nothing waits. */
    private static Duration settling(YamlEntry entry, Duration usual) {
        if (!entry.isThere()) {
            return usual;
        }
        Duration length = entry.duration("a length of time such as 2 min, or 0 s for no wait");
        if (length.compareTo(LONGEST_SETTLING) > 0) {
            throw entry.wrong("at most 10 min, since nobody is paged until then");
        }
        return length;
    }

    /** A file of 0.2.0 has none. */
    private static Duration repeatLongest(YamlEntry entry) {
        return entry.isThere() ? period(entry) : REPEAT_LONGEST;
    }

    /** A file of 0.1.0 has none. */
    private static Duration timeToAct(YamlEntry entry) {
        if (!entry.isThere()) {
            return TIME_TO_ACT;
        }
        Duration time = period(entry);
        if (time.compareTo(LEAST_TIME_TO_ACT) <= 0) {
            throw entry.wrong("more than one minute, such as 30 min");
        }
        return time;
    }

    private static Retry retry(YamlEntry entry) {
        entry.having("first", "longest", "longest-asked");
        return new Retry(period(entry.at("first")), period(entry.at("longest")), period(entry.at("longest-asked")));
    }

    private static Map<Priority, List<Tier>> priorities(YamlEntry entry) {
        entry.having(symbols(PRIORITIES));
        Map<Priority, List<Tier>> tiers = new EnumMap<>(Priority.class);
        for (Priority priority : PRIORITIES) {
            YamlEntry list = entry.at(priority.name());
            List<Tier> read = tiers(list);
            if (read.isEmpty() && priority != Priority.LOW) {
                throw list.wrong("at least one tier, since an alert of this priority must reach somebody");
            }
            tiers.put(priority, read);
        }
        return tiers;
    }

    private static List<Tier> tiers(YamlEntry list) {
        int count = list.listOrEmpty("a list of tiers", item -> item).size();
        List<Tier> tiers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tiers.add(tier(list.at(i), i == 0, i == count - 1));
        }
        return List.copyOf(tiers);
    }

    private static Tier tier(YamlEntry entry, boolean first, boolean last) {
        entry.having("roles", "after", "channels", "repeat");
        YamlEntry after = entry.at("after");
        YamlEntry repeat = entry.at("repeat");
        List<String> roles = names(entry.at("roles"));
        if (roles.isEmpty()) {
            throw entry.at("roles").wrong("at least one role");
        }
        if (first && after.isThere()) {
            throw after.wrong("nothing, since the first tier is paged at once");
        }
        if (!last && repeat.isThere()) {
            throw repeat.wrong("nothing, since only the last tier repeats");
        }
        return new Tier(
                roles,
                first ? Duration.ZERO : period(after),
                namesIfThere(entry.at("channels")),
                last ? Optional.of(period(repeat)) : Optional.empty());
    }

    private static Map<AlertCode, Special> codes(YamlEntry entry) {
        Map<AlertCode, Special> codes = new EnumMap<>(AlertCode.class);
        if (entry.isThere()) {
            entry.having(symbols(Arrays.asList(AlertCode.values())));
            for (AlertCode code : AlertCode.values()) {
                YamlEntry special = entry.at(code.name());
                if (special.isThere()) {
                    codes.put(code, special(special));
                }
            }
        }
        return codes;
    }

    private static Special special(YamlEntry entry) {
        entry.having("tiers", "first", "also");
        return new Special(
                entry.at("tiers").isThere() ? tiersOfItsOwn(entry.at("tiers")) : List.of(),
                namesIfThere(entry.at("first")),
                namesIfThere(entry.at("also")));
    }

    private static List<Tier> tiersOfItsOwn(YamlEntry list) {
        list.list("at least one tier, or leave it out", item -> item);
        return tiers(list);
    }

    private static List<String> namesIfThere(YamlEntry list) {
        return list.isThere() ? names(list) : List.of();
    }

    private static List<String> names(YamlEntry list) {
        return list.listOrEmpty("a list of names", PolicyReader::name);
    }

    private static String name(YamlEntry entry) {
        return entry.text(NAME, "a name in lower case with hyphens, such as charge-nurse");
    }

    private static Duration period(YamlEntry entry) {
        String expected = "a length of time above zero, such as 5 min or PT5M";
        Duration length = entry.duration(expected);
        if (length.isZero()) {
            throw entry.wrong(expected);
        }
        return length;
    }

    private static Set<String> symbols(List<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).collect(toSet());
    }
}
