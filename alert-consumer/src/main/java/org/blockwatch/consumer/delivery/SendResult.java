package org.blockwatch.consumer.delivery;

import org.blockwatch.consumer.channel.TaskResult;
import org.blockwatch.event.PageEventKind;
import org.jspecify.annotations.Nullable;

/**
 * What became of a page over one way.
 *
 * @param bundle the one message in which it went with others; null: it had one of its own
 */
record SendResult(TaskResult passage, @Nullable String bundle) {

    PageEventKind kind() {
        return passage.delivery().kind();
    }
}
