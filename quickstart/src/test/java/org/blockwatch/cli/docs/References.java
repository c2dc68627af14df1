package org.blockwatch.cli.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the references of a text that lead nowhere: links and their anchors, mentions of pages and their sections, and
 * the numbers of decisions, promises of paging and rules. A reference that a comment breaks over two lines is one.
 */
final class References {

    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)(?: \"[^\"]*\")?\\)");
    private static final Pattern PATH =
            Pattern.compile("(?<![\\w./-])((?:\\.\\./)*(?:docs|ops|\\.ci)/[\\w./-]*[\\w/-])(?![\\w*{$])");
    private static final Pattern PAGE = Pattern.compile("(?<![\\w./-])([A-Za-z][\\w-]*\\.md)\\b");
    private static final Pattern SECTION =
            Pattern.compile("(?<![\\w./-])(?:docs/)?([a-z][\\w-]*\\.md),? (?:\"([^\"]+)\"|section (\\d+))");
    private static final Pattern DECISION =
            Pattern.compile("\\b[Dd]ecisions?:? ((?:\\[?\\d+]?)(?:(?:, | and | or )\\d+)*)\\b");
    private static final Pattern PROMISE = Pattern.compile("\\bpromises? ((?:\\d+)(?:(?:, | and | to )\\d+)*)\\b");
    private static final Pattern RULE = Pattern.compile("(?<![\\w^])R([1-9]\\d?)\\b(?![.:]\\d)");
    private static final Pattern NUMBERED = Pattern.compile("(?:\\.\\./)*docs/decisions/(\\d{4})");
    private static final Pattern BUILT = Pattern.compile("(?:^|/)(?:target|node_modules)(?:/|$)");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    /** Pages that programs write, and nobody keeps. */
    private static final Set<String> WRITTEN = Set.of("results.md", "figures.md");

    private final SourceTree tree;
    private final Set<String> pages;
    private final Set<String> decisions;
    private final Set<String> promises;
    private final Set<String> rules;

    References(SourceTree tree) {
        this.tree = tree;
        pages = tree.texts().keySet().stream()
                .filter(SourceTree::isPage)
                .map(file -> file.getFileName().toString())
                .collect(Collectors.toSet());
        decisions = pages.stream()
                .filter(name -> name.matches("\\d{4}-.*"))
                .map(name -> name.substring(0, 4).replaceFirst("^0+", ""))
                .collect(Collectors.toSet());
        promises = firsts(tree.page("docs/paging.md"), Pattern.compile("(?m)^(\\d+)\\. \\*\\*"));
        rules = firsts(tree.page("docs/rules.md"), Pattern.compile("(?m)^\\| R(\\d+) \\|"));
    }

    /** Returns what leads nowhere in a file of this text, a line each. */
    List<String> broken(Path file, String text) {
        List<String> broken = new ArrayList<>();
        if (SourceTree.isPage(file)) {
            find(LINK, withoutCode(text), match -> follows(file, match.group(1)), broken);
        }
        String words = oneLine(text);
        find(PATH, words, match -> isPath(file, match.group(1)), broken);
        find(PAGE, words, match -> isPage(match.group(1)), broken);
        find(SECTION, words, this::isSection, broken);
        find(DECISION, words, match -> all(decisions, match.group(1)), broken);
        find(PROMISE, words, match -> all(promises, match.group(1)), broken);
        find(RULE, words, match -> rules.contains(match.group(1)), broken);
        return broken.stream().map(found -> file + ": " + found).toList();
    }

    private static void find(Pattern pattern, String text, Predicate<MatchResult> leads, List<String> broken) {
        pattern.matcher(text)
                .results()
                .filter(leads.negate())
                .map(MatchResult::group)
                .forEach(broken::add);
    }

    private boolean follows(Path file, String link) {
        if (link.matches("[a-z]+:.*")) {
            return true; // the world outside is not the build's to test
        }
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]).normalize();
        return tree.has(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
    }

    private Set<String> anchors(Path target) {
        return Headings.of(tree.texts().getOrDefault(target, "")).anchors();
    }

    /** A path counts from the root, as prose has it, or from where the file or its module lies, as programs have it. */
    private boolean isPath(Path file, String path) {
        Path module = file.getName(0);
        Matcher decision = NUMBERED.matcher(path);
        if (decision.matches()) {
            return all(decisions, decision.group(1));
        }
        return BUILT.matcher(path).find()
                || Stream.of(Path.of(path), module.resolve(path), file.resolveSibling(path))
                        .anyMatch(tree::has);
    }

    private boolean isPage(String name) {
        return pages.contains(name) || WRITTEN.contains(name);
    }

    private boolean isSection(MatchResult match) {
        String page = tree.texts().get(Path.of("docs", match.group(1)));
        return page != null && Headings.of(page).has(match.group(2) == null ? match.group(3) : match.group(2));
    }

    private static boolean all(Set<String> known, String numbers) {
        return NUMBER.matcher(numbers)
                .results()
                .allMatch(number -> known.contains(number.group().replaceFirst("^0+", "")));
    }

    private static Set<String> firsts(String page, Pattern pattern) {
        return pattern.matcher(page).results().map(match -> match.group(1)).collect(Collectors.toSet());
    }

    private static String withoutCode(String page) {
        return page.replaceAll("(?ms)^```.*?^```", "").replaceAll("`[^`\n]*`", "`");
    }

    /** Joins lines, without the marks with which comments begin them. */
    private static String oneLine(String text) {
        return text.replaceAll("\\R\\s*(?:\\*(?!\\*)|//|#)? *", " ");
    }
}
