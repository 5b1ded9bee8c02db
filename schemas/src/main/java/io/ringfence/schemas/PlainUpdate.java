package io.ringfence.schemas;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.ringfence.schemas.v1.ClearAttributes;
import io.ringfence.schemas.v1.GraphOp;
import io.ringfence.schemas.v1.GraphUpdate;
import io.ringfence.schemas.v1.PutEdge;
import io.ringfence.schemas.v1.RemoveEdge;
import io.ringfence.schemas.v1.RemoveNode;
import io.ringfence.schemas.v1.SetAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the updates that make up nearly all of a stream in one pass over their bytes: JSON as the
 * canonical printer writes it, with fields in the order of their numbers, without spaces, of names
 * in plain ASCII and of steps on bits and edges. It knows nothing else and never says that a record
 * is wrong: what it does not know is read, or refused, by {@link JsonEncoding}.
 */
final class PlainUpdate {

  private static final int MOST_DIGITS = 9;
  private static final int NONE = -1;

  private final byte[] bytes;
  private int at;

  private PlainUpdate(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The update, or null if the bytes are anything else. */
  static @Nullable GraphUpdate read(byte[] bytes) {
    return new PlainUpdate(bytes).update();
  }

  private @Nullable GraphUpdate update() {
    GraphUpdate.Builder update = GraphUpdate.newBuilder();
    if (!take("{")) {
      return null;
    }
    if (take("\"graphId\":")) {
      String graphId = text();
      if (graphId == null || !take(",")) {
        return null;
      }
      update.setGraphId(graphId);
    }
    if (!take("\"ops\":[")) {
      return null;
    }
    do {
      GraphOp op = op();
      if (op == null) {
        return null;
      }
      update.addOps(op);
    } while (take(","));
    return take("]}") && at == bytes.length ? update.build() : null;
  }

  private @Nullable GraphOp op() {
    GraphOp.Builder op = GraphOp.newBuilder();
    boolean read = false;
    if (take("{\"setAttributes\":{\"nodeId\":")) {
      String node = text();
      List<Integer> bits = attributes();
      if (node != null && bits != null) {
        op.setSetAttributes(SetAttributes.newBuilder().setNodeId(node).addAllAttributes(bits));
        read = true;
      }
    } else if (take("{\"clearAttributes\":{\"nodeId\":")) {
      String node = text();
      List<Integer> bits = attributes();
      if (node != null && bits != null) {
        op.setClearAttributes(ClearAttributes.newBuilder().setNodeId(node).addAllAttributes(bits));
        read = true;
      }
    } else if (take("{\"putEdge\":{\"source\":")) {
      String source = text();
      String target = target();
      if (source != null && target != null) {
        op.setPutEdge(PutEdge.newBuilder().setSource(source).setTarget(target));
        read = true;
      }
    } else if (take("{\"removeEdge\":{\"source\":")) {
      String source = text();
      String target = target();
      if (source != null && target != null) {
        op.setRemoveEdge(RemoveEdge.newBuilder().setSource(source).setTarget(target));
        read = true;
      }
    } else if (take("{\"removeNode\":{\"nodeId\":")) {
      String node = text();
      if (node != null) {
        op.setRemoveNode(RemoveNode.newBuilder().setNodeId(node));
        read = true;
      }
    }
    return read && take("}}") ? op.build() : null;
  }

  private @Nullable String target() {
    return take(",\"target\":") ? text() : null;
  }

  private @Nullable List<Integer> attributes() {
    if (!take(",\"attributes\":[")) {
      return null;
    }
    List<Integer> values = new ArrayList<>(1);
    do {
      int value = number();
      if (value == NONE) {
        return null;
      }
      values.add(value);
    } while (take(","));
    return take("]") ? values : null;
  }

  /** A number without sign, fraction or leading zero; {@link #NONE} if there is none here. */
  private int number() {
    int begin = at;
    int value = 0;
    while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9' && at - begin < MOST_DIGITS) {
      value = 10 * value + bytes[at++] - '0';
    }
    boolean canonical = at > begin && (bytes[begin] != '0' || at == begin + 1);
    return canonical ? value : NONE;
  }

  /** Text that stands for itself. */
  private @Nullable String text() {
    if (!take("\"")) {
      return null;
    }
    int begin = at;
    while (at < bytes.length && bytes[at] >= ' ' && bytes[at] <= '~') {
      byte letter = bytes[at];
      if (letter == '\\') {
        return null;
      }
      if (letter == '"') {
        return new String(bytes, begin, at++ - begin, US_ASCII);
      }
      at++;
    }
    return null;
  }

  private boolean take(String expected) {
    int length = expected.length();
    if (bytes.length - at < length) {
      return false;
    }
    for (int k = 0; k < length; k++) {
      if (bytes[at + k] != expected.charAt(k)) {
        return false;
      }
    }
    at += length;
    return true;
  }
}
