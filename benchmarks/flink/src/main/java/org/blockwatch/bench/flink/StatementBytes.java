package org.blockwatch.bench.flink;

import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record as (patientId, Avro, broker's stamp): decoded where it is judged, so that Flink need not copy objects. */
final class StatementBytes implements KafkaRecordDeserializationSchema<Tuple3<String, byte[], Long>> {
    private static final long serialVersionUID = 1;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Tuple3<String, byte[], Long>> out) {
        out.collect(Tuple3.of(new String(record.key(), StandardCharsets.UTF_8), record.value(), record.timestamp()));
    }

    @Override
    public TypeInformation<Tuple3<String, byte[], Long>> getProducedType() {
        return Types.TUPLE(Types.STRING, Types.PRIMITIVE_ARRAY(Types.BYTE), Types.LONG);
    }
}
