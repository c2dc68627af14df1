package org.blockwatch.cli.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.blockwatch.gateway.check.MapCheck;
import org.blockwatch.gateway.map.SourceMapFile;
import org.blockwatch.service.clock.EngineClock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a map makes of messages. */
@Command(
        name = "map",
        sortOptions = false,
        description = {
            "Check a map of the gateway: that it can be read, and with samples what each of their segments becomes.",
            "Nothing is sent. A sample arrives when its own header says that it was written."
        },
        footer = {
            "",
            "  blockwatch map --check monitors.yaml",
            "  blockwatch map --check monitors.yaml captured/*.hl7",
            "  blockwatch map --example > monitors.yaml                          # to begin with"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:all was understood",
            "1:the map or a sample cannot be read",
            "3:some of it was not understood; it is named in the output"
        },
        mixinStandardHelpOptions = true)
final class MapCommand implements Callable<Integer> {

    private static final int NOT_UNDERSTOOD = 3;

    @Option(names = "--check", paramLabel = "MAP", description = "The map, a YAML file; it may be unsigned here.")
    private Path map;

    @Option(names = "--example", description = "Print the example map instead.")
    private boolean example;

    @Parameters(paramLabel = "SAMPLES", arity = "0..*", description = "Files of HL7 v2 messages.")
    private List<Path> samples = List.of();

    @Override
    public Integer call() {
        var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        if (example || map == null) {
            out.print(SourceMapFile.shipped("assessments-example"));
            out.flush();
            return ExitStatus.OK;
        }
        var read = SourceMapFile.read(map, true);
        var check = new MapCheck(read);
        out.println("The map " + read.id() + " can be used.");
        for (var sample : samples) {
            out.println();
            out.println(sample.getFileName() + ":");
            check.check(bytes(sample), EngineClock.system().now()).forEach(out::println);
        }
        check.unknown().forEach((code, times) -> out.println("? " + code + " is not in the map (" + times + " times)"));
        out.flush();
        return check.problems() == 0 && check.unknown().isEmpty() ? ExitStatus.OK : NOT_UNDERSTOOD;
    }

    private static byte[] bytes(Path sample) {
        try {
            return Files.readAllBytes(sample);
        } catch (IOException e) {
            throw new IllegalStateException("The sample " + sample + " cannot be read. Correct the path.", e);
        }
    }
}
