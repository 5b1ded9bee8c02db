package io.ringfence.stream;

import io.ringfence.rights.Right;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;

/** Looks at the topics before anything else happens, and makes them where that is allowed. */
public final class TopicCheck {

  private static final int CAUTIOUS_DEAD_LETTER_BYTES = 1_048_588;

  private final TopicAdmin admin;
  private final TopicDeclarations declarations;
  private final boolean create;
  private final List<Right> rights;

  private TopicCheck(
      TopicAdmin admin, TopicDeclarations declarations, boolean create, List<Right> rights) {
    this.admin = admin;
    this.declarations = declarations;
    this.create = create;
    this.rights = rights;
  }

  /**
   * Asks the broker.
   *
   * @param create whether missing topics may be created as declared
   * @param rights that are asked for, beside the topics
   * @throws StreamException if there is no broker, a topic or right is missing, or the topics that
   *     are written side by side differ in partitions
   */
  public static TopicFacts run(
      ClientOptions options, TopicDeclarations declarations, boolean create, List<Right> rights) {
    try (TopicAdmin admin = TopicAdmin.open(options)) {
      return new TopicCheck(admin, declarations, create, rights).facts();
    }
  }

  /** The same without asking for rights. */
  public static TopicFacts run(
      ClientOptions options, TopicDeclarations declarations, boolean create) {
    return run(options, declarations, create, List.of());
  }

  private TopicFacts facts() {
    admin.require(rights);
    Map<String, Integer> partitions = new TreeMap<>();
    List<NewTopic> missing = new ArrayList<>();
    for (NewTopic topic : declarations.all()) {
      OptionalInt count = admin.partitions(topic.name());
      if (count.isEmpty()) {
        missing.add(topic);
      } else {
        partitions.put(topic.name(), count.getAsInt());
      }
    }
    if (!missing.isEmpty()) {
      createAll(missing, partitions);
      admin.require(rights);
    }
    requireEqual(partitions);
    int count =
        partitions.getOrDefault(declarations.topics().graphUpdates(), declarations.partitions());
    return new TopicFacts(count, declaredDeadLetterBytes(missing).orElseGet(this::deadLetterBytes));
  }

  /** The limit of a topic that was just made: the broker may not know its own answer yet. */
  private Optional<Integer> declaredDeadLetterBytes(List<NewTopic> made) {
    return made.stream()
        .filter(topic -> topic.name().equals(declarations.topics().deadLetters()))
        .map(topic -> topic.configs().get("max.message.bytes"))
        .filter(Objects::nonNull)
        .map(Integer::valueOf)
        .findFirst();
  }

  private int deadLetterBytes() {
    return admin
        .maxMessageBytes(declarations.topics().deadLetters())
        .orElse(CAUTIOUS_DEAD_LETTER_BYTES);
  }

  private void createAll(List<NewTopic> missing, Map<String, Integer> partitions) {
    List<String> names = missing.stream().map(NewTopic::name).toList();
    if (!create) {
      throw new StreamException(
          "Topics %s do not exist; create them (deploy/ has the declarations) or allow it with topics.create: true."
              .formatted(names));
    }
    // A topic that is there already decides the number of partitions of those that are not.
    int count =
        partitions.getOrDefault(declarations.topics().graphUpdates(), declarations.partitions());
    TopicDeclarations fitting =
        new TopicDeclarations(
            declarations.topics(), count, declarations.replication(), declarations.recordBytes());
    admin.create(fitting.all().stream().filter(topic -> names.contains(topic.name())).toList());
    names.forEach(name -> partitions.put(name, count));
  }

  private void requireEqual(Map<String, Integer> partitions) {
    Topics topics = declarations.topics();
    int input = partitions.getOrDefault(topics.graphUpdates(), 0);
    for (String beside :
        List.of(topics.graphChangelog(), topics.nodeCertificates(), topics.graphCertificates())) {
      int count = partitions.getOrDefault(beside, 0);
      if (count != input) {
        throw new StreamException(
            "Topic '%s' has %d partitions and '%s' has %d; a graph's records lie in partitions of the same number, so both must have as many; create '%s' anew with %d partitions."
                .formatted(beside, count, topics.graphUpdates(), input, beside, input));
      }
    }
  }
}
