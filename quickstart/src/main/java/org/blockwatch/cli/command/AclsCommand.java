package org.blockwatch.cli.command;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.blockwatch.cli.access.Access;
import org.blockwatch.cli.access.AccessText;
import org.blockwatch.cli.access.Grant;
import org.blockwatch.cli.access.Role;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows or makes the ACLs that every role needs. */
@Command(
        name = "acls",
        sortOptions = false,
        description = {
            "Show the least that each role needs on the Kafka cluster: as a table, as commands of kafka-acls.sh, or"
                    + " applied.",
            "To apply adds what is missing and takes nothing away; whoever applies needs ALTER on the cluster."
        },
        footer = {
            "",
            "  blockwatch acls                                                   # the table",
            "  blockwatch acls --commands > acls.sh                              # to read, keep and run",
            "  blockwatch acls --apply --bootstrap-server kafka:9093 --config admin.properties \\",
            "      --principal publisher=User:CN=bus.hospital.example"
        },
        mixinStandardHelpOptions = true)
final class AclsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--commands", description = "Print commands of kafka-acls.sh.")
    private boolean commands;

    @Option(names = "--apply", description = "Make the ACLs on the cluster.")
    private boolean apply;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            split = ",",
            description = "Only these: streams-app, alert-consumer, follow-up, gateway, publisher, responder, board,"
                    + " operations, resender.")
    private List<String> roles = List.of();

    @Option(
            names = "--principal",
            paramLabel = "ROLE=PRINCIPAL",
            description = "Whom Kafka knows in a role (default: User:<role>), such as publisher=User:CN=bus.")
    private Map<String, String> principals = Map.of();

    @Option(names = "--application-id", paramLabel = "ID", description = "application.id of streams-app.")
    private String applicationId = Access.Names.DEFAULT.applicationId();

    @Option(names = "--group-id", paramLabel = "ID", description = "group.id of alert-consumer.")
    private String groupId = Access.Names.DEFAULT.groupId();

    @Option(
            names = "--transactional-ids",
            paramLabel = "PREFIX",
            description = "What the transactional.ids of alert-consumer begin with (default: its group.id and '-').")
    private String transactionalIds;

    @Option(
            names = "--follow-up-group-id",
            paramLabel = "ID",
            description = "group.id of follow-up, with which its transactional.ids begin.")
    private String followUpGroup = Access.Names.DEFAULT.followUpGroup();

    @Option(names = "--no-canaries", description = "alert-consumer charts no synthetic patients (canary.every = off).")
    private boolean noCanaries;

    @Mixin
    private BusOptions bus;

    @Override
    public Integer call() throws InterruptedException {
        var grants = grants();
        if (apply) {
            return applied(grants);
        }
        var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        if (commands) {
            out.println("#!/bin/sh -e");
            grants.forEach(grant -> out.println(AccessText.command(
                    grant,
                    principal(grant.role()),
                    "--bootstrap-server \"$BOOTSTRAP_SERVER\" --command-config \"$COMMAND_CONFIG\"")));
        } else {
            out.print(AccessText.table(grants));
        }
        out.flush();
        return ExitStatus.OK;
    }

    private List<Grant> grants() {
        var wanted = roles.stream().map(this::role).toList();
        principals.keySet().forEach(this::role);
        var prefix = transactionalIds == null ? groupId + "-" : transactionalIds;
        return Access.grants(new Access.Names(applicationId, groupId, prefix, followUpGroup, !noCanaries)).stream()
                .filter(grant -> wanted.isEmpty() || wanted.contains(grant.role()))
                .toList();
    }

    private int applied(List<Grant> grants) throws InterruptedException {
        var bindings = grants.stream()
                .flatMap(grant -> grant.bindings(principal(grant.role())).stream())
                .toList();
        try (var admin = Admin.create(new HashMap<>(bus.client()))) {
            admin.createAcls(bindings).all().get();
        } catch (KafkaException | ExecutionException e) {
            spec.commandLine()
                    .getErr()
                    .println(e.getMessage() + System.lineSeparator() + "Nothing is sure to be made. Is "
                            + bus.bootstrapServer()
                            + " the broker, does --config say how to get in, and has that user ALTER on the cluster?");
            return ExitStatus.FAILED;
        }
        spec.commandLine().getErr().printf("%s ACLs are in force at %s.%n", bindings.size(), bus.bootstrapServer());
        return ExitStatus.OK;
    }

    private String principal(Role role) {
        return principals.getOrDefault(role.id(), "User:" + role.id());
    }

    private Role role(String id) {
        return Arrays.stream(Role.values())
                .filter(role -> role.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "There is no role " + id + ": give one of "
                                + Arrays.stream(Role.values()).map(Role::id).toList()));
    }
}
