package org.blockwatch.bench.rig;

import java.io.OutputStream;
import java.nio.file.Path;
import org.blockwatch.cli.embedded.EmbeddedPlatform;

/** The main of the brokers' own JVM: prints the broker's address, then the registry's, and stops when stdin ends. */
public final class BrokerProcess {
    private BrokerProcess() {}

    /** @param args a folder for the logs */
    public static void main(String... args) throws Exception {
        try (EmbeddedPlatform platform = EmbeddedPlatform.start(0, 0, Path.of(args[0]))) {
            System.out.println(platform.bootstrapServers());
            System.out.println(platform.registryUrl());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
        System.exit(0);
    }
}
