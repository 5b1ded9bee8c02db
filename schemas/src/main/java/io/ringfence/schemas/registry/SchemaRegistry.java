package io.ringfence.schemas.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import io.ringfence.schemas.RecordFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;

/**
 * Registers schemas, asked at start only: an id never changes, so that writing goes on whatever
 * becomes of the registry. Registering what is registered already changes nothing.
 *
 * <p>Subjects are those of Confluent's defaults: {@code TOPIC-value} for a record, and for a file
 * that it imports the path by which it does.
 */
public final class SchemaRegistry {

  private static final String LIBRARY = "google/protobuf/";

  private final RegistryCalls calls;

  /** A registry that has not been asked yet. */
  public SchemaRegistry(RegistryAccess access) {
    this.calls = new RegistryCalls(access);
  }

  /**
   * Makes a record's schema known as that of a topic's values.
   *
   * @param record the first message of its file
   * @return how its records are written from now on
   * @throws SchemaRegistryException if the registry does not answer, or refuses
   */
  public RecordFormat register(String topic, Descriptor record) {
    if (record.getContainingType() != null || record.getIndex() != 0) {
      throw new IllegalArgumentException(
          "%s is not the first message of its file; only such records can be framed."
              .formatted(record.getFullName()));
    }
    JsonObject schema = schema(record.getFile());
    return RecordFormat.framed(
        calls.post("/subjects/%s/versions", topic + "-value", schema).get("id").getAsInt());
  }

  /** The request that holds a file; what it imports is registered on the way. */
  private JsonObject schema(FileDescriptor file) {
    JsonArray references = new JsonArray();
    for (FileDescriptor imported : file.getDependencies()) {
      if (!imported.getName().startsWith(LIBRARY)) {
        references.add(reference(imported));
      }
    }
    JsonObject schema = new JsonObject();
    schema.addProperty("schemaType", "PROTOBUF");
    schema.addProperty("schema", source(file.getName()));
    if (!references.isEmpty()) {
      schema.add("references", references);
    }
    return schema;
  }

  private JsonObject reference(FileDescriptor imported) {
    String subject = imported.getName();
    JsonObject schema = schema(imported);
    calls.post("/subjects/%s/versions", subject, schema);
    JsonObject reference = new JsonObject();
    reference.addProperty("name", imported.getName());
    reference.addProperty("subject", subject);
    reference.add("version", calls.post("/subjects/%s", subject, schema).get("version"));
    return reference;
  }

  private static String source(String file) {
    try (InputStream in = SchemaRegistry.class.getResourceAsStream('/' + file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is not on the class path.");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A subject as a part of a path. */
  static String encoded(String subject) {
    return URLEncoder.encode(subject, UTF_8).replace("+", "%20");
  }
}
