package org.blockwatch.board.screen;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.Laterality;
import org.blockwatch.event.Movement;
import org.blockwatch.event.Region;
import org.blockwatch.event.Side;

/** The words of the contract's symbols for people. */
final class ScreenWords {

    private static final Map<String, String> AS_SAID = Map.of(
            "mri", "MRI", "news2", "NEWS2", "last", "LAST", "4h", "4 h", "24h", "24 h", "48h", "48 h", "s4", "S4");

    static final Map<Movement, String> MOVEMENTS = Map.of(
            Movement.HIP_FLEXION, "Hip flexion (L2–L3)",
            Movement.KNEE_EXTENSION, "Knee extension (L4)",
            Movement.ANKLE_DORSIFLEXION, "Ankle dorsiflexion (L5)",
            Movement.ANKLE_PLANTARFLEXION, "Ankle plantarflexion (S1)",
            Movement.TOE_MOVEMENT, "Toes (L5–S1)");

    private ScreenWords() {}

    static String of(AlertCode code) {
        return of((Enum<?>) code);
    }

    static String of(Enum<?> symbol) {
        String[] words = symbol.name().toLowerCase(Locale.ROOT).split("_");
        for (int n = 0; n < words.length; n++) {
            words[n] = AS_SAID.getOrDefault(words[n], words[n]);
        }
        String text = String.join(" ", words);
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    static String side(Laterality laterality) {
        return switch (laterality) {
            case LEFT -> "left";
            case RIGHT -> "right";
            case BILATERAL -> "both sides";
            case UNKNOWN -> "side not stated";
        };
    }

    static String side(Side side) {
        return switch (side) {
            case LEFT -> "left";
            case RIGHT -> "right";
            case UNKNOWN -> "side not stated";
        };
    }

    static String region(Region region) {
        return switch (region) {
            case BACK -> "back";
            case S4_S5 -> "S4–S5";
            case UNKNOWN -> "region not stated";
            default -> region.name();
        };
    }

    static String list(List<String> words) {
        return String.join(", ", words);
    }
}
