// Follows what Ringfence says, a line per change; acts when a node loses its certificate.
//
//   node certificates.js BOOTSTRAP [SECONDS]
import kafkajs from "kafkajs";
import lz4 from "lz4js";
import { TOPICS, decode, keyParts } from "./records.js";

const { CompressionCodecs, CompressionTypes, Kafka, logLevel } = kafkajs;

// Ringfence compresses with LZ4, which kafkajs does not bring along.
CompressionCodecs[CompressionTypes.LZ4] = () => ({
  compress: async ({ buffer }) => Buffer.from(lz4.compress(buffer)),
  decompress: async (buffer) => Buffer.from(lz4.decompress(buffer)),
});

const [bootstrap, seconds] = process.argv.slice(2);
const certified = new Set();

/** Here goes what your system does: hold the decision, ask a person, use another model. */
function onLost(name) {
  console.log(`LOST ${name}: do not rely on its prediction`);
}

function tellNode([graph, node], word) {
  const name = `${graph}/${node}`;
  const radii = word?.status === "CERTIFIED" ? ` +${word.radii.additions} -${word.radii.deletions}` : "";
  console.log(`node ${name} ${word === null ? "GONE" : word.status}${radii}`);
  if (word?.status === "CERTIFIED") certified.add(name);
  else if (certified.delete(name)) onLost(name);
}

function tell(topic, record) {
  const parts = keyParts(topic, record);
  const word = decode(topic, record);
  if (topic === "node-certificates") tellNode(parts, word);
  else if (topic === "graph-certificates") {
    console.log(`graph ${parts[0]} ${word === null ? "GONE" : `${word.certified} of ${word.nodes} certified`}`);
  } else if (word !== null) console.log(`alert ${word.rule} ${word.state} ${word.subject}`);
}

const kafka = new Kafka({ clientId: "example", brokers: [bootstrap], logLevel: logLevel.ERROR });
const consumer = kafka.consumer({
  groupId: `example-javascript-${Date.now()}`, // a fixed name goes on where it was
  readUncommitted: false, // what a transaction took back was never said
});
await consumer.connect();
await consumer.subscribe({ topics: TOPICS, fromBeginning: true });
await consumer.run({
  autoCommit: false,
  eachMessage: async ({ topic, message }) => tell(topic, message),
});
if (seconds) {
  setTimeout(async () => {
    await consumer.disconnect();
  }, 1000 * Number(seconds));
}
