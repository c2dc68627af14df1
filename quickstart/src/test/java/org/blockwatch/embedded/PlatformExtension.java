package org.blockwatch.embedded;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts what {@link WithPlatform} promises. The topics have fixed names, so test classes are kept
 * apart by a broker each (it starts in a second); the registry is the same content for all and is started once.
 */
final class PlatformExtension implements BeforeAllCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(PlatformExtension.class);

    @Override
    public void beforeAll(ExtensionContext testClass) {
        var registry = testClass
                .getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(EmbeddedRegistry.class, key -> EmbeddedRegistry.start(), EmbeddedRegistry.class);
        testClass
                .getStore(NAMESPACE)
                .computeIfAbsent(Platform.class, key -> new Shared(EmbeddedBroker.start(), registry), Platform.class);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Platform.class;
    }

    @Override
    public Platform resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(NAMESPACE).get(Platform.class, Platform.class);
    }

    /** A broker for one class; the registry belongs to the whole run. Closed by JUnit with the class's store. */
    private record Shared(EmbeddedBroker broker, EmbeddedRegistry registry) implements Platform {

        @Override
        public String bootstrapServers() {
            return broker.bootstrapServers();
        }

        @Override
        public String registryUrl() {
            return registry.url();
        }

        @Override
        public void close() {
            broker.close();
        }
    }
}
