package org.blockwatch.cli.access;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.ResourceType;

/** Writes grants down: for people as a table, for operators as commands of Kafka's own tool. */
public final class AccessText {

    private AccessText() {}

    /** What is the same for several resources, and stands in one row. */
    private record Row(
            Role role, AclPermissionType permission, ResourceType type, List<AclOperation> operations, String why) {
        static Row of(Grant grant) {
            return new Row(grant.role(), grant.permission(), grant.type(), grant.operations(), grant.why());
        }
    }

    /** Returns a table in Markdown. */
    public static String table(List<Grant> grants) {
        Map<Row, List<Grant>> rows = new LinkedHashMap<>();
        grants.forEach(grant ->
                rows.computeIfAbsent(Row.of(grant), row -> new ArrayList<>()).add(grant));
        return rows.entrySet().stream()
                .map(row -> text(row.getKey(), row.getValue()))
                .collect(joining("\n", "| role | what | which | may | for |\n|---|---|---|---|---|\n", "\n"));
    }

    /** Returns the command for a grant, without {@code --bootstrap-server}, which goes in its place. */
    public static String command(Grant grant, String principal, String connection) {
        String verb = grant.permission() == AclPermissionType.DENY ? "--deny-principal" : "--allow-principal";
        String prefixed = grant.prefixed() ? " --resource-pattern-type prefixed" : "";
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

    private static String text(Row row, List<Grant> grants) {
        String names = grants.stream()
                .map(grant -> "`" + grant.name() + (grant.prefixed() ? "*" : "") + "`")
                .collect(joining(", "));
        String operations = row.operations().stream().map(AclOperation::name).collect(joining(", "));
        return "| `%s` | %s | %s | %s | %s |"
                .formatted(
                        row.role().id(),
                        row.type().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        names,
                        row.permission() == AclPermissionType.DENY ? "**not** " + operations : operations,
                        row.why());
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
