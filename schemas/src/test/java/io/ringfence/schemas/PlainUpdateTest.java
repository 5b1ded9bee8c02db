package io.ringfence.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.schemas.v1.ClearAttributes;
import io.ringfence.schemas.v1.GraphOp;
import io.ringfence.schemas.v1.GraphUpdate;
import io.ringfence.schemas.v1.PutEdge;
import io.ringfence.schemas.v1.RemoveEdge;
import io.ringfence.schemas.v1.RemoveNode;
import io.ringfence.schemas.v1.SetAttributes;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainUpdateTest {

  private static final List<String> NAMES = List.of("", "a", "node 7", "x'<>&=y", "größe", "q\"\\");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void whatIsReadIsWhatTheLibraryReads(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    int plain = 0;
    for (int i = 0; i < 300; i++) {
      GraphUpdate update = random(random);
      GraphUpdate read = PlainUpdate.read(Encoding.JSON.encode(update));
      if (read != null) {
        assertThat(read).isEqualTo(update);
        plain++;
      }
      assertThat(
              Encoding.JSON.decode(
                  Encoding.JSON.encode(update), GraphUpdate.getDefaultInstance(), REJECT))
          .isEqualTo(update);
    }
    assertThat(plain).isGreaterThan(50);
  }

  /** A byte of a good record is another one: it is read as the library reads it, or not here. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void neverReadsWhatTheLibraryRefuses(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] alphabet = "{}[]\",:019-.eE \\agnNopstx\n\u0000ü".getBytes(UTF_8);
    for (int i = 0; i < 3_000; i++) {
      byte[] bytes = Encoding.JSON.encode(random(random));
      for (int changes = random.nextInt(1, 3); changes > 0; changes--) {
        bytes[random.nextInt(bytes.length)] = alphabet[random.nextInt(alphabet.length)];
      }
      GraphUpdate read = PlainUpdate.read(bytes);
      if (read != null) {
        assertThat(
                JsonEncoding.decode(
                    new String(bytes, UTF_8), GraphUpdate.getDefaultInstance(), REJECT))
            .isEqualTo(read);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"ops\":[]}",
        "{\"graphId\":\"g\"}",
        "{\"ops\":[{\"removeNode\":{\"nodeId\":\"a\"}}]} ",
        "{\"ops\":[{\"removeNode\":{\"nodeId\":\"a\"}}],\"ops\":[]}",
        "{\"ops\":[{\"setAttributes\":{\"nodeId\":\"a\",\"attributes\":[01]}}]}",
        "{\"ops\":[{\"setAttributes\":{\"nodeId\":\"a\",\"attributes\":[1234567890]}}]}",
        "{\"ops\":[{\"setAttributes\":{\"nodeId\":\"a\",\"attributes\":[1,]}}]}",
        "{\"ops\":[{\"setAttributes\":{\"nodeId\":\"a\",\"attributes\":[1]},\"removeNode\":{}}]}",
        "{\"ops\":[{\"removeNode\":{\"nodeId\":\"a"
      })
  void leavesWhatItDoesNotKnow(String json) {
    assertThat(PlainUpdate.read(json.getBytes(UTF_8))).isNull();
  }

  private static final UnknownFields REJECT = UnknownFields.REJECT;

  private static GraphUpdate random(SplittableRandom random) {
    GraphUpdate.Builder update = GraphUpdate.newBuilder().setGraphId(name(random));
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      GraphOp.Builder op = GraphOp.newBuilder();
      switch (random.nextInt(5)) {
        case 0 -> op.setSetAttributes(set(random));
        case 1 ->
            op.setClearAttributes(
                ClearAttributes.newBuilder()
                    .setNodeId(name(random))
                    .addAttributes(random.nextInt() >>> 1));
        case 2 ->
            op.setPutEdge(PutEdge.newBuilder().setSource(name(random)).setTarget(name(random)));
        case 3 ->
            op.setRemoveEdge(
                RemoveEdge.newBuilder().setSource(name(random)).setTarget(name(random)));
        default -> op.setRemoveNode(RemoveNode.newBuilder().setNodeId(name(random)));
      }
      update.addOps(op);
    }
    return update.build();
  }

  private static SetAttributes set(SplittableRandom random) {
    SetAttributes.Builder set = SetAttributes.newBuilder().setNodeId(name(random));
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      set.addAttributes(random.nextInt(3_000));
    }
    return set.build();
  }

  private static String name(SplittableRandom random) {
    return random.nextInt(3) == 0
        ? NAMES.get(random.nextInt(NAMES.size()))
        : "n" + random.nextInt(1_000);
  }
}
