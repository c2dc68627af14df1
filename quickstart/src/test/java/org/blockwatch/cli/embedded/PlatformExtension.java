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

    /** Lives as long as the JVM: Surefire hands a fork one class after the other, each as a run with a root of its own. */
    private static final class OfThisJvm {
        static final PlatformSource SOURCE = announced();

        private static PlatformSource announced() {
            var source = PlatformSource.chosen();
            System.out.println("Brokers and registry of the tests: " + source);
            Runtime.getRuntime().addShutdownHook(new Thread(source::close, "end of the platform"));
            return source;
        }
    }

    @Override
    public void beforeAll(ExtensionContext testClass) {
        testClass
                .getStore(NAMESPACE)
                .computeIfAbsent(Platform.class, key -> OfThisJvm.SOURCE.forOneClass(), Platform.class);
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
