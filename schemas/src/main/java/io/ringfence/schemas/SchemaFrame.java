package io.ringfence.schemas;

import com.google.protobuf.Message;
import io.ringfence.schemas.MalformedRecordException.Fault;
import java.nio.ByteBuffer;

/**
 * What the serializers of schema registries (Confluent, Apicurio) put before a binary record: a
 * zero byte, the id of the schema in four bytes, and which message of the schema it is. A message
 * never begins with a zero byte (no field has the number 0), nor does JSON, so that frames are told
 * apart without a registry.
 *
 * <p>The message is given by its path through nested messages: how long the path is, then an index
 * per level, as zigzag varints; a single zero byte stands for the first message of the file, and
 * every record of the contract is that.
 */
final class SchemaFrame {

  private static final byte MAGIC = 0;
  private static final int SCHEMA_ID = Byte.BYTES + Integer.BYTES;
  private static final byte FIRST_MESSAGE = 0;

  /** The first message, written at length: a path of one step, to index 0. */
  private static final byte ONE_STEP = 2;

  private SchemaFrame() {}

  /** The message in a frame. */
  static byte[] wrap(int schemaId, Message message) {
    byte[] plain = message.toByteArray();
    return ByteBuffer.allocate(SCHEMA_ID + Byte.BYTES + plain.length)
        .put(MAGIC)
        .putInt(schemaId)
        .put(FIRST_MESSAGE)
        .put(plain)
        .array();
  }

  /**
   * Bytes before the message; 0 without a frame. Whatever the id, the message is read by the
   * contract.
   */
  static int length(byte[] bytes) throws MalformedRecordException {
    if (bytes.length == 0 || bytes[0] != MAGIC) {
      return 0;
    }
    if (bytes.length > SCHEMA_ID && bytes[SCHEMA_ID] == FIRST_MESSAGE) {
      return SCHEMA_ID + 1;
    }
    if (bytes.length > SCHEMA_ID + 1
        && bytes[SCHEMA_ID] == ONE_STEP
        && bytes[SCHEMA_ID + 1] == FIRST_MESSAGE) {
      return SCHEMA_ID + 2;
    }
    throw new MalformedRecordException(
        Fault.MALFORMED,
        "The %d bytes begin with 0, like those of a schema registry, but not with 0, a schema id of four bytes and the index of the first message (0); send that, the wire format of Protocol Buffers, or JSON."
            .formatted(bytes.length));
  }
}
