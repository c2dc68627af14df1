package org.blockwatch.clinical;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The words in which findings are told. Braces name what is filled in: {Side}, {movement}, {grade}, {baseline}, {roots},
 * {reflex}, {region}, {modality}, {result}, {points}, {item}, {signs}, {value}, {at}, {line}.
 *
 * @param phrases a line for each kind of finding
 * @param terms what people call a symbol of the vocabulary, where it is not the symbol itself in lower case
 */
public record Wording(Map<Phrase, String> phrases, Map<String, String> terms) {

    /** The kinds of line that a finding can be. */
    public enum Phrase {
        CANNOT_RAISE_LEG,
        CANNOT_RAISE_UNKNOWN_LEG,
        WEAK,
        WEAK_UNKNOWN_SITE,
        NUMB,
        NUMB_UNKNOWN_SITE,
        REFLEX,
        SADDLE_ANAESTHESIA,
        BLADDER_DYSFUNCTION,
        BOWEL_DYSFUNCTION,
        SEVERE_BACK_PAIN,
        RADICULAR,
        RADICULAR_UNKNOWN_SIDE,
        PROGRESSIVE,
        RECURRED,
        BILATERAL,
        ANTICOAGULATED,
        ANTICOAGULATION_NOT_STATED,
        CONTRADICTION,
        STRAIGHT_LEG_RAISE_NOT_DEMONSTRATED,
        NEWS2,
        NEWS2_PARTIAL,
        NEWS2_REPORTED,
        SEIZURE,
        TOXIC_SIGNS,
        SYSTOLIC,
        HEART_RATE,
        CONSCIOUSNESS,
        MISSING,
        PATIENT_SAYS
    }

    public Wording {
        phrases = Map.copyOf(phrases);
        for (Phrase phrase : Phrase.values()) {
            Protocol.require(phrases.containsKey(phrase), "texts.wording.phrases lacks " + phrase);
        }
        terms = Map.copyOf(terms);
    }

    /** Returns what people call a term of the vocabulary. */
    public String term(Enum<?> term) {
        return terms.getOrDefault(
                term.name(), term.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    /** Returns a term as a line begins with it. */
    public String capital(Enum<?> term) {
        String word = term(term);
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    /** Returns an item of the complete examination, as a list of what is missing names it. */
    public String missing(ExamItem item) {
        return line(Phrase.MISSING, "Side", capital(item.side()), "item", term(item.test()));
    }

    /**
     * Returns a line of findings.
     *
     * @param filled name, value, name, value …
     */
    public String line(Phrase phrase, String... filled) {
        String line = Objects.requireNonNull(phrases.get(phrase)); // the constructor asks for all
        for (int i = 0; i < filled.length; i += 2) {
            line = line.replace("{" + filled[i] + "}", filled[i + 1]);
        }
        return line;
    }
}
