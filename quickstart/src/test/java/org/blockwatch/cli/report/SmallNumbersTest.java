package org.blockwatch.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SmallNumbersTest {

    @Test
    void shouldHideCountsThatTellOfFewAndNoZero() {
        assertThat(SmallNumbers.shown(0)).isEqualTo("0");
        assertThat(SmallNumbers.shown(4)).isEqualTo("<5");
        assertThat(SmallNumbers.shown(5)).isEqualTo("5");
    }

    @Test
    void shouldHideAnotherWhereOneCouldBeToldFromTheTotal() {
        assertThat(SmallNumbers.shownBesideTotal(List.of(20, 3, 7, 0))).containsExactly("20", "<5", "…", "0");
        assertThat(SmallNumbers.shownBesideTotal(List.of(20, 3, 2))).containsExactly("20", "<5", "<5");
        assertThat(SmallNumbers.shownBesideTotal(List.of(20, 5))).containsExactly("20", "5");
    }

    @Test
    void shouldPutSmallGroupsTogetherUntilTheyAreFewNoMore() {
        assertThat(SmallNumbers.grouped(groups(Map.of("a", 20, "b", 3, "c", 2)), "others"))
                .containsOnlyKeys("a", "others")
                .hasEntrySatisfying("others", group -> assertThat(group).hasSize(5));
        assertThat(SmallNumbers.grouped(groups(Map.of("a", 20, "b", 6, "c", 2)), "others"))
                .containsOnlyKeys("a", "others")
                .hasEntrySatisfying("others", group -> assertThat(group).hasSize(8));
        assertThat(SmallNumbers.grouped(groups(Map.of("a", 3)), "others")).isEmpty();
    }

    private static Map<String, List<Integer>> groups(Map<String, Integer> sizes) {
        return sizes.entrySet().stream()
                .collect(java.util.stream.Collectors.toMap(
                        Map.Entry::getKey, size -> Collections.nCopies(size.getValue(), 1)));
    }
}
