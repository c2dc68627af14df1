package org.blockwatch.cli.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Hides numbers by which somebody could be recognised: counts from 1 to 4 are shown as {@code <5}. Where a row shows its total,
 * a single hidden count could be told from the others, so another one is hidden with it.
 */
final class SmallNumbers {

    /** As few as this are shown. */
    static final int LEAST = 5;

    static final String FEW = "<5";
    static final String WITH_IT = "…";

    private SmallNumbers() {}

    static boolean isSmall(int count) {
        return count > 0 && count < LEAST;
    }

    /** Returns a count as it is shown by itself. */
    static String shown(int count) {
        return isSmall(count) ? FEW : Integer.toString(count);
    }

    /** Returns the parts of a total that is shown beside them. */
    static List<String> shownBesideTotal(List<Integer> parts) {
        var shown = new ArrayList<>(parts.stream().map(SmallNumbers::shown).toList());
        if (parts.stream().filter(SmallNumbers::isSmall).count() == 1) {
            IntStream.range(0, parts.size())
                    .boxed()
                    .filter(n -> parts.get(n) >= LEAST)
                    .min(Comparator.comparing(parts::get))
                    .ifPresent(n -> shown.set(n, WITH_IT));
        }
        return List.copyOf(shown);
    }

    /**
     * Returns groups of which none is small, as the whole is shown too: small ones are put together, with the next larger one
     * where they are still few.
     */
    static <T> Map<String, List<T>> grouped(Map<String, List<T>> groups, String together) {
        var large = new TreeMap<String, List<T>>();
        var rest = new ArrayList<T>();
        groups.forEach((name, members) -> {
            if (isSmall(members.size())) {
                rest.addAll(members);
            } else {
                large.put(name, members);
            }
        });
        while (isSmall(rest.size()) && !large.isEmpty()) {
            var next = large.entrySet().stream()
                    .min(Comparator.comparing(group -> group.getValue().size()))
                    .orElseThrow()
                    .getKey();
            rest.addAll(large.remove(next));
        }
        if (rest.size() >= LEAST) {
            large.put(together, List.copyOf(rest));
        }
        return large;
    }
}
