package org.blockwatch.followup.form;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.blockwatch.service.settings.SettingsException;
import org.blockwatch.service.text.YamlEntry;
import org.jspecify.annotations.Nullable;

/**
 * Every word that a patient reads, in each of the site's languages.
 *
 * @param version of the file
 * @param signedBy who signed it for the site; empty: nobody has
 * @param languages in the order of the file, at least one
 */
public record FormTexts(int version, String signedBy, List<LanguageTexts> languages) {

    private static final String SHIPPED = "/texts/follow-up.yaml";
    private static final Pattern ANY = Pattern.compile("(?s).*");
    private static final Pattern SOME = Pattern.compile("(?s).*\\S.*");
    private static final Pattern CODE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");
    private static final Pattern BRACES = Pattern.compile("\\{([^}]*)}");
    private static final Set<String> KNOWN = Set.of("phone", "emergency", "day", "link");

    private static final List<String> MESSAGES = List.of("asks", "reminds", "offers");
    private static final List<String> PAGE = List.of(
            "title",
            "first",
            "call",
            "intro",
            "language",
            "yes",
            "no",
            "notSure",
            "left",
            "right",
            "send",
            "missing",
            "missingHere",
            "again",
            "picture");
    private static final List<String> QUESTION = List.of("asks", "how", "drawing");
    private static final List<String> RESULT = List.of("title", "does", "also");

    public FormTexts {
        languages = List.copyOf(languages);
    }

    /**
     * Reads the site's texts, or those that come with follow-up.
     *
     * @throws SettingsException if the file cannot be read or lacks a text; the message says which
     */
    public static FormTexts read(Optional<Path> file) {
        String name = file.map(Path::toString).orElse(SHIPPED);
        try {
            return of(YamlEntry.parse(file.isPresent() ? Files.readString(file.get()) : shipped()));
        } catch (IOException e) {
            throw new SettingsException("The texts " + name + " cannot be read (" + e.getMessage()
                    + "). Correct the path, and check that it is text in UTF-8.");
        } catch (IllegalArgumentException e) {
            throw new SettingsException("The texts " + name + " cannot be used: " + e.getMessage());
        }
    }

    private static String shipped() {
        try (InputStream text = Objects.requireNonNull(FormTexts.class.getResourceAsStream(SHIPPED))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static FormTexts of(YamlEntry root) {
        root.having("version", "signed", "languages");
        YamlEntry signed = root.at("signed").having("by", "on");
        String by = signed.at("by").text(ANY, "a name, or \"\" while nobody has signed");
        signed.at("on").text(ANY, "a day, or \"\"");
        List<LanguageTexts> languages = new ArrayList<>();
        for (String code : root.at("languages").names(CODE, "language codes, such as en or de")) {
            languages.add(language(code, root.at("languages").at(code)));
        }
        return new FormTexts(root.at("version").whole(1, "a whole number from 1 on"), by, languages);
    }

    private static LanguageTexts language(String code, YamlEntry entry) {
        Map<String, String> texts = new HashMap<>();
        entry.having("name", "message", "page", "questions", "result", "closed");
        take(entry, List.of("name"), "", texts);
        take(entry.at("message").having(Set.copyOf(MESSAGES)), MESSAGES, "message.", texts);
        take(entry.at("page").having(Set.copyOf(PAGE)), PAGE, "page.", texts);
        YamlEntry questions = entry.at("questions").having(words(FormQuestion.values(), FormQuestion::word));
        for (FormQuestion question : FormQuestion.values()) {
            YamlEntry there = questions.at(question.word()).having("asks", "how", "drawing", "rows");
            take(there, QUESTION, "questions." + question.word() + ".", texts);
            List<String> rows = question.items().stream().map(FormItem::row).toList();
            take(there.at("rows").having(Set.copyOf(rows)), rows, "questions." + question.word() + ".rows.", texts);
        }
        YamlEntry result =
                entry.at("result").having("emergency", "telephone", "call", "thanks", "staff", "kept", "notKept");
        for (Advice advice : Advice.values()) {
            take(result.at(advice.word()).having(Set.copyOf(RESULT)), RESULT, "result." + advice.word() + ".", texts);
        }
        take(result, List.of("staff", "kept", "notKept"), "result.", texts);
        take(entry.at("closed").having("title"), List.of("title"), "closed.", texts);
        requirePlaces(entry, texts);
        return new LanguageTexts(code, texts);
    }

    private static void take(YamlEntry entry, List<String> names, String place, Map<String, String> texts) {
        for (String name : names) {
            boolean mayBeEmpty = name.equals("also");
            YamlEntry there = entry.at(name);
            String text = there.text(mayBeEmpty ? ANY : SOME, "a text");
            Matcher braces = BRACES.matcher(text);
            while (braces.find()) {
                if (!KNOWN.contains(braces.group(1))) {
                    throw there.refused(
                            "has " + braces.group() + ": only {phone}, {emergency}, {day} and {link} are known.");
                }
            }
            texts.put(place + name, text);
        }
    }

    /** What would leave a patient without a link or a number is refused. */
    private static void requirePlaces(YamlEntry entry, Map<String, String> texts) {
        MESSAGES.forEach(name -> require(entry.at("message").at(name), texts.get("message." + name), "{link}"));
        require(entry.at("page").at("call"), texts.get("page.call"), "{phone}");
        require(entry.at("closed").at("title"), texts.get("closed.title"), "{phone}");
        require(entry.at("result").at("notKept"), texts.get("result.notKept"), "{phone}");
        for (Advice advice : Advice.values()) {
            String all = RESULT.stream()
                    .map(name -> texts.get("result." + advice.word() + "." + name))
                    .collect(Collectors.joining(" "));
            require(entry.at("result").at(advice.word()), all, "{phone}");
        }
    }

    private static void require(YamlEntry there, @Nullable String text, String needed) {
        if (text == null || !text.contains(needed)) {
            throw there.refused("lacks " + needed + ": a patient would not know where to turn.");
        }
    }

    private static <T> Set<String> words(T[] values, Function<T, String> word) {
        return Arrays.stream(values).map(word).collect(Collectors.toSet());
    }

    /** Returns the texts in that language; those in the first language where there is none. */
    public LanguageTexts in(@Nullable String code) {
        return languages.stream()
                .filter(texts -> texts.code().equals(code))
                .findFirst()
                .orElse(languages.get(0));
    }

    /** Returns whether there are texts in that language. */
    public boolean has(String code) {
        return languages.stream().anyMatch(texts -> texts.code().equals(code));
    }
}
