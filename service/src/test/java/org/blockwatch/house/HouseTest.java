package org.blockwatch.house;

import org.blockwatch.clock.EngineClock;
import org.junit.jupiter.api.Test;

class HouseTest {

    @Test
    void shouldKeepTheHouseRules() {
        HouseRules.hold(EngineClock.class);
    }
}
