package org.blockwatch.board.screen;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.blockwatch.board.ward.PagedAlert;
import org.blockwatch.board.ward.Ward;
import org.blockwatch.board.ward.WatchedPatient;
import org.blockwatch.event.Alert;
import org.blockwatch.event.BlockView;
import org.blockwatch.event.Location;
import org.blockwatch.event.OpenAlertView;

/**
 * One alert on a telephone.
 *
 * @param order what items are sorted by, the most urgent first
 */
public record PhoneItem(String order, Map<String, Object> model) {

    /** Describes an open alert to somebody: what pages them comes first, then their own patients, then the rest. */
    public static PhoneItem of(
            WatchedPatient patient,
            BlockView block,
            OpenAlertView open,
            Ward ward,
            String user,
            Instant now,
            ScreenTime time) {
        Map<String, Object> model = new HashMap<>(Card.alert(patient, open, ward, now, time));
        Optional<PagedAlert> story = patient.alert(open.getAlertId());
        Optional<Alert> latest = story.flatMap(PagedAlert::latest);
        boolean forMe = story.filter(one -> one.everPaged().contains(user)).isPresent();
        boolean own = user.equals(block.getProceduralistId());
        Location place = patient.location();
        model.put("key", ward.key(patient.patientId(), block));
        model.put("unit", Ward.unit(patient));
        model.put("bed", place == null || place.getBed() == null ? "no bed" : place.getBed());
        model.put("findings", latest.map(Alert::getFindings).orElse(List.of()));
        model.put(
                "actions",
                latest.map(Alert::getActions)
                        .map(all -> all.subList(0, Math.min(2, all.size())))
                        .orElse(List.of()));
        model.put("forMe", forMe);
        boolean taken = Boolean.TRUE.equals(model.get("taken"));
        String order = (taken ? "2" : "1")
                + (forMe ? "1" : own ? "2" : "3")
                + (9 - open.getPriority().ordinal())
                + String.format(Locale.ROOT, "%015d", open.getDueAt().toEpochMilli());
        return new PhoneItem(order, model);
    }
}
