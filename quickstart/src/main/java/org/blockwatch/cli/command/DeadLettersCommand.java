package org.blockwatch.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What was refused, and what to do with it. */
@Command(
        name = "dead-letters",
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "List, show and send again what a running system has set aside because it could not be used.",
            "docs/dead-letters.md has every reason, what causes it in which client, and what to do."
        },
        footer = {
            "",
            "  blockwatch dead-letters list --since 2026-03-01T00:00:00Z",
            "  blockwatch dead-letters show 2-1507",
            "  blockwatch dead-letters resend --reason WRONG_PARTITION --dry-run",
            "  blockwatch dead-letters resend --reason FUTURE_DATED            # those whose time has come; again every hour"
        },
        mixinStandardHelpOptions = true,
        subcommands = {ListLettersCommand.class, ShowLettersCommand.class, ResendLettersCommand.class})
final class DeadLettersCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
