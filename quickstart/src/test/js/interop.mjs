// Confluent's serializer and deserializer, driven over standard input and output, a JSON object a line:
//   {"topic": "...", "value": {...}}      is answered by  {"bytes": "<base64>"}
//   {"topic": "...", "bytes": "<base64>"} is answered by  {"value": {...}}
import { createInterface } from 'node:readline';
import avro from 'avsc';
import { AvroDeserializer, AvroSerializer, SchemaRegistryClient, SerdeType } from '@confluentinc/schemaregistry';

/** Instants as text, so that values here are the contract's plain JSON. */
class Instants extends avro.types.LogicalType {
  _fromValue(millis) {
    return new Date(millis).toISOString();
  }
  _toValue(text) {
    const millis = Date.parse(text);
    return Number.isNaN(millis) ? undefined : millis;
  }
}

// An answer that never comes is asked for again: without a limit this client waits for good.
const registry = new SchemaRegistryClient({
  baseURLs: [process.argv[2]],
  createAxiosDefaults: { timeout: 10_000 },
});
const types = { logicalTypes: { 'timestamp-millis': Instants } };
const serializer = new AvroSerializer(registry, SerdeType.VALUE, {
  ...types,
  autoRegisterSchemas: false,
  useLatestVersion: true,
});
const deserializer = new AvroDeserializer(registry, SerdeType.VALUE, types);

async function answer({ topic, value, bytes }) {
  return bytes === undefined
    ? { bytes: (await serializer.serialize(topic, value)).toString('base64') }
    : { value: await deserializer.deserialize(topic, Buffer.from(bytes, 'base64')) };
}

for await (const line of createInterface({ input: process.stdin })) {
  const question = JSON.parse(line);
  const reply = await answer(question)
    .catch((error) => (error.code === 'ECONNABORTED' ? answer(question) : Promise.reject(error)))
    .catch((error) => ({ error: String(error) }));
  console.log(JSON.stringify(reply));
}
