package org.blockwatch.streams.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.blockwatch.clinical.Protocol;
import org.blockwatch.clinical.rule.Rule;
import org.blockwatch.clinical.rule.RuleBook;
import org.blockwatch.streams.site.ProtocolFile;
import org.junit.jupiter.api.Test;

/**
 * Keeps docs/rules.md what the rules say of themselves. When it is stale, write it again with {@code mvn -pl streams-app -am
 * test -Dtest=RulesPageTest -Dsurefire.failIfNoSpecifiedTests=false -Drules.write=true}.
 */
class RulesPageTest {

    private static final Path PAGE = Path.of("../docs/rules.md");
    private static final Path SOURCES = Path.of("src/main/java/org/blockwatch/clinical/rule");
    private static final Path STORIES = Path.of("src/test/java/org/blockwatch/clinical/rule/RuleTimelinesTest.java");
    private static final Pattern SAID = Pattern.compile("/\\*\\*(.*?)\\*/\\s*public final class", Pattern.DOTALL);
    private static final Pattern ROW =
            Pattern.compile("(R\\d+): (.*?)\\.? <p>Priority: ([^<]*?)\\.?(?: <p>.*)?", Pattern.DOTALL);

    @Test
    void shouldBeWhatTheRulesSayOfThemselves() throws IOException {
        String page = page();
        if (Boolean.getBoolean("rules.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/rules.md is stale; how to write it stands in RulesPageTest")
                .isEqualTo(page);
    }

    private static String page() throws IOException {
        Protocol protocol = ProtocolFile.shipped().standard();
        StringBuilder page = new StringBuilder("""
                # The rules

                For the clinician who signs off. [clinical-rules.md](clinical-rules.md) explains the words.
                Generated from the rule classes and the protocol `%s`;
                `RulesPageTest` fails when this page is stale. e = now − T0. `RuleTimelinesTest` has a story for every row.

                | # | code | priority | holds when | line behind it | class |
                |---|---|---|---|---|---|
                """.formatted(protocol.versionedName()));
        for (Rule rule : RuleBook.RULES) {
            assertThat(stories()).as("a story for " + rule.id()).anyMatch(story -> tells(story, rule));
            Matcher row = row(rule);
            page.append("| %s | %s | %s | %s | %s | %s |\n"
                    .formatted(
                            rule.id(),
                            rule.code(),
                            row.group(3),
                            row.group(2).replace("|", "\\|"),
                            protocol.text(rule.code()).citation(),
                            rule.getClass().getSimpleName()));
        }
        return page.toString();
    }

    /** The rule's javadoc, which is its row. */
    private static Matcher row(Rule rule) throws IOException {
        String source = Files.readString(SOURCES.resolve(rule.getClass().getSimpleName() + ".java"));
        Matcher said = SAID.matcher(source);
        assertThat(said.find()).as(rule.id()).isTrue();
        String text = said.group(1)
                .replaceAll("\\n *\\* ?", " ")
                .replaceAll("\\{@\\w+ ([^}]*)}", "$1")
                .replace("&lt;", "<")
                .strip();
        Matcher row = ROW.matcher(text.replaceAll(" +", " "));
        assertThat(row.matches()).as(rule.id() + " says of itself: " + text).isTrue();
        assertThat(row.group(1)).isEqualTo(rule.id());
        return row;
    }

    private static List<String> stories() throws IOException {
        return Files.readString(STORIES).lines().map(String::strip).toList();
    }

    private static boolean tells(String story, Rule rule) {
        return story.matches("void " + rule.id().toLowerCase(Locale.ROOT) + "(?!\\d).*");
    }
}
