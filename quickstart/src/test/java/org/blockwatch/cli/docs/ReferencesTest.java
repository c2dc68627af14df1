package org.blockwatch.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every reference in code and pages leads somewhere. */
class ReferencesTest {

    private static final SourceTree TREE = SourceTree.read();
    private static final References REFERENCES = new References(TREE);

    private static final Pattern NAME = Pattern.compile("`([A-Z][a-z0-9]+[A-Za-z0-9]*)`");
    private static final Pattern METER = Pattern.compile("\\bblockwatch_[a-z_]+[a-z](?![\\w-])");
    private static final Pattern COMMAND = Pattern.compile("\\./blockwatch ([a-z][a-z-]*)");

    private static final Path COMMANDS = Path.of("quickstart/src/main/java/org/blockwatch/cli/command");

    /** This test's own examples of what leads nowhere. */
    private static final Path ITSELF = Path.of("quickstart/src/test/java/org/blockwatch/cli/docs/ReferencesTest.java");

    @Test
    void shouldLeadSomewhere() {
        assertThat(texts().flatMap(file -> REFERENCES.broken(file.getKey(), file.getValue()).stream()))
                .isEmpty();
    }

    @Test
    void shouldNumberEachDecisionOnce() {
        assertThat(TREE.texts().keySet().stream()
                        .filter(file -> file.startsWith("docs/decisions"))
                        .map(file -> file.getFileName().toString().substring(0, 4)))
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldNameInPagesOnlyWhatTheCodeHas() {
        Set<String> words = TREE.texts().entrySet().stream()
                .filter(file -> !SourceTree.isPage(file.getKey()))
                .flatMap(file -> Stream.concat(
                        Stream.of(file.getKey().getFileName().toString().replaceFirst("\\..*", "")),
                        Pattern.compile("\\w+")
                                .matcher(file.getValue())
                                .results()
                                .map(match -> match.group())))
                .collect(Collectors.toSet());

        assertThat(foundInPages(NAME, 1)).allMatch(words::contains);
    }

    @Test
    void shouldNameInPagesOnlyMetersThatThereAre() {
        Set<String> meters = METER.matcher(TREE.page("docs/metrics.md"))
                .results()
                .map(match -> match.group())
                .collect(Collectors.toSet());

        assertThat(foundInPages(METER, 0))
                .allMatch(name ->
                        meters.contains(name) || meters.contains(name.replaceFirst("_(bucket|count|sum)$", "")));
    }

    @Test
    void shouldNameInPagesOnlyCommandsThatThereAre() {
        Set<String> commands = texts().filter(file -> file.getKey().startsWith(COMMANDS))
                .flatMap(file -> Pattern.compile("\\bname = \"([a-z-]+)\"")
                        .matcher(file.getValue())
                        .results())
                .map(match -> match.group(1))
                .collect(Collectors.toSet());

        assertThat(foundInPages(COMMAND, 1)).allMatch(name -> name.equals("bench") || commands.contains(name));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            README.md               | [x](docs/no-such-page.md)
            docs/paging.md          | [x](contract.md#no-such-heading)
            docs/paging.md          | [x](#no-such-heading)
            service/src/X.java      | see docs/no-such-page.md
            ops/x.yml               | runbook_url: docs/runbooks/NoSuchAlert.md
            ops/x.yml               | run .ci/no-such-script
            service/src/X.java      | (no-such-page.md, promise 1)
            service/src/X.java      | (clinical-rules.md, section 99)
            service/src/X.java      | (docs/operations.md, "No such section")
            service/src/X.java      | as decision 9999 has it
            service/src/X.java      | see docs/decisions/9999.
            docs/paging.md          | decisions 1 and 9999
            service/src/X.java      | (paging.md, promise 99)
            service/src/X.java      | R22 to be raised
            """)
    void shouldNoticeWhatLeadsNowhere(String file, String text) {
        assertThat(REFERENCES.broken(Path.of(file), text)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            docs/paging.md          | [x](contract.md#dead-letters), [x](runbooks), [x](https://example.com/docs/x.md)
            service/src/X.java      | docs/paging.md, promise 5, decisions 1 and 12, docs/decisions/0012, R21, clinical-rules.md, section 4
            quickstart/src/X.java   | "../docs/contract.md"
            """)
    void shouldFollowWhatLeadsSomewhere(String file, String text) {
        assertThat(REFERENCES.broken(Path.of(file), text)).isEmpty();
    }

    @Test
    void shouldFollowWhatACommentBreaksOverTwoLines() {
        assertThat(REFERENCES.broken(Path.of("service/src/X.java"), "/**\n * As decision\n * 9999 has it.\n */"))
                .containsExactly("service/src/X.java: decision 9999");
    }

    private static Stream<Map.Entry<Path, String>> texts() {
        return TREE.texts().entrySet().stream().filter(file -> !file.getKey().equals(ITSELF));
    }

    /** The changelog tells of what has been, so it may name what is gone. */
    private static List<String> foundInPages(Pattern pattern, int group) {
        return texts().filter(file ->
                        SourceTree.isPage(file.getKey()) && !file.getKey().endsWith("CHANGELOG.md"))
                .flatMap(file -> pattern.matcher(file.getValue()).results())
                .map(match -> match.group(group))
                .distinct()
                .toList();
    }
}
