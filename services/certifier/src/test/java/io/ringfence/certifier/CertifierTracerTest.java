package io.ringfence.certifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.ringfence.engine.GraphCertificate;
import io.ringfence.engine.StatusCounts;
import io.ringfence.hosting.tracing.Tracing;
import io.ringfence.stream.CertifierEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Against a real receiver of OTLP over HTTP. */
class CertifierTracerTest {

  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @Test
  void aTracedUpdateHasSpansOfItsApplicationAndItsCertification() throws IOException {
    Queue<String> received = new ConcurrentLinkedQueue<>();
    HttpServer collector =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/v1/traces",
        exchange -> {
          received.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
    try (Tracing tracing =
        Tracing.to("http://127.0.0.1:" + collector.getAddress().getPort(), "certifier")) {
      CertifierTracer tracer = new CertifierTracer(tracing.tracer(), InstantSource.system());

      tracer.on(update(Optional.of(TRACE)));
      tracer.on(update(Optional.of("not a trace")));
      tracer.on(update(Optional.empty()));
      tracer.on(new CertifierEvent.GraphSpoken("g", settled()));
    } finally {
      collector.stop(0);
    }

    String spans = String.join("", received);
    assertThat(spans).containsOnlyOnce("ringfence.apply").containsOnlyOnce("ringfence.certify");
    assertThat(spans).contains(bytes("0af7651916cd43dd8448eb211c80319c"));
    assertThat(spans).contains(bytes("b7ad6b7169203331"));
  }

  private static CertifierEvent update(Optional<String> trace) {
    return new CertifierEvent.Applied("g", 0, 7, Instant.now().minusMillis(5), 1, 3, trace);
  }

  private static GraphCertificate settled() {
    return new GraphCertificate(
        3, Optional.empty(), new StatusCounts(1, 0, 0), 0, List.of(), List.of(), Optional.empty());
  }

  private static String bytes(String hex) {
    StringBuilder text = new StringBuilder();
    for (int k = 0; k < hex.length(); k += 2) {
      text.append((char) Integer.parseInt(hex.substring(k, k + 2), 16));
    }
    return text.toString();
  }
}
