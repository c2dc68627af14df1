package org.blockwatch.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.blockwatch.schemas.PlainJson;
import org.blockwatch.schemas.StatementLine;
import org.blockwatch.schemas.json.PlainJsonException;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The statements of a file, as they arrive.
 *
 * @param lines in order; an arrival that runs backwards counts as the latest seen
 * @param whole whether every line could be read
 */
record ChartedFile(List<StatementLine> lines, boolean whole) {

    /** Reads a file, or stdin; a line that cannot be read is told on stderr with its number. */
    static ChartedFile read(String file, CommandSpec command) throws IOException {
        PrintWriter err = command.commandLine().getErr();
        var lines = new ArrayList<StatementLine>();
        var whole = true;
        var order = new ArrivalOrder();
        try (var reader = InputLines.open(file, command)) {
            var number = 0;
            for (var text = reader.readLine(); text != null; text = reader.readLine()) {
                number++;
                if (text.isBlank()) {
                    continue;
                }
                try {
                    var line = PlainJson.readLine(text);
                    lines.add(new StatementLine(line.statement(), order.next(number, line.receivedAt())));
                } catch (PlainJsonException e) {
                    err.printf("line %s: %s%n", number, e.getMessage());
                    whole = false;
                }
            }
        }
        order.tell(err);
        return new ChartedFile(List.copyOf(lines), whole);
    }
}
