package org.blockwatch.service;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.blockwatch.service.settings.SettingsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A whole service in a process of its own, for {@link ServiceCommandTest}. What it does wrong is its last argument. */
final class ExampleService implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(ExampleService.class);

    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    public static void main(String[] args) {
        String fault = args[args.length - 1];
        String[] own = Arrays.copyOf(args, args.length - 1);
        System.exit(ServiceCommand.run(
                "canary",
                "Sings.",
                ExampleServiceSettings.class,
                (settings, clock) -> new ExampleService(fault),
                settings -> List.of("the cage is small"),
                own));
    }

    private ExampleService(String fault) {
        switch (fault) {
            case "fails" -> ended.completeExceptionally(new IllegalStateException("no air"));
            case "loses-a-thread" ->
                new Thread(() -> {
                            throw new IllegalStateException("lost in the mine");
                        })
                        .start();
            case "cannot-start" -> throw new SettingsException("canary.cage = x: is not a cage.");
            default -> LOG.info("Sings \"{}\"", fault);
        }
    }

    @Override
    public CompletionStage<Void> ended() {
        return ended;
    }

    @Override
    public void close() {
        LOG.info("Leaves");
        ended.complete(null);
    }
}
