package org.blockwatch.followup.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.blockwatch.service.settings.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormTextsTest {

    private static final Path SHIPPED = Path.of("src/main/resources/texts/follow-up.yaml");

    @TempDir
    private Path folder;

    @Test
    void shouldHaveEveryTextInEnglishAndGerman() {
        FormTexts texts = FormTexts.read(Optional.empty());

        assertThat(texts.languages()).extracting(LanguageTexts::code).containsExactly("en", "de");
        assertThat(texts.in("de").texts())
                .containsOnlyKeys(texts.in("en").texts().keySet());
    }

    /** No answer can show that all is well, so no text says so. */
    @Test
    void shouldReassureNobody() {
        for (LanguageTexts texts : FormTexts.read(Optional.empty()).languages()) {
            assertThat(texts.texts().values())
                    .noneMatch(
                            text -> text.matches(
                                    "(?is).*\\b(no red flags?|no danger|all is well|nothing to worry"
                                            + "|do not worry|normal|fine|keine (Gefahr|Sorge\\w*)|alles (gut|in Ordnung)|unauffällig)\\b.*"));
        }
    }

    /** With a link of 55 characters; two parts of a long message hold 306 in the telephones' alphabet. */
    @Test
    void shouldFitIntoTwoPartsOfATextMessage() {
        Map<String, String> values = Map.of(
                "day",
                "Donnerstag",
                "phone",
                "01234 567890",
                "link",
                "https://follow-up.clinic.example/" + "x".repeat(22));
        for (LanguageTexts texts : FormTexts.read(Optional.empty()).languages()) {
            for (String kind : new String[] {"asks", "reminds", "offers"}) {
                assertThat(texts.text("message." + kind, values)).hasSizeLessThanOrEqualTo(306);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title: How are you after your treatment?        |                       | page.title is missing",
                "{link}                                          | here                  | lacks {link}",
                "call: \"Telephone {phone} now.\"                | call: \"Telephone.\"  | lacks {phone}",
                "version: 1                                      | version: one          | version is \"one\"",
                "{day}                                          | {name}                | {name}: only {phone}, {emergency}, {day} and {link}"
            })
    void shouldSayWhatIsWrongAndWhere(String found, String instead, String told) throws IOException {
        Path file = folder.resolve("texts.yaml");
        String shipped = Files.readString(SHIPPED);
        assertThat(shipped).contains(found);
        Files.writeString(file, shipped.replace(found, instead == null ? "" : instead));

        assertThatThrownBy(() -> FormTexts.read(Optional.of(file)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("line ")
                .hasMessageContaining(told);
    }
}
