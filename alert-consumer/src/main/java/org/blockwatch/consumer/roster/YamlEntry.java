package org.blockwatch.consumer.roster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What stands at a place of a file. What is wrong with it is an {@link IllegalArgumentException} that names the place,
 * what stands there and what to write instead.
 */
record YamlEntry(JsonNode node, String place) {

    /** A mapping that has these fields and no others; which of them it must have, asking for them tells. */
    YamlEntry having(String... fields) {
        Set<String> known = new TreeSet<>(List.of(fields));
        if (!node.isObject()) {
            throw wrong("a mapping with " + String.join(", ", known));
        }
        node.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                throw new IllegalArgumentException(
                        where() + " has no \"" + field + "\": write one of " + String.join(", ", known) + ".");
            }
        });
        return this;
    }

    /** The entry under this name, which may not be there. */
    YamlEntry at(String field) {
        return new YamlEntry(node.path(field), place.isEmpty() ? field : place + "." + field);
    }

    boolean isThere() {
        return !node.isMissingNode();
    }

    /** The names in a mapping, in the order of the file. */
    List<String> names(Pattern form, String expected) {
        if (!node.isObject() || node.isEmpty()) {
            throw wrong(expected);
        }
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(name -> {
            if (!form.matcher(name).matches()) {
                throw new IllegalArgumentException(place + " has \"" + name + "\": write " + expected + ".");
            }
            names.add(name);
        });
        return names;
    }

    /** A list that is not empty, each item read in this way. */
    <T> List<T> list(String expected, Function<YamlEntry, T> reader) {
        if (!node.isArray() || node.isEmpty()) {
            throw wrong(expected);
        }
        List<T> items = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            items.add(reader.apply(new YamlEntry(node.get(i), place + "[" + (i + 1) + "]")));
        }
        return List.copyOf(items);
    }

    /** A list that may be left out, and is empty then. */
    <T> List<T> listIfThere(String expected, Function<YamlEntry, T> reader) {
        return isThere() ? list(expected, reader) : List.of();
    }

    /** A text of this form. */
    String text(Pattern form, String expected) {
        if (!node.isTextual() || !form.matcher(node.textValue()).matches()) {
            throw wrong(expected);
        }
        return node.textValue();
    }

    private String where() {
        return place.isEmpty() ? "the roster" : place;
    }

    IllegalArgumentException wrong(String expected) {
        return new IllegalArgumentException(
                where() + (isThere() ? " is " + node : " is missing") + ": write " + expected + ".");
    }
}
