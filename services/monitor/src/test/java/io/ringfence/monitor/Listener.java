package io.ringfence.monitor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;

/** Reads events the way a page does, and can be cut anywhere. */
final class Listener implements AutoCloseable {

  private final Socket socket;
  private final BufferedReader in;
  private @Nullable String lastId;

  private Listener(Socket socket, BufferedReader in, @Nullable String lastId) {
    this.socket = socket;
    this.in = in;
    this.lastId = lastId;
  }

  /** One event that has data. */
  record Heard(String type, String data) {}

  static Listener open(int port, String query, @Nullable String lastId) throws IOException {
    Socket socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(200);
    String resume = lastId == null ? "" : "Last-Event-ID: " + lastId + "\r\n";
    socket
        .getOutputStream()
        .write(
            ("GET /api/v1/events" + query + " HTTP/1.0\r\nHost: localhost\r\n" + resume + "\r\n")
                .getBytes(UTF_8));
    BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    socket.setSoTimeout(5_000);
    String line = in.readLine();
    if (line == null || !line.contains(" 200 ")) {
      socket.close();
      throw new IOException("Answered " + line);
    }
    while (line != null && !line.isEmpty()) {
      line = in.readLine();
    }
    return new Listener(socket, in, lastId);
  }

  /** The next event; fails if there is none. */
  Heard expect(int millis) throws IOException {
    Heard heard = next(millis);
    if (heard == null) {
      throw new IOException("Nothing was heard within %d ms.".formatted(millis));
    }
    return heard;
  }

  /** The next event; null if none comes in time or the connection is gone. */
  @Nullable Heard next(int millis) throws IOException {
    socket.setSoTimeout(millis);
    String type = "message";
    StringBuilder data = new StringBuilder();
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("id: ")) {
          lastId = line.substring(4);
        } else if (line.startsWith("event: ")) {
          type = line.substring(7);
        } else if (line.startsWith("data: ")) {
          data.append(line, 6, line.length());
        } else if (line.isEmpty() && data.length() > 0) {
          return new Heard(type, data.toString());
        }
      }
    } catch (SocketTimeoutException e) {
      return null;
    }
    return null;
  }

  @Nullable String lastId() {
    return lastId;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
