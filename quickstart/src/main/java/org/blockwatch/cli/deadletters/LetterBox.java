package org.blockwatch.cli.deadletters;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.blockwatch.cli.kafka.TopicReader;
import org.blockwatch.schemas.Topics;

/**
 * The letters that are meant, and which of all letters have been sent again.
 *
 * @param letters in the order in which they were set aside
 * @param resent the latest mark of each letter that has one
 */
public record LetterBox(List<StoredLetter> letters, Map<LetterId, ResendMark> resent) {

    /**
     * Reads the topic of dead letters to its present end.
     *
     * @throws org.apache.kafka.common.KafkaException if the brokers do not answer
     */
    public static LetterBox read(TopicReader topics, LetterFilter filter) {
        var letters = new ArrayList<StoredLetter>();
        var resent = new HashMap<LetterId, ResendMark>();
        topics.readRaw(topics.partitions(Topics.DEAD_LETTERS), Optional.empty(), record -> {
            var mark = ResendMark.of(record);
            if (mark.isPresent()) {
                resent.put(mark.get().letter(), mark.get());
                return;
            }
            var letter = StoredLetter.of(record);
            if (filter.matches(letter)) {
                letters.add(letter);
            }
        });
        letters.sort(Comparator.comparing(StoredLetter::setAsideAt).thenComparing(StoredLetter::id));
        return new LetterBox(List.copyOf(letters), Map.copyOf(resent));
    }
}
