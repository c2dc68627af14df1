package org.blockwatch.cli.embedded;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts what {@link WithPlatform} promises, embedded or in containers. The topics have fixed names, so test classes are
 * kept apart by a broker each; the registry is the same content for all and is started once.
 */
final class PlatformExtension implements BeforeAllCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(PlatformExtension.class);

    @Override
    public void beforeAll(ExtensionContext testClass) {
        var source = testClass
                .getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(PlatformSource.class, key -> announced(), PlatformSource.class);
        testClass.getStore(NAMESPACE).computeIfAbsent(Platform.class, key -> source.forOneClass(), Platform.class);
    }

    private static PlatformSource announced() {
        var source = PlatformSource.chosen();
        System.out.println("Brokers and registry of the tests: " + source);
        return source;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Platform.class;
    }

    @Override
    public Platform resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(NAMESPACE).get(Platform.class, Platform.class);
    }
}
