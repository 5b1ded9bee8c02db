"""Follows what Ringfence says, a line per change; acts when a node loses its certificate.

    python certificates.py BOOTSTRAP [SECONDS]
"""
import sys
import time

from confluent_kafka import Consumer, KafkaException

from records import MESSAGES, NodeCertificate, RobustnessAlert, decode, key_parts


def on_lost(graph: str, node: str) -> None:
    """Here goes what your system does: hold the decision, ask a person, use another model."""
    print(f"LOST {graph}/{node}: do not rely on its prediction", flush=True)


def tell_node(certified: set, graph: str, node: str, word) -> None:
    if word is None:
        print(f"node {graph}/{node} GONE", flush=True)
    else:
        status = NodeCertificate.Status.Name(word.status)
        radii = f" +{word.radii.additions} -{word.radii.deletions}" if word.HasField("radii") else ""
        print(f"node {graph}/{node} {status}{radii}", flush=True)
    if word is not None and word.status == NodeCertificate.CERTIFIED:
        certified.add((graph, node))
    elif (graph, node) in certified:
        certified.remove((graph, node))
        on_lost(graph, node)


def tell(certified: set, record) -> None:
    parts, word = key_parts(record), decode(record)
    if record.topic() == "node-certificates":
        tell_node(certified, parts[0], parts[1], word)
    elif record.topic() == "graph-certificates":
        print(f"graph {parts[0]} " + ("GONE" if word is None else f"{word.certified} of {word.nodes} certified"), flush=True)
    elif word is not None:
        print(f"alert {word.rule} {RobustnessAlert.State.Name(word.state)} {word.subject}", flush=True)


def main(bootstrap: str, seconds: float) -> None:
    consumer = Consumer({
        "bootstrap.servers": bootstrap,
        "group.id": f"example-python-{time.time_ns()}",  # a fixed name goes on where it was
        "isolation.level": "read_committed",  # what a transaction took back was never said
        "auto.offset.reset": "earliest",
        "enable.auto.commit": False,
    })
    consumer.subscribe(list(MESSAGES))
    certified, end = set(), time.monotonic() + seconds
    try:
        while time.monotonic() < end:
            record = consumer.poll(0.2)
            if record is None:
                continue
            if record.error():
                raise KafkaException(record.error())
            tell(certified, record)
    finally:
        consumer.close()


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else float("inf"))
