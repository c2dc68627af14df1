package org.blockwatch.cli.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.blockwatch.schemas.DeadLetterRecord;
import org.blockwatch.schemas.Topics;
import org.blockwatch.streams.intake.Refusal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code docs/contract.md} and {@code docs/dead-letters.md} say what the code does. */
class ContractPageTest {

    private static String page;
    private static String letters;

    @BeforeAll
    static void readPage() throws IOException {
        page = Files.readString(Path.of("../docs/contract.md"));
        letters = Files.readString(Path.of("../docs/dead-letters.md"));
    }

    @Test
    void shouldNameEveryTopicWithItsValueAndHowLongItIsKept() {
        for (Topics topic : Topics.values()) {
            String value = topic.valueType().map(Class::getSimpleName).orElse("the bytes received");
            String kept = topic.retention()
                    .map(Duration::toDays)
                    .map("%d d"::formatted)
                    .orElse("latest");

            assertThat(page.lines())
                    .as(topic.topicName())
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("| `%s` | %s".formatted(topic.topicName(), value))
                            .contains("| %s |".formatted(kept)));
        }
    }

    @Test
    void shouldSayWhatToDoForEveryReasonOfADeadLetter() {
        for (Refusal.Reason reason : Refusal.Reason.values()) {
            assertThat(letters.lines())
                    .as(reason.name())
                    .anySatisfy(line -> assertThat(line).startsWith("| `").contains("`%s`".formatted(reason)));
        }
        assertThat(page)
                .contains("`%s`".formatted(DeadLetterRecord.REASON), "`%s`".formatted(DeadLetterRecord.CUT_FROM));
    }
}
