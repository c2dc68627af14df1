package org.blockwatch.cli.erase;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Finds a patient in the keys of topics and of stores. An id that only begins like the patient's is another patient. */
final class PatientKey {

    /** In the ids of ladders, between the patient and the alert; in no identity. */
    private static final byte SEPARATOR = 0x1f;

    private static final byte BY_DUE = 1;
    private static final byte BY_ID = 2;
    private static final int SECTION_AT = 1;
    private static final int SECTION_END = 2;

    private final byte[] patient;

    PatientKey(String patientId) {
        this.patient = patientId.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns whether it is the patientId alone, as on topics and in the store of recoveries. */
    boolean isWhole(byte[] key) {
        return Arrays.equals(key, patient);
    }

    /** Returns whether it is the id of one of the patient's ladders. */
    boolean isLadder(byte[] key) {
        return isLadder(key, 0);
    }

    private boolean isLadder(byte[] key, int from) {
        return startsWith(key, from) && key.length > from + patient.length && key[from + patient.length] == SEPARATOR;
    }

    /** Returns whether it is of the history: the length of the patientId, the patientId, the statement, and when. */
    boolean isHistory(byte[] key) {
        return key.length >= Integer.BYTES
                && ByteBuffer.wrap(key).getInt() == patient.length
                && startsWith(key, Integer.BYTES);
    }

    /** Returns whether it is of a wake-up: kind, section, the instant where they are ordered by it, and the id. */
    boolean isTimer(byte[] key) {
        if (key.length < SECTION_END || key[SECTION_AT] != BY_DUE && key[SECTION_AT] != BY_ID) {
            return false;
        }
        var from = key[SECTION_AT] == BY_DUE ? SECTION_END + Long.BYTES : SECTION_END;
        return startsWith(key, from) && key.length == from + patient.length || isLadder(key, from);
    }

    private boolean startsWith(byte[] key, int from) {
        return key.length >= from + patient.length
                && Arrays.equals(key, from, from + patient.length, patient, 0, patient.length);
    }
}
