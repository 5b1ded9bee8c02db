package io.ringfence.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import io.ringfence.schemas.v1.GraphCertificateProto;
import io.ringfence.schemas.v1.GraphChangelogProto;
import io.ringfence.schemas.v1.GraphUpdateProto;
import io.ringfence.schemas.v1.NodeCertificateProto;
import io.ringfence.schemas.v1.RobustnessAlertProto;
import io.ringfence.schemas.v1.SmoothingProto;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Holds the released contract: {@code contract-v1.txt} has one line per field and enum value. What
 * stands there may never change; what is new is added there when it is added to the contract.
 */
class ReleasedContractTest {

  private static final List<FileDescriptor> FILES =
      List.of(
          GraphUpdateProto.getDescriptor(),
          NodeCertificateProto.getDescriptor(),
          GraphCertificateProto.getDescriptor(),
          RobustnessAlertProto.getDescriptor(),
          GraphChangelogProto.getDescriptor(),
          SmoothingProto.getDescriptor());

  @Test
  void nothingThatWasReleasedIsRemovedRenumberedRenamedOrRetyped() throws Exception {
    assertThat(current())
        .as("a released line is gone: records that exist could be read wrongly; add a new field")
        .containsAll(released());
  }

  @Test
  void everythingThatIsNewIsWrittenDown() throws Exception {
    assertThat(released())
        .as("add the new lines to src/test/resources/contract-v1.txt to promise them")
        .containsAll(current());
  }

  private static List<String> current() {
    List<String> lines = new ArrayList<>();
    for (FileDescriptor file : FILES) {
      file.getMessageTypes().forEach(message -> describe(message, lines));
      file.getEnumTypes().forEach(type -> describe(type, lines));
    }
    return lines;
  }

  private static void describe(Descriptor message, List<String> lines) {
    for (FieldDescriptor field : message.getFields()) {
      lines.add(
          "%s %d %s %s %s"
              .formatted(
                  message.getFullName(),
                  field.getNumber(),
                  field.getName(),
                  cardinality(field),
                  type(field)));
    }
    message.getNestedTypes().forEach(nested -> describe(nested, lines));
    message.getEnumTypes().forEach(type -> describe(type, lines));
  }

  private static void describe(EnumDescriptor type, List<String> lines) {
    type.getValues()
        .forEach(
            value ->
                lines.add(
                    "%s %d %s value"
                        .formatted(type.getFullName(), value.getNumber(), value.getName())));
  }

  private static String cardinality(FieldDescriptor field) {
    if (field.isMapField()) {
      return "map";
    }
    if (field.isRepeated()) {
      return "repeated";
    }
    if (field.getRealContainingOneof() != null) {
      return "oneof:" + field.getRealContainingOneof().getName();
    }
    return field.hasPresence() ? "optional" : "plain";
  }

  private static String type(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case MESSAGE -> field.getMessageType().getFullName();
      case ENUM -> field.getEnumType().getFullName();
      default -> field.getType().name().toLowerCase(java.util.Locale.ROOT);
    };
  }

  private static List<String> released() throws IOException {
    try (InputStream in = ReleasedContractTest.class.getResourceAsStream("/contract-v1.txt")) {
      assertThat(in).as("contract-v1.txt").isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
