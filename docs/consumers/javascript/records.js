// From the bytes of a Kafka record to what it says: JSON, Protocol Buffers, or either's absence.
import { fileURLToPath } from "node:url";
import protobuf from "protobufjs";

const CONTRACT = fileURLToPath(new URL("../../../schemas/src/main/protobuf/", import.meta.url));
const root = new protobuf.Root();
root.resolvePath = (origin, target) => (target.startsWith("google/") ? target : CONTRACT + target);
root.loadSync(["ringfence/v1/robustness_alert.proto", "ringfence/v1/node_certificate.proto"]);

const MESSAGES = {
  "node-certificates": root.lookupType("ringfence.v1.NodeCertificate"),
  "graph-certificates": root.lookupType("ringfence.v1.GraphCertificate"),
  "robustness-alerts": root.lookupType("ringfence.v1.RobustnessAlert"),
};

export const TOPICS = Object.keys(MESSAGES);

const unescape = (part) => part.replaceAll("%2F", "/").replaceAll("%25", "%");

/** Graph id and node id (or an alert's subject); a graph's key is its id, as it is. */
export function keyParts(topic, record) {
  const key = record.key.toString();
  return topic === "graph-certificates" ? [key] : key.split("/").map(unescape);
}

/** The message of a record; null for a tombstone: nothing is said of its key any more. */
export function decode(topic, { value, headers }) {
  if (value === null) return null;
  const type = headers?.["content-type"]?.toString() ?? "";
  if (type.startsWith("application/json") || (type === "" && value[0] === 0x7b)) {
    return JSON.parse(value.toString());
  }
  // The frame of a schema registry: 0, four bytes of id, message index 0.
  const plain = value[0] === 0 ? value.subarray(6) : value;
  const message = MESSAGES[topic].decode(plain);
  return MESSAGES[topic].toObject(message, { enums: String, longs: String, defaults: true });
}
