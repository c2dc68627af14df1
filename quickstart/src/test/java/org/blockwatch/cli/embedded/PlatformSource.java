package org.blockwatch.cli.embedded;

/** Where the test classes of a run get what they stand on. */
interface PlatformSource extends AutoCloseable {

    /** A broker with no topic on it, for one class, and the registry of the whole run. Closing it ends the broker alone. */
    Platform forOneClass();

    /** Ends what all classes shared. */
    @Override
    void close();

    /** The source that {@code -Dblockwatch.platform} asks for: {@code embedded}, which is the default, or {@code containers}. */
    static PlatformSource chosen() {
        var wanted = System.getProperty("blockwatch.platform", "embedded");
        return switch (wanted) {
            case "embedded" -> new EmbeddedSource();
            case "containers" -> ContainerSource.start();
            default ->
                throw new IllegalArgumentException(
                        "blockwatch.platform is %s: give embedded or containers".formatted(wanted));
        };
    }

    /** A broker for one class; the registry belongs to the whole run. */
    record Shared(String bootstrapServers, String registryUrl, Runnable end) implements Platform {
        @Override
        public void close() {
            end.run();
        }
    }
}
