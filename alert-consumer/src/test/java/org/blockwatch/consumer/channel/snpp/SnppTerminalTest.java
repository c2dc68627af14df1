package org.blockwatch.consumer.channel.snpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.blockwatch.consumer.channel.Delivery;
import org.blockwatch.consumer.channel.peer.Letter;
import org.blockwatch.consumer.channel.tcp.ServerAddress;
import org.blockwatch.consumer.channel.tcp.TcpConversations;
import org.blockwatch.event.PageOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pages to a terminal that others wrote: Net::SNPP::Server, in Debian's libnet-snpp-perl. */
@Tag("needs-installation")
@Timeout(120)
class SnppTerminalTest {

    private static final String PAGER = "5551234567";

    private Process terminal;
    private BufferedReader pages;
    private int port;

    @AfterEach
    void stop() {
        terminal.destroyForcibly();
    }

    @Test
    void shouldPageInASingleLineAtLevel1() throws Exception {
        start("level-1");

        assertThat(send(1, Letter.to(PAGER).text("Found: weak.\nDo: examine."))).isEqualTo(new Delivery.Accepted(null));

        assertThat(pages.readLine())
                .isEqualTo(PAGER + " 0 HIGH 4 West bed 12, 4h00 after block: a deficit persists. Examine now."
                        + " / Found: weak. / Do: examine.");
    }

    /** The terminal knows neither LEVE nor CALL: what it may know must not fail the page. */
    @Test
    void shouldPageInSeveralLinesAndAskForSoundAtLevel2() throws Exception {
        start("level-2");

        assertThat(send(2, Letter.to(PAGER).attempt(2).text(".dot first\nDo: examine.")))
                .isEqualTo(new Delivery.Accepted(null));

        assertThat(pages.readLine())
                .isEqualTo(PAGER + " 1 (repeat) HIGH 4 West bed 12, 4h00 after block: a deficit persists. Examine now."
                        + "|.dot first|Do: examine.");
    }

    @Test
    void shouldSayThatATerminalOfLevel1DoesNotTakeLevel2() throws Exception {
        start("level-1");

        assertThat(send(2, Letter.to(PAGER))).isInstanceOfSatisfying(Delivery.Undeliverable.class, refused -> {
            assertThat(refused.outcome()).isEqualTo(PageOutcome.REJECTED);
            assertThat(refused.detail()).contains("500").contains("snpp.level");
        });
    }

    @Test
    void shouldNotTryAgainWhereNobodyHasThisPager() throws Exception {
        start("level-1");

        Delivery delivery = send(1, Letter.to("4711"));

        assertThat(delivery).isEqualTo(new Delivery.Undeliverable(PageOutcome.REJECTED, "PAGE: 550"));
    }

    private void start(String level) throws IOException {
        terminal = new ProcessBuilder(
                        "perl",
                        Path.of("src", "test", "resources", "snpp-terminal.pl").toString(),
                        level)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        pages = new BufferedReader(new InputStreamReader(terminal.getInputStream(), StandardCharsets.UTF_8));
        port = Integer.parseInt(pages.readLine());
    }

    private Delivery send(int level, Letter letter) throws Exception {
        ServerAddress server = new ServerAddress("localhost", port, Duration.ofSeconds(5));
        SnppTerminal settings = new SnppTerminal(level, null, "Blockwatch", null, 240);
        try (SnppChannel channel =
                new SnppChannel(settings, new TcpConversations("snpp", server, Duration.ofSeconds(10)))) {
            return channel.send(letter.page());
        }
    }
}
