package org.blockwatch.bench.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Only what its makers call finished, also what a library brings. Maven's own rules know ranges of versions, and no words in them. */
class StableVersionsTest {

    private static final Pattern UNFINISHED = Pattern.compile(
            "(?i)[-.](alpha|beta|rc|cr|m|pre|preview|ea|snapshot|milestone|incubating)[-.]?\\d*(?=[-.<]|$)");

    private static final Pattern VERSION = Pattern.compile("<([\\w.-]+)\\.version>([^<]+)</");

    @Test
    void shouldRunWithReleasesOnly() {
        List<String> libraries = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(path -> Path.of(path).getFileName().toString())
                .filter(name -> name.endsWith(".jar"))
                .toList();

        assertThat(libraries)
                .as("what the modules run with and are tested with")
                .anyMatch(name -> name.startsWith("kafka-clients-"))
                .noneMatch(name -> isUnfinished(name.replaceAll("\\.jar$", "")));
    }

    @Test
    void shouldNameReleasesOnly() throws IOException {
        List<String> versions = VERSION.matcher(Files.readString(Path.of("../../pom.xml")))
                .results()
                .map(version -> version.group(1) + "-" + version.group(2))
                .toList();

        assertThat(versions)
                .as("versions in the parent pom")
                .anyMatch(version -> version.startsWith("kafka-"))
                .noneMatch(StableVersionsTest::isUnfinished);
    }

    @ParameterizedTest
    @CsvSource({
        "avro-1.12.2,                           false",
        "apicurio-2.6.13.Final,                 false",
        "jakarta.annotation-api-3.0.0,          false",
        "rocksdbjni-10.1.3,                     false",
        "flink-connector-kafka-5.0.0-2.2,       false",
        "guava-33.5.0-jre,                      false",
        "m-1.0,                                 false",
        "microprofile-config-api-3.1.1-RC1,     true",
        "junit-jupiter-6.1.0-M2,                true",
        "quarkus-3.0.0.CR1,                     true",
        "logback-classic-1.6.0-alpha.3,         true",
        "slf4j-api-2.1.0-alpha1,                true",
        "hibernate-validator-9.0.0.Beta2,       true",
        "kafka-clients-4.4.0-SNAPSHOT,          true",
        "netty-4.2.0.RC4-linux-x86_64,          true"
    })
    void shouldTellAReleaseFromWhatIsNone(String version, boolean unfinished) {
        assertThat(isUnfinished(version)).isEqualTo(unfinished);
    }

    private static boolean isUnfinished(String name) {
        int digits = 0;
        while (digits < name.length() && !name.substring(digits).matches("[-.]\\d.*")) {
            digits++;
        }
        return UNFINISHED.matcher(name.substring(digits)).find();
    }
}
