package org.blockwatch.cli.command;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.blockwatch.cli.deadletters.LetterFilter;
import org.blockwatch.cli.deadletters.LetterId;
import org.blockwatch.schemas.Topics;
import org.blockwatch.streams.intake.Refusal.Reason;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which dead letters a command means. */
final class LetterOptions {

    private static final String PREFIX = "blockwatch.";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            split = ",",
            description =
                    "Only those refused for one of these reasons, such as FUTURE_DATED: ${COMPLETION-CANDIDATES}.")
    private List<Reason> reasons = List.of();

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            split = ",",
            description = "Only those that came from one of these topics, such as blockwatch.vitals, or vitals.")
    private List<String> topics = List.of();

    @Option(names = "--patient", paramLabel = "ID", description = "Only those with this key.")
    private @Nullable String patient;

    @Option(
            names = "--since",
            paramLabel = "INSTANT",
            converter = InstantWithOffset.class,
            description = "Only those set aside at this instant or later, as 2026-03-03T09:00:00Z.")
    private @Nullable Instant since;

    @Option(
            names = "--until",
            paramLabel = "INSTANT",
            converter = InstantWithOffset.class,
            description = "Only those set aside before this instant.")
    private @Nullable Instant until;

    /** Returns what the options say, with these letters alone where some are named. */
    LetterFilter filter(List<String> letters) {
        Set<LetterId> ids = new LinkedHashSet<>();
        for (var letter : letters) {
            try {
                ids.add(LetterId.parse(letter));
            } catch (IllegalArgumentException e) {
                throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()));
            }
        }
        Set<String> names = new LinkedHashSet<>();
        topics.forEach(topic -> names.add(topicName(topic)));
        Set<String> why = new LinkedHashSet<>();
        reasons.forEach(reason -> why.add(reason.name()));
        return new LetterFilter(ids, why, names, patient, since, until);
    }

    private String topicName(String topic) {
        return Topics.named(topic)
                .or(() -> Topics.named(PREFIX + topic))
                .map(Topics::topicName)
                .orElseThrow(() -> new ParameterException(command.commandLine(), "There is no topic " + topic));
    }
}
