package io.ringfence.schemas;

import com.google.protobuf.Message;
import java.util.OptionalInt;

/**
 * How one kind of record is written.
 *
 * @param schemaId under which a schema registry knows the record's schema; then the encoding is
 *     {@link Encoding#BINARY} and each record carries the id
 */
public record RecordFormat(Encoding encoding, OptionalInt schemaId) {

  public RecordFormat {
    if (schemaId.isPresent() && encoding != Encoding.BINARY) {
      throw new IllegalArgumentException(
          "Records in %s cannot carry schema id %d; only %s can."
              .formatted(encoding, schemaId.getAsInt(), Encoding.BINARY));
    }
  }

  /** Without a schema registry. */
  public static RecordFormat of(Encoding encoding) {
    return new RecordFormat(encoding, OptionalInt.empty());
  }

  /** Binary, in the frame of Confluent's and Apicurio's serializers. */
  public static RecordFormat framed(int schemaId) {
    return new RecordFormat(Encoding.BINARY, OptionalInt.of(schemaId));
  }

  /** The bytes of a message. */
  public byte[] encode(Message message) {
    return schemaId.isPresent()
        ? SchemaFrame.wrap(schemaId.getAsInt(), message)
        : encoding.encode(message);
  }
}
