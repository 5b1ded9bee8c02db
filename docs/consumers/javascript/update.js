// Sends one update, a batch of steps that is applied whole or not at all.
//
//   node update.js BOOTSTRAP GRAPH '[{"removeNode": {"nodeId": "a"}}]'
import { Kafka, Partitioners, logLevel } from "kafkajs";

const [bootstrap, graph, ops] = process.argv.slice(2);
const kafka = new Kafka({ clientId: "example", brokers: [bootstrap], logLevel: logLevel.ERROR });
const producer = kafka.producer({
  createPartitioner: Partitioners.DefaultPartitioner, // Kafka's own; others would be refused
  idempotent: true,
});
await producer.connect();
await producer.send({
  topic: "graph-updates",
  messages: [
    {
      key: graph,
      value: JSON.stringify({ graphId: graph, ops: JSON.parse(ops) }),
      headers: { "content-type": "application/json" },
    },
  ],
});
await producer.disconnect();
