package org.blockwatch.consumer.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.blockwatch.consumer.roster.Rosters.at;
import static org.blockwatch.consumer.roster.Rosters.call;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.blockwatch.event.Priority;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.settings.SettingsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RosterWatchTest {

    private static final Instant NOON = at("2026-11-23T12:00:00+01:00");
    private static final String ADA = text("[ada]", 1);

    @TempDir
    private Path directory;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private Path file;
    private RosterWatch watch;

    @BeforeEach
    void watchAda() throws IOException {
        file = Files.writeString(directory.resolve("roster.yaml"), ADA);
        watch = new RosterWatch(file, EngineClock.virtual(NOON), () -> Set.of("webhook", "smtp"), metrics);
    }

    @AfterEach
    void close() {
        watch.close();
    }

    @Test
    void shouldPutInForceWhatTheFileSays() throws IOException {
        assertThat(paged()).containsExactly("ada");

        Files.writeString(file, text("[bob]", 2));
        lookTwice();

        assertThat(paged()).containsExactly("bob");
        assertThat(watch.version()).isEqualTo("test/2");
    }

    /** As a config map is mounted: the file is a link through a link, and only that one changes. */
    @Test
    void shouldSeeThatALinkLeadsElsewhere() throws IOException {
        Files.createDirectories(directory.resolve("v1"));
        Files.createDirectories(directory.resolve("v2"));
        Files.writeString(directory.resolve("v1/roster.yaml"), ADA);
        Files.writeString(directory.resolve("v2/roster.yaml"), text("[bob]", 2));
        Path data = Files.createSymbolicLink(directory.resolve("..data"), Path.of("v1"));
        Path mounted = Files.createSymbolicLink(directory.resolve("mounted.yaml"), Path.of("..data/roster.yaml"));
        try (var mount = new RosterWatch(
                mounted, EngineClock.virtual(NOON), () -> Set.of("webhook", "smtp"), new SimpleMeterRegistry())) {
            Files.delete(data);
            Files.createSymbolicLink(data, Path.of("v2"));
            mount.look();
            mount.look();

            assertThat(mount.version()).isEqualTo("test/2");
        }
    }

    @Test
    void shouldStayWithTheRosterInForceWhileTheFileIsBrokenOrGone() throws IOException {
        Files.writeString(file, ADA.replace("shifts", "shift"));
        lookTwice();

        assertThat(paged()).containsExactly("ada");
        assertThat(watch.problem()).get().asString().contains("roles.nurse[1] has no \"shift\"");
        assertThat(gauge("blockwatch.roster.stale")).isOne();

        Files.delete(file);
        lookTwice();

        assertThat(paged()).containsExactly("ada");
        assertThat(watch.problem()).get().asString().contains("does not exist");

        Files.writeString(file, ADA);
        lookTwice();

        assertThat(watch.problem()).isEmpty();
        assertThat(gauge("blockwatch.roster.stale")).isZero();
    }

    @Test
    void shouldTakeAChangeUnderTheSameVersion() throws IOException {
        Files.writeString(file, text("[bob]", 1));
        lookTwice();

        assertThat(paged()).containsExactly("bob");
    }

    @Test
    void shouldCountTheGapsOfTheRolesItNamesAndOfThoseThatWereAskedFor() throws IOException {
        lookTwice();
        assertThat(gauge("blockwatch.roster.gaps")).isZero();

        watch.recipients(call(Priority.HIGH, NOON, "nurse", "neurosurgeon"));
        lookTwice();
        assertThat(gauge("blockwatch.roster.gaps")).isOne();

        Files.writeString(file, text("[ada], from: \"06:00\", to: \"05:00\"", 2));
        lookTwice();
        assertThat(gauge("blockwatch.roster.gaps")).isEqualTo(1 + 7);
    }

    @Test
    void shouldNotStartWithoutASoundRoster() {
        assertThatThrownBy(() -> new RosterWatch(directory.resolve("none"), EngineClock.system(), Set::of, metrics))
                .isInstanceOf(SettingsException.class);
    }

    /** As long as it is copied, a file is another one at each look. */
    @Test
    void shouldTakeAFileOnlyOnceItHasBeenReadTwice() throws IOException {
        Files.writeString(file, text("[bob]", 2));
        watch.look();
        assertThat(paged()).containsExactly("ada");

        Files.writeString(file, text("[ada, bob]", 3));
        watch.look();
        assertThat(paged()).containsExactly("ada");

        watch.look();
        assertThat(paged()).containsExactly("ada", "bob");
    }

    @Test
    void shouldTellOfARoleThatHasVanished() throws IOException {
        assertThat(gauge("blockwatch.roster.roles.vanished")).isZero();

        Files.writeString(file, text("[bob]", 2).replace("nurse:", "nurses:"));
        lookTwice();
        assertThat(gauge("blockwatch.roster.roles.vanished")).isOne();

        Files.writeString(file, text("[bob]", 3));
        lookTwice();
        assertThat(gauge("blockwatch.roster.roles.vanished"))
                .as("nurses, which the second one had")
                .isOne();
    }

    private void lookTwice() {
        watch.look();
        watch.look();
    }

    private static String text(String people, int version) {
        return Rosters.text("Europe/Zurich", "nurse: [{shifts: [{people: %s}]}]".formatted(people))
                .replace("version: 1", "version: " + version);
    }

    private List<String> paged() {
        return watch.recipients(call(Priority.HIGH, NOON, "nurse")).stream()
                .map(Recipient::id)
                .toList();
    }

    private double gauge(String name) {
        return metrics.get(name).gauge().value();
    }
}
