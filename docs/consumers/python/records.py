"""From the bytes of a Kafka record to what it says: JSON, Protocol Buffers, or either's absence."""

from google.protobuf import json_format
from ringfence.v1.graph_certificate_pb2 import GraphCertificate
from ringfence.v1.node_certificate_pb2 import NodeCertificate
from ringfence.v1.robustness_alert_pb2 import RobustnessAlert

MESSAGES = {
    "node-certificates": NodeCertificate,
    "graph-certificates": GraphCertificate,
    "robustness-alerts": RobustnessAlert,
}


def unescape(part: str) -> str:
    return part.replace("%2F", "/").replace("%25", "%")


def key_parts(record) -> list[str]:
    """Graph id and node id (or an alert's subject); a graph's key is its id, as it is."""
    key = record.key().decode()
    return [key] if record.topic() == "graph-certificates" else [unescape(p) for p in key.split("/")]


def decode(record):
    """The message of a record; None for a tombstone: nothing is said of its key any more."""
    value = record.value()
    if value is None:
        return None
    message = MESSAGES[record.topic()]()
    content_type = dict(record.headers() or []).get("content-type", b"").decode()
    if content_type.startswith("application/json") or (not content_type and value[:1] == b"{"):
        return json_format.Parse(value, message, ignore_unknown_fields=True)
    if value[:1] == b"\0":  # the frame of a schema registry: 0, four bytes of id, message index 0
        value = value[6:]
    message.ParseFromString(value)
    return message
