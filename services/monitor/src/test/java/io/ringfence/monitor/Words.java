package io.ringfence.monitor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringfence.client.Bytes;
import io.ringfence.client.Word;
import io.ringfence.schemas.RecordKeys;
import java.io.IOException;
import java.net.Socket;
import java.time.Instant;
import java.util.List;

/** What topics say, and what bare sockets hear. */
public final class Words {

  private Words() {}

  public static Word edge(String graphId, String one, String other, boolean present) {
    String smaller = one.compareTo(other) < 0 ? one : other;
    String larger = smaller.equals(one) ? other : one;
    return new Word.Other(
        TestServer.POSITION,
        Instant.now(),
        Bytes.of(RecordKeys.join(graphId, "edge", smaller, larger).getBytes(UTF_8)),
        present ? Bytes.of(new byte[] {1}) : Bytes.absent());
  }

  public static void edges(TestServer server, String graphId, String one, String other) {
    server.take(List.of(edge(graphId, one, other, true)));
  }

  /** One request without a client that would mend it. */
  public static String raw(int port, String line) throws IOException {
    return raw(port, line, "localhost");
  }

  /** The same under another name of the host. */
  public static String raw(int port, String line, String host) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(5_000);
      socket
          .getOutputStream()
          .write((line + "\r\nHost: " + host + "\r\nConnection: close\r\n\r\n").getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
