package org.blockwatch.schemas;

import java.util.Set;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * What every generated record extends, so that Avro is set up before the first of them is used. Avro makes instances only of classes that the process trusts, so that no schema
 * from outside can name a class to load; the
 * generated ones are.
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
}
