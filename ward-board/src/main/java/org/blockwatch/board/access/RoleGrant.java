package org.blockwatch.board.access;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.Converter;

/**
 * What a role may do, and where.
 *
 * @param unit a unit, or {@code *} for all
 */
public record RoleGrant(BoardRole role, String unit) {

    /** Every unit. */
    public static final String ALL = "*";

    /** Returns it as {@link #parse} reads it. */
    String text() {
        return role.word() + "@" + unit;
    }

    /** Reads {@code nurse@DAY} or {@code operations}, which is everywhere. */
    static RoleGrant parse(String text) {
        int at = text.indexOf('@');
        String role = (at < 0 ? text : text.substring(0, at)).strip();
        String unit = at < 0 ? ALL : text.substring(at + 1).strip();
        return Arrays.stream(BoardRole.values())
                .filter(one -> one.word().equals(role) && !unit.isEmpty())
                .findFirst()
                .map(one -> new RoleGrant(one, unit))
                .orElseThrow(() -> new IllegalArgumentException("is no role and unit: give one of "
                        + Arrays.stream(BoardRole.values()).map(BoardRole::word).collect(Collectors.joining(", "))
                        + ", and @unit, such as nurse@DAY; @* is every unit"));
    }

    /**
     * What the members of a group of the identity provider are.
     *
     * @param group as the provider names it
     */
    public record OfGroup(String group, RoleGrant grant) {}

    /** Reads {@code ward-day-nurses=nurse@DAY}. */
    public static final class Written implements Converter<OfGroup> {
        @Override
        public OfGroup convert(String value) {
            int equals = value.lastIndexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        "is no group and role: give group=role@unit, such as" + " ward-day-nurses=nurse@DAY");
            }
            return new OfGroup(
                    value.substring(0, equals).strip(),
                    parse(value.substring(equals + 1).strip()));
        }
    }
}
