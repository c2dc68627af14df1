package org.blockwatch.clinical.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.blockwatch.event.AlertCode;
import org.junit.jupiter.api.Test;

class RuleBookTest {

    @Test
    void shouldHaveEveryRowOfTheTableInItsOrder() {
        List<AlertCode> codes = Arrays.stream(AlertCode.values())
                .filter(code -> code != AlertCode.UNKNOWN)
                .toList();
        assertThat(RuleBook.RULES).extracting(Rule::code).isEqualTo(codes);
        assertThat(RuleBook.RULES)
                .extracting(Rule::id)
                .isEqualTo(IntStream.rangeClosed(1, codes.size())
                        .mapToObj(row -> "R" + row)
                        .toList());
    }

    @Test
    void shouldFindTheRuleBehindACode() {
        assertThat(RuleBook.of(AlertCode.RED_FLAG_MRI)).isInstanceOf(RedFlagMri.class);
        assertThatThrownBy(() -> RuleBook.of(AlertCode.UNKNOWN)).hasMessageContaining("UNKNOWN");
    }
}
