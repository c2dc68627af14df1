package org.blockwatch.cli.report;

import java.util.List;

/**
 * Numbers as they are shown, small ones hidden.
 *
 * @param title what they are about
 * @param note how to read them
 * @param head names of the columns, the first of them that of the rows
 * @param rows a cell for each column
 */
public record Table(String title, String note, List<String> head, List<List<String>> rows) {
    public Table {
        head = List.copyOf(head);
        rows = List.copyOf(rows);
    }
}
