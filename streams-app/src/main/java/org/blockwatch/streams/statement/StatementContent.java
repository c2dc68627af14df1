package org.blockwatch.streams.statement;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** Compares what statements say, apart from how and when it was sent. */
final class StatementContent {
    /** What a system that sends the same again may fill differently. */
    private static final Set<String> NO_CONTENT = Set.of("revision", "recordedAt", "source");

    private StatementContent() {}

    static boolean isSame(IndexedRecord one, IndexedRecord other) {
        if (!one.getSchema().equals(other.getSchema())) {
            return false;
        }
        for (Schema.Field field : one.getSchema().getFields()) {
            if (!NO_CONTENT.contains(field.name()) && !isSameValue(one.get(field.pos()), other.get(field.pos()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSameValue(@Nullable Object one, @Nullable Object other) {
        if (one instanceof IndexedRecord record && other instanceof IndexedRecord with) {
            return isSame(record, with);
        }
        if (one instanceof List<?> list && other instanceof List<?> with) {
            return list.size() == with.size() && counted(list).equals(counted(with));
        }
        return Objects.equals(one, other);
    }

    /** Entries have no lists of their own. */
    private static Map<Object, Long> counted(List<?> entries) {
        return entries.stream().collect(groupingBy(Function.identity(), counting()));
    }
}
