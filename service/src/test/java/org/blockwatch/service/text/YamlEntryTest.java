package org.blockwatch.service.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlEntryTest {

    private static final Pattern ANY = Pattern.compile(".+");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'a: &pager 1\nb: *pager'  | line 1: &pager is an anchor
            'a: 1\nb: *pager'         | line 2: *pager is an alias
            'a: [&keller blanc]'      | line 1: &keller is an anchor
            'a: [1,\n *keller]'       | line 2: *keller is an alias
            'a: &x {b: 1}'            | line 1: &x is an anchor
            'a: !!str 1'              | line 1: there is a tag
            'a: ! 1'                  | line 1: there is a tag
            'a: !x [1]'               | line 1: there is a tag
            'a: 1\na: 2'              | line 2: the file has "a" twice
            'a:\n  b: 1\n  b: 2'      | line 3: a has "b" twice
            'a: [{b: 1},\n {c: 1, "c": 2}]' | line 2: a[2] has "c" twice
            'a: 1\n---\na: 2'         | line 2: a second document begins
            '{a: 1}: 2'               | line 1: the file has a key that is no name
            'a: 1\nb: [1'             | line 2: this is not YAML
            'a: 1\n b: 2'             | line 2: this is not YAML
            """)
    void shouldRefuseWhatAReaderCouldTakeForSomethingElse(String text, String told) {
        assertThatThrownBy(() -> YamlEntry.parse(text.replace("\\n", "\n")))
                .isInstanceOf(YamlException.class)
                .hasMessageStartingWith(told);
    }

    @Test
    void shouldRefuseWhatIsTooDeepOrTooLong() {
        assertThatThrownBy(() -> YamlEntry.parse("[".repeat(100_000))).isInstanceOf(YamlException.class);
        assertThatThrownBy(() -> YamlEntry.parse("a: " + "x".repeat(2_000_000))).isInstanceOf(YamlException.class);
    }

    @Test
    void shouldTakeWordsWithoutQuotesForWhatTheyLookLike() {
        YamlEntry root =
                YamlEntry.parse("{from: 07:00, on: no, n: 12, q: \"12\", t: true, d: 0.5, s: '*pager', z: 012}");
        assertThat(root.at("from").text(ANY, "a time")).isEqualTo("07:00");
        assertThat(root.at("on").text(ANY, "a text")).isEqualTo("no");
        assertThat(root.at("n").whole(1, "a number")).isEqualTo(12);
        assertThat(root.at("z").whole(1, "a number")).isEqualTo(12);
        assertThat(root.at("q").isText()).isTrue();
        assertThat(root.at("s").text(ANY, "a text")).isEqualTo("*pager");
        assertThat(root.at("t").json().booleanValue()).isTrue();
        assertThat(root.at("d").json().doubleValue()).isEqualTo(0.5);
        assertThatThrownBy(() -> root.at("n").text(ANY, "a text")).hasMessage("line 1: n is 12: write a text.");
    }

    @ParameterizedTest
    @CsvSource({"4 h, PT4H", "30 min, PT30M", "90s, PT1M30S", "2 d, PT48H", "PT5M, PT5M", "0 s, PT0S"})
    void shouldReadLengthsOfTimeAsPeopleAndIsoWriteThem(String written, Duration length) {
        assertThat(YamlEntry.parse("a: " + written).at("a").duration("a length"))
                .isEqualTo(length);
    }

    @ParameterizedTest
    @CsvSource({"4 hours", "-PT1S", "5", "'4  h'", "1234567 d", "[4 h]"})
    void shouldRefuseWhatIsNoLengthOfTime(String written) {
        assertThatThrownBy(() -> YamlEntry.parse("a: " + written).at("a").duration("a length such as 4 h"))
                .isInstanceOf(YamlException.class)
                .hasMessageEndingWith(": write a length such as 4 h.");
    }

    @Test
    void shouldNameLineAndPlaceAndWhatToWrite() {
        YamlEntry root = YamlEntry.parse("people:\n  ada:\n    - {name: x}\n    - {nam: y}\n");
        assertThatThrownBy(() -> root.at("people").at("ada").list("people", item -> item.having("name")))
                .hasMessage("line 4: people.ada[2] has no \"nam\": write one of name.");
        assertThatThrownBy(() -> root.at("roles").having("nurse"))
                .hasMessage("line 1: roles is missing: write a mapping with nurse.");
        assertThatThrownBy(() -> YamlEntry.parse("").having("b", "a"))
                .hasMessage("line 1: the file is missing: write a mapping with a, b.");
        assertThatThrownBy(() -> YamlEntry.parse("a: \"\\e[31m\\n\"").at("a").text(Pattern.compile("x"), "x"))
                .hasMessage("line 1: a is \"\\u001B[31m\\n\": write x.");
    }
}
