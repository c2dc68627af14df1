package org.blockwatch.cli.command;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.blockwatch.clinical.Protocol;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.streams.site.ProtocolFile;
import org.blockwatch.streams.site.SitePractice;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A protocol that an argument chooses: the name of one that comes with the application, or a file. */
record ProtocolChoice(Protocol protocol) {

    static ProtocolChoice of(String nameOrFile, CommandSpec command) {
        var shipped = ProtocolFile.shipped();
        if (shipped.knows(nameOrFile)) {
            return new ProtocolChoice(shipped.named(nameOrFile));
        }
        if (!Files.exists(Path.of(nameOrFile))) {
            throw new ParameterException(
                    command.commandLine(),
                    "%s is neither a file nor one of the protocols %s".formatted(nameOrFile, shipped.versions()));
        }
        try {
            return new ProtocolChoice(ProtocolFile.read(Path.of(nameOrFile)));
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new ParameterException(command.commandLine(), e.getMessage());
        }
    }

    /** Returns a site that judges by this protocol and no other. */
    SitePractice alone() {
        return new SitePractice(new Protocols(protocol), SitePractice.shipped().policy());
    }
}
