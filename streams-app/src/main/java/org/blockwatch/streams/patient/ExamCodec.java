package org.blockwatch.streams.patient;

import java.util.ArrayList;
import java.util.List;
import org.blockwatch.clinical.Exam;
import org.blockwatch.clinical.Sign;
import org.blockwatch.event.Finding;
import org.blockwatch.event.MotorGrade;
import org.blockwatch.event.NeuroExam;
import org.blockwatch.event.ReflexFinding;
import org.blockwatch.event.Sensation;
import org.blockwatch.event.StraightLegRaise;
import org.blockwatch.streams.statement.StatementMapper;
import org.jspecify.annotations.Nullable;

/** Writes an examination as the contract has it; {@link StatementMapper#exam} reads it back. */
public final class ExamCodec {

    private ExamCodec() {}

    public static NeuroExam write(Exam exam) {
        List<StraightLegRaise> raises = new ArrayList<>();
        exam.straightLegRaise().forEach((side, result) -> raises.add(new StraightLegRaise(side, result)));
        List<MotorGrade> motor = new ArrayList<>();
        exam.motor().forEach((site, grade) -> motor.add(new MotorGrade(site.side(), site.movement(), grade)));
        List<Sensation> sensation = new ArrayList<>();
        exam.sensation()
                .forEach((site, result) ->
                        sensation.add(new Sensation(site.side(), site.region(), site.modality(), result, null)));
        List<ReflexFinding> reflexes = new ArrayList<>();
        exam.reflexes().forEach((site, result) -> reflexes.add(new ReflexFinding(site.side(), site.reflex(), result)));
        return new NeuroExam(
                raises,
                motor,
                sensation,
                reflexes,
                sign(exam, Sign.SADDLE_ANAESTHESIA),
                sign(exam, Sign.BLADDER_DYSFUNCTION),
                sign(exam, Sign.BOWEL_DYSFUNCTION),
                sign(exam, Sign.SEVERE_BACK_PAIN),
                exam.radicular() == null ? null : List.copyOf(exam.radicular()));
    }

    private static @Nullable Finding sign(Exam exam, Sign sign) {
        return exam.signs().get(sign);
    }
}
