package io.ringfence.schemas;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.ringfence.schemas.MalformedRecordException.Fault;
import java.util.List;
import java.util.Map;

/** The binary wire format, in the frame of a schema registry or by itself. */
final class BinaryEncoding {

  private BinaryEncoding() {}

  static Message decode(byte[] bytes, Message prototype, UnknownFields unknownFields)
      throws MalformedRecordException {
    int begin = SchemaFrame.length(bytes);
    Message message;
    try {
      message = prototype.getParserForType().parseFrom(bytes, begin, bytes.length - begin);
    } catch (InvalidProtocolBufferException e) {
      throw new MalformedRecordException(
          Fault.MALFORMED,
          "The %d bytes are not a binary %s (%s); send the wire format of Protocol Buffers, or JSON with the header %s: %s."
              .formatted(
                  bytes.length,
                  prototype.getDescriptorForType().getName(),
                  e.getMessage(),
                  Encoding.CONTENT_TYPE_HEADER,
                  Encoding.JSON.contentType()));
    }
    if (unknownFields == UnknownFields.REJECT) {
      requireKnown(message);
    }
    return message;
  }

  private static void requireKnown(Message message) throws MalformedRecordException {
    if (!message.getUnknownFields().asMap().isEmpty()) {
      throw new MalformedRecordException(
          Fault.UNKNOWN_FIELD,
          "%s has no field with number %d; send only fields of the contract."
              .formatted(
                  message.getDescriptorForType().getName(),
                  message.getUnknownFields().asMap().keySet().iterator().next()));
    }
    for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
      if (entry.getKey().getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
        continue;
      }
      if (entry.getValue() instanceof List<?> list) {
        for (Object element : list) {
          requireKnown((Message) element);
        }
      } else {
        requireKnown((Message) entry.getValue());
      }
    }
  }
}
