package org.blockwatch.cli.embedded;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class a Kafka broker of its own, with no topic on it yet, and the schema registry that all test classes
 * of this JVM share. Both come as a parameter of type {@link Platform} (constructor, set-up or test method). The tests
 * of one class share the broker: they keep apart by patient.
 *
 * <p>{@code -Dblockwatch.platform} says where they run: {@code embedded}, which is the default, or {@code
 * containers}: the images that docker-compose.yml names. {@code -Dgroups=platform} runs these classes alone. CI runs all of them embedded, and in
 * containers all but those of tag {@code crash}, which take as long as the others together: they kill applications at
 * chosen instructions, not brokers.
 *
 * <p>Tests that stop and start a broker or a registry need the embedded one, which keeps its port, and start it
 * themselves wherever the rest runs: {@code PagingWithoutRegistryTest}, {@code RegistryOutageTest}, {@code
 * BrokerOutageTest}, {@code EmbeddedPlatformTest}, {@code AnswerTopicTest}, two tests of {@code PagerFaultsTest} and one
 * of {@code FailoverTest}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Tag("platform")
@ExtendWith(PlatformExtension.class)
public @interface WithPlatform {}
