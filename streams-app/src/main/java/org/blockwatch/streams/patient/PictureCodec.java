package org.blockwatch.streams.patient;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.blockwatch.clinical.Anticoagulation;
import org.blockwatch.clinical.Block;
import org.blockwatch.clinical.Episode;
import org.blockwatch.clinical.ExamItem;
import org.blockwatch.clinical.MotorSite;
import org.blockwatch.clinical.Picture;
import org.blockwatch.clinical.Position;
import org.blockwatch.clinical.Progress;
import org.blockwatch.clinical.Run;
import org.blockwatch.clinical.SensorySite;
import org.blockwatch.clinical.SinceOnset;
import org.blockwatch.clinical.SinceOnset.BestPower;
import org.blockwatch.event.MotorGrade;
import org.blockwatch.state.BlockState;
import org.blockwatch.state.EpisodeState;
import org.blockwatch.state.ExamItemState;
import org.blockwatch.state.ExamTest;
import org.blockwatch.state.FindingsState;
import org.blockwatch.state.PastState;
import org.blockwatch.state.PictureState;
import org.blockwatch.state.PositionState;
import org.blockwatch.state.RunKind;
import org.blockwatch.state.RunState;
import org.blockwatch.state.SensorySiteState;
import org.blockwatch.streams.statement.StatementMapper;
import org.jspecify.annotations.Nullable;

/** The picture of a block as state, and back: what is read equals what was written. */
final class PictureCodec {

    private PictureCodec() {}

    static PictureState write(Picture picture) {
        Progress progress = picture.progress();
        List<RunState> since = new ArrayList<>();
        progress.since().forEach((run, at) -> since.add(new RunState(RunKind.valueOf(run.name()), at)));
        Episode episode = progress.episode();
        FindingsState findings = new FindingsCodec().write(picture.findings());
        return PictureState.newBuilder()
                .setBlock(write(picture.block()))
                .setPast(write(picture.sinceOnset()))
                .setCourse(SignsAndEventsCodec.write(picture.latest()))
                .setSince(since)
                .setLastAssessment(write(progress.lastAssessment()))
                .setContradictions(List.copyOf(progress.contradictions()))
                .setEpisode(
                        episode == null ? null : new EpisodeState(episode.beganAt(), List.copyOf(episode.evidence())))
                .setTakenOverAt(progress.takenOverAt())
                .setHome(HomeCodec.write(progress.home()))
                .setStraightLegRaise(findings.getStraightLegRaise())
                .setMotor(findings.getMotor())
                .setSensation(findings.getSensation())
                .setReflexes(findings.getReflexes())
                .setSigns(findings.getSigns())
                .setRadicular(findings.getRadicular())
                .setSources(findings.getSources())
                .build();
    }

    static Picture read(PictureState state) {
        Map<Run, Instant> since = new TreeMap<>();
        state.getSince().stream()
                .filter(run -> run.getRun() != RunKind.UNKNOWN)
                .forEach(run -> since.put(Run.valueOf(run.getRun().name()), run.getSince()));
        EpisodeState episode = state.getEpisode();
        return new Picture(
                read(state.getBlock()),
                FindingsCodec.read(findings(state)),
                read(state.getPast()),
                SignsAndEventsCodec.read(state.getCourse()),
                new Progress(
                        since,
                        read(state.getLastAssessment()),
                        new TreeSet<>(state.getContradictions()),
                        episode == null ? null : new Episode(episode.getBeganAt(), Set.copyOf(episode.getEvidence())),
                        state.getTakenOverAt(),
                        HomeCodec.read(state.getHome())));
    }

    private static FindingsState findings(PictureState state) {
        return new FindingsState(
                state.getSources(),
                state.getStraightLegRaise(),
                state.getMotor(),
                state.getSensation(),
                state.getReflexes(),
                state.getSigns(),
                state.getRadicular());
    }

    static @Nullable PositionState write(@Nullable Position position) {
        return position == null ? null : new PositionState(position.occurredAt(), position.eventId());
    }

    static @Nullable Position read(@Nullable PositionState position) {
        return position == null ? null : new Position(position.getOccurredAt(), position.getEventId());
    }

    static ExamItemState write(ExamItem item) {
        return new ExamItemState(item.side(), ExamTest.valueOf(item.test().name()));
    }

    static ExamItem read(ExamItemState item) {
        return new ExamItem(item.getSide(), ExamItem.Test.valueOf(item.getTest().name()));
    }

    private static BlockState write(Block block) {
        Block.Performed performed = block.performed();
        return new BlockState(
                block.blockId(),
                block.eventId(),
                block.s0(),
                block.t0(),
                block.clock().basis(),
                block.protocol(),
                performed.laterality(),
                List.copyOf(performed.riskTags()),
                performed.anticoagulation() == Anticoagulation.YES,
                ExamCodec.write(block.baseline()),
                block.documentedBaseline() != null,
                performed.proceduralistId(),
                performed.anticoagulation() == Anticoagulation.NOT_STATED);
    }

    private static Block read(BlockState block) {
        Boolean anticoagulated = block.getAnticoagulationNotStated() ? null : block.getAnticoagulated();
        return new Block(
                block.getBlockId(),
                block.getEventId(),
                new Block.Clock(block.getFirstDoseAt(), block.getLastDoseAt(), block.getClockBasis()),
                block.getProtocol(),
                new Block.Performed(
                        block.getLaterality(),
                        Set.copyOf(block.getRiskTags()),
                        Anticoagulation.of(anticoagulated),
                        block.getProceduralistId()),
                block.getBaselineDocumented() ? StatementMapper.exam(block.getBaseline()) : null);
    }

    private static PastState write(SinceOnset past) {
        List<MotorGrade> best = new ArrayList<>();
        past.best().grades().forEach((site, grade) -> best.add(new MotorGrade(site.side(), site.movement(), grade)));
        return new PastState(
                past.numbnessSeen(),
                past.painAndTemperatureLost().stream()
                        .map(site -> new SensorySiteState(site.side(), site.region(), site.modality()))
                        .toList(),
                past.recoveredAfterOnset(),
                best,
                List.copyOf(past.best().able()),
                past.examined().stream().map(PictureCodec::write).toList(),
                past.bilateralEarly());
    }

    private static SinceOnset read(PastState past) {
        return new SinceOnset(
                past.getNumbnessSeen(),
                past.getPainAndTemperatureLost().stream()
                        .map(site -> new SensorySite(site.getSide(), site.getRegion(), site.getModality()))
                        .collect(toSet()),
                past.getRecoveredAfterOnset(),
                new BestPower(
                        past.getBest().stream()
                                .collect(toMap(
                                        graded -> new MotorSite(graded.getSide(), graded.getMovement()),
                                        MotorGrade::getGrade)),
                        Set.copyOf(past.getAble())),
                past.getExamined().stream().map(PictureCodec::read).collect(toSet()),
                past.getBilateralEarly());
    }
}
