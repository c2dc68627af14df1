package org.blockwatch.gateway.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.blockwatch.gateway.map.SourceMap;
import org.blockwatch.gateway.map.SourceMapFile;
import org.junit.jupiter.api.Test;

/**
 * Keeps docs/hospital-samples.md what the example map makes of published messages that nobody here wrote, where they are at hand. When it
 * is stale, write it again with {@code -Dtest=SamplesPageTest -Dsamples.write=true}.
 */
class SamplesPageTest {

    private static final Path SAMPLES = Path.of(System.getProperty("blockwatch.realdata", "../../shared/realdata"));
    private static final Path PAGE = Path.of("../docs/hospital-samples.md");
    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

    @Test
    void shouldSayWhatEveryPublishedSampleBecomes() throws IOException {
        assumeTrue(Files.isDirectory(SAMPLES), "the samples are not here");
        String page = page();
        if (Boolean.getBoolean("samples.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    private static String page() throws IOException {
        StringBuilder page = new StringBuilder("""
            # Published samples, and what they become

            For the integration engineer who wants to see the gateway judge messages that nobody here wrote.
            `SamplesPageTest` writes this page with the example map. An HL7 v2 message arrives when its own
            header says that it was written, a FHIR resource when what it says was so; sent today, most are
            refused as too old. The samples are Microsoft's FHIR-Converter data (MIT) and HL7's FHIR R4 examples
            (CC0). They are not part of Blockwatch.

            | sample | becomes | cannot be used |
            |---|---|---|
            """);
        SourceMap map = SourceMapFile.parse("example", SourceMapFile.shipped("assessments-example"), true);
        for (String folder : List.of("microsoft-fhir-converter-hl7v2", "fhir-r4-examples")) {
            try (Stream<Path> files = Files.list(SAMPLES.resolve(folder))) {
                for (Path file : new TreeSet<>(files.toList())) {
                    if (!file.getFileName().toString().startsWith("LICENSE")) {
                        page.append(row(file, map));
                    }
                }
            }
        }
        return page.toString();
    }

    private static String row(Path file, SourceMap map) throws IOException {
        List<String> lines = new MapCheck(map).check(Files.readAllBytes(file), NOW);
        String become = join(lines.stream()
                .filter(line -> line.strip().startsWith("→"))
                .map(line -> line.strip()
                        .substring(2)
                        .replaceAll("^(\\w+) .*?(\"kind\":\"(\\w+)\".*|\\}$)", "$1 $3")
                        .strip()));
        String not = join(lines.stream()
                .filter(line -> line.strip().startsWith("✗"))
                .map(line -> line.strip().substring(2)));
        assertThat(lines).as("%s is not silently gone", file).isNotEmpty();
        return "| `%s` | %s | %s |\n"
                .formatted(file.getFileName(), become.isEmpty() ? "nothing for us" : become, not.isEmpty() ? "–" : not);
    }

    private static String join(Stream<String> lines) {
        return String.join("; ", lines.distinct().toList()).replace("|", "\\|");
    }
}
