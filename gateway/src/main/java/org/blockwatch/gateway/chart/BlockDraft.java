package org.blockwatch.gateway.chart;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.blockwatch.event.Aspiration;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.event.Guidance;
import org.blockwatch.event.Injection;
import org.blockwatch.event.Laterality;
import org.blockwatch.event.Side;
import org.blockwatch.gateway.chart.Observed.Standing;
import org.blockwatch.gateway.map.ContractField;
import org.blockwatch.gateway.map.SourceMap;
import org.jspecify.annotations.Nullable;

/** Collects what is said of one block. Without the instant of its last dose, to the minute, it is none. */
final class BlockDraft {

    private final ObservationGroup group;
    private final BlockPerformed.Builder block;
    private final Map<String, Injection.Builder> injections = new LinkedHashMap<>();
    private @Nullable Instant lastDose;
    private Standing standing = Standing.STANDS;
    private boolean ambiguous;
    private boolean anticoagulationStated;

    BlockDraft(ObservationGroup group, SourceMap map) {
        this.group = group;
        String id = EventIds.of(map.name(), group.identity(), "block");
        block = BlockPerformed.newBuilder()
                .setEventId(id)
                .setBlockId(id)
                .setPatientId(group.patientId())
                .setEncounterId(group.encounterId())
                .setSource(map.name())
                .setRecordedAt(group.recordedAt());
    }

    void add(Observed observed, Reading reading) {
        if (observed.standing() != Standing.STANDS) {
            standing = observed.standing();
        }
        ambiguous |= observed.at().ambiguous();
        if (observed.standing() == Standing.TAKEN_BACK && reading.field() != ContractField.BLOCK_LAST_DOSE) {
            return; // what was never so needs no value
        }
        switch (reading.field()) {
            case BLOCK_LAST_DOSE ->
                lastDose = reading.value() instanceof Instant at
                        ? at
                        : observed.at().instant();
            case BLOCK_FIRST_DOSE -> block.setFirstDoseAt(reading.value() instanceof Instant at ? at : null);
            case BLOCK_LATERALITY -> block.setLaterality(Laterality.valueOf(reading.word()));
            case BLOCK_GUIDANCE -> block.setGuidance(Guidance.valueOf(reading.word()));
            case BLOCK_ASPIRATION -> block.setAspiration(Aspiration.valueOf(reading.word()));
            case BLOCK_ANTICOAGULATED -> {
                anticoagulationStated = true;
                block.setAnticoagulated(Boolean.parseBoolean(reading.word()));
            }
            case BLOCK_SEDATION -> block.setSedation(reading.word());
            case BLOCK_PROCEDURALIST -> block.setProceduralistId(reading.word());
            case BLOCK_LEVEL -> injection(observed).setLevel(reading.word());
            case BLOCK_SIDE -> injection(observed).setSide(Side.valueOf(reading.word()));
            case BLOCK_AGENT -> injection(observed).setAgent(reading.word().toUpperCase(Locale.ROOT));
            case BLOCK_CONCENTRATION -> injection(observed).setConcentrationPercent(reading.real());
            case BLOCK_VOLUME -> injection(observed).setVolumeMl(reading.real());
            default -> throw new IllegalArgumentException(reading.field() + " is not of a block");
        }
    }

    private Injection.Builder injection(Observed observed) {
        return injections.computeIfAbsent(
                observed.subId(), id -> Injection.newBuilder().setSide(Side.UNKNOWN));
    }

    Optional<ChartedStatement> statement(List<Problem> problems) {
        if (lastDose == null) {
            problems.add(new Problem(
                    group.codes().isEmpty() ? "the block" : group.codes().get(0).toString(),
                    "the block has no instant of the last dose, to the minute (block.lastDose in the map): an order, a"
                            + " booking or a document is none"));
            return Optional.empty();
        }
        block.setOccurredAt(lastDose);
        block.setInjections(
                injections.values().stream().map(Injection.Builder::build).toList());
        block.setAnticoagulationNotStated(!anticoagulationStated);
        return Optional.of(ChartedStatement.whole(block.build(), standing, ambiguous));
    }
}
