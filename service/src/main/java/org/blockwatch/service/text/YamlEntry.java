package org.blockwatch.service.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads what stands at a place of a YAML file; nothing may stand there. What is wrong is a {@link YamlException} that names line
 * and place, what stands there and what to write instead.
 *
 * <p>Words without quotes are read by YAML 1.2's core schema: {@code no} and {@code 07:00} are texts, and only {@code true},
 * {@code false}, {@code null}, {@code ~} and numbers are not.
 */
public final class YamlEntry {

    private static final Pattern WHOLE = Pattern.compile("[-+]?\\d{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?\\d{1,18}\\.\\d{1,18}([eE][-+]?\\d{1,2})?");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final @Nullable Node node;
    private final String place;
    private final int line;

    private YamlEntry(@Nullable Node node, String place, int line) {
        this.node = node;
        this.place = place;
        this.line = node == null ? line : YamlText.line(node);
    }

    /**
     * Returns the root of a file; it is not there if the text is empty.
     *
     * @throws YamlException if the text is no YAML, or holds what a reader could take for something else: an alias, an anchor, a
     *     tag, a doubled key, a second document
     */
    public static YamlEntry parse(String text) {
        return new YamlEntry(YamlText.parse(text), "", 1);
    }

    /** Requires a mapping that has these fields and no others; which of them it must have, asking for them tells. */
    public YamlEntry having(String... fields) {
        return having(Set.of(fields));
    }

    /** Requires a mapping that has these fields and no others; which of them it must have, asking for them tells. */
    public YamlEntry having(Set<String> fields) {
        String known = String.join(", ", new TreeSet<>(fields));
        if (!(node instanceof MappingNode)) {
            throw wrong("a mapping with " + known);
        }
        for (String field : keys()) {
            if (!fields.contains(field)) {
                throw new YamlException(
                        at(field).line,
                        YamlText.named(place) + " has no \"" + YamlText.shown(field) + "\": write one of " + known
                                + ".");
            }
        }
        return this;
    }

    /** Returns the entry under this name, which may not be there. */
    public YamlEntry at(String field) {
        String there = place.isEmpty() ? field : place + "." + field;
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (((ScalarNode) tuple.getKeyNode()).getValue().equals(field)) {
                    return new YamlEntry(tuple.getValueNode(), there, line);
                }
            }
        }
        return new YamlEntry(null, there, line);
    }

    /** Returns an item of a list, counted from 0, which may not be there. */
    public YamlEntry at(int index) {
        Node item = node instanceof SequenceNode list && index < list.getValue().size()
                ? list.getValue().get(index)
                : null;
        return new YamlEntry(item, place + "[" + (index + 1) + "]", line);
    }

    /** Returns whether anything stands here. */
    public boolean isThere() {
        return node != null;
    }

    /** Returns where this stands in the file, such as {@code roles.nurse[1].shifts}. */
    public String place() {
        return place;
    }

    /** Returns the line on which this stands, counted from 1; what is missing has the line of what should contain it. */
    public int line() {
        return line;
    }

    /** Returns the names in a mapping, in the order of the file: at least one. */
    public List<String> names(Pattern form, String expected) {
        if (keys().isEmpty()) {
            throw wrong(expected);
        }
        for (String name : keys()) {
            if (!form.matcher(name).matches()) {
                throw new YamlException(
                        at(name).line, place + " has \"" + YamlText.shown(name) + "\": write " + expected + ".");
            }
        }
        return keys();
    }

    /** Returns a list that is not empty, each item read in this way. */
    public <T> List<T> list(String expected, Function<YamlEntry, T> reader) {
        List<T> items = listOrEmpty(expected, reader);
        if (items.isEmpty()) {
            throw wrong(expected);
        }
        return items;
    }

    /** Returns a list that may be left out, and is empty then; if it is there it is not. */
    public <T> List<T> listIfThere(String expected, Function<YamlEntry, T> reader) {
        return isThere() ? list(expected, reader) : List.of();
    }

    /** Returns a list that must be there and may be empty. */
    public <T> List<T> listOrEmpty(String expected, Function<YamlEntry, T> reader) {
        if (!(node instanceof SequenceNode list)) {
            throw wrong(expected);
        }
        List<T> items = new ArrayList<>();
        for (int i = 0; i < list.getValue().size(); i++) {
            items.add(reader.apply(at(i)));
        }
        return List.copyOf(items);
    }

    /** Returns a text of this form. */
    public String text(Pattern form, String expected) {
        JsonNode json = json();
        if (!json.isTextual() || !form.matcher(json.textValue()).matches()) {
            throw wrong(expected);
        }
        return json.textValue();
    }

    /** Returns a whole number of at least this much. */
    public int whole(int least, String expected) {
        JsonNode json = json();
        if (!json.isInt() || json.intValue() < least) {
            throw wrong(expected);
        }
        return json.intValue();
    }

    /** Returns a length of time, zero or more, written {@code 4 h} or in ISO-8601. */
    public Duration duration(String expected) {
        return Durations.parse(word()).orElseThrow(() -> wrong(expected));
    }

    /** Returns a text, number or other single value as it is written; empty if there is none. */
    public String word() {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    /** Returns whether a text stands here, and not a number, a truth value, a list or a mapping. */
    public boolean isText() {
        return json().isTextual();
    }

    /** Returns whether a whole number stands here. */
    public boolean isWhole() {
        return json().isIntegralNumber();
    }

    /** Returns all that stands here as JSON, for a reader of other kind; {@link MissingNode} if nothing does. */
    public JsonNode json() {
        return node == null ? MissingNode.getInstance() : json(node);
    }

    /** Returns an error that says what to write here instead. */
    public YamlException wrong(String expected) {
        String found = isThere() ? " is " + YamlText.shown(json().toString()) : " is missing";
        return new YamlException(line, YamlText.named(place) + found + ": write " + expected + ".");
    }

    /** Returns an error that says what is wrong with what stands here, and the remedy. */
    public YamlException refused(String problem) {
        return new YamlException(line, YamlText.named(place) + " " + problem);
    }

    private List<String> keys() {
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .map(tuple -> ((ScalarNode) tuple.getKeyNode()).getValue())
                        .toList()
                : List.of();
    }

    private static JsonNode json(Node node) {
        if (node instanceof MappingNode mapping) {
            ObjectNode object = JSON.objectNode();
            mapping.getValue()
                    .forEach(tuple ->
                            object.set(((ScalarNode) tuple.getKeyNode()).getValue(), json(tuple.getValueNode())));
            return object;
        }
        if (node instanceof SequenceNode list) {
            ArrayNode array = JSON.arrayNode();
            list.getValue().forEach(item -> array.add(json(item)));
            return array;
        }
        ScalarNode scalar = (ScalarNode) node;
        return scalar.isPlain() ? plain(scalar.getValue()) : JSON.textNode(scalar.getValue());
    }

    private static JsonNode plain(String word) {
        if (WHOLE.matcher(word).matches()) {
            long number = new BigInteger(word).longValue();
            return number == (int) number ? JSON.numberNode((int) number) : JSON.numberNode(number);
        }
        if (DECIMAL.matcher(word).matches()) {
            return JSON.numberNode(new BigDecimal(word));
        }
        return switch (word) {
            case "true", "True", "TRUE" -> JSON.booleanNode(true);
            case "false", "False", "FALSE" -> JSON.booleanNode(false);
            case "", "~", "null", "Null", "NULL" -> JSON.nullNode();
            default -> JSON.textNode(word);
        };
    }
}
