package org.blockwatch.service.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class BoundedMapTest {

    @Test
    void shouldForgetWhatWasPutFirst() {
        BoundedMap<String, Integer> map = BoundedMap.ofLatest(2);
        map.put("a", 1);
        map.put("b", 2);
        map.get("a");
        map.put("c", 3);

        assertThat(map).containsOnlyKeys("b", "c");
    }

    @Test
    void shouldForgetWhatWasUsedLongestAgo() {
        BoundedMap<String, Integer> map = BoundedMap.ofLatestUsed(2);
        map.put("a", 1);
        map.put("b", 2);
        map.get("a");
        map.put("c", 3);

        assertThat(map).containsOnlyKeys("a", "c");
    }

    @Test
    void shouldNotBeMadeToHoldNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> BoundedMap.ofLatest(0));
    }
}
