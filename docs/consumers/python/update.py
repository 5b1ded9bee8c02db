"""Sends one update, a batch of steps that is applied whole or not at all.

    python update.py BOOTSTRAP GRAPH '[{"removeNode": {"nodeId": "a"}}]'
"""
import json
import sys

from confluent_kafka import Producer

bootstrap, graph, ops = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
producer = Producer({
    "bootstrap.servers": bootstrap,
    "partitioner": "murmur2_random",  # Kafka's default; librdkafka's own would be refused
    "enable.idempotence": True,
})
failures = []
producer.produce(
    "graph-updates",
    key=graph,
    value=json.dumps({"graphId": graph, "ops": ops}),
    headers={"content-type": "application/json"},
    on_delivery=lambda error, record: failures.append(error) if error else None,
)
producer.flush()
sys.exit(f"not delivered: {failures[0]}" if failures else 0)
