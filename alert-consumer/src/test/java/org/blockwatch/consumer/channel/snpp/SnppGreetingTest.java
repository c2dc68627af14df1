package org.blockwatch.consumer.channel.snpp;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a terminal may say before it has heard anything, and what it says next. */
class SnppGreetingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "220 ready",
                "220-we greet\r\n220 you",
                "214 help\r\n250 over",
                "214 help\r\n214 more help\r\n220 ready",
                "214-help\r\n214 more help\r\n250 over"
            })
    void shouldReadTheWholeGreetingAndNothingOfTheNextReply(String greeting) {
        SnppReplies replies = replies(greeting + "\r\n550 no such pager");

        assertThatCode(replies::expectGreeting).doesNotThrowAnyException();
        assertThatThrownBy(() -> replies.expect("PAGE", SnppReplies.OK)).isInstanceOf(SnppRefusal.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"250 ok", "421 busy", "214 help\r\n421 busy", "554 no"})
    void shouldTakeNothingElseForAGreeting(String greeting) {
        assertThatThrownBy(replies(greeting)::expectGreeting).isInstanceOf(SnppRefusal.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 10_000})
    void shouldNotReadHelpWithoutEnd(int lines) {
        assertThatThrownBy(replies("214 help\r\n".repeat(lines) + "250 over")::expectGreeting)
                .isInstanceOf(ProtocolException.class);
    }

    private static SnppReplies replies(String said) {
        return new SnppReplies(new ByteArrayInputStream((said + "\r\n").getBytes(StandardCharsets.US_ASCII)));
    }
}
