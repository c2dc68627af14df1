package org.blockwatch.cli.docs;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The headings of a page of Markdown. */
record Headings(List<String> words) {

    /** Returns the headings of a page, outside of its code. */
    static Headings of(String page) {
        boolean[] code = {false};
        return new Headings(page.lines()
                .filter(line -> {
                    code[0] ^= line.startsWith("```");
                    return !code[0] && line.matches("#{1,6} .*");
                })
                .map(line -> line.replaceFirst("#+ +", "").strip())
                .toList());
    }

    /** Returns the anchors by which a link reaches these headings, made as GitHub makes them. */
    Set<String> anchors() {
        Map<String, Integer> seen = new HashMap<>();
        return words.stream()
                .map(heading -> heading.toLowerCase(Locale.ROOT)
                        .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                        .replace(' ', '-'))
                .map(anchor -> {
                    int times = seen.merge(anchor, 1, Integer::sum);
                    return times == 1 ? anchor : anchor + "-" + (times - 1);
                })
                .collect(Collectors.toSet());
    }

    /** Returns whether a heading is these words, or begins with this number and a dot. */
    boolean has(String wanted) {
        return words.stream().anyMatch(heading -> heading.equals(wanted) || heading.startsWith(wanted + ". "));
    }
}
