package org.blockwatch.service.text;

import java.io.StringReader;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Parses YAML of which every word means what it says: one document, without aliases, anchors, tags or doubled keys, of which a
 * reader of the file would have to know that they stand for something else. Bounded in size and depth.
 */
final class YamlText {

    private static final int MOST_CHARACTERS = 1 << 20;
    private static final int DEEPEST = 50;
    private static final int LONGEST_SHOWN = 60;

    private YamlText() {}

    /** Returns the root; null if the text holds nothing. */
    static @Nullable Node parse(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MOST_CHARACTERS);
        options.setNestingDepthLimit(DEEPEST);
        try {
            requirePlain(new Yaml(options).parse(new StringReader(text)));
            Node root = new Yaml(options).compose(new StringReader(text));
            if (root != null) {
                requireNoDoubles(root, "");
            }
            return root;
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new YamlException(line, "this is not YAML: check indentation, brackets and quotes up to here.");
        } catch (YAMLException e) { // too long or too deep, or a character that YAML has not
            throw new YamlException(1, "this file cannot be read as YAML: " + e.getMessage());
        }
    }

    private static void requirePlain(Iterable<Event> events) {
        boolean begun = false;
        for (Event event : events) {
            int line = event.getStartMark().getLine() + 1;
            if (event instanceof AliasEvent alias) {
                throw new YamlException(
                        line,
                        "*" + shown(alias.getAnchor())
                                + " is an alias: write the value itself, in quotes if the star belongs to it.");
            }
            if (event instanceof NodeEvent node && node.getAnchor() != null) {
                throw new YamlException(
                        line,
                        "&" + shown(node.getAnchor())
                                + " is an anchor: leave it out, or write the value in quotes if it belongs to it.");
            }
            if (event instanceof ScalarEvent scalar && scalar.getTag() != null
                    || event instanceof CollectionStartEvent collection && collection.getTag() != null) {
                throw new YamlException(
                        line, "there is a tag (!): leave it out, or write the value in quotes if it belongs to it.");
            }
            if (event instanceof DocumentStartEvent) {
                if (begun) {
                    throw new YamlException(line, "a second document begins (---): write one document only.");
                }
                begun = true;
            }
        }
    }

    private static void requireNoDoubles(Node node, String place) {
        if (node instanceof MappingNode mapping) {
            Set<String> keys = new HashSet<>();
            for (NodeTuple entry : mapping.getValue()) {
                int line = line(entry.getKeyNode());
                if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                    throw new YamlException(line, named(place) + " has a key that is no name: write a name.");
                }
                if (!keys.add(key.getValue())) {
                    throw new YamlException(
                            line, named(place) + " has \"" + shown(key.getValue()) + "\" twice: write it once.");
                }
                requireNoDoubles(entry.getValueNode(), place.isEmpty() ? key.getValue() : place + "." + key.getValue());
            }
        } else if (node instanceof SequenceNode sequence) {
            for (int i = 0; i < sequence.getValue().size(); i++) {
                requireNoDoubles(sequence.getValue().get(i), place + "[" + (i + 1) + "]");
            }
        }
    }

    static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    static String named(String place) {
        return place.isEmpty() ? "the file" : place;
    }

    /** Returns a text for a message: cut, and without characters that would change a terminal or a log. */
    static String shown(String text) {
        String cut = text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
        return cut.replaceAll("\\p{C}", "?");
    }
}
