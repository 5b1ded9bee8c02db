package io.ringfence.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.GraphElement;
import io.ringfence.schemas.v1.GraphUpdate;
import io.ringfence.schemas.v1.NodeCertificate;
import io.ringfence.schemas.v1.RobustnessAlert;
import io.ringfence.schemas.v1.SmoothingResult;
import io.ringfence.schemas.v1.SmoothingTask;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The JSON samples were written by hand; the binary ones by protoc's library from them, once. */
class GoldenSamplesTest {

  static Stream<Arguments> samples() {
    return Stream.of(
        Arguments.of("graph-update", GraphUpdate.getDefaultInstance()),
        Arguments.of("node-certificate", NodeCertificate.getDefaultInstance()),
        Arguments.of("node-certificate-pending", NodeCertificate.getDefaultInstance()),
        Arguments.of("graph-certificate", GraphCertificate.getDefaultInstance()),
        Arguments.of("graph-element", GraphElement.getDefaultInstance()),
        Arguments.of("smoothing-task", SmoothingTask.getDefaultInstance()),
        Arguments.of("smoothing-task-real", SmoothingTask.getDefaultInstance()),
        Arguments.of("smoothing-result", SmoothingResult.getDefaultInstance()),
        Arguments.of("smoothing-result-scores", SmoothingResult.getDefaultInstance()),
        Arguments.of("robustness-alert", RobustnessAlert.getDefaultInstance()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void bothEncodingsHoldTheSameRecord(String name, Message prototype) throws Exception {
    Message fromJson = Encoding.JSON.decode(file(name + ".json"), prototype, UnknownFields.REJECT);
    Message fromBinary =
        Encoding.BINARY.decode(file(name + ".pb"), prototype, UnknownFields.REJECT);
    assertThat(fromBinary).isEqualTo(fromJson);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void encodingGivesTheSampleByteForByte(String name, Message prototype) throws Exception {
    Message message = Encoding.BINARY.decode(file(name + ".pb"), prototype, UnknownFields.REJECT);
    assertThat(new String(Encoding.JSON.encode(message), UTF_8))
        .isEqualTo(new String(file(name + ".json"), UTF_8).strip());
    assertThat(Encoding.BINARY.encode(message)).isEqualTo(file(name + ".pb"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void theEncodingIsGuessedWithoutAHeader(String name, Message prototype) throws Exception {
    assertThat(Encoding.guess(file(name + ".json"))).isEqualTo(Encoding.JSON);
    assertThat(Encoding.guess(file(name + ".pb"))).isEqualTo(Encoding.BINARY);
  }

  private static byte[] file(String name) throws IOException {
    try (InputStream in = GoldenSamplesTest.class.getResourceAsStream("/golden/" + name)) {
      assertThat(in).as("golden sample %s", name).isNotNull();
      return in.readAllBytes();
    }
  }
}
