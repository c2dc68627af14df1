package org.blockwatch.gateway.map;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a code may mean: the fields of the contract, as maps name them. */
public enum ContractField {
    HEART_RATE("heartRate", Kind.NUMBER),
    RESPIRATORY_RATE("respiratoryRate", Kind.NUMBER),
    SPO2("spo2", Kind.NUMBER),
    SPO2_SCALE("spo2Scale", Kind.CHOICE, "1", "2"),
    SUPPLEMENTAL_OXYGEN("supplementalOxygen", Kind.NUMBER_OR_CHOICE, "true", "false"),
    SYSTOLIC("systolic", Kind.NUMBER),
    DIASTOLIC("diastolic", Kind.NUMBER),
    TEMPERATURE("temperature", Kind.NUMBER),
    CONSCIOUSNESS("consciousness", Kind.CHOICE, "A", "C", "V", "P", "U"),
    REPORTED_NEWS2("reportedNews2", Kind.NUMBER),
    /** Lifting the heel off the bed: never Lasègue's test, whose name is the same in most records. */
    ACTIVE_LIFT("active-lift", Kind.CHOICE, List.of("side"), "ABLE", "UNABLE", "NOT_TESTABLE"),
    MOTOR("motor", Kind.NUMBER_OR_CHOICE, List.of("side", "movement"), "0", "1", "2", "3", "4", "5"),
    SENSATION("sensation", Kind.CHOICE, List.of("side", "region", "modality"), "NORMAL", "REDUCED", "ABSENT"),
    REFLEX("reflex", Kind.CHOICE, List.of("side", "reflex"), "NORMAL", "REDUCED", "ABSENT", "BRISK"),
    SADDLE("saddleAnaesthesia", Kind.CHOICE, "PRESENT", "ABSENT"),
    BLADDER("bladderDysfunction", Kind.CHOICE, "PRESENT", "ABSENT"),
    BOWEL("bowelDysfunction", Kind.CHOICE, "PRESENT", "ABSENT"),
    SEVERE_BACK_PAIN("severeBackPain", Kind.CHOICE, "PRESENT", "ABSENT"),
    RADICULAR("radicularSymptoms", Kind.CHOICE, "NONE", "LEFT", "RIGHT", "BOTH"),
    BLOCK_LAST_DOSE("block.lastDose", Kind.TIME),
    BLOCK_FIRST_DOSE("block.firstDose", Kind.TIME),
    BLOCK_LATERALITY("block.laterality", Kind.CHOICE, "LEFT", "RIGHT", "BILATERAL"),
    BLOCK_GUIDANCE("block.guidance", Kind.CHOICE, "FLUOROSCOPY_WITH_CONTRAST", "FLUOROSCOPY", "ULTRASOUND", "NONE"),
    BLOCK_ASPIRATION("block.aspiration", Kind.CHOICE, "NEGATIVE", "POSITIVE", "NOT_DONE"),
    BLOCK_ANTICOAGULATED("block.anticoagulated", Kind.CHOICE, "true", "false"),
    BLOCK_SEDATION("block.sedation", Kind.TEXT),
    BLOCK_PROCEDURALIST("block.proceduralistId", Kind.TEXT),
    BLOCK_LEVEL("block.injection.level", Kind.TEXT),
    BLOCK_SIDE("block.injection.side", Kind.CHOICE, "LEFT", "RIGHT"),
    BLOCK_AGENT("block.injection.agent", Kind.TEXT),
    BLOCK_CONCENTRATION("block.injection.concentrationPercent", Kind.NUMBER),
    BLOCK_VOLUME("block.injection.volumeMl", Kind.NUMBER);

    private final String word;
    private final Kind kind;
    private final List<String> coordinates;
    private final List<String> values;

    /** What its value is. */
    public enum Kind {
        /** A number with a unit. */
        NUMBER,
        /** One of a closed list: the map says which of the source's values mean which. */
        CHOICE,
        /** Either. */
        NUMBER_OR_CHOICE,
        /** A time to the minute. */
        TIME,
        /** A text, taken as it is. */
        TEXT
    }

    ContractField(String word, Kind kind, String... values) {
        this(word, kind, List.of(), values);
    }

    ContractField(String word, Kind kind, List<String> coordinates, String... values) {
        this.word = word;
        this.kind = kind;
        this.coordinates = coordinates;
        this.values = List.of(values);
    }

    /** Returns it as a map writes it. */
    public String word() {
        return word;
    }

    /** Returns what its value is. */
    public Kind kind() {
        return kind;
    }

    /** Returns what else a map must say of it, such as the side. */
    public List<String> coordinates() {
        return coordinates;
    }

    /** Returns the values that it may have, in the contract's words; empty for a number, a time or a text. */
    public List<String> choices() {
        return values;
    }

    /** Returns whether a number may stand for it. */
    public boolean isNumeric() {
        return kind == Kind.NUMBER || kind == Kind.NUMBER_OR_CHOICE;
    }

    /** Returns whether it is a vital sign. */
    public boolean isVitalSign() {
        return ordinal() <= REPORTED_NEWS2.ordinal();
    }

    /** Returns whether it is a finding of an examination. */
    public boolean isFinding() {
        return !isVitalSign() && !isOfBlock();
    }

    /** Returns whether it belongs to a block. */
    public boolean isOfBlock() {
        return ordinal() >= BLOCK_LAST_DOSE.ordinal();
    }

    /** Returns the field of this word. */
    static Optional<ContractField> of(String word) {
        return Arrays.stream(values()).filter(field -> field.word.equals(word)).findFirst();
    }
}
