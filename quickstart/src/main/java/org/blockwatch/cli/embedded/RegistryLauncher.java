package org.blockwatch.cli.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.util.jar.JarFile;

/**
 * The main class of the registry's process: starts the registry's own main class, and ends the process as soon as its
 * standard input ends. The parent holds the other end of that pipe, so the registry never outlives it, not even a
 * {@code kill -9}. Runs on the registry's class path and therefore uses nothing but the JDK.
 */
final class RegistryLauncher {

    private RegistryLauncher() {}

    public static void main(String[] args) throws Exception {
        var watch = new Thread(RegistryLauncher::endWithParent, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        try (var jar = new JarFile(args[0])) {
            var main = jar.getManifest().getMainAttributes().getValue("Main-Class");
            Class.forName(main).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        }
    }

    private static void endWithParent() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // A broken pipe says the same as its end.
        }
        Runtime.getRuntime().halt(0);
    }
}
