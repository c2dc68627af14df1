package org.blockwatch.followup;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gives every condition that a test awaits a minute where it says nothing else: a busy machine is no fault. */
public final class LongAwait implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext testClass) {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    }
}
