package org.blockwatch.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages keep their form: short lines, plain words, and a reader named at the top. */
class ProseTest {

    private static final SourceTree TREE = SourceTree.read();
    private static final int LONGEST_LINE = 100;
    private static final Pattern OLD = Pattern.compile("(?i)\\b(?:for want of|by and by|anew)\\b");
    private static final Pattern STALE =
            Pattern.compile(OLD.pattern() + "|(?-i)\\b(?:[Ss]ome \\d+|Let (?!us )\\w+)\\b");

    @Test
    void shouldWrapLinesAt100() {
        assertThat(pages().flatMap(file ->
                        longLines(TREE.texts().get(file)).stream().map(line -> file + ": " + line)))
                .isEmpty();
    }

    @Test
    void shouldSayItInPlainModernEnglish() {
        assertThat(pages().flatMap(
                                file -> stale(TREE.texts().get(file)).stream().map(word -> file + ": " + word)))
                .isEmpty();
    }

    @Test
    void shouldSayItSoInCodeToo() {
        assertThat(TREE.texts().entrySet().stream()
                        .filter(file -> file.getKey().toString().matches(".*\\.(java|ya?ml|properties)")
                                && !file.getKey().endsWith("ProseTest.java"))
                        .flatMap(file -> found(OLD, file.getValue()).stream().map(word -> file.getKey() + ": " + word)))
                .isEmpty();
    }

    @Test
    void shouldNameTheReaderOfEachPageAtItsTop() {
        assertThat(pages().filter(file -> file.getNameCount() == 2 && file.startsWith("docs"))
                        .filter(file ->
                                TREE.texts().get(file).lines().limit(6).noneMatch(line -> line.startsWith("For "))))
                .isEmpty();
    }

    @Test
    void shouldStayReadableInThreeMinutes() {
        assertThat(TREE.page("README.md").lines().count()).isLessThan(120);
        assertThat(TREE.page("CONTRIBUTING.md").lines().count()).isLessThan(80);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"dropped for want of a side", "by and by", "made anew", "some 300 MB", "Let operators do it"})
    void shouldNoticeWordsThatNobodyUses(String text) {
        assertThat(stale(text)).isNotEmpty();
    }

    @Test
    void shouldLeaveTablesLinksAndCodeAsTheyAre() {
        String words = "x".repeat(LONGEST_LINE);
        assertThat(longLines("a " + words)).hasSize(1);
        assertThat(longLines("| " + words + " |")).isEmpty();
        assertThat(longLines("[a](" + words + ")")).isEmpty();
        assertThat(longLines("`" + words + "`")).isEmpty();
        assertThat(longLines("```\na " + words + "\n```\n" + "b " + words)).hasSize(1);
    }

    private static Stream<Path> pages() {
        return TREE.texts().keySet().stream().filter(SourceTree::isPage);
    }

    private static List<String> longLines(String page) {
        List<String> found = new ArrayList<>();
        boolean code = false;
        for (String line : page.lines().toList()) {
            code ^= line.strip().startsWith("```");
            String prose = line.replaceAll("]\\([^)]*\\)|`[^`]*`|https?://\\S+", "");
            if (!code && !line.matches(" {4,}.*|\\|.*") && prose.codePointCount(0, prose.length()) > LONGEST_LINE) {
                found.add(line);
            }
        }
        return found;
    }

    private static List<String> stale(String page) {
        return found(STALE, page);
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text.replaceAll("\\s+", " "))
                .results()
                .map(match -> match.group())
                .toList();
    }
}
