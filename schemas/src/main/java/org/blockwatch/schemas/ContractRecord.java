package org.blockwatch.schemas;

import java.util.Set;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * What every generated record extends, so that Avro is set up before the first of them is used: it makes instances only
 * of classes that the process trusts, lest a schema from outside name one to load, and the generated ones are.
 */
public abstract class ContractRecord extends SpecificRecordBase {
    private static final long serialVersionUID = 1L;

    private static final Set<String> GENERATED = Set.of("org.blockwatch.event", "org.blockwatch.state");

    static {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(), type -> GENERATED.contains(type.getPackageName())));
        // Lists that Avro has read compare their records with this model, which meets our instants there.
        GenericData.get().addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    }

    /** Sets Avro up now: for a foreign deserializer, which asks Avro for a class before it has touched one. */
    static void setUpAvro() {
        // loading this class has done it
    }
}
