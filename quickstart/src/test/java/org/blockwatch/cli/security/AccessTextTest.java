package org.blockwatch.cli.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.SecurityUtils;
import org.blockwatch.cli.access.Access;
import org.blockwatch.cli.access.AccessText;
import org.blockwatch.cli.access.Role;
import org.junit.jupiter.api.Test;

class AccessTextTest {

    @Test
    void shouldStandInTheDocsAsItIs() throws IOException {
        assertThat(Files.readString(Path.of("../docs/security.md")))
                .as("the table of docs/security.md; ./blockwatch acls prints it")
                .contains(AccessText.table(Access.grants(Access.Names.DEFAULT)));
    }

    @Test
    void shouldSpellOperationsAsKafkasOwnToolReadsThem() {
        var operation = Pattern.compile("--operation (\\S+)");
        for (var grant : Access.grants(Access.Names.DEFAULT)) {
            var command = AccessText.command(grant, "User:somebody", "--bootstrap-server kafka:9093");
            assertThat(operation
                            .matcher(command)
                            .results()
                            .map(found -> SecurityUtils.operation(found.group(1)))
                            .toList())
                    .isEqualTo(grant.operations());
        }
    }

    @Test
    void shouldWriteCommandsOut() {
        var changelogs = Access.grants(new Access.Names("ward", "pager", "pager-", "home", true)).stream()
                .filter(grant ->
                        grant.role() == Role.STREAMS_APP && grant.name().equals("ward-"))
                .findFirst()
                .orElseThrow();
        assertThat(AccessText.command(changelogs, "User:streams-app", "--bootstrap-server kafka:9093"))
                .isEqualTo("kafka-acls.sh --bootstrap-server kafka:9093 --add --force --allow-principal"
                        + " 'User:streams-app' --topic 'ward-' --resource-pattern-type prefixed --operation Create"
                        + " --operation Describe --operation DescribeConfigs --operation Read --operation Write");
    }

    @Test
    void shouldWriteNoStatementsWithoutSyntheticPatients() {
        assertThat(Access.grants(new Access.Names("b", "g", "g-", "h", false)))
                .noneMatch(grant ->
                        grant.role() == Role.ALERT_CONSUMER && grant.name().equals("blockwatch.blocks"));
    }
}
