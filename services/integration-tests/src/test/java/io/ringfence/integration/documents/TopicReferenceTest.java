package io.ringfence.integration.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DescriptorProtos.SourceCodeInfo.Location;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.ringfence.monitor.feed.AlertTopic;
import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.GraphElement;
import io.ringfence.schemas.v1.GraphUpdate;
import io.ringfence.schemas.v1.NodeCertificate;
import io.ringfence.schemas.v1.RobustnessAlert;
import io.ringfence.stream.TopicDeclarations;
import io.ringfence.stream.Topics;
import io.ringfence.stream.pool.PoolTopics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code docs/topics.md} to the schemas and to the topics' declarations. To write it anew,
 * run this test with {@code -Dringfence.write-docs=true}.
 */
class TopicReferenceTest {

  private static final Path DOCUMENT = Path.of("../../docs/topics.md");
  private static final int RECORD_BYTES = 1 << 20;
  private static final int POOL_RECORD_BYTES = 8 << 20;
  private static final Topics NAMES = Topics.DEFAULT;
  private static final String ALERTS = "robustness-alerts";

  private record Part(String topic, String key, String who, Descriptor message) {}

  private static final List<Part> PARTS =
      List.of(
          new Part(
              NAMES.graphUpdates(),
              "the graph id",
              "Written by your producers, read by the certifier.",
              GraphUpdate.getDescriptor()),
          new Part(
              NAMES.nodeCertificates(),
              "graph id / node id, each escaped (`%` as `%25`, `/` as `%2F`)",
              "Written and, after a restart, read back by the certifier; read by the monitor and"
                  + " your consumers. No value (a tombstone): the node is gone.",
              NodeCertificate.getDescriptor()),
          new Part(
              NAMES.graphCertificates(),
              "the graph id",
              "Written by the certifier; read by the monitor and your consumers. No value: the"
                  + " graph is gone.",
              GraphCertificate.getDescriptor()),
          new Part(
              ALERTS,
              "graph id / subject, each escaped",
              "Written and, after a restart, read back by the monitor; read by your consumers.",
              RobustnessAlert.getDescriptor()),
          new Part(
              NAMES.graphChangelog(),
              "internal",
              "Written and read back by the certifier; its structure is read by the monitor. Always"
                  + " binary, never framed.",
              GraphElement.getDescriptor()));

  @Test
  void theDocumentIsWhatTheCodeSays() throws IOException {
    String expected = render();
    if (Boolean.getBoolean("ringfence.write-docs")) {
      Files.writeString(DOCUMENT, expected);
    }
    assertThat(DOCUMENT).content().isEqualTo(expected);
  }

  private static String render() throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            # Topics

            Written from the schemas and the declarations in the code by `TopicReferenceTest`; do not edit by hand. Names are the defaults.
            The header `%s` of a record with a value is `%s` or `%s`; binary records may stand in the frame of a schema registry.
            `traceparent` is handed on from updates. Partition and key of all topics of a graph go together: the certifier's topics have equally many partitions.
            The smoother pool's topics are internal; `max.message.bytes` of all follow `graph.record-bytes` and `smoothing.pool.record-bytes`.
            The monitor makes `robustness-alerts`, with one partition. Do not compact it: alerts of several rules share a key.

            | topic | options when Ringfence makes it |
            |---|---|
            """
                .formatted(
                    Encoding.CONTENT_TYPE_HEADER,
                    Encoding.JSON.contentType(),
                    Encoding.BINARY.contentType()));
    for (NewTopic topic : declared()) {
      page.append("| `%s` | ".formatted(topic.name()))
          .append(String.join(", ", options(topic)))
          .append(" |\n");
    }
    page.append(
        "\n"
            + "Dead letters keep key, value and headers of the update; `ringfence-reason`,"
            + " `ringfence-message`, `ringfence-topic`, `ringfence-partition`, `ringfence-offset`"
            + " and\n"
            + "`ringfence-timestamp` say why and where it lay.\n");
    Map<String, String> comments = comments();
    for (Part part : PARTS) {
      page.append("\n## %s\n\nKey: %s. %s\n\n".formatted(part.topic, part.key, part.who));
      page.append(comments.getOrDefault(part.message.getFullName(), "")).append("\n\n");
      appendFields(page, part.message, comments);
    }
    page.append(
        "\n"
            + "## Messages inside\n\n"
            + "In order of name; those of the changelog, which is internal, are left out.\n");
    for (Descriptor inner : inside()) {
      page.append("\n### %s\n\n".formatted(inner.getName()));
      page.append(comments.getOrDefault(inner.getFullName(), "")).append("\n\n");
      appendFields(page, inner, comments);
    }
    return page.toString();
  }

  private static List<NewTopic> declared() {
    List<NewTopic> all = new ArrayList<>();
    all.addAll(new TopicDeclarations(NAMES, 1, (short) -1, RECORD_BYTES).all());
    all.add(new AlertTopic(Map.of(), ALERTS, (short) -1).declaration());
    all.addAll(PoolTopics.DEFAULT.declarations(1, (short) -1, POOL_RECORD_BYTES));
    return all;
  }

  private static void appendFields(
      StringBuilder page, Descriptor message, Map<String, String> comments) {
    page.append("| field | type | meaning |\n|---|---|---|\n");
    for (FieldDescriptor field : message.getFields()) {
      page.append(
          "| `%s` | %s | %s |\n"
              .formatted(
                  field.getJsonName(),
                  type(field),
                  comments.getOrDefault(field.getFullName(), "")));
    }
  }

  /** Messages that those of the topics for everybody have in them, at any depth. */
  private static Collection<Descriptor> inside() {
    Map<String, Descriptor> found = new TreeMap<>();
    for (Part part : PARTS) {
      if (!part.topic.equals(NAMES.graphChangelog())) {
        collect(part.message, found);
      }
    }
    return found.values();
  }

  private static void collect(Descriptor message, Map<String, Descriptor> found) {
    for (FieldDescriptor field : message.getFields()) {
      if (field.isMapField()) {
        collect(field.getMessageType(), found);
      } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        Descriptor inner = field.getMessageType();
        boolean ours = inner.getFile().getPackage().equals(message.getFile().getPackage());
        if (ours && found.putIfAbsent(inner.getFullName(), inner) == null) {
          collect(inner, found);
        }
      }
    }
  }

  private static List<String> options(NewTopic topic) {
    return new TreeMap<>(topic.configs())
        .entrySet().stream()
            .map(entry -> "`%s=%s`".formatted(entry.getKey(), entry.getValue()))
            .toList();
  }

  private static String type(FieldDescriptor field) {
    if (field.isMapField()) {
      Descriptor entry = field.getMessageType();
      return "map from %s to %s"
          .formatted(type(entry.findFieldByNumber(1)), type(entry.findFieldByNumber(2)));
    }
    String name =
        switch (field.getJavaType()) {
          case MESSAGE -> field.getMessageType().getName();
          case ENUM -> field.getEnumType().getName();
          default -> field.getType().name().toLowerCase(Locale.ROOT);
        };
    return field.isRepeated() ? "list of " + name : name;
  }

  /** Of messages and of the fields of top-level messages, by full name. */
  private static Map<String, String> comments() throws IOException {
    Map<String, String> found = new HashMap<>();
    try (InputStream in = GraphUpdate.class.getResourceAsStream("/ringfence/v1/contract.binpb")) {
      assertThat(in).isNotNull();
      for (FileDescriptorProto file : FileDescriptorSet.parseFrom(in).getFileList()) {
        for (Location at : file.getSourceCodeInfo().getLocationList()) {
          name(file, at.getPathList())
              .ifPresent(
                  name ->
                      found.put(
                          name, at.getLeadingComments().strip().replaceAll("\\s*\\n\\s*", " ")));
        }
      }
    }
    return found;
  }

  private static Optional<String> name(FileDescriptorProto file, List<Integer> path) {
    boolean message = path.size() == 2 && path.get(0) == 4;
    boolean field = path.size() == 4 && path.get(0) == 4 && path.get(2) == 2;
    if (!message && !field) {
      return Optional.empty();
    }
    var type = file.getMessageType(path.get(1));
    String name = file.getPackage() + "." + type.getName();
    return Optional.of(field ? name + "." + type.getField(path.get(3)).getName() : name);
  }
}
