package org.blockwatch.embedded;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class a Kafka broker of its own, with no topic on it yet, and the schema registry that all test classes
 * of this JVM share. Both come as a parameter of type {@link Platform} (constructor, set-up or test method). The tests
 * of one class share the broker: they keep apart by patient.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(PlatformExtension.class)
public @interface WithPlatform {}
