package org.blockwatch.followup.invite;

/** What is to be done next about a slot or an invitation. */
enum InvitationStep {
    NOTHING,
    /** Make an invitation, which nobody has heard of yet. */
    MAKE,
    /** Send it. */
    SEND,
    /** Send the reminder. */
    REMIND,
    /** Take no more answers through it. */
    CLOSE,
    /** Leave nothing of it. */
    FORGET
}
