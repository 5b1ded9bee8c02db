package io.ringfence.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Message;
import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.MalformedRecordException;
import io.ringfence.schemas.UnknownFields;
import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.NodeCertificate;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Records of the topics node-certificates and graph-certificates in one file, in any mixture: JSON,
 * one on each line, or binary, each after its length as a varint. A line may begin with the key of
 * the record and a tab, as {@code kcat -K '\t'} writes it; then a value of NULL is a tombstone.
 */
final class RecordFile {
  private static final int LONGEST = 1 << 26;
  private static final int LOOK_AHEAD = 64;

  private final Path file;

  RecordFile(Path file) {
    this.file = file;
  }

  /** Is told of every record. */
  interface Reader {
    void node(String where, NodeCertificate record);

    void graph(String where, GraphCertificate record);

    /** A node is gone. */
    void removed(String key);

    /** It is no record that this version knows. */
    void unreadable(String where, String reason);

    void bytes(long count);
  }

  void read(Reader reader) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      boolean text = isText(in);
      long number = 0;
      for (byte[] next = next(in, text); next.length > 0 || !text; next = next(in, text)) {
        number++;
        reader.bytes(next.length);
        String where = "%s record %d".formatted(file.getFileName(), number);
        if (text && new String(next, UTF_8).isBlank()) {
          continue;
        }
        hand(next, text, where, reader);
      }
    } catch (EOFException e) {
      reader.bytes(0);
    }
  }

  /** Lines end in a brace, or begin with a key; a binary record is full of control characters. */
  private static boolean isText(InputStream in) throws IOException {
    in.mark(LOOK_AHEAD);
    byte[] head = in.readNBytes(LOOK_AHEAD);
    in.reset();
    for (byte b : head) {
      if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r') {
        return false;
      }
    }
    return true;
  }

  private static void hand(byte[] bytes, boolean text, String where, Reader reader) {
    String line = text ? new String(bytes, UTF_8).strip() : "";
    int tab = line.indexOf('\t');
    if (tab < 0 || line.startsWith("{")) {
      record(bytes, text, where, reader);
    } else if (line.substring(tab + 1).strip().equalsIgnoreCase("null")) {
      reader.removed(line.substring(0, tab));
    } else {
      record(line.substring(tab + 1).getBytes(UTF_8), true, where, reader);
    }
  }

  private static void record(byte[] bytes, boolean text, String where, Reader reader) {
    Encoding encoding = text ? Encoding.JSON : Encoding.BINARY;
    try {
      reader.node(where, decode(encoding, bytes, NodeCertificate.getDefaultInstance()));
    } catch (MalformedRecordException noNode) {
      try {
        reader.graph(where, decode(encoding, bytes, GraphCertificate.getDefaultInstance()));
      } catch (MalformedRecordException noGraph) {
        boolean graph = text && new String(bytes, UTF_8).contains("\"cells\"");
        reader.unreadable(where, String.valueOf((graph ? noGraph : noNode).getMessage()));
      }
    }
  }

  private static <M extends Message> M decode(Encoding encoding, byte[] bytes, M prototype)
      throws MalformedRecordException {
    return encoding.decode(bytes, prototype, UnknownFields.REJECT);
  }

  /** A line with its end, empty at the end of the file; or a binary record. */
  private static byte[] next(InputStream in, boolean text) throws IOException {
    return text ? line(in) : delimited(in);
  }

  private static byte[] line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      line.write(b);
      if (b == '\n') {
        break;
      }
    }
    return line.toByteArray();
  }

  private static byte[] delimited(InputStream in) throws IOException {
    int first = in.read();
    if (first < 0) {
      throw new EOFException();
    }
    int length = CodedInputStream.readRawVarint32(first, in);
    if (length < 0 || length > LONGEST) {
      throw new IOException(
          "A record of %d bytes; records must be JSON lines, or binary after their length as a varint."
              .formatted(length));
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new IOException(
          "The last record ends after %d of %d bytes; the file is cut off."
              .formatted(bytes.length, length));
    }
    return bytes;
  }
}
