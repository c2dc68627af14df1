package org.blockwatch.board;

import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import org.blockwatch.board.access.AccessSettings;
import org.blockwatch.service.settings.Checked;
import org.blockwatch.service.settings.ServiceSettings;
import org.eclipse.microprofile.config.spi.Converter;

/** The settings of ward-board. */
public interface WardBoardSettings extends ServiceSettings, AccessSettings {

    @Override
    @WithName("http.port")
    @WithDefault("7073")
    @WithConverter(Checked.Port.class)
    int httpPort();

    /** Most requests a second from one address: a ward's screens may all stand behind one. */
    @Override
    @WithName("http.rate.limit")
    @WithDefault("200")
    @WithConverter(Checked.Count.class)
    int httpRateLimit();

    /** Most connections at once from one address; each open screen is one. */
    @Override
    @WithName("http.connection.limit")
    @WithDefault("500")
    @WithConverter(Checked.Count.class)
    int httpConnectionLimit();

    /** Where alert-consumer takes answers, such as {@code https://alert-consumer:7072}; unset: nobody answers on the board. */
    @WithName("answers.url")
    @WithConverter(AccessSettings.Base.class)
    Optional<URI> answersUrl();

    /** What the board shows there: one of alert-consumer's {@code api.tokens}, without its name. */
    @WithName("answers.token")
    @WithConverter(Checked.Token.class)
    Optional<String> answersToken();

    /** How long an answer or an examination may take to be recorded before whoever gave it is told to try again. */
    @WithName("answers.within")
    @WithDefault("PT10S")
    @WithConverter(Checked.Period.class)
    Duration answersWithin();

    /** How much of the past is read at the start, of everything but what stands. */
    @WithName("look.back")
    @WithDefault("PT72H")
    @WithConverter(Checked.Period.class)
    Duration lookBack();

    /** In which time zone people are told the time; by default this machine's. */
    @WithName("time.zone")
    @WithConverter(Zone.class)
    Optional<ZoneId> timeZone();

    /** Which sites may show the board in a frame, as Content-Security-Policy has it: {@code 'none'}, or their addresses. */
    @WithName("frame.ancestors")
    @WithDefault("'none'")
    @WithConverter(Frames.class)
    String frameAncestors();

    /** A time zone. */
    final class Zone implements Converter<ZoneId> {
        @Override
        public ZoneId convert(String value) {
            try {
                return ZoneId.of(value.strip());
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("is no time zone: give one such as Europe/Berlin or UTC", e);
            }
        }
    }

    /** Sources of a policy's directive. */
    final class Frames implements Converter<String> {
        @Override
        public String convert(String value) {
            if (!value.strip().matches("'none'|'self'|https://[!-+\\--:<-~]+( https://[!-+\\--:<-~]+)*")) {
                throw new IllegalArgumentException("is none: give 'none', 'self', or addresses with https://");
            }
            return value.strip();
        }
    }
}
