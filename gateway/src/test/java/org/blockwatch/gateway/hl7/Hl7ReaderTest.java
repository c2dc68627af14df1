package org.blockwatch.gateway.hl7;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.Group;
import ca.uhn.hl7v2.model.Segment;
import ca.uhn.hl7v2.model.Structure;
import ca.uhn.hl7v2.parser.GenericModelClassFactory;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The reader beside HAPI's: the same for what both can read, and what only one of them can (decision 70). */
class Hl7ReaderTest {

    private static final String ORU = "MSH|^~\\&|A|B|||20260101||ORU^R01|1|P|2.5\rPID|1||5^^^H&1.2&ISO^MR~6\rOBR|1|a\r"
            + "OBX|1|NM|x^y^LN^z^w^L||1~2|mm&q\rNTE|1||a\\T\\b\\F\\c\rOBR|2|b\rOBX|1||z||\"\"\rZZZ|q";

    private final PipeParser hapi;

    Hl7ReaderTest() {
        DefaultHapiContext context = new DefaultHapiContext();
        context.setValidationContext(ValidationContextFactory.noValidation());
        context.setModelClassFactory(new GenericModelClassFactory());
        context.getParserConfiguration().setAllowUnknownVersions(true);
        hapi = new PipeParser(context);
    }

    @Test
    void shouldReadTheSameAsHapiWhereBothCan() throws HL7Exception {
        List<Segment> theirs = new ArrayList<>();
        collect(hapi.parse(ORU), theirs);
        Hl7Message ours = Hl7Message.parse(ORU);
        assertThat(ours.segments()).hasSameSizeAs(theirs);
        for (int i = 1; i < theirs.size(); i++) {
            for (int field = 1; field <= 6; field++) {
                for (int component = 1; component <= 6; component++) {
                    String theirsText = Terser.get(theirs.get(i), field, 0, component, 1);
                    String expected = theirsText == null || theirsText.equals("\"\"") ? "" : theirsText;
                    assertThat(ours.segments().get(i).text(field, component))
                            .as("%s-%d.%d", theirs.get(i).getName(), field, component)
                            .isEqualTo(expected);
                }
            }
        }
    }

    private static void collect(Group group, List<Segment> into) throws HL7Exception {
        for (String name : group.getNames()) {
            for (Structure structure : group.getAll(name)) {
                if (structure instanceof Segment segment) {
                    into.add(segment);
                } else {
                    collect((Group) structure, into);
                }
            }
        }
    }

    @Test
    void shouldReadAMessageWhoseTypeHasNoTriggerWhichHapiRefuses() {
        String message = "MSH|^~\\&|A|B|||20260101||ORU|77|P|2.5\rPID|1||5";
        assertThatThrownBy(() -> hapi.parse(message)).isInstanceOf(HL7Exception.class);
        assertThat(Hl7Message.parse(message).controlId()).isEqualTo("77");
    }

    @Test
    void shouldDecodeHexadecimalsWhichHapiLeaves() throws HL7Exception {
        String message = "MSH|^~\\&|A|B|||20260101||ORU^R01|1|P|2.5\rNTE|1||\\X41\\\\X42\\c";
        Segment nte = (Segment) hapi.parse(message).get("NTE");
        assertThat(Terser.get(nte, 3, 0, 1, 1)).contains("\\X41\\");
        assertThat(Hl7Message.parse(message).first("NTE").orElseThrow().text(3)).isEqualTo("ABc");
    }

    @Test
    void shouldTakeOtherSeparatorsAndAnUnendedEscape() {
        Hl7Segment pid = Hl7Message.parse("MSH#*~!&#A#B####\nPID#1##5*6!S!7~8#a!b")
                .first("PID")
                .orElseThrow();
        assertThat(pid.text(3, 1)).isEqualTo("5");
        assertThat(pid.text(3, 2)).isEqualTo("6*7");
        assertThat(pid.text(3, 2, 1)).isEqualTo("8");
        assertThat(pid.text(4)).isEqualTo("a!b");
    }

    @Test
    void shouldDecodeNamesOfCharacterSetsAsTheyOccurAndNeverReplace() {
        String latin = "MSH|^~\\&|A|B|||1||ADT^A01|1|P|2.3||||||8859/1\rPID|1||\u00e9";
        assertThat(Hl7Charset.decode(latin.getBytes(ISO_8859_1), UTF_8)).endsWith("\u00e9");
        String unicode = latin.replace("8859/1", "UNICODE UTF-8");
        assertThat(Hl7Charset.decode(unicode.getBytes(UTF_8), ISO_8859_1)).endsWith("\u00e9");
        assertThatThrownBy(() -> Hl7Charset.decode(unicode.getBytes(ISO_8859_1), UTF_8))
                .isInstanceOf(Hl7Refusal.class)
                .hasMessageContaining("is not UTF-8");
        assertThatThrownBy(() ->
                        Hl7Charset.decode(latin.replace("8859/1", "KLINGON").getBytes(ISO_8859_1), UTF_8))
                .isInstanceOf(Hl7Refusal.class)
                .hasMessageContaining("KLINGON");
        String ascii = latin.replace("8859/1", "ASCII");
        assertThat(Hl7Charset.decode(ascii.getBytes(ISO_8859_1), ISO_8859_1))
                .as("who says ASCII and sends more is read by the map")
                .endsWith("\u00e9");
    }
}
