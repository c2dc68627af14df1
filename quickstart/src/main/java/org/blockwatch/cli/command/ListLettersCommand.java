package org.blockwatch.cli.command;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.blockwatch.cli.deadletters.LetterBox;
import org.blockwatch.cli.deadletters.LetterText;
import org.blockwatch.cli.deadletters.ResendRules;
import org.blockwatch.cli.deadletters.StoredLetter;
import org.blockwatch.cli.kafka.TopicReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which dead letters there are. */
@Command(
        name = "list",
        sortOptions = false,
        description = {
            "List the dead letters that have not been sent again, in the order in which they were set aside, and count"
                    + " them by reason. Nothing is written, no offset is committed."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:listed, even if there is none", "1:the broker did not answer", "2:wrong arguments"},
        mixinStandardHelpOptions = true)
final class ListLettersCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private LetterOptions chosen;

    @Option(names = "--all", description = "Those that have been sent again, too.")
    private boolean all;

    @Option(
            names = "--json",
            description = "A line of JSON for each: id, setAsideAt, reason, detail, topic, place, key.")
    private boolean json;

    @Mixin
    private BusOptions bus;

    @Override
    public Integer call() {
        QuietLogs.ofAll();
        try (var topics = new TopicReader(bus.client(), spec.commandLine().getErr())) {
            var box = LetterBox.read(topics, chosen.filter(List.of()));
            var shown = box.letters().stream()
                    .filter(letter -> all || !box.resent().containsKey(letter.id()))
                    .toList();
            print(
                    shown,
                    box,
                    new LetterText(new ResendRules(new ResendRules.Options(false, false, false), topics::decode)));
            return ExitStatus.OK;
        } catch (KafkaException e) {
            spec.commandLine().getErr().println(bus.unanswered(e));
            return ExitStatus.FAILED;
        }
    }

    private void print(List<StoredLetter> letters, LetterBox box, LetterText text) {
        var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        for (var letter : letters) {
            var mark = Optional.ofNullable(box.resent().get(letter.id()));
            out.println(json ? text.json(letter, mark) : text.line(letter, mark));
        }
        if (!json) {
            var counts = letters.stream().collect(groupingBy(StoredLetter::reason, TreeMap::new, counting()));
            out.println(
                    counts.isEmpty() ? "There is no such dead letter." : "%n%s: %s".formatted(letters.size(), counts));
        }
        out.flush();
    }
}
