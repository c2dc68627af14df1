package org.blockwatch.schemas.json;

import org.apache.avro.Schema;

/** The only unions of the contract: a type or null. */
final class Nullables {
    private Nullables() {}

    /** Returns the type of a nullable's value where it is present. */
    static Schema present(Schema union) {
        Schema only = null;
        for (Schema branch : union.getTypes()) {
            if (branch.getType() != Schema.Type.NULL) {
                if (only != null) {
                    throw noPlainForm(union);
                }
                only = branch;
            }
        }
        if (only == null) {
            throw noPlainForm(union);
        }
        return only;
    }

    static IllegalArgumentException noPlainForm(Schema schema) {
        return new IllegalArgumentException("plain JSON has no form for " + schema + ": not a type of the contract");
    }
}
