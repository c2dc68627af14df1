package org.blockwatch.board.screen;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The templates of all pages, and the files that browsers load. */
public final class Pages {

    private static final Mustache.Compiler COMPILER = Mustache.compiler()
            .escapeHTML(true)
            .defaultValue("")
            .emptyStringIsFalse(true)
            .withLoader(name -> new InputStreamReader(open(name + ".html"), StandardCharsets.UTF_8));

    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private final Map<String, Template> templates = new ConcurrentHashMap<>();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();

    /** Returns a piece of HTML of a template. */
    public String piece(String template, Map<String, ?> model) {
        return templates
                .computeIfAbsent(template, name -> COMPILER.loadTemplate(name))
                .execute(model);
    }

    /** Returns a whole page: the template's main part, framed by what every page has. */
    public String page(String template, Map<String, ?> model) {
        Map<String, Object> whole = new HashMap<>(model);
        whole.put("main", piece(template, model));
        return piece("layout", whole);
    }

    /** Returns a file that pages name. */
    public byte[] file(String name) {
        return files.computeIfAbsent(name, Pages::bytes);
    }

    /** Returns the type of such a file. */
    public static String type(String name) {
        return TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    }

    private static byte[] bytes(String name) {
        try (InputStream in = open(name)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            in.transferTo(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) {
        InputStream in = Pages.class.getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException("no resource " + name);
        }
        return in;
    }
}
