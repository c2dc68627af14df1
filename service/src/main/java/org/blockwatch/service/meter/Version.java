package org.blockwatch.service.meter;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The versions that a question about a running Blockwatch needs first: its own, Kafka's and Java's. */
public final class Version implements IVersionProvider {

    private static final String UNKNOWN = "unknown";

    /** Blockwatch's version, as the build wrote it. */
    public static String blockwatch() {
        return property("/org/blockwatch/service/version.properties");
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "Blockwatch " + blockwatch(),
            "Kafka clients " + property("/kafka/kafka-version.properties"),
            "Java " + Runtime.version() + " (" + System.getProperty("java.vendor", UNKNOWN) + ")"
        };
    }

    private static String property(String resource) {
        try (InputStream in = Version.class.getResourceAsStream(resource)) {
            if (in == null) {
                return UNKNOWN;
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", UNKNOWN);
        } catch (IOException e) {
            return UNKNOWN;
        }
    }
}
