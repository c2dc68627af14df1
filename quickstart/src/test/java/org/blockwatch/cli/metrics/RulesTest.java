package org.blockwatch.cli.metrics;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The alerting rules: complete, told to people, and tested. promtool itself runs in CI. */
class RulesTest {

    private static final List<String> SECTIONS =
            List.of("**Meaning.**", "**For patients.**", "**Check**", "**Do**", "**By hand meanwhile.**");

    private static final Set<String> NAMES =
            OpsFiles.alerts().stream().map(rule -> rule.path("alert").asText()).collect(toSet());

    @Test
    void shouldSayHowUrgentEachIsAndWhereItsRunbookStands() {
        for (JsonNode rule : OpsFiles.alerts()) {
            String name = rule.path("alert").asText();
            assertThat(rule.at("/labels/severity").asText()).as(name).isIn("critical", "warning");
            assertThat(rule.at("/annotations/summary").asText()).as(name).isNotBlank();
            assertThat(rule.at("/annotations/runbook_url").asText())
                    .as(name)
                    .isEqualTo("docs/runbooks/" + name + ".md");
        }
    }

    @Test
    void shouldHaveARunbookEachAndNoRunbookMore() throws IOException {
        Set<String> pages = new TreeSet<>();
        for (Path page : OpsFiles.files(OpsFiles.RUNBOOKS, ".md")) {
            String name = page.getFileName().toString().replace(".md", "");
            pages.add(name);
            assertThat(Files.readString(page))
                    .as(name)
                    .startsWith("# " + name + "\n")
                    .containsSubsequence(SECTIONS);
        }
        assertThat(pages).containsExactlyInAnyOrderElementsOf(NAMES);
    }

    @Test
    void shouldBeTestedToFireNotToFireAndToClear() {
        Set<String> fired = new HashSet<>();
        Set<String> quietBefore = new HashSet<>();
        Set<String> cleared = new HashSet<>();
        for (JsonNode test : OpsFiles.ruleTests()) {
            Set<String> firedHere = new HashSet<>();
            for (JsonNode look : test.path("alert_rule_test")) { // in the order of time, by alert
                String alert = look.path("alertname").asText();
                if (look.path("exp_alerts").isEmpty()) {
                    (firedHere.contains(alert) ? cleared : quietBefore).add(alert);
                } else {
                    firedHere.add(alert);
                }
            }
            fired.addAll(firedHere);
        }
        assertThat(fired).as("fire").isEqualTo(NAMES);
        assertThat(quietBefore).as("do not fire").isEqualTo(NAMES);
        assertThat(cleared).as("clear").isEqualTo(NAMES);
    }

    @Test
    void shouldAskForNothingThatIsNotMeasured() {
        for (JsonNode rule : OpsFiles.rules()) {
            String expression = rule.path("expr").asText();
            assertThat(Expressions.unknownNames(expression)).as(expression).isEmpty();
        }
    }
}
