package org.blockwatch.cli.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.cli.embedded.WithPlatform;
import org.blockwatch.schemas.TopicMismatchException;
import org.blockwatch.schemas.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@WithPlatform
class TopicsTest {
    private final Admin admin;

    TopicsTest(Platform platform) {
        admin = Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()));
    }

    @AfterEach
    void leaveNoTopic() {
        try (admin) {
            await().atMost(Duration.ofSeconds(90)).until(() -> {
                var left = admin.listTopics().names().get();
                admin.deleteTopics(left); // a broker may list what is deleted already: asked again until it lists none
                return left.isEmpty();
            });
        }
    }

    @Test
    void shouldCreateEveryTopicAsTheContractHasIt() throws Exception {
        Topics.create(admin, 3, 1);

        var described = await().atMost(
                        Duration.ofSeconds(10)) // the controller knows it at once, the broker a little later
                .ignoreExceptionsInstanceOf(ExecutionException.class)
                .until(() -> admin.describeTopics(names()).allTopicNames().get(), topics -> true);
        assertThat(described).hasSize(Topics.values().length);
        assertThat(described.values())
                .allSatisfy(topic -> assertThat(topic.partitions()).hasSize(3));
        assertThat(config(Topics.BLOCKS))
                .containsEntry("message.timestamp.type", "LogAppendTime")
                .containsEntry("retention.ms", "604800000")
                .containsEntry("cleanup.policy", "delete");
        assertThat(config(Topics.RECOVERY)).containsEntry("cleanup.policy", "compact");
    }

    @Test
    void shouldBearTwoProcessesThatStartAtOnce() {
        List<CompletableFuture<Void>> starts = Stream.generate(
                        () -> CompletableFuture.runAsync(() -> Topics.create(admin, 3, 1)))
                .limit(4)
                .toList();

        assertThat(starts).allSatisfy(start -> assertThat(start).succeedsWithin(Duration.ofSeconds(90)));
    }

    @Test
    void shouldLeaveAnOperatorsTopicAloneIfItKeepsThePromises() throws Exception {
        create("blockwatch.blocks", 2, Map.of("message.timestamp.type", "LogAppendTime", "retention.ms", "1000"));
        create("blockwatch.dead-letters", 7, Map.of("message.timestamp.type", "LogAppendTime"));

        Topics.create(admin, 2, 1);

        assertThat(config(Topics.BLOCKS)).containsEntry("retention.ms", "1000");
    }

    @Test
    void shouldNameEveryTopicThatBreaksAPromiseAndCreateNothing() throws Exception {
        create("blockwatch.blocks", 5, Map.of("message.timestamp.type", "LogAppendTime"));
        create("blockwatch.recovery", 2, Map.of("message.timestamp.type", "CreateTime"));

        assertThatThrownBy(() -> Topics.create(admin, 2, 1))
                .isInstanceOf(TopicMismatchException.class)
                .hasMessageContaining("blockwatch.blocks has 5 partitions, the setting is 2")
                .hasMessageContaining("Set partitions=5")
                .hasMessageContaining("blockwatch.recovery has message.timestamp.type=CreateTime")
                .hasMessageContaining("blockwatch.recovery has cleanup.policy=delete, the contract needs compact")
                .hasMessageContaining(
                        "kafka-configs.sh --alter --topic blockwatch.recovery --add-config cleanup.policy=compact");
        assertThat(admin.listTopics().names().get()).containsOnly("blockwatch.blocks", "blockwatch.recovery");
    }

    private void create(String name, int partitions, Map<String, String> configs) throws Exception {
        admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(configs)))
                .all()
                .get();
        await().atMost(Duration.ofSeconds(60)) // the controller knows it at once, the broker a little later
                .until(() -> admin.listTopics().names().get().contains(name));
    }

    private Map<String, String> config(Topics topic) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
        return admin.describeConfigs(List.of(resource)).all().get().get(resource).entries().stream()
                .filter(entry -> entry.value() != null)
                .collect(Collectors.toMap(entry -> entry.name(), entry -> entry.value()));
    }

    private static List<String> names() {
        return Arrays.stream(Topics.values()).map(Topics::topicName).toList();
    }
}
