package io.ringfence.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.ringfence.schemas.MalformedRecordException.Fault;
import io.ringfence.schemas.v1.GraphUpdate;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Canonical JSON, read without any leniency. */
final class JsonEncoding {

  private static final Map<Descriptor, Print> PRINTERS = new ConcurrentHashMap<>();
  private static final JsonFormat.Parser STRICT = JsonFormat.parser();
  private static final JsonFormat.Parser TOLERANT = JsonFormat.parser().ignoringUnknownFields();
  private static final String UNKNOWN_FIELD = "Cannot find field";
  private static final String DUPLICATE_FIELD = "already been set";

  private JsonEncoding() {}

  static byte[] encode(Message message) {
    try {
      return PRINTERS
          .computeIfAbsent(message.getDescriptorForType(), JsonEncoding::printer)
          .print(message)
          .getBytes(UTF_8);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(
          "A %s cannot be written as JSON: %s."
              .formatted(message.getDescriptorForType().getName(), e.getMessage()),
          e);
    }
  }

  @FunctionalInterface
  private interface Print {
    String print(Message message) throws InvalidProtocolBufferException;
  }

  private static Print printer(Descriptor record) {
    return JsonWriter.canWrite(record)
        ? JsonWriter.of(record, printedIfZero(record))::write
        : library(record)::print;
  }

  /** The printer of Protocol Buffers, for any record. */
  static JsonFormat.Printer library(Descriptor record) {
    return JsonFormat.printer()
        .includingDefaultValueFields(printedIfZero(record))
        .omittingInsignificantWhitespace();
  }

  /**
   * Every field without presence at any depth, except enums: their zero is UNSPECIFIED, which says
   * that there is nothing to say.
   */
  private static Set<FieldDescriptor> printedIfZero(Descriptor record) {
    Set<Descriptor> seen = new HashSet<>();
    Deque<Descriptor> open = new ArrayDeque<>(List.of(record));
    Set<FieldDescriptor> printed = new HashSet<>();
    while (!open.isEmpty()) {
      Descriptor message = open.pop();
      if (seen.add(message)) {
        for (FieldDescriptor field : message.getFields()) {
          if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
            open.push(field.getMessageType());
          }
          if (!field.hasPresence()
              && (field.isRepeated() || field.getJavaType() != FieldDescriptor.JavaType.ENUM)) {
            printed.add(field);
          }
        }
      }
    }
    return printed;
  }

  static Message decode(byte[] bytes, Message prototype, UnknownFields unknownFields)
      throws MalformedRecordException {
    if (prototype instanceof GraphUpdate) {
      GraphUpdate plain = PlainUpdate.read(bytes);
      if (plain != null) {
        return plain;
      }
    }
    String json = text(bytes);
    return decode(json, prototype, unknownFields);
  }

  /** Whatever it is, by the library, which {@link StrictJson} makes strict. */
  static Message decode(String json, Message prototype, UnknownFields unknownFields)
      throws MalformedRecordException {
    StrictJson.requireObject(json, prototype.getDescriptorForType());
    Message.Builder builder = prototype.newBuilderForType();
    try {
      (unknownFields == UnknownFields.REJECT ? STRICT : TOLERANT).merge(json, builder);
    } catch (InvalidProtocolBufferException e) {
      throw rejected(prototype.getDescriptorForType().getName(), String.valueOf(e.getMessage()));
    }
    return builder.build();
  }

  private static MalformedRecordException rejected(String name, String message) {
    if (message.contains(UNKNOWN_FIELD)) {
      return new MalformedRecordException(
          Fault.UNKNOWN_FIELD, message + "; send only fields of the contract.");
    }
    Fault fault = message.contains(DUPLICATE_FIELD) ? Fault.DUPLICATE_FIELD : Fault.MALFORMED;
    return new MalformedRecordException(fault, "The JSON is not a %s: %s".formatted(name, message));
  }

  private static String text(byte[] bytes) throws MalformedRecordException {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedRecordException(
          Fault.MALFORMED,
          "The %d bytes are not UTF-8, which JSON must be (%s)."
              .formatted(bytes.length, e.getMessage()));
    }
  }
}
