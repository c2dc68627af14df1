package org.blockwatch.cli.clinic;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.blockwatch.cli.ward.Arrival;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.CareEventKind;
import org.blockwatch.event.PageRequest;
import org.blockwatch.event.Priority;
import org.blockwatch.followup.form.FormItem;
import org.blockwatch.followup.form.FormReplies;
import org.blockwatch.followup.form.FormReply;

/**
 * Outpatients of one morning or of several days: what is charted of them before they leave, and what they do then and those
 * who look after them. The same seed gives the same.
 */
public final class SimulatedClinic {

    /** So that 30 patients are a morning. */
    private static final Duration SHOWN_EVERY = Duration.ofMinutes(8);

    /** So that 500 patients are four days of a large clinic. */
    private static final Duration USUALLY_EVERY = Duration.ofMinutes(4);

    private static final Duration DAY = Duration.ofHours(8);
    private static final int ANTICOAGULATED_EVERY = 12;
    private static final Set<AlertCode> ASK_FOR_MRI =
            Set.of(AlertCode.DEFICIT_PERSISTS_24H, AlertCode.INVESTIGATION_OVERDUE);

    /** Only where no follow-up runs that says when to ask. */
    private static final List<Duration> SLOTS =
            List.of(Duration.ofHours(4), Duration.ofHours(24), Duration.ofHours(48));

    private static final Duration ASKED_BEFORE = Duration.ofMinutes(20);
    private static final Duration WAITED_FOR = Duration.ofHours(4);
    private static final Duration REMINDED_AFTER = Duration.ofMinutes(45);

    private final List<Outpatient> patients;
    private final Map<String, Outpatient> byId;
    private final Set<String> taken = new HashSet<>();
    private final Set<String> broughtIn = new HashSet<>();
    private final long seed;

    private SimulatedClinic(long seed, List<Outpatient> patients) {
        this.seed = seed;
        this.patients = patients;
        this.byId = patients.stream().collect(Collectors.toMap(Outpatient::id, Function.identity()));
    }

    /** Opens a clinic in which each kind of course is seen among thirty patients. */
    public static SimulatedClinic open(long seed, int patients, Instant opensAt) {
        return of(seed, patients, opensAt, OutpatientCourse::shown, SHOWN_EVERY);
    }

    private static SimulatedClinic of(
            long seed, int patients, Instant opensAt, IntFunction<OutpatientCourse> courses, Duration every) {
        var random = new SplittableRandom(seed);
        var today = DAY.dividedBy(every);
        var all = new ArrayList<Outpatient>();
        for (var number = 0; number < patients; number++) {
            var course = courses.apply(number);
            all.add(new Outpatient(
                    String.format(Locale.ROOT, "outpatient-%03d", number + 1),
                    course,
                    opensAt.plus(Duration.ofDays(number / today)).plus(every.multipliedBy(number % today)),
                    numbFor(course, random),
                    number % ANTICOAGULATED_EVERY == ANTICOAGULATED_EVERY - 1));
        }
        return new SimulatedClinic(seed, List.copyOf(all));
    }

    private static Duration numbFor(OutpatientCourse course, SplittableRandom random) {
        return switch (course) {
            case PERSISTENT -> Duration.ofHours(50);
            case HAEMATOMA -> Duration.ofHours(30); // who has recovered is asked no more
            case LINGERING -> Duration.ofHours(6);
            default -> Duration.ofMinutes(random.nextInt(90, 215));
        };
    }

    /**
     * Returns all that is charted where nobody is paged and no messages go out, in order: every patient is asked at each slot
     * and reminded, until an answer shows recovery; a haematoma that says so comes in by itself.
     */
    public static List<Arrival> courses(long seed, int patients, Instant opensAt) {
        var clinic = of(seed, patients, opensAt, OutpatientCourse::usual, USUALLY_EVERY);
        var all = new ArrayList<>(clinic.arrivals());
        clinic.patients.forEach(patient -> all.addAll(clinic.unattended(patient)));
        all.sort(Comparator.comparing(Arrival::at));
        return List.copyOf(all);
    }

    private List<Arrival> unattended(Outpatient patient) {
        var charted = new ArrayList<Arrival>();
        for (var slot : SLOTS) {
            var due = patient.blockAt().plus(slot);
            var replies = replies(patient, "asks", due.minus(ASKED_BEFORE));
            if (replies.isEmpty()) {
                replies = replies(patient, "reminds", due.plus(REMINDED_AFTER));
            }
            replies.forEach((at, form) -> {
                charted.add(OutpatientChart.answered(patient, at, form));
                if (patient.isSaddleNumb(at) && broughtIn.add(patient.id())) {
                    charted.addAll(OutpatientChart.broughtIn(patient, at.plus(Duration.ofMinutes(70))));
                }
            });
        }
        return charted;
    }

    /** Returns the patients. */
    public List<Outpatient> patients() {
        return patients;
    }

    /** Returns when nothing of these patients is due any more: the last has been asked for the last time, and waited for. */
    public Instant closesAt() {
        return patients.get(patients.size() - 1)
                .blockAt()
                .plus(SLOTS.get(SLOTS.size() - 1))
                .plus(WAITED_FOR);
    }

    /** Returns the patient of that id, if it is one of these. */
    public Optional<Outpatient> patient(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Returns what is charted at the clinic itself, and of patients who telephone on their own. */
    public List<Arrival> arrivals() {
        var arrivals = new ArrayList<Arrival>();
        for (var patient : patients) {
            arrivals.addAll(OutpatientChart.atTheClinic(patient));
            if (patient.course() == OutpatientCourse.TELEPHONES) {
                arrivals.add(OutpatientChart.called(
                        patient, patient.blockAt().plus(Duration.ofHours(4)).minus(Duration.ofMinutes(10))));
            }
        }
        arrivals.sort(Comparator.comparing(Arrival::at));
        return List.copyOf(arrivals);
    }

    /**
     * Returns how a patient answers a message: what the form says, by the instants at which it is sent; empty where the patient
     * does not.
     *
     * @param kind of the message: asks, reminds or offers
     */
    public Map<Instant, FormReplies> replies(Outpatient patient, String kind, Instant gotAt) {
        var random = new SplittableRandom(seed ^ (patient.id() + kind + gotAt.getEpochSecond() / 3600).hashCode());
        var at = gotAt.plus(Duration.ofMinutes(random.nextInt(8, 30)));
        var replies = new LinkedHashMap<Instant, FormReplies>();
        if (kind.equals("offers")) {
            return replies; // kept for a time at which something is wrong
        }
        switch (patient.course()) {
            case SILENT, TELEPHONES -> {}
            case FORGETFUL -> {
                if (kind.equals("reminds")) {
                    replies.put(at, form(patient, at, Map.of()));
                }
            }
            case MISTAKEN -> {
                replies.put(at, form(patient, at, Map.of(FormItem.PAIN, FormReply.YES)));
                var corrected = at.plus(Duration.ofMinutes(6));
                replies.put(corrected, form(patient, corrected, Map.of()));
            }
            case UNSURE -> replies.put(at, form(patient, at, Map.of(FormItem.SADDLE, FormReply.NOT_SURE)));
            default -> replies.put(at, form(patient, at, Map.of()));
        }
        return replies;
    }

    private static FormReplies form(Outpatient patient, Instant at, Map<FormItem, FormReply> otherwise) {
        var form = new EnumMap<FormItem, FormReply>(FormItem.class);
        for (var item : FormItem.values()) {
            form.put(
                    item,
                    switch (item) {
                        case HEEL_LEFT, HEEL_RIGHT -> FormReply.YES;
                        case BACK -> patient.isBackNumb(at) ? FormReply.YES : FormReply.NO;
                        case SADDLE -> patient.isSaddleNumb(at) ? FormReply.YES : FormReply.NO;
                        default -> FormReply.NO;
                    });
        }
        form.putAll(otherwise);
        return new FormReplies(form);
    }

    /** Returns the call that a nurse makes to who asked for one, half an hour later, and charts. */
    public List<Arrival> afterAnswer(Outpatient patient, Instant at, FormReplies replies) {
        return replies.isNotSure()
                ? List.of(OutpatientChart.called(patient, at.plus(Duration.ofMinutes(30))))
                : List.of();
    }

    /**
     * Returns what the first who is paged about an alert does: acknowledges, telephones the patient, charts it; sends a back that
     * is still numb a day later to the MRI, and brings a haematoma in.
     */
    public synchronized List<Arrival> afterPage(PageRequest page, String recipient, Instant gotAt) {
        var patient = byId.get(page.getPatientId());
        if (patient == null) {
            return List.of();
        }
        var arrivals = new ArrayList<Arrival>();
        var answeredAt = gotAt.plus(Duration.ofMinutes(page.getPriority() == Priority.HIGH ? 1 : 5));
        if (taken.add(page.getPageId())) {
            arrivals.addAll(OutpatientChart.acknowledged(patient, page, recipient, answeredAt));
        }
        if (broughtIn.contains(patient.id()) || !taken.add(patient.id() + page.getAlertId())) {
            return arrivals;
        }
        var calledAt = answeredAt.plus(Duration.ofMinutes(15));
        arrivals.add(OutpatientChart.called(patient, calledAt));
        if (patient.isSaddleNumb(calledAt)) {
            broughtIn.add(patient.id());
            arrivals.addAll(OutpatientChart.broughtIn(patient, calledAt.plus(Duration.ofMinutes(50))));
        } else if (patient.isBackNumb(calledAt) && ASK_FOR_MRI.contains(page.getCode())) {
            arrivals.add(
                    OutpatientChart.care(patient, CareEventKind.MRI_PERFORMED, calledAt.plus(Duration.ofMinutes(150))));
        }
        return arrivals;
    }
}
