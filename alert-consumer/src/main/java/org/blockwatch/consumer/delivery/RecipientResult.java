package org.blockwatch.consumer.delivery;

/** How far a page has come with one recipient when this process has done its part. */
enum RecipientResult {
    /** A channel has taken it. */
    REACHED,
    /** Nobody needed it any more. */
    NEEDLESS,
    /** Some way failed, and no other took it: the ladder asks for that way again. */
    TRIED,
    /** Every way has refused it for good. */
    HOPELESS,
    /** It waited for others to go with, and its partition is another process's now. */
    GIVEN_UP
}
