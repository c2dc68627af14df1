package org.blockwatch.schemas.json;

import org.jspecify.annotations.Nullable;

/** Where in a JSON text a reader stands, e.g. {@code exam.motor[2].grade}. Costs a string only when it is printed. */
record Path(@Nullable Path parent, String step) {
    static final Path ROOT = new Path(null, "");

    Path field(String name) {
        return new Path(this, parent == null ? name : "." + name);
    }

    Path item(int index) {
        return new Path(this, "[" + index + "]");
    }

    @Override
    public String toString() {
        return parent == null ? "" : parent + step;
    }
}
