package io.ringfence.integration.truth;

import io.ringfence.broker.EmbeddedBroker;
import io.ringfence.integration.committed.CommittedTransaction;
import io.ringfence.integration.committed.TransactionHistory;
import io.ringfence.schemas.Encoding;
import io.ringfence.stream.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import org.apache.kafka.common.TopicPartition;

/**
 * What went into one deployment, and all that it committed.
 *
 * @param input what was sent where
 */
record Recording(
    TinyDeployment deployment,
    Map<TopicPartition, NavigableMap<Long, Step>> input,
    List<Seen> transactions) {

  static Recording of(
      EmbeddedBroker broker,
      TinyDeployment deployment,
      int streams,
      Encoding encoding,
      SplittableRandom random)
      throws Exception {
    Traffic traffic = new Traffic(broker.bootstrapServers(), deployment, streams, encoding, random);
    traffic.run();
    Topics topics = traffic.topics();
    List<String> outputs =
        List.of(
            topics.nodeCertificates(),
            topics.graphCertificates(),
            topics.graphChangelog(),
            topics.deadLetters());
    List<Seen> seen = new ArrayList<>();
    for (CommittedTransaction transaction :
        new TransactionHistory(broker.bootstrapServers(), broker.dataDirectory())
            .of(traffic.group(), outputs)) {
      seen.add(Seen.of(transaction, topics));
    }
    return new Recording(deployment, traffic.input(), seen);
  }

  Tally check(List<Seen> transactions) {
    return new Checker(deployment, input).check(transactions);
  }
}
