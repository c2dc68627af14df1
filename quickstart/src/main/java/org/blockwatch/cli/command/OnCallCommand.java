package org.blockwatch.cli.command;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.blockwatch.consumer.roster.Interval;
import org.blockwatch.consumer.roster.Roster;
import org.blockwatch.consumer.roster.RosterFile;
import org.blockwatch.consumer.roster.RosterGap;
import org.blockwatch.consumer.roster.RosterGapCheck;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.streams.escalation.Policy;
import org.blockwatch.streams.site.PolicyFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Who would be paged. */
@Command(
        name = "oncall",
        sortOptions = false,
        description = {
            "Show who is on call for every role, how a page reaches them, and where the roster has gaps: hours in which a"
                    + " role of the roster or of the escalation policy has nobody with two channels.",
            "Needs nothing but the files: no broker, no running application."
        },
        footer = {
            "",
            "  blockwatch oncall --roster roster.yaml --at 2026-10-25T03:00:00+01:00 --unit '4 West'",
            "  blockwatch oncall --roster roster.yaml --role charge-nurse --for 7d",
            "  blockwatch oncall --roster roster.yaml --policy policy.yaml --check --channels pagerduty,smtp"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:told",
            "1:the roster or the policy cannot be used; why is on stderr",
            "2:wrong arguments",
            "3:with --check: the roster has gaps, or another time zone than the policy"
        },
        mixinStandardHelpOptions = true)
final class OnCallCommand implements Callable<Integer> {

    @Option(names = "--roster", paramLabel = "FILE", required = true, description = "The roster.")
    private Path roster;

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            converter = InstantWithOffset.class,
            description = "The instant, as 2026-03-03T09:00:00Z. Default: now.")
    private @Nullable Instant at;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            converter = EngineDuration.class,
            description =
                    "Show the shifts of all this time, such as 12h or 7d, and its gaps. Default: the instant alone,"
                            + " and the gaps of 7 days.")
    private @Nullable Duration length;

    @Option(names = "--unit", paramLabel = "UNIT", description = "As the blocks carry it. Default: all.")
    private @Nullable String unit;

    @Option(names = "--role", paramLabel = "ROLE", description = "Default: all of the roster and the policy.")
    private @Nullable String role;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description =
                    "The site's own escalation policy (policy.file of streams-app). Default: the one that comes with"
                            + " Blockwatch.")
    private @Nullable Path policy;

    @Option(
            names = "--channels",
            paramLabel = "NAME",
            split = ",",
            description =
                    "The channels that alert-consumer has set up (its setting channels). Default: every one that the"
                            + " roster names.")
    private @Nullable Set<String> channels;

    @Option(names = "--check", description = "End with status 3 if there are gaps.")
    private boolean check;

    @Option(names = "--show-addresses", description = "Show addresses in full, such as telephone numbers.")
    private boolean showAddresses;

    @Override
    public Integer call() {
        var staff = RosterFile.read(roster);
        var from = at == null ? EngineClock.system().now() : at;
        var roles = role == null ? roles(staff) : List.of(role);
        var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        var used = policy();
        new OnCallTable(staff, unit, showAddresses, out).print(roles, atHome(used), from, length);
        var gaps = gaps(staff, roles, new Interval(from, from.plus(length == null ? RosterGapCheck.AHEAD : length)));
        if (roles.stream().anyMatch(atHome(used)::contains)) {
            night(used).ifPresent(out::println);
        }
        var otherZone = otherZone(staff, used);
        otherZone.ifPresent(out::println);
        out.println(gaps.isEmpty() ? "No gaps." : "Gaps:");
        gaps.forEach(gap -> out.println("  " + gap.text(staff.zone())));
        out.flush();
        return check && (!gaps.isEmpty() || otherZone.isPresent()) ? ExitStatus.GAPS : ExitStatus.OK;
    }

    private Collection<String> roles(Roster staff) {
        var roles = new LinkedHashSet<>(staff.rotas().keySet());
        roles.addAll(policy().roles());
        return roles;
    }

    private Policy policy() {
        return policy == null ? PolicyFile.builtIn() : PolicyFile.read(policy);
    }

    /** Returns the roles that are asked for only while a patient is at home. */
    private static Set<String> atHome(Policy used) {
        var roles = new HashSet<>(used.roles());
        roles.removeAll(used.inHouseRoles());
        return roles;
    }

    private static Optional<String> night(Policy used) {
        return Optional.ofNullable(used.home().quiet())
                .map(night ->
                        "About patients at home the policy %s pages nobody from %s to %s %s, unless it is HIGH or the block is anticoagulated."
                                .formatted(
                                        used.id(),
                                        night.from(),
                                        night.until(),
                                        used.home().zone()));
    }

    /** Returns what is wrong where policy and roster do not mean the same night. Without a file there is no site's policy. */
    private Optional<String> otherZone(Roster staff, Policy used) {
        return policy == null
                        || used.home().zone().getRules().equals(staff.zone().getRules())
                ? Optional.empty()
                : Optional.of(
                        "The policy's time-zone is %s, the roster's is %s: pages tell times, and nights are kept, by another clock than shifts. Write the same in both."
                                .formatted(used.home().zone(), staff.zone()));
    }

    private List<RosterGap> gaps(Roster staff, Collection<String> roles, Interval window) {
        Set<String> enabled = channels == null ? new HashSet<>() : channels;
        if (channels == null) {
            staff.people().values().stream()
                    .flatMap(person -> person.contacts().stream())
                    .forEach(contact -> enabled.add(contact.way().channel()));
        }
        return new RosterGapCheck(staff, enabled).gaps(roles, window);
    }
}
