package org.blockwatch.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.junit.jupiter.api.Test;

/** {@code docs/paging.md} has every word of the trail, every key of the policy file, and the numbers that ship. */
class PagingPageTest {

    private static final SourceTree TREE = SourceTree.read();
    private static final String PAGE = TREE.page("docs/paging.md");
    private static final String POLICY = TREE.page("streams-app/src/main/resources/policy/default.yaml");

    /** What went wrong on a channel is explained where channels are. */
    private static final String CHANNELS = TREE.page("docs/channels.md");

    /** Symbols that the contract has and nobody writes. */
    private static final Set<PageOutcome> UNUSED =
            EnumSet.of(PageOutcome.UNKNOWN, PageOutcome.INTERRUPTED, PageOutcome.REFUSED_CAUSE);

    @Test
    void shouldExplainEveryKindAndOutcomeOfTheTrail() {
        assertThat(EnumSet.complementOf(EnumSet.of(PageEventKind.UNKNOWN)))
                .allSatisfy(kind -> assertThat(PAGE).contains("`%s`".formatted(kind)));
        assertThat(EnumSet.allOf(PageOutcome.class))
                .filteredOn(outcome -> !UNUSED.contains(outcome))
                .allSatisfy(outcome -> assertThat(PAGE + CHANNELS).contains("`%s`".formatted(outcome)));
    }

    @Test
    void shouldExplainEveryKeyOfThePolicyFile() throws IOException {
        assertThat(keys("", new YAMLMapper().readTree(POLICY)))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(PAGE.lines())
                        .as(key)
                        .anyMatch(line -> line.startsWith("| `") && line.contains(key + "`")));
    }

    /** The last word of every key but roles, priorities and codes, which the page writes with dots. */
    private static List<String> keys(String name, JsonNode node) {
        if (node.isArray()) {
            return Stream.iterate(0, i -> i < node.size(), i -> i + 1)
                    .flatMap(i -> keys(name, node.get(i)).stream())
                    .distinct()
                    .toList();
        }
        if (!node.isObject()) {
            return List.of(name);
        }
        return node.properties().stream()
                .flatMap(field -> keys(field.getKey(), field.getValue()).stream())
                .distinct()
                .toList();
    }
}
