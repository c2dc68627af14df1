package org.blockwatch.streams.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.blockwatch.clinical.Assessment;
import org.blockwatch.clinical.LookedAt;
import org.blockwatch.clinical.Picture;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.event.Look;
import org.blockwatch.event.LookKind;
import org.blockwatch.service.collect.BoundedMap;
import org.blockwatch.streams.patient.PatientStates;
import org.blockwatch.streams.patient.StatementChange;

/**
 * Keeps the looks at the patients of a task that boards mark, so that the history is read once for each block and not for each view. Lives
 * as long as the stores are open.
 */
final class ShownLooks {
    /** What a board has room for, and a topic. */
    private static final int MOST = 64;

    private static final int MOST_BLOCKS = 20_000;

    private record Key(String patientId, String blockId) {}

    private final PatientStates states;
    private final Protocols protocols;
    private final BoundedMap<Key, List<Look>> looks = BoundedMap.ofLatestUsed(MOST_BLOCKS);

    ShownLooks(PatientStates states, Protocols protocols) {
        this.states = states;
        this.protocols = protocols;
    }

    /** Takes in what a statement changed: one more assessment is added, for anything else the history is read again. */
    void changed(StatementChange change, List<Picture> pictures) {
        Optional<Assessment> added =
                change.added().filter(Assessment.class::isInstance).map(Assessment.class::cast);
        boolean concerns =
                change.changed().anyMatch(statement -> statement instanceof Assessment) || change.concernsBlock();
        String patientId = change.envelope().patientId();
        for (Picture picture : concerns ? pictures : List.<Picture>of()) {
            Key key = new Key(patientId, picture.block().blockId());
            List<Look> known = looks.get(key);
            if (added.isPresent() && known != null) {
                looks.put(key, with(known, added.get(), picture));
            } else {
                looks.remove(key);
            }
        }
    }

    /** Returns the newest looks since a block, the oldest first. */
    List<Look> of(String patientId, Picture picture) {
        Key key = new Key(patientId, picture.block().blockId());
        List<Look> known = looks.get(key);
        if (known == null) {
            known = newest(states.assessments(patientId, picture.block().s0()).stream()
                    .map(assessment -> look(assessment, picture))
                    .toList());
            looks.put(key, known);
        }
        return known;
    }

    private List<Look> with(List<Look> known, Assessment added, Picture picture) {
        if (added.occurredAt().isBefore(picture.block().s0())) {
            return known;
        }
        List<Look> more = new ArrayList<>(known);
        more.add(look(added, picture));
        more.sort(Comparator.comparing(Look::getAt).thenComparing(Look::getEventId));
        return newest(more);
    }

    private static List<Look> newest(List<Look> all) {
        return List.copyOf(all.subList(Math.max(0, all.size() - MOST), all.size()));
    }

    private Look look(Assessment assessment, Picture picture) {
        LookedAt seen = LookedAt.of(assessment, picture.block().baseline(), protocols.of(picture.block()));
        return new Look(
                assessment.occurredAt(),
                assessment.eventId(),
                assessment.purpose(),
                !assessment.byStaff(),
                LookKind.valueOf(seen.extent().name()),
                seen.left(),
                seen.right(),
                seen.deficit());
    }
}
