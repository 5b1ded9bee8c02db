package io.ringfence.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.GraphUpdate;
import io.ringfence.schemas.v1.NodeCertificate;
import io.ringfence.schemas.v1.RobustnessAlert;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonWriterTest {

  private static final List<Message> KINDS =
      List.of(
          NodeCertificate.getDefaultInstance(),
          GraphCertificate.getDefaultInstance(),
          RobustnessAlert.getDefaultInstance());
  private static final List<String> TEXTS =
      List.of("", "plain-1", "<a>&'b'=\"c\"\\", "\u0000\t\n\u007f\u2028", "größe 🦊");
  private static final List<Double> DOUBLES =
      List.of(0.0, -0.0, 1.0, 1e-300, 0.1, 1e7, 123456789.125, Double.NaN, 1 / 0.0, -1 / 0.0);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void bytesAreThoseOfTheLibrary(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    for (Message kind : KINDS) {
      for (int i = 0; i < 100; i++) {
        Message message = random(kind.newBuilderForType(), random);
        assertThat(new String(Encoding.JSON.encode(message), UTF_8))
            .isEqualTo(JsonEncoding.library(message.getDescriptorForType()).print(message));
      }
    }
  }

  @Test
  void certificatesAreWrittenHereAndMapsAreNot() {
    assertThat(KINDS).allMatch(kind -> JsonWriter.canWrite(kind.getDescriptorForType()));
    assertThat(JsonWriter.canWrite(GraphUpdate.getDescriptor())).isFalse();
  }

  @Test
  void aTimeOutsideOfTheContractIsRefused() {
    NodeCertificate late =
        NodeCertificate.newBuilder()
            .setIssuedAt(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE))
            .build();
    assertThatThrownBy(() -> Encoding.JSON.encode(late))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Message random(Message.Builder builder, SplittableRandom random) {
    if (builder instanceof Timestamp.Builder time) {
      return time.setSeconds(random.nextLong(-1L << 35, 1L << 35)).setNanos(nanos(random)).build();
    }
    for (FieldDescriptor field : builder.getDescriptorForType().getFields()) {
      if (random.nextBoolean()) {
        continue;
      }
      if (field.isRepeated()) {
        for (int i = random.nextInt(4); i > 0; i--) {
          builder.addRepeatedField(field, value(builder, field, random));
        }
      } else {
        builder.setField(field, value(builder, field, random));
      }
    }
    return builder.build();
  }

  private static int nanos(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> 0;
      case 1 -> 1_000_000 * random.nextInt(1_000);
      case 2 -> 1_000 * random.nextInt(1_000_000);
      default -> random.nextInt(1_000_000_000);
    };
  }

  private static Object value(
      Message.Builder builder, FieldDescriptor field, SplittableRandom random) {
    return switch (field.getJavaType()) {
      case INT -> random.nextInt() >> random.nextInt(32);
      case LONG -> random.nextLong() >> random.nextInt(64);
      case FLOAT -> DOUBLES.get(random.nextInt(DOUBLES.size())).floatValue();
      case DOUBLE ->
          random.nextBoolean()
              ? DOUBLES.get(random.nextInt(DOUBLES.size()))
              : (Object) random.nextDouble();
      case BOOLEAN -> random.nextBoolean();
      case STRING -> TEXTS.get(random.nextInt(TEXTS.size()));
      case ENUM -> field.getEnumType().findValueByNumberCreatingIfUnknown(random.nextInt(7));
      case MESSAGE -> random(builder.newBuilderForField(field), random);
      case BYTE_STRING -> throw new IllegalStateException("No certificate has bytes.");
    };
  }
}
