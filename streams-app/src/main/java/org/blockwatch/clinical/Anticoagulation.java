package org.blockwatch.clinical;

import org.jspecify.annotations.Nullable;

/** Whether the patient was under an anticoagulant at the block. What is not stated is never taken as "no". */
public enum Anticoagulation {
    YES,
    NO,
    NOT_STATED;

    /** Returns what a statement says; null: not stated. */
    public static Anticoagulation of(@Nullable Boolean stated) {
        if (stated == null) {
            return NOT_STATED;
        }
        return stated ? YES : NO;
    }
}
