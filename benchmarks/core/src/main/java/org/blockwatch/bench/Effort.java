package org.blockwatch.bench;

/** How long a run may take, and so how much it can say. */
enum Effort {
    /** Seconds a benchmark: shows that it runs, and nothing else. */
    SMOKE,
    /** Minutes in all. */
    SHORT,
    /** As long as the sizes of docs/performance.md take. */
    FULL;

    /** The choice for this effort. */
    <T> T choose(T smoke, T brief, T full) {
        return switch (this) {
            case SMOKE -> smoke;
            case SHORT -> brief;
            case FULL -> full;
        };
    }
}
