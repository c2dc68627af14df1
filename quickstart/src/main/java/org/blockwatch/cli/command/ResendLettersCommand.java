package org.blockwatch.cli.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.blockwatch.cli.deadletters.LetterBox;
import org.blockwatch.cli.deadletters.LetterFilter;
import org.blockwatch.cli.deadletters.LetterResender;
import org.blockwatch.cli.deadletters.LetterResender.Resend;
import org.blockwatch.cli.deadletters.ResendRules;
import org.blockwatch.cli.deadletters.StoredLetter;
import org.blockwatch.cli.kafka.TopicReader;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.text.Printable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Once more, where it belongs. */
@Command(
        name = "resend",
        sortOptions = false,
        description = {
            "Send the records of dead letters again, as they were received, under their patientId and on the partition of"
                    + " their patient, whatever the client did.",
            "What would be refused again stays and is named, and so does what has been sent again before. A FUTURE_DATED"
                    + " letter is sent once its time has come: run the command again later. Each resend is recorded: on"
                    + " the record (headers blockwatch.resent, .at, .by) and behind the letter, in one transaction."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:all that were meant were sent, or wait for their time",
            "1:the broker or the registry did not answer, or refused",
            "2:wrong arguments",
            "3:some stay; stderr names them and says why"
        },
        mixinStandardHelpOptions = true)
final class ResendLettersCommand implements Callable<Integer> {

    private static final int A_TRANSACTION = 200;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "LETTER", arity = "0..*", description = "As list calls them. Default: all that are meant.")
    private List<String> letters = List.of();

    @Mixin
    private LetterOptions chosen;

    @Option(
            names = "--all",
            description = "All letters: needed where neither letters are named nor any option chooses.")
    private boolean all;

    @Option(names = "--dry-run", description = "Say what would be sent and what stays, and send nothing.")
    private boolean dryRun;

    @Option(names = "--again", description = "Also letters that have been sent again before.")
    private boolean again;

    @Option(
            names = "--key-from-record",
            description =
                    "Send KEY_MISMATCH under the record's patientId. Only where its source says that this is right.")
    private boolean keyFromRecord;

    @Option(names = "--unchecked", description = "Send also what would be refused again.")
    private boolean unchecked;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who sends, for the record (default: the user of this machine).")
    private String by;

    @Mixin
    private BusOptions bus;

    @Override
    public Integer call() {
        var filter = chosen.filter(letters);
        if (filter.isEmpty() && !all) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Say which: name letters, choose by --reason, --topic and so on, or give --all");
        }
        QuietLogs.ofAll();
        try {
            if (dryRun) {
                return decide(filter).tell(err(), true);
            }
            // Opened first: whoever was at it before is shut out, and what they have done is settled before it is read.
            try (var resender = new LetterResender(bus.client(), by)) {
                var decided = decide(filter);
                var now = EngineClock.system().now();
                for (var from = 0; from < decided.sent().size(); from += A_TRANSACTION) {
                    var to = Math.min(decided.sent().size(), from + A_TRANSACTION);
                    resender.send(decided.sent().subList(from, to), now);
                }
                return decided.tell(err(), false);
            }
        } catch (KafkaException e) {
            err().println(bus.unanswered(e));
            return ExitStatus.FAILED;
        }
    }

    private Decided decide(LetterFilter filter) {
        try (var topics = new TopicReader(bus.client(), err())) {
            var rules = new ResendRules(new ResendRules.Options(again, keyFromRecord, unchecked), topics::decode);
            var box = LetterBox.read(topics, filter);
            var decided = new Decided(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            var now = EngineClock.system().now();
            for (var letter : box.letters()) {
                var mark = Optional.ofNullable(box.resent().get(letter.id()));
                var decision = rules.decide(letter, mark, now);
                if (decision instanceof ResendRules.Send send) {
                    decided.sent().add(new Resend(letter, send.key(), topics.home(send.key(), send.topic())));
                } else if (decision instanceof ResendRules.Wait wait) {
                    decided.waiting().add("%s is let in from %s on".formatted(letter.id(), wait.until()));
                } else if (decision instanceof ResendRules.Stay stay) {
                    decided.staying().add("%s stays: %s".formatted(named(letter), stay.why()));
                }
            }
            return decided;
        }
    }

    private static String named(StoredLetter letter) {
        return letter.id() + " " + letter.reason();
    }

    /** What becomes of the letters that are meant. */
    private record Decided(List<Resend> sent, List<String> waiting, List<String> staying) {

        int tell(PrintWriter err, boolean dry) {
            sent.forEach(resend -> err.println(Printable.line("%s %s to %s, partition %s, key %s"
                    .formatted(
                            named(resend.letter()),
                            dry ? "would go" : "sent",
                            resend.home().topic(),
                            resend.home().partition(),
                            resend.key()))));
            waiting.forEach(err::println);
            staying.forEach(line -> err.println(Printable.line(line)));
            err.printf(
                    "%s %s, %s wait for their time, %s stay%n",
                    sent.size(), dry ? "would be sent" : "sent again", waiting.size(), staying.size());
            return staying.isEmpty() ? ExitStatus.OK : ExitStatus.SOME_LINES_REFUSED;
        }
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
