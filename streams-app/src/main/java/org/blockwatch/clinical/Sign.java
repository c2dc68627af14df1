package org.blockwatch.clinical;

/** A sign that has no side: found present, found absent, or not looked for. */
public enum Sign {
    SADDLE_ANAESTHESIA,
    BLADDER_DYSFUNCTION,
    BOWEL_DYSFUNCTION,
    SEVERE_BACK_PAIN
}
