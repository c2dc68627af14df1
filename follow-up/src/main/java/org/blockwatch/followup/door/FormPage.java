package org.blockwatch.followup.door;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.blockwatch.followup.form.Advice;
import org.blockwatch.followup.form.FormItem;
import org.blockwatch.followup.form.FormQuestion;
import org.blockwatch.followup.form.FormReplies;
import org.blockwatch.followup.form.FormReply;
import org.blockwatch.followup.form.FormTexts;
import org.blockwatch.followup.form.LanguageTexts;
import org.blockwatch.service.http.RefusalPage;
import org.jspecify.annotations.Nullable;

/**
 * Writes what patients see: no script, nothing loaded from elsewhere, nothing kept by a browser, no word of who the patient
 * is.
 */
final class FormPage {

    private static final String STYLE = resource("page.css");
    private static final Template PAGE =
            Mustache.compiler().escapeHTML(true).nullValue("").compile(resource("page.html"));

    private static final Map<String, String> HEADERS = Map.of(
            "Cache-Control", "no-store",
            "Content-Security-Policy",
                    "default-src 'none'; style-src 'sha256-" + sha256(STYLE)
                            + "'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
            "Referrer-Policy", "no-referrer",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "X-Robots-Tag", "noindex, nofollow");

    private final FormTexts texts;
    private final Map<String, String> numbers;
    private final Pattern anyNumber;

    /**
     * Pages with a site's words and numbers.
     *
     * @param telephone the number that patients telephone
     * @param emergency the number of the ambulance
     */
    FormPage(FormTexts texts, String telephone, String emergency) {
        this.texts = texts;
        this.numbers = Map.of("phone", telephone, "emergency", emergency);
        this.anyNumber = Pattern.compile(Pattern.quote(telephone) + "|\\b" + Pattern.quote(emergency) + "\\b");
    }

    /** Shows the form, with the replies that there are; where some are missing it says so. */
    void form(Context ctx, LanguageTexts language, FormReplies replies, boolean incomplete) {
        Map<String, Object> model = model(language);
        model.put("title", text(language, "page.title"));
        model.put("form", true);
        for (String name : List.of("first", "intro", "send", "missing")) {
            model.put(name, text(language, "page." + name));
        }
        model.put("call", linked(text(language, "page.call")));
        model.put("incomplete", incomplete);
        model.put(
                "questions",
                Arrays.stream(FormQuestion.values())
                        .map(question -> question(language, question, replies, incomplete))
                        .toList());
        write(ctx, incomplete ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK, model);
    }

    /**
     * Shows what the patient is to do.
     *
     * @param note what became of the answer, the place of a text; null: the clinic has it
     */
    void advice(Context ctx, LanguageTexts language, Advice advice, @Nullable String note) {
        Map<String, Object> model = model(language);
        String place = "result." + advice.word() + ".";
        model.put("title", text(language, place + "title"));
        model.put("heading", linked(text(language, place + "title")));
        model.put("result", advice.word());
        model.put("danger", advice.isDanger());
        model.put("does", linked(text(language, place + "does")));
        String also = text(language, place + "also");
        model.put("also", also.isEmpty() ? false : linked(also));
        model.put("staff", advice.isDanger() ? text(language, "result.staff") : false);
        model.put("note", note == null ? false : linked(text(language, "result." + note)));
        model.put("again", text(language, "page.again"));
        write(ctx, HttpStatus.OK, model);
    }

    /** Shows the telephone number and nothing else. */
    void closed(Context ctx, LanguageTexts language, HttpStatus status) {
        write(ctx, status, closed(language));
    }

    /** Returns the same as what the door says where no page is reached. */
    RefusalPage refusal(LanguageTexts language) {
        Map<String, String> headers = new HashMap<>(HEADERS);
        headers.put("Content-Type", "text/html;charset=utf-8");
        return new RefusalPage(headers, PAGE.execute(closed(language)));
    }

    private Map<String, Object> closed(LanguageTexts language) {
        Map<String, Object> model = model(language);
        model.put("title", text(language, "closed.title"));
        model.put("heading", linked(text(language, "closed.title")));
        model.put("languages", false);
        return model;
    }

    private Map<String, Object> model(LanguageTexts language) {
        Map<String, Object> model = new HashMap<>(Map.of(
                "style",
                STYLE,
                "code",
                language.code(),
                "form",
                false,
                "result",
                false,
                "danger",
                false,
                "heading",
                false));
        for (String name : List.of("does", "also", "staff", "note", "again", "incomplete")) {
            model.put(name, false);
        }
        model.put("languagesLabel", text(language, "page.language"));
        List<Map<String, Object>> others = texts.languages().stream()
                .map(other -> Map.<String, Object>of(
                        "code", other.code(),
                        "name", other.text("name", Map.of()),
                        "current", other.code().equals(language.code())))
                .toList();
        model.put("languages", others.size() > 1 ? Map.of("each", others) : false);
        return model;
    }

    private Map<String, Object> question(
            LanguageTexts language, FormQuestion question, FormReplies replies, boolean incomplete) {
        String place = "questions." + question.word() + ".";
        List<Map<String, Object>> rows = new ArrayList<>();
        for (FormItem item : question.items()) {
            List<Map<String, Object>> choices = Arrays.stream(FormReply.values())
                    .map(reply -> Map.<String, Object>of(
                            "value", reply.word(),
                            "text", text(language, "page." + reply.word()),
                            "checked", replies.byItem().get(item) == reply))
                    .toList();
            rows.add(Map.of(
                    "field", item.field(),
                    "label", text(language, place + "rows." + item.row()),
                    "choices", choices,
                    "missing", incomplete && !replies.byItem().containsKey(item),
                    "missingHere", text(language, "page.missingHere")));
        }
        return Map.of(
                "asks", text(language, place + "asks"),
                "how", text(language, place + "how"),
                "drawing", resource(question.word() + ".svg"),
                "drawingText", text(language, "page.picture") + text(language, place + "drawing"),
                "word", question.word(),
                "rows", rows);
    }

    private String text(LanguageTexts language, String place) {
        return language.text(place, numbers);
    }

    /** Escapes a text and makes its telephone numbers ones that can be tapped. */
    private String linked(String text) {
        return anyNumber
                .matcher(escaped(text))
                .replaceAll(found ->
                        "<a href=\"tel:" + found.group().replaceAll("[^0-9+]", "") + "\">" + found.group() + "</a>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static void write(Context ctx, HttpStatus status, Map<String, Object> model) {
        HEADERS.forEach(ctx::header);
        ctx.status(status).html(PAGE.execute(model));
    }

    private static String resource(String name) {
        try (InputStream file = Objects.requireNonNull(FormPage.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
