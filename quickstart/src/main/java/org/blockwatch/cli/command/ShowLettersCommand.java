package org.blockwatch.cli.command;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.blockwatch.cli.deadletters.LetterBox;
import org.blockwatch.cli.deadletters.LetterFilter;
import org.blockwatch.cli.deadletters.LetterId;
import org.blockwatch.cli.deadletters.LetterText;
import org.blockwatch.cli.deadletters.ResendRules;
import org.blockwatch.cli.deadletters.StoredLetter;
import org.blockwatch.cli.kafka.TopicReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a dead letter holds. */
@Command(
        name = "show",
        sortOptions = false,
        description = {
            "Show all that is known of dead letters: why and from where, the record in plain JSON, or its bytes where it"
                    + " cannot be decoded. Nothing is written, no offset is committed."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:shown",
            "1:there is no such letter; or the broker or the registry did not answer",
            "2:wrong arguments"
        },
        mixinStandardHelpOptions = true)
final class ShowLettersCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "LETTER", arity = "1..*", description = "As list calls it: <partition>-<offset>.")
    private List<String> letters;

    @Mixin
    private BusOptions bus;

    @Override
    public Integer call() {
        QuietLogs.ofAll();
        var wanted = wanted();
        try (var topics = new TopicReader(bus.client(), spec.commandLine().getErr())) {
            var filter = new LetterFilter(wanted, Set.of(), Set.of(), null, null, (Instant) null);
            var box = LetterBox.read(topics, filter);
            var text = new LetterText(new ResendRules(new ResendRules.Options(false, false, false), topics::decode));
            var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
            for (var letter : box.letters()) {
                out.println(text.full(letter, Optional.ofNullable(box.resent().get(letter.id()))));
            }
            out.flush();
            return missing(wanted, box.letters()) ? ExitStatus.FAILED : ExitStatus.OK;
        } catch (KafkaException e) {
            spec.commandLine().getErr().println(bus.unanswered(e));
            return ExitStatus.FAILED;
        }
    }

    private Set<LetterId> wanted() {
        var wanted = new HashSet<LetterId>();
        for (var letter : letters) {
            try {
                wanted.add(LetterId.parse(letter));
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
            }
        }
        return wanted;
    }

    private boolean missing(Set<LetterId> wanted, List<StoredLetter> found) {
        var missing = new HashSet<>(wanted);
        found.forEach(letter -> missing.remove(letter.id()));
        missing.forEach(id -> spec.commandLine()
                .getErr()
                .printf("There is no letter %s at %s. Letters are kept for 30 days.%n", id, bus.bootstrapServer()));
        return !missing.isEmpty();
    }
}
