package org.blockwatch.access;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;

/** Writes grants down: for people as a table, for operators as commands of Kafka's own tool. */
public final class AccessText {

    private AccessText() {}

    /** A table in Markdown. */
    public static String table(List<Grant> grants) {
        return grants.stream()
                .map(AccessText::row)
                .collect(joining("", "| role | resource | may | for |\n|---|---|---|---|\n", ""));
    }

    /** The command for a grant, without {@code --bootstrap-server}, which goes in its place. */
    public static String command(Grant grant, String principal, String connection) {
        String verb = grant.permission() == AclPermissionType.DENY ? "--deny-principal" : "--allow-principal";
        String prefixed = grant.pattern() == PatternType.PREFIXED ? " --resource-pattern-type prefixed" : "";
        return "kafka-acls.sh %s --add --force %s '%s' %s '%s'%s%s"
                .formatted(
                        connection,
                        verb,
                        principal,
                        option(grant.type()),
                        grant.name(),
                        prefixed,
                        grant.operations().stream()
                                .map(operation -> " --operation " + word(operation))
                                .collect(joining()));
    }

    private static String row(Grant grant) {
        String operations = grant.operations().stream().map(AclOperation::name).collect(joining(", "));
        return "| `%s` | %s `%s%s` | %s | %s |%n"
                .formatted(
                        grant.role().id(),
                        grant.type().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        grant.name(),
                        grant.pattern() == PatternType.PREFIXED ? "*" : "",
                        grant.permission() == AclPermissionType.DENY ? "**not** " + operations : operations,
                        grant.why());
    }

    private static String option(ResourceType type) {
        return type == ResourceType.TRANSACTIONAL_ID
                ? "--transactional-id"
                : "--" + type.name().toLowerCase(Locale.ROOT);
    }

    /** As the tool spells it: {@code DescribeConfigs}. */
    private static String word(AclOperation operation) {
        return List.of(operation.name().toLowerCase(Locale.ROOT).split("_")).stream()
                .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
                .collect(joining());
    }
}
