package org.blockwatch.streams.patient;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.blockwatch.clinical.Findings;
import org.blockwatch.clinical.MotorSite;
import org.blockwatch.clinical.ReflexSite;
import org.blockwatch.clinical.Seen;
import org.blockwatch.clinical.SensorySite;
import org.blockwatch.clinical.Sign;
import org.blockwatch.event.Side;
import org.blockwatch.state.FindingsState;
import org.blockwatch.state.SeenMotor;
import org.blockwatch.state.SeenRadicular;
import org.blockwatch.state.SeenRaise;
import org.blockwatch.state.SeenReflex;
import org.blockwatch.state.SeenSensation;
import org.blockwatch.state.SeenSign;
import org.blockwatch.state.SignKind;
import org.jspecify.annotations.Nullable;

/** The findings of a picture as state: each names its assessment by an index, since few assessments make many findings. */
final class FindingsCodec {

    private final List<String> sources = new ArrayList<>();

    /** Writes the findings, and the assessments that they name. */
    FindingsState write(Findings findings) {
        List<SeenRaise> raises = new ArrayList<>();
        findings.straightLegRaise()
                .forEach((side, seen) -> raises.add(new SeenRaise(side, seen.value(), source(seen))));
        List<SeenMotor> motor = new ArrayList<>();
        findings.motor()
                .forEach((site, seen) ->
                        motor.add(new SeenMotor(site.side(), site.movement(), seen.value(), source(seen))));
        List<SeenSensation> sensation = new ArrayList<>();
        findings.sensation()
                .forEach((site, seen) -> sensation.add(
                        new SeenSensation(site.side(), site.region(), site.modality(), seen.value(), source(seen))));
        List<SeenReflex> reflexes = new ArrayList<>();
        findings.reflexes()
                .forEach((site, seen) ->
                        reflexes.add(new SeenReflex(site.side(), site.reflex(), seen.value(), source(seen))));
        List<SeenSign> signs = new ArrayList<>();
        findings.signs()
                .forEach((sign, seen) ->
                        signs.add(new SeenSign(SignKind.valueOf(sign.name()), seen.value(), source(seen))));
        Seen<Set<Side>> radicular = findings.radicular();
        SeenRadicular asked =
                radicular == null ? null : new SeenRadicular(List.copyOf(radicular.value()), source(radicular));
        return FindingsState.newBuilder()
                .setStraightLegRaise(raises)
                .setMotor(motor)
                .setSensation(sensation)
                .setReflexes(reflexes)
                .setSigns(signs)
                .setRadicular(asked)
                .setSources(List.copyOf(sources))
                .build();
    }

    static Findings read(FindingsState from) {
        List<String> sources = from.getSources();
        return new Findings(
                from.getStraightLegRaise().stream()
                        .collect(toMap(SeenRaise::getSide, s -> new Seen<>(s.getResult(), sources.get(s.getSource())))),
                from.getMotor().stream()
                        .collect(toMap(
                                s -> new MotorSite(s.getSide(), s.getMovement()),
                                s -> new Seen<>(s.getGrade(), sources.get(s.getSource())))),
                from.getSensation().stream()
                        .collect(toMap(
                                s -> new SensorySite(s.getSide(), s.getRegion(), s.getModality()),
                                s -> new Seen<>(s.getResult(), sources.get(s.getSource())))),
                from.getReflexes().stream()
                        .collect(toMap(
                                s -> new ReflexSite(s.getSide(), s.getReflex()),
                                s -> new Seen<>(s.getResult(), sources.get(s.getSource())))),
                from.getSigns().stream()
                        .collect(toMap(
                                s -> Sign.valueOf(s.getSign().name()),
                                s -> new Seen<>(s.getFinding(), sources.get(s.getSource())))),
                radicular(from.getRadicular(), sources));
    }

    private static @Nullable Seen<Set<Side>> radicular(@Nullable SeenRadicular seen, List<String> sources) {
        if (seen == null) {
            return null;
        }
        Set<Side> sides = EnumSet.noneOf(Side.class);
        sides.addAll(seen.getSides());
        return new Seen<>(Set.copyOf(sides), sources.get(seen.getSource()));
    }

    private int source(Seen<?> seen) {
        int index = sources.indexOf(seen.eventId());
        if (index >= 0) {
            return index;
        }
        sources.add(seen.eventId());
        return sources.size() - 1;
    }
}
