package org.blockwatch.gateway.door;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.blockwatch.gateway.bus.BusUnavailableException;
import org.blockwatch.gateway.bus.SetAside;
import org.blockwatch.gateway.bus.StatementBus;
import org.blockwatch.gateway.bus.Work.Decision;
import org.blockwatch.gateway.door.SourceMeters.Result;
import org.blockwatch.gateway.hl7.Acknowledgement;
import org.blockwatch.gateway.hl7.Acknowledgement.Code;
import org.blockwatch.gateway.hl7.Hl7Charset;
import org.blockwatch.gateway.hl7.Hl7Message;
import org.blockwatch.gateway.hl7.Hl7Refusal;
import org.blockwatch.gateway.hl7.Hl7Segment;
import org.blockwatch.gateway.intake.Act;
import org.blockwatch.gateway.intake.Interpretation;
import org.blockwatch.gateway.intake.MessageReader;
import org.blockwatch.gateway.map.SourceMap;
import org.blockwatch.gateway.map.SourceMaps;
import org.blockwatch.gateway.mllp.MessageHandler;
import org.blockwatch.gateway.mllp.MllpSender;
import org.blockwatch.gateway.patient.PatientDesk;
import org.blockwatch.service.clock.EngineClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes HL7 v2 messages: AA once all is committed, AE if it could not be, AR if it never can, and then it is kept. */
public final class Hl7Door implements MessageHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Hl7Door.class);
    private static final int MOST_PROBLEMS = 20;

    private final SourceMaps maps;
    private final StatementBus bus;
    private final SourceMeters meters;
    private final EngineClock clock;
    private final boolean raw;

    /**
     * A door.
     *
     * @param raw whether every message is also written as received
     */
    public Hl7Door(SourceMaps maps, StatementBus bus, SourceMeters meters, EngineClock clock, boolean raw) {
        this.maps = maps;
        this.bus = bus;
        this.meters = meters;
        this.clock = clock;
        this.raw = raw;
    }

    private record Read(SourceMap map, Hl7Message message, Interpretation interpretation) {}

    @Override
    public byte[] handle(byte[] bytes, MllpSender sender) {
        Instant arrival = clock.now();
        Hl7Segment header = null;
        String source = SourceMeters.NOBODY;
        try {
            header = Hl7Charset.header(bytes);
            SourceMap map = map(header, sender);
            source = map.name();
            Hl7Message message =
                    Hl7Message.parse(Hl7Charset.decode(bytes, map.conventions().charset()));
            header = message.header();
            return accept(new Read(map, message, MessageReader.read(message, map, arrival)), bytes, arrival);
        } catch (Hl7Refusal e) {
            return refused(bytes, header, source, String.valueOf(e.getMessage()), arrival);
        } catch (RuntimeException e) {
            LOG.error("A message of {} could not be worked on: it stays with its sender", source, e);
            meters.message(source, Result.UNAVAILABLE);
            return answer(Code.AE, List.of("The gateway failed; its log says why"), header, arrival);
        }
    }

    @Override
    public byte[] refuse(byte[] beginning, String reason, MllpSender sender) {
        Instant arrival = clock.now();
        Hl7Segment header = null;
        String source = SourceMeters.NOBODY;
        try {
            header = Hl7Charset.header(beginning);
            source = map(header, sender).name();
        } catch (Hl7Refusal e) {
            LOG.debug("A frame that is no message has no header either", e);
        }
        return refused(beginning, header, source, reason, arrival);
    }

    private SourceMap map(Hl7Segment header, MllpSender sender) {
        String application = header.text(3);
        String facility = header.text(4);
        return maps.of(application, facility, sender.certificate())
                .orElseThrow(() -> new Hl7Refusal("No map takes MSH-3 \"" + application + "\" and MSH-4 \"" + facility
                        + "\"" + (sender.certificate().isEmpty() ? "" : " from " + sender.certificate())
                        + ": write them into the map of this source, under from."));
    }

    private byte[] accept(Read read, byte[] bytes, Instant arrival) {
        String source = read.map().name();
        Hl7Segment header = read.message().header();
        Map<String, String> headers = Map.of(
                "blockwatch.map",
                read.map().id(),
                "blockwatch.control.id",
                read.message().controlId());
        meters.unknown(source, read.interpretation().unknown());
        try {
            PatientDesk.Outcome outcome = bus.execute(
                    (places, sent) -> {
                        PatientDesk.Outcome made =
                                PatientDesk.process(read.interpretation(), read.map(), arrival, headers, places, sent);
                        return new Decision<>(made.records(), asReceived(read, bytes, made, arrival), made);
                    },
                    read.interpretation().changesEarlier());
            meters.outcome(source, outcome);
            Result result = result(read.interpretation(), outcome);
            meters.message(source, result);
            List<String> problems = outcome.problems().stream()
                    .limit(MOST_PROBLEMS)
                    .map(String::valueOf)
                    .toList();
            return answer(result == Result.REFUSED ? Code.AR : Code.AA, problems, header, arrival);
        } catch (BusUnavailableException e) {
            meters.message(source, Result.UNAVAILABLE);
            return answer(Code.AE, List.of(String.valueOf(e.getMessage())), header, arrival);
        }
    }

    private List<ProducerRecord<byte[], byte[]>> asReceived(
            Read read, byte[] bytes, PatientDesk.Outcome made, Instant arrival) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        String from = "hl7/" + read.map().name();
        if (raw) {
            records.add(SetAside.raw(bytes, from, arrival));
        }
        if (!made.problems().isEmpty()) {
            records.add(SetAside.deadLetter(bytes, patient(read.interpretation()), from, made.problems(), arrival));
        }
        return records;
    }

    private static @Nullable String patient(Interpretation interpretation) {
        return interpretation.acts().stream()
                .map(act -> {
                    if (act instanceof Act.Charted charted) {
                        return charted.patientId();
                    }
                    return act instanceof Act.Moved moved ? moved.patientId() : ((Act.Merged) act).survivor();
                })
                .findFirst()
                .orElse(null);
    }

    private static Result result(Interpretation interpretation, PatientDesk.Outcome outcome) {
        if (!outcome.problems().isEmpty()) {
            return outcome.records().isEmpty() ? Result.REFUSED : Result.PARTLY;
        }
        if (!interpretation.acts().isEmpty()) {
            return Result.ACCEPTED;
        }
        return interpretation.isWithoutPatient() ? Result.NO_PATIENT : Result.NOTHING;
    }

    private byte[] refused(byte[] bytes, @Nullable Hl7Segment header, String source, String reason, Instant arrival) {
        try {
            bus.execute(
                    (places, sent) -> new Decision<>(
                            List.of(),
                            List.of(SetAside.deadLetter(bytes, null, "hl7/" + source, List.of(reason), arrival)),
                            reason),
                    false);
            meters.message(source, Result.REFUSED);
            return answer(Code.AR, List.of(reason), header, arrival);
        } catch (BusUnavailableException e) {
            meters.message(source, Result.UNAVAILABLE);
            return answer(Code.AE, List.of(String.valueOf(e.getMessage())), header, arrival);
        }
    }

    private static byte[] answer(Code code, List<String> problems, @Nullable Hl7Segment header, Instant at) {
        return new Acknowledgement(code, problems)
                .bytes(header, UUID.randomUUID().toString().substring(0, 20), at);
    }
}
