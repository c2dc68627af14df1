package org.blockwatch.consumer;

import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.Optional;
import org.blockwatch.service.settings.Checked;
import org.eclipse.microprofile.config.spi.Converter;

/** The settings of the channel snpp (docs/channels.md). */
public interface SnppSettings {

    /** Returns the paging terminal. */
    @WithName("snpp.host")
    Optional<String> snppHost();

    /** Its port. */
    @WithName("snpp.port")
    @WithDefault("444")
    @WithConverter(Checked.Port.class)
    int snppPort();

    /**
     * Returns how much of the protocol it speaks: 1 (every terminal) or 2 (several lines, urgency, login, caller id).
     */
    @WithName("snpp.level")
    @WithDefault("1")
    @WithConverter(Level.class)
    int snppLevel();

    /** Whom to log in as, level 2: a name. */
    @WithName("snpp.login")
    Optional<String> snppLogin();

    /** Returns the password that goes with it. It travels in clear: the protocol has no encryption. */
    @WithName("snpp.password")
    Optional<String> snppPassword();

    /** Returns what the terminal may show as the caller, level 2. */
    @WithName("snpp.caller")
    Optional<String> snppCaller();

    /** Returns the pager of pages without an address: all, where there is no roster. */
    @WithName("snpp.pager")
    Optional<String> snppPager();

    /** Returns the most characters that a pager shows; a longer page is cut, and says so. */
    @WithName("snpp.longest")
    @WithDefault("160")
    @WithConverter(Longest.class)
    int snppLongest();

    /** Returns how long the terminal may take to let us in. */
    @WithName("snpp.connect.timeout")
    @WithDefault("PT2S")
    @WithConverter(Checked.Period.class)
    Duration snppConnectTimeout();

    /** Returns how long a page may take, all in all. */
    @WithName("snpp.timeout")
    @WithDefault("PT15S")
    @WithConverter(Checked.Period.class)
    Duration snppTimeout();

    /** A level of the protocol. */
    final class Level implements Converter<Integer> {
        @Override
        public Integer convert(String value) {
            return switch (value.strip()) {
                case "1" -> 1;
                case "2" -> 2;
                default -> throw new IllegalArgumentException("is no level that Blockwatch speaks: give 1 or 2");
            };
        }
    }

    /** A length that leaves room for something to say. */
    final class Longest implements Converter<Integer> {
        @Override
        public Integer convert(String value) {
            String text = value.strip();
            if (text.matches("\\d{2,5}") && Integer.parseInt(text) >= 40) {
                return Integer.parseInt(text);
            }
            throw new IllegalArgumentException("is no length of a page: give a number from 40 to 99999");
        }
    }
}
