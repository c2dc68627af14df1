package org.blockwatch.clinical.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.blockwatch.event.AlertCode;
import org.junit.jupiter.api.Test;

class LeadingOrderTest {

    private static final Pattern ON_THE_PAGE =
            Pattern.compile("the page is about the first of \\[D\\]: ([R0-9,\\s]+), the rest\\.");

    @Test
    void shouldBeThatOfTheRulesPage() throws IOException {
        Matcher order = ON_THE_PAGE.matcher(Files.readString(Path.of("../docs/clinical-rules.md")));
        assertThat(order.find()).isTrue();
        List<String> rules = Arrays.asList(order.group(1).split(",\\s+"));

        assertThat(LeadingOrder.FIRST)
                .extracting(code -> RuleBook.of(code).id())
                .isEqualTo(rules);
    }

    @Test
    void shouldPutWhatItDoesNotNameLastInTheOrderOfTheRules() {
        assertThat(Arrays.stream(AlertCode.values()).sorted(LeadingOrder.COMPARATOR))
                .startsWith(AlertCode.LAST_SUSPECTED, AlertCode.RED_FLAG_MRI, AlertCode.UNSAFE_DISCHARGE)
                .endsWith(AlertCode.DATA_CONTRADICTION, AlertCode.NEWS2_DISAGREES)
                .hasSameSizeAs(AlertCode.values());
    }
}
