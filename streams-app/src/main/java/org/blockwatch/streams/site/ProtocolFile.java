package org.blockwatch.streams.site;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.blockwatch.clinical.Protocol;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.service.text.Durations;
import org.blockwatch.service.text.YamlEntry;
import org.blockwatch.service.text.YamlException;

/** Reads protocols from YAML. Nothing may be missing, misspelt or out of order: a protocol is checked whole at the start. */
public final class ProtocolFile {

    private static final String STANDARD = "lumbar-medial-branch-block";
    private static final String SPINAL = "spinal-anaesthesia";

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule().addDeserializer(Duration.class, new LengthReader()))
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private static final Pattern MISSING = Pattern.compile("^(?:Missing|Null value for) creator property '(\\w+)'");

    private ProtocolFile() {}

    /** The protocols that come with the application. */
    public static Protocols shipped() {
        return new Protocols(resource(STANDARD), resource(SPINAL));
    }

    /**
     * Reads a site's own protocol.
     *
     * @throws IllegalArgumentException if it is not a whole and sound protocol; the message says where and why
     * @throws UncheckedIOException if the file cannot be read
     */
    public static Protocol read(Path file) {
        try {
            return parse(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("the protocol file " + file + " cannot be read", e);
        }
    }

    /**
     * Reads a protocol.
     *
     * @param origin where the text is from, for messages
     * @throws IllegalArgumentException if it is not a whole and sound protocol; the message says where and why
     */
    public static Protocol parse(String yaml, String origin) {
        YamlEntry root;
        try {
            root = YamlEntry.parse(yaml);
        } catch (YamlException e) {
            throw new IllegalArgumentException("protocol " + origin + ", " + e.getMessage(), e);
        }
        try {
            return JSON.treeToValue(root.json(), Protocol.class);
        } catch (JsonMappingException e) {
            YamlEntry at = place(root, e);
            throw new IllegalArgumentException(
                    "protocol " + origin + ", line " + at.line() + ": " + at.place() + ": " + why(e), e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("protocol " + origin + ": " + why(e), e);
        }
    }

    private static Protocol resource(String name) {
        String path = "/protocols/" + name + ".yaml";
        try (InputStream in = ProtocolFile.class.getResourceAsStream(path)) {
            return parse(new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8), path);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    private static YamlEntry place(YamlEntry root, JsonMappingException e) {
        YamlEntry at = root;
        for (JsonMappingException.Reference step : e.getPath()) {
            at = step.getFieldName() == null ? at.at(step.getIndex()) : at.at(step.getFieldName());
        }
        return at;
    }

    private static String why(JsonProcessingException e) {
        if (e.getCause() instanceof IllegalArgumentException cause) {
            return String.valueOf(cause.getMessage());
        }
        Matcher missing = MISSING.matcher(e.getOriginalMessage());
        return missing.find() ? missing.group(1) + " is missing" : e.getOriginalMessage();
    }

    /** Lengths of time as people write them: {@code 30 min}, {@code 4 h}. */
    private static final class LengthReader extends StdDeserializer<Duration> {
        private static final long serialVersionUID = 1L;

        LengthReader() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = parser.getText();
            return Durations.parse(text)
                    .orElseThrow(() -> InvalidFormatException.from(
                            parser,
                            "a duration is written like \"30 min\" or \"4 h\", not \"" + text + "\"",
                            text,
                            Duration.class));
        }
    }
}
